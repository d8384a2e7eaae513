extension Path {
  /// A part of a circle between two angles in degrees, counter-clockwise in data units; with an inner radius, a part of a ring.
  public static func wedge(
    center: Point, radius: Double, from start: Double, to end: Double, inner: Double = 0,
    open: Bool = false
  ) -> Path {
    var path = Path()
    let span = end - start
    let isWhole = abs(span) >= 360 - 1e-9
    if isWhole, inner <= 0, !open {
      return Path.ellipse(
        in: Rect(center.x - radius, center.y - radius, center.x + radius, center.y + radius))
    }
    if open {
      path.arc(center, radius, start, end, moves: true)
      return path
    }
    path.arc(center, radius, start, end, moves: true)
    if inner > 0 {
      path.arc(center, inner, end, start, moves: isWhole)
    } else {
      path.line(center)
    }
    path.close()
    return path
  }

  /// Quarter circles and less, each as one cubic (the usual approximation).
  private mutating func arc(_ c: Point, _ r: Double, _ start: Double, _ end: Double, moves: Bool) {
    let span = min(max(end - start, -360), 360)
    let count = max(1, Elementary.whole((abs(span) / 90 - 1e-9).rounded(.up)))
    let step = span / Double(count)
    let (half, halfCos) = Elementary.sinCos(degrees: step / 4)
    // 4/3·tan(step/4)
    let k = 4.0 / 3 * half / halfCos
    func point(_ angle: Double) -> (Point, Point) {
      let (sin, cos) = Elementary.sinCos(degrees: angle)
      return (Point(c.x + r * cos, c.y + r * sin), Point(-sin * r * k, cos * r * k))
    }
    var (at, tangent) = point(start)
    if moves { move(at) } else { line(at) }
    for index in 1...count {
      let (next, nextTangent) = point(start + step * Double(index))
      curve(at + tangent, next - nextTangent, next)
      (at, tangent) = (next, nextTangent)
    }
  }

  /// An ellipse of some width and height, turned counter-clockwise in data units.
  public static func ellipse(center: Point, width: Double, height: Double, degrees: Double = 0) -> Path {
    let upright = ellipse(
      in: Rect(center.x - width / 2, center.y - height / 2, center.x + width / 2, center.y + height / 2))
    return degrees == 0 ? upright : upright.turned(degrees, around: center)
  }

  /// Turned counter-clockwise in data units, where y points up.
  public func turned(_ degrees: Double, around center: Point) -> Path {
    let (sin, cos) = Elementary.sinCos(degrees: degrees)
    return mapped { p in
      let d = p - center
      return Point(center.x + d.x * cos - d.y * sin, center.y + d.x * sin + d.y * cos)
    }
  }

  /// A straight arrow with a filled head, in data units: matplotlib's `arrow`.
  public static func arrow(
    from a: Point, by d: Point, width: Double, headWidth: Double, headLength: Double, includesHead: Bool
  ) -> Path {
    guard let along = d.unit else { return Path() }
    let side = Point(-along.y, along.x)
    let end = a + d
    let (neck, tip) = includesHead ? (end - along * headLength, end) : (end, end + along * headLength)
    return Path(
      [
        a + side * (width / 2), neck + side * (width / 2), neck + side * (headWidth / 2), tip,
        neck - side * (headWidth / 2), neck - side * (width / 2), a - side * (width / 2),
      ], closed: true)
  }
}

extension Path {
  /// A point of a circle, its angle in degrees counter-clockwise from the right.
  public static func onCircle(_ center: Point, _ radius: Double, degrees: Double) -> Point {
    let (sin, cos) = Elementary.sinCos(degrees: degrees)
    return Point(center.x + radius * cos, center.y + radius * sin)
  }

  /// Stretched along both axes around the origin, which then is at `center`.
  public func scaled(_ x: Double, _ y: Double, to center: Point) -> Path {
    mapped { Point(center.x + $0.x * x, center.y + $0.y * y) }
  }
}
