/// A piece of a line of output: a float, a whole number, a word, a mark.
///
/// Under a tolerance, outputs are compared piece by piece: floats as numbers, everything else as text.
struct Token {
  enum Kind: Equatable {
    case float(Double)
    case text
    /// `...`
    case anything
  }

  let kind: Kind
  let text: Substring
  /// The blanks before the piece.
  let space: Substring
  /// The line, from 0, on which the piece stands.
  let line: Int
  /// The byte of the line at which the piece begins.
  let column: Int
  /// Whether the piece is the first on its line.
  let beginsLine: Bool
  /// How many brackets are open before the piece.
  let depth: Int

  var isNumber: Bool { if case .float = kind { true } else { false } }

  /// Brackets and commas: NumPy pads numbers on either side of them.
  var isBracket: Bool { text == "[" || text == "]" || text == "(" || text == ")" || text == "," }

  static func split(_ lines: [String]) -> [Token] {
    var tokens: [Token] = []
    var depth = 0
    for (number, line) in lines.enumerated() { split(line, number: number, depth: &depth, into: &tokens) }
    return tokens
  }

  private static func split(_ line: String, number: Int, depth: inout Int, into tokens: inout [Token]) {
    var line = line
    line.makeContiguousUTF8()
    let bytes = Array(line.utf8)
    var position = 0
    var first = true
    func substring(_ range: Range<Int>) -> Substring {
      let low = line.utf8.index(line.startIndex, offsetBy: range.lowerBound)
      return line[low..<line.utf8.index(low, offsetBy: range.count)]
    }
    while position < bytes.count {
      let spaceStart = position
      while position < bytes.count, isSpace(bytes[position]) { position += 1 }
      if position == bytes.count { break }
      let start = position
      let kind = read(bytes, from: &position)
      let text = substring(start..<position)
      tokens.append(
        Token(
          kind: kind, text: text, space: substring(spaceStart..<start), line: number, column: start,
          beginsLine: first, depth: depth))
      first = false
      if text == "[" || text == "(" { depth += 1 }
      if text == "]" || text == ")" { depth = max(0, depth - 1) }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte >= 0x80
  }

  /// Reads one piece and moves the position behind it.
  private static func read(_ bytes: [UInt8], from position: inout Int) -> Kind {
    if bytes[position...].starts(with: "...".utf8) {
      position += 3
      return .anything
    }
    let start = position
    var index = position
    let glued = start > 0 && (isWordByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ")"))
    if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+"), !glued { index += 1 }
    // What goes on with a point behind a word or a number is part of that: a version, a name.
    let point = UInt8(ascii: ".")
    let isContinued =
      bytes[index] == point ? glued : start > 1 && bytes[start - 1] == point && isWordByte(bytes[start - 2])
    if !isContinued, let (end, value) = number(bytes, sign: start, from: index) {
      position = end
      return value.map { .float($0) } ?? .text
    }
    index = start
    while index < bytes.count, isWordByte(bytes[index]) { index += 1 }
    position = max(index, start + 1)
    return .text
  }

  /// A number's end, and its value if it is a float; nothing where no number stands.
  private static func number(_ bytes: [UInt8], sign: Int, from start: Int) -> (Int, Double?)? {
    for word in ["nan", "inf"] where bytes[start...].starts(with: word.utf8) {
      let end = start + 3
      if end < bytes.count, isWordByte(bytes[end]) { return nil }
      if word == "nan" { return (end, .nan) }
      return (end, bytes[sign] == UInt8(ascii: "-") ? -.infinity : .infinity)
    }
    var index = start
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    let whole = index - start
    var isFloat = false
    if index < bytes.count, bytes[index] == UInt8(ascii: "."), !bytes[index...].starts(with: "...".utf8) {
      var end = index + 1
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if whole + end - index > 1 {
        isFloat = true
        index = end
      }
    }
    guard index > start else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var end = index + 1
      if end < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "+") { end += 1 }
      let digits = end
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end > digits {
        isFloat = true
        index = end
      }
    }
    let goesOn = bytes[index...].prefix(2)
    if goesOn.count == 2, goesOn.first == UInt8(ascii: "."), goesOn.last.map(isDigit) == true {
      isFloat = false
    }
    guard isFloat else { return (index, nil) }
    return (index, Double(lenient: String(decoding: bytes[sign..<index], as: UTF8.self)))
  }
}

extension Double {
  /// Reads `1.`, `.5` and `-.5e3` too, as Python prints and reads them.
  fileprivate init?(lenient text: String) {
    var text = text
    if let point = text.firstIndex(of: ".") {
      let after = text.index(after: point)
      if after == text.endIndex || !text[after].isNumber { text.insert("0", at: after) }
      if point == text.startIndex || !text[text.index(before: point)].isNumber { text.insert("0", at: point) }
    }
    self.init(text)
  }
}
