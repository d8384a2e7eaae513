/// `list`
enum ListType {
  static func attach() {
    Types.list.doc = "A sequence that can change."
    Types.list.constructor = BuiltinObject(
      entry: Entry(
        "list", "(iterable=_, /)", doc: "A list of the items of an iterable.",
        example: "list('abc')\n#> ['a', 'b', 'c']"
      ) { arguments in
        if arguments[0].isUnset { return .list([]) }
        let items = try arguments.items(0)
        return .list(try Array(copying: items))
      }, owner: nil)
    Types.list.loadEntries = { entries }
  }

  nonisolated(unsafe) static let entries: [Entry] = [
    Method.list(
      "append", "(self, object, /)", doc: "Adds an item at the end.",
      example: "a = [1]\na.append(2)\nprint(a)\n#> [1, 2]"
    ) { list, arguments in
      list.items.append(arguments[1])
      return .none
    },
    Method.list(
      "extend", "(self, iterable, /)", doc: "Adds all items of an iterable at the end.",
      example: "a = [1]\na.extend((2, 3))\nprint(a)\n#> [1, 2, 3]"
    ) { list, arguments in
      let items = try arguments.items(1)
      try list.items.append(interruptibly: items, 0..<items.count)
      return .none
    },
    Method.list(
      "insert", "(self, index, object, /)", doc: "Puts an item before the position `index`.",
      example: "a = [1, 3]\na.insert(1, 2)\nprint(a)\n#> [1, 2, 3]"
    ) { list, arguments in
      var index = try arguments.int(1)
      if index < 0 { index = max(0, index &+ list.items.count) }
      list.items.insert(arguments[2], at: min(index, list.items.count))
      return .none
    },
    Method.list(
      "pop", "(self, index=-1, /)", doc: "Takes out and gives the item at `index`, the last one by default.",
      example: "[1, 2, 3].pop()\n#> 3"
    ) { list, arguments in
      var index = try arguments.int(1)
      if list.items.isEmpty { throw PyError.indexError("pop from empty list") }
      if index < 0 { index &+= list.items.count }
      guard list.items.indices.contains(index) else { throw PyError.indexError("pop index out of range") }
      return list.items.remove(at: index)
    },
    Method.list(
      "remove", "(self, value, /)", doc: "Takes out the first item that equals the value.",
      example: "a = [1, 2, 1]\na.remove(1)\nprint(a)\n#> [2, 1]"
    ) { list, arguments in
      guard let index = try position(of: arguments[1], in: list, 0, .max, arguments.vm) else {
        throw PyError.valueError("list.remove(x): x not in list")
      }
      if index < list.items.count { list.items.remove(at: index) }
      return .none
    },
    Method.list(
      "clear", "(self, /)", doc: "Takes out all items.", example: "a = [1]\na.clear()\nprint(a)\n#> []"
    ) {
      list, _ in
      list.items.removeAll()
      return .none
    },
    Method.list(
      "copy", "(self, /)", doc: "A new list with the same items.", example: "[1, 2].copy()\n#> [1, 2]"
    ) {
      list, _ in .list(try Array(copying: list.items))
    },
    Method.list(
      "index", "(self, value, start=0, stop=_, /)",
      doc: "The first position of an item that equals the value.",
      example: "['a', 'b'].index('b')\n#> 1"
    ) { list, arguments in
      let start = try arguments.int(2)
      let stop = arguments[3].isUnset ? Int.max : try arguments.int(3)
      guard let index = try position(of: arguments[1], in: list, start, stop, arguments.vm) else {
        throw PyError.valueError("\(try arguments.vm.repr(arguments[1])) is not in list")
      }
      return .int(index)
    },
    Method.list(
      "count", "(self, value, /)", doc: "How many items equal the value.", example: "[1, 2, 1].count(1)\n#> 2"
    ) { list, arguments in
      var count = 0
      var index = 0
      while index < list.items.count, !Interpreter.isInterrupted(at: index) {
        if try arguments.vm.sameKey(list.items[index], arguments[1]) { count += 1 }
        index += 1
      }
      return .int(count)
    },
    Method.list(
      "reverse", "(self, /)", doc: "Turns the list round, in place.",
      example: "a = [1, 2]\na.reverse()\nprint(a)\n#> [2, 1]"
    ) { list, _ in
      let count = list.items.count
      for index in (0..<(count / 2)).untilInterrupt { list.items.swapAt(index, count - 1 - index) }
      return .none
    },
    Method.list(
      "sort", "(self, /, *, key=None, reverse=False)",
      doc: "Sorts the list in place; equal items keep their order.",
      example: "a = [3, 1, 2]\na.sort(reverse=True)\nprint(a)\n#> [3, 2, 1]"
    ) { list, arguments in
      // While it is being sorted the list is empty, as in CPython.
      let items = list.items
      list.items = []
      do {
        let sorted = try Sorter.sorted(
          items, key: arguments[1], reverse: arguments.bool(2), arguments.vm)
        let wasChanged = !list.items.isEmpty
        list.items = sorted
        if wasChanged { throw PyError.valueError("list modified during sort") }
      } catch {
        if list.items.isEmpty { list.items = items }
        throw error
      }
      return .none
    },
  ]

  /// The first position between `start` and `stop` (which may count from the end) of an equal item.
  private static func position(
    of value: Value, in list: ListObject, _ start: Int, _ stop: Int, _ vm: Interpreter
  ) throws -> Int? {
    let count = list.items.count
    var index = start < 0 ? max(0, start &+ count) : start
    let end = stop < 0 ? max(0, stop &+ count) : stop
    while index < end, index < list.items.count {
      if Interpreter.isInterrupted(at: index) { throw vm.keyboardInterrupt() }
      if try vm.sameKey(list.items[index], value) { return index }
      index += 1
    }
    return nil
  }
}

/// `tuple`
enum TupleType {
  static func attach() {
    Types.tuple.doc = "A sequence that cannot change."
    Types.tuple.constructor = BuiltinObject(
      entry: Entry(
        "tuple", "(iterable=_, /)", doc: "A tuple of the items of an iterable.",
        example: "tuple([1, 2])\n#> (1, 2)"
      ) { arguments in
        if arguments[0].isUnset { return .tuple([]) }
        if case .tuple(let tuple) = arguments[0], tuple.type === Types.tuple { return arguments[0] }
        return .tuple(try arguments.items(0))
      }, owner: nil)
    Types.tuple.loadEntries = { entries }
  }

  nonisolated(unsafe) static let entries: [Entry] = [
    Method.tuple(
      "index", "(self, value, start=0, stop=_, /)",
      doc: "The first position of an item that equals the value.",
      example: "('a', 'b').index('b')\n#> 1"
    ) { tuple, arguments in
      let count = tuple.items.count
      var start = try arguments.int(2)
      var stop = arguments[3].isUnset ? Int.max : try arguments.int(3)
      if start < 0 { start = max(0, start &+ count) }
      if stop < 0 { stop = max(0, stop &+ count) }
      var index = start
      while index < min(stop, count) {
        if Interpreter.isInterrupted(at: index) { throw arguments.vm.keyboardInterrupt() }
        if try arguments.vm.sameKey(tuple.items[index], arguments[1]) { return .int(index) }
        index += 1
      }
      throw PyError.valueError("tuple.index(x): x not in tuple")
    },
    Method.tuple(
      "count", "(self, value, /)", doc: "How many items equal the value.", example: "(1, 2, 1).count(1)\n#> 2"
    ) { tuple, arguments in
      .int(
        try tuple.items.untilInterrupt.reduce(0) { try $0 + (arguments.vm.sameKey($1, arguments[1]) ? 1 : 0) }
      )
    },
  ]
}
