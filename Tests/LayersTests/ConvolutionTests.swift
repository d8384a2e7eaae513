import Arrays
import CKernels
import Layers
import Testing

@Suite struct ConvolutionTests {
  private func linspace(_ from: Double, _ to: Double, _ shape: Shape) throws -> NDArray {
    try NDArray.linspace(from, to, count: shape.elementCount ?? 0).reshape(shape)
  }

  /// The course's first check, whose printed difference needs the pairwise order of sums.
  @Test func `the published forward check to its last digit`() throws {
    let out = try Convolution.forwardNaive(
      linspace(-0.1, 0.5, [2, 3, 4, 4]), linspace(-0.2, 0.3, [3, 3, 4, 4]), linspace(-0.1, 0.2, [3]),
      Convolution.Parameters(stride: 2, pad: 1)
    ).out
    let published = [
      -0.08759809, -0.10987781, -0.18387192, -0.2109216, 0.21027089, 0.21661097, 0.22847626, 0.23004637,
      0.50813986,
      0.54309974, 0.64082444, 0.67101435, -0.98053589, -1.03143541, -1.19128892, -1.24695841, 0.69108355,
      0.66880383,
      0.59480972, 0.56776003, 2.36270298, 2.36904306, 2.38090835, 2.38247847,
    ]
    let expected = try NDArray.array(.list(published.map { .float($0) })).reshape([2, 3, 2, 2])
    #expect(try relativeError(out, expected) == 2.2121476417505994e-08)
  }

  /// Images, channels, height, width, filters, kernel, stride, padding: what the fast convolution treats in one way or
  /// another. Rows as wide as a tile or half of it, and others; channels that fill tiles, and others.
  @Test(arguments: [
    [3, 4, 9, 7, 5, 3, 2, 1], [2, 32, 16, 16, 17, 3, 1, 1], [1, 33, 8, 32, 3, 3, 1, 1],
    [3, 64, 8, 8, 9, 3, 1, 1],
    [2, 32, 9, 11, 5, 5, 2, 2], [1, 16, 6, 48, 15, 1, 1, 0], [2, 32, 12, 8, 4, 2, 2, 0],
    [5, 32, 6, 6, 3, 1, 3, 0],
  ])
  func `fast and naive agree to 1e-12`(_ n: [Int]) throws {
    let draws = try Draws(seed: 1)
    let settings = Convolution.Parameters(stride: n[6], pad: n[7])
    let x = try draws.normal([n[0], n[1], n[2], n[3]])
    let (w, b) = (try draws.normal([n[4], n[1], n[5], n[5]]), try draws.normal([n[4]]))
    let naive = try Convolution.forwardNaive(x, w, b, settings)
    let dout = try draws.normal(naive.out.shape)
    let slow = try Convolution.backwardNaive(dout, naive.cache)
    for isa in [NB_ISA_PORTABLE, NB_ISA_AVX2, NB_ISA_AVX512, NB_ISA_NEON] where nb_isa_supported(isa) {
      let before = nb_isa_force(isa)
      defer { _ = nb_isa_force(before) }
      let fast = try Convolution.forwardFast(x, w, b, settings)
      #expect(try relativeError(naive.out, fast.out, floor: 1e-2) < 1e-12)
      let quick = try Convolution.backwardFast(dout, fast.cache)
      #expect(try relativeError(slow.dx, quick.dx, floor: 1e-2) < 1e-12)
      // Sums of hundreds of products of about 1: what cancels out cannot agree to more digits than they have.
      #expect(try relativeError(slow.dw, quick.dw, floor: 1) < 1e-12)
      #expect(try relativeError(slow.db, quick.db, floor: 1) < 1e-12)
    }
  }

  @Test func `a filter as large as its input is an affine layer`() throws {
    let draws = try Draws(seed: 2)
    let (x, w, b) = (try draws.normal([3, 2, 4, 5]), try draws.normal([6, 2, 4, 5]), try draws.normal([6]))
    let out = try Convolution.forwardFast(x, w, b, Convolution.Parameters(stride: 1, pad: 0)).out
    let affine = try Affine.forward(x, w.reshape([6, 40]).transpose(), b).out
    #expect(out.shape == [3, 6, 1, 1])
    #expect(try sameBits(out.reshape([3, 6]), affine))
  }

  /// A network made for small images and slid over a larger one gives the scores of all crops at once.
  @Test func `sliding equals evaluating crops`() throws {
    let draws = try Draws(seed: 3)
    let plain = Convolution.Parameters(stride: 1, pad: 0)
    let (w1, b1) = (try draws.normal([4, 2, 3, 3]), try draws.normal([4]))
    let (w2, b2) = (try draws.normal([3, 4, 5, 5]), try draws.normal([3]))
    func network(_ x: NDArray) throws -> NDArray {
      let first = try Relu.forward(Convolution.forwardFast(x, w1, b1, plain).out).out
      let pooled = try MaxPool.output(first, PoolParameters(height: 2, width: 2, stride: 2))
      return try Convolution.forwardFast(pooled, w2, b2, plain).out
    }
    // Crops of 12 by 12 lead to one place; two more pixels to one more place each way.
    let image = try draws.normal([1, 2, 22, 22])
    let map = try network(image)
    #expect(map.shape == [1, 3, 6, 6])
    for row in 0..<6 {
      for column in 0..<6 {
        let crop = try image.index([
          .ellipsis, .slice(start: 2 * row, stop: 2 * row + 12, step: nil),
          .slice(start: 2 * column, stop: 2 * column + 12, step: nil),
        ]).asArray()
        let scores = try map.index([.ellipsis, .int(row), .int(column)]).asArray().copy()
        #expect(try sameBits(network(crop).reshape([1, 3]), scores))
      }
    }
  }

  /// The lecture's case at few channels: 224 pixels lead to 7 by 7 and one score, 384 to 12 by 12 and 6 by 6 scores.
  @Test func `384 pixels give the scores of 36 crops of 224`() throws {
    let draws = try Draws(seed: 5)
    let halving = Convolution.Parameters(stride: 2, pad: 0)
    var layers: [(w: NDArray, b: NDArray)] = []
    for channels in [3, 2, 2, 2, 2] {
      layers.append((try draws.normal([2, channels, 2, 2], .float32), try draws.normal([2], .float32)))
    }
    let (dense, bias) = (try draws.normal([98, 4], .float32), try draws.normal([4], .float32))
    func features(_ x: NDArray) throws -> NDArray {
      try layers.reduce(x) { x, layer in
        try Relu.forward(Convolution.forwardFast(x, layer.w, layer.b, halving).out).out
      }
    }
    let image = try draws.normal([1, 3, 384, 384], .float32)
    let filters = try dense.transpose().reshape([4, 2, 7, 7])
    let map = try Convolution.forwardFast(
      features(image), filters, bias, Convolution.Parameters(stride: 1, pad: 0)
    ).out
    #expect(map.shape == [1, 4, 6, 6])
    for row in 0..<6 {
      for column in 0..<6 {
        let crop = try image.index([
          .ellipsis, .slice(start: 32 * row, stop: 32 * row + 224, step: nil),
          .slice(start: 32 * column, stop: 32 * column + 224, step: nil),
        ]).asArray().copy()
        let scores = try Affine.forward(features(crop), dense, bias).out
        let place = try map.index([.ellipsis, .int(row), .int(column)]).asArray().copy()
        #expect(try relativeError(scores, place, floor: 1e-2) < 1e-4)
      }
    }
  }

  /// (W − F + 2P) / S + 1, rounded down where the stride does not fit.
  @Test(arguments: [
    (7, 3, 1, 0, 5), (7, 3, 2, 0, 3), (7, 3, 3, 0, 2), (5, 3, 1, 1, 5), (5, 3, 2, 1, 3), (10, 3, 2, 0, 4),
    (32, 5, 1, 2, 32), (227, 11, 4, 0, 55), (4, 4, 3, 0, 1), (1, 1, 1, 0, 1), (3, 5, 1, 1, 1),
  ])
  func `output sizes`(width: Int, filter: Int, stride: Int, pad: Int, expected: Int) throws {
    let x = try NDArray(zeros: [1, 1, width, width])
    let (w, b) = (try NDArray(zeros: [1, 1, filter, filter]), try NDArray(zeros: [1]))
    let settings = Convolution.Parameters(stride: stride, pad: pad)
    let window = Columns.Window(height: filter, width: filter, pad: pad, stride: stride)
    #expect(
      try window.fits(on: x.shape) == (
        (width + 2 * pad - filter) % stride == 0, (width + 2 * pad - filter) % stride == 0
      ))
    let shape: Shape = [1, 1, expected, expected]
    #expect(try Convolution.forwardNaive(x, w, b, settings).out.shape == shape)
    #expect(try Convolution.forwardFast(x, w, b, settings).out.shape == shape)
    #expect(try Columns.of(x, window).shape == [filter * filter, expected * expected])
    if pad == 0 {
      let pooled = try MaxPool.output(x, PoolParameters(height: filter, width: filter, stride: stride))
      #expect(pooled.shape == shape)
    }
  }

  @Test func `the first layer of AlexNet has 363 by 3025 columns`() throws {
    let x = try NDArray(zeros: [1, 3, 227, 227], .float32)
    let columns = try Columns.of(x, Columns.Window(height: 11, width: 11, pad: 0, stride: 4))
    #expect(columns.shape == [363, 3025])
    let out = try Convolution.forwardFast(
      x, NDArray(zeros: [96, 3, 11, 11], .float32), NDArray(zeros: [96], .float32),
      Convolution.Parameters(stride: 4, pad: 0)
    ).out
    #expect(out.shape == [1, 96, 55, 55])
  }

  @Test func `columns and their sum are transposes of each other`() throws {
    let draws = try Draws(seed: 4)
    let window = Columns.Window(height: 3, width: 2, pad: 1, stride: 2)
    for order in [Columns.Order.imagesLast, .imagesFirst] {
      let x = try draws.normal([2, 3, 5, 6])
      let columns = try Columns.of(x, window, order: order)
      let y = try draws.normal(columns.shape)
      let back = try Columns.toImages(y, shape: x.shape, window, order: order)
      let left = zip(try numbers(columns), try numbers(y)).reduce(0) { $0 + $1.0 * $1.1 }
      let right = zip(try numbers(x), try numbers(back)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(left - right) < 1e-10)
    }
  }

  @Test func `shapes that do not fit are errors`() throws {
    let x = try NDArray(zeros: [1, 3, 4, 4])
    let b = try NDArray(zeros: [2])
    let plain = Convolution.Parameters(stride: 1, pad: 0)
    #expect(throws: ArrayError.self) {
      try Convolution.forwardFast(x, NDArray(zeros: [2, 4, 3, 3]), b, plain)
    }
    #expect(throws: ArrayError.self) {
      try Convolution.forwardNaive(x, NDArray(zeros: [2, 3, 5, 5]), b, plain)
    }
    #expect(throws: ArrayError.self) {
      try Convolution.forwardFast(x, NDArray(zeros: [3, 3, 3, 3]), b, plain)
    }
    #expect(throws: ArrayError.self) {
      try Convolution.forwardFast(
        x, NDArray(zeros: [2, 3, 3, 3]), b, Convolution.Parameters(stride: 0, pad: 0))
    }
    let cache = Convolution.Cache(x: x, w: try NDArray(zeros: [2, 3, 3, 3]), b: b, plain)
    #expect(throws: ArrayError.self) { try Convolution.backwardFast(NDArray(zeros: [1, 2, 3, 3]), cache) }
  }
}
