import Arrays
import Language
import Layers

/// Convolution and pooling: naive ones of `cs231n.layers`, fast ones of `cs231n.fast_layers`.
extension Course {
  /// The pieces of a convolution's cache `(x, w, b, conv_param, …)`.
  static func convolutionCache(_ items: ArraySlice<Value>, _ vm: Interpreter) throws -> Convolution.Cache {
    let items = Array(items)
    return Convolution.Cache(
      x: try vm.asArray(items[0]), w: try vm.asArray(items[1]), b: try vm.asArray(items[2]),
      try CourseParameters(items[3], vm).convolution())
  }

  static func naiveImageLayers() -> [Entry] {
    var list = CourseList()
    list.add(
      "conv_forward_naive", "(x, w, b, conv_param)",
      """
      The convolution of images x (N, C, H, W) with filters w (F, C, HH, WW) plus b (F,), one window at a time.

      conv_param holds 'stride' and 'pad'. Returns out (N, F, H', W') with H' = 1 + (H + 2·pad - HH) // stride,
      and the cache (x, w, b, conv_param).

      out[n, f, i, j] = b[f] + sum over c, k, l of x[n, c, i * stride + k - pad, j * stride + l - pad] * w[f, c, k, l],
      x being zero outside the image. Source: CS231n notes, Convolutional Networks.
      """,
      """
      import numpy as np
      from cs231n.layers import conv_forward_naive
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      print(conv_forward_naive(x, w, b, {'stride': 2, 'pad': 1})[0])
      #> [[[[4. 4.]
      #>    [4. 4.]]]]
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      let (out, _) = try Convolution.forwardNaive(x, w, b, a.parameters(3).convolution())
      return .tuple([.array(out), .tuple([.array(x), .array(w), .array(b), a[3]])])
    }
    list.add(
      "conv_backward_naive", "(dout, cache)",
      """
      Gradients of a convolution, one output at a time: dx (N, C, H, W), dw (F, C, HH, WW), db (F,).

      dout has the shape (N, F, H', W') of the output, cache is (x, w, b, conv_param). Every output gives its dout times
      the window to dw and its dout times the filter to dx; db is the sum of dout. Source: CS231n assignment 2.
      """,
      """
      import numpy as np
      from cs231n.layers import conv_forward_naive, conv_backward_naive
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      out, cache = conv_forward_naive(x, w, b, {'stride': 2, 'pad': 1})
      dx, dw, db = conv_backward_naive(out, cache)
      print(db)
      #> [16.]
      """
    ) { a in
      let cache = try convolutionCache(a.cache(1, "x", "w", "b", "conv_param")[...], a.vm)
      let (dx, dw, db) = try Convolution.backwardNaive(a.array(0), cache)
      return .arrays(dx, dw, db)
    }
    list.add(
      "max_pool_forward_naive", "(x, pool_param)",
      """
      The largest element of each window of images x (N, C, H, W).

      pool_param holds 'pool_height', 'pool_width' and 'stride'. Returns out and the cache (x, pool_param).

      out has shape (N, C, H', W') with H' = 1 + (H - pool_height) // stride. Source: CS231n notes, Convolutional Networks.
      """,
      """
      import numpy as np
      from cs231n.layers import max_pool_forward_naive
      x = np.arange(16.0).reshape(1, 1, 4, 4)
      print(max_pool_forward_naive(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})[0])
      #> [[[[ 5.  7.]
      #>    [13. 15.]]]]
      """
    ) { a in
      let x = try a.array(0)
      let out = try MaxPool.output(x, a.parameters(1).pooling())
      return .tuple([.array(out), .tuple([.array(x), a[1]])])
    }
    list.add(
      "max_pool_backward_naive", "(dout, cache)",
      """
      The gradient of max pooling: dx (N, C, H, W) for dout (N, C, H', W').

      dout at the first maximum of each window, added up where windows overlap, zero elsewhere. cache is (x, pool_param).
      """,
      """
      import numpy as np
      from cs231n.layers import max_pool_forward_naive, max_pool_backward_naive
      x = np.arange(4.0).reshape(1, 1, 2, 2)
      out, cache = max_pool_forward_naive(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})
      print(max_pool_backward_naive(out, cache))
      #> [[[[0. 0.]
      #>    [0. 3.]]]]
      """
    ) { a in
      let cache = try a.cache(1, "x", "pool_param")
      let parameters = try CourseParameters(cache[1], a.vm).pooling()
      let places = try MaxPool.forward(a.vm.asArray(cache[0]), parameters).cache
      return .array(try MaxPool.backward(a.array(0), places))
    }
    list.add(
      "avg_pool_forward", "(x, pool_param)",
      """
      Average pooling: the mean of each window of images x (N, C, H, W).

      pool_param holds 'pool_height', 'pool_width' and 'stride'. Returns out (N, C, H', W') with
      H' = 1 + (H - pool_height) // stride, and the cache (x, pool_param). Source: CS231n notes, Convolutional Networks.
      """,
      """
      import numpy as np
      from cs231n.layers import avg_pool_forward
      x = np.arange(4.0).reshape(1, 1, 2, 2)
      print(avg_pool_forward(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})[0])
      #> [[[[1.5]]]]
      """
    ) { a in
      let x = try a.array(0)
      let (out, _) = try AveragePool.forward(x, a.parameters(1).pooling())
      return .tuple([.array(out), .tuple([.array(x), a[1]])])
    }
    list.add(
      "avg_pool_backward", "(dout, cache)",
      """
      The gradient of average pooling: dx (N, C, H, W) for dout (N, C, H', W').

      Every element of a window gets dout / (pool_height * pool_width), added up where windows overlap.
      """,
      """
      import numpy as np
      from cs231n.layers import avg_pool_forward, avg_pool_backward
      x = np.arange(4.0).reshape(1, 1, 2, 2)
      out, cache = avg_pool_forward(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})
      print(avg_pool_backward(np.ones((1, 1, 1, 1)), cache))
      #> [[[[0.25 0.25]
      #>    [0.25 0.25]]]]
      """
    ) { a in
      let cache = try a.cache(1, "x", "pool_param")
      let parameters = try CourseParameters(cache[1], a.vm).pooling()
      return .array(try AveragePool.backward(a.array(0), shape: a.vm.asArray(cache[0]).shape, parameters))
    }
    return list.entries
  }

  static func fastImageLayers() -> [Entry] {
    var list = CourseList()
    list.add(
      "conv_forward_fast", "(x, w, b, conv_param)",
      """
      The convolution of conv_forward_naive by matrix products on all processors: the same shapes, the same cache.

      x (N, C, H, W), w (F, C, HH, WW), b (F,) give out (N, F, H', W') with H' = 1 + (H + 2·pad - HH) // stride.
      Source: CS231n assignment 2, fast_layers.py.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import conv_forward_fast
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      print(conv_forward_fast(x, w, b, {'stride': 2, 'pad': 1})[0])
      #> [[[[4. 4.]
      #>    [4. 4.]]]]
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      let (out, _) = try Convolution.forwardFast(x, w, b, a.parameters(3).convolution())
      return .tuple([.array(out), .tuple([.array(x), .array(w), .array(b), a[3]])])
    }
    list.add(
      "conv_backward_fast", "(dout, cache)",
      """
      The gradients of conv_backward_naive by matrix products on all processors: dx (N, C, H, W), dw (F, C, HH, WW), db (F,).

      dout has the shape (N, F, H', W') of the output; cache is (x, w, b, conv_param).
      """,
      """
      import numpy as np
      from cs231n.fast_layers import conv_forward_fast, conv_backward_fast
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      out, cache = conv_forward_fast(x, w, b, {'stride': 2, 'pad': 1})
      dx, dw, db = conv_backward_fast(out, cache)
      print(db)
      #> [16.]
      """
    ) { a in
      let cache = try convolutionCache(a.cache(1, "x", "w", "b", "conv_param")[...], a.vm)
      let (dx, dw, db) = try Convolution.backwardFast(a.array(0), cache)
      return .arrays(dx, dw, db)
    }
    columnConvolution(&list, "strides", .imagesFirst)
    columnConvolution(&list, "im2col", .imagesLast)
    pooling(&list)
    return list.entries
  }

  private static func columnConvolution(_ list: inout CourseList, _ name: String, _ order: Columns.Order) {
    let module = "cs231n.fast_layers"
    list.add(
      "conv_forward_\(name)", "(x, w, b, conv_param)",
      """
      The convolution as one product with the matrix of all patches, and the cache
      (x, w, b, conv_param, x_cols).\(order == .imagesLast ? " A stride that does not fit is an AssertionError." : "")
      """,
      """
      import numpy as np
      from \(module) import conv_forward_\(name)
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      out, cache = conv_forward_\(name)(x, w, b, {'stride': 2, 'pad': 1})
      print(out, cache[4].shape)
      #> [[[[4. 4.]
      #>    [4. 4.]]]] (9, 4)
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      let parameters = try a.parameters(3).convolution()
      if order == .imagesLast, x.ndim == 4, w.ndim == 4, parameters.stride > 0 {
        let fits = try Convolution.window(w, parameters).fits(on: x.shape)
        if !fits.across { throw PyError(Types.assertionError, "width does not work") }
        if !fits.down { throw PyError(Types.assertionError, "height does not work") }
      }
      let (out, columns) = try Convolution.forward(x, w, b, parameters, columns: order)
      return .tuple([.array(out), .tuple([.array(x), .array(w), .array(b), a[3], .array(columns)])])
    }
    list.add(
      "conv_backward_\(name)", "(dout, cache)",
      """
      Gradients dx (N, C, H, W), dw (F, C, HH, WW), db (F,) by products with the columns in the cache of conv_forward_\(name).

      With d the dout (N, F, H', W') as rows of filters: dw = d·x_colsᵀ, the columns of dx are wᵀ·d, db the sum of d.
      """,
      """
      import numpy as np
      from \(module) import conv_forward_\(name), conv_backward_\(name)
      x, w, b = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1)
      out, cache = conv_forward_\(name)(x, w, b, {'stride': 2, 'pad': 1})
      print(conv_backward_\(name)(out, cache)[2])
      #> [16.]
      """
    ) { a in
      let items = try a.cache(1, "x", "w", "b", "conv_param", "x_cols")
      let cache = try convolutionCache(items[0..<4], a.vm)
      let (dx, dw, db) = try Convolution.backward(
        a.array(0), cache, columns: a.vm.asArray(items[4]), order: order)
      return .arrays(dx, dw, db)
    }
  }

  private static func pooling(_ list: inout CourseList) {
    list.add(
      "max_pool_forward_fast", "(x, pool_param)",
      """
      Max pooling. Square windows that tile the image are pooled as max_pool_forward_reshape, others as
      max_pool_forward_im2col; the cache names which.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_fast
      x = np.arange(16.0).reshape(1, 1, 4, 4)
      print(max_pool_forward_fast(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})[0])
      #> [[[[ 5.  7.]
      #>    [13. 15.]]]]
      """
    ) { a in
      let x = try a.array(0)
      try requireImages(x)
      let parameters = try a.parameters(1).pooling()
      let tiles = parameters.tiles(x.shape)
      let (out, cache) = tiles ? try reshapePool(x, parameters) : try columnPool(x, a[1], parameters)
      return .tuple([.array(out), .tuple([.string(tiles ? "reshape" : "im2col"), cache])])
    }
    list.add(
      "max_pool_backward_fast", "(dout, cache)",
      """
      The gradient of max_pool_forward_fast: dx (N, C, H, W) for dout (N, C, H', W').

      Windows that tile the image share dout equally among equal maxima, others give it to the first.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_fast, max_pool_backward_fast
      out, cache = max_pool_forward_fast(np.ones((1, 1, 2, 2)), {'pool_height': 2, 'pool_width': 2, 'stride': 2})
      print(max_pool_backward_fast(out, cache))
      #> [[[[0.25 0.25]
      #>    [0.25 0.25]]]]
      """
    ) { a in
      let cache = try a.cache(1, "method", "method's cache")
      switch cache[0].text {
      case "reshape": return .array(try reshapePoolBack(a.array(0), cache[1], a.vm))
      case "im2col": return .array(try columnPoolBack(a.array(0), cache[1], a.vm))
      default: throw PyError.valueError("Unrecognized method \"\(try a.vm.str(cache[0]))\"")
      }
    }
    list.add(
      "max_pool_forward_reshape", "(x, pool_param)",
      """
      Max pooling of square windows that tile the images x (N, C, H, W), as a maximum over two axes of a view.

      Returns out (N, C, H / stride, W / stride) and the cache (x, x_reshaped, out). Source: CS231n, fast_layers.py.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_reshape
      x = np.arange(4.0).reshape(1, 1, 2, 2)
      print(max_pool_forward_reshape(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})[0])
      #> [[[[3.]]]]
      """
    ) { a in
      let x = try a.array(0)
      try requireImages(x)
      let parameters = try a.parameters(1).pooling()
      guard parameters.height == parameters.width, parameters.height == parameters.stride else {
        throw PyError(Types.assertionError, "Invalid pool params")
      }
      guard parameters.tiles(x.shape) else {
        throw PyError(ExceptionObject(type: Types.assertionError, arguments: []))
      }
      let (out, cache) = try reshapePool(x, parameters)
      return .tuple([.array(out), cache])
    }
    list.add(
      "max_pool_backward_reshape", "(dout, cache)",
      """
      The gradient of max_pool_forward_reshape: dx (N, C, H, W) for dout (N, C, H', W').

      Equal maxima of a window share dout equally.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_reshape, max_pool_backward_reshape
      out, cache = max_pool_forward_reshape(np.ones((1, 1, 2, 2)), {'pool_height': 2, 'pool_width': 2, 'stride': 2})
      print(max_pool_backward_reshape(out, cache))
      #> [[[[0.25 0.25]
      #>    [0.25 0.25]]]]
      """
    ) { a in .array(try reshapePoolBack(a.array(0), a[1], a.vm)) }
    list.add(
      "max_pool_forward_im2col", "(x, pool_param)",
      """
      Max pooling of images x (N, C, H, W) by the matrix of all windows.

      Returns out (N, C, H', W') with H' = 1 + (H - pool_height) / stride, which must divide, and the cache
      (x, x_cols, x_cols_argmax, pool_param). Source: CS231n assignment 2, fast_layers.py.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_im2col
      x = np.arange(9.0).reshape(1, 1, 3, 3)
      print(max_pool_forward_im2col(x, {'pool_height': 2, 'pool_width': 2, 'stride': 1})[0])
      #> [[[[4. 5.]
      #>    [7. 8.]]]]
      """
    ) { a in
      let x = try a.array(0)
      try requireImages(x)
      let (out, cache) = try columnPool(x, a[1], a.parameters(1).pooling())
      return .tuple([.array(out), cache])
    }
    list.add(
      "max_pool_backward_im2col", "(dout, cache)",
      """
      The gradient of max_pool_forward_im2col: dx (N, C, H, W) for dout (N, C, H', W').

      dout at the first maximum of each window, added up where windows overlap.
      """,
      """
      import numpy as np
      from cs231n.fast_layers import max_pool_forward_im2col, max_pool_backward_im2col
      x = np.arange(4.0).reshape(1, 1, 2, 2)
      out, cache = max_pool_forward_im2col(x, {'pool_height': 2, 'pool_width': 2, 'stride': 2})
      print(max_pool_backward_im2col(out, cache))
      #> [[[[0. 0.]
      #>    [0. 3.]]]]
      """
    ) { a in .array(try columnPoolBack(a.array(0), a[1], a.vm)) }
  }

  private static func requireImages(_ x: NDArray, _ name: String = "x") throws {
    guard x.ndim == 4 else {
      throw ArrayError(
        .value, "\(name) must have shape (N, C, H, W), but its shape is \(x.shape.tupleDescription)")
    }
  }

  private static func reshapePool(_ x: NDArray, _ parameters: PoolParameters) throws -> (NDArray, Value) {
    let size = parameters.height
    let out = try MaxPool.output(x, parameters)
    let blocks = try x.reshape([
      x.shape[0], x.shape[1], x.shape[2] / size, size, x.shape[3] / size, size,
    ])
    return (out, .arrays(x, blocks, out))
  }

  private static func reshapePoolBack(_ dout: NDArray, _ cache: Value, _ vm: Interpreter) throws -> NDArray {
    let cache = try CourseParameters.cache(cache, ["x", "x_reshaped", "out"], vm)
    let (x, blocks, out) = (try vm.asArray(cache[0]), try vm.asArray(cache[1]), try vm.asArray(cache[2]))
    guard blocks.ndim == 6 else { throw PyError.valueError("x_reshaped must have 6 dimensions") }
    let size = blocks.shape[3]
    return try MaxPool.backwardShared(
      dout, x: x, out: out, PoolParameters(height: size, width: size, stride: size))
  }

  private static func columnPool(_ x: NDArray, _ settings: Value, _ parameters: PoolParameters) throws -> (
    NDArray, Value
  ) {
    let window = Columns.Window(
      height: parameters.height, width: parameters.width, pad: 0, stride: parameters.stride)
    let fits = try window.fits(on: x.shape)
    if !fits.down { throw PyError(Types.assertionError, "Invalid height") }
    if !fits.across { throw PyError(Types.assertionError, "Invalid width") }
    let planes = try x.reshape([x.shape[0] * x.shape[1], 1, x.shape[2], x.shape[3]])
    let columns = try Columns.of(planes, window)
    let places = try columns.reduce(.argmax, axes: [0]).asArray()
    let best = try columns.reduce(.max, axes: [0]).asArray()
    let rows = (x.shape[2] - window.height) / window.stride + 1
    let across = (x.shape[3] - window.width) / window.stride + 1
    let out = try best.reshape([rows, across, x.shape[0], x.shape[1]]).transpose([2, 3, 0, 1])
    return (out, .tuple([.array(x), .array(columns), .array(places), settings]))
  }

  private static func columnPoolBack(_ dout: NDArray, _ cache: Value, _ vm: Interpreter) throws -> NDArray {
    let cache = try CourseParameters.cache(cache, ["x", "x_cols", "x_cols_argmax", "pool_param"], vm)
    let (x, columns, places) = (try vm.asArray(cache[0]), try vm.asArray(cache[1]), try vm.asArray(cache[2]))
    let parameters = try CourseParameters(cache[3], vm).pooling()
    try requireImages(x)
    try requireImages(dout, "dout")
    guard columns.ndim == 2 else {
      throw ArrayError(
        .value, "x_cols must have 2 dimensions, but its shape is \(columns.shape.tupleDescription)")
    }
    let gradient = try columns.zerosLike()
    let numbers = try NDArray.arange(.pyInt(0), .pyInt(columns.shape[1]))
    try gradient.setIndex(
      [.indices(places), .indices(numbers)], to: .array(dout.transpose([2, 3, 0, 1]).flatten()))
    let dx = try Columns.toImages(
      gradient, shape: [x.shape[0] * x.shape[1], 1, x.shape[2], x.shape[3]],
      Columns.Window(height: parameters.height, width: parameters.width, pad: 0, stride: parameters.stride))
    return try dx.reshape(x.shape)
  }
}
