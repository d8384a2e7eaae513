import Arrays

extension Interpreter {
  // MARK: Types

  /// The type of a value.
  public func typeOf(_ value: Value) -> TypeObject {
    switch value {
    case .unset: Types.object
    case .none: Types.noneType
    case .ellipsis: Types.ellipsis
    case .notImplemented: Types.notImplemented
    case .bool: Types.bool
    case .int: Types.int
    case .float: Types.float
    case .npBool: Types.npBool
    case .npUInt8: Types.npUInt8
    case .npUInt64: Types.npUInt64
    case .npInt32: Types.npInt32
    case .npInt64: Types.npInt64
    case .npFloat32: Types.npFloat32
    case .npFloat64: Types.npFloat64
    case .str: Types.str
    case .list(let object): object.type
    case .tuple(let object): object.type
    case .dict(let object): object.type
    case .set(let object): object.type
    case .array: Types.ndarray
    case .function: Types.function
    case .builtin(let object): object.type
    case .type: Types.type
    case .iterator(let object): object.type
    case .cell: Types.cell
    case .object(let object): object.type
    }
  }

  /// The name of a value's type, as CPython's messages write it.
  public func typeName(_ value: Value) -> String {
    let type = typeOf(value)
    return type.module == "numpy" ? "numpy.\(type.name)" : type.name
  }

  public func isInstance(_ value: Value, _ type: TypeObject) -> Bool {
    typeOf(value).isSubtype(of: type)
  }

  // MARK: Reading

  /// `object.name` with a memory of where it was found last time.
  @inline(__always)
  func attribute(
    _ object: Value, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>
  ) throws -> Value {
    if case .object(let instance) = object {
      if let attributes = instance.attributes, instance.type.readsPlainly, let value = attributes.find(name) {
        // Data descriptors of the class go first; `readsPlainly` says there are none.
        return value
      }
      if let module = Interpreter.asModule(instance) {
        if cache.pointee.owner == UnsafeRawPointer(Unmanaged.passUnretained(module).toOpaque()),
          cache.pointee.version == module.namespace.version, !cache.pointee.value.isUnset
        {
          return cache.pointee.value
        }
        return try moduleAttribute(module, name, cache)
      }
    }
    return try getAttribute(object, name)
  }

  @inline(__always)
  private static func asModule(_ object: Object) -> ModuleObject? {
    object.typeReference.toOpaque() == moduleType ? unsafeDowncast(object, to: ModuleObject.self) : nil
  }

  nonisolated(unsafe) private static let moduleType = Unmanaged.passUnretained(Types.module).toOpaque()

  @inline(never)
  private func moduleAttribute(
    _ module: ModuleObject, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>
  ) throws -> Value {
    let value = try getAttribute(.object(module), name)
    // Variables of a script's module change without notice; names of built-in modules do not.
    if module.missing != nil {
      cache.pointee = InlineCache(
        owner: UnsafeRawPointer(Unmanaged.passUnretained(module).toOpaque()),
        version: module.namespace.version, value: value)
    }
    return value
  }

  public func getAttribute(_ object: Value, _ name: StringObject) throws -> Value {
    if let value = try findAttribute(object, name) { return value }
    throw missingAttribute(object, name)
  }

  /// `object.name`; nil where there is no such attribute.
  public func findAttribute(
    _ object: Value, _ name: StringObject, skippingHook: Bool = false
  ) throws -> Value? {
    if case .array = object, case .object(let found)? = Types.ndarray.lookup(name),
      found.type === Types.getter
    {
      return try unsafeDowncast(found, to: GetterObject.self).read(self, object)
    }
    if case .type(let type) = object { return try typeAttribute(type, name) }
    if case .object(let plain) = object {
      if let module = plain as? ModuleObject {
        if let value = try module.find(name) { return value }
        if name === Names.dict { return .dict(namespaceCopy(module.namespace)) }
        return try specialAttribute(object, name)
      }
      if let parent = plain as? SuperObject { return try superAttribute(parent, name) }
    }
    let type = typeOf(object)
    if !skippingHook, type.isUserDefined, let hook = type.lookup(Names.getAttributeAlways),
      case .function = hook
    {
      return try call(hook, [object, .str(name)])
    }
    let found = type.lookup(name)
    if let found, case .object(let descriptor) = found {
      if descriptor.type === Types.getter {
        return try unsafeDowncast(descriptor, to: GetterObject.self).read(self, object)
      }
      if let property = descriptor as? PropertyObject {
        if property.getter.isNone { throw PyError.attributeError("unreadable attribute") }
        return try readProperty(property, object, type)
      }
      if descriptor.type.isUserDefined, descriptor.type.lookup(Names.set) != nil,
        let getter = descriptor.type.lookup(Names.get)
      {
        return try call(getter, [found, object, .type(type)])
      }
    }
    if let attributes = object.attributes, let value = attributes.find(name) { return value }
    if let found { return try bindAttribute(found, object, type) }
    if let special = try specialAttribute(object, name) { return special }
    if let special = try SpecialMethods.bound(object, name, self) { return special }
    if type.isUserDefined, let hook = type.lookup(Names.getAttribute) {
      return try call(hook, [object, .str(name)])
    }
    return nil
  }

  /// An AttributeError inside a property must reach `__getattr__`, as in CPython.
  private func readProperty(_ property: PropertyObject, _ object: Value, _ type: TypeObject) throws -> Value {
    try call(property.getter, [object])
  }

  /// A value found on the type, as the object sees it: functions become methods.
  func bindAttribute(_ found: Value, _ object: Value, _ type: TypeObject) throws -> Value {
    switch found {
    case .function: return .object(BoundMethodObject(function: found, receiver: object))
    case .builtin(let builtin) where builtin.owner != nil:
      return .object(BoundMethodObject(function: found, receiver: object))
    case .object(let descriptor):
      if let wrapped = descriptor as? WrappedMethodObject {
        return wrapped.isClassMethod
          ? .object(BoundMethodObject(function: wrapped.function, receiver: .type(type))) : wrapped.function
      }
      if let property = descriptor as? PropertyObject { return try call(property.getter, [object]) }
      if descriptor is CallableObject { return .object(BoundMethodObject(function: found, receiver: object)) }
      if descriptor.type.isUserDefined, let getter = descriptor.type.lookup(Names.get) {
        return try call(getter, [found, object, .type(type)])
      }
      return found
    default: return found
    }
  }

  /// A dunder method found on a type, bound for a call.
  func bind(_ method: Value, _ object: Value) throws -> Value {
    try bindAttribute(method, object, typeOf(object))
  }

  private func typeAttribute(_ type: TypeObject, _ name: StringObject) throws -> Value? {
    if let found = type.lookup(name) {
      switch found {
      case .object(let descriptor):
        if let wrapped = descriptor as? WrappedMethodObject {
          return wrapped.isClassMethod
            ? .object(BoundMethodObject(function: wrapped.function, receiver: .type(type))) : wrapped.function
        }
        if !(descriptor is PropertyObject), descriptor.type.isUserDefined,
          let getter = descriptor.type.lookup(Names.get)
        {
          return try call(getter, [found, .none, .type(type)])
        }
        return found
      default: return found
      }
    }
    switch name.value {
    case "__name__": return .string(type.name)
    case "__qualname__": return .string(type.qualifiedName)
    case "__module__": return .string(type.module)
    case "__doc__": return type.doc.map { .string($0) } ?? Value.none
    case "__bases__": return .tuple(type.bases.map { .type($0) })
    case "__base__": return type.bases.first.map { .type($0) } ?? Value.none
    case "__mro__": return .tuple(type.order.map { .type($0) })
    case "__dict__": return .dict(namespaceCopy(type.attributes))
    case "__class__": return .type(Types.type)
    case "mro":
      return Entry("mro", "()") { _ in .list(type.order.map { .type($0) }) }.makeValue()
    case "__subclasses__": throw PyError.unsupported("__subclasses__ is not part of nbsh")
    default: break
    }
    if let found = Types.type.lookup(name) { return try bindAttribute(found, .type(type), Types.type) }
    for parent in type.order where !parent.isUserDefined {
      guard let found = SpecialMethods.find(parent, name) else { continue }
      if case .object(let wrapped as WrappedMethodObject) = found { return wrapped.function }
      return found
    }
    return nil
  }

  func namespaceCopy(_ table: NameTable) -> DictObject {
    let dict = DictObject()
    for (name, value) in table.items { dict.set(name, value) }
    return dict
  }

  private func superAttribute(_ parent: SuperObject, _ name: StringObject) throws -> Value? {
    let order = parent.receiverType.order
    let start = (order.firstIndex { $0 === parent.start } ?? -1) + 1
    for type in order[start...] {
      type.load()
      guard
        let found = type.attributes.find(name) ?? (type.isUserDefined ? nil : SpecialMethods.find(type, name))
      else { continue }
      if case .type(let receiver) = parent.receiver {
        if case .object(let object) = found, let wrapped = object as? WrappedMethodObject {
          return wrapped.isClassMethod
            ? .object(BoundMethodObject(function: wrapped.function, receiver: .type(receiver)))
            : wrapped.function
        }
        return found
      }
      return try bindAttribute(found, parent.receiver, parent.receiverType)
    }
    throw PyError.attributeError("'super' object has no attribute '\(name.value)'")
  }

  /// Attributes that every object has, and those of functions.
  private func specialAttribute(_ object: Value, _ name: StringObject) throws -> Value? {
    if name === Names.classAttribute { return .type(typeOf(object)) }
    switch object {
    case .function(let function):
      switch name.value {
      case "__name__": return .string(function.name)
      case "__qualname__": return .string(function.qualifiedName)
      case "__doc__": return function.code.doc.map { .string($0) } ?? Value.none
      case "__module__": return .string(function.module.name)
      case "__annotations__":
        let annotations = function.annotations ?? DictObject()
        function.annotations = annotations
        return .dict(annotations)
      case "__kwdefaults__":
        let dict = DictObject()
        let layout = function.code.parameters
        for (index, value) in function.keywordDefaults.enumerated() where !value.isUnset {
          dict.set(layout.names[layout.positionalCount + index], value)
        }
        return dict.count == 0 ? Value.none : .dict(dict)
      case "__defaults__": return function.defaults.isEmpty ? Value.none : .tuple(function.defaults)
      case "__dict__": return .dict(attributesDict(function))
      default: return nil
      }
    case .builtin(let builtin):
      switch name.value {
      case "__name__", "__qualname__": return .string(builtin.name)
      case "__doc__": return .string(builtin.entry.doc)
      case "__module__": return .string(builtin.owner?.module ?? "builtins")
      default: return nil
      }
    case .object(let plain):
      if let method = plain as? BoundMethodObject {
        switch name.value {
        case "__self__": return method.receiver
        case "__func__": return method.function
        default: return try findAttribute(method.function, name)
        }
      }
      if let exception = plain as? ExceptionObject {
        switch name.value {
        case "args": return .tuple(exception.arguments)
        case "__cause__": return exception.cause
        case "__context__": return exception.context.map { .object($0) } ?? Value.none
        case "__traceback__", "__suppress_context__": return Value.none
        case "value" where exception.type.isSubtype(of: Types.stopIteration):
          return exception.arguments.first ?? Value.none
        default: break
        }
      }
      if let property = plain as? PropertyObject {
        switch name.value {
        case "fget": return property.getter
        case "fset": return property.setter
        case "setter", "getter", "deleter":
          return Entry(name.value, "(function, /)") { arguments in
            switch name.value {
            case "setter":
              .object(
                PropertyObject(getter: property.getter, setter: arguments[0], deleter: property.deleter))
            case "getter":
              .object(
                PropertyObject(getter: arguments[0], setter: property.setter, deleter: property.deleter))
            default:
              .object(
                PropertyObject(getter: property.getter, setter: property.setter, deleter: arguments[0]))
            }
          }.makeValue()
        default: return nil
        }
      }
      if let slice = plain as? SliceObject {
        switch name.value {
        case "start": return slice.start
        case "stop": return slice.stop
        case "step": return slice.step
        default: break
        }
      }
      if let range = plain as? RangeObject {
        switch name.value {
        case "start": return .int(range.start)
        case "stop": return .int(range.stop)
        case "step": return .int(range.step)
        default: break
        }
      }
      if name === Names.dict { return .dict(attributesDict(plain)) }
      if name === Names.doc { return plain.type.doc.map { .string($0) } ?? Value.none }
      if name === Names.module { return .string(plain.type.module) }
      return nil
    default: return nil
    }
  }

  func attributesDict(_ object: Object) -> DictObject {
    if let found = object.attributes { return found }
    let made = DictObject()
    object.attributes = made
    return made
  }

  /// CPython's words, with the near name that it suggests in a traceback.
  func missingAttribute(_ object: Value, _ name: StringObject) -> PyError {
    switch object {
    case .unset: return PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    case .type(let type):
      let names = type.order.flatMap { $0.attributes.items.map(\.name.value) }
      return PyError.attributeError("type object '\(type.name)' has no attribute '\(name.value)'")
        .suggesting(Suggestion.nearest(name.value, among: names.sorted()))
    case .object(let plain):
      if let module = plain as? ModuleObject {
        return PyError.attributeError("module '\(module.name)' has no attribute '\(name.value)'")
          .suggesting(Suggestion.nearest(name.value, among: module.names.sorted()))
      }
    case .array:
      return PyError.attributeError("'numpy.ndarray' object has no attribute '\(name.value)'")
        .suggesting(Suggestion.nearest(name.value, among: attributeNames(of: object).sorted()))
    default: break
    }
    return PyError.attributeError("'\(typeName(object))' object has no attribute '\(name.value)'")
      .suggesting(Suggestion.nearest(name.value, among: attributeNames(of: object).sorted()))
  }

  // MARK: Calling methods

  /// Finds `object.name` for a call, without making a bound method: `result[0]` is what to call,
  /// `result[1]` the object or unset.
  @inline(__always)
  func loadMethod(
    _ object: Value, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>, _ result: Registers
  ) throws {
    let owner: UnsafeRawPointer
    let attributes: DictObject?
    switch object {
    case .object(let plain):
      if Interpreter.asModule(plain) != nil {
        result[0] = try attribute(object, name, cache)
        result[1] = .unset
        return
      }
      owner = UnsafeRawPointer(plain.typeReference.toOpaque())
      attributes = plain.attributes
    case .list(let list):
      owner = UnsafeRawPointer(list.typeReference.toOpaque())
      attributes = list.attributes
    case .dict(let dict):
      owner = UnsafeRawPointer(dict.typeReference.toOpaque())
      attributes = dict.attributes
    case .array:
      owner = arrayType
      attributes = nil
    case .str:
      owner = stringType
      attributes = nil
    default:
      owner = UnsafeRawPointer(Unmanaged.passUnretained(typeOf(object)).toOpaque())
      attributes = object.attributes
    }
    if cache.pointee.owner == owner, cache.pointee.version == TypeObject.version {
      if attributes?.find(name) == nil {
        result[1] = object
        result[0] = cache.pointee.value
        return
      }
    }
    try loadMethodSlow(object, typeOf(object), name, cache, result)
  }

  @inline(never)
  private func loadMethodSlow(
    _ object: Value, _ type: TypeObject, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>,
    _ result: Registers
  ) throws {
    if type !== Types.type, type !== Types.module, type !== Types.super,
      !(type.isUserDefined && type.lookup(Names.getAttributeAlways) != nil), let found = type.lookup(name)
    {
      let isMethod: Bool
      switch found {
      case .function: isMethod = true
      case .builtin(let builtin): isMethod = builtin.owner != nil
      default: isMethod = false
      }
      if isMethod, object.attributes?.find(name) == nil {
        cache.pointee = InlineCache(
          owner: UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque()), version: TypeObject.version,
          value: found)
        result[1] = object
        result[0] = found
        return
      }
    }
    let value = try attribute(object, name, cache)
    result[0] = value
    result[1] = .unset
  }
}

extension Value {
  /// The `__dict__` of the object inside, if it has one.
  var attributes: DictObject? {
    switch self {
    case .object(let object): object.attributes
    case .list(let object): object.attributes
    case .dict(let object): object.attributes
    case .tuple(let object): object.attributes
    case .set(let object): object.attributes
    case .function(let object): object.attributes
    case .builtin(let object): object.attributes
    case .iterator(let object): object.attributes
    default: nil
    }
  }
}

extension Object {
  /// Built-in objects on which scripts may set attributes.
  var allowsAttributes: Bool { self is ExceptionObject || self is OpenObject }
}

/// A built-in object that takes any attribute, as figures' and modules' objects do.
open class OpenObject: Object {}

/// A built-in object that is called like a function, and that a class has as a method.
open class CallableObject: OpenObject {}
