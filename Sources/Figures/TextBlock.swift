/// Which part of a text its place names, across.
public enum HorizontalAlignment: String, Sendable, CaseIterable {
  case left, center, right

  public init(parsing name: String) throws {
    guard let value = HorizontalAlignment(rawValue: name) else {
      throw FigureError.unsupported(name, for: "align", supported: Self.allCases.map(\.rawValue))
    }
    self = value
  }
}

/// Which part of a text its place names, up and down.
public enum VerticalAlignment: String, Sendable, CaseIterable {
  case top, center, bottom, baseline
  case centerBaseline = "center_baseline"

  public init(parsing name: String) throws {
    guard let value = VerticalAlignment(rawValue: name) else {
      throw FigureError.unsupported(name, for: "align", supported: Self.allCases.map(\.rawValue))
    }
    self = value
  }
}

/// One or more lines of text with their places relative to an anchor.
struct TextBlock {
  private struct Line {
    var text: String
    /// Start of the baseline relative to the block's upper left corner, before turning.
    var x: Double
    var y: Double
  }

  private let style: TextStyle
  private let turnsAboutAnchor: Bool
  private var lines: [Line] = []
  let width: Double
  let height: Double
  /// From the top to the baseline of the first and of the last line.
  private let firstBaseline: Double
  private let lastBaseline: Double

  /// - Parameters:
  ///   - spacing: the distance of lines as a multiple of the usual one.
  ///   - room: longer lines are broken between words.
  ///   - turnsAboutAnchor: the text is aligned before it is turned.
  init(
    _ text: String, _ style: TextStyle, align: HorizontalAlignment = .left, spacing: Double = 1,
    room: Double = .infinity, turnsAboutAnchor: Bool = false
  ) {
    self.style = style
    self.turnsAboutAnchor = turnsAboutAnchor
    var y = 0.0
    var width = 0.0
    var widths: [Double] = []
    var first: Double?
    var baseline = 0.0
    var bottom = 0.0
    let given = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in given.flatMap({ Self.broken($0, style, room) }) {
      let layout = TextLayout(line, style)
      let ascent = max(layout.ascent, layout.inkAscent)
      baseline =
        first == nil ? ascent : y + max(ascent, layout.ascent * 1.2) + (spacing - 1) * style.size * 1.2
      if first == nil { first = baseline }
      let descent = (style.size * 0.208).rounded()
      y = baseline + descent
      bottom = baseline + max(descent, layout.inkDescent > layout.descent ? layout.inkDescent : 0)
      widths.append(layout.width)
      width = max(width, layout.width)
      lines.append(Line(text: line, x: 0, y: baseline))
    }
    for index in lines.indices {
      switch align {
      case .left: lines[index].x = 0
      case .center: lines[index].x = (width - widths[index]) / 2
      case .right: lines[index].x = width - widths[index]
      }
    }
    self.width = width
    height = bottom
    firstBaseline = first ?? 0
    lastBaseline = baseline
  }

  /// A line in parts that fit into the room, as far as there are spaces outside formulas to break it at.
  private static func broken(_ line: String, _ style: TextStyle, _ room: Double) -> [String] {
    guard room < .infinity, room > 0, line.utf8.count < 4000, TextLayout(line, style).width > room else {
      return [line]
    }
    var parts: [String] = []
    var current = ""
    var isFormula = false
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let longer = parts.isEmpty && current.isEmpty ? String(word) : current + " " + word
      if !isFormula, !current.isEmpty, TextLayout(longer, style).width > room {
        parts.append(current)
        current = String(word)
      } else {
        current = longer
      }
      if word.count(where: { $0 == "$" }) % 2 == 1 { isFormula.toggle() }
    }
    return parts + [current]
  }

  /// The block's upper left corner before turning, relative to the anchor, such that the turned block's box is aligned to it.
  private func corner(_ horizontal: HorizontalAlignment, _ vertical: VerticalAlignment) -> Point {
    if turnsAboutAnchor { return turn.apply(straightCorner(horizontal, vertical)) }
    let box = turnedBox
    var dx: Double
    var dy: Double
    switch horizontal {
    case .left: dx = -box.x0
    case .center: dx = -(box.x0 + box.x1) / 2
    case .right: dx = -box.x1
    }
    switch vertical {
    case .top: dy = -box.y0
    case .center: dy = -(box.y0 + box.y1) / 2
    case .bottom: dy = -box.y1
    case .baseline: dy = style.rotation == 0 ? -lastBaseline : -turn.apply(Point(0, lastBaseline)).y
    case .centerBaseline: dy = style.rotation == 0 ? -(firstBaseline / 2) : -(box.y0 + box.y1) / 2
    }
    if vertical == .baseline, style.rotation != 0, horizontal == .left {
      dx = -turn.apply(Point(0, lastBaseline)).x
    }
    return Point(dx, dy)
  }

  /// The corner for a text that is turned about its anchor, before turning.
  private func straightCorner(_ horizontal: HorizontalAlignment, _ vertical: VerticalAlignment) -> Point {
    let x: Double =
      switch horizontal {
      case .left: 0
      case .center: -width / 2
      case .right: -width
      }
    let y: Double =
      switch vertical {
      case .top: 0
      case .center: -height / 2
      case .bottom: -height
      case .baseline: -lastBaseline
      case .centerBaseline: -firstBaseline / 2
      }
    return Point(x, y)
  }

  private var turn: Affine { .rotation(degrees: style.rotation, origin: Point(0, 0)) }

  private var turnedBox: Rect {
    let corners = [Point(0, 0), Point(width, 0), Point(0, height), Point(width, height)].map(turn.apply)
    return Rect.around(corners) ?? Rect(0, 0, 0, 0)
  }

  /// The box that the text takes, in pixels of the picture.
  func box(at anchor: Point, _ horizontal: HorizontalAlignment, _ vertical: VerticalAlignment) -> Rect {
    let corner = corner(horizontal, vertical)
    return turnedBox.moved(anchor.x + corner.x, anchor.y + corner.y)
  }

  func draw(
    on canvas: any Canvas, at anchor: Point, _ horizontal: HorizontalAlignment, _ vertical: VerticalAlignment
  ) {
    guard anchor.isFinite else { return }
    let corner = anchor + corner(horizontal, vertical)
    let turn = Affine.rotation(degrees: style.rotation, origin: corner)
    for line in lines where !line.text.isEmpty {
      canvas.text(line.text, at: turn.apply(Point(line.x, line.y)), style)
    }
  }
}
