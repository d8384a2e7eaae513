extension NDArray {
  /// `a @ b`: matrix product over the last two dimensions; a vector counts as a row on the left, a column on the
  /// right; stacks broadcast.
  ///
  /// - Parameter name: what warnings call the operation.
  /// Errors: 0-d operands, lengths or stacks that do not fit, in the words of NumPy's gufunc.
  public static func matmul(
    _ a: Operand, _ b: Operand, name: String = "matmul"
  ) throws(ArrayError) -> ArrayResult {
    for (position, operand) in [a, b].enumerated() where operand.shape.count == 0 {
      throw ArrayError(
        .value,
        "matmul: Input operand \(position) does not have enough dimensions (has 0, gufunc core with signature "
          + "(n?,k),(k,m?)->(n?,m?) requires 1)")
    }
    let x = try a.asArray()
    let y = try b.asArray()
    let type = DType.promote(x.dtype, y.dtype)
    if x.ndim == 1, y.ndim == 1, type.isFloat, x.count == y.count {
      ArrayWarnings.begin()
      let product = try DotProduct.multiply(x, y)
      try ArrayWarnings.end(name)
      return .scalar(product)
    }
    let left = x.ndim == 1 ? x.view(shape: Shape(1, x.shape[0]), strides: Shape(0, x.strides[0])) : x
    let right = y.ndim == 1 ? y.view(shape: Shape(y.shape[0], 1), strides: Shape(y.strides[0], 0)) : y
    let inner = left.shape[left.ndim - 1]
    guard right.shape[right.ndim - 2] == inner else {
      throw ArrayError(
        .value,
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
          + "(n?,k),(k,m?)->(n?,m?) (size \(right.shape[right.ndim - 2]) is different from \(inner))")
    }
    let stacks = (outer(left.shape), outer(right.shape))
    guard let stack = Shape.broadcast(stacks.0, stacks.1) else { throw stackMismatch(x, y, stacks) }
    if type.isFloat { ArrayWarnings.begin() }
    let product = try MatrixProduct.multiply(left, right, stack: stack, type: type)
    if type.isFloat { try ArrayWarnings.end(name, product: product) }
    var shape = stack
    if x.ndim > 1 { shape.append(left.shape[left.ndim - 2]) }
    if y.ndim > 1 { shape.append(right.shape[right.ndim - 1]) }
    return shape.count == product.ndim ? .array(product) : product.reshaped(shape).scalarIfZeroDimensional
  }

  private static func outer(_ shape: Shape) -> Shape {
    var result = shape
    result.remove(at: result.count - 1)
    result.remove(at: result.count - 1)
    return result
  }

  private static func stackMismatch(_ x: NDArray, _ y: NDArray, _ stacks: (Shape, Shape)) -> ArrayError {
    func remapped(_ stack: Shape, _ count: Int, _ core: Int) -> String {
      var parts = [String](repeating: "newaxis", count: count - stack.count)
      parts += stack.map(String.init)
      parts += [String](repeating: "newaxis", count: core)
      return "(" + parts.joined(separator: ",") + ")"
    }
    let count = Swift.max(stacks.0.count, stacks.1.count)
    let core = (x.ndim > 1 ? 1 : 0) + (y.ndim > 1 ? 1 : 0)
    let requested = Shape(x.ndim > 1 ? [x.shape[x.ndim - 2]] : []).joined(
      y.ndim > 1 ? [y.shape[y.ndim - 1]] : [])
    return ArrayError(
      .value,
      "operands could not be broadcast together with remapped shapes [original->remapped]: "
        + "\(x.shape)->\(remapped(stacks.0, count, core)) \(y.shape)->\(remapped(stacks.1, count, core)) "
        + " and requested shape \(requested)")
  }

  /// A fresh contiguous array under another shape of as many elements, itself the owner.
  func reshaped(_ shape: Shape) -> NDArray {
    NDArray(storage: storage, shape: shape, count: count, dtype: dtype)
  }

  /// `np.dot`: numbers multiply, vectors and matrices as `@`; otherwise the last dimension of `a` meets the
  /// second to last of `b`.
  ///
  /// Errors: `shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)`.
  public static func dot(_ a: Operand, _ b: Operand) throws(ArrayError) -> ArrayResult {
    if a.shape.count == 0 || b.shape.count == 0 {
      let x = try a.asArray()
      let y = try b.asArray()
      let product = try binary(.multiply, .array(x), .array(y))
      // Added to a sum that starts at zero, a product is never -0.
      return product.dtype.isFloat ? try binary(.add, product.operand, .pyFloat(0)) : product
    }
    let x = try a.asArray()
    let y = try b.asArray()
    let meeting = y.ndim == 1 ? 0 : y.ndim - 2
    guard x.shape[x.ndim - 1] == y.shape[meeting] else { throw notAligned(x, x.ndim - 1, y, meeting) }
    if x.ndim <= 2 && y.ndim <= 2 { return try matmul(.array(x), .array(y), name: "dot") }
    return .array(try tensordot(x, y, axes: [x.ndim - 1], [meeting]))
  }

  private static func notAligned(_ x: NDArray, _ i: Int, _ y: NDArray, _ j: Int) -> ArrayError {
    ArrayError(
      .value,
      "shapes \(x.shape) and \(y.shape) not aligned: \(x.shape[i]) (dim \(i)) != \(y.shape[j]) (dim \(j))")
  }

  /// `np.inner`: the sum of products over both last dimensions.
  public static func inner(_ a: Operand, _ b: Operand) throws(ArrayError) -> ArrayResult {
    let x = try a.asArray()
    let y = try b.asArray()
    if x.ndim == 0 || y.ndim == 0 { return try binary(.multiply, .array(x), .array(y)) }
    guard x.shape[x.ndim - 1] == y.shape[y.ndim - 1] else {
      let turned = y.ndim == 1 ? y : try y.swapAxes(y.ndim - 1, y.ndim - 2)
      throw notAligned(x, x.ndim - 1, turned, Swift.max(0, turned.ndim - 2))
    }
    return try tensordot(x, y, axes: [x.ndim - 1], [y.ndim - 1]).scalarIfZeroDimensional
  }

  /// `np.vdot`: the dot product of both arrays, flattened.
  public static func vdot(_ a: Operand, _ b: Operand) throws(ArrayError) -> ArrayResult {
    let x = try a.asArray().ravel()
    let y = try b.asArray().ravel()
    if x.count != y.count {
      throw ArrayError(.value, "cannot reshape array of size \(y.count) into shape \(x.shape)")
    }
    return try matmul(.array(x), .array(y), name: "dot")
  }

  /// `np.outer`: every element of `a`, flattened, times every one of `b`.
  public static func outer(_ a: Operand, _ b: Operand) throws(ArrayError) -> ArrayResult {
    let x = try a.asArray().ravel()
    let y = try b.asArray().ravel()
    return try binary(
      .multiply, .array(try x.reshape(Shape(x.count, 1))), .array(try y.reshape(Shape(1, y.count))))
  }

  /// `np.tensordot` with an integer: the last `count` dimensions of `a` meet the first of `b`.
  public static func tensordot(_ a: NDArray, _ b: NDArray, axes count: Int = 2) throws(ArrayError) -> NDArray
  {
    guard count <= a.ndim, count <= b.ndim else {
      if count > Shape.maximumCount { throw ArrayError(.value, "shape-mismatch for sum") }
      throw ArrayError(.index, "tuple index out of range")
    }
    let n = Swift.max(count, 0)
    return try tensordot(a, b, axes: Array(a.ndim - n..<a.ndim), Array(0..<n))
  }

  /// `np.tensordot`: sums products over pairs of dimensions, the others of `a` first, then those of `b`.
  ///
  /// Errors: `shape-mismatch for sum`.
  public static func tensordot(
    _ a: NDArray, _ b: NDArray, axes aAxes: [Int], _ bAxes: [Int]
  ) throws(ArrayError) -> NDArray {
    guard aAxes.count == bAxes.count else { throw ArrayError(.value, "shape-mismatch for sum") }
    var summed = 1
    var left: [Int] = []
    var right: [Int] = []
    for (i, j) in zip(aAxes, bAxes) {
      guard i >= -a.ndim, i < a.ndim, j >= -b.ndim, j < b.ndim else {
        throw ArrayError(.index, "tuple index out of range")
      }
      let (p, q) = (i < 0 ? i + a.ndim : i, j < 0 ? j + b.ndim : j)
      guard a.shape[p] == b.shape[q] else { throw ArrayError(.value, "shape-mismatch for sum") }
      left.append(p)
      right.append(q)
      summed *= a.shape[p]
    }
    let aRest = (0..<a.ndim).filter { !left.contains($0) }
    let bRest = (0..<b.ndim).filter { !right.contains($0) }
    var shape = Shape()
    if aRest.count + bRest.count > Shape.maximumCount { throw Shape.tooMany(aRest.count + bRest.count) }
    for i in aRest { shape.append(a.shape[i]) }
    for i in bRest { shape.append(b.shape[i]) }
    let rows = aRest.reduce(1) { $0 * a.shape[$1] }
    let columns = bRest.reduce(1) { $0 * b.shape[$1] }
    let x = try a.transpose(aRest + left).reshape(Shape(rows, summed))
    let y = try b.transpose(right + bRest).reshape(Shape(summed, columns))
    let product = try MatrixProduct.multiply(x, y, stack: Shape(), type: DType.promote(a.dtype, b.dtype))
    return product.reshaped(shape)
  }
}

extension Shape {
  /// The dimensions of both; there must be room for them.
  func joined(_ other: some Sequence<Int>) -> Shape {
    var result = self
    for value in other { result.append(value) }
    return result
  }

  /// The dimensions in a sequence of at most eight.
  init(_ values: some Sequence<Int>) {
    self.init()
    for value in values { append(value) }
  }
}
