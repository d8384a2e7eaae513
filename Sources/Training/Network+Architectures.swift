import Arrays
import Layers

/// The networks of the course.
extension Network {
  /// Which normalisation follows each hidden affine layer.
  public enum Normalization: String, Sendable {
    case batchnorm, layernorm
  }

  /// {affine - [batch or layer norm] - relu - [dropout]} × (L − 1) - affine - softmax.
  ///
  /// Weights are drawn layer by layer as `randn(in, out) * weight_scale`, biases are zero.
  /// Source: CS231n assignment 2, `FullyConnectedNet`.
  public static func fullyConnected(
    hidden: [Int], input: Int, classes: Int, dropout: DropoutSettings?, normalization: Normalization?,
    reg: Double,
    weightScale: Double, dtype: DType, random: RandomState
  ) throws -> Network {
    var parameters = Parameters()
    var stages: [Stage] = []
    let sizes = [input] + hidden + [classes]
    for layer in 1..<sizes.count {
      let (from, to) = (sizes[layer - 1], sizes[layer])
      parameters["W\(layer)"] = try normal([from, to], weightScale, dtype, random)
      parameters["b\(layer)"] = try NDArray(zeros: Shape(to), dtype)
      stages.append(.affine(layer))
      guard layer < sizes.count - 1 else { break }
      if let normalization {
        parameters["gamma\(layer)"] = try NDArray.ones(Shape(to), dtype)
        parameters["beta\(layer)"] = try NDArray(zeros: Shape(to), dtype)
        stages.append(normalization == .batchnorm ? .batchNorm(layer, spatial: false) : .layerNorm(layer))
      }
      stages.append(.relu)
      if dropout != nil { stages.append(.dropout) }
    }
    return Network(
      stages: stages, parameters: parameters, reg: reg, dtype: dtype, convertsInput: true, dropout: dropout,
      random: random)
  }

  /// affine - relu - affine - softmax. Source: CS231n assignment 2, `TwoLayerNet`.
  public static func twoLayer(
    input: Int, hidden: Int, classes: Int, weightScale: Double, reg: Double, random: RandomState
  ) throws -> Network {
    var parameters = Parameters()
    for (layer, (from, to)) in [(input, hidden), (hidden, classes)].enumerated() {
      parameters["W\(layer + 1)"] = try normal([from, to], weightScale, .float64, random)
      parameters["b\(layer + 1)"] = try NDArray(zeros: Shape(to))
    }
    return Network(
      stages: [.affine(1), .relu, .affine(2)], parameters: parameters, reg: reg, dtype: .float64,
      convertsInput: false, random: random)
  }

  /// conv - [bn] - relu - 2×2 max pool - affine - [bn] - relu - affine - softmax.
  ///
  /// Images keep their size through the convolution: stride 1, pad (filter size − 1) / 2.
  /// Source: CS231n assignment 2, `ThreeLayerConvNet`; UCLA ECE C247 homework 5 for `use_batchnorm`.
  public static func threeLayerConvolutional(
    input: (channels: Int, height: Int, width: Int), filters: Int, filterSize: Int, hidden: Int, classes: Int,
    weightScale: Double, reg: Double, dtype: DType, batchNorm: Bool, random: RandomState
  ) throws -> Network {
    try convolutional(
      Architecture(
        blocks: 1, convolutionsPerBlock: 1, filters: [filters], filterSize: filterSize, hidden: [hidden],
        batchNorm: batchNorm, loss: .softmax), input: input, classes: classes, weightScale: weightScale,
      reg: reg, dtype: dtype, dropout: nil, random: random)
  }

  /// Weights scale·z with z standard normal, drawn in C order and then converted.
  static func normal(_ shape: [Int], _ scale: Double, _ dtype: DType, _ random: RandomState) throws -> NDArray
  {
    let drawn = try random.normal(scale: .pyFloat(scale), size: Shape(checking: shape)).asArray()
    return try drawn.astype(dtype, copy: false)
  }
}
