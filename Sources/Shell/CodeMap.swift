/// The brackets, strings and comments of Python text up to a place.
struct CodeMap {
  /// The brackets that are open at the end, the innermost last.
  private(set) var open: [Int] = []
  /// The beginnings of closed brackets and strings, by the offsets behind them.
  private(set) var beginnings: [Int: Int] = [:]
  /// The string around the end: where its text begins, and its quotes.
  private(set) var string: (start: Int, quote: [UInt8])?
  private(set) var isInComment = false

  init(_ bytes: [UInt8], from start: Int = 0, to end: Int) {
    var at = start
    while at < end {
      let byte = bytes[at]
      if let (start, quote) = string {
        if byte == UInt8(ascii: "\\") {
          at += 2
        } else if bytes[at..<end].starts(with: quote) {
          at += quote.count
          beginnings[at] = start - quote.count
          string = nil
        } else {
          // A plain string ends with its line.
          if byte == 0x0A, quote.count == 1 { string = nil }
          at += 1
        }
        continue
      }
      if isInComment {
        if byte == 0x0A { isInComment = false }
        at += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "#"): isInComment = true
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(at)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if let start = open.popLast() { beginnings[at + 1] = start }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let triple = [byte, byte, byte]
        let quote = bytes[at..<end].starts(with: triple) ? triple : [byte]
        at += quote.count
        string = (at, quote)
        continue
      default: break
      }
      at += 1
    }
  }

  /// Where the expression begins that ends at a place: names, dots, calls, subscripts; a display or a string first.
  func expressionStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0 {
      if let beginning = beginnings[start] {
        start = beginning
        let isString = bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'")
        if isString {
          while start > 0, isWord(bytes[start - 1]) { start -= 1 }
          return start
        }
        // Without something before it that is called or indexed, the bracket is where it begins.
        guard start > 0, isWord(bytes[start - 1]) || beginnings[start] != nil else { return start }
      } else {
        while start > 0, isWord(bytes[start - 1]) { start -= 1 }
        guard start > 0, bytes[start - 1] == UInt8(ascii: ".") else { return start }
        start -= 1
      }
    }
    return start
  }
}

func isWord(_ byte: UInt8) -> Bool {
  (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F
    || byte >= 0x80
}
