/// What `np.array` takes: numbers, arrays, and lists of them to any depth.
public enum NestedValue {
  case int(Int)
  case float(Double)
  case bool(Bool)
  case scalar(Scalar)
  case array(NDArray)
  case list([NestedValue])
}

extension NDArray {
  /// `np.array(…)`: the values in one array; its dtype holds them all unless one is named.
  ///
  /// Errors: lists of unequal lengths (`inhomogeneous shape`), values that a named dtype cannot take.
  public static func array(_ value: NestedValue, dtype: DType? = nil) throws(ArrayError) -> NDArray {
    if case .array(let array) = value { return try array.astype(dtype ?? array.dtype) }
    var discovery = Discovery()
    discovery.visit(value, depth: 0)
    let dimensions = discovery.dimensions
    if discovery.isRagged {
      let prefix = try Shape(checking: dimensions.prefix(discovery.limit))
      throw ArrayError(
        .value,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
          + "\(prefix.count) dimensions. The detected shape was \(prefix.tupleDescription) + inhomogeneous part."
      )
    }
    if dimensions.count > Shape.maximumCount {
      throw ArrayError(
        .value,
        "setting an array element with a sequence. The requested array would exceed the maximum number of "
          + "dimension of \(Shape.maximumCount).")
    }
    let result = try NDArray(
      empty: try Shape(checking: dimensions), dtype ?? discovery.dtype ?? .float64)
    var place = result.data
    try result.store(value, &place)
    return result
  }

  /// Writes values one after the other.
  private func store(_ value: NestedValue, _ place: inout UnsafeMutableRawPointer) throws(ArrayError) {
    switch value {
    case .list(let items):
      for item in items { try store(item, &place) }
      return
    case .array(let array):
      let part = NDArray(
        storage: storage, data: place, shape: array.shape,
        strides: array.shape.contiguousStrides(itemSize: itemSize), dtype: dtype, base: self,
        isWriteable: true)
      try part.fill(from: array)
      place += array.count * itemSize
      return
    case .int(let integer): try assigned(.int64(integer), weak: true).store(to: place)
    case .float(let double): try assigned(.float64(double), weak: true).store(to: place)
    case .bool(let truth): Scalar.bool(truth).cast(to: dtype).store(to: place)
    case .scalar(let scalar): scalar.cast(to: dtype).store(to: place)
    }
    place += itemSize
  }
}

/// Finds shape and dtype of nested values.
private struct Discovery {
  var dimensions: [Int] = []
  /// The depth at which numbers were met or lists stopped agreeing.
  var limit = Int.max
  var isRagged = false
  var dtype: DType?

  mutating func visit(_ value: NestedValue, depth: Int) {
    switch value {
    case .list(let items):
      guard meet(items.count, depth) else { return }
      for item in items { visit(item, depth: depth + 1) }
    case .array(let array):
      for i in 0..<array.ndim { guard meet(array.shape[i], depth + i) else { return } }
      leaf(array.dtype, depth + array.ndim)
    case .scalar(let scalar): leaf(scalar.dtype, depth)
    case .int: leaf(.int64, depth)
    case .float: leaf(.float64, depth)
    case .bool: leaf(.bool, depth)
    }
  }

  /// A list of that length at that depth.
  private mutating func meet(_ length: Int, _ depth: Int) -> Bool {
    if depth >= limit {
      isRagged = true
      return false
    }
    if depth == dimensions.count {
      dimensions.append(length)
    } else if dimensions[depth] != length {
      limit = depth
      isRagged = true
      return false
    }
    return true
  }

  /// A number at that depth.
  private mutating func leaf(_ type: DType, _ depth: Int) {
    dtype = dtype.map { DType.promote($0, type) } ?? type
    if depth < dimensions.count || (limit != Int.max && limit > depth) { isRagged = true }
    limit = min(limit, depth)
  }
}
