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
  /// Errors: ValueError for shapes that do not fit.
  public static func forward(_ x: NDArray, _ w: NDArray, _ b: NDArray) throws -> (out: NDArray, cache: Cache)
  {
    let rows = try rows(x, for: w)
    try Check.stretches(b, to: Shape(rows.shape[0], w.shape[1]), "b", usual: Shape(w.shape[1]))
    let out = try rows.product(w)
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
    let rows = try rows(cache.x, for: cache.w)
    try Check.shape(dout, Shape(rows.shape[0], cache.w.shape[1]), "dout")
    let dx =
      needsInput
      ? try dout.product(cache.w.transpose()).reshape(cache.x.shape) : try NDArray(empty: [0], dout.dtype)
    let dw = try rows.transpose().product(dout)
    return (dx, dw, try dout.sum([0]))
  }

  /// Each example as a row that w takes.
  private static func rows(_ x: NDArray, for w: NDArray) throws -> NDArray {
    guard x.ndim > 0 else {
      throw ArrayError(.value, "x must have shape (N, d_1, ..., d_k), but its shape is ()")
    }
    try Check.dimensions(w, 2, "w")
    var columns = 1
    for axis in 1..<max(1, x.ndim) { columns = try Check.product(columns, x.shape[axis]) }
    guard columns == w.shape[0] else {
      throw ArrayError(
        .value,
        "x of shape \(x.shape.tupleDescription) has \(columns) features, but w of shape "
          + "\(w.shape.tupleDescription) takes \(w.shape[0])")
    }
    return x.ndim == 2 ? x : try x.reshape(Shape(x.shape[0], columns))
  }
}
