import Language

/// `copy`
enum CopyModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("copy", entries: entries, values: ["Error": { .type(error) }])
    module.doc = "Copies of objects, shallow and deep."
    return module
  }

  nonisolated(unsafe) private static let error = TypeObject("Error", bases: [Types.exception], module: "copy")

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "copy", "(x)", "A new object with the same contents.",
      "import copy\na = [1, [2]]\nb = copy.copy(a)\nprint(b is a, b[1] is a[1])\n#> False True"
    ) { a in
      try shallow(a[0], a.vm)
    }
    list(
      "deepcopy", "(x, memo=None)", "A new object with copies of its contents.",
      "import copy\na = [1, [2]]\nb = copy.deepcopy(a)\nprint(b[1] is a[1])\n#> False"
    ) { a in
      let memo: DictObject
      if case .dict(let dict) = a[1] { memo = dict } else { memo = DictObject() }
      return try deep(a[0], memo, a.vm)
    }
  }.entries

  nonisolated(unsafe) private static let copyName = StringObject.interned("__copy__")
  nonisolated(unsafe) private static let deepCopyName = StringObject.interned("__deepcopy__")

  /// What stays as it is: numbers, text, functions, types, modules.
  private static func isAtomic(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple, .dict, .set, .array, .iterator: false
    case .object(let object):
      object is BytesObject || object is RangeObject || object is SliceObject || object is ModuleObject
        || object is PropertyObject || object is WrappedMethodObject
    default: true
    }
  }

  static func shallow(_ value: Value, _ vm: Interpreter) throws -> Value {
    if isAtomic(value) { return value }
    if let hook = vm.typeOf(value).lookup(copyName) { return try vm.call(hook, [value]) }
    switch value {
    case .tuple(let tuple) where !tuple.type.isUserDefined: return value
    case .array(let array): return .array(try array.copy())
    case .set(let set):
      if set.isFrozen { return value }
      return .set(try set.copy(isFrozen: false, vm))
    case .iterator: throw cannot(value, vm)
    default: break
    }
    guard let made = try emptyCopy(value, vm) else { throw cannot(value, vm) }
    switch (value, made) {
    case (.list(let source), .list(let target)): target.items = source.items
    case (.dict(let source), .dict(let target)): source.copyContents(to: target)
    default: break
    }
    setAttributes(made, value.ownAttributes?.copy())
    return made
  }

  static func deep(_ value: Value, _ memo: DictObject, _ vm: Interpreter) throws -> Value {
    if isAtomic(value) { return value }
    try vm.checkInterrupt()
    guard let reference = value.reference else { return value }
    let key = Value.int(Int(bitPattern: Unmanaged.passUnretained(reference).toOpaque()))
    if let found = try memo.get(key, vm) { return found }
    return try vm.nested {
      let made = try deepUncached(value, key, memo, vm)
      if !made.isIdentical(to: value) {
        try memo.set(key, made, vm)
        try keepAlive(value, memo, vm)
      }
      return made
    }
  }

  /// Objects in the memo are known by their addresses, so they must outlive it.
  private static func keepAlive(_ value: Value, _ memo: DictObject, _ vm: Interpreter) throws {
    let key = Value.int(Int(bitPattern: Unmanaged.passUnretained(memo).toOpaque()))
    if case .list(let list)? = try memo.get(key, vm) {
      list.items.append(value)
    } else {
      try memo.set(key, .list([value]), vm)
    }
  }

  private static func deepUncached(
    _ value: Value, _ key: Value, _ memo: DictObject, _ vm: Interpreter
  ) throws -> Value {
    if let hook = vm.typeOf(value).lookup(deepCopyName) { return try vm.call(hook, [value, .dict(memo)]) }
    switch value {
    case .array(let array): return .array(try array.copy())
    case .tuple(let tuple):
      let items = try tuple.items.untilInterrupt.map { try deep($0, memo, vm) }
      // A tuple that contains itself was copied on the way.
      if let found = try memo.get(key, vm) { return found }
      if !tuple.type.isUserDefined, zip(items, tuple.items).allSatisfy({ $0.isIdentical(to: $1) }) {
        return value
      }
      return .tuple(TupleObject(items, type: tuple.type))
    case .set(let set):
      return .set(
        try SetObject(set.items.untilInterrupt.map { try deep($0, memo, vm) }, isFrozen: set.isFrozen, vm))
    case .object(let method as BoundMethodObject):
      return .object(
        BoundMethodObject(function: method.function, receiver: try deep(method.receiver, memo, vm)))
    case .iterator: throw cannot(value, vm)
    default: break
    }
    guard let made = try emptyCopy(value, vm) else { throw cannot(value, vm) }
    try memo.set(key, made, vm)
    switch (value, made) {
    case (.list(let source), .list(let target)):
      for item in source.items.untilInterrupt { target.items.append(try deep(item, memo, vm)) }
    case (.dict(let source), .dict(let target)):
      for (key, item) in source.items.untilInterrupt {
        try target.set(deep(key, memo, vm), deep(item, memo, vm), vm)
      }
    default: break
    }
    if let attributes = value.ownAttributes {
      let copied = DictObject()
      setAttributes(made, copied)
      for (name, item) in attributes.items { try copied.set(name, deep(item, memo, vm), vm) }
    }
    return made
  }

  /// An object of the same type without contents.
  private static func emptyCopy(_ value: Value, _ vm: Interpreter) throws -> Value? {
    switch value {
    case .list(let list): return .list(ListObject([], type: list.type))
    case .tuple(let tuple): return .tuple(TupleObject(tuple.items, type: tuple.type))
    case .dict(let dict): return .dict(DictObject(type: dict.type))
    case .object(let object):
      if let exception = object as? ExceptionObject {
        return .object(ExceptionObject(type: exception.type, arguments: exception.arguments))
      }
      if object is InstanceObject { return .object(InstanceObject(type: object.type)) }
      return nil
    default: return nil
    }
  }

  private static func setAttributes(_ value: Value, _ attributes: DictObject?) {
    switch value {
    case .object(let object): object.attributes = attributes
    case .list(let object): object.attributes = attributes
    case .dict(let object): object.attributes = attributes
    case .tuple(let object): object.attributes = attributes
    default: break
    }
  }

  private static func cannot(_ value: Value, _ vm: Interpreter) -> PyError {
    .typeError("cannot pickle '\(vm.typeName(value))' object")
  }
}

extension Value {
  /// The `__dict__` of an object, if it has one.
  var ownAttributes: DictObject? {
    switch self {
    case .object(let object): object.attributes
    case .list(let object): object.attributes
    case .dict(let object): object.attributes
    case .tuple(let object): object.attributes
    default: nil
    }
  }
}
