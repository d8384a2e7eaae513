/// Guesses which recorded lines are the value of a cell's last expression.
///
/// A script records what was printed and the value in one block; a notebook keeps them apart. Only a cell that
/// ends in an expression has a value, and the value is the last text that the cell showed.
enum ShownValue {
  private static let statements: Set<String> = [
    "if", "for", "while", "def", "class", "import", "from", "return", "with", "try", "else", "elif", "except",
    "finally", "raise", "del", "pass", "assert", "global", "nonlocal", "break", "continue", "async",
  ]

  /// The lines of a record that are the value; empty, and at its end, if none are.
  ///
  /// - Parameter known: how many lines they are, where the cell's header says so.
  static func range(source: String, record: [String], known: Int?) -> Range<Int> {
    // The value stands after all text, though figures may follow it.
    guard let last = record.lastIndex(where: { FigureLine($0) == nil }) else { return 0..<0 }
    let first = (record[..<last].lastIndex { FigureLine($0) != nil } ?? -1) + 1
    let count = known ?? lineCount(source: source, lines: Array(record[first...last]))
    return last + 1 - max(0, min(count, last + 1 - first))..<last + 1
  }

  /// How many of the lines, counted from the end, are the value.
  private static func lineCount(source: String, lines: [String]) -> Int {
    guard !lines.isEmpty, let last = lastStatement(source), isExpression(last) else { return 0 }
    // Without a call nothing is printed, and all that was shown is the value.
    if find("(", in: source) == nil { return lines.count }
    // A repr closes every bracket that it opens: take lines from the end until that is so.
    var open = 0
    var count = 0
    for line in lines.reversed() {
      open += balance(line)
      count += 1
      if open >= 0 { break }
    }
    if open < 0 { count = 1 }
    // A call may return None and only print: then the lines are a value only if they look like one.
    if trimmed(last).hasPrefix("type("), lines.count == 1 { return 1 }
    let isCall = trimmed(last).hasSuffix(")") && !last.hasPrefix("(")
    return isCall && !looksLikeValue(lines.suffix(count).joined(separator: "\n")) ? 0 : count
  }

  /// Whether a text could be the `repr` of a value: a number, a quoted text, brackets around items with commas, a
  /// name with its arguments.
  private static func looksLikeValue(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text.utf8.count > 1 && last == first
    case UInt8(ascii: "["): return last == UInt8(ascii: "]") && hasCommas(text)
    case UInt8(ascii: "("): return last == UInt8(ascii: ")") && hasCommas(text)
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}") && hasCommas(text)
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">")
    default: break
    }
    if ["True", "False", "nan", "inf", "Ellipsis"].contains(text) || Double(text) != nil { return true }
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return text.dropFirst(name.count).first == "(" && last == UInt8(ascii: ")")
  }

  /// Whether no two items stand side by side with a blank alone between them, as in an array that was printed.
  private static func hasCommas(_ text: String) -> Bool {
    if text.utf8.contains(UInt8(ascii: "<")) { return true }
    var quote: UInt8 = 0
    var before: UInt8 = 0
    var hasBlank = false
    for byte in text.utf8 {
      if quote != 0 {
        if byte == quote { quote = 0 }
        before = byte
      } else if isSpace(byte) || byte == 0x0A {
        hasBlank = true
      } else {
        let isEnd = ",:[({=".utf8.contains(before) || before == 0
        if hasBlank, !isEnd, !"])},".utf8.contains(byte) { return false }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        before = byte
        hasBlank = false
      }
    }
    return true
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
    if statements.contains(String(word)) { return false }
    if ["print(", "plt.show("].contains(where: { text.hasPrefix($0) }) { return false }
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
