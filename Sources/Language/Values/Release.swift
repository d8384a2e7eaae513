/// Letting go of deeply nested values without deep recursion.
///
/// Releasing a list releases what is in it, and so on down: a chain of a million lists would overflow the
/// processor's stack. Below a fixed depth the contents wait until the outer releases are done (the "trashcan" of
/// CPython's containers). One thread at a time runs an interpreter, so the state needs no lock.
enum Release {
  private nonisolated(unsafe) static var depth = 0
  private nonisolated(unsafe) static var values: [[Value]] = []
  private nonisolated(unsafe) static var entries: [[DictObject.Entry]] = []
  private static let limit = 200

  /// Empties the contents of a list or tuple that is going away.
  @inline(__always)
  static func drop(_ items: inout [Value]) {
    if items.isEmpty { return }
    if depth < limit {
      depth += 1
      items = []
      depth -= 1
      if depth == 0, !(values.isEmpty && entries.isEmpty) { drain() }
    } else {
      values.append(items)
      items = []
    }
  }

  /// Empties the contents of a dict that is going away.
  @inline(__always)
  static func drop(_ items: inout [DictObject.Entry]) {
    if items.isEmpty { return }
    if depth < limit {
      depth += 1
      items = []
      depth -= 1
      if depth == 0, !(values.isEmpty && entries.isEmpty) { drain() }
    } else {
      entries.append(items)
      items = []
    }
  }

  @inline(never)
  private static func drain() {
    depth += 1
    defer { depth -= 1 }
    while true {
      if values.popLast() != nil || entries.popLast() != nil {
        continue
      } else {
        return
      }
    }
  }
}
