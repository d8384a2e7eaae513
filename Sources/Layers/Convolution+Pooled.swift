import Arrays
import CKernels

/// Convolution, 2×2 max pooling with stride 2 and relu as one layer, for networks: the same values as one after the
/// other, but the convolution's output never leaves the processor's cache.
///
/// The backward pass keeps one byte a window: which position was largest, or that relu gave zero. Only these positions
/// have a gradient, a quarter at most, and in float32 only these are added up for dw and db. In float64, in which digits
/// are compared, sums keep the order of `Convolution.backwardFast`.
public enum PooledConvolution {
  /// What the backward pass needs.
  public struct Cache {
    let convolution: Convolution.Cache
    /// uint8, of the output's shape (see `nb_train.h`).
    let places: NDArray
  }

  /// The pooling that is fused.
  public static let pooling = PoolParameters(height: 2, width: 2, stride: 2)

  /// Whether the layer serves these arrays: of one floating type, the convolution's output at least 2 by 2.
  public static func serves(
    _ x: NDArray, _ w: NDArray, _ b: NDArray, _ parameters: Convolution.Parameters, _ pool: PoolParameters
  ) -> Bool {
    guard pool == pooling, x.dtype.isFloat, w.dtype == x.dtype, b.dtype == x.dtype,
      let geometry = try? Convolution.geometry(x, w, parameters)
    else { return false }
    return geometry.rows > 1 && geometry.columns > 1 && b.ndim == 1 && b.count == geometry.shape.filters
  }

  /// relu(pool(conv(x, w) + b)) of shape (N, F, H′/2, W′/2); without `training` nothing is kept.
  public static func forward(
    _ x: NDArray, _ w: NDArray, _ b: NDArray, _ parameters: Convolution.Parameters, training: Bool = true
  ) throws -> (out: NDArray, cache: Cache?) {
    let geometry = try Convolution.geometry(x, w, parameters)
    try Check.length(b, geometry.shape.filters, "b")
    let type = layerType(x, w, b)
    let shape: Shape = [x.shape[0], w.shape[0], geometry.rows / 2, geometry.columns / 2]
    let out = try NDArray(empty: shape, type)
    let places = training ? try NDArray(empty: shape, .uint8) : nil
    let (a, filters, bias) = (try x.prepared(type), try w.prepared(type), try b.prepared(type))
    func run<T: TrainingElement>(_: T.Type) -> Bool {
      var shape = geometry.shape
      return T.convolveAndPool(
        &shape, a.elements(T.self), filters.elements(T.self), bias.elements(T.self), out.elements(T.self),
        places?.elements(UInt8.self))
    }
    let enough = type == .float32 ? run(Float.self) : run(Double.self)
    try Interruption.check()
    guard enough else { throw Convolution.outOfMemory }
    return (
      out,
      places.map { Cache(convolution: Convolution.Cache(x: x, w: w, b: b, parameters), places: $0) }
    )
  }

  /// Gradients. Without `needsInput`, dx is not calculated and is empty.
  public static func backward(_ dout: NDArray, _ cache: Cache, needsInput: Bool = true) throws
    -> Convolution.Gradients
  {
    let (x, w) = (cache.convolution.x, cache.convolution.w)
    let geometry = try Convolution.geometry(x, w, cache.convolution.parameters)
    try Check.shape(dout, cache.places.shape, "dout")
    let type = layerType(x, w, dout)
    let (a, upstream) = (try x.prepared(type), try dout.prepared(type))
    let places = cache.places.elements(UInt8.self)
    let addsPatches = type == .float32 && addsPatches(geometry)
    func spread<T: TrainingElement>(_: T.Type) throws -> NDArray {
      let gradient = try NDArray(empty: geometry.outShape, type)
      var shape = geometry.shape
      T.spread(&shape, upstream.elements(T.self), places, gradient.elements(T.self))
      return gradient
    }
    var whole: NDArray?
    if needsInput || !addsPatches {
      whole = type == .float32 ? try spread(Float.self) : try spread(Double.self)
    }
    guard addsPatches else {
      return try Convolution.backwardFast(whole ?? dout, cache.convolution, needsInput: needsInput)
    }
    let dw = try NDArray(empty: w.shape, type)
    let db = try NDArray(empty: Shape(geometry.shape.filters), type)
    func run<T: TrainingElement>(_: T.Type) -> Bool {
      var shape = geometry.shape
      return T.convolveAndPoolBack(
        &shape, a.elements(T.self), upstream.elements(T.self), places, dw.elements(T.self),
        db.elements(T.self))
    }
    let enough = type == .float32 ? run(Float.self) : run(Double.self)
    try Interruption.check()
    guard enough else { throw Convolution.outOfMemory }
    guard let whole else { return (try NDArray(empty: [0], type), dw, db) }
    return (try Convolution.inputGradient(whole, cache.convolution), dw, db)
  }

  /// Whether an image's patches fit in the cache; where they do not, the dense convolution is the faster one.
  private static func addsPatches(_ geometry: Convolution.Geometry) -> Bool {
    let (elements, overflow) = geometry.depth.multipliedReportingOverflow(
      by: geometry.rows * geometry.columns)
    return !overflow && elements <= 1 << 19
  }
}
