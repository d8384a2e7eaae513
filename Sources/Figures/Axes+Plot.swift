/// What a call may say about a line's look; what it leaves out keeps its default.
public struct LineOptions: Sendable {
  public var color: Color?
  public var lineStyle: LineStyle?
  /// In points.
  public var lineWidth: Double?
  public var marker: Marker?
  /// The marker was named, if only to say that there is none.
  public var markerGiven = false
  public var markerSize: Double?
  public var markerFaceColor: Color?
  public var markerEdgeColor: Color?
  public var markerEdgeWidth: Double?
  public var markEvery: Int?
  public var markStart: Int?
  public var marked: Set<Int>?
  public var solidCap: Pen.Cap?
  public var dashCap: Pen.Cap?
  public var join: Pen.Join?
  public var clips: Bool?
  public var drawStyle: Line2D.DrawStyle?
  public var label: String?
  public var alpha: Double?
  public var zorder: Double?

  public init() {}

  public init(
    color: Color? = nil, lineStyle: LineStyle? = nil, lineWidth: Double? = nil, label: String? = nil
  ) {
    self.color = color
    self.lineStyle = lineStyle
    self.lineWidth = lineWidth
    self.label = label
  }

  /// Takes over what other options say; what they leave out stays.
  public mutating func take(_ other: LineOptions) {
    color = other.color ?? color
    lineStyle = other.lineStyle ?? lineStyle
    lineWidth = other.lineWidth ?? lineWidth
    if other.marker != nil || other.markerGiven { (marker, markerGiven) = (other.marker, other.markerGiven) }
    markerSize = other.markerSize ?? markerSize
    markerFaceColor = other.markerFaceColor ?? markerFaceColor
    markerEdgeColor = other.markerEdgeColor ?? markerEdgeColor
    markerEdgeWidth = other.markerEdgeWidth ?? markerEdgeWidth
    label = other.label ?? label
    alpha = other.alpha ?? alpha
    zorder = other.zorder ?? zorder
  }

  /// Sets what was given on a line that exists.
  public func apply(to line: Line2D) {
    if let color { line.color = color }
    if let lineStyle { line.lineStyle = lineStyle }
    if let lineWidth { line.lineWidth = lineWidth }
    if marker != nil || markerGiven { line.marker = marker }
    if let markerSize { line.markerSize = markerSize }
    if let markerFaceColor { line.markerFaceColor = markerFaceColor }
    if let markerEdgeColor { line.markerEdgeColor = markerEdgeColor }
    if let markerEdgeWidth { line.markerEdgeWidth = markerEdgeWidth }
    if let markEvery { line.markEvery = max(1, markEvery) }
    if let markStart { line.markStart = max(0, markStart) }
    if let marked { line.marked = marked }
    if let solidCap { line.solidCap = solidCap }
    if let dashCap { line.dashCap = dashCap }
    if let join { line.join = join }
    if let clips { line.clips = clips }
    if let drawStyle { line.drawStyle = drawStyle }
    if let label { line.label = label }
    if let alpha { line.alpha = alpha }
    if let zorder { line.zorder = zorder }
  }
}

extension Axes {
  /// Draws a line through points, or marks them.
  ///
  /// - Parameters:
  ///   - x: nil counts 0, 1, 2, …
  ///   - format: `r--`, `-o`, `C1.` …; options override it.
  /// - Throws: `FigureError` of kind value for lengths that differ or a format that is none.
  @discardableResult
  public func plot(
    x: [Double]? = nil, _ y: [Double], format: String = "", _ options: LineOptions = LineOptions()
  ) throws
    -> Line2D
  {
    let x = x ?? (0..<y.count).map(Double.init)
    guard x.count == y.count else {
      throw FigureError(
        .value,
        "x and y must have same first dimension, but have shapes \(FigureError.shape([x.count])) and \(FigureError.shape([y.count]))"
      )
    }
    try Self.check(alpha: options.alpha)
    let format = try FormatString(parsing: format, cycle: rc.cycle)
    let color = options.color ?? format.color ?? nextColor()
    let line = Line2D(
      x: x, y: y, color: color, lineWidth: rc.number("lines.linewidth"),
      markerSize: rc.number("lines.markersize"))
    line.lineStyle = (try? LineStyle(parsing: rc.text("lines.linestyle"))) ?? .solid
    line.marker = (try? Marker(parsing: rc.text("lines.marker"))) ?? nil
    line.markerEdgeWidth = rc.number("lines.markeredgewidth")
    if let marker = format.marker {
      line.marker = marker
      // Markers alone, unless the format also names a line.
      if format.lineStyle == nil { line.lineStyle = .none }
    }
    if let style = format.lineStyle { line.lineStyle = style }
    options.apply(to: line)
    add(line)
    return line
  }

  static func check(alpha: Double?) throws {
    if let alpha, !(0...1).contains(alpha) {
      throw FigureError(.value, "alpha (\(alpha)) is outside 0-1 range")
    }
  }
}
