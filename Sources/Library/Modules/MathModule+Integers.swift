import Arrays
import BigInt
import Language

/// The functions of `math` that count: integers in, integers out.
enum IntegerMath {
  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list("factorial", "(x, /)", "1 · 2 · … · x.", "print(math.factorial(10))\n#> 3628800") { a in
      let n = try factor(a.vm.integer(a[0]), "factorial() argument should not exceed \(Int.max)")
      if n < 0 { throw PyError.valueError("factorial() not defined for negative values") }
      return .integer(try BigInt.product(from: 1, through: n))
    }
    list(
      "comb", "(n, k, /)", "The number of ways to choose k of n items.",
      "print(math.comb(5, 2))\n#> 10"
    ) { a in
      let (n, k) = (try a.vm.integer(a[0]), try a.vm.integer(a[1]))
      if n < 0 { throw PyError.valueError("n must be a non-negative integer") }
      if k < 0 { throw PyError.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      let fewer = try factor(min(k, n - k), "min(n - k, k) must not exceed \(Int.max)")
      if let small = Int(exactly: n), let result = try? choose(small, fewer) { return .int(result) }
      return .integer(try .quotient(falling(n, fewer), by: .product(from: 1, through: fewer)))
    }
    list(
      "perm", "(n, k=None, /)", "The number of ordered ways to choose k of n items.",
      "print(math.perm(5, 2))\n#> 20"
    ) { a in
      let n = try a.vm.integer(a[0])
      let k = a.isGiven(1) ? try a.vm.integer(a[1]) : n
      if n < 0 {
        throw PyError.valueError(
          a.isGiven(1) ? "n must be a non-negative integer" : "factorial() not defined for negative values")
      }
      if k < 0 { throw PyError.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      return .integer(try falling(n, factor(k, "k must not exceed \(Int.max)")))
    }
    list("gcd", "(*integers)", "The greatest common divisor.", "print(math.gcd(12, 18))\n#> 6") {
      a in
      var result: BigInt = 0
      for item in a.rest(0) { result = try .divisor(result, a.vm.integer(item)) }
      return .integer(result)
    }
    list("lcm", "(*integers)", "The least common multiple.", "print(math.lcm(4, 6))\n#> 12") {
      a in
      var result: BigInt = 1
      for item in a.rest(0) { result = try .multiple(result, a.vm.integer(item)) }
      return .integer(result)
    }
    list("isqrt", "(n, /)", "The whole part of the square root.", "print(math.isqrt(17))\n#> 4") { a in
      let n = try a.vm.integer(a[0])
      if n < 0 { throw PyError.valueError("isqrt() argument must be nonnegative") }
      guard let n = Int(exactly: n) else { return .integer(try n.wholeSquareRoot()) }
      var root = Int(Double(n).squareRoot())
      while root > 0, root > n / root { root -= 1 }
      while root + 1 <= n / (root + 1) { root += 1 }
      return .int(root)
    }
  }.entries

  /// A number of factors.
  private static func factor(_ n: BigInt, _ message: String) throws -> Int {
    if n < 0 { return -1 }
    guard let small = Int(exactly: n) else { throw PyError.overflowError(message) }
    return small
  }

  /// n (n - 1) … (n - k + 1)
  private static func falling(_ n: BigInt, _ k: Int) throws -> BigInt {
    if k == 0 { return 1 }
    if let n = Int(exactly: n) { return try .product(from: n - k + 1, through: n) }
    if k == 1 { return n }
    try Interpreter.check(bits: k)
    try Interruption.check()
    let half = k / 2
    return try .product(of: falling(n, half), falling(n - BigInt(half), k - half))
  }

  /// n! / (k! (n-k)!): each step stays whole, and the product is formed in 128 bits.
  static func choose(_ n: Int, _ k: Int) throws -> Int {
    if k > n { return 0 }
    let k = min(k, n - k)
    if k == 0 { return 1 }
    var result: UInt = 1
    for step in 1...k {
      let wide = result.multipliedFullWidth(by: UInt(n - k + step))
      if wide.high >= UInt(step) { throw PyError.integerOverflow }
      result = UInt(step).dividingFullWidth(wide).quotient
      // Every later factor is at least 1, so that the result only grows.
      if result > UInt(Int.max) { throw PyError.integerOverflow }
    }
    return Int(result)
  }
}
