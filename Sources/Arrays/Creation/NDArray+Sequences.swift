import CKernels

extension NDArray {
  /// `np.logspace`: powers of `base` whose exponents are `linspace(start, stop)`.
  public static func logspace(
    _ start: Double, _ stop: Double, count: Int = 50, endpoint: Bool = true, base: Double = 10,
    dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    let exponents = try linspace(start, stop, count: count, endpoint: endpoint)
    return try binary(.power, .pyFloat(base), .array(exponents)).asArray().astype(dtype, copy: false)
  }

  /// `np.geomspace`: numbers in geometric progression with the given ends.
  ///
  /// Errors: `Geometric sequence cannot include zero`.
  public static func geomspace(
    _ start: Double, _ stop: Double, count: Int = 50, endpoint: Bool = true, dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    if start == 0 || stop == 0 { throw ArrayError(.value, "Geometric sequence cannot include zero") }
    let sign: Double = start < 0 ? -1 : 1
    let result = try logspace(
      nb_log10(start / sign), nb_log10(stop / sign), count: count, endpoint: endpoint)
    let values = result.data.assumingMemoryBound(to: Double.self)
    if count > 0 {
      values[0] = start / sign
      if count > 1 && endpoint { values[count - 1] = stop / sign }
    }
    for i in 0..<count { values[i] *= sign }
    return try result.astype(dtype, copy: false)
  }
}
