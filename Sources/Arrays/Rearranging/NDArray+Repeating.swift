extension NDArray {
  /// Every item along an axis so many times in a row; flattened first when `axis` is `nil`.
  ///
  /// `repeats` holds one number for all items or one for each.
  /// Errors: `repeats may not contain negative values.`, lengths that do not fit.
  public func repeating(_ repeats: [Int], axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().repeating(repeats, axis: 0) }
    if ndim == 0 { return try reshape([1]).repeating(repeats, axis: axis) }
    let along = try normalize(axis: axis)
    let length = shape[along]
    guard repeats.count == 1 || repeats.count == length else {
      throw ArrayError(
        .value, "operands could not be broadcast together with shape (\(length),) (\(repeats.count),)")
    }
    var total = 0
    for i in 0..<length {
      let times = repeats[repeats.count == 1 ? 0 : i]
      if times < 0 {
        throw ArrayError(
          .value,
          repeats.count == 1
            ? "negative dimensions are not allowed" : "repeats may not contain negative values.")
      }
      let (sum, overflow) = total.addingReportingOverflow(times)
      total = overflow ? Int.max : sum
    }
    var newShape = shape
    newShape[along] = total
    let result = try NDArray(empty: newShape, dtype)
    var start = 0
    for i in 0..<length {
      let times = repeats[repeats.count == 1 ? 0 : i]
      if times == 0 { continue }
      try Interruption.check()
      try result.part(along, start, times).fill(from: part(along, i, 1))
      start += times
    }
    return result
  }

  /// The whole array so many times along each axis; missing leading axes count as length one.
  public func tile(_ repetitions: [Int]) throws(ArrayError) -> NDArray {
    let rank = Swift.max(ndim, repetitions.count)
    if rank > Shape.maximumCount { throw Shape.tooMany(rank) }
    let times = [Int](repeating: 1, count: rank - repetitions.count) + repetitions
    var padded = shape
    for _ in 0..<(rank - ndim) { padded.insert(1, at: 0) }
    let source = try reshape(padded)
    var newShape = padded
    for i in 0..<rank {
      if times[i] < 0 { throw ArrayError(.value, "negative dimensions are not allowed") }
      let (length, overflow) = padded[i].multipliedReportingOverflow(by: times[i])
      newShape[i] = overflow ? Int.max : length
    }
    let result = try NDArray(empty: newShape, dtype)
    if result.count == 0 { return result }
    // The first tile, then along each axis copies of what is already there, twice as much each time.
    var done = padded
    try result.corner(done).fill(from: source)
    for axis in 0..<rank {
      while done[axis] < newShape[axis] {
        let length = Swift.min(done[axis], newShape[axis] - done[axis])
        let filled = result.corner(done)
        var grown = done
        grown[axis] += length
        try result.corner(grown).part(axis, done[axis], length).fill(from: filled.part(axis, 0, length))
        done = grown
      }
    }
    return result
  }

  /// The view on the first items of each axis.
  private func corner(_ lengths: Shape) -> NDArray { view(shape: lengths, strides: strides) }
}
