/// What `np.format_float_positional` and `np.format_float_scientific` take, and array printing with them.
public struct FloatStyle: Sendable {
  /// What happens to trailing zeros.
  public enum Trim: Sendable {
    /// `'k'`: keep zeros and point.
    case keep
    /// `'.'`: remove zeros, keep the point.
    case zeros
    /// `'0'`: remove zeros but the first one after the point.
    case allButOneZero
    /// `'-'`: remove zeros and a point at the end.
    case zerosAndPoint
  }

  /// The digits to start from: the shortest that identify the number, or its exact value.
  public var unique = true
  /// The most digits: after the point, or significant where `fractional` is false. Required unless `unique`.
  public var precision: Int?
  /// The fewest digits, for `unique` numbers; further digits come from the exact value.
  public var minimumDigits: Int?
  public var fractional = true
  public var trim = Trim.keep
  /// Write `+` before positive numbers.
  public var showsPlus = false
  /// Fewest characters left of the point, filled with spaces.
  public var padLeft = 0
  /// Fewest characters right of the point, filled with spaces; zero also reserves the place of a point removed.
  public var padRight: Int?
  public var exponentDigits: Int?

  public init() {}
}

extension FloatText {
  /// `np.format_float_positional` of a float64.
  public static func positional(_ x: Double, _ style: FloatStyle) -> String {
    if let special = styledNonFinite(x, style) { return special }
    return positional(DigitSource(x), style)
  }

  /// `np.format_float_positional` of a float32.
  public static func positional(_ x: Float, _ style: FloatStyle) -> String {
    if let special = styledNonFinite(Double(x), style) { return special }
    return positional(DigitSource(x), style)
  }

  /// `np.format_float_scientific` of a float64.
  public static func scientific(_ x: Double, _ style: FloatStyle) -> String {
    if let special = styledNonFinite(x, style) { return special }
    return scientific(DigitSource(x), style)
  }

  /// `np.format_float_scientific` of a float32.
  public static func scientific(_ x: Float, _ style: FloatStyle) -> String {
    if let special = styledNonFinite(Double(x), style) { return special }
    return scientific(DigitSource(x), style)
  }

  /// A number's shortest digits, and its value for the digits beyond them.
  private struct DigitSource {
    let shortest: DecimalDigits
    let value: Double
    /// Where the point lies in the exact digits. It is one less than in the shortest ones where those round up to
    /// a power of ten (float32 1e-05 is 9.99999974…e-06); limits count from there.
    let point: Int

    init(_ x: Double) { self.init(shortest: DecimalDigits(shortest: x), value: x) }

    init(_ x: Float) { self.init(shortest: DecimalDigits(shortest: x), value: Double(x)) }

    private init(shortest: DecimalDigits, value: Double) {
      self.shortest = shortest
      self.value = value
      point = shortest.digits == [1] ? DecimalDigits(exact: value).point : shortest.point
    }

    /// Digits under limits on the count of significant digits.
    func digits(unique: Bool, atMost most: Int?, atLeast least: Int?) -> DecimalDigits {
      if value == 0 { return .zero }
      if unique {
        let wanted = max(shortest.digits.count, least ?? 0)
        let count = min(wanted, most ?? wanted)
        if count == shortest.digits.count { return shortest }
        var exact = DecimalDigits(exact: value)
        while exact.digits.count < count { exact.digits.append(0) }
        return exact.rounded(toCount: count)
      }
      let exact = DecimalDigits(exact: value)
      return exact.rounded(toCount: most ?? exact.digits.count)
    }
  }

  private static func positional(_ source: DigitSource, _ style: FloatStyle) -> String {
    let shift = style.fractional ? source.point : 0
    let digits = source.digits(
      unique: style.unique, atMost: style.precision.map { $0 + shift },
      atLeast: style.minimumDigits.map { $0 + shift })
    // A number below the last place is one digit at that place, which is where rounding leaves it.
    let sign = signText(source.value, style)
    var whole = ""
    if digits.point <= 0 {
      whole = "0"
    } else {
      for place in stride(from: digits.point - 1, through: 0, by: -1) {
        whole.unicodeScalars.append(character(digits.digit(atPlace: place)))
      }
    }
    var fraction = ""
    if digits.digits.count > digits.point {
      for place in 1...(digits.digits.count - digits.point) {
        fraction.unicodeScalars.append(character(digits.digit(atPlace: -place)))
      }
    }
    var wanted = (style.unique ? style.minimumDigits : style.precision) ?? 0
    if !style.fractional { wanted -= whole.utf8.count }
    let (tail, fractionCount) = trimmed(fraction, style.trim, wanted: wanted)
    var text = whole + tail
    if let padRight = style.padRight, padRight >= fractionCount {
      if style.trim == .zerosAndPoint && fractionCount == 0 { text += " " }
      text += String(repeating: " ", count: padRight - fractionCount)
    }
    return String(repeating: " ", count: max(0, style.padLeft - whole.utf8.count - sign.utf8.count)) + sign
      + text
  }

  private static func scientific(_ source: DigitSource, _ style: FloatStyle) -> String {
    let digits = source.digits(
      unique: style.unique, atMost: style.precision.map { $0 + 1 },
      atLeast: style.minimumDigits.map { $0 + 1 })
    let sign = signText(source.value, style)
    var fraction = ""
    for digit in digits.digits.dropFirst() { fraction.unicodeScalars.append(character(digit)) }
    let wanted = (style.unique ? style.minimumDigits : style.precision) ?? 0
    var (tail, _) = trimmed(fraction, style.trim, wanted: wanted)
    // A point whose zeros went stays in this notation, unlike in the positional one.
    if style.trim == .zerosAndPoint && tail.isEmpty && !fraction.isEmpty { tail = "." }
    let pad = String(repeating: " ", count: max(0, style.padLeft - 1 - sign.utf8.count))
    let exponentDigits = min(max(style.exponentDigits ?? 2, 0), 5)
    var text = pad + sign
    text.unicodeScalars.append(character(digits.digits[0]))
    return text + tail + exponentText(digits.point - 1, minimumDigits: exponentDigits)
  }

  /// The point and fraction under a trim mode, and the number of digits in that fraction.
  private static func trimmed(_ fraction: String, _ trim: FloatStyle.Trim, wanted: Int) -> (String, Int) {
    var digits = Array(fraction.utf8)
    if trim == .keep {
      while digits.count < wanted { digits.append(UInt8(ascii: "0")) }
    } else {
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
      if digits.isEmpty && trim == .allButOneZero { digits.append(UInt8(ascii: "0")) }
      if digits.isEmpty && trim == .zerosAndPoint { return ("", 0) }
    }
    return ("." + String(decoding: digits, as: UTF8.self), digits.count)
  }

  private static func character(_ digit: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(UInt8(ascii: "0") + digit)
  }

  private static func signText(_ x: Double, _ style: FloatStyle) -> String {
    x.sign == .minus ? "-" : style.showsPlus ? "+" : ""
  }

  /// `inf` and `nan`, padded on the left to one character more than both sides of the point.
  private static func styledNonFinite(_ x: Double, _ style: FloatStyle) -> String? {
    guard !x.isFinite else { return nil }
    if x.isNaN { return "nan" }
    return (x < 0 ? "-" : style.showsPlus ? "+" : "") + "inf"
  }
}
