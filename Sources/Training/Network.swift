import Arrays
import Layers

/// A network of stages one after the other, with a loss on its last scores.
///
/// Stages with parameters read them from `parameters`, so that a script may change or replace them at any time.
public final class Network {
  public let stages: [Stage]
  public let lossFunction: LossFunction
  public var parameters: Parameters
  /// Strength of the regularisation ½ · reg · Σ w² over weights.
  public var reg: Double
  public let dtype: DType
  /// Whether inputs are converted to `dtype` first, as FullyConnectedNet does and ThreeLayerConvNet does not.
  public let convertsInput: Bool
  public var dropout: DropoutSettings?
  /// Running mean and variance of each batch normalisation, by the number of its parameters.
  public var running: [Int: BatchNorm.Statistics] = [:]
  public let random: RandomState

  /// Which normalisation its layers have, if any.
  public var normalization: Normalization? {
    for stage in stages {
      switch stage {
      case .batchNorm: return .batchnorm
      case .layerNorm: return .layernorm
      default: break
      }
    }
    return nil
  }

  /// How a network drops elements in training.
  public struct DropoutSettings: Sendable {
    public var p: Double
    public var convention: Dropout.Convention
    /// Reseeds the generator before each dropout, so that a loss can be evaluated again.
    public var seed: Int?

    public init(p: Double, convention: Dropout.Convention, seed: Int?) {
      self.p = p
      self.convention = convention
      self.seed = seed
    }
  }

  public init(
    stages: [Stage], loss: LossFunction = .softmax, parameters: Parameters, reg: Double, dtype: DType,
    convertsInput: Bool, dropout: DropoutSettings? = nil, random: RandomState
  ) {
    self.stages = Network.poolingFirst(stages)
    lossFunction = loss
    self.parameters = parameters
    self.reg = reg
    self.dtype = dtype
    self.convertsInput = convertsInput
    self.dropout = dropout
    self.random = random
  }

  /// The stages with each pooling before the relu in front of it: the same values and gradients, for both take the
  /// largest element, on a quarter of the elements.
  private static func poolingFirst(_ stages: [Stage]) -> [Stage] {
    var stages = stages
    for index in stages.indices.dropLast() where stages[index] == .relu {
      if case .maxPool = stages[index + 1] { stages.swapAt(index, index + 1) }
    }
    return stages
  }

  /// Scores of shape (N, C) in use: running estimates, no dropout.
  public func scores(_ x: NDArray) throws -> NDArray {
    var out = convertsInput ? try x.astype(dtype, copy: false) : x
    var skipped = 0
    for (index, stage) in stages.enumerated() {
      if skipped > 0 {
        skipped -= 1
        continue
      }
      do {
        if let made = try pooledConvolution(at: index, out, training: false) {
          out = made.out
          skipped = 2
          continue
        }
        switch stage {
        case .convolution(let number, let settings):
          out = try Convolution.forwardFast(out, weight(number), bias(number), settings).out
        case .affine(let number): out = try Affine.forward(out, weight(number), bias(number)).out
        case .batchNorm(let number, let spatial):
          let (gamma, beta) = (try parameters.array("gamma\(number)"), try parameters.array("beta\(number)"))
          let estimates = try statistics(number, out)
          if spatial, SpatialBatchNorm.isFusible(out, gamma, beta) {
            let relu = index + 1 < stages.count && stages[index + 1] == .relu
            out = try SpatialBatchNorm.testFused(out, gamma, beta, estimates, relu: relu)
            skipped = relu ? 1 : 0
          } else {
            out =
              spatial
              ? try SpatialBatchNorm.test(out, gamma, beta, estimates)
              : try BatchNorm.test(out, gamma, beta, estimates)
          }
        case .layerNorm(let number):
          out = try LayerNorm.forward(
            out, parameters.array("gamma\(number)"), parameters.array("beta\(number)")
          ).out
        case .relu: try rectify(&out, isInput: stage == stages.first)
        case .maxPool(let settings): out = try MaxPool.output(out, settings)
        case .dropout:
          // Nothing is drawn, but the course's layer reseeds in every mode.
          if let seed = dropout?.seed { try random.seed(.number(seed)) }
        }
      } catch let error as ArrayError {
        throw error.located(in: stage)
      }
    }
    return out
  }

  /// The loss on a minibatch and its gradients by parameter name.
  ///
  /// An interrupt leaves the running estimates as they were.
  public func loss(_ x: NDArray, _ y: NDArray) throws -> (loss: Scalar, gradients: Parameters) {
    let kept = running
    do {
      return try evaluate(x, y)
    } catch let error as ArrayError where error.kind == .interrupt {
      running = kept
      throw error
    }
  }

  private func evaluate(_ x: NDArray, _ y: NDArray) throws -> (loss: Scalar, gradients: Parameters) {
    let (scores, memories) = try trainingPass(x)
    var (loss, upstream) = try lossFunction.evaluate(scores, y)
    var gradients = Parameters()
    for index in stages.indices.reversed() {
      do {
        upstream = try back(stages[index], memories[index], upstream, isFirst: index == 0, &gradients)
      } catch let error as ArrayError {
        throw error.located(in: stages[index])
      }
    }
    if reg != 0 { loss = try regularize(loss, &gradients) }
    return (loss, gradients.ordered(as: parameters.names))
  }

  func weight(_ number: Int) throws -> NDArray { try parameters.array("W\(number)") }
  func bias(_ number: Int) throws -> NDArray { try parameters.array("b\(number)") }

  func statistics(_ number: Int, _ x: NDArray) throws -> BatchNorm.Statistics {
    if let found = running[number] { return found }
    let shape = Shape(x.shape[1])
    return (try NDArray(zeros: shape, x.dtype), try NDArray(zeros: shape, x.dtype))
  }

  private func trainingPass(_ x: NDArray) throws -> (scores: NDArray, memories: [Stage.Memory]) {
    var out = convertsInput ? try x.astype(dtype, copy: false) : x
    var memories: [Stage.Memory] = []
    for (index, stage) in stages.enumerated() where index >= memories.count {
      do {
        if let fused = try forwardFused(at: index, &out) {
          memories += fused
        } else {
          memories.append(try forward(stage, &out))
        }
      } catch let error as ArrayError {
        throw error.located(in: stage)
      }
    }
    return (out, memories)
  }

  /// One stage of a training pass.
  func forward(_ stage: Stage, _ out: inout NDArray) throws -> Stage.Memory {
    switch stage {
    case .convolution(let number, let settings):
      let made = try Convolution.forwardFast(out, weight(number), bias(number), settings)
      out = made.out
      return .convolution(made.cache)
    case .affine(let number):
      let made = try Affine.forward(out, weight(number), bias(number))
      out = made.out
      return .affine(made.cache)
    case .batchNorm(let number, let spatial):
      let (gamma, beta) = (try parameters.array("gamma\(number)"), try parameters.array("beta\(number)"))
      let before = try statistics(number, out)
      let made =
        spatial ? try SpatialBatchNorm.train(out, gamma, beta) : try BatchNorm.train(out, gamma, beta)
      running[number] = try BatchNorm.update(before, with: made.statistics, momentum: 0.9)
      out = made.out
      return .batchNorm(made.cache)
    case .layerNorm(let number):
      let made = try LayerNorm.forward(
        out, parameters.array("gamma\(number)"), parameters.array("beta\(number)"))
      out = made.out
      return .layerNorm(made.cache)
    case .relu:
      try rectify(&out, isInput: stage == stages.first)
      return .relu(out)
    case .maxPool(let settings):
      let made = try MaxPool.forward(out, settings)
      out = made.out
      return .maxPool(made.cache)
    case .dropout:
      guard let dropout else { return .nothing }
      if let seed = dropout.seed { try random.seed(.number(seed)) }
      let made = try Dropout.forward(out, p: dropout.p, dropout.convention, random: random)
      out = made.out
      return .dropout(made.mask)
    }
  }

  /// A relu in the memory of its input, which no other stage keeps; the network's own input is left alone.
  private func rectify(_ out: inout NDArray, isInput: Bool) throws {
    if isInput || !out.dtype.isFloat {
      out = try Relu.forward(out).out
    } else {
      try Relu.forward(inPlace: out)
    }
  }

  private func back(
    _ stage: Stage, _ memory: Stage.Memory, _ dout: NDArray, isFirst: Bool, _ gradients: inout Parameters
  ) throws -> NDArray {
    switch (stage, memory) {
    case (.convolution(let number, _), .convolution(let cache)):
      let (dx, dw, db) = try Convolution.backwardFast(dout, cache, needsInput: !isFirst)
      gradients["W\(number)"] = dw
      gradients["b\(number)"] = db
      return dx
    case (.affine(let number), .affine(let cache)):
      let (dx, dw, db) = try Affine.backward(dout, cache, needsInput: !isFirst)
      gradients["W\(number)"] = dw
      gradients["b\(number)"] = db
      return dx
    case (.convolution(let number, _), .pooledConvolution(let cache)):
      let (dx, dw, db) = try PooledConvolution.backward(dout, cache, needsInput: !isFirst)
      gradients["W\(number)"] = dw
      gradients["b\(number)"] = db
      return dx
    case (.batchNorm(let number, _), .spatialNorm(let cache)):
      let (dx, dgamma, dbeta) = try SpatialBatchNorm.backward(dout, cache)
      gradients["gamma\(number)"] = dgamma
      gradients["beta\(number)"] = dbeta
      return dx
    case (.batchNorm(let number, let spatial), .batchNorm(let cache)):
      let (dx, dgamma, dbeta) =
        spatial ? try SpatialBatchNorm.backward(dout, cache) : try BatchNorm.backward(dout, cache)
      gradients["gamma\(number)"] = dgamma
      gradients["beta\(number)"] = dbeta
      return dx
    case (.layerNorm(let number), .layerNorm(let cache)):
      let (dx, dgamma, dbeta) = try LayerNorm.backward(dout, cache)
      gradients["gamma\(number)"] = dgamma
      gradients["beta\(number)"] = dbeta
      return dx
    case (.relu, .relu(let out)):
      // Every gradient that arrives here is fresh memory of the stage behind.
      try Relu.backward(inPlace: dout, out)
      return dout
    case (.maxPool, .maxPool(let cache)): return try MaxPool.backward(dout, cache)
    case (.dropout, .dropout(let mask)): return try Dropout.backward(dout, mask: mask)
    default: return dout
    }
  }

  /// Adds ½ · reg · Σ w² to the loss and reg · w to the gradients of weights.
  private func regularize(_ loss: Scalar, _ gradients: inout Parameters) throws -> Scalar {
    var sum: Operand?
    for name in parameters.names where name.hasPrefix("W") {
      let w = try parameters.array(name)
      let squares = try Regularization.squares(w)
      sum = try sum.map { try NDArray.binary(.add, $0, squares).operand } ?? squares
      if let dw = gradients[name] { gradients[name] = try Regularization.add(reg, w, to: dw) }
    }
    guard let sum else { return loss }
    let penalty = try NDArray.binary(.multiply, .pyFloat(0.5 * reg), sum)
    guard case .scalar(let total) = try NDArray.binary(.add, .scalar(loss), penalty.operand) else {
      return loss
    }
    return total
  }
}

extension LossFunction {
  func evaluate(_ scores: NDArray, _ y: NDArray) throws -> (loss: Scalar, dx: NDArray) {
    switch self {
    case .softmax: try SoftmaxLoss.evaluate(scores, y)
    case .svm: try SVMLoss.evaluate(scores, y)
    }
  }
}

extension Parameters {
  /// The same arrays in the order of `names`.
  func ordered(as names: [String]) -> Parameters {
    var result = Parameters()
    for name in names { if let array = self[name] { result[name] = array } }
    return result
  }
}

extension Stage {
  /// The layer's name, as messages give it.
  public var name: String {
    switch self {
    case .convolution(let number, _): "convolution with W\(number)"
    case .affine(let number): "affine layer with W\(number)"
    case .batchNorm(let number, _): "batch normalisation with gamma\(number)"
    case .layerNorm(let number): "layer normalisation with gamma\(number)"
    case .relu: "relu"
    case .maxPool: "max pooling"
    case .dropout: "dropout"
    }
  }
}

extension ArrayError {
  /// The same error, with the layer it happened in.
  func located(in stage: Stage) -> ArrayError {
    kind == .key ? self : ArrayError(kind, "\(message) [in the \(stage.name)]")
  }
}
