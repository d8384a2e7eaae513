/// `dict`: values by key, in the order of insertion.
///
/// Entries stand in one array in that order; above eight of them a table of positions finds one by its hash
/// (the compact dictionary of CPython 3.6 and PyPy). Keys whose `__eq__` is a script's need the interpreter.
open class DictObject: Object {
  struct Entry {
    var hash: Int
    /// `.unset` where the entry was deleted.
    var key: Value
    var value: Value
  }

  final var entries: [Entry] = []
  /// Positions in `entries` by hash, open addressing; -1 is free, -2 was deleted. Empty while there are few.
  private final var table: [Int32] = []
  public final private(set) var count = 0

  public override init(type: TypeObject = Types.dict) {
    super.init(type: type)
  }

  deinit { Release.drop(&entries) }

  private static let linearLimit = 8

  // MARK: Keys that are names

  /// The value of a string key.
  public final func find(_ name: StringObject) -> Value? {
    let position = position(of: name)
    return position < 0 ? nil : entries[position].value
  }

  public final func set(_ name: StringObject, _ value: Value) {
    let position = position(of: name)
    if position >= 0 {
      entries[position].value = value
    } else {
      append(hash: name.hash, key: .str(name), value: value)
    }
  }

  @discardableResult
  public final func remove(_ name: StringObject) -> Bool {
    let position = position(of: name)
    if position >= 0 { removeEntry(at: position) }
    return position >= 0
  }

  final func position(of name: StringObject) -> Int {
    let hash = name.hash
    if table.isEmpty {
      return entries.withUnsafeBufferPointer { entries in
        for position in entries.indices where entries[position].hash == hash {
          if case .str(let key) = entries[position].key, key.equals(name) { return position }
        }
        return -1
      }
    }
    let mask = table.count - 1
    var slot = hash & mask
    while true {
      let position = Int(table[slot])
      if position == -1 { return -1 }
      if position >= 0, entries[position].hash == hash,
        case .str(let key) = entries[position].key, key.equals(name)
      {
        return position
      }
      slot = (slot + 1) & mask
    }
  }

  // MARK: Any key

  /// The position of a key's entry, or -1.
  final func position(of key: Value, hash: Int, _ vm: Interpreter) throws -> Int {
    if case .str(let name) = key { return position(of: name) }
    if table.isEmpty {
      var position = 0
      while position < entries.count {
        if entries[position].hash == hash, try vm.sameKey(entries[position].key, key) { return position }
        position += 1
      }
      return -1
    }
    var mask = table.count - 1
    var slot = hash & mask
    while true {
      let position = Int(table[slot])
      if position == -1 { return -1 }
      if position >= 0, entries[position].hash == hash {
        if try vm.sameKey(entries[position].key, key) { return position }
        // A script's `__eq__` may have changed the table.
        if table.isEmpty { return -1 }
        mask = table.count - 1
      }
      slot = (slot + 1) & mask
    }
  }

  public final func get(_ key: Value, _ vm: Interpreter) throws -> Value? {
    let position = try position(of: key, hash: vm.hash(key), vm)
    return position < 0 ? nil : entries[position].value
  }

  public final func set(_ key: Value, _ value: Value, _ vm: Interpreter) throws {
    let hash = try vm.hash(key)
    let position = try position(of: key, hash: hash, vm)
    if position >= 0 {
      entries[position].value = value
    } else {
      append(hash: hash, key: key, value: value)
    }
  }

  /// Takes a key out; nil where it was not there.
  public final func remove(_ key: Value, _ vm: Interpreter) throws -> Value? {
    let position = try position(of: key, hash: vm.hash(key), vm)
    if position < 0 { return nil }
    let value = entries[position].value
    removeEntry(at: position)
    return value
  }

  public final func contains(_ key: Value, _ vm: Interpreter) throws -> Bool {
    try position(of: key, hash: vm.hash(key), vm) >= 0
  }

  public final func removeAll() {
    entries.removeAll()
    table.removeAll()
    count = 0
  }

  // MARK: Entries in order

  /// Appends a key that is known not to be there.
  final func append(hash: Int, key: Value, value: Value) {
    entries.append(Entry(hash: hash, key: key, value: value))
    count += 1
    if table.isEmpty {
      if entries.count > DictObject.linearLimit { rebuild() }
    } else if entries.count * 3 >= table.count * 2 {
      rebuild()
    } else {
      place(entries.count - 1)
    }
  }

  final func removeEntry(at position: Int) {
    if !table.isEmpty {
      let mask = table.count - 1
      var slot = entries[position].hash & mask
      while Int(table[slot]) != position { slot = (slot + 1) & mask }
      table[slot] = -2
    }
    entries[position] = Entry(hash: 0, key: .unset, value: .unset)
    count -= 1
    while let last = entries.last, last.key.isUnset { entries.removeLast() }
    if count == 0 {
      table.removeAll()
      entries.removeAll()
    }
  }

  /// Makes room in the table. A large one stays as it is where the user interrupted, since it has room for what is
  /// left to come.
  private func rebuild() {
    if table.count > 1 << 18 {
      grow()
      return
    }
    entries.removeAll { $0.key.isUnset }
    var size = 16
    while size * 2 < entries.count * 5 { size *= 2 }
    table = Array(repeating: -1, count: size)
    for position in entries.indices { place(position) }
  }

  private func grow() {
    // A table with a free slot is good enough for what comes before the next question.
    let hasRoom = entries.count < table.count - table.count / 8
    if hasRoom, Interpreter.isInterrupted {
      place(entries.count - 1)
      return
    }
    var size = table.count
    while size * 2 < count * 5 { size *= 2 }
    let larger = [Int32](unsafeUninitializedCapacity: size) { slots, filled in
      for start in stride(from: 0, to: size, by: 1 << 20) where !Interpreter.isInterrupted {
        let end = Swift.min(start + (1 << 20), size)
        slots[start..<end].initialize(repeating: -1)
      }
      let mask = size - 1
      var position: Int32 = 0
      for (turn, entry) in entries.enumerated() {
        if Interpreter.isInterrupted(at: turn) || turn == 0 && Interpreter.isInterrupted { return }
        if entry.key.isUnset { continue }
        var slot = entry.hash & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = position
        position += 1
      }
      filled = size
    }
    if larger.isEmpty, hasRoom {
      place(entries.count - 1)
      return
    }
    if count < entries.count { entries.removeAll { $0.key.isUnset } }
    table = larger
    if larger.isEmpty {
      table = Array(repeating: -1, count: size)
      for position in entries.indices { place(position) }
    }
  }

  private func place(_ position: Int) {
    let mask = table.count - 1
    var slot = entries[position].hash & mask
    table.withUnsafeMutableBufferPointer { table in
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(truncatingIfNeeded: position)
    }
  }

  /// The position of the first entry at or behind `position`, or nil: iteration goes by positions.
  public final func next(from position: Int) -> Int? {
    var position = position
    while position < entries.count {
      if !entries[position].key.isUnset { return position }
      position += 1
    }
    return nil
  }

  public final func key(at position: Int) -> Value { entries[position].key }
  public final func value(at position: Int) -> Value { entries[position].value }

  /// Fewer of them, as with values and items, where the user interrupted.
  public final var keys: [Value] { entries.untilInterrupt.compactMap { $0.key.isUnset ? nil : $0.key } }
  public final var values: [Value] { entries.untilInterrupt.compactMap { $0.key.isUnset ? nil : $0.value } }
  public final var items: [(key: Value, value: Value)] {
    entries.untilInterrupt.compactMap { $0.key.isUnset ? nil : ($0.key, $0.value) }
  }

  /// A copy with the same keys and values.
  public final func copy(type: TypeObject = Types.dict) -> DictObject {
    let made = DictObject(type: type)
    copyContents(to: made)
    return made
  }

  public final func copyContents(to other: DictObject) {
    other.entries = entries
    other.table = table
    other.count = count
  }

  /// A copy that is made here, block by block where it is large, and not all at once by its first change.
  ///
  /// - Throws: KeyboardInterrupt.
  final func copied(type: TypeObject = Types.dict) throws -> DictObject {
    let made = DictObject(type: type)
    let own = try Array(copying: entries)
    made.table = try Array(copying: table)
    made.entries = own
    made.count = count
    return made
  }
}
