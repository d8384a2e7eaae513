import Arrays

/// Points of a scatter plot, each with its own size and colour.
public final class PathCollection: Artist, ColorMapped {
  public var x: [Double]
  public var y: [Double]
  /// Areas in square points: one for all, or one a point.
  public var sizes: [Double]
  /// One for all, or one a point.
  public var colors: [Color]
  /// In place of colours.
  public var values: [Double]?
  public var colormap: Colormap
  public var norm = Norm.linear
  public var vmin: Double?
  public var vmax: Double?
  public var marker: Marker
  /// nil is the colour of the inside.
  public var edgeColor: Color?
  /// One a point, over `edgeColor`.
  public var edgeColors: [Color] = []
  public var lineWidth = 1.0
  /// One a point, over `lineWidth`.
  public var lineWidths: [Double] = []
  public var hollow = false

  init(x: [Double], y: [Double], sizes: [Double], colors: [Color], colormap: Colormap, marker: Marker) {
    self.x = x
    self.y = y
    self.sizes = sizes
    self.colors = colors
    self.colormap = colormap
    self.marker = marker
    super.init(zorder: 1)
  }

  override var canHaveLegendEntry: Bool { true }

  override var extent: Extent {
    // Points that are not finite are not there.
    var result = Extent()
    for (a, b) in zip(x, y) where a.isFinite && b.isFinite {
      result.addX(a)
      result.addY(b)
    }
    return result
  }

  public func dataRange() -> (Double, Double)? { range(of: values ?? []) }

  private func color(_ index: Int, _ limits: (low: Double, high: Double)) -> Color {
    var color: Color
    if let values {
      guard index < values.count else { return .none }
      color = colormap.color(norm.place(values[index], limits.low, limits.high, colors: colormap.count))
    } else {
      color = colors.isEmpty ? .none : colors[index % colors.count]
    }
    return color.withAlpha(alpha ?? color.alpha)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let limits = colorLimits
    var index = 0
    let count = min(x.count, y.count)
    // Points of one look that follow each other go out together.
    while index < count, !Interruption.isPending {
      let size = sizes.isEmpty ? 36 : sizes[index % sizes.count]
      let color = color(index, limits)
      let (edge, width) = (edge(index), width(index))
      var places: [Point] = []
      while index < count, sizes.isEmpty || sizes[index % sizes.count] == size,
        self.color(index, limits) == color, self.edge(index) == edge, self.width(index) == width
      {
        let place = view.place(x[index], y[index])
        if place.isFinite { places.append(place) }
        index += 1
        if Interruption.isPending(at: index) { return }
      }
      draw(on: canvas, at: places, size, color, edge, width, view.pointSize)
    }
  }

  private func edge(_ index: Int) -> Color? {
    edgeColors.isEmpty ? edgeColor : edgeColors[index % edgeColors.count]
  }

  private func width(_ index: Int) -> Double {
    lineWidths.isEmpty ? lineWidth : lineWidths[index % lineWidths.count]
  }

  private func draw(
    on canvas: any Canvas, at places: [Point], _ size: Double, _ color: Color, _ edgeColor: Color?,
    _ lineWidth: Double, _ pointSize: Double
  ) {
    guard size > 0, size.isFinite else { return }
    // A scatter's point and pixel are no smaller than its disc and square; its area is given, its width is the root.
    let diameter = size.squareRoot() * pointSize
    let edge = edgeColor.map { $0.withAlpha(alpha ?? $0.alpha) } ?? color
    // A translucent edge over its own inside would show as a ring.
    let width = edgeColor == nil && marker.filled && color.alpha < 1 ? 0 : lineWidth * pointSize
    let path = marker.path(size: width == 0 && edgeColor == nil ? diameter + lineWidth * pointSize : diameter)
    canvas.markers(
      path, at: places, fill: marker.filled && !hollow ? color : .none,
      pen: Pen(edge, width: width, join: marker.join))
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let size =
      (sizes.isEmpty ? 36 : sizes.reduce(0, +) / Double(sizes.count)) * key.markerScale * key.markerScale
    draw(
      on: canvas, at: key.places(key.scatterPoints, in: box).map { Point($0, box.center.y) },
      sizes.count > 1 ? size : (sizes.first ?? 36) * key.markerScale * key.markerScale,
      values == nil ? color(0, (0, 1)) : colormap.color(0.5), edge(0), width(0), key.pointSize)
  }

  override var legendColor: Color? { values == nil ? colors.first : colormap.color(0.5) }

  override func obstacles(in view: View) -> [Point] {
    zip(x, y).map { view.place($0, $1) }.filter(\.isFinite)
  }
}
