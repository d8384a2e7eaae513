/// Filled rectangles of one look, such as the bars of one call.
public final class Bars: Artist {
  public struct Bar: Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
    public var color: Color
    /// What one bar has of its own.
    public var edge: Color?
    public var lineWidth: Double?
    public var hatch: Hatch?
    public var alpha: Double?
    public var visible = true

    public init(x: Double, y: Double, width: Double, height: Double, color: Color) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
      self.color = color
    }
  }

  public var bars: [Bar]
  public var edgeColor: Color?
  public var lineWidth = 1.0
  public var lineStyle = LineStyle.solid
  public var fill = true
  public var hatch: Hatch?
  /// Bars from left to right.
  public internal(set) var isHorizontal = false
  /// The foot of the bars, where no margin is added: y = 0 for upright ones.
  var footY: Double?
  var footX: Double?
  /// x (or y) counts from 0 to 1 across the frame, as in axvspan.
  var xInFrame = false
  var yInFrame = false
  /// Lengths of error bars, for labels that stand clear of them.
  public internal(set) var errors: [Double]?

  init(_ bars: [Bar]) {
    self.bars = bars
    super.init(zorder: 1)
  }

  func apply(_ options: PatchOptions) {
    if let color = options.edgeColor { edgeColor = color }
    if let width = options.lineWidth { lineWidth = width }
    if let style = options.lineStyle { lineStyle = style }
    if let fill = options.fill { self.fill = fill }
    if let hatch = options.hatch { self.hatch = hatch }
    if let alpha = options.alpha { self.alpha = alpha }
    if let zorder = options.zorder { self.zorder = zorder }
    if let clips = options.clips { self.clips = clips }
    for index in bars.indices {
      if let all = options.edgeColors, !all.isEmpty { bars[index].edge = all[index % all.count] }
      if let all = options.lineWidths, !all.isEmpty { bars[index].lineWidth = all[index % all.count] }
      if let all = options.hatches, !all.isEmpty { bars[index].hatch = all[index % all.count] }
    }
    label = options.label ?? label
  }

  override var canHaveLegendEntry: Bool { true }

  override var asksForLimits: (x: Bool, y: Bool) { (!xInFrame, !yInFrame) }

  override var extent: Extent {
    var result = Extent()
    for bar in bars where bar.width.isFinite && bar.height.isFinite {
      if !xInFrame { result.addX(bar.x, bar.x + bar.width) }
      if !yInFrame { result.addY(bar.y, bar.y + bar.height) }
    }
    if let footY, !yInFrame { result.stickY(footY) }
    if let footX, !xInFrame { result.stickX(footX) }
    return result
  }

  private func box(_ bar: Bar, in view: View) -> Rect? {
    let frame = view.frame
    func across(_ x: Double) -> Double { xInFrame ? frame.x0 + frame.width * x : view.x.clampedPixel(x) }
    func up(_ y: Double) -> Double { yInFrame ? frame.y1 - frame.height * y : view.y.clampedPixel(y) }
    let (a, b) = (across(bar.x), across(bar.x + bar.width))
    let (c, d) = (up(bar.y), up(bar.y + bar.height))
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return nil }
    // Edges on whole pixels: neighbours neither overlap nor leave a gap.
    return Rect(min(a, b).rounded(), min(c, d).rounded(), max(a, b).rounded(), max(c, d).rounded())
  }

  private func look(_ bar: Bar) -> PatchLook {
    var look = PatchLook(face: bar.color)
    look.edge = bar.edge ?? edgeColor
    look.lineWidth = bar.lineWidth ?? lineWidth
    look.lineStyle = lineStyle
    look.fill = fill
    look.hatch = bar.hatch ?? hatch
    return look
  }

  override func draw(on canvas: any Canvas, in view: View) {
    for bar in bars where bar.visible {
      guard let box = box(bar, in: view) else { continue }
      paint(box, bar, on: canvas, view.pointSize)
    }
  }

  private func paint(_ box: Rect, _ bar: Bar, on canvas: any Canvas, _ pointSize: Double) {
    look(bar).paint(
      Path(box), outlines: [box.corners], alpha: bar.alpha ?? alpha, on: canvas, pointSize, crisp: true)
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let place = Rect(box.x0.rounded(), box.y0.rounded(), box.x1.rounded(), box.y1.rounded())
    if let bar = bars.first { paint(place, bar, on: canvas, key.pointSize) }
  }

  override var legendColor: Color? { bars.first?.color }

  override func obstacles(in view: View) -> [Point] {
    bars.flatMap { bar -> [Point] in
      guard let box = box(bar, in: view) else { return [] }
      // The top edge and points down the middle stand for the whole bar.
      return (0...8).flatMap { step in
        [0.1, 0.5, 0.9].map { Point(box.x0 + box.width * $0, box.y0 + box.height * Double(step) / 8) }
      }
    }
  }
}

extension Rect {
  var corners: [Point] { [Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)] }
}
