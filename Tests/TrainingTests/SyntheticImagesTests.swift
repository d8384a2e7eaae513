import Arrays
import Layers
import Testing
import Training

/// How hard the images are: more than a linear classifier can do, little enough for a small convolutional network.
@Suite struct SyntheticImagesTests {
  /// Accuracy on new images after some passes of Adam in float32.
  private func accuracy(_ network: Network, rate: Double, epochs: Int, count: Int) throws -> Double {
    let images = SyntheticImages.make(count: count + 300, seed: 1)
    let x = try images.array(0..<images.count, dtype: .float32)
    try NDArray.inPlace(.subtract, x, .array(x.reduce(.mean, axes: [0]).asArray()))
    let y = try images.labelArray(0..<images.count)
    var configurations: [String: UpdateRule.Configuration] = [:]
    for step in 0..<(epochs * count / 50) {
      let start = step * 50 % count
      let rows: IndexList = [.slice(start: start, stop: start + 50, step: nil)]
      let gradients = try network.loss(x.index(rows).asArray(), y.index(rows).asArray()).gradients
      for name in network.parameters.names {
        var configuration = configurations[name] ?? .init(numbers: ["learning_rate": rate])
        network.parameters[name] = try UpdateRule.adam.next(
          network.parameters.array(name), gradients.array(name), &configuration)
        configurations[name] = configuration
      }
    }
    let rows: IndexList = [.slice(start: count, stop: nil, step: nil)]
    let best = try network.scores(x.index(rows).asArray()).reduce(.argmax, axes: [1]).asArray()
    let labels = try y.index(rows).asArray()
    let right = try (0..<300).filter { try best.element($0).doubleValue == labels.element($0).doubleValue }
    return Double(right.count) / 300
  }

  @Test func `a linear classifier stays below one half`() throws {
    let random = try RandomState(.number(1))
    let network = try Network.fullyConnected(
      hidden: [], input: 3072, classes: 10, dropout: nil, normalization: nil, reg: 0.1, weightScale: 1e-3,
      dtype: .float32, random: random)
    #expect(try accuracy(network, rate: 1e-4, epochs: 4, count: 1500) < 0.5)
  }

  @Test func `a small convolutional network passes 65 per cent`() throws {
    let random = try RandomState(.number(1))
    let network = try Network.convolutional(
      Architecture(
        pattern: "[conv-bn-relu-pool]x2-[affine]x1-softmax", filters: [12, 24], filterSize: 5, hidden: 1),
      input: (3, 32, 32), classes: 10, weightScale: 0.03, reg: 1e-3, dtype: .float32, dropout: nil,
      random: random)
    #expect(try accuracy(network, rate: 2e-3, epochs: 3, count: 1500) > 0.65)
  }
}
