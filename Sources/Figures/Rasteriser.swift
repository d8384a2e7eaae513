import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns polygons into exact pixel coverage, in fixed point with 8 bits after the point, so that the same polygon gives the
/// same coverage on every machine.
///
/// Each edge adds to the pixels it crosses the signed area to its right; a running sum along the row then is the
/// coverage (accumulation buffer of signed areas, as in the scan converters of LibArt and FreeType). Overlapping polygons of
/// the same orientation add up and are clamped: their union.
final class Rasteriser {
  let width: Int
  let height: Int
  private let stride: Int
  private let cells: UnsafeMutablePointer<Int32>
  private let rowFirst: UnsafeMutablePointer<Int32>
  private let rowLast: UnsafeMutablePointer<Int32>
  private let coverage: UnsafeMutablePointer<UInt8>
  private var top: Int
  private var bottom: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = width + 2
    // Zeros that the system has at hand; a figure has asked before whether it has.
    guard let zeros = calloc(stride * max(height, 1), MemoryLayout<Int32>.stride) else {
      fatalError("no memory for a picture")
    }
    cells = zeros.assumingMemoryBound(to: Int32.self)
    rowFirst = .allocate(capacity: max(height, 1))
    rowFirst.initialize(repeating: Int32.max, count: max(height, 1))
    rowLast = .allocate(capacity: max(height, 1))
    rowLast.initialize(repeating: -1, count: max(height, 1))
    coverage = .allocate(capacity: stride)
    coverage.initialize(repeating: 0, count: stride)
    top = height
    bottom = -1
  }

  deinit {
    free(cells)
    rowFirst.deallocate()
    rowLast.deallocate()
    coverage.deallocate()
  }

  /// Adds a closed polygon.
  func add(_ points: UnsafeBufferPointer<Point>) {
    guard points.count > 2 else { return }
    var previous = points[points.count - 1]
    for (turn, point) in points.enumerated() {
      if Interruption.isPending(at: turn) { return }
      edge(previous, point)
      previous = point
    }
  }

  /// Adds one edge of a closed polygon, in pixels. Parts outside the picture are moved to its border.
  func edge(_ a: Point, _ b: Point) {
    let right = Double(width)
    let low = Double(height)
    if a.x >= 0, a.x <= right, b.x >= 0, b.x <= right, a.y >= 0, a.y <= low, b.y >= 0, b.y <= low {
      line(Self.fixed(a.x), Self.fixed(a.y), Self.fixed(b.x), Self.fixed(b.y))
    } else {
      clipped(a, b)
    }
  }

  @inline(__always)
  private static func fixed(_ x: Double) -> Int { Int((x * 256 + 0.5).rounded(.down)) }

  private func clipped(_ p: Point, _ q: Point) {
    let right = Double(width)
    let low = Double(height)
    // Differences of larger numbers would lose the picture's pixels, or overflow.
    func near(_ x: Double) -> Double { min(max(x, -1e8), 1e8) }
    let a = Point(near(p.x), near(p.y))
    let b = Point(near(q.x), near(q.y))
    guard p.isFinite, q.isFinite, max(a.y, b.y) > 0, min(a.y, b.y) < low, a.y != b.y else { return }
    func at(y: Double) -> Point { Point(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)), y) }
    let from = a.y < 0 ? at(y: 0) : a.y > low ? at(y: low) : a
    let to = b.y < 0 ? at(y: 0) : b.y > low ? at(y: low) : b
    func y(at x: Double) -> Double {
      let value = from.y + (to.y - from.y) * ((x - from.x) / (to.x - from.x))
      return min(max(value, min(from.y, to.y)), max(from.y, to.y))
    }
    // Cut where the edge crosses the left and the right border, in the order in which it does.
    var cuts: [Point] = [from]
    let crossings: [Double] = from.x < to.x ? [0, right] : [right, 0]
    for x in crossings where min(from.x, to.x) < x && x < max(from.x, to.x) {
      cuts.append(Point(x, y(at: x)))
    }
    cuts.append(to)
    for index in 1..<cuts.count {
      let p = cuts[index - 1]
      let q = cuts[index]
      line(
        Self.fixed(min(max(p.x, 0), right)), Self.fixed(p.y), Self.fixed(min(max(q.x, 0), right)),
        Self.fixed(q.y))
    }
  }

  /// One edge in 24.8 fixed point, inside the picture.
  private func line(_ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int) {
    guard y0 != y1 else { return }
    let down = y0 < y1
    let (xa, ya, xb, yb) = down ? (x0, y0, x1, y1) : (x1, y1, x0, y0)
    let sign: Int32 = down ? 1 : -1
    let first = ya >> 8
    let last = (yb - 1) >> 8
    if first < top { top = first }
    if last > bottom { bottom = last }
    let dx = xb - xa
    let dy = yb - ya
    var x = xa
    var y = ya
    for row in first...last {
      let nextY = row == last ? yb : (row + 1) << 8
      // From the start each time, rounded down: no error adds up, and the sign of dx does not matter.
      let nextX = row == last ? xb : xa + Self.divide(dx * (nextY - ya), dy)
      span(row, x, y & 255, nextX, nextY - (row << 8), sign)
      x = nextX
      y = nextY
    }
  }

  @inline(__always)
  private static func divide(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  /// The part of an edge inside one row; `y0 < y1` are 0 … 256 within it.
  @inline(__always)
  private func span(_ row: Int, _ x0: Int, _ y0: Int, _ x1: Int, _ y1: Int, _ sign: Int32) {
    let line = cells + row * stride
    let c0 = x0 >> 8
    let c1 = x1 >> 8
    let (low, high) = c0 < c1 ? (c0, c1) : (c1, c0)
    if Int32(truncatingIfNeeded: low) < rowFirst[row] { rowFirst[row] = Int32(truncatingIfNeeded: low) }
    if Int32(truncatingIfNeeded: high + 1) > rowLast[row] {
      rowLast[row] = Int32(truncatingIfNeeded: high + 1)
    }
    if c0 == c1 {
      Self.cell(
        line + c0, Int32(truncatingIfNeeded: y1 - y0) * sign,
        Int32(truncatingIfNeeded: (x0 & 255) + (x1 & 255)))
      return
    }
    let dx = x1 - x0
    let dy = y1 - y0
    let step = dx > 0 ? 1 : -1
    var column = c0
    var x = x0
    var y = y0
    while column != c1 {
      let border = (dx > 0 ? column + 1 : column) << 8
      let nextY = y0 + Self.divide(dy * (border - x0), dx)
      let left = column << 8
      Self.cell(
        line + column, Int32(truncatingIfNeeded: nextY - y) * sign,
        Int32(truncatingIfNeeded: (x - left) + (border - left)))
      x = border
      y = nextY
      column += step
    }
    let left = column << 8
    Self.cell(
      line + column, Int32(truncatingIfNeeded: y1 - y) * sign,
      Int32(truncatingIfNeeded: (x - left) + (x1 - left)))
  }

  /// `height` (±256 a full row) of an edge whose two ends lie `across / 2` from the pixel's left side on average.
  @inline(__always)
  private static func cell(_ cell: UnsafeMutablePointer<Int32>, _ height: Int32, _ across: Int32) {
    cell[0] &+= height &* (512 &- across)
    cell[1] &+= height &* across
  }

  /// Hands out the coverage (0 … 255) of everything added since the last sweep, row by row, inside a window, and forgets it.
  func sweep(
    left: Int, top windowTop: Int, right: Int, bottom windowBottom: Int,
    _ body: (_ row: Int, _ column: Int, _ coverage: UnsafePointer<UInt8>, _ count: Int) -> Void
  ) {
    guard top <= bottom else { return }
    for row in top...bottom {
      if Interruption.isPending { break }
      let first = Int(rowFirst[row])
      let last = Int(rowLast[row])
      guard last >= first else { continue }
      rowFirst[row] = Int32.max
      rowLast[row] = -1
      let line = cells + row * stride
      if row < windowTop || row >= windowBottom {
        for column in first...last { line[column] = 0 }
        continue
      }
      var sum: Int32 = 0
      for column in first...last {
        sum &+= line[column]
        line[column] = 0
        // 2¹⁷ is a full pixel.
        let alpha = (Int64(sum.magnitude) &* 255 &+ 65536) >> 17
        coverage[column] = alpha > 255 ? 255 : UInt8(truncatingIfNeeded: alpha)
      }
      let from = max(first, left)
      let to = min(last + 1, right)
      if from < to { body(row, from, coverage + from, to - from) }
    }
    top = height
    bottom = -1
  }
}
