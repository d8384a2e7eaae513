/// What a call may say about a scatter plot.
public struct ScatterOptions: Sendable {
  /// Areas in square points: one, or one a point.
  public var sizes: [Double]?
  /// One colour, or one a point.
  public var colors: [Color]?
  /// Values for the colormap, in place of colours.
  public var values: [Double]?
  public var colormap: Colormap?
  public var vmin: Double?
  public var vmax: Double?
  public var marker: Marker?
  public var edgeColor: Color?
  /// One a point, over `edgeColor`.
  public var edgeColors: [Color] = []
  public var lineWidths: [Double] = []
  public var norm = Norm.linear
  public var clips: Bool?
  /// Only outlines: matplotlib's `facecolors='none'`.
  public var hollow = false
  public var lineWidth: Double?
  public var label: String?
  public var alpha: Double?
  public var zorder: Double?
  public init() {}
}

extension Axes {
  /// Marks points.
  ///
  /// - Throws: `FigureError` of kind value for lengths that differ.
  @discardableResult
  public func scatter(x: [Double], y: [Double], _ options: ScatterOptions = ScatterOptions()) throws
    -> PathCollection
  {
    guard x.count == y.count else { throw FigureError(.value, "x and y must be the same size") }
    if let sizes = options.sizes, sizes.count != 1, sizes.count != x.count {
      throw FigureError(
        .value, "s (size \(sizes.count)) cannot be broadcast to match x and y (size \(x.count))")
    }
    for count in [options.values?.count, options.colors.map { $0.count == 1 ? x.count : $0.count }] {
      if let count, count != x.count {
        throw FigureError(
          .value,
          "'c' argument has \(count) elements, which is inconsistent with 'x' and 'y' with size \(x.count).")
      }
    }
    try Self.check(alpha: options.alpha)
    let color = options.values == nil && options.colors == nil ? [nextPatchColor()] : options.colors ?? []
    let points = PathCollection(
      x: x, y: y, sizes: options.sizes ?? [rc.number("lines.markersize") * rc.number("lines.markersize")],
      colors: color,
      colormap: try options.colormap ?? Colormap.named(rc.text("image.cmap")),
      marker: try options.marker ?? Marker(parsing: rc.text("scatter.marker")) ?? Marker("o"))
    points.norm = options.norm
    points.edgeColors = options.edgeColors
    points.lineWidths = options.lineWidths
    // Signs without an inside are drawn as thick as lines are.
    if !points.marker.filled { points.lineWidth = rc.number("lines.linewidth") }
    if let clips = options.clips { points.clips = clips }
    points.values = options.values
    points.vmin = options.vmin
    points.vmax = options.vmax
    points.edgeColor = options.edgeColor ?? rc.color("scatter.edgecolors")
    points.hollow = options.hollow
    if let width = options.lineWidth { points.lineWidth = width }
    points.label = options.label
    points.alpha = options.alpha
    if let zorder = options.zorder { points.zorder = zorder }
    add(points)
    return points
  }
}
