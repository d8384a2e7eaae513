extension NDArray {
  /// Where `|a − b| ≤ atol + rtol·|b|`, or a and b are equal infinities: `np.isclose`.
  public static func isClose(
    _ a: Operand, _ b: Operand, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) throws(ArrayError) -> ArrayResult {
    try ArrayWarnings.silenced { () throws(ArrayError) in
      try closeness(a, b, rtol: rtol, atol: atol, equalNaN: equalNaN)
    }
  }

  private static func closeness(
    _ a: Operand, _ b: Operand, rtol: Double, atol: Double, equalNaN: Bool
  ) throws(ArrayError) -> ArrayResult {
    var y = b
    switch b {
    case .pyInt(let value): y = .pyFloat(Double(value))
    case .pyBool(let value): y = .pyFloat(value ? 1 : 0)
    case .pyFloat: break
    case .array(let array): if !array.dtype.isFloat { y = .array(try array.astype(.float64)) }
    case .scalar(let scalar): if !scalar.dtype.isFloat { y = .scalar(scalar.cast(to: .float64)) }
    }
    let distance = try unary(.absolute, try binary(.subtract, a, y).operand)
    let scale = try binary(.multiply, .pyFloat(rtol), try unary(.absolute, y).operand)
    let limit = try binary(.add, .pyFloat(atol), scale.operand)
    let near = try binary(.lessEqual, distance.operand, limit.operand)
    let finite = try binary(.bitwiseAnd, near.operand, try unary(.isfinite, y).operand)
    let result = try binary(.bitwiseOr, finite.operand, try binary(.equal, a, y).operand)
    guard equalNaN, a.dtype.isFloat else { return result }
    let nans = try binary(.bitwiseAnd, try unary(.isnan, a).operand, try unary(.isnan, y).operand)
    return try binary(.bitwiseOr, result.operand, nans.operand)
  }

  /// Whether all elements are close: `np.allclose`.
  public static func allClose(
    _ a: Operand, _ b: Operand, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) throws(ArrayError) -> Bool {
    try isClose(a, b, rtol: rtol, atol: atol, equalNaN: equalNaN).areAllTrue()
  }

  /// Whether the arrays have one shape and equal elements: `np.array_equal`.
  public static func areEqual(_ a: NDArray, _ b: NDArray, equalNaN: Bool = false) throws(ArrayError) -> Bool {
    guard a.shape == b.shape else { return false }
    var same = try binary(.equal, .array(a), .array(b))
    if equalNaN && a.dtype.isFloat && b.dtype.isFloat {
      let nans = try binary(
        .bitwiseAnd, try unary(.isnan, .array(a)).operand, try unary(.isnan, .array(b)).operand)
      same = try binary(.bitwiseOr, same.operand, nans.operand)
    }
    return try same.areAllTrue()
  }

  /// `np.array_equiv`: whether the arrays broadcast to one shape and are equal there.
  public static func areEquivalent(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> Bool {
    guard Shape.broadcast(a.shape, b.shape) != nil else { return false }
    return try binary(.equal, .array(a), .array(b)).areAllTrue()
  }

  /// Numbers in place of nan and infinities; by default the largest magnitudes of the dtype: `np.nan_to_num`.
  public func replacingNonFinite(
    nan: Double = 0, positiveInfinity: Double? = nil, negativeInfinity: Double? = nil
  ) throws(ArrayError) -> NDArray {
    let result = try copy(order: .keep)
    guard dtype.isFloat else { return result }
    let largest = dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude
    let type = dtype
    try result.forEachElement { address in
      let value = Scalar(loading: address, type).doubleValue
      if value.isFinite { return }
      let new = value.isNaN ? nan : value > 0 ? positiveInfinity ?? largest : negativeInfinity ?? -largest
      Scalar.float64(new).cast(to: type).store(to: address)
    }
    return result
  }
}

extension ArrayResult {
  /// Whether no element of a bool result is false.
  func areAllTrue() throws(ArrayError) -> Bool {
    switch self {
    case .scalar(let scalar): scalar.isTrue
    case .array(let array): try array.reduce(.all).operand.scalarValue?.isTrue ?? true
    }
  }
}
