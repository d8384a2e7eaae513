/// The parts of nodes, for passes that walk the whole tree without recursion.
extension Expression {
  /// The expressions directly inside, in the order of the source; those in an own scope (a lambda's body, a comprehension)
  /// are left out.
  func children() -> [Expression] {
    switch kind {
    case .constant, .name, .listComprehension, .setComprehension, .dictComprehension, .generator: []
    case .formatted(let parts): Self.children(parts)
    case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items): items
    case .dict(let items): items.flatMap { item in item.key.map { [$0, item.value] } ?? [item.value] }
    case .starred(let value), .unary(_, let value), .attribute(let value, _), .yieldFrom(let value),
      .named(_, let value):
      [value]
    case .binary(_, let left, let right), .subscripted(let left, let right): [left, right]
    case .compare(let left, let rest): [left] + rest.map(\.right)
    case .conditional(let test, let then, let otherwise): [test, then, otherwise]
    case .call(let function, let arguments): [function] + arguments.map(\.value)
    case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
    case .lambda(let parameters, _): parameters.all.compactMap(\.defaultValue)
    case .yield(let value): value.map { [$0] } ?? []
    }
  }

  private static func children(_ parts: [FormattedPart]) -> [Expression] {
    parts.flatMap { part -> [Expression] in
      guard case .field(let value, _, let format) = part else { return [] }
      return [value] + children(format ?? [])
    }
  }
}

extension Parameters {
  /// All parameters, in the order in which Python's own checks look at them.
  var all: [Parameter] {
    positionalOnly + regular + keywordOnly + [star, doubleStar].compactMap { $0 }
  }
}

extension Pattern {
  /// The names that a pattern binds, in order, repeated where it repeats them.
  var names: [String] {
    switch self {
    case .value: []
    case .capture(let name), .star(let name): name.map { [$0] } ?? []
    case .sequence(let items): items.flatMap(\.names)
    case .mapping(_, let patterns, let rest): patterns.flatMap(\.names) + (rest.map { [$0] } ?? [])
    case .instance(_, let positional, let keywords):
      positional.flatMap(\.names) + keywords.flatMap { $0.1.names }
    case .or(let alternatives): alternatives.first?.names ?? []
    case .alias(let pattern, let name): pattern.names + [name]
    }
  }

  /// The expressions that a pattern compares with.
  var values: [Expression] {
    switch self {
    case .value(let value): [value]
    case .capture, .star: []
    case .sequence(let items), .or(let items): items.flatMap(\.values)
    case .mapping(let keys, let patterns, _): keys + patterns.flatMap(\.values)
    case .instance(let type, let positional, let keywords):
      [type] + positional.flatMap(\.values) + keywords.flatMap { $0.1.values }
    case .alias(let pattern, _): pattern.values
    }
  }
}
