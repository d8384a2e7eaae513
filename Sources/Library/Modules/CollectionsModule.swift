import Language

/// `collections`
enum CollectionsModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "collections", vm, entries: [NamedTuple.entry],
      values: [
        "Counter": { .type(CounterType.type) }, "defaultdict": { .type(DefaultDictType.type) },
        "OrderedDict": { .type(OrderedDictType.type) }, "deque": { .type(DequeType.type) },
        "abc": { [unowned vm] in .object(try vm.importModule("collections.abc", level: 0, innermost: true)) },
      ], python: python)
    module.doc = "Containers beyond list, tuple, dict and set."
    return module
  }

  private static let python = PythonSource(
    names: ["ChainMap"],
    text: #"""
      class ChainMap:
          def __init__(self, *maps):
              self.maps = list(maps) or [{}]

          def __missing__(self, key):
              raise KeyError(key)

          def __getitem__(self, key):
              for mapping in self.maps:
                  try:
                      return mapping[key]
                  except KeyError:
                      pass
              return self.__missing__(key)

          def get(self, key, default=None):
              return self[key] if key in self else default

          def _merged(self):
              d = {}
              for mapping in reversed(self.maps):
                  for key in mapping:
                      d[key] = mapping[key]
              return {key: self[key] for key in d}

          def __len__(self):
              return len(self._merged())

          def __iter__(self):
              return iter(self._merged())

          def keys(self):
              return self._merged().keys()

          def values(self):
              return self._merged().values()

          def items(self):
              return self._merged().items()

          def __contains__(self, key):
              return any(key in m for m in self.maps)

          def __bool__(self):
              return any(self.maps)

          def __eq__(self, other):
              if isinstance(other, ChainMap):
                  return self._merged() == other._merged()
              if isinstance(other, dict):
                  return self._merged() == other
              return NotImplemented

          def __repr__(self):
              return f'{self.__class__.__name__}({", ".join(map(repr, self.maps))})'

          def copy(self):
              return self.__class__(self.maps[0].copy(), *self.maps[1:])

          def new_child(self, m=None, **kwargs):
              if m is None:
                  m = kwargs
              elif kwargs:
                  m.update(kwargs)
              return self.__class__(m, *self.maps)

          @property
          def parents(self):
              return self.__class__(*self.maps[1:])

          def __setitem__(self, key, value):
              self.maps[0][key] = value

          def __delitem__(self, key):
              try:
                  del self.maps[0][key]
              except KeyError:
                  raise KeyError(f'Key not found in the first mapping: {key!r}')

          def popitem(self):
              try:
                  return self.maps[0].popitem()
              except KeyError:
                  raise KeyError('No keys found in the first mapping.')

          def pop(self, key, *args):
              try:
                  return self.maps[0].pop(key, *args)
              except KeyError:
                  raise KeyError(f'Key not found in the first mapping: {key!r}')

          def setdefault(self, key, default=None):
              if key in self:
                  return self[key]
              self[key] = default
              return default

          def update(self, other=(), /, **kwds):
              self.maps[0].update(other, **kwds)

          def clear(self):
              self.maps[0].clear()
      """#)
}

extension Arguments {
  /// The receiver as a dict.
  func dict(_ index: Int = 0) throws -> DictObject {
    guard case .dict(let dict) = self[index] else {
      throw PyError.typeError(
        "descriptor requires a 'dict' object but received a '\(vm.typeName(self[index]))'")
    }
    return dict
  }
}

extension DictObject {
  /// `dict.update`: the pairs of a mapping or an iterable, and keywords.
  func update(_ source: Value, _ keywords: DictObject?, _ vm: Interpreter) throws {
    if !source.isUnset, !source.isNone {
      var arguments = [Value.dict(self), source]
      if case .dict(let other) = source, other === self { arguments.removeLast() }
      if let method = Types.dict.lookup(StringObject.interned("update")) {
        _ = try vm.call(method, arguments)
      }
    }
    for (key, value) in keywords?.items ?? [] { try set(key, value, vm) }
  }
}

/// `collections.defaultdict`: the factory is an attribute, so that copies and subclasses keep it.
enum DefaultDictType {
  nonisolated(unsafe) static let factoryName = StringObject.interned("default_factory")

  nonisolated(unsafe) static let type: TypeObject = .library(
    "defaultdict", module: "collections", base: Types.dict, doc: "A dict that makes missing values.",
    constructor: "(default_factory=None, /, *args, **kwargs)", entries: { entries }
  ) { a in
    let dict = DictObject(type: type)
    try fill(dict, a[0], a.rest(1), a.keywords(2), a.vm)
    return .dict(dict)
  }

  private static func fill(
    _ dict: DictObject, _ factory: Value, _ rest: [Value], _ keywords: DictObject?, _ vm: Interpreter
  ) throws {
    switch factory {
    case .none, .function, .builtin, .type: break
    case .object(let object):
      if !(object is BoundMethodObject), object.type.lookup(StringObject.interned("__call__")) == nil {
        throw PyError.typeError("first argument must be callable or None")
      }
    default: throw PyError.typeError("first argument must be callable or None")
    }
    if rest.count > 1 { throw PyError.typeError("dict expected at most 1 argument, got \(rest.count)") }
    setFactory(dict, factory)
    try dict.update(rest.first ?? .unset, keywords, vm)
  }

  static func setFactory(_ dict: DictObject, _ factory: Value) {
    let attributes = dict.attributes ?? DictObject()
    attributes.set(factoryName, factory)
    dict.attributes = attributes
  }

  static func factory(of dict: DictObject) -> Value { dict.attributes?.find(factoryName) ?? .none }

  nonisolated(unsafe) private static let entries: [Entry] = [
    Entry("__init__", "(self, default_factory=None, /, *args, **kwargs)") { a in
      try fill(a.dict(), a[1], a.rest(2), a.keywords(3), a.vm)
      return .none
    },
    Entry("__missing__", "(self, key, /)", doc: "Makes, stores and gives the value of a missing key.") { a in
      let factory = factory(of: try a.dict())
      if factory.isNone { throw PyError.keyError(a[1]) }
      let value = try a.vm.call(factory, [])
      try a.vm.setItem(a[0], a[1], value)
      return value
    },
    Entry("__repr__", "(self, /)") { a in
      let dict = try a.dict()
      return .string(
        "\(dict.type.name)(\(try a.vm.repr(factory(of: dict))), \(try a.vm.repr(.dict(dict.copy()))))")
    },
    Entry("copy", "(self, /)", doc: "A copy with the same factory.") { a in
      let dict = try a.dict()
      let made = dict.copy(type: dict.type)
      made.attributes = dict.attributes?.copy()
      return .dict(made)
    },
  ]
}

/// `collections.OrderedDict`
enum OrderedDictType {
  nonisolated(unsafe) static let type: TypeObject = .library(
    "OrderedDict", module: "collections", base: Types.dict, doc: "A dict whose order can be changed.",
    constructor: "(source=_, /, **kwds)", entries: { entries }, hasOperators: true
  ) { a in
    let dict = DictObject(type: type)
    try dict.update(a[0], a.keywords(1), a.vm)
    return .dict(dict)
  }

  /// Whether both are ordered dicts; then their order counts.
  private static func isEqual(_ a: Arguments) throws -> Value {
    let dict = try a.dict()
    guard case .dict(let other) = a[1] else { return .notImplemented }
    if other.count != dict.count { return .bool(false) }
    if other.type.isSubtype(of: type) {
      for (x, y) in zip(dict.items, other.items) {
        if try !a.vm.sameKey(x.key, y.key) || !a.vm.sameKey(x.value, y.value) { return .bool(false) }
      }
      return .bool(true)
    }
    return try a.vm.compare(.equal, .dict(dict.copy()), .dict(other.copy()))
  }

  nonisolated(unsafe) private static let entries: [Entry] = [
    Entry("__eq__", "(self, other, /)") { a in try isEqual(a) },
    Entry("__ne__", "(self, other, /)") { a in
      if case .bool(let same) = try isEqual(a) { return .bool(!same) }
      return .notImplemented
    },
    Entry("__or__", "(self, other, /)") { a in
      guard case .dict(let other) = a[1] else { return .notImplemented }
      let dict = try a.dict()
      let made = dict.copy(type: dict.type)
      for (key, value) in other.items { try made.set(key, value, a.vm) }
      return .dict(made)
    },
    Entry("__ror__", "(self, other, /)") { a in
      guard case .dict(let other) = a[1] else { return .notImplemented }
      let dict = try a.dict()
      let made = other.copy(type: dict.type)
      for (key, value) in dict.items { try made.set(key, value, a.vm) }
      return .dict(made)
    },
    Entry("__ior__", "(self, other, /)") { a in
      try a.dict().update(a[1], nil, a.vm)
      return a[0]
    },
    Entry("__repr__", "(self, /)") { a in
      let dict = try a.dict()
      if dict.count == 0 { return .string("\(dict.type.name)()") }
      let pairs = dict.items.map { Value.tuple([$0.key, $0.value]) }
      return .string("\(dict.type.name)(\(try a.vm.nested { try a.vm.repr(.list(pairs)) }))")
    },
    Entry("move_to_end", "(self, key, last=True)", doc: "Moves a key to the end, or to the front.") { a in
      let dict = try a.dict()
      guard let value = try dict.remove(a[1], a.vm) else { throw PyError.keyError(a[1]) }
      if try a.bool(2) {
        try dict.set(a[1], value, a.vm)
        return .none
      }
      let rest = dict.items
      dict.removeAll()
      try dict.set(a[1], value, a.vm)
      for (key, value) in rest { try dict.set(key, value, a.vm) }
      return .none
    },
    Entry("popitem", "(self, last=True)", doc: "Takes out the last pair, or the first.") { a in
      let dict = try a.dict()
      guard let pair = try a.bool(1) ? dict.items.last : dict.items.first else {
        throw PyError.keyError(.string("dictionary is empty"))
      }
      _ = try dict.remove(pair.key, a.vm)
      return .tuple([pair.key, pair.value])
    },
    Entry("copy", "(self, /)", doc: "A copy.") { a in
      let dict = try a.dict()
      return .dict(dict.copy(type: dict.type))
    },
  ]
}
