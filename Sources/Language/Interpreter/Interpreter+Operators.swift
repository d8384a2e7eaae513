import Arrays
import BigInt

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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

  // MARK: Integers

  func intBinary(_ op: BinaryOperator, _ x: Int, _ y: Int) throws -> Value {
    let result: (partialValue: Int, overflow: Bool)
    switch op {
    case .add: result = x.addingReportingOverflow(y)
    case .subtract: result = x.subtractingReportingOverflow(y)
    case .multiply: result = x.multipliedReportingOverflow(by: y)
    case .divide:
      if y == 0 { throw PyError.zeroDivisionError("division by zero") }
      return .float(Interpreter.trueQuotient(x, y))
    case .floorDivide:
      if y == 0 { throw PyError.zeroDivisionError("integer division or modulo by zero") }
      result = x.dividedReportingOverflow(by: y)
      if !result.overflow, x % y != 0, (x < 0) != (y < 0) { return .int(result.partialValue - 1) }
    case .modulo:
      if y == 0 { throw PyError.zeroDivisionError("integer modulo by zero") }
      if y == -1 { return .int(0) }
      let remainder = x % y
      return .int(remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder)
    case .power: return try intPower(x, y)
    case .leftShift:
      if y < 0 { throw PyError.valueError("negative shift count") }
      if x == 0 { return .int(0) }
      guard y < 64, (x << y) >> y == x else { return try bigBinary(op, BigInt(x), BigInt(y)) }
      return .int(x << y)
    case .rightShift:
      if y < 0 { throw PyError.valueError("negative shift count") }
      return .int(x >> min(y, 63))
    case .bitAnd: return .int(x & y)
    case .bitOr: return .int(x | y)
    case .bitXor: return .int(x ^ y)
    case .matrixMultiply: throw unsupported("@", .int(x), .int(y))
    }
    if result.overflow { return try bigBinary(op, BigInt(x), BigInt(y)) }
    return .int(result.partialValue)
  }

  /// The quotient rounded once, as CPython's: converting large operands first would round twice.
  static func trueQuotient(_ x: Int, _ y: Int) -> Double {
    let exact = UInt(1) << 53
    if x.magnitude <= exact, y.magnitude <= exact { return Double(x) / Double(y) }
    // Long division: 55 bits of quotient and a sticky bit decide the rounding.
    let isNegative = (x < 0) != (y < 0)
    var numerator = x.magnitude
    let denominator = y.magnitude
    var exponent = 0
    var quotient = numerator / denominator
    var rest = numerator % denominator
    while quotient < (1 << 62), rest != 0 || exponent == 0, exponent > -1100 {
      numerator = rest
      let doubled = numerator.addingReportingOverflow(numerator)
      let takes = doubled.overflow || doubled.partialValue >= denominator
      rest = takes ? doubled.partialValue &- denominator : doubled.partialValue
      quotient = quotient << 1 | (takes ? 1 : 0)
      exponent -= 1
      if quotient == 0, rest == 0 { break }
    }
    if rest != 0 { quotient |= 1 }
    let value = scalbn(Double(quotient), Int32(exponent))
    return isNegative ? -value : value
  }

  private func intPower(_ base: Int, _ exponent: Int) throws -> Value {
    if exponent < 0 {
      if base == 0 { throw PyError.zeroDivisionError("0.0 cannot be raised to a negative power") }
      return .float(try floatBinary(.power, Double(base), Double(exponent)))
    }
    var result = 1
    var factor = base
    var left = exponent
    while left > 0 {
      if left & 1 == 1 {
        let product = result.multipliedReportingOverflow(by: factor)
        if product.overflow { return try bigBinary(.power, BigInt(base), BigInt(exponent)) }
        result = product.partialValue
      }
      left >>= 1
      if left > 0 {
        let square = factor.multipliedReportingOverflow(by: factor)
        if square.overflow { return try bigBinary(.power, BigInt(base), BigInt(exponent)) }
        factor = square.partialValue
      }
    }
    return .int(result)
  }

  // MARK: Floats

  func floatBinary(_ op: BinaryOperator, _ x: Double, _ y: Double) throws -> Double {
    switch op {
    case .add: return x + y
    case .subtract: return x - y
    case .multiply: return x * y
    case .divide:
      if y == 0 { throw PyError.zeroDivisionError("float division by zero") }
      return x / y
    case .floorDivide:
      if y == 0 { throw PyError.zeroDivisionError("float floor division by zero") }
      return Interpreter.divmod(x, y).quotient
    case .modulo:
      if y == 0 { throw PyError.zeroDivisionError("float modulo") }
      return Interpreter.divmod(x, y).remainder
    case .power: return try floatPower(x, y)
    default: throw unsupported(op.rawValue, .float(x), .float(y))
    }
  }

  /// Quotient and remainder with the divisor's sign, as CPython's `float_divmod`.
  static func divmod(_ x: Double, _ y: Double) -> (quotient: Double, remainder: Double) {
    var remainder = fmod(x, y)
    var quotient = (x - remainder) / y
    if remainder != 0 {
      if (y < 0) != (remainder < 0) {
        remainder += y
        quotient -= 1
      }
    } else {
      remainder = copysign(0, y)
    }
    if quotient != 0 {
      var floored = quotient.rounded(.down)
      if quotient - floored > 0.5 { floored += 1 }
      return (floored, remainder)
    }
    return (copysign(0, x / y), remainder)
  }

  private func floatPower(_ x: Double, _ y: Double) throws -> Double {
    if x == 0, y < 0 { throw PyError.zeroDivisionError("0.0 cannot be raised to a negative power") }
    if x < 0, x.isFinite, y.isFinite, y != y.rounded(.towardZero) {
      throw PyError.unsupported(
        "a negative number to a fractional power is complex, which is not part of nbsh")
    }
    let result = FloatMath.pow(x, y)
    if result.isInfinite, x.isFinite, y.isFinite {
      throw PyError.overflowError("(34, 'Numerical result out of range')")
    }
    return result
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

  // MARK: Sequences

  private func sequenceBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    switch op {
    case .add:
      switch (a, b) {
      case (.list(let x), .list(let y)): return .list(try joined(x.items, y.items))
      case (.tuple(let x), .tuple(let y)): return .tuple(try joined(x.items, y.items))
      case (.object(let x as BytesObject), .object(let y as BytesObject)):
        return .object(BytesObject(try joined(x.bytes, y.bytes)))
      default: return nil
      }
    case .multiply:
      if a.isSequence, !b.isArrayLike || b.isNumPyInteger, let count = b.index {
        return try repeated(a, count)
      }
      if b.isSequence, !a.isArrayLike || a.isNumPyInteger, let count = a.index {
        return try repeated(b, count)
      }
      return nil
    case .modulo:
      if case .str(let format) = a { return .string(try percentFormat(format.value, b)) }
      return nil
    case .subtract, .bitAnd, .bitOr, .bitXor:
      return try setBinary(op, a, b)
    default: return nil
    }
  }

  /// Both, one behind the other.
  private func joined<Item>(_ a: [Item], _ b: [Item]) throws -> [Item] {
    if a.count + b.count < 1 << 16 { return a + b }
    var result: [Item] = []
    result.reserveCapacity(a.count + b.count)
    try result.append(interruptibly: a, 0..<a.count)
    try result.append(interruptibly: b, 0..<b.count)
    return result
  }

  /// Items so many times over, in blocks between which an interrupt is seen.
  private func repeated<Item>(_ items: [Item], _ count: Int) throws -> [Item] {
    let total = items.count * count
    var result: [Item] = []
    if total == 0 { return result }
    result.reserveCapacity(total)
    while result.count < min(total, 1 << 16) { result.append(contentsOf: items) }
    if result.count == total { return result }
    let block = result
    while total - result.count > block.count {
      try checkInterrupt()
      result.append(contentsOf: block)
    }
    result.append(contentsOf: block.prefix(total - result.count))
    return result
  }

  /// A text so many times over.
  func repeated(_ text: String, _ count: Int) throws -> String {
    let unit = Array(text.utf8)
    let total = unit.count * count
    let block = max(1, (1 << 20) / max(unit.count, 1)) * unit.count
    if total < 1 << 20 { return String(repeating: text, count: count) }
    let result = String(unsafeUninitializedCapacity: total) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      var done = buffer.initialize(fromContentsOf: unit)
      while done < total {
        // Copies of what is there already, at most a block of it.
        let step = min(done, total - done, block)
        (start + done).initialize(from: start, count: step)
        done += step
        if Interpreter.interruptFlag.pointee != 0 { return 0 }
      }
      return total
    }
    try checkInterrupt()
    return result
  }

  private func repeated(_ sequence: Value, _ count: Int) throws -> Value {
    let count = max(0, count)
    func check(_ length: Int) throws {
      let total = length.multipliedReportingOverflow(by: count)
      if total.overflow || total.partialValue > 1 << 32 { throw PyError(Types.memoryError, "") }
    }
    switch sequence {
    case .str(let text):
      try check(text.value.utf8.count)
      return .string(try repeated(text.value, count))
    case .list(let list):
      try check(list.items.count)
      return .list(try repeated(list.items, count))
    case .tuple(let tuple):
      try check(tuple.items.count)
      return .tuple(try repeated(tuple.items, count))
    case .object(let object as BytesObject):
      try check(object.bytes.count)
      return .object(BytesObject(try repeated(object.bytes, count)))
    default: return .none
    }
  }

  /// `|`, `&`, `-`, `^` on sets and on views of dict keys; `|` on dicts.
  private func setBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if op == .bitOr, case .dict(let x) = a, case .dict(let y) = b, !x.type.registersOperators,
      !y.type.registersOperators
    {
      let merged = x.copy(type: x.type)
      for (key, value) in y.items.untilInterrupt { try merged.set(key, value, self) }
      try checkInterrupt()
      return .dict(merged)
    }
    guard let x = try setOperand(a) ?? (isView(b) ? iterated(a) : nil),
      let y = try setOperand(b) ?? (isView(a) ? iterated(b) : nil)
    else { return nil }
    return .set(try combine(op, x, y))
  }

  /// Views of dicts go together with any iterable.
  private func isView(_ value: Value) -> Bool {
    if case .object(let view as DictViewObject) = value { view.aspect != .values } else { false }
  }

  private func iterated(_ value: Value) throws -> SetObject { try SetObject(items(of: value), self) }

  private func setOperand(_ value: Value) throws -> SetObject? {
    switch value {
    case .set(let set): return set
    case .object(let view as DictViewObject) where view.aspect != .values:
      return try SetObject(items(of: value), self)
    default: return nil
    }
  }

  /// The set operations, in the order in which CPython builds their results.
  func combine(_ op: BinaryOperator, _ x: SetObject, _ y: SetObject) throws -> SetObject {
    let result = SetObject(isFrozen: x.isFrozen)
    switch op {
    case .bitOr:
      try result.merge(x, self)
      try result.merge(y, self)
    case .bitAnd:
      // CPython walks the smaller one.
      let (walked, other) = y.count > x.count ? (x, y) : (y, x)
      for key in walked.items.untilInterrupt where try other.contains(key, self) { try result.add(key, self) }
    case .subtract:
      for key in x.items.untilInterrupt where try !y.contains(key, self) { try result.add(key, self) }
    case .bitXor:
      try result.merge(y, self)
      for key in x.items.untilInterrupt {
        if try !result.remove(key, self) { try result.add(key, self) }
      }
    default: break
    }
    try checkInterrupt()
    return result
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
        guard let new = try? items(of: b) else {
          throw PyError.typeError("'\(typeName(b))' object is not iterable")
        }
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
