import Arrays

/// Layer normalisation: each example shifted and scaled to mean 0 and variance 1 over its features, then by γ and β.
///
/// Source: Ba, Kiros and Hinton, Layer normalization, 2016; CS231n assignment 2, `layernorm_forward`.
public enum LayerNorm {
  /// What the backward pass needs.
  public struct Cache {
    /// √(variance + ε), of shape (N, 1).
    public let deviation: NDArray
    /// (x − mean) / deviation, of shape (N, D).
    public let normalized: NDArray
    public let gamma: NDArray

    public init(deviation: NDArray, normalized: NDArray, gamma: NDArray) {
      self.deviation = deviation
      self.normalized = normalized
      self.gamma = gamma
    }
  }

  /// γ · (x − μ) / √(σ² + ε) + β with μ and σ² of each row; the same in training and in use.
  public static func forward(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray, epsilon: Double = 1e-5) throws
    -> (out: NDArray, cache: Cache)
  {
    try BatchNorm.check(x, gamma, beta)
    let (normalized, deviation) = try normalizeRows(x, epsilon)
    let out = try gamma.times(normalized).plus(beta)
    return (out, Cache(deviation: deviation, normalized: normalized, gamma: gamma))
  }

  /// dx = (D d − Σ d − x̂ Σ d x̂) / (D s) with d = dout · γ and sums over a row; dγ, dβ as in `BatchNorm`.
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> BatchNorm.Gradients {
    try Check.shape(dout, cache.normalized.shape, "dout")
    let dbeta = try dout.sum([0])
    let dgamma = try dout.times(cache.normalized).sum([0])
    let upstream = try dout.times(cache.gamma)
    return (try rowGradient(upstream, cache.normalized, cache.deviation), dgamma, dbeta)
  }

  /// Rows with mean 0 and variance 1, and the deviations they were divided by, as a column.
  static func normalizeRows(_ x: NDArray, _ epsilon: Double) throws -> (
    normalized: NDArray, deviation: NDArray
  ) {
    let mean = try x.mean([1], keepDims: true)
    let deviation = try x.variance([1], keepDims: true).plus(epsilon).apply(.sqrt)
    return (try x.minus(mean).over(deviation), deviation)
  }

  /// The gradient in x of rows normalised to x̂ whose gradient is `upstream`:
  /// e = d / (D s), dx = D e − x̂ Σ e x̂ − Σ e.
  static func rowGradient(_ upstream: NDArray, _ normalized: NDArray, _ deviation: NDArray) throws -> NDArray
  {
    let count = Double(upstream.shape[1])
    let scaled = try upstream.over(deviation.times(count))
    let projection = try scaled.times(normalized).sum([1], keepDims: true).times(normalized)
    return try scaled.times(count).minus(projection).minus(scaled.sum([1], keepDims: true))
  }
}
