import Language
import Library
import Testing

/// The course's small functions: checks, cascades, pictures, and the UCLA course's habits.
@Suite struct CourseFunctionsTests {
  private let opening = """
    import numpy as np
    from cs231n.layers import *
    from cs231n.layer_utils import *
    from cs231n.fast_layers import *
    from cs231n.im2col import *
    from cs231n.gradient_check import *
    from cs231n.vis_utils import vis_grid, vis_nn, visualize_grid
    np.random.seed(231)
    def error(a, b):
        return np.max(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

    """

  private func run(_ text: String) -> String { printed(by: opening + text) }

  @Test func `grad_check_sparse draws places by Python's generator`() {
    let printed = run(
      """
      import random
      random.seed(3)
      x = np.arange(12.0).reshape(3, 4)
      before = x.copy()
      grad_check_sparse(lambda x: np.sum(x ** 2), x, 2 * x, 3)
      print(np.all(x == before))
      """)
    // Python 3.11: random.seed(3); three pairs of randrange(3), randrange(4).
    #expect(printed.split(separator: "\n").count == 4 && printed.hasSuffix("True\n"))
    #expect(
      printed.split(separator: "\n").dropLast().allSatisfy {
        $0.hasPrefix("numerical: ") && $0.contains(" analytic: ") && $0.contains(", relative error: ")
      })
  }

  @Test func `numerical gradients print where asked, and leave x as it was`() {
    let printed = run(
      """
      x = np.array([[1.0, 2.0]])
      g = eval_numerical_gradient(lambda x: np.sum(x * x), x)
      print(np.round(g, 6), x)
      y = np.arange(6.0).reshape(2, 3)
      g = eval_numerical_gradient_array(lambda y: y.T.dot(y), y, np.ones((3, 3)), h=1e-4)
      print(np.round(g, 6))
      def bad(x):
          x[0, 0]
          raise ValueError('stop')
      try:
          eval_numerical_gradient(bad, x)
      except ValueError as e:
          print(e, x)
      """)
    let lines = printed.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(lines[0].hasPrefix("(0, 0) 2.0000") || lines[0].hasPrefix("(0, 0) 1.9999"))
    #expect(lines[1].hasPrefix("(0, 1) 4.0000") || lines[1].hasPrefix("(0, 1) 3.9999"))
    #expect(
      Array(lines[2...]) == ["[[2. 4.]] [[1. 2.]]", "[[ 6.  6.  6.]", " [24. 24. 24.]]", "stop [[1. 2.]]"])
  }

  /// Each cascade is its layers, one after the other, and its gradients are those of finite differences.
  @Test(arguments: [
    ("affine_relu", "x, w, b", "(4, 3)"),
    ("affine_bn_relu", "x, w, b, gamma, beta, {'mode': 'train'}", "(4, 3)"),
    ("affine_batchnorm_relu", "x, w, b, gamma, beta, {'mode': 'train'}", "(4, 3)"),
    ("generic", "x, w, b, gamma, beta, {'mode': 'train'}, {'mode': 'train', 'p': 0.6, 'seed': 5}", "(4, 3)"),
    ("generic", "x, w, b, gamma, beta, {}", "(4, 3)"),
    ("conv_relu", "x, w, b, {'stride': 1, 'pad': 1}", "images"),
    ("conv_bn_relu", "x, w, b, gamma, beta, {'stride': 1, 'pad': 1}, {'mode': 'train'}", "images"),
    (
      "conv_relu_pool", "x, w, b, {'stride': 1, 'pad': 1}, {'pool_height': 2, 'pool_width': 2, 'stride': 2}",
      "images"
    ),
  ])
  func `cascades against finite differences`(name: String, arguments: String, shape: String) {
    let draw =
      shape == "images"
      ? "x, w, b = np.random.randn(2, 2, 4, 4), np.random.randn(3, 2, 3, 3), np.random.randn(3)"
      : "x, w, b = np.random.randn(4, 2, 3), np.random.randn(6, 3), np.random.randn(3)"
    let printed = run(
      """
      \(draw)
      gamma, beta = np.random.randn(3), np.random.randn(3)
      f = lambda: \(name)_forward(\(arguments))
      out, cache = f()
      dout = np.random.randn(*out.shape)
      grads = \(name)_backward(dout, cache)
      for v, g in zip([x, w, b, gamma, beta], grads):
          if g is not None:
              print(np.max(np.abs(g - eval_numerical_gradient_array(lambda _: f()[0], v, dout))) < 1e-6)
      """)
    let count = arguments.contains("gamma") ? 5 : 3
    #expect(printed == String(repeating: "True\n", count: count))
  }

  @Test func `pictures in a grid`() {
    let printed = run(
      """
      X = np.zeros((3, 2, 2, 1))
      X[0, 0, 0] = 1
      X[1, 1] = 4
      X[2, 0, 1] = -2
      print(visualize_grid(X, ubound=10.0)[:, :, 0])
      print(visualize_grid(X + 1, padding=0).shape)
      visualize_grid(np.zeros((2, 2)))
      """)
    #expect(
      printed == """
        [[10.  0.  0.  0.  0.]
         [ 0.  0.  0. 10. 10.]
         [ 0.  0.  0.  0.  0.]
         [10.  0.  0.  0.  0.]
         [10. 10.  0.  0.  0.]]
        (4, 4, 1)
        ValueError: not enough values to unpack (expected 4, got 2)

        """)
  }

  @Test func `pictures stretched together`() {
    let printed = run(
      """
      X = np.array([0, 1, 2, 8]).reshape(4, 1, 1, 1)
      print(vis_grid(X[:3] + 1)[:, :, 0])
      print(vis_nn([[X[1], X[3]], [X[0], X[2]]])[:, :, 0])
      vis_grid(np.zeros((2, 2)))
      """)
    #expect(
      printed == """
        [[0.  0.  0.5 0. ]
         [0.  0.  0.  0. ]
         [1.  0.  0.  0. ]
         [0.  0.  0.  0. ]]
        [[0.125 0.125 1.    0.125]
         [0.125 0.125 0.125 0.125]
         [0.    0.125 0.25  0.125]
         [0.125 0.125 0.125 0.125]]
        ValueError: not enough values to unpack (expected 4, got 2)

        """)
  }

  @Test func `the UCLA course's layer tests`() {
    let printed = printed(
      by: """
        import numpy as np
        from nndl.layer_tests import *
        np.random.seed(1)
        affine_forward_test(); affine_backward_test(); relu_forward_test(); relu_backward_test(); affine_relu_test()
        fc_net_test()
        """)
    let lines = printed.split(separator: "\n").map(String.init)
    #expect(lines.contains("difference: 9.769849468192957e-10"))
    #expect(lines.contains("difference: 4.999999798022158e-08"))
    let errors = lines.filter { $0.contains("error: ") && !$0.contains("If ") }
      .compactMap { Double($0.split(separator: " ").last ?? "") }
    #expect(errors.count == 3 + 1 + 3 + 12)
    #expect(errors.allSatisfy { $0 < 1e-3 })
  }

  @Test func `names of state and meanings of p in the two courses`() {
    let printed = run(
      """
      import nndl.optim as ucla
      import cs231n.optim as stanford
      w, dw = np.ones(2), np.ones(2)
      for module in (stanford, ucla):
          print(sorted(module.rmsprop(w, dw)[1]), sorted(module.adam(w, dw)[1]))
          print(sorted(module.sgd_momentum(w, dw)[1]), sorted(module.sgd(w, dw)[1]))
      from nndl.fc_net import TwoLayerNet, FullyConnectedNet
      print(TwoLayerNet(input_dim=4, hidden_dims=3, num_classes=2).params['W1'].shape)
      print(FullyConnectedNet([3], 4, 2, use_batchnorm=True).bn_params)
      """)
    #expect(
      printed == """
        ['cache', 'decay_rate', 'epsilon', 'learning_rate'] ['beta1', 'beta2', 'epsilon', 'learning_rate', 'm', 't', 'v']
        ['learning_rate', 'momentum', 'velocity'] ['learning_rate']
        ['a', 'decay_rate', 'epsilon', 'learning_rate'] ['a', 'beta1', 'beta2', 'epsilon', 'learning_rate', 't', 'v']
        ['learning_rate', 'momentum', 'velocity'] ['learning_rate']
        (4, 3)
        [{'mode': 'train'}]

        """)
  }

  @Test func `published statistics of batch and layer normalisation`() {
    let printed = run(
      """
      N, D1, D2, D3 = 200, 50, 60, 3
      X, W1, W2 = np.random.randn(N, D1), np.random.randn(D1, D2), np.random.randn(D2, D3)
      a = np.maximum(0, X.dot(W1)).dot(W2)
      print(a.mean(axis=0), a.std(axis=0))
      a_norm, _ = batchnorm_forward(a, np.ones(D3), np.zeros(D3), {'mode': 'train'})
      print(a_norm.std(axis=0))
      a_norm, _ = batchnorm_forward(a, np.asarray([1., 2., 3.]), np.asarray([11., 12., 13.]), {'mode': 'train'})
      print(a_norm.mean(axis=0), a_norm.std(axis=0))
      np.random.seed(231)
      bn_param = {'mode': 'train'}
      gamma, beta = np.ones(D3), np.zeros(D3)
      W1, W2 = np.random.randn(D1, D2), np.random.randn(D2, D3)
      for t in range(50):
          X = np.random.randn(N, D1)
          batchnorm_forward(np.maximum(0, X.dot(W1)).dot(W2), gamma, beta, bn_param)
      bn_param['mode'] = 'test'
      X = np.random.randn(N, D1)
      a_norm, _ = batchnorm_forward(np.maximum(0, X.dot(W1)).dot(W2), gamma, beta, bn_param)
      print(a_norm.mean(axis=0), a_norm.std(axis=0))
      """)
    #expect(
      printed == """
        [ -2.3814598  -13.18038246   1.91780462] [27.18502186 34.21455511 37.68611762]
        [0.99999999 1.         1.        ]
        [11. 12. 13.] [0.99999999 1.99999999 2.99999999]
        [-0.03927354 -0.04349152 -0.10452688] [1.01531428 1.01238373 0.97819988]

        """)
  }

  @Test func `published gradient errors of image cascades and spatial normalisation`() {
    let printed = run(
      """
      def check(f, values, dout, back, exact):
          _, cache = f()
          for i, (v, g) in enumerate(zip(values, back(dout, cache))):
              e = error(eval_numerical_gradient_array(lambda _: f()[0], v, dout), g)
              # Some sums over images have the kernels' own order: there the size of the error counts.
              print(e if i < exact else e < 1e-8)
      x = np.random.randn(2, 3, 16, 16)
      w = np.random.randn(3, 3, 3, 3)
      b = np.random.randn(3,)
      dout = np.random.randn(2, 3, 8, 8)
      conv, pool = {'stride': 1, 'pad': 1}, {'pool_height': 2, 'pool_width': 2, 'stride': 2}
      check(lambda: conv_relu_pool_forward(x, w, b, conv, pool), [x, w, b], dout, conv_relu_pool_backward, 2)
      np.random.seed(231)
      x = np.random.randn(2, 3, 8, 8)
      w = np.random.randn(3, 3, 3, 3)
      b = np.random.randn(3,)
      dout = np.random.randn(2, 3, 8, 8)
      check(lambda: conv_relu_forward(x, w, b, conv), [x, w, b], dout, conv_relu_backward, 1)
      np.random.seed(231)
      N, C, H, W = 2, 3, 4, 5
      x = 5 * np.random.randn(N, C, H, W) + 12
      gamma, beta = np.random.randn(C), np.random.randn(C)
      dout = np.random.randn(N, C, H, W)
      check(lambda: spatial_batchnorm_forward(x, gamma, beta, {'mode': 'train'}), [x, gamma, beta], dout,
            spatial_batchnorm_backward, 3)
      """)
    #expect(
      printed == """
        9.591132621921372e-09
        5.802391137330214e-09
        True
        1.5218619980349303e-09
        True
        True
        2.7866481890178303e-07
        7.0974817113608705e-12
        3.275608725278405e-12

        """)
  }

  @Test func `published gradient errors of dense layers, losses and dropout`() {
    let printed = run(
      """
      def check(f, values, dout, back):
          _, cache = f()
          grads = back(dout, cache)
          for v, g in zip(values, grads if isinstance(grads, tuple) else [grads]):
              print(error(eval_numerical_gradient_array(lambda _: f()[0], v, dout), g))
      x, w, b = np.random.randn(2, 3, 4), np.random.randn(12, 10), np.random.randn(10)
      dout = np.random.randn(2, 10)
      check(lambda: affine_relu_forward(x, w, b), [x, w, b], dout, affine_relu_backward)
      np.random.seed(231)
      x = 0.001 * np.random.randn(50, 10)
      y = np.random.randint(10, size=50)
      for f in (svm_loss, softmax_loss):
          numeric = eval_numerical_gradient(lambda x: f(x, y)[0], x, verbose=False)
          loss, dx = f(x, y)
          print(loss, error(numeric, dx))
      np.random.seed(231)
      x = np.random.randn(10, 10) + 10
      dout = np.random.randn(*x.shape)
      param = {'mode': 'train', 'p': 0.2, 'seed': 123}
      check(lambda: dropout_forward(x, param), [x], dout, dropout_backward)
      np.random.seed(231)
      x = np.random.randn(500, 500) + 10
      for p in [0.25, 0.4, 0.7]:
          out, _ = dropout_forward(x, {'mode': 'train', 'p': p})
          print(x.mean(), out.mean(), dropout_forward(x, {'mode': 'test', 'p': p})[0].mean(), (out == 0).mean())
      """)
    #expect(
      printed == """
        2.299579177309368e-11
        8.162011105764925e-11
        7.826724021458994e-12
        8.999602749096233 1.4021566006651672e-09
        2.302545844500738 9.384673161989355e-09
        5.44560814873387e-11
        10.0002078784775 10.014059116977283 10.0002078784775 0.749784
        10.0002078784775 9.977917658761159 10.0002078784775 0.600796
        10.0002078784775 9.987811912159428 10.0002078784775 0.30074

        """)
  }

  @Test func `published initial loss and gradients with batch normalisation`() {
    let printed = run(
      """
      from cs231n.classifiers.fc_net import FullyConnectedNet
      N, D, H1, H2, C = 2, 15, 20, 30, 10
      X = np.random.randn(N, D)
      y = np.random.randint(C, size=(N,))
      for reg in [0, 3.14]:
          model = FullyConnectedNet([H1, H2], input_dim=D, num_classes=C, reg=reg, weight_scale=5e-2,
                                    dtype=np.float64, normalization='batchnorm')
          print('%.11f' % model.loss(X, y)[0])
      """)
    #expect(printed == "2.26119551013\n6.99653322011\n")
  }

  @Test func `strides that do not fit`() {
    let printed = run(
      """
      x, w, b = np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), np.zeros(1)
      p = {'stride': 2, 'pad': 0}
      for f in (conv_forward_naive, conv_forward_fast, conv_forward_strides, conv_forward_im2col):
          try:
              print(f.__name__, f(x, w, b, p)[0].shape)
          except AssertionError as e:
              print('AssertionError', e)
      """)
    #expect(
      printed == """
        conv_forward_naive (1, 1, 1, 1)
        conv_forward_fast (1, 1, 1, 1)
        conv_forward_strides (1, 1, 1, 1)
        AssertionError width does not work

        """)
  }
}
