import BigInt

/// What `int`, `math` and `pow` do with integers of any size; an interrupt is seen between the steps.
extension BigInt {
  /// Quotient towards minus infinity and remainder with the divisor's sign. Errors: KeyboardInterrupt.
  static func floored(_ x: BigInt, _ y: BigInt) throws -> (quotient: BigInt, remainder: BigInt) {
    try Interpreter.floorDivided(x, y)
  }

  /// `base` to `exponent` modulo `modulus`, with the modulus's sign.
  ///
  /// - Throws: ValueError for a modulus of zero and where a negative exponent asks for an inverse that is not there;
  ///   KeyboardInterrupt.
  static func power(_ base: BigInt, _ exponent: BigInt, modulo modulus: BigInt) throws -> BigInt {
    if modulus == 0 { throw PyError.valueError("pow() 3rd argument cannot be 0") }
    let size = BigInt(modulus.magnitude)
    var factor = try floored(base, size).remainder
    if exponent < 0 { factor = try inverse(factor, size) }
    var result = try floored(1, size).remainder
    let bits = exponent.magnitude
    for bit in (0..<bits.bitWidth).reversed() {
      try Interpreter.checkInterrupt()
      result = try floored(BigInt(result.magnitude.squared()), size).remainder
      if bits.words[bit / 64] >> UInt(bit % 64) & 1 == 1 {
        result = try floored(.product(result, factor), size).remainder
      }
    }
    return modulus < 0 && result != 0 ? result - size : result
  }

  private static func inverse(_ a: BigInt, _ modulus: BigInt) throws -> BigInt {
    var (r0, r1) = (modulus, a)
    var (t0, t1): (BigInt, BigInt) = (0, 1)
    while r1 != 0 {
      try Interpreter.checkInterrupt()
      let (quotient, rest) = try division(r0, r1)
      (r0, r1) = (r1, rest)
      (t0, t1) = (t1, t0 - (try product(quotient, t1)))
    }
    if r0 != 1 { throw PyError.valueError("base is not invertible for the given modulus") }
    return try floored(t0, modulus).remainder
  }

  /// The greatest common divisor (Euclid).
  ///
  /// - Throws: KeyboardInterrupt.
  public static func divisor(_ x: BigInt, _ y: BigInt) throws -> BigInt {
    var (a, b) = (x.magnitude, y.magnitude)
    while !b.isZero {
      try Interpreter.checkInterrupt()
      if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
        var (x, y) = (x, y)
        while y != 0 { (x, y) = (y, x % y) }
        return BigInt(x)
      }
      (a, b) = (b, try BigUInt.division(a, b).remainder)
    }
    return BigInt(a)
  }

  /// The least common multiple.
  ///
  /// - Throws: KeyboardInterrupt, MemoryError.
  public static func multiple(_ x: BigInt, _ y: BigInt) throws -> BigInt {
    if x == 0 || y == 0 { return 0 }
    return BigInt(try product(division(x, divisor(x, y)).quotient, y).magnitude)
  }

  /// The whole part of the square root of a number that is not negative: Newton's steps, each with twice the digits of
  /// the one before (Dickinson's proof of the algorithm stands beside CPython's `math.isqrt`).
  ///
  /// - Throws: KeyboardInterrupt.
  public func wholeSquareRoot() throws -> BigInt {
    if self == 0 { return 0 }
    let n = magnitude
    let c = (n.bitWidth - 1) / 2
    var root: BigUInt = 1
    var d = 0
    for shift in (0..<(Int.bitWidth - c.leadingZeroBitCount)).reversed() {
      try Interpreter.checkInterrupt()
      let e = d
      d = c >> shift
      let quotient = try BigUInt.division(n.shiftedDown(2 * c - e - d + 1), root).quotient
      root = root.shiftedUp(d - e - 1) + quotient
    }
    return BigInt(try root.squared() > n ? root - 1 : root)
  }

  /// The product of the whole numbers `low ... high`.
  ///
  /// - Throws: MemoryError for very many digits, KeyboardInterrupt.
  public static func product(from low: Int, through high: Int) throws -> BigInt {
    if low > high { return 1 }
    // Each factor has so many bits at most.
    let bits = Int.bitWidth - high.leadingZeroBitCount
    let (count, isTooLong) = high.subtractingReportingOverflow(low)
    if isTooLong || count > Int.max / 64
      || (count > 64 && count / 2 * Swift.max(1, bits - 2) > Interpreter.bitLimit)
    {
      throw PyError(Types.memoryError, "the integer has too many digits")
    }
    try Interpreter.checkInterrupt()
    if count < 16 {
      var result: BigInt = 1
      for factor in low...high { result *= BigInt(factor) }
      return result
    }
    let middle = low + count / 2
    return try product(product(from: low, through: middle), product(from: middle + 1, through: high))
  }

  /// The mantissa in 0.5 ..< 1 and the exponent of a number above zero.
  public var mantissaAndExponent: (Double, Int) {
    let bits = magnitude.bitWidth
    let mantissa = magnitude.rounded(scale: -bits)
    return mantissa < 1 ? (mantissa, bits) : (0.5, bits + 1)
  }

  /// The product.
  ///
  /// - Throws: MemoryError for very many digits, KeyboardInterrupt.
  public static func product(of x: BigInt, _ y: BigInt) throws -> BigInt {
    try Interpreter.check(bits: x.magnitude.bitWidth + y.magnitude.bitWidth)
    return try product(x, y)
  }

  /// Exact quotient of two integers, the second a divisor of the first.
  public static func quotient(_ x: BigInt, by y: BigInt) throws -> BigInt { try division(x, y).quotient }
}

extension Interpreter {
  /// An integer argument of any size.
  ///
  /// - Throws: TypeError for what is no integer.
  public func integer(_ value: Value) throws -> BigInt {
    if let big = value.bigInteger { return big }
    if let method = typeOf(value).lookup(Names.index), value.index == nil {
      let result = try call(bind(method, value), [])
      if let big = result.bigInteger { return big }
    }
    return BigInt(try int(value))
  }
}
