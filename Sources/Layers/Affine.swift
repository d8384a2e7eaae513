import Arrays

/// The fully connected layer: out = x·w + b for each example of a minibatch.
///
/// Source: CS231n assignment 2, `affine_forward` and `affine_backward`.
public enum Affine {
  /// What the backward pass needs.
  public struct Cache {
    public let x: NDArray
    public let w: NDArray
    public let b: NDArray

    public init(x: NDArray, w: NDArray, b: NDArray) {
      self.x = x
      self.w = w
      self.b = b
    }
  }

  /// Scores of shape (N, M) for x of shape (N, d₁, …, dₖ), w of shape (D, M) with D = d₁⋯dₖ, b of shape (M,).
  ///
  /// Errors: shapes that do not fit, in NumPy's words.
  public static func forward(_ x: NDArray, _ w: NDArray, _ b: NDArray) throws -> (out: NDArray, cache: Cache)
  {
    let out = try rows(x).product(w)
    // The product is fresh memory: the bias is added in place where it changes neither shape nor type.
    if out.ndim == 2, b.ndim == 1, b.count == out.shape[1], DType.promote(out.dtype, b.dtype) == out.dtype {
      try NDArray.inPlace(.add, out, .array(b))
      return (out, Cache(x: x, w: w, b: b))
    }
    return (try out.plus(b), Cache(x: x, w: w, b: b))
  }

  /// Gradients of a loss whose gradient in `out` is `dout`: dx = dout·wᵀ, dw = xᵀ·dout, db the sum of dout's rows.
  ///
  /// Without `needsInput`, dx is not calculated and is empty.
  public static func backward(_ dout: NDArray, _ cache: Cache, needsInput: Bool = true) throws -> (
    dx: NDArray, dw: NDArray, db: NDArray
  ) {
    let dx =
      needsInput
      ? try dout.product(cache.w.transpose()).reshape(cache.x.shape) : try NDArray(empty: [0], dout.dtype)
    let dw = try rows(cache.x).transpose().product(dout)
    return (dx, dw, try dout.sum([0]))
  }

  /// Each example as a row.
  private static func rows(_ x: NDArray) throws -> NDArray {
    guard x.ndim > 0 else { throw ArrayError(.index, "tuple index out of range") }
    if x.ndim == 2 { return x }
    var columns = 1
    for axis in 1..<max(1, x.ndim) { columns = columns &* x.shape[axis] }
    return try x.reshape(Shape(x.shape[0], columns))
  }
}
