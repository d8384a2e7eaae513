import CKernels

/// A matrix as the kernels take it: rows of neighbours `stride` elements apart, or the transpose of such rows.
private struct Matrix {
  let array: NDArray
  /// Bytes from the array's first element to the matrix.
  let transposed: Bool
  let stride: Int

  /// A matrix of the last two dimensions of `source`, copied when its strides do not suit.
  init(_ source: NDArray, _ type: DType) throws(ArrayError) {
    var source = try source.astype(type, copy: false)
    let (row, column) = (source.ndim - 2, source.ndim - 1)
    let size = type.itemSize
    func suits(_ outer: Int, _ inner: Int) -> Bool {
      let inside = source.strides[inner] == size || source.shape[inner] == 1
      let step = source.strides[outer]
      return inside
        && (source.shape[outer] == 1
          || (step % size == 0 && step / size >= Swift.max(1, source.shape[inner])))
    }
    if suits(row, column) {
      transposed = false
      stride = source.shape[row] == 1 ? Swift.max(1, source.shape[column]) : source.strides[row] / size
    } else if suits(column, row) {
      transposed = true
      stride = source.shape[column] == 1 ? Swift.max(1, source.shape[row]) : source.strides[column] / size
    } else {
      source = try source.copy()
      transposed = false
      stride = Swift.max(1, source.shape[column])
    }
    array = source
  }
}

/// The product of two matrices, repeated over stacks of them.
enum MatrixProduct {
  /// Multiplies the last two dimensions of `a` and `b`, whose shapes fit; the others broadcast to `stack`.
  static func multiply(_ a: NDArray, _ b: NDArray, stack: Shape, type: DType) throws(ArrayError) -> NDArray {
    let rows = a.shape[a.ndim - 2]
    let inner = a.shape[a.ndim - 1]
    let columns = b.shape[b.ndim - 1]
    var shape = stack
    if shape.count + 2 > Shape.maximumCount { throw Shape.tooMany(shape.count + 2) }
    shape.append(rows)
    shape.append(columns)
    let result = try NDArray(empty: shape, type)
    if result.count == 0 { return result }
    let left = try Matrix(a, type)
    let right = try Matrix(b, type)
    let size = rows * columns * type.itemSize
    let walk = StridedIteration(
      stack, stack.contiguousStrides(itemSize: size), stackStrides(left.array, stack),
      stackStrides(right.array, stack))
    try walk.forEachRun { (o, i, j, _) throws(ArrayError) in
      for k in 0..<walk.runLength {
        if k & 0xFF == 0 { try Interruption.check() }
        let x = left.array.data + i + k * walk.runStride(1)
        let y = right.array.data + j + k * walk.runStride(2)
        let z = result.data + o + k * walk.runStride(0)
        switch type {
        case .float64:
          nb_gemm_f64(
            left.transposed, right.transposed, rows, columns, inner, x.assumingMemoryBound(to: Double.self),
            left.stride, y.assumingMemoryBound(to: Double.self), right.stride,
            z.assumingMemoryBound(to: Double.self), columns, false)
        case .float32:
          nb_gemm_f32(
            left.transposed, right.transposed, rows, columns, inner, x.assumingMemoryBound(to: Float.self),
            left.stride, y.assumingMemoryBound(to: Float.self), right.stride,
            z.assumingMemoryBound(to: Float.self), columns, false)
        case .int64: integers(Int.self, left, right, x, y, z, rows, columns, inner)
        case .int32: integers(Int32.self, left, right, x, y, z, rows, columns, inner)
        case .uint8: integers(UInt8.self, left, right, x, y, z, rows, columns, inner)
        case .uint64: integers(UInt64.self, left, right, x, y, z, rows, columns, inner)
        case .bool: bools(left, right, x, y, z, rows, columns, inner)
        }
      }
    }
    withExtendedLifetime((left.array, right.array)) {}
    try Interruption.check()
    return result
  }

  private static func stackStrides(_ array: NDArray, _ stack: Shape) -> Shape {
    var outer = array.shape
    var steps = array.strides
    for _ in 0..<2 {
      outer.remove(at: outer.count - 1)
      steps.remove(at: steps.count - 1)
    }
    var result = Shape(repeating: 0, count: stack.count)
    let offset = stack.count - outer.count
    for i in 0..<outer.count where outer[i] != 1 { result[offset + i] = steps[i] }
    return result
  }

  /// Steps between rows and between columns, in elements.
  private static func steps(_ matrix: Matrix) -> (row: Int, column: Int) {
    matrix.transposed ? (1, matrix.stride) : (matrix.stride, 1)
  }

  /// Products and sums of integers wrap.
  private static func integers<T: FixedWidthInteger>(
    _: T.Type, _ left: Matrix, _ right: Matrix, _ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer,
    _ z: UnsafeMutableRawPointer, _ rows: Int, _ columns: Int, _ inner: Int
  ) {
    let a = x.assumingMemoryBound(to: T.self)
    let b = y.assumingMemoryBound(to: T.self)
    let c = z.assumingMemoryBound(to: T.self)
    let (ar, ac) = steps(left)
    let (br, bc) = steps(right)
    for i in 0..<rows {
      if Interruption.isPending { return }
      let row = c + i * columns
      for j in 0..<columns { row[j] = 0 }
      for k in 0..<inner {
        let factor = a[i * ar + k * ac]
        if factor == 0 { continue }
        for j in 0..<columns { row[j] = row[j] &+ factor &* b[k * br + j * bc] }
      }
    }
  }

  /// Over bools a product is `and`, a sum `or`.
  private static func bools(
    _ left: Matrix, _ right: Matrix, _ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer,
    _ z: UnsafeMutableRawPointer, _ rows: Int, _ columns: Int, _ inner: Int
  ) {
    let a = x.assumingMemoryBound(to: UInt8.self)
    let b = y.assumingMemoryBound(to: UInt8.self)
    let c = z.assumingMemoryBound(to: UInt8.self)
    let (ar, ac) = steps(left)
    let (br, bc) = steps(right)
    for i in 0..<rows {
      if Interruption.isPending { return }
      for j in 0..<columns {
        var any: UInt8 = 0
        for k in 0..<inner { any |= a[i * ar + k * ac] & b[k * br + j * bc] }
        c[i * columns + j] = any
      }
    }
  }
}
