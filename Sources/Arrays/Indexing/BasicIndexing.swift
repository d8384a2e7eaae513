/// Python's `slice.indices`: where a slice starts and how many elements it takes.
@inline(__always)
func sliceRange(_ entry: IndexList.Entry, length: Int) throws(ArrayError) -> (
  start: Int, count: Int, step: Int
) {
  let step = entry.step
  if step == 0 { throw ArrayError(.value, "slice step cannot be zero") }
  func clamp(_ value: Int) -> Int {
    if value < 0 {
      let shifted = value &+ length
      return shifted < 0 ? (step < 0 ? -1 : 0) : shifted
    }
    return value >= length ? (step < 0 ? length - 1 : length) : value
  }
  let start = entry.hasStart ? clamp(entry.start) : step < 0 ? length - 1 : 0
  let stop = entry.hasStop ? clamp(entry.stop) : step < 0 ? -1 : length
  if step > 0 {
    return (start, start < stop ? (stop - start - 1) / step + 1 : 0, step)
  }
  let distance = start - stop
  return (start, distance > 0 ? (distance - 1) / Int(clamping: step.magnitude) + 1 : 0, step)
}

extension NDArray {
  /// The byte offset of element `index` along `axis`.
  ///
  /// Errors: IndexError `index 5 is out of bounds for axis 0 with size 3`.
  @inline(__always)
  public func offset(of index: Int, axis: Int) throws(ArrayError) -> Int {
    let length = shape[axis]
    guard index < length, index >= -length else { throw NDArray.outOfBounds(index, axis, length) }
    return (index < 0 ? index &+ length : index) &* strides[axis]
  }

  static func outOfBounds(_ index: Int, _ axis: Int, _ size: Int) -> ArrayError {
    ArrayError(.index, "index \(index) is out of bounds for axis \(axis) with size \(size)")
  }

  static func tooManyIndices(_ ndim: Int, _ used: Int) -> ArrayError {
    ArrayError(
      .index, "too many indices for array: array is \(ndim)-dimensional, but \(used) were indexed")
  }

  /// The byte offset of the element that as many integers as dimensions name; `nil` for any other index.
  @inline(__always)
  func elementOffset(_ items: borrowing IndexList) throws(ArrayError) -> Int? {
    guard items.count == shape.count, items.onlyIntegers else { return nil }
    var offset = 0
    for i in 0..<items.count { offset = offset &+ (try self.offset(of: items[i].start, axis: i)) }
    return offset
  }

  /// The view that integers, slices, `None` and `...` select.
  ///
  /// Errors: IndexError for too many indices, two ellipses, integers out of bounds; ValueError for a zero step.
  func basicView(_ items: borrowing IndexList) throws(ArrayError) -> NDArray {
    var newShape = Shape()
    var newStrides = Shape()
    var offset = 0
    var axis = 0
    var used = 0
    var ellipses = 0
    var added = 0
    for i in 0..<items.count {
      switch items[i].kind {
      case .int: used += 1
      case .slice:
        used += 1
        added += 1
      case .newAxis: added += 1
      case .ellipsis: ellipses += 1
      case .mask, .indices: preconditionFailure("arrays are not basic indices")
      }
    }
    if ellipses > 1 { throw ArrayError(.index, "an index can only have a single ellipsis ('...')") }
    if used > ndim { throw NDArray.tooManyIndices(ndim, used) }
    let rest = ndim - used
    if added + rest > Shape.maximumCount {
      throw ArrayError(
        .index,
        "number of dimensions must be within [0, \(Shape.maximumCount)], indexing result would have \(added + rest)"
      )
    }
    @inline(__always)
    func keepRest() {
      for _ in 0..<rest {
        newShape.append(shape[axis])
        newStrides.append(strides[axis])
        axis += 1
      }
    }
    for i in 0..<items.count {
      let entry = items[i]
      switch entry.kind {
      case .int:
        offset = offset &+ (try self.offset(of: entry.start, axis: axis))
        axis += 1
      case .slice:
        let (start, count, step) = try sliceRange(entry, length: shape[axis])
        if count > 0 { offset = offset &+ start &* strides[axis] }
        newShape.append(count)
        newStrides.append(strides[axis] &* step)
        axis += 1
      case .newAxis:
        newShape.append(1)
        newStrides.append(0)
      case .ellipsis: keepRest()
      case .mask, .indices: break
      }
    }
    if ellipses == 0 { keepRest() }
    return view(shape: newShape, strides: newStrides, offset: offset)
  }

  /// `x[…]`: a scalar for a full set of integers, a view for basic indices, a copy when arrays take part.
  ///
  /// Errors: IndexError in NumPy's words.
  public func index(_ items: borrowing IndexList) throws(ArrayError) -> ArrayResult {
    if let offset = try elementOffset(items) {
      // With no dimensions, `x[()]` is the element itself.
      return .scalar(Scalar(loading: data + offset, dtype))
    }
    if items.isBasic { return .array(try basicView(items)) }
    return try advancedIndex(items)
  }

  /// `x[i]` for an integer: an element of a vector, else a view.
  ///
  /// Errors: IndexError for an index out of bounds and for a 0-d array.
  @inline(__always)
  public func row(_ i: Int) throws(ArrayError) -> ArrayResult {
    guard ndim > 1 else { return .scalar(try element(i)) }
    let offset = try offset(of: i, axis: 0)
    var (rowShape, rowStrides) = (shape, strides)
    rowShape.remove(at: 0)
    rowStrides.remove(at: 0)
    return .array(view(shape: rowShape, strides: rowStrides, offset: offset))
  }

  /// The element `offset` bytes behind the first.
  @inline(__always)
  public func element(atByte offset: Int) -> Scalar { Scalar(loading: data + offset, dtype) }

  /// Sets the element `offset` bytes behind the first.
  ///
  /// Errors: as for `setIndex`.
  @inline(__always)
  public func setElement(atByte offset: Int, to value: Scalar, weak: Bool) throws(ArrayError) {
    guard isWriteable else { throw ArrayError(.value, "assignment destination is read-only") }
    try assigned(value, weak: weak).store(to: data + offset)
  }

  /// `x[i]` of a vector.
  @inline(__always)
  public func element(_ i: Int) throws(ArrayError) -> Scalar {
    guard ndim == 1 else { throw NDArray.tooManyIndices(ndim, 1) }
    return Scalar(loading: data + (try offset(of: i, axis: 0)), dtype)
  }

  /// `x[i, j]` of a matrix.
  @inline(__always)
  public func element(_ i: Int, _ j: Int) throws(ArrayError) -> Scalar {
    guard ndim == 2 else { throw NDArray.tooManyIndices(ndim, 2) }
    return Scalar(loading: data + (try offset(of: i, axis: 0)) + (try offset(of: j, axis: 1)), dtype)
  }

  /// `x[i, j, k]` of an array of three dimensions.
  @inline(__always)
  public func element(_ i: Int, _ j: Int, _ k: Int) throws(ArrayError) -> Scalar {
    guard ndim == 3 else { throw NDArray.tooManyIndices(ndim, 3) }
    return Scalar(
      loading: data + (try offset(of: i, axis: 0)) + (try offset(of: j, axis: 1))
        + (try offset(of: k, axis: 2)),
      dtype)
  }

  /// `x[…] = value`, converting unsafely as NumPy does.
  ///
  /// Errors: IndexError as for reading; ValueError when the value does not stretch to the selection or the
  /// array is read-only; OverflowError for a Python integer that the dtype cannot hold.
  public func setIndex(_ items: borrowing IndexList, to value: Operand) throws(ArrayError) {
    guard isWriteable else { throw ArrayError(.value, "assignment destination is read-only") }
    if let offset = try elementOffset(items) {
      if let scalar = value.scalarValue {
        try assigned(scalar, weak: value.isWeak).store(to: data + offset)
        return
      }
      try view(shape: Shape(), strides: Shape(), offset: offset).assign(value)
    } else if items.isBasic {
      try basicView(items).assign(value)
    } else {
      try advancedAssign(items, value)
    }
  }

  /// A number as an element of this array.
  ///
  /// Errors: OverflowError and ValueError for Python numbers that have no such element.
  @inline(__always)
  func assigned(_ scalar: Scalar, weak: Bool) throws(ArrayError) -> Scalar {
    if weak {
      if case .int64(let integer) = scalar, dtype != .bool { try dtype.check(integer) }
      if case .float64(let value) = scalar, dtype.isInteger, !value.isFinite {
        if value.isNaN { throw ArrayError(.value, "cannot convert float NaN to integer") }
        throw ArrayError(.overflow, "cannot convert float infinity to integer")
      }
      // A Python float enters an integer array by way of a Python integer.
      if case .float64(let value) = scalar, dtype.isInteger {
        guard value >= -0x1p63, value < 0x1p63 else {
          throw ArrayError(.overflow, "Python int too large to convert to C long")
        }
        try dtype.check(Int(value))
      }
    }
    return scalar.cast(to: dtype)
  }

  /// Copies `value`, stretched to this array's shape, into every element.
  ///
  /// Errors: `could not broadcast input array from shape (3,) into shape (2,)`.
  public func assign(_ value: Operand) throws(ArrayError) {
    guard isWriteable else { throw ArrayError(.value, "assignment destination is read-only") }
    if let scalar = value.scalarValue {
      try fillAll(with: try assigned(scalar, weak: value.isWeak))
      return
    }
    guard case .array(let source) = value else { return }
    var from = source
    if source.shape != shape {
      // Leading dimensions of length one may be left out.
      var trimmed = source.shape
      var trimmedStrides = source.strides
      while trimmed.count > ndim, trimmed[0] == 1 {
        trimmed.remove(at: 0)
        trimmedStrides.remove(at: 0)
      }
      guard trimmed.count <= ndim, Shape.broadcast(trimmed, shape) == shape else {
        throw ArrayError(
          .value, "could not broadcast input array from shape \(source.shape) into shape \(shape)")
      }
      from = source.view(shape: trimmed, strides: trimmedStrides)
    }
    if from.overlapsPartly(self) { from = try from.copy() }
    try fill(from: from)
  }
}
