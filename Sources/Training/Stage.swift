import Arrays
import Layers

/// One step of a network. Numbers name parameters: stage 2's are `W2`, `b2`, `gamma2`, `beta2`.
public enum Stage: Equatable, Sendable {
  case convolution(Int, Convolution.Parameters)
  case affine(Int)
  case batchNorm(Int, spatial: Bool)
  case layerNorm(Int)
  case relu
  case maxPool(PoolParameters)
  case dropout

  /// What a stage keeps of a training pass for its backward pass.
  enum Memory {
    case convolution(Convolution.Cache)
    case affine(Affine.Cache)
    /// A convolution with the pooling and the relu behind it.
    case pooledConvolution(PooledConvolution.Cache)
    case batchNorm(BatchNorm.Cache)
    /// Spatial batch normalisation, with the relu behind it if there is one.
    case spatialNorm(SpatialBatchNorm.Cache)
    case layerNorm(LayerNorm.Cache)
    /// The output: positive where the input was.
    case relu(NDArray)
    case maxPool(MaxPool.Cache)
    case dropout(NDArray)
    case nothing
  }
}

/// The loss at the end of a network.
public enum LossFunction: String, Sendable {
  case softmax
  case svm
}
