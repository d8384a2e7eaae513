import Arrays

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
  /// Arrow heads in place of strokes at the first (or second) ends: limits that only go one way.
  var arrowsAtStart = false
  var arrowsAtEnd = false
  /// One a segment, over `color`.
  public var colors: [Color] = []
  init(_ segments: [(Point, Point)], color: Color, lineWidth: Double) {
    self.segments = segments
    self.color = color
    self.lineWidth = lineWidth
    super.init(zorder: 2)
  }

  override var canHaveLegendEntry: Bool { true }

  override var asksForLimits: (x: Bool, y: Bool) { (!segments.isEmpty, !segments.isEmpty) }

  override var extent: Extent {
    Extent(x: segments.flatMap { [$0.0.x, $0.1.x] }, y: segments.flatMap { [$0.0.y, $0.1.y] })
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let width = lineWidth * view.pointSize
    let dash = lineStyle.dash(width: width)
    if !colors.isEmpty {
      for index in segments.indices where !Interruption.isPending {
        let part = Segments([segments[index]], color: colors[index % colors.count], lineWidth: lineWidth)
        (part.lineStyle, part.alpha) = (lineStyle, alpha)
        part.draw(on: canvas, in: view)
      }
      return
    }
    var path = Path()
    var caps = Path()
    let cap = capSize * view.pointSize
    let tint = color.withAlpha(alpha ?? color.alpha)
    for (a, b) in segments where !Interruption.isPending {
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
      drawArrows(from: p, to: q, tint, on: canvas, view.pointSize)
      guard cap > 0 else { continue }
      for end in [arrowsAtStart ? nil : p, arrowsAtEnd ? nil : q].compactMap({ $0 }) {
        let place = Point(
          a.x == b.x ? end.x : View.snap(end.x, width: capThickness * view.pointSize),
          a.x == b.x ? View.snap(end.y, width: capThickness * view.pointSize) : end.y)
        caps.move(a.x == b.x ? Point(place.x - cap, place.y) : Point(place.x, place.y - cap))
        caps.line(a.x == b.x ? Point(place.x + cap, place.y) : Point(place.x, place.y + cap))
      }
    }
    if !path.isEmpty { canvas.stroke(path, Pen(tint, width: width, dash: dash)) }
    if !caps.isEmpty { canvas.stroke(caps, Pen(tint, width: capThickness * view.pointSize)) }
  }

  private func drawArrows(
    from p: Point, to q: Point, _ tint: Color, on canvas: any Canvas, _ pointSize: Double
  ) {
    for (tip, behind) in [(arrowsAtStart ? p : nil, q), (arrowsAtEnd ? q : nil, p)] {
      guard let tip, let ahead = (tip - behind).unit else { continue }
      let side = Point(-ahead.y, ahead.x)
      let size = 5 * pointSize
      canvas.fill(
        Path(
          [tip + ahead * size, tip + side * (size * 0.6), tip - side * (size * 0.6)], closed: true), tint)
    }
  }

  /// A short bar through a line's sign in a legend.
  func drawErrorKey(on canvas: any Canvas, in box: Rect, at y: Double, _ key: LegendKey) {
    guard let first = segments.first else { return }
    let isUpright = first.0.x == first.1.x
    let width = lineWidth * key.pointSize
    let middle = box.center.x
    let half = box.height * 0.5
    let tint = color.withAlpha(alpha ?? color.alpha)
    let (a, b) =
      isUpright
      ? (Point(middle, y - half), Point(middle, y + half))
      : (Point(middle - half, y), Point(middle + half, y))
    canvas.stroke(Path([a, b]), Pen(tint, width: width))
    let cap = capSize * key.pointSize
    guard cap > 0 else { return }
    for end in [a, b] {
      canvas.stroke(
        isUpright
          ? Path([Point(end.x - cap, end.y), Point(end.x + cap, end.y)])
          : Path([Point(end.x, end.y - cap), Point(end.x, end.y + cap)]),
        Pen(tint, width: capThickness * key.pointSize))
    }
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let width = lineWidth * key.pointSize
    let y = View.snap(box.center.y, width: width)
    canvas.stroke(
      Path([Point(box.x0, y), Point(box.x1, y)]),
      Pen(color.withAlpha(alpha ?? color.alpha), width: width, dash: lineStyle.dash(width: width)))
  }

  override var legendColor: Color? { color }

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
  /// Only every n-th point has bars, from one on.
  public var every = 1
  public var start = 0
  /// Limits: only an arrow up from the point (or down, right, left).
  public var lowerLimits: [Bool] = []
  public var upperLimits: [Bool] = []
  public var leftLimits: [Bool] = []
  public var rightLimits: [Bool] = []
  /// Bars lie over the line.
  public var above = false
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
    var made: [Segments] = []
    func add(_ segments: [(Point, Point)]) {
      let bar = Segments(
        segments, color: errors.color ?? line.color, lineWidth: errors.lineWidth ?? line.lineWidth)
      bar.capSize = errors.capSize ?? rc.number("errorbar.capsize")
      bar.capThickness = errors.capThickness ?? 1
      bar.alpha = line.alpha
      bar.label = "_bars"
      if let zorder = options.zorder { bar.zorder = zorder }
      made.append(bar)
      self.add(bar)
    }
    let every = max(errors.every, 1)
    let chosen = x.indices.filter { $0 >= errors.start && ($0 - errors.start) % every == 0 }
    func bars(
      _ error: (lower: [Double], upper: [Double]), _ low: [Bool], _ high: [Bool],
      _ point: (Int, Double) -> Point
    ) {
      func isLimit(_ flags: [Bool], _ index: Int) -> Bool {
        flags.isEmpty ? false : flags[index % flags.count]
      }
      // A limit from below points up only; one from above down only.
      for (up, down) in [(false, false), (true, false), (false, true), (true, true)] {
        let part = chosen.filter { isLimit(low, $0) == up && isLimit(high, $0) == down }
        guard !part.isEmpty else { continue }
        add(
          part.map {
            (point($0, up && !down ? 0 : -error.lower[$0]), point($0, down && !up ? 0 : error.upper[$0]))
          })
        made[made.count - 1].arrowsAtEnd = up
        made[made.count - 1].arrowsAtStart = down
      }
    }
    if let error = errors.x {
      bars(error, errors.leftLimits, errors.rightLimits) { Point(x[$0] + $1, y[$0]) }
    }
    if let error = errors.y {
      bars(error, errors.lowerLimits, errors.upperLimits) { Point(x[$0], y[$0] + $1) }
    }
    line.zorder = options.zorder ?? (errors.above ? 1.9 : 2.1)
    line.errorBars = made
    line.isContainer = true
    return (line, made)
  }
}
