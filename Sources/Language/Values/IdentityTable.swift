/// Values by the identity of an interned name: open addressing on its address.
///
/// Names are looked up on every access to an attribute that no cache answers, where the hashing of Swift's
/// own dictionary, made to resist hostile keys, costs more than the look-up. The caller keeps the names alive.
struct IdentityTable<Element> {
  private var keys: [UnsafeRawPointer?] = []
  private var elements: [Element?] = []
  private var count = 0

  @inline(__always)
  private static func address(_ name: StringObject) -> UnsafeRawPointer {
    UnsafeRawPointer(Unmanaged.passUnretained(name).toOpaque())
  }

  /// Objects are 16 bytes apart or more, so the lowest bits tell nothing.
  @inline(__always)
  private static func start(_ key: UnsafeRawPointer, _ mask: Int) -> Int {
    let bits = UInt(bitPattern: key) >> 4
    return Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
  }

  @inline(__always)
  subscript(name: StringObject) -> Element? {
    if keys.isEmpty { return nil }
    let key = IdentityTable.address(name)
    let mask = keys.count - 1
    var slot = IdentityTable.start(key, mask)
    while let found = keys[slot] {
      if found == key { return elements[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  mutating func set(_ name: StringObject, _ element: Element) {
    if (count + 1) * 2 > keys.count { grow() }
    place(IdentityTable.address(name), element)
  }

  mutating func removeAll() {
    keys.removeAll()
    elements.removeAll()
    count = 0
  }

  private mutating func place(_ key: UnsafeRawPointer, _ element: Element) {
    let mask = keys.count - 1
    var slot = IdentityTable.start(key, mask)
    while let found = keys[slot], found != key { slot = (slot + 1) & mask }
    if keys[slot] == nil { count += 1 }
    keys[slot] = key
    elements[slot] = element
  }

  private mutating func grow() {
    let old = zip(keys, elements)
    let size = max(8, keys.count * 2)
    keys = Array(repeating: nil, count: size)
    elements = Array(repeating: nil, count: size)
    count = 0
    for case (let key?, let element?) in old { place(key, element) }
  }
}
