import Arrays
import Layers
import Testing

@Suite struct PoolingTests {
  private let tiling = PoolParameters(height: 2, width: 2, stride: 2)

  @Test func `equal maxima: the first one, or shared`() throws {
    let x = try NDArray.ones([1, 1, 2, 2])
    let (out, cache) = try MaxPool.forward(x, tiling)
    let dout = try NDArray.full([1, 1, 1, 1], .pyFloat(8))
    #expect(try numbers(MaxPool.backward(dout, cache)) == [8, 0, 0, 0])
    #expect(try numbers(MaxPool.backwardShared(dout, x: x, out: out, tiling)) == [2, 2, 2, 2])
  }

  @Test func `windows that overlap add up`() throws {
    let x = try NDArray.array(.list([0, 9, 0].map { .float($0) })).reshape([1, 1, 1, 3])
    let (out, cache) = try MaxPool.forward(x, PoolParameters(height: 1, width: 2, stride: 1))
    #expect(try numbers(out) == [9, 9])
    #expect(try numbers(MaxPool.backward(NDArray.ones(out.shape), cache)) == [0, 2, 0])
  }

  @Test func `what does not fit the stride is left out`() throws {
    let x = try NDArray.arange(.pyInt(0), .pyFloat(25)).reshape([1, 1, 5, 5])
    #expect(try numbers(MaxPool.output(x, tiling)) == [6, 8, 16, 18])
  }

  @Test func `nan is a maximum`() throws {
    let x = try NDArray.array(.list([1, .nan, 2, 3].map { .float($0) })).reshape([1, 1, 2, 2])
    #expect(try numbers(MaxPool.output(x, tiling))[0].isNaN)
  }

  @Test func `windows larger than the image are errors`() throws {
    let x = try NDArray(zeros: [1, 1, 1, 1])
    #expect(throws: ArrayError.self) { try MaxPool.forward(x, tiling) }
    #expect(throws: ArrayError.self) { try AveragePool.forward(x, tiling) }
    #expect(throws: ArrayError.self) {
      try MaxPool.forward(x, PoolParameters(height: 1, width: 1, stride: 0))
    }
  }
}
