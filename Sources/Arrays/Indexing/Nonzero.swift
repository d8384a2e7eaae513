import CKernels

extension NDArray {
  /// The number of elements that are not zero. Errors: KeyboardInterrupt.
  public func countNonzero() throws(ArrayError) -> Int {
    guard let kernel = nb_reduce_find(Int32(NB_COUNT_NONZERO.rawValue), Int32(dtype.rawValue)) else {
      return 0
    }
    var total = 0
    var walk = StridedIteration(shape, strides)
    walk.sortAxes()
    walk.coalesce()
    let origin = bytes
    try walk.forEachRun { (i, _, _, _) throws(ArrayError) in
      var part = 0
      kernel(origin + i, walk.runStride(0), walk.runLength, &part)
      total += part
    }
    try Interruption.check()
    return total
  }

  /// The places of the elements that are not zero, in C order: one int64 array a dimension.
  ///
  /// Errors: a 0-d array has no places.
  public func nonzero() throws(ArrayError) -> [NDArray] {
    guard ndim > 0 else {
      throw ArrayError(
        .value,
        "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead."
          + (dtype == .bool
            ? " If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`." : "")
      )
    }
    let mask = dtype == .bool ? self : try astype(.bool)
    let total = try mask.countNonzero()
    var results: [NDArray] = []
    for _ in 0..<ndim { results.append(try NDArray(empty: Shape(total), .int64)) }
    if total == 0 { return results }
    let columns = results.map { $0.data.assumingMemoryBound(to: Int.self) }
    var found = 0
    var position = Shape(repeating: 0, count: ndim)
    let last = ndim - 1
    let (length, step) = (shape[last], mask.strides[last])
    var offset = 0
    var left = Interruption.block
    while true {
      let row = mask.bytes + offset
      try Interruption.forEachBlock(of: length) { start, count in
        for j in start..<(start + count) where row[j &* step] != 0 {
          for k in 0..<last { columns[k][found] = position[k] }
          columns[last][found] = j
          found += 1
        }
      }
      left = left &- length
      if left < 0 {
        try Interruption.check()
        left = Interruption.block
      }
      var axis = last - 1
      while axis >= 0 {
        position[axis] += 1
        offset = offset &+ mask.strides[axis]
        if position[axis] < shape[axis] { break }
        position[axis] = 0
        offset = offset &- mask.strides[axis] &* shape[axis]
        axis -= 1
      }
      if axis < 0 { return results }
    }
  }

  /// The places of the elements that are not zero, in the flattened array: `np.flatnonzero`.
  public func flatNonzero() throws(ArrayError) -> NDArray { try ravel().nonzero()[0] }
}
