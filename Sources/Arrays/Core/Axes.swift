extension NDArray {
  /// An axis counted from the front.
  ///
  /// Errors: AxisError `axis 2 is out of bounds for array of dimension 2`.
  @inline(__always)
  public static func normalize(axis: Int, ndim: Int) throws(ArrayError) -> Int {
    guard axis >= -ndim && axis < ndim else {
      throw ArrayError(.axis, "axis \(axis) is out of bounds for array of dimension \(ndim)")
    }
    return axis < 0 ? axis + ndim : axis
  }

  /// This array's axis counted from the front.
  @inline(__always)
  public func normalize(axis: Int) throws(ArrayError) -> Int { try NDArray.normalize(axis: axis, ndim: ndim) }

  /// A set of axes as a bit mask; `nil` means all.
  ///
  /// Errors: AxisError, `duplicate value in 'axis'`.
  func axisMask(_ axes: [Int]?) throws(ArrayError) -> UInt8 {
    guard let axes else { return allAxes }
    var mask: UInt8 = 0
    for axis in axes {
      let bit: UInt8 = 1 << UInt8(try normalize(axis: axis))
      if mask & bit != 0 { throw ArrayError(.value, "duplicate value in 'axis'") }
      mask |= bit
    }
    return mask
  }

  /// The mask of all axes.
  @inline(__always)
  var allAxes: UInt8 { UInt8(truncatingIfNeeded: (1 << UInt(ndim)) - 1) }

  /// The shape after reducing the axes of `mask`: left out, or of length one.
  func reducedShape(_ mask: UInt8, keepDims: Bool) -> Shape {
    var result = Shape()
    for i in 0..<ndim {
      if mask & (1 << UInt8(i)) == 0 {
        result.append(shape[i])
      } else if keepDims {
        result.append(1)
      }
    }
    return result
  }

  /// The number of elements that meet in one result.
  func reducedCount(_ mask: UInt8) -> Int {
    var count = 1
    for i in 0..<ndim where mask & (1 << UInt8(i)) != 0 { count = count &* shape[i] }
    return count
  }
}
