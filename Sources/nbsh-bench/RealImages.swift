import Arrays
import Layers
import Training

/// Trains a network on the CIFAR-10 images in a folder, and prints accuracy on 1,000 validation images and seconds after each
/// epoch: `nbsh-bench --train FOLDER EPOCHS`. Minibatches of 100 are mirrored at random; Adam at 1e-3, times 0.7 each epoch.
func trainOnRealImages(_ folder: String, epochs: Int) throws {
  let random = try RandomState(.number(231))
  let (train, _) = try CIFAR10.load(folder: folder)
  let all = try train.array(0..<50000, dtype: .float32)
  let labels = try train.labelArray(0..<50000)
  func rows(_ array: NDArray, _ start: Int, _ stop: Int) throws -> NDArray {
    try array.index([.slice(start: start, stop: stop, step: nil)]).asArray()
  }
  let mean = try rows(all, 0, 49000).reduce(.mean, axes: [0]).asArray().astype(.float32)
  try NDArray.inPlace(.subtract, all, .array(mean))
  let network = try Network.convolutional(
    Architecture(
      pattern: "[conv-bn-relu-conv-bn-relu-pool]x3-[affine]x2-softmax", filters: [32, 64, 128], filterSize: 3,
      hidden: 256), input: (3, 32, 32), classes: 10, weightScale: 0.03, reg: 1e-4, dtype: .float32,
    dropout: nil,
    random: random)
  var states: [String: UpdateRule.Configuration] = [:]
  var rate = 1e-3
  var (spent, iterations) = (0.0, 0)
  for epoch in 1...epochs {
    for _ in 0..<490 {
      let began = now()
      let mask = try random.choice(.pyInt(49000), size: Shape(100)).asArray()
      let x = try all.take(mask, axis: 0).asArray()
      let flips = try random.random(size: Shape(100)).asArray()
      x.mirror { flips.data.assumingMemoryBound(to: Double.self)[$0] < 0.5 }
      let gradients = try network.loss(x, labels.take(mask, axis: 0).asArray()).gradients
      for name in network.parameters.names {
        var state = states.removeValue(forKey: name) ?? UpdateRule.Configuration()
        state.numbers["learning_rate"] = rate
        network.parameters[name] = try UpdateRule.adam.next(
          network.parameters.array(name), gradients.array(name), &state)
        states[name] = state
      }
      spent += now() - began
      iterations += 1
    }
    rate *= 0.7
    var correct = 0
    for start in stride(from: 49000, to: 50000, by: 100) {
      let best = try network.scores(rows(all, start, start + 100)).reduce(.argmax, axes: [1]).asArray()
      for i in 0..<100 where try best.element(i).doubleValue == labels.element(start + i).doubleValue {
        correct += 1
      }
    }
    print(
      "epoch \(epoch): validation accuracy \(Double(correct) / 1000), \(spent) s, \(spent / Double(iterations)) s a step"
    )
    flush()
  }
}

extension NDArray {
  /// Mirrors those images (float32, contiguous) left to right.
  fileprivate func mirror(_ isMirrored: (Int) -> Bool) {
    let (size, width) = (shape[1] * shape[2] * shape[3], shape[3])
    let elements = data.assumingMemoryBound(to: Float.self)
    for image in 0..<shape[0] where isMirrored(image) {
      for row in stride(from: image * size, to: (image + 1) * size, by: width) {
        for i in 0..<width / 2 {
          (elements[row + i], elements[row + width - 1 - i]) = (
            elements[row + width - 1 - i], elements[row + i]
          )
        }
      }
    }
  }
}
