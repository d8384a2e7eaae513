import Arrays

/// What a call may say about a histogram.
public struct HistogramOptions: Sendable {
  public enum Bins: Sendable {
    case count(Int)
    case edges([Double])
    /// A rule for their number: `auto`, `fd`, `sturges`, `sqrt`, `rice`, `scott`.
    case rule(String)
  }

  public enum Kind: String, Sendable, CaseIterable {
    case bar, barstacked, step, stepfilled
  }

  public enum Align: String, Sendable, CaseIterable {
    case left, mid, right
  }

  public var bins = Bins.count(10)
  public var range: (low: Double, high: Double)?
  /// The bars' areas sum to 1.
  public var density = false
  /// 1 adds up from the left, -1 from the right.
  public var cumulative = 0
  /// One list a series.
  public var weights: [[Double]]?
  public var kind = Kind.bar
  public var align = Align.mid
  public var horizontal = false
  public var log = false
  /// Where bars begin: one for all, or one a bin.
  public var bottom: [Double] = [0]
  /// Bars of several series on top of each other.
  public var stacked = false
  /// Width of the bars as a part of their bins.
  public var relativeWidth: Double?
  public var patch = PatchOptions()
  /// One a series, over `patch`.
  public var colors: [Color] = []
  public var labels: [String] = []
  public init() {}
}

extension Axes {
  /// Counts values in bins and draws the counts as bars.
  ///
  /// Bins are half open, the last one closed; nan and values outside are not counted. Several series share their bins; their bars
  /// stand side by side, or on top of each other.
  ///
  /// - Returns: the counts (or densities) of each series, summed up where they are stacked; the edges (one more); what was drawn.
  /// - Throws: `FigureError` of kind value for bins that do not rise or a range that is not finite.
  @discardableResult
  public func hist(_ series: [[Double]], _ options: HistogramOptions = HistogramOptions()) throws -> (
    counts: [[Double]], edges: [Double], artists: [Artist]
  ) {
    let edges = try Self.binEdges(series.flatMap { $0 }, options)
    try Interruption.check()
    if let weights = options.weights {
      guard weights.count == series.count, zip(weights, series).allSatisfy({ $0.count == $1.count }) else {
        throw FigureError(.value, "weights should have the same shape as x")
      }
    }
    guard options.bottom.count == 1 || options.bottom.count == edges.count - 1 else {
      throw FigureError(.value, "bottom must be one number, or one for each bin")
    }
    let isStacked = options.stacked || options.kind == .barstacked
    let isUniform = if case .edges = options.bins { false } else { true }
    let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
    var tops = series.enumerated().map {
      Self.counts($0.element, edges, uniform: isUniform, options.weights?[$0.offset])
    }
    try Interruption.check()
    func scale(_ counts: [Double], _ total: Double) -> [Double] {
      zip(counts, widths).map { $0 / ($1 * total) }
    }
    if options.density, !isStacked { tops = tops.map { scale($0, $0.reduce(0, +)) } }
    if isStacked {
      for index in tops.indices.dropFirst() {
        tops[index] = zip(tops[index - 1], tops[index]).map { $0 + $1 }
      }
      if options.density {
        let total = (tops.last ?? []).reduce(0, +)
        tops = tops.map { scale($0, total) }
      }
    }
    if options.cumulative != 0 { tops = tops.map { Self.summed($0, widths, options) } }
    let artists = try draw(tops, edges, widths, isStacked, options)
    if options.log { (options.horizontal ? xAxis : yAxis).scale = .log }
    return (tops, edges, artists)
  }

  /// Counts the values of one series.
  @discardableResult
  public func hist(_ values: [Double], _ options: HistogramOptions = HistogramOptions()) throws -> (
    counts: [Double], edges: [Double], artist: Artist
  ) {
    let drawn = try hist([values], options)
    return (drawn.counts[0], drawn.edges, drawn.artists[0])
  }

  private static func summed(_ counts: [Double], _ widths: [Double], _ options: HistogramOptions) -> [Double]
  {
    var sum = 0.0
    var result = counts
    let order = options.cumulative > 0 ? Array(counts.indices) : counts.indices.reversed()
    for index in order {
      sum += options.density ? counts[index] * widths[index] : counts[index]
      result[index] = sum
    }
    return result
  }

  private func draw(
    _ tops: [[Double]], _ edges: [Double], _ widths: [Double], _ isStacked: Bool, _ options: HistogramOptions
  ) throws -> [Artist] {
    let bottoms = widths.indices.map { options.bottom[options.bottom.count == 1 ? 0 : $0] }
    var looks: [PatchOptions] = []
    for index in tops.indices {
      var look = options.patch
      if options.colors.indices.contains(index) {
        look.color = options.colors[index]
      } else if look.color == nil, look.faceColor == nil {
        look.color = nextColor()
      }
      if !options.labels.isEmpty { look.label = index < options.labels.count ? options.labels[index] : nil }
      if let hatches = options.patch.hatches, !hatches.isEmpty { look.hatch = hatches[index % hatches.count] }
      look.hatches = nil
      looks.append(look)
    }
    switch options.kind {
    case .bar, .barstacked:
      return try drawBars(tops, edges, widths, bottoms, isStacked, looks, options)
    case .step, .stepfilled:
      let shift: [Double] =
        switch options.align {
        case .left: widths.map { -$0 / 2 }
        case .mid: widths.map { _ in 0 }
        case .right: widths.map { $0 / 2 }
        }
      let moved = edges.indices.map { edges[$0] + shift[min($0, shift.count - 1)] }
      return tops.indices.map { index in
        let low = isStacked && index > 0 ? zip(tops[index - 1], bottoms).map { $0 + $1 } : bottoms
        let high = zip(tops[index], bottoms).map { $0 + $1 }
        return drawSteps(low, high, moved, looks[index], options)
      }
    }
  }

  private func drawBars(
    _ tops: [[Double]], _ edges: [Double], _ widths: [Double], _ bottoms: [Double], _ isStacked: Bool,
    _ looks: [PatchOptions], _ options: HistogramOptions
  ) throws -> [Artist] {
    let several = tops.count > 1 && !isStacked
    let part = options.relativeWidth.map { min(max($0, 0), 1) } ?? (several ? 0.8 : 1)
    let count = several ? Double(tops.count) : 1
    let align: Double =
      switch options.align {
      case .left: 0
      case .mid: 0.5
      case .right: 1
      }
    return try tops.indices.map { index in
      let low = isStacked && index > 0 ? zip(tops[index - 1], bottoms).map { $0 + $1 } : bottoms
      let lengths = isStacked && index > 0 ? zip(tops[index], tops[index - 1]).map { $0 - $1 } : tops[index]
      let sizes = widths.map { $0 * part / count }
      let middles = widths.indices.map {
        edges[$0] + widths[$0] * align + (several ? sizes[$0] * (Double(index) - (count - 1) / 2) : 0)
      }
      var look = looks[index]
      look.label = looks[index].label
      return options.horizontal
        ? try barh(y: middles, width: lengths, height: sizes, left: low, look)
        : try bar(x: middles, height: lengths, width: sizes, bottom: low, look)
    }
  }

  /// The outline of a histogram, filled or not.
  @discardableResult
  func drawSteps(
    _ low: [Double], _ high: [Double], _ edges: [Double], _ look: PatchOptions, _ options: HistogramOptions
  ) -> Area {
    var outline: [Point] = [Point(edges[0], low[0])]
    for index in high.indices {
      outline.append(Point(edges[index], high[index]))
      outline.append(Point(edges[index + 1], high[index]))
    }
    outline.append(Point(edges[edges.count - 1], low[low.count - 1]))
    let isFilled = options.kind == .stepfilled
    if isFilled, low.contains(where: { $0 != low[0] }) {
      for index in low.indices.reversed() {
        outline.append(Point(edges[index + 1], low[index]))
        outline.append(Point(edges[index], low[index]))
      }
    }
    if options.horizontal { outline = outline.map { Point($0.y, $0.x) } }
    let area = Area([outline], faceColor: look.faceColor ?? look.color ?? firstColor)
    area.footY = options.horizontal ? nil : low.min()
    area.footX = options.horizontal ? low.min() : nil
    area.apply(look)
    area.fill = look.fill ?? isFilled
    area.closed = isFilled
    if !isFilled { area.edgeColor = look.edgeColor ?? look.color ?? area.faceColor }
    add(area)
    return area
  }

  /// The edges of the bins that options ask for.
  public static func binEdges(_ values: [Double], _ options: HistogramOptions) throws -> [Double] {
    switch options.bins {
    case .rule(let rule):
      var plain = options
      plain.bins = .count(try BinRule.count(rule, values, options.range))
      return try binEdges(values, plain)
    case .edges(let edges):
      guard edges.count > 1 else { throw FigureError(.value, "`bins` must have at least two edges") }
      guard zip(edges, edges.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw FigureError(.value, "`bins` must increase monotonically, when an array")
      }
      return edges
    case .count(let count):
      guard count > 0 else { throw FigureError(.value, "`bins` must be positive, when an integer") }
      guard count <= 1_000_000 else { throw FigureError(.value, "Too many bins for data range.") }
      let present = values.filter { !$0.isNaN }
      try Interruption.check()
      var low = options.range?.low ?? present.min() ?? 0
      var high = options.range?.high ?? present.max() ?? 1
      guard low <= high || options.range == nil else {
        throw FigureError(.value, "max must be larger than min in range parameter.")
      }
      guard low.isFinite, high.isFinite else {
        throw FigureError(
          .value,
          "\(options.range == nil ? "autodetected" : "supplied") range of [\(low), \(high)] is not finite")
      }
      if low == high {
        low -= 0.5
        high += 0.5
      }
      let step = (high - low) / Double(count)
      return (0..<count).map { low + Double($0) * step } + [high]
    }
  }

  /// The bin of each value; nil outside.
  public static func bins(of values: [Double], _ edges: [Double]) -> [Int?] {
    guard let low = edges.first, let high = edges.last, edges.count > 1 else {
      return values.map { _ in nil }
    }
    return values.map { value in
      guard value >= low, value <= high else { return nil }
      var (a, b) = (0, edges.count - 1)
      while b - a > 1 {
        let middle = (a + b) / 2
        if edges[middle] <= value { a = middle } else { b = middle }
      }
      return a
    }
  }

  private static func counts(_ values: [Double], _ edges: [Double], uniform: Bool, _ weights: [Double]?)
    -> [Double]
  {
    let bins = edges.count - 1
    var counts = [Double](repeating: 0, count: bins)
    let (low, high) = (edges[0], edges[bins])
    for (position, value) in values.enumerated() where value >= low && value <= high {
      if Interruption.isPending(at: position) { break }
      var index: Int
      if uniform {
        index = min(Elementary.whole(((value - low) / (high - low) * Double(bins)).rounded(.down)), bins - 1)
        // The quotient may round across an edge.
        if value < edges[index] {
          index -= 1
        } else if value >= edges[index + 1], index < bins - 1 {
          index += 1
        }
        index = max(index, 0)
      } else {
        var (a, b) = (0, bins)
        while b - a > 1 {
          let middle = (a + b) / 2
          if edges[middle] <= value { a = middle } else { b = middle }
        }
        index = a
      }
      counts[index] += weights?[position] ?? 1
    }
    return counts
  }
}
