import BigInt

/// Integers as digits.
///
/// As in CPython (since 3.11) text of more than 4,300 digits is refused in bases that are no power of two, because its
/// conversion takes a time that grows faster than its length.
public enum IntegerText {
  public static let usualLimit = 4300
  /// The smallest limit but 0, which is none.
  public static let leastLimit = 640
  /// What `sys.set_int_max_str_digits` set; 0 for no limit.
  nonisolated(unsafe) public static var digitLimit = usualLimit

  private static var complaint: String {
    "Exceeds the limit (\(digitLimit) digits) for integer string conversion"
  }
  private static let advice = "use sys.set_int_max_str_digits() to increase the limit"

  /// The digits of a number that is not negative, in base 2, 8, 10 or 16.
  ///
  /// - Throws: ValueError for more than 4,300 decimal digits.
  static func digits(_ magnitude: some BinaryInteger, radix: Int) throws -> String {
    guard let big = magnitude as? BigUInt else { return String(magnitude, radix: radix) }
    if radix != 10 { return try powerOfTwo(big, bits: radix.trailingZeroBitCount) }
    // A digit has less than 3.33 bits.
    let isShort = digitLimit == 0 || big.bitWidth < digitLimit * 4 && big.bitWidth * 3 / 10 <= digitLimit
    let text = isShort ? try decimal(big) : nil
    guard let text, digitLimit == 0 || text.utf8.count <= digitLimit else {
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
    if digitLimit == 0 || count <= digitLimit || radix & (radix - 1) == 0 { return nil }
    return .valueError("\(complaint): value has \(count) digits; \(advice)")
  }

  /// The same for a number in a script.
  static func literalRefusal(_ text: String) -> String? {
    let count = text.utf8.count { $0 != UInt8(ascii: "_") }
    if digitLimit == 0 || count <= digitLimit || text.hasPrefix("0") { return nil }
    return
      "\(complaint): value has \(count) digits; \(advice) - Consider hexadecimal for huge integer literals "
      + "to avoid decimal conversion limits."
  }

  /// Digits that are left to the package.
  private static let short = 1000

  /// The decimal digits: those above and below a power of ten each by themselves.
  private static func decimal(_ value: BigUInt) throws -> String {
    if value.bitWidth < short * 3 { return String(value, radix: 10) }
    // 10^(short · 2^k), as long as it is smaller.
    var powers = [BigUInt(10).power(short)]
    while let last = powers.last, last.bitWidth * 2 - 1 <= value.bitWidth {
      powers.append(try last.squared())
    }
    var text: [UInt8] = []
    func write(_ value: BigUInt, _ level: Int, isPadded: Bool) throws {
      if level < 0 {
        let digits = String(value, radix: 10).utf8
        if isPadded { text.append(contentsOf: repeatElement(48, count: short - digits.count)) }
        text.append(contentsOf: digits)
        return
      }
      try Interpreter.checkInterrupt()
      let (high, low) = try BigUInt.division(value, powers[level])
      if high.isZero, !isPadded { return try write(low, level - 1, isPadded: false) }
      try write(high, level - 1, isPadded: isPadded)
      try write(low, level - 1, isPadded: true)
    }
    try write(value, powers.count - 1, isPadded: false)
    return String(decoding: text, as: UTF8.self)
  }

  /// The number that digits spell, which are none but digits.
  ///
  /// - Throws: MemoryError for very many, KeyboardInterrupt.
  static func number(_ digits: ArraySlice<UInt8>, radix: Int) throws -> BigUInt? {
    if digits.count <= short { return few(digits, radix: radix) }
    let bits = Int.bitWidth - (radix - 1).leadingZeroBitCount
    try Interpreter.check(bits: digits.count > Int.max / 8 ? Int.max : digits.count * (bits - 1))
    if radix & (radix - 1) == 0 { return try powerOfTwo(digits, bits: bits) }
    var size = short
    var powers = [BigUInt(radix).power(short)]
    while size * 2 < digits.count {
      powers.append(try powers[powers.count - 1].squared())
      size *= 2
    }
    func read(_ digits: ArraySlice<UInt8>, _ level: Int, _ size: Int) throws -> BigUInt? {
      if digits.count <= short { return few(digits, radix: radix) }
      if digits.count <= size { return try read(digits, level - 1, size / 2) }
      try Interpreter.checkInterrupt()
      let middle = digits.endIndex - size
      guard let high = try read(digits[..<middle], level - 1, size / 2),
        let low = try read(digits[middle...], level - 1, size / 2)
      else { return nil }
      return try BigUInt.product(high, powers[level]) + low
    }
    return try read(digits, powers.count - 1, size)
  }

  /// The package takes every base but 36.
  private static func few(_ digits: ArraySlice<UInt8>, radix: Int) -> BigUInt? {
    if radix < 36 { return BigUInt(String(decoding: digits, as: UTF8.self), radix: radix) }
    var result: BigUInt = 0
    var rest = digits
    while !rest.isEmpty {
      let part = rest.prefix(12)
      guard let number = UInt(String(decoding: part, as: UTF8.self), radix: radix) else { return nil }
      result = result * BigUInt(radix).power(part.count) + BigUInt(number)
      rest = rest.dropFirst(part.count)
    }
    return result
  }

  private static func powerOfTwo(_ digits: ArraySlice<UInt8>, bits: Int) throws -> BigUInt? {
    var words = [UInt](repeating: 0, count: digits.count * bits / 64 + 2)
    var place = 0
    for (index, byte) in digits.reversed().enumerated() {
      if Interpreter.isInterrupted(at: index) { throw Interpreter.keyboardInterrupt() }
      let digit = UInt(byte < 58 ? byte &- 48 : (byte | 32) &- 87)
      if digit >> UInt(bits) != 0 { return nil }
      words[place / 64] |= digit << UInt(place % 64)
      if place % 64 + bits > 64 { words[place / 64 + 1] |= digit >> UInt(64 - place % 64) }
      place += bits
    }
    return BigUInt(words: words)
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
