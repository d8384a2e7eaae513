/// Builds the syntax tree from the words of a source, by recursive descent.
///
/// The grammar is CPython 3.11's without `async`, `await` and `except*`; messages and places of errors are CPython's where it
/// has specific ones. Nothing that a source holds can exhaust the stack: brackets, operators and blocks are counted.
public final class Parser {
  /// The deepest tree that is built: longer chains of operators or calls are refused.
  public static let maximumDepth = 400
  /// The deepest recursion of the parser itself. Each construct counts with the kilobytes of stack that it takes in a
  /// build without optimisation, so that a thread with 512 KB is enough for any source.
  static let maximumRecursion = 400

  /// The most `elif` clauses of one `if`: the tree nests them.
  static let maximumClauses = 200

  let source: Source
  var tokens: [Token]
  var index = 0
  var recursion = 0
  /// Why the words end early.
  var lexical: Lexer.Failure?
  /// Levels of replacement fields around this text, 0 in a file.
  var fieldLevel = 0
  /// The furthest word that reading ahead has come to: CPython points there.
  var furthest = 0
  /// Whether words are read ahead, to choose between complaints.
  var isSpeculating = false
  /// Whether the statement before the last line end was followed by a semicolon.
  var endedWithSemicolon = false

  init(_ source: Source) {
    self.source = source
    var lexer = Lexer(source)
    lexer.run()
    tokens = lexer.tokens
    lexical = lexer.failure
  }

  init(_ source: Source, fragment: Range<Int>, within outer: Parser) {
    self.source = source
    var lexer = Lexer(source, fragment: fragment)
    lexer.run()
    tokens = lexer.tokens
    lexical = lexer.failure
    fieldLevel = outer.fieldLevel + 1
    recursion = outer.recursion
  }

  // MARK: Entry points

  /// Parses a cell or file.
  public static func parse(source: Source) throws(SyntaxError) -> Program {
    let parser = Parser(source)
    do {
      let program = try parser.program()
      try SyntaxChecks.run(program)
      return program
    } catch {
      throw parser.reported(error)
    }
  }

  /// Parses one expression, which may be a tuple without parentheses.
  public static func parseExpression(source: Source) throws(SyntaxError) -> Expression {
    let parser = Parser(source)
    do {
      let expression = try parser.starExpressions()
      while parser.accept(.newline) {}
      guard parser.kind == .eof else { throw parser.invalidSyntax() }
      return expression
    } catch {
      throw parser.reported(error)
    }
  }

  private func program() throws -> Program {
    var body: [Statement] = []
    while kind != .eof {
      if accept(.newline) { continue }
      try statement(into: &body)
    }
    var program = Program(body: body)
    program.endsWithSemicolon = endedWithSemicolon
    return program
  }

  /// The error to show: a failure of the lexer goes before the parser's complaints about the text around it.
  func reported(_ error: any Error) -> SyntaxError {
    let found = error as? SyntaxError ?? SyntaxError("\(error)", token.span)
    guard let lexical else { return found }
    if lexical.comesFirst || kind == .error { return lexical.error }
    if lexical.error.isIncomplete, line(of: token.start) > line(of: lexical.error.span.start) {
      return lexical.error
    }
    return found
  }

  // MARK: Words

  var token: Token { tokens[index] }
  var kind: TokenKind { tokens[index].kind }
  var nextKind: TokenKind { index + 1 < tokens.count ? tokens[index + 1].kind : .eof }
  var start: Int { Int(tokens[index].start) }

  func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  func accept(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  func expect(_ wanted: TokenKind) throws {
    guard accept(wanted) else { throw invalidSyntax() }
  }

  func expectName() throws -> String {
    guard kind == .name else { throw invalidSyntax() }
    let name = text(token)
    advance()
    return name
  }

  func text(_ token: Token) -> String {
    String(decoding: source.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  /// Whether a name token spells a soft keyword.
  func isWord(_ word: StaticString, at offset: Int = 0) -> Bool {
    let position = index + offset
    guard position < tokens.count, tokens[position].kind == .name else { return false }
    let token = tokens[position]
    guard Int(token.end - token.start) == word.utf8CodeUnitCount else { return false }
    for i in 0..<word.utf8CodeUnitCount where source.bytes[Int(token.start) + i] != word.utf8Start[i] {
      return false
    }
    return true
  }

  func line(of offset: Int32) -> Int { source.lineInMessages(of: Int(offset)) }

  /// The span from an offset to the end of the last word read; line ends and the ends of blocks are no words.
  func span(from start: Int) -> Span {
    var last = index - 1
    while last > 0, tokens[last].kind.rawValue <= TokenKind.dedent.rawValue { last -= 1 }
    return Span(start: start, end: last >= 0 ? Int(tokens[last].end) : start)
  }

  // MARK: Errors

  func invalidSyntax() -> SyntaxError {
    index = max(index, furthest)
    return switch kind {
    case .indent:
      SyntaxError("unexpected indent", Span(start: start - 1, end: start), type: "IndentationError")
    case .dedent: SyntaxError("unexpected unindent", token.span, type: "IndentationError")
    case .async, .await: SyntaxError("'\(text(token))' is not part of nbsh", token.span)
    case .unknown where source.bytes[start] == UInt8(ascii: "!") && startsLine:
      SyntaxError("shell commands are not part of nbsh", token.span)
    default: error("invalid syntax")
    }
  }

  /// Whether the word is the first of its line.
  private var startsLine: Bool {
    index == 0 || [.newline, .indent, .dedent].contains(tokens[index - 1].kind)
  }

  func error(_ message: String) -> SyntaxError { error(message, token.span) }

  func error(_ message: String, _ span: Span) -> SyntaxError {
    SyntaxError(fieldLevel > 0 ? "f-string: " + message : message, span)
  }

  /// Enters a construct that can hold itself; every way in that succeeds ends with `leave`.
  func enter(_ weight: Int) throws {
    recursion += weight
    if recursion > Self.maximumRecursion { throw tooDeep() }
  }

  func leave(_ weight: Int) { recursion -= weight }

  func tooDeep() -> SyntaxError { error("the expression is nested too deeply for nbsh") }

  /// Makes a node that reaches from an offset to the last word read.
  func node(_ kind: Expression.Kind, _ start: Int) throws -> Expression {
    let made = Expression(kind, span(from: start))
    if made.depth > Self.maximumDepth { throw tooDeep() }
    return made
  }
}
