extension NDArray {
  /// The order of a norm.
  public enum NormOrder {
    /// Euclidean for vectors, Frobenius for matrices and for arrays as a whole.
    case natural
    /// The p-norm of vectors (infinities: largest and smallest magnitude; 0: how many are not zero); of matrices ±1,
    /// ±2 and ±infinity.
    case power(Double)
    case frobenius, nuclear
  }

  /// `np.linalg.norm`: of the whole array, of vectors along one axis, or of matrices in two axes.
  ///
  /// Errors: `Invalid norm order for matrices.`, `Improper number of dimensions to norm.`
  public func norm(
    _ order: NormOrder = .natural, axes: [Int]? = nil, keepDims: Bool = false
  ) throws(ArrayError) -> ArrayResult {
    let x = dtype.isFloat ? self : try astype(.float64)
    if axes == nil {
      let isEuclidean =
        switch order {
        case .natural: true
        case .frobenius: ndim == 2
        case .power(let p): p == 2 && ndim == 1
        case .nuclear: false
        }
      if isEuclidean {
        let flat = try x.flattenedAsStored()
        let root = try NDArray.unary(.sqrt, try NDArray.dot(.array(flat), .array(flat)).operand)
        guard keepDims else { return root }
        return .array(try root.asArray().reshape(Shape(repeating: 1, count: ndim)))
      }
    }
    let along = axes ?? Array(0..<ndim)
    switch along.count {
    case 1: return try x.vectorNorm(order, along[0], keepDims)
    case 2: return try x.matrixNorm(order, along[0], along[1], keepDims)
    default: throw ArrayError(.value, "Improper number of dimensions to norm.")
    }
  }

  /// The elements in the order of memory.
  private func flattenedAsStored() throws(ArrayError) -> NDArray {
    isFContiguous && !isCContiguous ? try transposed.ravel() : try ravel()
  }

  private func vectorNorm(_ order: NormOrder, _ axis: Int, _ keepDims: Bool) throws(ArrayError) -> ArrayResult
  {
    func magnitudes() throws(ArrayError) -> NDArray { try NDArray.unary(.absolute, .array(self)).asArray() }
    func reduced(_ array: NDArray, _ op: Reduction, initial: Scalar? = nil) throws(ArrayError) -> ArrayResult
    {
      try array.reduce(op, axes: [axis], keepDims: keepDims, initial: initial)
    }
    let zero = Scalar.float64(0).cast(to: dtype)
    switch order {
    case .natural, .power(2):
      let squares = try NDArray.binary(.multiply, .array(self), .array(self)).asArray()
      return try NDArray.unary(.sqrt, try reduced(squares, .sum).operand)
    case .power(.infinity): return try reduced(try magnitudes(), .max, initial: zero)
    case .power(-.infinity): return try reduced(try magnitudes(), .min)
    case .power(0):
      let nonzero = try NDArray.binary(.notEqual, .array(self), .pyInt(0)).asArray()
      return try reduced(try nonzero.astype(dtype), .sum)
    case .power(1): return try reduced(try magnitudes(), .sum)
    case .power(let p):
      let powers = try NDArray.binary(.power, .array(try magnitudes()), .pyFloat(p)).asArray()
      return try NDArray.binary(.power, try reduced(powers, .sum).operand, .pyFloat(1 / p))
    case .frobenius: throw ArrayError(.value, "Invalid norm order 'fro' for vectors")
    case .nuclear: throw ArrayError(.value, "Invalid norm order 'nuc' for vectors")
    }
  }

  private func matrixNorm(
    _ order: NormOrder, _ rowAxis: Int, _ columnAxis: Int, _ keepDims: Bool
  ) throws(ArrayError) -> ArrayResult {
    let rows = try normalize(axis: rowAxis)
    let columns = try normalize(axis: columnAxis)
    if rows == columns { throw ArrayError(.value, "Duplicate axes given.") }
    let zero = Scalar.float64(0).cast(to: dtype)
    /// Sums of magnitudes along one axis, then the extreme along the other.
    func sums(_ inner: Int, _ outer: Int, _ op: Reduction) throws(ArrayError) -> ArrayResult {
      let magnitudes = try NDArray.unary(.absolute, .array(self)).asArray()
      let sums = try magnitudes.reduce(.sum, axes: [inner]).asArray()
      return try sums.reduce(op, axes: [outer > inner ? outer - 1 : outer], initial: op == .max ? zero : nil)
    }
    func singular(_ op: Reduction) throws(ArrayError) -> ArrayResult {
      let moved = try moveAxes([rows, columns], to: [-2, -1])
      return try moved.singularValues().reduce(op, axes: [-1])
    }
    let result: ArrayResult
    switch order {
    case .natural, .frobenius:
      let squares = try NDArray.binary(.multiply, .array(self), .array(self)).asArray()
      result = try NDArray.unary(.sqrt, try squares.reduce(.sum, axes: [rows, columns]).operand)
    case .nuclear: result = try singular(.sum)
    case .power(2): result = try singular(.max)
    case .power(-2): result = try singular(.min)
    case .power(1): result = try sums(rows, columns, .max)
    case .power(-1): result = try sums(rows, columns, .min)
    case .power(.infinity): result = try sums(columns, rows, .max)
    case .power(-.infinity): result = try sums(columns, rows, .min)
    case .power: throw ArrayError(.value, "Invalid norm order for matrices.")
    }
    guard keepDims else { return result }
    var newShape = shape
    newShape[rows] = 1
    newShape[columns] = 1
    return .array(try result.asArray().reshape(newShape))
  }

  /// The condition number of a matrix: the largest singular value over the smallest.
  public func conditionNumber() throws(ArrayError) -> Double {
    if ndim == 2 && count == 0 { throw ArrayError(.linAlg, "cond is not defined on empty arrays") }
    guard ndim == 2 else { throw NDArray.tooFewDimensions(ndim) }
    let values = try singularValues().doubles()
    return (values.first ?? 0) / (values.last ?? 0)
  }
}
