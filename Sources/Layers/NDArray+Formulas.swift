import Arrays

/// The arithmetic in which layers are written: NumPy's operations, one after the other, with their rounding.
extension NDArray {
  func plus(_ other: NDArray) throws -> NDArray { try apply(.add, .array(other)) }
  func minus(_ other: NDArray) throws -> NDArray { try apply(.subtract, .array(other)) }
  func times(_ other: NDArray) throws -> NDArray { try apply(.multiply, .array(other)) }
  func over(_ other: NDArray) throws -> NDArray { try apply(.divide, .array(other)) }

  // Numbers of the formulas are Python's: they leave float32 as it is.
  func plus(_ number: Double) throws -> NDArray { try apply(.add, .pyFloat(number)) }
  func minus(_ number: Double) throws -> NDArray { try apply(.subtract, .pyFloat(number)) }
  func times(_ number: Double) throws -> NDArray { try apply(.multiply, .pyFloat(number)) }
  func over(_ number: Double) throws -> NDArray { try apply(.divide, .pyFloat(number)) }

  func apply(_ operation: BinaryOperation, _ other: Operand) throws -> NDArray {
    try NDArray.binary(operation, .array(self), other).asArray()
  }

  func apply(_ operation: UnaryOperation) throws -> NDArray {
    try NDArray.unary(operation, .array(self)).asArray()
  }

  func sum(_ axes: [Int], keepDims: Bool = false) throws -> NDArray {
    try reduce(.sum, axes: axes, keepDims: keepDims).asArray()
  }

  func mean(_ axes: [Int], keepDims: Bool = false) throws -> NDArray {
    try reduce(.mean, axes: axes, keepDims: keepDims).asArray()
  }

  func variance(_ axes: [Int], keepDims: Bool = false) throws -> NDArray {
    try reduce(.variance, axes: axes, keepDims: keepDims).asArray()
  }

  func product(_ other: NDArray) throws -> NDArray {
    try NDArray.matmul(.array(self), .array(other)).asArray()
  }

  /// Zeros of the same shape and type.
  public func zerosLike() throws -> NDArray { try NDArray(zeros: shape, dtype) }

  /// The elements in a row, as `T`, which must be the array's own type; the array must be contiguous.
  @inline(__always)
  func elements<T>(_ type: T.Type) -> UnsafeMutablePointer<T> { data.assumingMemoryBound(to: T.self) }
}

/// The element type that a layer computes in: that of its inputs together, float64 if they are integers.
func layerType(_ arrays: NDArray...) -> DType {
  var type = arrays[0].dtype
  for array in arrays.dropFirst() { type = DType.promote(type, array.dtype) }
  return type.isFloat ? type : .float64
}

extension NDArray {
  /// The array as `dtype`, row by row in memory; itself where it is that already.
  func prepared(_ dtype: DType) throws -> NDArray {
    try astype(dtype, copy: false).contiguous()
  }
}
