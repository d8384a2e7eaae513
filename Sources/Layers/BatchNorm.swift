import Arrays
import CKernels

/// Batch normalisation: each feature shifted and scaled to mean 0 and variance 1 over the minibatch, then by γ and β.
///
/// Source: Ioffe and Szegedy, Batch normalization, 2015; CS231n assignment 2, `batchnorm_forward`.
public enum BatchNorm {
  /// What the backward pass needs of a training pass.
  public struct Cache {
    /// x − mean, of shape (N, D).
    public var centered: NDArray {
      get throws {
        switch kept {
        case .results(let centered, _): centered
        case .input(let x, let mean): try x.minus(mean)
        }
      }
    }
    /// √(variance + ε), of shape (D,).
    public let deviation: NDArray
    /// (x − mean) / deviation.
    public var normalized: NDArray {
      get throws {
        switch kept {
        case .results(_, let normalized): normalized
        case .input: try centered.over(deviation)
        }
      }
    }
    public let gamma: NDArray

    /// A network keeps what it has anyway; the rest is made when somebody asks for it.
    fileprivate enum Kept {
      case results(centered: NDArray, normalized: NDArray)
      case input(x: NDArray, mean: NDArray)
    }
    fileprivate let kept: Kept

    /// Of shape (N, D).
    var shape: Shape {
      switch kept {
      case .results(let centered, _): centered.shape
      case .input(let x, _): x.shape
      }
    }

    public init(centered: NDArray, deviation: NDArray, normalized: NDArray, gamma: NDArray) {
      kept = .results(centered: centered, normalized: normalized)
      self.deviation = deviation
      self.gamma = gamma
    }

    init(x: NDArray, mean: NDArray, deviation: NDArray, gamma: NDArray) {
      kept = .input(x: x, mean: mean)
      self.deviation = deviation
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
    try check(x, gamma, beta)
    if let made = try fused(x, gamma, beta, epsilon) { return made }
    let mean = try x.mean([0])
    let variance = try x.variance([0])
    let deviation = try variance.plus(epsilon).apply(.sqrt)
    let centered = try x.minus(mean)
    let normalized = try centered.over(deviation)
    let out = try gamma.times(normalized).plus(beta)
    let cache = Cache(centered: centered, deviation: deviation, normalized: normalized, gamma: gamma)
    return (out, cache, (mean, variance))
  }

  /// The training pass in one pass over memory for each column: the same operations in the same order, so the same bits.
  ///
  /// nil for what NumPy would sum in another order (a single column), and for other types and layouts.
  private static func fused(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ epsilon: Double) throws
    -> (out: NDArray, cache: Cache, statistics: Statistics)?
  {
    let (rows, columns) = (x.shape[0], x.shape[1])
    guard rows > 0, columns > 1, isRow(gamma, columns, x.dtype), isRow(beta, columns, x.dtype),
      x.dtype.isFloat,
      x.isCContiguous
    else { return nil }
    func row() throws -> NDArray { try NDArray(empty: Shape(columns), x.dtype) }
    let (mean, variance, deviation) = (try row(), try row(), try row())
    let out = try NDArray(empty: x.shape, x.dtype)
    func run<T: TrainingElement>(_: T.Type) {
      T.normalize(
        rows, columns, x.elements(T.self), gamma.elements(T.self), beta.elements(T.self), T(epsilon),
        out.elements(T.self), mean.elements(T.self), variance.elements(T.self), deviation.elements(T.self))
    }
    x.dtype == .float32 ? run(Float.self) : run(Double.self)
    let cache = Cache(x: x, mean: mean, deviation: deviation, gamma: gamma)
    return (out, cache, (mean, variance))
  }

  /// ValueError unless x is a matrix of examples and γ and β fit its features.
  static func check(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray) throws {
    try Check.dimensions(x, 2, "x")
    let usual = Shape(x.shape[1])
    try Check.stretches(gamma, to: x.shape, "gamma", usual: usual)
    try Check.stretches(beta, to: x.shape, "beta", usual: usual)
  }

  /// ValueError unless running estimates have a feature's shape.
  static func check(_ running: Statistics, _ shape: Shape) throws {
    try Check.stretches(running.mean, to: shape, "running_mean")
    try Check.stretches(running.variance, to: shape, "running_var")
  }

  /// Whether an array is a contiguous row of `count` elements of that type.
  static func isRow(_ array: NDArray, _ count: Int, _ dtype: DType) -> Bool {
    array.ndim == 1 && array.count == count && array.dtype == dtype && array.isCContiguous
  }

  /// momentum · running + (1 − momentum) · sample, of both estimates.
  public static func update(_ running: Statistics, with sample: Statistics, momentum: Double) throws
    -> Statistics
  {
    try check(running, sample.mean.shape)
    return (
      try running.mean.times(momentum).plus(sample.mean.times(1 - momentum)),
      try running.variance.times(momentum).plus(sample.variance.times(1 - momentum))
    )
  }

  /// The test pass: normalised by running estimates.
  public static func test(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ running: Statistics, epsilon: Double = 1e-5
  ) throws -> NDArray {
    try check(x, gamma, beta)
    try check(running, Shape(x.shape[1]))
    let deviation = try running.variance.plus(epsilon).apply(.sqrt)
    return try gamma.times(x.minus(running.mean).over(deviation)).plus(beta)
  }

  /// Gradients through the graph, node by node.
  ///
  /// With d = dout · γ and s the deviation: dσ = −Σ d (x − μ) / s², dσ² = dσ / 2s,
  /// e = d / s + 2 (x − μ) dσ² / N, dx = e − Σ e / N; dγ = Σ dout x̂, dβ = Σ dout.
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> Gradients {
    try Check.shape(dout, cache.shape, "dout")
    let count = Double(dout.shape[0])
    let dbeta = try dout.sum([0])
    let dgamma = try dout.times(cache.normalized).sum([0])
    let upstream = try dout.times(cache.gamma)
    let centered = try cache.centered
    let ddeviation = try upstream.times(centered).sum([0]).apply(.negative)
      .over(cache.deviation.apply(.square))
    let dvariance = try ddeviation.times(0.5).over(cache.deviation)
    let direct = try upstream.over(cache.deviation)
      .plus(centered.times(2).times(dvariance).over(count))
    let dmean = try direct.sum([0]).apply(.negative)
    return (try direct.plus(dmean.over(count)), dgamma, dbeta)
  }

  /// The same gradients by the simplified formula: dx = (N d − Σ d − x̂ Σ d x̂) / (N s) with d = dout · γ.
  public static func backwardAlt(_ dout: NDArray, _ cache: Cache) throws -> Gradients {
    try Check.shape(dout, cache.shape, "dout")
    if let made = try fusedAlt(dout, cache) { return made }
    let count = Double(dout.shape[0])
    let dbeta = try dout.sum([0])
    let normalized = try cache.normalized
    let dgamma = try dout.times(normalized).sum([0])
    let upstream = try dout.times(cache.gamma)
    let projection = try normalized.times(upstream.times(normalized).sum([0]))
    let dx = try upstream.times(count).minus(upstream.sum([0])).minus(projection)
      .over(cache.deviation.times(count))
    return (dx, dgamma, dbeta)
  }

  /// `backwardAlt` in two passes over memory for each column, with the same bits; nil as in `fused`.
  private static func fusedAlt(_ dout: NDArray, _ cache: Cache) throws -> Gradients? {
    let (rows, columns, type) = (dout.shape[0], dout.shape[1], dout.dtype)
    let (x, mean): (NDArray, NDArray?) =
      switch cache.kept {
      case .results(_, let normalized): (normalized, nil)
      case .input(let x, let mean): (x, mean)
      }
    guard rows > 0, columns > 1, type.isFloat, x.dtype == type, dout.isCContiguous, x.isCContiguous,
      isRow(cache.gamma, columns, type), isRow(cache.deviation, columns, type)
    else { return nil }
    let dx = try NDArray(empty: dout.shape, type)
    let (dgamma, dbeta) = (try NDArray(empty: Shape(columns), type), try NDArray(empty: Shape(columns), type))
    func run<T: TrainingElement>(_: T.Type) {
      T.normalizeBack(
        rows, columns, dout.elements(T.self), x.elements(T.self), mean?.elements(T.self),
        cache.gamma.elements(T.self), cache.deviation.elements(T.self), dx.elements(T.self),
        dgamma.elements(T.self), dbeta.elements(T.self)
      )
    }
    type == .float32 ? run(Float.self) : run(Double.self)
    return (dx, dgamma, dbeta)
  }
}
