import CKernels

/// The error function and its complement, with the same bits on every machine.
///
/// Up to |x| = 3.5 the Maclaurin series Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)) in pairs of doubles, whose 106 bits outlast the
/// cancellation; beyond, erfc by its continued fraction (Abramowitz and Stegun 7.1.14).
public enum ErrorFunction {
  /// 2/√π ∫₀ˣ exp(−t²) dt, nearly always the nearest double.
  public static func erf(_ x: Double) -> Double {
    let size = x.magnitude
    if x.isNaN || size < 1e-300 { return x * 1.1283791670955126 }
    if size > 6 { return x < 0 ? -1 : 1 }
    if size <= 3.5 { return series(x).high }
    let rest = fraction(size)
    return x < 0 ? rest - 1 : 1 - rest
  }

  /// 1 − erf(x), accurate where erf(x) is close to 1.
  public static func erfc(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < -6 { return 2 }
    if x > 27.3 { return 0 }
    if x.magnitude < 1e-300 { return 1 }
    if x.magnitude <= 3.5 {
      let value = series(x)
      return (Pair(1) - value).high
    }
    return x < 0 ? 2 - fraction(-x) : fraction(x)
  }

  private static func series(_ x: Double) -> Pair {
    let square = Pair(product: x, x)
    // The term without its factor 1 / (2n + 1).
    var power = Pair(x)
    var sum = Pair(x)
    var n = 0.0
    while true {
      n += 1
      power = power * square / Pair(-n)
      let term = power / Pair(2 * n + 1)
      sum = sum + term
      if term.high.magnitude <= sum.high.magnitude * 1e-33 { break }
    }
    // 2/√π to 106 bits.
    return sum * Pair(high: 1.1283791670955126, low: 1.533545961316588e-17)
  }

  /// exp(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))) for x ≥ 3.5.
  private static func fraction(_ x: Double) -> Double {
    var below = x
    for k in stride(from: 60, to: 0, by: -1) { below = x + Double(k) / 2 / below }
    let square = Pair(product: x, x)
    return nb_exp(-square.high) * (1 - square.low) / below * 0.5641895835477563
  }

  /// A sum of two doubles, the second below half a unit in the last place of the first (Dekker 1971).
  private struct Pair {
    var high: Double
    var low: Double

    init(high: Double, low: Double) {
      self.high = high
      self.low = low
    }

    init(_ value: Double) { self.init(high: value, low: 0) }

    init(product a: Double, _ b: Double) {
      high = a * b
      low = (-high).addingProduct(a, b)
    }

    /// For |a| ≥ |b|.
    private init(quickSum a: Double, _ b: Double) {
      high = a + b
      low = b - (high - a)
    }

    static func + (a: Pair, b: Pair) -> Pair {
      let sum = a.high + b.high
      let shift = sum - a.high
      let error = (a.high - (sum - shift)) + (b.high - shift)
      return Pair(quickSum: sum, error + a.low + b.low)
    }

    static func - (a: Pair, b: Pair) -> Pair { a + Pair(high: -b.high, low: -b.low) }

    static func * (a: Pair, b: Pair) -> Pair {
      let product = Pair(product: a.high, b.high)
      return Pair(quickSum: product.high, product.low + (a.high * b.low + a.low * b.high))
    }

    static func / (a: Pair, b: Pair) -> Pair {
      let first = a.high / b.high
      let rest = a - b * Pair(first)
      return Pair(quickSum: first, rest.high / b.high)
    }
  }
}
