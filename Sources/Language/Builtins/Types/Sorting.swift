/// Sorting as CPython sorts: stable, and comparing the same pairs in the same order, so that error messages and lists
/// with nan come out the same (Tim Peters' listsort: natural runs, binary insertion, merges).
struct Sorter {
  private unowned(unsafe) let vm: Interpreter
  private var keys: [Value]
  /// What is moved along with the keys; empty where the keys are the items.
  private var items: [Value]
  private var runs: [(start: Int, length: Int, power: Int)] = []

  /// `sorted(items, key=key, reverse=reverse)`
  static func sorted(_ items: [Value], key: Value, reverse: Bool, _ vm: Interpreter) throws -> [Value] {
    if items.count < 2, key.isNone { return items }
    var sorter = try Sorter(vm, key.isNone ? items : [])
    if !key.isNone {
      var keys: [Value] = []
      keys.reserveCapacity(items.count)
      do {
        for item in items {
          try vm.checkInterrupt()
          keys.append(try vm.call(key, [item]))
        }
      } catch {
        Release.later(keys)
        throw error
      }
      sorter.keys = keys
      sorter.items = try Array(copying: items)
    }
    // Reversing before and after keeps equal items in their order.
    if reverse { sorter.reverse(0, items.count) }
    do { try sorter.sort() } catch {
      Release.later(sorter.keys)
      throw error
    }
    if reverse { sorter.reverse(0, items.count) }
    return sorter.items.isEmpty ? sorter.keys : sorter.items
  }

  private init(_ vm: Interpreter, _ keys: [Value]) throws {
    self.vm = vm
    self.keys = try Array(copying: keys)
    items = []
  }

  private mutating func reverse(_ start: Int, _ end: Int) {
    Sorter.reverse(&keys, start, end)
    if !items.isEmpty { Sorter.reverse(&items, start, end) }
  }

  private static func reverse(_ array: inout [Value], _ start: Int, _ end: Int) {
    var (left, right) = (start, end - 1)
    while left < right, !Interpreter.isInterrupted(at: left) {
      array.swapAt(left, right)
      left += 1
      right -= 1
    }
  }

  private mutating func sort() throws {
    let count = keys.count
    if count < 2 { return }
    let leastRun = Sorter.leastRun(count)
    var start = 0
    while start < count {
      var length = try countRun(start, count)
      if length < leastRun {
        let forced = min(leastRun, count - start)
        try insert(start, start + length, start + forced)
        length = forced
      }
      try vm.checkInterrupt()
      try push(start, length, count)
      start += length
    }
    while runs.count > 1 { try merge(at: runs.count - 2) }
  }

  private static func leastRun(_ count: Int) -> Int {
    var count = count
    var rest = 0
    while count >= 64 {
      rest |= count & 1
      count >>= 1
    }
    return count + rest
  }

  /// The length of the ascending run at `start`; a strictly descending one is turned round.
  private mutating func countRun(_ start: Int, _ end: Int) throws -> Int {
    var position = start + 1
    if position == end { return 1 }
    if try vm.isLess(keys[position], keys[position - 1]) {
      position += 1
      while position < end, try vm.isLess(keys[position], keys[position - 1]) {
        if Interpreter.isInterrupted(at: position) { throw vm.keyboardInterrupt() }
        position += 1
      }
      reverse(start, position)
    } else {
      position += 1
      while position < end, try !vm.isLess(keys[position], keys[position - 1]) {
        if Interpreter.isInterrupted(at: position) { throw vm.keyboardInterrupt() }
        position += 1
      }
    }
    return position - start
  }

  /// Binary insertion of `keys[middle..<end]` into the sorted `keys[start..<middle]`.
  private mutating func insert(_ start: Int, _ middle: Int, _ end: Int) throws {
    var position = middle == start ? start + 1 : middle
    while position < end {
      let pivot = keys[position]
      var low = start
      var high = position
      while low < high {
        let probe = (low + high) >> 1
        if try vm.isLess(pivot, keys[probe]) { high = probe } else { low = probe + 1 }
      }
      Sorter.move(&keys, from: position, to: low)
      if !items.isEmpty { Sorter.move(&items, from: position, to: low) }
      position += 1
    }
  }

  private static func move(_ array: inout [Value], from: Int, to: Int) {
    let moved = array[from]
    var index = from
    while index > to {
      array[index] = array[index - 1]
      index -= 1
    }
    array[to] = moved
  }

  /// Merges earlier runs as the powers of their boundaries say (Munro and Wild's powersort).
  private mutating func push(_ start: Int, _ length: Int, _ count: Int) throws {
    if let last = runs.last {
      let power = Sorter.power(last.start, last.length, length, count)
      while runs.count > 1, runs[runs.count - 2].power > power { try merge(at: runs.count - 2) }
      runs[runs.count - 1].power = power
    }
    runs.append((start, length, 0))
  }

  private static func power(_ start: Int, _ first: Int, _ second: Int, _ count: Int) -> Int {
    var a = 2 * start + first
    var b = a + first + second
    var result = 0
    while true {
      result += 1
      if a >= count {
        a -= count
        b -= count
      } else if b >= count {
        return result
      }
      a <<= 1
      b <<= 1
    }
  }

  private mutating func merge(at index: Int) throws {
    let (start, first, _) = runs[index]
    let second = runs[index + 1].length
    let power = runs[index + 1].power
    runs[index] = (start, first + second, power)
    runs.remove(at: index + 1)
    let middle = start + first
    let end = middle + second
    var mergedKeys: [Value] = []
    var mergedItems: [Value] = []
    mergedKeys.reserveCapacity(first + second)
    if !items.isEmpty { mergedItems.reserveCapacity(first + second) }
    var left = start
    var right = middle
    while left < middle, right < end {
      if (left + right) & 0xFFFF == 0 { try vm.checkInterrupt() }
      let takesRight = try vm.isLess(keys[right], keys[left])
      let position = takesRight ? right : left
      if takesRight { right += 1 } else { left += 1 }
      mergedKeys.append(keys[position])
      if !items.isEmpty { mergedItems.append(items[position]) }
    }
    for rest in [left..<middle, right..<end] {
      try mergedKeys.append(interruptibly: keys, rest)
      if !items.isEmpty { try mergedItems.append(interruptibly: items, rest) }
    }
    Sorter.put(mergedKeys, in: &keys, at: start)
    if !items.isEmpty { Sorter.put(mergedItems, in: &items, at: start) }
    try vm.checkInterrupt()
  }

  /// Puts a merged run in its place.
  private static func put(_ merged: [Value], in all: inout [Value], at start: Int) {
    if merged.count == all.count {
      all = merged
      return
    }
    for (offset, item) in merged.enumerated().untilInterrupt { all[start + offset] = item }
  }
}
