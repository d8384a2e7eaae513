import CKernels

/// Laws of real numbers. `size` is the shape of the result, or `nil` for one Python float; parameters may be arrays.
extension RandomSource {
  /// `loc + scale·z` with z standard normal. Errors: `scale < 0`.
  public func normal(loc: Operand = .pyFloat(0), scale: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    try RandomDraws([RandomParameter(loc), RandomParameter(scale, "scale", .nonNegative)], size: size)
      .doubles { loc, scale, _ in loc + scale * gauss() }
  }

  /// Uniform in [low, high). Errors: `rangeComplaint` unless high − low is finite.
  public func uniform(low: Operand = .pyFloat(0), high: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    let range = try NDArray.binary(.subtract, high, low, dtype: .float64).operand
    let isFinite =
      if let single = range.scalarValue {
        single.doubleValue.isFinite
      } else {
        try range.array?.doubles().allSatisfy(\.isFinite) ?? false
      }
    guard isFinite else { throw ArrayError(.overflow, rangeComplaint) }
    return try RandomDraws([RandomParameter(low), RandomParameter(range)], size: size)
      .doubles { low, range, _ in low + range * uniform() }
  }

  /// Exponential of mean 1: −log(1 − u).
  public func standardExponential(size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([], size: size).doubles { _, _, _ in exponential() }
  }

  /// Exponential of mean `scale`.
  public func exponential(scale: Operand = .pyFloat(1), size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(scale, "scale", .nonNegative)], size: size)
      .doubles { scale, _, _ in scale * exponential() }
  }

  /// The gamma law of the given shape and scale 1.
  public func standardGamma(shape: Operand, size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(shape, "shape", .nonNegative)], size: size)
      .doubles { shape, _, _ in standardGamma(shape) }
  }

  public func gamma(shape: Operand, scale: Operand = .pyFloat(1), size: Shape?) throws(ArrayError) -> Operand
  {
    try RandomDraws(
      [RandomParameter(shape, "shape", .nonNegative), RandomParameter(scale, "scale", .nonNegative)],
      size: size
    ).doubles { shape, scale, _ in scale * standardGamma(shape) }
  }

  public func beta(a: Operand, b: Operand, size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(a, "a", .positive), RandomParameter(b, "b", .positive)], size: size)
      .doubles { a, b, _ in beta(a, b) }
  }

  public func chiSquare(df: Operand, size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(df, "df", .positive)], size: size)
      .doubles { df, _, _ in 2 * standardGamma(df / 2) }
  }

  /// Student's t.
  public func standardT(df: Operand, size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(df, "df", .positive)], size: size).doubles { df, _, _ in
      let numerator = gauss()
      let denominator = standardGamma(df / 2)
      return (df / 2).squareRoot() * numerator / denominator.squareRoot()
    }
  }

  public func standardCauchy(size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([], size: size).doubles { _, _, _ in
      let numerator = gauss()
      return numerator / gauss()
    }
  }

  /// exp of a normal number.
  public func logNormal(mean: Operand = .pyFloat(0), sigma: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    try RandomDraws([RandomParameter(mean), RandomParameter(sigma, "sigma", .nonNegative)], size: size)
      .doubles { mean, sigma, _ in nb_exp(mean + sigma * gauss()) }
  }

  public func laplace(loc: Operand = .pyFloat(0), scale: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    try locationScale(loc, scale, size) { loc, scale in
      while true {
        let u = uniform()
        if u >= 0.5 { return loc - scale * nb_log(2 - u - u) }
        if u > 0 { return loc + scale * nb_log(u + u) }
      }
    }
  }

  public func gumbel(loc: Operand = .pyFloat(0), scale: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    try locationScale(loc, scale, size) { loc, scale in
      while true {
        let u = 1 - uniform()
        if u < 1 { return loc - scale * nb_log(-nb_log(u)) }
      }
    }
  }

  public func logistic(loc: Operand = .pyFloat(0), scale: Operand = .pyFloat(1), size: Shape?)
    throws(ArrayError) -> Operand
  {
    try locationScale(loc, scale, size) { loc, scale in
      while true {
        let u = uniform()
        if u > 0 { return loc + scale * nb_log(u / (1 - u)) }
      }
    }
  }

  private func locationScale(
    _ loc: Operand, _ scale: Operand, _ size: Shape?, _ draw: (Double, Double) -> Double
  ) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(loc), RandomParameter(scale, "scale", .nonNegative)], size: size)
      .doubles { loc, scale, _ in draw(loc, scale) }
  }
}
