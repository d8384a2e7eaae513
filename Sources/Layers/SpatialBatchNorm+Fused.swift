import Arrays
import CKernels

/// Spatial batch normalisation for networks: images stay where they lie, and a relu behind it is part of it.
///
/// The same operations in the same order as `SpatialBatchNorm.train` and `backward`, so the same bits.
extension SpatialBatchNorm {
  /// What the backward pass needs; normalised values are made again from x.
  public struct Cache {
    let x: NDArray
    let gamma: NDArray
    let mean: NDArray
    let deviation: NDArray
    /// The output, positive where relu passed a value on; nil without relu.
    let out: NDArray?
  }

  /// Whether the fused pass serves these arrays: of one floating type, contiguous, several channels.
  public static func isFusible(_ x: NDArray, _ gamma: NDArray, _ beta: NDArray) -> Bool {
    x.ndim == 4 && x.dtype.isFloat && x.count > 0 && x.shape[1] > 1 && x.isCContiguous
      && BatchNorm.isRow(gamma, x.shape[1], x.dtype) && BatchNorm.isRow(beta, x.shape[1], x.dtype)
  }

  /// The training pass for arrays that `isFusible` admits.
  public static func trainFused(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, relu: Bool, epsilon: Double = 1e-5
  ) throws -> (out: NDArray, cache: Cache, statistics: BatchNorm.Statistics) {
    let channels = x.shape[1]
    func row() throws -> NDArray { try NDArray(empty: Shape(channels), x.dtype) }
    let (mean, variance, deviation) = (try row(), try row(), try row())
    let out = try NDArray(empty: x.shape, x.dtype)
    func run<T: TrainingElement>(_: T.Type) {
      T.normalizePlanes(
        x.shape[0], channels, x.shape[2] * x.shape[3], x.elements(T.self), gamma.elements(T.self),
        beta.elements(T.self), T(epsilon), relu, out.elements(T.self), mean.elements(T.self),
        variance.elements(T.self), deviation.elements(T.self))
    }
    x.dtype == .float32 ? run(Float.self) : run(Double.self)
    let cache = Cache(x: x, gamma: gamma, mean: mean, deviation: deviation, out: relu ? out : nil)
    return (out, cache, (mean, variance))
  }

  /// The output in use, for arrays that `isFusible` admits, of running estimates of their type.
  public static func testFused(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ running: BatchNorm.Statistics, relu: Bool,
    epsilon: Double = 1e-5
  ) throws -> NDArray {
    guard BatchNorm.isRow(running.mean, x.shape[1], x.dtype),
      BatchNorm.isRow(running.variance, x.shape[1], x.dtype)
    else {
      let out = try test(x, gamma, beta, running, epsilon: epsilon)
      return relu ? try Relu.forward(out).out : out
    }
    let deviation = try running.variance.plus(epsilon).apply(.sqrt)
    let out = try NDArray(empty: x.shape, x.dtype)
    func run<T: TrainingElement>(_: T.Type) {
      T.applyPlanes(
        x.shape[0], x.shape[1], x.shape[2] * x.shape[3], x.elements(T.self), gamma.elements(T.self),
        beta.elements(T.self), running.mean.elements(T.self), deviation.elements(T.self), relu,
        out.elements(T.self))
    }
    x.dtype == .float32 ? run(Float.self) : run(Double.self)
    return out
  }

  /// Gradients, through the relu too if there was one.
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> BatchNorm.Gradients {
    try Check.shape(dout, cache.x.shape, "dout")
    let (shape, type) = (cache.x.shape, cache.x.dtype)
    guard dout.dtype == type else {
      // Types are mixed as NumPy mixes them: operation by operation.
      let upstream = try cache.out.map { try Relu.backward(dout, $0) } ?? dout
      return try backward(upstream, train(cache.x, cache.gamma, cache.gamma).cache)
    }
    let upstream = try dout.prepared(type)
    let dx = try NDArray(empty: shape, type)
    let (dgamma, dbeta) = (
      try NDArray(empty: Shape(shape[1]), type), try NDArray(empty: Shape(shape[1]), type)
    )
    func run<T: TrainingElement>(_: T.Type) {
      T.normalizePlanesBack(
        shape[0], shape[1], shape[2] * shape[3], upstream.elements(T.self), cache.out?.elements(T.self),
        cache.x.elements(T.self), cache.gamma.elements(T.self), cache.mean.elements(T.self),
        cache.deviation.elements(T.self), dx.elements(T.self), dgamma.elements(T.self), dbeta.elements(T.self)
      )
    }
    type == .float32 ? run(Float.self) : run(Double.self)
    return (dx, dgamma, dbeta)
  }
}
