/// Places ticks at powers of a base, and small ticks at the multiples 2 … 9 of powers of ten.
public struct LogTickLocator: Sendable {
  /// About how many labels there is room for.
  public var room: Int
  public var base: Double

  public init(room: Int, base: Double = 10) {
    self.room = room
    self.base = base > 1 && base.isFinite ? base : 10
  }

  /// The base's power; exact for ten, and for whole bases as far as doubles are.
  func power(_ exponent: Int) -> Double {
    if base == 10 { return Elementary.power10(exponent) }
    guard abs(exponent) < 1100 else { return exponent < 0 ? 0 : .infinity }
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= base }
    return exponent < 0 ? 1 / result : result
  }

  /// The exponent at or below a positive value (or at or above it); a value that nearly is a power counts as one.
  func exponent(_ value: Double, up: Bool) -> Int {
    if base == 10 { return up ? Elementary.ceilLog10(value) : Elementary.floorLog10(value) }
    let place = Elementary.log10(value) / Elementary.log10(base)
    let near = place.rounded()
    if abs(place - near) < 1e-10 * max(1, abs(near)) { return Elementary.whole(near) }
    return Elementary.whole(place.rounded(up ? .up : .down))
  }

  /// Powers of the base around `low` … `high` (both positive), every n-th one where they would be too many.
  public func major(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high.isFinite, low <= high else { return [] }
    let stride = self.stride(low, high)
    let first = exponent(low, up: false)
    let last = exponent(high, up: true)
    return Swift.stride(from: first - stride, through: last + stride, by: stride).map(power)
      .filter { $0 > 0 && $0.isFinite }
  }

  /// The multiples of powers of ten, or the powers that `major` leaves out; none where they would be a grey band.
  public func minor(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high.isFinite, low <= high else { return [] }
    let stride = self.stride(low, high)
    let first = exponent(low, up: false)
    let last = exponent(high, up: true)
    if stride > 1 {
      guard last - first < 200 else { return [] }
      return (first...last).filter { ($0 - first) % stride != 0 }.map(power)
    }
    guard base == 10 else { return [] }
    return (first - 1...last).flatMap { exponent in
      (2...9).map { Double($0) * power(exponent) }
    }
  }

  /// Zero and the powers on both sides of it that lie beyond a threshold, for a symmetrical axis.
  func symmetrical(_ low: Double, _ high: Double, threshold: Double) -> [Double] {
    func powers(_ end: Double) -> [Double] {
      guard end > threshold, end.isFinite else { return [] }
      let first = exponent(threshold, up: true)
      let last = exponent(end, up: false)
      guard first <= last else { return [] }
      let step = max(1, (last - first + max(room, 2)) / max(room / 2, 2))
      return Swift.stride(from: first, through: last, by: step).map(power)
    }
    return powers(-low).reversed().map { -$0 } + (low <= 0 && high >= 0 ? [0] : []) + powers(high)
  }

  private func stride(_ low: Double, _ high: Double) -> Int {
    let unit = base == 10 ? 1 : Elementary.log10(base)
    let decades =
      Elementary.whole((Elementary.log10(high) / unit).rounded(.down))
      - Elementary.whole((Elementary.log10(low) / unit).rounded(.up))
    let stride = decades / min(max(room, 2), 9) + 1
    return stride < decades ? stride : max(1, decades - 1)
  }
}
