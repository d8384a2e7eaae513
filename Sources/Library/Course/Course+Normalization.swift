import Arrays
import Language
import Layers

/// Normalisations and dropout of `cs231n.layers`.
extension Course {
  static func normalizations() -> [Entry] {
    var list = CourseList()
    list.add(
      "batchnorm_forward", "(x, gamma, beta, bn_param)",
      """
      Batch normalisation of x (N, D): gamma * (x - mean) / sqrt(var + eps) + beta.

      bn_param holds 'mode' ('train' or 'test'), and perhaps 'eps' (1e-5), 'momentum' (0.9), 'running_mean' and
      'running_var', which training updates: running = momentum * running + (1 - momentum) * sample.

      gamma and beta have shape (D,). Returns out (N, D) and a cache for the backward pass, None in test mode.
      Source: Ioffe and Szegedy 2015, arXiv:1502.03167.
      """,
      """
      import numpy as np
      from cs231n.layers import batchnorm_forward
      x = np.array([[1., 2.], [3., 6.]])
      out, cache = batchnorm_forward(x, np.ones(2), np.zeros(2), {'mode': 'train', 'eps': 0})
      print(out)
      #> [[-1. -1.]
      #>  [ 1.  1.]]
      """
    ) { a in
      let x = try a.array(0)
      return try normalize(x, a, spatial: false)
    }
    list.add(
      "batchnorm_backward", "(dout, cache)",
      """
      Gradients of batch normalisation, node by node through the graph: dx (N, D), dgamma (D,), dbeta (D,).

      With n = (x - mean) / s, s = sqrt(var + eps) and d = dout * gamma: dgamma = sum(dout * n), dbeta = sum(dout),
      dvar = -sum(d * (x - mean)) / s**2 / (2 * s), e = d / s + 2 * (x - mean) * dvar / N, dx = e - sum(e) / N,
      sums over the N rows. cache is that of batchnorm_forward in training. Source: Ioffe and Szegedy 2015.
      """,
      """
      import numpy as np
      from cs231n.layers import batchnorm_forward, batchnorm_backward
      x = np.array([[1., 2.], [3., 6.]])
      out, cache = batchnorm_forward(x, np.ones(2), np.zeros(2), {'mode': 'train'})
      print(batchnorm_backward(np.ones((2, 2)), cache)[2])
      #> [2. 2.]
      """
    ) { a in
      let (dx, dgamma, dbeta) = try BatchNorm.backward(a.array(0), batchCache(a[1], a.vm))
      return .arrays(dx, dgamma, dbeta)
    }
    list.add(
      "batchnorm_backward_alt", "(dout, cache)",
      """
      Gradients of batch normalisation by the simplified formula: dx (N, D), dgamma (D,), dbeta (D,).

      With n the normalised x, s = sqrt(var + eps) and d = dout * gamma:
      dx = (N * d - sum(d) - n * sum(d * n)) / (s * N). Source: CS231n assignment 2, BatchNormalization.
      """,
      """
      import numpy as np
      from cs231n.layers import batchnorm_forward, batchnorm_backward_alt
      x = np.array([[1., 2.], [3., 6.]])
      out, cache = batchnorm_forward(x, np.ones(2), np.zeros(2), {'mode': 'train'})
      print(batchnorm_backward_alt(np.ones((2, 2)), cache)[2])
      #> [2. 2.]
      """
    ) { a in
      let (dx, dgamma, dbeta) = try BatchNorm.backwardAlt(
        a.array(0), batchCache(a[1], a.vm))
      return .arrays(dx, dgamma, dbeta)
    }
    list.add(
      "spatial_batchnorm_forward", "(x, gamma, beta, bn_param)",
      """
      Batch normalisation of each channel of images x (N, C, H, W); bn_param as in batchnorm_forward.

      gamma and beta have shape (C,); mean and variance of a channel are taken over its N * H * W pixels.
      Returns out (N, C, H, W) and a cache. Source: Ioffe and Szegedy 2015, section 3.2.
      """,
      """
      import numpy as np
      from cs231n.layers import spatial_batchnorm_forward
      x = np.array([1., 3.]).reshape(1, 1, 1, 2)
      print(spatial_batchnorm_forward(x, np.ones(1), np.zeros(1), {'mode': 'train', 'eps': 0})[0])
      #> [[[[-1.  1.]]]]
      """
    ) { a in
      let x = try a.array(0)
      return try normalize(x, a, spatial: true)
    }
    list.add(
      "spatial_batchnorm_backward", "(dout, cache)",
      """
      Gradients of spatial batch normalisation: dx (N, C, H, W), dgamma (C,), dbeta (C,), for dout (N, C, H, W).

      Those of batchnorm_backward_alt with the pixels of all images as rows.
      """,
      """
      import numpy as np
      from cs231n.layers import spatial_batchnorm_forward, spatial_batchnorm_backward
      x = np.array([1., 3.]).reshape(1, 1, 1, 2)
      out, cache = spatial_batchnorm_forward(x, np.ones(1), np.zeros(1), {'mode': 'train'})
      print(spatial_batchnorm_backward(np.ones(x.shape), cache)[2])
      #> [2.]
      """
    ) { a in
      let (dx, dgamma, dbeta) = try SpatialBatchNorm.backward(
        a.array(0), batchCache(a[1], a.vm))
      return .arrays(dx, dgamma, dbeta)
    }
    exampleNormalizations(&list)
    return list.entries
  }

  private static func exampleNormalizations(_ list: inout CourseList) {
    list.add(
      "layernorm_forward", "(x, gamma, beta, ln_param)",
      """
      Layer normalisation of the rows of x (N, D); ln_param may hold 'eps' (1e-5).

      out = gamma * (x - mean) / sqrt(var + eps) + beta with mean and variance of each row; gamma and beta have
      shape (D,). Returns out (N, D) and a cache. Source: Ba, Kiros and Hinton 2016, arXiv:1607.06450.
      """,
      """
      import numpy as np
      from cs231n.layers import layernorm_forward
      x = np.array([[1., 3.], [2., 6.]])
      print(layernorm_forward(x, np.ones(2), np.zeros(2), {'eps': 0})[0])
      #> [[-1.  1.]
      #>  [-1.  1.]]
      """
    ) { a in
      let (out, cache) = try LayerNorm.forward(
        a.array(0), a.array(1), a.array(2),
        epsilon: a.parameters(3).double("eps", of: "ln_param", default: 1e-5))
      return .tuple([.array(out), .arrays(cache.deviation, cache.normalized, cache.gamma)])
    }
    list.add(
      "layernorm_backward", "(dout, cache)",
      """
      Gradients of layer normalisation: dx (N, D), dgamma (D,), dbeta (D,), for dout (N, D).

      With n the normalised x, s = sqrt(var + eps) and d = dout * gamma:
      dx = (D * d - sum(d) - n * sum(d * n)) / (s * D), sums along rows; dgamma = sum(dout * n) and
      dbeta = sum(dout) over the rows.
      """,
      """
      import numpy as np
      from cs231n.layers import layernorm_forward, layernorm_backward
      out, cache = layernorm_forward(np.array([[1., 3.]]), np.ones(2), np.zeros(2), {})
      print(layernorm_backward(np.ones((1, 2)), cache)[2])
      #> [1. 1.]
      """
    ) { a in
      let items = try a.cache(1, "deviation", "normalized", "gamma").map { try a.vm.asArray($0) }
      let (dx, dgamma, dbeta) = try LayerNorm.backward(
        a.array(0), LayerNorm.Cache(deviation: items[0], normalized: items[1], gamma: items[2]))
      return .arrays(dx, dgamma, dbeta)
    }
    for name in ["spatial_groupnorm_forward", "spatial_groupnorm_quick_forward"] {
      list.add(
        name, "(x, gamma, beta, G, gn_param)",
        """
        Group normalisation of images x (N, C, H, W): statistics over each of G groups of channels of an image.

        gamma and beta have shape (1, C, 1, 1); gn_param may hold 'eps' (1e-5).

        Returns out (N, C, H, W) and a cache. Source: Wu and He 2018, arXiv:1803.08494.
        """,
        """
        import numpy as np
        from cs231n.layers import spatial_groupnorm_forward
        x, one = np.array([1., 3., 5., 9.]).reshape(1, 4, 1, 1), np.ones((1, 4, 1, 1))
        print(spatial_groupnorm_forward(x, one, 0 * one, 2, {'eps': 0})[0].ravel())
        #> [-1.  1. -1.  1.]
        """
      ) { a in
        let (out, cache) = try SpatialGroupNorm.forward(
          a.array(0), a.array(1), a.array(2), groups: a.int(3),
          epsilon: a.parameters(4).double("eps", of: "gn_param", default: 1e-5))
        return .tuple([.array(out), .arrays(cache.deviation, cache.normalized, cache.gamma)])
      }
    }
    list.add(
      "spatial_groupnorm_backward", "(dout, cache)",
      """
      Gradients of group normalisation: dx (N, C, H, W), dgamma and dbeta (1, C, 1, 1), for dout (N, C, H, W).

      Those of layernorm_backward with each group of an image as a row. Source: Wu and He 2018, arXiv:1803.08494.
      """,
      """
      import numpy as np
      from cs231n.layers import spatial_groupnorm_forward, spatial_groupnorm_backward
      x, one = np.array([1., 3., 5., 9.]).reshape(1, 4, 1, 1), np.ones((1, 4, 1, 1))
      out, cache = spatial_groupnorm_forward(x, one, 0 * one, 2, {})
      print(spatial_groupnorm_backward(one, cache)[2].shape)
      #> (1, 4, 1, 1)
      """
    ) { a in
      let items = try a.cache(1, "deviation", "normalized", "gamma").map { try a.vm.asArray($0) }
      let (dx, dgamma, dbeta) = try SpatialGroupNorm.backward(
        a.array(0), SpatialGroupNorm.Cache(deviation: items[0], normalized: items[1], gamma: items[2]))
      return .arrays(dx, dgamma, dbeta)
    }
  }

  /// The cache of a training pass. Errors: TypeError for that of a test pass, which is None.
  static func batchCache(_ value: Value, _ vm: Interpreter) throws -> BatchNorm.Cache {
    if value.isNone {
      throw ArrayError(
        .type,
        "cache is None, as after a forward pass with bn_param['mode'] 'test': only one with 'train' can go backward"
      )
    }
    let items = try CourseParameters.cache(value, ["centered", "deviation", "normalized", "gamma"], vm)
    return BatchNorm.Cache(
      centered: try vm.asArray(items[0]), deviation: try vm.asArray(items[1]),
      normalized: try vm.asArray(items[2]), gamma: try vm.asArray(items[3]))
  }

  private static func normalize(_ x: NDArray, _ a: Arguments, spatial: Bool) throws -> Value {
    let (out, cache) = try batchnorm(x, a.array(1), a.array(2), a.parameters(3), spatial: spatial, a.vm)
    return .tuple([.array(out), cache])
  }

  /// A training or test pass as bn_param says, which keeps the running estimates.
  static func batchnorm(
    _ x: NDArray, _ gamma: NDArray, _ beta: NDArray, _ settings: CourseParameters, spatial: Bool,
    _ vm: Interpreter
  ) throws -> (out: NDArray, cache: Value) {
    let mode = try settings.value("mode", of: "bn_param")
    let epsilon = try settings.double("eps", of: "bn_param", default: 1e-5)
    let momentum = try settings.double("momentum", of: "bn_param", default: 0.9)
    guard x.ndim == (spatial ? 4 : 2) else {
      throw ArrayError(
        .value,
        "x must have shape \(spatial ? "(N, C, H, W)" : "(N, D)"), but its shape is \(x.shape.tupleDescription)"
      )
    }
    let type = x.dtype
    let running = (
      mean: try settings.array("running_mean") ?? NDArray(zeros: Shape(x.shape[1]), type),
      variance: try settings.array("running_var") ?? NDArray(zeros: Shape(x.shape[1]), type)
    )
    var next = running
    let result: (NDArray, Value)
    switch mode.text {
    case "train":
      let (out, cache, sample) =
        spatial
        ? try SpatialBatchNorm.train(x, gamma, beta, epsilon: epsilon)
        : try BatchNorm.train(x, gamma, beta, epsilon: epsilon)
      next = try BatchNorm.update(running, with: sample, momentum: momentum)
      result = (out, .arrays(try cache.centered, cache.deviation, try cache.normalized, cache.gamma))
    case "test":
      let out =
        spatial
        ? try SpatialBatchNorm.test(x, gamma, beta, running, epsilon: epsilon)
        : try BatchNorm.test(x, gamma, beta, running, epsilon: epsilon)
      result = (out, .none)
    default:
      throw PyError.valueError("Invalid forward batchnorm mode \"\(try vm.str(mode))\" (known: train, test)")
    }
    settings.set("running_mean", .array(next.mean))
    settings.set("running_var", .array(next.variance))
    return result
  }

  // MARK: Dropout

  static func dropoutFunctions(_ style: CourseStyle) -> [Entry] {
    var list = CourseList()
    let meaning = style == .stanford ? "keeping" : "dropping"
    let package = style == .stanford ? "cs231n" : "nndl"
    list.add(
      "dropout_forward", "(x, dropout_param)",
      """
      Inverted dropout: in training, each element is kept or zeroed at random and scaled up.

      dropout_param holds 'p' (here the probability of \(meaning) an element), 'mode' ('train' or 'test'), and
      perhaps 'seed', which reseeds NumPy's global generator. Returns out and the cache (dropout_param, mask).

      Source: Srivastava et al. 2014, Dropout: a simple way to prevent neural networks from overfitting.
      """,
      """
      import numpy as np
      from \(package).layers import dropout_forward
      out, cache = dropout_forward(np.ones((2, 2)), {'p': 0.5, 'mode': 'train', 'seed': 0})
      print(out)
      #> \(style == .stanford ? "[[0. 0.]\n#>  [0. 0.]]" : "[[2. 2.]\n#>  [2. 2.]]")
      """
    ) { a in
      let (out, mask) = try dropout(a.array(0), a.parameters(1), style, a.vm)
      return .tuple([.array(out), .tuple([a[1], mask.map { .array($0) } ?? .none])])
    }
    list.add(
      "dropout_backward", "(dout, cache)",
      """
      The gradient of dropout: dx = dout * mask in training, dout in test, of the shape of x.

      cache is (dropout_param, mask).
      """,
      """
      import numpy as np
      from \(package).layers import dropout_forward, dropout_backward
      out, cache = dropout_forward(np.ones((2, 2)), {'p': 0.5, 'mode': 'test'})
      print(dropout_backward(out, cache))
      #> [[1. 1.]
      #>  [1. 1.]]
      """
    ) { a in
      let cache = try a.cache(1, "dropout_param", "mask")
      let mode = try CourseParameters(cache[0], a.vm).value("mode", of: "dropout_param").text
      if mode == "test" || cache[1].isNone { return a[0] }
      return .array(try Dropout.backward(a.array(0), mask: a.vm.asArray(cache[1])))
    }
    return list.entries
  }

  static func dropout(_ x: NDArray, _ settings: CourseParameters, _ style: CourseStyle, _ vm: Interpreter)
    throws
    -> (out: NDArray, mask: NDArray?)
  {
    let p = try settings.double("p", of: "dropout_param")
    let mode = try settings.value("mode", of: "dropout_param")
    let random = NumPy.globalRandom(vm).state
    if let seed = settings.find("seed"), !seed.isNone {
      try random.seed(.number(settings.int("seed", of: "dropout_param")))
    }
    switch mode.text {
    case "train":
      let (out, mask) = try Dropout.forward(x, p: p, style == .stanford ? .keeps : .drops, random: random)
      return (out, mask)
    case "test": return (x, nil)
    default: throw PyError.valueError("dropout mode must be 'train' or 'test', not \(try vm.repr(mode))")
    }
  }
}
