extension NDArray {
  /// The bins of a histogram.
  public enum Bins {
    /// So many of equal width over the range.
    case count(Int)
    /// Between these edges.
    case edges(NDArray)
  }

  /// The edges of a histogram's bins.
  ///
  /// Errors: NumPy's for ranges that are not finite or reversed, and edges that do not ascend.
  public func histogramEdges(_ bins: Bins = .count(10), range: (Double, Double)? = nil) throws(ArrayError)
    -> NDArray
  {
    switch bins {
    case .edges(let edges):
      if edges.ndim != 1 { throw ArrayError(.value, "`bins` must be 1d, when an array") }
      let values = try edges.doubles()
      if zip(values, values.dropFirst()).contains(where: { $0 > $1 }) {
        throw ArrayError(.value, "`bins` must increase monotonically, when an array")
      }
      return edges
    case .count(let number):
      if number < 1 { throw ArrayError(.value, "`bins` must be positive, when an integer") }
      let (first, last) = try outerEdges(range)
      let edges =
        dtype == .float32 && range == nil
        ? try NDArray.evenSteps(Float(first), Float(last), number)
        : try NDArray.linspace(first, last, count: number + 1).astype(dtype == .float32 ? .float32 : .float64)
      let values = try edges.doubles()
      if zip(values, values.dropFirst()).contains(where: { $0 >= $1 }) {
        throw ArrayError(
          .value, "Too many bins for data range. Cannot create \(number) finite-sized bins.")
      }
      return edges
    }
  }

  /// How many elements fall in each bin (the last one includes its right edge), or the sums of their weights.
  ///
  /// With `density` the counts are divided by the bin widths and the total.
  public func histogram(
    _ bins: Bins = .count(10), range: (Double, Double)? = nil, weights: NDArray? = nil, density: Bool = false
  ) throws(ArrayError) -> (counts: NDArray, edges: NDArray) {
    if let weights, weights.shape != shape {
      throw ArrayError(.value, "weights should have the same shape as a.")
    }
    let edges = try histogramEdges(bins, range: range)
    let limits = try edges.doubles()
    let places = limits.count - 1
    var sums = [Double](repeating: 0, count: Swift.max(places, 0))
    let values = try doubles()
    let weightValues = try weights?.doubles()
    if places > 0 {
      for (k, x) in values.enumerated() {
        if k & 0xFFF == 0 { try Interruption.check() }
        guard x >= limits[0] && x <= limits[places] else { continue }
        var low = 0
        var high = places
        while high - low > 1 {
          let middle = (low + high) / 2
          if x < limits[middle] { high = middle } else { low = middle }
        }
        sums[low] += weightValues?[k] ?? 1
      }
    }
    var counts: NDArray
    if let weights {
      counts = try NDArray(sums).astype(weights.dtype)
    } else {
      counts = try NDArray(sums.map { Int($0) })
    }
    if density {
      let widths = try NDArray.binary(
        .subtract, .array(edges.part(0, 1, places)), .array(edges.part(0, 0, places))
      ).asArray().astype(.float64)
      let total = try counts.reduce(.sum)
      let scaled = try NDArray.binary(.divide, .array(counts), .array(widths))
      counts = try NDArray.binary(.divide, scaled.operand, total.operand).asArray()
    }
    return (counts, edges)
  }

  /// `intervals` equal steps in float32 arithmetic.
  private static func evenSteps(_ first: Float, _ last: Float, _ intervals: Int) throws(ArrayError) -> NDArray
  {
    let result = try NDArray(empty: Shape(intervals + 1), .float32)
    let out = result.data.assumingMemoryBound(to: Float.self)
    let step = (last - first) / Float(intervals)
    for i in 0..<intervals { out[i] = Float(i) * step + first }
    out[intervals] = last
    return result
  }

  private func outerEdges(_ range: (Double, Double)?) throws(ArrayError) -> (Double, Double) {
    var (first, last): (Double, Double)
    if let range {
      (first, last) = range
      if first > last { throw ArrayError(.value, "max must be larger than min in range parameter.") }
      guard first.isFinite && last.isFinite else {
        throw ArrayError(
          .value, "supplied range of [\(FloatText.repr(first)), \(FloatText.repr(last))] is not finite")
      }
    } else if count == 0 {
      (first, last) = (0, 1)
    } else {
      guard case .scalar(let smallest) = try reduce(.min), case .scalar(let largest) = try reduce(.max) else {
        preconditionFailure("reducing all axes gives a scalar")
      }
      (first, last) = (smallest.doubleValue, largest.doubleValue)
      guard first.isFinite && last.isFinite else {
        throw ArrayError(
          .value,
          "autodetected range of [\(smallest.formatted(.str)), \(largest.formatted(.str))] is not finite")
      }
    }
    if first == last {
      first -= 0.5
      last += 0.5
    }
    return (first, last)
  }
}
