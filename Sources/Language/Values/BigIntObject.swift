import Arrays
import BigInt

/// An `int` beyond 64 bits. Those that fit are always `.int`, so that the two never mean the same number.
public final class BigIntObject: Object {
  public let value: BigInt

  init(_ value: BigInt) {
    self.value = value
    super.init(type: Types.int)
  }

  /// CPython's hash: modulo the prime 2^61 - 1.
  var hash: Int {
    let folded = Int(value.magnitude % BigUInt((1 << 61) - 1))
    let result = value < 0 ? -folded : folded
    return result == -1 ? -2 : result
  }
}

extension Value {
  /// An `int` of any size.
  public static func integer(_ value: BigInt) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(BigIntObject(value))
  }

  /// An `int` of 64 bits without a sign.
  public static func integer(_ value: UInt64) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(BigIntObject(BigInt(value)))
  }

  /// Whether this is an `int` beyond 64 bits.
  @inline(__always)
  public var isBig: Bool {
    if case .object(let object) = self { return object.type === Types.int }
    return false
  }

  /// The 32-bit words, lowest first, of an `int` beyond 64 bits that is not negative.
  public var wordsOfBigInteger: [UInt32]? {
    guard case .object(let object) = self, let value = (object as? BigIntObject)?.value, value >= 0 else {
      return nil
    }
    let words = value.magnitude.words.flatMap {
      [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)]
    }
    return Array(words[..<((words.lastIndex { $0 != 0 } ?? 0) + 1)])
  }

  /// What arrays calculate with, an `int` between 2^63 and 2^64 included: it is a uint64.
  public var wideOperand: Operand? {
    if let operand { return operand }
    guard case .object(let object) = self, let big = object as? BigIntObject else { return nil }
    return UInt64(exactly: big.value).map { .scalar(.uint64($0)) }
  }

  /// The value of an `int` or `bool` of any size.
  public var bigInteger: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bool(let value): BigInt(value ? 1 : 0)
    case .object(let object): (object as? BigIntObject)?.value
    default: nil
    }
  }
}

extension BigInt {
  /// Reads an integer literal of a script: `0x…`, `0o…`, `0b…` or decimal, underscores between digits.
  init?(literal text: String) {
    let digits = text.filter { $0 != "_" }
    switch digits.prefix(2).lowercased() {
    case "0x": self.init(digits.dropFirst(2), radix: 16)
    case "0o": self.init(digits.dropFirst(2), radix: 8)
    case "0b": self.init(digits.dropFirst(2), radix: 2)
    default: self.init(digits, radix: 10)
    }
  }
}
