/// Statements with blocks.
extension Parser {
  func compound() throws -> Statement {
    let start = start
    let kind: Statement.Kind
    switch self.kind {
    case .if: kind = try ifStatement()
    case .while: kind = try whileStatement()
    case .for: kind = try forStatement()
    case .try: kind = try tryStatement()
    case .with: kind = try withStatement()
    case .def: kind = try functionDefinition([])
    case .class: kind = try classDefinition([])
    default: kind = try decorated()
    }
    return Statement(kind, span(from: start))
  }

  /// The colon before a block. CPython says "expected ':'" everywhere after some words (`forced`), else at a line's end.
  func colon(forced: Bool = false) throws {
    if accept(.colon) { return }
    if kind == .error || !forced && kind != .newline { throw invalidSyntax() }
    throw error("expected ':'")
  }

  /// A block: statements on the same line, or an indented block.
  func block(after what: String, _ header: Token) throws -> [Statement] {
    var body: [Statement] = []
    guard accept(.newline) else {
      try simpleStatements(into: &body)
      return body
    }
    guard accept(.indent) else {
      if kind == .error { throw invalidSyntax() }
      throw SyntaxError(
        "expected an indented block after \(what) on line \(line(of: header.start))", token.span,
        type: "IndentationError", isIncomplete: atEnd)
    }
    try enter(3)
    while kind != .dedent, kind != .eof { try statement(into: &body) }
    leave(3)
    endedWithSemicolon = false
    _ = accept(.dedent)
    return body
  }

  /// Whether nothing but closing blocks follows.
  var atEnd: Bool {
    var position = index
    while tokens[position].kind == .dedent, position + 1 < tokens.count { position += 1 }
    return tokens[position].kind == .eof
  }

  // MARK: Conditions and loops

  private func ifStatement() throws -> Statement.Kind {
    var clauses: [(test: Expression, body: [Statement], start: Int)] = []
    repeat {
      let header = token
      let name = header.kind == .if ? "'if' statement" : "'elif' statement"
      advance()
      let test = try namedExpression()
      try colon()
      clauses.append((test, try block(after: name, header), Int(header.start)))
      if clauses.count > Self.maximumClauses { throw error("too many elif clauses for nbsh") }
    } while kind == .elif
    var otherwise = try elseBlock()
    let end = span(from: 0).end
    while clauses.count > 1, let clause = clauses.popLast() {
      let kind = Statement.Kind.if(clause.test, then: clause.body, otherwise: otherwise)
      otherwise = [Statement(kind, Span(start: clause.start, end: Int(end)))]
    }
    return .if(clauses[0].test, then: clauses[0].body, otherwise: otherwise)
  }

  private func elseBlock() throws -> [Statement] {
    guard kind == .else else { return [] }
    let header = token
    advance()
    try colon(forced: true)
    return try block(after: "'else' statement", header)
  }

  private func whileStatement() throws -> Statement.Kind {
    let header = token
    advance()
    let test = try namedExpression()
    try colon()
    let body = try block(after: "'while' statement", header)
    return .while(test, body: body, otherwise: try elseBlock())
  }

  private func forStatement() throws -> Statement.Kind {
    let header = token
    advance()
    let target = try targets()
    try expect(.in)
    let iterable = try starExpressions()
    try colon()
    let body = try block(after: "'for' statement", header)
    return .for(target: target, iterable: iterable, body: body, otherwise: try elseBlock())
  }

  // MARK: Exceptions

  private func tryStatement() throws -> Statement.Kind {
    let header = token
    advance()
    try colon(forced: true)
    let body = try block(after: "'try' statement", header)
    var handlers: [ExceptHandler] = []
    while kind == .except { handlers.append(try exceptHandler()) }
    let otherwise = handlers.isEmpty ? [] : try elseBlock()
    var finally: [Statement] = []
    let word = token
    if accept(.finally) {
      try colon(forced: true)
      finally = try block(after: "'finally' statement", word)
    } else if handlers.isEmpty {
      var wrong = error("expected 'except' or 'finally' block")
      wrong.isIncomplete = atEnd
      throw wrong
    }
    return .try(body: body, handlers: handlers, otherwise: otherwise, finally: finally)
  }

  private func exceptHandler() throws -> ExceptHandler {
    let header = token
    advance()
    if kind == .star { throw error("'except*' is not part of nbsh") }
    var type: Expression?
    var name: String?
    if kind != .colon {
      if kind == .newline { throw error("expected ':'") }
      let first = try expression()
      if kind == .comma { throw unparenthesizedTypes(first) }
      type = first
      if accept(.as) { name = try expectName() }
    }
    try colon()
    let body = try block(after: "'except' statement", header)
    return ExceptHandler(type: type, name: name, body: body, span: span(from: Int(header.start)))
  }

  private func unparenthesizedTypes(_ first: Expression) -> SyntaxError {
    let comma = index
    advance()
    isSpeculating = true
    defer { isSpeculating = false }
    if (try? starExpressions()) != nil {
      if accept(.as) { _ = accept(.name) }
      if kind == .colon {
        return error("multiple exception types must be parenthesized", span(from: Int(first.span.start)))
      }
    }
    index = comma
    return invalidSyntax()
  }

  // MARK: Contexts

  private func withStatement() throws -> Statement.Kind {
    let header = token
    advance()
    var items: [WithItem]?
    if kind == .leftParen { items = parenthesizedItems() }
    if items == nil {
      var all: [WithItem] = []
      repeat { all.append(try withItem()) } while accept(.comma)
      items = all
    }
    try colon()
    return .with(items ?? [], body: try block(after: "'with' statement", header))
  }

  /// `(a as b, c as d,)` before a colon, or nil without having read anything.
  private func parenthesizedItems() -> [WithItem]? {
    let saved = (index, recursion)
    let wasSpeculating = isSpeculating
    isSpeculating = true
    defer { isSpeculating = wasSpeculating }
    advance()
    var all: [WithItem] = []
    repeat {
      if kind == .rightParen, !all.isEmpty { break }
      guard let item = try? withItem() else {
        furthest = max(furthest, index)
        (index, recursion) = saved
        return nil
      }
      all.append(item)
    } while accept(.comma)
    if accept(.rightParen), kind == .colon { return all }
    furthest = max(furthest, index)
    (index, recursion) = saved
    return nil
  }

  private func withItem() throws -> WithItem {
    let context = try expression()
    guard accept(.as) else { return WithItem(context: context, target: nil) }
    let target = try kind == .star ? starred() : expression()
    try check(target, .assignment)
    return WithItem(context: context, target: target)
  }

  // MARK: Definitions

  private func decorated() throws -> Statement.Kind {
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try namedExpression())
      guard accept(.newline) else { throw invalidSyntax() }
    }
    switch kind {
    case .def: return try functionDefinition(decorators)
    case .class: return try classDefinition(decorators)
    default:
      var wrong = invalidSyntax()
      wrong.isIncomplete = atEnd
      throw wrong
    }
  }

  private func functionDefinition(_ decorators: [Expression]) throws -> Statement.Kind {
    let header = token
    advance()
    let name = try expectName()
    guard accept(.leftParen) else {
      if kind == .error { throw invalidSyntax() }
      throw error("expected '('")
    }
    let parameters = try parameters(until: .rightParen)
    try expect(.rightParen)
    let headerSpan = span(from: Int(header.start))
    let returns = accept(.arrow) ? try expression() : nil
    try colon(forced: true)
    let body = try block(after: "function definition", header)
    return .function(
      FunctionDefinition(
        name: name, parameters: parameters, body: body, decorators: decorators, returns: returns,
        headerSpan: headerSpan))
  }

  private func classDefinition(_ decorators: [Expression]) throws -> Statement.Kind {
    let header = token
    advance()
    let name = try expectName()
    let arguments = kind == .leftParen ? try arguments() : []
    try colon()
    let body = try block(after: "class definition", header)
    return .class(ClassDefinition(name: name, arguments: arguments, body: body, decorators: decorators))
  }
}
