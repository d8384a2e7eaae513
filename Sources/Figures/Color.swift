/// A colour with components 0 … 1.
public struct Color: Equatable, Sendable {
  public var red: Double
  public var green: Double
  public var blue: Double
  public var alpha: Double

  public init(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// `0xRRGGBB`.
  init(hex: UInt32) {
    self.init(Double(hex >> 16 & 255) / 255, Double(hex >> 8 & 255) / 255, Double(hex & 255) / 255)
  }

  /// From three or four components.
  ///
  /// - Throws: `FigureError` of kind value for another number of components, or one outside 0 … 1.
  public init(components: [Double]) throws {
    guard components.count == 3 || components.count == 4 else {
      throw FigureError(.value, "RGBA sequence should have length 3 or 4")
    }
    guard components.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      throw FigureError(.value, "RGBA values should be within 0-1 range")
    }
    self.init(components[0], components[1], components[2], components.count == 4 ? components[3] : 1)
  }

  public static let black = Color(0, 0, 0)
  public static let white = Color(1, 1, 1)
  /// Draws nothing.
  public static let none = Color(0, 0, 0, 0)

  /// The colours that lines take in turn (Tableau's ten).
  public static let cycle: [Color] = [
    0x1f77b4, 0xff7f0e, 0x2ca02c, 0xd62728, 0x9467bd, 0x8c564b, 0xe377c2, 0x7f7f7f, 0xbcbd22, 0x17becf,
  ].map(Color.init(hex:))

  public func withAlpha(_ alpha: Double?) -> Color {
    guard let alpha else { return self }
    return Color(red, green, blue, self == .none ? 0 : alpha)
  }

  var bytes: (UInt8, UInt8, UInt8, UInt8) {
    (ImageData.byte(red), ImageData.byte(green), ImageData.byte(blue), ImageData.byte(alpha))
  }

  /// `#rrggbb`, with `aa` where the colour is not opaque.
  public var hex: String {
    func pair(_ byte: UInt8) -> String {
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    let (r, g, b, a) = bytes
    return "#" + pair(r) + pair(g) + pair(b) + (a == 255 ? "" : pair(a))
  }
}
