extension NDArray {
  /// The identity matrix.
  public static func identity(_ n: Int, dtype: DType = .float64) throws(ArrayError) -> NDArray {
    try eye(n, dtype: dtype)
  }

  /// `np.diag`: the matrix with a vector on diagonal `k`, or a matrix's diagonal `k` as a read-only view.
  ///
  /// Errors: `Input must be 1- or 2-d.`
  public func diagonalMatrix(k: Int = 0) throws(ArrayError) -> NDArray {
    switch ndim {
    case 1:
      let distance = Int(clamping: k.magnitude)
      let (n, overflow) = count.addingReportingOverflow(distance)
      if overflow { throw ArrayError(.value, "Maximum allowed dimension exceeded") }
      let result = try NDArray(zeros: Shape(n, n), dtype)
      let offset = (k >= 0 ? k : distance * n) * itemSize
      try result.view(
        shape: Shape(count), strides: Shape((n + 1) * itemSize), offset: count == 0 ? 0 : offset
      )
      .fill(
        from: self)
      return result
    case 2: return try diagonal(offset: k)
    default: throw ArrayError(.value, "Input must be 1- or 2-d.")
    }
  }

  /// The read-only view of a diagonal of two axes, as last dimension: `np.diagonal`.
  public func diagonal(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) throws(ArrayError) -> NDArray {
    guard ndim >= 2 else { throw ArrayError(.value, "diag requires an array of at least two dimensions") }
    let i = try NDArray.axis(axis1, named: "axis1", ndim)
    let j = try NDArray.axis(axis2, named: "axis2", ndim)
    if i == j { throw ArrayError(.value, "axis1 and axis2 cannot be the same") }
    let rowStart = offset < 0 ? Int(clamping: offset.magnitude) : 0
    let columnStart = offset > 0 ? offset : 0
    let length = Swift.max(
      0, Swift.min(shape[i] - Swift.min(rowStart, shape[i]), shape[j] - Swift.min(columnStart, shape[j])))
    var newShape = shape
    var newStrides = strides
    for axis in [Swift.max(i, j), Swift.min(i, j)] {
      newShape.remove(at: axis)
      newStrides.remove(at: axis)
    }
    newShape.append(length)
    newStrides.append(strides[i] &+ strides[j])
    let start = length == 0 ? 0 : rowStart * strides[i] + columnStart * strides[j]
    let result = view(shape: newShape, strides: newStrides, offset: start)
    result.isWriteable = false
    return result
  }

  /// `np.trace`: the sum of a diagonal.
  public func trace(offset: Int = 0, axis1: Int = 0, axis2: Int = 1, dtype: DType? = nil) throws(ArrayError)
    -> ArrayResult
  {
    try diagonal(offset: offset, axis1: axis1, axis2: axis2).reduce(.sum, axes: [-1], dtype: dtype)
  }

  /// `np.tri`: ones at and below diagonal `k`.
  public static func tri(
    _ rows: Int, columns: Int? = nil, k: Int = 0, dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    let columns = columns ?? rows
    let result = try NDArray(zeros: Shape(rows, columns), dtype)
    for row in 0..<rows {
      let (last, overflow) = row.addingReportingOverflow(k)
      let width = Swift.max(
        0, Swift.min(columns, (overflow ? columns : last) + (overflow || last >= columns ? 0 : 1)))
      try result.view(
        shape: Shape(width), strides: Shape(itemSize(dtype)), offset: row * columns * itemSize(dtype)
      )
      .fillAll(with: .int64(1))
    }
    return result
  }

  private static func itemSize(_ dtype: DType) -> Int { dtype.itemSize }

  /// `np.tril` (`lower`) and `np.triu`: the array with zeros above, or below, diagonal `k` of its last two axes.
  public func triangle(lower: Bool, k: Int = 0) throws(ArrayError) -> NDArray {
    let square = ndim == 1 ? try broadcast(to: Shape(count, count)) : self
    guard square.ndim >= 2 else { throw ArrayError(.index, "tuple index out of range") }
    let rows = square.shape[square.ndim - 2]
    let columns = square.shape[square.ndim - 1]
    let mask = try NDArray.tri(rows, columns: columns, k: lower ? k : k &- 1, dtype: .bool)
    let zero = Operand.scalar(Scalar.int64(0).cast(to: dtype))
    return try lower
      ? NDArray.select(mask, .array(square), zero).asArray()
      : NDArray.select(mask, zero, .array(square)).asArray()
  }

  /// `np.meshgrid`: the coordinates of a grid over vectors; `xy` indexing swaps the first two axes.
  public static func meshgrid(
    _ vectors: [NDArray], indexing: String = "xy", sparse: Bool = false, copy: Bool = true
  ) throws(ArrayError) -> [NDArray] {
    guard indexing == "xy" || indexing == "ij" else {
      throw ArrayError(.value, "Valid values for `indexing` are 'xy' and 'ij'.")
    }
    let n = vectors.count
    if n > Shape.maximumCount { throw Shape.tooMany(n) }
    var results: [NDArray] = []
    for (i, vector) in vectors.enumerated() {
      var shape = Shape(repeating: 1, count: n)
      let axis = indexing == "xy" && n > 1 && i < 2 ? 1 - i : i
      shape[axis] = vector.count
      results.append(try vector.reshape(shape))
    }
    if sparse { return copy ? try mapped(results) : results }
    let whole = try Shape.broadcast(results.map(\.shape))
    var stretched: [NDArray] = []
    for result in results { stretched.append(try result.broadcast(to: whole)) }
    return copy ? try mapped(stretched) : stretched
  }

  private static func mapped(_ arrays: [NDArray]) throws(ArrayError) -> [NDArray] {
    var results: [NDArray] = []
    for array in arrays { results.append(try array.copy()) }
    return results
  }

  /// `np.indices`: the index along each dimension, stacked in front.
  public static func indices(_ shape: Shape, dtype: DType = .int64) throws(ArrayError) -> NDArray {
    if shape.count == Shape.maximumCount { throw Shape.tooMany(shape.count + 1) }
    var whole = Shape(shape.count)
    for length in shape { whole.append(length) }
    let result = try NDArray(empty: whole, dtype)
    for axis in 0..<shape.count {
      var line = Shape(repeating: 1, count: shape.count)
      line[axis] = shape[axis]
      let numbers = try arange(.pyInt(0), .pyInt(shape[axis]), dtype: dtype).reshape(line)
      let part = result.view(
        shape: shape, strides: shape.contiguousStrides(itemSize: dtype.itemSize),
        offset: axis * result.strides[0])
      try part.assign(.array(numbers))
    }
    return result
  }
}
