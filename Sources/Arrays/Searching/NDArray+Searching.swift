import CKernels

extension NDArray {
  /// On which side of equal elements a search stops.
  public enum Side: String, Sendable {
    case left, right
  }

  /// Where values belong in this sorted 1-d array (`sorter` gives the order when it is not sorted itself).
  ///
  /// Errors: `object too deep for desired array`.
  public func searchSorted(_ values: Operand, side: Side = .left, sorter: NDArray? = nil) throws(ArrayError)
    -> ArrayResult
  {
    guard ndim == 1 else {
      throw ArrayError(
        .value, "object \(ndim == 0 ? "of too small depth for" : "too deep for") desired array")
    }
    let wanted = try values.asArray()
    let type = DType.promote(dtype, wanted.dtype)
    var sorted = self
    if let sorter {
      guard sorter.dtype.isInteger else { throw ArrayError(.type, "sorter must only contain integers") }
      guard sorter.ndim == 1, sorter.count == count else {
        throw ArrayError(.value, "sorter.size must equal array size")
      }
      let places = try sorter.doubles().map { Int($0) }
      guard places.allSatisfy({ $0 >= 0 && $0 < count }) else {
        throw ArrayError(.value, "Sorter index out of range.")
      }
      sorted = try taking(places, axis: 0)
    }
    let keys = try sorted.astype(type, order: .c, copy: false).contiguous()
    let needles = try wanted.astype(type, order: .c, copy: false).contiguous()
    let result = try NDArray(empty: wanted.shape, .int64)
    let out = result.data.assumingMemoryBound(to: Int.self)
    func search<T: Sortable>(_: T.Type) {
      let keys = keys.data.assumingMemoryBound(to: T.self)
      let needles = needles.data.assumingMemoryBound(to: T.self)
      for i in 0..<result.count {
        if nb_interrupt_at(i) { return }
        var low = 0
        var high = count
        while low < high {
          let middle = low + (high - low) / 2
          let goesRight =
            side == .left ? T.precedes(keys[middle], needles[i]) : !T.precedes(needles[i], keys[middle])
          if goesRight { low = middle + 1 } else { high = middle }
        }
        out[i] = low
      }
    }
    switch type {
    case .bool, .uint8: search(UInt8.self)
    case .int32: search(Int32.self)
    case .int64: search(Int.self)
    case .uint64: search(UInt64.self)
    case .float32: search(Float.self)
    case .float64: search(Double.self)
    }
    try Interruption.check()
    return result.scalarIfZeroDimensional
  }

  /// `np.digitize`: the number of the bin that each value falls in; bins ascend or descend.
  ///
  /// Errors: `bins must be monotonically increasing or decreasing`.
  public static func digitize(_ values: Operand, bins: NDArray, right: Bool = false) throws(ArrayError)
    -> ArrayResult
  {
    let edges = try bins.doubles()
    let pairs = zip(edges, edges.dropFirst())
    let side: Side = right ? .left : .right
    if pairs.allSatisfy({ $0 <= $1 }) { return try bins.searchSorted(values, side: side) }
    guard pairs.allSatisfy({ $0 >= $1 }) else {
      throw ArrayError(.value, "bins must be monotonically increasing or decreasing")
    }
    let places = try bins.flip([0]).searchSorted(values, side: side)
    return try binary(.subtract, .pyInt(bins.count), places.operand)
  }

  /// The places of the elements that are not zero, one row each: `np.argwhere`.
  public func argwhere() throws(ArrayError) -> NDArray {
    if ndim == 0 { return try NDArray(empty: Shape(truePlaces().count, 0), .int64) }
    return try NDArray.stack(try nonzero(), axis: 0).transposed
  }

  /// Places in C order of the elements that are not zero.
  func truePlaces() throws(ArrayError) -> [Int] {
    var places: [Int] = []
    var i = 0
    try forEachElement {
      if Scalar(loading: $0, dtype).isTrue { places.append(i) }
      i += 1
    }
    return places
  }

  /// How often each number 0, 1, 2, … occurs, or the sums of its weights: `np.bincount`.
  ///
  /// Errors: NumPy's for floats, negative numbers, more than one dimension and weights of another length.
  public func binCount(weights: NDArray? = nil, minimumLength: Int = 0) throws(ArrayError) -> NDArray {
    guard ndim == 1 else {
      throw ArrayError(
        .value, "object \(ndim == 0 ? "of too small depth for" : "too deep for") desired array")
    }
    let places = try astype(.int64, order: .c, casting: .safe, copy: false).contiguous()
    if minimumLength < 0 { throw ArrayError(.value, "'minlength' must not be negative") }
    let p = places.data.assumingMemoryBound(to: Int.self)
    var largest = -1
    for i in 0..<count {
      if i & 0x3FFFF == 0 { try Interruption.check() }
      if p[i] < 0 { throw ArrayError(.value, "'list' argument must have no negative elements") }
      largest = Swift.max(largest, p[i])
    }
    let (needed, overflow) = largest.addingReportingOverflow(1)
    let length = overflow ? Int.max : Swift.max(needed, minimumLength)
    guard let weights, count > 0 else {
      let result = try NDArray(zeros: Shape(length), .int64)
      let out = result.data.assumingMemoryBound(to: Int.self)
      try Interruption.forEachBlock(of: count) { start, count in
        for i in start..<(start + count) { out[p[i]] += 1 }
      }
      return result
    }
    guard weights.ndim == 1, weights.count == count else {
      throw ArrayError(.value, "The weights and list don't have the same length.")
    }
    let values = try weights.doubles()
    let result = try NDArray(zeros: Shape(length), .float64)
    let out = result.data.assumingMemoryBound(to: Double.self)
    try Interruption.forEachBlock(of: count) { start, count in
      for i in start..<(start + count) { out[p[i]] += values[i] }
    }
    return result
  }
}
