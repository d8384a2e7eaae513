extension NDArray {
  /// The places along each axis of an array of that shape, from places in the flattened array: `np.unravel_index`.
  ///
  /// Errors: `index 6 is out of bounds for array with size 6`.
  public static func unravelIndex(_ indices: Operand, shape: Shape, order: Order = .c) throws(ArrayError)
    -> [ArrayResult]
  {
    if indices.dtype.isFloat { throw ArrayError(.type, "only int indices permitted") }
    let flat = try indices.asArray()
    let size = shape.elementCount ?? Int.max
    var places: [Int] = []
    try flat.forEachElement { places.append(Scalar(loading: $0, flat.dtype).intValue ?? 0) }
    for place in places where place < 0 || place >= size {
      throw ArrayError(.value, "index \(place) is out of bounds for array with size \(size)")
    }
    var results = [ArrayResult?](repeating: nil, count: shape.count)
    let axes = order == .f ? Array(0..<shape.count) : Array((0..<shape.count).reversed())
    for axis in axes {
      let column = try NDArray(places.map { $0 % shape[axis] }).reshape(flat.shape)
      results[axis] = column.scalarIfZeroDimensional
      places = places.map { $0 / shape[axis] }
    }
    return results.compactMap { $0 }
  }

  /// Places in the flattened array from places along each axis: `np.ravel_multi_index`.
  ///
  /// Errors: `invalid entry in coordinates array`.
  public static func ravelMultiIndex(_ indices: [Operand], shape: Shape, order: Order = .c) throws(ArrayError)
    -> ArrayResult
  {
    guard indices.count == shape.count else {
      throw ArrayError(.value, "parameter multi_index must be a sequence of length \(shape.count)")
    }
    let strides = order == .f ? shape.fortranStrides(itemSize: 1) : shape.contiguousStrides(itemSize: 1)
    var sum = Operand.pyInt(0)
    for (axis, index) in indices.enumerated() {
      if index.dtype.isFloat { throw ArrayError(.type, "only int indices permitted") }
      let array = try index.asArray().astype(.int64)
      var fits = true
      try array.forEachElement {
        let place = Scalar(loading: $0, .int64).intValue ?? -1
        if place < 0 || place >= shape[axis] { fits = false }
      }
      if !fits { throw ArrayError(.value, "invalid entry in coordinates array") }
      sum = try binary(.add, sum, try binary(.multiply, .array(array), .pyInt(strides[axis])).operand).operand
    }
    return try sum.asArray().scalarIfZeroDimensional
  }

  /// Rows and columns of the triangle of an `n` by `m` matrix on and below (or above) the diagonal `k`.
  public static func triangleIndices(lower: Bool, _ n: Int, k: Int = 0, columns m: Int? = nil)
    throws(ArrayError) -> [NDArray]
  {
    // Sizes that no memory could hold are refused before the loop.
    _ = try Storage.allocate(shape: Shape(Swift.max(n, 0), Swift.max(m ?? n, 0)), dtype: .bool)
    var rows: [Int] = []
    var columns: [Int] = []
    for i in 0..<Swift.max(n, 0) {
      try Interruption.check()
      for j in 0..<Swift.max(m ?? n, 0) where lower ? j - i <= k : j - i >= k {
        rows.append(i)
        columns.append(j)
      }
    }
    return [try NDArray(rows), try NDArray(columns)]
  }
}
