import Language

/// `abc`
enum AbcModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "abc", vm, entries: [],
      values: ["ABC": { .type(Types.abstractBase) }, "ABCMeta": { .type(Types.abstractMeta) }], python: python
    )
    module.doc = "Classes with methods that subclasses must define."
    return module
  }

  private static let python = PythonSource(
    names: ["abstractmethod"],
    text: #"""
      def abstractmethod(funcobj):
          funcobj.__isabstractmethod__ = True
          return funcobj
      """#)
}

/// `typing` and `collections.abc`: names for hints, which may be subscripted and do nothing.
enum TypingModule {
  /// A hint: `List`, `Optional[int]`.
  final class Hint: OpenObject {
    let shown: String
    init(_ shown: String) {
      self.shown = shown
      super.init(type: hintType)
    }
  }

  nonisolated(unsafe) private static let hintType: TypeObject = .library(
    "_GenericAlias", module: "typing", doc: "A hint for the type of a value.",
    entries: {
      [
        Entry("__getitem__", "(self, parameters, /)") { a in
          let hint = try a.receiver(Hint.self)
          let items: [Value]
          if case .tuple(let tuple) = a[1] { items = tuple.items } else { items = [a[1]] }
          return .object(
            Hint("\(hint.shown)[\(try items.map { try text($0, a.vm) }.joined(separator: ", "))]"))
        },
        Entry("__repr__", "(self, /)") { a in .string(try a.receiver(Hint.self).shown) },
        Entry("__or__", "(self, other, /)") { a in
          .object(Hint("typing.Union[\(try text(a[0], a.vm)), \(try text(a[1], a.vm))]"))
        },
        Entry("__ror__", "(self, other, /)") { a in
          .object(Hint("typing.Union[\(try text(a[1], a.vm)), \(try text(a[0], a.vm))]"))
        },
        Entry("__call__", "(self, /, *args, **kwargs)") { a in
          throw PyError.typeError("Type \(try a.receiver(Hint.self).shown) cannot be instantiated")
        },
      ]
    }, hasOperators: true)

  private static func text(_ value: Value, _ vm: Interpreter) throws -> String {
    switch value {
    case .type(let type):
      return type.module == "builtins" ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
    case .ellipsis: return "..."
    case .none: return "None"
    case .list(let list): return "[" + (try list.items.map { try text($0, vm) }.joined(separator: ", ")) + "]"
    default: return try vm.repr(value)
    }
  }

  private static let names = [
    "Any", "Union", "Optional", "List", "Dict", "Tuple", "Set", "FrozenSet", "Type", "Callable", "Iterable",
    "Iterator", "Generator", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Collection",
    "Container",
    "Hashable", "Sized", "Reversible", "Deque", "DefaultDict", "OrderedDict", "Counter", "ChainMap",
    "ClassVar",
    "Final", "Literal", "NoReturn", "Never", "Self", "Annotated", "Text", "AnyStr", "ByteString",
    "SupportsFloat",
    "SupportsInt", "SupportsIndex", "IO", "TextIO", "BinaryIO", "Awaitable", "Coroutine", "AsyncIterator",
    "TypeAlias",
    "Concatenate", "LiteralString", "Required", "NotRequired", "KeysView", "ValuesView", "ItemsView",
  ]

  static func make(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for name in names { values[name] = { .object(Hint("typing." + name)) } }
    let equip = Entry("_equip", "(cls, fields, defaults, /)") { a in
      guard case .type(let type) = a[0] else { return .none }
      try NamedTuple.equip(type, a.items(1).map { $0.text ?? "" }, defaults: a.items(2), a.vm)
      return .none
    }
    let module = ModuleObject("typing", vm, entries: [equip], values: values, python: python)
    module.doc = "Names for hints, which are not checked."
    return module
  }

  /// The names of `collections.abc`, which are hints here.
  static func makeABC(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for name in names { values[name] = { .object(Hint("collections.abc." + name)) } }
    return ModuleObject("collections.abc", entries: [], values: values)
  }

  private static let python = PythonSource(
    names: [
      "TypeVar", "Generic", "Protocol", "NamedTuple", "cast", "overload", "final", "no_type_check",
      "runtime_checkable", "TYPE_CHECKING", "get_type_hints", "NewType", "ParamSpec",
    ],
    text: #"""
      TYPE_CHECKING = False

      class TypeVar:
          def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
              self.__name__ = name
              self._sign = '+' if covariant else '-' if contravariant else '~'

          def __repr__(self):
              return self._sign + self.__name__

      class ParamSpec(TypeVar):
          pass

      class Generic:
          @classmethod
          def __class_getitem__(cls, parameters):
              return cls

      class Protocol(Generic):
          pass

      class NamedTuple(tuple):
          def __init_subclass__(cls):
              hints = cls.__dict__.get('__annotations__')
              if hints is None:
                  return
              fields = list(hints)
              defaults = []
              for name in fields:
                  if name in cls.__dict__:
                      defaults.append(cls.__dict__[name])
                  elif defaults:
                      raise TypeError(f'non-default namedtuple field {name} cannot follow default field '
                                      f'{fields[fields.index(name) - 1]}')
              _equip(cls, fields, defaults)

      def NewType(name, tp):
          return lambda value: value

      def cast(typ, val):
          return val

      def overload(func):
          return func

      def final(f):
          return f

      def no_type_check(arg):
          return arg

      def runtime_checkable(cls):
          return cls

      def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
          return dict(getattr(obj, '__annotations__', {}))
      """#)
}
