/// `set` and `frozenset`
enum SetType {
  static func attach() {
    Types.set.doc = "Different items without an order."
    Types.frozenset.doc = "A set that cannot change."
    Types.set.constructor = BuiltinObject(
      entry: Entry(
        "set", "(iterable=_, /)", doc: "A set of the items of an iterable.", example: "set([1, 1])\n#> {1}"
      ) {
        arguments in .set(try made(arguments[0], isFrozen: false, arguments.vm))
      }, owner: nil)
    Types.frozenset.constructor = BuiltinObject(
      entry: Entry(
        "frozenset", "(iterable=_, /)", doc: "A frozen set of the items of an iterable.",
        example: "frozenset([1, 1])\n#> frozenset({1})"
      ) { arguments in
        if case .set(let set) = arguments[0], set.type === Types.frozenset { return arguments[0] }
        return .set(try made(arguments[0], isFrozen: true, arguments.vm))
      }, owner: nil)
    Types.set.loadEntries = { readingEntries + changingEntries }
    Types.frozenset.loadEntries = { readingEntries }
  }

  /// A new set of the items of an iterable; sets are merged table by table, as CPython does.
  private static func made(_ source: Value, isFrozen: Bool, _ vm: Interpreter) throws -> SetObject {
    let set = SetObject(isFrozen: isFrozen)
    if !source.isUnset { try addAll(source, to: set, vm) }
    return set
  }

  private static func addAll(_ source: Value, to set: SetObject, _ vm: Interpreter) throws {
    if case .set(let other) = source {
      try set.merge(other, vm)
      return
    }
    for item in try vm.items(of: source).untilInterrupt { try set.add(item, vm) }
  }

  private static func asSet(_ value: Value, _ vm: Interpreter) throws -> SetObject {
    if case .set(let set) = value { return set }
    return try made(value, isFrozen: false, vm)
  }

  private static func intersection(_ set: SetObject, _ other: Value, _ vm: Interpreter) throws -> SetObject {
    if case .set(let other) = other { return try vm.combine(.bitAnd, set, other) }
    let result = SetObject(isFrozen: set.isFrozen)
    for item in try vm.items(of: other).untilInterrupt where try set.contains(item, vm) {
      try result.add(item, vm)
    }
    return result
  }

  private static func subtract(_ other: Value, from set: SetObject, _ vm: Interpreter) throws {
    if case .set(let other) = other, other === set {
      set.removeAll()
      return
    }
    for item in try vm.items(of: other).untilInterrupt { try set.remove(item, vm) }
  }

  private static func replace(_ set: SetObject, with new: SetObject, _ vm: Interpreter) throws {
    try set.replaceAll(with: new, vm)
  }

  nonisolated(unsafe) private static let readingEntries: [Entry] = [
    Method.set("copy", "(self, /)", doc: "A new set with the same items.", example: "{1}.copy()\n#> {1}") {
      set, arguments in .set(set.isFrozen ? set : try set.copy(isFrozen: false, arguments.vm))
    },
    Method.set(
      "union", "(self, /, *others)", doc: "The items of all of them.",
      example: "{1}.union([2], [3])\n#> {1, 2, 3}"
    ) { set, arguments in
      let result = try set.copy(isFrozen: set.isFrozen, arguments.vm)
      for other in arguments.rest(1) { try addAll(other, to: result, arguments.vm) }
      return .set(result)
    },
    Method.set(
      "intersection", "(self, /, *others)", doc: "The items that are in all of them.",
      example: "{1, 2}.intersection([2, 3])\n#> {2}"
    ) { set, arguments in
      var result = set
      let others = arguments.rest(1)
      if others.isEmpty { return .set(try set.copy(isFrozen: set.isFrozen, arguments.vm)) }
      for other in others { result = try intersection(result, other, arguments.vm) }
      return .set(result)
    },
    Method.set(
      "difference", "(self, /, *others)", doc: "The items that are in none of the others.",
      example: "{1, 2}.difference([2])\n#> {1}"
    ) { set, arguments in
      let vm = arguments.vm
      var result = set
      let others = arguments.rest(1)
      if others.isEmpty { return .set(try set.copy(isFrozen: set.isFrozen, vm)) }
      for other in others { result = try vm.combine(.subtract, result, asSet(other, vm)) }
      return .set(result)
    },
    Method.set(
      "symmetric_difference", "(self, other, /)", doc: "The items that are in one of the two.",
      example: "{1, 2}.symmetric_difference([2, 3])\n#> {1, 3}"
    ) { set, arguments in .set(try arguments.vm.combine(.bitXor, set, asSet(arguments[1], arguments.vm))) },
    Method.set(
      "issubset", "(self, other, /)", doc: "Whether the other has every item.",
      example: "{1}.issubset([1, 2])\n#> True"
    ) { set, arguments in
      let other = try asSet(arguments[1], arguments.vm)
      return .bool(
        try set.count <= other.count
          && set.items.untilInterrupt.allSatisfy { try other.contains($0, arguments.vm) })
    },
    Method.set(
      "issuperset", "(self, other, /)", doc: "Whether every item of the other is here.",
      example: "{1, 2}.issuperset([1])\n#> True"
    ) { set, arguments in
      .bool(try arguments.items(1).allSatisfy { try set.contains($0, arguments.vm) })
    },
    Method.set(
      "isdisjoint", "(self, other, /)", doc: "Whether no item is in both.",
      example: "{1}.isdisjoint([2])\n#> True"
    ) { set, arguments in
      .bool(try !arguments.items(1).contains { try set.contains($0, arguments.vm) })
    },
  ]

  nonisolated(unsafe) private static let changingEntries: [Entry] = [
    Method.set(
      "add", "(self, object, /)", doc: "Puts in an item.", example: "s = {1}\ns.add(2)\nprint(s)\n#> {1, 2}"
    ) {
      set, arguments in
      try set.add(arguments[1], arguments.vm)
      return .none
    },
    Method.set(
      "remove", "(self, object, /)", doc: "Takes out an item; KeyError where it is not there.",
      example: "s = {1, 2}\ns.remove(1)\nprint(s)\n#> {2}"
    ) { set, arguments in
      if try !set.remove(arguments[1], arguments.vm) { throw PyError.keyError(arguments[1]) }
      return .none
    },
    Method.set(
      "discard", "(self, object, /)", doc: "Takes out an item if it is there.",
      example: "s = {1}\ns.discard(5)\nprint(s)\n#> {1}"
    ) { set, arguments in
      try set.remove(arguments[1], arguments.vm)
      return .none
    },
    Method.set("pop", "(self, /)", doc: "Takes out some item and gives it.", example: "{7}.pop()\n#> 7") {
      set, _ in
      guard let item = set.popFirst() else { throw PyError.keyError(.string("pop from an empty set")) }
      return item
    },
    Method.set(
      "clear", "(self, /)", doc: "Takes out all items.", example: "s = {1}\ns.clear()\nprint(s)\n#> set()"
    ) {
      set, _ in
      set.removeAll()
      return .none
    },
    Method.set(
      "update", "(self, /, *others)", doc: "Puts in the items of all of them.",
      example: "s = {1}\ns.update([2], [3])\nprint(s)\n#> {1, 2, 3}"
    ) { set, arguments in
      for other in arguments.rest(1) { try addAll(other, to: set, arguments.vm) }
      return .none
    },
    Method.set(
      "intersection_update", "(self, /, *others)", doc: "Keeps the items that are in all of them.",
      example: "s = {1, 2}\ns.intersection_update([2])\nprint(s)\n#> {2}"
    ) { set, arguments in
      var result = set
      for other in arguments.rest(1) { result = try intersection(result, other, arguments.vm) }
      if result !== set { try replace(set, with: result, arguments.vm) }
      return .none
    },
    Method.set(
      "difference_update", "(self, /, *others)", doc: "Takes out the items of all the others.",
      example: "s = {1, 2}\ns.difference_update([2])\nprint(s)\n#> {1}"
    ) { set, arguments in
      for other in arguments.rest(1) { try subtract(other, from: set, arguments.vm) }
      return .none
    },
    Method.set(
      "symmetric_difference_update", "(self, other, /)", doc: "Keeps the items that are in one of the two.",
      example: "s = {1, 2}\ns.symmetric_difference_update([2, 3])\nprint(s)\n#> {1, 3}"
    ) { set, arguments in
      let other = try asSet(arguments[1], arguments.vm)
      for item in other === set ? set.items : other.items {
        if try !set.remove(item, arguments.vm) { try set.add(item, arguments.vm) }
      }
      return .none
    },
  ]
}
