import CKernels

extension BinaryOperation {
  /// The type in which both operands enter the loop, given their common dtype.
  ///
  /// Errors: operations that NumPy has not for the type; those whose NumPy result (int8, float16) is not a dtype here.
  @inline(__always)
  func loopType(common: DType) throws(ArrayError) -> DType {
    switch self {
    case .add, .multiply, .maximum, .minimum, .fmax, .fmin, .less, .lessEqual, .greater, .greaterEqual,
      .equal,
      .notEqual, .logicalAnd, .logicalOr, .logicalXor:
      return common
    default:
      return try unusualLoopType(common: common)
    }
  }

  private func unusualLoopType(common: DType) throws(ArrayError) -> DType {
    switch self {
    case .subtract:
      if common == .bool {
        throw ArrayError(
          .type,
          "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, "
            + "or the logical_xor function instead.")
      }
      return common
    case .divide:
      return common.isFloat ? common : common == .bool ? .float64 : common
    case .floorDivide, .remainder, .fmod, .power, .leftShift, .rightShift:
      if common == .bool { throw ArrayError.missing("int8", operation: name, of: common) }
      if common.isFloat, self == .leftShift || self == .rightShift { throw unsupported(common) }
      return common
    case .arctan2, .hypot, .logaddexp, .copysign:
      return try common.floating(for: name)
    case .bitwiseAnd, .bitwiseOr, .bitwiseXor:
      if common.isFloat { throw unsupported(common) }
      return common
    case .gcd:
      if common.isFloat || common == .bool { throw ArrayError.noLoop(name, [common, common]) }
      return common
    default:
      return common
    }
  }

  /// Whether the result does not have the operands' integer dtype, so that any Python integer may take part.
  var takesAnyInteger: Bool { isPredicate || self == .divide }

  /// Whether NumPy computes this operation on bools in int8.
  var widensBool: Bool {
    switch self {
    case .floorDivide, .remainder, .fmod, .power, .leftShift, .rightShift: true
    default: false
    }
  }

  private func unsupported(_ dtype: DType) -> ArrayError { ArrayError.unsupportedInput(name) }

  /// The type that a loop on `type` writes.
  @inline(__always)
  func resultType(loop type: DType) -> DType {
    if isPredicate { return .bool }
    return self == .divide && !type.isFloat ? .float64 : type
  }
}

extension UnaryOperation {
  /// The type in which the operand enters the loop.
  ///
  /// Errors: as for binary operations.
  @inline(__always)
  func loopType(_ dtype: DType) throws(ArrayError) -> DType {
    switch self {
    case .negative:
      if dtype == .bool {
        throw ArrayError(
          .type,
          "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the "
            + "logical_not function instead.")
      }
      return dtype
    case .absolute, .floor, .ceil, .trunc, .logicalNot, .isnan, .isinf, .isfinite: return dtype
    case .positive, .sign:
      if dtype == .bool { throw ArrayError.noLoop(name, [dtype]) }
      return dtype
    case .square, .reciprocal:
      if dtype == .bool { throw ArrayError.missing("int8", operation: name, of: dtype) }
      return dtype
    case .invert:
      if dtype.isFloat { throw ArrayError.unsupportedInput(name) }
      return dtype
    case .signbit: return dtype.isFloat ? dtype : .float64
    default: return try dtype.floating(for: name)
    }
  }

  /// The type that a loop on `type` writes.
  @inline(__always)
  func resultType(loop type: DType) -> DType {
    switch self {
    case .isnan, .isinf, .isfinite, .signbit, .logicalNot: .bool
    default: type
    }
  }
}

extension DType {
  /// The floating type in which a function of this dtype is computed.
  ///
  /// Errors: NumPy computes functions of bool and uint8 in float16, which is not a dtype here.
  func floating(for operation: String) throws(ArrayError) -> DType {
    switch self {
    case .float32, .float64: self
    case .int32, .int64, .uint64: .float64
    case .bool, .uint8: throw ArrayError.missing("float16", operation: operation, of: self)
    }
  }
}

extension ArrayError {
  static func missing(_ result: String, operation: String, of dtype: DType) -> ArrayError {
    ArrayError(
      .notImplemented,
      "'\(operation)' of \(dtype.name) gives \(result) in NumPy, which is not supported here: use astype first"
    )
  }

  static func unsupportedInput(_ name: String) -> ArrayError {
    ArrayError(
      .type,
      "ufunc '\(name)' not supported for the input types, and the inputs could not be safely coerced to any "
        + "supported types according to the casting rule ''safe''")
  }

  static func noLoop(_ name: String, _ dtypes: [DType]) -> ArrayError {
    let inputs = dtypes.map(\.className).joined(separator: ", ")
    let types = dtypes.count == 1 ? inputs : "(\(inputs))"
    return ArrayError(
      .ufuncType, "ufunc '\(name)' did not contain a loop with signature matching types \(types) -> None")
  }
}

extension DType {
  var className: String {
    let type =
      switch self {
      case .bool: "Bool"
      case .uint8: "UInt8"
      case .int32: "Int32"
      case .int64: "Int64"
      case .float32: "Float32"
      case .float64: "Float64"
      case .uint64: "UInt64"
      }
    return "<class 'numpy.dtypes.\(type)DType'>"
  }
}
