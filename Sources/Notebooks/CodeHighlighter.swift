/// Marks the words of Python code for a page: keywords, strings, numbers, comments.
enum CodeHighlighter {
  private static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or",
    "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// The code as HTML, everything escaped.
  static func html(_ code: String) -> String {
    let bytes = Array(code.utf8)
    var out = ""
    var index = 0
    var plain = 0
    func text(_ low: Int, _ high: Int) -> String {
      HTML.escaped(String(decoding: bytes[low..<high], as: UTF8.self))
    }
    func mark(_ kind: String, _ start: Int, _ end: Int) {
      out += text(plain, start) + "<span class=\"\(kind)\">" + text(start, end) + "</span>"
      plain = end
    }
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        mark("c", start, index)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index = stringEnd(bytes, index)
        mark("s", start, index)
      } else if isWord(byte) {
        while index < bytes.count,
          isWord(bytes[index]) || (isDigit(byte) && bytes[index] == UInt8(ascii: "."))
        { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
          word.utf8.count <= 2, word.lowercased().allSatisfy({ "rbfu".contains($0) })
        {
          index = stringEnd(bytes, index)
          mark("s", start, index)
        } else if isDigit(byte) {
          mark("n", start, index)
        } else if keywords.contains(word) {
          mark("k", start, index)
        }
      } else {
        index += 1
      }
    }
    return out + text(plain, bytes.count)
  }

  /// Where a string that begins at a quote ends.
  private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    let quote = bytes[start]
    let triple = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    var index = start + (triple ? 3 : 1)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if !triple, bytes[index] == 0x0A { return index }
      if bytes[index] == quote {
        if !triple { return index + 1 }
        if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote { return index + 3 }
      }
      index += 1
    }
    return min(index, bytes.count)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte >= 0x80
  }
}

enum HTML {
  /// A text as it may stand between tags and in attributes.
  static func escaped(_ text: some StringProtocol) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += Array("&amp;".utf8)
      case UInt8(ascii: "<"): out += Array("&lt;".utf8)
      case UInt8(ascii: ">"): out += Array("&gt;".utf8)
      case UInt8(ascii: "\""): out += Array("&quot;".utf8)
      case UInt8(ascii: "'"): out += Array("&#39;".utf8)
      case 0x09, 0x0A: out.append(byte)
      // A page may hold no other control character.
      case 0..<0x20, 0x7F: out += Array("\u{FFFD}".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
