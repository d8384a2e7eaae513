/// What may be assigned to or deleted, and the complaints where it may not.
extension Parser {
  enum TargetUse { case assignment, deletion, loop }

  /// `star_targets` up to `in`: a target, or several with commas.
  func targets() throws -> Expression {
    let start = start
    let first = try starTarget()
    guard kind == .comma else {
      try check(first, .loop)
      return first
    }
    var items = [first]
    while accept(.comma), kind != .in { items.append(try starTarget()) }
    let all = try node(.tuple(items), start)
    try check(all, .loop)
    return all
  }

  private func starTarget() throws -> Expression {
    if kind == .star { return try starred() }
    return try operators(Power.bitOr)
  }

  /// Throws where an expression cannot be a target.
  func check(_ target: Expression, _ use: TargetUse) throws {
    guard let wrong = invalidTarget(target, use) else { return }
    let verb = use == .deletion ? "delete" : "assign to"
    throw error("cannot \(verb) \(wrong.describedKind)", wrong.span)
  }

  /// The first part of a target that cannot be one.
  func invalidTarget(_ target: Expression, _ use: TargetUse) -> Expression? {
    switch target.kind {
    case .name, .attribute, .subscripted: nil
    case .tuple(let items), .list(let items):
      items.lazy.compactMap { self.invalidTarget($0, use) }.first
    case .starred(let value): use == .deletion ? target : invalidTarget(value, use)
    default: target
    }
  }

  // MARK: Complaints

  /// `if x = 3:` where an equals sign cannot stand. Returns where CPython says no more than "invalid syntax".
  func complainOfAssignment(_ left: Expression, _ start: Int) throws {
    guard !isSpeculating else { return }
    let saved = (index, recursion)
    defer { (index, recursion) = saved }
    advance()
    isSpeculating = true
    let right = try? operators(Power.bitOr)
    isSpeculating = false
    if kind == .error, let lexical { throw lexical.error }
    guard let right, kind != .equal, kind != .colonEqual else { return }
    if case .name = left.kind, !left.parenthesized {
      throw error(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        Span(start: start, end: max(Int(right.span.end), Int(tokens[index - 1].end))))
    }
    if left.suggestsComparison { throw wrongTarget(left) }
  }

  func wrongTarget(_ left: Expression) -> SyntaxError {
    error("cannot assign to \(left.describedKind) here. Maybe you meant '==' instead of '='?", left.span)
  }

  /// Two expressions in a row: a forgotten comma inside brackets, or Python 2's `print x`.
  func complainOfTwoExpressions(_ left: Expression, _ start: Int, _ first: Int) throws {
    guard !isSpeculating, startsOperand(kind), kind != .await else { return }
    let word = tokens[first]
    let isName = word.kind == .name
    let name = isName ? text(word) : ""
    let isLegacy = isName && index == first + 1 && (name == "print" || name == "exec")
    if !isLegacy {
      if isName, tokens[first + 1].kind == .string || name == "match" || name == "case" || name == "_" {
        return
      }
    }
    let saved = (index, recursion)
    isSpeculating = true
    let right = isLegacy ? try? starExpressions() : try? expression()
    isSpeculating = false
    let end = index
    (index, recursion) = saved
    if tokens[end].kind == .error, let lexical { throw lexical.error }
    guard right != nil else { return }
    let span = Span(start: start, end: Int(tokens[end - 1].end))
    if isLegacy { throw error("Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?", span) }
    if tokens[end - 1].level > 0 || fieldLevel > 0 {
      throw error("invalid syntax. Perhaps you forgot a comma?", span)
    }
  }
}

extension Expression {
  /// The last item of a tuple without parentheses, or the expression itself.
  var lastItem: Expression {
    if case .tuple(let items) = kind, !parenthesized, let last = items.last { return last }
    return self
  }

  /// The first item of a tuple without parentheses, or the expression itself.
  var firstItem: Expression {
    if case .tuple(let items) = kind, !parenthesized, let first = items.first { return first }
    return self
  }

  /// Whether CPython guesses that `self = …` was meant as a comparison.
  var suggestsComparison: Bool {
    switch kind {
    case .tuple, .list, .generator, .starred: false
    case .constant(.none), .constant(.bool): false
    case .compare, .and, .or, .conditional, .lambda, .unary(.not, _), .named, .yield, .yieldFrom:
      parenthesized
    default: true
    }
  }

  /// What CPython calls this kind of expression in "cannot assign to …".
  var describedKind: String {
    switch kind {
    case .constant(.none): "None"
    case .constant(.bool(let value)): value ? "True" : "False"
    case .constant(.ellipsis): "ellipsis"
    case .constant: "literal"
    case .name: "name"
    case .formatted: "f-string expression"
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set display"
    case .dict: "dict literal"
    case .starred: "starred"
    case .unary, .binary, .and, .or: "expression"
    case .compare: "comparison"
    case .conditional: "conditional expression"
    case .call: "function call"
    case .attribute: "attribute"
    case .subscripted, .slice: "subscript"
    case .lambda: "lambda"
    case .listComprehension: "list comprehension"
    case .setComprehension: "set comprehension"
    case .dictComprehension: "dict comprehension"
    case .generator: "generator expression"
    case .yield, .yieldFrom: "yield expression"
    case .named: "named expression"
    }
  }
}
