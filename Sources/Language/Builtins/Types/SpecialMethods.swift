import Arrays

/// The double-underscore methods of built-in types, as attributes: `super().__init__(…)`, `dict.__setitem__(self, …)`,
/// `hasattr(x, '__len__')`.
///
/// Expressions do not come here: the interpreter knows what `+` means for two integers. On an object of a class derived
/// from a built-in type these do what the built-in type does.
enum SpecialMethods {
  /// The function behind a name for objects of a built-in type; nil where it has none.
  static func find(_ type: TypeObject, _ name: StringObject) -> Value? {
    guard let special = table[name.value], special.applies(type) else { return nil }
    if let made = made[name.value] { return made }
    let value = special.entry.makeValue(owner: special.entry.kind == .staticMethod ? nil : Types.object)
    made[name.value] = value
    return value
  }

  /// What `find` gives for an object, bound to it.
  static func bound(_ object: Value, _ name: StringObject, _ vm: Interpreter) throws -> Value? {
    for type in vm.typeOf(object).order where !type.isUserDefined {
      if let found = find(type, name) { return try vm.bindAttribute(found, object, vm.typeOf(object)) }
    }
    return nil
  }

  private struct Special {
    let entry: Entry
    let applies: (TypeObject) -> Bool
  }

  nonisolated(unsafe) private static var made: [String: Value] = [:]

  private static func any(_: TypeObject) -> Bool { true }
  private static func among(_ types: [TypeObject]) -> (TypeObject) -> Bool {
    { type in types.contains { type.isSubtype(of: $0) } }
  }

  nonisolated(unsafe) private static let sized = among([
    Types.list, Types.tuple, Types.dict, Types.set, Types.frozenset, Types.str, Types.bytes, Types.range,
    Types.dictKeys, Types.dictValues, Types.dictItems, Types.ndarray,
  ])
  nonisolated(unsafe) private static let indexed = among([
    Types.list, Types.tuple, Types.dict, Types.str, Types.bytes, Types.range, Types.ndarray,
  ])
  nonisolated(unsafe) private static let changing = among([Types.list, Types.dict, Types.ndarray])
  nonisolated(unsafe) private static let numbers = among([Types.int, Types.float, Types.npGeneric])
  nonisolated(unsafe) private static let operands = among([
    Types.int, Types.float, Types.npGeneric, Types.str, Types.list, Types.tuple, Types.bytes, Types.ndarray,
    Types.set, Types.frozenset, Types.dict,
  ])
  nonisolated(unsafe) private static let iterators: (TypeObject) -> Bool = { type in
    among([
      Types.iterator, Types.generator, Types.listIterator, Types.rangeIterator, Types.tupleIterator,
      Types.stringIterator, Types.setIterator, Types.dictKeyIterator, Types.dictValueIterator,
      Types.dictItemIterator, Types.enumerate, Types.zip, Types.map, Types.filter, Types.reversed,
      Types.listReverseIterator, Types.callableIterator,
    ])(type)
  }

  nonisolated(unsafe) private static let table: [String: Special] = {
    var table: [String: Special] = [:]
    func add(
      _ name: String, _ signature: String, _ applies: @escaping (TypeObject) -> Bool, _ kind: Entry.Kind,
      _ body: @escaping Entry.Body
    ) {
      table[name] = Special(
        entry: Entry(name, signature, kind: kind, doc: "What the built-in type does.", body: body),
        applies: applies)
    }
    addObjectMethods(add)
    addContainerMethods(add)
    addOperators(add)
    return table
  }()

  private typealias Add = (
    String, String, @escaping (TypeObject) -> Bool, Entry.Kind, @escaping Entry.Body
  ) -> Void

  // MARK: Objects

  private static func addObjectMethods(_ add: Add) {
    add("__init__", "(self, /, *args, **kwargs)", any, .method) { arguments in
      try initialize(arguments[0], arguments.rest(1), arguments.keywords(2), arguments.vm)
      return .none
    }
    add("__new__", "(type, /, *args, **kwargs)", any, .staticMethod) { arguments in
      guard case .type(let type) = arguments[0] else {
        throw PyError.typeError(
          "object.__new__(X): X is not a type object (\(arguments.vm.typeName(arguments[0])))")
      }
      if type.isUserDefined { return try arguments.vm.allocate(type, arguments.rest(1)) }
      return try arguments.vm.instantiate(type, arguments.rest(1), [])
    }
    add("__init_subclass__", "(*args, **kwargs)", any, .staticMethod) { _ in .none }
    add("__repr__", "(self, /)", any, .method) { .string(try $0.vm.builtinRepr($0[0])) }
    add("__str__", "(self, /)", any, .method) { arguments in
      if case .object(let exception as ExceptionObject) = arguments[0] {
        return .string(try arguments.vm.message(of: exception))
      }
      if case .str = arguments[0] { return arguments[0] }
      return .string(try arguments.vm.repr(arguments[0]))
    }
    add("__format__", "(self, format_spec, /)", any, .method) { arguments in
      let specification = try arguments.string(1)
      if case .object(let object) = arguments[0] {
        if specification.isEmpty { return .string(try arguments.vm.str(arguments[0])) }
        throw PyError.typeError("unsupported format string passed to \(object.type.name).__format__")
      }
      return .string(try arguments.vm.format(plain(arguments[0]), specification))
    }
    add("__hash__", "(self, /)", any, .method) { arguments in
      if case .object(let object as InstanceObject) = arguments[0] {
        return .int(Int(bitPattern: Unmanaged.passUnretained(object).toOpaque()) >> 4)
      }
      return .int(try arguments.vm.hash(plain(arguments[0])))
    }
    add("__getattribute__", "(self, name, /)", any, .method) { arguments in
      let name = StringObject.interned(try arguments.string(1))
      if let value = try arguments.vm.findAttribute(arguments[0], name, skippingHook: true) { return value }
      throw arguments.vm.missingAttribute(arguments[0], name)
    }
    add("__setattr__", "(self, name, value, /)", any, .method) { arguments in
      try arguments.vm.setAttribute(
        arguments[0], StringObject.interned(arguments.string(1)), arguments[2], skippingHook: true)
      return .none
    }
    add("__delattr__", "(self, name, /)", any, .method) { arguments in
      try arguments.vm.deleteAttribute(
        arguments[0], StringObject.interned(arguments.string(1)), skippingHook: true)
      return .none
    }
    let callables = among([Types.function, Types.builtin, Types.method, Types.methodDescriptor, Types.type])
    add("__call__", "(self, /, *args, **kwargs)", callables, .method) { arguments in
      let keywords = (arguments.keywords(2)?.items ?? []).compactMap { key, value -> Keyword? in
        if case .str(let name) = key { (name.asName, value) } else { nil }
      }
      return try arguments.vm.call(arguments[0], arguments.rest(1), keywords)
    }
  }

  private static func initialize(
    _ object: Value, _ arguments: [Value], _ keywords: DictObject?, _ vm: Interpreter
  ) throws {
    switch object {
    case .object(let exception as ExceptionObject): exception.arguments = arguments
    case .list(let list): list.items = try arguments.first.map { try vm.items(of: $0) } ?? []
    case .dict(let dict):
      if arguments.count > 1 {
        throw PyError.typeError("dict expected at most 1 argument, got \(arguments.count)")
      }
      try DictType.update(dict, arguments.first ?? .unset, keywords, vm)
    case .object(let instance as InstanceObject):
      if !arguments.isEmpty || (keywords?.count ?? 0) > 0,
        instance.type.order.allSatisfy({ $0.isUserDefined || $0 === Types.object })
      {
        throw PyError.typeError(
          "object.__init__() takes exactly one argument (the instance to initialize)")
      }
    default: break
    }
  }

  /// An object of a class derived from a built-in one as that built-in type sees it.
  private static func plain(_ value: Value) -> Value {
    switch value {
    case .list(let list) where list.type.isUserDefined: .list(list.items)
    case .tuple(let tuple) where tuple.type.isUserDefined: .tuple(tuple.items)
    case .dict(let dict) where dict.type.isUserDefined: .dict(dict.copy())
    default: value
    }
  }

  // MARK: Containers

  private static func addContainerMethods(_ add: Add) {
    add("__len__", "(self, /)", sized, .method) { .int(try $0.vm.length(plain($0[0]))) }
    add("__iter__", "(self, /)", { sized($0) || iterators($0) }, .method) { arguments in
      switch arguments[0] {
      case .list(let list) where list.type.isUserDefined: .iterator(ListIterator(list))
      case .dict(let dict): .iterator(DictIterator(dict, .keys))
      default: .iterator(try arguments.vm.iterator(plain(arguments[0])))
      }
    }
    add("__contains__", "(self, key, /)", sized, .method) { .bool(try $0.vm.contains(plain($0[0]), $0[1])) }
    add("__getitem__", "(self, key, /)", indexed, .method) { arguments in
      if case .dict(let dict) = arguments[0] {
        if let value = try dict.get(arguments[1], arguments.vm) { return value }
        if dict.type !== Types.dict, let method = dict.type.lookup(Names.missing) {
          return try arguments.vm.call(arguments.vm.bind(method, arguments[0]), [arguments[1]])
        }
        throw PyError.keyError(arguments[1])
      }
      return try arguments.vm.getItem(plain(arguments[0]), arguments[1])
    }
    add("__setitem__", "(self, key, value, /)", changing, .method) { arguments in
      switch arguments[0] {
      case .dict(let dict): try dict.set(arguments[1], arguments[2], arguments.vm)
      case .list(let list):
        try lending(list) { try arguments.vm.setItem($0, arguments[1], arguments[2]) }
      default: try arguments.vm.setItem(arguments[0], arguments[1], arguments[2])
      }
      return .none
    }
    add("__delitem__", "(self, key, /)", changing, .method) { arguments in
      switch arguments[0] {
      case .dict(let dict):
        if try dict.remove(arguments[1], arguments.vm) == nil { throw PyError.keyError(arguments[1]) }
      case .list(let list): try lending(list) { try arguments.vm.deleteItem($0, arguments[1]) }
      default: try arguments.vm.deleteItem(arguments[0], arguments[1])
      }
      return .none
    }
    add("__next__", "(self, /)", iterators, .method) { arguments in
      guard case .iterator(let iterator) = arguments[0] else {
        throw PyError.typeError("'\(arguments.vm.typeName(arguments[0]))' object is not an iterator")
      }
      if let value = try iterator.next(arguments.vm) { return value }
      throw PyError.stopIteration((iterator as? GeneratorObject)?.takeResult() ?? .none)
    }
  }

  /// Lets `body` change a plain list that holds the items for the while.
  private static func lending(_ list: ListObject, _ body: (Value) throws -> Void) throws {
    let lent = ListObject(list.items)
    list.items = []
    defer { list.items = lent.items }
    try body(.list(lent))
  }

  // MARK: Operators

  private static func addOperators(_ add: Add) {
    let comparisons: [(String, ComparisonOperator)] = [
      ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessEqual),
      ("__gt__", .greater),
      ("__ge__", .greaterEqual),
    ]
    for (name, op) in comparisons {
      add(name, "(self, value, /)", any, .method) { arguments in
        let (a, b) = (plain(arguments[0]), plain(arguments[1]))
        if case .object(let object) = a, object is InstanceObject || object is ExceptionObject {
          let isSame = a.isIdentical(to: b)
          if op == .notEqual, isSame { return .bool(false) }
          return op == .equal && isSame ? .bool(true) : .notImplemented
        }
        let (left, right) = (arguments.vm.typeOf(a), arguments.vm.typeOf(b))
        if op == .equal || op == .notEqual, !a.isArrayLike, !b.isArrayLike, !left.isSubtype(of: right),
          !right.isSubtype(of: left), !(left === Types.float && right.isSubtype(of: Types.int)),
          !(left.isSubtype(of: Types.set) || left.isSubtype(of: Types.frozenset))
        {
          return .notImplemented
        }
        return try attempt { try arguments.vm.compare(op, a, b) }
      }
    }
    let binary: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
      ("mod", .modulo), ("pow", .power), ("and", .bitAnd), ("or", .bitOr), ("xor", .bitXor),
      ("lshift", .leftShift), ("rshift", .rightShift), ("matmul", .matrixMultiply),
    ]
    for (name, op) in binary {
      add("__\(name)__", "(self, value, /)", operands, .method) { arguments in
        try attempt { try arguments.vm.binary(op, plain(arguments[0]), plain(arguments[1])) }
      }
      add("__r\(name)__", "(self, value, /)", operands, .method) { arguments in
        try attempt { try arguments.vm.binary(op, plain(arguments[1]), plain(arguments[0])) }
      }
    }
    for (name, op) in [("__neg__", UnaryOperator.minus), ("__pos__", .plus), ("__invert__", .invert)] {
      add(name, "(self, /)", numbers, .method) { try $0.vm.unary(op, $0[0]) }
    }
    add("__bool__", "(self, /)", numbers, .method) { .bool(try $0.bool(0)) }
    add("__int__", "(self, /)", numbers, .method) { try NumberParsing.truncated($0[0], $0.vm) ?? .int(0) }
    add("__index__", "(self, /)", among([Types.int, Types.npInteger]), .method) { .int(try $0.int(0)) }
    add("__float__", "(self, /)", numbers, .method) { .float(try $0.double(0)) }
    add("__round__", "(self, ndigits=None, /)", numbers, .method) { try Rounding.round($0[0], $0[1], $0.vm) }
  }

  /// A TypeError for operands that do not go together becomes `NotImplemented`.
  private static func attempt(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
    {
      return .notImplemented
    }
  }
}
