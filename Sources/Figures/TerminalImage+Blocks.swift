extension TerminalImage {
  /// How many colours a terminal's text can have.
  public enum TextColors: Sendable {
    /// 24 bits.
    case full
    /// The palette of 256.
    case palette
  }

  /// A picture as coloured half blocks, two pixels a character cell, one line of text a pair of rows.
  ///
  /// - Parameter columns: the width on the screen; a narrower picture keeps its own.
  public static func blocks(_ image: ImageData, columns: Int, colors: TextColors = .full) -> String {
    let (width, height) = shrunk(image, columns: columns, cell: 1)
    guard width > 0 else { return "" }
    let pixels = scaled(image, width: width, height: height)
    func color(_ row: Int, _ column: Int) -> (Int, Int, Int) {
      let at = (row * width + column) * 3
      return (Int(pixels[at]), Int(pixels[at + 1]), Int(pixels[at + 2]))
    }
    func code(_ c: (Int, Int, Int), _ ground: Int) -> String {
      switch colors {
      case .full: "\(ground);2;\(c.0);\(c.1);\(c.2)"
      case .palette: "\(ground);5;\(paletteIndex(c))"
      }
    }
    var result = ""
    for top in stride(from: 0, to: height, by: 2) {
      var last = ""
      for column in 0..<width {
        let upper = code(color(top, column), 38)
        // Below an odd last row the terminal's own ground shows.
        let lower = top + 1 < height ? code(color(top + 1, column), 48) : "49"
        let look = "\(upper);\(lower)"
        if look != last { result += "\u{1B}[\(look)m" }
        last = look
        result += "▀"
      }
      result += "\u{1B}[0m\n"
    }
    return result
  }

  /// The nearest of xterm's 256 colours: the 6 × 6 × 6 cube or the ramp of 24 greys.
  static func paletteIndex(_ c: (Int, Int, Int)) -> Int {
    func level(_ v: Int) -> Int { v < 48 ? 0 : v < 115 ? 1 : (v - 35) / 40 }
    func strength(_ level: Int) -> Int { level == 0 ? 0 : 55 + 40 * level }
    func distance(_ r: Int, _ g: Int, _ b: Int) -> Int {
      (r - c.0) * (r - c.0) + (g - c.1) * (g - c.1) + (b - c.2) * (b - c.2)
    }
    let (r, g, b) = (level(c.0), level(c.1), level(c.2))
    let grey = min(max(((c.0 + c.1 + c.2) / 3 - 3) / 10, 0), 23)
    let greyStrength = 8 + 10 * grey
    let cube = distance(strength(r), strength(g), strength(b))
    return distance(greyStrength, greyStrength, greyStrength) < cube ? 232 + grey : 16 + 36 * r + 6 * g + b
  }
}
