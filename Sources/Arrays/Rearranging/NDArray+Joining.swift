extension NDArray {
  /// The arrays one after the other along an existing axis, or all flattened when `axis` is `nil`.
  ///
  /// Errors: NumPy's for no arrays, 0-d arrays, different numbers of dimensions, and lengths that differ off the axis.
  public static func concatenate(_ arrays: [NDArray], axis: Int? = 0, dtype: DType? = nil) throws(ArrayError)
    -> NDArray
  {
    guard let first = arrays.first else { throw ArrayError(.value, "need at least one array to concatenate") }
    guard let axis else {
      var flat: [NDArray] = []
      for array in arrays { flat.append(try array.ravel()) }
      return try concatenate(flat, axis: 0, dtype: dtype)
    }
    if first.ndim == 0 {
      throw ArrayError(.value, "zero-dimensional arrays cannot be concatenated")
    }
    let along = try normalize(axis: axis, ndim: first.ndim)
    var shape = first.shape
    var type = first.dtype
    for (i, array) in arrays.enumerated().dropFirst() {
      guard array.ndim == first.ndim else {
        throw ArrayError(
          .value,
          "all the input arrays must have same number of dimensions, but the array at index 0 has \(first.ndim) "
            + "dimension(s) and the array at index \(i) has \(array.ndim) dimension(s)")
      }
      for d in 0..<first.ndim where d != along && array.shape[d] != first.shape[d] {
        throw ArrayError(
          .value,
          "all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
            + "\(d), the array at index 0 has size \(first.shape[d]) and the array at index \(i) has size "
            + "\(array.shape[d])")
      }
      shape[along] = shape[along] &+ array.shape[along]
      type = DType.promote(type, array.dtype)
    }
    let isColumnMajor = arrays.allSatisfy { $0.isFContiguous && !$0.isCContiguous }
    let result =
      isColumnMajor
      ? try NDArray(
        empty: shape, strides: shape.fortranStrides(itemSize: (dtype ?? type).itemSize), dtype ?? type)
      : try NDArray(empty: shape, dtype ?? type)
    var start = 0
    for array in arrays {
      try result.part(along, start, array.shape[along]).fillFresh(from: array)
      start += array.shape[along]
    }
    return result
  }

  /// The arrays, all of one shape, along a new axis.
  public static func stack(_ arrays: [NDArray], axis: Int = 0) throws(ArrayError) -> NDArray {
    guard let first = arrays.first else { throw ArrayError(.value, "need at least one array to stack") }
    guard arrays.allSatisfy({ $0.shape == first.shape }) else {
      throw ArrayError(.value, "all input arrays must have the same shape")
    }
    let along = try normalize(axis: axis, ndim: first.ndim + 1)
    var expanded: [NDArray] = []
    for array in arrays { expanded.append(try array.expandDims([along])) }
    return try concatenate(expanded, axis: along)
  }

  /// Rows below each other: 1-d arrays count as rows.
  public static func verticalStack(_ arrays: [NDArray]) throws(ArrayError) -> NDArray {
    var rows: [NDArray] = []
    for array in arrays { rows.append(try array.atLeast2D()) }
    return try concatenate(rows, axis: 0)
  }

  /// Columns beside each other: 1-d arrays end to end.
  public static func horizontalStack(_ arrays: [NDArray]) throws(ArrayError) -> NDArray {
    var columns: [NDArray] = []
    for array in arrays { columns.append(try array.atLeast1D()) }
    return try concatenate(columns, axis: columns.first?.ndim == 1 ? 0 : 1)
  }

  /// Along the third axis.
  public static func depthStack(_ arrays: [NDArray]) throws(ArrayError) -> NDArray {
    var layers: [NDArray] = []
    for array in arrays { layers.append(try array.atLeast3D()) }
    return try concatenate(layers, axis: 2)
  }

  /// 1-d arrays as the columns of a matrix; matrices beside each other.
  public static func columnStack(_ arrays: [NDArray]) throws(ArrayError) -> NDArray {
    var columns: [NDArray] = []
    for array in arrays { columns.append(array.ndim < 2 ? try array.atLeast2D().transposed : array) }
    return try concatenate(columns, axis: 1)
  }

  /// The array with values at its end along an axis; both flattened when `axis` is `nil`.
  public func appending(_ values: NDArray, axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard let axis else { return try NDArray.concatenate([try ravel(), try values.ravel()]) }
    return try NDArray.concatenate([self, values], axis: axis)
  }

  public func atLeast1D() throws(ArrayError) -> NDArray { ndim == 0 ? try reshape([1]) : self }

  public func atLeast2D() throws(ArrayError) -> NDArray {
    switch ndim {
    case 0: try reshape([1, 1])
    case 1: try expandDims([0])
    default: self
    }
  }

  public func atLeast3D() throws(ArrayError) -> NDArray {
    switch ndim {
    case 0: try reshape([1, 1, 1])
    case 1: try expandDims([0, 2])
    case 2: try expandDims([2])
    default: self
    }
  }

  /// The view of `length` items from `start` along an axis; the caller keeps inside the array.
  func part(_ axis: Int, _ start: Int, _ length: Int, step: Int = 1) -> NDArray {
    var newShape = shape
    var newStrides = strides
    newShape[axis] = Swift.max(0, length)
    newStrides[axis] = strides[axis] &* step
    return view(shape: newShape, strides: newStrides, offset: length > 0 ? start &* strides[axis] : 0)
  }

  /// The view on one item of an axis, which goes.
  func item(_ axis: Int, _ index: Int) -> NDArray {
    var newShape = shape
    var newStrides = strides
    newShape.remove(at: axis)
    newStrides.remove(at: axis)
    return view(shape: newShape, strides: newStrides, offset: index &* strides[axis])
  }
}
