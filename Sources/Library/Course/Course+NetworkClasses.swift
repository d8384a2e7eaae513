import Arrays
import Language
import Layers
import Training

/// The classes `TwoLayerNet`, `FullyConnectedNet`, `ThreeLayerConvNet` and `ConvNet`.
extension Course {
  /// What `params`, `loss` and `reg` are, for the help of every class.
  private static let interface = """
    params is a dict of these arrays, which may be changed in place or replaced. loss(X) gives class scores of
    shape (N, num_classes) in use; loss(X, y) gives, for a training pass, the loss and a dict of its gradients by the
    names in params. To the loss comes 0.5 * reg * sum(W**2) over all weights.
    """

  static func twoLayerType(_ style: CourseStyle) -> TypeObject {
    let isStanford = style == .stanford
    let hidden = isStanford ? "hidden_dim" : "hidden_dims"
    let package = isStanford ? "cs231n.classifiers.fc_net" : "nndl.fc_net"
    return networkType(
      "TwoLayerNet", package,
      "(input_dim=3072, \(hidden)=100, num_classes=10, \(isStanford ? "" : "dropout=0, ")weight_scale=0.001, reg=0.0)",
      """
      affine - relu - affine - softmax, for X of shape (N, d_1, ..., d_k) with d_1 * ... * d_k = input_dim.

      scores = maximum(0, X W1 + b1) W2 + b2, in float64.
      W1 (input_dim, \(hidden)) and W2 (\(hidden), num_classes) are drawn from normal(0, weight_scale), b1 and b2 are 0.
      \(interface)\(isStanford ? "" : "\ndropout is taken and not used, as in the course.")

      Source: \(isStanford ? "CS231n assignment 2" : "UCLA ECE C247 homework 4"), fc_net.py.
      """,
      """
      import numpy as np
      from \(package) import TwoLayerNet
      model = TwoLayerNet(input_dim=4, \(hidden)=3, num_classes=2)
      print(model.params['W1'].shape, model.loss(np.ones((5, 4))).shape)
      #> (4, 3) (5, 2)
      """
    ) { a in
      let scale = isStanford ? 3 : 4
      return try Network.twoLayer(
        input: layerSize(a, 0, "input_dim"), hidden: layerSize(a, 1, hidden),
        classes: layerSize(a, 2, "num_classes"), weightScale: networkNumber(a, scale, "weight_scale"),
        reg: networkNumber(a, scale + 1, "reg"), random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func fullyConnectedType(_ style: CourseStyle) -> TypeObject {
    let isStanford = style == .stanford
    let package = isStanford ? "cs231n.classifiers.fc_net" : "nndl.fc_net"
    let start = "(hidden_dims, input_dim=3072, num_classes=10, "
    let end = "reg=0.0, weight_scale=0.01, dtype='float32', seed=None, "
    let signature =
      isStanford
      ? start + "dropout_keep_ratio=1, normalization=None, " + end + "dropout=1, use_batchnorm=False)"
      : start + "dropout=0, use_batchnorm=False, " + end + "dropout_keep_ratio=1, normalization=None)"
    return networkType(
      "FullyConnectedNet", package, signature,
      """
      {affine - [batch/layer norm] - relu - [dropout]} x (L - 1) - affine - softmax, for X of shape (N, d_1, ..., d_k).

      hidden_dims lists the sizes H of the L - 1 hidden layers. Wi (H_i-1, H_i) is drawn from normal(0, weight_scale),
      bi (H_i,) is 0; with normalization 'batchnorm' (use_batchnorm=True) or 'layernorm' gammai (H_i,) is 1, betai 0.
      dropout is the probability of \(isStanford ? "keeping" : "dropping") an element, dropout_keep_ratio that of keeping
      one; seed reseeds NumPy's generator before each dropout. X is converted to dtype.
      \(interface)
      bn_params holds the running estimates, dropout_param p and mode.

      Source: \(isStanford ? "CS231n assignment 2" : "UCLA ECE C247 homework 4"), fc_net.py.
      """,
      """
      import numpy as np
      from \(package) import FullyConnectedNet
      model = FullyConnectedNet([4, 3], input_dim=5, num_classes=2)
      print(sorted(model.params))
      #> ['W1', 'W2', 'W3', 'b1', 'b2', 'b3']
      """
    ) { a in
      let (normSlot, flagSlot) = isStanford ? (4, 10) : (10, 4)
      let flagged: Network.Normalization? = try a.bool(flagSlot) ? .batchnorm : nil
      return try Network.fullyConnected(
        hidden: layerSizes(a, 0, "hidden_dims"), input: layerSize(a, 1, "input_dim"),
        classes: layerSize(a, 2, "num_classes"),
        dropout: dropoutSettings(
          a, dropout: isStanford ? 9 : 3, keepRatio: isStanford ? 3 : 9, seed: 8, style),
        normalization: normalization(a, normSlot, among: [.batchnorm, .layernorm]) ?? flagged,
        reg: networkNumber(a, 5, "reg"), weightScale: networkNumber(a, 6, "weight_scale"),
        dtype: networkDType(a, 7), random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func threeLayerType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.classifiers.cnn" : "nndl.cnn"
    return networkType(
      "ThreeLayerConvNet", package,
      "(input_dim=(3, 32, 32), num_filters=32, filter_size=7, hidden_dim=100, num_classes=10, weight_scale=0.001, "
        + "reg=0.0, dtype='float32', use_batchnorm=False)",
      """
      conv - relu - 2x2 max pool - affine - relu - affine - softmax, for images X of shape (N, C, H, W) = (N, *input_dim).

      W1 (num_filters, C, filter_size, filter_size), W2 (num_filters * (H // 2) * (W // 2), hidden_dim) and
      W3 (hidden_dim, num_classes) are drawn from normal(0, weight_scale), b1, b2 and b3 are 0. The convolution has
      stride 1 and pad (filter_size - 1) // 2, so an odd filter_size keeps the size of images. With use_batchnorm,
      batch normalisation follows the convolution (gamma1, beta1) and the hidden layer (gamma2, beta2).
      \(interface)

      Source: \(style == .stanford ? "CS231n assignment 2" : "UCLA ECE C247 homework 5"), cnn.py.
      """,
      """
      import numpy as np
      from \(package) import ThreeLayerConvNet
      model = ThreeLayerConvNet(input_dim=(3, 8, 8), num_filters=2, filter_size=3, hidden_dim=5)
      print(model.params['W2'].shape, model.loss(np.ones((4, 3, 8, 8))).shape)
      #> (32, 5) (4, 10)
      """
    ) { a in
      try Network.threeLayerConvolutional(
        input: imageSize(a, 0), filters: layerSize(a, 1, "num_filters"),
        filterSize: layerSize(a, 2, "filter_size"), hidden: layerSize(a, 3, "hidden_dim"),
        classes: layerSize(a, 4, "num_classes"), weightScale: networkNumber(a, 5, "weight_scale"),
        reg: networkNumber(a, 6, "reg"), dtype: networkDType(a, 7), batchNorm: a.bool(8),
        random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func convNetType(_ style: CourseStyle) -> TypeObject {
    let isStanford = style == .stanford
    let package = isStanford ? "cs231n.classifiers.cnn" : "nndl.cnn"
    return networkType(
      "ConvNet", package,
      "(input_dim=(3, 32, 32), architecture='[conv-relu-pool]x2-[affine]x2-softmax', num_filters=32, filter_size=3, "
        + "hidden_dim=100, num_classes=10, weight_scale=0.01, reg=0.0, dtype='float32', "
        + "dropout=\(isStanford ? 1 : 0), seed=None, use_batchnorm=False, normalization=None, dropout_keep_ratio=1, *, "
        + "num_blocks=None, convs_per_block=None, num_affine=None, loss=None)",
      """
      A convolutional network for images X of shape (N, C, H, W) = (N, *input_dim), written as a pattern or as numbers.

      The pattern is [conv-relu-pool]xN-[affine]xM-softmax, with conv-relu-conv-relu-pool, conv-bn-relu and svm as
      variants; num_blocks (N), convs_per_block, num_affine (M) and loss ('softmax', 'svm') stand in place of its parts.
      Wi (num_filters, channels, filter_size, filter_size) of convolutions (stride 1, pad (filter_size - 1) // 2) and
      Wi (inputs, outputs) of affine layers are drawn from normal(0, weight_scale), bi are 0; a pool halves images.
      num_filters is a number or a list with one for each block, hidden_dim a number or a list with one for each hidden
      affine layer, behind which dropout follows: the probability of \(isStanford ? "keeping" : "dropping") an element
      (dropout_keep_ratio: of keeping one). normalization 'batchnorm' (use_batchnorm=True) normalises every layer
      before its relu.
      \(interface)

      Source: CS231n notes, Convolutional Networks, and assignment 2, ConvolutionalNetworks.
      """,
      """
      import numpy as np
      from \(package) import ConvNet
      model = ConvNet((3, 8, 8), '[conv-relu-pool]x2-[affine]x2-svm', num_filters=[4, 6], hidden_dim=5)
      print(model.params['W3'].shape, model.loss(np.ones((2, 3, 8, 8))).shape)
      #> (24, 5) (2, 10)
      print(sorted(ConvNet((3, 8, 8), num_blocks=1, num_affine=1).params))
      #> ['W1', 'W2', 'b1', 'b2']
      """
    ) { a in
      let normalized = try normalization(a, 12, among: [.batchnorm]) != nil
      var architecture = try architecture(a)
      if try normalized || a.bool(11) { architecture.batchNorm = true }
      return try Network.convolutional(
        architecture, input: imageSize(a, 0), classes: layerSize(a, 5, "num_classes"),
        weightScale: networkNumber(a, 6, "weight_scale"), reg: networkNumber(a, 7, "reg"),
        dtype: networkDType(a, 8), dropout: dropoutSettings(a, dropout: 9, keepRatio: 13, seed: 10, style),
        random: NumPy.globalRandom(a.vm).state)
    }
  }

  /// The pattern of a ConvNet, with the numbers that stand in place of its parts.
  private static func architecture(_ a: Arguments) throws -> Architecture {
    guard let pattern = a[1].text else {
      throw PyError.typeError("architecture must be a string, not \(a.vm.typeName(a[1]))")
    }
    let hidden = a[4].index == nil ? try layerSizes(a, 4, "hidden_dim") : [try layerSize(a, 4, "hidden_dim")]
    var architecture = try Architecture(
      pattern: pattern,
      filters: a[2].index == nil ? layerSizes(a, 2, "num_filters") : [layerSize(a, 2, "num_filters")],
      filterSize: layerSize(a, 3, "filter_size"), hidden: 1)
    func count(_ index: Int, _ name: String) throws -> Int? {
      guard a.isGiven(index) else { return nil }
      let count = try layerSize(a, index, name)
      guard count <= 64 else { throw PyError.valueError("\(name) must be at most 64, not \(count)") }
      return count
    }
    if let blocks = try count(14, "num_blocks") { architecture.blocks = blocks }
    if let convolutions = try count(15, "convs_per_block") {
      architecture.convolutionsPerBlock = convolutions
    }
    let depth = try count(16, "num_affine").map { $0 - 1 } ?? architecture.hidden.count
    if a[4].index != nil {
      architecture.hidden = Array(repeating: hidden[0], count: depth)
    } else if hidden.count == depth {
      architecture.hidden = hidden
    } else {
      throw PyError.valueError(
        "hidden_dim has \(hidden.count) sizes, but \(depth + 1) affine layers have \(depth) hidden ones")
    }
    if a.isGiven(17) {
      guard let loss = a[17].text.flatMap({ LossFunction(rawValue: $0) }) else {
        throw PyError.valueError("loss must be 'softmax' or 'svm', not \(try a.vm.repr(a[17]))")
      }
      architecture.loss = loss
    }
    return architecture
  }
}
