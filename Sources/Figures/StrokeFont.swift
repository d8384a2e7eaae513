/// A sans-serif typeface of our own, drawn with a round pen: the proportions of common screen faces (x-height 0.55 em,
/// capitals 0.73 em), one weight of stroke, so that it needs no font file and gives the same pixels everywhere.
///
/// A glyph is the middle line of its strokes in thousandths of an em. Zero is the middle of a stroke that stands on the
/// baseline, `xHeight` of one that hangs from the top of a small letter, and so on; `TextLayout` moves these lines so that the
/// outer edges of the strokes fall on whole pixels.
enum StrokeFont {
  /// Width of a stroke, in thousandths of an em.
  static let weight = 84.0
  static let boldWeight = 150.0
  static let descender = -208.0
  static let xHeight = 460.0
  static let capital = 640.0
  static let ascender = 672.0

  struct Glyph: Sendable {
    let advance: Double
    let strokes: [Path]
    /// Middles of dots, as of `i` or `!`.
    let dots: [Point]
  }

  /// The drawing of a character. What the typeface lacks is an empty box.
  static func glyph(_ character: Character) -> Glyph {
    glyphs[character] ?? glyphs[substitutes[character] ?? "\u{25A1}"]
      ?? Glyph(advance: 600, strokes: [], dots: [])
  }

  static func has(_ character: Character) -> Bool {
    glyphs[character] != nil || substitutes[character] != nil
  }

  /// How much nearer (below 0) two letters stand than their widths say, in thousandths of an em.
  static func kern(_ left: Character, _ right: Character) -> Double {
    switch (left, right) {
    case ("A", "V"), ("V", "A"), ("A", "T"), ("T", "A"), ("A", "Y"), ("Y", "A"), ("L", "T"), ("L", "Y"),
      ("L", "V"):
      -70
    case ("T", "a"), ("T", "e"), ("T", "o"), ("T", "c"), ("T", "r"), ("T", "u"), ("T", "y"), ("T", "s"),
      ("Y", "o"):
      -80
    case ("P", "."), ("P", ","), ("F", "."), ("F", ","), ("T", "."), ("V", "."), ("Y", "."), ("r", "."),
      ("r", ","):
      -70
    case ("V", "a"), ("V", "e"), ("V", "o"), ("Y", "a"), ("Y", "e"), ("F", "a"), ("A", "v"), ("A", "y"),
      ("A", "w"):
      -45
    default: 0
    }
  }

  /// Characters that look like another.
  private static let substitutes: [Character: Character] = [
    "\u{00A0}": " ", "\u{2010}": "-", "\u{2011}": "-", "\u{2215}": "/", "\u{22C5}": "\u{00B7}",
    "\u{2126}": "Ω",
    "\u{00B5}": "μ", "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\t": " ",
    "Α": "A",
    "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T",
    "Υ": "Y", "Χ": "X", "ο": "o", "\u{2211}": "Σ", "\u{220F}": "Π", "\u{03F5}": "ε", "\u{03D5}": "φ",
  ]

  private static let glyphs: [Character: Glyph] = {
    var table: [Character: Glyph] = [:]
    for sheet in [capitals, smallLetters, digits, punctuation, greek, symbols] {
      for line in sheet.split(separator: "\n") {
        guard let character = line.first else { continue }
        table[character] = read(line.dropFirst())
      }
    }
    table[" "] = Glyph(advance: 318, strokes: [], dots: [])
    return table
  }()

  /// Reads a glyph: its advance, then strokes.
  ///
  /// `M x y` begins a stroke; `L x y`, `H x`, `V y` are lines; `Q` and `C` are quadratic and cubic curves as in SVG; `R x y` is a
  /// quarter of an ellipse that leaves horizontally, `U x y` one that leaves vertically; `Z` closes; `E x0 y0 x1 y1` is an ellipse;
  /// `D x y` a dot.
  private static func read(_ text: Substring) -> Glyph {
    var words = text.split(separator: " ")[...]
    func number() -> Double { words.popFirst().flatMap { Double($0) } ?? 0 }
    func point() -> Point {
      let x = number()
      return Point(x, number())
    }
    let advance = number()
    var strokes: [Path] = []
    var dots: [Point] = []
    var path = Path()
    var pen = Point(0, 0)
    func finish() {
      if !path.isEmpty { strokes.append(path) }
      path = Path()
    }
    func line(_ p: Point) {
      path.line(p)
      pen = p
    }
    func curve(_ a: Point, _ b: Point, _ p: Point) {
      path.curve(a, b, p)
      pen = p
    }
    while let word = words.popFirst() {
      switch word {
      case "M":
        finish()
        pen = point()
        path.move(pen)
      case "L": line(point())
      case "H": line(Point(number(), pen.y))
      case "V": line(Point(pen.x, number()))
      case "Q":
        let control = point()
        let p = point()
        curve(.mix(pen, control, 2.0 / 3), .mix(p, control, 2.0 / 3), p)
      case "C":
        let a = point()
        let b = point()
        curve(a, b, point())
      case "R":
        let p = point()
        curve(Point(pen.x + (p.x - pen.x) * bow, pen.y), Point(p.x, p.y - (p.y - pen.y) * bow), p)
      case "U":
        let p = point()
        curve(Point(pen.x, pen.y + (p.y - pen.y) * bow), Point(p.x - (p.x - pen.x) * bow, p.y), p)
      case "Z": path.close()
      case "E":
        finish()
        let a = point()
        let b = point()
        let middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
        pen = Point(a.x, middle.y)
        path.move(pen)
        for (p, leavesVertically) in [
          (Point(middle.x, b.y), true), (Point(b.x, middle.y), false), (Point(middle.x, a.y), true),
          (Point(a.x, middle.y), false),
        ] {
          if leavesVertically {
            curve(Point(pen.x, pen.y + (p.y - pen.y) * bow), Point(p.x - (p.x - pen.x) * bow, p.y), p)
          } else {
            curve(Point(pen.x + (p.x - pen.x) * bow, pen.y), Point(p.x, p.y - (p.y - pen.y) * bow), p)
          }
        }
        path.close()
        finish()
      case "D": dots.append(point())
      default: break
      }
    }
    finish()
    return Glyph(advance: advance, strokes: strokes, dots: dots)
  }

  /// How far the bowls of letters bulge: a little squarer than an ellipse (0.552), as screen faces are.
  private static let bow = 0.575
}
