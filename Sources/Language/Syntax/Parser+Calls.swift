/// Calls and lambdas.
extension Parser {
  func call(_ function: Expression, _ start: Int) throws -> Expression {
    try enter(6)
    let arguments = try arguments()
    leave(6)
    return try node(.call(function, arguments), start)
  }

  /// Arguments with the parentheses around them.
  func arguments() throws -> [Argument] {
    let open = start
    advance()
    var all: [Argument] = []
    var keyword: StaticString?
    var unpacksKeywords = false
    var complaint: String?
    while kind != .rightParen {
      let argument = try argument(isFirst: all.isEmpty, open)
      switch argument.kind {
      case .keyword: keyword = keyword ?? "positional argument follows keyword argument"
      case .doubleStar:
        keyword = "positional argument follows keyword argument unpacking"
        unpacksKeywords = true
      case .positional: if let keyword, complaint == nil { complaint = "\(keyword)" }
      case .star:
        if unpacksKeywords {
          let star = Span(start: Int(argument.span.start), end: Int(argument.span.start) + 1)
          throw error("iterable argument unpacking follows keyword argument unpacking", star)
        }
      }
      all.append(argument)
      guard accept(.comma) else { break }
    }
    if let complaint, kind == .rightParen { throw error(complaint) }
    try expect(.rightParen)
    return all
  }

  private func argument(isFirst: Bool, _ open: Int) throws -> Argument {
    let start = start
    switch kind {
    case .star, .doubleStar:
      let kind: Argument.Kind = kind == .star ? .star : .doubleStar
      advance()
      let value = try expression()
      return Argument(kind, value, span(from: start))
    case .name where nextKind == .equal: return try keywordArgument()
    case .name where nextKind == .colonEqual:
      let value = try namedExpression()
      return Argument(.positional, value, value.span)
    default: return try positional(isFirst: isFirst, open)
    }
  }

  private func keywordArgument() throws -> Argument {
    let start = start
    let name = try expectName()
    let equal = token
    advance()
    let value = try expression()
    if kind == .for {
      _ = try clauses()
      throw error(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        Span(start: start, end: Int(equal.end)))
    }
    return Argument(.keyword(name), value, span(from: start))
  }

  private func positional(isFirst: Bool, _ open: Int) throws -> Argument {
    let start = start
    let first = index
    let value = try expression()
    if kind == .equal {
      if index == first + 1, [.true, .false, .none].contains(tokens[first].kind) {
        throw error("cannot assign to \(text(tokens[first]))", span(from: start).joined(token.span))
      }
      throw error(
        "expression cannot contain assignment, perhaps you meant \"==\"?",
        span(from: start).joined(token.span))
    }
    guard kind == .for || kind == .async else { return Argument(.positional, value, value.span) }
    let clauses = try clauses()
    guard isFirst, kind == .rightParen else {
      if kind != .comma && kind != .rightParen { throw invalidSyntax() }
      throw error("Generator expression must be parenthesized", span(from: start))
    }
    var generator = Expression(.generator(value, clauses), Span(start: open, end: Int(token.end)))
    if generator.depth > Self.maximumDepth { throw tooDeep() }
    generator.parenthesized = true
    return Argument(.positional, generator, generator.span)
  }

  func lambda() throws -> Expression {
    let start = start
    advance()
    try enter(5)
    let parameters = try parameters(until: .colon)
    guard accept(.colon) else { throw invalidSyntax() }
    let body = try expression()
    leave(5)
    return try node(.lambda(parameters, body), start)
  }
}
