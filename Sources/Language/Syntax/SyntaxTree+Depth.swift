/// How deep a tree is. Whoever walks it by recursion, and the release of its memory, needs a bound.
extension Expression.Kind {
  /// The depth of the deepest child.
  var childDepth: UInt16 {
    switch self {
    case .constant, .name: 0
    case .formatted(let parts): Self.depth(parts)
    case .tuple(let items), .list(let items), .set(let items), .and(let items), .or(let items):
      Self.depth(items)
    case .dict(let items): items.reduce(0) { max($0, $1.key?.depth ?? 0, $1.value.depth) }
    case .starred(let value), .unary(_, let value), .attribute(let value, _), .yieldFrom(let value),
      .named(_, let value):
      value.depth
    case .binary(_, let left, let right), .subscripted(let left, let right): max(left.depth, right.depth)
    case .compare(let left, let rest): rest.reduce(left.depth) { max($0, $1.right.depth) }
    case .conditional(let test, let then, let otherwise): max(test.depth, then.depth, otherwise.depth)
    case .call(let function, let arguments): arguments.reduce(function.depth) { max($0, $1.value.depth) }
    case .slice(let start, let stop, let step): max(start?.depth ?? 0, stop?.depth ?? 0, step?.depth ?? 0)
    case .lambda(let parameters, let body): max(parameters.depth, body.depth)
    case .listComprehension(let value, let clauses), .setComprehension(let value, let clauses),
      .generator(let value, let clauses):
      max(value.depth, Self.depth(clauses))
    case .dictComprehension(let key, let value, let clauses): max(key.depth, value.depth, Self.depth(clauses))
    case .yield(let value): value?.depth ?? 0
    }
  }

  private static func depth(_ items: [Expression]) -> UInt16 { items.reduce(0) { max($0, $1.depth) } }

  private static func depth(_ clauses: [Comprehension]) -> UInt16 {
    clauses.reduce(0) { max($0, $1.target.depth, $1.iterable.depth, depth($1.conditions)) }
  }

  private static func depth(_ parts: [FormattedPart]) -> UInt16 {
    parts.reduce(0) { deepest, part in
      guard case .field(let value, _, let format) = part else { return deepest }
      return max(deepest, value.depth, depth(format ?? []) &+ 1)
    }
  }
}

extension Parameters {
  /// The depth of the deepest default value.
  var depth: UInt16 {
    var deepest: UInt16 = 0
    for parameter in positionalOnly + regular + keywordOnly {
      deepest = max(deepest, parameter.defaultValue?.depth ?? 0)
    }
    return deepest
  }
}
