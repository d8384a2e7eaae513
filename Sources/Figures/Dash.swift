/// Cuts lines into dashes.
enum Dash {
  /// The dashes of a line, for on and off lengths in pixels. Closed lines are treated as open ones that end where they began.
  ///
  /// A pattern without length, or one that would give more than `limit` dashes, leaves the line solid.
  static func cut(_ line: Path.Polyline, pattern: [Double], offset: Double, limit: Int = 100_000) -> [Path
    .Polyline]
  {
    let period = pattern.reduce(0, +)
    guard period > 1e-3, period.isFinite, pattern.allSatisfy({ $0 >= 0 }), let first = line.points.first
    else {
      return [line]
    }
    let points = line.closed ? line.points + [first] : line.points
    var length = 0.0
    for index in 1..<max(points.count, 1) { length += distance(points[index - 1], points[index]) }
    guard length.isFinite, length / period * Double(pattern.count) < Double(limit) else { return [line] }

    // An odd number of lengths is read twice, so that on and off keep their turns.
    let lengths = pattern.count % 2 == 0 ? pattern : pattern + pattern
    var index = 0
    var rest = lengths[0]
    var skip = offset.isFinite ? offset.truncatingRemainder(dividingBy: lengths.reduce(0, +)) : 0
    if skip < 0 { skip += lengths.reduce(0, +) }
    while skip >= rest {
      skip -= rest
      index = (index + 1) % lengths.count
      rest = lengths[index]
      if skip == 0, rest == 0 { break }
    }
    rest -= skip

    var result: [Path.Polyline] = []
    var current: [Point] = index % 2 == 0 ? [first] : []
    for corner in 1..<max(points.count, 1) {
      let a = points[corner - 1]
      let b = points[corner]
      let whole = distance(a, b)
      guard whole > 0 else { continue }
      var done = 0.0
      while whole - done > rest {
        done += rest
        let cut = Point.mix(a, b, done / whole)
        if index % 2 == 0 {
          current.append(cut)
          result.append(Path.Polyline(points: current, closed: false))
          current = []
        } else {
          current = [cut]
        }
        index = (index + 1) % lengths.count
        rest = lengths[index]
      }
      rest -= whole - done
      if index % 2 == 0 { current.append(b) }
    }
    if current.count > 1 { result.append(Path.Polyline(points: current, closed: false)) }
    return result
  }

  private static func distance(_ a: Point, _ b: Point) -> Double {
    let d = b - a
    return (d.x * d.x + d.y * d.y).squareRoot()
  }
}
