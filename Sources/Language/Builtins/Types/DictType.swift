/// `dict` and its views
enum DictType {
  static func attach() {
    Types.dict.doc = "Values by key, in the order of insertion."
    Types.dict.constructor = BuiltinObject(
      entry: Entry(
        "dict", "(source=_, /, **kwargs)", doc: "A dict from a mapping or from pairs, and from keywords.",
        example: "dict([('a', 1)], b=2)\n#> {'a': 1, 'b': 2}"
      ) { arguments in
        let dict = DictObject()
        try update(dict, arguments[0], arguments.keywords(1), arguments.vm)
        return .dict(dict)
      }, owner: nil)
    Types.dict.loadEntries = { entries }
    for type in [Types.dictKeys, Types.dictItems] { type.loadEntries = { viewEntries } }
  }

  nonisolated(unsafe) static let entries: [Entry] = [
    Method.dict(
      "get", "(self, key, default=None, /)", doc: "The value of a key, or the default where there is none.",
      example: "{'a': 1}.get('b', 0)\n#> 0"
    ) { dict, arguments in try dict.get(arguments[1], arguments.vm) ?? arguments[2] },
    Method.dict(
      "keys", "(self, /)", doc: "A view of the keys.", example: "{'a': 1}.keys()\n#> dict_keys(['a'])"
    ) { dict, _ in .object(DictViewObject(dict, .keys)) },
    Method.dict(
      "values", "(self, /)", doc: "A view of the values.", example: "{'a': 1}.values()\n#> dict_values([1])"
    ) { dict, _ in .object(DictViewObject(dict, .values)) },
    Method.dict(
      "items", "(self, /)", doc: "A view of the pairs.",
      example: "{'a': 1}.items()\n#> dict_items([('a', 1)])"
    ) { dict, _ in .object(DictViewObject(dict, .items)) },
    Method.dict(
      "pop", "(self, key, default=_, /)", doc: "Takes out a key and gives its value, or the default.",
      example: "{'a': 1}.pop('a')\n#> 1"
    ) { dict, arguments in
      if let value = try dict.remove(arguments[1], arguments.vm) { return value }
      if arguments[2].isUnset { throw PyError.keyError(arguments[1]) }
      return arguments[2]
    },
    Method.dict(
      "popitem", "(self, /)", doc: "Takes out the pair that was put in last.",
      example: "{'a': 1}.popitem()\n#> ('a', 1)"
    ) { dict, _ in
      guard let position = dict.entries.indices.last(where: { !dict.entries[$0].key.isUnset }) else {
        throw PyError.keyError(.string("popitem(): dictionary is empty"))
      }
      let pair = Value.tuple([dict.key(at: position), dict.value(at: position)])
      dict.removeEntry(at: position)
      return pair
    },
    Method.dict(
      "setdefault", "(self, key, default=None, /)",
      doc: "The value of a key, which is set to the default if missing.",
      example: "d = {}\nd.setdefault('a', []).append(1)\nprint(d)\n#> {'a': [1]}"
    ) { dict, arguments in
      if let value = try dict.get(arguments[1], arguments.vm) { return value }
      try dict.set(arguments[1], arguments[2], arguments.vm)
      return arguments[2]
    },
    Method.dict(
      "update", "(self, source=_, /, **kwargs)",
      doc: "Puts in the pairs of a mapping or iterable, and keywords.",
      example: "d = {'a': 1}\nd.update(b=2)\nprint(d)\n#> {'a': 1, 'b': 2}"
    ) { dict, arguments in
      try update(dict, arguments[1], arguments.keywords(2), arguments.vm)
      return .none
    },
    Method.dict(
      "copy", "(self, /)", doc: "A new dict with the same pairs.", example: "{'a': 1}.copy()\n#> {'a': 1}"
    ) {
      dict, _ in .dict(try dict.copied())
    },
    Method.dict(
      "clear", "(self, /)", doc: "Takes out all pairs.", example: "d = {1: 2}\nd.clear()\nprint(d)\n#> {}"
    ) { dict, _ in
      dict.removeAll()
      return .none
    },
    Entry(
      "fromkeys", "(type, iterable, value=None, /)", kind: .classMethod,
      doc: "A dict with the same value for all keys.",
      example: "dict.fromkeys('ab', 0)\n#> {'a': 0, 'b': 0}"
    ) { arguments in
      let made: Value
      if case .type(let type) = arguments[0], type !== Types.dict {
        made = try arguments.vm.call(.type(type), [])
      } else {
        made = .dict(DictObject())
      }
      for key in try arguments.items(1).untilInterrupt { try arguments.vm.setItem(made, key, arguments[2]) }
      return made
    },
  ]

  /// `dict.update`
  static func update(_ dict: DictObject, _ source: Value, _ keywords: DictObject?, _ vm: Interpreter) throws {
    switch source {
    case .unset: break
    case .dict(let other):
      for (key, value) in other.items.untilInterrupt { try dict.set(key, value, vm) }
    default:
      if let keys = try vm.findAttribute(source, StringObject.interned("keys")) {
        for key in try vm.items(of: vm.call(keys, [])).untilInterrupt {
          try dict.set(key, vm.getItem(source, key), vm)
        }
      } else {
        try putPairs(dict, source, vm)
      }
    }
    if let keywords { for (key, value) in keywords.items { try dict.set(key, value, vm) } }
  }

  private static func putPairs(_ dict: DictObject, _ source: Value, _ vm: Interpreter) throws {
    let iterator = try vm.iterator(source)
    var index = 0
    while let item = try iterator.following(vm) {
      let pair: [Value]
      do {
        pair = try vm.items(of: item)
      } catch let error as PyError where error.exception.type === Types.typeError {
        throw PyError.typeError("cannot convert dictionary update sequence element #\(index) to a sequence")
      }
      guard pair.count == 2 else {
        throw PyError.valueError(
          "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
      }
      try dict.set(pair[0], pair[1], vm)
      index += 1
    }
  }

  nonisolated(unsafe) static let viewEntries: [Entry] = [
    Entry(
      "isdisjoint", "(self, other, /)", doc: "Whether no item is in the other.",
      example: "{'a': 1}.keys().isdisjoint(['b'])\n#> True"
    ) { arguments in
      for item in try arguments.items(1).untilInterrupt where try arguments.vm.contains(arguments[0], item) {
        return .bool(false)
      }
      return .bool(true)
    }
  ]
}
