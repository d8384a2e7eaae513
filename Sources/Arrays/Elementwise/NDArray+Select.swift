import CKernels

extension NDArray {
  /// `np.where(condition, a, b)`: elements of `a` where the condition is true, of `b` elsewhere.
  public static func select(_ condition: NDArray, _ a: Operand, _ b: Operand) throws(ArrayError)
    -> ArrayResult
  {
    let type = Operand.resultType(a, b)
    guard let loop = nb_where_find(Int32(type.rawValue)) else { throw ArrayError.unsupportedInput("where") }
    return try ternary(loop, "where", ElementwiseLoop.Input(condition, as: .bool), a, b, type, out: nil)
  }

  /// `np.clip`: values below `low` become it, values above `high` likewise; either may be missing.
  ///
  /// Errors: bounds that do not broadcast; Python integers out of range.
  public static func clip(
    _ a: Operand, _ low: Operand?, _ high: Operand?, out: NDArray? = nil
  ) throws(ArrayError) -> ArrayResult {
    // Python integers beyond the dtype's range bound nothing.
    if case .pyInt(let bound)? = low, a.dtype.isInteger, bound < 0, !a.dtype.holds(bound) {
      return try clip(a, nil, high, out: out)
    }
    if case .pyInt(let bound)? = high, a.dtype.isInteger, bound > 0, !a.dtype.holds(bound) {
      return try clip(a, low, nil, out: out)
    }
    guard let low else {
      guard let high else {
        if out == nil { return try unary(.positive, a) }
        return try unary(.positive, a, out: out)
      }
      return try binary(.minimum, a, high, out: out)
    }
    guard let high else { return try binary(.maximum, a, low, out: out) }
    let type = Operand.resultType([a, low, high])
    guard let loop = nb_clip_find(Int32(type.rawValue)) else { throw ArrayError.unsupportedInput("clip") }
    var cell: UInt64 = 0
    if let value = a.scalarValue {
      try store(value, as: type, weak: a.isWeak, predicate: false, to: &cell)
    }
    return try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      try ternary(loop, "clip", input(a, type, raw.baseAddress.unsafelyUnwrapped), low, high, type, out: out)
    }
  }

  private static func ternary(
    _ loop: nb_ternary_loop, _ name: String, _ first: ElementwiseLoop.Input, _ a: Operand, _ b: Operand,
    _ type: DType, out: NDArray?
  ) throws(ArrayError) -> ArrayResult {
    var cells = (UInt64(0), UInt64(0))
    // `where` converts Python integers as `astype` does, without a check of their range.
    let checks = name != "where"
    if let value = a.scalarValue {
      try store(value, as: type, weak: checks && a.isWeak, predicate: false, to: &cells.0)
    }
    if let value = b.scalarValue {
      try store(value, as: type, weak: checks && b.isWeak, predicate: false, to: &cells.1)
    }
    let result = try withUnsafeMutableBytes(of: &cells) { (raw) throws(ArrayError) in
      let base = raw.baseAddress.unsafelyUnwrapped
      let inputs = [first, input(a, type, base), input(b, type, base + 8)]
      return try ElementwiseLoop(loop: .ternary(loop), inputs: inputs, resultType: type).run(
        name: name, out: out)
    }
    if out != nil || name == "where" { return .array(result) }
    return result.scalarIfZeroDimensional
  }
}
