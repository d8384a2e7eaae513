import Arrays
import Language

/// The laws that `np.random`, `RandomState` and `Generator` have in common.
extension NumPy {
  /// Takes name, parameters, doc, the example with `np.random` and that with a generator, and the body.
  typealias LawAdder = (
    String, String, String, String, String, @escaping (any RandomSource, Arguments) throws -> Value
  ) -> Void

  /// Registers the laws; `f` is the place of the first argument, after the receiver if there is one.
  static func addLaws(_ f: Int, _ add: LawAdder) {
    add(
      "uniform", "(low=0.0, high=1.0, size=None)", "Uniform numbers in [low, high).",
      "np.random.seed(0)\nprint(np.random.uniform(-1, 1))\n#> 0.0976270078546495",
      "rng = np.random.default_rng(0)\nprint(rng.uniform(-1, 1, size=3).round(4))\n#> [ 0.2739 -0.4604 -0.9181]"
    ) { state, a in
      value(try state.uniform(low: a.operand(f), high: a.operand(f + 1), size: a.size(f + 2)))
    }
    add(
      "standard_normal", "(size=None)", "Numbers of the standard normal distribution.",
      "np.random.seed(0)\nprint(np.random.standard_normal(3).round(4))\n#> [1.7641 0.4002 0.9787]", ""
    ) { state, a in
      value(try state.standardNormal(size: a.size(f)))
    }
    add(
      "normal", "(loc=0.0, scale=1.0, size=None)", "Numbers of a normal distribution.",
      "np.random.seed(0)\nprint(np.random.normal(10, 2))\n#> 13.528104691935328",
      "rng = np.random.default_rng(0)\nprint(rng.normal(0, 0.01, size=3).round(5))\n#> [ 0.00126 -0.00132  0.0064 ]"
    ) { state, a in
      value(try state.normal(loc: a.operand(f), scale: a.operand(f + 1), size: a.size(f + 2)))
    }
    add(
      "binomial", "(n, p, size=None)", "Successes in n trials.",
      "np.random.seed(0)\nprint(np.random.binomial(10, 0.5, size=4))\n#> [5 6 5 5]",
      "rng = np.random.default_rng(0)\nprint(rng.binomial(10, 0.5, size=4))\n#> [6 4 2 2]"
    ) { state, a in
      value(try state.binomial(n: a.operand(f), p: a.operand(f + 1), size: a.size(f + 2)))
    }
    add(
      "poisson", "(lam=1.0, size=None)", "Numbers of a Poisson distribution.",
      "np.random.seed(0)\nprint(np.random.poisson(3, size=4))\n#> [5 6 2 0]",
      "rng = np.random.default_rng(0)\nprint(rng.poisson(3, size=4))\n#> [2 0 7 1]"
    ) { state, a in
      value(try state.poisson(lam: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "geometric", "(p, size=None)", "Trials up to the first success.",
      "np.random.seed(0)\nprint(np.random.geometric(0.25, size=4))\n#> [3 5 4 3]",
      "rng = np.random.default_rng(0)\nprint(rng.geometric(0.25, size=4))\n#> [3 4 1 1]"
    ) { state, a in
      value(try state.geometric(p: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "multinomial", "(n, pvals, size=None)", "How often each outcome occurs in n trials.",
      "np.random.seed(0)\nprint(np.random.multinomial(10, [0.2, 0.3, 0.5]))\n#> [2 4 4]",
      "rng = np.random.default_rng(0)\nprint(rng.multinomial(10, [0.2, 0.3, 0.5]))\n#> [2 2 6]"
    ) {
      state, a in
      let flat = try a.array(f + 1).ravel()
      var probabilities: [Double] = []
      for i in 0..<flat.count { probabilities.append(try flat.element(i).doubleValue) }
      return .array(try state.multinomial(n: a.int(f), probabilities: probabilities, size: a.size(f + 2)))
    }
    add(
      "standard_exponential", "(size=None)", "Numbers of the exponential distribution.",
      "np.random.seed(0)\nprint(np.random.standard_exponential(3).round(4))\n#> [0.7959 1.2559 0.9232]", ""
    ) { state, a in
      value(try state.standardExponential(size: a.size(f)))
    }
    add(
      "exponential", "(scale=1.0, size=None)", "Numbers of an exponential distribution.",
      "np.random.seed(0)\nprint(np.random.exponential(2.0, size=3).round(4))\n#> [1.5917 2.5119 1.8464]",
      "rng = np.random.default_rng(0)\nprint(rng.exponential(2.0, size=3).round(4))\n#> [1.3599 2.0392 0.0396]"
    ) { state, a in
      value(try state.exponential(scale: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "standard_gamma", "(shape, size=None)", "Numbers of a gamma distribution.",
      "np.random.seed(0)\nprint(np.random.standard_gamma(2.0, size=3).round(4))\n#> [5.1388 2.2385 5.4271]",
      "rng = np.random.default_rng(0)\nprint(rng.standard_gamma(2.0, size=3).round(4))\n#> [1.8343 2.6377 1.0664]"
    ) { state, a in
      value(try state.standardGamma(shape: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "gamma", "(shape, scale=1.0, size=None)", "Numbers of a gamma distribution.",
      "np.random.seed(0)\nprint(np.random.gamma(2.0, 3.0, size=3).round(4))\n#> [15.4165  6.7154 16.2814]",
      "rng = np.random.default_rng(0)\nprint(rng.gamma(2.0, 3.0, size=3).round(4))\n#> [5.5029 7.9131 3.1991]"
    ) { state, a in
      value(try state.gamma(shape: a.operand(f), scale: a.operand(f + 1), size: a.size(f + 2)))
    }
    add(
      "beta", "(a, b, size=None)", "Numbers of a beta distribution.",
      "np.random.seed(0)\nprint(np.random.beta(2, 5, size=3).round(4))\n#> [0.4792 0.6551 0.215 ]",
      "rng = np.random.default_rng(0)\nprint(rng.beta(2, 5, size=3).round(4))\n#> [0.2286 0.1165 0.2095]"
    ) { state, a in
      value(try state.beta(a: a.operand(f), b: a.operand(f + 1), size: a.size(f + 2)))
    }
    add(
      "chisquare", "(df, size=None)", "Numbers of a chi-square distribution.",
      "np.random.seed(0)\nprint(np.random.chisquare(3, size=3).round(4))\n#> [8.5952 3.3089 9.1396]",
      "rng = np.random.default_rng(0)\nprint(rng.chisquare(3, size=3).round(4))\n#> [2.6156 4.0082 1.3569]"
    ) { state, a in
      value(try state.chiSquare(df: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "standard_t", "(df, size=None)", "Numbers of Student's distribution.",
      "np.random.seed(0)\nprint(np.random.standard_t(10, size=3).round(4))\n#> [ 1.669  -1.7733  1.0189]",
      "rng = np.random.default_rng(0)\nprint(rng.standard_t(10, size=3).round(4))\n#> [0.1342 0.1236 1.1   ]"
    ) { state, a in
      value(try state.standardT(df: a.operand(f), size: a.size(f + 1)))
    }
    add(
      "standard_cauchy", "(size=None)", "Numbers of the Cauchy distribution.",
      "np.random.seed(0)\nprint(np.random.standard_cauchy(3).round(4))\n#> [ 4.4084  0.4368 -1.911 ]",
      "rng = np.random.default_rng(0)\nprint(rng.standard_cauchy(3).round(4))\n#> [-0.9517  6.1051 -1.4814]"
    ) { state, a in
      value(try state.standardCauchy(size: a.size(f)))
    }
    for name in [
      "dirichlet", "f", "hypergeometric", "logseries", "multivariate_normal", "negative_binomial",
      "noncentral_chisquare", "noncentral_f", "pareto", "power", "rayleigh", "triangular", "vonmises", "wald",
      "weibull", "zipf",
    ] {
      add(name, "(*args, **kwargs)", "Left out.", "", "") { _, _ in
        throw PyError.unsupported("the law '\(name)' of np.random is not part of nbsh")
      }
    }
    func located(
      _ name: String, _ parameters: String, _ doc: String, _ example: String, _ generatorExample: String,
      _ draw: @escaping (any RandomSource, Operand, Operand, Shape?) throws -> Operand
    ) {
      add(name, parameters, doc, example, generatorExample) { state, a in
        value(try draw(state, a.operand(f), a.operand(f + 1), a.size(f + 2)))
      }
    }
    located(
      "lognormal", "(mean=0.0, sigma=1.0, size=None)", "Numbers whose logarithms are normal.",
      "np.random.seed(0)\nprint(np.random.lognormal(0, 0.5, size=3).round(4))\n#> [2.4158 1.2215 1.6313]",
      "rng = np.random.default_rng(0)\nprint(rng.lognormal(0, 0.5, size=3).round(4))\n#> [1.0649 0.9361 1.3774]"
    ) {
      try $0.logNormal(mean: $1, sigma: $2, size: $3)
    }
    located(
      "laplace", "(loc=0.0, scale=1.0, size=None)", "Numbers of a Laplace distribution.",
      "np.random.seed(0)\nprint(np.random.laplace(0, 1, size=3).round(4))\n#> [0.1027 0.5628 0.2301]",
      "rng = np.random.default_rng(0)\nprint(rng.laplace(0, 1, size=3).round(4))\n#> [ 0.3201 -0.617  -2.5017]"
    ) {
      try $0.laplace(loc: $1, scale: $2, size: $3)
    }
    located(
      "gumbel", "(loc=0.0, scale=1.0, size=None)", "Numbers of a Gumbel distribution.",
      "np.random.seed(0)\nprint(np.random.gumbel(0, 1, size=3).round(4))\n#> [ 0.2283 -0.2279  0.0799]",
      "rng = np.random.default_rng(0)\nprint(rng.gumbel(0, 1, size=3).round(4))\n#> [-0.0132  1.157   3.174 ]"
    ) {
      try $0.gumbel(loc: $1, scale: $2, size: $3)
    }
    located(
      "logistic", "(loc=0.0, scale=1.0, size=None)", "Numbers of a logistic distribution.",
      "np.random.seed(0)\nprint(np.random.logistic(0, 1, size=3).round(4))\n#> [0.1959 0.9207 0.417 ]",
      "rng = np.random.default_rng(0)\nprint(rng.logistic(0, 1, size=3).round(4))\n#> [ 0.5622 -0.9957 -3.153 ]"
    ) {
      try $0.logistic(loc: $1, scale: $2, size: $3)
    }
  }
}
