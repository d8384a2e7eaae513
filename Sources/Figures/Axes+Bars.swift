extension Axes {
  /// Upright bars.
  ///
  /// - Parameters:
  ///   - x: middles of the bars, or their left sides with `align` edge.
  ///   - height, width, bottom: one for all, or one a bar.
  ///   - errors: lengths of error bars.
  @discardableResult
  public func bar(
    x: [Double], height: [Double], width: [Double] = [0.8], bottom: [Double] = [0], align: String = "center",
    _ options: PatchOptions = PatchOptions(), errors: BarErrors? = nil
  ) throws -> Bars {
    let heights = try spread(height, x.count, "height", "x")
    let widths = try spread(width, x.count, "width", "x")
    let bottoms = try spread(bottom, x.count, "bottom", "x")
    let shift = try shift(align)
    let colors = barColors(options, x.count)
    let artist = Bars(
      x.indices.map { index in
        Bars.Bar(
          x: x[index] - widths[index] * shift, y: bottoms[index], width: widths[index],
          height: heights[index],
          color: colors[index])
      })
    artist.footY = bottoms.min()
    let lengths = try errors.map { try checked($0, x.count, "yerr", "x") }
    start(artist, options)
    if let lengths, let errors {
      artist.errors = lengths.upper
      addErrors(
        x.indices.map { index in
          let middle = x[index] + widths[index] * (0.5 - shift)
          let top = bottoms[index] + heights[index]
          return (Point(middle, top - lengths.lower[index]), Point(middle, top + lengths.upper[index]))
        }, errors, artist)
    }
    return artist
  }

  /// Bars from left to right, one a row.
  @discardableResult
  public func barh(
    y: [Double], width: [Double], height: [Double] = [0.8], left: [Double] = [0], align: String = "center",
    _ options: PatchOptions = PatchOptions(), errors: BarErrors? = nil
  ) throws -> Bars {
    let widths = try spread(width, y.count, "width", "y")
    let heights = try spread(height, y.count, "height", "y")
    let lefts = try spread(left, y.count, "left", "y")
    let shift = try shift(align)
    let colors = barColors(options, y.count)
    let artist = Bars(
      y.indices.map { index in
        Bars.Bar(
          x: lefts[index], y: y[index] - heights[index] * shift, width: widths[index], height: heights[index],
          color: colors[index])
      })
    artist.footX = lefts.min()
    artist.isHorizontal = true
    let lengths = try errors.map { try checked($0, y.count, "xerr", "y") }
    start(artist, options)
    if let lengths, let errors {
      artist.errors = lengths.upper
      addErrors(
        y.indices.map { index in
          let middle = y[index] + heights[index] * (0.5 - shift)
          let end = lefts[index] + widths[index]
          return (Point(end - lengths.lower[index], middle), Point(end + lengths.upper[index], middle))
        }, errors, artist)
    }
    return artist
  }

  /// What a call says about the error bars on bars.
  public struct BarErrors: Sendable {
    /// Lengths below and above the bars' ends; one stands for all.
    public var lower: [Double]
    public var upper: [Double]
    public var color = Color.black
    public var lineWidth: Double?
    public var capSize: Double?
    public var capThickness: Double?

    public init(lower: [Double], upper: [Double]) {
      self.lower = lower
      self.upper = upper
    }
  }

  private func start(_ artist: Bars, _ options: PatchOptions) {
    if rc.flag("patch.force_edgecolor") { artist.edgeColor = rc.color("patch.edgecolor") }
    artist.lineWidth = rc.number("patch.linewidth")
    artist.isContainer = true
    artist.apply(options)
    add(artist)
  }

  private func checked(_ errors: BarErrors, _ count: Int, _ name: String, _ first: String) throws -> BarErrors
  {
    var errors = errors
    errors.lower = try spread(errors.lower, count, name, first)
    errors.upper = try spread(errors.upper, count, name, first)
    guard !(errors.lower + errors.upper).contains(where: { $0 < 0 }) else {
      throw FigureError(.value, "'\(name)' must not contain negative values")
    }
    return errors
  }

  private func addErrors(_ segments: [(Point, Point)], _ errors: BarErrors, _ artist: Bars) {
    let bars = Segments(
      segments, color: errors.color, lineWidth: errors.lineWidth ?? rc.number("lines.linewidth"))
    bars.capSize = errors.capSize ?? rc.number("errorbar.capsize")
    bars.capThickness = errors.capThickness ?? 1
    bars.label = "_bars"
    if artist.zorder > bars.zorder { bars.zorder = artist.zorder }
    add(bars)
  }

  private func shift(_ align: String) throws -> Double {
    switch align {
    case "center": 0.5
    case "edge": 0
    default: throw FigureError.unsupported(align, for: "align", supported: ["center", "edge"])
    }
  }

  private func spread(_ values: [Double], _ count: Int, _ name: String, _ first: String) throws -> [Double] {
    if values.count == count { return values }
    guard values.count == 1 else {
      throw FigureError(
        .value,
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between '\(first)' with shape \(FigureError.shape([count])) and '\(name)' with shape \(FigureError.shape([values.count]))."
      )
    }
    return [Double](repeating: values[0], count: count)
  }

  private func barColors(_ options: PatchOptions, _ count: Int) -> [Color] {
    if let colors = options.colors, !colors.isEmpty { return (0..<count).map { colors[$0 % colors.count] } }
    let color = options.faceColor ?? options.color ?? nextPatchColor()
    return [Color](repeating: color, count: count)
  }

  /// Shows names along an axis, as bars over words need: the first name at 0, the next at 1.
  public func setCategories(_ names: [String], _ direction: Axis.Direction) {
    let axis = direction == .x ? xAxis : yAxis
    axis.ticks = names.indices.map(Double.init)
    axis.tickLabels = names
  }
}
