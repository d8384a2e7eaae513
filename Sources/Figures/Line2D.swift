/// A line through points, with or without markers.
public final class Line2D: Artist {
  public var x: [Double]
  public var y: [Double]
  public var color: Color
  public var lineStyle: LineStyle = .solid
  /// In points.
  public var lineWidth: Double
  public var marker: Marker?
  /// In points.
  public var markerSize: Double
  public var markerFaceColor: Color?
  public var markerEdgeColor: Color?
  public var markerEdgeWidth = 1.0
  /// Draw every n-th marker only.
  public var markEvery = 1
  public var drawStyle = DrawStyle.straight
  /// How much of the frame the points stand for: spans such as axhline ignore one axis when limits are found.
  var ignoresX = false
  var ignoresY = false
  /// x (or y) counts from 0 to 1 across the frame, as in axhline.
  var xInFrame = false
  var yInFrame = false

  public enum DrawStyle: String, Sendable {
    case straight = "default"
    case stepsPre = "steps-pre"
    case stepsMid = "steps-mid"
    case stepsPost = "steps-post"
  }

  public init(x: [Double], y: [Double], color: Color, lineWidth: Double = 1.5, markerSize: Double = 6) {
    self.x = x
    self.y = y
    self.color = color
    self.lineWidth = lineWidth
    self.markerSize = markerSize
    super.init(zorder: 2)
  }

  override var extent: Extent {
    let all = Extent(x: x, y: y)
    var result = Extent()
    if !ignoresX && !xInFrame, !all.x.isEmpty { result.addX(all.x.low, all.x.high, all.x.lowPositive) }
    if !ignoresY && !yInFrame, !all.y.isEmpty { result.addY(all.y.low, all.y.high, all.y.lowPositive) }
    return result
  }

  private func places(in view: View) -> [Point] {
    var points: [Point] = []
    points.reserveCapacity(min(x.count, y.count))
    for index in 0..<min(x.count, y.count) {
      let px = xInFrame ? view.frame.x0 + view.frame.width * x[index] : view.x.pixel(x[index])
      let py = yInFrame ? view.frame.y1 - view.frame.height * y[index] : view.y.pixel(y[index])
      points.append(Point(px, py))
    }
    return points
  }

  private func pen(_ pointSize: Double) -> Pen {
    let width = lineWidth * pointSize
    let dash = lineStyle.dash(width: width)
    return Pen(
      color.withAlpha(alpha), width: width, dash: dash, cap: dash.isEmpty ? .projecting : .butt)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let points = places(in: view)
    if lineStyle != .none, lineWidth > 0 {
      var line = drawStyle == .straight ? Simplify.thinned(points) : stepped(points)
      // A straight horizontal or vertical line is put on the pixel grid.
      if line.count == 2 || xInFrame || yInFrame {
        let width = lineWidth * view.pointSize
        if let y = line.first?.y, line.allSatisfy({ abs($0.y - y) < 1e-6 }) {
          for index in line.indices { line[index].y = View.snap(y, width: width) }
        } else if let x = line.first?.x, line.allSatisfy({ abs($0.x - x) < 1e-6 }) {
          for index in line.indices { line[index].x = View.snap(x, width: width) }
        }
      }
      canvas.stroke(Path(line), pen(view.pointSize))
    }
    if let marker {
      let chosen =
        markEvery > 1 ? points.enumerated().filter { $0.offset % markEvery == 0 }.map(\.element) : points
      draw(marker, on: canvas, at: chosen.filter(\.isFinite), view.pointSize)
    }
  }

  private func draw(_ marker: Marker, on canvas: any Canvas, at places: [Point], _ pointSize: Double) {
    let face = (markerFaceColor ?? color).withAlpha(alpha)
    let edge = (markerEdgeColor ?? color).withAlpha(alpha)
    canvas.markers(
      marker.path(size: markerSize * pointSize), at: places, fill: marker.filled ? face : .none,
      pen: Pen(
        edge, width: marker.name == "," ? 0 : markerEdgeWidth * pointSize,
        join: marker.name == "o" ? .round : .miter))
  }

  override var canHaveLegendEntry: Bool { !(label?.hasPrefix("_") ?? false) }

  private func stepped(_ points: [Point]) -> [Point] {
    guard var last = points.first else { return [] }
    var result = [last]
    for point in points.dropFirst() {
      switch drawStyle {
      case .straight: break
      case .stepsPre: result.append(Point(last.x, point.y))
      case .stepsPost: result.append(Point(point.x, last.y))
      case .stepsMid:
        result.append(Point((last.x + point.x) / 2, last.y))
        result.append(Point((last.x + point.x) / 2, point.y))
      }
      result.append(point)
      last = point
    }
    return result
  }

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, pointSize: Double) {
    let y = View.snap(box.center.y, width: lineWidth * pointSize)
    if lineStyle != .none, lineWidth > 0 {
      var pen = pen(pointSize)
      pen.cap = .butt
      canvas.stroke(Path([Point(box.x0, y), Point(box.x1, y)]), pen)
    }
    if let marker { draw(marker, on: canvas, at: [Point(box.center.x, y)], pointSize) }
  }

  override func obstacles(in view: View) -> [Point] {
    let points = places(in: view)
    guard lineStyle != .none, points.count > 1 else { return points }
    // Points along the line too, or a legend would lie on a line whose ends are elsewhere.
    var result: [Point] = []
    for index in points.indices.dropFirst() {
      let (a, b) = (points[index - 1], points[index])
      guard a.isFinite, b.isFinite else { continue }
      let steps = min(40, max(1, Elementary.whole(max(abs(b.x - a.x), abs(b.y - a.y)) / 8)))
      for step in 0...steps { result.append(.mix(a, b, Double(step) / Double(steps))) }
    }
    return result
  }
}
