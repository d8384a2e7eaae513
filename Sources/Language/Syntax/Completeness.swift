/// Whether what was typed so far can run.
public enum Completeness: Equatable, Sendable {
  case complete
  /// More lines are needed; the next one is best indented by that many columns.
  case incomplete(indent: Int)
  /// No further line can make it right.
  case invalid
}

extension Parser {
  /// Judges the lines typed so far, as IPython does: an open bracket, an open triple quote, a backslash at the end, a decorator
  /// or the header of a block ask for more, and a block ends with a blank line. A compound statement on one line is whole,
  /// except for an `if`, which `else` may follow.
  public static func completeness(of text: String) -> Completeness {
    let source = Source(text)
    var lexer = Lexer(source)
    lexer.run()
    if let failure = lexer.failure {
      return failure.error.isIncomplete ? .incomplete(indent: indent(inside: lexer, source)) : .invalid
    }
    do {
      _ = try parse(source: source)
    } catch {
      return error.isIncomplete ? .incomplete(indent: indentAfter(lexer.tokens, source)) : .invalid
    }
    guard isBlock(lexer.tokens), !endsWithBlankLine(source.bytes) else { return .complete }
    return .incomplete(indent: indentAfter(lexer.tokens, source))
  }

  /// Whether a cell of this text shows a value: it ends with an expression that no semicolon silences.
  public static func showsValue(_ text: String) -> Bool {
    guard let program = try? parse(source: Source(text)), case .expression? = program.body.last?.kind else {
      return false
    }
    return program.lastExpressionIsEchoed
  }

  /// Whether the text ends inside a block: on a line that is indented, or begins with the keyword of a clause that another
  /// one may follow.
  private static func isBlock(_ tokens: [Token]) -> Bool {
    guard let last = tokens.lastIndex(where: { $0.kind == .newline }) else { return false }
    if last + 1 < tokens.count, tokens[last + 1].kind == .dedent { return true }
    switch firstWord(tokens, of: last)?.kind {
    case .if, .elif, .try, .except: return true
    default: return false
    }
  }

  /// The first word of the line that ends at a word.
  private static func firstWord(_ tokens: [Token], of end: Int) -> Token? {
    let start = tokens[..<end].lastIndex { $0.kind == .newline }.map { $0 + 1 } ?? 0
    return tokens[start..<end].first { $0.kind != .indent && $0.kind != .dedent }
  }

  /// Whether the last line is blank, after a line end.
  private static func endsWithBlankLine(_ bytes: [UInt8]) -> Bool {
    var ends = 0
    for byte in bytes.reversed() {
      switch byte {
      case 0x0A: ends += 1
      case 0x20, 0x09, 0x0D: break
      default: return ends >= 2
      }
      if ends >= 2 { return true }
    }
    return true
  }

  // MARK: Indentation

  private static func indent(inside lexer: Lexer, _ source: Source) -> Int {
    // Text in triple quotes is the writer's own; in brackets the next line stands as far in as this one, and a level more.
    guard let open = lexer.brackets.last, lexer.failure?.error.message.hasSuffix("was never closed") == true
    else {
      return 0
    }
    return column(of: source.position(of: open.offset).line, source) + 4
  }

  private static func indentAfter(_ tokens: [Token], _ source: Source) -> Int {
    guard let last = tokens.lastIndex(where: { $0.kind == .newline }), last > 0 else { return 0 }
    let first = firstWord(tokens, of: last) ?? tokens[last]
    let column = column(of: source.position(of: Int(first.start)).line, source)
    if tokens[last - 1].kind == .colon { return column + 4 }
    switch first.kind {
    case .pass, .return, .break, .continue, .raise: return max(0, column - 4)
    default: return column
    }
  }

  private static func column(of line: Int, _ source: Source) -> Int {
    source.line(line).prefix { $0 == " " || $0 == "\t" }.reduce(0) { $1 == " " ? $0 + 1 : ($0 / 8 + 1) * 8 }
  }
}
