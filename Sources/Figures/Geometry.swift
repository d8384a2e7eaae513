/// A place in pixels (x to the right, y down from the top of the picture) or in data units.
public struct Point: Equatable, Sendable {
  public var x: Double
  public var y: Double

  @inlinable public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  var isFinite: Bool { x.isFinite && y.isFinite }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }

  /// The same direction with length 1, or nil for the zero vector.
  var unit: Point? {
    let length = (x * x + y * y).squareRoot()
    guard length > 1e-12, length.isFinite else { return nil }
    return Point(x / length, y / length)
  }

  static func mix(_ a: Point, _ b: Point, _ t: Double) -> Point {
    Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
  }
}

/// An upright rectangle in pixels: `x0` left, `y0` top, `x1` right, `y1` bottom.
public struct Rect: Equatable, Sendable {
  public var x0: Double
  public var y0: Double
  public var x1: Double
  public var y1: Double

  public init(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    self.x0 = x0
    self.y0 = y0
    self.x1 = x1
    self.y1 = y1
  }

  public var width: Double { x1 - x0 }
  public var height: Double { y1 - y0 }
  var center: Point { Point((x0 + x1) / 2, (y0 + y1) / 2) }

  func union(_ other: Rect) -> Rect {
    Rect(min(x0, other.x0), min(y0, other.y0), max(x1, other.x1), max(y1, other.y1))
  }

  func union(_ other: Rect?) -> Rect {
    guard let other else { return self }
    return union(other)
  }

  /// What lies between the left and right ends of another rectangle.
  func within(x other: Rect) -> Rect { Rect(max(x0, other.x0), y0, min(x1, other.x1), y1) }

  /// What lies between the upper and lower ends of another rectangle.
  func within(y other: Rect) -> Rect { Rect(x0, max(y0, other.y0), x1, min(y1, other.y1)) }

  func insetBy(_ margin: Double) -> Rect { Rect(x0 + margin, y0 + margin, x1 - margin, y1 - margin) }

  func moved(_ dx: Double, _ dy: Double) -> Rect { Rect(x0 + dx, y0 + dy, x1 + dx, y1 + dy) }

  func intersects(_ other: Rect) -> Bool {
    x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1
  }

  func contains(_ point: Point) -> Bool {
    point.x >= x0 && point.x <= x1 && point.y >= y0 && point.y <= y1
  }

  /// The smallest rectangle around some points, or nil for none.
  static func around(_ points: [Point]) -> Rect? {
    guard let first = points.first else { return nil }
    var box = Rect(first.x, first.y, first.x, first.y)
    for point in points.dropFirst() {
      box = Rect(min(box.x0, point.x), min(box.y0, point.y), max(box.x1, point.x), max(box.y1, point.y))
    }
    return box
  }
}

/// x' = a·x + c·y + e, y' = b·x + d·y + f.
struct Affine: Equatable, Sendable {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  @inline(__always)
  func apply(_ p: Point) -> Point { Point(a * p.x + c * p.y + e, b * p.x + d * p.y + f) }

  /// Turns counter-clockwise as seen on the screen (where y points down), then moves the origin to `origin`.
  static func rotation(degrees: Double, origin: Point) -> Affine {
    let (sin, cos) = Elementary.sinCos(degrees: degrees)
    return Affine(a: cos, b: -sin, c: sin, d: cos, e: origin.x, f: origin.y)
  }
}
