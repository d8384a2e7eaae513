extension NDArray {
  /// What to do with an index that is out of bounds.
  public enum IndexMode: String, Sendable {
    case raise, wrap, clip
  }

  /// Integer indices as int64, those out of bounds wrapped or clipped if so asked.
  private static func adapted(
    _ indices: NDArray, length: Int, _ mode: IndexMode
  ) throws(ArrayError) -> NDArray {
    guard indices.dtype.canCast(to: .int64) else {
      throw ArrayError(
        .type,
        "Cannot cast array data from dtype('\(indices.dtype.name)') to dtype('int64') according to the rule 'safe'"
      )
    }
    if mode == .raise { return try indices.astype(.int64, copy: false) }
    let result = try indices.astype(.int64, order: .c)
    if length == 0 { return result }
    let values = result.data.assumingMemoryBound(to: Int.self)
    for i in 0..<result.count {
      if i & 0xFFFF == 0 { try Interruption.check() }
      if mode == .clip {
        values[i] = Swift.max(0, Swift.min(length - 1, values[i]))
      } else {
        let rest = values[i] % length
        values[i] = rest < 0 ? rest + length : rest
      }
    }
    return result
  }

  /// `np.take`: elements along an axis, or of the flattened array.
  public func take(_ indices: NDArray, axis: Int? = nil, mode: IndexMode = .raise) throws(ArrayError)
    -> ArrayResult
  {
    let source = axis == nil ? try ravel() : self
    let along = try source.normalize(axis: axis ?? 0)
    // Where nothing is taken, no index is looked at.
    var shape = Shape()
    if source.ndim - 1 + indices.ndim > Shape.maximumCount {
      throw Shape.tooMany(source.ndim - 1 + indices.ndim)
    }
    for i in 0..<along { shape.append(source.shape[i]) }
    for length in indices.shape { shape.append(length) }
    for i in along + 1..<source.ndim { shape.append(source.shape[i]) }
    if shape.elementCount == 0 { return .array(try NDArray(empty: shape, dtype)) }
    if source.shape[along] == 0 {
      throw ArrayError(.index, "cannot do a non-empty take from an empty axes.")
    }
    let adapted = try NDArray.adapted(indices, length: source.shape[along], mode)
    var items = IndexList()
    for _ in 0..<along { items.append(start: nil, stop: nil, step: nil) }
    items.append(.indices(adapted))
    guard case .array(let result) = try source.advancedIndex(items) else {
      return try source.advancedIndex(items)
    }
    return .array(try result.contiguous())
  }

  /// `np.put`: stores values, repeated as needed, at places of the flattened array.
  public func put(_ indices: NDArray, _ values: Operand, mode: IndexMode = .raise) throws(ArrayError) {
    guard isWriteable else { throw ArrayError(.value, "output array is read-only") }
    if count == 0, indices.count > 0 {
      throw ArrayError(.index, "cannot replace elements of an empty array")
    }
    let places = try NDArray.adapted(indices, length: count, mode).contiguous()
    let source =
      if let scalar = values.scalarValue {
        try NDArray(try assigned(scalar, weak: values.isWeak)).ravel()
      } else { try values.asArray().astype(dtype).ravel() }
    if source.count == 0 || places.count == 0 { return }
    let positions = places.data.assumingMemoryBound(to: Int.self)
    for i in 0..<places.count {
      if i & 0x3FFFF == 0 { try Interruption.check() }
      var rest = positions[i]
      guard rest < count, rest >= -count else { throw NDArray.outOfBounds(rest, 0, count) }
      if rest < 0 { rest += count }
      var offset = 0
      for axis in (0..<ndim).reversed() {
        offset += rest % shape[axis] * strides[axis]
        rest /= shape[axis]
      }
      Scalar(loading: source.data + i % source.count * itemSize, dtype).store(to: data + offset)
    }
  }

  /// The index list of `take_along_axis`: `indices` on one axis, plain ranges on the others.
  private func alongAxis(_ indices: NDArray, _ axis: Int) throws(ArrayError) -> IndexList {
    guard indices.dtype.isInteger else { throw ArrayError(.index, "`indices` must be an integer array") }
    guard indices.ndim == ndim else {
      throw ArrayError(.value, "`indices` and `arr` must have the same number of dimensions")
    }
    var items = IndexList()
    for i in 0..<ndim {
      if i == axis {
        items.append(.indices(indices))
      } else {
        var line = Shape(repeating: 1, count: ndim)
        line[i] = shape[i]
        items.append(.indices(try NDArray.arange(.pyInt(0), .pyInt(shape[i])).reshape(line)))
      }
    }
    return items
  }

  /// `np.take_along_axis`: along an axis (`nil`: of the flattened array), the elements that `indices` name.
  public func takeAlongAxis(_ indices: NDArray, axis: Int?) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().takeAlongAxis(indices, axis: 0) }
    let along = try normalize(axis: axis)
    return try advancedIndex(try alongAxis(indices, along)).asArray()
  }

  /// `np.put_along_axis`: stores values where `take_along_axis` reads.
  public func putAlongAxis(_ indices: NDArray, _ values: Operand, axis: Int?) throws(ArrayError) {
    guard let axis else {
      guard isCContiguous else {
        throw ArrayError(.value, "put_along_axis over a flattened array needs a contiguous array here")
      }
      try ravel().putAlongAxis(indices, values, axis: 0)
      return
    }
    let along = try normalize(axis: axis)
    guard isWriteable else { throw ArrayError(.value, "assignment destination is read-only") }
    try advancedAssign(try alongAxis(indices, along), values)
  }

  /// `np.compress`: the slices along an axis (`nil`: elements) where the condition holds.
  public func compress(_ condition: NDArray, axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard condition.ndim == 1 else { throw ArrayError(.value, "condition must be a 1-d array") }
    return try take(try condition.nonzero()[0], axis: axis).asArray()
  }

  /// `np.choose`: from every place, the element of the choice that this integer array names there.
  ///
  /// Errors: `invalid entry in choice array`.
  public func choose(_ choices: [NDArray], mode: IndexMode = .raise) throws(ArrayError) -> ArrayResult {
    guard let first = choices.first else { throw ArrayError(.value, "invalid entry in choice array") }
    var type = first.dtype
    for choice in choices { type = DType.promote(type, choice.dtype) }
    let shapes = [shape] + choices.map(\.shape)
    var whole = Shape()
    for (i, next) in shapes.enumerated() {
      guard let joined = Shape.broadcast(whole, next) else {
        let other = shapes[..<i].firstIndex { Shape.broadcast($0, next) == nil } ?? 0
        throw ArrayError(
          .value,
          "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg \(other) with "
            + "shape \(shapes[other].tupleDescription) and arg \(i) with shape \(next.tupleDescription).")
      }
      whole = joined
    }
    let index = try NDArray.adapted(self, length: choices.count, mode).broadcast(to: whole).copy()
    let numbers = index.data.assumingMemoryBound(to: Int.self)
    let result = try NDArray(empty: whole, type)
    var columns: [NDArray] = []
    for choice in choices { columns.append(try choice.astype(type, copy: false).broadcast(to: whole).copy()) }
    for i in 0..<result.count {
      if i & 0xFFFF == 0 { try Interruption.check() }
      guard numbers[i] >= 0, numbers[i] < choices.count else {
        throw ArrayError(.value, "invalid entry in choice array")
      }
      let offset = i * type.itemSize
      Scalar(loading: columns[numbers[i]].data + offset, type).store(to: result.data + offset)
    }
    return result.scalarIfZeroDimensional
  }
}
