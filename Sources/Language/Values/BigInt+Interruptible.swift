import BigInt
import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Products, quotients and powers of huge integers, made of small ones between which an interrupt is seen.
///
/// Quotients of many words take two of half the size and products (Burnikel and Ziegler, Fast Recursive Division, 1998).
extension BigUInt {
  /// Words up to which numbers are divided as in school, in less than a millisecond.
  private static let small = 1 << 9
  /// Words below which that is left to the package.
  private static let tiny = 24

  private var wordCount: Int { (bitWidth + 63) / 64 }

  /// The number times 2 to the power `bits`, in one pass: the package's own shift takes one for each word.
  func shiftedUp(_ bits: Int) -> BigUInt {
    if isZero || bits <= 0 { return self }
    let (zeros, up) = (bits / Word.bitWidth, bits % Word.bitWidth)
    let all = words
    return BigUInt(
      words: [Word](unsafeUninitializedCapacity: zeros + all.count + 1) { out, count in
        for index in 0..<zeros { out[index] = 0 }
        var carried: Word = 0
        for index in 0..<all.count {
          let word = all[index]
          out[zeros + index] = word << up | carried
          carried = up == 0 ? 0 : word >> (Word.bitWidth - up)
        }
        out[zeros + all.count] = carried
        count = zeros + all.count + 1
      })
  }

  /// A number whose lowest `count` words are those of `low`, which has no more, and those above of `high`.
  private static func joined(_ high: BigUInt, _ low: BigUInt, _ count: Int) -> BigUInt {
    if high.isZero { return low }
    let (below, above) = (low.words, high.words)
    return BigUInt(
      words: [Word](unsafeUninitializedCapacity: count + above.count) { out, filled in
        for index in 0..<count { out[index] = index < below.count ? below[index] : 0 }
        for index in 0..<above.count { out[count + index] = above[index] }
        filled = count + above.count
      })
  }

  /// The number divided by 2 to the power `bits`, rounded down.
  func shiftedDown(_ bits: Int) -> BigUInt {
    if bits <= 0 { return self }
    if bits >= bitWidth { return 0 }
    let (left, down) = (bits / Word.bitWidth, bits % Word.bitWidth)
    let all = words
    return BigUInt(
      words: [Word](unsafeUninitializedCapacity: all.count - left) { out, count in
        for index in left..<all.count {
          let above = down == 0 || index + 1 == all.count ? 0 : all[index + 1] << (Word.bitWidth - down)
          out[index - left] = all[index] >> down | above
        }
        count = all.count - left
      })
  }

  /// The number times 2 to the power `scale`, rounded once to the nearest double, to an even one half way between two.
  func rounded(scale: Int) -> Double {
    let bits = bitWidth
    // The number is at least 2^top.
    let top = bits - 1 + scale
    if bits == 0 || top < -1075 { return 0 }
    if top > 1023 { return .infinity }
    // Subnormal numbers have fewer digits.
    let dropped = bits - Swift.min(53, top + 1075)
    if dropped <= 0 { return scalbn(Double(UInt64(self)), Int32(scale)) }
    let kept = UInt64(shiftedDown(dropped))
    let half = words[(dropped - 1) / 64] >> Word((dropped - 1) % 64) & 1 == 1
    let isAbove = half && (trailingZeroBitCount < dropped - 1 || kept & 1 == 1)
    return scalbn(Double(isAbove ? kept + 1 : kept), Int32(scale + dropped))
  }

  /// The words from `start` on, at most `count` of them, as a number.
  private func part(_ start: Int, _ count: Int) -> BigUInt {
    let all = words
    let end = Swift.min(all.count, start + count)
    if start >= end { return 0 }
    return BigUInt(
      words: [Word](unsafeUninitializedCapacity: end - start) { out, filled in
        for index in start..<end { out[index - start] = all[index] }
        filled = end - start
      })
  }

  /// `x · y`
  ///
  /// - Throws: KeyboardInterrupt, MemoryError.
  static func product(_ x: BigUInt, _ y: BigUInt) throws -> BigUInt {
    let (m, n) = (x.wordCount, y.wordCount)
    if m < tiny || n < tiny, m * n <= small * small { return x * y }
    let (a, b) = (x.words.map(UInt64.init), y.words.map(UInt64.init))
    return try made(a.count + b.count) { nb_words_product(a, a.count, b, b.count, $0) }
  }

  /// `x · x`
  ///
  /// - Throws: KeyboardInterrupt, MemoryError.
  func squared() throws -> BigUInt {
    if wordCount < BigUInt.tiny { return self * self }
    let a = words.map(UInt64.init)
    return try a.withUnsafeBufferPointer { a in
      try BigUInt.made(2 * a.count) { nb_words_product(a.baseAddress, a.count, a.baseAddress, a.count, $0) }
    }
  }

  private static func made(_ size: Int, _ fill: (UnsafeMutablePointer<UInt64>) -> Bool) throws -> BigUInt {
    var fits = true
    let product = [UInt64](unsafeUninitializedCapacity: size) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      fits = fill(out)
      count = fits ? size : 0
    }
    if !fits { throw PyError(Types.memoryError, "") }
    try Interpreter.checkInterrupt()
    return BigUInt(words: product.map(Word.init))
  }

  private static func longDivision(_ x: BigUInt, _ y: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
    let n = y.wordCount
    if n < 2 || x.wordCount < n { return x.quotientAndRemainder(dividingBy: y) }
    let shift = n * 64 - y.bitWidth
    var rest = x.shiftedUp(shift).words.map(UInt64.init)
    let divisor = y.shiftedUp(shift).words.map(UInt64.init)
    let m = Swift.max(0, rest.count - n)
    while rest.count < n + m + 1 { rest.append(0) }
    let quotient = [UInt64](unsafeUninitializedCapacity: m + 1) { buffer, count in
      guard let out = buffer.baseAddress else { return }
      nb_words_divide(&rest, divisor, n, m, out)
      count = m + 1
    }
    return (BigUInt(words: quotient.map(Word.init)), BigUInt(words: rest.map(Word.init)).shiftedDown(shift))
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
    let (quotient, remainder) = try chunks(x.shiftedUp(shift), y.shiftedUp(shift), size)
    return (quotient, remainder.shiftedDown(shift))
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
      let next = joined(remainder, x.part(position * digit, digit), digit)
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
    let low = try threeByTwo(joined(high.remainder, x.part(0, half), half), y, half)
    return (joined(high.quotient, low.quotient, half), low.remainder)
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
      quotient = BigUInt(1).shiftedUp(n * 64) - 1
      rest = top - y1.shiftedUp(n * 64) + y1
    }
    let taken = try product(quotient, y0)
    rest = joined(rest, x.part(0, n), n)
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
      result = BigInt(try result.magnitude.squared())
      if exponent >> bit & 1 == 1 { result = try .product(result, BigInt(magnitude)) }
    }
    return sign == .minus && exponent & 1 == 1 ? -result : result
  }
}
