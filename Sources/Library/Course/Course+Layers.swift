import Arrays
import Language
import Layers

/// `cs231n.layers`: affine, activations, losses.
extension Course {
  static func basicLayers() -> [Entry] {
    var list = CourseList()
    list.add(
      "affine_forward", "(x, w, b)",
      """
      The fully connected layer: x as rows times w, plus b.

      x has shape (N, d_1, ..., d_k), w (D, M) with D = d_1 * ... * d_k, b (M,).
      Returns out of shape (N, M) and the cache (x, w, b).
      """,
      """
      import numpy as np
      from cs231n.layers import affine_forward
      out, cache = affine_forward(np.ones((2, 3)), np.ones((3, 2)), np.zeros(2))
      print(out)
      #> [[3. 3.]
      #>  [3. 3.]]
      """
    ) { a in
      let (x, w, b) = (try a.array(0), try a.array(1), try a.array(2))
      return .tuple([.array(try Affine.forward(x, w, b).out), .arrays(x, w, b)])
    }
    list.add(
      "affine_backward", "(dout, cache)",
      """
      Gradients of the fully connected layer: dx (N, d_1, ..., d_k), dw (D, M), db (M,), for dout (N, M).

      dx = dout·wᵀ in the shape of x, dw = xᵀ·dout with x as rows, db the sum of dout's rows. cache is (x, w, b).
      """,
      """
      import numpy as np
      from cs231n.layers import affine_forward, affine_backward
      out, cache = affine_forward(np.ones((2, 3)), np.ones((3, 2)), np.zeros(2))
      dx, dw, db = affine_backward(out, cache)
      print(db)
      #> [6. 6.]
      """
    ) { a in
      let cache = try a.cache(1, "x", "w", "b")
      let arrays = try cache.map { try a.vm.asArray($0) }
      let (dx, dw, db) = try Affine.backward(
        a.array(0), Affine.Cache(x: arrays[0], w: arrays[1], b: arrays[2]))
      return .arrays(dx, dw, db)
    }
    activations(&list)
    losses(&list)
    return list.entries
  }

  private static func activations(_ list: inout CourseList) {
    list.add(
      "relu_forward", "(x)",
      """
      The rectified linear unit: out = maximum(0, x), for x of any shape, and the cache x.

      Source: Nair and Hinton 2010; CS231n notes, Neural Networks 1.
      """,
      """
      import numpy as np
      from cs231n.layers import relu_forward
      print(relu_forward(np.array([-1., 0., 2.]))[0])
      #> [0. 0. 2.]
      """
    ) { a in
      let (out, cache) = try Relu.forward(a.array(0))
      return .arrays(out, cache)
    }
    list.add(
      "relu_backward", "(dout, cache)",
      """
      The gradient of relu_forward: dx = dout * (x > 0), of the shape of x; cache is x.
      """,
      """
      import numpy as np
      from cs231n.layers import relu_backward
      print(relu_backward(np.ones(3), np.array([-1., 0., 2.])))
      #> [0. 0. 1.]
      """
    ) { a in .array(try Relu.backward(a.array(0), a.array(1))) }
    list.add(
      "leaky_relu_forward", "(x, alpha=0.01)",
      """
      The leaky rectified linear unit: x where positive, alpha * x elsewhere, for x of any shape.

      Returns out and the cache (x, alpha). Source: Maas, Hannun and Ng 2013.
      """,
      """
      import numpy as np
      from cs231n.layers import leaky_relu_forward
      print(leaky_relu_forward(np.array([-1., 0., 2.]), 0.5)[0])
      #> [-0.5  0.   2. ]
      """
    ) { a in
      let (out, cache) = try LeakyRelu.forward(a.array(0), alpha: a.double(1))
      return .tuple([.array(out), .tuple([.array(cache), .float(try a.double(1))])])
    }
    list.add(
      "leaky_relu_backward", "(dout, cache)",
      """
      The gradient of leaky_relu_forward: dout where x is positive, alpha * dout elsewhere.

      cache is (x, alpha); dout has the shape of x.
      """,
      """
      import numpy as np
      from cs231n.layers import leaky_relu_backward
      print(leaky_relu_backward(np.ones(3), (np.array([-1., 0., 2.]), 0.5)))
      #> [0.5 0.5 1. ]
      """
    ) { a in
      let cache = try a.cache(1, "x", "alpha")
      return .array(
        try LeakyRelu.backward(a.array(0), a.vm.asArray(cache[0]), alpha: a.vm.double(cache[1])))
    }
    list.add(
      "sigmoid_forward", "(x)",
      """
      The logistic function: out = 1 / (1 + exp(-x)), for x of any shape; out is also the cache.

      Source: CS231n notes, Neural Networks 1.
      """,
      """
      import numpy as np
      from cs231n.layers import sigmoid_forward
      print(sigmoid_forward(np.zeros(2))[0])
      #> [0.5 0.5]
      """
    ) { a in
      let (out, cache) = try Sigmoid.forward(a.array(0))
      return .arrays(out, cache)
    }
    list.add(
      "sigmoid_backward", "(dout, cache)",
      """
      The gradient of sigmoid_forward: dx = dout * s * (1 - s), of the shape of x; cache is s, the output.
      """,
      """
      import numpy as np
      from cs231n.layers import sigmoid_backward
      print(sigmoid_backward(np.ones(2), np.array([0.5, 1.0])))
      #> [0.25 0.  ]
      """
    ) { a in .array(try Sigmoid.backward(a.array(0), a.array(1))) }
    list.add(
      "tanh_forward", "(x)",
      """
      The hyperbolic tangent: out = tanh(x), for x of any shape; out is also the cache.

      Source: CS231n notes, Neural Networks 1.
      """,
      """
      import numpy as np
      from cs231n.layers import tanh_forward
      print(tanh_forward(np.zeros(2))[0])
      #> [0. 0.]
      """
    ) { a in
      let (out, cache) = try Tanh.forward(a.array(0))
      return .arrays(out, cache)
    }
    list.add(
      "tanh_backward", "(dout, cache)",
      """
      The gradient of tanh_forward: dx = dout * (1 - t**2), of the shape of x; cache is t, the output.
      """,
      """
      import numpy as np
      from cs231n.layers import tanh_backward
      print(tanh_backward(np.ones(2), np.array([0.0, 0.5])))
      #> [1.   0.75]
      """
    ) { a in .array(try Tanh.backward(a.array(0), a.array(1))) }
  }

  private static func losses(_ list: inout CourseList) {
    list.add(
      "softmax_loss", "(x, y)",
      """
      The softmax loss and its gradient: mean cross-entropy of scores x (N, C) with labels y (N,).

      loss = -mean(log p[y]) with p = exp(x) / sum(exp(x)) along rows; dx (N, C) is (p - 1 at the labels) / N.
      Source: CS231n notes, Linear Classification.
      """,
      """
      import numpy as np
      from cs231n.layers import softmax_loss
      loss, dx = softmax_loss(np.zeros((2, 4)), np.array([0, 3]))
      print(loss)
      #> 1.3862943611198906
      """
    ) { a in
      let (loss, dx) = try SoftmaxLoss.evaluate(a.array(0), a.array(1))
      return .tuple([Value(loss), .array(dx)])
    }
    list.add(
      "svm_loss", "(x, y)",
      """
      The multiclass hinge loss with margin 1 and its gradient, for scores x (N, C) with labels y (N,).

      loss = sum over n and j != y[n] of max(0, x[n, j] - x[n, y[n]] + 1) / N; dx (N, C) is 1 / N where a margin is
      positive, and at the label minus the number of those. Source: Weston and Watkins 1999.
      """,
      """
      import numpy as np
      from cs231n.layers import svm_loss
      loss, dx = svm_loss(np.zeros((2, 4)), np.array([0, 3]))
      print(loss)
      #> 3.0
      """
    ) { a in
      let (loss, dx) = try SVMLoss.evaluate(a.array(0), a.array(1))
      return .tuple([Value(loss), .array(dx)])
    }
  }
}
