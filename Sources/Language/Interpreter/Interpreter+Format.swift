import Arrays

extension Interpreter {
  /// `format(value, specification)`
  public func format(_ value: Value, _ specification: String) throws -> String {
    switch value {
    case .str(let text):
      if specification.isEmpty { return text.value }
      return try NumberFormat.text(text.value, FormatSpecification(specification, typeName: "str"))
    case .float(let x), .npFloat64(let x):
      if specification.isEmpty { return FloatText.repr(x) }
      return try NumberFormat.float(x, FormatSpecification(specification, typeName: "float"))
    case .npFloat32(let x): return try format(.float(Double(x)), specification)
    case .int(let x), .npInt64(let x):
      if specification.isEmpty { return String(x) }
      return try NumberFormat.integer(x, FormatSpecification(specification, typeName: "int"))
    case .bool(let x), .npBool(let x):
      if specification.isEmpty { return x ? "True" : "False" }
      return try NumberFormat.integer(
        x ? 1 : 0, FormatSpecification(specification, typeName: "bool"), typeName: "bool")
    case .npInt32(let x): return try format(.int(Int(x)), specification)
    case .npUInt8(let x): return try format(.int(Int(x)), specification)
    case .npUInt64(let x):
      return try format(.integer(x), specification)
    case .array(let array):
      if array.shape.count == 0, let scalar = array.item() { return try format(Value(scalar), specification) }
    case .object(let big as BigIntObject):
      if specification.isEmpty { return try IntegerText.decimal(big.value) }
      return try NumberFormat.integer(big.value, FormatSpecification(specification, typeName: "int"))
    default:
      if let method = typeOf(value).lookup(Names.format) {
        let result = try call(bind(method, value), [.string(specification)])
        guard case .str(let text) = result else {
          throw PyError.typeError("__format__ must return a str, not \(typeName(result))")
        }
        return text.value
      }
    }
    if specification.isEmpty { return try str(value) }
    throw PyError.typeError("unsupported format string passed to \(typeName(value)).__format__")
  }

  /// `format % arguments`
  func percentFormat(_ format: String, _ arguments: Value) throws -> String {
    var formatter = PercentFormatter(self, arguments)
    return try formatter.format(format)
  }
}

/// Powers of floats, the same bits everywhere.
enum FloatMath {
  static func pow(_ x: Double, _ y: Double) -> Double { ScalarMath.pow(x, y) }
}
