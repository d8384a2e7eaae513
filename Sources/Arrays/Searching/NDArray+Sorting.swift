extension NDArray {
  /// A sorted copy along an axis, flattened first when `axis` is `nil`; nan comes last.
  public func sorted(axis: Int? = -1) throws(ArrayError) -> NDArray {
    guard let axis else {
      let flat = try flatten()
      try flat.sort(axis: 0)
      return flat
    }
    _ = try normalize(axis: axis)
    let result = try copy(order: .keep)
    try result.sort(axis: axis)
    return result
  }

  /// Sorts in place along an axis: `x.sort()`.
  public func sort(axis: Int = -1) throws(ArrayError) {
    let along = try normalize(axis: axis)
    guard isWriteable else { throw ArrayError(.value, "sort array is read-only") }
    try forEachLine(along) { line throws(ArrayError) in
      let packed = line.isCContiguous ? line : try line.copy()
      packed.sortPacked()
      // Stopped half way, the line holds its elements in another order.
      if packed !== line { try line.fill(from: packed) }
      try Interruption.check()
    }
  }

  /// The places that sort the array along an axis; equal elements keep their order.
  ///
  /// NumPy's default kind leaves the order of equal elements open; here it is always that of `kind='stable'`.
  public func argsort(axis: Int? = -1) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().argsort(axis: 0) }
    if ndim == 0 && (axis == 0 || axis == -1) { return try NDArray(zeros: [], .int64) }
    let along = try normalize(axis: axis)
    let result = try NDArray(empty: shape, .int64)
    try forEachLine(along) { line, index throws(ArrayError) in
      let places = line.sortingPlaces(of: try line.contiguous())
      try Interruption.check()
      try result.line(along, index).fill(from: try NDArray(places))
    }
    return result
  }

  /// The order that sorts by the last key, then by the one before it, and so on: `np.lexsort` of 1-d keys.
  public static func lexicographicOrder(_ keys: [NDArray]) throws(ArrayError) -> NDArray {
    guard let first = keys.first else {
      throw ArrayError(.type, "need sequence of keys with len > 0 in lexsort")
    }
    var order = Array(0..<first.count)
    for key in keys {
      guard key.shape == first.shape, key.ndim == 1 else {
        throw ArrayError(.value, "all keys need to be the same shape")
      }
      let packed = try key.contiguous()
      packed.sortPlaces(&order)
      try Interruption.check()
    }
    return try NDArray(order)
  }

  /// A 1-d int64 array.
  convenience init(_ integers: [Int]) throws(ArrayError) {
    try self.init(empty: Shape(integers.count), .int64)
    data.assumingMemoryBound(to: Int.self).update(from: integers, count: integers.count)
  }

  /// A 1-d float64 array.
  convenience init(_ doubles: [Double]) throws(ArrayError) {
    try self.init(empty: Shape(doubles.count), .float64)
    data.assumingMemoryBound(to: Double.self).update(from: doubles, count: doubles.count)
  }

  /// Sorts a contiguous 1-d array.
  private func sortPacked() {
    switch dtype {
    case .bool, .uint8: StableSort.sort(data.assumingMemoryBound(to: UInt8.self), count: count)
    case .int32: StableSort.sort(data.assumingMemoryBound(to: Int32.self), count: count)
    case .int64: StableSort.sort(data.assumingMemoryBound(to: Int.self), count: count)
    case .uint64: StableSort.sort(data.assumingMemoryBound(to: UInt64.self), count: count)
    case .float32: StableSort.sort(data.assumingMemoryBound(to: Float.self), count: count)
    case .float64: StableSort.sort(data.assumingMemoryBound(to: Double.self), count: count)
    }
  }

  private func sortingPlaces(of packed: NDArray) -> [Int] {
    var order = Array(0..<packed.count)
    packed.sortPlaces(&order)
    return order
  }

  /// Sorts places in this contiguous 1-d array by the elements there.
  func sortPlaces(_ order: inout [Int]) {
    order.withUnsafeMutableBufferPointer { buffer in
      guard let places = buffer.baseAddress else { return }
      let n = buffer.count
      switch dtype {
      case .bool, .uint8: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: UInt8.self))
      case .int32: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: Int32.self))
      case .int64: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: Int.self))
      case .uint64: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: UInt64.self))
      case .float32: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: Float.self))
      case .float64: StableSort.sort(places, count: n, by: data.assumingMemoryBound(to: Double.self))
      }
    }
  }

  /// The 1-d view along an axis at the `index`-th place (in C order) of the other axes.
  func line(_ axis: Int, _ index: Int) -> NDArray {
    var offset = 0
    var rest = index
    for i in stride(from: ndim - 1, through: 0, by: -1) where i != axis {
      let (quotient, place) = rest.quotientAndRemainder(dividingBy: shape[i])
      offset += place * strides[i]
      rest = quotient
    }
    return view(shape: Shape(shape[axis]), strides: Shape(strides[axis]), offset: offset)
  }

  /// Calls `body` for every line along an axis, in C order of the other axes.
  func forEachLine(_ axis: Int, _ body: (NDArray, Int) throws(ArrayError) -> Void) throws(ArrayError) {
    if count == 0 { return }
    for index in 0..<(count / shape[axis]) { try body(line(axis, index), index) }
  }

  func forEachLine(_ axis: Int, _ body: (NDArray) throws(ArrayError) -> Void) throws(ArrayError) {
    try forEachLine(axis) { line, _ throws(ArrayError) in try body(line) }
  }
}
