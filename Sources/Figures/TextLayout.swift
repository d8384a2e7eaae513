import Arrays

/// Where the strokes of one line of text lie.
struct TextLayout {
  private struct Placed {
    var glyph: StrokeFont.Glyph
    var x: Double
    var size: Double
    var rise: Double
    var italic: Bool
  }

  struct Stroke {
    var path: Path
    var width: Double
    var cap: Pen.Cap
  }

  struct Drawing {
    var strokes: [Stroke]
    var fills: Path
  }

  private let style: TextStyle
  private var placed: [Placed] = []
  /// From the origin to where the next character would stand, in pixels.
  private(set) var width = 0.0
  /// Above and below the baseline, in pixels, of the whole typeface at this size: equal for all lines.
  var ascent: Double { (style.size * 0.76).rounded() }
  var descent: Double { (style.size * 0.236).rounded() }
  /// Above and below the baseline as far as these characters reach, in pixels.
  private(set) var inkAscent = 0.0
  private(set) var inkDescent = 0.0

  init(_ text: String, _ style: TextStyle) {
    self.style = style
    let size = min(max(style.size.isFinite ? style.size : 0, 0), 4000)
    var x = 0.0
    for (turn, piece) in MathText.pieces(text).enumerated() {
      if Interruption.isPending(at: turn << 6) { break }
      let scale = size * piece.scale
      var previous: Character?
      for character in piece.text {
        let glyph = StrokeFont.glyph(character)
        if let previous { x += StrokeFont.kern(previous, character) * scale / 1000 }
        placed.append(
          Placed(
            glyph: glyph, x: x, size: scale, rise: piece.rise * size, italic: piece.italic || style.italic))
        x += (glyph.advance + (style.bold ? 58 : 0)) * scale / 1000
        previous = character
      }
      inkAscent = max(inkAscent, piece.rise * size + scale * 0.76)
      inkDescent = max(inkDescent, scale * 0.236 - piece.rise * size)
    }
    width = x
  }

  /// The strokes in pixels of the picture, for a baseline that begins at `origin`.
  ///
  /// Text along the pixel grid is hinted: the edges of horizontal strokes, baseline, x-height and capital height are moved to
  /// whole pixels across the line; along it, letters keep their exact places.
  func drawing(at origin: Point) -> Drawing {
    let turn = style.rotation.remainder(dividingBy: 360)
    let hinted = turn == 0 || abs(turn) == 90 || abs(turn) == 180
    var start = origin
    if hinted {
      if turn == 0 || abs(turn) == 180 { start.y = start.y.rounded() } else { start.x = start.x.rounded() }
    }
    let placing = Affine.rotation(degrees: turn, origin: start)
    var result = Drawing(strokes: [], fills: Path())
    for (turn, item) in placed.enumerated() {
      if Interruption.isPending(at: turn << 8) { break }
      let grid = PixelGrid(size: item.size, bold: style.bold, hinted: hinted)
      let rise = hinted ? item.rise.rounded() : item.rise
      let slant = item.italic ? 0.2 : 0
      func place(_ x: Double, _ y: Double) -> Point {
        placing.apply(Point(item.x + x + slant * y, -(y + rise)))
      }
      for stroke in item.glyph.strokes {
        let path = grid.fit(stroke) { place($0, $1) }
        result.strokes.append(Stroke(path: path, width: grid.pen, cap: .round))
      }
      for dot in item.glyph.dots {
        let half = grid.pen * 0.56
        let x = grid.x(dot.x)
        let y = grid.dot(dot.y) + half
        result.fills.append(
          Path(
            [
              place(x - half, y - half), place(x + half, y - half), place(x + half, y + half),
              place(x - half, y + half),
            ], closed: true))
      }
    }
    return result
  }
}

/// Fits the middle lines of a glyph's strokes to pixels at one size.
struct PixelGrid {
  /// Width of the strokes in pixels.
  let pen: Double
  private let scale: Double
  private let hinted: Bool
  /// Heights in the glyph's units and the pixels they fall on, rising.
  private let zones: [(from: Double, to: Double)]

  init(size: Double, bold: Bool, hinted: Bool) {
    let scale = size / 1000
    self.scale = scale
    self.hinted = hinted
    let weight = (bold ? StrokeFont.boldWeight : StrokeFont.weight) * scale
    // Strokes thinner than a pixel look grey.
    let pen = max(weight, min(1, size * 0.11))
    self.pen = pen
    let natural = StrokeFont.weight / 2
    func edge(_ units: Double, outward: Double) -> Double {
      let outline = (units + natural + outward * natural) * scale
      return (hinted ? outline.rounded() : outline) - outward * pen / 2
    }
    zones = [
      (StrokeFont.descender, edge(StrokeFont.descender, outward: -1)),
      (0, edge(0, outward: -1)),
      (StrokeFont.xHeight, edge(StrokeFont.xHeight, outward: 1)),
      (StrokeFont.capital, edge(StrokeFont.capital, outward: 1)),
      (StrokeFont.ascender, edge(StrokeFont.ascender, outward: 1)),
    ]
  }

  func x(_ units: Double) -> Double { units * scale }

  /// The height in pixels above the baseline: straight between the zones, true to scale beyond them.
  func y(_ units: Double) -> Double {
    guard let first = zones.first, let last = zones.last else { return units * scale }
    if units <= first.from { return first.to + (units - first.from) * scale }
    for index in 1..<zones.count where units <= zones[index].from {
      let (a, b) = (zones[index - 1], zones[index])
      return a.to + (b.to - a.to) * (units - a.from) / (b.from - a.from)
    }
    return last.to + (units - last.from) * scale
  }

  /// The height of a dot's lower edge in pixels.
  func dot(_ units: Double) -> Double {
    let edge = y(units) - pen / 2
    return hinted ? edge.rounded() : edge
  }

  /// A stroke in pixels. Horizontal lines between the zones are moved so that one edge falls on a pixel.
  func fit(_ stroke: Path, _ place: (Double, Double) -> Point) -> Path {
    var heights = stroke.points.map { y($0.y) }
    if hinted {
      var levels: [Double: Double] = [:]
      for index in stroke.points.indices.dropFirst()
      where stroke.points[index].y == stroke.points[index - 1].y {
        let units = stroke.points[index].y
        if !zones.contains(where: { $0.from == units }) {
          levels[units] = (y(units) - pen / 2).rounded() + pen / 2
        }
      }
      if !levels.isEmpty {
        for (index, point) in stroke.points.enumerated() {
          if let level = levels[point.y] { heights[index] = level }
        }
      }
    }
    var index = 0
    return stroke.mapped { point in
      let height = heights[index]
      index += 1
      return place(x(point.x), height)
    }
  }
}
