/// Places ticks at powers of ten, and small ticks at their multiples 2 … 9.
public struct LogTickLocator: Sendable {
  /// About how many labels there is room for.
  public var room: Int

  public init(room: Int) { self.room = room }

  /// Powers of ten around `low` … `high` (both positive), every n-th one where they would be too many.
  public func major(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high.isFinite, low <= high else { return [] }
    let stride = self.stride(low, high)
    let first = Elementary.floorLog10(low)
    let last = Elementary.ceilLog10(high)
    return Swift.stride(from: first - stride, through: last + stride, by: stride).map(Elementary.power10)
      .filter { $0 > 0 && $0.isFinite }
  }

  /// The multiples of powers of ten, or the powers that `major` leaves out; none where they would be a grey band.
  public func minor(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high.isFinite, low <= high else { return [] }
    let stride = self.stride(low, high)
    let first = Elementary.floorLog10(low)
    let last = Elementary.ceilLog10(high)
    if stride > 1 {
      guard last - first < 200 else { return [] }
      return (first...last).filter { ($0 - first) % stride != 0 }.map(Elementary.power10)
    }
    return (first - 1...last).flatMap { exponent in
      (2...9).map { Double($0) * Elementary.power10(exponent) }
    }
  }

  private func stride(_ low: Double, _ high: Double) -> Int {
    let decades = Int(Elementary.log10(high).rounded(.down)) - Int(Elementary.log10(low).rounded(.up))
    let stride = decades / min(max(room, 2), 9) + 1
    return stride < decades ? stride : max(1, decades - 1)
  }
}
