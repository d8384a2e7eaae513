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

  /// Something still to look at.
  private enum Task {
    case statement(Statement, Place)
    case expressions([Expression], Place)
    case target(Expression, Place, verb: String)
    case keywords([Argument])
    case parameters(Parameters)
    case pattern(MatchCase, isLast: Bool)
    case refusal(String, Span)
  }

  func run(_ program: Program) throws {
    try futures(program)
    var tasks: [Task] = body(program.body, Place()).reversed()
    while let task = tasks.popLast() {
      switch task {
      case .statement(let statement, let place):
        if place.blocks > Self.maximumBlocks {
          throw SyntaxError("too many statically nested blocks", statement.span)
        }
        tasks += parts(of: statement, place).reversed()
      case .expressions(let expressions, let place): try examine(expressions, place)
      case .target(let target, let place, let verb): try self.target(target, place, verb: verb)
      case .keywords(let arguments): try keywords(arguments)
      case .parameters(let parameters): try debugName(parameters)
      case .pattern(let each, let isLast):
        try check(each.pattern, each.span)
        if each.guardExpression == nil, !isLast { try refuseCatchAll(each.pattern, each.span) }
      case .refusal(let message, let span): throw SyntaxError(message, span)
      }
    }
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
      } else if index == 0, case .expression(let value) = statement.kind, case .constant(.string) = value.kind
      {
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

  private func body(_ statements: [Statement], _ place: Place) -> [Task] {
    statements.map { .statement($0, place) }
  }

  private func read(_ expressions: Expression?..., in place: Place) -> Task {
    .expressions(expressions.compactMap { $0 }, place)
  }

  /// What a statement holds, in the order in which CPython compiles it.
  private func parts(of statement: Statement, _ place: Place) -> [Task] {
    switch statement.kind {
    case .function(let function): parts(of: function, place)
    case .class(let definition):
      [
        .expressions(definition.decorators, place), .keywords(definition.arguments),
        .expressions(definition.arguments.map(\.value), place),
      ] + body(definition.body, Place())
    case .if(let test, let then, let otherwise):
      [read(test, in: place)] + body(then, place) + body(otherwise, place)
    case .while(let test, let inside, let otherwise):
      [read(test, in: place)] + body(inside, place.deeper(isLoop: true)) + body(otherwise, place)
    case .for(let target, let iterable, let inside, let otherwise):
      [read(iterable, in: place), .target(target, place, verb: "assign to")]
        + body(inside, place.deeper(isLoop: true)) + body(otherwise, place)
    case .with(let items, let inside):
      items.flatMap { item -> [Task] in
        [read(item.context, in: place)] + (item.target.map { [.target($0, place, verb: "assign to")] } ?? [])
      } + body(inside, place.deeper())
    case .try(let inside, let handlers, let otherwise, let finally):
      body(inside, place.deeper()) + parts(of: handlers, place) + body(otherwise, place)
        + body(finally, place.deeper())
    case .match(let subject, let cases): [read(subject, in: place)] + parts(of: cases, place)
    default: simpleParts(of: statement, place)
    }
  }

  private func parts(of function: FunctionDefinition, _ place: Place) -> [Task] {
    let parameters = function.parameters.all
    return [
      .expressions(function.decorators, place), .expressions(parameters.compactMap(\.defaultValue), place),
      .expressions(parameters.compactMap(\.annotation).filter { !$0.isStarred }, place),
      read(function.returns, in: place), .parameters(function.parameters),
    ] + body(function.body, Place(isFunction: true))
  }

  private func parts(of handlers: [ExceptHandler], _ place: Place) -> [Task] {
    handlers.enumerated().flatMap { index, handler -> [Task] in
      if handler.type == nil, index + 1 < handlers.count {
        return [.refusal("default 'except:' must be last", handler.span)]
      }
      return [read(handler.type, in: place)] + body(handler.body, place.deeper())
    }
  }

  private func parts(of cases: [MatchCase], _ place: Place) -> [Task] {
    cases.enumerated().flatMap { index, each -> [Task] in
      [.pattern(each, isLast: index + 1 == cases.count), read(each.guardExpression, in: place)]
        + body(each.body, place)
    }
  }

  private func simpleParts(of statement: Statement, _ place: Place) -> [Task] {
    switch statement.kind {
    case .return where !place.isFunction: [.refusal("'return' outside function", statement.span)]
    case .return(let value): [read(value, in: place)]
    case .break where !place.isLoop: [.refusal("'break' outside loop", statement.span)]
    case .continue where !place.isLoop: [.refusal("'continue' not properly in loop", statement.span)]
    case .expression(let value): [read(value, in: place)]
    case .assign(let targets, let value):
      [read(value, in: place)] + targets.map { .target($0, place, verb: "assign to") }
    case .augmentedAssign(let target, _, let value):
      [.target(target, place, verb: "assign to"), read(value, in: place)]
    case .annotatedAssign(let target, let annotation, let value):
      [read(value, in: place), .target(target, place, verb: "assign to"), read(annotation, in: place)]
    case .delete(let targets): targets.map { .target($0, place, verb: "delete") }
    case .raise(let value, let cause): [read(value, cause, in: place)]
    case .assert(let test, let message): [read(test, message, in: place)]
    default: []
    }
  }

  // MARK: Targets

  private func target(_ target: Expression, _ place: Place, verb: String) throws {
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
        inside =
          try parts(clauses, place).map { ($0, isFunction) } + [(key, isFunction), (value, isFunction)]
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
    if target.isStarred {
      throw SyntaxError("starred assignment target must be in a list or tuple", target.span)
    }
    if case .tuple(let items) = target.kind, items.count(where: \.isStarred) > 1 {
      throw SyntaxError("multiple starred expressions in assignment", target.span)
    }
  }
}

extension PlaceChecks {
  // MARK: Patterns

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

  var isSlice: Bool {
    if case .slice = kind { return true }
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
