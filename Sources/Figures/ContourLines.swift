import Arrays

/// Lines of equal value through a grid of values: marching squares, with straight interpolation along the grid's edges.
///
/// Lorensen and Cline, Marching Cubes (1987), in two dimensions; saddles are decided by the mean of their corners.
struct ContourLines {
  let columns: Int
  let rows: Int
  /// Places of the grid's points, by rows.
  let x: [Double]
  let y: [Double]
  let values: [Double]

  struct Line {
    var points: [Point]
    var closed: Bool
  }

  /// The lines of one level, in data units. Cells with values that are not finite are left out.
  func lines(_ level: Double) -> [Line] {
    guard columns > 1, rows > 1 else { return [] }
    // Each edge of the grid that the level crosses belongs to at most two segments.
    var links: [Int: (Int, Int?)] = [:]
    func link(_ a: Int, _ b: Int) {
      for (from, to) in [(a, b), (b, a)] {
        if let old = links[from] { links[from] = (old.0, to) } else { links[from] = (to, nil) }
      }
    }
    for row in 0..<rows - 1 where !Interruption.isPending {
      for column in 0..<columns - 1 {
        for (a, b) in segments(row, column, level) { link(a, b) }
      }
    }
    return joined(links, level)
  }

  /// An edge's number: even for one along a row, odd for one along a column.
  private func along(_ row: Int, _ column: Int) -> Int { (row * columns + column) * 2 }
  private func up(_ row: Int, _ column: Int) -> Int { (row * columns + column) * 2 + 1 }

  private func segments(_ row: Int, _ column: Int, _ level: Double) -> [(Int, Int)] {
    let at = row * columns + column
    let corners = [values[at], values[at + 1], values[at + columns + 1], values[at + columns]]
    guard corners.allSatisfy(\.isFinite) else { return [] }
    var code = 0
    for (bit, value) in corners.enumerated() where value >= level { code |= 1 << bit }
    let (bottom, right, top, left) = (
      along(row, column), up(row, column + 1), along(row + 1, column), up(row, column)
    )
    switch code {
    case 0, 15: return []
    case 1, 14: return [(left, bottom)]
    case 2, 13: return [(bottom, right)]
    case 3, 12: return [(left, right)]
    case 4, 11: return [(right, top)]
    case 6, 9: return [(bottom, top)]
    case 7, 8: return [(left, top)]
    default:
      let isHigh = corners.reduce(0, +) / 4 >= level
      // 5: lower left and upper right are high.
      return (code == 5) == isHigh ? [(left, top), (bottom, right)] : [(left, bottom), (right, top)]
    }
  }

  private func crossing(_ edge: Int, _ level: Double) -> Point {
    let a = edge / 2
    let b = edge % 2 == 0 ? a + 1 : a + columns
    let (from, to) = (values[a], values[b])
    let t = from == to ? 0.5 : min(max((level - from) / (to - from), 0), 1)
    return Point(x[a] + (x[b] - x[a]) * t, y[a] + (y[b] - y[a]) * t)
  }

  private func joined(_ links: [Int: (Int, Int?)], _ level: Double) -> [Line] {
    let keys = Interruption.sorted(links.keys)
    var left = Set<Int>(minimumCapacity: keys.count)
    for (turn, key) in keys.enumerated() where !Interruption.isPending(at: turn) { left.insert(key) }
    var result: [Line] = []
    func follow(_ start: Int) -> [Int] {
      var chain = [start]
      left.remove(start)
      var last = start
      while let link = links[last] {
        guard let next = [link.0, link.1].compactMap({ $0 }).first(where: { left.contains($0) }) else {
          break
        }
        chain.append(next)
        left.remove(next)
        last = next
      }
      return chain
    }
    // Open lines from their ends first, then what is left is closed. In the order of the edges: the same lines on every run.
    for start in keys where !Interruption.isPending && left.contains(start) && links[start]?.1 == nil {
      result.append(Line(points: follow(start).map { crossing($0, level) }, closed: false))
    }
    for start in keys where !Interruption.isPending && left.contains(start) {
      result.append(Line(points: follow(start).map { crossing($0, level) }, closed: true))
    }
    return result
  }
}
