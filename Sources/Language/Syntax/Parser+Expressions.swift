/// Expressions down to operands.
extension Parser {
  /// Binding powers, from loose to tight.
  enum Power {
    static let or = 1, and = 2, not = 3, comparison = 4, bitOr = 5, bitXor = 6, bitAnd = 7, shift = 8
    static let sum = 9, product = 10
  }

  /// `expression`: a conditional, a lambda, or operators.
  func expression() throws -> Expression {
    if kind == .lambda { return try lambda() }
    let start = start
    let first = index
    let value = try operators(Power.or)
    return kind == .if || startsOperand(kind) ? try conditional(value, from: start, first) : value
  }

  /// The rest of `then if test else otherwise`, if there is one; `from` and `first` are where `then` begins.
  private func conditional(_ then: Expression, from start: Int, _ first: Int) throws -> Expression {
    guard accept(.if) else {
      try complainOfTwoExpressions(then, start, first)
      return then
    }
    let test = try operators(Power.or)
    guard kind == .else else {
      if kind == .colon { throw invalidSyntax() }
      throw error("expected 'else' after 'if' expression", span(from: start))
    }
    advance()
    try enter(2)
    let otherwise = try expression()
    leave(2)
    return try node(.conditional(test: test, then: then, otherwise: otherwise), start)
  }

  /// Operators at least as tight as `minimum`, and their operands.
  func operators(_ minimum: Int) throws -> Expression {
    try enter(3)
    let start = start
    var left = kind == .not && minimum <= Power.not ? try inversion() : try unary()
    while true {
      let power = power(kind)
      if power < minimum || power == Power.comparison && kind == .not && nextKind != .in {
        leave(3)
        return left
      }
      left = try combine(left, power, start)
    }
  }

  private func power(_ kind: TokenKind) -> Int {
    switch kind {
    case .or: Power.or
    case .and: Power.and
    case .in, .is, .not, .equalEqual, .notEqual, .less, .lessEqual, .greater, .greaterEqual: Power.comparison
    case .bar: Power.bitOr
    case .caret: Power.bitXor
    case .ampersand: Power.bitAnd
    case .leftShift, .rightShift: Power.shift
    case .plus, .minus: Power.sum
    case .star, .slash, .doubleSlash, .percent, .at: Power.product
    default: 0
    }
  }

  private func combine(_ left: Expression, _ power: Int, _ start: Int) throws -> Expression {
    switch power {
    case Power.or: try node(.or(operands(left, .or, Power.and)), start)
    case Power.and: try node(.and(operands(left, .and, Power.not)), start)
    case Power.comparison: try node(.compare(left, comparisons()), start)
    default: try binary(left, power, start)
    }
  }

  private func operands(_ left: Expression, _ word: TokenKind, _ power: Int) throws -> [Expression] {
    var all = [left]
    while accept(word) { all.append(try operators(power)) }
    return all
  }

  private func comparisons() throws -> [Comparison] {
    var all: [Comparison] = []
    while let op = acceptComparison() { all.append(Comparison(op, try operators(Power.bitOr))) }
    return all
  }

  private func acceptComparison() -> ComparisonOperator? {
    let op: ComparisonOperator
    switch kind {
    case .equalEqual: op = .equal
    case .notEqual: op = .notEqual
    case .less: op = .less
    case .lessEqual: op = .lessEqual
    case .greater: op = .greater
    case .greaterEqual: op = .greaterEqual
    case .in: op = .in
    case .is: op = nextKind == .not ? .isNot : .is
    case .not where nextKind == .in: op = .notIn
    default: return nil
    }
    advance()
    if op == .isNot || op == .notIn { advance() }
    return op
  }

  private func binary(_ left: Expression, _ power: Int, _ start: Int) throws -> Expression {
    let op = binaryOperator(kind)
    advance()
    return try node(.binary(op, left, operators(power + 1)), start)
  }

  private func binaryOperator(_ kind: TokenKind) -> BinaryOperator {
    switch kind {
    case .bar: .bitOr
    case .caret: .bitXor
    case .ampersand: .bitAnd
    case .leftShift: .leftShift
    case .rightShift: .rightShift
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .doubleSlash: .floorDivide
    case .percent: .modulo
    default: .matrixMultiply
    }
  }

  private func inversion() throws -> Expression {
    let first = index
    while accept(.not) {}
    let last = index
    return try wrap(operators(Power.comparison), first, last)
  }

  /// Signs and a power: `-x ** 2` is `-(x ** 2)`.
  private func unary() throws -> Expression {
    let first = index
    while kind == .minus || kind == .plus || kind == .tilde { advance() }
    let last = index
    let operand = try exponentiation()
    return first == last ? operand : try wrap(operand, first, last)
  }

  /// Puts the unary operators between two words around an operand.
  private func wrap(_ operand: Expression, _ first: Int, _ last: Int) throws -> Expression {
    var result = operand
    for position in (first..<last).reversed() {
      let op: UnaryOperator =
        switch tokens[position].kind {
        case .not: .not
        case .minus: .minus
        case .plus: .plus
        default: .invert
        }
      result = try node(.unary(op, result), Int(tokens[position].start))
    }
    return result
  }

  private func exponentiation() throws -> Expression {
    let start = start
    let base = try postfix()
    guard kind == .doubleStar else { return base }
    advance()
    try enter(3)
    let power = try unary()
    leave(3)
    return try node(.binary(.power, base, power), start)
  }

  /// An atom, and the attributes, calls and subscripts after it.
  private func postfix() throws -> Expression {
    let start = start
    var value = try atom()
    while true {
      switch kind {
      case .dot: value = try attribute(value, start)
      case .leftParen: value = try call(value, start)
      case .leftBracket: value = try subscripted(value, start)
      default: return value
      }
    }
  }

  private func attribute(_ value: Expression, _ start: Int) throws -> Expression {
    advance()
    return try node(.attribute(value, expectName()), start)
  }

  private func subscripted(_ value: Expression, _ start: Int) throws -> Expression {
    advance()
    try enter(4)
    let index = try subscripts()
    leave(4)
    try expect(.rightBracket)
    return try node(.subscripted(value, index), start)
  }

  /// What stands in `[…]`: an expression or slice, or a tuple of them.
  private func subscripts() throws -> Expression {
    let start = start
    let first = try subscriptItem()
    guard kind == .comma || isStarred(first) else { return first }
    var items = [first]
    while accept(.comma) {
      if kind == .rightBracket { break }
      items.append(try subscriptItem())
    }
    return try node(.tuple(items), start)
  }

  private func isStarred(_ expression: Expression) -> Bool {
    if case .starred = expression.kind { return true }
    return false
  }

  private func subscriptItem() throws -> Expression {
    if kind == .star { return try starred() }
    let start = start
    var lower: Expression?
    if kind != .colon {
      let value = try namedExpression()
      guard kind == .colon else { return value }
      lower = value
    }
    advance()
    let upper = try sliceBound()
    let step = accept(.colon) ? try sliceBound() : nil
    return try node(.slice(lower, upper, step), start)
  }

  private func sliceBound() throws -> Expression? {
    kind == .colon || kind == .comma || kind == .rightBracket ? nil : try expression()
  }

  // MARK: Lists of expressions

  /// `*` and an operand.
  func starred() throws -> Expression {
    let start = start
    advance()
    let value = try operators(Power.bitOr)
    return try node(.starred(value), start)
  }

  /// `star_expressions`: one expression, or a tuple without parentheses.
  func starExpressions() throws -> Expression {
    let start = start
    let first = kind == .star ? try starred() : try expression()
    guard kind == .comma else { return first }
    return try tuple(from: first, start)
  }

  private func tuple(from first: Expression, _ start: Int) throws -> Expression {
    var items = [first]
    while accept(.comma) {
      guard kind == .star || startsExpression(kind) else { break }
      items.append(kind == .star ? try starred() : try expression())
    }
    return try node(.tuple(items), start)
  }

  /// An expression where `name := value` may stand.
  func namedExpression() throws -> Expression {
    if kind == .name, nextKind == .colonEqual { return try walrus() }
    let start = start
    let value = try expression()
    if kind == .colonEqual {
      throw error("cannot use assignment expressions with \(value.describedKind)", value.span)
    }
    if kind == .equal { try complainOfAssignment(value, start) }
    return value
  }

  private func walrus() throws -> Expression {
    let start = start
    let name = try expectName()
    advance()
    return try node(.named(name, expression()), start)
  }

  /// `*x`, or an expression where `:=` may stand: what displays hold.
  func starNamedExpression() throws -> Expression {
    kind == .star ? try starred() : try namedExpression()
  }

  /// `yield`, `yield x` or `yield from x`.
  func yieldExpression() throws -> Expression {
    let start = start
    advance()
    if accept(.from) { return try node(.yieldFrom(expression()), start) }
    guard kind == .star || startsExpression(kind) else { return try node(.yield(nil), start) }
    return try node(.yield(starExpressions()), start)
  }

  func yieldOrStarExpressions() throws -> Expression {
    kind == .yield ? try yieldExpression() : try starExpressions()
  }

  // MARK: What may begin an expression

  /// Whether a word can begin an expression.
  func startsExpression(_ kind: TokenKind) -> Bool {
    switch kind {
    case .leftParen, .leftBracket, .plus, .minus: true
    default: startsOperand(kind)
    }
  }

  /// Whether a word can begin an expression, and cannot continue one.
  func startsOperand(_ kind: TokenKind) -> Bool {
    switch kind {
    case .name, .number, .string, .leftBrace, .tilde, .not, .lambda, .none, .true, .false, .ellipsis, .await:
      true
    default: false
    }
  }
}
