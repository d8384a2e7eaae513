extension NDArray {
  /// The view with elements in reverse order along the axes (`nil`: all of them).
  public func flip(_ axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    let mask = try axisMask(axes)
    var newStrides = strides
    var offset = 0
    for i in 0..<ndim where mask & (1 << UInt8(i)) != 0 {
      if shape[i] > 0 { offset += (shape[i] - 1) * strides[i] }
      newStrides[i] = -strides[i]
    }
    return view(shape: shape, strides: newStrides, offset: count == 0 ? 0 : offset)
  }

  /// `np.flipud`. Errors: `Input must be >= 1-d.`
  public func flipVertically() throws(ArrayError) -> NDArray {
    if ndim < 1 { throw ArrayError(.value, "Input must be >= 1-d.") }
    return try flip([0])
  }

  /// `np.fliplr`. Errors: `Input must be >= 2-d.`
  public func flipHorizontally() throws(ArrayError) -> NDArray {
    if ndim < 2 { throw ArrayError(.value, "Input must be >= 2-d.") }
    return try flip([1])
  }

  /// The view turned by `k` quarter turns in the plane of two axes, from the first towards the second.
  public func rot90(_ k: Int = 1, axes: (Int, Int) = (0, 1)) throws(ArrayError) -> NDArray {
    if axes.0 == axes.1 || Swift.max(axes.0, axes.1) - Swift.min(axes.0, axes.1) == ndim {
      throw ArrayError(.value, "Axes must be different.")
    }
    guard (-ndim..<ndim).contains(axes.0), (-ndim..<ndim).contains(axes.1) else {
      throw ArrayError(.value, "Axes=(\(axes.0), \(axes.1)) out of range for array of ndim=\(ndim).")
    }
    switch ((k % 4) + 4) % 4 {
    case 0: return view(shape: shape, strides: strides)
    case 2: return try flip([axes.0]).flip([axes.1])
    case 1: return try flip([axes.1]).swapAxes(axes.0, axes.1)
    default: return try swapAxes(axes.0, axes.1).flip([axes.1])
    }
  }

  /// Elements moved on by `shifts` along `axes`, those pushed off coming in again at the other end.
  ///
  /// Without axes the array is rolled as if flat. One shift or one axis serves all of the other.
  public func roll(_ shifts: [Int], axes: [Int]? = nil) throws(ArrayError) -> NDArray {
    guard let axes else {
      let flat = try ravel()
      var total = 0
      for shift in shifts { total = total &+ shift }
      return try flat.roll([total], axes: [0]).reshape(shape)
    }
    guard shifts.count == axes.count || shifts.count == 1 || axes.count == 1 else {
      throw ArrayError(
        .value,
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape "
          + "(\(shifts.count),) and arg 1 with shape (\(axes.count),).")
    }
    var total = [Int](repeating: 0, count: ndim)
    for i in 0..<Swift.max(shifts.count, axes.count) {
      let axis = try normalize(axis: axes[axes.count == 1 ? 0 : i])
      total[axis] = total[axis] &+ shifts[shifts.count == 1 ? 0 : i]
    }
    let result = try emptyLike()
    func move(_ axis: Int, _ source: NDArray, _ target: NDArray) throws(ArrayError) {
      if axis == ndim {
        try target.fill(from: source)
        return
      }
      let length = shape[axis]
      let shift = length == 0 ? 0 : ((total[axis] % length) + length) % length
      if shift == 0 {
        try move(axis + 1, source, target)
      } else {
        try move(axis + 1, source.part(axis, 0, length - shift), target.part(axis, shift, length - shift))
        try move(axis + 1, source.part(axis, length - shift, shift), target.part(axis, 0, shift))
      }
    }
    try move(0, self, result)
    return result
  }
}
