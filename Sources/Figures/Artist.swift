import Arrays

/// Something drawn inside an axes. Scripts keep handles to artists and change them before the figure is shown.
public class Artist {
  /// Artists with smaller values are drawn first.
  public var zorder: Double
  public var visible = true
  /// The name in the legend; nil and names that begin with an underscore are left out.
  public var label: String?
  public var alpha: Double?
  /// Whether the artist may not leave the frame.
  public var clips = true

  init(zorder: Double) { self.zorder = zorder }

  /// Data values that the axes should show, as far as this artist wants them shown.
  var extent: Extent { Extent() }

  /// Whether limits are found for the artist at all, along each axis: text, for one, leaves them alone.
  var asksForLimits: (x: Bool, y: Bool) { (true, true) }

  /// Draws the artist; the canvas is already clipped to the frame.
  func draw(on canvas: any Canvas, in view: View) {}

  /// Draws the small picture beside the artist's name in the legend.
  func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {}

  /// The colour that names in a legend take where they follow what they name.
  var legendColor: Color? { nil }

  /// Groups of artists that one call made, such as bars, come last in a legend.
  public var isContainer = false

  /// The box that the artist takes outside the frame, for layouts that make room for it.
  func outerBox(in view: View) -> Rect? { nil }

  /// Pixels that a legend had better not cover.
  func obstacles(in view: View) -> [Point] { [] }

  /// Whether `legend([names])` counts this artist.
  var canHaveLegendEntry: Bool { false }

  var hasLegendEntry: Bool { visible && label.map { !$0.isEmpty && !$0.hasPrefix("_") } ?? false }
}

/// The smallest and largest finite values along both axes, and values at which autoscaling adds no margin.
struct Extent {
  private(set) var x: Range1D = Range1D()
  private(set) var y: Range1D = Range1D()

  struct Range1D {
    var low = Double.infinity
    var high = -Double.infinity
    /// The smallest value above zero, which is where a logarithmic axis can begin.
    var lowPositive = Double.infinity
    var sticky: [Double] = []

    var isEmpty: Bool { low > high }

    mutating func add(_ value: Double) {
      guard value.isFinite else { return }
      if value < low { low = value }
      if value > high { high = value }
      if value > 0, value < lowPositive { lowPositive = value }
    }

    mutating func add(_ other: Range1D) {
      low = min(low, other.low)
      high = max(high, other.high)
      lowPositive = min(lowPositive, other.lowPositive)
      sticky += other.sticky
    }
  }

  init() {}

  init(x: [Double], y: [Double]) {
    // A point counts only as a whole: where y is nan or infinite, nothing is drawn at x.
    for (turn, (a, b)) in zip(x, y).enumerated() where a.isFinite && b.isFinite {
      if Interruption.isPending(at: turn) { return }
      self.x.add(a)
      self.y.add(b)
    }
  }

  mutating func addX(_ values: Double...) { for value in values { x.add(value) } }
  mutating func addY(_ values: Double...) { for value in values { y.add(value) } }
  mutating func stickX(_ value: Double) { x.sticky.append(value) }
  mutating func stickY(_ value: Double) { y.sticky.append(value) }

  mutating func add(_ other: Extent) {
    x.add(other.x)
    y.add(other.y)
  }
}
