import Arrays
import Language
import Training

/// What a checkpoint keeps of the model and of the update rule.
///
/// Arrays lie under `params/`, `best_params/`, `bn_params/I/` and `optim/NAME/`; numbers of an update rule's dict are
/// texts `int …`, or arrays without dimensions where they are floating.
extension SolverObject {
  func save(to checkpoint: inout Safetensors) throws {
    checkpoint.texts["update_rule"] = ruleName
    checkpoint.texts["model"] = try modelText()
    for (key, value) in try parameters().items {
      checkpoint.arrays["params/\(try name(key))"] = try vm.asArray(value)
    }
    for (key, value) in best.items {
      checkpoint.arrays["best_params/\(try name(key))"] = try vm.asArray(value)
    }
    for (key, value) in configurations.items {
      guard case .dict(let config) = value else { continue }
      for (setting, value) in config.items {
        try save(value, "optim/\(name(key))/\(name(setting))", &checkpoint)
      }
    }
    for (place, layer) in try normalizations().enumerated() {
      for (setting, value) in layer.items {
        try save(value, "bn_params/\(place)/\(name(setting))", &checkpoint)
      }
    }
  }

  private var ruleName: String? { if case .builtin(let rule) = rule { rule.rawValue } else { nil } }

  private var network: Network? {
    if case .object(let object) = model { (object as? NetworkObject)?.network } else { nil }
  }

  /// What two models must share to take each other's parameters: their type, and for one of ours the type of its numbers.
  private func modelText() throws -> String {
    let type = vm.typeName(model)
    return network.map { "\(type) of \($0.dtype)" } ?? type
  }

  private func name(_ key: Value) throws -> String {
    guard let name = key.text, !name.contains("/") else {
      throw PyError.valueError("a checkpoint cannot keep what is named \(try vm.repr(key))")
    }
    return name
  }

  /// The running estimates of the model's normalisation layers, where it has `bn_params` as in the course.
  private func normalizations() throws -> [DictObject] {
    guard case .list(let list)? = try? vm.getAttribute(model, StringObject.interned("bn_params")) else {
      return []
    }
    return list.items.compactMap { if case .dict(let dict) = $0 { dict } else { nil } }
  }

  private func save(_ value: Value, _ path: String, _ checkpoint: inout Safetensors) throws {
    switch value {
    case .none: checkpoint.texts[path] = "none"
    case .bool(let flag): checkpoint.texts[path] = "bool \(flag)"
    case .int(let number): checkpoint.texts[path] = "int \(number)"
    case .str(let text): checkpoint.texts[path] = "str \(text.value)"
    case .float(let number):
      checkpoint.texts[path] = "float"
      checkpoint.arrays[path] = try Operand.pyFloat(number).asArray()
    case .array(let array): checkpoint.arrays[path] = array
    default:
      guard let scalar = value.operand?.scalarValue else {
        throw PyError.typeError("a checkpoint cannot keep the \(vm.typeName(value)) \(path)")
      }
      checkpoint.texts[path] = "scalar"
      checkpoint.arrays[path] = try Operand.scalar(scalar).asArray()
    }
  }

  // MARK: Reading

  func restore(from checkpoint: Safetensors) throws -> () -> Void {
    let params = try parameters()
    for (key, own, what) in [
      ("update_rule", ruleName, "the update rule"), ("model", try modelText(), "a model of the type"),
    ] {
      guard let stored = checkpoint.texts[key], let own, stored != own else { continue }
      throw ArrayError(.value, "the checkpoint is of a training with \(what) \(stored), not \(own)")
    }
    let loaded = try table("params/", checkpoint, like: params)
    let best = try table("best_params/", checkpoint, like: params)
    let configurations = DictObject()
    for (key, value) in params.items {
      guard case .str(let name) = key else { continue }
      let prefix = "optim/\(name.value)/"
      let config = try settings(prefix, checkpoint)
      if ruleName != nil { try check(config, prefix, like: vm.asArray(value).shape) }
      configurations.set(name, .dict(config))
    }
    let layers = try normalizations()
    let estimates = try layers.indices.map { try settings("bn_params/\($0)/", checkpoint) }
    for (place, (layer, estimate)) in zip(layers, estimates).enumerated() where network != nil {
      // A layer that normalises batches has a mode, one that normalises examples has none.
      let mode = StringObject.interned("mode")
      let modes = [layer.find(mode)?.text, estimate.find(mode)?.text]
      guard (modes[0] == nil) == (modes[1] == nil), modes[1].map({ ["train", "test"].contains($0) }) ?? true
      else {
        throw ArrayError(.value, "'bn_params/\(place)' of the checkpoint fits no normalisation of the model")
      }
      if let gamma = params.find(StringObject.interned("gamma\(place + 1)")) {
        try check(estimate, "bn_params/\(place)/", like: vm.asArray(gamma).shape)
      }
    }
    return { [unowned self] in
      for (key, value) in loaded.items { if case .str(let name) = key { params.set(name, value) } }
      for (layer, estimate) in zip(layers, estimates) {
        for (key, value) in estimate.items { if case .str(let name) = key { layer.set(name, value) } }
      }
      put(configurations: configurations, best: best)
    }
  }

  /// The arrays whose names begin so: one for each of the model's parameters, or, of the best ones, none at all.
  private func table(_ prefix: String, _ checkpoint: Safetensors, like params: DictObject) throws
    -> DictObject
  {
    let dict = DictObject()
    let paths = checkpoint.arrays.names.filter { $0.hasPrefix(prefix) }
    if paths.isEmpty, prefix == "best_params/" { return dict }
    for (key, value) in params.items {
      let (name, own) = (try name(key), try vm.asArray(value))
      guard let array = checkpoint.arrays[prefix + name] else {
        throw ArrayError(.value, "the checkpoint has no parameter '\(name)' of the model")
      }
      guard array.shape == own.shape else {
        throw ArrayError(
          .value,
          "'\(name)' has shape \(array.shape.tupleDescription) in the checkpoint and "
            + "\(own.shape.tupleDescription) in the model")
      }
      try check(array, prefix + name)
      dict.set(StringObject.interned(name), .array(array))
    }
    guard paths.count == params.count else {
      throw ArrayError(.value, "the checkpoint has parameters that the model has not")
    }
    return dict
  }

  /// ValueError unless arrays of state have a shape, and nothing is nan.
  private func check(_ config: DictObject, _ prefix: String, like shape: Shape) throws {
    for (key, value) in config.items {
      let path = prefix + (key.text ?? "")
      if case .array(let array) = value {
        guard array.shape == shape else {
          throw ArrayError(
            .value,
            "'\(path)' has shape \(array.shape.tupleDescription) in the checkpoint, where the model needs "
              + shape.tupleDescription)
        }
        try check(array, path)
      } else if value.number?.isNaN == true {
        throw ArrayError(.value, "'\(path)' of the checkpoint is nan")
      }
    }
  }

  private func check(_ array: NDArray, _ path: String) throws {
    guard array.dtype.isFloat else { return }
    // Only nan differs from itself.
    let same = try NDArray.binary(.equal, .array(array), .array(array)).asArray().reduce(.all)
    if same.operand.scalarValue?.doubleValue == 0 {
      throw ArrayError(.value, "'\(path)' of the checkpoint holds nan")
    }
  }

  /// A dict of settings and state whose values were saved under a prefix, in the order of their names.
  private func settings(_ prefix: String, _ checkpoint: Safetensors) throws -> DictObject {
    let dict = DictObject()
    let paths = Set(checkpoint.texts.keys).union(checkpoint.arrays.names).filter { $0.hasPrefix(prefix) }
    for path in paths.sorted() {
      let key = StringObject.interned(String(path.dropFirst(prefix.count)))
      let value = try value(path, checkpoint)
      // Our update rules keep numbers only, and steps are counted from 0.
      if prefix.hasPrefix("optim/"), ruleName != nil {
        if case .str = value { throw notASetting(path) }
        if case .int(let count) = value, key.value == "t", count < 0 { throw notASetting(path) }
      }
      dict.set(key, value)
    }
    return dict
  }

  private func value(_ path: String, _ checkpoint: Safetensors) throws -> Value {
    let array = checkpoint.arrays[path]
    guard let text = checkpoint.texts[path] else { return array.map { .array($0) } ?? .none }
    let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    switch parts.first {
    case "none": return .none
    case "bool": return .bool(rest == "true")
    case "str": return .string(rest)
    case "int": if let number = Int(rest) { return .int(number) }
    case "float":
      if let array, array.count == 1 { return .float(try array.flatten().element(0).doubleValue) }
    case "scalar": if let array, array.count == 1 { return Value(try array.flatten().element(0)) }
    default: break
    }
    throw notASetting(path)
  }

  private func notASetting(_ path: String) -> ArrayError {
    ArrayError(.value, "the checkpoint's '\(path)' is not a setting")
  }
}
