import Language

/// `collections.deque`: items at both ends.
final class DequeObject: OpenObject {
  /// The items stand behind `head`; what is before it is free.
  private var storage: [Value] = []
  private var head = 0
  var limit: Int?
  /// Counts changes, which an iterator must not meet.
  private(set) var version = 0

  override init(type: TypeObject = DequeType.type) { super.init(type: type) }

  var count: Int { storage.count - head }
  var items: [Value] {
    get { Array(storage[head...]) }
    set {
      storage = newValue
      head = 0
      version &+= 1
    }
  }
  subscript(index: Int) -> Value {
    get { storage[head + index] }
    set { storage[head + index] = newValue }
  }

  func append(_ item: Value) {
    version &+= 1
    if limit == 0 { return }
    if let limit, count >= limit { _ = popFirst() }
    storage.append(item)
  }

  func prepend(_ item: Value) {
    version &+= 1
    if limit == 0 { return }
    if let limit, count >= limit { _ = popLast() }
    if head == 0 {
      // As much free room again as there are items, so that many additions cost one move.
      let room = max(8, storage.count)
      storage = Array(repeating: .unset, count: room) + storage
      head = room
    }
    head -= 1
    storage[head] = item
  }

  func popLast() -> Value? {
    if count == 0 { return nil }
    version &+= 1
    return storage.removeLast()
  }

  func popFirst() -> Value? {
    if count == 0 { return nil }
    version &+= 1
    let item = storage[head]
    storage[head] = .unset
    head += 1
    if head > 64, head * 2 > storage.count {
      storage.removeFirst(head)
      head = 0
    }
    return item
  }

  func copy(type: TypeObject) -> DequeObject {
    let made = DequeObject(type: type)
    made.items = items
    made.limit = limit
    return made
  }
}

enum DequeType {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject.library(
      "deque", module: "collections", doc: "A list that grows and shrinks at both ends.",
      example:
        "from collections import deque\nrecent = deque(maxlen=2)\nfor loss in [2.3, 1.7, 1.2]:\n    recent.append(loss)\nprint(recent)\n#> deque([1.7, 1.2], maxlen=2)",
      constructor: "(iterable=_, maxlen=None)", entries: { entries }, hasOperators: true
    ) { a in
      let made = DequeObject()
      try fill(made, a[0], a[1], a.vm)
      return .object(made)
    }
    type.makeInstance = { DequeObject(type: $0) }
    return type
  }()

  private static func fill(_ deque: DequeObject, _ source: Value, _ limit: Value, _ vm: Interpreter) throws {
    deque.limit = nil
    if !limit.isNone, !limit.isUnset {
      guard let number = limit.index else { throw PyError.typeError("an integer is required") }
      if number < 0 { throw PyError.valueError("maxlen must be non-negative") }
      deque.limit = number
    }
    deque.items = []
    if !source.isUnset { try extend(deque, source, vm) }
  }

  private static func extend(_ deque: DequeObject, _ source: Value, _ vm: Interpreter) throws {
    if source.asObject(DequeObject.self) === deque {
      for item in deque.items { deque.append(item) }
      return
    }
    let iterator = try vm.iterator(source)
    while let item = try iterator.following(vm) { deque.append(item) }
  }

  private static func iterator(_ deque: DequeObject, reversed: Bool) -> Value {
    let version = deque.version
    var position = 0
    return .iterator(
      ClosureIterator(type: iteratorType) { _ in
        if deque.version != version { throw PyError.runtimeError("deque mutated during iteration") }
        if position >= deque.count { return nil }
        position += 1
        return reversed ? deque[deque.count - position] : deque[position - 1]
      })
  }

  nonisolated(unsafe) private static let iteratorType = TypeObject.library(
    "_deque_iterator", module: "_collections", base: Types.iterator, doc: "")

  private static func position(_ deque: DequeObject, _ value: Value, _ vm: Interpreter) throws -> Int {
    guard let index = value.index else {
      throw PyError.typeError("sequence index must be integer, not '\(vm.typeName(value))'")
    }
    let position = index < 0 ? index &+ deque.count : index
    if position < 0 || position >= deque.count { throw PyError.indexError("deque index out of range") }
    return position
  }

  private static func method(
    _ name: String, _ signature: String, _ doc: String = "",
    _ body: @escaping (DequeObject, Arguments) throws -> Value
  ) -> Entry {
    Entry(name, signature, doc: doc) { a in try body(a.receiver(DequeObject.self), a) }
  }

  private static func comparison(_ name: String, _ op: ComparisonOperator) -> Entry {
    method(name, "(self, other, /)") { deque, a in
      guard let other: DequeObject = a[1].asObject() else { return .notImplemented }
      return try a.vm.compare(op, .list(deque.items), .list(other.items))
    }
  }

  nonisolated(unsafe) private static let entries: [Entry] = {
    type.addGetter("maxlen") { _, value in
      value.asObject(DequeObject.self)?.limit.map { .int($0) } ?? Value.none
    }
    return ends + sequence + [
      comparison("__eq__", .equal), comparison("__ne__", .notEqual), comparison("__lt__", .less),
      comparison("__le__", .lessEqual), comparison("__gt__", .greater), comparison("__ge__", .greaterEqual),
    ]
  }()

  // MARK: The two ends

  nonisolated(unsafe) private static let ends: [Entry] = [
    method("__init__", "(self, iterable=_, maxlen=None)") { deque, a in
      try fill(deque, a[1], a[2], a.vm)
      return .none
    },
    method("append", "(self, x, /)", "Puts an item at the right end.") { deque, a in
      deque.append(a[1])
      return .none
    },
    method("appendleft", "(self, x, /)", "Puts an item at the left end.") { deque, a in
      deque.prepend(a[1])
      return .none
    },
    method("pop", "(self, /)", "Takes the item at the right end.") { deque, _ in
      guard let item = deque.popLast() else { throw PyError.indexError("pop from an empty deque") }
      return item
    },
    method("popleft", "(self, /)", "Takes the item at the left end.") { deque, _ in
      guard let item = deque.popFirst() else { throw PyError.indexError("pop from an empty deque") }
      return item
    },
    method("extend", "(self, iterable, /)", "Puts items at the right end.") { deque, a in
      try extend(deque, a[1], a.vm)
      return .none
    },
    method("extendleft", "(self, iterable, /)", "Puts items at the left end, one by one.") { deque, a in
      let source = a[1].asObject(DequeObject.self).map { Value.list($0.items) } ?? a[1]
      let iterator = try a.vm.iterator(source)
      while let item = try iterator.following(a.vm) { deque.prepend(item) }
      return .none
    },
    method("rotate", "(self, n=1, /)", "Moves n items from the right end to the left.") { deque, a in
      let steps = try a.int(1)
      if deque.count < 2 { return .none }
      let items = deque.items
      let split = ((-(steps % items.count)) % items.count + items.count) % items.count
      deque.items = Array(items[split...] + items[..<split])
      return .none
    },
    method("clear", "(self, /)", "Takes out all items.") { deque, _ in
      deque.items = []
      return .none
    },
  ]

  // MARK: As a sequence

  nonisolated(unsafe) private static let sequence: [Entry] = [
    method("__len__", "(self, /)") { deque, _ in .int(deque.count) },
    method("__hash__", "(self, /)") { _, _ in throw PyError.typeError("unhashable type: 'collections.deque'")
    },
    method("__bool__", "(self, /)") { deque, _ in .bool(deque.count > 0) },
    method("__iter__", "(self, /)") { deque, _ in iterator(deque, reversed: false) },
    method("__reversed__", "(self, /)") { deque, _ in iterator(deque, reversed: true) },
    method("__contains__", "(self, item, /)") { deque, a in
      .bool(try deque.items.contains { try a.vm.sameKey($0, a[1]) })
    },
    method("__getitem__", "(self, index, /)") { deque, a in deque[try position(deque, a[1], a.vm)] },
    method("__setitem__", "(self, index, value, /)") { deque, a in
      deque[try position(deque, a[1], a.vm)] = a[2]
      return .none
    },
    method("__delitem__", "(self, index, /)") { deque, a in
      deque.items.remove(at: try position(deque, a[1], a.vm))
      return .none
    },
    method("__repr__", "(self, /)") { deque, a in
      let limit = deque.limit.map { ", maxlen=\($0)" } ?? ""
      return .string("\(deque.type.name)(\(try a.vm.nested { try a.vm.repr(.list(deque.items)) })\(limit))")
    },
    method("count", "(self, value, /)", "How often a value occurs.") { deque, a in
      .int(try deque.items.reduce(0) { try $0 + (a.vm.sameKey($1, a[1]) ? 1 : 0) })
    },
    method("index", "(self, value, start=0, stop=_, /)", "Where a value first occurs.") { deque, a in
      let items = deque.items
      func bound(_ index: Int) -> Int { min(max(index < 0 ? index &+ items.count : index, 0), items.count) }
      let start = bound(try a.int(2))
      let stop = a[3].isUnset ? items.count : bound(try a.int(3))
      if start < stop {
        for position in (start..<stop).untilInterrupt where try a.vm.sameKey(items[position], a[1]) {
          return .int(position)
        }
      }
      throw PyError.valueError("\(try a.vm.repr(a[1])) is not in deque")
    },
    method("insert", "(self, index, value, /)", "Puts an item before a position.") { deque, a in
      if let limit = deque.limit, deque.count >= limit {
        throw PyError.indexError("deque already at its maximum size")
      }
      let index = try a.int(1)
      deque.items.insert(a[2], at: min(max(index < 0 ? index &+ deque.count : index, 0), deque.count))
      return .none
    },
    method("remove", "(self, value, /)", "Takes out the first item equal to a value.") { deque, a in
      guard let position = try deque.items.firstIndex(where: { try a.vm.sameKey($0, a[1]) }) else {
        throw PyError.valueError("\(try a.vm.repr(a[1])) is not in deque")
      }
      deque.items.remove(at: position)
      return .none
    },
    method("reverse", "(self, /)", "Turns the order round.") { deque, _ in
      deque.items.reverse()
      return .none
    },
    method("copy", "(self, /)", "A copy.") { deque, _ in .object(deque.copy(type: deque.type)) },
    method("__copy__", "(self, /)") { deque, _ in .object(deque.copy(type: deque.type)) },
    method("__deepcopy__", "(self, memo, /)") { deque, a in
      guard case .dict(let memo) = a[1] else { return .none }
      let made = deque.copy(type: deque.type)
      made.items = try deque.items.map { try CopyModule.deep($0, memo, a.vm) }
      return .object(made)
    },
    method("__add__", "(self, other, /)") { deque, a in
      guard let other: DequeObject = a[1].asObject() else {
        throw PyError.typeError("can only concatenate deque (not \"\(a.vm.typeName(a[1]))\") to deque")
      }
      let made = deque.copy(type: deque.type)
      for item in other.items.untilInterrupt { made.append(item) }
      return .object(made)
    },
    method("__iadd__", "(self, other, /)") { deque, a in
      try extend(deque, a[1], a.vm)
      return a[0]
    },
    method("__mul__", "(self, n, /)") { deque, a in
      guard let count = a[1].index else { return .notImplemented }
      let made = DequeObject(type: deque.type)
      made.limit = deque.limit
      let total = deque.count.multipliedReportingOverflow(by: max(0, count))
      if total.overflow || total.partialValue > 1 << 28 { throw PyError(Types.memoryError, "") }
      for _ in (0..<max(0, count)).untilInterrupt {
        for item in deque.items.untilInterrupt { made.append(item) }
      }
      return .object(made)
    },
  ]
}
