import Arrays

/// Batch normalisation of images: statistics of each channel over images, rows and columns.
///
/// Source: CS231n assignment 2, `spatial_batchnorm_forward`.
public enum SpatialBatchNorm {
  /// Images of shape (N, C, H, W) as the rows of a matrix of C columns, pixel by pixel.
  public static func pixels(_ x: NDArray) throws -> NDArray {
    try Check.dimensions(x, 4, "x")
    let channels = x.shape[1]
    return try x.transpose([0, 2, 3, 1]).reshape(Shape(x.count / max(1, channels), channels))
  }

  /// Pixels back as images: a view with channels last in memory.
  public static func images(_ rows: NDArray, _ shape: Shape) throws -> NDArray {
    try rows.reshape([shape[0], shape[2], shape[3], shape[1]]).transpose([0, 3, 1, 2])
  }

  /// The training pass; see `BatchNorm.train`.
  public static func train(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray, epsilon: Double = 1e-5) throws
    -> (out: NDArray, cache: BatchNorm.Cache, statistics: BatchNorm.Statistics)
  {
    let (out, cache, statistics) = try BatchNorm.train(pixels(x), gamma, beta, epsilon: epsilon)
    return (try images(out, x.shape), cache, statistics)
  }

  /// The test pass; see `BatchNorm.test`.
  public static func test(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ running: BatchNorm.Statistics, epsilon: Double = 1e-5
  ) throws -> NDArray {
    try images(BatchNorm.test(pixels(x), gamma, beta, running, epsilon: epsilon), x.shape)
  }

  /// Gradients by the simplified formula of `BatchNorm.backwardAlt`.
  public static func backward(_ dout: NDArray, _ cache: BatchNorm.Cache) throws -> BatchNorm.Gradients {
    let (dx, dgamma, dbeta) = try BatchNorm.backwardAlt(pixels(dout), cache)
    return (try images(dx, dout.shape), dgamma, dbeta)
  }
}

/// Group normalisation of images: statistics over groups of channels of one image.
///
/// Source: Wu and He, Group normalization, 2018; CS231n assignment 2, `spatial_groupnorm_forward`.
public enum SpatialGroupNorm {
  /// What the backward pass needs.
  public struct Cache {
    /// √(variance + ε) of each group, of shape (N·G, 1).
    public let deviation: NDArray
    /// The normalised groups as rows, of shape (N·G, C·H·W / G).
    public let normalized: NDArray
    public let gamma: NDArray

    public init(deviation: NDArray, normalized: NDArray, gamma: NDArray) {
      self.deviation = deviation
      self.normalized = normalized
      self.gamma = gamma
    }
  }

  /// γ · x̂ + β for images of shape (N, C, H, W), γ and β of shape (1, C, 1, 1).
  ///
  /// Errors: a number of groups that does not divide C.
  public static func forward(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, groups: Int, epsilon: Double = 1e-5
  ) throws -> (out: NDArray, cache: Cache) {
    try Check.dimensions(x, 4, "x")
    guard groups > 0, x.shape[1] % groups == 0 else {
      throw ArrayError(.value, "\(x.shape[1]) channels cannot be divided into \(groups) groups")
    }
    let usual: Shape = [1, x.shape[1], 1, 1]
    try Check.stretches(gamma, to: x.shape, "gamma", usual: usual)
    try Check.stretches(beta, to: x.shape, "beta", usual: usual)
    let number = try Check.product(x.shape[0], groups)
    let rows = try x.reshape(Shape(number, x.count / max(1, number)))
    let (normalized, deviation) = try LayerNorm.normalizeRows(rows, epsilon)
    let out = try gamma.times(normalized.reshape(x.shape)).plus(beta)
    return (out, Cache(deviation: deviation, normalized: normalized, gamma: gamma))
  }

  /// Gradients; dγ and dβ have shape (1, C, 1, 1).
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> BatchNorm.Gradients {
    try Check.dimensions(dout, 4, "dout")
    try Check.length(dout, cache.normalized.count, "dout")
    guard cache.normalized.ndim == 2, cache.deviation.shape == Shape(cache.normalized.shape[0], 1) else {
      throw ArrayError(.value, "cache is not that of a group normalisation")
    }
    let axes = [0, 2, 3]
    let dbeta = try dout.sum(axes, keepDims: true)
    let dgamma = try dout.times(cache.normalized.reshape(dout.shape)).sum(axes, keepDims: true)
    let upstream = try dout.times(cache.gamma).reshape(cache.normalized.shape)
    let dx = try LayerNorm.rowGradient(upstream, cache.normalized, cache.deviation)
    return (try dx.reshape(dout.shape), dgamma, dbeta)
  }
}
