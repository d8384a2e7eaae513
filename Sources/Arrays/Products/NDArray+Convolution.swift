extension NDArray {
  /// How much of a sliding product is kept.
  public enum SlidingMode: String, Sendable {
    case full, same, valid
  }

  /// The discrete convolution of two 1-d arrays.
  ///
  /// Errors: `v cannot be empty`, `object too deep for desired array`.
  public static func convolve(_ a: NDArray, _ v: NDArray, mode: SlidingMode = .full) throws(ArrayError)
    -> NDArray
  {
    let (x, y) = (try a.atLeast1D(), try v.atLeast1D())
    if x.shape[0] == 0 { throw ArrayError(.value, "a cannot be empty") }
    if y.shape[0] == 0 { throw ArrayError(.value, "v cannot be empty") }
    let (long, short) = y.shape[0] > x.shape[0] ? (y, x) : (x, y)
    guard long.ndim == 1 && short.ndim == 1 else {
      throw ArrayError(.value, "object too deep for desired array")
    }
    return try correlate(long, try short.flip([0]), mode: mode)
  }

  /// The cross-correlation of two 1-d arrays: `out[k] = Σ a[n + k]·v[n]`.
  public static func correlate(_ a: NDArray, _ v: NDArray, mode: SlidingMode = .valid) throws(ArrayError)
    -> NDArray
  {
    guard a.ndim == 1 && v.ndim == 1 else {
      throw ArrayError(
        .value,
        "object \(a.ndim == 0 || v.ndim == 0 ? "of too small depth for" : "too deep for") desired array")
    }
    if a.count == 0 { throw ArrayError(.value, "first array argument cannot be empty") }
    if v.count == 0 { throw ArrayError(.value, "second array argument cannot be empty") }
    if v.count > a.count {
      return try correlate(v, a, mode: mode).flip([0]).copy()
    }
    let type = DType.promote(a.dtype, v.dtype)
    let (long, short) = (try a.astype(type, copy: false), try v.astype(type, copy: false))
    let (n, m) = (long.count, short.count)
    let firstOffset: Int
    let length: Int
    switch mode {
    case .full: (firstOffset, length) = (1 - m, n + m - 1)
    case .same: (firstOffset, length) = (-(m / 2), n)
    case .valid: (firstOffset, length) = (0, n - m + 1)
    }
    let result = try NDArray(empty: Shape(length), type)
    for k in 0..<length {
      try Interruption.check()
      let start = firstOffset + k
      let low = Swift.max(0, -start)
      let high = Swift.min(m, n - start)
      let product = try dot(
        .array(long.part(0, start + low, high - low)), .array(short.part(0, low, high - low)))
      try result.part(0, k, 1).fill(from: try product.asArray())
    }
    return result
  }

  /// The cross product of 3-vectors in the last axis.
  ///
  /// Errors: `incompatible dimensions for cross product` (2-vectors are not supported).
  public static func cross(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    if a.ndim < 1 || b.ndim < 1 { throw ArrayError(.value, "At least one array has zero dimension") }
    guard a.shape[a.ndim - 1] == 3 && b.shape[b.ndim - 1] == 3 else {
      throw ArrayError(
        .value, "incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    }
    let type = DType.promote(a.dtype, b.dtype)
    let (x, y) = (try a.astype(type, copy: false), try b.astype(type, copy: false))
    func component(_ i: Int, _ j: Int) throws(ArrayError) -> NDArray {
      func at(_ array: NDArray, _ k: Int) -> Operand { .array(array.item(array.ndim - 1, k)) }
      let first = try binary(.multiply, at(x, i), at(y, j))
      let second = try binary(.multiply, at(x, j), at(y, i))
      return try binary(.subtract, first.operand, second.operand).asArray()
    }
    let components = [try component(1, 2), try component(2, 0), try component(0, 1)]
    return try stack(components, axis: components[0].ndim)
  }

  /// The Kronecker product: blocks of `b` scaled by the elements of `a`.
  public static func kronecker(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> ArrayResult {
    if a.ndim == 0 || b.ndim == 0 { return try binary(.multiply, .array(a), .array(b)) }
    let rank = Swift.max(a.ndim, b.ndim)
    if 2 * rank > Shape.maximumCount { throw Shape.tooMany(2 * rank) }
    var left = Shape()
    var right = Shape()
    var result = Shape()
    for i in 0..<rank {
      let p = i >= rank - a.ndim ? a.shape[i - (rank - a.ndim)] : 1
      let q = i >= rank - b.ndim ? b.shape[i - (rank - b.ndim)] : 1
      left.append(p)
      left.append(1)
      right.append(1)
      right.append(q)
      result.append(p &* q)
    }
    let product = try binary(.multiply, .array(try a.reshape(left)), .array(try b.reshape(right)))
    return .array(try product.asArray().reshape(result))
  }
}
