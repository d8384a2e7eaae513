extension NDArray {
  /// `np.round`: to `decimals` places, halves to even, by scaling up, rounding and scaling down as NumPy does.
  public static func round(_ a: Operand, decimals: Int = 0, out: NDArray? = nil) throws(ArrayError)
    -> ArrayResult
  {
    let type = a.dtype
    if !type.isFloat {
      if type == .bool, decimals != 0 {
        throw ArrayError(
          .ufuncType,
          "Cannot cast ufunc '\(decimals > 0 ? "multiply" : "divide")' output from dtype('float64') to dtype('bool') "
            + "with casting rule 'same_kind'")
      }
      if type == .bool { throw ArrayError.missing("float16", operation: "round", of: type) }
      if decimals >= 0 { return try unary(.positive, a, out: out) }
      let scaled = try binary(.divide, a, .pyFloat(powerOfTen(-decimals)))
      let whole = try unary(.rint, scaled.operand)
      let result = try binary(.multiply, whole.operand, .pyFloat(powerOfTen(-decimals))).asArray().astype(
        type)
      guard let out else { return result.scalarIfZeroDimensional }
      try out.assign(.array(result))
      return .array(out)
    }
    if decimals == 0 { return try unary(.rint, a, out: out) }
    let factor = Operand.pyFloat(powerOfTen(Int(clamping: decimals.magnitude)))
    let scaled = try binary(decimals > 0 ? .multiply : .divide, a, factor)
    let whole = try unary(.rint, scaled.operand)
    return try binary(decimals > 0 ? .divide : .multiply, whole.operand, factor, out: out)
  }

  /// Exact up to 10^22, as a table or a power gives it; larger ones by repeated multiplication.
  private static func powerOfTen(_ n: Int) -> Double {
    var result = 1.0
    for _ in 0..<Swift.min(n, 400) { result *= 10 }
    return result
  }
}
