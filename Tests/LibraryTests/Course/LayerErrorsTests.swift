import Testing

/// What layers say where shapes, kinds and dicts do not fit: the layer, what was given, what is expected.
@Suite struct LayerErrorsTests {
  private let opening = """
    import numpy as np
    from cs231n.layers import *
    from cs231n.fast_layers import *
    from cs231n.layer_utils import *
    from cs231n.gradient_check import *
    from cs231n import optim
    Z, conv = np.zeros, {'stride': 1, 'pad': 0}

    """

  @Test(arguments: [
    (
      "affine_forward(Z((2, 3)), Z((4, 2)), Z(2))",
      "ValueError: affine_forward: x of shape (2, 3) has 3 features, but w of shape (4, 2) takes 4"
    ),
    (
      "affine_forward(Z((2, 3)), Z((3, 2)), Z(3))",
      "ValueError: affine_forward: b must have shape (2,), but its shape is (3,)"
    ),
    (
      "affine_forward(Z((2, 3)), Z(3), Z(1))",
      "ValueError: affine_forward: w must have 2 dimensions, but its shape is (3,)"
    ),
    (
      "affine_forward(Z((2, 3)), Z((3, 2)), None)",
      "TypeError: affine_forward: b must be an array, not NoneType"
    ),
    (
      "affine_backward(Z((3, 2)), (Z((2, 3)), Z((3, 2)), Z(2)))",
      "ValueError: affine_backward: dout must have shape (2, 2), but its shape is (3, 2)"
    ),
    (
      "affine_backward(Z((2, 2)), (Z((2, 3)), Z((3, 2))))",
      "ValueError: not enough values to unpack (expected 3, got 2)"
    ),
    (
      "affine_backward(Z((2, 2)), None)",
      "TypeError: affine_backward: cache must be the (x, w, b) that the forward pass returned, not NoneType"
    ),
    (
      "relu_backward(Z((2, 2)), Z((3, 2)))",
      "ValueError: relu_backward: dout must have shape (3, 2), but its shape is (2, 2)"
    ),
    (
      "conv_forward_fast(Z((2, 3, 4, 4)), Z((3, 2, 3, 3)), Z(3), conv)",
      "ValueError: conv_forward_fast: x of shape (2, 3, 4, 4) has 3 channels, but w of shape (3, 2, 3, 3) takes 2"
    ),
    (
      "conv_forward_naive(Z((2, 3, 4, 4)), Z((3, 3, 3, 3)), Z(3), None)",
      "TypeError: conv_forward_naive: conv_param must be a dict, not NoneType"
    ),
    (
      "conv_relu_forward(Z((2, 3, 4, 4)), Z((3, 3, 3, 3)), Z(3), {'stride': '1', 'pad': 0})",
      "TypeError: conv_relu_forward: conv_param['stride'] must be an integer, not str"
    ),
    (
      "batchnorm_forward(Z((2, 3)), Z(2), Z(3), {'mode': 'train'})",
      "ValueError: batchnorm_forward: gamma must have shape (3,), but its shape is (2,)"
    ),
    (
      "batchnorm_forward(Z((2, 3)), Z(3), Z(3), {'mode': 'train', 'running_mean': Z(2)})",
      "ValueError: batchnorm_forward: running_mean must have shape (3,), but its shape is (2,)"
    ),
    (
      "spatial_batchnorm_forward(Z((2, 3)), Z(3), Z(3), {'mode': 'train'})",
      "ValueError: spatial_batchnorm_forward: x must have shape (N, C, H, W), but its shape is (2, 3)"
    ),
    (
      "batchnorm_backward(Z((2, 3)), batchnorm_forward(Z((2, 3)), Z(3), Z(3), {'mode': 'test'})[1])",
      "TypeError: batchnorm_backward: cache is None, as after a forward pass with bn_param['mode'] 'test'"
    ),
    (
      "layernorm_forward(Z((2, 3)), Z(3), Z(2), {})",
      "ValueError: layernorm_forward: beta must have shape (3,), but its shape is (2,)"
    ),
    (
      "spatial_groupnorm_forward(Z((2, 4, 5, 5)), Z((1, 3, 1, 1)), Z((1, 4, 1, 1)), 2, {})",
      "ValueError: spatial_groupnorm_forward: gamma must have shape (1, 4, 1, 1), but its shape is (1, 3, 1, 1)"
    ),
    (
      "dropout_forward(Z((2, 3)), {'p': 0, 'mode': 'train'})",
      "ValueError: dropout_forward: p must be above 0 and at most 1, for it is the probability of keeping an element, not 0.0"
    ),
    (
      "dropout_forward(Z((2, 3)), {'p': 1.5, 'mode': 'train'})",
      "ValueError: dropout_forward: p must be above 0"
    ),
    (
      "dropout_forward(Z((2, 3)), {'p': np.nan, 'mode': 'train'})",
      "ValueError: dropout_forward: p must be above 0"
    ),
    (
      "softmax_loss(Z((2, 3)), np.array([0.0, 1.0]))",
      "IndexError: arrays used as indices must be of integer (or boolean) type: the labels y are float64"
    ),
    (
      "softmax_loss(Z((2, 3)), np.array([0]))",
      "IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (1,) : the labels y"
    ),
    (
      "softmax_loss(Z((2, 3)), np.array([True, False]))",
      "IndexError: the labels y must be integers, not bool"
    ),
    (
      "spatial_groupnorm_forward(Z((2, 4, 5, 5)), Z((1, 4, 1, 1)), Z((1, 4, 1, 1)), '2', {})",
      "TypeError: spatial_groupnorm_forward: G must be an integer, not str"
    ),
    (
      "dropout_forward(Z((2, 3)), {'p': 0.5, 'mode': 'train', 'seed': 'x'})",
      "TypeError: dropout_forward: dropout_param['seed'] must be an integer, not str"
    ),
    (
      "eval_numerical_gradient_array(lambda x: x, [1.0, 2.0], Z(2))",
      "TypeError: eval_numerical_gradient_array: x must be an array, not list"
    ),
    (
      "grad_check_sparse(lambda x: x.sum(), Z(3), Z(2))",
      "ValueError: grad_check_sparse: analytic_grad must have the shape of x, (3,), but its shape is (2,)"
    ),
    ("optim.sgd(Z(3), Z(2))", "ValueError: sgd: dw must have the shape of w, (3,), but its shape is (2,)"),
    (
      "optim.adam(Z(3), Z(3), {'m': Z(2)})",
      "ValueError: adam: config['m'] must have the shape of w, (3,), but its shape is (2,)"
    ),
    (
      "optim.rmsprop(Z(3), Z(3), {'epsilon': 'x'})",
      "TypeError: rmsprop: config['epsilon'] must be a number, not str"
    ),
    ("optim.adam(Z(3), Z(3), {'t': 2**63 - 1})", "OverflowError: config['t'] is too large"),
  ])
  func `errors name the layer, the argument and what fits`(call: String, message: String) {
    #expect(printed(by: opening + call).hasPrefix(message))
  }

  @Test(arguments: [
    (
      "conv_forward_naive(Z((2, 3, 4, 4)), Z((3, 3, 3, 3)), Z(3), {'pad': 1})", "stride",
      "conv_forward_naive: conv_param has no 'stride'; it holds 'pad'"
    ),
    (
      "max_pool_forward_fast(Z((2, 3, 4, 4)), {'stride': 2, 'pool_height': 2})", "pool_width",
      "max_pool_forward_fast: pool_param has no 'pool_width'; it holds 'stride', 'pool_height'"
    ),
    (
      "batchnorm_forward(Z((2, 3)), Z(3), Z(3), {})", "mode",
      "batchnorm_forward: bn_param has no 'mode'; it holds nothing"
    ),
    (
      "dropout_forward(Z((2, 3)), {'mode': 'train'})", "p",
      "dropout_forward: dropout_param has no 'p'; it holds 'mode'"
    ),
  ])
  func `a missing key is a KeyError with a note`(call: String, key: String, note: String) {
    let text = """
      try:
          \(call)
      except KeyError as error:
          print(error.args, error.__notes__)
      """
    #expect(printed(by: opening + text) == "('\(key)',) [\"\(note)\"]\n")
  }

  @Test func `a stride beyond all images takes one window`() {
    let text = """
      from cs231n.im2col import im2col
      x, w, far = np.arange(9.0).reshape(1, 1, 3, 3), np.ones((1, 1, 2, 2)), {'stride': 2**62, 'pad': 0}
      print(im2col(x, 2, 2, 0, 2**62).T)
      for f in conv_forward_naive, conv_forward_fast, conv_forward_strides:
          print(f(x, w, np.zeros(1), far)[0])
      """
    #expect(printed(by: opening + text) == "[[0. 1. 3. 4.]]\n" + String(repeating: "[[[[8.]]]]\n", count: 3))
  }

  /// Sizes whose products 64 bits cannot hold, of arrays without elements.
  @Test(arguments: [
    "conv_forward_fast(Z((0, 1, 1, 1)), Z((0, 1, 2**40, 2**40)), Z(0), {'stride': 1, 'pad': 2**39})",
    "conv_forward_im2col(Z((0, 3, 4, 4)), Z((2, 3, 3, 3)), Z(2), {'stride': 1, 'pad': 2**62})",
    "conv_forward_im2col(Z((1, 3, 4, 4)), Z((2, 3, 3, 3)), Z(2), {'stride': 1, 'pad': -2**63})",
    "max_pool_forward_fast(Z((1, 1, 4, 4)), {'stride': 1, 'pool_height': -2**63, 'pool_width': 2})",
    "max_pool_forward_naive(Z((1, 1, 4, 4)), {'stride': 2**63 - 1, 'pool_height': -1, 'pool_width': 2})",
    "max_pool_forward_naive(Z((2**40, 2**40, 0, 0)), {'stride': 1, 'pool_height': 1, 'pool_width': 1})",
    "affine_forward(Z((0, 2**40, 2**40)), Z((3, 2)), Z(2))",
    "spatial_groupnorm_forward(Z((2**40, 2**40, 0, 0)), Z(1), Z(1), 2**40, {})",
    "max_pool_backward_im2col(Z((1, 1, 2, 2)), (Z((1, 1, 4, 4)), Z(4), np.zeros(4, int), {'stride': 2, 'pool_height': 2, 'pool_width': 2}))",
  ])
  func `sizes beyond all bounds are errors`(call: String) {
    let text = printed(by: opening + call)
    #expect(text.contains("Error: ") && text.split(separator: "\n").count == 1)
  }
}
