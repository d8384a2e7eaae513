/// Elementary functions that give the same bits on every machine, and conversions that cannot trap. Only operations that
/// IEEE 754 rounds correctly are used; the C library's functions differ in the last bit between systems.
enum Elementary {
  static let pi = 3.14159265358979323846

  /// Sine and cosine of an angle in degrees. Multiples of 90 are exact.
  static func sinCos(degrees: Double) -> (sin: Double, cos: Double) {
    guard degrees.isFinite else { return (0, 1) }
    let turn = degrees.remainder(dividingBy: 360)
    let quarter = (turn / 90).rounded()
    let rest = (turn - quarter * 90) * (pi / 180)
    // Taylor series; |rest| ≤ π/4, so the terms left out are below 1e-17.
    let square = rest * rest
    var sine = 0.0
    var cosine = 0.0
    for n in stride(from: 17, through: 1, by: -2) {
      let k = Double(n)
      sine = 1 - square / ((k + 1) * (k + 2)) * sine
      cosine = 1 - square / (k * (k + 1)) * cosine
    }
    sine *= rest
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// The angle of a direction on the screen (y points down) in degrees counter-clockwise from the right, -180 … 180.
  static func degrees(of d: Point) -> Double {
    guard d.isFinite, d.x != 0 || d.y != 0 else { return 0 }
    // The arc tangent of the smaller part over the larger one, by two halvings and its series.
    let (x, y) = (abs(d.x), abs(d.y))
    var t = min(x, y) / max(x, y)
    for _ in 0..<2 { t = t / (1 + (1 + t * t).squareRoot()) }
    let square = t * t
    var series = 0.0
    for n in stride(from: 21, through: 1, by: -2) { series = 1 / Double(n) - square * series }
    var angle = 4 * t * series * 180 / pi
    if y > x { angle = 90 - angle }
    if d.x < 0 { angle = 180 - angle }
    return d.y > 0 ? -angle : angle
  }

  /// eˣ.
  static func exp(_ x: Double) -> Double { exp10(x * 0.43429448190325183) }

  /// 10ⁿ, for n from -330 to 330; correctly rounded, because it is read as a literal is.
  static func power10(_ exponent: Int) -> Double {
    if exponent < -330 { return 0 }
    if exponent > 310 { return .infinity }
    return powers[exponent + 330]
  }

  private static let powers: [Double] = (-330...310).map { Double("1e\($0)") ?? 0 }

  /// The decimal exponent: the largest n with 10ⁿ ≤ x. `x` is positive and finite.
  static func floorLog10(_ x: Double) -> Int {
    guard x > 0, x.isFinite else { return 0 }
    var estimate = Int((Double(x.exponent) * 0.30102999566398120).rounded(.down))
    while power10(estimate + 1) <= x { estimate += 1 }
    while power10(estimate) > x { estimate -= 1 }
    return estimate
  }

  /// The smallest n with x ≤ 10ⁿ. `x` is positive and finite.
  static func ceilLog10(_ x: Double) -> Int {
    let below = floorLog10(x)
    return power10(below) == x ? below : below + 1
  }

  /// Decimal logarithm of a positive number, exact for powers of ten, else within a few units in the last place.
  static func log10(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x.isFinite else { return x }
    let whole = floorLog10(x)
    if power10(whole) == x { return Double(whole) }
    // x = m·2ᵉ with m near 1, then log m = 2·artanh((m-1)/(m+1)).
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var series = 0.0
    for n in stride(from: 27, through: 1, by: -2) { series = series * square + 1 / Double(n) }
    return exponent * 0.30102999566398120 + 2 * ratio * series * 0.43429448190325183
  }

  /// 10ˣ, exact for whole x.
  static func exp10(_ x: Double) -> Double {
    guard x.isFinite else { return x < 0 ? 0 : x }
    guard abs(x) < 330 else { return x < 0 ? 0 : .infinity }
    let whole = x.rounded()
    let rest = (x - whole) * 2.302585092994045684
    var series = 1.0
    for n in stride(from: 24, through: 1, by: -1) { series = 1 + rest / Double(n) * series }
    return series * power10(Int(whole))
  }

  /// The nearest whole number, pulled into ±2⁴⁰; nan is 0.
  @inline(__always)
  static func whole(_ x: Double) -> Int {
    guard x == x else { return 0 }
    return Int(min(max(x.rounded(.toNearestOrAwayFromZero), -1_099_511_627_776), 1_099_511_627_776))
  }
}
