extension NDArray {
  /// The view with axes in reverse order: `.T`.
  public var transposed: NDArray { view(shape: shape.reversedShape, strides: strides.reversedShape) }

  /// The view with axes in the given order; `nil` reverses them.
  ///
  /// Errors: `axes don't match array`, `repeated axis in transpose`, AxisError.
  public func transpose(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    guard let axes else { return transposed }
    guard axes.count == ndim else { throw ArrayError(.value, "axes don't match array") }
    var newShape = shape
    var newStrides = strides
    var seen: UInt8 = 0
    for (i, axis) in axes.enumerated() {
      let from = try normalize(axis: axis)
      if seen & (1 << UInt8(from)) != 0 { throw ArrayError(.value, "repeated axis in transpose") }
      seen |= 1 << UInt8(from)
      newShape[i] = shape[from]
      newStrides[i] = strides[from]
    }
    return view(shape: newShape, strides: newStrides)
  }

  /// The view with two axes exchanged.
  public func swapAxes(_ a: Int, _ b: Int) throws(ArrayError) -> NDArray {
    let i = try NDArray.axis(a, named: "axis1", ndim)
    let j = try NDArray.axis(b, named: "axis2", ndim)
    var newShape = shape
    var newStrides = strides
    (newShape[i], newShape[j]) = (shape[j], shape[i])
    (newStrides[i], newStrides[j]) = (strides[j], strides[i])
    return view(shape: newShape, strides: newStrides)
  }

  /// The view with the axes of `source` at the places of `destination`, the others in order: `np.moveaxis`.
  public func moveAxes(_ source: [Int], to destination: [Int]) throws(ArrayError) -> NDArray {
    let from = try axes(source, named: "source")
    let to = try axes(destination, named: "destination")
    guard from.count == to.count else {
      throw ArrayError(.value, "`source` and `destination` arguments must have the same number of elements")
    }
    var order = (0..<ndim).filter { !from.contains($0) }
    for (place, axis) in zip(to, from).sorted(by: { $0.0 < $1.0 }) { order.insert(axis, at: place) }
    return try transpose(order)
  }

  /// Axes counted from the front; messages begin with the argument's name.
  ///
  /// Errors: AxisError, `repeated axis in `source` argument`.
  private func axes(_ list: [Int], named name: String) throws(ArrayError) -> [Int] {
    var result: [Int] = []
    for axis in list {
      let i = try NDArray.axis(axis, named: name, ndim)
      if result.contains(i) { throw ArrayError(.value, "repeated axis in `\(name)` argument") }
      result.append(i)
    }
    return result
  }

  static func axis(_ axis: Int, named name: String, _ ndim: Int) throws(ArrayError) -> Int {
    guard axis >= -ndim && axis < ndim else {
      throw ArrayError(.axis, "\(name): axis \(axis) is out of bounds for array of dimension \(ndim)")
    }
    return axis < 0 ? axis + ndim : axis
  }

  /// The view without axes of length one: all of them, or those named.
  ///
  /// Errors: `cannot select an axis to squeeze out which has size not equal to one`.
  public func squeeze(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    var mask: UInt8 = 0
    if axes != nil {
      mask = try axisMask(axes)
    } else {
      for i in 0..<ndim where shape[i] == 1 { mask |= 1 << UInt8(i) }
    }
    var newShape = Shape()
    var newStrides = Shape()
    for i in 0..<ndim {
      if mask & (1 << UInt8(i)) == 0 {
        newShape.append(shape[i])
        newStrides.append(strides[i])
      } else if shape[i] != 1 {
        throw ArrayError(.value, "cannot select an axis to squeeze out which has size not equal to one")
      }
    }
    return view(shape: newShape, strides: newStrides)
  }

  /// The view with axes of length one at the given places of the result: `np.expand_dims`.
  public func expandDims(_ axes: [Int]) throws(ArrayError) -> NDArray {
    let total = ndim + axes.count
    if total > Shape.maximumCount { throw Shape.tooMany(total) }
    var places: [Int] = []
    for axis in axes {
      let place = try NDArray.normalize(axis: axis, ndim: total)
      if places.contains(place) { throw ArrayError(.value, "repeated axis") }
      places.append(place)
    }
    var newShape = Shape()
    var from = 0
    for i in 0..<total {
      if places.contains(i) {
        newShape.append(1)
      } else {
        newShape.append(shape[from])
        from += 1
      }
    }
    return try reshape(newShape)
  }

  /// A window of any shape and strides (in bytes) on this array's memory: `np.lib.stride_tricks.as_strided`.
  ///
  /// NumPy does not check; here a window that leaves the memory is refused with a ValueError.
  public func asStrided(shape newShape: Shape, strides newStrides: Shape, writeable: Bool = true)
    throws(ArrayError)
    -> NDArray
  {
    guard newShape.count == newStrides.count else {
      throw ArrayError(.value, "mismatch in length of strides and shape")
    }
    var low = 0
    var high = 0
    var overflowed = false
    var isEmpty = false
    for i in 0..<newShape.count {
      if newShape[i] < 0 { throw ArrayError(.value, "negative dimensions are not allowed") }
      if newShape[i] == 0 { isEmpty = true }
      let (extent, overflow) = newStrides[i].multipliedReportingOverflow(by: Swift.max(0, newShape[i] - 1))
      let (sum, beyond) = (extent < 0 ? low : high).addingReportingOverflow(extent)
      if extent < 0 { low = sum } else { high = sum }
      overflowed = overflowed || overflow || beyond
    }
    let start = storage.pointer.distance(to: data)
    let fits = !overflowed && start + low >= 0 && high <= storage.byteCount - start - itemSize
    guard isEmpty || fits, newShape.elementCount != nil else {
      throw ArrayError(.value, "as_strided: the shape and strides reach outside the array's memory")
    }
    let result = view(shape: newShape, strides: newStrides)
    if !writeable { result.isWriteable = false }
    return result
  }

  /// Read-only windows of the given lengths along the given axes (all of them when `nil`), as last dimensions.
  public func slidingWindowView(_ window: [Int], axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    if window.contains(where: { $0 < 0 }) {
      throw ArrayError(.value, "`window_shape` cannot contain negative values")
    }
    var along: [Int] = []
    if let axes {
      for axis in axes { along.append(try normalize(axis: axis)) }
      guard along.count == window.count else {
        throw ArrayError(
          .value,
          "Must provide matching length window_shape and axis; got \(window.count) window_shape elements and "
            + "\(along.count) axes elements.")
      }
    } else {
      along = Array(0..<ndim)
      guard window.count == ndim else {
        throw ArrayError(
          .value,
          "Since axis is None, must provide window_shape for all dimensions of `x`; got \(window.count) window_shape "
            + "elements and `x.ndim` is \(ndim).")
      }
    }
    if ndim + window.count > Shape.maximumCount { throw Shape.tooMany(ndim + window.count) }
    var newShape = shape
    var newStrides = strides
    for (axis, length) in zip(along, window) {
      if newShape[axis] < length {
        throw ArrayError(.value, "window shape cannot be larger than input array shape")
      }
      newShape[axis] -= Swift.max(length - 1, 0)
      if length == 0 { newShape[axis] += 1 }
      newShape.append(length)
      newStrides.append(strides[axis])
    }
    let result = view(shape: newShape, strides: newStrides)
    result.isWriteable = false
    return result
  }
}
