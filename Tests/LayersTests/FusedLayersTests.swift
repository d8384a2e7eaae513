import Arrays
import CKernels
import Layers
import Testing

/// Layers that networks run as one are the layers one after the other.
@Suite struct FusedLayersTests {
  private func normal(_ shape: Shape, _ dtype: DType, _ seed: Int) throws -> NDArray {
    try RandomState(.number(seed)).standardNormal(size: shape).asArray().astype(dtype)
  }

  private func same(_ a: NDArray, _ b: NDArray) throws -> Bool {
    guard a.shape == b.shape, a.dtype == b.dtype else { return false }
    let equal = try NDArray.binary(.equal, .array(a), .array(b)).asArray()
    return try equal.reduce(.all, keepDims: true).asArray().reshape(Shape(1)).element(0).doubleValue == 1
  }

  private func distance(_ a: NDArray, _ b: NDArray) throws -> Double {
    let difference = try NDArray.unary(.absolute, .array(a.minus(b))).asArray()
    return try difference.reduce(.max, keepDims: true).asArray().reshape(Shape(1)).element(0).doubleValue
  }

  @Test(arguments: [DType.float32, .float64], [(3, 1, 1, 8, 12), (5, 2, 2, 15, 9), (2, 1, 0, 6, 7)])
  func `convolution, pooling and relu together`(
    dtype: DType, sizes: (filter: Int, stride: Int, pad: Int, height: Int, width: Int)
  ) throws {
    let x = try normal([5, 3, sizes.height, sizes.width], dtype, 1)
    let (w, b) = (try normal([6, 3, sizes.filter, sizes.filter], dtype, 2), try normal([6], dtype, 3))
    let settings = Convolution.Parameters(stride: sizes.stride, pad: sizes.pad)
    #expect(PooledConvolution.serves(x, w, b, settings, PooledConvolution.pooling))
    let convolved = try Convolution.forwardFast(x, w, b, settings)
    let pooled = try MaxPool.forward(convolved.out, PooledConvolution.pooling)
    let out = try Relu.forward(pooled.out).out
    let fused = try PooledConvolution.forward(x, w, b, settings)
    #expect(try same(fused.out, out))
    #expect(try same(PooledConvolution.forward(x, w, b, settings, training: false).out, out))

    let dout = try normal(out.shape, dtype, 4)
    let upstream = try MaxPool.backward(Relu.backward(dout, pooled.out), pooled.cache)
    let expected = try Convolution.backwardFast(upstream, convolved.cache)
    let got = try PooledConvolution.backward(dout, try #require(fused.cache))
    #expect(try same(got.dx, expected.dx))
    let tolerance = dtype == .float32 ? 1e-4 : 0
    #expect(try distance(got.dw, expected.dw) <= tolerance)
    #expect(try distance(got.db, expected.db) <= tolerance)
    let alone = try PooledConvolution.backward(dout, try #require(fused.cache), needsInput: false)
    #expect(try same(alone.dw, got.dw) && same(alone.db, got.db))
  }

  @Test
  func `gradients of pooled convolutions have the same bits on every instruction set and by two threads`()
    throws
  {
    defer { nb_thread_force(0) }
    let x = try normal([7, 3, 10, 10], .float32, 1)
    let (w, b) = (try normal([5, 3, 3, 3], .float32, 2), try normal([5], .float32, 3))
    let dout = try normal([7, 5, 5, 5], .float32, 4)
    var first: Convolution.Gradients?
    for isa in [NB_ISA_PORTABLE, NB_ISA_AVX2, NB_ISA_AVX512, NB_ISA_NEON] where nb_isa_supported(isa) {
      let before = nb_isa_force(isa)
      defer { _ = nb_isa_force(before) }
      for threads: Int32 in [1, 2] {
        nb_thread_force(threads)
        let cache = try PooledConvolution.forward(x, w, b, .init(stride: 1, pad: 1)).cache
        let got = try PooledConvolution.backward(dout, try #require(cache))
        if let first {
          #expect(try same(first.dx, got.dx) && same(first.dw, got.dw) && same(first.db, got.db))
        }
        first = first ?? got
      }
    }
  }

  @Test(arguments: [DType.float32, .float64], [2, 5, 67, 150])
  func `batch normalisation in one pass`(dtype: DType, columns: Int) throws {
    let x = try normal(Shape(19, columns), dtype, 1)
    let (gamma, beta) = (try normal(Shape(columns), dtype, 2), try normal(Shape(columns), dtype, 3))
    let made = try BatchNorm.train(x, gamma, beta)
    let mean = try x.mean([0])
    let variance = try x.variance([0])
    let deviation = try variance.plus(1e-5).root()
    let normalized = try x.minus(mean).over(deviation)
    #expect(try same(made.out, gamma.times(normalized).plus(beta)))
    #expect(try same(made.statistics.mean, mean) && same(made.statistics.variance, variance))
    #expect(try same(made.cache.deviation, deviation) && same(made.cache.normalized, normalized))
    #expect(try same(made.cache.centered, x.minus(mean)))

    let dout = try normal(x.shape, dtype, 4)
    let got = try BatchNorm.backwardAlt(dout, made.cache)
    let scaled = try dout.times(gamma)
    let projection = try normalized.times(scaled.times(normalized).sum([0]))
    #expect(
      try same(
        got.dx, scaled.times(19).minus(scaled.sum([0])).minus(projection).over(deviation.times(19))))
    #expect(try same(got.dgamma, dout.times(normalized).sum([0])) && same(got.dbeta, dout.sum([0])))
  }

  @Test(arguments: [DType.float32, .float64], [false, true])
  func `spatial batch normalisation where images lie`(dtype: DType, relu: Bool) throws {
    let shape: Shape = [3, 11, 9, 31]
    let x = try normal(shape, dtype, 1)
    let (gamma, beta) = (try normal([11], dtype, 2), try normal([11], dtype, 3))
    let expected = try SpatialBatchNorm.train(x, gamma, beta)
    let made = try SpatialBatchNorm.trainFused(x, gamma, beta, relu: relu)
    #expect(try same(made.out, relu ? Relu.forward(expected.out).out : expected.out))
    #expect(try same(made.statistics.mean, expected.statistics.mean))
    #expect(try same(made.statistics.variance, expected.statistics.variance))
    let dout = try normal(shape, dtype, 4)
    let upstream = relu ? try Relu.backward(dout, expected.out) : dout
    let (dx, dgamma, dbeta) = try SpatialBatchNorm.backward(upstream, expected.cache)
    let got = try SpatialBatchNorm.backward(dout, made.cache)
    #expect(try same(got.dx, dx) && same(got.dgamma, dgamma) && same(got.dbeta, dbeta))
    let used = try SpatialBatchNorm.testFused(x, gamma, beta, made.statistics, relu: relu)
    #expect(try same(used, made.out))
  }

  @Test(arguments: [0, 1, 7, 128, 129, 70_001, 300_007])
  func `sums of squares are NumPy's`(count: Int) throws {
    for dtype in [DType.float32, .float64] {
      let x = try normal(Shape(count), dtype, 1)
      let expected = try x.times(x).reduce(.sum, keepDims: true).asArray().element(0).doubleValue
      let got =
        dtype == .float32
        ? Double(nb_sum_squares_f32(count, x.data.assumingMemoryBound(to: Float.self)))
        : nb_sum_squares_f64(count, x.data.assumingMemoryBound(to: Double.self))
      #expect(got == expected)
    }
  }
}

/// NumPy's operations, one after the other.
extension NDArray {
  fileprivate func plus(_ other: NDArray) throws -> NDArray { try apply(.add, .array(other)) }
  fileprivate func plus(_ number: Double) throws -> NDArray { try apply(.add, .pyFloat(number)) }
  fileprivate func minus(_ other: NDArray) throws -> NDArray { try apply(.subtract, .array(other)) }
  fileprivate func times(_ other: NDArray) throws -> NDArray { try apply(.multiply, .array(other)) }
  fileprivate func times(_ number: Double) throws -> NDArray { try apply(.multiply, .pyFloat(number)) }
  fileprivate func over(_ other: NDArray) throws -> NDArray { try apply(.divide, .array(other)) }
  fileprivate func root() throws -> NDArray { try NDArray.unary(.sqrt, .array(self)).asArray() }
  fileprivate func sum(_ axes: [Int]) throws -> NDArray { try reduce(.sum, axes: axes).asArray() }
  fileprivate func mean(_ axes: [Int]) throws -> NDArray { try reduce(.mean, axes: axes).asArray() }
  fileprivate func variance(_ axes: [Int]) throws -> NDArray { try reduce(.variance, axes: axes).asArray() }

  private func apply(_ operation: BinaryOperation, _ other: Operand) throws -> NDArray {
    try NDArray.binary(operation, .array(self), other).asArray()
  }
}
