extension NDArray {
  /// The reductions that pass over nan: `np.nansum` and kin. Integers have no nan and reduce plainly.
  ///
  /// Errors: `All-NaN slice encountered` from argmax and argmin; an empty maximum.
  public func nanReduce(
    _ op: Reduction, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, ddof: Double = 0
  ) throws(ArrayError) -> ArrayResult {
    if op == .max || op == .min, count == 0, reducedCount(try axisMask(axes)) == 0 {
      throw ArrayError(
        .value,
        "zero-size array to reduction operation \(op == .max ? "fmax" : "fmin") which has no identity")
    }
    guard self.dtype.isFloat else {
      return try reduce(op, axes: axes, keepDims: keepDims, dtype: dtype, ddof: ddof)
    }
    let missing = try NDArray.unary(.isnan, .array(self)).asArray()
    switch op {
    case .sum: return try replacing(missing, 0).reduce(.sum, axes: axes, keepDims: keepDims, dtype: dtype)
    case .prod: return try replacing(missing, 1).reduce(.prod, axes: axes, keepDims: keepDims, dtype: dtype)
    case .max, .min:
      let filler: Double = op == .max ? -.infinity : .infinity
      let found = try replacing(missing, filler).reduce(op, axes: axes, keepDims: keepDims)
      return try marking(found, missing, axes, keepDims)
    case .argmax, .argmin:
      let all = try missing.reduce(.all, axes: axes).asArray()
      if try all.countNonzero() > 0 && count > 0 { throw ArrayError(.value, "All-NaN slice encountered") }
      return try replacing(missing, op == .argmax ? -.infinity : .infinity).reduce(
        op, axes: axes, keepDims: keepDims)
    case .mean:
      let present = try NDArray.unary(.logicalNot, .array(missing)).asArray()
      let number = try present.reduce(.sum, axes: axes, keepDims: keepDims)
      let total = try replacing(missing, 0).reduce(.sum, axes: axes, keepDims: keepDims, dtype: dtype)
      return try quotient(total, number)
    case .variance, .standardDeviation:
      let variance = try nanVariance(missing, axes, keepDims, dtype, ddof)
      return op == .variance ? variance : try NDArray.unary(.sqrt, variance.operand)
    default:
      return try reduce(op, axes: axes, keepDims: keepDims, dtype: dtype, ddof: ddof)
    }
  }

  /// `np.nancumsum` and `np.nancumprod`.
  public func nanCumulative(
    product: Bool, axis: Int? = nil, dtype: DType? = nil, out: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    guard self.dtype.isFloat else {
      return try cumulative(product: product, axis: axis, dtype: dtype, out: out)
    }
    let missing = try NDArray.unary(.isnan, .array(self)).asArray()
    return try replacing(missing, product ? 1 : 0).cumulative(
      product: product, axis: axis, dtype: dtype, out: out)
  }

  /// A copy with `value` in the places of `missing`.
  private func replacing(_ missing: NDArray, _ value: Double) throws(ArrayError) -> NDArray {
    let result = try copy(order: .keep)
    try result.setIndex([.mask(missing)], to: .pyFloat(value))
    return result
  }

  /// Division that keeps the dtype of `total`.
  private func quotient(_ total: ArrayResult, _ number: ArrayResult) throws(ArrayError) -> ArrayResult {
    let result = try ArrayWarnings.silenced { () throws(ArrayError) in
      try NDArray.binary(.divide, total.operand, number.operand)
    }
    if result.dtype == total.dtype { return result }
    switch result {
    case .scalar(let scalar): return .scalar(scalar.cast(to: total.dtype))
    case .array(let array): return .array(try array.astype(total.dtype))
    }
  }

  /// nan where no element took part.
  private func marking(
    _ found: ArrayResult, _ missing: NDArray, _ axes: [Int]?, _ keepDims: Bool
  ) throws(ArrayError) -> ArrayResult {
    let all = try missing.reduce(.all, axes: axes, keepDims: keepDims)
    let empty = try all.asArray()
    if try empty.countNonzero() == 0 { return found }
    try ArrayWarnings.warn(axes == nil ? "All-NaN axis encountered" : "All-NaN slice encountered")
    let result = try found.asArray()
    try result.setIndex([.mask(empty)], to: .pyFloat(.nan))
    return result.scalarIfZeroDimensional
  }

  private func nanVariance(
    _ missing: NDArray, _ axes: [Int]?, _ keepDims: Bool, _ dtype: DType?, _ ddof: Double
  ) throws(ArrayError) -> ArrayResult {
    let present = try NDArray.unary(.logicalNot, .array(missing)).asArray()
    let number = try present.reduce(.sum, axes: axes, keepDims: true)
    let clean = try replacing(missing, 0)
    let total = try clean.reduce(.sum, axes: axes, keepDims: true, dtype: dtype)
    let mean = try quotient(total, number)
    var centred = try NDArray.binary(.subtract, .array(clean), mean.operand).asArray()
    centred = try centred.replacing(missing, 0)
    let squares = try NDArray.binary(.multiply, .array(centred), .array(centred)).asArray()
    let sum = try squares.reduce(.sum, axes: axes, keepDims: keepDims, dtype: dtype)
    let rest = try NDArray.binary(
      .subtract, present.reduce(.sum, axes: axes, keepDims: keepDims).operand, .pyFloat(ddof))
    let variance = try quotient(sum, rest).asArray()
    let bad = try NDArray.binary(.lessEqual, rest.operand, .pyInt(0)).asArray()
    if try bad.countNonzero() > 0 {
      try ArrayWarnings.warn("Degrees of freedom <= 0 for slice.")
      try variance.setIndex([.mask(bad)], to: .pyFloat(.nan))
    }
    return variance.scalarIfZeroDimensional
  }
}
