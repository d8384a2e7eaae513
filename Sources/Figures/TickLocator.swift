/// Places ticks at round numbers: at most `intervals` gaps of 1, 2, 2.5 or 5 times a power of ten, chosen as matplotlib's
/// MaxNLocator chooses them.
public struct TickLocator: Sendable {
  /// The largest number of gaps between ticks.
  public var intervals: Int
  public var wholeNumbersOnly = false

  public init(intervals: Int, wholeNumbersOnly: Bool = false) {
    self.intervals = intervals
    self.wholeNumbersOnly = wholeNumbersOnly
  }

  /// Sizes of gaps as multiples of a power of ten.
  var steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20]
  /// So many ticks at least lie inside the view.
  var fewest = 2

  /// Levels for contours: more choice of sizes.
  static func levels(_ count: Int) -> TickLocator {
    var locator = TickLocator(intervals: count)
    locator.steps = [
      0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15,
    ]
    locator.fewest = 1
    return locator
  }

  /// Tick positions that cover `low` … `high`; the outermost ones may lie outside. Empty where there is nothing to place.
  public func ticks(_ low: Double, _ high: Double) -> [Double] {
    guard low.isFinite, high.isFinite else { return [] }
    let (low, high) = Limits.widened(min(low, high), max(low, high), by: 1e-13, tiny: 1e-14)
    let span = high - low
    guard span.isFinite, span > 0 else { return [] }
    let middle = low + span / 2
    // Far from zero, count from a round offset so that no digits are lost.
    let offset =
      abs(middle) / span < 100
      ? 0 : Elementary.power10(Elementary.floorLog10(abs(middle))) * (middle < 0 ? -1 : 1)
    let count = Double(max(intervals, 1))
    guard span / count > 0, (span / count).isNormal else { return [] }
    let scale = Elementary.power10(Elementary.floorLog10(span / count))
    let bottom = low - offset
    let top = high - offset
    let rawStep = (top - bottom) / count
    var sizes = steps.map { $0 * scale }
    if wholeNumbersOnly { sizes = sizes.filter { $0 >= 1 && abs($0 - $0.rounded()) < 0.001 } }
    if sizes.isEmpty { sizes = [1] }
    let first = sizes.firstIndex { $0 >= rawStep } ?? sizes.count - 1
    var result: [Double] = []
    for step in sizes[...first].reversed() {
      let start = (bottom / step).rounded(.down) * step
      let from = Self.edge(bottom - start, step, offset, up: false)
      let to = Self.edge(top - start, step, offset, up: true)
      guard to - from < 10_000 else { break }
      result = Array(stride(from: from, through: to, by: 1)).map { $0 * step + start }
      if result.filter({ $0 >= bottom && $0 <= top }).count >= fewest { break }
    }
    return result.map { $0 + offset }
  }

  /// The largest multiple of `step` below (or the smallest above) a distance, taking nearly a multiple for one.
  private static func edge(_ distance: Double, _ step: Double, _ offset: Double, up: Bool) -> Double {
    let quotient = (distance / step).rounded(.down)
    let rest = distance / step - quotient
    var tolerance = 1e-10
    if offset != 0 {
      tolerance = min(0.4999, max(1e-10, Elementary.exp10(Elementary.log10(abs(offset) / step) - 12)))
    }
    if up { return rest < tolerance ? quotient : quotient + 1 }
    return 1 - rest < tolerance ? quotient + 1 : quotient
  }
}

/// Rules about the ends of an axis.
enum Limits {
  /// Ends that are not too near to each other for ticks: equal or nearly equal ends are moved apart.
  ///
  /// - Parameters:
  ///   - factor: how far, relative to the larger end (an absolute distance around zero).
  ///   - tiny: how near, relative to the larger end, counts as equal.
  static func widened(_ low: Double, _ high: Double, by factor: Double, tiny: Double) -> (Double, Double) {
    guard low.isFinite, high.isFinite else { return (-factor, factor) }
    let (a, b) = low <= high ? (low, high) : (high, low)
    let size = max(abs(a), abs(b))
    if size < 1e6 / tiny * Double.leastNormalMagnitude { return (-factor, factor) }
    if b - a <= size * tiny {
      return a == 0 && b == 0 ? (-factor, factor) : (a - factor * abs(a), b + factor * abs(b))
    }
    return (a, b)
  }
}
