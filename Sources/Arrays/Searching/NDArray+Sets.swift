extension NDArray {
  /// What `np.unique` gives besides the values.
  public struct UniqueElements {
    /// Each element once, ascending.
    public let values: NDArray
    /// Where each first occurs.
    public let indices: NDArray
    /// Which value each element is, in the shape of the array.
    public let inverse: NDArray
    /// How often each occurs.
    public let counts: NDArray
  }

  /// The different elements in ascending order; nans count as one (`equal_nan`).
  public func unique(equalNaN: Bool = true) throws(ArrayError) -> UniqueElements {
    let flat = try flatten()
    var order = Array(0..<count)
    flat.sortPlaces(&order)
    try Interruption.check()
    let sorted = try flat.taking(order, axis: 0)
    return try NDArray.unique(
      order, inverseShape: shape, take: { (places) throws(ArrayError) in try flat.taking(places, axis: 0) },
      areEqual: { i, j in
        let (a, b) = (sorted.data + i * itemSize, sorted.data + j * itemSize)
        let (x, y) = (Scalar(loading: a, dtype), Scalar(loading: b, dtype))
        return x == y || (equalNaN && dtype.isFloat && x.doubleValue.isNaN && y.doubleValue.isNaN)
      })
  }

  /// The different slices along an axis, in lexicographic order.
  public func unique(axis: Int) throws(ArrayError) -> UniqueElements {
    let along = try normalize(axis: axis)
    let moved = try moveAxes([along], to: [0])
    let rows = try moved.reshape(Shape(shape[along], shape[along] == 0 ? 0 : count / shape[along]))
      .contiguous()
    let width = rows.shape[1]
    var order = Array(0..<shape[along])
    // Least significant column first; the sort is stable.
    for column in stride(from: width - 1, through: 0, by: -1) {
      try rows.item(1, column).contiguous().sortPlaces(&order)
      try Interruption.check()
    }
    let sorted = order
    return try NDArray.unique(
      order, inverseShape: Shape(shape[along]),
      take: { (places) throws(ArrayError) in try taking(places, axis: along) },
      areEqual: { i, j in
        (0..<width).allSatisfy {
          let a = rows.data + (sorted[i] * width + $0) * itemSize
          let b = rows.data + (sorted[j] * width + $0) * itemSize
          return Scalar(loading: a, dtype) == Scalar(loading: b, dtype)
        }
      })
  }

  private static func unique(
    _ order: [Int], inverseShape: Shape, take: ([Int]) throws(ArrayError) -> NDArray,
    areEqual: (Int, Int) -> Bool
  ) throws(ArrayError) -> UniqueElements {
    var firsts: [Int] = []
    var counts: [Int] = []
    let inverse = try NDArray(empty: inverseShape, .int64)
    let out = inverse.data.assumingMemoryBound(to: Int.self)
    for i in order.indices {
      if i & 0xFFFF == 0 { try Interruption.check() }
      if i == 0 || !areEqual(i, i - 1) {
        firsts.append(order[i])
        counts.append(0)
      }
      counts[counts.count - 1] += 1
      out[order[i]] = firsts.count - 1
    }
    return UniqueElements(
      values: try take(firsts), indices: try NDArray(firsts), inverse: inverse, counts: try NDArray(counts))
  }

  /// Whether each element occurs in `others`, in this array's shape: `np.isin`.
  public func isIn(_ others: NDArray, invert: Bool = false) throws(ArrayError) -> NDArray {
    let type = DType.promote(dtype, others.dtype)
    let sorted = try others.ravel().astype(type).sorted(axis: 0)
    let own = try astype(type, order: .c, copy: false).contiguous()
    let left = try sorted.searchSorted(.array(own)).asArray()
    let places = left.data.assumingMemoryBound(to: Int.self)
    let result = try NDArray(empty: shape, .bool)
    let out = result.data.assumingMemoryBound(to: UInt8.self)
    for i in 0..<count {
      if i & 0xFFFF == 0 { try Interruption.check() }
      let x = Scalar(loading: own.data + i * type.itemSize, type)
      let found =
        places[i] < sorted.count && Scalar(loading: sorted.data + places[i] * type.itemSize, type) == x
      out[i] = found != invert ? 1 : 0
    }
    return result
  }

  /// Elements that both arrays have, ascending: `np.intersect1d`.
  public static func intersection(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    let values = try a.unique().values
    let kept = try values.select(values.isIn(b))
    return try kept.astype(DType.promote(a.dtype, b.dtype), copy: false)
  }

  /// Elements that either array has, ascending: `np.union1d`.
  public static func union(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    try concatenate([a, b], axis: nil).unique().values
  }

  /// Elements of the first array that the second lacks, ascending: `np.setdiff1d`.
  public static func difference(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    let values = try a.unique().values
    return try values.select(values.isIn(b, invert: true))
  }

  /// Elements that exactly one array has, ascending: `np.setxor1d`.
  public static func symmetricDifference(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    try union(difference(a, b), difference(b, a))
  }

  /// The elements of this 1-d array where the mask holds.
  private func select(_ mask: NDArray) throws(ArrayError) -> NDArray {
    try taking(mask.truePlaces(), axis: 0)
  }
}
