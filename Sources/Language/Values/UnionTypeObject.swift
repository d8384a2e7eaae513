/// `int | str`: what `isinstance` and hints take for "one of these".
final class UnionTypeObject: Object {
  /// Types and None, each once.
  let members: [Value]

  init(_ members: [Value]) {
    self.members = members
    super.init(type: Types.unionType)
  }

  /// The union of two types, unions or None; nil where a value is none of them, or both are None.
  static func joining(_ a: Value, _ b: Value) -> Value? {
    guard let left = members(a), let right = members(b), !(a.isNone && b.isNone) else { return nil }
    var joined = left
    for member in right where !joined.contains(where: { $0.isIdentical(to: member) }) {
      joined.append(member)
    }
    return joined.count == 1 ? joined[0] : .object(UnionTypeObject(joined))
  }

  private static func members(_ value: Value) -> [Value]? {
    switch value {
    case .type, .none: [value]
    case .object(let union as UnionTypeObject): union.members
    default: nil
    }
  }

  var text: String {
    members.map { member in
      guard case .type(let type) = member else { return "None" }
      return type.module == "builtins" ? type.qualifiedName : "\(type.module).\(type.qualifiedName)"
    }.joined(separator: " | ")
  }
}

extension Types {
  nonisolated(unsafe) static let unionType: TypeObject = {
    let type = TypeObject("UnionType", bases: [object], module: "types")
    type.registersOperators = true
    type.loadEntries = {
      [
        Entry("__repr__", "(self, /)") { a in
          guard case .object(let union as UnionTypeObject) = a[0] else { return .none }
          return .string(union.text)
        },
        Entry("__eq__", "(self, other, /)") { a in
          guard case .object(let x as UnionTypeObject) = a[0], case .object(let y as UnionTypeObject) = a[1]
          else { return .notImplemented }
          return .bool(
            x.members.count == y.members.count
              && x.members.allSatisfy { member in y.members.contains { $0.isIdentical(to: member) } })
        },
        Entry("__hash__", "(self, /)") { a in .int(0x55_4E49_4F4E) },
      ]
    }
    return type
  }()
}
