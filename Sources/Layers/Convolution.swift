import Arrays
import CKernels

/// The convolution layer: each filter slid over zero-padded images.
///
/// out[n, f, i, j] = Σ x[n, c, i·stride + r − pad, j·stride + s − pad] · w[f, c, r, s] + b[f], with
/// 1 + ⌊(H + 2·pad − HH) / stride⌋ rows, and columns likewise. Source: CS231n assignment 2, `conv_forward_naive`,
/// `conv_forward_strides`.
public enum Convolution {
  /// How filters move.
  public struct Parameters: Equatable, Sendable {
    public var stride: Int
    public var pad: Int

    public init(stride: Int, pad: Int) {
      self.stride = stride
      self.pad = pad
    }
  }

  /// What the backward pass needs: the inputs.
  public struct Cache {
    public let x: NDArray
    public let w: NDArray
    public let b: NDArray
    public let parameters: Parameters

    public init(x: NDArray, w: NDArray, b: NDArray, _ parameters: Parameters) {
      self.x = x
      self.w = w
      self.b = b
      self.parameters = parameters
    }
  }

  public typealias Gradients = (dx: NDArray, dw: NDArray, db: NDArray)

  /// Sizes of one convolution, checked.
  struct Geometry {
    var shape: nb_conv_shape
    let rows: Int
    let columns: Int

    var outShape: Shape { [shape.images, shape.filters, rows, columns] }
    /// The number of elements that meet in one sum.
    var depth: Int { shape.channels * shape.kernel_height * shape.kernel_width }
  }

  /// The geometry of the convolution of x with w.
  ///
  /// Errors: other than four dimensions, channels that differ, a stride below one, a filter larger than the padded
  /// image.
  static func geometry(_ x: NDArray, _ w: NDArray, _ parameters: Parameters) throws -> Geometry {
    try Check.dimensions(x, 4, "x")
    try Check.dimensions(w, 4, "w")
    guard x.shape[1] == w.shape[1] else {
      throw ArrayError(
        .value,
        "x of shape \(x.shape.tupleDescription) has \(x.shape[1]) channels, but w of shape "
          + "\(w.shape.tupleDescription) takes \(w.shape[1])")
    }
    let limit = 1 << 40
    // A stride beyond the image is never taken, however long it is.
    let (stride, pad) = (min(parameters.stride, limit), parameters.pad)
    guard stride >= 1 else { throw ArrayError(.value, "stride must be at least 1, not \(stride)") }
    guard pad >= 0 else { throw ArrayError(.value, "index can't contain negative values") }
    guard pad < limit else { throw ArrayError(.memory, "pad \(pad) is too large") }
    _ = try Check.product(w.shape[1], w.shape[2], w.shape[3])
    _ = try Check.product(x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    let shape = nb_conv_shape(
      images: x.shape[0], channels: x.shape[1], height: x.shape[2], width: x.shape[3], filters: w.shape[0],
      kernel_height: w.shape[2], kernel_width: w.shape[3], stride: stride, pad: pad)
    let rows = nb_conv_out(shape.height, shape.kernel_height, stride, pad)
    let columns = nb_conv_out(shape.width, shape.kernel_width, stride, pad)
    guard rows > 0, columns > 0 else {
      throw ArrayError(
        .value,
        "a filter of \(shape.kernel_height) by \(shape.kernel_width) does not fit on images of "
          + "\(shape.height) by \(shape.width) padded by \(pad)")
    }
    return Geometry(shape: shape, rows: rows, columns: columns)
  }

  // MARK: Fast

  /// The convolution by matrix products, on all processors: `conv_forward_fast`.
  ///
  /// Sums run over channel, filter row, filter column as one chain of fused multiply-adds (see `nb_gemm.h`).
  public static func forwardFast(_ x: NDArray, _ w: NDArray, _ b: NDArray, _ parameters: Parameters) throws
    -> (out: NDArray, cache: Cache)
  {
    let geometry = try geometry(x, w, parameters)
    try Check.length(b, geometry.shape.filters, "b")
    let type = layerType(x, w, b)
    let out = try NDArray(empty: geometry.outShape, type)
    let (a, filters, bias) = (try x.prepared(type), try w.prepared(type), try b.prepared(type))
    let enough =
      type == .float32
      ? convolve(geometry, a, filters, bias, out, Float.self)
      : convolve(geometry, a, filters, bias, out, Double.self)
    try Interruption.check()
    guard enough else { throw outOfMemory }
    return (out, Cache(x: x, w: w, b: b, parameters))
  }

  private static func convolve<T: LayerElement>(
    _ geometry: Geometry, _ x: NDArray, _ w: NDArray, _ b: NDArray, _ out: NDArray, _: T.Type
  ) -> Bool {
    var shape = geometry.shape
    return T.convolve(
      &shape, x.elements(T.self), w.elements(T.self), b.elements(T.self), out.elements(T.self))
  }

  /// Gradients by matrix products: `conv_backward_fast`. Without `needsInput`, dx is not calculated and is empty.
  public static func backwardFast(_ dout: NDArray, _ cache: Cache, needsInput: Bool = true) throws
    -> Gradients
  {
    let (x, w) = (cache.x, cache.w)
    let geometry = try geometry(x, w, cache.parameters)
    try Check.shape(dout, geometry.outShape, "dout")
    let type = layerType(x, w, dout)
    let dx = try NDArray(empty: needsInput ? x.shape : [0], type)
    let dw = try NDArray(empty: w.shape, type)
    let db = try NDArray(empty: Shape(geometry.shape.filters), type)
    let (a, filters, upstream) = (try x.prepared(type), try w.prepared(type), try dout.prepared(type))
    func run<T: LayerElement>(_: T.Type) -> Bool {
      var shape = geometry.shape
      return T.convolveBack(
        &shape, a.elements(T.self), filters.elements(T.self), upstream.elements(T.self),
        needsInput ? dx.elements(T.self) : nil, dw.elements(T.self), db.elements(T.self))
    }
    let enough = type == .float32 ? run(Float.self) : run(Double.self)
    try Interruption.check()
    guard enough else { throw outOfMemory }
    return (dx, dw, db)
  }

  /// dx alone.
  static func inputGradient(_ dout: NDArray, _ cache: Cache) throws -> NDArray {
    let geometry = try geometry(cache.x, cache.w, cache.parameters)
    try Check.shape(dout, geometry.outShape, "dout")
    let type = layerType(cache.x, cache.w, dout)
    let dx = try NDArray(empty: cache.x.shape, type)
    let (a, filters) = (try cache.x.prepared(type), try cache.w.prepared(type))
    let upstream = try dout.prepared(type)
    func run<T: LayerElement>(_: T.Type) -> Bool {
      var shape = geometry.shape
      return T.convolveBack(
        &shape, a.elements(T.self), filters.elements(T.self), upstream.elements(T.self), dx.elements(T.self),
        nil,
        nil)
    }
    let enough = type == .float32 ? run(Float.self) : run(Double.self)
    try Interruption.check()
    guard enough else { throw outOfMemory }
    return dx
  }

  static var outOfMemory: ArrayError { ArrayError(.memory, "not enough memory for a convolution to work in") }
}
