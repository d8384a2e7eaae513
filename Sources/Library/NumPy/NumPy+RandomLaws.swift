import Arrays
import Language

/// The laws that `np.random`, `RandomState` and `Generator` have in common.
extension NumPy {
  typealias LawAdder = (
    String, String, String, String, @escaping (any RandomSource, Arguments) throws -> Value
  ) -> Void

  /// Registers the laws; `f` is the place of the first argument, after the receiver if there is one.
  static func addLaws(_ f: Int, _ add: LawAdder) {
    add(
      "uniform", "(low=0.0, high=1.0, size=None)", "Uniform numbers in [low, high).",
      "np.random.seed(0)\nprint(np.random.uniform(-1, 1))\n#> 0.0976270078546495"
    ) { state, a in
      value(try state.uniform(low: a.operand(f), high: a.operand(f + 1), size: a.size(f + 2)))
    }
    add("standard_normal", "(size=None)", "Numbers of the standard normal distribution.", "") { state, a in
      value(try state.standardNormal(size: a.size(f)))
    }
    add(
      "normal", "(loc=0.0, scale=1.0, size=None)", "Numbers of a normal distribution.",
      "np.random.seed(0)\nprint(np.random.normal(10, 2))\n#> 13.528104691935328"
    ) { state, a in
      value(try state.normal(loc: a.operand(f), scale: a.operand(f + 1), size: a.size(f + 2)))
    }
    add("binomial", "(n, p, size=None)", "Successes in n trials.", "") { state, a in
      value(try state.binomial(n: a.operand(f), p: a.operand(f + 1), size: a.size(f + 2)))
    }
    add("poisson", "(lam=1.0, size=None)", "Numbers of a Poisson distribution.", "") { state, a in
      value(try state.poisson(lam: a.operand(f), size: a.size(f + 1)))
    }
    add("geometric", "(p, size=None)", "Trials up to the first success.", "") { state, a in
      value(try state.geometric(p: a.operand(f), size: a.size(f + 1)))
    }
    add("multinomial", "(n, pvals, size=None)", "How often each outcome occurs in n trials.", "") {
      state, a in
      let flat = try a.array(f + 1).ravel()
      var probabilities: [Double] = []
      for i in 0..<flat.count { probabilities.append(try flat.element(i).doubleValue) }
      return .array(try state.multinomial(n: a.int(f), probabilities: probabilities, size: a.size(f + 2)))
    }
    add("standard_exponential", "(size=None)", "Numbers of the exponential distribution.", "") { state, a in
      value(try state.standardExponential(size: a.size(f)))
    }
    add("exponential", "(scale=1.0, size=None)", "Numbers of an exponential distribution.", "") { state, a in
      value(try state.exponential(scale: a.operand(f), size: a.size(f + 1)))
    }
    add("standard_gamma", "(shape, size=None)", "Numbers of a gamma distribution.", "") { state, a in
      value(try state.standardGamma(shape: a.operand(f), size: a.size(f + 1)))
    }
    add("gamma", "(shape, scale=1.0, size=None)", "Numbers of a gamma distribution.", "") { state, a in
      value(try state.gamma(shape: a.operand(f), scale: a.operand(f + 1), size: a.size(f + 2)))
    }
    add("beta", "(a, b, size=None)", "Numbers of a beta distribution.", "") { state, a in
      value(try state.beta(a: a.operand(f), b: a.operand(f + 1), size: a.size(f + 2)))
    }
    add("chisquare", "(df, size=None)", "Numbers of a chi-square distribution.", "") { state, a in
      value(try state.chiSquare(df: a.operand(f), size: a.size(f + 1)))
    }
    add("standard_t", "(df, size=None)", "Numbers of Student's distribution.", "") { state, a in
      value(try state.standardT(df: a.operand(f), size: a.size(f + 1)))
    }
    add("standard_cauchy", "(size=None)", "Numbers of the Cauchy distribution.", "") { state, a in
      value(try state.standardCauchy(size: a.size(f)))
    }
    for name in [
      "dirichlet", "f", "hypergeometric", "logseries", "multivariate_normal", "negative_binomial",
      "noncentral_chisquare", "noncentral_f", "pareto", "power", "rayleigh", "triangular", "vonmises", "wald",
      "weibull", "zipf",
    ] {
      add(name, "(*args, **kwargs)", "Left out.", "") { _, _ in
        throw PyError.unsupported("the law '\(name)' of np.random is not part of nbsh")
      }
    }
    func located(
      _ name: String, _ parameters: String, _ doc: String,
      _ draw: @escaping (any RandomSource, Operand, Operand, Shape?) throws -> Operand
    ) {
      add(name, parameters, doc, "") { state, a in
        value(try draw(state, a.operand(f), a.operand(f + 1), a.size(f + 2)))
      }
    }
    located("lognormal", "(mean=0.0, sigma=1.0, size=None)", "Numbers whose logarithms are normal.") {
      try $0.logNormal(mean: $1, sigma: $2, size: $3)
    }
    located("laplace", "(loc=0.0, scale=1.0, size=None)", "Numbers of a Laplace distribution.") {
      try $0.laplace(loc: $1, scale: $2, size: $3)
    }
    located("gumbel", "(loc=0.0, scale=1.0, size=None)", "Numbers of a Gumbel distribution.") {
      try $0.gumbel(loc: $1, scale: $2, size: $3)
    }
    located("logistic", "(loc=0.0, scale=1.0, size=None)", "Numbers of a logistic distribution.") {
      try $0.logistic(loc: $1, scale: $2, size: $3)
    }
  }
}
