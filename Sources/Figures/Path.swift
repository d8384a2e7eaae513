import Arrays

/// Lines and cubic curves, in one flat list of points.
public struct Path: Equatable, Sendable {
  enum Verb: UInt8, Sendable {
    case move, line, curve, close
  }

  private(set) var verbs: [Verb] = []
  /// One point for a move or a line, three for a curve, none for a close.
  private(set) var points: [Point] = []

  public init() {}

  /// A polyline through points.
  public init(_ points: [Point], closed: Bool = false) {
    guard !points.isEmpty else { return }
    self.points = points
    verbs = [Verb](repeating: .line, count: points.count)
    verbs[0] = .move
    if closed { verbs.append(.close) }
  }

  /// The outline of a rectangle.
  public init(_ rect: Rect) {
    self.init(
      [
        Point(rect.x0, rect.y0), Point(rect.x1, rect.y0), Point(rect.x1, rect.y1), Point(rect.x0, rect.y1),
      ], closed: true)
  }

  public var isEmpty: Bool { verbs.isEmpty }

  public mutating func move(_ p: Point) {
    verbs.append(.move)
    points.append(p)
  }

  public mutating func line(_ p: Point) {
    verbs.append(verbs.isEmpty ? .move : .line)
    points.append(p)
  }

  public mutating func curve(_ a: Point, _ b: Point, _ p: Point) {
    verbs.append(.curve)
    points.append(a)
    points.append(b)
    points.append(p)
  }

  public mutating func close() {
    if !verbs.isEmpty { verbs.append(.close) }
  }

  mutating func append(_ other: Path) {
    verbs += other.verbs
    points += other.points
  }

  /// The distance of a cubic's control points from its ends, for a quarter of a circle with radius 1.
  static let quarter = 0.5522847498307936

  /// An ellipse inside a rectangle, from four cubic quarters.
  static func ellipse(in box: Rect) -> Path {
    let c = box.center
    let rx = box.width / 2
    let ry = box.height / 2
    let kx = rx * quarter
    let ky = ry * quarter
    var path = Path()
    path.move(Point(c.x + rx, c.y))
    path.curve(Point(c.x + rx, c.y + ky), Point(c.x + kx, c.y + ry), Point(c.x, c.y + ry))
    path.curve(Point(c.x - kx, c.y + ry), Point(c.x - rx, c.y + ky), Point(c.x - rx, c.y))
    path.curve(Point(c.x - rx, c.y - ky), Point(c.x - kx, c.y - ry), Point(c.x, c.y - ry))
    path.curve(Point(c.x + kx, c.y - ry), Point(c.x + rx, c.y - ky), Point(c.x + rx, c.y))
    path.close()
    return path
  }

  /// A rectangle whose corners are quarter ellipses of the given radius.
  static func rounded(_ box: Rect, radius: Double) -> Path {
    let r = min(radius, box.width / 2, box.height / 2)
    guard r > 0 else { return Path(box) }
    let k = r * (1 - quarter)
    var path = Path()
    path.move(Point(box.x0 + r, box.y0))
    path.line(Point(box.x1 - r, box.y0))
    path.curve(Point(box.x1 - k, box.y0), Point(box.x1, box.y0 + k), Point(box.x1, box.y0 + r))
    path.line(Point(box.x1, box.y1 - r))
    path.curve(Point(box.x1, box.y1 - k), Point(box.x1 - k, box.y1), Point(box.x1 - r, box.y1))
    path.line(Point(box.x0 + r, box.y1))
    path.curve(Point(box.x0 + k, box.y1), Point(box.x0, box.y1 - k), Point(box.x0, box.y1 - r))
    path.line(Point(box.x0, box.y0 + r))
    path.curve(Point(box.x0, box.y0 + k), Point(box.x0 + k, box.y0), Point(box.x0 + r, box.y0))
    path.close()
    return path
  }

  func transformed(_ transform: Affine) -> Path {
    var path = self
    for index in path.points.indices { path.points[index] = transform.apply(path.points[index]) }
    return path
  }

  func moved(to origin: Point, scale: Double = 1) -> Path {
    transformed(Affine(a: scale, d: scale, e: origin.x, f: origin.y))
  }

  /// One run of connected straight lines.
  struct Polyline {
    var points: [Point]
    var closed: Bool
  }

  /// The path as straight lines, curves cut so finely that no eye sees it (`tolerance` in pixels). Points that are not
  /// finite end a line; the next finite point begins a new one.
  func polylines(tolerance: Double = 0.05) -> [Polyline] {
    var result: [Polyline] = []
    var current: [Point] = []
    var start = Point(0, 0)
    func finish(closed: Bool) {
      if !current.isEmpty { result.append(Polyline(points: current, closed: closed)) }
      current = []
    }
    var index = 0
    for (turn, verb) in verbs.enumerated() {
      if Interruption.isPending(at: turn) { break }
      switch verb {
      case .move:
        finish(closed: false)
        start = points[index]
        if start.isFinite { current.append(start) }
        index += 1
      case .line:
        let p = points[index]
        if p.isFinite {
          if current.isEmpty { start = p }
          current.append(p)
        } else {
          finish(closed: false)
        }
        index += 1
      case .curve:
        let (a, b, p) = (points[index], points[index + 1], points[index + 2])
        index += 3
        guard let from = current.last, a.isFinite, b.isFinite, p.isFinite else {
          finish(closed: false)
          continue
        }
        // A cubic leaves its chord by at most the second difference times 3/4, over the square of the number of pieces.
        let d1 = from - a * 2 + b
        let d2 = a - b * 2 + p
        let bend = max(d1.x * d1.x + d1.y * d1.y, d2.x * d2.x + d2.y * d2.y).squareRoot()
        let count = max(1, min(64, Elementary.whole((0.75 * bend / tolerance).squareRoot().rounded(.up))))
        for step in 1..<max(count, 1) {
          let t = Double(step) / Double(count)
          let u = 1 - t
          let (w0, w1, w2, w3) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
          current.append(
            Point(
              w0 * from.x + w1 * a.x + w2 * b.x + w3 * p.x, w0 * from.y + w1 * a.y + w2 * b.y + w3 * p.y))
        }
        current.append(p)
      case .close:
        finish(closed: true)
        if start.isFinite { current.append(start) }
      }
    }
    // A lone point after a close is only where the pen rests.
    if !(current.count == 1 && verbs.last == .close) { finish(closed: false) }
    return result
  }
}

extension Path {
  /// The path with every point replaced, in order.
  func mapped(_ replace: (Point) -> Point) -> Path {
    var path = self
    path.replacePoints(replace)
    return path
  }

  private mutating func replacePoints(_ replace: (Point) -> Point) { points = points.map(replace) }
}
