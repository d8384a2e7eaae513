import Arrays

/// Batch normalisation: each feature shifted and scaled to mean 0 and variance 1 over the minibatch, then by γ and β.
///
/// Source: Ioffe and Szegedy, Batch normalization, 2015; CS231n assignment 2, `batchnorm_forward`.
public enum BatchNorm {
  /// What the backward pass needs of a training pass.
  public struct Cache {
    /// x − mean, of shape (N, D).
    public let centered: NDArray
    /// √(variance + ε), of shape (D,).
    public let deviation: NDArray
    /// (x − mean) / deviation.
    public let normalized: NDArray
    public let gamma: NDArray

    public init(centered: NDArray, deviation: NDArray, normalized: NDArray, gamma: NDArray) {
      self.centered = centered
      self.deviation = deviation
      self.normalized = normalized
      self.gamma = gamma
    }
  }

  public typealias Gradients = (dx: NDArray, dgamma: NDArray, dbeta: NDArray)

  /// Running estimates of mean and variance.
  public typealias Statistics = (mean: NDArray, variance: NDArray)

  /// The training pass: γ · (x − μ) / √(σ² + ε) + β with the minibatch's own μ and σ² (divided by N).
  ///
  /// x has shape (N, D), γ and β shape (D,).
  public static func train(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray, epsilon: Double = 1e-5) throws
    -> (out: NDArray, cache: Cache, statistics: Statistics)
  {
    try Check.dimensions(x, 2, "x")
    let mean = try x.mean([0])
    let variance = try x.variance([0])
    let deviation = try variance.plus(epsilon).apply(.sqrt)
    let centered = try x.minus(mean)
    let normalized = try centered.over(deviation)
    let out = try gamma.times(normalized).plus(beta)
    let cache = Cache(centered: centered, deviation: deviation, normalized: normalized, gamma: gamma)
    return (out, cache, (mean, variance))
  }

  /// momentum · running + (1 − momentum) · sample, of both estimates.
  public static func update(_ running: Statistics, with sample: Statistics, momentum: Double) throws
    -> Statistics
  {
    (
      try running.mean.times(momentum).plus(sample.mean.times(1 - momentum)),
      try running.variance.times(momentum).plus(sample.variance.times(1 - momentum))
    )
  }

  /// The test pass: normalised by running estimates.
  public static func test(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ running: Statistics, epsilon: Double = 1e-5
  ) throws -> NDArray {
    let deviation = try running.variance.plus(epsilon).apply(.sqrt)
    return try gamma.times(x.minus(running.mean).over(deviation)).plus(beta)
  }

  /// Gradients through the graph, node by node.
  ///
  /// With d = dout · γ and s the deviation: dσ = −Σ d (x − μ) / s², dσ² = dσ / 2s,
  /// e = d / s + 2 (x − μ) dσ² / N, dx = e − Σ e / N; dγ = Σ dout x̂, dβ = Σ dout.
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> Gradients {
    try Check.shape(dout, cache.normalized.shape, "dout")
    let count = Double(dout.shape[0])
    let dbeta = try dout.sum([0])
    let dgamma = try dout.times(cache.normalized).sum([0])
    let upstream = try dout.times(cache.gamma)
    let ddeviation = try upstream.times(cache.centered).sum([0]).apply(.negative)
      .over(cache.deviation.apply(.square))
    let dvariance = try ddeviation.times(0.5).over(cache.deviation)
    let direct = try upstream.over(cache.deviation)
      .plus(cache.centered.times(2).times(dvariance).over(count))
    let dmean = try direct.sum([0]).apply(.negative)
    return (try direct.plus(dmean.over(count)), dgamma, dbeta)
  }

  /// The same gradients by the simplified formula: dx = (N d − Σ d − x̂ Σ d x̂) / (N s) with d = dout · γ.
  public static func backwardAlt(_ dout: NDArray, _ cache: Cache) throws -> Gradients {
    try Check.shape(dout, cache.normalized.shape, "dout")
    let count = Double(dout.shape[0])
    let dbeta = try dout.sum([0])
    let dgamma = try dout.times(cache.normalized).sum([0])
    let upstream = try dout.times(cache.gamma)
    let projection = try cache.normalized.times(upstream.times(cache.normalized).sum([0]))
    let dx = try upstream.times(count).minus(upstream.sum([0])).minus(projection)
      .over(cache.deviation.times(count))
    return (dx, dgamma, dbeta)
  }
}
