/// One axis of an axes: limits, scale, ticks and labels.
public final class Axis {
  public enum Direction: Sendable {
    case x, y
  }

  /// What axes that share an axis have in common.
  final class Shared {
    var scale = Scale.linear
    /// The base of a logarithmic scale's ticks.
    var base = 10.0
    /// Limits that were set; nil while they follow the data.
    var low: Double?
    var high: Double?
    var inverted = false
    /// Relative room beside the data.
    var margin = 0.05
    var members: [Member] = []
    /// Positions that were set; nil while they are found.
    var ticks: [Double]?
    /// Labels that were set for `ticks`.
    var tickLabels: [String]?
    var minorTicks: [Double]?
    var places: TickPlaces?
    var minorPlaces: TickPlaces?
    /// Writes a tick's value; the tick's number comes with it.
    var label: ((Double, Int) -> String)?
    var minorLabel: ((Double, Int) -> String)?
    var notation = TickNotation()
    var wholeNumbersOnly = false

    struct Member {
      weak var axes: Axes?
    }
  }

  public let direction: Direction
  var shared = Shared()
  public var label = ""
  public var labelStyle = TextOptions()
  /// The label stands at the far side.
  public var labelOnFarSide = false
  public var tickSides: Sides
  public var labelSides: Sides
  public var major = TickLook()
  public var minor = TickLook()
  /// Between ticks and their labels, in points.
  public var tickPad: Double
  /// The look of the tick labels.
  public var tickLabelStyle = TextOptions()
  public var grid: GridStyle?
  public var minorGrid: GridStyle?
  /// Small ticks were asked for.
  public var showsMinorTicks: Bool
  /// Ticks, labels and the axis' label are left out.
  public var hidden = false
  /// Degrees for one drawing, where labels that were set would run into each other.
  var turn: Double?
  /// Limits for one drawing, where the aspect asks for others than the data.
  var view: (low: Double, high: Double)?
  let rc: RcParams

  public struct GridStyle: Sendable {
    public var color: Color?
    public var lineStyle: LineStyle?
    public var lineWidth: Double?
    public var alpha: Double?
    public init() {}
  }

  init(_ direction: Direction, _ rc: RcParams) {
    self.direction = direction
    self.rc = rc
    let name = direction == .x ? "xtick" : "ytick"
    let (near, far) = direction == .x ? ("bottom", "top") : ("left", "right")
    tickSides = Sides(near: rc.flag("\(name).\(near)"), far: rc.flag("\(name).\(far)"))
    labelSides = Sides(near: rc.flag("\(name).label\(near)"), far: rc.flag("\(name).label\(far)"))
    tickPad = rc.number("\(name).major.pad")
    showsMinorTicks = rc.flag("\(name).minor.visible")
    let color = rc.color("\(name).color") ?? .black
    let direction = (try? TickLook.Direction(parsing: rc.text("\(name).direction"))) ?? .out
    major = TickLook(
      direction: direction, length: rc.number("\(name).major.size"), width: rc.number("\(name).major.width"),
      color: color)
    minor = TickLook(
      direction: direction, length: rc.number("\(name).minor.size"), width: rc.number("\(name).minor.width"),
      color: color)
    tickLabelStyle.size = rc.fontSize("\(name).labelsize")
    tickLabelStyle.color = rc.color("\(name).labelcolor") ?? color
    shared.margin = rc.number(self.direction == .x ? "axes.xmargin" : "axes.ymargin")
    let limits = rc.numbers("axes.formatter.limits")
    if limits.count == 2 {
      shared.notation.limits = (Elementary.whole(limits[0]), Elementary.whole(limits[1]))
    }
    shared.notation.usesOffset = rc.flag("axes.formatter.useoffset")
  }

  public var ticks: [Double]? {
    get { shared.ticks }
    set { shared.ticks = newValue }
  }

  public var tickLabels: [String]? {
    get { shared.tickLabels }
    set { shared.tickLabels = newValue }
  }

  public var minorTicks: [Double]? {
    get { shared.minorTicks }
    set { shared.minorTicks = newValue }
  }

  public var places: TickPlaces? {
    get { shared.places }
    set { shared.places = newValue }
  }

  public var minorPlaces: TickPlaces? {
    get { shared.minorPlaces }
    set { shared.minorPlaces = newValue }
  }

  public var tickText: ((Double, Int) -> String)? {
    get { shared.label }
    set { shared.label = newValue }
  }

  public var minorTickText: ((Double, Int) -> String)? {
    get { shared.minorLabel }
    set { shared.minorLabel = newValue }
  }

  /// How numbers at ticks are written.
  public var notation: TickNotation {
    get { shared.notation }
    set { shared.notation = newValue }
  }

  public var wholeNumbersOnly: Bool {
    get { shared.wholeNumbersOnly }
    set { shared.wholeNumbersOnly = newValue }
  }

  public var tickLabelSize: Double {
    get { tickLabelStyle.size ?? rc.number("font.size") }
    set { tickLabelStyle.size = newValue }
  }

  public var tickLabelRotation: Double {
    get { turn ?? tickLabelStyle.rotation ?? 0 }
    set { tickLabelStyle.rotation = newValue }
  }

  /// Moves ticks, labels and the axis' label to the right or to the top.
  func moveToFarSide() {
    tickSides = Sides(near: false, far: true)
    labelSides = tickSides
    labelOnFarSide = true
  }

  public var scale: Scale {
    get { shared.scale }
    set { shared.scale = newValue }
  }

  /// The base of a logarithmic scale.
  public var base: Double {
    get { shared.base }
    set { shared.base = newValue }
  }

  /// Relative room beside the data.
  public var margin: Double {
    get { shared.margin }
    set { shared.margin = newValue }
  }

  /// Back to how a new axis looks; limits and scale as well.
  func reset() {
    let fresh = Axis(direction, rc)
    (label, labelStyle) = ("", TextOptions())
    (tickSides, labelSides, labelOnFarSide) = (fresh.tickSides, fresh.labelSides, false)
    (major, minor, tickPad, tickLabelStyle) = (fresh.major, fresh.minor, fresh.tickPad, fresh.tickLabelStyle)
    (grid, minorGrid, showsMinorTicks, hidden) = (nil, nil, fresh.showsMinorTicks, false)
    let members = shared.members
    if members.count(where: { $0.axes != nil }) <= 1 {
      let old = shared
      shared = fresh.shared
      shared.members = old.members
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
}
