import CKernels
import Testing

private struct Case: CustomTestStringConvertible {
  var shape: nb_conv_shape
  var testDescription: String {
    "x (\(shape.images), \(shape.channels), \(shape.height), \(shape.width)) w (\(shape.filters), "
      + "\(shape.kernel_height), \(shape.kernel_width)) stride \(shape.stride) pad \(shape.pad)"
  }

  init(
    _ images: Int, _ channels: Int, _ height: Int, _ width: Int, filters: Int, kernel: (Int, Int),
    stride: Int, pad: Int
  ) {
    shape = nb_conv_shape(
      images: images, channels: channels, height: height, width: width, filters: filters,
      kernel_height: kernel.0,
      kernel_width: kernel.1, stride: stride, pad: pad)
  }

  var rows: Int { nb_conv_out(shape.height, shape.kernel_height, shape.stride, shape.pad) }
  var columns: Int { nb_conv_out(shape.width, shape.kernel_width, shape.stride, shape.pad) }
  var positions: Int { rows * columns }
  var depth: Int { shape.channels * shape.kernel_height * shape.kernel_width }
  var imageSize: Int { shape.channels * shape.height * shape.width }

  /// Where in x the kernel element `k` lies at output position `q` of an image, or nil in the padding.
  func place(image: Int, k: Int, q: Int) -> Int? {
    let kernelSize = shape.kernel_height * shape.kernel_width
    let row = q / columns * shape.stride + k % kernelSize / shape.kernel_width - shape.pad
    let column = q % columns * shape.stride + k % shape.kernel_width - shape.pad
    guard 0..<shape.height ~= row, 0..<shape.width ~= column else { return nil }
    return image * imageSize + (k / kernelSize * shape.height + row) * shape.width + column
  }
}

private let cases = [
  Case(1, 1, 4, 4, filters: 1, kernel: (1, 1), stride: 1, pad: 0),
  Case(2, 3, 5, 6, filters: 3, kernel: (3, 3), stride: 1, pad: 1),
  Case(2, 2, 7, 7, filters: 15, kernel: (3, 3), stride: 2, pad: 1),
  Case(3, 2, 6, 5, filters: 2, kernel: (2, 4), stride: 1, pad: 0),
  Case(1, 2, 4, 3, filters: 2, kernel: (3, 2), stride: 3, pad: 3),
  Case(1, 30, 4, 4, filters: 2, kernel: (3, 3), stride: 1, pad: 1),
  Case(3, 1, 14, 14, filters: 2, kernel: (3, 3), stride: 1, pad: 1),
  Case(1, 1, 3, 3, filters: 270, kernel: (2, 2), stride: 1, pad: 0),
]

/// A sum of products in the order of matrix products: blocks, each a chain of fused steps.
private func blocked(_ count: Int, _ term: (Int) -> (Double, Double)) -> Double {
  var sum = 0.0
  var done = 0
  while done < count {
    let left = count - done
    let end = done + (left >= 512 ? 256 : left > 256 ? (left / 2 + 3) / 4 * 4 : left)
    var chain = 0.0
    for k in done..<end {
      let (a, b) = term(k)
      chain.addProduct(a, b)
    }
    sum = done == 0 ? chain : sum + chain
    done = end
  }
  return sum
}

private struct Gradients: Equatable {
  var dx: [UInt64], dw: [UInt64], db: [UInt64]
}

@Test(arguments: cases) private func forwardIsBlockedSumPlusBias(_ test: Case) {
  var shape = test.shape
  var noise = Noise(seed: 11)
  let x = noise.doubles(shape.images * test.imageSize)
  let w = noise.doubles(shape.filters * test.depth)
  let b = noise.doubles(shape.filters)

  var expected: [Double] = []
  for image in 0..<shape.images {
    for filter in 0..<shape.filters {
      for q in 0..<test.positions {
        let sum = blocked(test.depth) { k in
          (w[filter * test.depth + k], test.place(image: image, k: k, q: q).map { x[$0] } ?? 0)
        }
        expected.append(sum + b[filter])
      }
    }
  }
  for isa in instructionSets {
    for threads in Int32(1)...3 {
      var out = [Double](repeating: .nan, count: expected.count)
      let done = with(isa, threads: threads) { nb_conv_forward_f64(&shape, x, w, b, &out) }
      #expect(done)
      #expect(bits(out) == bits(expected), "\(isa), \(threads) threads")
    }
  }
}

@Test(arguments: cases) private func backwardFollowsTheWrittenOrders(_ test: Case) {
  var shape = test.shape
  var noise = Noise(seed: 12)
  let x = noise.doubles(shape.images * test.imageSize)
  let w = noise.doubles(shape.filters * test.depth)
  let dout = noise.doubles(shape.images * shape.filters * test.positions)
  func gradient(_ image: Int, _ filter: Int, _ q: Int) -> Double {
    dout[(image * shape.filters + filter) * test.positions + q]
  }

  var dw: [Double] = []
  var db: [Double] = []
  for filter in 0..<shape.filters {
    for k in 0..<test.depth {
      dw.append(
        blocked(shape.images * test.positions) { step in
          let (image, q) = (step / test.positions, step % test.positions)
          return (gradient(image, filter, q), test.place(image: image, k: k, q: q).map { x[$0] } ?? 0)
        })
    }
    db.append(
      (0..<shape.images).reduce(0) { sum, image in
        let first = (image * shape.filters + filter) * test.positions
        return dout.withUnsafeBytes { bytes in
          sum
            + nb_sum_f64(
              bytes.baseAddress!.assumingMemoryBound(to: CChar.self) + 8 * first, 8, test.positions)
        }
      })
  }
  var dx = [Double](repeating: 0, count: x.count)
  let kernelSize = shape.kernel_height * shape.kernel_width
  for image in 0..<shape.images {
    for place in 0..<kernelSize {
      for channel in 0..<shape.channels {
        let k = channel * kernelSize + place
        for q in 0..<test.positions {
          guard let at = test.place(image: image, k: k, q: q) else { continue }
          dx[at] += blocked(shape.filters) { (w[$0 * test.depth + k], gradient(image, $0, q)) }
        }
      }
    }
  }
  let expected = Gradients(dx: bits(dx), dw: bits(dw), db: bits(db))

  for isa in instructionSets {
    for threads in Int32(1)...3 {
      var dx = [Double](repeating: .nan, count: x.count)
      var dw = [Double](repeating: .nan, count: w.count)
      var db = [Double](repeating: .nan, count: shape.filters)
      let done = with(isa, threads: threads) {
        nb_conv_backward_f64(&shape, x, w, dout, &dx, &dw, &db)
      }
      #expect(done)
      let same = Gradients(dx: bits(dx), dw: bits(dw), db: bits(db)) == expected
      #expect(same, "\(isa), \(threads) threads")
    }
  }
}

@Test(arguments: cases) private func floatKernelsAgreeWithEachOtherAndWithDouble(_ test: Case) {
  var shape = test.shape
  var noise = Noise(seed: 13)
  let x = noise.floats(shape.images * test.imageSize)
  let w = noise.floats(shape.filters * test.depth)
  let b = noise.floats(shape.filters)
  let dout = noise.floats(shape.images * shape.filters * test.positions)

  var precise = [Double](repeating: 0, count: dout.count)
  var (preciseX, preciseW, preciseB) = (
    [Double](repeating: 0, count: x.count), [Double](repeating: 0, count: w.count),
    [Double](repeating: 0, count: b.count)
  )
  let (wideX, wideW, wideOut) = (x.map(Double.init), w.map(Double.init), dout.map(Double.init))
  #expect(nb_conv_forward_f64(&shape, wideX, wideW, b.map(Double.init), &precise))
  #expect(nb_conv_backward_f64(&shape, wideX, wideW, wideOut, &preciseX, &preciseW, &preciseB))
  let reference = precise + preciseX + preciseW + preciseB

  var results: [[Float]] = []
  for isa in instructionSets {
    for threads in Int32(1)...3 {
      var out = [Float](repeating: .nan, count: dout.count)
      var dx = [Float](repeating: .nan, count: x.count)
      var dw = [Float](repeating: .nan, count: w.count)
      var db = [Float](repeating: .nan, count: b.count)
      let done = with(isa, threads: threads) {
        nb_conv_forward_f32(&shape, x, w, b, &out) && nb_conv_backward_f32(&shape, x, w, dout, &dx, &dw, &db)
      }
      #expect(done)
      results.append(out + dx + dw + db)
    }
  }
  #expect(results.allSatisfy { bits($0) == bits(results[0]) })
  #expect(zip(results[0], reference).allSatisfy { abs(Double($0) - $1) < 1e-4 })
}

@Test func convolutionNeedsOnlyWhatItWrites() {
  var shape = Case(2, 2, 5, 5, filters: 3, kernel: (3, 3), stride: 1, pad: 1).shape
  var noise = Noise(seed: 14)
  let (x, w, dout) = (noise.doubles(100), noise.doubles(54), noise.doubles(150))
  var (dx, dw, db) = ([Double](repeating: 0, count: 100), [Double](repeating: 0, count: 54), [0.0, 0, 0])
  #expect(nb_conv_backward_f64(&shape, x, w, dout, &dx, &dw, &db))
  var (onlyX, onlyW) = ([Double](repeating: 0, count: 100), [Double](repeating: 0, count: 54))
  #expect(nb_conv_backward_f64(&shape, nil, w, dout, &onlyX, nil, nil))
  #expect(nb_conv_backward_f64(&shape, x, nil, dout, nil, &onlyW, nil))
  #expect(onlyX == dx && onlyW == dw)

  var (out, plain) = ([Double](repeating: 0, count: 150), [Double](repeating: 0, count: 150))
  #expect(nb_conv_forward_f64(&shape, x, w, [0, 0, 0], &out))
  #expect(nb_conv_forward_f64(&shape, x, w, nil, &plain))
  #expect(out == plain)
}

@Test func hugePaddingIsRefused() {
  var shape = nb_conv_shape(
    images: 1, channels: 1, height: 1, width: 1, filters: 1, kernel_height: 1, kernel_width: 1, stride: .max,
    pad: 1 << 61)
  var out = [0.0, 0, 0, 0]
  #expect(!nb_conv_forward_f64(&shape, [1], [1], [1], &out))
}

@Test func outputSizes() {
  #expect(nb_conv_out(32, 3, 1, 1) == 32)
  #expect(nb_conv_out(31, 3, 2, 1) == 16)
  #expect(nb_conv_out(2, 3, 1, 0) == 0)
  #expect(nb_conv_out(5, 3, 0, 0) == 0)
  #expect(nb_conv_out(.max, 3, 1, .max) == 0)
}

@Test(arguments: [(2, 2, 2), (3, 2, 1), (2, 3, 3), (4, 4, 4)])
func poolingTakesTheFirstLargest(_ window: (height: Int, width: Int, stride: Int)) {
  var shape = nb_pool_shape(
    planes: 45, height: 32, width: 31, pool_height: window.height, pool_width: window.width,
    stride: window.stride)
  var noise = Noise(seed: 15)
  // Few distinct values, so that many windows hold equals, and some that are not numbers.
  let x = (0..<45 * 32 * 31).map { _ in
    let value = (noise.next() * 4).rounded()
    return value == -4 ? Double.nan : value
  }
  let rows = (32 - window.height) / window.stride + 1
  let columns = (31 - window.width) / window.stride + 1
  var places: [Int32] = []
  var largest: [Double] = []
  var dout: [Double] = []
  var gradient = [Double](repeating: 0, count: x.count)
  for plane in 0..<45 {
    for row in 0..<rows {
      for column in 0..<columns {
        let window = (0..<window.height * window.width).map { i in
          (row * window.stride + i / window.width) * 31 + column * window.stride + i % window.width
        }
        let values = window.map { x[plane * 32 * 31 + $0] }
        let first = values.firstIndex(where: \.isNaN) ?? values.firstIndex(of: values.max()!)!
        places.append(Int32(window[first]))
        largest.append(values[first])
        dout.append(noise.next())
        gradient[plane * 32 * 31 + window[first]] += dout.last!
      }
    }
  }
  for threads in Int32(1)...3 {
    nb_thread_force(threads)
    defer { nb_thread_force(0) }
    var out = [Double](repeating: 0, count: largest.count)
    var found = [Int32](repeating: -1, count: largest.count)
    var dx = [Double](repeating: .nan, count: x.count)
    nb_max_pool_forward_f64(&shape, x, &out, &found)
    nb_max_pool_backward_f64(&shape, dout, found, &dx)
    #expect(found == places)
    #expect(bits(out) == bits(largest))
    #expect(bits(dx) == bits(gradient))

    var small = [Float](repeating: 0, count: largest.count)
    var smallGradient = [Float](repeating: .nan, count: x.count)
    nb_max_pool_forward_f32(&shape, x.map { Float($0) }, &small, &found)
    nb_max_pool_backward_f32(&shape, [Float](repeating: 1, count: largest.count), found, &smallGradient)
    #expect(found == places)
    #expect(bits(small) == bits(largest.map { Float($0) }))
    #expect(smallGradient.reduce(0, +) == Float(largest.count))
  }
}
