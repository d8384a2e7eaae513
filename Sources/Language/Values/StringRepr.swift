/// Strings and bytes as literals.
enum StringRepr {
  /// `repr` of a string: single quotes unless it holds some and no double ones; escapes for what cannot be printed.
  static func quoted(_ text: String) -> String {
    let quote: Unicode.Scalar =
      text.utf8.untilInterrupt.contains(UInt8(ascii: "'"))
        && !text.utf8.untilInterrupt.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars.untilInterrupt {
      switch scalar {
      case quote, "\\":
        result.append("\\")
        result.append(scalar)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      default:
        if isPrintable(scalar) {
          result.append(scalar)
        } else {
          result.append(contentsOf: escape(scalar).unicodeScalars)
        }
      }
    }
    result.append(quote)
    return String(result)
  }

  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      return false
    default: return true
    }
  }

  static func escape(_ scalar: Unicode.Scalar) -> String {
    func hex(_ value: UInt32, _ width: Int) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    if scalar.value < 0x100 { return "\\x" + hex(scalar.value, 2) }
    if scalar.value < 0x10000 { return "\\u" + hex(scalar.value, 4) }
    return "\\U" + hex(scalar.value, 8)
  }

  /// The text with everything outside ASCII escaped.
  static func ascii(_ text: String) -> String {
    text.unicodeScalars.untilInterrupt.map { $0.isASCII ? String($0) : escape($0) }.joined()
  }

  /// `repr` of bytes.
  static func quoted(_ bytes: [UInt8]) -> String {
    let quote: UInt8 =
      bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
      ? UInt8(ascii: "\"") : UInt8(ascii: "'")
    var result = "b" + String(Unicode.Scalar(quote))
    for byte in bytes.untilInterrupt {
      switch byte {
      case quote, UInt8(ascii: "\\"): result += "\\" + String(Unicode.Scalar(byte))
      case UInt8(ascii: "\n"): result += "\\n"
      case UInt8(ascii: "\r"): result += "\\r"
      case UInt8(ascii: "\t"): result += "\\t"
      case 0x20..<0x7F: result += String(Unicode.Scalar(byte))
      default: result += escape(Unicode.Scalar(byte))
      }
    }
    return result + String(Unicode.Scalar(quote))
  }
}
