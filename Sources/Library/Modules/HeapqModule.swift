import Language

/// `heapq`: a list kept so that the smallest item is first.
enum HeapqModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    ModuleObject("heapq", vm, entries: entries, python: python)
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "heappush", "(heap, item, /)", "Puts an item into a heap.",
      "import heapq\nh = []\nfor x in [3, 1, 2]: heapq.heappush(h, x)\nprint(h)\n#> [1, 3, 2]"
    ) { a in
      let heap = try heap(a)
      heap.items.append(a[1])
      try siftDown(heap, 0, heap.items.count - 1, a.vm)
      return .none
    }
    list(
      "heappop", "(heap, /)", "Takes out the smallest item.",
      "import heapq\nh = [1, 3, 2]\nprint(heapq.heappop(h), h)\n#> 1 [2, 3]"
    ) { a in
      let heap = try heap(a)
      guard let last = heap.items.popLast() else { throw PyError.indexError("index out of range") }
      guard let first = heap.items.first else { return last }
      heap.items[0] = last
      try siftUp(heap, 0, a.vm)
      return first
    }
    list(
      "heapreplace", "(heap, item, /)", "Takes out the smallest item, then puts one in.",
      "import heapq\nh = [1, 3, 2]\nprint(heapq.heapreplace(h, 5), h)\n#> 1 [2, 3, 5]"
    ) { a in
      let heap = try heap(a)
      guard let first = heap.items.first else { throw PyError.indexError("index out of range") }
      heap.items[0] = a[1]
      try siftUp(heap, 0, a.vm)
      return first
    }
    list(
      "heappushpop", "(heap, item, /)", "Puts an item in, then takes out the smallest.",
      "import heapq\nh = [2, 3]\nprint(heapq.heappushpop(h, 1), h)\n#> 1 [2, 3]"
    ) { a in
      let heap = try heap(a)
      guard let first = heap.items.first, try a.vm.isLess(first, a[1]) else { return a[1] }
      heap.items[0] = a[1]
      try siftUp(heap, 0, a.vm)
      return first
    }
    list(
      "heapify", "(heap, /)", "Makes a heap of a list in place.",
      "import heapq\nh = [3, 1, 2]\nheapq.heapify(h)\nprint(h[0])\n#> 1"
    ) { a in
      let heap = try heap(a)
      for position in stride(from: heap.items.count / 2 - 1, through: 0, by: -1).untilInterrupt {
        try siftUp(heap, position, a.vm)
      }
      return .none
    }
  }.entries

  private static func heap(_ a: Arguments) throws -> ListObject {
    guard case .list(let list) = a[0] else {
      throw PyError.typeError("heappush() argument 1 must be list, not \(a.vm.typeName(a[0]))")
    }
    return list
  }

  /// Moves an item towards the root until its parent is not larger.
  private static func siftDown(_ heap: ListObject, _ start: Int, _ from: Int, _ vm: Interpreter) throws {
    var position = from
    let item = heap.items[position]
    while position > start {
      let parent = (position - 1) / 2
      guard try vm.isLess(item, heap.items[parent]) else { break }
      try check(heap, position)
      heap.items[position] = heap.items[parent]
      position = parent
    }
    heap.items[position] = item
  }

  /// Moves the smaller child up until a leaf is reached, then the item back to its place.
  private static func siftUp(_ heap: ListObject, _ start: Int, _ vm: Interpreter) throws {
    var position = start
    let item = heap.items[position]
    var child = 2 * position + 1
    let count = heap.items.count
    while child < count {
      if child + 1 < count, try !vm.isLess(heap.items[child], heap.items[child + 1]) { child += 1 }
      try check(heap, max(child, position))
      heap.items[position] = heap.items[child]
      position = child
      child = 2 * position + 1
    }
    try check(heap, position)
    heap.items[position] = item
    try siftDown(heap, start, position, vm)
  }

  /// A comparison may have run code of a script that shortened the list.
  private static func check(_ heap: ListObject, _ position: Int) throws {
    if position >= heap.items.count { throw PyError.runtimeError("list changed size during iteration") }
  }

  private static let python = PythonSource(
    names: ["nlargest", "nsmallest", "merge"],
    text: #"""
      def nlargest(n, iterable, key=None):
          return sorted(iterable, key=key, reverse=True)[:max(n, 0)]

      def nsmallest(n, iterable, key=None):
          return sorted(iterable, key=key)[:max(n, 0)]

      def merge(*iterables, key=None, reverse=False):
          rows = []
          for order, iterable in enumerate(iterables):
              it = iter(iterable)
              for value in it:
                  rows.append([value if key is None else key(value), order, value, it])
                  break
          while rows:
              best = rows[0]
              for row in rows[1:]:
                  if (best[0] < row[0]) if reverse else (row[0] < best[0]):
                      best = row
              yield best[2]
              for value in best[3]:
                  best[0] = value if key is None else key(value)
                  best[2] = value
                  break
              else:
                  rows.remove(best)
      """#)
}

/// `bisect`: places in sorted lists.
enum BisectModule {
  static func make(_ vm: Interpreter) -> ModuleObject { ModuleObject("bisect", entries: entries) }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    let signature = "(a, x, lo=0, hi=None, *, key=None)"
    list(
      "bisect_left", signature, "Where x goes, before equal items.",
      "import bisect\nprint(bisect.bisect_left([1, 2, 2, 3], 2))\n#> 1"
    ) { a in
      .int(try position(a, isRight: false, x: a[1]))
    }
    list(
      "bisect_right", signature, "Where x goes, behind equal items.",
      "import bisect\nprint(bisect.bisect_right([1, 2, 2, 3], 2))\n#> 3"
    ) { a in
      .int(try position(a, isRight: true, x: a[1]))
    }
    list.alias("bisect", of: "bisect_right", "import bisect\nprint(bisect.bisect([1, 2, 2, 3], 2))\n#> 3")
    func insertion(_ name: String, _ isRight: Bool, _ doc: String, _ example: String) {
      list(name, signature, doc, example) { a in
        let x = a.isGiven(4) ? try a.vm.call(a[4], [a[1]]) : a[1]
        let place = try position(a, isRight: isRight, x: x)
        if case .list(let list) = a[0] {
          list.items.insert(a[1], at: min(place, list.items.count))
        } else {
          _ = try a.vm.callMethod(a[0], "insert", [.int(place), a[1]])
        }
        return .none
      }
    }
    insertion(
      "insort_left", false, "Puts x in its place, before equal items.",
      "import bisect\na = [1, 3]\nbisect.insort_left(a, 2)\nprint(a)\n#> [1, 2, 3]")
    insertion(
      "insort_right", true, "Puts x in its place, behind equal items.",
      "import bisect\na = [1, 3]\nbisect.insort_right(a, 2)\nprint(a)\n#> [1, 2, 3]")
    list.alias(
      "insort", of: "insort_right", "import bisect\na = [1, 3]\nbisect.insort(a, 2)\nprint(a)\n#> [1, 2, 3]")
  }.entries

  private static func position(_ a: Arguments, isRight: Bool, x: Value) throws -> Int {
    var low = try a.int(2)
    if low < 0 { throw PyError.valueError("lo must be non-negative") }
    var high = a.isGiven(3) ? try a.int(3) : try a.vm.length(a[0])
    while low < high {
      let middle = low + (high - low) / 2
      var item = try a.vm.getItem(a[0], .int(middle))
      if a.isGiven(4) { item = try a.vm.call(a[4], [item]) }
      if try isRight ? !a.vm.isLess(x, item) : a.vm.isLess(item, x) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
