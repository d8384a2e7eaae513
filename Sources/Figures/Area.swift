/// A filled outline in data units: areas between curves, outlined histograms.
public final class Area: Artist {
  public var outlines: [[Point]]
  public var look: PatchLook
  public var closed = true
  var footY: Double?
  var footX: Double?

  public var faceColor: Color {
    get { look.face }
    set { look.face = newValue }
  }

  public var fill: Bool {
    get { look.fill }
    set { look.fill = newValue }
  }

  public var edgeColor: Color? {
    get { look.edge }
    set { look.edge = newValue }
  }

  init(_ outlines: [[Point]], faceColor: Color) {
    self.outlines = outlines
    look = PatchLook(face: faceColor)
    super.init(zorder: 1)
  }

  override var canHaveLegendEntry: Bool { true }

  override var extent: Extent {
    var result = Extent()
    for outline in outlines { result.add(Extent(x: outline.map(\.x), y: outline.map(\.y))) }
    if let footY { result.stickY(footY) }
    if let footX { result.stickX(footX) }
    return result
  }

  func apply(_ options: PatchOptions) {
    if let color = options.faceColor ?? options.color { look.face = color }
    if let color = options.edgeColor { look.edge = color }
    if let width = options.lineWidth { look.lineWidth = width }
    if let style = options.lineStyle { look.lineStyle = style }
    if let fill = options.fill { look.fill = fill }
    if let hatch = options.hatch { look.hatch = hatch }
    if let alpha = options.alpha { self.alpha = alpha }
    if let zorder = options.zorder { self.zorder = zorder }
    if let clips = options.clips { self.clips = clips }
    label = options.label ?? label
  }

  override func draw(on canvas: any Canvas, in view: View) {
    for outline in outlines {
      let points = outline.map { Point(view.x.clampedPixel($0.x), view.y.clampedPixel($0.y)) }
        .filter(\.isFinite)
      look.paint(
        Path(points, closed: closed), outlines: [points], alpha: alpha, on: canvas, view.pointSize)
    }
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let place = Rect(box.x0.rounded(), box.y0.rounded(), box.x1.rounded(), box.y1.rounded())
    look.paint(
      Path(place), outlines: [place.corners], alpha: alpha, on: canvas, key.pointSize, crisp: true)
  }

  override var legendColor: Color? { look.face }

  override func obstacles(in view: View) -> [Point] {
    outlines.flatMap { outline in
      outline.map { Point(view.x.pixel($0.x), view.y.clampedPixel($0.y)) }.filter(\.isFinite)
    }
  }
}
