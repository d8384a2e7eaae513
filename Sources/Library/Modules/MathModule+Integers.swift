import Language

/// The functions of `math` that count: integers in, integers out.
enum IntegerMath {
  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list("factorial", "(x, /)", "1 · 2 · … · x.", "import math\nprint(math.factorial(10))\n#> 3628800") { a in
      let n = try a.int(0)
      if n < 0 { throw PyError.valueError("factorial() not defined for negative values") }
      if n > 20 { throw PyError.integerOverflow }
      return .int(n < 2 ? 1 : (2...n).reduce(1, *))
    }
    list(
      "comb", "(n, k, /)", "The number of ways to choose k of n items.",
      "import math\nprint(math.comb(5, 2))\n#> 10"
    ) { a in
      let (n, k) = (try a.int(0), try a.int(1))
      if n < 0 { throw PyError.valueError("n must be a non-negative integer") }
      if k < 0 { throw PyError.valueError("k must be a non-negative integer") }
      return .int(try choose(n, k))
    }
    list("perm", "(n, k=None, /)", "The number of ordered ways to choose k of n items.") { a in
      let n = try a.int(0)
      let k = a.isGiven(1) ? try a.int(1) : n
      if n < 0 {
        throw PyError.valueError(
          a.isGiven(1) ? "n must be a non-negative integer" : "factorial() not defined for negative values")
      }
      if k < 0 { throw PyError.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      var result = 1
      for factor in stride(from: n, to: n - k, by: -1) { result = try product(result, factor) }
      return .int(result)
    }
    list("gcd", "(*integers)", "The greatest common divisor.", "import math\nprint(math.gcd(12, 18))\n#> 6") {
      a in
      var result: UInt = 0
      for item in a.rest(0) { result = divisor(result, try a.vm.int(item).magnitude) }
      return .int(try signed(result))
    }
    list("lcm", "(*integers)", "The least common multiple.", "import math\nprint(math.lcm(4, 6))\n#> 12") {
      a in
      var result: UInt = 1
      for item in a.rest(0) {
        let next = try a.vm.int(item).magnitude
        if next == 0 || result == 0 {
          result = 0
          continue
        }
        let product = (result / divisor(result, next)).multipliedReportingOverflow(by: next)
        if product.overflow { throw PyError.integerOverflow }
        result = product.partialValue
      }
      return .int(try signed(result))
    }
    list("isqrt", "(n, /)", "The whole part of the square root.", "import math\nprint(math.isqrt(17))\n#> 4")
    { a in
      let n = try a.int(0)
      if n < 0 { throw PyError.valueError("isqrt() argument must be nonnegative") }
      var root = Int(Double(n).squareRoot())
      while root > 0, root > n / root { root -= 1 }
      while root + 1 <= n / (root + 1) { root += 1 }
      return .int(root)
    }
  }.entries

  private static func product(_ x: Int, _ y: Int) throws -> Int {
    let product = x.multipliedReportingOverflow(by: y)
    if product.overflow { throw PyError.integerOverflow }
    return product.partialValue
  }

  private static func signed(_ x: UInt) throws -> Int {
    guard let result = Int(exactly: x) else { throw PyError.integerOverflow }
    return result
  }

  private static func divisor(_ x: UInt, _ y: UInt) -> UInt {
    var (x, y) = (x, y)
    while y != 0 { (x, y) = (y, x % y) }
    return x
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
