/// Cuts a source into Python's words, with `INDENT` and `DEDENT` where blocks begin and end.
///
/// The whole source is cut before the parser looks at it. Where the lexer cannot go on, it leaves an `error` token and
/// keeps the reason in `failure`. Source: the Python language reference, chapter 2, and CPython 3.11's error messages.
struct Lexer {
  static let maximumBrackets = 200
  static let maximumIndents = 100

  struct Bracket {
    var byte: UInt8
    var offset: Int
  }

  struct Failure {
    var error: SyntaxError
    /// CPython reports these before any complaint of the parser about earlier text.
    var comesFirst = true
  }

  let source: Source
  let bytes: [UInt8]
  let limit: Int
  /// A replacement field of an f-string: line ends mean nothing, and there is no indentation.
  let isFragment: Bool
  var position: Int
  var tokens: [Token] = []
  var brackets: [Bracket] = []
  var failure: Failure?

  private var indents: [Indentation] = [Indentation()]
  private var atLineStart = true

  /// A column counted with tabs to multiples of 8, and with tabs as one: both must agree.
  private struct Indentation {
    var column = 0
    var alternate = 0
  }

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
    limit = bytes.count
    isFragment = false
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    tokens.reserveCapacity(bytes.count / 4 + 8)
  }

  /// Words of a replacement field.
  init(_ source: Source, fragment: Range<Int>) {
    self.source = source
    bytes = source.bytes
    limit = fragment.upperBound
    isFragment = true
    position = fragment.lowerBound
    atLineStart = false
  }

  /// The byte at an offset, 0 past the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < limit ? bytes[offset] : 0 }

  var ignoresLineEnds: Bool { isFragment || !brackets.isEmpty }

  mutating func run() {
    if let offset = bytes[position..<limit].firstIndex(of: 0) {
      fail("source code cannot contain null bytes", offset, offset + 1)
      return
    }
    while failure == nil {
      if atLineStart {
        atLineStart = false
        indentation()
        if failure != nil { return }
      }
      guard skipSpace() else { return }
      guard position < limit else {
        finish()
        return
      }
      word()
    }
  }

  mutating func add(_ kind: TokenKind, _ start: Int) {
    tokens.append(Token(kind, start, position, level: brackets.count))
  }

  mutating func fail(
    _ message: String, _ start: Int, _ end: Int, type: String = "SyntaxError", isIncomplete: Bool = false,
    comesFirst: Bool = true
  ) {
    let span = Span(start: max(0, start), end: end)
    failure = Failure(
      error: SyntaxError(message, span, type: type, isIncomplete: isIncomplete), comesFirst: comesFirst)
    tokens.append(Token(.error, start, end, level: brackets.count))
  }

  // MARK: Lines

  /// Passes blanks, comments and joined lines. Returns false after a failure.
  private mutating func skipSpace() -> Bool {
    while position < limit {
      switch bytes[position] {
      case 0x20, 0x09, 0x0C: position += 1
      case 0x0A, 0x0D:
        if !ignoresLineEnds { return true }
        passLineEnd()
      case UInt8(ascii: "#"):
        if isFragment { return true }
        while position < limit, !isLineEnd(bytes[position]) { position += 1 }
      case UInt8(ascii: "\\"):
        if !joinLines() { return false }
      default: return true
      }
    }
    return true
  }

  /// Passes a backslash and the line end after it.
  private mutating func joinLines() -> Bool {
    let start = position
    position += 1
    guard isLineEnd(byte(position)) else {
      if position >= limit {
        fail("unexpected EOF while parsing", start + 1, start + 1, isIncomplete: true, comesFirst: false)
      } else {
        fail("unexpected character after line continuation character", position, position + 1)
      }
      return false
    }
    passLineEnd()
    guard position < limit else {
      fail("unexpected EOF while parsing", start + 1, start + 1, isIncomplete: true, comesFirst: false)
      return false
    }
    return true
  }

  mutating func passLineEnd() {
    position += byte(position) == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
  }

  @inline(__always)
  func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Reads the blanks at the start of a line that holds words, and opens or closes blocks.
  private mutating func indentation() {
    var here = Indentation()
    var joined: Indentation?
    while true {
      switch byte(position) {
      case 0x20:
        here.column += 1
        here.alternate += 1
      case 0x09:
        here.column = (here.column / 8 + 1) * 8
        here.alternate += 1
      case 0x0C: here = Indentation()
      case UInt8(ascii: "\\"):
        if joined == nil { joined = here }
        if !joinLines() { return }
        continue
      case UInt8(ascii: "#"):
        while position < limit, !isLineEnd(bytes[position]) { position += 1 }
        continue
      case 0x0A, 0x0D:
        passLineEnd()
        here = Indentation()
        joined = nil
        continue
      default:
        if position < limit { indent(to: joined ?? here) }
        return
      }
      position += 1
    }
  }

  private mutating func indent(to here: Indentation) {
    let top = indents[indents.count - 1]
    if here.column == top.column {
      if here.alternate != top.alternate { failTabs() }
    } else if here.column > top.column {
      if here.alternate <= top.alternate { return failTabs() }
      if indents.count >= Self.maximumIndents {
        return fail(
          "too many levels of indentation", position, position, type: "IndentationError", comesFirst: false)
      }
      indents.append(here)
      add(.indent, position)
    } else {
      while indents.count > 1, here.column < indents[indents.count - 1].column {
        indents.removeLast()
        add(.dedent, position)
      }
      let outer = indents[indents.count - 1]
      if here.column != outer.column {
        var end = position
        while end < limit, !isLineEnd(bytes[end]) { end += 1 }
        return fail(
          "unindent does not match any outer indentation level", end, end, type: "IndentationError",
          comesFirst: false)
      }
      if here.alternate != outer.alternate { failTabs() }
    }
  }

  private mutating func failTabs() {
    var start = position
    while start > 0, !isLineEnd(bytes[start - 1]) { start -= 1 }
    fail(
      "inconsistent use of tabs and spaces in indentation", start, position, type: "TabError",
      comesFirst: false)
  }

  private mutating func finish() {
    if isFragment { return add(.eof, position) }
    if let open = brackets.last {
      let name = String(UnicodeScalar(open.byte))
      return fail(
        "'\(name)' was never closed", open.offset, open.offset + 1, isIncomplete: true, comesFirst: false)
    }
    if let last = tokens.last, last.kind != .newline, last.kind != .dedent { add(.newline, position) }
    for _ in 1..<max(1, indents.count) { add(.dedent, position) }
    add(.eof, position)
  }

  // MARK: Words

  private mutating func word() {
    let first = bytes[position]
    switch first {
    case 0x0A, 0x0D:
      let start = position
      passLineEnd()
      tokens.append(Token(.newline, start, start + 1, level: 0))
      atLineStart = true
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      0x80...:
      nameOrString()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "."):
      if isDigit(byte(position + 1)) { number() } else { punctuation() }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string(from: position)
    default: punctuation()
    }
  }

  @inline(__always)
  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  @inline(__always)
  func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte == 0x5F
      || byte >= 0x30 && byte <= 0x39
      || byte >= 0x80
  }
}
