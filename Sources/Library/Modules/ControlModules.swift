import Language

/// `contextlib`
enum ContextlibModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    ModuleObject("contextlib", vm, entries: [redirect], python: python)
  }

  /// Sets what the standard output is and gives what it was.
  nonisolated(unsafe) private static let redirect = Entry("_redirect", "(target, /)") { a in
    defer { a.vm.redirection = a[0] }
    return a.vm.redirection
  }

  private static let python = PythonSource(
    names: [
      "contextmanager", "suppress", "nullcontext", "closing", "redirect_stdout", "ExitStack",
      "ContextDecorator",
    ],
    text: #"""
      from functools import wraps

      class _GeneratorContextManager:
          def __init__(self, func, args, kwds):
              self.gen = func(*args, **kwds)
              self.func, self.args, self.kwds = func, args, kwds

          def __enter__(self):
              try:
                  return next(self.gen)
              except StopIteration:
                  raise RuntimeError("generator didn't yield") from None

          def __exit__(self, typ, value, traceback):
              if typ is None:
                  try:
                      next(self.gen)
                  except StopIteration:
                      return False
                  raise RuntimeError("generator didn't stop")
              if value is None:
                  value = typ()
              try:
                  self.gen.throw(value)
              except StopIteration as exc:
                  return exc is not value
              except RuntimeError as exc:
                  if exc is value:
                      return False
                  if isinstance(value, StopIteration) and exc.__cause__ is value:
                      return False
                  raise
              except BaseException as exc:
                  if exc is not value:
                      raise
                  return False
              raise RuntimeError("generator didn't stop after throw()")

          def __call__(self, func):
              @wraps(func)
              def inner(*args, **kwds):
                  with _GeneratorContextManager(self.func, self.args, self.kwds):
                      return func(*args, **kwds)
              return inner

      def contextmanager(func):
          @wraps(func)
          def helper(*args, **kwds):
              return _GeneratorContextManager(func, args, kwds)
          return helper

      class ContextDecorator:
          def __call__(self, func):
              @wraps(func)
              def inner(*args, **kwds):
                  with self:
                      return func(*args, **kwds)
              return inner

      class suppress:
          def __init__(self, *exceptions):
              self._exceptions = exceptions

          def __enter__(self):
              pass

          def __exit__(self, exctype, excinst, exctb):
              return exctype is not None and issubclass(exctype, self._exceptions)

      class nullcontext:
          def __init__(self, enter_result=None):
              self.enter_result = enter_result

          def __enter__(self):
              return self.enter_result

          def __exit__(self, *excinfo):
              pass

      class closing:
          def __init__(self, thing):
              self.thing = thing

          def __enter__(self):
              return self.thing

          def __exit__(self, *exc_info):
              self.thing.close()

      class redirect_stdout:
          def __init__(self, new_target):
              self._new_target = new_target
              self._old_targets = []

          def __enter__(self):
              self._old_targets.append(_redirect(self._new_target))
              return self._new_target

          def __exit__(self, exctype, excinst, exctb):
              _redirect(self._old_targets.pop())

      class ExitStack:
          def __init__(self):
              self._callbacks = []

          def push(self, exit):
              self._callbacks.append(exit.__exit__ if hasattr(type(exit), '__exit__') else exit)
              return exit

          def enter_context(self, cm):
              result = cm.__enter__()
              self._callbacks.append(cm.__exit__)
              return result

          def callback(self, callback, /, *args, **kwds):
              self._callbacks.append(lambda *details: callback(*args, **kwds) and False)
              return callback

          def pop_all(self):
              new = type(self)()
              new._callbacks, self._callbacks = self._callbacks, []
              return new

          def close(self):
              self.__exit__(None, None, None)

          def __enter__(self):
              return self

          def __exit__(self, *details):
              received = details[0] is not None
              swallowed = False
              pending = None
              while self._callbacks:
                  callback = self._callbacks.pop()
                  try:
                      if callback(*details):
                          swallowed = True
                          pending = None
                          details = (None, None, None)
                  except BaseException as error:
                      pending = error
                      details = (type(error), error, None)
              if pending is not None:
                  raise pending
              return received and swallowed
      """#)
}

/// `enum`: `Enum`, `unique` and `auto`; members that are integers are left out.
enum EnumModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let instance = Entry("_instance", "(cls, /)") { a in
      guard case .type(let type) = a[0] else { return .none }
      return .object(InstanceObject(type: type))
    }
    let module = ModuleObject("enum", vm, entries: [instance], python: python)
    let find = module.missing
    module.missing = { name in
      if ["IntEnum", "Flag", "IntFlag", "StrEnum"].contains(name.value) {
        throw PyError.unsupported("enum.\(name.value) is not part of nbsh: use Enum, or plain constants")
      }
      return try find?(name)
    }
    return module
  }

  private static let python = PythonSource(
    names: ["Enum", "auto", "unique"],
    text: #"""
      class auto:
          number = None

      def _is_member(name, value):
          if name.startswith('_'):
              return False
          kind = type(value)
          return not (kind.__name__ in ('function', 'property', 'staticmethod', 'classmethod')
                      or hasattr(kind, '__get__'))

      class Enum:
          def __init_subclass__(cls):
              for base in cls.__mro__[1:]:
                  if base is not Enum and base.__dict__.get('_member_map_'):
                      raise TypeError(f"<enum '{cls.__name__}'> cannot extend <enum '{base.__name__}'>")
              members = {}
              values = []
              for name, value in list(cls.__dict__.items()):
                  if not _is_member(name, value):
                      continue
                  if isinstance(value, auto):
                      # The same object again is an alias.
                      if value.number is None:
                          value.number = max([v for v in values if isinstance(v, int)], default=0) + 1
                      value = value.number
                  values.append(value)
                  for other in members.values():
                      if other._value_ == value:
                          member = other
                          break
                  else:
                      member = _instance(cls)
                      member._name_ = name
                      member._value_ = value
                      if '__init__' in cls.__dict__:
                          arguments = value if isinstance(value, tuple) else (value,)
                          member.__init__(*arguments)
                  members[name] = member
                  setattr(cls, name, member)
              cls._member_map_ = members
              cls.__members__ = members
              if '__init__' in cls.__dict__:
                  # Looking a member up by its value must not initialise it again.
                  del cls.__init__

          def __new__(cls, value):
              for member in cls._member_map_.values():
                  if member is value or member._value_ == value:
                      return member
              raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')

          @classmethod
          def __class_getitem__(cls, name):
              return cls._member_map_[name]

          @classmethod
          def _iterate_members_(cls):
              seen = []
              for name, member in cls._member_map_.items():
                  if member._name_ == name:
                      seen.append(member)
              return seen

          @property
          def name(self):
              return self._name_

          @property
          def value(self):
              return self._value_

          def __repr__(self):
              return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

          def __str__(self):
              return f'{self.__class__.__name__}.{self._name_}'

          def __format__(self, spec):
              return format(str(self), spec)

          def __hash__(self):
              return hash(self._name_)

          def __copy__(self):
              return self

          def __deepcopy__(self, memo):
              return self

      Enum._member_map_ = {}

      def unique(enumeration):
          duplicates = [f'{name} -> {member._name_}' for name, member in enumeration._member_map_.items()
                        if name != member._name_]
          if duplicates:
              raise ValueError(f'duplicate values found in {enumeration!r}: {", ".join(duplicates)}')
          return enumeration
      """#)
}

/// `tqdm`: the items as they are, without a bar.
enum TqdmModule {
  static func make(_ vm: Interpreter, _ name: String) -> ModuleObject {
    ModuleObject(name, vm, entries: [], python: python)
  }

  private static let python = PythonSource(
    names: ["tqdm", "trange", "tqdm_notebook"],
    text: #"""
      class tqdm:
          def __init__(self, iterable=None, *args, desc=None, total=None, **options):
              self.iterable = iterable
              self.desc = desc
              self.total = total
              self.n = 0

          def __iter__(self):
              for item in self.iterable:
                  yield item
                  self.n += 1

          def __len__(self):
              return self.total if self.iterable is None else len(self.iterable)

          def update(self, n=1):
              self.n += n

          def set_description(self, desc=None, refresh=True):
              self.desc = desc

          def set_postfix(self, *args, **values):
              pass

          def set_postfix_str(self, s='', refresh=True):
              pass

          def refresh(self):
              pass

          def close(self):
              pass

          @staticmethod
          def write(s, file=None, end='\n'):
              print(s, file=file, end=end)

          def __enter__(self):
              return self

          def __exit__(self, *details):
              pass

      tqdm_notebook = tqdm

      def trange(*args, **options):
          return tqdm(range(*args), **options)
      """#)
}
