import Arrays
import CKernels
import Layers
import Training

/// A piece of work: preparing it gives what is measured.
typealias Maker = () throws -> () throws -> Void

/// Normal numbers of a fixed seed.
func normal(_ shape: Shape, _ dtype: DType) throws -> NDArray {
  try RandomState(.number(1)).standardNormal(size: shape).asArray().astype(dtype, copy: false)
}

nonisolated(unsafe) let allWork: [(name: String, make: Maker)] =
  figureWork + [
    ("gemm_f32_2048", { try gemm(2048, 2048, 2048, .float32) }),
    ("gemm_f64_1024", { try gemm(1024, 1024, 1024, .float64) }),
    ("gemm_f32_fc", { try gemm(500, 500, 16384, .float32) }),
    ("conv_forward_f32", { try convolution(backward: false, .float32) }),
    ("conv_backward_f32", { try convolution(backward: true, .float32) }),
    ("conv_forward_f64", { try convolution(backward: false, .float64) }),
    ("conv_backward_f64", { try convolution(backward: true, .float64) }),
    ("pool_forward_f64", { try pooling(backward: false) }),
    ("pool_backward_f64", { try pooling(backward: true) }),
    ("batchnorm_forward_f32", { try batchNorm(backward: false) }),
    ("batchnorm_backward_f32", { try batchNorm(backward: true) }),
    ("step_three_layer_7x7", { try step(threeLayer(32, 7, 100), batch: 50) }),
    ("step_three_layer_7x7_channels_last", { try step(threeLayer(32, 7, 100), batch: 50) }),
    ("step_three_layer_seed", { try step(threeLayer(64, 3, 500), batch: 500) }),
    ("step_deep_bn", { try step(deep(), batch: 100) }),
    ("step_deep_bn_channels_last", { try step(deep(), batch: 100) }),
    ("predict_three_layer_seed", { try predict(threeLayer(64, 3, 500), batch: 1000) }),
    ("array_add", { try array { x, y in _ = try NDArray.binary(.add, .array(x), .array(y)) } }),
    ("array_exp", { try array { x, _ in _ = try NDArray.unary(.exp, .array(x)) } }),
    ("array_sum", { try array { x, _ in _ = try x.reduce(.sum) } }),
    ("array_sum0", { try array { x, _ in _ = try x.reduce(.sum, axes: [0]) } }),
    ("array_relu", { try array { x, _ in _ = try NDArray.binary(.maximum, .pyInt(0), .array(x)) } }),
    ("array_transpose", { try array { x, _ in _ = try x.transpose().copy() } }),
    (
      "array_mask",
      {
        try array { x, _ in
          let mask = try NDArray.binary(.greater, .array(x), .pyFloat(0.5)).asArray()
          _ = try x.index([.mask(mask)])
        }
      }
    ),
    ("array_rel_error", { try array(relativeError) }),
    (
      "array_randn",
      {
        let random = try RandomState(.number(1))
        return { _ = try random.standardNormal(size: [1_000_000]) }
      }
    ),
  ]

private func gemm(_ m: Int, _ n: Int, _ k: Int, _ dtype: DType) throws -> () throws -> Void {
  let (a, b) = (try normal(Shape(m, k), dtype), try normal(Shape(k, n), dtype))
  let out = try NDArray(empty: Shape(m, n), dtype)
  if dtype == .float32 {
    return {
      nb_gemm_f32(
        false, false, m, n, k, a.data.assumingMemoryBound(to: Float.self), k,
        b.data.assumingMemoryBound(to: Float.self), n, out.data.assumingMemoryBound(to: Float.self), n, false)
    }
  }
  return {
    nb_gemm_f64(
      false, false, m, n, k, a.data.assumingMemoryBound(to: Double.self), k,
      b.data.assumingMemoryBound(to: Double.self), n, out.data.assumingMemoryBound(to: Double.self), n, false)
  }
}

private func convolution(backward: Bool, _ dtype: DType) throws -> () throws -> Void {
  let (x, w, b) = (
    try normal([100, 3, 31, 31], dtype), try normal([25, 3, 3, 3], dtype), try normal([25], dtype)
  )
  let settings = Convolution.Parameters(stride: 2, pad: 1)
  let made = try Convolution.forwardFast(x, w, b, settings)
  if !backward { return { _ = try Convolution.forwardFast(x, w, b, settings) } }
  let dout = try normal(made.out.shape, dtype)
  return { _ = try Convolution.backwardFast(dout, made.cache) }
}

private func pooling(backward: Bool) throws -> () throws -> Void {
  let x = try normal([100, 3, 32, 32], .float64)
  let settings = PoolParameters(height: 2, width: 2, stride: 2)
  let made = try MaxPool.forward(x, settings)
  if !backward { return { _ = try MaxPool.forward(x, settings) } }
  let dout = try normal(made.out.shape, .float64)
  return { _ = try MaxPool.backward(dout, made.cache) }
}

private func batchNorm(backward: Bool) throws -> () throws -> Void {
  let x = try normal(Shape(500, 500), .float32)
  let (gamma, beta) = (try NDArray.ones([500], .float32), try NDArray(zeros: [500], .float32))
  if !backward { return { _ = try BatchNorm.train(x, gamma, beta) } }
  let cache = try BatchNorm.train(x, gamma, beta).cache
  let dout = try normal(Shape(500, 500), .float32)
  return { _ = try BatchNorm.backwardAlt(dout, cache) }
}

private func threeLayer(_ filters: Int, _ size: Int, _ hidden: Int) throws -> Network {
  try Network.threeLayerConvolutional(
    input: (3, 32, 32), filters: filters, filterSize: size, hidden: hidden, classes: 10, weightScale: 1e-3,
    reg: 1e-3, dtype: .float32, batchNorm: false, random: RandomState(.number(1)))
}

/// Three blocks of two convolutions with batch normalisation, as in `peers.py`.
private func deep() throws -> Network {
  try Network.convolutional(
    Architecture(
      blocks: 3, convolutionsPerBlock: 2, filters: [32, 64, 128], filterSize: 3, hidden: [256],
      batchNorm: true,
      loss: .softmax), input: (3, 32, 32), classes: 10, weightScale: 1e-2, reg: 1e-3, dtype: .float32,
    dropout: nil,
    random: RandomState(.number(1)))
}

private func labels(_ count: Int) throws -> NDArray {
  try RandomState(.number(2)).integers(low: .pyInt(0), high: .pyInt(10), size: Shape(count)).asArray()
}

/// Loss, gradients and one step of Adam.
private func step(_ network: Network, batch: Int) throws -> () throws -> Void {
  let (x, y) = (try normal([batch, 3, 32, 32], .float32), try labels(batch))
  var states: [String: UpdateRule.Configuration] = [:]
  return {
    let gradients = try network.loss(x, y).gradients
    for name in network.parameters.names {
      var state = states.removeValue(forKey: name) ?? UpdateRule.Configuration()
      network.parameters[name] = try UpdateRule.adam.next(
        network.parameters.array(name), gradients.array(name), &state)
      states[name] = state
    }
  }
}

private func predict(_ network: Network, batch: Int) throws -> () throws -> Void {
  let x = try normal([batch, 3, 32, 32], .float32)
  return { _ = try network.scores(x).reduce(.argmax, axes: [1]) }
}

private func array(_ body: @escaping (NDArray, NDArray) throws -> Void) throws -> () throws -> Void {
  let random = try RandomState(.number(1))
  let x = try random.random(size: Shape(1000, 1000)).asArray()
  let y = try random.random(size: Shape(1000, 1000)).asArray()
  return { try body(x, y) }
}

private func relativeError(_ x: NDArray, _ y: NDArray) throws {
  func absolute(_ a: NDArray) throws -> Operand { try NDArray.unary(.absolute, .array(a)).operand }
  let distance = try absolute(NDArray.binary(.subtract, .array(x), .array(y)).asArray())
  let size = try NDArray.binary(.add, absolute(x), absolute(y))
  let bounded = try NDArray.binary(.maximum, .pyFloat(1e-8), size.operand)
  _ = try NDArray.binary(.divide, distance, bounded.operand).asArray().reduce(.max)
}
