/// Where a value lies between the ends of a colour map.
public enum Norm: Equatable, Sendable {
  case linear, log
  case power(Double)
  case symlog(threshold: Double)
  /// A value for the middle of the map.
  case twoSlope(center: Double)
  /// One colour between two neighbouring boundaries.
  case boundaries([Double])

  /// The place of a value, 0 for `low` and 1 for `high`; nan where it has none.
  ///
  /// - Parameter colors: the number of the map's colours.
  func place(_ value: Double, _ low: Double, _ high: Double, colors: Int) -> Double {
    guard !value.isNaN else { return .nan }
    switch self {
    case .linear:
      let span = high - low
      return span > 0 && span.isFinite ? (value - low) / span : 0
    case .log:
      guard value > 0 else { return value.isFinite ? -1 : .nan }
      return Norm.between(Elementary.log10(value), Elementary.log10(low), Elementary.log10(high))
    case .power(let gamma):
      let place = Norm.linear.place(value, low, high, colors: colors)
      guard place > 0 else { return place }
      return Elementary.exp10(gamma * Elementary.log10(place))
    case .symlog(let threshold):
      let scale = Scale.symlog(threshold: threshold)
      return Norm.between(scale.forward(value), scale.forward(low), scale.forward(high))
    case .twoSlope(let center):
      return value < center
        ? 0.5 * Norm.between(value, low, center) : 0.5 + 0.5 * Norm.between(value, center, high)
    case .boundaries(let edges):
      guard let first = edges.first, let last = edges.last, edges.count > 1 else { return 0 }
      if value < first { return -1 }
      let regions = edges.count - 1
      // The last region is closed; what lies above takes the colour for too large values.
      guard value <= last else { return 2 }
      var (a, b) = (0, regions)
      while b - a > 1 {
        let middle = (a + b) / 2
        if edges[middle] <= value { a = middle } else { b = middle }
      }
      return regions == 1 ? 0.5 : Double(a) / Double(regions - 1)
    }
  }

  private static func between(_ value: Double, _ low: Double, _ high: Double) -> Double {
    let span = high - low
    return span > 0 && span.isFinite ? (value - low) / span : 0
  }

  /// How an axis that shows the values is divided.
  var scale: Scale {
    switch self {
    case .log: .log
    case .symlog(let threshold): .symlog(threshold: threshold)
    default: .linear
    }
  }
}

/// Something whose values a colormap turns into colours: what a colour bar can explain.
public protocol ColorMapped: AnyObject {
  var colormap: Colormap { get set }
  var norm: Norm { get set }
  /// The value of the map's first colour and of its last one; nil for the smallest and the largest value.
  var vmin: Double? { get set }
  var vmax: Double? { get set }
  /// The smallest and the largest value there is (that the norm can show).
  func dataRange() -> (Double, Double)?
  var alpha: Double? { get }
  /// Values between which there is one colour each: levels of filled contours.
  var bands: [Double]? { get }
  /// The colour of a value.
  func shown(_ value: Double) -> Color
  /// What a colour bar shows; the ends of the map but for bands.
  var barLimits: (low: Double, high: Double) { get }
  /// Lines that a colour bar shows in its band.
  var barLines: [(value: Double, color: Color)] { get }
}

extension ColorMapped {
  public var bands: [Double]? {
    if case .boundaries(let edges) = norm { return edges }
    return nil
  }

  public func shown(_ value: Double) -> Color {
    let (low, high) = colorLimits
    return colormap.color(low < high ? norm.place(value, low, high, colors: colormap.count) : 0.5)
  }

  public var barLimits: (low: Double, high: Double) { colorLimits }

  public var barLines: [(value: Double, color: Color)] { [] }

  /// The values of the map's ends.
  public var colorLimits: (low: Double, high: Double) {
    if case .boundaries(let edges) = norm, let first = edges.first, let last = edges.last {
      return (first, last)
    }
    if let vmin, let vmax { return (vmin, vmax) }
    let (low, high) = dataRange() ?? (norm == .log ? (1, 10) : (0, 1))
    return (vmin ?? low, vmax ?? high)
  }

  /// The smallest and largest of some values that the norm can show.
  func range(of values: some Sequence<Double>) -> (Double, Double)? {
    var low = Double.infinity
    var high = -Double.infinity
    let positiveOnly = norm == .log
    for value in values where value.isFinite && (!positiveOnly || value > 0) {
      if value < low { low = value }
      if value > high { high = value }
    }
    return low <= high ? (low, high) : nil
  }
}

extension Norm {
  /// The place of a value, 0 for one end and 1 for the other; values outside lie outside.
  public func position(of value: Double, from low: Double, to high: Double) -> Double {
    place(value, low, high, colors: 256)
  }
}
