extension Axis {
  struct Marks {
    var major: [Double] = []
    var labels: [String] = []
    var minor: [Double] = []
    var minorLabels: [String] = []
    var offsetText = ""
  }

  /// Ticks inside the limits with their labels, for an axis of some length.
  ///
  /// - Parameters:
  ///   - length: in points.
  ///   - labelSize: the tick labels' size in points.
  func marks(length: Double, labelSize: Double) -> Marks {
    let (a, b) = limits
    let (low, high) = (min(a, b), max(a, b))
    let room = max(1, Elementary.whole((length / (labelSize * (direction == .x ? 3 : 2))).rounded(.down)))
    var marks = scaledMarks(low, high, room)
    if let write = shared.label {
      marks.labels = marks.major.enumerated().map { write($0.element, $0.offset) }
      marks.offsetText = ""
    }
    if let write = shared.minorLabel {
      marks.minorLabels = marks.minor.enumerated().map { write($0.element, $0.offset) }
    }
    if !rc.flag("axes.unicode_minus") {
      marks.labels = marks.labels.map { $0.replacing("\u{2212}", with: "-") }
    }
    return marks
  }

  private func scaledMarks(_ low: Double, _ high: Double, _ room: Int) -> Marks {
    var marks = Marks()
    func inside(_ value: Double) -> Bool {
      let (x, from, to) = (scale.forward(value), scale.forward(low), scale.forward(high))
      return x >= from - 1e-10 * (to - from) && x <= to + 1e-10 * (to - from)
    }
    marks.minor = (shared.minorTicks ?? shared.minorPlaces?.ticks(low, high) ?? []).filter(inside)
    marks.minorLabels = marks.minor.map { _ in "" }
    if let ticks = shared.ticks, let tickLabels = shared.tickLabels {
      let chosen = ticks.enumerated().filter { inside($0.element) }
      marks.major = chosen.map(\.element)
      marks.labels = chosen.map { $0.offset < tickLabels.count ? tickLabels[$0.offset] : "" }
      return marks
    }
    let set = shared.ticks ?? shared.places?.ticks(low, high)
    switch scale {
    case .linear:
      let ticks =
        set
        ?? TickLocator(intervals: min(max(room, 1), 9), wholeNumbersOnly: shared.wholeNumbersOnly)
        .ticks(low, high)
      let formatter = TickFormatter(ticks, low, high, shared.notation)
      let pairs = zip(ticks, formatter.labels).filter { inside($0.0) }
      marks.major = pairs.map(\.0)
      marks.labels = pairs.map(\.1)
      marks.offsetText = marks.major.isEmpty ? "" : formatter.offsetText
      divide(&marks, ticks, low, high)
    case .log:
      let locator = LogTickLocator(room: room, base: shared.base)
      marks.major = (set ?? locator.major(low, high)).filter(inside)
      marks.labels = marks.major.map { Self.logLabel($0, locator) }
      if set == nil, shared.minorTicks == nil, shared.minorPlaces == nil {
        marks.minor = locator.minor(low, high).filter(inside)
        marks.minorLabels =
          shared.base == 10
          ? minorLogLabels(
            marks.minor, Elementary.log10(high) - Elementary.log10(low), marks.major.count)
          : marks.minor.map { _ in "" }
      }
    case .symlog(let threshold):
      let locator = LogTickLocator(room: room)
      marks.major = (set ?? locator.symmetrical(low, high, threshold: threshold)).filter(inside)
      marks.labels = marks.major.map {
        $0 < 0 ? "\u{2212}" + Self.logLabel(-$0, locator) : Self.logLabel($0, locator)
      }
    }
    return marks
  }

  /// Small ticks between the large ones of a linear axis, where they are asked for.
  private func divide(_ marks: inout Marks, _ ticks: [Double], _ low: Double, _ high: Double) {
    var parts: Int?
    if case .dividing(let count)? = shared.minorPlaces { parts = count }
    if parts == nil, showsMinorTicks, shared.minorTicks == nil, shared.minorPlaces == nil { parts = 0 }
    guard var parts, ticks.count > 1 else { return }
    let step = ticks[1] - ticks[0]
    guard step > 0, step.isFinite else { return }
    if parts <= 0 {
      // Five parts where the step is 1, 2.5, 5 or 10, else four.
      let digits = step / Elementary.power10(Elementary.floorLog10(step))
      parts = [1, 2.5, 5, 10].contains { abs($0 - digits) < 1e-6 } ? 5 : 4
    }
    guard (high - low) / step * Double(parts) < 2000 else { return }
    let small = step / Double(parts)
    let first = Elementary.whole(((low - ticks[0]) / small).rounded(.up))
    let last = Elementary.whole(((high - ticks[0]) / small).rounded(.down))
    guard first <= last else { return }
    marks.minor = (first...last).filter { $0 % parts != 0 }.map { ticks[0] + Double($0) * small }
    marks.minorLabels = marks.minor.map { _ in "" }
  }

  /// Small ticks are labelled only where the axis shows about one decade or less.
  private func minorLogLabels(_ ticks: [Double], _ decades: Double, _ majors: Int) -> [String] {
    guard decades <= 1 else { return ticks.map { _ in "" } }
    let few: Set<Int> = decades > 0.4 ? [2, 3, 4, 6] : Set(2...9)
    let locator = LogTickLocator(room: 9)
    return ticks.map { tick in
      let digit = Elementary.whole(tick / Elementary.power10(Elementary.floorLog10(tick * 1.0000001)))
      return few.contains(digit) ? Self.logLabel(tick, locator) : ""
    }
  }

  /// `10³`, `2×10³`, `2⁵`.
  static func logLabel(_ value: Double, _ locator: LogTickLocator) -> String {
    guard value > 0 else { return "0" }
    let exponent = locator.exponent(value * 1.0000000001, up: false)
    let factor = value / locator.power(exponent)
    let power = TickFormatter.short(locator.base) + TickFormatter.raised(exponent)
    if abs(factor - 1) < 1e-6 { return power }
    return TickFormatter.short(factor, digits: 4) + "×" + power
  }
}
