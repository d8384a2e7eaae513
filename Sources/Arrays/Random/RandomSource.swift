/// Where random numbers come from: what the laws share between NumPy's legacy and its present generator.
///
/// The laws (`RandomSource+Continuous.swift`, `RandomSource+Discrete.swift`) draw from these in NumPy's order, so that
/// the same seed gives NumPy's numbers.
public protocol RandomSource: AnyObject {
  /// Uniform in [0, 1), 53 bits.
  func uniform() -> Double
  /// Standard normal.
  func gauss() -> Double
  /// Exponential of mean 1.
  func exponential() -> Double
  /// Successes in `n` trials of probability `p`.
  func binomial(_ n: Int, _ p: Double) -> Int
  /// A geometric number before it is rounded up, for small `p`.
  func geometricByInversion(_ p: Double) -> Double
  /// What is said of a uniform law whose range is not finite.
  var rangeComplaint: String { get }
  /// `size` uniform numbers in [0, 1): `random`.
  func random(size: Shape?) throws(ArrayError) -> Operand
  /// `size` standard normal numbers.
  func standardNormal(size: Shape?) throws(ArrayError) -> Operand
}
