extension Color {
  /// Reads a colour as scripts write it: `r`, `red`, `C1`, `tab:blue`, `#1f77b4`, `#fff`, `#rrggbbaa`, `0.5`, `none`.
  ///
  /// - Throws: `FigureError` of kind value, `'foo' is not a valid color value.`
  public init(parsing text: String, cycle: [Color] = Color.cycle) throws {
    guard let color = Color(named: text, cycle: cycle) else {
      throw FigureError(.value, "\(FigureError.quoted(text)) is not a valid color value.")
    }
    self = color
  }

  /// The colour that a text names, or nil.
  public init?(named text: String, cycle: [Color] = Color.cycle) {
    if let letter = Self.letters[text] {
      self = letter
    } else if text.lowercased() == "none" {
      self = .none
    } else if text.hasPrefix("#") {
      guard let color = Self.fromHex(text.dropFirst()) else { return nil }
      self = color
    } else if text.hasPrefix("C"), let index = Int(text.dropFirst()), index >= 0 {
      self = cycle[index % max(cycle.count, 1)]
    } else if text.hasPrefix("tab:"), let index = Self.tableau.firstIndex(of: String(text.dropFirst(4))) {
      self = Self.cycle[index]
    } else if let code = Self.names[text.lowercased()] {
      self.init(hex: code)
    } else if let grey = Double(text), grey >= 0, grey <= 1 {
      self.init(grey, grey, grey)
    } else {
      return nil
    }
  }

  /// The one-letter colours.
  static let letters: [String: Color] = [
    "b": Color(0, 0, 1), "g": Color(0, 0.5, 0), "r": Color(1, 0, 0), "c": Color(0, 0.75, 0.75),
    "m": Color(0.75, 0, 0.75), "y": Color(0.75, 0.75, 0), "k": .black, "w": .white,
  ]

  static let tableau = [
    "blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan",
  ]

  private static func fromHex(_ digits: Substring) -> Color? {
    guard digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
    let long = digits.count <= 4 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    guard long.count == 6 || long.count == 8, let code = UInt32(long, radix: 16) else { return nil }
    if long.count == 6 { return Color(hex: code) }
    return Color(hex: code >> 8).withAlpha(Double(code & 255) / 255)
  }
}
