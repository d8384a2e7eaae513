import CKernels

/// Single draws of the laws that need more than a formula.
extension RandomSource {
  /// Gamma of scale 1. Shapes below one: Ahrens and Dieter's rejection; above: Marsaglia and Tsang's (2000).
  func standardGamma(_ shape: Double) -> Double {
    if shape == 1 { return exponential() }
    if shape == 0 { return 0 }
    if shape < 1 {
      while true {
        let u = uniform()
        let v = exponential()
        if u <= 1 - shape {
          let x = nb_pow(u, 1 / shape)
          if x <= v { return x }
        } else {
          let y = -nb_log((1 - u) / shape)
          let x = nb_pow(1 - shape + shape * y, 1 / shape)
          if x <= v + y { return x }
        }
      }
    }
    let b = shape - 1 / 3
    let c = 1 / (9 * b).squareRoot()
    while true {
      var x = 0.0
      var v = 0.0
      repeat {
        x = gauss()
        v = 1 + c * x
      } while v <= 0
      v = v * v * v
      let u = uniform()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
      if nb_log(u) < 0.5 * x * x + b * (1 - v + nb_log(v)) { return b * v }
    }
  }

  /// Beta: Jöhnk's method for small parameters, otherwise a ratio of gammas.
  func beta(_ a: Double, _ b: Double) -> Double {
    guard a <= 1 && b <= 1 else {
      let x = standardGamma(a)
      let y = standardGamma(b)
      return x / (x + y)
    }
    while true {
      let u = uniform()
      let v = uniform()
      let x = nb_pow(u, 1 / a)
      let y = nb_pow(v, 1 / b)
      guard x + y <= 1 else { continue }
      if x + y > 0 { return x / (x + y) }
      // Both powers underflowed: the same ratio by logarithms.
      var logX = nb_log(u) / a
      var logY = nb_log(v) / b
      let largest = max(logX, logY)
      logX -= largest
      logY -= largest
      return nb_exp(logX - nb_log(nb_exp(logX) + nb_exp(logY)))
    }
  }

  /// Poisson: products of uniforms for small means, otherwise Hörmann's transformed rejection (1993).
  func poisson(_ mean: Double) -> Int {
    if mean >= 10 { return poissonByRejection(mean) }
    if mean == 0 { return 0 }
    let limit = nb_exp(-mean)
    var count = 0
    var product = 1.0
    while true {
      product *= uniform()
      if !(product > limit) { return count }
      count += 1
    }
  }

  private func poissonByRejection(_ mean: Double) -> Int {
    let root = mean.squareRoot()
    let logMean = nb_log(mean)
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let acceptance = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let s = 0.5 - u.magnitude
      let candidate = ((2 * a / s + b) * u + mean + 0.43).rounded(.down)
      if s >= 0.07 && v <= acceptance { return Int(exactly: candidate) ?? Int.min }
      if candidate < 0 || (s < 0.013 && v > s) { continue }
      let left = nb_log(v) + nb_log(inverseAlpha) - nb_log(a / (s * s) + b)
      if left <= -mean + candidate * logMean - logarithmOfGamma(candidate + 1) {
        return Int(exactly: candidate) ?? Int.min
      }
    }
  }

  /// log Γ(x) for x ≥ 1 by Stirling's series, shifted up to x ≥ 7 (Zhang and Jin 1996).
  private func logarithmOfGamma(_ x: Double) -> Double {
    if x == 1 || x == 2 { return 0 }
    let shift = x < 7 ? (7 - x).rounded(.towardZero) : 0
    var x0 = x + shift
    let x2 = (1 / x0) * (1 / x0)
    let coefficients = [
      8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
      8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
      1.796443723688307e-01, -1.39243221690590e+00,
    ]
    var series = coefficients[9]
    for k in stride(from: 8, through: 0, by: -1) {
      series *= x2
      series += coefficients[k]
    }
    let logTwoPi = 1.8378770664093453e+00
    var result = series / x0 + 0.5 * logTwoPi + (x0 - 0.5) * nb_log(x0) - x0
    if x < 7 {
      var k = 1.0
      while k <= shift {
        result -= nb_log(x0 - 1)
        x0 -= 1
        k += 1
      }
    }
    return result
  }

  /// Geometric: by search for p ≥ 1/3, otherwise by inversion.
  func geometric(_ p: Double) -> Int {
    if p >= 0.333333333333333333333333 {
      var count = 1
      var sum = p
      var product = p
      let q = 1 - p
      let u = uniform()
      while u > sum {
        product *= q
        sum += product
        count += 1
      }
      return count
    }
    let value = geometricByInversion(p).rounded(.up)
    return Int(exactly: value) ?? Int.min
  }
}
