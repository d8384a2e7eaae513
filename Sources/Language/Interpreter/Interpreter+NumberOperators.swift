import BigInt

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Interpreter {
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

  func intPower(_ base: Int, _ exponent: Int) throws -> Value {
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

  func floatPower(_ x: Double, _ y: Double) throws -> Double {
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
}
