import Arrays
import CKernels

/// The convolution as its definition says it: the oracle of the fast one.
extension Convolution {
  /// One product and one sum for each output: `conv_forward_naive`.
  ///
  /// The sum is `np.sum(x_pad[n, :, i:i+HH, j:j+WW] * w[f]) + b[f]`: products first, then pairwise.
  public static func forwardNaive(_ x: NDArray, _ w: NDArray, _ b: NDArray, _ parameters: Parameters) throws
    -> (out: NDArray, cache: Cache)
  {
    let geometry = try geometry(x, w, parameters)
    try Check.length(b, geometry.shape.filters, "b")
    let type = layerType(x, w, b)
    let out = try NDArray(empty: geometry.outShape, type)
    let padded = try pad(x.prepared(type), parameters.pad)
    let (filters, bias) = (try w.prepared(type), try b.prepared(type))
    let products = try NDArray(empty: Shape(geometry.depth), type)
    if type == .float32 {
      forward(geometry, padded, filters, bias, products, out, Float.self)
    } else {
      forward(geometry, padded, filters, bias, products, out, Double.self)
    }
    try Interruption.check()
    return (out, Cache(x: x, w: w, b: b, parameters))
  }

  private static func forward<T: LayerElement>(
    _ geometry: Geometry, _ padded: NDArray, _ w: NDArray, _ b: NDArray, _ products: NDArray, _ out: NDArray,
    _: T.Type
  ) {
    let shape = geometry.shape
    let (height, width) = (padded.shape[2], padded.shape[3])
    let depth = geometry.depth
    let (source, weights, bias) = (padded.elements(T.self), w.elements(T.self), b.elements(T.self))
    let (terms, target) = (products.elements(T.self), out.elements(T.self))
    var place = 0
    for image in 0..<shape.images {
      for filter in 0..<shape.filters where !Interruption.isPending {
        for row in 0..<geometry.rows {
          for column in 0..<geometry.columns {
            var term = 0
            for channel in 0..<shape.channels {
              let plane = (image * shape.channels + channel) * height
              for r in 0..<shape.kernel_height {
                let line = source + ((plane + row * shape.stride + r) * width + column * shape.stride)
                let factors = weights + (filter * depth + term)
                for s in 0..<shape.kernel_width { terms[term + s] = line[s] * factors[s] }
                term += shape.kernel_width
              }
            }
            target[place] = T.pairwiseSum(terms, depth) + bias[filter]
            place += 1
          }
        }
      }
    }
  }

  /// Every output's share of the gradients, added one after the other: `conv_backward_naive`.
  ///
  /// Over image, filter, row, column: dw[f] += patch · dout, dx's patch += w[f] · dout, each rounded. db is the sum
  /// of dout over all but filters.
  public static func backwardNaive(_ dout: NDArray, _ cache: Cache) throws -> Gradients {
    let (x, w) = (cache.x, cache.w)
    let geometry = try geometry(x, w, cache.parameters)
    try Check.shape(dout, geometry.outShape, "dout")
    let type = layerType(x, w, dout)
    let padding = cache.parameters.pad
    let padded = try pad(x.prepared(type), padding)
    let paddedGradient = try padded.zerosLike()
    let dw = try NDArray(zeros: w.shape, type)
    let (filters, upstream) = (try w.prepared(type), try dout.prepared(type))
    if type == .float32 {
      backward(geometry, padded, filters, upstream, paddedGradient, dw, Float.self)
    } else {
      backward(geometry, padded, filters, upstream, paddedGradient, dw, Double.self)
    }
    try Interruption.check()
    let dx =
      padding == 0
      ? paddedGradient
      : try paddedGradient.index([
        .ellipsis, .slice(start: padding, stop: padding + x.shape[2], step: nil),
        .slice(start: padding, stop: padding + x.shape[3], step: nil),
      ]).asArray().copy()
    return (dx, dw, try upstream.sum([0, 2, 3]))
  }

  private static func backward<T: LayerElement>(
    _ geometry: Geometry, _ padded: NDArray, _ w: NDArray, _ dout: NDArray, _ dx: NDArray, _ dw: NDArray,
    _: T.Type
  ) {
    let shape = geometry.shape
    let (height, width) = (padded.shape[2], padded.shape[3])
    let (source, weights, upstream) = (padded.elements(T.self), w.elements(T.self), dout.elements(T.self))
    let (sourceGradient, weightGradient) = (dx.elements(T.self), dw.elements(T.self))
    var place = 0
    for image in 0..<shape.images {
      for filter in 0..<shape.filters where !Interruption.isPending {
        for row in 0..<geometry.rows {
          for column in 0..<geometry.columns {
            let slope = upstream[place]
            place += 1
            var term = filter * geometry.depth
            for channel in 0..<shape.channels {
              let plane = (image * shape.channels + channel) * height
              for r in 0..<shape.kernel_height {
                let line = (plane + row * shape.stride + r) * width + column * shape.stride
                for s in 0..<shape.kernel_width {
                  let share = source[line + s] * slope
                  weightGradient[term] += share
                  let back = weights[term] * slope
                  sourceGradient[line + s] += back
                  term += 1
                }
              }
            }
          }
        }
      }
    }
  }

  /// Images with `padding` zeros on every side; the images themselves where there are none to add.
  static func pad(_ x: NDArray, _ padding: Int) throws -> NDArray {
    if padding == 0 { return x }
    let result = try NDArray(
      zeros: [x.shape[0], x.shape[1], x.shape[2] + 2 * padding, x.shape[3] + 2 * padding], x.dtype)
    try result.setIndex(
      [
        .ellipsis, .slice(start: padding, stop: padding + x.shape[2], step: nil),
        .slice(start: padding, stop: padding + x.shape[3], step: nil),
      ], to: .array(x))
    return result
  }
}
