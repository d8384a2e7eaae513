import Arrays
import Layers
import Testing
import Training

@Suite struct NetworkTests {
  private func values(_ array: NDArray) throws -> [Double] {
    let flat = try array.flatten()
    return try (0..<flat.count).map { try flat.element($0).doubleValue }
  }

  /// Every gradient of a network against finite differences of its loss.
  private func check(_ network: Network, _ x: NDArray, _ y: NDArray) throws {
    let gradients = try network.loss(x, y).gradients
    #expect(gradients.names == network.parameters.names)
    for name in network.parameters.names {
      let parameter = try network.parameters.array(name)
      let expected = try values(gradients.array(name))
      let elements = parameter.data.assumingMemoryBound(to: Double.self)
      // A few elements of each parameter suffice to find a wrong formula.
      for i in Swift.stride(from: 0, to: parameter.count, by: max(1, parameter.count / 7)) {
        let (old, h) = (elements[i], 1e-6)
        elements[i] = old + h
        let high = try network.loss(x, y).loss.doubleValue
        elements[i] = old - h
        let low = try network.loss(x, y).loss.doubleValue
        elements[i] = old
        let slope = (high - low) / (2 * h)
        #expect(abs(slope - expected[i]) < 1e-6 + 1e-4 * abs(slope), "\(name)[\(i)]")
      }
    }
  }

  private func draw(_ shape: Shape, _ random: RandomState) throws -> NDArray {
    try random.standardNormal(size: shape).asArray()
  }

  private func labels(_ count: Int, _ random: RandomState) throws -> NDArray {
    try random.integers(low: .pyInt(0), high: .pyInt(10), size: Shape(count)).asArray()
  }

  /// The losses that the course's notebook prints for seed 231, drawn in its order.
  @Test func `published initial losses to their last digit`() throws {
    let random = try RandomState(.number(231))
    let x = try draw([2, 15], random)
    let y = try labels(2, random)
    var losses: [Double] = []
    for reg in [0, 3.14] {
      let network = try Network.fullyConnected(
        hidden: [20, 30], input: 15, classes: 10, dropout: nil, normalization: nil, reg: reg,
        weightScale: 5e-2,
        dtype: .float64, random: random)
      losses.append(try network.loss(x, y).loss.doubleValue)
    }
    #expect(losses == [2.3004790897684924, 7.052114776533016])
  }

  @Test(arguments: [nil, Network.Normalization.batchnorm, .layernorm])
  func `gradients of fully connected networks`(normalization: Network.Normalization?) throws {
    let random = try RandomState(.number(3))
    let dropout = Network.DropoutSettings(p: 0.8, convention: .keeps, seed: 123)
    let network = try Network.fullyConnected(
      hidden: [8, 6], input: 5, classes: 10, dropout: dropout, normalization: normalization, reg: 0.1,
      weightScale: 0.5, dtype: .float64, random: random)
    try check(network, draw([4, 5], random), labels(4, random))
  }

  @Test(arguments: [
    "[conv-relu-pool]x1-[affine]x2-softmax", "[conv-bn-relu-pool]x2-[affine]x1-softmax",
    "[conv-relu-conv-relu-pool]x1-[affine]x3-svm",
  ])
  func `gradients of convolutional networks`(pattern: String) throws {
    let random = try RandomState(.number(4))
    let architecture = try Architecture(pattern: pattern, filters: [3, 4], filterSize: 3, hidden: 6)
    let network = try Network.convolutional(
      architecture, input: (2, 8, 8), classes: 10, weightScale: 0.3, reg: 0.05, dtype: .float64, dropout: nil,
      random: random)
    try check(network, draw([3, 2, 8, 8], random), labels(3, random))
  }

  @Test(arguments: [
    "", "conv", "[conv-relu-pool]", "[conv-relu-pool]x0-[affine]x1-softmax",
    "[conv-relu]x1-[affine]x1-softmax",
    "[conv-relu-pool]x1-[affine]x1-crossentropy", "[relu-conv-pool]x1-[affine]x1-svm",
    "[conv-relu-pool]x99999999999999999999-[affine]x1-svm",
  ])
  func `patterns that mean nothing are errors`(pattern: String) {
    #expect(throws: ArrayError.self) {
      try Architecture(pattern: pattern, filters: [3], filterSize: 3, hidden: 6)
    }
  }

  @Test func `an error names the layer`() throws {
    let random = try RandomState(.number(5))
    let network = try Network.twoLayer(
      input: 4, hidden: 3, classes: 10, weightScale: 1, reg: 0, random: random)
    network.parameters["W2"] = try NDArray(zeros: [5, 10])
    do {
      _ = try network.scores(NDArray(zeros: [2, 4]))
      Issue.record("the shapes do not fit")
    } catch let error as ArrayError {
      #expect(error.message.contains("affine layer with W2"))
    }
  }
}
