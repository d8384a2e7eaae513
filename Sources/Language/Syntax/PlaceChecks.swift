/// Checks what may stand where: `return` in functions, `break` in loops, stars in displays, keywords once.
struct PlaceChecks {
  static let maximumBlocks = 20

  /// What is around a statement.
  private struct Place {
    var isFunction = false
    var isLoop = false
    /// `for`, `while`, `try` and `with` around it, in this function.
    var blocks = 0

    func deeper(isLoop: Bool? = nil) -> Place {
      Place(isFunction: isFunction, isLoop: isLoop ?? self.isLoop, blocks: blocks + 1)
    }
  }

  func run(_ program: Program) throws {
    try futures(program)
    try walk(program.body, Place())
  }

  /// `from __future__` imports stand first.
  private func futures(_ program: Program) throws {
    var isBeginning = true
    for (index, statement) in program.body.enumerated() {
      if case .importFrom("__future__", 0, let names, _) = statement.kind {
        if !isBeginning {
          throw SyntaxError("from __future__ imports must occur at the beginning of the file", statement.span)
        }
        for name in names where !Self.features.contains(name.name) {
          let message = name.name == "braces" ? "not a chance" : "future feature \(name.name) is not defined"
          throw SyntaxError(message, statement.span)
        }
      } else if index == 0, case .expression(let value) = statement.kind, case .constant(.string) = value.kind {
        continue
      } else {
        isBeginning = false
      }
    }
  }

  private static let features: Set = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  // MARK: Statements

  private func walk(_ body: [Statement], _ place: Place) throws {
    for statement in body {
      if place.blocks > Self.maximumBlocks {
        throw SyntaxError("too many statically nested blocks", statement.span)
      }
      try visit(statement, place)
    }
  }

  private func visit(_ statement: Statement, _ place: Place) throws {
    switch statement.kind {
    case .function(let function): try visit(function, place)
    case .class(let definition):
      try examine(definition.decorators, place)
      try keywords(definition.arguments)
      try examine(definition.arguments.map(\.value), place)
      try walk(definition.body, Place())
    case .if(let test, let then, let otherwise):
      try examine([test], place)
      try walk(then, place)
      try walk(otherwise, place)
    case .while(let test, let body, let otherwise):
      try examine([test], place)
      try walk(body, place.deeper(isLoop: true))
      try walk(otherwise, place)
    case .for(let target, let iterable, let body, let otherwise):
      try examine([iterable], place)
      try self.target(target, place)
      try walk(body, place.deeper(isLoop: true))
      try walk(otherwise, place)
    case .with(let items, let body):
      for item in items {
        try examine([item.context], place)
        if let target = item.target { try self.target(target, place) }
      }
      try walk(body, place.deeper())
    case .try(let body, let handlers, let otherwise, let finally):
      try visit(body, handlers, otherwise, finally, place)
    case .match(let subject, let cases):
      try examine([subject], place)
      try visit(cases, place)
    default: try simple(statement, place)
    }
  }

  private func visit(_ function: FunctionDefinition, _ place: Place) throws {
    try examine(function.decorators, place)
    try examine(function.parameters.all.compactMap(\.defaultValue), place)
    try examine(function.parameters.all.compactMap(\.annotation).filter { !$0.isStarred }, place)
    try examine([function.returns].compactMap { $0 }, place)
    try debugName(function.parameters)
    try walk(function.body, Place(isFunction: true))
  }

  private func visit(
    _ body: [Statement], _ handlers: [ExceptHandler], _ otherwise: [Statement], _ finally: [Statement], _ place: Place
  ) throws {
    try walk(body, place.deeper())
    for (index, handler) in handlers.enumerated() {
      if handler.type == nil, index + 1 < handlers.count {
        throw SyntaxError("default 'except:' must be last", handler.span)
      }
      try examine([handler.type].compactMap { $0 }, place)
      try walk(handler.body, place.deeper())
    }
    try walk(otherwise, place)
    try walk(finally, place.deeper())
  }

  private func simple(_ statement: Statement, _ place: Place) throws {
    switch statement.kind {
    case .return(let value):
      if !place.isFunction { throw SyntaxError("'return' outside function", statement.span) }
      try examine([value].compactMap { $0 }, place)
    case .break where !place.isLoop: throw SyntaxError("'break' outside loop", statement.span)
    case .continue where !place.isLoop: throw SyntaxError("'continue' not properly in loop", statement.span)
    case .expression(let value): try examine([value], place)
    case .assign(let targets, let value):
      try examine([value], place)
      for target in targets { try self.target(target, place) }
    case .augmentedAssign(let target, _, let value):
      try self.target(target, place)
      try examine([value], place)
    case .annotatedAssign(let target, let annotation, let value):
      try examine([value].compactMap { $0 }, place)
      try self.target(target, place)
      try examine([annotation], place)
    case .delete(let targets): for target in targets { try self.target(target, place, verb: "delete") }
    case .raise(let value, let cause): try examine([value, cause].compactMap { $0 }, place)
    case .assert(let test, let message): try examine([test, message].compactMap { $0 }, place)
    default: break
    }
  }

  // MARK: Targets

  private func target(_ target: Expression, _ place: Place, verb: String = "assign to") throws {
    if target.isStarred {
      throw SyntaxError("starred assignment target must be in a list or tuple", target.span)
    }
    var pending = [target]
    while let next = pending.popLast() {
      switch next.kind {
      case .name("__debug__"), .attribute(_, "__debug__"):
        throw SyntaxError("cannot \(verb) __debug__", next.span)
      case .name: break
      case .tuple(let items), .list(let items):
        if items.count(where: \.isStarred) > 1 {
          throw SyntaxError("multiple starred expressions in assignment", next.span)
        }
        pending += items.reversed()
      case .starred(let value): pending.append(value)
      default: try examine([next], place)
      }
    }
  }

  private func debugName(_ parameters: Parameters) throws {
    for parameter in parameters.all where parameter.name == "__debug__" {
      throw SyntaxError("cannot assign to __debug__", parameter.span)
    }
  }

  private func keywords(_ arguments: [Argument]) throws {
    var seen: Set<String> = []
    for argument in arguments {
      guard case .keyword(let name) = argument.kind else { continue }
      if name == "__debug__" { throw SyntaxError("cannot assign to __debug__", argument.span) }
      if !seen.insert(name).inserted {
        throw SyntaxError("keyword argument repeated: \(name)", argument.span)
      }
    }
  }

  // MARK: Expressions

  /// Looks at expressions and all that they hold.
  private func examine(_ expressions: [Expression], _ place: Place) throws {
    var pending = expressions.reversed().map { ($0, place.isFunction) }
    while let (next, isFunction) = pending.popLast() {
      var inside: [(Expression, Bool)] = []
      switch next.kind {
      case .starred: throw SyntaxError("can't use starred expression here", next.span)
      case .yield, .yieldFrom:
        if !isFunction { throw SyntaxError("'yield' outside function", next.span) }
        inside = next.children().map { ($0, isFunction) }
      case .call(_, let arguments):
        try keywords(arguments)
        inside = next.children().map { ($0, isFunction) }
      case .tuple(let items), .list(let items), .set(let items):
        inside = items.map { ($0.withoutStar, isFunction) }
      case .lambda(let parameters, let body):
        try debugName(parameters)
        inside = next.children().map { ($0, isFunction) } + [(body, true)]
      case .listComprehension(let value, let clauses), .setComprehension(let value, let clauses),
        .generator(let value, let clauses):
        inside = try parts(clauses, place).map { ($0, isFunction) } + [(value, isFunction)]
      case .dictComprehension(let key, let value, let clauses):
        inside = try parts(clauses, place).map { ($0, isFunction) } + [(key, isFunction), (value, isFunction)]
      case .named("__debug__", _): throw SyntaxError("cannot assign to __debug__", next.span)
      default: inside = next.children().map { ($0, isFunction) }
      }
      pending += inside.reversed()
    }
  }

  private func parts(_ clauses: [Comprehension], _ place: Place) throws -> [Expression] {
    var all: [Expression] = []
    for clause in clauses {
      all.append(clause.iterable)
      all += clause.conditions
      try targetShape(clause.target)
    }
    return all
  }

  /// The stars of a comprehension's target.
  private func targetShape(_ target: Expression) throws {
    if target.isStarred { throw SyntaxError("starred assignment target must be in a list or tuple", target.span) }
    if case .tuple(let items) = target.kind, items.count(where: \.isStarred) > 1 {
      throw SyntaxError("multiple starred expressions in assignment", target.span)
    }
  }
}

extension PlaceChecks {
  // MARK: Patterns

  private func visit(_ cases: [MatchCase], _ place: Place) throws {
    for (index, each) in cases.enumerated() {
      try check(each.pattern, each.span)
      if each.guardExpression == nil, index + 1 < cases.count { try refuseCatchAll(each.pattern, each.span) }
      try examine([each.guardExpression].compactMap { $0 }, place)
      try walk(each.body, place)
    }
  }

  /// Throws where a pattern matches everything although others follow.
  private func refuseCatchAll(_ pattern: Pattern, _ span: Span) throws {
    switch pattern {
    case .capture(nil): throw SyntaxError("wildcard makes remaining patterns unreachable", span)
    case .capture(let name?):
      throw SyntaxError("name capture '\(name)' makes remaining patterns unreachable", span)
    case .alias(let inner, _): try refuseCatchAll(inner, span)
    case .or(let alternatives): if let last = alternatives.last { try refuseCatchAll(last, span) }
    default: break
    }
  }

  private func check(_ pattern: Pattern, _ span: Span) throws {
    var seen: Set<String> = []
    for name in pattern.names where !seen.insert(name).inserted {
      throw SyntaxError("multiple assignments to name '\(name)' in pattern", span)
    }
    var pending = [pattern]
    while let next = pending.popLast() {
      switch next {
      case .value, .capture, .star: break
      case .sequence(let items):
        let stars = items.count { if case .star = $0 { true } else { false } }
        if stars > 1 { throw SyntaxError("multiple starred names in sequence pattern", span) }
        pending += items
      case .mapping(let keys, let patterns, _):
        try checkKeys(keys, span)
        pending += patterns
      case .instance(_, let positional, let keywords):
        var attributes: Set<String> = []
        for (name, _) in keywords where !attributes.insert(name).inserted {
          throw SyntaxError("attribute name repeated in class pattern: \(name)", span)
        }
        pending += positional + keywords.map(\.1)
      case .or(let alternatives):
        for alternative in alternatives.dropLast() { try refuseCatchAll(alternative, span) }
        if alternatives.contains(where: { Set($0.names) != Set(alternatives[0].names) }) {
          throw SyntaxError("alternative patterns bind different names", span)
        }
        pending += alternatives
      case .alias(let inner, _): pending.append(inner)
      }
    }
  }

  private func checkKeys(_ keys: [Expression], _ span: Span) throws {
    var seen: [Constant] = []
    for key in keys {
      guard case .constant(let value) = key.kind else { continue }
      if seen.contains(value) {
        throw SyntaxError("mapping pattern checks duplicate key (\(value.shown))", span)
      }
      seen.append(value)
    }
  }
}

extension Expression {
  var isYield: Bool {
    switch kind {
    case .yield, .yieldFrom: true
    default: false
    }
  }

  var isStarred: Bool {
    if case .starred = kind { return true }
    return false
  }

  /// The expression, or what its star unpacks.
  var withoutStar: Expression {
    if case .starred(let value) = kind { return value }
    return self
  }
}

extension Constant {
  /// As Python writes it, for simple keys.
  fileprivate var shown: String {
    switch self {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .bigInt(let text), .imaginary(let text): text
    case .float(let value): "\(value)"
    case .string(let text): "'\(text)'"
    case .bytes: "b'…'"
    case .ellipsis: "Ellipsis"
    }
  }
}
