/// The parameters of functions and lambdas.
extension Parser {
  private struct Progress {
    var parameters = Parameters()
    var hasSlash = false
    var hasStar = false
    var isBare = false
    var hasDefault = false
  }

  /// Parameters up to a closing parenthesis, or up to the colon of a lambda, which stay unread.
  func parameters(until close: TokenKind) throws -> Parameters {
    var progress = Progress()
    while kind != close {
      switch kind {
      case .slash: try slash(&progress)
      case .star: try star(&progress, close)
      case .doubleStar: try doubleStar(&progress, close)
      case .leftParen: throw parenthesized(close)
      default: try parameter(&progress, close)
      }
      if kind == close { break }
      if kind != .comma, tokens[index - 1].kind == .slash, kind == .star {
        throw error("expected comma between / and *")
      }
      try expect(.comma)
    }
    if progress.isBare, progress.parameters.keywordOnly.isEmpty, progress.parameters.doubleStar == nil {
      throw invalidSyntax()
    }
    return progress.parameters
  }

  private func parenthesized(_ close: TokenKind) -> SyntaxError {
    let first = index
    var position = index + 1
    while position + 1 < tokens.count, tokens[position].kind == .name, tokens[position + 1].kind == .comma {
      position += 2
    }
    if tokens[position].kind == .name { position += 1 }
    guard position > first + 1, position < tokens.count, tokens[position].kind == .rightParen else {
      return invalidSyntax()
    }
    let what = close == .colon ? "Lambda expression" : "Function"
    return error(
      "\(what) parameters cannot be parenthesized", tokens[first].span.joined(tokens[position].span))
  }

  private func slash(_ progress: inout Progress) throws {
    if progress.hasSlash { throw error("/ may appear only once") }
    if progress.hasStar { throw error("/ must be ahead of *") }
    if progress.parameters.regular.isEmpty { throw error("at least one argument must precede /") }
    progress.hasSlash = true
    progress.parameters.positionalOnly = progress.parameters.regular
    progress.parameters.regular = []
    advance()
  }

  private func star(_ progress: inout Progress, _ close: TokenKind) throws {
    if progress.hasStar { throw error("* argument may appear only once") }
    progress.hasStar = true
    let star = token
    advance()
    if kind == .name {
      let parameter = try declared(close, allowsStar: true)
      if kind == .equal { throw error("var-positional argument cannot have default value") }
      progress.parameters.star = parameter
      return
    }
    progress.isBare = true
    let ends = kind == close || kind == .comma && (nextKind == close || nextKind == .doubleStar)
    if ends { throw error("named arguments must follow bare *", close == .colon ? token.span : star.span) }
  }

  private func doubleStar(_ progress: inout Progress, _ close: TokenKind) throws {
    advance()
    progress.parameters.doubleStar = try declared(close)
    if kind == .equal { throw error("var-keyword argument cannot have default value") }
    _ = accept(.comma)
    if kind == close { return }
    switch kind {
    case .name, .star, .doubleStar, .slash: throw error("arguments cannot follow var-keyword argument")
    default: throw invalidSyntax()
    }
  }

  private func parameter(_ progress: inout Progress, _ close: TokenKind) throws {
    var parameter = try declared(close)
    let equal = token
    if accept(.equal) {
      if kind == close || kind == .comma { throw error("expected default value expression", equal.span) }
      parameter.defaultValue = try expression()
    }
    if progress.hasStar {
      progress.parameters.keywordOnly.append(parameter)
      return
    }
    if parameter.defaultValue == nil, progress.hasDefault, kind == .comma || kind == close {
      throw error("non-default argument follows default argument", parameter.span)
    }
    progress.hasDefault = parameter.defaultValue != nil
    progress.parameters.regular.append(parameter)
  }

  /// A name, with its annotation in a `def`.
  private func declared(_ close: TokenKind, allowsStar: Bool = false) throws -> Parameter {
    let start = start
    let name = try expectName()
    var annotation: Expression?
    if close == .rightParen, accept(.colon) {
      annotation = allowsStar && kind == .star ? try starred() : try expression()
    }
    return Parameter(name: name, annotation: annotation, span: span(from: start))
  }
}
