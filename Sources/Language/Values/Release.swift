import CKernels

/// Letting go of deeply nested values without deep recursion.
///
/// Releasing a list releases what is in it, and so on down: a chain of a million lists would overflow the
/// processor's stack. Below a fixed depth the contents wait until the outer releases are done (the "trashcan" of
/// CPython's containers). One thread at a time runs an interpreter, so what waits needs no lock.
enum Release {
  private nonisolated(unsafe) static var values: [[Value]] = []
  private nonisolated(unsafe) static var entries: [[DictObject.Entry]] = []
  private nonisolated(unsafe) static var slots: [[SetObject.Slot]] = []
  private static let limit = 200

  /// Whether large containers that go away wait as well: after an interrupt, so that the prompt comes back at once.
  nonisolated(unsafe) static var postpones = false
  /// What waits for `settle`.
  private nonisolated(unsafe) static var postponed: [Value] = []
  private static let large = 1 << 15

  /// Keeps a value that an interrupt made useless until there is time to let go of it.
  static func later(_ value: Value) { postponed.append(value) }

  /// The same for the items that a function had collected.
  static func later(_ items: [Value]) {
    if postpones, items.count > large { later(.list(ListObject(items))) }
  }

  /// Lets go of what an interrupt left: when a script caught it, and before the next cell runs.
  static func settle() {
    postpones = false
    if postponed.isEmpty { return }
    let waiting = postponed
    postponed = []
    withExtendedLifetime(waiting) {}
    drain()
  }

  /// Empties the contents of a list or tuple that is going away.
  static func drop(_ items: inout [Value]) {
    if items.isEmpty { return }
    if postpones, items.count > large {
      values.append(items)
      items = []
      return
    }
    if nb_nesting_enter() <= limit {
      items = []
      if nb_nesting_leave() == 0 { drain() }
    } else {
      values.append(items)
      items = []
      _ = nb_nesting_leave()
    }
  }

  /// Empties the contents of a dict that is going away.
  static func drop(_ items: inout [DictObject.Entry]) {
    if items.isEmpty { return }
    if postpones, items.count > large {
      entries.append(items)
      items = []
      return
    }
    if nb_nesting_enter() <= limit {
      items = []
      if nb_nesting_leave() == 0 { drain() }
    } else {
      entries.append(items)
      items = []
      _ = nb_nesting_leave()
    }
  }

  /// Empties the table of a set that is going away.
  static func drop(_ items: inout [SetObject.Slot]) {
    if postpones, items.count > large { slots.append(items) }
    items = []
  }

  /// Lets go of what waits, which may make more wait.
  private static func drain() {
    if postpones || (values.isEmpty && entries.isEmpty && slots.isEmpty) { return }
    _ = nb_nesting_enter()
    while values.popLast() != nil || entries.popLast() != nil || slots.popLast() != nil {}
    _ = nb_nesting_leave()
  }
}
