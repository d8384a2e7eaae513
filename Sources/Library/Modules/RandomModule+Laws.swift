import Arrays
import Language

/// The distributions of `random`, with the formulas that give CPython's digits.
enum RandomLaws {
  typealias Generator = RandomModule.Generator

  static func add(_ add: RandomModule.Adder) {
    add(
      "gauss", "(mu=0.0, sigma=1.0)", "A normal number; the second of each pair is kept for the next call.",
      "import random\nrandom.seed(0)\nprint(random.gauss(0, 1))\n#> 0.9417154046806644"
    ) { generator, a in
      .float(try a.double(0) + gauss(generator) * a.double(1))
    }
    add(
      "normalvariate", "(mu=0.0, sigma=1.0)", "A normal number.",
      "import random\nrandom.seed(0)\nprint(round(random.normalvariate(0, 1), 4))\n#> -0.1839"
    ) { generator, a in
      .float(try a.double(0) + normal(generator) * a.double(1))
    }
    add(
      "lognormvariate", "(mu, sigma)", "A number whose logarithm is normal.",
      "import random\nrandom.seed(0)\nprint(round(random.lognormvariate(0, 0.5), 4))\n#> 0.9122"
    ) { generator, a in
      .float(ScalarMath.exp(try a.double(0) + normal(generator) * a.double(1)))
    }
    add(
      "expovariate", "(lambd)", "A number of the exponential distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.expovariate(2), 4))\n#> 0.9303"
    ) { generator, a in
      let rate = try a.double(0)
      if rate == 0 { throw PyError.zeroDivisionError("float division by zero") }
      return .float(-ScalarMath.log(1 - generator.uniform()) / rate)
    }
    add(
      "triangular", "(low=0.0, high=1.0, mode=None)", "A number of a triangular distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.triangular(0, 10, 3), 4))\n#> 6.6999"
    ) {
      generator, a in
      var (low, high) = (try a.double(0), try a.double(1))
      var u = generator.uniform()
      if a.isGiven(2), high == low { return a[0] }
      var c = a.isGiven(2) ? (try a.double(2) - low) / (high - low) : 0.5
      if u > c {
        u = 1 - u
        c = 1 - c
        (low, high) = (high, low)
      }
      return .float(low + (high - low) * (u * c).squareRoot())
    }
    add(
      "gammavariate", "(alpha, beta)", "A number of the gamma distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.gammavariate(2, 3), 4))\n#> 15.9323"
    ) { generator, a in
      .float(try gamma(generator, a.double(0), a.double(1)))
    }
    add(
      "betavariate", "(alpha, beta)", "A number of the beta distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.betavariate(2, 5), 4))\n#> 0.5417"
    ) { generator, a in
      let y = try gamma(generator, a.double(0), 1)
      return .float(y == 0 ? 0 : y / (y + (try gamma(generator, a.double(1), 1))))
    }
    add(
      "paretovariate", "(alpha)", "A number of the Pareto distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.paretovariate(3), 4))\n#> 1.8593"
    ) { generator, a in
      let alpha = try a.double(0)
      if alpha == 0 { throw PyError.zeroDivisionError("float division by zero") }
      return .float(ScalarMath.pow(1 - generator.uniform(), -1 / alpha))
    }
    add(
      "weibullvariate", "(alpha, beta)", "A number of the Weibull distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.weibullvariate(1, 2), 4))\n#> 1.364"
    ) { generator, a in
      let beta = try a.double(1)
      if beta == 0 { throw PyError.zeroDivisionError("float division by zero") }
      return .float(try a.double(0) * ScalarMath.pow(-ScalarMath.log(1 - generator.uniform()), 1 / beta))
    }
    add(
      "vonmisesvariate", "(mu, kappa)", "An angle of the von Mises distribution.",
      "import random\nrandom.seed(0)\nprint(round(random.vonmisesvariate(0, 4), 4))\n#> 0.3831"
    ) { generator, a in
      .float(vonMises(generator, try a.double(0), try a.double(1)))
    }
  }

  private static func gauss(_ generator: Generator) -> Double {
    if let pending = generator.pendingGauss {
      generator.pendingGauss = nil
      return pending
    }
    let angle = generator.uniform() * (2 * Double.pi)
    let radius = (-2 * ScalarMath.log(1 - generator.uniform())).squareRoot()
    generator.pendingGauss = ScalarMath.sin(angle) * radius
    return ScalarMath.cos(angle) * radius
  }

  private static let normalConstant = 4 * ScalarMath.exp(-0.5) / 2.0.squareRoot()

  /// The ratio of uniforms (Kinderman and Monahan 1977).
  private static func normal(_ generator: Generator) -> Double {
    while true {
      let u = generator.uniform()
      let v = 1 - generator.uniform()
      let z = normalConstant * (u - 0.5) / v
      if z * z / 4 <= -ScalarMath.log(v) { return z }
    }
  }

  /// Cheng 1977 above 1, Ahrens and Dieter 1974 (GS) below.
  private static func gamma(_ generator: Generator, _ alpha: Double, _ beta: Double) throws -> Double {
    guard alpha > 0, beta > 0 else { throw PyError.valueError("gammavariate: alpha and beta must be > 0.0") }
    if alpha > 1 {
      let inverse = (2 * alpha - 1).squareRoot()
      let b = alpha - ScalarMath.log(4)
      let c = alpha + inverse
      let constant = 1 + ScalarMath.log(4.5)
      while true {
        let u = generator.uniform()
        guard u > 1e-7, u < 0.9999999 else { continue }
        let w = 1 - generator.uniform()
        let v = ScalarMath.log(u / (1 - u)) / inverse
        let x = alpha * ScalarMath.exp(v)
        let z = u * u * w
        let r = b + c * v - x
        if r + constant - 4.5 * z >= 0 || r >= ScalarMath.log(z) { return x * beta }
      }
    }
    if alpha == 1 { return -ScalarMath.log(1 - generator.uniform()) * beta }
    let e = 2.718281828459045
    while true {
      let b = (e + alpha) / e
      let p = b * generator.uniform()
      let x = p <= 1 ? ScalarMath.pow(p, 1 / alpha) : -ScalarMath.log((b - p) / alpha)
      let u = generator.uniform()
      if p > 1 ? u <= ScalarMath.pow(x, alpha - 1) : u <= ScalarMath.exp(-x) { return x * beta }
    }
  }

  /// Best and Fisher 1979.
  private static func vonMises(_ generator: Generator, _ mu: Double, _ kappa: Double) -> Double {
    let turn = 2 * Double.pi
    if kappa <= 1e-6 { return turn * generator.uniform() }
    let s = 0.5 / kappa
    let r = s + (1 + s * s).squareRoot()
    var z = 0.0
    // NaN would never be accepted.
    if kappa.isNaN { return .nan }
    while true {
      z = ScalarMath.cos(Double.pi * generator.uniform())
      let d = z / (r + z)
      let u = generator.uniform()
      if u < 1 - d * d || u <= (1 - d) * ScalarMath.exp(d) { break }
    }
    let q = 1 / r
    let angle = ScalarMath.acos((q + z) / (1 + q * z))
    let sum = generator.uniform() > 0.5 ? mu + angle : mu - angle
    let rest = sum.truncatingRemainder(dividingBy: turn)
    return rest < 0 ? rest + turn : rest
  }

  /// Running sums, as `itertools.accumulate` makes them.
  static func sums(_ items: [Value], _ vm: Interpreter) throws -> [Value] {
    var result: [Value] = []
    for item in items { result.append(try result.last.map { try vm.binary(.add, $0, item) } ?? item) }
    return result
  }
}
