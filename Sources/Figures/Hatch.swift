/// Patterns of lines and dots inside filled shapes: `/`, `\`, `|`, `-`, `+`, `x`, `o`, `O`, `.`, `*`; a letter that is repeated
/// makes its lines denser.
public struct Hatch: Equatable, Sendable {
  public let pattern: String

  static let letters = "/\\|-+xoO.*"

  /// - Throws: `FigureError` of kind value that lists the letters there are.
  public init?(parsing pattern: String) throws {
    if pattern.isEmpty { return nil }
    for letter in pattern where !Hatch.letters.contains(letter) {
      throw FigureError(
        .value,
        "hatch must consist of a string of \(FigureError.quoted(Hatch.letters)) or None, but found the following invalid values \(FigureError.quoted(String(letter)))"
      )
    }
    self.pattern = pattern
  }

  private func count(_ letters: String) -> Int { pattern.count { letters.contains($0) } }

  /// Draws the pattern inside closed lines, which are in pixels.
  func draw(
    inside outlines: [[Point]], on canvas: any Canvas, _ color: Color, width: Double, pointSize: Double
  ) {
    guard let box = Rect.around(outlines.flatMap { $0 }), box.width > 0, box.height > 0,
      box.width < 100_000, box.height < 100_000
    else { return }
    // A tile of an inch holds so many lines of each kind for each letter.
    let tile = 72 * pointSize
    let pen = Pen(color, width: max(width, 0.5), cap: .butt)
    for (letters, degrees) in [("-+", 0.0), ("|+", 90), ("/x", 45), ("\\x", -45)] {
      let density = count(letters) * 6
      guard density > 0 else { continue }
      let gap = tile / Double(density) * (degrees == 0 || degrees == 90 ? 1 : 1.4142135623730951)
      guard gap > 1 else { continue }
      var path = Path()
      for (a, b) in Self.lines(inside: outlines, degrees: degrees, gap: gap, box) {
        path.move(a)
        path.line(b)
      }
      if !path.isEmpty { canvas.stroke(path, pen) }
    }
    drawDots(inside: outlines, box, on: canvas, pen, tile)
  }

  private func drawDots(
    inside outlines: [[Point]], _ box: Rect, on canvas: any Canvas, _ pen: Pen, _ tile: Double
  ) {
    for (letter, size, isFilled) in [
      ("o", 0.2, false), ("O", 0.35, false), (".", 0.1, true), ("*", 0.33, true),
    ] {
      let density = count(letter) * 6
      guard density > 0 else { continue }
      let gap = tile / Double(density)
      guard gap > 2 else { continue }
      let radius = size * gap
      var places: [Point] = []
      var row = 0
      for y in stride(from: (box.y0 / gap).rounded(.down) * gap, through: box.y1, by: gap) {
        let shift = row % 2 == 0 ? 0 : gap / 2
        for x in stride(from: (box.x0 / gap).rounded(.down) * gap + shift, through: box.x1, by: gap)
        where Self.contains(outlines, Point(x, y)) {
          places.append(Point(x, y))
        }
        row += 1
      }
      let shape =
        letter == "*"
        ? Marker("*").path(size: radius * 2)
        : Path.ellipse(in: Rect(-radius, -radius, radius, radius))
      canvas.markers(
        shape, at: places, fill: isFilled ? pen.color : .none,
        pen: isFilled ? Pen(.none, width: 0) : pen)
    }
  }

  /// Whether a point is inside, by the even-odd rule.
  static func contains(_ outlines: [[Point]], _ point: Point) -> Bool {
    var inside = false
    for outline in outlines where outline.count > 2 {
      var last = outline[outline.count - 1]
      for next in outline {
        if (next.y > point.y) != (last.y > point.y),
          point.x < (last.x - next.x) * (point.y - next.y) / (last.y - next.y) + next.x
        {
          inside.toggle()
        }
        last = next
      }
    }
    return inside
  }

  /// Parallel lines cut to the inside of outlines. They are counted from the picture's corner, so that neighbours agree.
  private static func lines(inside outlines: [[Point]], degrees: Double, gap: Double, _ box: Rect) -> [(
    Point, Point
  )] {
    let (sin, cos) = Elementary.sinCos(degrees: degrees)
    // u runs along the lines, v across them; y points down.
    func u(_ p: Point) -> Double { p.x * cos - p.y * sin }
    func v(_ p: Point) -> Double { p.x * sin + p.y * cos }
    let corners = [
      Point(box.x0, box.y0), Point(box.x1, box.y0), Point(box.x0, box.y1), Point(box.x1, box.y1),
    ].map(v)
    guard let low = corners.min(), let high = corners.max() else { return [] }
    let first = Elementary.whole((low / gap).rounded(.up))
    let last = Elementary.whole((high / gap).rounded(.down))
    guard first <= last, last - first < 20_000 else { return [] }
    var result: [(Point, Point)] = []
    for index in first...last {
      let level = (Double(index) + 0.013) * gap
      var cuts: [Double] = []
      for outline in outlines where outline.count > 2 {
        var a = outline[outline.count - 1]
        for b in outline {
          let (va, vb) = (v(a), v(b))
          if (va > level) != (vb > level) { cuts.append(u(a) + (u(b) - u(a)) * (level - va) / (vb - va)) }
          a = b
        }
      }
      cuts.sort()
      for pair in stride(from: 0, to: cuts.count - 1, by: 2) {
        func point(_ along: Double) -> Point {
          Point(along * cos + level * sin, level * cos - along * sin)
        }
        result.append((point(cuts[pair]), point(cuts[pair + 1])))
      }
    }
    return result
  }
}
