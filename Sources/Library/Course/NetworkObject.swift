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
    if let value = attribute("reg") {
      guard let reg = value.number else {
        throw PyError.typeError("reg must be a number, not \(vm.typeName(value))")
      }
      network.reg = reg
    }
    var parameters = Training.Parameters()
    for (key, value) in params.items {
      if let name = key.text { parameters[name] = try vm.courseArray(value, "params['\(name)']") }
    }
    network.parameters = parameters
    if case .dict(let dict)? = attribute("dropout_param"), network.dropout != nil {
      let settings = CourseParameters(dict, vm)
      network.dropout?.p = try settings.double("p", of: "dropout_param")
      network.dropout?.seed = try settings.find("seed").flatMap { $0.isNone ? nil : try vm.int($0) }
    }
    network.running = [:]
    for (number, layer) in layers() {
      let settings = CourseParameters(layer, vm)
      guard try settings.double("eps", of: "bn_params", default: 1e-5) == 1e-5,
        try settings.double("momentum", of: "bn_params", default: 0.9) == 0.9
      else {
        throw PyError.unsupported("another eps or momentum in bn_params is not part of nbsh's networks")
      }
      if let mean = try settings.array("running_mean"), let variance = try settings.array("running_var") {
        network.running[number] = (mean, variance)
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
