import Arrays
import Layers

/// Stages that run as one, with the values that they have one after the other.
extension Network {
  /// Convolution, pooling and relu from stage `index` on; nil where other stages stand there, or the arrays do not fit.
  func pooledConvolution(at index: Int, _ x: NDArray, training: Bool) throws -> (
    out: NDArray, cache: PooledConvolution.Cache?
  )? {
    guard index + 2 < stages.count, case .convolution(let number, let settings) = stages[index],
      case .maxPool(let pool) = stages[index + 1], stages[index + 2] == .relu
    else { return nil }
    let (w, b) = (try weight(number), try bias(number))
    guard PooledConvolution.serves(x, w, b, settings, pool) else { return nil }
    return try PooledConvolution.forward(x, w, b, settings, training: training)
  }

  /// The stages from `index` on that run as one, and what each keeps; nil where stages run one by one.
  func forwardFused(at index: Int, _ out: inout NDArray) throws -> [Stage.Memory]? {
    if let made = try pooledConvolution(at: index, out, training: true), let cache = made.cache {
      out = made.out
      return [.pooledConvolution(cache), .nothing, .nothing]
    }
    guard case .batchNorm(let number, spatial: true) = stages[index] else { return nil }
    let (gamma, beta) = (try parameters.array("gamma\(number)"), try parameters.array("beta\(number)"))
    guard SpatialBatchNorm.isFusible(out, gamma, beta) else { return nil }
    let relu = index + 1 < stages.count && stages[index + 1] == .relu
    let before = try statistics(number, out)
    let made = try SpatialBatchNorm.trainFused(out, gamma, beta, relu: relu)
    running[number] = try BatchNorm.update(before, with: made.statistics, momentum: 0.9)
    out = made.out
    return relu ? [.spatialNorm(made.cache), .nothing] : [.spatialNorm(made.cache)]
  }
}
