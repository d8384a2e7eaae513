import Language

/// `dataclasses`
enum DataclassesModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("dataclasses", vm, entries: [compile, store], python: python)
    module.doc = "Classes made from their annotated fields."
    return module
  }

  /// A function of a generated text, which sees the given names.
  nonisolated(unsafe) private static let compile = Entry("_compile", "(name, qualname, text, names, /)") {
    a in
    let module = ModuleObject("dataclass_methods")
    for (key, value) in a.keywords(3)?.items ?? [] { module.namespace[key.text ?? ""] = value }
    let name = try a.string(0)
    try PythonSource(names: [], text: a.string(2)).run(in: module, a.vm)
    a.vm.modules[module.name] = nil
    guard case .function(let function)? = module.namespace[name] else { return .none }
    function.qualifiedName = try a.string(1)
    return .function(function)
  }

  /// `object.__setattr__`: stores past a frozen class's `__setattr__`.
  nonisolated(unsafe) private static let store = Entry("_store", "(obj, name, value, /)") { a in
    guard case .object(let object) = a[0] else { return .none }
    let attributes = object.attributes ?? DictObject()
    attributes.set(StringObject.interned(try a.string(1)), a[2])
    object.attributes = attributes
    return .none
  }

  private static let python = PythonSource(
    names: [
      "dataclass", "field", "fields", "asdict", "astuple", "replace", "is_dataclass", "make_dataclass",
      "Field",
      "FrozenInstanceError", "MISSING", "KW_ONLY", "InitVar",
    ],
    text: #"""
      import copy

      class FrozenInstanceError(AttributeError):
          pass

      class _MISSING_TYPE:
          def __repr__(self):
              return '<dataclasses._MISSING_TYPE object>'

      MISSING = _MISSING_TYPE()

      class KW_ONLY:
          pass

      class InitVar:
          @classmethod
          def __class_getitem__(cls, tp):
              return cls

      class _Factory:
          def __repr__(self):
              return '<factory>'

      _HAS_DEFAULT_FACTORY = _Factory()

      class Field:
          def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
              self.name = None
              self.type = None
              self.default = default
              self.default_factory = default_factory
              self.init = init
              self.repr = repr
              self.hash = hash
              self.compare = compare
              self.metadata = {} if metadata is None else metadata
              self.kw_only = kw_only

      def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
                metadata=None, kw_only=MISSING):
          if default is not MISSING and default_factory is not MISSING:
              raise ValueError('cannot specify both default and default_factory')
          return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

      def _is_class_variable(hint):
          return (hint if isinstance(hint, str) else repr(hint)).startswith(('typing.ClassVar', 'ClassVar'))

      def _own_fields(cls, kw_only):
          own = cls.__dict__
          result = []
          for name, hint in own.get('__annotations__', {}).items():
              if _is_class_variable(hint):
                  continue
              if hint is KW_ONLY:
                  kw_only = True
                  continue
              if hint is InitVar:
                  raise NotImplementedError('dataclasses.InitVar is not part of nbsh: use a classmethod')
              default = own.get(name, MISSING)
              f = default if isinstance(default, Field) else field(default=default)
              f.name = name
              f.type = hint
              if f.kw_only is MISSING:
                  f.kw_only = kw_only
              if isinstance(default, Field):
                  if f.default is MISSING:
                      delattr(cls, name)
                  else:
                      setattr(cls, name, f.default)
              if isinstance(f.default, (list, dict, set)):
                  raise ValueError(f'mutable default {f.default.__class__} for field '
                                   f'{f.name} is not allowed: use default_factory')
              result.append(f)
          for name, value in own.items():
              if isinstance(value, Field) and name not in own.get('__annotations__', {}):
                  raise TypeError(f'{name!r} is a field but has no type annotation')
          return result

      def _init_text(fields, frozen, has_post_init, names):
          positional, keyword, body = [], [], []
          seen_default = False
          for f in fields:
              names[f'_dflt_{f.name}'] = f.default if f.default_factory is MISSING else f.default_factory
              value = f.name
              if f.init:
                  part = f.name
                  if f.default is not MISSING:
                      part += f'=_dflt_{f.name}'
                  elif f.default_factory is not MISSING:
                      part += '=_HAS_DEFAULT_FACTORY'
                      value = f'_dflt_{f.name}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}'
                  elif seen_default and not f.kw_only:
                      raise TypeError(f'non-default argument {f.name!r} follows default argument')
                  if not f.kw_only and '=' in part:
                      seen_default = True
                  (keyword if f.kw_only else positional).append(part)
              elif f.default_factory is not MISSING:
                  value = f'_dflt_{f.name}()'
              elif f.default is not MISSING:
                  continue
              else:
                  continue
              if frozen:
                  body.append(f'    _store(self, {f.name!r}, {value})')
              else:
                  body.append(f'    self.{f.name} = {value}')
          if has_post_init:
              body.append('    self.__post_init__()')
          parameters = ['self'] + positional + (['*'] + keyword if keyword else [])
          return f'def __init__({", ".join(parameters)}):\n' + '\n'.join(body or ['    pass']) + '\n'

      def _tuple_text(name, fields):
          return '(' + ''.join(f'{name}.{f.name}, ' for f in fields) + ')'

      def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only):
          fields = {}
          any_frozen = False
          for base in reversed(cls.__mro__[1:]):
              inherited = base.__dict__.get('__dataclass_fields__')
              if inherited is not None:
                  for f in inherited.values():
                      fields[f.name] = f
                  frozen_base = base.__dict__['__dataclass_params__']['frozen']
                  any_frozen = any_frozen or frozen_base
                  if frozen and not frozen_base:
                      raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
                  if frozen_base and not frozen:
                      raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
          for f in _own_fields(cls, kw_only):
              fields[f.name] = f
          own = cls.__dict__
          cls.__dataclass_fields__ = fields
          cls.__dataclass_params__ = {'frozen': frozen, 'eq': eq, 'order': order}
          every = list(fields.values())

          def add(name, text, names={}):
              if name in own:
                  return False
              setattr(cls, name, _compile(name, f'{cls.__qualname__}.{name}', text, names))
              return True

          if init:
              names = {'_HAS_DEFAULT_FACTORY': _HAS_DEFAULT_FACTORY, '_store': _store}
              add('__init__', _init_text(every, frozen, hasattr(cls, '__post_init__'), names), names)
          if repr:
              shown = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in every if f.repr)
              add('__repr__', 'def __repr__(self):\n    return self.__class__.__qualname__ + f"(' + shown + ')"\n')
          compared = [f for f in every if f.compare]
          def comparison(name, symbol):
              return (f'def {name}(self, other):\n    if other.__class__ is self.__class__:\n'
                      f'        return {_tuple_text("self", compared)} {symbol} {_tuple_text("other", compared)}\n'
                      f'    return NotImplemented\n')
          defines_eq = '__eq__' in own
          if eq:
              add('__eq__', comparison('__eq__', '=='))
          if order:
              if not eq:
                  raise ValueError('eq must be true if order is true')
              for name, symbol in [('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')]:
                  if not add(name, comparison(name, symbol)):
                      raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. '
                                      'Consider using functools.total_ordering')
          if frozen:
              field_names = tuple(fields)
              def __setattr__(self, name, value):
                  if type(self) is cls or name in field_names:
                      raise FrozenInstanceError(f'cannot assign to field {name!r}')
                  _store(self, name, value)
              def __delattr__(self, name):
                  raise FrozenInstanceError(f'cannot delete field {name!r}')
              cls.__setattr__ = __setattr__
              cls.__delattr__ = __delattr__
          if '__hash__' not in own or own['__hash__'] is None and defines_eq:
              hashed = [f for f in every if (f.compare if f.hash is None else f.hash)]
              if unsafe_hash or eq and frozen:
                  setattr(cls, '__hash__', _compile('__hash__', f'{cls.__qualname__}.__hash__',
                          f'def __hash__(self):\n    return hash({_tuple_text("self", hashed)})\n', {}))
              elif eq:
                  cls.__hash__ = None
          if match_args and '__match_args__' not in own:
              cls.__match_args__ = tuple(f.name for f in every if f.init and not f.kw_only)
          if cls.__doc__ is None:
              cls.__doc__ = cls.__name__ + '()'
          return cls

      def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                    match_args=True, kw_only=False, slots=False, weakref_slot=False):
          def wrap(cls):
              return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only)
          if cls is None:
              return wrap
          return wrap(cls)

      def fields(class_or_instance):
          try:
              found = getattr(class_or_instance, '__dataclass_fields__')
          except AttributeError:
              raise TypeError('must be called with a dataclass type or instance') from None
          return tuple(found.values())

      def _is_instance(obj):
          return hasattr(type(obj), '__dataclass_fields__')

      def is_dataclass(obj):
          return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')

      def _convert(obj, dict_factory, tuple_factory):
          if _is_instance(obj):
              if dict_factory is not None:
                  return dict_factory([(f.name, _convert(getattr(obj, f.name), dict_factory, None))
                                       for f in fields(obj)])
              return tuple_factory([_convert(getattr(obj, f.name), None, tuple_factory) for f in fields(obj)])
          if isinstance(obj, tuple) and hasattr(obj, '_fields'):
              return type(obj)(*[_convert(v, dict_factory, tuple_factory) for v in obj])
          if isinstance(obj, (list, tuple)):
              return type(obj)([_convert(v, dict_factory, tuple_factory) for v in obj])
          if isinstance(obj, dict):
              pairs = [(_convert(k, dict_factory, tuple_factory), _convert(v, dict_factory, tuple_factory))
                       for k, v in obj.items()]
              if hasattr(obj, 'default_factory'):
                  return type(obj)(obj.default_factory, pairs)
              return type(obj)(pairs)
          return copy.deepcopy(obj)

      def asdict(obj, *, dict_factory=dict):
          if not _is_instance(obj):
              raise TypeError('asdict() should be called on dataclass instances')
          return _convert(obj, dict_factory, None)

      def astuple(obj, *, tuple_factory=tuple):
          if not _is_instance(obj):
              raise TypeError('astuple() should be called on dataclass instances')
          return _convert(obj, None, tuple_factory)

      def replace(obj, /, **changes):
          if not _is_instance(obj):
              raise TypeError('replace() should be called on dataclass instances')
          for f in fields(obj):
              if not f.init:
                  if f.name in changes:
                      raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
                  continue
              if f.name not in changes:
                  changes[f.name] = getattr(obj, f.name)
          return obj.__class__(**changes)

      def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
          namespace = dict(namespace or {})
          hints = {}
          for item in fields:
              if isinstance(item, str):
                  hints[item] = 'typing.Any'
              else:
                  hints[item[0]] = item[1]
                  if len(item) == 3:
                      namespace[item[0]] = item[2]
          namespace['__annotations__'] = hints
          return dataclass(type(cls_name, tuple(bases), namespace), **options)
      """#)
}
