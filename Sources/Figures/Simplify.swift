/// Leaves out points of a line that no pixel shows.
enum Simplify {
  /// For a line with very many points from left to right: within each third of a pixel the first, lowest, highest and last point.
  /// Other lines only lose points that fall on their predecessor.
  static func thinned(_ points: [Point], from count: Int = 2000) -> [Point] {
    guard points.count > count else { return points }
    var result: [Point] = []
    result.reserveCapacity(points.count)
    var index = 0
    while index < points.count {
      let first = points[index]
      guard first.isFinite else {
        result.append(first)
        index += 1
        continue
      }
      let column = (first.x * 3).rounded(.down)
      var end = index + 1
      var low = index
      var high = index
      while end < points.count, points[end].isFinite, (points[end].x * 3).rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      var previous = -1
      for kept in [index, min(low, high), max(low, high), end - 1] where kept > previous {
        result.append(points[kept])
        previous = kept
      }
      index = end
    }
    return result
  }
}
