import Arrays

/// Numbers and strings under a format specification.
enum NumberFormat {
  static func text(_ text: String, _ specification: FormatSpecification) throws -> String {
    if let type = specification.type, type != "s" { throw specification.unknownCode("str") }
    if specification.sign != nil {
      throw PyError.valueError(
        specification.sign == " "
          ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
    }
    if specification.coercesNegativeZero {
      throw PyError.valueError("Negative zero coercion (z) not allowed in string format specifier")
    }
    if specification.isAlternate {
      throw PyError.valueError("Alternate form (#) not allowed in string format specifier")
    }
    var specification = specification
    if specification.align == "=" {
      if !specification.hasZeroPadding {
        throw PyError.valueError("'=' alignment not allowed in string format specifier")
      }
      // Since Python 3.10 a `0` before the width of a string pads on the right.
      specification.align = "<"
    }
    if let grouping = specification.grouping {
      throw PyError.valueError("Cannot specify '\(grouping)' with 's'.")
    }
    guard let precision = specification.precision else {
      return specification.padded(text, defaultAlign: "<")
    }
    var prefix = String.UnicodeScalarView()
    prefix.append(contentsOf: text.unicodeScalars.prefix(precision))
    return specification.padded(String(prefix), defaultAlign: "<")
  }

  static func integer(
    _ value: some BinaryInteger, _ specification: FormatSpecification, typeName: String = "int"
  ) throws
    -> String
  {
    let type = specification.type ?? "d"
    switch type {
    case "d", "n", "b", "o", "x", "X", "c": break
    case "e", "E", "f", "F", "g", "G", "%":
      return try float(Double(value), specification, typeName: typeName)
    default: throw specification.unknownCode(typeName)
    }
    if specification.precision != nil {
      throw PyError.valueError("Precision not allowed in integer format specifier")
    }
    if specification.coercesNegativeZero {
      throw PyError.valueError(
        "Negative zero coercion (z) not allowed in integer format specifier")
    }
    if type == "c" { return try character(value, specification) }
    let radix = type == "b" ? 2 : type == "o" ? 8 : type == "x" || type == "X" ? 16 : 10
    var digits = try IntegerText.digits(value.magnitude, radix: radix)
    var prefix = ""
    if specification.isAlternate, radix != 10 { prefix = "0" + String(type) }
    if type == "X" { digits = digits.uppercased() }
    return specification.number(
      isNegative: value < 0, prefix: prefix, digits: digits, groupSize: radix == 10 ? 3 : 4)
  }

  private static func character(_ value: some BinaryInteger, _ specification: FormatSpecification) throws
    -> String
  {
    if specification.sign != nil {
      throw PyError.valueError("Sign not allowed with integer format specifier 'c'")
    }
    if specification.isAlternate {
      throw PyError.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
    }
    guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
      throw PyError.overflowError("%c arg not in range(0x110000)")
    }
    return specification.padded(String(scalar), defaultAlign: ">")
  }

  static func float(_ value: Double, _ specification: FormatSpecification, typeName: String = "float") throws
    -> String
  {
    let text = try unsigned(value, specification, typeName)
    var body = Substring(text)
    var isNegative = body.utf8.first == UInt8(ascii: "-")
    if isNegative { body = body.dropFirst() }
    if isNegative, specification.coercesNegativeZero, isZero(body) { isNegative = false }
    let digits = body.utf8.prefix { $0 >= 48 && $0 <= 57 }
    if digits.isEmpty {
      // inf and nan are not grouped.
      var plain = specification
      plain.grouping = nil
      return plain.number(isNegative: isNegative, digits: String(body))
    }
    let count = digits.count
    return specification.number(
      isNegative: isNegative, digits: String(body.prefix(count)), rest: String(body.dropFirst(count)))
  }

  private static func isZero(_ body: Substring) -> Bool {
    for byte in body.utf8 {
      if byte >= 49, byte <= 57 { return false }
      if byte | 32 == UInt8(ascii: "e") { break }
      if byte == UInt8(ascii: "i") || byte == UInt8(ascii: "I") { return false }
    }
    return true
  }

  /// Digits by the type letter; a minus sign is kept, no other sign is added.
  private static func unsigned(
    _ value: Double, _ specification: FormatSpecification, _ typeName: String
  ) throws -> String {
    let precision = specification.precision ?? 6
    let alternate = specification.isAlternate
    switch specification.type {
    case "f", "F":
      let text = FloatText.fixed(value, precision: precision, alternate: alternate)
      return specification.type == "F" ? text.uppercased() : text
    case "e", "E":
      let text = FloatText.exponent(value, precision: precision, alternate: alternate)
      return specification.type == "E" ? text.uppercased() : text
    case "g", "G", "n":
      let text = FloatText.general(value, precision: precision, alternate: alternate)
      return specification.type == "G" ? text.uppercased() : text
    case "%": return FloatText.percent(value, precision: precision, alternate: alternate)
    case nil:
      if let precision = specification.precision {
        return FloatText.general(value, precision: precision, alternate: alternate, addDotZero: true)
      }
      let text = FloatText.repr(value)
      if alternate, let mark = text.firstIndex(of: "e"), !text.contains(".") {
        return text[..<mark] + "." + text[mark...]
      }
      return text
    default: throw specification.unknownCode(typeName)
    }
  }
}
