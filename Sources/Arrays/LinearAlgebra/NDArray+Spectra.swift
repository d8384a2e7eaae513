/// Decompositions that give vectors: `np.linalg.svd` and `np.linalg.eigh`.
extension NDArray {
  private var floating: DType { dtype == .float32 ? .float32 : .float64 }

  /// U, the singular values, descending, and Vᵀ for each matrix; with `full` U and V are square.
  ///
  /// Errors: LinAlgError `SVD did not converge`.
  public func singularValueDecomposition(
    full: Bool = true
  ) throws(ArrayError) -> (u: NDArray, values: NDArray, vt: NDArray) {
    guard ndim >= 2 else { throw NDArray.tooFewDimensions(ndim) }
    let (m, n) = (shape[ndim - 2], shape[ndim - 1])
    let size = Swift.min(m, n)
    var (us, values, vts): ([Double], [Double], [Double]) = ([], [], [])
    let stack = try forEachMatrix { (matrix) throws(ArrayError) in
      let factors = SingularVectors(matrix, full: full)
      guard factors.hasConverged else { throw ArrayError(.linAlg, "SVD did not converge") }
      us += factors.u.values
      values += factors.values
      vts += factors.vt.values
    }
    return (
      try stacked(us, stack + [m, full ? m : size]), try stacked(values, stack + [size]),
      try stacked(vts, stack + [full ? n : size, n])
    )
  }

  /// The eigenvalues, ascending, and the eigenvectors (columns) of each symmetric matrix; only the lower triangle is
  /// read, or with `upper` only the upper one.
  ///
  /// Errors: LinAlgError `Eigenvalues did not converge`.
  public func symmetricEigen(upper: Bool = false) throws(ArrayError) -> (values: NDArray, vectors: NDArray) {
    try checkSquare()
    let n = shape[ndim - 1]
    var (values, vectors): ([Double], [Double]) = ([], [])
    let stack = try forEachMatrix { (matrix) throws(ArrayError) in
      let factors = SymmetricEigen(upper ? matrix.transposed : matrix)
      guard factors.hasConverged else { throw ArrayError(.linAlg, "Eigenvalues did not converge") }
      values += factors.values
      vectors += factors.vectors.values
    }
    return (try stacked(values, stack + [n]), try stacked(vectors, stack + [n, n]))
  }

  private func stacked(_ values: [Double], _ lengths: [Int]) throws(ArrayError) -> NDArray {
    try NDArray(values).reshape(Shape(checking: lengths)).astype(floating, copy: false)
  }

  /// Calls `body` with each matrix; gives the lengths of the axes before the last two.
  private func forEachMatrix(_ body: (DenseMatrix) throws(ArrayError) -> Void) throws(ArrayError) -> [Int] {
    let (m, n) = (shape[ndim - 2], shape[ndim - 1])
    let all = try doubles()
    let stack = Array(shape.dropLast(2))
    for k in 0..<stack.reduce(1, *) {
      let matrix = DenseMatrix(rows: m, columns: n, values: Array(all[(k * m * n)..<((k + 1) * m * n)]))
      try NDArray.orInterrupted { () throws(ArrayError) in try body(matrix) }
    }
    return stack
  }
}
