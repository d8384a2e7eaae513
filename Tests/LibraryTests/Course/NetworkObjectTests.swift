import Language
import Library
import Testing

@Suite struct NetworkObjectTests {
  private let opening = """
    import numpy as np
    from cs231n.classifiers.fc_net import TwoLayerNet, FullyConnectedNet
    from cs231n.classifiers.cnn import ThreeLayerConvNet, ConvNet
    from cs231n.gradient_check import eval_numerical_gradient
    def rel_error(x, y):
        return np.max(np.abs(x - y) / (np.maximum(1e-8, np.abs(x) + np.abs(y))))
    np.random.seed(231)

    """

  private func run(_ text: String) -> String { printed(by: opening + text) }

  @Test func `the attributes of the course`() {
    let printed = run(
      """
      m = FullyConnectedNet([4, 3], 6, 5, dropout=0.5, normalization='batchnorm', reg=0.1, dtype=np.float64, seed=3)
      print(m.reg, m.num_layers, m.use_dropout, m.normalization, m.dtype is np.float64)
      print(m.bn_params, m.dropout_param)
      x, y = np.random.randn(8, 6), np.arange(8) % 5
      loss, grads = m.loss(x, y)
      print([sorted(p) for p in m.bn_params], sorted(grads) == sorted(m.params))
      m.bn_params[0]['running_mean'][:] = 0
      a = m.loss(x)
      m.bn_params[0]['running_mean'][:] = 1
      print(np.any(a != m.loss(x)), m.bn_params[1]['mode'])
      m.dropout_param['p'] = 1.0
      print(loss != m.loss(x, y)[0])
      print(FullyConnectedNet([4], 6, 5).bn_params, TwoLayerNet(4, 3, 2).num_layers)
      """)
    #expect(
      printed == """
        0.1 3 True batchnorm True
        [{'mode': 'train'}, {'mode': 'train'}] {'mode': 'train', 'p': 0.5, 'seed': 3}
        [['mode', 'running_mean', 'running_var'], ['mode', 'running_mean', 'running_var']] True
        True test
        True
        [] 2

        """)
  }

  @Test func `a class of a script on top of ours`() {
    let printed = run(
      """
      class Scaled(FullyConnectedNet):
          def __init__(self, hidden, scale, **kwargs):
              super().__init__(hidden, dtype=np.float64, **kwargs)
              self.scale = scale
          def loss(self, X, y=None):
              if y is None:
                  return self.scale * super().loss(X)
              loss, grads = super().loss(X, y)
              return self.scale * loss, {k: self.scale * g for k, g in grads.items()}
      class Bare(ThreeLayerConvNet):
          pass
      class Wrong(TwoLayerNet):
          def __init__(self):
              self.other = 1
      m = Scaled([4], 3.0, input_dim=6, num_classes=2)
      x, y = np.random.randn(5, 6), np.array([0, 1, 1, 0, 1])
      print(m.params['W1'].shape, round(m.loss(x, y)[0], 3), isinstance(m, FullyConnectedNet), m.scale)
      print(Bare(input_dim=(1, 4, 4), num_filters=2, filter_size=3, hidden_dim=3).loss(np.ones((2, 1, 4, 4))).shape)
      Wrong().loss(x)
      """)
    #expect(
      printed == """
        (6, 4) 2.079 True 3.0
        (2, 10)
        AttributeError: 'Wrong' object has no attribute 'params'

        """)
  }

  @Test(arguments: [
    ("FullyConnectedNet([4], normalization='norm')", "ValueError: normalization must be 'batchnorm'"),
    ("FullyConnectedNet([4], dtype=int)", "TypeError: dtype must be a floating-point type"),
    ("FullyConnectedNet([0])", "ValueError: "),
    ("FullyConnectedNet([-3])", "ValueError: "),
    ("FullyConnectedNet([4], dropout=2.0)", "ValueError: dropout must be between 0 and 1, not 2.0"),
    ("TwoLayerNet(hidden_dim=0)", "ValueError: hidden_dim must be at least 1, not 0"),
    ("TwoLayerNet(2**50)", "ValueError: input_dim "),
    ("ThreeLayerConvNet(filter_size=0)", "ValueError: filter_size must be at least 1"),
    ("ThreeLayerConvNet(input_dim=(3, 1, 1))", "ValueError: images of 1 by 1 cannot be halved"),
    ("ThreeLayerConvNet(input_dim=5)", "TypeError: "),
    ("ConvNet(architecture='[conv]')", "ValueError: "),
    ("ConvNet(num_filters=[])", "ValueError: "),
    (
      "TwoLayerNet(4, 3, 2).loss(np.ones((2, 5)))",
      "ValueError: x of shape (2, 5) has 5 features, but w of shape (4, 3) takes 4 [in the affine layer with W1]"
    ),
    ("TwoLayerNet(4, 3, 2).loss(None)", "TypeError: X must be an array, not NoneType"),
    (
      "m = TwoLayerNet(4, 3, 2); m.reg = 'x'; m.loss(np.ones((2, 4)))",
      "TypeError: reg must be a number, not str"
    ),
    (
      "m = TwoLayerNet(4, 3, 2); m.params['W1'] = None; m.loss(np.ones((2, 4)))",
      "TypeError: params['W1'] must be an array, not NoneType"
    ),
    ("FullyConnectedNet(3)", "TypeError: hidden_dims must be a list of sizes, not int"),
    ("FullyConnectedNet(['a'])", "TypeError: a size in hidden_dims must be an integer, not str"),
    ("FullyConnectedNet([4], weight_scale='a')", "TypeError: weight_scale must be a number, not str"),
    (
      "FullyConnectedNet([4], dropout_keep_ratio=-1)",
      "ValueError: dropout_keep_ratio must be between 0 and 1"
    ),
    (
      "ConvNet((3, 8, 8), dropout=0.5, dropout_keep_ratio=0.5)",
      "ValueError: dropout and dropout_keep_ratio are"
    ),
    (
      "ConvNet((3, 8, 8), normalization='layernorm')", "ValueError: normalization must be 'batchnorm' or None"
    ),
    (
      "ConvNet((3, 8, 8), hidden_dim=[4, 5])",
      "ValueError: hidden_dim has 2 sizes, but 2 affine layers have 1"
    ),
    ("ConvNet((3, 8, 8), loss='hinge')", "ValueError: loss must be 'softmax' or 'svm', not 'hinge'"),
    (
      "ThreeLayerConvNet((3, 8, 8), filter_size=4)",
      "ValueError: filter_size 4 is even: padded by (filter_size - 1)"
    ),
    ("ConvNet((3, 8, 8), filter_size=2)", "ValueError: filter_size 2 is even: "),
    ("TwoLayerNet(4, 3, 2).loss(np.ones((2, 4)), np.array([0, 2]))", "IndexError: index 2 is out of bounds"),
    ("TwoLayerNet(4, 3, 2).loss(np.ones((2, 4)), np.array([0]))", "IndexError: shape mismatch"),
    ("m = TwoLayerNet(4, 3, 2); del m.params['W2']; m.loss(np.ones((2, 4)))", "KeyError: 'W2'"),
    ("m = TwoLayerNet(4, 3, 2); m.params = 3; m.loss(np.ones((2, 4)))", "AttributeError: "),
    ("ThreeLayerConvNet().loss(np.ones((2, 3, 32)))", "ValueError: "),
    ("ThreeLayerConvNet().loss(np.ones((2, 4, 32, 32)))", "ValueError: "),
  ])
  func `wrong arguments`(call: String, message: String) {
    #expect(run(call).hasPrefix(message))
  }

  /// As the course's dropout_forward, which reseeds before it looks at the mode.
  @Test func `a seed of dropout reseeds in use too`() {
    let printed = run(
      """
      m = FullyConnectedNet([4], 6, 5, dropout=0.5, seed=3)
      m.loss(np.ones((2, 6)))
      a = np.random.rand()
      np.random.seed(3)
      print(a == np.random.rand())
      """)
    #expect(printed == "True\n")
  }

  /// An odd image loses the pixel that an even filter takes where the pool would have dropped it.
  @Test func `an even filter that fits is taken`() {
    let text = "print(ThreeLayerConvNet((3, 9, 9), 2, 4, 5).loss(np.ones((2, 3, 9, 9))).shape)"
    #expect(run(text) == "(2, 10)\n")
  }

  @Test func `a ConvNet by numbers is that of the pattern`() {
    let printed = run(
      """
      def draw(*args, **kwargs):
          np.random.seed(3)
          return ConvNet((3, 8, 8), *args, num_filters=4, hidden_dim=5, **kwargs)
      a = draw('[conv-bn-relu-conv-bn-relu-pool]x1-[affine]x3-svm')
      b = draw(num_blocks=1, convs_per_block=2, num_affine=3, loss='svm', normalization='batchnorm')
      x, y = np.random.randn(3, 3, 8, 8), np.array([0, 4, 9])
      print(list(a.params) == list(b.params), a.loss(x, y)[0] == b.loss(x, y)[0])
      print(draw(num_affine=2, dropout_keep_ratio=0.5).dropout_param)
      """)
    #expect(printed == "True True\n{'mode': 'train', 'p': 0.5}\n")
  }

  /// A ratio keeps whatever the package; `dropout` drops in the UCLA course.
  @Test func `a keep ratio keeps in both courses`() {
    let printed = run(
      """
      import nndl
      for net in FullyConnectedNet, nndl.FullyConnectedNet:
          print([net([3], 4, 2, **k).dropout_param.get('p') for k in ({'dropout': 0.25}, {'dropout_keep_ratio': 0.25}, {})])
      print(TwoLayerNet(4, 3, 2, 1e-2, 0.5).reg, nndl.TwoLayerNet(4, 3, 2, 0, 1e-2, 0.5).reg)
      """)
    #expect(printed == "[0.25, 0.25, None]\n[0.25, 0.75, None]\n0.5 0.5\n")
  }

  /// The numbers of the course's notebooks for these seeds.
  @Test func `published gradient errors of the three-layer network`() {
    let printed = run(
      """
      num_inputs, input_dim, reg, num_classes = 2, (3, 16, 16), 0.0, 10
      X = np.random.randn(num_inputs, *input_dim)
      y = np.random.randint(num_classes, size=num_inputs)
      model = ThreeLayerConvNet(num_filters=3, filter_size=3, input_dim=input_dim, hidden_dim=7, dtype=np.float64)
      loss, grads = model.loss(X, y)
      for name in sorted(grads):
          f = lambda _: model.loss(X, y)[0]
          numeric = eval_numerical_gradient(f, model.params[name], verbose=False, h=1e-6)
          print('%s max relative error: %e' % (name, rel_error(numeric, grads[name])))
      """)
    #expect(
      printed == """
        W1 max relative error: 1.380104e-04
        W2 max relative error: 1.822723e-02
        W3 max relative error: 3.064049e-04
        b1 max relative error: 3.477652e-05
        b2 max relative error: 2.516375e-03
        b3 max relative error: 7.945660e-10

        """)
  }

  @Test func `published gradient errors of the two-layer network`() {
    let printed = run(
      """
      N, D, H, C = 3, 5, 50, 7
      X = np.random.randn(N, D)
      y = np.random.randint(C, size=N)
      std = 1e-3
      model = TwoLayerNet(input_dim=D, hidden_dim=H, num_classes=C, weight_scale=std)
      print(abs(model.params['W1'].std() - std) < std / 10, np.all(model.params['b1'] == 0))
      model.params['W1'] = np.linspace(-0.7, 0.3, num=D * H).reshape(D, H)
      model.params['b1'] = np.linspace(-0.1, 0.9, num=H)
      model.params['W2'] = np.linspace(-0.3, 0.4, num=H * C).reshape(H, C)
      model.params['b2'] = np.linspace(-0.9, 0.1, num=C)
      X = np.linspace(-5.5, 4.5, num=N * D).reshape(D, N).T
      y = np.asarray([0, 5, 1])
      print(abs(model.loss(X, y)[0] - 3.4702243556) < 1e-10)
      model.reg = 1.0
      print(abs(model.loss(X, y)[0] - 26.5948426952) < 1e-10)
      for reg in [0.0, 0.7]:
          model.reg = reg
          loss, grads = model.loss(X, y)
          for name in sorted(grads):
              numeric = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name], verbose=False)
              print('%s relative error: %.2e' % (name, rel_error(numeric, grads[name])))
      """)
    #expect(
      printed == """
        True True
        True
        True
        W1 relative error: 1.52e-08
        W2 relative error: 3.21e-10
        b1 relative error: 8.37e-09
        b2 relative error: 4.33e-10
        W1 relative error: 2.53e-07
        W2 relative error: 2.85e-08
        b1 relative error: 1.56e-08
        b2 relative error: 7.76e-10

        """)
  }

  @Test func `published gradient errors of the network with dropout`() {
    let printed = run(
      """
      N, D, H1, H2, C = 2, 15, 20, 30, 10
      X = np.random.randn(N, D)
      y = np.random.randint(C, size=(N,))
      for keep in [1, 0.75, 0.5]:
          print('Running check with dropout = ', keep)
          model = FullyConnectedNet([H1, H2], input_dim=D, num_classes=C, weight_scale=5e-2, dtype=np.float64,
                                    dropout=keep, seed=123)
          loss, grads = model.loss(X, y)
          print('Initial loss: ', loss)
          for name in sorted(grads):
              f = lambda _: model.loss(X, y)[0]
              numeric = eval_numerical_gradient(f, model.params[name], verbose=False, h=1e-5)
              print('%s relative error: %.2e' % (name, rel_error(numeric, grads[name])))
      """)
    #expect(
      printed == """
        Running check with dropout =  1
        Initial loss:  2.3004790897684924
        W1 relative error: 1.48e-07
        W2 relative error: 2.21e-05
        W3 relative error: 3.53e-07
        b1 relative error: 5.38e-09
        b2 relative error: 2.09e-09
        b3 relative error: 5.80e-11
        Running check with dropout =  0.75
        Initial loss:  2.302371489704412
        W1 relative error: 1.90e-07
        W2 relative error: 4.76e-06
        W3 relative error: 2.60e-08
        b1 relative error: 4.73e-09
        b2 relative error: 1.82e-09
        b3 relative error: 1.70e-10
        Running check with dropout =  0.5
        Initial loss:  2.3042759220785896
        W1 relative error: 3.11e-07
        W2 relative error: 1.84e-08
        W3 relative error: 5.35e-08
        b1 relative error: 5.37e-09
        b2 relative error: 2.99e-09
        b3 relative error: 1.13e-10

        """)
  }
}
