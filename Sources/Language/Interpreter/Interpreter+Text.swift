import Arrays

extension Interpreter {
  /// `repr(value)`
  public func repr(_ value: Value) throws -> String {
    switch value {
    case .none: return "None"
    case .ellipsis: return "Ellipsis"
    case .notImplemented: return "NotImplemented"
    case .bool(let x): return x ? "True" : "False"
    case .int(let x): return String(x)
    case .float(let x): return FloatText.repr(x)
    case .str(let text): return StringRepr.quoted(text.value)
    case .npBool, .npUInt8, .npInt32, .npInt64, .npFloat32, .npFloat64, .npUInt64:
      if case .scalar(let scalar)? = value.operand { return scalar.formatted(.repr) }
      return ""
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    case .array(let array):
      return try array.formatted(.repr)
    default: break
    }
    let type = typeOf(value)
    if let method = type.lookup(Names.repr) {
      return try text(of: call(bind(method, value), []), "__repr__")
    }
    return try builtinRepr(value)
  }

  /// `repr` without regard to a class's own `__repr__`.
  func builtinRepr(_ value: Value) throws -> String {
    switch value {
    case .list(let list): return try cyclic(list, "[...]") { try "[" + joined(list.items) + "]" }
    case .tuple(let tuple):
      return try cyclic(tuple, "(...)") {
        try "(" + joined(tuple.items) + (tuple.items.count == 1 ? ",)" : ")")
      }
    case .dict(let dict):
      return try cyclic(dict, "{...}") {
        var result = "{"
        for (index, item) in dict.items.enumerated() {
          try checkInterrupt()
          if index > 0 { result += ", " }
          result += try repr(item.key)
          result += ": "
          result += try repr(item.value)
        }
        return result + "}"
      }
    case .set(let set):
      let isPlain = set.type === Types.set
      if set.count == 0 { return "\(set.type.name)()" }
      return try cyclic(set, "\(set.type.name)(...)") {
        let inner = try "{" + joined(set.items) + "}"
        return isPlain ? inner : "\(set.type.name)(\(inner))"
      }
    case .function(let function): return "<function \(function.qualifiedName) at \(address(value))>"
    case .builtin(let builtin):
      if let owner = builtin.owner { return "<method '\(builtin.name)' of '\(owner.name)' objects>" }
      return "<built-in function \(builtin.name)>"
    case .type(let type):
      let isPlain = type.module == "builtins"
      if type.isUserDefined, type.lookup(Names.iterateMembers) != nil {
        return "<enum '\(type.qualifiedName)'>"
      }
      return "<class '\(isPlain ? "" : type.module + ".")\(type.qualifiedName)'>"
    case .object(let object): return try objectRepr(object)
    case .iterator, .cell: return "<\(qualifiedTypeName(typeOf(value))) object at \(address(value))>"
    default: return try repr(value)
    }
  }

  private func objectRepr(_ object: Object) throws -> String {
    switch object {
    case let big as BigIntObject: return try IntegerText.decimal(big.value)
    case let range as RangeObject:
      return range.step == 1
        ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
    case let slice as SliceObject:
      return "slice(\(try repr(slice.start)), \(try repr(slice.stop)), \(try repr(slice.step)))"
    case let bytes as BytesObject: return StringRepr.quoted(bytes.bytes)
    case let module as ModuleObject:
      return module.path.map { "<module '\(module.name)' from '\($0)'>" }
        ?? "<module '\(module.name)' (built-in)>"
    case let method as BoundMethodObject:
      if case .builtin(let builtin) = method.function {
        return
          "<built-in method \(builtin.name) of \(typeName(method.receiver)) object at \(address(method.receiver))>"
      }
      var name = "?"
      if case .function(let function) = method.function { name = function.qualifiedName }
      return "<bound method \(name) of \(try repr(method.receiver))>"
    case let exception as ExceptionObject:
      let arguments = try exception.arguments.map { try repr($0) }.joined(separator: ", ")
      return "\(exception.type.name)(\(arguments))"
    case let view as DictViewObject:
      return try cyclic(view, "...") {
        let items = try self.items(of: .object(view))
        return try "\(view.type.name)([\(joined(items))])"
      }
    default: return "<\(qualifiedTypeName(object.type)) object at \(address(.object(object)))>"
    }
  }

  func qualifiedTypeName(_ type: TypeObject) -> String {
    type.module == "builtins" ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
  }

  private func address(_ value: Value) -> String {
    guard let reference = value.reference else { return "0x0" }
    let bits = UInt(bitPattern: Unmanaged.passUnretained(reference).toOpaque())
    let digits = String(bits, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  private func joined(_ items: [Value]) throws -> String {
    var result = ""
    for (index, item) in items.enumerated() {
      try checkInterrupt()
      if index > 0 { result += ", " }
      result += try repr(item)
    }
    return result
  }

  /// Guards against containers that hold themselves.
  private func cyclic(_ object: Object, _ placeholder: String, _ body: () throws -> String) throws -> String {
    let identity = ObjectIdentifier(object)
    if reprStack.contains(identity) { return placeholder }
    reprStack.append(identity)
    defer { reprStack.removeLast() }
    return try nested(body)
  }

  private func text(of value: Value, _ method: String) throws -> String {
    guard case .str(let text) = value else {
      throw PyError.typeError("\(method) returned non-string (type \(typeName(value)))")
    }
    return text.value
  }

  /// `str(value)`
  public func str(_ value: Value) throws -> String {
    switch value {
    case .str(let text): return text.value
    case .int(let x): return String(x)
    case .float(let x): return FloatText.repr(x)
    case .npBool, .npUInt8, .npInt32, .npInt64, .npFloat32, .npFloat64, .npUInt64:
      if case .scalar(let scalar)? = value.operand { return scalar.formatted(.str) }
      return ""
    case .array(let array):
      return try array.formatted(.str)
    case .object(let object):
      if object.type.isUserDefined || object is ExceptionObject, let method = object.type.lookup(Names.str) {
        return try nested { try text(of: call(bind(method, value), []), "__str__") }
      }
      if let exception = object as? ExceptionObject { return try message(of: exception) }
      if let method = object.type.lookup(Names.str) {
        return try nested { try text(of: call(bind(method, value), []), "__str__") }
      }
    case .list(let object as Object), .dict(let object as Object), .tuple(let object as Object),
      .set(let object as Object):
      if object.type.isUserDefined, let method = object.type.lookup(Names.str) {
        return try nested { try text(of: call(bind(method, value), []), "__str__") }
      }
    default: break
    }
    return try nested { try repr(value) }
  }

  /// `str(exception)`
  func message(of exception: ExceptionObject) throws -> String {
    switch exception.arguments.count {
    case 0: return ""
    case 1:
      // A key is shown as it was written.
      if exception.type.isSubtype(of: Types.keyError) { return try repr(exception.arguments[0]) }
      return try str(exception.arguments[0])
    default:
      if exception.type.isSubtype(of: Types.osError), exception.arguments.count == 2 {
        let number = try str(exception.arguments[0])
        let text = try str(exception.arguments[1])
        let file = exception.fileName.isNone ? "" : ": " + (try repr(exception.fileName))
        return "[Errno \(number)] \(text)\(file)"
      }
      if exception.type.isSubtype(of: Types.unicodeError), let message = codecMessage(of: exception) {
        return message
      }
      return try repr(.tuple(exception.arguments))
    }
  }

  /// `str` of an error of decoding or encoding text.
  private func codecMessage(of exception: ExceptionObject) -> String? {
    let fields = exception.arguments
    guard fields.count == 5, let encoding = fields[0].text, let start = fields[2].index,
      let end = fields[3].index,
      let reason = fields[4].text
    else { return nil }
    let place = end == start + 1 ? "in position \(start)" : "in position \(start)-\(end - 1)"
    switch fields[1] {
    case .object(let bytes as BytesObject):
      guard end == start + 1, bytes.bytes.indices.contains(start) else {
        return "'\(encoding)' codec can't decode bytes \(place): \(reason)"
      }
      let digits = String(bytes.bytes[start], radix: 16)
      return
        "'\(encoding)' codec can't decode byte 0x\(digits.utf8.count < 2 ? "0" : "")\(digits) \(place): \(reason)"
    case .str(let text):
      let scalars = Array(text.value.unicodeScalars)
      guard end == start + 1, scalars.indices.contains(start) else {
        return "'\(encoding)' codec can't encode characters \(place): \(reason)"
      }
      return
        "'\(encoding)' codec can't encode character '\(StringRepr.escape(scalars[start]))' \(place): \(reason)"
    default: return nil
    }
  }

  /// One field of an f-string.
  func format(_ value: Value, conversion: UInt8, specification: Value) throws -> String {
    var value = value
    switch conversion {
    case UInt8(ascii: "r"): value = .string(try repr(value))
    case UInt8(ascii: "s"): value = .string(try str(value))
    case UInt8(ascii: "a"): value = .string(StringRepr.ascii(try repr(value)))
    default: break
    }
    guard case .str(let text) = specification, !text.value.isEmpty else {
      if case .npFloat32(let x) = value { return FloatText.repr(Double(x)) }
      if typeOf(value).isUserDefined { return try format(value, "") }
      return try str(value)
    }
    return try format(value, text.value)
  }

  // MARK: Numbers from values

  /// An integer argument.
  public func int(_ value: Value) throws -> Int {
    if let index = value.index { return index }
    if value.isBig { throw PyError.overflowError("Python int too large to convert to C ssize_t") }
    if let method = typeOf(value).lookup(Names.index), let index = try call(bind(method, value), []).index {
      return index
    }
    if case .array = value {
      throw PyError.typeError("only integer scalar arrays can be converted to a scalar index")
    }
    throw PyError.typeError("'\(typeName(value))' object cannot be interpreted as an integer")
  }

  /// A real argument.
  public func double(_ value: Value) throws -> Double {
    if let number = value.number { return number }
    if let big = value.bigInteger { return try Interpreter.double(big) }
    if case .array(let array) = value, array.ndim == 0, let scalar = array.item() {
      return scalar.doubleValue
    }
    if case .array = value {
      throw PyError.typeError("only 0-dimensional arrays can be converted to Python scalars")
    }
    if let method = typeOf(value).lookup(Names.float), let number = try call(bind(method, value), []).number {
      return number
    }
    if let method = typeOf(value).lookup(Names.index), let index = try call(bind(method, value), []).index {
      return Double(index)
    }
    throw PyError.typeError("must be real number, not \(typeName(value))")
  }
}
