import Arrays
import CKernels

/// The size of pooling windows and how far they move.
public struct PoolParameters: Equatable, Sendable {
  public var height: Int
  public var width: Int
  public var stride: Int

  public init(height: Int, width: Int, stride: Int) {
    self.height = height
    self.width = width
    self.stride = stride
  }

  /// Whether windows are square and cover images of that shape without overlap.
  public func tiles(_ shape: Shape) -> Bool {
    height == width && height == stride && height > 0 && shape[2] % height == 0 && shape[3] % width == 0
  }

  /// Sizes for the kernels, and the number of windows below and beside each other: 1 + ⌊(H − height) / stride⌋.
  ///
  /// Errors: other than four dimensions, a stride below one, windows larger than the image.
  func geometry(_ x: NDArray) throws -> (shape: nb_pool_shape, out: Shape) {
    try Check.dimensions(x, 4, "x")
    guard stride >= 1 else { throw ArrayError(.value, "stride must be at least 1, not \(stride)") }
    let rows = nb_conv_out(x.shape[2], height, stride, 0)
    let columns = nb_conv_out(x.shape[3], width, stride, 0)
    guard rows > 0, columns > 0 else {
      throw ArrayError(
        .value,
        "a pooling window of \(height) by \(width) does not fit on images of \(x.shape[2]) by \(x.shape[3])")
    }
    guard x.shape[2].multipliedReportingOverflow(by: x.shape[3]).partialValue <= Int(Int32.max) else {
      throw ArrayError(.value, "images of more than 2147483647 pixels cannot be pooled")
    }
    let shape = nb_pool_shape(
      planes: try Check.product(x.shape[0], x.shape[1]), height: x.shape[2], width: x.shape[3],
      pool_height: height,
      pool_width: width, stride: stride)
    return (shape, [x.shape[0], x.shape[1], rows, columns])
  }
}

/// Max pooling: the largest element of each window.
///
/// Source: CS231n assignment 2, `max_pool_forward_naive` and `fast_layers.py`.
public enum MaxPool {
  /// What the backward pass needs: where each maximum stood, as row · width + column in its plane.
  public struct Cache {
    public let shape: Shape
    public let parameters: PoolParameters
    let dtype: DType
    let places: [Int32]
  }

  /// The maximum of each window; the first of equal ones is remembered, as `argmax` does.
  public static func forward(_ x: NDArray, _ parameters: PoolParameters) throws -> (
    out: NDArray, cache: Cache
  ) {
    var (shape, outShape) = try parameters.geometry(x)
    let type = layerType(x)
    let source = try x.prepared(type)
    let out = try NDArray(empty: outShape, type)
    let places = [Int32](unsafeUninitializedCapacity: out.count) { buffer, count in
      if type == .float32 {
        Float.pool(&shape, source.elements(Float.self), out.elements(Float.self), buffer.baseAddress)
      } else {
        Double.pool(&shape, source.elements(Double.self), out.elements(Double.self), buffer.baseAddress)
      }
      count = out.count
    }
    return (out, Cache(shape: x.shape, parameters: parameters, dtype: type, places: places))
  }

  /// The maximum of each window and nothing for a backward pass.
  public static func output(_ x: NDArray, _ parameters: PoolParameters) throws -> NDArray {
    var (shape, outShape) = try parameters.geometry(x)
    let type = layerType(x)
    let source = try x.prepared(type)
    let out = try NDArray(empty: outShape, type)
    if type == .float32 {
      Float.pool(&shape, source.elements(Float.self), out.elements(Float.self), nil)
    } else {
      Double.pool(&shape, source.elements(Double.self), out.elements(Double.self), nil)
    }
    return out
  }

  /// dout at the places of the maxima, added up where windows overlap; zero elsewhere.
  public static func backward(_ dout: NDArray, _ cache: Cache) throws -> NDArray {
    let dx = try NDArray(empty: cache.shape, DType.promote(dout.dtype, cache.dtype))
    var (shape, outShape) = try cache.parameters.geometry(dx)
    try Check.shape(dout, outShape, "dout")
    let upstream = try dout.prepared(dx.dtype)
    cache.places.withUnsafeBufferPointer { places in
      guard let first = places.baseAddress else { return }
      if dx.dtype == .float32 {
        Float.poolBack(&shape, upstream.elements(Float.self), first, dx.elements(Float.self))
      } else {
        Double.poolBack(&shape, upstream.elements(Double.self), first, dx.elements(Double.self))
      }
    }
    return dx
  }

  /// The gradient of windows that tile the image, shared equally by equal maxima: `max_pool_backward_reshape`.
  ///
  /// - Parameter out: the result of the forward pass.
  public static func backwardShared(_ dout: NDArray, x: NDArray, out: NDArray, _ parameters: PoolParameters)
    throws -> NDArray
  {
    let (shape, outShape) = try parameters.geometry(x)
    guard parameters.tiles(x.shape) else { throw ArrayError(.value, "Invalid pool params") }
    try Check.shape(dout, outShape, "dout")
    try Check.shape(out, outShape, "out")
    let type = layerType(x, dout)
    let dx = try NDArray(zeros: x.shape, type)
    let arrays = (try x.prepared(type), try out.prepared(type), try dout.prepared(type))
    if type == .float32 {
      share(shape, arrays.0, arrays.1, arrays.2, dx, Float.self)
    } else {
      share(shape, arrays.0, arrays.1, arrays.2, dx, Double.self)
    }
    return dx
  }

  private static func share<T: LayerElement>(
    _ shape: nb_pool_shape, _ x: NDArray, _ out: NDArray, _ dout: NDArray, _ dx: NDArray, _: T.Type
  ) {
    let (source, best) = (x.elements(T.self), out.elements(T.self))
    let (upstream, target) = (dout.elements(T.self), dx.elements(T.self))
    let (size, width) = (shape.pool_height, shape.width)
    var place = 0
    for plane in 0..<shape.planes {
      for row in 0..<shape.height / size {
        for column in 0..<width / size {
          let corner = (plane * shape.height + row * size) * width + column * size
          let maximum = best[place]
          var ties: T = 0
          for r in 0..<size {
            for s in 0..<size where source[corner + r * width + s] == maximum { ties += 1 }
          }
          for r in 0..<size {
            for s in 0..<size {
              let here = corner + r * width + s
              // Without a maximum (nan) NumPy divides zero by zero.
              target[here] = (source[here] == maximum ? upstream[place] : 0) / ties
            }
          }
          place += 1
        }
      }
    }
  }
}

/// Average pooling: the mean of each window.
public enum AveragePool {
  /// Means of windows, each summed row by row and divided by the number of elements; the cache is x's shape.
  public static func forward(_ x: NDArray, _ parameters: PoolParameters) throws -> (
    out: NDArray, cache: Shape
  ) {
    let (shape, outShape) = try parameters.geometry(x)
    let type = layerType(x)
    let source = try x.prepared(type)
    let out = try NDArray(empty: outShape, type)
    if type == .float32 {
      average(shape, outShape, source, out, Float.self)
    } else {
      average(shape, outShape, source, out, Double.self)
    }
    return (out, x.shape)
  }

  private static func average<T: LayerElement>(
    _ shape: nb_pool_shape, _ outShape: Shape, _ x: NDArray, _ out: NDArray, _: T.Type
  ) {
    let (source, target) = (x.elements(T.self), out.elements(T.self))
    let number = T(shape.pool_height * shape.pool_width)
    var place = 0
    for plane in 0..<shape.planes {
      for row in 0..<outShape[2] {
        for column in 0..<outShape[3] {
          let corner = (plane * shape.height + row * shape.stride) * shape.width + column * shape.stride
          var sum: T = 0
          for r in 0..<shape.pool_height {
            for s in 0..<shape.pool_width { sum += source[corner + r * shape.width + s] }
          }
          target[place] = sum / number
          place += 1
        }
      }
    }
  }

  /// dout divided by the number of elements, added to every element of its window.
  public static func backward(_ dout: NDArray, shape: Shape, _ parameters: PoolParameters) throws -> NDArray {
    let dx = try NDArray(zeros: shape, layerType(dout))
    let (geometry, outShape) = try parameters.geometry(dx)
    try Check.shape(dout, outShape, "dout")
    let upstream = try dout.prepared(dx.dtype)
    if dx.dtype == .float32 {
      spread(geometry, outShape, upstream, dx, Float.self)
    } else {
      spread(geometry, outShape, upstream, dx, Double.self)
    }
    return dx
  }

  private static func spread<T: LayerElement>(
    _ shape: nb_pool_shape, _ outShape: Shape, _ dout: NDArray, _ dx: NDArray, _: T.Type
  ) {
    let (upstream, target) = (dout.elements(T.self), dx.elements(T.self))
    let number = T(shape.pool_height * shape.pool_width)
    var place = 0
    for plane in 0..<shape.planes {
      for row in 0..<outShape[2] {
        for column in 0..<outShape[3] {
          let corner = (plane * shape.height + row * shape.stride) * shape.width + column * shape.stride
          let share = upstream[place] / number
          for r in 0..<shape.pool_height {
            for s in 0..<shape.pool_width { target[corner + r * shape.width + s] += share }
          }
          place += 1
        }
      }
    }
  }
}
