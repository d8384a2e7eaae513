import CKernels
import Testing

/// Normalisation divides by multiplying where that is exact; every bit must be that of the division.
@Suite struct TrainKernelTests {
  /// Numbers of all sizes, many of one size, some that no shortcut may touch.
  private func numbers(_ count: Int, spread: Int, noise: inout Noise) -> [Float] {
    let special: [Float] = [0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, 1e-30, -1e25]
    return (0..<count).map { i in
      if spread > 0, i % 37 == 5 { return special[i / 37 % special.count] }
      let size = spread == 0 ? 0 : Int((noise.next() * Double(spread)).rounded())
      return Float(sign: .plus, exponent: size, significand: Float(noise.next()))
    }
  }

  @Test(arguments: [0, 3, 30, 70], [(1, 5), (7, 130), (64, 33)])
  func batchNormalisationRoundsAsDivisionDoes(spread: Int, size: (rows: Int, columns: Int)) {
    var noise = Noise(seed: UInt64(spread + size.rows))
    let (rows, columns) = size
    let x = numbers(rows * columns, spread: spread, noise: &noise)
    let dout = numbers(rows * columns, spread: spread / 3, noise: &noise)
    let gamma = numbers(columns, spread: 2, noise: &noise)
    let beta = numbers(columns, spread: 2, noise: &noise)
    let epsilon: Float = spread == 3 ? 1e-20 : 1e-5
    for isa in instructionSets {
      var out = [Float](repeating: 0, count: rows * columns)
      var dx = out
      var (mean, variance, deviation) = (
        [Float](repeating: 0, count: columns), [Float](repeating: 0, count: columns),
        [Float](repeating: 0, count: columns)
      )
      var (dgamma, dbeta) = (mean, mean)
      with(isa, threads: 2) {
        nb_batchnorm_forward_f32(
          rows, columns, x, gamma, beta, epsilon, &out, &mean, &variance, &deviation)
        nb_batchnorm_backward_f32(
          rows, columns, dout, x, mean, gamma, deviation, &dx, &dgamma, &dbeta)
      }
      for j in 0..<columns {
        let column = (0..<rows).map { x[$0 * columns + j] }
        var sum = column[0]
        for value in column.dropFirst() { sum += value }
        let average = sum / Float(rows)
        var squares: Float = 0
        for value in column { squares += (value - average) * (value - average) }
        let divisor = (squares / Float(rows) + epsilon).squareRoot()
        let normalized = column.map { ($0 - average) / divisor }
        let upstream = (0..<rows).map { dout[$0 * columns + j] * gamma[j] }
        var (g, gn): (Float, Float) = (0, 0)
        for (d, value) in zip(upstream, normalized) {
          g += d
          gn += d * value
        }
        for r in 0..<rows {
          let expected = gamma[j] * normalized[r] + beta[j]
          #expect(same(out[r * columns + j], expected), "\(isa) row \(r) column \(j)")
          let gradient =
            (upstream[r] * Float(rows) - g - normalized[r] * gn) / (divisor * Float(rows))
          #expect(same(dx[r * columns + j], gradient), "\(isa) dx, row \(r) column \(j)")
        }
      }
    }
  }

  @Test(arguments: [0, 3, 70]) func planesRoundAsDivisionDoes(spread: Int) {
    var noise = Noise(seed: UInt64(spread + 9))
    let (images, channels, plane) = (3, 9, 35)
    let x = numbers(images * channels * plane, spread: spread, noise: &noise)
    let gamma = numbers(channels, spread: 2, noise: &noise)
    let beta = numbers(channels, spread: 2, noise: &noise)
    for isa in instructionSets {
      var out = [Float](repeating: 0, count: x.count)
      var mean = [Float](repeating: 0, count: channels)
      var (variance, deviation) = (mean, mean)
      with(isa, threads: 2) {
        nb_spatial_norm_forward_f32(
          images, channels, plane, x, gamma, beta, 1e-5, false, &out, &mean, &variance, &deviation)
      }
      for i in x.indices {
        let c = i / plane % channels
        let expected = gamma[c] * ((x[i] - mean[c]) / deviation[c]) + beta[c]
        #expect(same(out[i], expected), "\(isa) \(i)")
      }
    }
  }

  private func same(_ a: Float, _ b: Float) -> Bool { a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN) }
}
