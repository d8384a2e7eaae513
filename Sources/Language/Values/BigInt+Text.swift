import BigInt

/// Integers as digits.
///
/// As in CPython (since 3.11) text of more than 4,300 digits is refused in bases that are no power of two, because its
/// conversion takes a time that grows faster than its length.
enum IntegerText {
  static let digitLimit = 4300

  private static let complaint = "Exceeds the limit (4300 digits) for integer string conversion"
  private static let advice = "use sys.set_int_max_str_digits() to increase the limit"

  /// The digits of a number that is not negative, in base 2, 8, 10 or 16.
  ///
  /// - Throws: ValueError for more than 4,300 decimal digits.
  static func digits(_ magnitude: some BinaryInteger, radix: Int) throws -> String {
    guard let big = magnitude as? BigUInt else { return String(magnitude, radix: radix) }
    if radix != 10 { return try powerOfTwo(big, bits: radix.trailingZeroBitCount) }
    // 2^14,300 has 4,305 digits.
    let text = big.bitWidth > 14_300 ? nil : String(big, radix: 10)
    guard let text, text.utf8.count <= digitLimit else {
      throw PyError.valueError("\(complaint); \(advice)")
    }
    return text
  }

  /// `str(value)`
  static func decimal(_ value: BigInt) throws -> String {
    try (value < 0 ? "-" : "") + digits(value.magnitude, radix: 10)
  }

  /// Refuses text of too many digits for `int(text, radix)`; nil where it is short enough.
  static func refusal(digits count: Int, radix: Int) -> PyError? {
    if count <= digitLimit || radix & (radix - 1) == 0 { return nil }
    return .valueError("\(complaint): value has \(count) digits; \(advice)")
  }

  /// The same for a number in a script.
  static func literalRefusal(_ text: String) -> String? {
    let count = text.utf8.count { $0 != UInt8(ascii: "_") }
    if count <= digitLimit || text.hasPrefix("0") { return nil }
    return
      "\(complaint): value has \(count) digits; \(advice) - Consider hexadecimal for huge integer literals "
      + "to avoid decimal conversion limits."
  }

  private static func powerOfTwo(_ value: BigUInt, bits: Int) throws -> String {
    if value == 0 { return "0" }
    let words = value.words
    let count = (value.bitWidth + bits - 1) / bits
    var result: [UInt8] = []
    result.reserveCapacity(count)
    for index in (0..<count).reversed() {
      if Interpreter.isInterrupted(at: index) { throw Interpreter.keyboardInterrupt() }
      let (word, shift) = (index * bits).quotientAndRemainder(dividingBy: 64)
      var digit = words[word] >> UInt(shift)
      if shift + bits > 64, word + 1 < words.count { digit |= words[word + 1] << UInt(64 - shift) }
      let small = UInt8(truncatingIfNeeded: digit & ((1 << UInt(bits)) - 1))
      result.append(small < 10 ? 48 + small : 87 + small)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
