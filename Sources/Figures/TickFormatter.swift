#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How numbers at ticks are written.
public struct TickNotation: Equatable, Sendable {
  /// Powers of ten at or beyond which one is taken out of all labels.
  public var limits = (low: -5, high: 6)
  /// A large number common to all labels is taken out.
  public var usesOffset = true
  /// Powers of ten may be taken out.
  public var isScientific = true

  public init() {}

  public static func == (a: TickNotation, b: TickNotation) -> Bool {
    a.limits == b.limits && a.usesOffset == b.usesOffset && a.isScientific == b.isScientific
  }
}

/// Labels for ticks, with as many digits as tell them apart, as matplotlib's ScalarFormatter writes them. A common large number or
/// power of ten moves into one text at the axis's end.
public struct TickFormatter: Sendable {
  public private(set) var labels: [String]
  /// `+1.2×10⁵`, `×10⁶`, or empty.
  public private(set) var offsetText: String

  /// - Parameters:
  ///   - ticks: positions, also those outside the view.
  ///   - low: the view's lower end, `high` its upper one.
  ///   - notation: what may be taken out of the labels.
  public init(
    _ ticks: [Double], _ low: Double, _ high: Double, _ notation: TickNotation = TickNotation()
  ) {
    let (low, high) = (min(low, high), max(low, high))
    guard !ticks.isEmpty, low.isFinite, high.isFinite else {
      labels = []
      offsetText = ""
      return
    }
    let visible = ticks.filter { $0 >= low && $0 <= high }
    let offset = notation.usesOffset ? Self.offset(visible) : 0
    let exponent = Self.exponent(visible, offset, high - low, notation)
    let scale = Elementary.power10(exponent)
    let digits = Self.digits(ticks, low, high, offset, scale)
    labels = ticks.map { tick in
      let value = (tick - offset) / scale
      return Self.fixed(abs(value) < 1e-8 ? 0 : value, digits)
    }
    offsetText = ""
    if exponent != 0 { offsetText = "×10" + Self.raised(exponent) }
    if offset != 0 { offsetText += (offset < 0 ? "" : "+") + Self.scientific(offset) }
  }

  /// A number that all ticks share, worth taking out if that saves at least four digits.
  private static func offset(_ ticks: [Double]) -> Double {
    guard let low = ticks.min(), let high = ticks.max(), low != high, low > 0 || high < 0 else { return 0 }
    let smaller = min(abs(low), abs(high))
    let larger = max(abs(low), abs(high))
    let start = Elementary.ceilLog10(larger)
    func quotient(_ x: Double, _ exponent: Int) -> Double {
      (x / Elementary.power10(exponent)).rounded(.down)
    }
    func first(_ differs: (Int) -> Bool) -> Int {
      var exponent = start
      while exponent > start - 30, !differs(exponent) { exponent -= 1 }
      return exponent + 1
    }
    var exponent = first { quotient(smaller, $0) != quotient(larger, $0) }
    if (larger - smaller) / Elementary.power10(exponent) <= 1e-2 {
      exponent = first { quotient(larger, $0) - quotient(smaller, $0) > 1 }
    }
    let shared = quotient(larger, exponent)
    guard shared >= 1000 else { return 0 }
    return (low < 0 ? -1 : 1) * shared * Elementary.power10(exponent)
  }

  /// The power of ten to take out: only very large and very small numbers are written that way.
  private static func exponent(
    _ ticks: [Double], _ offset: Double, _ span: Double, _ notation: TickNotation
  ) -> Int {
    guard notation.isScientific else { return 0 }
    if notation.limits.low == notation.limits.high, notation.limits.low != 0 { return notation.limits.low }
    let largest = offset == 0 ? ticks.reduce(0) { max($0, abs($1)) } : span
    guard largest > 0, largest.isFinite else { return 0 }
    let exponent = Elementary.floorLog10(largest)
    return exponent <= notation.limits.low || exponent >= notation.limits.high ? exponent : 0
  }

  private static func digits(
    _ ticks: [Double], _ low: Double, _ high: Double, _ offset: Double, _ scale: Double
  ) -> Int {
    var places = (ticks.count < 2 ? ticks + [low, high] : ticks).map { ($0 - offset) / scale }
    var range = (places.max() ?? 0) - (places.min() ?? 0)
    if range == 0 { range = places.reduce(0) { max($0, abs($1)) } }
    if range == 0 { range = 1 }
    if ticks.count < 2 { places.removeLast(2) }
    guard range.isFinite, range > 0 else { return 0 }
    let magnitude = Elementary.floorLog10(range)
    var digits = max(0, 3 - magnitude)
    let threshold = 1e-3 * Elementary.power10(magnitude)
    while digits >= 0 {
      let power = Elementary.power10(digits)
      let worst = places.reduce(0) { max($0, abs($1 - ($1 * power).rounded(.toNearestOrEven) / power)) }
      if worst < threshold { digits -= 1 } else { break }
    }
    return min(digits + 1, 300)
  }

  /// A number with so many digits after the point and a real minus sign.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    format("%.\(digits)f", value)
  }

  /// The shortest of fixed and exponent notation, as `%g` gives it.
  static func short(_ value: Double, digits: Int = 10) -> String { format("%.\(digits)g", value) }

  /// `2.5`, `−1.234×10⁴`, `10⁵`.
  static func scientific(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return short(value) }
    var exponent = Elementary.floorLog10(abs(value))
    var mantissa = short(value / Elementary.power10(exponent))
    if mantissa == "10" || mantissa == "\u{2212}10" {
      exponent += 1
      mantissa = value < 0 ? "\u{2212}1" : "1"
    }
    if exponent == 0 { return mantissa }
    let power = "10" + raised(exponent)
    switch mantissa {
    case "1": return power
    case "\u{2212}1": return "\u{2212}" + power
    default: return mantissa + "×" + power
    }
  }

  private static func format(_ pattern: String, _ value: Double) -> String {
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 700) { buffer -> String in
      buffer.initialize(repeating: 0)
      guard let start = buffer.baseAddress else { return "" }
      _ = withVaList([value]) { vsnprintf(start, 700, pattern, $0) }
      return String(cString: start)
    }
    return text.map { $0 == "-" ? "\u{2212}" : String($0) }.joined()
  }

  /// A whole number in raised digits.
  static func raised(_ number: Int) -> String {
    String("\(number)".map { $0 == "-" ? "⁻" : superscripts[$0.wholeNumberValue ?? 0] })
  }

  private static let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
}
