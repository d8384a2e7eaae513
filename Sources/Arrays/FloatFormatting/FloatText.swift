/// Floating-point numbers as text, character for character as CPython writes them.
///
/// Digits are exact at any precision and rounded half to even from the exact binary value (`2.675` to two places is
/// `2.67`, because the double lies below it). Infinity and nan are `inf`, `-inf` and `nan` in every format.
public enum FloatText {
  /// `repr(x)`: the shortest digits that read back as `x`; exponent form from 1e16 up and below 1e-4.
  public static func repr(_ x: Double) -> String {
    if let special = nonFinite(x) { return special }
    let magnitude = x.magnitude
    if magnitude == 0 || (magnitude >= 1e-4 && magnitude < 0x1p53) { return x.description }
    let digits = DecimalDigits(shortest: x)
    if magnitude >= 1e-4 && magnitude < 1e16 {
      return positional(digits, negative: x < 0, minimumFraction: 1)
    }
    return scientific(digits, negative: x < 0)
  }

  /// `str(np.float32(x))`: the digits that identify a float32; exponent form from 1e6 up and below 1e-4.
  public static func repr32(_ x: Float) -> String {
    if let special = nonFinite(Double(x)) { return special }
    let magnitude = x.magnitude
    let digits = DecimalDigits(shortest: x)
    // The limits are compared in double precision: float32(1e-4) lies below 1e-4 and is written 1e-04.
    if magnitude == 0 || (Double(magnitude) >= 1e-4 && magnitude < 1e6) {
      return positional(digits, negative: x.sign == .minus, minimumFraction: 1)
    }
    return scientific(digits, negative: x < 0)
  }

  /// `'%.*f' % x`: `precision` digits after the point; `alternate` keeps the point when there are none.
  public static func fixed(_ x: Double, precision: Int = 6, alternate: Bool = false) -> String {
    if let special = nonFinite(x) { return special }
    let exact = DecimalDigits(exact: x)
    let digits = exact.rounded(toCount: exact.point + precision)
    return positional(
      digits, negative: x.sign == .minus, minimumFraction: precision, alwaysPoint: alternate)
  }

  /// `'%.*e' % x`: one digit, the point, `precision` digits, and an exponent of at least two digits.
  public static func exponent(_ x: Double, precision: Int = 6, alternate: Bool = false) -> String {
    if let special = nonFinite(x) { return special }
    let digits = DecimalDigits(exact: x).rounded(toCount: precision + 1)
    return scientific(
      digits, negative: x.sign == .minus, fraction: precision, alwaysPoint: alternate)
  }

  /// `'%.*g' % x`: `precision` significant digits, exponent form where the exponent is below -4 or not below `precision`.
  ///
  /// Trailing zeros go unless `alternate`. With `addDotZero` this is the format without a type letter
  /// (`f'{x:.4}'`): at least one digit after the point, and exponent form one digit sooner.
  public static func general(
    _ x: Double, precision: Int = 6, alternate: Bool = false, addDotZero: Bool = false
  ) -> String {
    if let special = nonFinite(x) { return special }
    let precision = max(precision, 1)
    var digits = DecimalDigits(exact: x).rounded(toCount: precision)
    let negative = x.sign == .minus
    if !digits.isZero { while digits.digits.last == 0 { digits.digits.removeLast() } }
    if digits.point <= -4 || digits.point > precision - (addDotZero ? 1 : 0) {
      return scientific(
        digits, negative: negative, fraction: alternate ? precision - 1 : nil, alwaysPoint: alternate)
    }
    if alternate {
      return positional(
        digits, negative: negative, minimumFraction: precision - digits.point, alwaysPoint: true)
    }
    return positional(digits, negative: negative, minimumFraction: addDotZero ? 1 : 0)
  }

  /// `f'{x:.*%}'`: the number times one hundred, as `fixed(_:precision:)`, and a percent sign.
  public static func percent(_ x: Double, precision: Int = 6, alternate: Bool = false) -> String {
    fixed(x * 100, precision: precision, alternate: alternate) + "%"
  }

  static func nonFinite(_ x: Double) -> String? {
    if x.isFinite { return nil }
    if x.isNaN { return "nan" }
    return x < 0 ? "-inf" : "inf"
  }

  /// `123.45`, with zeros up to `minimumFraction` digits after the point.
  static func positional(
    _ number: DecimalDigits, negative: Bool, minimumFraction: Int, alwaysPoint: Bool = false
  ) -> String {
    var text: [UInt8] = []
    if negative { text.append(UInt8(ascii: "-")) }
    if number.point <= 0 {
      text.append(UInt8(ascii: "0"))
    } else {
      for place in stride(from: number.point - 1, through: 0, by: -1) {
        text.append(UInt8(ascii: "0") + number.digit(atPlace: place))
      }
    }
    let fraction = max(minimumFraction, number.isZero ? 0 : number.digits.count - number.point)
    if fraction > 0 || alwaysPoint { text.append(UInt8(ascii: ".")) }
    if fraction > 0 {
      for place in 1...fraction { text.append(UInt8(ascii: "0") + number.digit(atPlace: -place)) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `1.2345e-07`, with exactly `fraction` digits after the point, or as many as there are.
  static func scientific(
    _ number: DecimalDigits, negative: Bool, fraction: Int? = nil, alwaysPoint: Bool = false
  ) -> String {
    var text: [UInt8] = []
    if negative { text.append(UInt8(ascii: "-")) }
    let fraction = fraction ?? number.digits.count - 1
    text.append(UInt8(ascii: "0") + number.digits[0])
    if fraction > 0 || alwaysPoint { text.append(UInt8(ascii: ".")) }
    for i in 0..<fraction {
      text.append(UInt8(ascii: "0") + (i + 1 < number.digits.count ? number.digits[i + 1] : 0))
    }
    text.append(contentsOf: exponentText(number.point - 1).utf8)
    return String(decoding: text, as: UTF8.self)
  }

  /// `e-07`, with at least `minimumDigits` digits; the exponent zero has none of its own.
  static func exponentText(_ exponent: Int, minimumDigits: Int = 2) -> String {
    let digits = exponent == 0 ? "" : String(exponent.magnitude)
    let zeros = String(repeating: "0", count: max(0, minimumDigits - digits.count))
    return "e" + (exponent < 0 ? "-" : "+") + zeros + digits
  }
}
