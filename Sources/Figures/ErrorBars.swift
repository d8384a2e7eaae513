/// Separate straight lines in data units: error bars, vlines, hlines, stems.
public final class Segments: Artist {
  public var segments: [(Point, Point)]
  public var color: Color
  public var lineWidth: Double
  public var lineStyle = LineStyle.solid
  /// Half the length of the strokes across both ends, in points.
  var capSize = 0.0
  /// Thickness of those strokes, in points.
  var capThickness = 1.0
  /// Segments across an axis, such as those of hlines, ignore nothing: both ends count.
  init(_ segments: [(Point, Point)], color: Color, lineWidth: Double) {
    self.segments = segments
    self.color = color
    self.lineWidth = lineWidth
    super.init(zorder: 2)
  }

  override var canHaveLegendEntry: Bool { true }

  override var extent: Extent {
    Extent(x: segments.flatMap { [$0.0.x, $0.1.x] }, y: segments.flatMap { [$0.0.y, $0.1.y] })
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let width = lineWidth * view.pointSize
    let dash = lineStyle.dash(width: width)
    var path = Path()
    var caps = Path()
    let cap = capSize * view.pointSize
    for (a, b) in segments {
      var p = Point(view.x.pixel(a.x), view.y.clampedPixel(a.y))
      var q = Point(view.x.pixel(b.x), view.y.clampedPixel(b.y))
      guard p.isFinite, q.isFinite else { continue }
      if a.x == b.x {
        p.x = View.snap(p.x, width: width)
        q.x = p.x
      } else if a.y == b.y {
        p.y = View.snap(p.y, width: width)
        q.y = p.y
      }
      path.move(p)
      path.line(q)
      guard cap > 0 else { continue }
      for end in [p, q] {
        let place = Point(
          a.x == b.x ? end.x : View.snap(end.x, width: capThickness * view.pointSize),
          a.x == b.x ? View.snap(end.y, width: capThickness * view.pointSize) : end.y)
        caps.move(a.x == b.x ? Point(place.x - cap, place.y) : Point(place.x, place.y - cap))
        caps.line(a.x == b.x ? Point(place.x + cap, place.y) : Point(place.x, place.y + cap))
      }
    }
    let tint = color.withAlpha(alpha ?? color.alpha)
    if !path.isEmpty { canvas.stroke(path, Pen(tint, width: width, dash: dash)) }
    if !caps.isEmpty { canvas.stroke(caps, Pen(tint, width: capThickness * view.pointSize)) }
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, pointSize: Double) {
    let width = lineWidth * pointSize
    let y = View.snap(box.center.y, width: width)
    canvas.stroke(
      Path([Point(box.x0, y), Point(box.x1, y)]),
      Pen(color.withAlpha(alpha ?? color.alpha), width: width, dash: lineStyle.dash(width: width)))
  }

  override func obstacles(in view: View) -> [Point] {
    segments.flatMap { a, b -> [Point] in
      let p = Point(view.x.pixel(a.x), view.y.clampedPixel(a.y))
      let q = Point(view.x.pixel(b.x), view.y.clampedPixel(b.y))
      return p.isFinite && q.isFinite ? (0...6).map { .mix(p, q, Double($0) / 6) } : []
    }
  }
}

/// What a call may say about error bars.
public struct ErrorOptions: Sendable {
  /// Lengths below and above each point (and left and right of it); equal ones where they do not differ.
  public var y: (lower: [Double], upper: [Double])?
  public var x: (lower: [Double], upper: [Double])?
  public var color: Color?
  public var lineWidth: Double?
  public var capSize: Double?
  public var capThickness: Double?
  public init() {}
}

extension Axes {
  /// A line or markers with error bars.
  ///
  /// - Returns: the line and its bars.
  /// - Throws: `FigureError` of kind value for lengths that differ or are below 0.
  @discardableResult
  public func errorbar(
    x: [Double], y: [Double], _ errors: ErrorOptions, format: String = "",
    _ options: LineOptions = LineOptions()
  ) throws -> (line: Line2D, bars: [Segments]) {
    for (name, axis, values, error) in [("yerr", "y", y, errors.y), ("xerr", "x", x, errors.x)] {
      guard let error else { continue }
      guard error.lower.count == values.count, error.upper.count == values.count else {
        throw FigureError(
          .value,
          "'\(name)' (shape: \(FigureError.shape([error.lower.count]))) must be a scalar or a 1D or (2, n) array-like whose shape matches '\(axis)' (shape: \(FigureError.shape([values.count])))"
        )
      }
      guard !(error.lower + error.upper).contains(where: { $0 < 0 }) else {
        throw FigureError(.value, "'\(name)' must not contain negative values")
      }
    }
    let noLine = format.lowercased() == "none"
    let line = try plot(x: x, y, format: noLine ? "" : format, options)
    if noLine {
      line.lineStyle = .none
      line.marker = nil
    }
    var bars: [Segments] = []
    func add(_ segments: [(Point, Point)]) {
      let bar = Segments(
        segments, color: errors.color ?? line.color, lineWidth: errors.lineWidth ?? line.lineWidth)
      bar.capSize = errors.capSize ?? rc.number("errorbar.capsize")
      bar.capThickness = errors.capThickness ?? 1
      bar.alpha = line.alpha
      bar.label = "_bars"
      bars.append(bar)
      self.add(bar)
    }
    if let error = errors.x {
      add(x.indices.map { (Point(x[$0] - error.lower[$0], y[$0]), Point(x[$0] + error.upper[$0], y[$0])) })
    }
    if let error = errors.y {
      add(x.indices.map { (Point(x[$0], y[$0] - error.lower[$0]), Point(x[$0], y[$0] + error.upper[$0])) })
    }
    line.zorder = options.zorder ?? 2.1
    return (line, bars)
  }
}
