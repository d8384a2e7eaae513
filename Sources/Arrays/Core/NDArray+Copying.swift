import CKernels

extension NDArray {
  /// The order of a copy's elements in memory.
  public enum Order: String, Sendable {
    /// Row by row.
    case c = "C"
    /// Column by column.
    case f = "F"
    /// Column by column when the array is only that, otherwise row by row.
    case any = "A"
    /// As near as possible to the array's own.
    case keep = "K"
  }

  /// A fresh array of the same shape, laid out as `order` says, with uninitialised elements.
  public func emptyLike(dtype: DType? = nil, order: Order = .keep) throws(ArrayError) -> NDArray {
    let type = dtype ?? self.dtype
    switch order {
    case .c: return try NDArray(empty: shape, type)
    case .f: return try NDArray(empty: shape, strides: shape.fortranStrides(itemSize: type.itemSize), type)
    case .any:
      return try emptyLike(dtype: type, order: isFContiguous && !isCContiguous ? .f : .c)
    case .keep:
      if isCContiguous || ndim < 2 { return try NDArray(empty: shape, type) }
      if isFContiguous { return try emptyLike(dtype: type, order: .f) }
      return try NDArray(empty: shape, strides: keptStrides(itemSize: type.itemSize), type)
    }
  }

  /// Strides without gaps, their axes in the order of this array's strides by size.
  private func keptStrides(itemSize: Int) -> Shape {
    // A stable insertion sort, largest stride first.
    var order = Shape(repeating: 0, count: ndim)
    for i in 0..<ndim {
      var place = i
      while place > 0, strides[order[place - 1]].magnitude < strides[i].magnitude {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = i
    }
    var result = Shape(repeating: 0, count: ndim)
    var step = itemSize
    for i in (0..<ndim).reversed() {
      result[order[i]] = step
      step = step &* (shape[order[i]] == 0 ? 1 : shape[order[i]])
    }
    return result
  }

  /// A copy that shares nothing with this array.
  public func copy(order: Order = .c) throws(ArrayError) -> NDArray {
    let result = try emptyLike(order: order)
    try result.fillFresh(from: self)
    return result
  }

  /// A copy with another element type: `astype`, casting unsafe unless said otherwise.
  public func astype(
    _ dtype: DType, order: Order = .keep, casting: DType.Casting = .unsafe, copy: Bool = true
  ) throws(ArrayError) -> NDArray {
    guard self.dtype.canCast(to: dtype, casting) else {
      throw ArrayError(
        .type,
        "Cannot cast array data from dtype('\(self.dtype.name)') to dtype('\(dtype.name)') according to the rule "
          + "'\(casting.rawValue)'")
    }
    if !copy, self.dtype == dtype {
      let fits =
        switch order {
        case .keep: true
        case .any: isCContiguous || isFContiguous
        case .c: isCContiguous
        case .f: isFContiguous
        }
      if fits { return self }
    }
    let result = try emptyLike(dtype: dtype, order: order)
    let warns = self.dtype.isFloat && dtype != self.dtype && dtype != .float64
    if warns { ArrayWarnings.begin() }
    try result.fillFresh(from: self)
    if warns { try ArrayWarnings.end("cast") }
    return result
  }

  /// This array when it lies in memory row by row, otherwise such a copy: `np.ascontiguousarray` for ndim > 0.
  public func contiguous() throws(ArrayError) -> NDArray {
    isCContiguous ? self : try copy()
  }

  /// Copies and converts every element of `source`, which has this shape or stretches to it and shares no memory.
  ///
  /// Errors: KeyboardInterrupt, where this array is very large or before anything changed.
  func fill(from source: NDArray) throws(ArrayError) {
    try Interruption.check()
    let from = source.strides(broadcastTo: shape)
    if isCContiguous, source.isCContiguous, source.shape == shape {
      let (size, step) = (itemSize, source.itemSize)
      try Interruption.forEachBlock(of: count, by: Interruption.blockInPlace) { start, count in
        NDArray.convert(
          source.bytes + start * step, step, source.dtype, bytes + start * size, size, dtype, count)
      }
      return
    }
    var walk = StridedIteration(shape, strides(broadcastTo: shape), from)
    walk.sortAxes()
    walk.coalesce()
    let n = walk.runLength
    let (so, sa) = (walk.runStride(0), walk.runStride(1))
    let target = bytes
    let origin = source.bytes
    let (type, sourceType) = (dtype, source.dtype)
    let block = Interruption.blockInPlace
    try walk.forEachRun(block: block) { (o, i, _, _) throws(ArrayError) in
      try Interruption.forEachBlock(of: n, by: block) { start, count in
        NDArray.convert(origin + (i + start * sa), sa, sourceType, target + (o + start * so), so, type, count)
      }
    }
    withExtendedLifetime(source) {}
  }

  /// Takes over the elements of `source`, of the same shape, into an array that nobody has seen yet.
  ///
  /// Errors: KeyboardInterrupt.
  func fillFresh(from source: NDArray) throws(ArrayError) {
    guard count > Interruption.block else {
      try fill(from: source)
      return
    }
    if isCContiguous, source.isCContiguous {
      let (size, from) = (itemSize, source.itemSize)
      try Interruption.forEachBlock(of: count) { start, count in
        NDArray.convert(
          source.bytes + start * from, from, source.dtype, bytes + start * size, size, dtype, count)
      }
      return
    }
    // In a few portions along the first axis.
    let rows = shape[0]
    let portion = Swift.max(1, rows / Swift.max(1, count / Interruption.block))
    var start = 0
    while start < rows {
      let these = Swift.min(portion, rows - start)
      var part = shape
      part[0] = these
      try view(shape: part, strides: strides, offset: start * strides[0])
        .fill(from: source.view(shape: part, strides: source.strides, offset: start * source.strides[0]))
      start += these
    }
  }

  /// Converts a run of elements.
  @inline(__always)
  static func convert(
    _ a: Bytes, _ sa: Int, _ from: DType, _ out: Bytes, _ so: Int, _ to: DType, _ n: Int
  ) {
    if from == to {
      nb_copy(a, sa, out, so, from.itemSize, n)
    } else {
      nb_cast_find(Int32(from.rawValue), Int32(to.rawValue))?(a, sa, out, so, n)
    }
  }
}
