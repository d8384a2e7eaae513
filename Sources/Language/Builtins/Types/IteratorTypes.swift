extension Types {
  public nonisolated(unsafe) static let enumerate = make("enumerate")
  public nonisolated(unsafe) static let zip = make("zip")
  public nonisolated(unsafe) static let map = make("map")
  public nonisolated(unsafe) static let filter = make("filter")
  public nonisolated(unsafe) static let reversed = make("reversed")
  public nonisolated(unsafe) static let listReverseIterator = make("list_reverseiterator")
  public nonisolated(unsafe) static let callableIterator = make("callable_iterator")
}

/// `enumerate`, `zip`, `map`, `filter`, `reversed`: types whose objects are iterators.
enum IteratorTypes {
  static func attach() {
    Types.enumerate.doc = "Pairs of a count and an item."
    Types.zip.doc = "Tuples of the items at the same place in several iterables."
    Types.map.doc = "The results of a function for each item."
    Types.filter.doc = "The items for which a function is true."
    Types.reversed.doc = "The items from last to first."
    for (type, entry) in [
      (Types.enumerate, enumerateEntry), (Types.zip, zipEntry), (Types.map, mapEntry),
      (Types.filter, filterEntry),
      (Types.reversed, reversedEntry),
    ] {
      type.constructor = BuiltinObject(entry: entry, owner: nil)
    }
  }

  nonisolated(unsafe) private static let enumerateEntry = Entry(
    "enumerate", "(iterable, start=0)", doc: "Pairs of a count and an item.",
    example: "list(enumerate('ab'))\n#> [(0, 'a'), (1, 'b')]"
  ) { arguments in
    .iterator(EnumerateIterator(try arguments.vm.iterator(arguments[0]), start: try arguments.int(1)))
  }

  nonisolated(unsafe) private static let zipEntry = Entry(
    "zip", "(*iterables, strict=False)", doc: "Tuples of the items at the same place in several iterables.",
    example: "list(zip('ab', [1, 2]))\n#> [('a', 1), ('b', 2)]"
  ) { arguments in
    let iterators = try arguments.rest(1).enumerated().map { index, value in
      do {
        return try arguments.vm.iterator(value)
      } catch let error as PyError
        where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
      {
        throw PyError.typeError("'\(arguments.vm.typeName(value))' object is not iterable")
      }
    }
    return .iterator(ZipIterator(iterators, isStrict: try arguments.bool(0)))
  }

  nonisolated(unsafe) private static let mapEntry = Entry(
    "map", "(function, /, *iterables)", doc: "The results of a function for each item.",
    example: "list(map(len, ['a', 'bb']))\n#> [1, 2]"
  ) { arguments in
    let function = arguments[0]
    let iterables = arguments.rest(1)
    if iterables.isEmpty { throw PyError.typeError("map() must have at least two arguments.") }
    let iterators = try iterables.map { try arguments.vm.iterator($0) }
    if iterators.count == 1 {
      let iterator = iterators[0]
      return .iterator(
        ClosureIterator(type: Types.map) { vm in try iterator.next(vm).map { try vm.call(function, [$0]) } })
    }
    return .iterator(
      ClosureIterator(type: Types.map) { vm in
        var values: [Value] = []
        for iterator in iterators {
          guard let value = try iterator.next(vm) else { return nil }
          values.append(value)
        }
        return try vm.call(function, values)
      })
  }

  nonisolated(unsafe) private static let filterEntry = Entry(
    "filter", "(function, iterable, /)",
    doc: "The items for which a function is true; with None, the true items.",
    example: "list(filter(None, [0, 1, 2]))\n#> [1, 2]"
  ) { arguments in
    let function = arguments[0]
    let iterator = try arguments.vm.iterator(arguments[1])
    return .iterator(
      ClosureIterator(type: Types.filter) { vm in
        while let value = try iterator.following(vm) {
          if try vm.isTrue(function.isNone ? value : vm.call(function, [value])) { return value }
          try vm.checkInterrupt()
        }
        return nil
      })
  }

  nonisolated(unsafe) private static let reversedEntry = Entry(
    "reversed", "(sequence, /)", doc: "The items from last to first.",
    example: "list(reversed([1, 2]))\n#> [2, 1]"
  ) { try reversed($0[0], $0.vm) }

  private static func reversed(_ value: Value, _ vm: Interpreter) throws -> Value {
    let type = vm.typeOf(value)
    if let method = type.lookup(StringObject.interned("__reversed__")) {
      return try vm.call(vm.bind(method, value), [])
    }
    switch value {
    case .list(let list) where !type.isUserDefined: return .iterator(ReverseListIterator(list))
    case .dict(let dict): return .iterator(ItemsIterator(dict.keys.reversed(), type: Types.reversed))
    case .object(let object):
      if let range = object as? RangeObject {
        let last = range.count == 0 ? range.start : range[range.count - 1]
        let (stop, overflow) = range.start.subtractingReportingOverflow(range.step)
        if !overflow, range.step != Int.min {
          return .iterator(RangeIterator(try RangeObject(last, range.count == 0 ? last : stop, -range.step)))
        }
      }
      if let view = object as? DictViewObject {
        return .iterator(ItemsIterator(try vm.items(of: .object(view)).reversed(), type: Types.reversed))
      }
    case .set, .iterator: throw PyError.typeError("'\(vm.typeName(value))' object is not reversible")
    case .str, .tuple, .array, .list: break
    default: break
    }
    let hasItems: Bool =
      switch value {
      case .str, .tuple, .array, .list: true
      case .object(let object): object is BytesObject || type.lookup(Names.getItem) != nil
      default: type.lookup(Names.getItem) != nil
      }
    guard hasItems else { throw PyError.typeError("'\(vm.typeName(value))' object is not reversible") }
    var position = try vm.length(value)
    return .iterator(
      ClosureIterator(type: Types.reversed) { vm in
        if position == 0 { return nil }
        position -= 1
        return try vm.getItem(value, .int(position))
      })
  }
}

final class EnumerateIterator: IteratorObject {
  private let inner: IteratorObject
  private var count: Int

  init(_ inner: IteratorObject, start: Int) {
    self.inner = inner
    count = start
    super.init(type: Types.enumerate)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    guard let item = try inner.next(vm) else { return nil }
    let (following, overflow) = count.addingReportingOverflow(1)
    if overflow { throw PyError.integerOverflow }
    defer { count = following }
    return .tuple([.int(count), item])
  }

  override var remaining: Int? { inner.remaining }
}

final class ZipIterator: IteratorObject {
  private let inner: [IteratorObject]
  private let isStrict: Bool
  private var isDone = false

  init(_ inner: [IteratorObject], isStrict: Bool) {
    self.inner = inner
    self.isStrict = isStrict
    super.init(type: Types.zip)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if isDone || inner.isEmpty { return nil }
    var items: [Value] = []
    items.reserveCapacity(inner.count)
    for (index, iterator) in inner.enumerated() {
      guard let item = try iterator.next(vm) else {
        isDone = true
        if isStrict { try checkLengths(index, vm) }
        return nil
      }
      items.append(item)
    }
    return .tuple(items)
  }

  /// Argument `index` has ended: so must all the others.
  private func checkLengths(_ index: Int, _ vm: Interpreter) throws {
    func others(_ count: Int) -> String { count == 1 ? " 1" : "s 1-\(count)" }
    if index > 0 {
      throw PyError.valueError("zip() argument \(index + 1) is shorter than argument\(others(index))")
    }
    for later in 1..<max(1, inner.count) {
      if try inner[later].next(vm) != nil {
        throw PyError.valueError("zip() argument \(later + 1) is longer than argument\(others(later))")
      }
    }
  }

  override var remaining: Int? {
    var least: Int?
    for iterator in inner {
      guard let left = iterator.remaining else { return nil }
      least = min(least ?? left, left)
    }
    return least
  }
}

final class ReverseListIterator: IteratorObject {
  private let list: ListObject
  private var position: Int

  init(_ list: ListObject) {
    self.list = list
    position = list.items.count
    super.init(type: Types.listReverseIterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if position == 0 || position > list.items.count { return nil }
    position -= 1
    return list.items[position]
  }

  override var remaining: Int? { position }
}
