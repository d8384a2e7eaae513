/// The values of string literals: prefixes, escapes, and neighbours that join.
extension Parser {
  /// A string token in parts: its prefix, and where its text lies.
  struct StringParts {
    var isRaw = false
    var isBytes = false
    var isFormatted = false
    var body: Range<Int>
    var token: Token

    init(_ token: Token, _ bytes: [UInt8]) {
      var position = Int(token.start)
      self.token = token
      while bytes[position] >= 0x41 {
        switch bytes[position] | 0x20 {
        case UInt8(ascii: "r"): isRaw = true
        case UInt8(ascii: "b"): isBytes = true
        case UInt8(ascii: "f"): isFormatted = true
        default: break
        }
        position += 1
      }
      let quote = bytes[position]
      let end = Int(token.end)
      let isTriple = end - position >= 6 && bytes[position + 1] == quote && bytes[position + 2] == quote
      let width = isTriple ? 3 : 1
      body = position + width..<end - width
    }
  }

  /// One or more string tokens in a row.
  func strings() throws -> Expression {
    let start = start
    let first = StringParts(token, source.bytes)
    if nextKind != .string {
      advance()
      return try single(first, start)
    }
    var all = [first]
    advance()
    while kind == .string {
      all.append(StringParts(token, source.bytes))
      advance()
    }
    guard all.allSatisfy({ $0.isBytes == first.isBytes }) else {
      throw error("cannot mix bytes and nonbytes literals", all[0].token.span)
    }
    if first.isBytes {
      var joined: [UInt8] = []
      for part in all { joined += try bytes(part) }
      return try node(.constant(.bytes(joined)), start)
    }
    return try joined(all, start)
  }

  private func single(_ part: StringParts, _ start: Int) throws -> Expression {
    if part.isBytes { return try node(.constant(.bytes(bytes(part))), start) }
    if part.isFormatted { return try node(.formatted(formatted(part)), start) }
    return try node(.constant(.string(string(part))), start)
  }

  private func joined(_ all: [StringParts], _ start: Int) throws -> Expression {
    guard all.contains(where: \.isFormatted) else {
      var text = ""
      for part in all { text += try string(part) }
      return try node(.constant(.string(text)), start)
    }
    var parts: [FormattedPart] = []
    for part in all {
      if part.isFormatted {
        for piece in try formatted(part) { parts.appendMerging(piece) }
      } else {
        parts.appendMerging(.text(try string(part)))
      }
    }
    return try node(.formatted(parts), start)
  }

  // MARK: Text

  private func string(_ part: StringParts) throws -> String {
    try decoded(part.body, isRaw: part.isRaw, part.token)
  }

  /// The text of a range, with line ends as `\n` and, unless raw, escapes replaced.
  func decoded(_ range: Range<Int>, isRaw: Bool, _ token: Token) throws -> String {
    let bytes = source.bytes[range]
    let isPlain = bytes.allSatisfy { $0 != 0x0D && (isRaw || $0 != UInt8(ascii: "\\")) }
    if isPlain { return String(decoding: bytes, as: UTF8.self) }
    var decoder = EscapeDecoder(bytes: source.bytes, range: range, isRaw: isRaw)
    do {
      return try decoder.text()
    } catch let failure as EscapeDecoder.Failure {
      throw error(failure.message, token.span)
    }
  }

  private func bytes(_ part: StringParts) throws -> [UInt8] {
    if source.bytes[part.body].contains(where: { $0 >= 0x80 }) {
      throw error("bytes can only contain ASCII literal characters", part.token.span)
    }
    var decoder = EscapeDecoder(bytes: source.bytes, range: part.body, isRaw: part.isRaw)
    do {
      return try decoder.byteString()
    } catch let failure as EscapeDecoder.Failure {
      throw error(failure.message, part.token.span)
    }
  }
}

extension [FormattedPart] {
  /// Appends a part; text joins the text before it, and empty text vanishes.
  mutating func appendMerging(_ part: FormattedPart) {
    guard case .text(let text) = part else { return append(part) }
    if text.isEmpty { return }
    if case .text(let before) = last {
      self[count - 1] = .text(before + text)
    } else {
      append(part)
    }
  }
}
