extension Interpreter {
  /// `format(value, specification)`
  public func format(_ value: Value, _ specification: String) throws -> String {
    if specification.isEmpty { return try str(value) }
    throw PyError.unsupported("format specifications")
  }

  /// `format % arguments`
  func percentFormat(_ format: String, _ arguments: Value) throws -> String {
    throw PyError.unsupported("% formatting")
  }
}

/// Powers of floats, the same bits everywhere.
enum FloatMath {
  static func pow(_ x: Double, _ y: Double) -> Double { 0 }
}
