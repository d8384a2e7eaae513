import BigInt

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Arithmetic on integers that 64 bits cannot hold.
extension Interpreter {
  /// No script needs numbers of more bits; without a bound, `10 ** 10 ** 10` would take all memory.
  static let bitLimit = 1 << 27

  /// An operator with an `int` beyond 64 bits on one side; nil where the other side is no number.
  func bigBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if let x = a.bigInteger, let y = b.bigInteger { return try bigBinary(op, x, y) }
    if case .float(let y) = b, let x = a.bigInteger {
      return .float(try floatBinary(op, Interpreter.double(x), y))
    }
    if case .float(let x) = a, let y = b.bigInteger {
      return .float(try floatBinary(op, x, Interpreter.double(y)))
    }
    if a.isArrayLike || b.isArrayLike {
      throw PyError.overflowError("Python int too large to convert to C long")
    }
    return nil
  }

  func bigBinary(_ op: BinaryOperator, _ x: BigInt, _ y: BigInt) throws -> Value {
    // A short loop over very long numbers takes long, too.
    if max(x.magnitude.bitWidth, y.magnitude.bitWidth) > 1 << 16 { try checkInterrupt() }
    switch op {
    case .add:
      // The package grows the left number word by word, so the longer one stands there.
      return .integer(x.magnitude.bitWidth < y.magnitude.bitWidth ? y + x : x + y)
    case .subtract: return .integer(x - y)
    case .multiply:
      try Interpreter.check(bits: x.bitWidth + y.bitWidth)
      return .integer(x == y ? BigInt(try x.magnitude.squared()) : try .product(x, y))
    case .divide:
      if y == 0 { throw PyError.zeroDivisionError("division by zero") }
      return .float(try Interpreter.quotient(x, y))
    case .floorDivide:
      if y == 0 { throw PyError.zeroDivisionError("integer division or modulo by zero") }
      return .integer(try Interpreter.floorDivided(x, y).quotient)
    case .modulo:
      if y == 0 { throw PyError.zeroDivisionError("integer modulo by zero") }
      return .integer(try Interpreter.floorDivided(x, y).remainder)
    case .power:
      if y < 0 {
        return .float(try floatBinary(.power, Interpreter.double(x), Interpreter.double(y)))
      }
      guard let exponent = Int(exactly: y) else {
        if x == 0 || x == 1 { return .integer(x) }
        throw PyError(Types.memoryError, "")
      }
      let bits = x.magnitude.bitWidth.multipliedReportingOverflow(by: exponent)
      if x.magnitude > 1 { try Interpreter.check(bits: bits.overflow ? Int.max : bits.partialValue) }
      return .integer(try x.raised(to: exponent))
    case .leftShift:
      if y < 0 { throw PyError.valueError("negative shift count") }
      guard let count = Int(exactly: y) else { throw PyError.overflowError("too many digits in integer") }
      if x == 0 { return .int(0) }
      try Interpreter.check(
        bits: count.addingReportingOverflow(x.bitWidth).overflow ? Int.max : count + x.bitWidth)
      return .integer(BigInt(sign: x.sign, magnitude: x.magnitude.shiftedUp(count)))
    case .rightShift:
      if y < 0 { throw PyError.valueError("negative shift count") }
      guard let count = Int(exactly: y) else { return .int(x < 0 ? -1 : 0) }
      // Rounded down, for negative numbers too.
      return .integer(
        x < 0
          ? -BigInt((x.magnitude - 1).shiftedDown(count) + 1) : BigInt(x.magnitude.shiftedDown(count)))
    case .bitAnd: return .integer(x & y)
    case .bitOr: return .integer(x | y)
    case .bitXor: return .integer(x ^ y)
    case .matrixMultiply: throw unsupported("@", .int(0), .int(0))
    }
  }

  /// Refuses integers of more bits than scripts may have.
  ///
  /// - Throws: MemoryError.
  public static func check(bits: Int) throws {
    if bits > Interpreter.bitLimit { throw PyError(Types.memoryError, "the integer has too many digits") }
  }

  /// Quotient towards minus infinity, remainder with the divisor's sign.
  static func floorDivided(_ x: BigInt, _ y: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = try BigInt.division(x, y)
    if remainder != 0, (remainder < 0) != (y < 0) { return (quotient - 1, remainder + y) }
    return (quotient, remainder)
  }

  /// The nearest Double.
  static func double(_ value: BigInt) throws -> Double {
    let magnitude = value.magnitude.rounded(scale: 0)
    let result = value < 0 ? -magnitude : magnitude
    if result.isInfinite { throw PyError.overflowError("int too large to convert to float") }
    return result
  }

  /// The quotient rounded once: 66 bits of it and a sticky bit decide.
  static func quotient(_ x: BigInt, _ y: BigInt) throws -> Double {
    if x == 0 { return (y < 0) ? -0.0 : 0.0 }
    let places = x.magnitude.bitWidth - y.magnitude.bitWidth
    if places > 1025 { throw PyError.overflowError("integer division result too large for a float") }
    if places < -1077 { return (x < 0) != (y < 0) ? -0.0 : 0.0 }
    let shift = 66 - (x.magnitude.bitWidth - y.magnitude.bitWidth)
    let numerator = shift > 0 ? x.magnitude.shiftedUp(shift) : x.magnitude
    let denominator = shift < 0 ? y.magnitude.shiftedUp(-shift) : y.magnitude
    var (quotient, remainder) = try BigUInt.division(numerator, denominator)
    if remainder != 0 { quotient |= 1 }
    let result = quotient.rounded(scale: -shift)
    if result.isInfinite { throw PyError.overflowError("integer division result too large for a float") }
    return (x < 0) != (y < 0) ? -result : result
  }

  /// -1, 0 or 1; nil inside for nan, nil outside where one is no Python number.
  static func bigOrder(_ a: Value, _ b: Value) -> Int?? {
    if let x = a.bigInteger, let y = b.bigInteger { return .some(x < y ? -1 : x == y ? 0 : 1) }
    func against(_ x: BigInt, _ y: Double) -> Int? {
      if y.isNaN { return nil }
      if y.isInfinite { return y > 0 ? -1 : 1 }
      let whole = BigInt(y.rounded(.down))
      if x != whole { return x < whole ? -1 : 1 }
      return y == y.rounded(.down) ? 0 : -1
    }
    if let x = a.bigInteger, case .float(let y) = b { return .some(against(x, y)) }
    if case .float(let x) = a, let y = b.bigInteger { return .some(against(y, x).map { -$0 }) }
    return nil
  }
}
