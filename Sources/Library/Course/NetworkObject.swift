import Arrays
import Language
import Layers
import Training

/// A network of ours as scripts hold it: `params` is a dict of arrays that scripts may change or replace.
///
/// `reg`, `bn_params` and `dropout_param` are the course's attributes; what a script puts there counts from the next loss.
final class NetworkObject: OpenObject {
  /// The network; nil before `__init__`, which a subclass may forget to call.
  private(set) var network: Network?

  /// A network before its `__init__`.
  override init(type: TypeObject) {
    super.init(type: type)
    attributes = DictObject()
  }

  /// What `__init__` does.
  func adopt(_ network: Network) {
    self.network = network
    let params = DictObject()
    for name in network.parameters.names {
      if let array = network.parameters[name] { params.set(StringObject.interned(name), .array(array)) }
    }
    set("params", .dict(params))
    set("reg", .float(network.reg))
    set("dtype", .type(NumPy.type(of: network.dtype)))
    set("num_layers", .int(network.parameters.names.filter { $0.hasPrefix("W") }.count))
    set("use_dropout", .bool(network.dropout != nil))
    set("normalization", network.normalization.map { .string($0.rawValue) } ?? .none)
    set("use_batchnorm", .bool(network.normalization == .batchnorm))
    let layers = network.parameters.names.filter { $0.hasPrefix("gamma") }.map { _ -> Value in
      let layer = DictObject()
      if network.normalization == .batchnorm { layer.set(StringObject.interned("mode"), .string("train")) }
      return .dict(layer)
    }
    set("bn_params", .list(layers))
    let dropout = DictObject()
    if let settings = network.dropout {
      dropout.set(StringObject.interned("mode"), .string("train"))
      dropout.set(StringObject.interned("p"), .float(settings.p))
      if let seed = settings.seed { dropout.set(StringObject.interned("seed"), .int(seed)) }
    }
    set("dropout_param", .dict(dropout))
  }

  private func set(_ name: String, _ value: Value) { attributes?.set(StringObject.interned(name), value) }

  private func attribute(_ name: String) -> Value? { attributes?.find(StringObject.interned(name)) }

  /// The network, with what the script has put in its attributes.
  private func ready(_ vm: Interpreter) throws -> Network {
    guard let network, case .dict(let params)? = attribute("params") else {
      throw PyError.attributeError("'\(type.name)' object has no attribute 'params'")
    }
    if let value = attribute("reg") { network.reg = try vm.double(value) }
    var parameters = Training.Parameters()
    for (key, value) in params.items {
      if let name = key.text { parameters[name] = try vm.asArray(value) }
    }
    network.parameters = parameters
    if case .dict(let dict)? = attribute("dropout_param"), network.dropout != nil {
      let settings = CourseParameters(dict, vm)
      network.dropout?.p = try settings.double("p")
      network.dropout?.seed = try settings.find("seed").flatMap { $0.isNone ? nil : try vm.int($0) }
    }
    for (number, layer) in layers() {
      let settings = CourseParameters(layer, vm)
      guard try settings.double("eps", default: 1e-5) == 1e-5,
        try settings.double("momentum", default: 0.9) == 0.9
      else {
        throw PyError.unsupported("another eps or momentum in bn_params is not part of nbsh's networks")
      }
      if let mean = try settings.array("running_mean"), let variance = try settings.array("running_var") {
        network.running[number] = (mean, variance)
      } else {
        network.running[number] = nil
      }
    }
    return network
  }

  /// The dicts of the normalisation layers by number, as far as the script has left them.
  private func layers() -> [(number: Int, dict: DictObject)] {
    guard case .list(let list)? = attribute("bn_params") else { return [] }
    return list.items.enumerated().compactMap { place, value in
      if case .dict(let dict) = value { (place + 1, dict) } else { nil }
    }
  }

  private func keepEstimates(of network: Network, mode: String) {
    guard network.normalization == .batchnorm else { return }
    for (number, layer) in layers() {
      layer.set(StringObject.interned("mode"), .string(mode))
      guard let (mean, variance) = network.running[number] else { continue }
      layer.set(StringObject.interned("running_mean"), .array(mean))
      layer.set(StringObject.interned("running_var"), .array(variance))
    }
  }

  /// `loss(X, y=None)`: scores without labels, otherwise the loss and a dict of gradients.
  func loss(_ x: NDArray, _ y: NDArray?, _ vm: Interpreter) throws -> Value {
    let network = try ready(vm)
    do {
      guard let y else {
        defer { keepEstimates(of: network, mode: "test") }
        return .array(try network.scores(x))
      }
      defer { keepEstimates(of: network, mode: "train") }
      let (loss, gradients) = try network.loss(x, y)
      let dict = DictObject()
      for name in gradients.names {
        if let array = gradients[name] { dict.set(StringObject.interned(name), .array(array)) }
      }
      return .tuple([Value(loss), .dict(dict)])
    } catch let error as ArrayError where error.kind == .key {
      throw PyError.keyError(.string(error.message))
    }
  }
}

/// The classes `TwoLayerNet`, `FullyConnectedNet`, `ThreeLayerConvNet` and `ConvNet`.
extension Course {
  /// Makes the type of a network.
  private static func networkType(
    _ name: String, _ module: String, _ signature: String, _ doc: String, _ example: String,
    _ make: @escaping (Arguments) throws -> Network
  ) -> TypeObject {
    let type = TypeObject(name, bases: [Types.object], module: module)
    type.doc = doc
    type.constructor = Entry(name, signature, doc: doc, example: example) { [unowned type] a in
      let made = NetworkObject(type: type)
      made.adopt(try make(a))
      return .object(made)
    }.makeBuiltin()
    type.makeInstance = { NetworkObject(type: $0) }
    type.loadEntries = { [unowned type] in
      [
        Entry("__init__", "(self, *args, **kwargs)", doc: "Draws the parameters; takes what the class takes.")
        { a in
          let keywords = a.keywords(2)?.items.compactMap { key, value -> Keyword? in
            if case .str(let name) = key { (name, value) } else { nil }
          }
          let made = try a.vm.instantiate(type, a.rest(1), keywords ?? [])
          guard case .object(let source as NetworkObject) = made, let network = source.network,
            case .object(let target as NetworkObject) = a[0]
          else { throw PyError.typeError("__init__() needs a \(name)") }
          target.adopt(network)
          return .none
        },
        Entry(
          "loss", "(self, X, y=None)",
          doc: "Without labels the class scores of X; with labels the loss and a dict of its gradients."
        ) { a in
          guard case .object(let object) = a[0], let model = object as? NetworkObject else {
            throw PyError.typeError("loss() needs a \(name)")
          }
          return try model.loss(a.array(1), a.isGiven(2) ? a.array(2) : nil, a.vm)
        },
      ]
    }
    return type
  }

  private static func dtype(_ a: Arguments, _ index: Int) throws -> DType {
    let type = try a.dtype(index) ?? .float32
    guard type.isFloat else {
      throw PyError.typeError("dtype must be a floating-point type, not \(type.name)")
    }
    return type
  }

  private static func size(_ a: Arguments, _ index: Int, _ name: String) throws -> Int {
    try size(a.int(index), name)
  }

  private static func size(_ size: Int, _ name: String) throws -> Int {
    guard size > 0, size < 1 << 40 else {
      throw PyError.valueError("\(name) must be at least 1, not \(size)")
    }
    return size
  }

  /// A ratio of one keeps everything where it means keeping; zero is "no dropout" in both courses.
  private static func dropoutSettings(_ p: Double, seed: Int?, _ style: CourseStyle) throws
    -> Network.DropoutSettings?
  {
    guard (0...1).contains(p) else { throw PyError.valueError("dropout must be between 0 and 1, not \(p)") }
    if p == 0 || (style == .stanford && p == 1) { return nil }
    return Network.DropoutSettings(p: p, convention: style == .stanford ? .keeps : .drops, seed: seed)
  }

  private static func images(_ a: Arguments, _ index: Int) throws -> (channels: Int, height: Int, width: Int)
  {
    let sizes = try a.items(index).map { try a.vm.int($0) }
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 && $0 < 1 << 20 }) else {
      throw PyError.valueError("input_dim must be (channels, height, width)")
    }
    return (sizes[0], sizes[1], sizes[2])
  }

  static func twoLayerType(_ style: CourseStyle) -> TypeObject {
    let hidden = style == .stanford ? "hidden_dim" : "hidden_dims"
    let package = style == .stanford ? "cs231n.classifiers.fc_net" : "nndl.fc_net"
    return networkType(
      "TwoLayerNet", package,
      "(input_dim=3072, \(hidden)=100, num_classes=10, dropout=0, weight_scale=0.001, reg=0.0)",
      "affine - relu - affine - softmax. Weights are drawn with standard deviation weight_scale.",
      """
      import numpy as np
      from \(package) import TwoLayerNet
      model = TwoLayerNet(input_dim=4, \(hidden)=3, num_classes=2)
      print(model.params['W1'].shape, model.loss(np.ones((5, 4))).shape)
      #> (4, 3) (5, 2)
      """
    ) { a in
      try Network.twoLayer(
        input: size(a, 0, "input_dim"), hidden: size(a, 1, hidden), classes: size(a, 2, "num_classes"),
        weightScale: a.double(4), reg: a.double(5), random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func fullyConnectedType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.classifiers.fc_net" : "nndl.fc_net"
    let start = "(hidden_dims, input_dim=3072, num_classes=10, "
    let end = "reg=0.0, weight_scale=0.01, dtype=None, seed=None, "
    let signature =
      style == .stanford
      ? start + "dropout_keep_ratio=_, normalization=None, " + end + "dropout=_, use_batchnorm=False)"
      : start + "dropout=_, use_batchnorm=False, " + end + "dropout_keep_ratio=_, normalization=None)"
    return networkType(
      "FullyConnectedNet", package, signature,
      """
      {affine - [batch/layer norm] - relu - [dropout]} x (L - 1) - affine - softmax.

      hidden_dims lists the sizes of hidden layers. normalization is 'batchnorm', 'layernorm' or None.
      dropout is the probability of \(style == .stanford ? "keeping" : "dropping") an element; seed reseeds NumPy's
      generator before each dropout. dtype is float32 where not given.
      """,
      """
      import numpy as np
      from \(package) import FullyConnectedNet
      model = FullyConnectedNet([4, 3], input_dim=5, num_classes=2)
      print(sorted(model.params))
      #> ['W1', 'W2', 'W3', 'b1', 'b2', 'b3']
      """
    ) { a in
      let (dropoutSlot, otherSlot) = (3, 9)
      let (normSlot, flagSlot) = style == .stanford ? (4, 10) : (10, 4)
      let value = a[dropoutSlot].isUnset ? a[otherSlot] : a[dropoutSlot]
      let p = value.isUnset || value.isNone ? 0 : try a.vm.double(value)
      let dropout = try dropoutSettings(p, seed: a.isGiven(8) ? a.int(8) : nil, style)
      var normalization: Network.Normalization?
      if let name = a[normSlot].text {
        guard let known = Network.Normalization(rawValue: name) else {
          throw PyError.valueError("normalization must be 'batchnorm', 'layernorm' or None, not '\(name)'")
        }
        normalization = known
      } else if try a.vm.isTrue(a[flagSlot]) || (a.isGiven(normSlot) && a.bool(normSlot)) {
        normalization = .batchnorm
      }
      return try Network.fullyConnected(
        hidden: a.items(0).map { try a.vm.int($0) }.map { try size($0, "a hidden size") },
        input: size(a, 1, "input_dim"),
        classes: size(a, 2, "num_classes"), dropout: dropout, normalization: normalization, reg: a.double(5),
        weightScale: a.double(6), dtype: dtype(a, 7), random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func threeLayerType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.classifiers.cnn" : "nndl.cnn"
    return networkType(
      "ThreeLayerConvNet", package,
      "(input_dim=(3, 32, 32), num_filters=32, filter_size=7, hidden_dim=100, num_classes=10, weight_scale=0.001, "
        + "reg=0.0, dtype=None, use_batchnorm=False)",
      """
      conv - relu - 2x2 max pool - affine - relu - affine - softmax, for images of shape (N, C, H, W).

      With use_batchnorm, batch normalisation follows the convolution and the hidden layer. dtype is float32 where
      not given.
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
        input: images(a, 0), filters: size(a, 1, "num_filters"), filterSize: size(a, 2, "filter_size"),
        hidden: size(a, 3, "hidden_dim"), classes: size(a, 4, "num_classes"), weightScale: a.double(5),
        reg: a.double(6), dtype: dtype(a, 7), batchNorm: a.bool(8), random: NumPy.globalRandom(a.vm).state)
    }
  }

  static func convNetType(_ style: CourseStyle) -> TypeObject {
    let package = style == .stanford ? "cs231n.classifiers.cnn" : "nndl.cnn"
    return networkType(
      "ConvNet", package,
      "(input_dim=(3, 32, 32), architecture='[conv-relu-pool]x2-[affine]x2-softmax', num_filters=32, filter_size=3, "
        + "hidden_dim=100, num_classes=10, weight_scale=0.01, reg=0.0, dtype=None, dropout=0, seed=None, "
        + "use_batchnorm=False)",
      """
      A convolutional network written as a pattern: [conv-relu-pool]xN-[affine]xM-softmax.

      Variants: [conv-relu-conv-relu-pool], [conv-bn-relu-pool], svm in place of softmax. num_filters is a number or
      a list with one for each block; dropout follows hidden affine layers.
      """,
      """
      import numpy as np
      from \(package) import ConvNet
      model = ConvNet((3, 8, 8), '[conv-relu-pool]x2-[affine]x2-svm', num_filters=[4, 6], hidden_dim=5)
      print(model.params['W3'].shape, model.loss(np.ones((2, 3, 8, 8))).shape)
      #> (24, 5) (2, 10)
      """
    ) { a in
      let filters = a[2].index.map { [$0] }
      var architecture = try Architecture(
        pattern: a.string(1), filters: filters ?? a.items(2).map { try a.vm.int($0) },
        filterSize: size(a, 3, "filter_size"), hidden: size(a, 4, "hidden_dim"))
      if try a.bool(11) { architecture.batchNorm = true }
      let p = a.isGiven(9) ? try a.double(9) : 0
      let dropout = try dropoutSettings(p, seed: a.isGiven(10) ? a.int(10) : nil, style)
      return try Network.convolutional(
        architecture, input: images(a, 0), classes: size(a, 5, "num_classes"), weightScale: a.double(6),
        reg: a.double(7), dtype: dtype(a, 8), dropout: dropout, random: NumPy.globalRandom(a.vm).state)
    }
  }
}

extension Entry {
  /// The entry as a type's constructor.
  func makeBuiltin() -> BuiltinObject? {
    if case .builtin(let made) = makeValue() { made } else { nil }
  }
}
