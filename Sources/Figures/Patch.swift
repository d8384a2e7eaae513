/// What a call may say about a filled shape's look; what it leaves out keeps its default.
public struct PatchOptions: Sendable {
  public var color: Color?
  /// One colour a bar, over `color`.
  public var colors: [Color]?
  public var faceColor: Color?
  public var edgeColor: Color?
  /// In points.
  public var lineWidth: Double?
  public var lineStyle: LineStyle?
  public var fill: Bool?
  public var label: String?
  public var alpha: Double?
  public var zorder: Double?
  public init() {}
}

/// Filled rectangles of one look, such as the bars of one call.
public final class Bars: Artist {
  public struct Bar: Equatable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
    public var color: Color
  }

  public var bars: [Bar]
  public var edgeColor: Color?
  public var lineWidth = 1.0
  public var lineStyle = LineStyle.solid
  public var fill = true
  /// The foot of the bars, where no margin is added: y = 0 for upright ones.
  var footY: Double?
  var footX: Double?
  /// x (or y) counts from 0 to 1 across the frame, as in axvspan.
  var xInFrame = false
  var yInFrame = false

  init(_ bars: [Bar]) {
    self.bars = bars
    super.init(zorder: 1)
  }

  func apply(_ options: PatchOptions) {
    if let color = options.edgeColor { edgeColor = color }
    if let width = options.lineWidth { lineWidth = width }
    if let style = options.lineStyle { lineStyle = style }
    if let fill = options.fill { self.fill = fill }
    if let alpha = options.alpha { self.alpha = alpha }
    if let zorder = options.zorder { self.zorder = zorder }
    label = options.label ?? label
  }

  override var canHaveLegendEntry: Bool { true }

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

  override func draw(on canvas: any Canvas, in view: View) {
    for bar in bars {
      guard let box = box(bar, in: view) else { continue }
      paint(box, bar.color, on: canvas, view.pointSize)
    }
  }

  private func paint(_ box: Rect, _ color: Color, on canvas: any Canvas, _ pointSize: Double) {
    if fill { canvas.fill(Path(box), color.withAlpha(alpha ?? color.alpha)) }
    if let edge = edgeColor ?? (fill ? nil : color), lineWidth > 0 {
      let width = max(1, (lineWidth * pointSize).rounded())
      let shift = Elementary.whole(width) % 2 == 1 ? 0.5 : 0
      canvas.stroke(
        Path(box.moved(shift, shift)),
        Pen(
          edge.withAlpha(alpha ?? edge.alpha), width: width, dash: lineStyle.dash(width: width), join: .miter)
      )
    }
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, pointSize: Double) {
    let key = Rect(box.x0.rounded(), box.y0.rounded(), box.x1.rounded(), box.y1.rounded())
    paint(key, bars.first?.color ?? .none, on: canvas, pointSize)
  }

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

/// A filled outline in data units: areas between curves, outlined histograms.
public final class Area: Artist {
  public var outlines: [[Point]]
  public var faceColor: Color
  public var edgeColor: Color?
  public var lineWidth = 1.0
  public var fill = true
  public var closed = true
  var footY: Double?

  init(_ outlines: [[Point]], faceColor: Color) {
    self.outlines = outlines
    self.faceColor = faceColor
    super.init(zorder: 1)
  }

  override var canHaveLegendEntry: Bool { true }

  override var extent: Extent {
    var result = Extent()
    for outline in outlines { result.add(Extent(x: outline.map(\.x), y: outline.map(\.y))) }
    if let footY { result.stickY(footY) }
    return result
  }

  func apply(_ options: PatchOptions) {
    if let color = options.faceColor ?? options.color { faceColor = color }
    if let color = options.edgeColor { edgeColor = color }
    if let width = options.lineWidth { lineWidth = width }
    if let fill = options.fill { self.fill = fill }
    if let alpha = options.alpha { self.alpha = alpha }
    if let zorder = options.zorder { self.zorder = zorder }
    label = options.label ?? label
  }

  override func draw(on canvas: any Canvas, in view: View) {
    for outline in outlines {
      let points = outline.map { Point(view.x.pixel($0.x), view.y.clampedPixel($0.y)) }.filter(\.isFinite)
      let path = Path(points, closed: closed)
      if fill { canvas.fill(path, faceColor.withAlpha(alpha ?? faceColor.alpha)) }
      if let edge = edgeColor ?? (fill ? nil : faceColor), lineWidth > 0 {
        canvas.stroke(
          path, Pen(edge.withAlpha(alpha ?? edge.alpha), width: lineWidth * view.pointSize, join: .miter))
      }
    }
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, pointSize: Double) {
    let key = Rect(box.x0.rounded(), box.y0.rounded(), box.x1.rounded(), box.y1.rounded())
    if fill { canvas.fill(Path(key), faceColor.withAlpha(alpha ?? faceColor.alpha)) }
    if let edge = edgeColor ?? (fill ? nil : faceColor) {
      canvas.stroke(
        Path(key.moved(0.5, 0.5)),
        Pen(edge.withAlpha(alpha ?? edge.alpha), width: lineWidth * pointSize, join: .miter))
    }
  }

  override func obstacles(in view: View) -> [Point] {
    outlines.flatMap { outline in
      outline.map { Point(view.x.pixel($0.x), view.y.clampedPixel($0.y)) }.filter(\.isFinite)
    }
  }
}
