/// What a call may say about a histogram.
public struct HistogramOptions: Sendable {
  public enum Bins: Sendable {
    case count(Int)
    case edges([Double])
  }

  public enum Kind: String, Sendable, CaseIterable {
    case bar, barstacked, step, stepfilled
  }

  public var bins = Bins.count(10)
  public var range: (low: Double, high: Double)?
  /// The bars' areas sum to 1.
  public var density = false
  public var cumulative = false
  public var weights: [Double]?
  public var kind = Kind.bar
  public var horizontal = false
  public var log = false
  /// Width of the bars as a part of their bins.
  public var relativeWidth: Double?
  public var patch = PatchOptions()
  public init() {}
}

extension Axes {
  /// Counts values in bins and draws the counts as bars.
  ///
  /// Bins are half open, the last one closed; nan and values outside are not counted.
  ///
  /// - Returns: the counts (or densities), the edges (one more), and what was drawn.
  /// - Throws: `FigureError` of kind value for bins that do not rise or a range that is not finite.
  @discardableResult
  public func hist(_ values: [Double], _ options: HistogramOptions = HistogramOptions()) throws -> (
    counts: [Double], edges: [Double], artist: Artist
  ) {
    let edges = try Self.edges(values, options)
    if let weights = options.weights, weights.count != values.count {
      throw FigureError(.value, "weights should have the same shape as x")
    }
    var counts = Self.counts(
      values, edges, uniform: { if case .count = options.bins { true } else { false } }(), options.weights)
    if options.density {
      let total = counts.reduce(0, +)
      for index in counts.indices { counts[index] /= (edges[index + 1] - edges[index]) * total }
    }
    if options.cumulative {
      var sum = 0.0
      for index in counts.indices {
        sum += options.density ? counts[index] * (edges[index + 1] - edges[index]) : counts[index]
        counts[index] = sum
      }
    }
    let artist = try drawHistogram(counts, edges, options)
    if options.log { (options.horizontal ? xAxis : yAxis).scale = .log }
    return (counts, edges, artist)
  }

  private func drawHistogram(_ counts: [Double], _ edges: [Double], _ options: HistogramOptions) throws
    -> Artist
  {
    switch options.kind {
    case .bar, .barstacked:
      let part = options.relativeWidth ?? 1
      let widths = counts.indices.map { (edges[$0 + 1] - edges[$0]) * part }
      let middles = counts.indices.map { (edges[$0] + edges[$0 + 1]) / 2 }
      return options.horizontal
        ? try barh(y: middles, width: counts, height: widths, options.patch)
        : try bar(x: middles, height: counts, width: widths, options.patch)
    case .step, .stepfilled:
      var outline = [Point(edges[0], 0)]
      for index in counts.indices {
        outline.append(Point(edges[index], counts[index]))
        outline.append(Point(edges[index + 1], counts[index]))
      }
      outline.append(Point(edges[edges.count - 1], 0))
      if options.horizontal { outline = outline.map { Point($0.y, $0.x) } }
      let area = Area(
        [outline], faceColor: options.patch.faceColor ?? options.patch.color ?? nextPatchColor())
      area.fill = options.kind == .stepfilled
      area.closed = options.kind == .stepfilled
      area.footY = options.horizontal ? nil : 0
      area.apply(options.patch)
      if options.kind == .step, let edge = options.patch.edgeColor ?? options.patch.color {
        area.edgeColor = edge
      }
      add(area)
      return area
    }
  }

  private static func edges(_ values: [Double], _ options: HistogramOptions) throws -> [Double] {
    switch options.bins {
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

  private static func counts(_ values: [Double], _ edges: [Double], uniform: Bool, _ weights: [Double]?)
    -> [Double]
  {
    let bins = edges.count - 1
    var counts = [Double](repeating: 0, count: bins)
    let (low, high) = (edges[0], edges[bins])
    for (position, value) in values.enumerated() where value >= low && value <= high {
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
