/// Checks names scope by scope: `global`, `nonlocal`, repeated parameters, and what comprehensions may not hold.
struct NameChecks {
  private enum ScopeKind {
    case module, function, `class`
    case comprehension(String)
  }

  private struct Uses: OptionSet {
    var rawValue: UInt8
    static let parameter = Uses(rawValue: 1)
    static let assigned = Uses(rawValue: 2)
    static let read = Uses(rawValue: 4)
    static let annotated = Uses(rawValue: 8)
    static let global = Uses(rawValue: 16)
    static let nonlocal = Uses(rawValue: 32)
    static let iteration = Uses(rawValue: 64)
  }

  private struct Scope {
    var kind: ScopeKind
    var parent: Int
    var names: [String: Uses] = [:]
    var nonlocals: [(String, Span)] = []
  }

  /// Something still to visit, in the scope with that number.
  private enum Task {
    case statement(Statement)
    case expression(Expression, inIterable: Bool)
    case target(Expression)
    case body([Statement], Parameters?, Span, isClass: Bool)
    case lambda(Parameters, Expression)
    case comprehension(Expression)
    case handlerName(String)
    case pattern(Pattern)
  }

  private var scopes = [Scope(kind: .module, parent: -1)]
  private var tasks: [(task: Task, scope: Int)] = []

  mutating func run(_ program: Program) throws {
    for statement in program.body.reversed() { tasks.append((.statement(statement), 0)) }
    while let (task, scope) = tasks.popLast() {
      switch task {
      case .statement(let statement): try visit(statement, scope)
      case .expression(let expression, let inIterable): try visit(expression, scope, inIterable)
      case .target(let target): try visit(target: target, scope)
      case .body(let body, let parameters, _, let isClass):
        let inner = open(isClass ? .class : .function, in: scope)
        if let parameters { try declare(parameters, inner) }
        push(body.map { .statement($0) }, inner)
      case .lambda(let parameters, let body):
        let inner = open(.function, in: scope)
        try declare(parameters, inner)
        push([.expression(body, inIterable: false)], inner)
      case .comprehension(let expression): try visit(comprehension: expression, scope)
      case .handlerName(let name): note(name, .assigned, scope)
      case .pattern(let pattern):
        for name in pattern.names { note(name, .assigned, scope) }
        push(pattern.values.map { .expression($0, inIterable: false) }, scope)
      }
    }
    try resolve()
  }

  private mutating func open(_ kind: ScopeKind, in parent: Int) -> Int {
    scopes.append(Scope(kind: kind, parent: parent))
    return scopes.count - 1
  }

  private mutating func push(_ all: [Task], _ scope: Int) {
    for task in all.reversed() { tasks.append((task, scope)) }
  }

  private mutating func note(_ name: String, _ use: Uses, _ scope: Int) {
    scopes[scope].names[name, default: []].insert(use)
  }

  private mutating func declare(_ parameters: Parameters, _ scope: Int) throws {
    for parameter in parameters.all {
      if scopes[scope].names[parameter.name] != nil {
        throw SyntaxError(
          "duplicate argument '\(parameter.name)' in function definition", parameter.span)
      }
      note(parameter.name, .parameter, scope)
    }
  }

  // MARK: Statements

  private mutating func visit(_ statement: Statement, _ scope: Int) throws {
    switch statement.kind {
    case .function(let function):
      note(function.name, .assigned, scope)
      var all = function.parameters.all.compactMap(\.defaultValue).map(read)
      all += (function.parameters.all.compactMap(\.annotation) + [function.returns].compactMap { $0 }).map(
        read)
      all += function.decorators.map(read)
      push(all + [.body(function.body, function.parameters, statement.span, isClass: false)], scope)
    case .class(let definition):
      note(definition.name, .assigned, scope)
      let all = definition.arguments.map { read($0.value) } + definition.decorators.map(read)
      push(all + [.body(definition.body, nil, statement.span, isClass: true)], scope)
    case .global(let names): try declare(names, .global, "global", statement.span, scope)
    case .nonlocal(let names): try declare(names, .nonlocal, "nonlocal", statement.span, scope)
    case .annotatedAssign(let target, let annotation, let value):
      try annotate(target, annotation, value, statement.span, scope)
    case .import(let names):
      for name in names { note(name.alias ?? Self.firstPart(name.name), .assigned, scope) }
    case .importFrom(_, _, let names, let star):
      if star, !isModule(scope) {
        let end = Int(statement.span.end)
        throw SyntaxError("import * only allowed at module level", Span(start: end - 1, end: end))
      }
      for name in names { note(name.alias ?? name.name, .assigned, scope) }
    default: push(parts(of: statement), scope)
    }
  }

  private static func firstPart(_ name: String) -> String { String(name.prefix { $0 != "." }) }

  private func isModule(_ scope: Int) -> Bool {
    if case .module = scopes[scope].kind { return true }
    return false
  }

  private func read(_ expression: Expression) -> Task { .expression(expression, inIterable: false) }

  private func read(_ expression: Expression?) -> [Task] { expression.map { [read($0)] } ?? [] }

  private func run(_ body: [Statement]) -> [Task] { body.map { .statement($0) } }

  /// The parts of a statement that declares nothing itself, in the order in which they are looked at.
  private func parts(of statement: Statement) -> [Task] {
    switch statement.kind {
    case .expression(let value): [read(value)]
    case .assign(let targets, let value): targets.map { .target($0) } + [read(value)]
    case .augmentedAssign(let target, _, let value): [.target(target), read(value)]
    case .return(let value): read(value)
    case .delete(let targets): targets.map { .target($0) }
    case .if(let test, let then, let otherwise), .while(let test, let then, let otherwise):
      [read(test)] + run(then) + run(otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      [.target(target), read(iterable)] + run(body) + run(otherwise)
    case .with(let items, let body):
      items.flatMap { item in [read(item.context)] + (item.target.map { [.target($0)] } ?? []) } + run(body)
    case .raise(let value, let cause): read(value) + read(cause)
    case .try(let body, let handlers, let otherwise, let finally):
      run(body) + handlers.flatMap(parts) + run(otherwise) + run(finally)
    case .assert(let test, let message): [read(test)] + read(message)
    case .match(let subject, let cases):
      [read(subject)]
        + cases.flatMap { [.pattern($0.pattern)] + read($0.guardExpression) + run($0.body) }
    default: []
    }
  }

  private func parts(of handler: ExceptHandler) -> [Task] {
    read(handler.type) + (handler.name.map { [.handlerName($0)] } ?? []) + run(handler.body)
  }

  private mutating func declare(_ names: [String], _ use: Uses, _ word: String, _ span: Span, _ scope: Int)
    throws
  {
    for name in names {
      let before = scopes[scope].names[name] ?? []
      let complaint: String? =
        if before.contains(.parameter) {
          "name '\(name)' is parameter and \(word)"
        } else if before.contains(.read) {
          "name '\(name)' is used prior to \(word) declaration"
        } else if before.contains(.annotated) {
          "annotated name '\(name)' can't be \(word)"
        } else if before.contains(.assigned) {
          "name '\(name)' is assigned to before \(word) declaration"
        } else {
          nil
        }
      if let complaint { throw SyntaxError(complaint, span) }
      note(name, use, scope)
      if use == .nonlocal || before.contains(.nonlocal) { scopes[scope].nonlocals.append((name, span)) }
    }
  }

  private mutating func annotate(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, _ span: Span, _ scope: Int
  ) throws {
    guard case .name(let name) = target.kind else {
      return push([.target(target), read(annotation)] + read(value), scope)
    }
    let before = scopes[scope].names[name] ?? []
    if !target.parenthesized, !isModule(scope), !before.isDisjoint(with: [.global, .nonlocal]) {
      let word = before.contains(.global) ? "global" : "nonlocal"
      throw SyntaxError("annotated name '\(name)' can't be \(word)", span)
    }
    if !target.parenthesized {
      note(name, [.annotated, .assigned], scope)
    } else if value != nil {
      note(name, .assigned, scope)
    }
    push([read(annotation)] + read(value), scope)
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression, _ scope: Int, _ inIterable: Bool) throws {
    switch expression.kind {
    case .name(let name): note(name, .read, scope)
    case .lambda(let parameters, let body):
      push(expression.children().map { .expression($0, inIterable: inIterable) }, scope)
      tasks.insert((.lambda(parameters, body), scope), at: tasks.count - expression.children().count)
    case .listComprehension, .setComprehension, .dictComprehension, .generator:
      push([.comprehension(expression)], scope)
    case .yield, .yieldFrom:
      if case .comprehension(let what) = scopes[scope].kind {
        throw SyntaxError("'yield' inside \(what)", expression.span)
      }
      push(expression.children().map { .expression($0, inIterable: inIterable) }, scope)
    case .named(let name, let value):
      try bind(name, expression.span, scope, inIterable)
      push([.expression(value, inIterable: inIterable)], scope)
    default: push(expression.children().map { .expression($0, inIterable: inIterable) }, scope)
    }
  }

  /// `name := value` binds in the function around all comprehensions.
  private mutating func bind(_ name: String, _ span: Span, _ scope: Int, _ inIterable: Bool) throws {
    if inIterable {
      throw SyntaxError("assignment expression cannot be used in a comprehension iterable expression", span)
    }
    let span = Span(start: Int(span.start), end: Int(span.start) + name.utf8.count)
    var place = scope
    while case .comprehension = scopes[place].kind {
      if scopes[place].names[name]?.contains(.iteration) == true {
        throw SyntaxError(
          "assignment expression cannot rebind comprehension iteration variable '\(name)'", span)
      }
      place = scopes[place].parent
    }
    if place != scope, case .class = scopes[place].kind {
      throw SyntaxError("assignment expression within a comprehension cannot be used in a class body", span)
    }
    note(name, .assigned, place)
  }

  private mutating func visit(target: Expression, _ scope: Int) throws {
    switch target.kind {
    case .name(let name):
      var use: Uses = .assigned
      if case .comprehension = scopes[scope].kind { use = [.assigned, .iteration] }
      note(name, use, scope)
    case .tuple(let items), .list(let items): push(items.map { .target($0) }, scope)
    case .starred(let value): push([.target(value)], scope)
    default: try visit(target, scope, false)
    }
  }

  private mutating func visit(comprehension: Expression, _ scope: Int) throws {
    let values: [Expression]
    let clauses: [Comprehension]
    let what: String
    switch comprehension.kind {
    case .listComprehension(let value, let all):
      (values, clauses, what) = ([value], all, "list comprehension")
    case .setComprehension(let value, let all): (values, clauses, what) = ([value], all, "set comprehension")
    case .dictComprehension(let key, let value, let all):
      (values, clauses, what) = ([key, value], all, "dict comprehension")
    case .generator(let value, let all): (values, clauses, what) = ([value], all, "generator expression")
    default: return
    }
    let inner = open(.comprehension(what), in: scope)
    var inside: [Task] = []
    for (index, clause) in clauses.enumerated() {
      inside.append(.target(clause.target))
      if index > 0 { inside.append(.expression(clause.iterable, inIterable: true)) }
      inside += clause.conditions.map(read)
    }
    push(inside + values.map(read), inner)
    push([.expression(clauses[0].iterable, inIterable: true)], scope)
  }

  // MARK: Nonlocal names

  private func resolve() throws {
    for scope in scopes {
      for (name, span) in scope.nonlocals {
        if scope.names[name]?.isSuperset(of: [.global, .nonlocal]) == true {
          throw SyntaxError("name '\(name)' is nonlocal and global", span)
        }
        if scope.parent < 0 { throw SyntaxError("nonlocal declaration not allowed at module level", span) }
        if !isBound(name, around: scope.parent) {
          throw SyntaxError("no binding for nonlocal '\(name)' found", span)
        }
      }
    }
  }

  private func isBound(_ name: String, around scope: Int) -> Bool {
    var place = scope
    while place > 0 {
      if case .function = scopes[place].kind, let uses = scopes[place].names[name] {
        if uses.contains(.global) { return false }
        if !uses.contains(.nonlocal), !uses.isDisjoint(with: [.parameter, .assigned]) { return true }
      }
      place = scopes[place].parent
    }
    return false
  }
}
