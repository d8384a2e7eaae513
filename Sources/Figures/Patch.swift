/// A shape from lines and curves, in data units or in fractions of the frame: circles, polygons, wedges, arrows.
public final class Patch: Artist {
  /// In the units of `coordinates`.
  public var path: Path
  public var coordinates: TextArtist.Coordinates
  public var look: PatchLook
  /// The shape counts when limits are found.
  public var widensLimits = true
  /// It counts only beside artists that count by themselves, as matplotlib's `add_patch` has it.
  public var followsOthers = false
  /// An open line without a face.
  public var isOpen = false

  public init(_ path: Path, _ look: PatchLook, coordinates: TextArtist.Coordinates = .data) {
    self.path = path
    self.look = look
    self.coordinates = coordinates
    super.init(zorder: 1)
  }

  override var canHaveLegendEntry: Bool { true }

  override var asksForLimits: (x: Bool, y: Bool) {
    let asks = coordinates == .data && widensLimits
    return (asks, asks)
  }

  override var extent: Extent {
    guard coordinates == .data, widensLimits else { return Extent() }
    let points = path.polylines(tolerance: tolerance).flatMap(\.points)
    return Extent(x: points.map(\.x), y: points.map(\.y))
  }

  /// Fine enough for limits whatever the units are.
  private var tolerance: Double {
    guard let box = Rect.around(path.points.filter(\.isFinite)) else { return 1 }
    return max(max(box.width, box.height) / 2000, 1e-300)
  }

  public func apply(_ options: PatchOptions) {
    look.apply(options)
    if let alpha = options.alpha { self.alpha = alpha }
    if let zorder = options.zorder { self.zorder = zorder }
    if let clips = options.clips { self.clips = clips }
    label = options.label ?? label
  }

  private func pixels(in view: View) -> Path {
    path.mapped { point in
      coordinates == .data
        ? Point(view.x.clampedPixel(point.x), view.y.clampedPixel(point.y))
        : TextArtist.place(point.x, point.y, coordinates, in: view)
    }
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let path = pixels(in: view)
    guard !path.isEmpty, path.points.allSatisfy(\.isFinite) else { return }
    if isOpen {
      let color = look.edge ?? look.face
      let width = look.lineWidth * view.pointSize
      canvas.stroke(
        path,
        Pen(
          color.withAlpha(alpha ?? color.alpha), width: width, dash: look.lineStyle.dash(width: width)))
      return
    }
    look.paint(
      path, outlines: path.polylines().map(\.points), alpha: alpha, on: canvas, view.pointSize)
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let place = Rect(box.x0.rounded(), box.y0.rounded(), box.x1.rounded(), box.y1.rounded())
    look.paint(
      Path(place), outlines: [place.corners], alpha: alpha, on: canvas, key.pointSize, crisp: true)
  }

  override var legendColor: Color? { look.face }

  override func obstacles(in view: View) -> [Point] {
    pixels(in: view).polylines().flatMap(\.points).filter(\.isFinite)
  }
}
