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
  /// Draw every n-th marker only, from the `markStart`-th on.
  public var markEvery = 1
  public var markStart = 0
  /// Draw the markers of these points only.
  public var marked: Set<Int>?
  public var solidCap: Pen.Cap?
  public var dashCap: Pen.Cap?
  public var join: Pen.Join?
  public var drawStyle = DrawStyle.straight
  /// The error bars that belong to the line, for its sign in a legend.
  var errorBars: [Segments] = []
  /// How much of the frame the points stand for: spans such as axhline ignore one axis when limits are found.
  var ignoresX = false
  var ignoresY = false
  /// x (or y) counts from 0 to 1 across the frame, as in axhline.
  var xInFrame = false
  var yInFrame = false
  /// The line goes on through both points to the frame.
  var isEndless = false

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
    if isEndless {
      // Only the given point counts.
      if let x = x.first, let y = y.first {
        result.addX(x)
        result.addY(y)
      }
      return result
    }
    if !ignoresX && !xInFrame, !all.x.isEmpty { result.addX(all.x.low, all.x.high, all.x.lowPositive) }
    if !ignoresY && !yInFrame, !all.y.isEmpty { result.addY(all.y.low, all.y.high, all.y.lowPositive) }
    return result
  }

  override var asksForLimits: (x: Bool, y: Bool) { (!ignoresX && !xInFrame, !ignoresY && !yInFrame) }

  private func places(in view: View) -> [Point] {
    var points: [Point] = []
    points.reserveCapacity(min(x.count, y.count))
    for index in 0..<min(x.count, y.count) {
      // What a logarithmic axis cannot show lies far below its start, as matplotlib clips it.
      let px = xInFrame ? view.frame.x0 + view.frame.width * x[index] : view.x.clampedPixel(x[index])
      let py = yInFrame ? view.frame.y1 - view.frame.height * y[index] : view.y.clampedPixel(y[index])
      points.append(Point(px, py))
    }
    return points
  }

  private func pen(_ pointSize: Double) -> Pen {
    let width = lineWidth * pointSize
    let dash = lineStyle.dash(width: width)
    var offset = 0.0
    if case .custom(let start, _) = lineStyle { offset = start * width }
    return Pen(
      color.withAlpha(alpha ?? color.alpha), width: width, dash: dash, dashOffset: offset,
      cap: dash.isEmpty ? solidCap ?? .projecting : dashCap ?? .butt, join: join ?? .round)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let points = places(in: view)
    if isEndless, let ends = endless(points, in: view) {
      canvas.stroke(Path(ends), pen(view.pointSize))
      return
    }
    if lineStyle != .none, lineWidth > 0 {
      var line = drawStyle == .straight ? Simplify.thinned(points) : Line2D.stepped(points, drawStyle)
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
      var chosen = points
      if let marked {
        chosen = points.indices.filter(marked.contains).map { points[$0] }
      } else if markEvery > 1 || markStart > 0 {
        chosen = points.indices.filter { $0 >= markStart && ($0 - markStart) % markEvery == 0 }
          .map { points[$0] }
      }
      draw(marker, on: canvas, at: chosen.filter(\.isFinite), view.pointSize)
    }
  }

  /// A line through two places, far enough to leave the frame at both ends.
  private func endless(_ points: [Point], in view: View) -> [Point]? {
    guard points.count == 2, points[0].isFinite, points[1].isFinite, let along = (points[1] - points[0]).unit
    else { return nil }
    let frame = view.frame
    let middle = frame.center - points[0]
    let nearest = points[0] + along * (middle.x * along.x + middle.y * along.y)
    let reach = frame.width + frame.height
    return [nearest - along * reach, nearest + along * reach]
  }

  private func draw(_ marker: Marker, on canvas: any Canvas, at places: [Point], _ pointSize: Double) {
    let face = (markerFaceColor ?? color).withAlpha(alpha ?? (markerFaceColor ?? color).alpha)
    let edge = (markerEdgeColor ?? color).withAlpha(alpha ?? (markerEdgeColor ?? color).alpha)
    canvas.markers(
      marker.path(size: markerSize * pointSize), at: places, fill: marker.filled ? face : .none,
      pen: Pen(
        edge, width: marker.name == "," ? 0 : markerEdgeWidth * pointSize,
        join: marker.join))
  }

  override var canHaveLegendEntry: Bool { !(label?.hasPrefix("_") ?? false) }

  /// The corners of a line of steps.
  static func stepped(_ points: [Point], _ drawStyle: DrawStyle) -> [Point] {
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

  override func drawLegendKey(on canvas: any Canvas, in box: Rect, _ key: LegendKey) {
    let y = View.snap(box.center.y, width: lineWidth * key.pointSize)
    for bars in errorBars { bars.drawErrorKey(on: canvas, in: box, at: y, key) }
    if lineStyle != .none, lineWidth > 0 {
      var pen = pen(key.pointSize)
      pen.cap = .butt
      canvas.stroke(Path([Point(box.x0, y), Point(box.x1, y)]), pen)
    }
    if let marker {
      draw(
        marker, on: canvas, at: key.places(key.points, in: box).map { Point($0, y) },
        key.pointSize * key.markerScale)
    }
  }

  override var legendColor: Color? { color }

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
