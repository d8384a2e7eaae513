import CKernels

/// The numbers that laws are made of, as NumPy's legacy generator draws them.
extension RandomState: RandomSource {
  public func uniform() -> Double { nb_mt_double(generator) }

  /// By Marsaglia's polar method, which gives two numbers at a time.
  public func gauss() -> Double { nb_mt_gauss(generator) }

  /// By inversion: −log(1 − u).
  public func exponential() -> Double { nb_mt_exponential(generator) }

  public func binomial(_ n: Int, _ p: Double) -> Int { Int(nb_mt_binomial(generator, Int64(n), p)) }

  public func geometricByInversion(_ p: Double) -> Double { nb_log1p(-uniform()) / nb_log(1 - p) }

  public var rangeComplaint: String { "Range exceeds valid bounds" }

  /// Uniform in [0, 1): `random_sample`, `rand`.
  public func random(size: Shape?) throws(ArrayError) -> Operand {
    guard let size else { return .pyFloat(uniform()) }
    let result = try NDArray(empty: size, .float64)
    nb_mt_fill_double(generator, result.data.assumingMemoryBound(to: Double.self), result.count)
    try Interruption.check()
    return .array(result)
  }

  /// The standard normal law by Marsaglia's polar method: `standard_normal`, `randn`.
  public func standardNormal(size: Shape?) throws(ArrayError) -> Operand {
    guard let size else { return .pyFloat(nb_mt_gauss(generator)) }
    let result = try NDArray(empty: size, .float64)
    nb_mt_fill_gauss(generator, result.data.assumingMemoryBound(to: Double.self), result.count)
    try Interruption.check()
    return .array(result)
  }
}
