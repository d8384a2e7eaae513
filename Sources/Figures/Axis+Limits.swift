extension Axis {
  /// The limits to draw, found from the data where they were not set. `low` above `high` when the axis is inverted.
  var limits: (low: Double, high: Double) {
    if let view { return view }
    if let low = shared.low, let high = shared.high { return (low, high) }
    var range = Extent.Range1D()
    var isAsked = false
    for member in shared.members {
      guard let axes = member.axes else { continue }
      let followers = axes.artists.allSatisfy { ($0 as? Patch)?.followsOthers ?? false }
      for artist in axes.artists where artist.visible && !followers {
        let extent = artist.extent
        range.add(direction == .x ? extent.x : extent.y)
        isAsked = isAsked || (direction == .x ? artist.asksForLimits.x : artist.asksForLimits.y)
      }
    }
    var (low, high) = isAsked ? automatic(range) : scale == .log ? (1, 10) : (0, 1)
    if shared.inverted { swap(&low, &high) }
    return (shared.low ?? low, shared.high ?? high)
  }

  private func automatic(_ range: Extent.Range1D) -> (Double, Double) {
    switch scale {
    case .linear:
      // Before margins, equal ends are moved apart as matplotlib's locator does.
      let (low, high) = Limits.widened(range.low, range.high, by: 0.05, tiny: 1e-15)
      let step = (high - low) * shared.margin
      var (a, b) = (low - step, high + step)
      let slack = 1e-5 * (high - low)
      // Sticky values, such as the foot of a bar, stay on the frame.
      if let edge = range.sticky.filter({ $0 <= low + slack }).max() { a = max(a, edge) }
      if let edge = range.sticky.filter({ $0 >= high - slack }).min() { b = min(b, edge) }
      guard a.isFinite, b.isFinite, a < b else { return (low, high) }
      return (a, b)
    case .log:
      let hasAny = range.lowPositive.isFinite && range.high > 0
      var low = hasAny ? range.lowPositive : 1
      var high = hasAny ? range.high : 10
      if low == high {
        low = Elementary.power10(
          Elementary.floorLog10(low) - (Elementary.power10(Elementary.floorLog10(low)) == low ? 1 : 0))
        high = Elementary.power10(
          Elementary.ceilLog10(high) + (Elementary.power10(Elementary.ceilLog10(high)) == high ? 1 : 0))
      }
      let span = Elementary.log10(high) - Elementary.log10(low)
      let a = Elementary.exp10(Elementary.log10(low) - span * shared.margin)
      let b = Elementary.exp10(Elementary.log10(high) + span * shared.margin)
      return a > 0 && b.isFinite ? (a, b) : (low, high)
    case .symlog:
      let (low, high) = Limits.widened(range.low, range.high, by: 0.05, tiny: 1e-15)
      let (from, to) = (scale.forward(low), scale.forward(high))
      let step = (to - from) * shared.margin
      let (a, b) = (scale.backward(from - step), scale.backward(to + step))
      return a.isFinite && b.isFinite && a < b ? (a, b) : (low, high)
    }
  }
}
