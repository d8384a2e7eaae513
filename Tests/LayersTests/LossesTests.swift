import Arrays
import Layers
import Testing

@Suite struct LossesTests {
  private typealias Loss = (NDArray, NDArray) throws -> (loss: Scalar, dx: NDArray)

  private func scores() throws -> (x: NDArray, y: NDArray) {
    let draws = try Draws(seed: 231)
    let x = try NDArray.binary(.multiply, .pyFloat(0.001), .array(draws.normal([50, 10]))).asArray()
    return (x, try draws.labels(50, classes: 10))
  }

  /// The losses that the course's notebook prints for this seed.
  @Test func `published losses to their last digit`() throws {
    let (x, y) = try scores()
    #expect(try SoftmaxLoss.evaluate(x, y).loss.doubleValue == 2.302545844500738)
    #expect(try SVMLoss.evaluate(x, y).loss.doubleValue == 8.999602749096233)
  }

  @Test func `gradients agree with finite differences`() throws {
    let (x, y) = try scores()
    let losses: [Loss] = [SoftmaxLoss.evaluate, SVMLoss.evaluate]
    for loss in losses {
      let one = try NDArray.ones([1])
      let expected = try numericalGradient(x, one) { try NDArray.full([1], .scalar(loss(x, y).loss)) }
      #expect(try relativeError(loss(x, y).dx, expected) < 1e-7)
    }
  }

  @Test func `labels out of range are errors`() throws {
    let x = try NDArray(zeros: [2, 3])
    for labels in [[0, 3], [-4, 0]] {
      let y = try NDArray.array(.list(labels.map { .int($0) }))
      #expect(throws: ArrayError.self) { try SoftmaxLoss.evaluate(x, y) }
      #expect(throws: ArrayError.self) { try SVMLoss.evaluate(x, y) }
    }
    #expect(throws: ArrayError.self) { try SoftmaxLoss.evaluate(x, NDArray(zeros: [3], .int64)) }
    #expect(throws: ArrayError.self) { try SoftmaxLoss.evaluate(x, NDArray(zeros: [2])) }
  }

  @Test func `huge scores overflow nowhere`() throws {
    let x = try NDArray.array(.list([.list([.float(1e4), .float(-1e4)])]))
    let y = try NDArray(zeros: [1], .int64)
    #expect(try SoftmaxLoss.evaluate(x, y).loss.doubleValue == 0)
  }
}
