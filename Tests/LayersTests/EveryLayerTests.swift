import Arrays
import CKernels
import Layers
import Testing

/// What must hold for every layer.
@Suite struct EveryLayerTests {
  @Test(arguments: allLayers)
  func `gradients agree with finite differences`(layer: LayerCase) throws {
    let inputs = try layer.inputs(.float64)
    let dout = try Draws(seed: 5).normal(layer.forward(inputs).shape)
    let gradients = try layer.backward(inputs, dout)
    #expect(gradients.count == inputs.count)
    for (input, gradient) in zip(inputs, gradients) {
      let expected = try numericalGradient(input, dout) { try layer.forward(inputs) }
      #expect(try relativeError(gradient, expected, floor: 1e-4) < 1e-5)
    }
  }

  @Test(arguments: allLayers)
  func `float32 agrees with float64`(layer: LayerCase) throws {
    let (narrow, wide) = (
      try layer.inputs(.float32), try layer.inputs(.float32).map { try $0.astype(.float64) }
    )
    let (out, reference) = (try layer.forward(narrow), try layer.forward(wide))
    #expect(out.dtype == .float32 && reference.dtype == .float64)
    #expect(try relativeError(out, reference, floor: 1) < 1e-5)
    let dout = try Draws(seed: 5).normal(out.shape, .float32)
    let gradients = try zip(layer.backward(narrow, dout), layer.backward(wide, dout.astype(.float64)))
    for (gradient, expected) in gradients {
      #expect(try relativeError(gradient, expected, floor: 1) < 1e-4)
    }
  }

  @Test(arguments: allLayers)
  func `one thread and two give the same bits`(layer: LayerCase) throws {
    func run(threads: Int32) throws -> [NDArray] {
      nb_thread_force(threads)
      defer { nb_thread_force(0) }
      let inputs = try layer.inputs(.float64)
      let out = try layer.forward(inputs)
      return [out] + (try layer.backward(inputs, out))
    }
    for (one, two) in zip(try run(threads: 1), try run(threads: 2)) { #expect(try sameBits(one, two)) }
  }

  @Test(arguments: allLayers)
  func `inputs are left alone, views are read as their copies`(layer: LayerCase) throws {
    let inputs = try layer.inputs(.float64)
    let expected = try layer.forward(inputs)
    // The same values with the last two axes exchanged in memory.
    let views = try inputs.map { input in
      guard input.ndim > 1 else { return input }
      let axes = [input.ndim - 2, input.ndim - 1]
      return try input.swapAxes(axes[0], axes[1]).copy().swapAxes(axes[0], axes[1])
    }
    // Column-wise sums may be added in another order where memory is.
    #expect(try relativeError(layer.forward(views), expected, floor: 1e-3) < 1e-12)
    for (input, again) in zip(inputs, try layer.inputs(.float64)) { #expect(try sameBits(input, again)) }
  }
}
