/// Tells whether the next line of a Python source begins inside a string.
///
/// A cell marker or a recorded line inside a triple-quoted string is text and nothing else. The scanner sees
/// comments, escapes, both quotes, triple quotes, and strings that a backslash carries over a line's end.
struct QuoteScanner {
  private var quote: UInt8 = 0
  private var triple = false
  /// How many brackets are open.
  private var depth = 0
  private var isCarried = false

  /// Whether the next line begins inside a string.
  var isQuoted: Bool { quote != 0 }

  /// Whether the next line goes on with a statement: inside a string, inside brackets, after a backslash.
  var isInsideStatement: Bool { isQuoted || depth > 0 || isCarried }

  /// Reads one line, without its ending.
  mutating func read(_ line: String) {
    var line = line
    line.withUTF8 { scan($0) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var carried = false
    isCarried = false
    while index < bytes.count {
      let byte = bytes[index]
      if quote == 0 {
        switch byte {
        case UInt8(ascii: "#"): return
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        case UInt8(ascii: "\\"): isCarried = index + 1 == bytes.count
        default: break
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
          triple = isTriple(bytes, at: index)
          index += triple ? 2 : 0
        }
      } else if byte == UInt8(ascii: "\\") {
        carried = index + 1 == bytes.count
        index += 1
      } else if byte == quote {
        if !triple {
          quote = 0
        } else if isTriple(bytes, at: index) {
          quote = 0
          index += 2
        }
      }
      index += 1
    }
    // A plain string ends with its line, closed or not: the mistake is the parser's to report.
    if !triple, !carried { quote = 0 }
  }

  private func isTriple(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index + 2 < bytes.count && bytes[index + 1] == bytes[index] && bytes[index + 2] == bytes[index]
  }
}
