import Language

/// `collections.Counter`: how often each key was seen.
enum CounterType {
  nonisolated(unsafe) static let type: TypeObject = .library(
    "Counter", module: "collections", base: Types.dict, doc: "A dict that counts.",
    constructor: "(iterable=None, /, **kwds)", entries: { entries }, hasOperators: true
  ) { a in
    let dict = DictObject(type: type)
    try count(dict, a[0], a.keywords(1), sign: 1, a.vm)
    return .dict(dict)
  }

  /// Adds the counts of a mapping, or one for each item of an iterable.
  private static func count(
    _ dict: DictObject, _ source: Value, _ keywords: DictObject?, sign: Int, _ vm: Interpreter
  ) throws {
    func add(_ key: Value, _ amount: Value) throws {
      let old = try dict.get(key, vm) ?? .int(0)
      try dict.set(key, vm.binary(sign > 0 ? .add : .subtract, old, amount), vm)
    }
    switch source {
    case .none, .unset: break
    case .dict(let other):
      if dict.count == 0, sign > 0 {
        for (key, value) in other.items.untilInterrupt { try dict.set(key, value, vm) }
      } else {
        for (key, value) in other.items.untilInterrupt { try add(key, value) }
      }
    default:
      let iterator = try vm.iterator(source)
      while let item = try iterator.following(vm) {
        if sign > 0, case .int(let old)? = try dict.get(item, vm) {
          try dict.set(item, .int(old &+ 1), vm)
        } else {
          try add(item, .int(1))
        }
      }
    }
    if let keywords, keywords.count > 0 { try count(dict, .dict(keywords), nil, sign: sign, vm) }
  }

  /// Pairs by falling count; those of one count stay in order.
  private static func ranked(_ dict: DictObject, _ vm: Interpreter) throws -> [(key: Value, value: Value)] {
    let items = dict.items
    let order = try items.indices.sorted { i, j in
      if try vm.isLess(items[j].value, items[i].value) { return true }
      if try vm.isLess(items[i].value, items[j].value) { return false }
      return i < j
    }
    return order.untilInterrupt.map { items[$0] }
  }

  /// A counter of the positive results of a function of two counts.
  private static func combine(
    _ a: Arguments, _ onlyRight: (Interpreter, Value) throws -> Value?,
    _ body: (Interpreter, Value, Value) throws -> Value
  ) throws -> Value {
    guard case .dict(let other) = a[1], other.type.isSubtype(of: type) else { return .notImplemented }
    let dict = try a.dict()
    let result = DictObject(type: type)
    func put(_ key: Value, _ value: Value) throws {
      if try a.vm.isLess(.int(0), value) { try result.set(key, value, a.vm) }
    }
    for (key, value) in dict.items.untilInterrupt {
      try put(key, body(a.vm, value, other.get(key, a.vm) ?? .int(0)))
    }
    for (key, value) in other.items.untilInterrupt {
      if try !dict.contains(key, a.vm), let value = try onlyRight(a.vm, value) { try put(key, value) }
    }
    return .dict(result)
  }

  private static func operators(
    _ name: String, _ onlyRight: @escaping (Interpreter, Value) throws -> Value?,
    _ body: @escaping (Interpreter, Value, Value) throws -> Value
  ) -> [Entry] {
    [
      Entry("__\(name)__", "(self, other, /)") { a in try combine(a, onlyRight, body) },
      Entry("__i\(name)__", "(self, other, /)") { a in
        guard case .dict(let result) = try combine(a, onlyRight, body) else { return .notImplemented }
        let dict = try a.dict()
        dict.removeAll()
        for (key, value) in result.items.untilInterrupt { try dict.set(key, value, a.vm) }
        return a[0]
      },
    ]
  }

  /// Compares counts, missing ones as zero.
  private static func comparison(_ name: String, _ holds: @escaping (Bool, Bool, Bool) -> Bool) -> Entry {
    Entry(name, "(self, other, /)") { a in
      guard case .dict(let other) = a[1], other.type.isSubtype(of: type) else { return .notImplemented }
      let dict = try a.dict()
      var (isEqual, isBelow, isAbove) = (true, true, true)
      for key in dict.keys + other.keys {
        let x = try dict.get(key, a.vm) ?? .int(0)
        let y = try other.get(key, a.vm) ?? .int(0)
        if try a.vm.equal(x, y) { continue }
        isEqual = false
        if try !a.vm.isLess(x, y) { isBelow = false }
        if try !a.vm.isLess(y, x) { isAbove = false }
      }
      return .bool(holds(isEqual, isBelow, isAbove))
    }
  }

  nonisolated(unsafe) private static let entries: [Entry] =
    [
      Entry("__missing__", "(self, key, /)") { _ in .int(0) },
      Entry("__repr__", "(self, /)") { a in
        let dict = try a.dict()
        if dict.count == 0 { return .string("\(dict.type.name)()") }
        let shown = DictObject()
        do {
          for (key, value) in try ranked(dict, a.vm) { try shown.set(key, value, a.vm) }
        } catch let error as PyError where error.exception.type === Types.typeError {
          dict.copyContents(to: shown)
        }
        return .string("\(dict.type.name)(\(try a.vm.repr(.dict(shown))))")
      },
      Entry(
        "most_common", "(self, n=None)", doc: "Pairs of key and count, the largest count first.",
        example: "from collections import Counter\nprint(Counter('abca').most_common(1))\n#> [('a', 2)]"
      ) { a in
        var pairs = try ranked(a.dict(), a.vm)
        if a.isGiven(1) { pairs = Array(pairs.prefix(max(0, try a.int(1)))) }
        return .list(pairs.untilInterrupt.map { .tuple([$0.key, $0.value]) })
      },
      Entry("elements", "(self, /)", doc: "Each key as often as it was counted.") { a in
        let dict = try a.dict()
        var position: Int?
        var left = 0
        return .iterator(
          ClosureIterator { vm in
            while left <= 0 {
              guard let next = dict.next(from: position.map { $0 + 1 } ?? 0) else { return nil }
              position = next
              left = try vm.int(dict.value(at: next))
            }
            left -= 1
            return dict.key(at: position ?? 0)
          })
      },
      Entry("total", "(self, /)", doc: "The sum of the counts.") { a in
        try a.dict().values.reduce(.int(0)) { try a.vm.binary(.add, $0, $1) }
      },
      Entry("update", "(self, iterable=None, /, **kwds)", doc: "Adds counts.") { a in
        try count(a.dict(), a[1], a.keywords(2), sign: 1, a.vm)
        return .none
      },
      Entry("subtract", "(self, iterable=None, /, **kwds)", doc: "Takes counts away.") { a in
        try count(a.dict(), a[1], a.keywords(2), sign: -1, a.vm)
        return .none
      },
      Entry("copy", "(self, /)", doc: "A copy.") { a in
        let dict = try a.dict()
        return .dict(dict.copy(type: dict.type))
      },
      Entry("fromkeys", "(type, iterable, v=None, /)", kind: .classMethod) { _ in
        throw PyError.unsupported("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
      },
      Entry("__delitem__", "(self, key, /)") { a in
        _ = try a.dict().remove(a[1], a.vm)
        return .none
      },
      Entry("__pos__", "(self, /)") { a in
        let result = DictObject(type: type)
        for (key, value) in try a.dict().items.untilInterrupt where try a.vm.isLess(.int(0), value) {
          try result.set(key, value, a.vm)
        }
        return .dict(result)
      },
      Entry("__neg__", "(self, /)") { a in
        let result = DictObject(type: type)
        for (key, value) in try a.dict().items.untilInterrupt where try a.vm.isLess(value, .int(0)) {
          try result.set(key, a.vm.unary(.minus, value), a.vm)
        }
        return .dict(result)
      },
      comparison("__eq__") { isEqual, _, _ in isEqual },
      comparison("__ne__") { isEqual, _, _ in !isEqual },
      comparison("__le__") { _, isBelow, _ in isBelow },
      comparison("__lt__") { isEqual, isBelow, _ in isBelow && !isEqual },
      comparison("__ge__") { _, _, isAbove in isAbove },
      comparison("__gt__") { isEqual, _, isAbove in isAbove && !isEqual },
    ]
    + operators("add", { $1 }, { try $0.binary(.add, $1, $2) })
    + operators("sub", { try $0.unary(.minus, $1) }, { try $0.binary(.subtract, $1, $2) })
    + operators("or", { $1 }, { try $0.isLess($1, $2) ? $2 : $1 })
    + operators("and", { _, _ in nil }, { try $0.isLess($1, $2) ? $1 : $2 })
}
