/// Walks a tree once and collects the scopes, before compiling.
struct ScopeBuilder {
  /// Numbers that tell scopes over the same span apart.
  enum Kind {
    static let function = 0
    static let lambda = 1
    static let comprehension = 2
    static let generator = 3
    static let classBody = 4
  }

  private var scope: Scope

  static func build(_ program: Program) -> Scope {
    let module = Scope(kind: .module, name: "<module>", parent: nil)
    var builder = ScopeBuilder(scope: module)
    builder.visit(program.body)
    module.resolve()
    return module
  }

  private mutating func inside(_ new: Scope, _ body: (inout ScopeBuilder) -> Void) {
    let outer = scope
    scope = new
    body(&self)
    scope = outer
  }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .assign(let targets, let value):
      visit(value)
      for target in targets { bind(target) }
    case .augmentedAssign(let target, _, let value):
      visit(target)
      visit(value)
      bind(target)
    case .annotatedAssign(let target, let annotation, let value):
      if scope.kind != .function { visit(annotation) }
      if let value { visit(value) }
      bind(target)
    case .return(let value): if let value { visit(value) }
    case .delete(let targets): for target in targets { bind(target) }
    case .pass, .break, .continue: break
    case .if(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .while(let test, let body, let otherwise):
      visit(test)
      visit(body)
      visit(otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      visit(iterable)
      bind(target)
      visit(body)
      visit(otherwise)
    case .with(let items, let body):
      for item in items {
        visit(item.context)
        if let target = item.target { bind(target) }
      }
      visit(body)
    case .raise(let value, let cause):
      if let value { visit(value) }
      if let cause { visit(cause) }
    case .try(let body, let handlers, let otherwise, let finally):
      visit(body)
      for handler in handlers {
        if let type = handler.type { visit(type) }
        if let name = handler.name { scope.bindHere(name) }
        visit(handler.body)
      }
      visit(otherwise)
      visit(finally)
    case .assert(let test, let message):
      visit(test)
      if let message { visit(message) }
    case .global(let names): for name in names { scope.declareGlobal(name) }
    case .nonlocal(let names): for name in names { scope.declareNonlocal(name) }
    case .import(let names):
      for name in names {
        scope.bindHere(name.alias ?? String(name.name.prefix { $0 != "." }))
      }
    case .importFrom(_, _, let names, _): for name in names { scope.bindHere(name.alias ?? name.name) }
    case .function(let definition):
      for decorator in definition.decorators { visit(decorator) }
      visitDefaults(definition.parameters)
      for annotation in definition.annotations { visit(annotation.value) }
      scope.bindHere(definition.name)
      let inner = Scope(kind: .function, name: definition.name, parent: scope)
      scope.add(inner, statement.span, Kind.function)
      bindParameters(definition.parameters, inner)
      inside(inner) { $0.visit(definition.body) }
    case .class(let definition):
      for decorator in definition.decorators { visit(decorator) }
      for argument in definition.arguments { visit(argument.value) }
      scope.bindHere(definition.name)
      // `__class__`, which `super()` reads, is a variable around the class body.
      let around = Scope(kind: .function, name: definition.name, parent: scope)
      around.bind("__class__")
      scope.add(around, statement.span, Kind.classBody)
      let inner = Scope(kind: .class, name: definition.name, parent: around)
      around.add(inner, statement.span, Kind.classBody)
      inside(inner) { $0.visit(definition.body) }
    case .match(let subject, let cases):
      visit(subject)
      for branch in cases {
        visit(branch.pattern)
        if let condition = branch.guardExpression { visit(condition) }
        visit(branch.body)
      }
    }
  }

  private mutating func visit(_ pattern: Pattern) {
    switch pattern {
    case .value(let value): visit(value)
    case .capture(let name), .star(let name): if let name { scope.bindHere(name) }
    case .sequence(let patterns), .or(let patterns): for inner in patterns { visit(inner) }
    case .mapping(let keys, let patterns, let rest):
      for key in keys { visit(key) }
      for inner in patterns { visit(inner) }
      if let rest { scope.bindHere(rest) }
    case .instance(let type, let positional, let keywords):
      visit(type)
      for inner in positional { visit(inner) }
      for (_, inner) in keywords { visit(inner) }
    case .alias(let inner, let name):
      visit(inner)
      scope.bindHere(name)
    }
  }

  private mutating func visitDefaults(_ parameters: Parameters) {
    for parameter in parameters.positionalOnly + parameters.regular + parameters.keywordOnly {
      if let value = parameter.defaultValue { visit(value) }
    }
  }

  private func bindParameters(_ parameters: Parameters, _ inner: Scope) {
    for parameter in parameters.positionalOnly + parameters.regular + parameters.keywordOnly {
      inner.bind(parameter.name)
    }
    if let star = parameters.star { inner.bind(star.name) }
    if let doubleStar = parameters.doubleStar { inner.bind(doubleStar.name) }
  }

  /// A target: names in it are assigned; everything else in it is evaluated.
  private mutating func bind(_ target: Expression) {
    switch target.kind {
    case .name(let name): scope.bindHere(name)
    case .tuple(let items), .list(let items): for item in items { bind(item) }
    case .starred(let inner): bind(inner)
    default: visit(target)
    }
  }

  // MARK: Expressions

  private mutating func visit(_ expressions: [Expression]) {
    for expression in expressions { visit(expression) }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: break
    case .name(let name):
      scope.use(name)
      if name == "super" { scope.use("__class__") }
    case .formatted(let parts): visit(parts)
    case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items): visit(items)
    case .dict(let items):
      for item in items {
        if let key = item.key { visit(key) }
        visit(item.value)
      }
    case .starred(let inner), .unary(_, let inner), .attribute(let inner, _): visit(inner)
    case .binary(_, let left, let right), .subscripted(let left, let right):
      visit(left)
      visit(right)
    case .compare(let first, let rest):
      visit(first)
      for comparison in rest { visit(comparison.right) }
    case .conditional(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .call(let function, let arguments):
      visit(function)
      for argument in arguments { visit(argument.value) }
    case .slice(let start, let stop, let step):
      if let start { visit(start) }
      if let stop { visit(stop) }
      if let step { visit(step) }
    case .lambda(let parameters, let body):
      visitDefaults(parameters)
      let inner = Scope(kind: .function, name: "<lambda>", parent: scope)
      scope.add(inner, expression.span, Kind.lambda)
      bindParameters(parameters, inner)
      inside(inner) { $0.visit(body) }
    case .listComprehension(let element, let clauses), .setComprehension(let element, let clauses):
      comprehension(expression.span, clauses) { $0.visit(element) }
    case .dictComprehension(let key, let value, let clauses):
      comprehension(expression.span, clauses) {
        $0.visit(key)
        $0.visit(value)
      }
    case .generator(let element, let clauses):
      visit(clauses[0].iterable)
      let inner = Scope(kind: .function, name: "<genexpr>", parent: scope)
      inner.isGenerator = true
      inner.bind(".0")
      scope.add(inner, expression.span, Kind.generator)
      inside(inner) { builder in
        for (index, clause) in clauses.enumerated() {
          if index > 0 { builder.visit(clause.iterable) }
          builder.bind(clause.target)
          builder.visit(clause.conditions)
        }
        builder.visit(element)
      }
    case .yield(let value):
      scope.frameScope.isGenerator = true
      if let value { visit(value) }
    case .yieldFrom(let value):
      scope.frameScope.isGenerator = true
      visit(value)
    case .named(let name, let value):
      visit(value)
      // The target of `:=` inside a comprehension belongs to the function around it.
      var target = scope
      while target.kind == .comprehension, let parent = target.parent { target = parent }
      target.bindHere(name)
      target.use(name)
      scope.use(name)
      target.hasNamedExpression = true
    }
  }

  private mutating func visit(_ parts: [FormattedPart]) {
    for case .field(let value, _, let format) in parts {
      visit(value)
      if let format { visit(format) }
    }
  }

  private mutating func comprehension(
    _ span: Span, _ clauses: [Comprehension], _ element: (inout ScopeBuilder) -> Void
  ) {
    visit(clauses[0].iterable)
    let inner = Scope(kind: .comprehension, name: "<listcomp>", parent: scope)
    scope.add(inner, span, Kind.comprehension)
    inside(inner) { builder in
      for (index, clause) in clauses.enumerated() {
        if index > 0 { builder.visit(clause.iterable) }
        builder.bind(clause.target)
        builder.visit(clause.conditions)
      }
      element(&builder)
    }
  }
}

extension Scope {
  /// Binds a name where an assignment stands: in a function that declared it nonlocal it is a use.
  fileprivate func bindHere(_ name: String) { bind(name) }
}
