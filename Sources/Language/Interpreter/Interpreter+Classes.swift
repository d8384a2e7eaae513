extension Interpreter {
  // MARK: Class bodies

  /// A variable of a class body, whose namespace is register 0.
  @inline(never)
  func classVariable(_ i: Instruction, _ regs: Registers, _ constants: Registers, _ frame: Frame) throws {
    guard case .dict(let namespace) = regs[0] else { return }
    let name = Interpreter.name(constants, i.e)
    switch i.op {
    case .storeName: namespace.set(name, Interpreter.operand(i.b, regs, constants).pointee)
    case .deleteName: if !namespace.remove(name) { throw undefined(.str(name)) }
    default:
      if let value = namespace.find(name) {
        regs[Int(i.a)] = value
      } else if i.op == .loadNameFree {
        guard let cell = frame.closure?[Int(i.d)], !cell.value.isUnset else {
          throw unboundFree(.str(name))
        }
        regs[Int(i.a)] = cell.value
      } else {
        let global = frame.namespace.values[Int(i.d)]
        regs[Int(i.a)] = global.isUnset ? try builtin(.str(name)) : global
      }
    }
  }

  func annotate(_ namespace: DictObject, _ name: Value, _ type: Value) throws {
    let annotations: DictObject
    if case .dict(let found)? = namespace.find(Names.annotations) {
      annotations = found
    } else {
      annotations = DictObject()
      namespace.set(Names.annotations, .dict(annotations))
    }
    try annotations.set(name, type, self)
  }

  func makeFunction(_ i: Instruction, _ regs: Registers, _ constants: Registers, _ frame: Frame) -> Value {
    guard case .object(let object) = constants[Int(i.d)], let code = object as? Code else { return .none }
    let count = Int(i.e)
    let first = regs + Int(i.b)
    let function = FunctionObject(
      code: code, module: module(of: frame), defaults: Interpreter.copy(first, count),
      keywordDefaults: Interpreter.copy(first + count, code.parameters.keywordOnlyCount),
      closure: closure(code, regs, frame))
    return .function(function)
  }

  private func module(of frame: Frame) -> ModuleObject {
    if let function = frame.function { return function.module }
    return modules.values.first { $0.namespace === frame.namespace } ?? main
  }

  private func closure(_ code: Code, _ regs: Registers, _ frame: Frame) -> [CellObject] {
    code.captures.map { capture in
      switch capture {
      case .cell(let register):
        if case .cell(let cell) = regs[register] { return cell }
        return CellObject(.unset)
      case .free(let index): return frame.closure?[index] ?? CellObject(.unset)
      }
    }
  }

  func buildClass(_ i: Instruction, _ regs: Registers, _ constants: Registers, _ frame: Frame) throws -> Value
  {
    guard case .object(let object) = constants[Int(i.d)], let code = object as? Code,
      case .list(let bases) = regs[Int(i.b)]
    else { return .none }
    let module = module(of: frame)
    let body = FunctionObject(
      code: code, module: module, defaults: [], keywordDefaults: [], closure: closure(code, regs, frame))
    let namespace = DictObject()
    namespace.set(Names.module, .string(module.name))
    namespace.set(Names.qualifiedName, .string(code.qualifiedName))
    // Runs like a function whose first register is the namespace.
    let window = stackTop
    try ensureStack(window + code.registerCount)
    window[0] = .dict(namespace)
    do {
      try pushFrame(
        Frame(
          code: code, function: body, namespace: module.namespace, regs: window, stackTop: stackTop,
          handled: handled, kind: .entry))
    } catch {
      window[0] = .unset
      throw error
    }
    stackTop = window + code.registerCount
    _ = try execute()
    var keywords: [Keyword] = []
    if case .dict(let dict) = Interpreter.operand(i.c, regs, constants).pointee {
      for (key, value) in dict.items {
        if case .str(let name) = key { keywords.append((name.asName, value)) }
      }
    }
    let type = try makeType(code.name, bases.items, namespace, keywords)
    if let index = code.freeNames.firstIndex(of: "__class__") { body.closure[index].value = .type(type) }
    return .type(type)
  }

  /// `type(name, bases, namespace)`; keywords but `metaclass` go to `__init_subclass__`.
  public func makeType(
    _ name: String, _ bases: [Value], _ namespace: DictObject, _ keywords: [Keyword] = []
  ) throws -> TypeObject {
    var keywords = keywords
    var isAbstract = false
    if let position = keywords.firstIndex(where: { $0.name.value == "metaclass" }) {
      switch keywords.remove(at: position).value {
      case .type(let meta) where meta === Types.abstractMeta: isAbstract = true
      case .type(let meta) where meta === Types.type: break
      default: throw PyError.unsupported("a metaclass other than abc.ABCMeta is not part of nbsh")
      }
    }
    var parents: [TypeObject] = []
    for base in bases {
      guard case .type(let type) = base else {
        throw PyError.typeError("bases must be types")
      }
      if Interpreter.finalTypes.contains(where: { $0 === type }) {
        throw PyError.typeError("type '\(type.name)' is not an acceptable base type")
      }
      if Interpreter.unsupportedBases.contains(where: { $0 === type }) {
        throw PyError.unsupported("a class derived from '\(type.name)' is not part of nbsh")
      }
      if parents.contains(where: { $0 === type }) {
        throw PyError.typeError("duplicate base class \(type.name)")
      }
      parents.append(type)
    }
    if parents.isEmpty { parents = [Types.object] }
    if namespace.find(StringObject.interned("__del__")) != nil {
      throw PyError.unsupported(
        "__del__ is not part of nbsh: nothing runs when an object is let go (use `with` or try/finally)")
    }
    guard TypeObject.linearise(parents) != nil else {
      throw PyError.typeError(
        "Cannot create a consistent method resolution\norder (MRO) for bases "
          + parents.map(\.name).joined(separator: ", "))
    }
    let type = TypeObject(name, bases: parents, isUserDefined: true)
    type.isAbstract = isAbstract
    type.constructor = parents.lazy.compactMap { $0.constructor }.first
    for (key, value) in namespace.items {
      guard case .str(let key) = key else { continue }
      switch key.value {
      case "__module__": if case .str(let text) = value { type.module = text.value }
      case "__qualname__": if case .str(let text) = value { type.qualifiedName = text.value }
      case "__doc__": if case .str(let text) = value { type.doc = text.value }
      default: type.attributes.set(key.asName, value)
      }
    }
    TypeObject.version &+= 1
    for (key, value) in namespace.items {
      guard case .str = key, case .object(let object) = value, object.type.isUserDefined,
        let method = object.type.lookup(Names.setName)
      else { continue }
      _ = try call(bind(method, value), [.type(type), key])
    }
    for parent in type.order.dropFirst() {
      if let hook = parent.attributes.find(Names.initSubclass) {
        var function = hook
        if case .object(let object) = hook, let wrapped = object as? WrappedMethodObject {
          function = wrapped.function
        }
        _ = try call(function, [.type(type)], keywords)
        return type
      }
    }
    if !keywords.isEmpty {
      throw PyError.typeError("\(name).__init_subclass__() takes no keyword arguments")
    }
    return type
  }

  private static var finalTypes: [TypeObject] {
    [
      Types.bool, Types.noneType, Types.range, Types.slice, Types.function, Types.ellipsis,
      Types.notImplemented,
    ]
  }
  private static var unsupportedBases: [TypeObject] {
    [
      Types.int, Types.float, Types.str, Types.bytes, Types.type, Types.ndarray, Types.npFloat64,
      Types.property,
      Types.set, Types.frozenset, Types.module,
    ]
  }

  // MARK: Instances

  /// `Type(…)`
  public func instantiate(_ type: TypeObject, _ arguments: [Value], _ keywords: [Keyword]) throws -> Value {
    if !type.isUserDefined {
      if type.isSubtype(of: Types.baseException) {
        var type = type
        if type === Types.osError, arguments.count >= 2, let number = arguments[0].index {
          type = PyError.systemType(number)
        }
        return .object(ExceptionObject(type: type, arguments: arguments))
      }
      guard let constructor = type.constructor else {
        throw PyError.typeError("cannot create '\(type.name)' instances")
      }
      return try callBuiltin(constructor, arguments, keywords)
    }
    let missing = type.abstractNames
    if !missing.isEmpty {
      throw PyError.typeError(
        "Can't instantiate abstract class \(type.name) with abstract method\(missing.count == 1 ? "" : "s") "
          + missing.joined(separator: ", "))
    }
    let object: Value
    var isComplete = false
    if let maker = type.lookup(Names.new),
      type.order.contains(where: { $0.isUserDefined && $0.attributes.find(Names.new) != nil })
    {
      var function = maker
      if case .object(let wrapped as WrappedMethodObject) = maker { function = wrapped.function }
      object = try call(function, [.type(type)] + arguments, keywords)
      guard isInstance(object, type) else { return object }
      // The items of a tuple are those that `__new__` gave it.
      isComplete = type.isSubtype(of: Types.tuple)
    } else {
      object = try allocate(type, arguments)
    }
    if let initializer = type.lookup(Names.`init`) {
      let result = try call(bind(initializer, object), arguments, keywords)
      if !result.isNone {
        throw PyError.typeError("__init__() should return None, not '\(typeName(result))'")
      }
    } else if !arguments.isEmpty || !keywords.isEmpty,
      type.order.allSatisfy({ $0.isUserDefined || $0 === Types.object }),
      type.lookup(Names.new) == nil
    {
      throw PyError.typeError("\(type.name)() takes no arguments")
    } else if let base = type.order.first(where: { !$0.isUserDefined }), base !== Types.object,
      !base.isSubtype(of: Types.baseException), !isComplete, let constructor = base.constructor
    {
      try fill(object, from: callBuiltin(constructor, arguments, keywords))
    }
    return object
  }

  /// A new object of a class of a script, as `object.__new__` makes it.
  func allocate(_ type: TypeObject, _ arguments: [Value]) throws -> Value {
    guard let base = type.order.first(where: { !$0.isUserDefined }) else {
      return .object(InstanceObject(type: type))
    }
    if base.isSubtype(of: Types.baseException) {
      return .object(ExceptionObject(type: type, arguments: arguments))
    }
    if base === Types.object { return .object(InstanceObject(type: type)) }
    if base.isSubtype(of: Types.list) { return .list(ListObject([], type: type)) }
    if base.isSubtype(of: Types.dict) { return .dict(DictObject(type: type)) }
    if base.isSubtype(of: Types.tuple) {
      let items = arguments.isEmpty ? [] : try items(of: arguments[0])
      return .tuple(TupleObject(items, type: type))
    }
    if let make = base.makeInstance { return .wrapping(make(type)) }
    throw PyError.unsupported("a class derived from '\(base.name)' is not part of nbsh")
  }

  /// Gives a new object of a class derived from `list` or `dict` the contents that the built-in constructor made.
  func fill(_ object: Value, from made: Value) throws {
    switch (object, made) {
    case (.list(let target), .list(let source)): target.items = source.items
    case (.dict(let target), .dict(let source)): source.copyContents(to: target)
    default: break
    }
  }

  // MARK: with

  func withEnter(_ manager: Value, _ target: Registers) throws -> Value {
    let type = typeOf(manager)
    guard let enter = type.lookup(Names.enter) else {
      throw PyError.typeError("'\(type.name)' object does not support the context manager protocol")
    }
    guard let exit = type.lookup(Names.exit) else {
      throw PyError.typeError(
        "'\(type.name)' object does not support the context manager protocol (missed __exit__ method)")
    }
    let boundExit = try bind(exit, manager)
    let entered = try call(bind(enter, manager), [])
    target[0] = boundExit
    target[1] = manager
    return entered
  }

  /// Calls `__exit__` with an exception; whether it is to be swallowed.
  func withExit(_ exit: Value, _ exception: Value) throws -> Bool {
    try isTrue(call(exit, [.type(typeOf(exception)), exception, .none]))
  }
}
