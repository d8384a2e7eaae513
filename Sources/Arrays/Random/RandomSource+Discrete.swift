/// Laws of integers. `size` is the shape of the result, or `nil` for one Python int; parameters may be arrays.
extension RandomSource {
  /// Successes in `n` trials of probability `p`.
  public func binomial(n: Operand, p: Operand, size: Shape?) throws(ArrayError) -> Operand {
    if n.dtype.isFloat {
      throw ArrayError(
        .type,
        "Cannot cast array data from dtype('\(n.dtype.name)') to dtype('int64') according to the rule 'safe'")
    }
    return try RandomDraws(
      [RandomParameter(p, "p", .unitInterval), RandomParameter(n, "n", .count)], size: size
    ).integers { p, n, _ in binomial(Int(exactly: n) ?? Int.max, p) }
  }

  /// Counts of a Poisson process of mean `lam`.
  public func poisson(lam: Operand = .pyFloat(1), size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(lam, "lam", .poisson)], size: size).integers { lam, _, _ in poisson(lam)
    }
  }

  /// Trials up to the first success.
  public func geometric(p: Operand, size: Shape?) throws(ArrayError) -> Operand {
    try RandomDraws([RandomParameter(p, "p", .positiveUnitInterval)], size: size).integers { p, _, _ in
      geometric(p)
    }
  }

  /// How many of `n` draws fall in each class; the result has one more axis, of the length of `probabilities`.
  ///
  /// Errors: `sum(pvals[:-1]) > 1.0`, probabilities outside 0 ... 1, `n < 0`.
  public func multinomial(n: Int, probabilities: [Double], size: Shape?) throws(ArrayError) -> NDArray {
    for p in probabilities where !(p >= 0 && p <= 1) {
      throw ArrayError(.value, "pvals < 0, pvals > 1 or pvals contains NaNs")
    }
    if compensatedSum(probabilities.dropLast()) > 1 + 1e-12 {
      throw ArrayError(.value, "sum(pvals[:-1]) > 1.0")
    }
    let classes = probabilities.count
    let result = try NDArray(zeros: try Shape(checking: Array(size ?? Shape()) + [classes]), .int64)
    if n < 0 { throw ArrayError(.value, "n < 0") }
    let out = result.data.assumingMemoryBound(to: Int.self)
    for start in stride(from: 0, to: result.count, by: max(classes, 1)) {
      try Interruption.check()
      var remaining = n
      var rest = 1.0
      for j in 0..<(classes - 1) {
        if j & 0x3FF == 0x3FF { try Interruption.check() }
        // No number is drawn for an empty class or no trials, unlike in `binomial`.
        let p = min(probabilities[j] / rest, 1)
        let successes = remaining == 0 || p == 0 ? 0 : binomial(remaining, p)
        out[start + j] = successes
        remaining -= successes
        if remaining <= 0 { break }
        rest -= probabilities[j]
      }
      if remaining > 0 { out[start + classes - 1] = remaining }
    }
    return result
  }

  /// Kahan's sum.
  func compensatedSum(_ values: some Collection<Double>) -> Double {
    guard var sum = values.first else { return 0 }
    var correction = 0.0
    for value in values.dropFirst() {
      let y = value - correction
      let t = sum + y
      correction = (t - sum) - y
      sum = t
    }
    return sum
  }
}
