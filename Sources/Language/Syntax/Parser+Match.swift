/// The `match` statement and its patterns.
extension Parser {
  /// A `match` statement, or nil where `match` is a name like any other.
  func matchStatement() throws -> Statement? {
    let header = token
    let saved = (index, recursion)
    guard startsSubject(nextKind) else { return nil }
    advance()
    guard let subject = matchSubject(), kind == .colon, nextKind == .newline else {
      let isHeader = startsOperand(tokens[saved.0 + 1].kind) && tokens[saved.0 + 1].kind != .not
      if isHeader, kind == .newline { throw error("expected ':'") }
      (index, recursion) = saved
      return nil
    }
    advance()
    advance()
    guard accept(.indent) else {
      throw SyntaxError(
        "expected an indented block after 'match' statement on line \(line(of: header.start))", token.span,
        type: "IndentationError", isIncomplete: atEnd)
    }
    guard isWord("case") else { throw invalidSyntax() }
    var cases: [MatchCase] = []
    while isWord("case") { cases.append(try matchCase()) }
    guard accept(.dedent) || kind == .eof else { throw invalidSyntax() }
    return Statement(.match(subject, cases), span(from: Int(header.start)))
  }

  private func startsSubject(_ kind: TokenKind) -> Bool { kind == .star || startsExpression(kind) }

  private func matchSubject() -> Expression? {
    isSpeculating = true
    defer { isSpeculating = false }
    let start = start
    guard let first = try? starNamedExpression() else { return nil }
    guard kind == .comma else {
      if case .starred = first.kind { return nil }
      return first
    }
    var items = [first]
    while accept(.comma), startsSubject(kind) {
      guard let item = try? starNamedExpression() else { return nil }
      items.append(item)
    }
    return try? node(.tuple(items), start)
  }

  private func matchCase() throws -> MatchCase {
    let header = token
    advance()
    let start = start
    let pattern = try openPattern()
    let patternSpan = span(from: start)
    let guardExpression = accept(.if) ? try namedExpression() : nil
    try colon()
    let body = try block(after: "'case' statement", header)
    var result = MatchCase(pattern: pattern, guardExpression: guardExpression, body: body)
    result.span = patternSpan
    return result
  }

  /// A pattern, or a sequence without brackets.
  private func openPattern() throws -> Pattern {
    let first = try maybeStarPattern()
    if case .star = first, kind != .comma { throw invalidSyntax() }
    guard kind == .comma else { return first }
    var items = [first]
    while accept(.comma), kind != .colon, kind != .if { items.append(try maybeStarPattern()) }
    return .sequence(items)
  }

  private func maybeStarPattern() throws -> Pattern {
    guard accept(.star) else { return try pattern() }
    let name = try expectName()
    return .star(name == "_" ? nil : name)
  }

  /// `or_pattern`, with the name that `as` gives it.
  private func pattern() throws -> Pattern {
    try enter(6)
    var alternatives = [try closedPattern()]
    while accept(.bar) { alternatives.append(try closedPattern()) }
    leave(6)
    let pattern = alternatives.count == 1 ? alternatives[0] : .or(alternatives)
    guard accept(.as) else { return pattern }
    if isWord("_"), nextKind != .dot { throw error("cannot use '_' as a target") }
    guard kind == .name else {
      let wrong = try expression()
      throw error("invalid pattern target", wrong.span)
    }
    return .alias(pattern, try expectName())
  }

  private func closedPattern() throws -> Pattern {
    switch kind {
    case .name: try namePattern()
    case .leftParen: try groupPattern()
    case .leftBracket: try sequencePattern()
    case .leftBrace: try mappingPattern()
    default: .value(try literal())
    }
  }

  // MARK: Values

  private func literal() throws -> Expression {
    let start = start
    switch kind {
    case .none, .true, .false: return try atom()
    case .string:
      let value = try atom()
      if case .formatted = value.kind {
        throw error("patterns may only match literals and attribute lookups", value.span)
      }
      return value
    case .number, .minus:
      let real = try signedNumber()
      guard kind == .plus || kind == .minus else { return real }
      let op: BinaryOperator = kind == .plus ? .add : .subtract
      advance()
      guard kind == .number else { throw invalidSyntax() }
      let imaginary = try atom()
      guard case .constant(.imaginary) = imaginary.kind else {
        throw error("imaginary number required in complex literal", imaginary.span)
      }
      return try node(.binary(op, real, imaginary), start)
    default: throw invalidSyntax()
    }
  }

  private func signedNumber() throws -> Expression {
    let start = start
    let isNegative = accept(.minus)
    guard kind == .number else { throw invalidSyntax() }
    let value = try atom()
    return isNegative ? try node(.unary(.minus, value), start) : value
  }

  private func namePattern() throws -> Pattern {
    guard nextKind == .dot || nextKind == .leftParen else {
      let name = try expectName()
      return .capture(name == "_" ? nil : name)
    }
    let value = try dottedValue()
    return kind == .leftParen ? try classPattern(value) : .value(value)
  }

  private func dottedValue() throws -> Expression {
    let start = start
    var value = Expression(.name(try expectName()), span(from: start))
    while accept(.dot) { value = try node(.attribute(value, expectName()), start) }
    return value
  }

  // MARK: Patterns with brackets

  private func groupPattern() throws -> Pattern {
    advance()
    if accept(.rightParen) { return .sequence([]) }
    let first = try maybeStarPattern()
    if kind == .comma { return .sequence(try sequenceItems(first, .rightParen)) }
    if case .star = first { throw invalidSyntax() }
    try expect(.rightParen)
    return first
  }

  private func sequencePattern() throws -> Pattern {
    advance()
    if accept(.rightBracket) { return .sequence([]) }
    return .sequence(try sequenceItems(maybeStarPattern(), .rightBracket))
  }

  private func sequenceItems(_ first: Pattern, _ close: TokenKind) throws -> [Pattern] {
    var items = [first]
    while accept(.comma), kind != close { items.append(try maybeStarPattern()) }
    try expect(close)
    return items
  }

  private func mappingPattern() throws -> Pattern {
    advance()
    var keys: [Expression] = []
    var patterns: [Pattern] = []
    var rest: String?
    while kind != .rightBrace {
      if accept(.doubleStar) {
        rest = try expectName()
        _ = accept(.comma)
        break
      }
      keys.append(kind == .name ? try mappingName() : try literal())
      try expect(.colon)
      patterns.append(try pattern())
      guard accept(.comma) else { break }
    }
    try expect(.rightBrace)
    return .mapping(keys: keys, patterns: patterns, rest: rest)
  }

  /// A key must be a literal or a dotted name.
  private func mappingName() throws -> Expression {
    let value = try dottedValue()
    if case .name = value.kind { throw invalidSyntax() }
    return value
  }

  private func classPattern(_ type: Expression) throws -> Pattern {
    advance()
    var positional: [Pattern] = []
    var keywords: [(String, Pattern)] = []
    var wrong: Span?
    while kind != .rightParen {
      if kind == .name, nextKind == .equal {
        let name = try expectName()
        advance()
        keywords.append((name, try pattern()))
      } else {
        let start = start
        positional.append(try pattern())
        if !keywords.isEmpty, wrong == nil { wrong = span(from: start) }
      }
      guard accept(.comma) else { break }
    }
    if let wrong, kind == .rightParen {
      throw error("positional patterns follow keyword patterns", wrong)
    }
    try expect(.rightParen)
    return .instance(type: type, positional: positional, keywords: keywords)
  }
}
