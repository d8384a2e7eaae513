import CKernels

/// `np.linalg` on matrices and stacks of matrices. Work is done in float64; float32 arguments give float32 results.
extension NDArray {
  /// The determinant of each matrix.
  ///
  /// From the logarithm of its magnitude, as NumPy computes it, so that `det([[1, 2], [3, 4]])` is
  /// -2.0000000000000004.
  public func determinant() throws(ArrayError) -> ArrayResult {
    try checkSquare()
    return try mapMatrices(to: []) { matrix in
      let (sign, logarithm) = LUFactors(matrix).logDeterminant(nb_log)
      return DenseMatrix(rows: 1, columns: 1, values: [sign * nb_exp(logarithm)])
    }
  }

  /// The sign of each determinant and the logarithm of its magnitude.
  public func signAndLogDeterminant() throws(ArrayError) -> (sign: ArrayResult, logarithm: ArrayResult) {
    try checkSquare()
    let sign = try mapMatrices(to: []) {
      DenseMatrix(rows: 1, columns: 1, values: [LUFactors($0).logDeterminant(nb_log).sign])
    }
    let logarithm = try mapMatrices(to: []) {
      DenseMatrix(rows: 1, columns: 1, values: [LUFactors($0).logDeterminant(nb_log).logarithm])
    }
    return (sign, logarithm)
  }

  /// The inverse of each matrix. Errors: LinAlgError `Singular matrix`.
  public func inverse() throws(ArrayError) -> NDArray {
    try checkSquare()
    let n = shape[ndim - 1]
    return try mapMatrices(to: [n, n]) { (matrix) throws(ArrayError) in
      let factors = LUFactors(matrix)
      if factors.isSingular { throw NDArray.singular }
      return factors.solve(.identity(n))
    }.asArray()
  }

  /// x with `a·x = b`, for a vector or for the columns of a matrix. Errors: LinAlgError `Singular matrix`.
  public static func solve(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
    try a.checkSquare()
    let n = a.shape[a.ndim - 1]
    let type: DType = a.dtype == .float32 && b.dtype == .float32 ? .float32 : .float64
    guard a.ndim == 2, b.ndim == 1 || b.ndim == 2 else {
      throw ArrayError(.notImplemented, "solve of stacks of matrices is not supported")
    }
    guard b.shape[0] == n else {
      let signature = b.ndim == 1 ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)"
      throw ArrayError(
        .value,
        "solve\(b.ndim == 1 ? "1" : ""): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
          + "\(signature) (size \(b.shape[0]) is different from \(n))")
    }
    let factors = LUFactors(try a.denseMatrix())
    try Interruption.check()
    if factors.isSingular { throw singular }
    let right = DenseMatrix(rows: n, columns: b.ndim == 1 ? 1 : b.shape[1], values: try b.doubles())
    let solution = factors.solve(right)
    try Interruption.check()
    return try NDArray(solution.values).reshape(b.shape).astype(type)
  }

  /// L with `a = L·Lᵀ` for each matrix. Errors: LinAlgError `Matrix is not positive definite`.
  public func cholesky() throws(ArrayError) -> NDArray {
    try checkSquare()
    let n = shape[ndim - 1]
    return try mapMatrices(to: [n, n]) { (matrix) throws(ArrayError) in
      guard let factor = matrix.cholesky() else {
        throw ArrayError(.linAlg, "Matrix is not positive definite")
      }
      return factor
    }.asArray()
  }

  /// Q and R of a matrix, Q with as many columns as `min(m, n)`, or with all `m` if `complete`.
  public func qr(complete: Bool = false) throws(ArrayError) -> (q: NDArray, r: NDArray) {
    guard ndim == 2 else { throw NDArray.tooFewDimensions(ndim) }
    let size = complete ? shape[0] : Swift.min(shape[0], shape[1])
    let factors = QRFactors(try denseMatrix())
    let type: DType = dtype == .float32 ? .float32 : .float64
    let q = factors.q(columns: size)
    try Interruption.check()
    return (try NDArray(q).astype(type), try NDArray(factors.r(rows: size)).astype(type))
  }

  /// The singular values of each matrix, descending. Errors: LinAlgError `SVD did not converge`.
  public func singularValues() throws(ArrayError) -> NDArray {
    guard ndim >= 2 else { throw NDArray.tooFewDimensions(ndim) }
    let size = Swift.min(shape[ndim - 2], shape[ndim - 1])
    return try mapMatrices(to: [size]) { (matrix) throws(ArrayError) in
      let factors = SingularFactors(matrix.rows >= matrix.columns ? matrix : matrix.transposed)
      guard factors.hasConverged || size == 0 else { throw ArrayError(.linAlg, "SVD did not converge") }
      return DenseMatrix(rows: size, columns: 1, values: factors.values)
    }.asArray()
  }

  /// The number of singular values above `tolerance`, by default the largest times `max(m, n)` and the float's
  /// precision; of a vector, whether it is not zero.
  public func matrixRank(tolerance: Double? = nil) throws(ArrayError) -> Int {
    if ndim < 2 { return try truePlaces().isEmpty ? 0 : 1 }
    guard ndim == 2 else { throw ArrayError(.notImplemented, "matrix_rank of stacks is not supported") }
    let values = try singularValues().doubles()
    let epsilon = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let limit = tolerance ?? (values.first ?? 0) * Double(Swift.max(shape[0], shape[1])) * epsilon
    return values.count { $0 > limit }
  }

  /// The Moore–Penrose inverse, singular values up to `rcond` times the largest taken as zero.
  public func pseudoInverse(rcond: Double = 1e-15) throws(ArrayError) -> NDArray {
    guard ndim == 2 else { throw NDArray.tooFewDimensions(ndim) }
    let type: DType = dtype == .float32 ? .float32 : .float64
    if count == 0 { return try NDArray(empty: Shape(shape[1], shape[0]), type) }
    let matrix = try denseMatrix()
    let isWide = matrix.rows < matrix.columns
    let factors = SingularFactors(isWide ? matrix.transposed : matrix)
    try Interruption.check()
    guard factors.hasConverged else { throw ArrayError(.linAlg, "SVD did not converge") }
    let cutoff = rcond * (factors.values.first ?? 0)
    // A⁺ = Σ vᵢ (sᵢuᵢ)ᵀ / sᵢ² over the values kept.
    var result = DenseMatrix(zeros: factors.v.rows, factors.scaled.rows)
    for (k, s) in factors.values.enumerated() where s > cutoff {
      for i in 0..<result.rows {
        try Interruption.check()
        for j in 0..<result.columns { result[i, j] += factors.v[i, k] * (factors.scaled[j, k] / s / s) }
      }
    }
    return try NDArray(isWide ? result.transposed : result).astype(type)
  }

  /// The matrix to an integer power by repeated squaring; negative powers through the inverse.
  ///
  /// Errors: LinAlgError for matrices that are not square or singular.
  public func matrixPower(_ exponent: Int) throws(ArrayError) -> NDArray {
    try checkSquare()
    func product(_ a: NDArray, _ b: NDArray) throws(ArrayError) -> NDArray {
      try NDArray.matmul(.array(a), .array(b)).asArray()
    }
    if exponent == 0 {
      return try NDArray.eye(shape[ndim - 1], dtype: dtype).broadcast(to: shape).copy()
    }
    let base = exponent < 0 ? try inverse() : self
    var remaining = exponent.magnitude
    if remaining == 1 { return try base.copy() }
    if remaining == 2 { return try product(base, base) }
    if remaining == 3 { return try product(product(base, base), base) }
    var power: NDArray?
    var result: NDArray?
    while remaining > 0 {
      power = if let power { try product(power, power) } else { base }
      if remaining % 2 == 1, let power {
        result = if let result { try product(result, power) } else { power }
      }
      remaining /= 2
    }
    return result ?? base
  }

  /// The least-squares solution of `a·x = b` of smallest norm, the sums of squared residuals (empty unless a has full
  /// rank and more rows than columns), the rank and the singular values.
  public static func leastSquares(
    _ a: NDArray, _ b: NDArray, rcond: Double? = nil
  ) throws(ArrayError) -> (solution: NDArray, residuals: NDArray, rank: Int, singularValues: NDArray) {
    for array in [a, b] where array.ndim != 2 && !(array === b && b.ndim == 1) {
      throw ArrayError(.linAlg, "\(array.ndim)-dimensional array given. Array must be two-dimensional")
    }
    guard a.shape[0] == b.shape[0] else { throw ArrayError(.linAlg, "Incompatible dimensions") }
    let type: DType = a.dtype == .float32 && b.dtype == .float32 ? .float32 : .float64
    let (m, n) = (a.shape[0], a.shape[1])
    let cutoff = rcond ?? Double.ulpOfOne * Double(Swift.max(m, n))
    let values = try a.astype(.float64).singularValues()
    let largest = try values.doubles().first ?? 0
    let rank = try values.doubles().count { $0 > cutoff * largest }
    let right = try b.astype(.float64)
    let solution = try matmul(.array(try a.astype(.float64).pseudoInverse(rcond: cutoff)), .array(right))
      .asArray()
    var residuals = try NDArray(empty: [0], type)
    if rank == n && m > n {
      let fit = try matmul(.array(try a.astype(.float64)), .array(solution))
      let error = try binary(.subtract, .array(right), fit.operand)
      let squares = try binary(.multiply, error.operand, error.operand).asArray()
      residuals = try squares.reduce(.sum, axes: [0]).asArray().reshape([-1]).astype(type)
    }
    return (try solution.astype(type), residuals, rank, try values.astype(type))
  }

  static let singular = ArrayError(.linAlg, "Singular matrix")

  static func tooFewDimensions(_ ndim: Int) -> ArrayError {
    ArrayError(.linAlg, "\(ndim)-dimensional array given. Array must be at least two-dimensional")
  }

  func checkSquare() throws(ArrayError) {
    if ndim < 2 { throw NDArray.tooFewDimensions(ndim) }
    if shape[ndim - 1] != shape[ndim - 2] {
      throw ArrayError(.linAlg, "Last 2 dimensions of the array must be square")
    }
  }

  /// A matrix's elements as doubles.
  func denseMatrix() throws(ArrayError) -> DenseMatrix {
    DenseMatrix(rows: shape[0], columns: shape[1], values: try doubles())
  }

  convenience init(_ matrix: DenseMatrix) throws(ArrayError) {
    try self.init(empty: Shape(matrix.rows, matrix.columns), .float64)
    data.assumingMemoryBound(to: Double.self).update(from: matrix.values, count: count)
  }

  /// The result of a factorisation, which stops early where somebody wants that; its own complaints do not count then.
  static func orInterrupted<Result>(_ body: () throws(ArrayError) -> Result) throws(ArrayError) -> Result {
    do {
      let result = try body()
      try Interruption.check()
      return result
    } catch {
      try Interruption.check()
      throw error
    }
  }

  /// Applies `body` to each matrix of the stack; `core` is the shape of one result.
  private func mapMatrices(
    to core: Shape, _ body: (DenseMatrix) throws(ArrayError) -> DenseMatrix
  ) throws(ArrayError) -> ArrayResult {
    let (m, n) = (shape[ndim - 2], shape[ndim - 1])
    var stack = shape
    stack.remove(at: ndim - 1)
    stack.remove(at: ndim - 2)
    let all = try doubles()
    var resultShape = stack
    for length in core { resultShape.append(length) }
    let result = try NDArray(empty: resultShape, .float64)
    let out = result.data.assumingMemoryBound(to: Double.self)
    let size = core.elementCount ?? 0
    for k in 0..<(stack.elementCount ?? 0) {
      let matrix = DenseMatrix(rows: m, columns: n, values: Array(all[(k * m * n)..<((k + 1) * m * n)]))
      let value = try NDArray.orInterrupted { () throws(ArrayError) in try body(matrix) }
      try Interruption.forEachBlock(of: size) { start, count in
        for i in start..<(start + count) { out[k * size + i] = value.values[i] }
      }
    }
    let type: DType = dtype == .float32 ? .float32 : .float64
    return try result.astype(type, copy: false).scalarIfZeroDimensional
  }
}
