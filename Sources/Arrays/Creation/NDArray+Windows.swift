extension NDArray {
  /// Windows that fade a signal out towards both ends: `np.hanning` and its kin.
  public enum Window: CaseIterable, Sendable {
    case bartlett, blackman, hamming, hanning

    /// The weight at n of M points, n running from 1 − M to M − 1 in steps of 2; t = n / (M − 1) is at most 1 in size.
    ///
    /// - bartlett: 1 − |t|
    /// - blackman: 0.42 + 0.5 cos πt + 0.08 cos 2πt
    /// - hamming: 0.54 + 0.46 cos πt
    /// - hanning: 0.5 + 0.5 cos πt
    ///
    /// Source: Blackman and Tukey, The measurement of power spectra, 1958.
    func weight(_ n: Double, _ count: Double) -> Double {
      let angle = Double.pi * n / (count - 1)
      switch self {
      case .bartlett: return n <= 0 ? 1 + n / (count - 1) : 1 - n / (count - 1)
      case .blackman:
        return 0.42 + 0.5 * ScalarMath.cos(angle) + 0.08 * ScalarMath.cos(2 * Double.pi * n / (count - 1))
      case .hamming: return 0.54 + 0.46 * ScalarMath.cos(angle)
      case .hanning: return 0.5 + 0.5 * ScalarMath.cos(angle)
      }
    }
  }

  /// A window of `count` points, float64; empty below one, and a single 1 for one point.
  public static func window(_ window: Window, _ count: Double) throws -> NDArray {
    if count < 1 { return try NDArray(empty: [0], .float64) }
    if count == 1 { return try NDArray.ones([1], .float64) }
    let places = try NDArray.arange(.pyFloat(1 - count), .pyFloat(count), .pyFloat(2))
    let values = places.data.assumingMemoryBound(to: Double.self)
    for i in 0..<places.count { values[i] = window.weight(values[i], count) }
    return places
  }
}
