import BigInt
import CKernels

/// Products, quotients and powers of huge integers, made of small ones between which an interrupt is seen.
///
/// Products of more than 1,000 words of 64 bits take three of half the size (Karatsuba and Ofman 1962), quotients
/// two of half the size and products (Burnikel and Ziegler, Fast Recursive Division, 1998).
extension BigUInt {
  /// Words up to which numbers are multiplied and divided as in school, in less than a millisecond.
  private static let small = 1 << 9
  /// Words below which that is left to the package.
  private static let tiny = 24

  private var wordCount: Int { (bitWidth + 63) / 64 }

  /// The words from `start` on, at most `count` of them, as a number.
  private func part(_ start: Int, _ count: Int) -> BigUInt {
    let all = words
    let end = Swift.min(all.count, start + count)
    return start < end ? BigUInt(words: Array(all[start..<end])) : 0
  }

  /// `x · y`
  ///
  /// - Throws: KeyboardInterrupt.
  static func product(_ x: BigUInt, _ y: BigUInt) throws -> BigUInt {
    let (m, n) = (x.wordCount, y.wordCount)
    if m < tiny || n < tiny, m * n <= small * small { return x * y }
    if m * n <= small * small { return schoolbook(x, y) }
    try Interpreter.checkInterrupt()
    if m < n { return try product(y, x) }
    let half = (m + 1) / 2
    let shift = half * 64
    let (x0, x1) = (x.part(0, half), x.part(half, m))
    if n <= half { return try product(x0, y) + (product(x1, y) << shift) }
    let (y0, y1) = (y.part(0, half), y.part(half, n))
    let low = try product(x0, y0)
    let high = try product(x1, y1)
    let mixed = try product(x0 + x1, y0 + y1) - low - high
    return low + (mixed << shift) + (high << (2 * shift))
  }

  private static func schoolbook(_ x: BigUInt, _ y: BigUInt) -> BigUInt {
    let (a, b) = (x.words.map(UInt64.init), y.words.map(UInt64.init))
    let product = [UInt64](unsafeUninitializedCapacity: a.count + b.count) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      nb_words_multiply(a, a.count, b, b.count, out)
      count = a.count + b.count
    }
    return BigUInt(words: product.map(Word.init))
  }

  private static func longDivision(_ x: BigUInt, _ y: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    let n = y.wordCount
    if n < 2 || x.wordCount < n { return x.quotientAndRemainder(dividingBy: y) }
    let shift = n * 64 - y.bitWidth
    var rest = (x << shift).words.map(UInt64.init)
    let divisor = (y << shift).words.map(UInt64.init)
    let m = Swift.max(0, rest.count - n)
    while rest.count < n + m + 1 { rest.append(0) }
    let quotient = [UInt64](unsafeUninitializedCapacity: m + 1) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      nb_words_divide(&rest, divisor, n, m, out)
      count = m + 1
    }
    return (BigUInt(words: quotient.map(Word.init)), BigUInt(words: rest.map(Word.init)) >> shift)
  }

  /// Quotient and remainder.
  ///
  /// - Throws: KeyboardInterrupt.
  static func division(_ x: BigUInt, _ y: BigUInt) throws -> (quotient: BigUInt, remainder: BigUInt) {
    let n = y.wordCount
    if x.wordCount <= n + 1 || x.wordCount < tiny { return x.quotientAndRemainder(dividingBy: y) }
    if n <= small { return try chunks(x, y, n) }
    // The divisor fills its words, and their number halves evenly.
    var size = small
    while size < n { size *= 2 }
    let shift = size * 64 - y.bitWidth
    let (quotient, remainder) = try chunks(x << shift, y << shift, size)
    return (quotient, remainder >> shift)
  }

  /// Long division with digits of `size` words, as many as the divisor has.
  private static func chunks(
    _ x: BigUInt, _ y: BigUInt, _ size: Int
  ) throws -> (quotient: BigUInt, remainder: BigUInt) {
    // Divisors of few words divide many at once.
    let digit = Swift.max(size, small)
    var position = (x.wordCount + digit - 1) / digit
    var remainder: BigUInt = 0
    var digits: [Word] = []
    var parts: [BigUInt] = []
    while position > 0 {
      position -= 1
      try Interpreter.checkInterrupt()
      let next = (remainder << (digit * 64)) + x.part(position * digit, digit)
      let step = try twoByOne(next, y, size)
      parts.append(step.quotient)
      remainder = step.remainder
    }
    for part in parts.reversed() {
      let own = part.words
      digits.append(contentsOf: own)
      digits.append(contentsOf: repeatElement(0, count: Swift.max(0, digit - own.count)))
    }
    return (BigUInt(words: digits), remainder)
  }

  /// Two digits of `n` words by one.
  private static func twoByOne(
    _ x: BigUInt, _ y: BigUInt, _ n: Int
  ) throws -> (quotient: BigUInt, remainder: BigUInt) {
    if n <= small || n & 1 != 0 { return longDivision(x, y) }
    try Interpreter.checkInterrupt()
    let half = n / 2
    let high = try threeByTwo(x.part(half, 3 * half), y, half)
    let low = try threeByTwo((high.remainder << (half * 64)) + x.part(0, half), y, half)
    return ((high.quotient << (half * 64)) + low.quotient, low.remainder)
  }

  /// Three digits of `n` words by two.
  private static func threeByTwo(
    _ x: BigUInt, _ y: BigUInt, _ n: Int
  ) throws -> (quotient: BigUInt, remainder: BigUInt) {
    let (y0, y1) = (y.part(0, n), y.part(n, n))
    let top = x.part(n, 2 * n)
    var quotient: BigUInt
    var rest: BigUInt
    if x.part(2 * n, n) < y1 {
      (quotient, rest) = try twoByOne(top, y1, n)
    } else {
      quotient = (BigUInt(1) << (n * 64)) - 1
      rest = top - (y1 << (n * 64)) + y1
    }
    let taken = try product(quotient, y0)
    rest = (rest << (n * 64)) + x.part(0, n)
    // The estimate is at most two too large.
    while rest < taken {
      rest += y
      quotient -= 1
    }
    return (quotient, rest - taken)
  }
}

extension BigInt {
  /// `x · y`
  ///
  /// - Throws: KeyboardInterrupt.
  static func product(_ x: BigInt, _ y: BigInt) throws -> BigInt {
    BigInt(sign: x.sign == y.sign ? .plus : .minus, magnitude: try .product(x.magnitude, y.magnitude))
  }

  /// Quotient towards zero and remainder.
  ///
  /// - Throws: KeyboardInterrupt.
  static func division(_ x: BigInt, _ y: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
    let (quotient, remainder) = try BigUInt.division(x.magnitude, y.magnitude)
    return (
      BigInt(sign: x.sign == y.sign ? .plus : .minus, magnitude: quotient),
      BigInt(sign: x.sign, magnitude: remainder)
    )
  }

  /// The power to an exponent that is not negative, by squaring.
  ///
  /// - Throws: KeyboardInterrupt.
  func raised(to exponent: Int) throws -> BigInt {
    var result: BigInt = 1
    for bit in (0..<(Int.bitWidth - exponent.leadingZeroBitCount)).reversed() {
      result = try .product(result, result)
      if exponent >> bit & 1 == 1 { result = try .product(result, self) }
    }
    return result
  }
}
