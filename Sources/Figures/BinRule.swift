import Arrays

/// Rules for the number of a histogram's bins, as NumPy has them.
///
/// Sturges (1926), Scott (1979), Freedman and Diaconis (1981).
enum BinRule {
  static let names = ["auto", "fd", "rice", "scott", "sqrt", "sturges"]

  /// - Throws: `FigureError` of kind value for a rule there is not.
  static func count(_ rule: String, _ values: [Double], _ range: (low: Double, high: Double)?) throws -> Int {
    guard names.contains(rule) else {
      throw FigureError(.value, "\(FigureError.quoted(rule)) is not a valid estimator for `bins`")
    }
    let inside = values.filter { value in range.map { value >= $0.low && value <= $0.high } ?? !value.isNaN }
    guard let low = inside.min(), let high = inside.max(), low < high, high - low < .infinity else {
      return 1
    }
    let n = Double(inside.count)
    let span = high - low
    func freedman() -> Double {
      let sorted = Interruption.sorted(inside)
      let spread = BoxStatistics.percentile(sorted, 75) - BoxStatistics.percentile(sorted, 25)
      return 2 * spread * cubeRoot(1 / n)
    }
    let sturges = span / (Elementary.log10(n) / Elementary.log10(2) + 1)
    let width: Double
    switch rule {
    case "sqrt": width = span / n.squareRoot()
    case "rice": width = span / (2 * cubeRoot(n))
    case "sturges": width = sturges
    case "scott":
      let mean = inside.reduce(0, +) / n
      let variance = inside.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
      width = cubeRoot(24 * 1.7724538509055159 / n) * variance.squareRoot()
    case "fd": width = freedman()
    default:
      let other = freedman()
      // NumPy's bins are no wider than half of what the square root of the count asks for.
      width = other > 0 ? min(max(other, span / n.squareRoot() / 2), sturges) : sturges
    }
    guard width > 0 else { return 1 }
    let whole = ((span / width) - 1e-9).rounded(.up)
    return min(max(Elementary.whole(whole), 1), 100_000)
  }

  private static func cubeRoot(_ x: Double) -> Double { Elementary.exp10(Elementary.log10(x) / 3) }
}
