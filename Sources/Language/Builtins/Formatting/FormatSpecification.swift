/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`, the mini-language behind `format()`.
struct FormatSpecification {
  var fill: Unicode.Scalar = " "
  /// `<`, `>`, `^`, `=`; nil for the default of the type.
  var align: Unicode.Scalar?
  var sign: Unicode.Scalar?
  var coercesNegativeZero = false
  var isAlternate = false
  var width = 0
  var grouping: Unicode.Scalar?
  var precision: Int?
  /// nil where no letter was written.
  var type: Unicode.Scalar?
  /// Whether a `0` before the width chose fill and alignment.
  var hasZeroPadding = false

  /// Above this, a width would exhaust the memory for nothing.
  static let largestWidth = 1 << 28

  /// - Throws: ValueError in CPython's words; `typeName` is the type being formatted.
  init(_ text: String, typeName: String) throws {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    func peek(_ offset: Int = 0) -> Unicode.Scalar? {
      position + offset < scalars.count ? scalars[position + offset] : nil
    }
    func isAlign(_ scalar: Unicode.Scalar?) -> Bool {
      scalar == "<" || scalar == ">" || scalar == "=" || scalar == "^"
    }
    func number(_ message: String) throws -> Int? {
      var value: Int?
      while let scalar = peek(), let digit = scalar.decimalDigit {
        let (shifted, overflow) = (value ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, carry) = shifted.addingReportingOverflow(digit)
        if overflow || carry { throw PyError.valueError("Too many decimal digits in format string") }
        value = sum
        position += 1
      }
      if let value, value > FormatSpecification.largestWidth { throw PyError(Types.memoryError, message) }
      return value
    }
    if isAlign(peek(1)), let scalar = peek() {
      fill = scalar
      align = peek(1)
      position += 2
    } else if isAlign(peek()) {
      align = peek()
      position += 1
    }
    let hasFill = position == 2
    if let scalar = peek(), scalar == "+" || scalar == "-" || scalar == " " {
      sign = scalar
      position += 1
    }
    if peek() == "z" {
      coercesNegativeZero = true
      position += 1
    }
    if peek() == "#" {
      isAlternate = true
      position += 1
    }
    if !hasFill, peek() == "0" {
      fill = "0"
      hasZeroPadding = true
      if align == nil { align = "=" }
      position += 1
    }
    width = try number("") ?? 0
    if peek() == "," {
      grouping = ","
      position += 1
    }
    if peek() == "_" {
      if grouping != nil { throw PyError.valueError("Cannot specify both ',' and '_'.") }
      grouping = "_"
      position += 1
    }
    if peek() == ",", grouping == "_" { throw PyError.valueError("Cannot specify both ',' and '_'.") }
    if peek() == "." {
      position += 1
      guard let digits = try number("") else {
        throw PyError.valueError("Format specifier missing precision")
      }
      precision = digits
    }
    if scalars.count - position > 1 {
      throw PyError.valueError("Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    if let scalar = peek() { type = scalar }
    if let grouping, let type {
      switch type {
      case "d", "e", "f", "g", "E", "G", "%", "F": break
      case _ where grouping == "_" && "boxX".unicodeScalars.contains(type): break
      default:
        throw PyError.valueError("Cannot specify '\(grouping)' with '\(FormatSpecification.shown(type))'.")
      }
    }
  }

  /// A type letter in a message.
  static func shown(_ type: Unicode.Scalar) -> String {
    type.value > 32 && type.value < 128 ? String(type) : "\\x" + String(type.value, radix: 16)
  }

  func unknownCode(_ typeName: String) -> PyError {
    .valueError(
      "Unknown format code '\(FormatSpecification.shown(type ?? " "))' for object of type '\(typeName)'")
  }

  // MARK: Laying out

  /// Text, padded on the side that the alignment says.
  func padded(_ text: String, defaultAlign: Unicode.Scalar) -> String {
    if width == 0 { return text }
    let missing = width - text.unicodeScalars.count
    if missing <= 0 { return text }
    switch align ?? defaultAlign {
    case ">", "=": return FormatSpecification.repeating(fill, missing) + text
    case "^":
      return FormatSpecification.repeating(fill, missing / 2) + text
        + FormatSpecification.repeating(fill, missing - missing / 2)
    default: return text + FormatSpecification.repeating(fill, missing)
    }
  }

  static func repeating(_ scalar: Unicode.Scalar, _ count: Int) -> String {
    String(repeating: String(scalar), count: max(0, count))
  }

  /// A number from its parts: `digits` are grouped and padded, `rest` (fraction, exponent) follows.
  func number(isNegative: Bool, prefix: String = "", digits: String, rest: String = "", groupSize: Int = 3)
    -> String
  {
    var lead = isNegative ? "-" : sign == "+" ? "+" : sign == " " ? " " : ""
    lead += prefix
    var digits = digits
    if let grouping {
      let padsInside = fill == "0" && align == "="
      let least = padsInside ? width - lead.utf8.count - rest.utf8.count : 0
      digits = FormatSpecification.grouped(digits, separator: grouping, size: groupSize, least: least)
    }
    if width == 0 { return lead + digits + rest }
    let missing = width - lead.utf8.count - digits.utf8.count - rest.utf8.count
    if align == "=" { return lead + FormatSpecification.repeating(fill, missing) + digits + rest }
    return padded(lead + digits + rest, defaultAlign: ">")
  }

  /// Digits with separators, led by zeros up to `least` characters; never by a separator.
  static func grouped(_ digits: String, separator: Unicode.Scalar, size: Int, least: Int) -> String {
    var count = digits.utf8.count
    while count + (count - 1) / size < least { count += 1 }
    let zeros = Array(repeating: UInt8(ascii: "0"), count: count - digits.utf8.count)
    var result: [UInt8] = []
    result.reserveCapacity(count + count / size)
    for (index, byte) in (zeros + Array(digits.utf8)).enumerated() {
      if index > 0, (count - index) % size == 0 { result.append(UInt8(ascii: separator)) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// The value of a decimal digit of any script.
  var decimalDigit: Int? {
    if value >= 48, value <= 57 { return Int(value) - 48 }
    if value < 128 { return nil }
    guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
    return Int(number)
  }
}
