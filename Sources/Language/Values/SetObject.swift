/// `set` and `frozenset`.
///
/// The order in which a set is iterated is visible (`print({3, 1, 2})`), and scripts' outputs show it: so this is
/// CPython's table, slot for slot (Objects/setobject.c describes it): linear probes of nine slots, then a
/// perturbed jump; growth by four while small.
public final class SetObject: Object {
  struct Slot {
    var hash = 0
    /// `.unset` where free; a deleted key is `.notImplemented` (which no script can put in).
    var key: Value = .unset
  }

  private(set) var slots: [Slot]
  private var fill = 0
  public private(set) var count = 0

  private static let linearProbes = 9
  private static let perturbShift = 5

  public init(isFrozen: Bool = false) {
    slots = Array(repeating: Slot(), count: 8)
    super.init(type: isFrozen ? Types.frozenset : Types.set)
  }

  deinit { Release.drop(&slots) }

  public var isFrozen: Bool { type.isSubtype(of: Types.frozenset) }

  public convenience init(_ items: [Value], isFrozen: Bool = false, _ vm: Interpreter) throws {
    self.init(isFrozen: isFrozen)
    for (index, item) in items.enumerated() {
      if Interpreter.isInterrupted(at: index) { throw vm.keyboardInterrupt() }
      try add(item, vm)
    }
  }

  private func isDummy(_ key: Value) -> Bool { if case .notImplemented = key { true } else { false } }

  /// The slot that holds the key, or nil.
  private func slot(of key: Value, hash: Int, _ vm: Interpreter) throws -> Int? {
    let mask = slots.count - 1
    var index = hash & mask
    var perturb = UInt(bitPattern: hash)
    while true {
      var probes = index + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
      var position = index
      while true {
        let entry = slots[position]
        if entry.key.isUnset { return nil }
        if entry.hash == hash, !isDummy(entry.key), try vm.sameKey(entry.key, key) { return position }
        if probes == 0 { break }
        probes -= 1
        position += 1
      }
      perturb >>= SetObject.perturbShift
      index = (index &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  @discardableResult
  public func add(_ key: Value, _ vm: Interpreter) throws -> Bool {
    let hash = try vm.hash(key)
    return try add(key, hash: hash, vm)
  }

  @discardableResult
  func add(_ key: Value, hash: Int, _ vm: Interpreter) throws -> Bool {
    if try slot(of: key, hash: hash, vm) != nil { return false }
    // CPython 3.11 reuses no dummy on insertion: the first free slot on the probe path takes the key.
    insertClean(key, hash: hash)
    fill += 1
    count += 1
    let mask = slots.count - 1
    if fill * 5 >= mask * 3 { resize(minimum: count > 50000 ? count * 2 : count * 4) }
    return true
  }

  private func insertClean(_ key: Value, hash: Int) {
    let mask = slots.count - 1
    var index = hash & mask
    var perturb = UInt(bitPattern: hash)
    while true {
      var probes = index + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
      var position = index
      while true {
        if slots[position].key.isUnset {
          slots[position] = Slot(hash: hash, key: key)
          return
        }
        if probes == 0 { break }
        probes -= 1
        position += 1
      }
      perturb >>= SetObject.perturbShift
      index = (index &* 5 &+ 1 &+ Int(bitPattern: perturb)) & mask
    }
  }

  private static func size(above minimum: Int) -> Int {
    var size = 8
    while size <= minimum { size *= 2 }
    return size
  }

  /// Free slots; none where the user interrupted while many were made.
  private static func free(_ count: Int) -> [Slot] {
    if count <= 1 << 18 { return Array(repeating: Slot(), count: count) }
    return [Slot](unsafeUninitializedCapacity: count) { slots, made in
      while made < count, !Interpreter.isInterrupted {
        slots[made..<(made + (1 << 18))].initialize(repeating: Slot())
        made += 1 << 18
      }
    }
  }

  /// Makes room in the table. A large one stays as it is where the user interrupted, since it has room for what is
  /// left to come.
  private func resize(minimum: Int) {
    let size = SetObject.size(above: minimum)
    if slots.count > 1 << 18, fill < slots.count - slots.count / 8 {
      if Interpreter.isInterrupted { return }
      let before = (slots, fill)
      slots = SetObject.free(size)
      if slots.count < size {
        (slots, fill) = before
        return
      }
      for (index, entry) in before.0.enumerated() where !entry.key.isUnset && !isDummy(entry.key) {
        if Interpreter.isInterrupted(at: index) {
          (slots, fill) = before
          return
        }
        insertClean(entry.key, hash: entry.hash)
      }
      fill = count
      return
    }
    let old = slots
    slots = Array(repeating: Slot(), count: size)
    for entry in old where !entry.key.isUnset && !isDummy(entry.key) {
      insertClean(entry.key, hash: entry.hash)
    }
    fill = count
  }

  public func contains(_ key: Value, _ vm: Interpreter) throws -> Bool {
    try slot(of: key, hash: vm.hash(key), vm) != nil
  }

  @discardableResult
  public func remove(_ key: Value, _ vm: Interpreter) throws -> Bool {
    guard let position = try slot(of: key, hash: vm.hash(key), vm) else { return false }
    slots[position].key = .notImplemented
    count -= 1
    return true
  }

  public func removeAll() {
    slots = Array(repeating: Slot(), count: 8)
    fill = 0
    count = 0
  }

  /// `set.pop`: takes the first key in the table's order; nil where the set is empty.
  public func popFirst() -> Value? {
    for position in slots.indices where !slots[position].key.isUnset && !isDummy(slots[position].key) {
      let key = slots[position].key
      slots[position].key = .notImplemented
      count -= 1
      return key
    }
    return nil
  }

  /// Adds all keys of another set, as `|=` and `set(other)` do.
  public func merge(_ other: SetObject, _ vm: Interpreter) throws {
    if other === self || other.count == 0 { return }
    let grows = (fill + other.count) * 5 >= (slots.count - 1) * 3
    let size = grows ? SetObject.size(above: (count + other.count) * 2) : slots.count
    if fill == 0, size == other.slots.count, other.fill == other.count {
      slots = try Array(copying: other.slots)
      fill = other.fill
      count = other.count
      return
    }
    if grows {
      resize(minimum: (count + other.count) * 2)
      try vm.checkInterrupt()
    }
    for (index, entry) in other.slots.enumerated() {
      if Interpreter.isInterrupted(at: index) { throw vm.keyboardInterrupt() }
      if !entry.key.isUnset && !isDummy(entry.key) { try add(entry.key, hash: entry.hash, vm) }
    }
  }

  /// Takes over the keys of another set in the order that adding them to an empty one gives.
  func replaceAll(with other: SetObject, _ vm: Interpreter) throws {
    let made = SetObject()
    try made.merge(other, vm)
    (slots, fill, count) = (made.slots, made.fill, made.count)
  }

  /// The keys in the table's order; fewer of them where the user interrupted.
  public var items: [Value] {
    slots.untilInterrupt.compactMap { $0.key.isUnset || isDummy($0.key) ? nil : $0.key }
  }

  public func copy(isFrozen: Bool, _ vm: Interpreter) throws -> SetObject {
    let made = SetObject(isFrozen: isFrozen)
    try made.merge(self, vm)
    return made
  }
}
