import Arrays

/// What a box of a box plot shows: quartiles, the reach of its whiskers, and what lies beyond.
public struct BoxStatistics: Equatable, Sendable {
  public var median: Double
  public var mean: Double
  public var lower: Double
  public var upper: Double
  public var whiskers: (low: Double, high: Double)
  public var outliers: [Double]

  public static func == (a: BoxStatistics, b: BoxStatistics) -> Bool {
    a.median == b.median && a.mean == b.mean && a.lower == b.lower && a.upper == b.upper
      && a.whiskers == b.whiskers && a.outliers == b.outliers
  }

  /// - Parameters:
  ///   - reach: whiskers end at the last value within so many boxes' heights of the box (Tukey's 1.5).
  ///   - percentiles: whiskers end there in its place.
  /// - Returns: nil where there is no finite value.
  public init?(_ values: [Double], reach: Double = 1.5, percentiles: (Double, Double)? = nil) {
    let sorted = Interruption.sorted(values.filter { !$0.isNaN })
    guard let first = sorted.first, let last = sorted.last else { return nil }
    median = Self.percentile(sorted, 50)
    lower = Self.percentile(sorted, 25)
    upper = Self.percentile(sorted, 75)
    mean = sorted.reduce(0, +) / Double(sorted.count)
    var (low, high) = (first, last)
    if let percentiles {
      (low, high) = (Self.percentile(sorted, percentiles.0), Self.percentile(sorted, percentiles.1))
    } else {
      let span = (upper - lower) * reach
      (low, high) = (lower - span, upper + span)
    }
    let inside = sorted.filter { $0 >= low && $0 <= high }
    whiskers = (min(inside.first ?? lower, lower), max(inside.last ?? upper, upper))
    let ends = whiskers
    outliers = sorted.filter { $0 < ends.low || $0 > ends.high }
  }

  /// Between the neighbours, straight.
  static func percentile(_ sorted: [Double], _ percent: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let place = min(max(percent, 0), 100) / 100 * Double(sorted.count - 1)
    let index = Elementary.whole(place.rounded(.down))
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}

/// What a call may say about a box plot.
public struct BoxOptions: Sendable {
  public var upright = true
  public var widths: [Double]?
  public var notch = false
  /// Filled boxes.
  public var filled = false
  public var showsOutliers = true
  public var showsMeans = false
  public var showsCaps = true
  public var showsBox = true
  /// The mean as a line across the box.
  public var meanLine = false
  public var reach = 1.5
  public var percentiles: (Double, Double)?
  public var box = PatchOptions()
  public var whisker = LineOptions()
  public var cap = LineOptions()
  public var median = LineOptions()
  public var mean = LineOptions()
  public var outlier = LineOptions()
  public init() {}
}

/// The parts of a box plot.
public struct BoxParts {
  public var boxes: [Artist] = []
  public var medians: [Line2D] = []
  public var whiskers: [Line2D] = []
  public var caps: [Line2D] = []
  public var outliers: [Line2D] = []
  public var means: [Line2D] = []
}

extension Axes {
  /// Boxes from the first to the third quartile of several series, with whiskers and outliers.
  public func boxplot(_ series: [[Double]], positions: [Double], _ options: BoxOptions = BoxOptions()) throws
    -> BoxParts
  {
    guard positions.count == series.count else {
      throw FigureError(.value, "List of boxplot statistics and `positions` values must have same the length")
    }
    let span = (positions.max() ?? 1) - (positions.min() ?? 1)
    let widths =
      options.widths ?? [Double](repeating: min(max(0.15 * span, 0.15), 0.5), count: positions.count)
    guard widths.count == positions.count || widths.count == 1 else {
      throw FigureError(.value, "'widths' must have the same length as 'positions'")
    }
    var parts = BoxParts()
    for (index, values) in series.enumerated() {
      guard let statistics = BoxStatistics(values, reach: options.reach, percentiles: options.percentiles)
      else {
        try Interruption.check()
        continue
      }
      let width = widths[widths.count == 1 ? 0 : index]
      try drawBox(statistics, values.count, at: positions[index], width, options, &parts)
    }
    return parts
  }

  private func drawBox(
    _ s: BoxStatistics, _ count: Int, at position: Double, _ width: Double, _ options: BoxOptions,
    _ parts: inout BoxParts
  ) throws {
    let ink = rc.color("text.color") ?? .black
    func line(_ along: [Double], _ across: [Double], _ look: LineOptions, _ usual: Color) -> Line2D {
      let line = Line2D(
        x: options.upright ? along : across, y: options.upright ? across : along, color: usual, lineWidth: 1)
      look.apply(to: line)
      line.label = look.label ?? "_box"
      add(line)
      return line
    }
    let (left, right) = (position - width / 2, position + width / 2)
    if options.showsBox {
      var outline = [
        Point(left, s.lower), Point(right, s.lower), Point(right, s.upper), Point(left, s.upper),
      ]
      if options.notch, count > 0 {
        let reach = 1.57 * (s.upper - s.lower) / Double(count).squareRoot()
        let (low, high) = (s.median - reach, s.median + reach)
        let (inLeft, inRight) = (position - width / 4, position + width / 4)
        outline = [
          Point(left, s.lower), Point(right, s.lower), Point(right, low), Point(inRight, s.median),
          Point(right, high), Point(right, s.upper), Point(left, s.upper), Point(left, high),
          Point(inLeft, s.median), Point(left, low),
        ]
      }
      if !options.upright { outline = outline.map { Point($0.y, $0.x) } }
      var look = PatchLook(face: options.filled ? firstColor : .none)
      look.edge = ink
      look.fill = options.filled
      let shape = Patch(Path(outline, closed: true), look)
      shape.zorder = 2
      shape.apply(options.box)
      if !options.filled, let color = options.box.color { shape.look.edge = color }
      add(shape)
      parts.boxes.append(shape)
    }
    parts.whiskers.append(line([position, position], [s.lower, s.whiskers.low], options.whisker, ink))
    parts.whiskers.append(line([position, position], [s.upper, s.whiskers.high], options.whisker, ink))
    if options.showsCaps {
      let ends = [position - width / 4, position + width / 4]
      parts.caps.append(line(ends, [s.whiskers.low, s.whiskers.low], options.cap, ink))
      parts.caps.append(line(ends, [s.whiskers.high, s.whiskers.high], options.cap, ink))
    }
    let cycle = rc.cycle
    let half = options.notch ? width / 4 : width / 2
    let median = line(
      [position - half, position + half], [s.median, s.median], options.median, cycle[1 % cycle.count])
    median.solidCap = .butt
    parts.medians.append(median)
    if options.showsMeans {
      let mean = line(
        options.meanLine ? [left, right] : [position], options.meanLine ? [s.mean, s.mean] : [s.mean],
        LineOptions(), cycle[2 % cycle.count])
      if options.meanLine {
        mean.lineStyle = .dashed
      } else {
        mean.lineStyle = .none
        mean.marker = Marker("^")
      }
      options.mean.apply(to: mean)
      parts.means.append(mean)
    }
    if options.showsOutliers {
      let flier = line(
        s.outliers.map { _ in position }, s.outliers, LineOptions(), ink)
      flier.lineStyle = .none
      flier.marker = Marker("o")
      flier.markerFaceColor = Color.none
      options.outlier.apply(to: flier)
      flier.label = "_box"
      parts.outliers.append(flier)
    }
  }

  /// The density of a series by Gaussian kernels of Scott's width, at even places from the smallest to the largest value.
  ///
  /// D. W. Scott, Multivariate Density Estimation (1992).
  static func density(_ values: [Double], points: Int) -> (places: [Double], density: [Double])? {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), finite.count > 1, points > 1, low < high else {
      return nil
    }
    let n = Double(finite.count)
    let mean = finite.reduce(0, +) / n
    let variance = finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let width = variance.squareRoot() * Elementary.exp10(-0.2 * Elementary.log10(n))
    guard width > 0, width.isFinite else { return nil }
    let places = (0..<points).map { low + (high - low) * Double($0) / Double(points - 1) }
    let norm = 1 / (n * width * 2.5066282746310002)
    return (
      places,
      places.map { place in
        if Interruption.isPending { return 0 }
        return norm
          * finite.reduce(0) { sum, value in
            let d = (place - value) / width
            return sum + Elementary.exp(-0.5 * d * d)
          }
      }
    )
  }

  /// The densities of several series, mirrored.
  ///
  /// - Returns: bodies, and the lines for the extremes, means and medians that were asked for.
  public func violinplot(
    _ series: [[Double]], positions: [Double], widths: [Double] = [0.5], upright: Bool = true,
    points: Int = 100, showsMeans: Bool = false, showsExtrema: Bool = true, showsMedians: Bool = false
  ) throws -> (bodies: [Area], lines: [String: Segments]) {
    guard positions.count == series.count else {
      throw FigureError(
        .value, "List of violinplot statistics and `positions` values must have the same length")
    }
    let color = nextColor()
    var bodies: [Area] = []
    var marks: [String: [(Point, Point)]] = [:]
    for (index, values) in series.enumerated() {
      let width = widths[index % max(widths.count, 1)]
      let position = positions[index]
      try Interruption.check()
      let finite = Interruption.sorted(values.filter(\.isFinite))
      guard let low = finite.first, let high = finite.last else { continue }
      func point(_ along: Double, _ across: Double) -> Point {
        upright ? Point(along, across) : Point(across, along)
      }
      if let density = Self.density(finite, points: min(max(points, 2), 5000)),
        let most = density.density.max()
      {
        let right = zip(density.places, density.density).map { point(position + 0.5 * width * $1 / most, $0) }
        let left = zip(density.places, density.density).map { point(position - 0.5 * width * $1 / most, $0) }
        let body = Area([left + right.reversed()], faceColor: color)
        body.alpha = 0.3
        add(body)
        bodies.append(body)
      }
      func bar(_ name: String, _ value: Double) {
        marks[name, default: []].append(
          (point(position - width / 4, value), point(position + width / 4, value)))
      }
      if showsMeans { bar("cmeans", finite.reduce(0, +) / Double(finite.count)) }
      if showsExtrema {
        bar("cmaxes", high)
        bar("cmins", low)
        marks["cbars", default: []].append((point(position, low), point(position, high)))
      }
      if showsMedians { bar("cmedians", BoxStatistics.percentile(finite, 50)) }
    }
    var lines: [String: Segments] = [:]
    for name in ["cmeans", "cmaxes", "cmins", "cbars", "cmedians"] {
      guard let segments = marks[name] else { continue }
      let artist = Segments(segments, color: color, lineWidth: rc.number("lines.linewidth"))
      artist.label = "_violin"
      add(artist)
      lines[name] = artist
    }
    return (bodies, lines)
  }
}
