import Arrays
import BigInt

extension Interpreter {
  // MARK: Binary operators

  /// `a op b`
  @inline(never)
  public func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    switch (a, b) {
    case (.array, .array), (.array, .float), (.array, .int), (.float, .array), (.int, .array):
      return try arrayBinary(op, a, b)
    case (.npFloat64(let x), .npFloat64(let y)):
      if let result = Interpreter.quick(op, x, y) { return .npFloat64(result) }
    case (.npFloat64(let x), .float(let y)), (.float(let x), .npFloat64(let y)):
      if let result = Interpreter.quick(op, x, y) { return .npFloat64(result) }
    case (.npFloat64(let x), .int(let y)):
      if let result = Interpreter.quick(op, x, Double(y)) { return .npFloat64(result) }
    case (.int(let x), .npFloat64(let y)):
      if let result = Interpreter.quick(op, Double(x), y) { return .npFloat64(result) }
    case (.float(let x), .float(let y)): return .float(try floatBinary(op, x, y))
    case (.float(let x), .int(let y)): return .float(try floatBinary(op, x, Double(y)))
    case (.int(let x), .float(let y)): return .float(try floatBinary(op, Double(x), y))
    case (.int(let x), .int(let y)): return try intBinary(op, x, y)
    case (.str(let x), .str(let y)) where op == .add: return .string(try .joined(x.value, y.value))
    case (.bool(let x), .bool(let y)):
      switch op {
      case .bitAnd: return .bool(x && y)
      case .bitOr: return .bool(x || y)
      case .bitXor: return .bool(x != y)
      default: return try intBinary(op, x ? 1 : 0, y ? 1 : 0)
      }
    case (.bool(let x), .int(let y)): return try intBinary(op, x ? 1 : 0, y)
    case (.int(let x), .bool(let y)): return try intBinary(op, x, y ? 1 : 0)
    case (.bool(let x), .float(let y)): return .float(try floatBinary(op, x ? 1 : 0, y))
    case (.float(let x), .bool(let y)): return .float(try floatBinary(op, x, y ? 1 : 0))
    default: break
    }
    if a.isBig || b.isBig, let result = try bigBinary(op, a, b) { return result }
    if let result = try sequenceBinary(op, a, b) { return result }
    if let result = try objectBinary(op, a, b) { return result }
    if op == .bitOr, let union = UnionTypeObject.joining(a, b) { return union }
    if a.operand != nil || b.operand != nil, a.isArrayLike || b.isArrayLike {
      // An array with a list: NumPy makes an array of the list.
      if let x = try arrayOperand(a), let y = try arrayOperand(b) { return try arrayBinary(op, x, y) }
    }
    throw unsupported(op.rawValue, a, b)
  }

  /// CPython's words for operands that do not go together.
  func unsupported(_ symbol: String, _ a: Value, _ b: Value) -> PyError {
    if a.isUnset || b.isUnset {
      return PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    }
    if case .str = a, symbol == "+" {
      return .typeError("can only concatenate str (not \"\(typeName(b))\") to str")
    }
    if case .list = a, symbol == "+" {
      return .typeError("can only concatenate list (not \"\(typeName(b))\") to list")
    }
    if case .tuple = a, symbol == "+" {
      return .typeError("can only concatenate tuple (not \"\(typeName(b))\") to tuple")
    }
    if case .object(let object) = a, object is BytesObject, symbol == "+" {
      return .typeError("can't concat \(typeName(b)) to bytes")
    }
    if symbol == "*" || symbol == "*=" {
      if a.isSequence { return .typeError("can't multiply sequence by non-int of type '\(typeName(b))'") }
      if b.isSequence { return .typeError("can't multiply sequence by non-int of type '\(typeName(a))'") }
    }
    let shown = symbol == "**" ? "** or pow()" : symbol
    return .typeError("unsupported operand type(s) for \(shown): '\(typeName(a))' and '\(typeName(b))'")
  }

  /// The result where NumPy cannot have anything to warn of; nil elsewhere.
  @inline(__always)
  private static func quick(_ op: BinaryOperator, _ x: Double, _ y: Double) -> Double? {
    let result: Double
    switch op {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply: result = x * y
    case .divide: result = x / y
    default: return nil
    }
    return result.isNormal || (result == 0 && (x == 0 || op == .add || op == .subtract)) ? result : nil
  }

  // MARK: Arrays

  func arrayBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    guard let x = a.operand, let y = b.operand else { throw unsupported(op.rawValue, a, b) }
    if op == .matrixMultiply { return Value(try NDArray.matmul(x, y)) }
    return Value(try NDArray.applying(op.arrayOperation, x, y))
  }

  /// A list or tuple of numbers next to an array becomes an array; nil for other values.
  public func arrayOperand(_ value: Value) throws -> Value? {
    if value.operand != nil { return value }
    switch value {
    case .list, .tuple: return .array(try asArray(value))
    case .object(let object) where object is RangeObject: return .array(try asArray(value))
    default: return nil
    }
  }

  // MARK: Objects of scripts' classes

  private func objectBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    let left = typeOf(a)
    let right = typeOf(b)
    guard left.hasOperators || right.hasOperators else { return nil }
    let names = op.methodNames
    // A subclass on the right goes first when it brings its own reflected method.
    if left !== right, right.isSubtype(of: left), let method = right.lookup(names.reflected) {
      let result = try call(bind(method, b), [a])
      if case .notImplemented = result {} else { return result }
    }
    if left.hasOperators, let method = left.lookup(names.plain) {
      let result = try call(bind(method, a), [b])
      if case .notImplemented = result {} else { return result }
    }
    if left !== right, right.hasOperators, let method = right.lookup(names.reflected) {
      let result = try call(bind(method, b), [a])
      if case .notImplemented = result {} else { return result }
    }
    return nil
  }

  /// `a op= b`: the value that the target gets.
  @inline(never)
  public func inPlace(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value {
    switch a {
    case .array(let target):
      guard let operand = try arrayOperand(b)?.operand else {
        if let result = try objectBinary(op, a, b) { return result }
        throw unsupported(op.rawValue + "=", a, b)
      }
      if op == .matrixMultiply {
        return Value(try NDArray.matmul(.array(target), operand))
      }
      try NDArray.inPlace(op.arrayOperation, target, operand)
      return a
    case .list(let list) where !list.type.isUserDefined:
      if op == .add {
        let new = try items(of: b)
        try list.items.append(interruptibly: new, 0..<new.count)
        return a
      }
      if op == .multiply, let count = b.index, case .list(let repeated) = try repeated(a, count) {
        list.items = repeated.items
        return a
      }
    case .set(let set):
      if !set.isFrozen, let other = try setOperand(b) {
        switch op {
        case .bitOr: try set.merge(other, self)
        case .subtract: for key in other.items.untilInterrupt { try set.remove(key, self) }
        case .bitAnd, .bitXor:
          let result = try combine(op, set, other)
          try set.replaceAll(with: result, self)
        default: throw unsupported(op.rawValue + "=", a, b)
        }
        try checkInterrupt()
        return a
      }
    case .dict(let dict):
      if op == .bitOr, !dict.type.registersOperators, case .dict(let other) = b {
        for (key, value) in other.items.untilInterrupt { try dict.set(key, value, self) }
        try checkInterrupt()
        return a
      }
    default: break
    }
    let type = typeOf(a)
    if type.hasOperators, let method = type.lookup(op.methodNames.inPlace) {
      let result = try call(bind(method, a), [b])
      if case .notImplemented = result {} else { return result }
    }
    do {
      return try binary(op, a, b)
    } catch let error as PyError {
      // The message names the operator that was written.
      if error.exception.type === Types.typeError, case .str(let text)? = error.exception.arguments.first,
        text.value.hasPrefix("unsupported operand type(s) for \(op == .power ? "** or pow()" : op.rawValue):")
      {
        throw PyError.typeError(
          "unsupported operand type(s) for \(op.rawValue)=: '\(typeName(a))' and '\(typeName(b))'")
      }
      throw error
    }
  }

  // MARK: Unary operators

  public func unary(_ op: UnaryOperator, _ value: Value) throws -> Value {
    switch (op, value) {
    case (.not, _): return .bool(try !isTrue(value))
    case (.minus, .int(let x)):
      return x == Int.min ? .integer(-BigInt(x)) : .int(-x)
    case (.minus, .float(let x)): return .float(-x)
    case (.minus, .npFloat64(let x)): return .npFloat64(-x)
    case (.minus, .bool(let x)): return .int(x ? -1 : 0)
    case (.plus, .int), (.plus, .float): return value
    case (.plus, .bool(let x)): return .int(x ? 1 : 0)
    case (.invert, .int(let x)): return .int(~x)
    case (_, .object(let big as BigIntObject)):
      switch op {
      case .minus: return .integer(-big.value)
      case .invert: return .integer(-big.value - 1)
      default: return value
      }
    case (.invert, .bool(let x)): return .int(x ? -2 : -1)
    default: break
    }
    if value.isArrayLike, let operand = value.operand {
      switch op {
      case .minus: return Value(try NDArray.unary(.negative, operand))
      case .plus: return Value(try NDArray.unary(.positive, operand))
      default: return Value(try NDArray.unary(.invert, operand))
      }
    }
    let type = typeOf(value)
    let name = op == .minus ? "__neg__" : op == .plus ? "__pos__" : "__invert__"
    if type.hasOperators, let method = type.lookup(StringObject.interned(name)) {
      return try call(bind(method, value), [])
    }
    throw PyError.typeError("bad operand type for unary \(op.rawValue): '\(typeName(value))'")
  }
}

extension TypeObject {
  /// Whether operators may be methods: classes of scripts, and built-in types that register them as entries.
  var hasOperators: Bool { isUserDefined || registersOperators }
}

extension Value {
  /// Arrays and NumPy scalars, whose operators are NumPy's.
  public var isArrayLike: Bool {
    switch self {
    case .array, .npBool, .npUInt8, .npInt32, .npInt64, .npFloat32, .npFloat64, .npUInt64: true
    default: false
    }
  }

  var isNumPyInteger: Bool {
    switch self {
    case .npInt64, .npInt32, .npUInt8, .npUInt64: true
    default: false
    }
  }

  /// What `*` repeats.
  var isSequence: Bool {
    switch self {
    case .str, .list, .tuple: true
    case .object(let object): object is BytesObject
    default: false
    }
  }
}

extension BinaryOperator {
  var arrayOperation: BinaryOperation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .remainder
    case .power: .power
    case .matrixMultiply: .multiply
    case .leftShift: .leftShift
    case .rightShift: .rightShift
    case .bitAnd: .bitwiseAnd
    case .bitOr: .bitwiseOr
    case .bitXor: .bitwiseXor
    }
  }

  /// `__add__`, `__radd__`, `__iadd__`
  var methodNames: (plain: StringObject, reflected: StringObject, inPlace: StringObject) {
    BinaryOperator.names[Int(number)]
  }

  nonisolated(unsafe) private static let names:
    [(plain: StringObject, reflected: StringObject, inPlace: StringObject)] = [
      "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or",
      "xor",
    ].map {
      (
        StringObject.interned("__\($0)__"), StringObject.interned("__r\($0)__"),
        StringObject.interned("__i\($0)__")
      )
    }
}
