import Arrays

/// How a line is drawn. Lengths are in pixels.
public struct Pen: Equatable, Sendable {
  public enum Cap: String, Sendable {
    case butt, round, projecting
  }

  public enum Join: String, Sendable {
    case miter, round, bevel
  }

  public var color: Color
  public var width: Double
  /// On and off lengths in turn; empty for a solid line.
  public var dash: [Double]
  public var dashOffset: Double
  public var cap: Cap
  public var join: Join

  public init(
    _ color: Color, width: Double, dash: [Double] = [], dashOffset: Double = 0, cap: Cap = .butt,
    join: Join = .round
  ) {
    self.color = color
    self.width = width
    self.dash = dash
    self.dashOffset = dashOffset
    self.cap = cap
    self.join = join
  }
}

/// Turns a line into polygons for the rasteriser: one rectangle a segment, one wedge a corner, one piece a cap, all with the
/// same orientation, so that their union is the stroke.
struct Stroker {
  private let raster: Rasteriser
  private let radius: Double
  private let cap: Pen.Cap
  private let join: Pen.Join
  /// The largest angle between two points of a round join, as the cosine of its half.
  private let roundness: Double

  init(_ raster: Rasteriser, width: Double, cap: Pen.Cap, join: Pen.Join) {
    self.raster = raster
    radius = width / 2
    self.cap = cap
    self.join = join
    // An arc's chord stays within 0.06 pixels of the arc.
    roundness = max(0.6, 1 - 0.06 / max(radius, 0.01))
  }

  func stroke(_ line: Path.Polyline) {
    var corners: [Point] = []
    corners.reserveCapacity(line.points.count)
    for point in line.points
    where corners.last.map({ abs($0.x - point.x) + abs($0.y - point.y) > 1e-6 }) ?? true {
      corners.append(point)
    }
    let closed = line.closed && corners.count > 2
    if closed, let first = corners.first, let last = corners.last,
      abs(first.x - last.x) + abs(first.y - last.y) < 1e-6
    {
      corners.removeLast()
    }
    guard corners.count > 1 else {
      if let point = corners.first { dot(point) }
      return
    }
    var previous: Point?
    var firstDirection = Point(1, 0)
    for index in 1..<corners.count where !Interruption.isPending {
      let (a, b) = (corners[index - 1], corners[index])
      guard let direction = (b - a).unit else { continue }
      segment(a, b, direction)
      if let previous { corner(a, previous, direction) } else { firstDirection = direction }
      previous = direction
    }
    guard let lastDirection = previous, let start = corners.first, let end = corners.last else { return }
    if closed {
      guard let direction = (start - end).unit else { return }
      segment(end, start, direction)
      corner(end, lastDirection, direction)
      corner(start, direction, firstDirection)
    } else {
      self.end(start, firstDirection * -1)
      self.end(end, lastDirection)
    }
  }

  /// A line without length: a disc for round caps, else nothing, since it has no direction.
  private func dot(_ p: Point) {
    guard cap == .round else { return }
    end(p, Point(1, 0))
    end(p, Point(-1, 0))
  }

  private func segment(_ a: Point, _ b: Point, _ direction: Point) {
    let side = Point(-direction.y * radius, direction.x * radius)
    polygon([a + side, a - side, b - side, b + side])
  }

  private func corner(_ p: Point, _ before: Point, _ after: Point) {
    let turn = before.x * after.y - before.y * after.x
    let along = before.x * after.x + before.y * after.y
    // Nearly straight: the two rectangles meet within a hundredth of a pixel.
    if along > 0, abs(turn) * radius < 0.02 { return }
    // The outer side of the corner.
    let side = turn > 0 ? radius : -radius
    let from = Point(before.y * side, -before.x * side)
    let to = Point(after.y * side, -after.x * side)
    switch join {
    case .bevel: wedge([p, p + from, p + to])
    case .round: wedge([p, p + from] + arc(p, from, to, depth: 0) + [p + to])
    case .miter:
      let cosHalf = ((1 + along) / 2).squareRoot()
      // AGG's miter limit of 4: sharper corners are cut off.
      if cosHalf > 0.25, let middle = (from + to).unit {
        wedge([p, p + from, p + middle * (radius / cosHalf), p + to])
      } else {
        wedge([p, p + from, p + to])
      }
    }
  }

  /// Points between `p + from` and `p + to` on a circle, found by halving: square roots only.
  private func arc(_ p: Point, _ from: Point, _ to: Point, depth: Int) -> [Point] {
    let cosine = (from.x * to.x + from.y * to.y) / (radius * radius)
    let cosHalf = max(0, (1 + cosine) / 2).squareRoot()
    guard cosHalf < roundness, depth < 6 else { return [] }
    // A half turn has no middle of its own: take the one ahead.
    let middle = (from + to).unit.map { $0 * radius } ?? Point(from.y, -from.x)
    return arc(p, from, middle, depth: depth + 1) + [p + middle] + arc(p, middle, to, depth: depth + 1)
  }

  private func end(_ p: Point, _ direction: Point) {
    let side = Point(-direction.y * radius, direction.x * radius)
    let ahead = direction * radius
    switch cap {
    case .butt: return
    case .projecting: polygon([p + side, p - side, p - side + ahead, p + side + ahead])
    case .round:
      let first = arc(p, side * -1, ahead, depth: 1)
      let second = arc(p, ahead, side, depth: 1)
      polygon([p - side] + first + [p + ahead] + second + [p + side])
    }
  }

  /// A polygon whose points go from the right side to the left of the direction of travel.
  private func polygon(_ points: [Point]) { wedge(points) }

  /// Adds a polygon with positive area, whichever way its points run.
  private func wedge(_ points: [Point]) {
    var area = 0.0
    var previous = points[points.count - 1]
    for point in points {
      area += previous.x * point.y - point.x * previous.y
      previous = point
    }
    if area >= 0 {
      for index in points.indices { raster.edge(points[index], points[(index + 1) % points.count]) }
    } else {
      for index in points.indices { raster.edge(points[(index + 1) % points.count], points[index]) }
    }
  }
}
