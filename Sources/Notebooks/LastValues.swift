import Language

/// `_`, `__` and `___`: the last values that cells showed, newest first, as in Jupyter. Where a script has put something
/// of its own under one of these names, all three are left alone.
struct LastValues {
  private var values: [Value] = []
  private static var names: [StringObject] { ["_", "__", "___"].map { StringObject.interned($0) } }

  /// Before the first value: empty texts, as in Jupyter.
  mutating func begin(_ module: ModuleObject) {
    guard values.isEmpty else { return }
    values = Array(repeating: .string(""), count: 3)
    for (name, value) in zip(Self.names, values) where module.namespace.find(name) == nil {
      module.namespace.set(name, value)
    }
  }

  mutating func add(_ value: Value, _ module: ModuleObject) {
    for (place, name) in Self.names.enumerated() {
      guard let current = module.namespace.find(name) else { continue }
      guard place < values.count, isSame(current, values[place]) else { return }
    }
    values = [value] + values.prefix(2)
    for (name, value) in zip(Self.names, values) { module.namespace.set(name, value) }
  }

  /// Identity, for which NumPy's scalars, which are no objects here, count by their bits.
  private func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.npFloat64(let a), .npFloat64(let b)): a.bitPattern == b.bitPattern
    case (.npFloat32(let a), .npFloat32(let b)): a.bitPattern == b.bitPattern
    case (.npInt64(let a), .npInt64(let b)): a == b
    case (.npInt32(let a), .npInt32(let b)): a == b
    case (.npUInt8(let a), .npUInt8(let b)): a == b
    case (.npUInt64(let a), .npUInt64(let b)): a == b
    default: a.isIdentical(to: b)
    }
  }
}
