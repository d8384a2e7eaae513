/// The signs that mark data points.
public struct Marker: Equatable, Sendable {
  /// matplotlib's name: `o`, `s`, `^`, `*`, …
  public let name: String

  static let names = [
    ".", ",", "o", "v", "^", "<", ">", "1", "2", "3", "4", "8", "s", "p", "P", "*", "h", "H", "+", "x", "X",
    "D", "d",
    "|", "_",
  ]

  /// - Throws: `FigureError` of kind value for a name that is no marker.
  public init?(parsing name: String) throws {
    if ["None", "none", " ", ""].contains(name) { return nil }
    guard Marker.names.contains(name) else {
      throw FigureError(.value, "Unrecognized marker style \(FigureError.quoted(name))")
    }
    self.name = name
  }

  init(_ name: String) { self.name = name }

  /// A filled circle.
  public static let disc = Marker("o")

  /// Whether the marker has an inside to fill.
  var filled: Bool { !["1", "2", "3", "4", "+", "x", "|", "_"].contains(name) }

  /// How the outline turns around corners.
  var join: Pen.Join {
    switch name {
    case "o", ".": .round
    case "*", "1", "2", "3", "4", "+", "x", "|", "_": .bevel
    default: .miter
    }
  }

  /// Some markers are drawn smaller than the size they are given.
  var sizeFactor: Double {
    switch name {
    case ".": 0.5
    case ",": 0.0
    default: 1
    }
  }

  /// The outline around (0, 0) for a size of `size` pixels, y down.
  func path(size: Double) -> Path {
    let r = size / 2 * (name == "." ? 0.5 : 1)
    func polygon(_ points: [(Double, Double)], scale: Double = 1) -> Path {
      Path(points.map { Point($0.0 * r * scale, -$0.1 * r * scale) }, closed: true)
    }
    func lines(_ pairs: [((Double, Double), (Double, Double))]) -> Path {
      var path = Path()
      for (a, b) in pairs {
        path.move(Point(a.0 * r, -a.1 * r))
        path.line(Point(b.0 * r, -b.1 * r))
      }
      return path
    }
    func regular(_ corners: Int, turn: Double, inner: Double? = nil) -> Path {
      let count = inner == nil ? corners : corners * 2
      return polygon(
        (0..<count).map { index in
          let (sin, cos) = Elementary.sinCos(degrees: 90 + turn + 360 * Double(index) / Double(count))
          let radius = index % 2 == 1 ? inner ?? 1 : 1
          return (cos * radius, sin * radius)
        })
    }
    switch name {
    case ",": return Path(Rect(-0.5, -0.5, 0.5, 0.5))
    case "v": return polygon([(0, -1), (-1, 1), (1, 1)])
    case "^": return polygon([(0, 1), (-1, -1), (1, -1)])
    case "<": return polygon([(-1, 0), (1, 1), (1, -1)])
    case ">": return polygon([(1, 0), (-1, 1), (-1, -1)])
    case "s": return polygon([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    case "D": return polygon([(0, -1), (1, 0), (0, 1), (-1, 0)], scale: 1.4142135623730951)
    case "d":
      return polygon([
        (0, -1.4142135623730951), (0.8485281374, 0), (0, 1.4142135623730951), (-0.8485281374, 0),
      ])
    case "p": return regular(5, turn: 0)
    case "h": return regular(6, turn: 0)
    case "H": return regular(6, turn: 30)
    case "8": return regular(8, turn: 22.5)
    case "*": return regular(5, turn: 0, inner: 0.381966)
    case "P":
      let a = 1.0 / 3
      return polygon([
        (-a, -1), (a, -1), (a, -a), (1, -a), (1, a), (a, a), (a, 1), (-a, 1), (-a, a), (-1, a), (-1, -a),
        (-a, -a),
      ])
    case "X":
      return polygon([
        (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (-0.5, 1),
        (-1, 0.5),
        (-0.5, 0), (-1, -0.5),
      ])
    case "+": return lines([((-1, 0), (1, 0)), ((0, -1), (0, 1))])
    case "x": return lines([((-1, -1), (1, 1)), ((-1, 1), (1, -1))])
    case "|": return lines([((0, -1), (0, 1))])
    case "_": return lines([((-1, 0), (1, 0))])
    case "1": return lines([((0, 0), (0, -1)), ((0, 0), (0.8, 0.5)), ((0, 0), (-0.8, 0.5))])
    case "2": return lines([((0, 0), (0, 1)), ((0, 0), (0.8, -0.5)), ((0, 0), (-0.8, -0.5))])
    case "3": return lines([((0, 0), (-1, 0)), ((0, 0), (0.5, 0.8)), ((0, 0), (0.5, -0.8))])
    case "4": return lines([((0, 0), (1, 0)), ((0, 0), (-0.5, 0.8)), ((0, 0), (-0.5, -0.8))])
    default: return Path.ellipse(in: Rect(-r, -r, r, r))
    }
  }
}
