import Language

/// `itertools`
enum ItertoolsModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [:]
    for (name, type) in types { values[name] = { .type(type) } }
    let module = ModuleObject("itertools", entries: [tee], values: values)
    module.doc = "Iterators that build on iterators."
    return module
  }

  /// An iterator of this module: a closure and the type that it shows.
  private static func iterator(_ name: String, _ body: @escaping (Interpreter) throws -> Value?) -> Value {
    .iterator(ClosureIterator(type: types[name] ?? Types.iterator, body))
  }

  nonisolated(unsafe) private static let types: [String: TypeObject] = {
    var types: [String: TypeObject] = [:]
    func add(
      _ name: String, _ signature: String, _ doc: String, _ example: String, entries: [Entry] = [],
      _ make: @escaping Entry.Body
    ) {
      types[name] = .library(
        name, module: "itertools", base: Types.iterator, doc: doc, example: example, constructor: signature,
        entries: { entries },
        make: make)
    }
    addEndless(add)
    addFilters(add)
    Combinatorics.add { name, signature, doc, example, make in add(name, signature, doc, example, make) }
    return types
  }()

  private typealias Adder = (String, String, String, String, [Entry], @escaping Entry.Body) -> Void

  // MARK: Endless iterators

  /// `itertools.count`
  private final class Counter: IteratorObject {
    var value: Value
    let step: Value

    init(_ value: Value, _ step: Value, type: TypeObject) {
      self.value = value
      self.step = step
      super.init(type: type)
    }

    override func next(_ vm: Interpreter) throws -> Value? {
      let current = value
      value = try vm.binary(.add, current, step)
      return current
    }
  }

  /// `itertools.repeat`
  private final class Repeater: IteratorObject {
    let value: Value
    var left: Int?

    init(_ value: Value, _ left: Int?, type: TypeObject) {
      self.value = value
      self.left = left
      super.init(type: type)
    }

    override func next(_ vm: Interpreter) throws -> Value? {
      if let left {
        if left == 0 { return nil }
        self.left = left - 1
      }
      return value
    }

    override var remaining: Int? { left }
  }

  private static func addEndless(_ add: Adder) {
    add(
      "count", "(start=0, step=1)", "start, start + step, … without end.",
      "import itertools\nprint(list(zip(itertools.count(1), 'ab')))\n#> [(1, 'a'), (2, 'b')]",
      [
        Entry("__repr__", "(self, /)") { a in
          let counter = try a.receiver(Counter.self)
          var text = "count(" + (try a.vm.repr(counter.value))
          if case .int(1) = counter.step {} else { text += ", " + (try a.vm.repr(counter.step)) }
          return .string(text + ")")
        }
      ]
    ) { a in
      guard a[0].number != nil, a[1].number != nil else { throw PyError.typeError("a number is required") }
      return .iterator(Counter(a[0], a[1], type: type("count")))
    }
    add(
      "repeat", "(object, times=_)", "The same object again and again.",
      "import itertools\nprint(list(itertools.repeat(0, 3)))\n#> [0, 0, 0]",
      [
        Entry("__repr__", "(self, /)") { a in
          let repeater = try a.receiver(Repeater.self)
          return .string(
            "repeat(\(try a.vm.repr(repeater.value))" + (repeater.left.map { ", \($0)" } ?? "") + ")")
        },
        Entry("__len__", "(self, /)") { a in
          guard let left = try a.receiver(Repeater.self).left else {
            throw PyError.typeError("len() of unsized object")
          }
          return .int(left)
        },
      ]
    ) { a in
      .iterator(Repeater(a[0], a[1].isUnset ? nil : max(0, try a.int(1)), type: type("repeat")))
    }
    add(
      "cycle", "(iterable, /)", "All items, over and over.",
      "import itertools\ncolors = itertools.cycle('rgb')\nprint([next(colors) for _ in range(5)])\n#> ['r', 'g', 'b', 'r', 'g']",
      []
    ) { a in
      let source = try a.vm.iterator(a[0])
      var saved: [Value] = []
      var position: Int?
      return iterator("cycle") { vm in
        if position == nil {
          if let item = try source.next(vm) {
            saved.append(item)
            return item
          }
          if saved.isEmpty { return nil }
          position = 0
        }
        let index = position ?? 0
        position = (index + 1) % saved.count
        return saved[index]
      }
    }
  }

  private static func type(_ name: String) -> TypeObject { types[name] ?? Types.iterator }

  // MARK: Filters and joins

  /// The iterables one behind the other.
  private static func chained(_ sources: IteratorObject) -> Value {
    var current: IteratorObject?
    return iterator("chain") { vm in
      while true {
        if let item = try current?.next(vm) { return item }
        guard let next = try sources.next(vm) else { return nil }
        current = try vm.iterator(next)
      }
    }
  }

  private static func addFilters(_ add: Adder) {
    add(
      "chain", "(*iterables)", "The items of one iterable behind those of the other.",
      "import itertools\nprint(list(itertools.chain([1, 2], [3])))\n#> [1, 2, 3]",
      [
        Entry("from_iterable", "(type, iterable, /)", kind: .classMethod) { a in
          chained(try a.vm.iterator(a[1]))
        }
      ]
    ) { a in chained(ItemsIterator(a.rest(0))) }
    add(
      "islice", "(iterable, start, stop=_, step=None, /)", "The items of a slice.",
      "import itertools\nprint(list(itertools.islice(range(100), 2, 8, 2)))\n#> [2, 4, 6]", []
    ) { a in
      func bound(_ index: Int, _ message: String) throws -> Int? {
        if !a.isGiven(index) { return nil }
        guard let value = a[index].index, value >= 0 else { throw PyError.valueError(message) }
        return value
      }
      let message = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
      let stopMessage = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
      let isShort = a[2].isUnset
      var next = isShort ? 0 : try bound(1, message) ?? 0
      let stop = isShort ? try bound(1, stopMessage) : try bound(2, stopMessage)
      let step = try bound(3, "Step for islice() must be a positive integer or None.") ?? 1
      if step == 0 { throw PyError.valueError("Step for islice() must be a positive integer or None.") }
      let source = try a.vm.iterator(a[0])
      var position = 0
      return iterator("islice") { vm in
        let wanted = min(next, stop ?? Int.max)
        while position < wanted {
          guard try source.next(vm) != nil else { return nil }
          position += 1
          if position & 0xFFF == 0 { try vm.checkInterrupt() }
        }
        if let stop, next >= stop { return nil }
        guard let item = try source.next(vm) else { return nil }
        position += 1
        next = next.addingReportingOverflow(step).overflow ? Int.max : next + step
        return item
      }
    }
    add(
      "takewhile", "(predicate, iterable, /)", "Items up to the first that fails.",
      "import itertools\nprint(list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])))\n#> [1, 2]", []
    ) { a in
      let (test, source) = (a[0], try a.vm.iterator(a[1]))
      return iterator("takewhile") { vm in
        guard let item = try source.next(vm), try vm.isTrue(vm.call(test, [item])) else { return nil }
        return item
      }
    }
    add(
      "dropwhile", "(predicate, iterable, /)", "Items from the first that fails.",
      "import itertools\nprint(list(itertools.dropwhile(lambda x: x < 3, [1, 2, 3, 1])))\n#> [3, 1]", []
    ) { a in
      let (test, source) = (a[0], try a.vm.iterator(a[1]))
      var started = false
      return iterator("dropwhile") { vm in
        while let item = try source.following(vm) {
          if started { return item }
          if try !vm.isTrue(vm.call(test, [item])) {
            started = true
            return item
          }
        }
        return nil
      }
    }
    add(
      "filterfalse", "(function, iterable, /)", "Items that fail.",
      "import itertools\nprint(list(itertools.filterfalse(lambda x: x % 2, range(5))))\n#> [0, 2, 4]", []
    ) { a in
      let (test, source) = (a[0], try a.vm.iterator(a[1]))
      return iterator("filterfalse") { vm in
        while let item = try source.following(vm) {
          if try !vm.isTrue(test.isNone ? item : vm.call(test, [item])) { return item }
        }
        return nil
      }
    }
    add(
      "compress", "(data, selectors)", "Items whose selector is true.",
      "import itertools\nprint(list(itertools.compress('abc', [1, 0, 1])))\n#> ['a', 'c']", []
    ) { a in
      let (source, selectors) = (try a.vm.iterator(a[0]), try a.vm.iterator(a[1]))
      return iterator("compress") { vm in
        while let item = try source.following(vm), let selector = try selectors.next(vm) {
          if try vm.isTrue(selector) { return item }
        }
        return nil
      }
    }
    add(
      "starmap", "(function, iterable, /)", "function(*item) for each item.",
      "import itertools\nprint(list(itertools.starmap(pow, [(2, 3), (3, 2)])))\n#> [8, 9]", []
    ) { a in
      let (function, source) = (a[0], try a.vm.iterator(a[1]))
      return iterator("starmap") { vm in
        guard let item = try source.next(vm) else { return nil }
        return try vm.call(function, vm.items(of: item))
      }
    }
    add(
      "accumulate", "(iterable, func=None, *, initial=None)",
      "Running sums, or running results of a function.",
      "import itertools\nprint(list(itertools.accumulate([1, 2, 3])))\n#> [1, 3, 6]", []
    ) { a in
      let (source, function, initial) = (try a.vm.iterator(a[0]), a[1], a[2])
      var total: Value?
      return iterator("accumulate") { vm in
        if total == nil, !initial.isNone {
          total = initial
          return initial
        }
        guard let item = try source.next(vm) else { return nil }
        guard let sum = total else {
          total = item
          return item
        }
        let next = function.isNone ? try vm.binary(.add, sum, item) : try vm.call(function, [sum, item])
        total = next
        return next
      }
    }
    add(
      "pairwise", "(iterable, /)", "Overlapping pairs.",
      "import itertools\nprint(list(itertools.pairwise([1, 2, 3])))\n#> [(1, 2), (2, 3)]", []
    ) { a in
      let source = try a.vm.iterator(a[0])
      var last: Value?
      return iterator("pairwise") { vm in
        if last == nil { last = try source.next(vm) }
        guard let first = last, let second = try source.next(vm) else { return nil }
        last = second
        return .tuple([first, second])
      }
    }
    add(
      "zip_longest", "(*iterables, fillvalue=None)", "Tuples up to the end of the longest iterable.",
      "import itertools\nprint(list(itertools.zip_longest([1, 2], [3], fillvalue=0)))\n#> [(1, 3), (2, 0)]",
      []
    ) {
      a in
      // The parameters come in the order: fillvalue, then the collected iterables.
      let fill = a[0]
      var sources: [IteratorObject?] = try a.rest(1).map { try a.vm.iterator($0) }
      return iterator("zip_longest") { vm in
        var items: [Value] = []
        for index in sources.indices {
          if let item = try sources[index]?.next(vm) {
            items.append(item)
          } else {
            sources[index] = nil
            items.append(fill)
          }
        }
        return sources.allSatisfy { $0 == nil } ? nil : .tuple(items)
      }
    }
    add(
      "groupby", "(iterable, key=None)", "Runs of items with the same key: pairs of key and iterator.",
      "import itertools\nprint([(key, len(list(run))) for key, run in itertools.groupby('aab')])\n#> [('a', 2), ('b', 1)]",
      []
    ) { a in
      grouped(try a.vm.iterator(a[0]), key: a[1])
    }
  }

  /// Shared by a `groupby` and its groups: the item that was read ahead.
  private final class Groups {
    var item: Value?
    var key: Value?
    /// Counts groups, so that an old one ends.
    var serial = 0
  }

  private static func grouped(_ source: IteratorObject, key: Value) -> Value {
    let groups = Groups()
    func advance(_ vm: Interpreter) throws -> Bool {
      guard let item = try source.next(vm) else {
        groups.item = nil
        return false
      }
      groups.key = key.isNone ? item : try vm.call(key, [item])
      groups.item = item
      return true
    }
    var current: Value?
    return iterator("groupby") { vm in
      groups.serial += 1
      if current == nil {
        guard try advance(vm) else { return nil }
      } else {
        // What is left of the last group is skipped.
        while let target = current {
          if groups.item == nil {
            guard try advance(vm) else { return nil }
          }
          guard let found = groups.key else { return nil }
          if try !vm.sameKey(found, target) { break }
          groups.item = nil
        }
      }
      guard let target = groups.key else { return nil }
      current = target
      let serial = groups.serial
      let group = ClosureIterator(type: groupType) { vm in
        guard groups.serial == serial else { return nil }
        if groups.item == nil {
          guard try advance(vm) else { return nil }
        }
        guard let found = groups.key, try vm.sameKey(found, target), let item = groups.item else {
          return nil
        }
        groups.item = nil
        return item
      }
      return .tuple([target, .iterator(group)])
    }
  }

  nonisolated(unsafe) private static let groupType = TypeObject.library(
    "_grouper", module: "itertools", base: Types.iterator, doc: "One run of a groupby.")
  nonisolated(unsafe) private static let teeType = TypeObject.library(
    "_tee", module: "itertools", base: Types.iterator, doc: "One copy of an iterator.")

  /// What several copies of an iterator still have to give.
  private final class Shared {
    let source: IteratorObject
    var waiting: [[Value]]
    init(_ source: IteratorObject, _ count: Int) {
      self.source = source
      waiting = Array(repeating: [], count: count)
    }
  }

  nonisolated(unsafe) private static let tee = Entry(
    "tee", "(iterable, n=2, /)", doc: "n independent iterators over the same items.",
    example: "import itertools\na, b = itertools.tee([1, 2])\nprint(list(a), list(b))\n#> [1, 2] [1, 2]"
  ) { a in
    let count = try a.int(1)
    if count < 0 { throw PyError.valueError("n must be >= 0") }
    let shared = Shared(try a.vm.iterator(a[0]), count)
    return .tuple(
      (0..<count).map { index in
        var ahead: [Value] = []
        return .iterator(
          ClosureIterator(type: teeType) { vm in
            if ahead.isEmpty {
              ahead = shared.waiting[index].reversed()
              shared.waiting[index] = []
            }
            if let item = ahead.popLast() { return item }
            guard let item = try shared.source.next(vm) else { return nil }
            for other in 0..<count where other != index { shared.waiting[other].append(item) }
            return item
          })
      })
  }
}
