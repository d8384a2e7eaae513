import Language

/// Writes syntax trees with all parentheses, so that tests can show what was understood.
enum TreeText {
  static func of(_ program: Program) -> String { block(program.body) }

  static func block(_ body: [Statement]) -> String { body.map(statement).joined(separator: "; ") }

  static func statement(_ statement: Statement) -> String {
    switch statement.kind {
    case .expression(let value): expression(value)
    case .assign(let targets, let value): (targets + [value]).map(expression).joined(separator: " = ")
    case .augmentedAssign(let target, let op, let value):
      "\(expression(target)) \(op.rawValue)= \(expression(value))"
    case .annotatedAssign(let target, let annotation, let value):
      "\(expression(target)): \(expression(annotation))" + prefixed(" = ", value)
    case .return(let value): "return" + prefixed(" ", value)
    case .delete(let targets): "del " + list(targets)
    case .pass: "pass"
    case .break: "break"
    case .continue: "continue"
    case .if(let test, let then, let otherwise):
      "if \(expression(test)) {\(block(then))}" + otherwiseText(otherwise)
    case .while(let test, let body, let otherwise):
      "while \(expression(test)) {\(block(body))}" + otherwiseText(otherwise)
    case .for(let target, let iterable, let body, let otherwise):
      "for \(expression(target)) in \(expression(iterable)) {\(block(body))}" + otherwiseText(otherwise)
    case .with(let items, let body):
      "with " + items.map { expression($0.context) + prefixed(" as ", $0.target) }.joined(separator: ", ")
        + " {\(block(body))}"
    case .raise(let value, let cause): "raise" + prefixed(" ", value) + prefixed(" from ", cause)
    case .try(let body, let handlers, let otherwise, let finally):
      "try {\(block(body))}"
        + handlers.map {
          " except" + prefixed(" ", $0.type) + ($0.name.map { " as \($0)" } ?? "") + " {\(block($0.body))}"
        }
        .joined() + otherwiseText(otherwise) + (finally.isEmpty ? "" : " finally {\(block(finally))}")
    case .assert(let test, let message): "assert \(expression(test))" + prefixed(", ", message)
    case .global(let names): "global " + names.joined(separator: ", ")
    case .nonlocal(let names): "nonlocal " + names.joined(separator: ", ")
    case .import(let names): "import " + imported(names)
    case .importFrom(let module, let level, let names, let star):
      "from \(String(repeating: ".", count: level))\(module) import \(star ? "*" : imported(names))"
    case .function(let function):
      function.decorators.map { "@\(expression($0)) " }.joined()
        + "def \(function.name)(\(parameters(function.parameters)))" + prefixed(" -> ", function.returns)
        + " {\(block(function.body))}"
    case .class(let definition):
      definition.decorators.map { "@\(expression($0)) " }.joined()
        + "class \(definition.name)(\(definition.arguments.map(argument).joined(separator: ", "))) {\(block(definition.body))}"
    case .match(let subject, let cases):
      "match \(expression(subject)) {"
        + cases.map {
          "case \(pattern($0.pattern))\(prefixed(" if ", $0.guardExpression)) {\(block($0.body))}"
        }
        .joined(separator: " ") + "}"
    }
  }

  private static func prefixed(_ prefix: String, _ value: Expression?) -> String {
    value.map { prefix + expression($0) } ?? ""
  }

  private static func otherwiseText(_ body: [Statement]) -> String {
    body.isEmpty ? "" : " else {\(block(body))}"
  }

  private static func imported(_ names: [ImportedName]) -> String {
    names.map { $0.name + ($0.alias.map { " as \($0)" } ?? "") }.joined(separator: ", ")
  }

  static func list(_ items: [Expression]) -> String { items.map(expression).joined(separator: ", ") }

  static func expression(_ value: Expression) -> String {
    switch value.kind {
    case .constant(let constant): text(constant)
    case .name(let name): name
    case .formatted(let parts): "f\"\(formatted(parts))\""
    case .tuple(let items): items.count == 1 ? "(\(list(items)),)" : "(\(list(items)))"
    case .list(let items): "[\(list(items))]"
    case .set(let items): "{\(list(items))}"
    case .dict(let items):
      "{"
        + items.map { $0.key.map { expression($0) + ": " } ?? "**" }.enumerated()
        .map { $1 + expression(items[$0].value) }.joined(separator: ", ") + "}"
    case .starred(let inner): "*\(expression(inner))"
    case .unary(let op, let inner): "(\(op.rawValue) \(expression(inner)))"
    case .binary(let op, let left, let right): "(\(expression(left)) \(op.rawValue) \(expression(right)))"
    case .and(let items): "(" + items.map(expression).joined(separator: " and ") + ")"
    case .or(let items): "(" + items.map(expression).joined(separator: " or ") + ")"
    case .compare(let left, let rest):
      "(" + expression(left) + rest.map { " \($0.op.rawValue) \(expression($0.right))" }.joined() + ")"
    case .conditional(let test, let then, let otherwise):
      "(\(expression(then)) if \(expression(test)) else \(expression(otherwise)))"
    case .call(let function, let arguments):
      "\(expression(function))(\(arguments.map(argument).joined(separator: ", ")))"
    case .attribute(let inner, let name): "\(expression(inner)).\(name)"
    case .subscripted(let inner, let index): "\(expression(inner))[\(expression(index))]"
    case .slice(let start, let stop, let step):
      prefixed("", start) + ":" + prefixed("", stop) + prefixed(":", step)
    case .lambda(let declared, let body): "(lambda \(parameters(declared)): \(expression(body)))"
    case .listComprehension(let item, let clauses): "[\(expression(item))\(text(clauses))]"
    case .setComprehension(let item, let clauses): "{\(expression(item))\(text(clauses))}"
    case .dictComprehension(let key, let item, let clauses):
      "{\(expression(key)): \(expression(item))\(text(clauses))}"
    case .generator(let item, let clauses): "(\(expression(item))\(text(clauses)))"
    case .yield(let inner): "(yield\(prefixed(" ", inner)))"
    case .yieldFrom(let inner): "(yield from \(expression(inner)))"
    case .named(let name, let inner): "(\(name) := \(expression(inner)))"
    }
  }

  private static func text(_ constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .bool(let value): value ? "True" : "False"
    case .int(let value): "\(value)"
    case .bigInt(let digits): "big \(digits)"
    case .float(let value): "\(value)"
    case .imaginary(let digits): "\(digits)j"
    case .string(let text): "'\(text)'"
    case .bytes(let bytes): "b\(bytes)"
    case .ellipsis: "..."
    }
  }

  private static func text(_ clauses: [Comprehension]) -> String {
    clauses.map { clause in
      " for \(expression(clause.target)) in \(expression(clause.iterable))"
        + clause.conditions.map { " if \(expression($0))" }.joined()
    }.joined()
  }

  private static func formatted(_ parts: [FormattedPart]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let value, let conversion, let format):
        "{\(expression(value))\(conversion.map { "!\($0)" } ?? "")\(format.map { ":" + formatted($0) } ?? "")}"
      }
    }.joined()
  }

  private static func argument(_ argument: Argument) -> String {
    switch argument.kind {
    case .positional: expression(argument.value)
    case .keyword(let name): "\(name)=\(expression(argument.value))"
    case .star: "*\(expression(argument.value))"
    case .doubleStar: "**\(expression(argument.value))"
    }
  }

  private static func parameters(_ declared: Parameters) -> String {
    func text(_ parameter: Parameter) -> String {
      parameter.name + prefixed(": ", parameter.annotation) + prefixed("=", parameter.defaultValue)
    }
    var all = declared.positionalOnly.map(text)
    if !all.isEmpty { all.append("/") }
    all += declared.regular.map(text)
    if let star = declared.star {
      all.append("*" + text(star))
    } else if !declared.keywordOnly.isEmpty {
      all.append("*")
    }
    all += declared.keywordOnly.map(text)
    if let doubleStar = declared.doubleStar { all.append("**" + text(doubleStar)) }
    return all.joined(separator: ", ")
  }

  static func pattern(_ pattern: Pattern) -> String {
    switch pattern {
    case .value(let value): return expression(value)
    case .capture(let name): return name ?? "_"
    case .sequence(let items): return "[" + items.map(Self.pattern).joined(separator: ", ") + "]"
    case .star(let name): return "*\(name ?? "_")"
    case .mapping(let keys, let patterns, let rest):
      let items =
        zip(keys, patterns).map { "\(expression($0)): \(Self.pattern($1))" }
        + (rest.map { ["**\($0)"] } ?? [])
      return "{" + items.joined(separator: ", ") + "}"
    case .instance(let type, let positional, let keywords):
      let items = positional.map(Self.pattern) + keywords.map { "\($0.0)=\(Self.pattern($0.1))" }
      return "\(expression(type))(" + items.joined(separator: ", ") + ")"
    case .or(let items): return "(" + items.map(Self.pattern).joined(separator: " | ") + ")"
    case .alias(let inner, let name): return "(\(Self.pattern(inner)) as \(name))"
    }
  }
}
