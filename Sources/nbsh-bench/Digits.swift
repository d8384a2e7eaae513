import Arrays
import Layers
import Training

/// Prints the losses of five steps of Adam on several small networks with all their digits.
func printDigits() throws {
  for dtype in [DType.float32, .float64] {
    for (name, pattern, size) in [
      ("pooled", "[conv-relu-pool]x1-[affine]x2-softmax", 3),
      ("pooled 7x7", "[conv-relu-pool]x1-[affine]x2-softmax", 7),
      ("pooled twice", "[conv-relu-pool]x2-[affine]x2-softmax", 3),
      ("double", "[conv-relu-conv-relu-pool]x2-[affine]x2-svm", 3),
      ("normalised", "[conv-bn-relu-conv-bn-relu-pool]x2-[affine]x2-softmax", 3),
    ] {
      let random = try RandomState(.number(3))
      let architecture = try Architecture(pattern: pattern, filters: [19, 12], filterSize: size, hidden: 30)
      let network = try Network.convolutional(
        architecture, input: (3, 18, 14), classes: 10, weightScale: 0.1, reg: 0.01, dtype: dtype,
        dropout: nil,
        random: random)
      let x = try random.standardNormal(size: [21, 3, 18, 14]).asArray().astype(dtype, copy: false)
      let y = try random.integers(low: .pyInt(0), high: .pyInt(10), size: [21]).asArray()
      var states: [String: UpdateRule.Configuration] = [:]
      var losses: [String] = []
      for _ in 0..<5 {
        let (loss, gradients) = try network.loss(x, y)
        losses.append("\(loss.doubleValue)")
        for parameter in network.parameters.names {
          var state = states.removeValue(forKey: parameter) ?? UpdateRule.Configuration()
          network.parameters[parameter] = try UpdateRule.adam.next(
            network.parameters.array(parameter), gradients.array(parameter), &state)
          states[parameter] = state
        }
      }
      let scores = try network.scores(x).reduce(.sum, keepDims: true).asArray().reshape(Shape(1)).element(0)
        .doubleValue
      print("\(name) \(dtype.name): \(losses.joined(separator: " ")); scores \(scores)")
    }
  }
}
