extension Shape {
  /// The shape that both shapes stretch to, or `nil` when a pair of lengths differs and neither is one.
  @inline(__always)
  public static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
    if a == b { return a }
    let (long, short) = a.count >= b.count ? (a, b) : (b, a)
    var result = long
    let offset = long.count - short.count
    for i in 0..<short.count {
      let x = long[offset + i]
      let y = short[i]
      if x == y || y == 1 { continue }
      guard x == 1 else { return nil }
      result[offset + i] = y
    }
    return result
  }

  /// The common shape of several arrays.
  ///
  /// Errors: `operands could not be broadcast together with shapes (2,3) (4,) `, the last space included.
  public static func broadcast(_ shapes: some Sequence<Shape>) throws(ArrayError) -> Shape {
    var result = Shape()
    var isFirst = true
    for shape in shapes {
      guard let next = isFirst ? shape : broadcast(result, shape) else { throw mismatch(shapes) }
      result = next
      isFirst = false
    }
    return result
  }

  /// NumPy's broadcasting error.
  static func mismatch(_ shapes: some Sequence<Shape>) -> ArrayError {
    var text = "operands could not be broadcast together with shapes "
    for shape in shapes { text += "\(shape) " }
    return ArrayError(.value, text)
  }
}

extension NDArray {
  /// The strides with which this array is read as `target`: zero along every stretched dimension.
  @inline(__always)
  func strides(broadcastTo target: Shape) -> Shape {
    var result = Shape(repeating: 0, count: target.count)
    let offset = target.count - shape.count
    for i in 0..<shape.count where shape[i] != 1 { result[offset + i] = strides[i] }
    return result
  }

  /// A read-only view stretched to `target` without copying: `np.broadcast_to`.
  public func broadcast(to target: Shape) throws(ArrayError) -> NDArray {
    for i in 0..<target.count where target[i] < 0 {
      throw ArrayError(.value, "all elements of broadcast shape must be non-negative")
    }
    guard target.count >= shape.count else {
      throw ArrayError(
        .value, "input operand has more dimensions than allowed by the axis remapping")
    }
    guard Shape.broadcast(shape, target) == target else {
      throw ArrayError(
        .value,
        "operands could not be broadcast together with remapped shapes [original->remapped]: \(shape) "
          + " and requested shape \(target)")
    }
    var newStrides = Shape(repeating: 0, count: target.count)
    let offset = target.count - shape.count
    for i in 0..<shape.count where shape[i] != 1 || target[offset + i] == 1 {
      newStrides[offset + i] = strides[i]
    }
    let result = view(shape: target, strides: newStrides)
    result.isWriteable = false
    return result
  }
}
