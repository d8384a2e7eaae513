import Arrays
import Layers

/// Where a network's loss stopped being a number.
extension Network {
  /// Says which layer first holds a number that is not finite in a training pass on x.
  ///
  /// Parameters that are not finite were made so by an earlier update; of these the last layer is named, which the
  /// backward pass reaches first. Otherwise the pass is walked layer by layer. Nothing of the network changes.
  public func originOfNaN(_ x: NDArray) throws -> String {
    for stage in stages.reversed() {
      let broken = stage.parameterNames.filter { name in parameters[name].map { !isFinite($0) } ?? false }
      if !broken.isEmpty {
        return "\(broken.joined(separator: " and ")) of the \(stage.name) \(broken.count > 1 ? "are" : "is") "
          + "not finite, made so by an earlier update (is the learning rate too high?)"
      }
    }
    guard isFinite(x) else { return "the minibatch X holds numbers that are not finite" }
    let (kept, state) = (running, random.state)
    defer {
      running = kept
      // A state that the generator gave fits it.
      try? random.restore(state)
    }
    var out = convertsInput ? try x.astype(dtype, copy: true) : try x.copy()
    for stage in stages {
      _ = try forward(stage, &out)
      if !isFinite(out) { return "it begins in the \(stage.name), whose output is not finite" }
    }
    return "it begins in the \(lossFunction.rawValue) loss"
  }

  private func isFinite(_ array: NDArray) -> Bool {
    guard array.dtype.isFloat, let values = try? array.contiguous() else { return true }
    if values.dtype == .float32 {
      let elements = values.data.assumingMemoryBound(to: Float.self)
      return (0..<values.count).allSatisfy { elements[$0].isFinite }
    }
    let elements = values.data.assumingMemoryBound(to: Double.self)
    return (0..<values.count).allSatisfy { elements[$0].isFinite }
  }
}

extension Stage {
  /// The names of the stage's parameters.
  var parameterNames: [String] {
    switch self {
    case .convolution(let number, _), .affine(let number): ["W\(number)", "b\(number)"]
    case .batchNorm(let number, _), .layerNorm(let number): ["gamma\(number)", "beta\(number)"]
    case .relu, .maxPool, .dropout: []
    }
  }
}
