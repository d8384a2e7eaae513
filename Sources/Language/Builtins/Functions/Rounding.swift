import Arrays
import BigInt

/// `round`
enum Rounding {
  static func round(_ value: Value, _ digits: Value, _ vm: Interpreter) throws -> Value {
    switch value {
    case .float(let x):
      if digits.isNone { return try NumberParsing.whole(x.rounded(.toNearestOrEven)) }
      return .float(try float(x, places: vm.int(digits)))
    case .int(let x):
      if digits.isNone { return value }
      return .int(try integer(x, places: vm.int(digits)))
    case .bool(let x):
      if digits.isNone { return .int(x ? 1 : 0) }
      return .int(try integer(x ? 1 : 0, places: vm.int(digits)))
    case .object(let big as BigIntObject):
      if digits.isNone { return value }
      return .integer(try integer(big.value, places: vm.int(digits)))
    case .npFloat64, .npFloat32:
      if digits.isNone { return try NumberParsing.whole((value.number ?? 0).rounded(.toNearestOrEven)) }
      return try rounded(value, places: vm.int(digits))
    case .npInt64, .npInt32, .npUInt8, .npUInt64:
      if digits.isNone { return .int(value.index ?? 0) }
      return try rounded(value, places: vm.int(digits))
    default: break
    }
    if let method = vm.typeOf(value).lookup(StringObject.interned("__round__")) {
      return try vm.call(vm.bind(method, value), digits.isNone ? [] : [digits])
    }
    throw PyError.typeError("type \(vm.typeName(value)) doesn't define __round__ method")
  }

  /// NumPy's own rounding, by scaling.
  private static func rounded(_ value: Value, places: Int) throws -> Value {
    guard let operand = value.operand else { return value }
    return Value(try NDArray.round(operand, decimals: places)).scalarValue
  }

  /// The decimal that is nearest to the exact value, ties to even.
  static func float(_ x: Double, places: Int) throws -> Double {
    if !x.isFinite || x == 0 || places > 323 { return x }
    if places < -308 { return 0 * x }
    let text = FloatText.fixed(x, precision: places)
    guard let rounded = NumberParsing.double(Array(text.utf8)) else { return x }
    if rounded.isInfinite { throw PyError.overflowError("rounded value too large to represent") }
    return rounded
  }

  /// The nearest multiple of a power of ten, ties to even.
  static func integer(_ x: BigInt, places: Int) throws -> BigInt {
    if places >= 0 { return x }
    if -places > x.magnitude.bitWidth { return 0 }
    let unit = try BigInt(10).raised(to: -places)
    let (quotient, rest) = try BigInt.floored(x, unit)
    let twice = rest * 2
    let isUp = twice > unit || (twice == unit && quotient.magnitude.words[0] & 1 == 1)
    return try .product(isUp ? quotient + 1 : quotient, unit)
  }

  static func integer(_ x: Int, places: Int) throws -> Int {
    if places >= 0 { return x }
    if places < -19 { return 0 }
    var unit: UInt = 1
    for _ in 0..<(-places) { unit *= 10 }
    let rest = x.magnitude % unit
    var result = x.magnitude - rest
    let half = unit / 2
    if rest > half || (rest == half && (result / unit) % 2 == 1) {
      let (sum, overflow) = result.addingReportingOverflow(unit)
      if overflow { throw PyError.integerOverflow }
      result = sum
    }
    if x < 0, result == Int.min.magnitude { return Int.min }
    guard let rounded = Int(exactly: result) else { throw PyError.integerOverflow }
    return x < 0 ? -rounded : rounded
  }
}

extension Value {
  /// A 0-d array as a NumPy scalar.
  var scalarValue: Value {
    if case .array(let array) = self, array.shape.count == 0, let scalar = array.item() {
      return Value(scalar)
    }
    return self
  }
}
