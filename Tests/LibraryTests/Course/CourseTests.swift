import Arrays
import Language
import Library
import Testing

/// Course cells as scripts: what they print is what the published notebooks show.
@Suite struct CourseTests {
  /// What the script prints, or the summary of the error it ends with.
  private func run(_ text: String) throws -> String {
    try Interpreter.gate.withLock {
      let vm = Interpreter()
      Library.install(in: vm)
      var printed = ""
      vm.output = { printed += $0 }
      do {
        try vm.run(Source(text, name: "cell"))
      } catch let error where error is PyError || error is ArrayError {
        printed += vm.summary(of: vm.exception(for: error)) + "\n"
      }
      return printed
    }
  }

  private let opening = """
    import numpy as np
    from cs231n.layers import *
    from cs231n.layer_utils import *
    from cs231n.fast_layers import *
    from cs231n.gradient_check import *
    np.random.seed(231)

    """

  @Test func `convolution's published gradient errors`() throws {
    let printed = try run(
      opening + """
        x = np.random.randn(4, 3, 5, 5)
        w = np.random.randn(2, 3, 3, 3)
        b = np.random.randn(2,)
        dout = np.random.randn(4, 2, 5, 5)
        conv_param = {'stride': 1, 'pad': 1}
        dx_num = eval_numerical_gradient_array(lambda x: conv_forward_naive(x, w, b, conv_param)[0], x, dout)
        dw_num = eval_numerical_gradient_array(lambda w: conv_forward_naive(x, w, b, conv_param)[0], w, dout)
        db_num = eval_numerical_gradient_array(lambda b: conv_forward_naive(x, w, b, conv_param)[0], b, dout)
        out, cache = conv_forward_naive(x, w, b, conv_param)
        dx, dw, db = conv_backward_naive(dout, cache)
        print(rel_error(dx, dx_num), rel_error(dw, dw_num), rel_error(db, db_num))
        x2, w2, b2, param = cache
        print(x2 is x, param is conv_param)
        """)
    #expect(
      printed == "1.159803161159293e-08 2.2471264748452487e-10 3.37264006649648e-11\nTrue True\n")
  }

  @Test func `batch normalisation's published gradient errors`() throws {
    let printed = try run(
      opening + """
        N, D = 4, 5
        x = 5 * np.random.randn(N, D) + 12
        gamma = np.random.randn(D)
        beta = np.random.randn(D)
        dout = np.random.randn(N, D)
        param = {'mode': 'train'}
        dx_num = eval_numerical_gradient_array(lambda x: batchnorm_forward(x, gamma, beta, param)[0], x, dout)
        _, cache = batchnorm_forward(x, gamma, beta, param)
        dx, dgamma, dbeta = batchnorm_backward(dout, cache)
        print(rel_error(dx_num, dx), sorted(param.keys()))
        """)
    #expect(printed == "1.7029235612572515e-09 ['mode', 'running_mean', 'running_var']\n")
  }

  @Test func `all package names lead to one library; dropout's p differs`() throws {
    var text = "import numpy as np\n"
    for package in ["cs231n", "nndl", "utils", "nnlib", "nn1", "ndml", "nnutils", "nnrl"] {
      text += """
        from \(package).layers import *
        from \(package).solver import Solver
        from \(package).cnn import ThreeLayerConvNet
        np.random.seed(1)
        print(np.sum(dropout_forward(np.ones(1000), {'mode': 'train', 'p': 0.9})[0] == 0))

        """
    }
    let lines = try run(text).split(separator: "\n").compactMap { Int($0) }
    #expect(lines.count == 8)
    #expect(lines[0] < 200 && lines.dropFirst().allSatisfy { $0 > 800 })
  }

  @Test func `parameters may be perturbed in place and replaced`() throws {
    let printed = try run(
      opening + """
        from cs231n.classifiers.fc_net import TwoLayerNet
        model = TwoLayerNet(input_dim=4, hidden_dim=3, num_classes=2, weight_scale=1)
        x = np.ones((2, 4))
        before = model.loss(x)[0, 0]
        model.params['b2'][0] += 1
        print(model.loss(x)[0, 0] - before)
        model.params['b2'] = np.zeros(2)
        print(model.loss(x)[0, 0] == before)
        """)
    #expect(printed == "1.0\nTrue\n")
  }

  @Test func `the solver trains ours and a script's own model`() throws {
    let printed = try run(
      opening + """
        from cs231n.solver import Solver
        class Mine:
            def __init__(self):
                self.params = {'w': np.zeros((3, 2))}
            def loss(self, X, y=None):
                scores = X.dot(self.params['w'])
                if y is None:
                    return scores
                loss, dscores = softmax_loss(scores, y)
                return loss, {'w': X.T.dot(dscores)}
        X = np.random.randn(40, 3)
        y = (X[:, 0] > 0).astype(int)
        data = {'X_train': X, 'y_train': y, 'X_val': X, 'y_val': y}
        solver = Solver(Mine(), data, num_epochs=2, batch_size=20, print_every=2, optim_config={'learning_rate': 1})
        solver.train()
        print(len(solver.loss_history), len(solver.val_acc_history), solver.best_val_acc > 0.8)
        """)
    let lines = printed.split(separator: "\n").map(String.init)
    #expect(lines.first == "(Iteration 1 / 4) loss: 0.693147")
    #expect(lines.count == 6 && lines.last == "4 3 True")
    #expect(lines.contains { $0.hasPrefix("(Epoch 1 / 2) train acc: ") })
  }

  @Test(arguments: ["cs231n.classifiers.fc_net", "cs231n.classifiers.cnn", "nndl.fc_net", "nndl.cnn"])
  func `networks bring their layers and NumPy along`(module: String) {
    let text =
      "from \(module) import *\nprint(affine_relu_forward(np.ones((1, 2)), np.ones((2, 1)), np.zeros(1))[0])"
    #expect(printed(by: text) == "[[2.]]\n")
  }

  @Test(arguments: [
    (
      "affine_forward(np.ones((2, 3)), np.ones((4, 2)), np.zeros(2))",
      "ValueError: affine_forward: x of shape (2, 3)"
    ),
    (
      "conv_forward_naive(np.ones((1, 1, 2, 2)), np.ones((1, 1, 1, 1)), np.ones(1), {'pad': 0})",
      "KeyError: 'stride'"
    ),
    (
      "conv_forward_im2col(np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)), np.ones(1), {'pad': 0, 'stride': 2})",
      "AssertionError: width does not work"
    ),
    (
      "softmax_loss(np.ones((1, 2)), np.array([2]))",
      "IndexError: index 2 is out of bounds for axis 1 with size 2: y[0] is the label of none of 2 classes"
    ),
    (
      "svm_loss(np.ones((2, 3)), np.array([0, -1]))",
      "IndexError: index -1 is out of bounds for axis 1 with size 3: y[1]"
    ),
    ("affine_backward(np.ones((2, 2)), None)", "TypeError: affine_backward: cache must be"),
    (
      "batchnorm_forward(np.ones((2, 2)), 1, 1, {'mode': 'x'})",
      "ValueError: Invalid forward batchnorm mode \"x\""
    ),
  ])
  func `errors in plain words`(call: String, message: String) throws {
    #expect(try run(opening + call).hasPrefix(message))
  }
}
