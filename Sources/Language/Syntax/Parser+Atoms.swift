/// Atoms: names, literals, displays, comprehensions and what stands in parentheses.
extension Parser {
  func atom() throws -> Expression {
    switch kind {
    case .leftParen, .leftBracket, .leftBrace: try display()
    case .string: try strings()
    default: try word()
    }
  }

  private func display() throws -> Expression {
    try enter(6)
    let value =
      switch kind {
      case .leftParen: try parentheses()
      case .leftBracket: try list()
      default: try braces()
      }
    leave(6)
    return value
  }

  private func word() throws -> Expression {
    let word = token
    let kind: Expression.Kind
    switch word.kind {
    case .name: kind = .name(text(word))
    case .number: kind = .constant(try number(word))
    case .none: kind = .constant(.none)
    case .true: kind = .constant(.bool(true))
    case .false: kind = .constant(.bool(false))
    case .ellipsis: kind = .constant(.ellipsis)
    default: throw invalidSyntax()
    }
    advance()
    return Expression(kind, word.span)
  }

  // MARK: Parentheses and square brackets

  private func parentheses() throws -> Expression {
    let start = start
    advance()
    if accept(.rightParen) { return try node(.tuple([]), start) }
    if kind == .doubleStar { throw error("cannot use double starred expression here") }
    var inner = kind == .yield ? try yieldExpression() : try starNamedExpression()
    if kind == .for || kind == .async, !inner.isYield { return try comprehension(inner, start, .rightParen) }
    if kind == .comma {
      var tuple = try node(.tuple(displayItems(inner, .rightParen)), start)
      tuple.parenthesized = true
      return tuple
    }
    if case .starred = inner.kind, kind == .rightParen {
      throw error("cannot use starred expression here", inner.span)
    }
    try expect(.rightParen)
    inner.parenthesized = true
    return inner
  }

  private func list() throws -> Expression {
    let start = start
    advance()
    if accept(.rightBracket) { return try node(.list([]), start) }
    let first = try starNamedExpression()
    if kind == .for || kind == .async { return try comprehension(first, start, .rightBracket) }
    let items = try displayItems(first, .rightBracket)
    return try node(.list(items), start)
  }

  /// The items after the first of a display, and its closing bracket.
  private func displayItems(_ first: Expression, _ close: TokenKind) throws -> [Expression] {
    var items = [first]
    while accept(.comma) {
      if kind == close { break }
      if kind == .for { throw forgottenParentheses(items, first.span.joined(tokens[index - 1].span), close) }
      items.append(try starNamedExpression())
    }
    if kind == .for, items.count > 1 {
      throw forgottenParentheses(items, first.span.joined(items[items.count - 1].span), close)
    }
    try expect(close)
    return items
  }

  private func forgottenParentheses(_ items: [Expression], _ span: Span, _ close: TokenKind) -> SyntaxError {
    if close == .rightParen { return invalidSyntax() }
    return error("did you forget parentheses around the comprehension target?", span)
  }

  // MARK: Braces

  private func braces() throws -> Expression {
    let start = start
    advance()
    if accept(.rightBrace) { return try node(.dict([]), start) }
    if kind == .doubleStar { return try dict(nil, start) }
    let first = try starNamedExpression()
    if kind == .colon { return try dict(first, start) }
    if kind == .for || kind == .async { return try comprehension(first, start, .rightBrace) }
    let items = try displayItems(first, .rightBrace)
    return try node(.set(items), start)
  }

  /// A dict display after its first key, or at its first `**`.
  private func dict(_ firstKey: Expression?, _ start: Int) throws -> Expression {
    var items = [try dictItem(firstKey)]
    if kind == .for || kind == .async {
      guard let key = items[0].key else {
        throw error("dict unpacking cannot be used in dict comprehension", tokens[index(of: start) + 1].span)
      }
      let clauses = try clauses()
      try expect(.rightBrace)
      return try node(.dictComprehension(key: key, value: items[0].value, clauses), start)
    }
    while accept(.comma) {
      if kind == .rightBrace { break }
      let key = kind == .doubleStar ? nil : try key()
      items.append(try dictItem(key))
    }
    try expect(.rightBrace)
    return try node(.dict(items), start)
  }

  /// A key after the first: CPython misses its colon before it misses a comma.
  private func key() throws -> Expression {
    let wasSpeculating = isSpeculating
    isSpeculating = true
    defer { isSpeculating = wasSpeculating }
    return try expression()
  }

  private func index(of offset: Int) -> Int {
    var position = index
    while position > 0, Int(tokens[position].start) > offset { position -= 1 }
    return position
  }

  /// The `: value` of a key, or a `**spread`.
  private func dictItem(_ key: Expression?) throws -> DictItem {
    guard let key else {
      advance()
      let value = try operators(Power.bitOr)
      return DictItem(key: nil, value: value)
    }
    guard kind == .colon else {
      let end = Int(key.span.end)
      if kind == .equal { throw invalidSyntax() }
      throw error("':' expected after dictionary key", Span(start: end - 1, end: end))
    }
    let colon = token
    advance()
    if kind == .rightBrace || kind == .comma {
      throw error("expression expected after dictionary key and ':'", colon.span)
    }
    if kind == .star {
      let star = try starred()
      throw error("cannot use a starred expression in a dictionary value", star.span)
    }
    return DictItem(key: key, value: try expression())
  }

  // MARK: Comprehensions

  private func comprehension(_ value: Expression, _ start: Int, _ close: TokenKind) throws
    -> Expression
  {
    if case .starred = value.kind {
      throw error("iterable unpacking cannot be used in comprehension", value.span)
    }
    let clauses = try clauses()
    try expect(close)
    switch close {
    case .rightBracket: return try node(.listComprehension(value, clauses), start)
    case .rightBrace: return try node(.setComprehension(value, clauses), start)
    default: return try node(.generator(value, clauses), start)
    }
  }

  /// `for … in … if …`, once or more.
  func clauses() throws -> [Comprehension] {
    var all: [Comprehension] = []
    while kind == .for || kind == .async {
      try expect(.for)
      let start = start
      let first = index
      let target = try targets()
      if kind != .in { try complainOfTwoExpressions(target, start, first) }
      try expect(.in)
      let iterable = try operators(Power.or)
      var conditions: [Expression] = []
      while accept(.if) { conditions.append(try condition()) }
      all.append(Comprehension(target: target, iterable: iterable, conditions: conditions))
    }
    return all
  }

  private func condition() throws -> Expression {
    if kind == .name, nextKind == .colonEqual { throw skipWalrusName() }
    return try operators(Power.or)
  }

  private func skipWalrusName() -> SyntaxError {
    advance()
    return invalidSyntax()
  }
}
