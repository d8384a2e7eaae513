import Language

/// `nndl.layer_tests`: the UCLA course's checks of layers, as a script that runs when the module is imported.
extension Course {
  /// Makes the module of a package; its functions check that package's layers.
  static func makeLayerTests(_ path: String, _ vm: Interpreter) throws -> ModuleObject {
    let module = ModuleObject(path)
    module.doc = "Checks of layers against known results and finite differences; each prints what it finds."
    let package = path.split(separator: ".").first.map(String.init) ?? "nndl"
    try PythonSource(names: [], text: layerTests(package)).run(in: module, vm)
    return module
  }

  private static func layerTests(_ package: String) -> String {
    """
    import numpy as np
    from \(package).layers import *
    from \(package).layer_utils import *
    from \(package).fc_net import *
    from \(package).gradient_check import eval_numerical_gradient, eval_numerical_gradient_array

    def rel_error(x, y):
        return np.max(np.abs(x - y) / (np.maximum(1e-8, np.abs(x) + np.abs(y))))

    def affine_forward_test():
        x = np.linspace(-0.1, 0.5, num=240).reshape(2, 4, 5, 6)
        w = np.linspace(-0.2, 0.3, num=360).reshape(120, 3)
        b = np.linspace(-0.3, 0.1, num=3)
        out, _ = affine_forward(x, w, b)
        correct = np.array([[1.49834967, 1.70660132, 1.91485297], [3.25553199, 3.5141327, 3.77273342]])
        print('If affine_forward function is working, difference should be less than 1e-9:')
        print('difference: {}'.format(rel_error(out, correct)))

    def affine_backward_test():
        x = np.random.randn(10, 2, 3)
        w = np.random.randn(6, 5)
        b = np.random.randn(5)
        dout = np.random.randn(10, 5)
        dx_num = eval_numerical_gradient_array(lambda x: affine_forward(x, w, b)[0], x, dout)
        dw_num = eval_numerical_gradient_array(lambda w: affine_forward(x, w, b)[0], w, dout)
        db_num = eval_numerical_gradient_array(lambda b: affine_forward(x, w, b)[0], b, dout)
        _, cache = affine_forward(x, w, b)
        dx, dw, db = affine_backward(dout, cache)
        print('If affine_backward is working, error should be less than 1e-9::')
        print('dx error: {}'.format(rel_error(dx_num, dx)))
        print('dw error: {}'.format(rel_error(dw_num, dw)))
        print('db error: {}'.format(rel_error(db_num, db)))

    def relu_forward_test():
        x = np.linspace(-0.5, 0.5, num=12).reshape(3, 4)
        out, _ = relu_forward(x)
        correct = np.array([[0., 0., 0., 0.], [0., 0., 0.04545455, 0.13636364],
                            [0.22727273, 0.31818182, 0.40909091, 0.5]])
        print('If relu_forward function is working, difference should be around 1e-8:')
        print('difference: {}'.format(rel_error(out, correct)))

    def relu_backward_test():
        x = np.random.randn(10, 10)
        dout = np.random.randn(*x.shape)
        dx_num = eval_numerical_gradient_array(lambda x: relu_forward(x)[0], x, dout)
        _, cache = relu_forward(x)
        dx = relu_backward(dout, cache)
        print('If relu_forward function is working, error should be less than 1e-9:')
        print('dx error: {}'.format(rel_error(dx_num, dx)))

    def affine_relu_test():
        x = np.random.randn(2, 3, 4)
        w = np.random.randn(12, 10)
        b = np.random.randn(10)
        dout = np.random.randn(2, 10)
        out, cache = affine_relu_forward(x, w, b)
        dx, dw, db = affine_relu_backward(dout, cache)
        dx_num = eval_numerical_gradient_array(lambda x: affine_relu_forward(x, w, b)[0], x, dout)
        dw_num = eval_numerical_gradient_array(lambda w: affine_relu_forward(x, w, b)[0], w, dout)
        db_num = eval_numerical_gradient_array(lambda b: affine_relu_forward(x, w, b)[0], b, dout)
        print('If affine_relu_forward and affine_relu_backward are working, error should be less than 1e-9::')
        print('dx error: {}'.format(rel_error(dx_num, dx)))
        print('dw error: {}'.format(rel_error(dw_num, dw)))
        print('db error: {}'.format(rel_error(db_num, db)))

    def fc_net_test():
        N, D, H1, H2, C = 2, 15, 20, 30, 10
        X = np.random.randn(N, D)
        y = np.random.randint(C, size=(N,))
        for reg in [0, 3.14]:
            print('Running check with reg = {}'.format(reg))
            model = FullyConnectedNet([H1, H2], input_dim=D, num_classes=C, reg=reg, weight_scale=5e-2,
                                      dtype=np.float64)
            loss, grads = model.loss(X, y)
            print('Initial loss: {}'.format(loss))
            for name in sorted(grads):
                grad_num = eval_numerical_gradient(lambda _: model.loss(X, y)[0], model.params[name],
                                                   verbose=False, h=1e-5)
                print('{} relative error: {}'.format(name, rel_error(grad_num, grads[name])))

    """
  }
}
