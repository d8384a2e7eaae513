/// Values by name in the order of definition: a module's variables, a type's attributes.
///
/// A name keeps its slot for good, so that compiled code reaches a module's variable by number;
/// deleting leaves the slot unset.
public final class NameTable {
  /// Where the values are: running code holds the address of this, which never changes.
  struct Slots {
    /// The values by slot. The address changes when the table grows: read it anew after defining a name.
    var values: UnsafeMutablePointer<Value>
    /// Built-in values that compiled code found for names without a value here, by slot.
    var fallbacks: UnsafeMutablePointer<Value>
    let table: Unmanaged<NameTable>
  }

  let slots: UnsafeMutablePointer<Slots>
  private var positions = IdentityTable<Int>()
  public private(set) var names: [StringObject] = []
  private var capacity = 8

  public var values: UnsafeMutablePointer<Value> { slots.pointee.values }
  private var fallbacks: UnsafeMutablePointer<Value> { slots.pointee.fallbacks }
  /// Counts additions and deletions.
  public private(set) var version = 0

  public init() {
    slots = .allocate(capacity: 1)
    slots.initialize(
      to: Slots(
        values: .allocate(capacity: capacity), fallbacks: .allocate(capacity: capacity),
        table: Unmanaged.passUnretained(self)))
  }

  deinit {
    values.deinitialize(count: names.count)
    values.deallocate()
    fallbacks.deinitialize(count: names.count)
    fallbacks.deallocate()
    slots.deallocate()
  }

  /// The slot of a name, made if need be.
  public func slot(_ name: StringObject) -> Int {
    if let slot = positions[name] { return slot }
    if names.count == capacity {
      slots.pointee.values = moved(values)
      slots.pointee.fallbacks = moved(fallbacks)
      capacity *= 2
    }
    let slot = names.count
    (values + slot).initialize(to: .unset)
    (fallbacks + slot).initialize(to: .unset)
    names.append(name)
    positions.set(name, slot)
    return slot
  }

  /// The values in a place with twice the room.
  private func moved(_ old: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value> {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: old, count: names.count)
    old.deallocate()
    return larger
  }

  public func existingSlot(_ name: StringObject) -> Int? { positions[name] }

  public func find(_ name: StringObject) -> Value? {
    guard let slot = positions[name] else { return nil }
    let value = values[slot]
    return value.isUnset ? nil : value
  }

  public func set(_ name: StringObject, _ value: Value) {
    // Making the slot may move the values, so it comes first.
    let slot = slot(name)
    values[slot] = value
    version &+= 1
  }

  /// - Returns: whether it was there.
  @discardableResult
  public func remove(_ name: StringObject) -> Bool {
    guard let slot = positions[name], !values[slot].isUnset else { return false }
    values[slot] = .unset
    version &+= 1
    return true
  }

  /// The names that have a value, with it, in order of definition.
  public var items: [(name: StringObject, value: Value)] {
    names.indices.compactMap { values[$0].isUnset ? nil : (names[$0], values[$0]) }
  }

  public subscript(name: String) -> Value? {
    get { find(StringObject.interned(name)) }
    set { set(StringObject.interned(name), newValue ?? .unset) }
  }
}
