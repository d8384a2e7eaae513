import Arrays

/// The coverage of one small shape, kept to be drawn at many places.
struct Stamp {
  var width = 0
  var height = 0
  /// From the place to the upper left pixel.
  var left = 0
  var top = 0
  var coverage: [UInt8] = []

  /// Sweeps what a rasteriser holds, which was drawn around (`originX`, `originY`).
  init(_ raster: Rasteriser, originX: Int, originY: Int) {
    let (w, h) = (raster.width, raster.height)
    var whole = [UInt8](repeating: 0, count: w * h)
    var (x0, y0, x1, y1) = (w, h, -1, -1)
    raster.sweep(left: 0, top: 0, right: w, bottom: h) { row, column, coverage, count in
      for index in 0..<count { whole[row * w + column + index] = coverage[index] }
      x0 = min(x0, column)
      x1 = max(x1, column + count - 1)
      y0 = min(y0, row)
      y1 = max(y1, row)
    }
    guard x0 <= x1, y0 <= y1 else { return }
    width = x1 - x0 + 1
    height = y1 - y0 + 1
    left = x0 - originX
    top = y0 - originY
    coverage.reserveCapacity(width * height)
    for row in y0...y1 { coverage += whole[row * w + x0...row * w + x1] }
  }
}

extension RasterCanvas {
  /// The largest marker, in pixels, that is stamped.
  private static let largestStamp = 64.0
  /// Places are rounded to this part of a pixel: nothing that an eye sees.
  private static let phases = 8

  public func markers(_ path: Path, at places: [Point], fill: Color, pen: Pen) {
    let lines = path.polylines()
    let extent = lines.flatMap(\.points).map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    let drawsPen = pen.color.alpha > 0 && pen.width > 0 && pen.width.isFinite
    // Miter joins reach four half widths from their corner.
    let reach = extent + (drawsPen ? pen.width * 2 : 0) + 1
    guard reach.isFinite else { return }
    let visible = places.filter {
      $0.x > -reach && $0.x < Double(width) + reach && $0.y > -reach && $0.y < Double(height) + reach
    }
    if reach > Self.largestStamp {
      for place in visible {
        let moved = path.moved(to: place)
        self.fill(moved, fill)
        if drawsPen { stroke(moved, pen) }
      }
      return
    }
    let origin = Int(reach.rounded(.up)) + 1
    let board = Rasteriser(width: 2 * origin + 1, height: 2 * origin + 1)
    var stamps = [(inside: Stamp?, edge: Stamp?)?](repeating: nil, count: Self.phases * Self.phases)
    for place in visible where !Interruption.isPending {
      let (column, phaseX) = Self.split(place.x)
      let (row, phaseY) = Self.split(place.y)
      let phase = phaseY * Self.phases + phaseX
      if stamps[phase] == nil {
        let shift = Point(
          Double(origin) + Double(phaseX) / Double(Self.phases),
          Double(origin) + Double(phaseY) / Double(Self.phases))
        let moved = lines.map { Path.Polyline(points: $0.points.map { $0 + shift }, closed: $0.closed) }
        var made: (inside: Stamp?, edge: Stamp?) = (nil, nil)
        if fill.alpha > 0 {
          for line in moved { line.points.withUnsafeBufferPointer { board.add($0) } }
          made.inside = Stamp(board, originX: origin, originY: origin)
        }
        if drawsPen {
          outline(moved, pen, on: board)
          made.edge = Stamp(board, originX: origin, originY: origin)
        }
        stamps[phase] = made
      }
      guard let made = stamps[phase] else { continue }
      if let inside = made.inside { draw(inside, column, row, fill) }
      if let edge = made.edge { draw(edge, column, row, pen.color) }
    }
  }

  /// The pixel and the part of it, rounded down to an eighth.
  private static func split(_ x: Double) -> (pixel: Int, phase: Int) {
    let eighths = Elementary.whole(x * Double(phases))
    let pixel = eighths >= 0 ? eighths / phases : (eighths - phases + 1) / phases
    return (pixel, eighths - pixel * phases)
  }
}
