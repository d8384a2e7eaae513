/// Names, keywords and punctuation.
extension Lexer {
  /// Reads a name or keyword, or a string whose prefix looked like one.
  mutating func nameOrString() {
    let start = position
    var packed: UInt64 = 0
    var isASCII = true
    while position < limit, isNameByte(bytes[position]) {
      packed = packed << 8 | UInt64(bytes[position])
      if bytes[position] >= 0x80 { isASCII = false }
      position += 1
    }
    let length = position - start
    if length <= 2, isASCII, byte(position) == UInt8(ascii: "'") || byte(position) == UInt8(ascii: "\""),
      Self.isStringPrefix(packed)
    {
      return string(from: start)
    }
    if !isASCII, !checkName(start) { return }
    let kind = length <= 8 && isASCII ? TokenKind.keywords[packed] ?? .name : .name
    add(kind, start)
  }

  /// Whether one or two packed letters may stand before a quote: `r b u f`, and `rb br rf fr`, in either case.
  static func isStringPrefix(_ packed: UInt64) -> Bool {
    let lower = packed | 0x2020
    let first = lower >> 8 & 0xFF
    let second = lower & 0xFF
    let r = UInt64(UInt8(ascii: "r"))
    let b = UInt64(UInt8(ascii: "b"))
    let f = UInt64(UInt8(ascii: "f"))
    if packed >> 8 == 0 {
      return second == r || second == b || second == f || second == UInt64(UInt8(ascii: "u"))
    }
    return first == r && (second == b || second == f) || second == r && (first == b || first == f)
  }

  /// Checks that a name with letters beyond ASCII is one.
  private mutating func checkName(_ start: Int) -> Bool {
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    var offset = start
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      let isValid =
        offset == start ? properties.isXIDStart || scalar == "_" : properties.isXIDContinue
      let length = UTF8.width(scalar)
      if !isValid {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        position = offset
        let message =
          isPrintable(properties)
          ? "invalid character '\(scalar)' (\(code))" : "invalid non-printable character \(code)"
        fail(message, offset, offset + length)
        return false
      }
      offset += length
    }
    return true
  }

  private func isPrintable(_ properties: Unicode.Scalar.Properties) -> Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      false
    default: true
    }
  }

  mutating func punctuation() {
    let start = position
    let first = bytes[position]
    switch first {
    case UInt8(ascii: "("): open(.leftParen)
    case UInt8(ascii: "["): open(.leftBracket)
    case UInt8(ascii: "{"): open(.leftBrace)
    case UInt8(ascii: ")"): close(.rightParen, UInt8(ascii: "("))
    case UInt8(ascii: "]"): close(.rightBracket, UInt8(ascii: "["))
    case UInt8(ascii: "}"): close(.rightBrace, UInt8(ascii: "{"))
    default:
      let (kind, length) = longestOperator(first, byte(position + 1), byte(position + 2))
      position += length
      add(kind, start)
    }
  }

  private mutating func open(_ kind: TokenKind) {
    guard brackets.count < Self.maximumBrackets else {
      return fail("too many nested parentheses", position, position + 1)
    }
    brackets.append(Bracket(byte: bytes[position], offset: position))
    position += 1
    add(kind, position - 1)
  }

  private mutating func close(_ kind: TokenKind, _ opening: UInt8) {
    let name = String(UnicodeScalar(bytes[position]))
    let prefix = isFragment ? "f-string: " : ""
    guard let open = brackets.last else {
      return fail("\(prefix)unmatched '\(name)'", position, position + 1)
    }
    guard open.byte == opening else {
      let openName = String(UnicodeScalar(open.byte))
      let line = source.lineInMessages(of: open.offset)
      let place = line == source.lineInMessages(of: position) ? "" : " on line \(line)"
      return fail(
        "\(prefix)closing parenthesis '\(name)' does not match opening parenthesis '\(openName)'\(place)",
        position,
        position + 1)
    }
    brackets.removeLast()
    position += 1
    add(kind, position - 1)
  }

  private func longestOperator(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> (TokenKind, Int) {
    let equals = UInt8(ascii: "=")
    func choose(_ plain: TokenKind, _ assigned: TokenKind) -> (TokenKind, Int) {
      b == equals ? (assigned, 2) : (plain, 1)
    }
    func choose(_ plain: TokenKind, _ assigned: TokenKind, _ doubled: TokenKind, _ both: TokenKind) -> (
      TokenKind, Int
    ) {
      if a == b { return c == equals ? (both, 3) : (doubled, 2) }
      return b == equals ? (assigned, 2) : (plain, 1)
    }
    switch a {
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    case UInt8(ascii: "~"): return (.tilde, 1)
    case UInt8(ascii: "."): return b == a && c == a ? (.ellipsis, 3) : (.dot, 1)
    case UInt8(ascii: ":"): return choose(.colon, .colonEqual)
    case UInt8(ascii: "="): return choose(.equal, .equalEqual)
    case UInt8(ascii: "+"): return choose(.plus, .plusEqual)
    case UInt8(ascii: "-"): return b == UInt8(ascii: ">") ? (.arrow, 2) : choose(.minus, .minusEqual)
    case UInt8(ascii: "*"): return choose(.star, .starEqual, .doubleStar, .doubleStarEqual)
    case UInt8(ascii: "/"): return choose(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case UInt8(ascii: "%"): return choose(.percent, .percentEqual)
    case UInt8(ascii: "@"): return choose(.at, .atEqual)
    case UInt8(ascii: "&"): return choose(.ampersand, .ampersandEqual)
    case UInt8(ascii: "|"): return choose(.bar, .barEqual)
    case UInt8(ascii: "^"): return choose(.caret, .caretEqual)
    case UInt8(ascii: "<"):
      return b == UInt8(ascii: ">") ? (.unknown, 2) : choose(.less, .lessEqual, .leftShift, .leftShiftEqual)
    case UInt8(ascii: ">"): return choose(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
    case UInt8(ascii: "!"): return b == equals ? (.notEqual, 2) : (.unknown, 1)
    default: return (.unknown, 1)
    }
  }
}
