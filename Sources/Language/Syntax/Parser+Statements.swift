/// Statements of one line.
extension Parser {
  func statement(into body: inout [Statement]) throws {
    switch kind {
    case .if, .while, .for, .try, .with, .def, .class, .at: body.append(try compound())
    case .name where isWord("match"):
      if let match = try matchStatement() {
        body.append(match)
      } else {
        try simpleStatements(into: &body)
      }
    default: try simpleStatements(into: &body)
    }
  }

  /// Statements with semicolons between them, and the line end.
  func simpleStatements(into body: inout [Statement]) throws {
    while true {
      body.append(try simpleStatement())
      endedWithSemicolon = accept(.semicolon)
      if endedWithSemicolon, kind != .newline { continue }
      guard accept(.newline) else { throw invalidSyntax() }
      return
    }
  }

  private func simpleStatement() throws -> Statement {
    let start = start
    let kind: Statement.Kind
    switch self.kind {
    case .pass: kind = word(.pass)
    case .break: kind = word(.break)
    case .continue: kind = word(.continue)
    case .return: kind = try returnStatement()
    case .raise: kind = try raiseStatement()
    case .global: kind = .global(try names())
    case .nonlocal: kind = .nonlocal(try names())
    case .del: kind = try deleteStatement()
    case .assert: kind = try assertStatement()
    case .import: kind = try importStatement()
    case .from: kind = try importFromStatement()
    default: kind = try expressionStatement()
    }
    return Statement(kind, span(from: start))
  }

  private func word(_ kind: Statement.Kind) -> Statement.Kind {
    advance()
    return kind
  }

  private func returnStatement() throws -> Statement.Kind {
    advance()
    return .return(kind == .newline || kind == .semicolon ? nil : try starExpressions())
  }

  private func raiseStatement() throws -> Statement.Kind {
    advance()
    if kind == .newline || kind == .semicolon { return .raise(nil, cause: nil) }
    let value = try expression()
    return .raise(value, cause: accept(.from) ? try expression() : nil)
  }

  private func names() throws -> [String] {
    advance()
    var all = [try expectName()]
    while accept(.comma) { all.append(try expectName()) }
    return all
  }

  private func deleteStatement() throws -> Statement.Kind {
    advance()
    let targets = try starExpressions()
    try check(targets, .deletion)
    if case .tuple(let items) = targets.kind, !targets.parenthesized {
      return .delete(items)
    }
    return .delete([targets])
  }

  private func assertStatement() throws -> Statement.Kind {
    advance()
    let test = try expression()
    return .assert(test, message: accept(.comma) ? try expression() : nil)
  }

  // MARK: Assignments and expressions

  private func expressionStatement() throws -> Statement.Kind {
    let start = start
    if kind == .name, isWord("type"), nextKind == .name, index + 2 < tokens.count,
      tokens[index + 2].kind == .equal
    {
      throw error("type statements are not part of nbsh")
    }
    if kind == .percent, fieldLevel == 0 { return try setting() }
    let first = try yieldOrStarExpressions()
    switch kind {
    case .equal: return try assignment(first, start)
    case .colon: return try annotatedAssignment(first)
    default:
      guard let op = kind.augmentedOperator else { return .expression(first) }
      return try augmentedAssignment(first, op)
    }
  }

  /// Commands that set up Jupyter and nothing else.
  public static let jupyterSettings: Set<String> = [
    "matplotlib", "load_ext", "reload_ext", "autoreload", "config",
  ]

  /// `%matplotlib inline` and its like, with which course cells begin: they set up Jupyter, and mean nothing here.
  private func setting() throws -> Statement.Kind {
    guard nextKind == .name, Self.jupyterSettings.contains(text(tokens[index + 1])) else {
      throw error("% commands belong to the shell, not to a script")
    }
    while kind != .newline, kind != .eof { advance() }
    return .pass
  }

  private func assignment(_ first: Expression, _ start: Int) throws -> Statement.Kind {
    var targets = [first]
    while accept(.equal) { targets.append(try yieldOrStarExpressions()) }
    let value = targets.removeLast()
    for target in targets {
      if case .yield = target.kind, !target.parenthesized { throw yieldTarget(target) }
      if case .yieldFrom = target.kind, !target.parenthesized { throw yieldTarget(target) }
      guard let wrong = invalidTarget(target, .assignment) else { continue }
      let last = target.lastItem
      if targets.count == 1, wrong.span == last.span, last.suggestsComparison { throw wrongTarget(last) }
      throw error("cannot assign to \(wrong.describedKind)", wrong.span)
    }
    return .assign(targets, value)
  }

  private func yieldTarget(_ target: Expression) -> SyntaxError {
    error("assignment to yield expression not possible", target.span)
  }

  private func augmentedAssignment(_ target: Expression, _ op: BinaryOperator) throws
    -> Statement.Kind
  {
    advance()
    let value = try yieldOrStarExpressions()
    switch target.kind {
    case .name, .attribute, .subscripted: return .augmentedAssign(target, op, value)
    default:
      throw error("'\(target.describedKind)' is an illegal expression for augmented assignment", target.span)
    }
  }

  private func annotatedAssignment(_ target: Expression) throws -> Statement.Kind {
    switch target.kind {
    case .name, .attribute, .subscripted: break
    case .list, .tuple:
      let place = target.parenthesized ? target : target.firstItem
      throw error("only single target (not \(target.describedKind)) can be annotated", place.span)
    default:
      guard startsExpression(nextKind) else { throw invalidSyntax() }
      throw error("illegal target for annotation", target.span)
    }
    advance()
    let annotation = try expression()
    let value = accept(.equal) ? try yieldOrStarExpressions() : nil
    return .annotatedAssign(target: target, annotation: annotation, value: value)
  }

  // MARK: Imports

  private func importStatement() throws -> Statement.Kind {
    advance()
    var all: [ImportedName] = []
    repeat {
      let start = start
      let name = try dottedName()
      let alias = accept(.as) ? try expectName() : nil
      all.append(ImportedName(name: name, alias: alias, span: span(from: start)))
    } while accept(.comma)
    return .import(all)
  }

  private func dottedName() throws -> String {
    var name = try expectName()
    while accept(.dot) { name += "." + (try expectName()) }
    return name
  }

  private func importFromStatement() throws -> Statement.Kind {
    advance()
    var level = 0
    while kind == .dot || kind == .ellipsis {
      level += kind == .dot ? 1 : 3
      advance()
    }
    let module = level > 0 && kind == .import ? "" : try dottedName()
    try expect(.import)
    if accept(.star) { return .importFrom(module: module, level: level, names: [], star: true) }
    let isParenthesized = accept(.leftParen)
    var names: [ImportedName] = []
    repeat {
      if isParenthesized, kind == .rightParen, !names.isEmpty { break }
      if !isParenthesized, kind == .newline, !names.isEmpty {
        throw error("trailing comma not allowed without surrounding parentheses")
      }
      let start = start
      let name = try expectName()
      let alias = accept(.as) ? try expectName() : nil
      names.append(ImportedName(name: name, alias: alias, span: span(from: start)))
    } while accept(.comma)
    if isParenthesized { try expect(.rightParen) }
    return .importFrom(module: module, level: level, names: names, star: false)
  }
}
