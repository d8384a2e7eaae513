extension Value {
  /// Whether the value holds no reference.
  @inline(__always)
  var isInline: Bool {
    switch self {
    case .str, .list, .tuple, .dict, .set, .array, .function, .builtin, .type, .iterator, .cell, .object:
      false
    default: true
    }
  }
}

/// Registers: storing a number in one that holds no reference is two moves, without a look at reference counts.
extension UnsafeMutablePointer<Value> {
  @inline(__always)
  func store(int value: Int) {
    if pointee.isInline { initialize(to: .int(value)) } else { pointee = .int(value) }
  }

  @inline(__always)
  func store(float value: Double) {
    if pointee.isInline { initialize(to: .float(value)) } else { pointee = .float(value) }
  }

  @inline(__always)
  func store(bool value: Bool) {
    if pointee.isInline { initialize(to: .bool(value)) } else { pointee = .bool(value) }
  }

  @inline(__always)
  func put(_ value: consuming Value) {
    if pointee.isInline { initialize(to: value) } else { pointee = value }
  }

  @inline(__always)
  func clear() {
    if pointee.isInline { initialize(to: .unset) } else { pointee = .unset }
  }
}
