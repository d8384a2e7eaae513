import Arrays
import Language
import Layers

/// `cs231n.layer_utils`: layers that often follow each other, as one.
///
/// A cascade's cache is the tuple of its layers' caches.
extension Course {
  static func cascades(_ style: CourseStyle) -> [Entry] {
    var list = CourseList()
    affineCascades(&list)
    imageCascades(&list)
    genericCascade(&list, style)
    return list.entries
  }

  private static func affine(_ value: Value, _ vm: Interpreter) throws -> Affine.Cache {
    let items = try CourseParameters.cache(value, ["x", "w", "b"], vm)
    return Affine.Cache(x: try vm.asArray(items[0]), w: try vm.asArray(items[1]), b: try vm.asArray(items[2]))
  }

  private static func affineCascades(_ list: inout CourseList) {
    list.add(
      "affine_relu_forward", "(x, w, b)",
      """
      An affine layer followed by a ReLU: out = maximum(0, x w + b).

      x has shape (N, d_1, ..., d_k), w (D, M) with D = d_1 * ... * d_k, b (M,). Returns out (N, M) and the cache
      (fc_cache, relu_cache) of affine_forward and relu_forward. Source: CS231n assignment 2, layer_utils.py.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import affine_relu_forward
      print(affine_relu_forward(np.ones((1, 2)), np.array([[1., -1.], [1., -1.]]), np.zeros(2))[0])
      #> [[2. 0.]]
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      let scores = try Affine.forward(x, w, b).out
      return .tuple([.array(try Relu.forward(scores).out), .tuple([.arrays(x, w, b), .array(scores)])])
    }
    list.add(
      "affine_relu_backward", "(dout, cache)",
      """
      Gradients of affine_relu_forward: dx (N, d_1, ..., d_k), dw (D, M), db (M,), for dout (N, M).

      relu_backward, then affine_backward: with d = dout * (out > 0), dx = d wᵀ, dw = xᵀ d, db the sum of d's rows.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import affine_relu_forward, affine_relu_backward
      out, cache = affine_relu_forward(np.ones((1, 2)), np.array([[1., -1.], [1., -1.]]), np.zeros(2))
      print(affine_relu_backward(np.ones((1, 2)), cache)[2])
      #> [1. 0.]
      """
    ) { a in
      let cache = try a.cache(1, "fc_cache", "relu_cache")
      let upstream = try Relu.backward(a.array(0), a.vm.asArray(cache[1]))
      let (dx, dw, db) = try Affine.backward(upstream, affine(cache[0], a.vm))
      return .arrays(dx, dw, db)
    }
    for name in ["affine_bn_relu", "affine_batchnorm_relu"] {
      list.add(
        "\(name)_forward", "(x, w, b, gamma, beta, bn_param)",
        """
        Affine, batch normalisation, ReLU: out = maximum(0, batchnorm(x w + b)).

        x has shape (N, d_1, ..., d_k), w (D, M), b, gamma and beta (M,); bn_param as in batchnorm_forward. Returns
        out (N, M) and the cache (fc_cache, bn_cache, relu_cache). Source: Ioffe and Szegedy 2015; CS231n assignment 2.
        """,
        """
        import numpy as np
        from cs231n.layer_utils import \(name)_forward
        x, w, b = np.array([[1.], [3.]]), np.ones((1, 1)), np.zeros(1)
        print(\(name)_forward(x, w, b, np.ones(1), np.zeros(1), {'mode': 'train'})[0].round(2))
        #> [[0.]
        #>  [1.]]
        """
      ) { a in
        let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
        let scores = try Affine.forward(x, w, b).out
        let (out, cache) = try batchnorm(
          scores, a.array(3), a.array(4), a.parameters(5), spatial: false, a.vm)
        return .tuple([
          .array(try Relu.forward(out).out), .tuple([.arrays(x, w, b), cache, .array(out)]),
        ])
      }
      list.add(
        "\(name)_backward", "(dout, cache)",
        """
        Gradients of \(name)_forward: dx (N, d_1, ..., d_k), dw (D, M), db, dgamma and dbeta (M,), for dout (N, M).

        relu_backward, batchnorm_backward, affine_backward, one after the other.
        """,
        """
        import numpy as np
        from cs231n.layer_utils import \(name)_forward, \(name)_backward
        x, w, b = np.array([[1.], [3.]]), np.ones((1, 1)), np.zeros(1)
        out, cache = \(name)_forward(x, w, b, np.ones(1), np.zeros(1), {'mode': 'train'})
        dx, dw, db, dgamma, dbeta = \(name)_backward(np.ones((2, 1)), cache)
        print(dbeta)
        #> [1.]
        """
      ) { a in
        let cache = try a.cache(1, "fc_cache", "bn_cache", "relu_cache")
        let upstream = try Relu.backward(a.array(0), a.vm.asArray(cache[2]))
        let (dnorm, dgamma, dbeta) = try BatchNorm.backward(upstream, batchCache(cache[1], a.vm))
        let (dx, dw, db) = try Affine.backward(dnorm, affine(cache[0], a.vm))
        return .arrays(dx, dw, db, dgamma, dbeta)
      }
    }
  }

  private static func imageCascades(_ list: inout CourseList) {
    list.add(
      "conv_relu_forward", "(x, w, b, conv_param)",
      """
      A convolution followed by a ReLU: out = maximum(0, conv(x, w) + b).

      x has shape (N, C, H, W), w (F, C, HH, WW), b (F,); conv_param holds 'stride' and 'pad'. Returns
      out (N, F, H', W') with H' = 1 + (H + 2 * pad - HH) // stride, and the cache (conv_cache, relu_cache) of
      conv_forward_fast and relu_forward. Source: CS231n assignment 2, layer_utils.py.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_relu_forward
      x, w, b = np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 1)), np.array([-2.])
      print(conv_relu_forward(x, w, b, {'stride': 1, 'pad': 0})[0])
      #> [[[[0. 0.]
      #>    [0. 0.]]]]
      """
    ) { a in
      let (out, cache) = try convolve(a)
      return .tuple([.array(try Relu.forward(out).out), .tuple([cache, .array(out)])])
    }
    list.add(
      "conv_relu_backward", "(dout, cache)",
      """
      Gradients of conv_relu_forward: dx (N, C, H, W), dw (F, C, HH, WW), db (F,), for dout (N, F, H', W').

      relu_backward, then conv_backward_fast.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_relu_forward, conv_relu_backward
      x, w, b = np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 1)), np.ones(1)
      out, cache = conv_relu_forward(x, w, b, {'stride': 1, 'pad': 0})
      print(conv_relu_backward(np.ones((1, 1, 2, 2)), cache)[2])
      #> [4.]
      """
    ) { a in
      let cache = try a.cache(1, "conv_cache", "relu_cache")
      let upstream = try Relu.backward(a.array(0), a.vm.asArray(cache[1]))
      let (dx, dw, db) = try Convolution.backwardFast(upstream, convolution(cache[0], a.vm))
      return .arrays(dx, dw, db)
    }
    list.add(
      "conv_bn_relu_forward", "(x, w, b, gamma, beta, conv_param, bn_param)",
      """
      Convolution, spatial batch normalisation, ReLU: out = maximum(0, spatial_batchnorm(conv(x, w) + b)).

      x has shape (N, C, H, W), w (F, C, HH, WW), b, gamma and beta (F,); conv_param and bn_param as in
      conv_forward_naive and batchnorm_forward. Returns out (N, F, H', W') and the cache
      (conv_cache, bn_cache, relu_cache). Source: Ioffe and Szegedy 2015; CS231n assignment 2.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_bn_relu_forward
      x, w, b = np.arange(4.0).reshape(1, 1, 2, 2), np.ones((1, 1, 1, 1)), np.zeros(1)
      conv_param = {'stride': 1, 'pad': 0}
      out, cache = conv_bn_relu_forward(x, w, b, np.ones(1), np.zeros(1), conv_param, {'mode': 'train'})
      print(out.round(1))
      #> [[[[0.  0. ]
      #>    [0.4 1.3]]]]
      """
    ) { a in
      let (out, cache) = try convolve(a, parameters: 5)
      let (normalized, normCache) = try batchnorm(
        out, a.array(3), a.array(4), a.parameters(6), spatial: true, a.vm)
      return .tuple([
        .array(try Relu.forward(normalized).out), .tuple([cache, normCache, .array(normalized)]),
      ])
    }
    list.add(
      "conv_bn_relu_backward", "(dout, cache)",
      """
      Gradients of conv_bn_relu_forward: dx (N, C, H, W), dw (F, C, HH, WW), db, dgamma and dbeta (F,).

      relu_backward, spatial_batchnorm_backward, conv_backward_fast, for dout (N, F, H', W').
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_bn_relu_forward, conv_bn_relu_backward
      x, w, b = np.arange(4.0).reshape(1, 1, 2, 2), np.ones((1, 1, 1, 1)), np.zeros(1)
      conv_param = {'stride': 1, 'pad': 0}
      out, cache = conv_bn_relu_forward(x, w, b, np.ones(1), np.zeros(1), conv_param, {'mode': 'train'})
      dx, dw, db, dgamma, dbeta = conv_bn_relu_backward(np.ones((1, 1, 2, 2)), cache)
      print(dbeta)
      #> [2.]
      """
    ) { a in
      let cache = try a.cache(1, "conv_cache", "bn_cache", "relu_cache")
      let upstream = try Relu.backward(a.array(0), a.vm.asArray(cache[2]))
      let (dnorm, dgamma, dbeta) = try SpatialBatchNorm.backward(upstream, batchCache(cache[1], a.vm))
      let (dx, dw, db) = try Convolution.backwardFast(dnorm, convolution(cache[0], a.vm))
      return .arrays(dx, dw, db, dgamma, dbeta)
    }
    list.add(
      "conv_relu_pool_forward", "(x, w, b, conv_param, pool_param)",
      """
      Convolution, ReLU, max pooling: out = max_pool(maximum(0, conv(x, w) + b)).

      x has shape (N, C, H, W), w (F, C, HH, WW), b (F,); conv_param holds 'stride' and 'pad', pool_param
      'pool_height', 'pool_width' and 'stride'. Returns out (N, F, H", W"), H" = 1 + (H' - pool_height) // stride with
      H' = 1 + (H + 2 * pad - HH) // stride, and the cache (conv_cache, relu_cache, pool_cache).
      Source: CS231n assignment 2, layer_utils.py.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_relu_pool_forward
      x, w, b = np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 1)), np.array([2.])
      pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}
      print(conv_relu_pool_forward(x, w, b, {'stride': 1, 'pad': 0}, pool_param)[0])
      #> [[[[3.]]]]
      """
    ) { a in
      let (out, cache) = try convolve(a)
      let positive = try Relu.forward(out).out
      let pooled = try MaxPool.output(positive, a.parameters(4).pooling())
      return .tuple([.array(pooled), .tuple([cache, .array(out), .tuple([.array(positive), a[4]])])])
    }
    list.add(
      "conv_relu_pool_backward", "(dout, cache)",
      """
      Gradients of conv_relu_pool_forward: dx (N, C, H, W), dw (F, C, HH, WW), db (F,), for dout (N, F, H", W").

      max_pool_backward, relu_backward, conv_backward_fast, one after the other.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import conv_relu_pool_forward, conv_relu_pool_backward
      x, w, b = np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 1)), np.array([2.])
      pool_param = {'pool_height': 2, 'pool_width': 2, 'stride': 2}
      out, cache = conv_relu_pool_forward(x, w, b, {'stride': 1, 'pad': 0}, pool_param)
      print(conv_relu_pool_backward(np.ones((1, 1, 1, 1)), cache)[2])
      #> [1.]
      """
    ) { a in
      let cache = try a.cache(1, "conv_cache", "relu_cache", "pool_cache")
      let pool = try CourseParameters.cache(cache[2], ["x", "pool_param"], a.vm)
      let places = try MaxPool.forward(
        a.vm.asArray(pool[0]), CourseParameters(pool[1], a.vm).pooling()
      ).cache
      let unpooled = try MaxPool.backward(a.array(0), places)
      let upstream = try Relu.backward(unpooled, a.vm.asArray(cache[1]))
      let (dx, dw, db) = try Convolution.backwardFast(upstream, convolution(cache[0], a.vm))
      return .arrays(dx, dw, db)
    }
  }

  private static func convolve(_ a: Arguments, parameters index: Int = 3) throws -> (
    out: NDArray, cache: Value
  ) {
    let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
    let (out, _) = try Convolution.forwardFast(x, w, b, a.parameters(index).convolution())
    return (out, .tuple([.array(x), .array(w), .array(b), a[index]]))
  }

  private static func convolution(_ value: Value, _ vm: Interpreter) throws -> Convolution.Cache {
    try convolutionCache(CourseParameters.cache(value, ["x", "w", "b", "conv_param"], vm)[...], vm)
  }

  /// `generic_forward` of the documents: affine, then perhaps normalisation, ReLU and dropout.
  private static func genericCascade(_ list: inout CourseList, _ style: CourseStyle) {
    list.add(
      "generic_forward", "(x, w, b, gamma=None, beta=None, bn_param=None, dropout_param=None, last=False)",
      """
      One block of a fully connected net: affine - [batch or layer norm] - relu - [dropout], or affine alone if last.

      x has shape (N, d_1, ..., d_k), w (D, M), b, gamma and beta (M,). bn_param with a 'mode' means batch
      normalisation, without one layer normalisation; dropout_param as in dropout_forward. Returns out (N, M) and the
      cache (fc_cache, norm_cache, relu_cache, dropout_cache), None for what was left out.
      Source: CS231n assignment 2, FullyConnectedNet.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import generic_forward
      x, w, b = np.ones((1, 2)), np.array([[1., -1.], [1., -1.]]), np.zeros(2)
      print(generic_forward(x, w, b)[0], generic_forward(x, w, b, last=True)[0])
      #> [[2. 0.]] [[ 2. -2.]]
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      var out = try Affine.forward(x, w, b).out
      var (normCache, reluCache, dropCache) = (Value.none, Value.none, Value.none)
      if try !a.bool(7) {
        if a.isGiven(5) {
          let settings = try a.parameters(5)
          if settings.find("mode") != nil {
            (out, normCache) = try batchnorm(out, a.array(3), a.array(4), settings, spatial: false, a.vm)
          } else {
            let epsilon = try settings.double("eps", of: "bn_param", default: 1e-5)
            let made = try LayerNorm.forward(out, a.array(3), a.array(4), epsilon: epsilon)
            out = made.out
            normCache = .arrays(made.cache.deviation, made.cache.normalized, made.cache.gamma)
          }
        }
        reluCache = .array(out)
        out = try Relu.forward(out).out
        if a.isGiven(6) {
          let made = try dropout(out, a.parameters(6), style, a.vm)
          out = made.out
          dropCache = .tuple([a[6], made.mask.map { .array($0) } ?? .none])
        }
      }
      return .tuple([.array(out), .tuple([.arrays(x, w, b), normCache, reluCache, dropCache])])
    }
    list.add(
      "generic_backward", "(dout, cache)",
      """
      Gradients of generic_forward: dx (N, d_1, ..., d_k), dw (D, M), db, dgamma and dbeta (M,), for dout (N, M).

      The backward passes of its layers from the last to the first; dgamma and dbeta are None without a normalisation.
      """,
      """
      import numpy as np
      from cs231n.layer_utils import generic_forward, generic_backward
      out, cache = generic_forward(np.ones((1, 2)), np.array([[1., -1.], [1., -1.]]), np.zeros(2))
      dx, dw, db, dgamma, dbeta = generic_backward(out, cache)
      print(db, dgamma)
      #> [2. 0.] None
      """
    ) { a in
      let cache = try a.cache(1, "fc_cache", "norm_cache", "relu_cache", "dropout_cache")
      var upstream = try a.array(0)
      var (dgamma, dbeta) = (Value.none, Value.none)
      if case .tuple(let drop) = cache[3], drop.items.count == 2, case .array(let mask) = drop.items[1] {
        upstream = try Dropout.backward(upstream, mask: mask)
      }
      if !cache[2].isNone { upstream = try Relu.backward(upstream, a.vm.asArray(cache[2])) }
      if case .tuple(let normCache) = cache[1] {
        let items = try normCache.items.map { try a.vm.asArray($0) }
        let gradients =
          items.count == 3
          ? try LayerNorm.backward(
            upstream, LayerNorm.Cache(deviation: items[0], normalized: items[1], gamma: items[2]))
          : try BatchNorm.backward(upstream, batchCache(cache[1], a.vm))
        upstream = gradients.dx
        (dgamma, dbeta) = (.array(gradients.dgamma), .array(gradients.dbeta))
      }
      let (dx, dw, db) = try Affine.backward(upstream, affine(cache[0], a.vm))
      return .tuple([.array(dx), .array(dw), .array(db), dgamma, dbeta])
    }
  }
}
