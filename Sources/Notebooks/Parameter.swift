/// A name that is set from outside: `-p lr=1e-3`, as papermill does it.
public struct Parameter: Sendable, Equatable {
  public let name: String
  /// The value as Python source.
  public let literal: String

  /// Reads `name=value`. The value is `True`, `False`, `None`, a number, or a text.
  public init?(_ argument: String) {
    guard let equals = argument.firstIndex(of: "=") else { return nil }
    let name = String(argument[..<equals])
    guard Self.isName(name), !Self.keywords.contains(name) else { return nil }
    self.init(name: name, value: String(argument[argument.index(after: equals)...]))
  }

  public init(name: String, value: String) {
    self.name = name
    literal = Self.literal(value)
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
      return false
    }
    return name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }

  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// What Python's `int` and `float` read as a number is one, as papermill has it.
  private static func literal(_ value: String) -> String {
    if value == "True" || value == "False" || value == "None" { return value }
    if let number = number(trimmed(value)) { return number }
    return quoted(value)
  }

  private static func number(_ text: String) -> String? {
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return "float('inf')"
    case "-inf", "-infinity": return "float('-inf')"
    case "nan", "+nan", "-nan": return "float('nan')"
    default: break
    }
    // One underscore may stand between two digits.
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    for (left, right) in zip(parts, parts.dropFirst()) {
      guard isDigit(left.utf8.last), isDigit(right.utf8.first) else { return nil }
    }
    let plain = parts.joined()
    guard plain.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }) else { return nil }
    let digits = plain.drop { $0 == "-" || $0 == "+" }
    if plain.utf8.count - digits.utf8.count <= 1, !digits.isEmpty, digits.utf8.allSatisfy(isDigit) {
      let significant = digits.drop { $0 == "0" }
      return (plain.hasPrefix("-") && !significant.isEmpty ? "-" : "")
        + (significant.isEmpty ? "0" : significant)
    }
    guard let number = Double(plain) else { return nil }
    if number.isInfinite { return number > 0 ? "float('inf')" : "float('-inf')" }
    return pythonRepr(number)
  }

  /// A text as a Python literal in single quotes.
  public static func quoted(_ text: String) -> String {
    var out = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": out += "\\'"
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value, radix: 16)
          out += "\\x" + (digits.count < 2 ? "0" : "") + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "'"
  }

  /// The lines that set the names.
  static func source(_ parameters: [Parameter]) -> String {
    parameters.map { "\($0.name) = \($0.literal)" }.joined(separator: "\n")
  }
}

extension Plan {
  /// The names among the parameters that the cell tagged `parameters` does not set: perhaps misspelt. Without such a
  /// cell every name is as good as the next.
  func unknownParameters(_ parameters: [Parameter]) -> [String] {
    guard let cell = cells.first(where: { $0.options.tags.contains("parameters") }) else { return [] }
    let lines = Line.split(cell.source).map(\.text)
    return parameters.map(\.name).filter { name in
      !lines.contains { line in
        guard line.hasPrefix(name) else { return false }
        let rest = trimmed(line.dropFirst(name.count))
        return [":", "=", ","].contains { rest.hasPrefix($0) } && !rest.hasPrefix("==")
      }
    }
  }
}
