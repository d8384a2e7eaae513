/// The short form of a line's look: `-o`, `r--`, `C1:`, `k.`, `^g-`.
public struct FormatString: Equatable, Sendable {
  public var color: Color?
  public var marker: Marker?
  /// nil where the text names none; with a marker and no line style there is no line.
  public var lineStyle: LineStyle?

  /// - Throws: `FigureError` of kind value in matplotlib's words.
  public init(parsing text: String, cycle: [Color] = Color.cycle) throws {
    // A text that is a colour as a whole, such as `red` or `0.5`. One digit alone is a marker.
    if Marker.names.contains(text) == false, let color = Color(named: text, cycle: cycle),
      text.lowercased() != "none"
    {
      self.color = color
      return
    }
    func fail(_ reason: String) -> FigureError {
      FigureError(.value, "\(FigureError.quoted(text)) is not a valid format string (\(reason))")
    }
    var rest = Array(text)[...]
    while let character = rest.first {
      let pair = String(rest.prefix(2))
      if let style = Self.lineStyles[pair] {
        guard lineStyle == nil else { throw fail("two linestyle symbols") }
        lineStyle = style
        rest = rest.dropFirst(2)
      } else if let style = Self.lineStyles[String(character)] {
        guard lineStyle == nil else { throw fail("two linestyle symbols") }
        lineStyle = style
        rest = rest.dropFirst()
      } else if Marker.names.contains(String(character)) {
        guard marker == nil else { throw fail("two marker symbols") }
        marker = Marker(String(character))
        rest = rest.dropFirst()
      } else if let letter = Color.letters[String(character)] {
        guard color == nil else { throw fail("two color symbols") }
        color = letter
        rest = rest.dropFirst()
      } else if character == "C", let digit = rest.dropFirst().first, let index = digit.wholeNumberValue {
        guard color == nil else { throw fail("two color symbols") }
        color = cycle[index % max(cycle.count, 1)]
        rest = rest.dropFirst(2)
      } else if character == "C" {
        throw fail("'C' must be followed by a number")
      } else {
        throw fail("unrecognized character \(FigureError.quoted(String(character)))")
      }
    }
  }

  private static let lineStyles: [String: LineStyle] = [
    "-": .solid, "--": .dashed, "-.": .dashdot, ":": .dotted, " ": .none,
  ]
}
