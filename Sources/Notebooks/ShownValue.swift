/// Guesses which recorded lines are the value of a cell's last expression.
///
/// A script records what was printed and the value in one block; a notebook keeps them apart. Only a cell that
/// ends in an expression has a value, and the value is the last text that the cell showed.
enum ShownValue {
  private static let statements: Set<String> = [
    "if", "for", "while", "def", "class", "import", "from", "return", "with", "try", "else", "elif", "except",
    "finally", "raise", "del", "pass", "assert", "global", "nonlocal", "break", "continue", "async",
  ]

  /// How many of the lines, counted from the end, are the value.
  static func lineCount(source: String, lines: [String]) -> Int {
    guard !lines.isEmpty, let last = lastStatement(source), isExpression(last) else { return 0 }
    // Without a call nothing is printed, and all that was shown is the value.
    if find("(", in: source) == nil { return lines.count }
    // A repr closes every bracket that it opens: take lines from the end until that is so.
    var open = 0
    for (count, line) in lines.reversed().enumerated() {
      open += balance(line)
      if open >= 0 { return count + 1 }
    }
    return 1
  }

  /// The last line of the source that begins a statement at the left margin, without its comment.
  private static func lastStatement(_ source: String) -> String? {
    var scanner = QuoteScanner()
    var depth = 0
    var last: String?
    var continues = false
    for line in Line.split(source).map(\.text) {
      let isInside = scanner.isQuoted || depth > 0 || continues
      let before = scanner.isQuoted
      scanner.read(line)
      let code = before ? "" : withoutComment(line)
      if !trimmed(code).isEmpty {
        if isInside {
          last? += " " + trimmed(code)
        } else {
          last = code
        }
      }
      depth = max(0, depth + balance(code))
      continues = code.hasSuffix("\\")
    }
    return last
  }

  private static func isExpression(_ line: String) -> Bool {
    guard let first = line.utf8.first, !isSpace(first), first != UInt8(ascii: "@"), first != UInt8(ascii: "%")
    else {
      return false
    }
    if Magics.isMagic(line) { return false }
    let text = trimmed(line)
    if text.hasSuffix(";") || text.hasSuffix("?") || text.hasPrefix("!") { return false }
    let word = text.prefix { $0.isLetter || $0 == "_" || $0.isNumber }
    if statements.contains(String(word)) || text.hasPrefix("print(") { return false }
    return !hasAssignment(text)
  }

  /// Whether an equal sign outside brackets and strings assigns.
  private static func hasAssignment(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var depth = 0
    var quote: UInt8 = 0
    for (index, byte) in bytes.enumerated() {
      if quote != 0 {
        if byte == quote, bytes[index - 1] != UInt8(ascii: "\\") { quote = 0 }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "=") where depth == 0:
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let before = index > 0 ? bytes[index - 1] : 0
        if next == UInt8(ascii: "=") || "=!<>".utf8.contains(before) && !isAugmented(bytes, index) {
          continue
        }
        return true
      default: break
      }
    }
    return false
  }

  /// `<<=` and `>>=` assign, `<=` and `>=` compare.
  private static func isAugmented(_ bytes: [UInt8], _ index: Int) -> Bool {
    index > 1 && bytes[index - 1] == bytes[index - 2]
      && (bytes[index - 1] == 0x3C || bytes[index - 1] == 0x3E)
  }

  private static func withoutComment(_ line: String) -> String {
    var quote: Character?
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "#" {
        return String(line[..<index])
      }
    }
    return line
  }

  /// Opening brackets minus closing ones, outside strings.
  private static func balance(_ line: String) -> Int {
    var count = 0
    var quote: UInt8 = 0
    for byte in line.utf8 {
      if quote != 0 {
        if byte == quote { quote = 0 }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): count += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): count -= 1
      default: break
      }
    }
    return count
  }
}
