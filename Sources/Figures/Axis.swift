/// One axis of an axes: limits, scale, ticks and labels.
public final class Axis {
  public enum Direction: Sendable {
    case x, y
  }

  /// What axes that share an axis have in common.
  final class Shared {
    var scale = Scale.linear
    /// Limits that were set; nil while they follow the data.
    var low: Double?
    var high: Double?
    var inverted = false
    /// Relative room beside the data.
    var margin = 0.05
    /// No room at all, as `axis('tight')` asks.
    var members: [Member] = []

    struct Member {
      weak var axes: Axes?
    }
  }

  public let direction: Direction
  var shared = Shared()
  public var label = ""
  public var labelStyle = TextOptions()
  /// Positions that were set; nil while they are found.
  public var ticks: [Double]?
  /// Labels that were set for `ticks`.
  public var tickLabels: [String]?
  public var tickLabelRotation = 0.0
  public var tickLabelSize: Double?
  public var showsTicks = true
  public var showsTickLabels = true
  public var grid: GridStyle?
  public var minorGrid: GridStyle?
  public var wholeNumbersOnly = false
  /// Limits for one drawing, where the aspect asks for others than the data.
  var view: (low: Double, high: Double)?
  /// Ticks on the far side, as colour bars have them.
  var onFarSide = false

  public struct GridStyle: Sendable {
    public var color: Color?
    public var lineStyle: LineStyle?
    public var lineWidth: Double?
    public var alpha: Double?
    public init() {}
  }

  init(_ direction: Direction) { self.direction = direction }

  public var scale: Scale {
    get { shared.scale }
    set { shared.scale = newValue }
  }

  /// Relative room beside the data.
  public var margin: Double {
    get { shared.margin }
    set { shared.margin = newValue }
  }

  /// The limits to draw, found from the data where they were not set. `low` above `high` when the axis is inverted.
  var limits: (low: Double, high: Double) {
    if let view { return view }
    if let low = shared.low, let high = shared.high { return (low, high) }
    var range = Extent.Range1D()
    for member in shared.members {
      guard let axes = member.axes else { continue }
      for artist in axes.artists where artist.visible {
        let extent = artist.extent
        range.add(direction == .x ? extent.x : extent.y)
      }
    }
    var (low, high) = automatic(range)
    if shared.inverted { swap(&low, &high) }
    return (shared.low ?? low, shared.high ?? high)
  }

  private func automatic(_ range: Extent.Range1D) -> (Double, Double) {
    switch scale {
    case .linear:
      guard !range.isEmpty else { return (0, 1) }
      // Before margins, equal ends are moved apart as matplotlib's locator does.
      let (low, high) = Limits.widened(range.low, range.high, by: 0.05, tiny: 1e-15)
      let step = (high - low) * shared.margin
      var (a, b) = (low - step, high + step)
      let slack = 1e-5 * (high - low)
      // Sticky values, such as the foot of a bar, stay on the frame.
      if let edge = range.sticky.filter({ $0 <= low + slack }).max() { a = max(a, edge) }
      if let edge = range.sticky.filter({ $0 >= high - slack }).min() { b = min(b, edge) }
      guard a.isFinite, b.isFinite, a < b else { return (low, high) }
      return (a, b)
    case .log:
      guard range.lowPositive.isFinite, range.high > 0 else { return (1, 10) }
      var low = range.lowPositive
      var high = range.high
      if low == high {
        low = Elementary.power10(
          Elementary.floorLog10(low) - (Elementary.power10(Elementary.floorLog10(low)) == low ? 1 : 0))
        high = Elementary.power10(
          Elementary.ceilLog10(high) + (Elementary.power10(Elementary.ceilLog10(high)) == high ? 1 : 0))
      }
      let span = Elementary.log10(high) - Elementary.log10(low)
      let a = Elementary.exp10(Elementary.log10(low) - span * shared.margin)
      let b = Elementary.exp10(Elementary.log10(high) + span * shared.margin)
      return a > 0 && b.isFinite ? (a, b) : (low, high)
    }
  }

  /// Fixes both ends. Equal ends are moved apart.
  ///
  /// - Throws: `FigureError` of kind value for ends that are not finite.
  public func setLimits(_ low: Double?, _ high: Double?) throws {
    if let low, !low.isFinite { throw FigureError(.value, "Axis limits cannot be NaN or Inf") }
    if let high, !high.isFinite { throw FigureError(.value, "Axis limits cannot be NaN or Inf") }
    let now = limits
    var (a, b) = (low ?? now.low, high ?? now.high)
    if scale == .log {
      // matplotlib warns and keeps the old end.
      if a <= 0 { a = now.low }
      if b <= 0 { b = now.high }
    }
    if a == b {
      let wider = Limits.widened(a, b, by: 0.05, tiny: 1e-15)
      (a, b) = wider
    }
    shared.low = a
    shared.high = b
    shared.inverted = a > b
  }

  /// Limits follow the data again.
  public func autoscale() {
    shared.low = nil
    shared.high = nil
  }

  public func invert() {
    let now = limits
    if shared.low != nil || shared.high != nil {
      shared.low = now.high
      shared.high = now.low
    }
    shared.inverted.toggle()
  }

  struct Marks {
    var major: [Double] = []
    var labels: [String] = []
    var minor: [Double] = []
    var minorLabels: [String] = []
    var offsetText = ""
  }

  /// Ticks inside the limits with their labels, for an axis of some length.
  ///
  /// - Parameters:
  ///   - length: in points.
  ///   - labelSize: the tick labels' size in points.
  func marks(length: Double, labelSize: Double) -> Marks {
    let (a, b) = limits
    let (low, high) = (min(a, b), max(a, b))
    let room = max(1, Elementary.whole((length / (labelSize * (direction == .x ? 3 : 2))).rounded(.down)))
    var marks = Marks()
    let slack = (high - low) * 1e-10
    func inside(_ value: Double) -> Bool { value >= low - slack && value <= high + slack }
    if let ticks {
      let chosen = ticks.enumerated().filter { inside($0.element) }
      marks.major = chosen.map(\.element)
      if let tickLabels {
        marks.labels = chosen.map { $0.offset < tickLabels.count ? tickLabels[$0.offset] : "" }
        return marks
      }
    }
    switch scale {
    case .linear:
      let ticks =
        self.ticks
        ?? TickLocator(intervals: min(max(room, 1), 9), wholeNumbersOnly: wholeNumbersOnly).ticks(low, high)
      let formatter = TickFormatter(ticks, low, high)
      let pairs = zip(ticks, formatter.labels).filter { inside($0.0) }
      marks.major = pairs.map(\.0)
      marks.labels = pairs.map(\.1)
      marks.offsetText = marks.major.isEmpty ? "" : formatter.offsetText
    case .log:
      let locator = LogTickLocator(room: room)
      func insideLog(_ value: Double) -> Bool {
        let (x, from, to) = (Elementary.log10(value), Elementary.log10(low), Elementary.log10(high))
        return x >= from - 1e-10 * (to - from) && x <= to + 1e-10 * (to - from)
      }
      if ticks == nil { marks.major = locator.major(low, high).filter(insideLog) }
      marks.labels = marks.major.map(Self.logLabel)
      if ticks == nil {
        marks.minor = locator.minor(low, high).filter(insideLog)
        marks.minorLabels = minorLogLabels(
          marks.minor, Elementary.log10(high) - Elementary.log10(low), marks.major.count)
      }
    }
    return marks
  }

  /// Small ticks are labelled only where the axis shows about one decade or less.
  private func minorLogLabels(_ ticks: [Double], _ decades: Double, _ majors: Int) -> [String] {
    guard decades <= 1 else { return ticks.map { _ in "" } }
    let few: Set<Int> = decades > 0.4 ? [2, 3, 4, 6] : Set(2...9)
    return ticks.map { tick in
      let digit = Elementary.whole(tick / Elementary.power10(Elementary.floorLog10(tick * 1.0000001)))
      return few.contains(digit) ? Self.logLabel(tick) : ""
    }
  }

  /// `10³`, `2×10³`.
  static func logLabel(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let exponent = Elementary.floorLog10(value * 1.0000000001)
    let factor = value / Elementary.power10(exponent)
    let power = "10" + TickFormatter.raised(exponent)
    if abs(factor - 1) < 1e-6 { return power }
    return TickFormatter.short(factor, digits: 4) + "×" + power
  }
}
