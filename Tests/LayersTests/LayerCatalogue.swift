import Arrays
import Layers

/// A layer as the general checks see it: inputs, an output, and the gradients in all inputs.
struct LayerCase: CustomStringConvertible, @unchecked Sendable {
  let description: String
  let shapes: [Shape]
  let forward: ([NDArray]) throws -> NDArray
  let backward: ([NDArray], NDArray) throws -> [NDArray]

  init(
    _ name: String, _ shapes: [Shape], _ forward: @escaping ([NDArray]) throws -> NDArray,
    _ backward: @escaping ([NDArray], NDArray) throws -> [NDArray]
  ) {
    description = name
    self.shapes = shapes
    self.forward = forward
    self.backward = backward
  }

  /// Inputs drawn from the standard normal law, the first shifted away from zero for layers with a kink there.
  func inputs(_ dtype: DType) throws -> [NDArray] {
    let draws = try Draws(seed: 231)
    return try shapes.map { try draws.normal($0).astype(dtype) }
  }
}

/// Every layer. A layer that is missing here is missing its gradient check.
let allLayers: [LayerCase] = affineLayers + imageLayers + normalizations

private let affineLayers: [LayerCase] = [
  LayerCase(
    "affine", [[4, 2, 3], [6, 5], [5]], { try Affine.forward($0[0], $0[1], $0[2]).out },
    {
      let (dx, dw, db) = try Affine.backward($1, Affine.Cache(x: $0[0], w: $0[1], b: $0[2]))
      return [dx, dw, db]
    }),
  LayerCase("relu", [[4, 5]], { try Relu.forward($0[0]).out }, { [try Relu.backward($1, $0[0])] }),
  LayerCase(
    "leaky relu", [[4, 5]], { try LeakyRelu.forward($0[0], alpha: 0.1).out },
    { [try LeakyRelu.backward($1, $0[0], alpha: 0.1)] }),
  LayerCase(
    "sigmoid", [[4, 5]], { try Sigmoid.forward($0[0]).out },
    { [try Sigmoid.backward($1, Sigmoid.forward($0[0]).cache)] }),
  LayerCase(
    "tanh", [[4, 5]], { try Tanh.forward($0[0]).out }, { [try Tanh.backward($1, Tanh.forward($0[0]).cache)] }),
  LayerCase(
    "dropout", [[6, 5]],
    { try Dropout.forward($0[0], p: 0.6, .keeps, random: RandomState(.number(1))).out },
    {
      let mask = try Dropout.forward($0[0], p: 0.6, .keeps, random: RandomState(.number(1))).mask
      return [try Dropout.backward($1, mask: mask)]
    }),
]

private let strided = Convolution.Parameters(stride: 2, pad: 1)
private let overlapping = PoolParameters(height: 3, width: 2, stride: 2)
private let tiling = PoolParameters(height: 2, width: 2, stride: 2)

private let imageLayers: [LayerCase] = [
  LayerCase(
    "naive convolution", [[2, 3, 5, 6], [4, 3, 3, 2], [4]],
    { try Convolution.forwardNaive($0[0], $0[1], $0[2], strided).out },
    {
      let cache = Convolution.Cache(x: $0[0], w: $0[1], b: $0[2], strided)
      let (dx, dw, db) = try Convolution.backwardNaive($1, cache)
      return [dx, dw, db]
    }),
  LayerCase(
    "fast convolution", [[2, 3, 5, 6], [4, 3, 3, 2], [4]],
    { try Convolution.forwardFast($0[0], $0[1], $0[2], strided).out },
    {
      let cache = Convolution.Cache(x: $0[0], w: $0[1], b: $0[2], strided)
      let (dx, dw, db) = try Convolution.backwardFast($1, cache)
      return [dx, dw, db]
    }),
  columnConvolution("im2col convolution", .imagesLast),
  columnConvolution("strides convolution", .imagesFirst),
  LayerCase(
    "max pooling", [[2, 3, 7, 6]], { try MaxPool.forward($0[0], overlapping).out },
    { [try MaxPool.backward($1, MaxPool.forward($0[0], overlapping).cache)] }),
  LayerCase(
    "max pooling with shared ties", [[2, 3, 4, 6]], { try MaxPool.output($0[0], tiling) },
    { [try MaxPool.backwardShared($1, x: $0[0], out: MaxPool.output($0[0], tiling), tiling)] }),
  LayerCase(
    "average pooling", [[2, 3, 7, 6]], { try AveragePool.forward($0[0], overlapping).out },
    { [try AveragePool.backward($1, shape: $0[0].shape, overlapping)] }),
]

private func columnConvolution(_ name: String, _ order: Columns.Order) -> LayerCase {
  LayerCase(
    name, [[2, 3, 5, 5], [4, 3, 3, 3], [4]],
    { try Convolution.forward($0[0], $0[1], $0[2], strided, columns: order).out },
    {
      let made = try Convolution.forward($0[0], $0[1], $0[2], strided, columns: order)
      let cache = Convolution.Cache(x: $0[0], w: $0[1], b: $0[2], strided)
      let (dx, dw, db) = try Convolution.backward($1, cache, columns: made.columns, order: order)
      return [dx, dw, db]
    })
}

private let normalizations: [LayerCase] = [
  LayerCase(
    "batch normalisation", [[6, 4], [4], [4]], { try BatchNorm.train($0[0], $0[1], $0[2]).out },
    {
      let (dx, dgamma, dbeta) = try BatchNorm.backward($1, BatchNorm.train($0[0], $0[1], $0[2]).cache)
      return [dx, dgamma, dbeta]
    }),
  LayerCase(
    "batch normalisation, simplified", [[6, 4], [4], [4]], { try BatchNorm.train($0[0], $0[1], $0[2]).out },
    {
      let (dx, dgamma, dbeta) = try BatchNorm.backwardAlt($1, BatchNorm.train($0[0], $0[1], $0[2]).cache)
      return [dx, dgamma, dbeta]
    }),
  LayerCase(
    "layer normalisation", [[4, 6], [6], [6]], { try LayerNorm.forward($0[0], $0[1], $0[2]).out },
    {
      let (dx, dgamma, dbeta) = try LayerNorm.backward($1, LayerNorm.forward($0[0], $0[1], $0[2]).cache)
      return [dx, dgamma, dbeta]
    }),
  LayerCase(
    "spatial batch normalisation", [[2, 3, 4, 2], [3], [3]],
    { try SpatialBatchNorm.train($0[0], $0[1], $0[2]).out },
    {
      let cache = try SpatialBatchNorm.train($0[0], $0[1], $0[2]).cache
      let (dx, dgamma, dbeta) = try SpatialBatchNorm.backward($1, cache)
      return [dx, dgamma, dbeta]
    }),
  LayerCase(
    "spatial group normalisation", [[2, 4, 3, 2], [1, 4, 1, 1], [1, 4, 1, 1]],
    { try SpatialGroupNorm.forward($0[0], $0[1], $0[2], groups: 2).out },
    {
      let cache = try SpatialGroupNorm.forward($0[0], $0[1], $0[2], groups: 2).cache
      let (dx, dgamma, dbeta) = try SpatialGroupNorm.backward($1, cache)
      return [dx, dgamma, dbeta]
    }),
]
