import CKernels

/// The bare stream of the Mersenne Twister, for laws that are not NumPy's.
extension RandomState {
  /// The next 32 random bits.
  public func nextWord() -> UInt32 { nb_mt_next32(generator) }

  /// A number in [0, 1) of 53 random bits.
  public func nextUniform() -> Double { nb_mt_double(generator) }
}
