extension NDArray {
  /// What `np.pad` puts around an array.
  public enum PadMode {
    /// Constants: one pair (before, after) for each axis.
    case constant([(Operand, Operand)])
    /// The outermost item.
    case edge
    /// The mirror image without (`reflect`) or with (`symmetric`) the outermost item.
    case reflect, symmetric
    /// The array again and again.
    case wrap
    /// Whatever memory holds; here zeros.
    case empty
    /// Largest, smallest or mean item of each line.
    case maximum, minimum, mean
    /// From the outermost item down to given values.
    case linearRamp([(Double, Double)])
  }

  /// The array with `widths[i]` items before and after it along axis `i`.
  ///
  /// Errors: `index can't contain negative values`, `can't extend empty axis 0 using modes other than …`.
  public func pad(_ widths: [(Int, Int)], _ mode: PadMode) throws(ArrayError) -> NDArray {
    guard widths.count == ndim else {
      throw ArrayError(
        .value,
        "operands could not be broadcast together with remapped shapes [original->remapped]: (\(widths.count),2)  and "
          + "requested shape (\(ndim),2)")
    }
    var newShape = shape
    for (i, width) in widths.enumerated() {
      if width.0 < 0 || width.1 < 0 { throw ArrayError(.value, "index can't contain negative values") }
      let (sum, overflow) = width.0.addingReportingOverflow(width.1)
      let (length, beyond) = sum.addingReportingOverflow(shape[i])
      newShape[i] = overflow || beyond ? Int.max : length
    }
    let isColumnMajor = isFContiguous && !isCContiguous
    _ = try Storage.allocate(shape: newShape, dtype: dtype)
    let result =
      isColumnMajor
      ? try NDArray(empty: newShape, strides: newShape.fortranStrides(itemSize: itemSize), dtype)
      : try NDArray(zeros: newShape, dtype)
    if isColumnMajor { try result.assign(.pyInt(0)) }
    // The finished part: axes before the current one at full length, the others at their own.
    var finished = result
    for i in 0..<ndim { finished = finished.part(i, widths[i].0, shape[i]) }
    try finished.fill(from: self)
    switch mode {
    case .empty: return result
    case .constant: break
    default:
      if count == 0 {
        for i in 0..<ndim where shape[i] == 0 && widths[i] != (0, 0) {
          throw ArrayError(
            .value, "can't extend empty axis \(i) using modes other than 'constant' or 'empty'")
        }
        return result
      }
    }
    for axis in 0..<ndim {
      var band = result
      for i in (axis + 1)..<Swift.max(axis + 1, ndim) { band = band.part(i, widths[i].0, shape[i]) }
      try band.fillMargins(axis, widths[axis].0, shape[axis], mode)
    }
    return result
  }

  /// Fills what lies before `start` and from `start + length` on along an axis.
  private func fillMargins(_ axis: Int, _ start: Int, _ length: Int, _ mode: PadMode) throws(ArrayError) {
    let end = start + length
    let after = shape[axis] - end
    if start == 0 && after == 0 { return }
    func copy(_ target: Int, from source: Int) throws(ArrayError) {
      try part(axis, target, 1).fill(from: part(axis, source, 1))
    }
    switch mode {
    case .constant(let values):
      if start > 0 { try part(axis, 0, start).assign(values[axis].0) }
      if after > 0 { try part(axis, end, after).assign(values[axis].1) }
    case .edge:
      if start > 0 { try part(axis, 0, start).fill(from: part(axis, start, 1)) }
      if after > 0 { try part(axis, end, after).fill(from: part(axis, end - 1, 1)) }
    case .wrap:
      for i in 0..<start { try copy(i, from: start + (((i - start) % length) + length) % length) }
      for i in end..<shape[axis] { try copy(i, from: start + (i - start) % length) }
    case .reflect, .symmetric:
      if length == 1 {
        try fillMargins(axis, start, length, .edge)
        return
      }
      var period = 2 * length
      if case .reflect = mode { period = 2 * (length - 1) }
      func mirrored(_ i: Int) -> Int {
        let place = (((i - start) % period) + period) % period
        if place < length { return start + place }
        return start + period - place - (period == 2 * length ? 1 : 0)
      }
      for i in 0..<start { try copy(i, from: mirrored(i)) }
      for i in end..<shape[axis] { try copy(i, from: mirrored(i)) }
    case .maximum, .minimum, .mean:
      let body = part(axis, start, length)
      let reduction: Reduction
      switch mode {
      case .maximum: reduction = .max
      case .minimum: reduction = .min
      default: reduction = .mean
      }
      var value = try body.reduce(reduction, axes: [axis], keepDims: true).asArray()
      if case .mean = mode, !dtype.isFloat { value = try NDArray.unary(.rint, .array(value)).asArray() }
      if start > 0 { try part(axis, 0, start).assignUnsafely(value) }
      if after > 0 { try part(axis, end, after).assignUnsafely(value) }
    case .linearRamp(let ends):
      try fillRamp(axis, 0, start, edge: start, from: ends[axis].0, reversed: false)
      try fillRamp(axis, end, after, edge: end - 1, from: ends[axis].1, reversed: true)
    case .empty: break
    }
  }

  private func assignUnsafely(_ value: NDArray) throws(ArrayError) { try fill(from: value.astype(dtype)) }

  /// `width` items in equal steps from `first` (farthest out) towards the item at `edge`, which is not reached.
  private func fillRamp(
    _ axis: Int, _ start: Int, _ width: Int, edge: Int, from first: Double, reversed: Bool
  ) throws(ArrayError) {
    if width == 0 { return }
    let target = try part(axis, edge, 1).astype(dtype.isFloat ? dtype : .float64)
    for i in 0..<width {
      let delta = try NDArray.binary(.subtract, .array(target), .pyFloat(first))
      let step = try NDArray.binary(.divide, delta.operand, .pyFloat(Double(width)))
      let value = try NDArray.binary(
        .add, try NDArray.binary(.multiply, step.operand, .pyFloat(Double(i))).operand, .pyFloat(first))
      var array = try value.asArray()
      if !dtype.isFloat { array = try NDArray.unary(.floor, .array(array)).asArray() }
      try part(axis, reversed ? start + width - 1 - i : start + i, 1).assignUnsafely(array)
    }
  }
}
