#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A matrix of doubles, row by row, for factorisations.
struct DenseMatrix {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(rows: Int, columns: Int, values: [Double]) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  init(zeros rows: Int, _ columns: Int) {
    self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
  }

  static func identity(_ n: Int) -> DenseMatrix {
    var result = DenseMatrix(zeros: n, n)
    for i in 0..<n { result[i, i] = 1 }
    return result
  }

  @inline(__always)
  subscript(_ i: Int, _ j: Int) -> Double {
    get { values[i * columns + j] }
    set { values[i * columns + j] = newValue }
  }

  var transposed: DenseMatrix {
    var result = DenseMatrix(zeros: columns, rows)
    for i in 0..<rows {
      if i & 0xFF == 0, Interruption.isPending { break }
      for j in 0..<columns { result[j, i] = self[i, j] }
    }
    return result
  }

  mutating func swapRows(_ a: Int, _ b: Int) {
    for j in 0..<columns where a != b { values.swapAt(a * columns + j, b * columns + j) }
  }
}

/// `P·A = L·U` with partial pivoting: L has ones on its diagonal and shares the matrix with U.
///
/// Column by column (left-looking), every update a fused multiply-add, the pivot column scaled by the reciprocal of
/// the pivot.
struct LUFactors {
  private(set) var factors: DenseMatrix
  /// The row that was exchanged with row `i` in step `i`.
  private(set) var pivots: [Int] = []
  /// Whether a pivot is zero.
  private(set) var isSingular = false

  init(_ matrix: DenseMatrix) {
    factors = matrix
    let n = matrix.rows
    for j in 0..<n where !Interruption.isPending {
      for (i, pivot) in pivots.enumerated() where pivot != i {
        factors.values.swapAt(i * n + j, pivot * n + j)
      }
      for i in 1..<max(n, 1) {
        if i & 0xFF == 0, Interruption.isPending { break }
        // The dot product of what is known, then one subtraction.
        var dot = 0.0
        for k in 0..<min(i, j) { dot = fma(factors[i, k], factors[k, j], dot) }
        if min(i, j) > 0 { factors[i, j] -= dot }
      }
      var pivot = j
      for i in (j + 1)..<max(n, j + 1) where factors[i, j].magnitude > factors[pivot, j].magnitude {
        pivot = i
      }
      pivots.append(pivot)
      if factors[pivot, j] == 0 || factors[pivot, j].isNaN {
        isSingular = isSingular || factors[pivot, j] == 0
        continue
      }
      if pivot != j {
        for k in 0...j { factors.values.swapAt(j * n + k, pivot * n + k) }
      }
      let reciprocal = 1 / factors[j, j]
      for i in (j + 1)..<max(n, j + 1) { factors[i, j] *= reciprocal }
    }
  }

  /// The determinant's sign and the logarithm of its magnitude; the logarithm function is the caller's.
  func logDeterminant(_ log: (Double) -> Double) -> (sign: Double, logarithm: Double) {
    if isSingular { return (0, -.infinity) }
    var sign = 1.0
    for (i, pivot) in pivots.enumerated() where pivot != i { sign = -sign }
    var sum = 0.0
    for i in 0..<factors.rows {
      let diagonal = factors[i, i]
      if diagonal < 0 { sign = -sign }
      sum += log(diagonal.magnitude)
    }
    return (sign, sum)
  }

  /// Solves for every column of `right`.
  func solve(_ right: DenseMatrix) -> DenseMatrix {
    var x = right
    let n = factors.rows
    for (i, pivot) in pivots.enumerated() where !Interruption.isPending { x.swapRows(i, pivot) }
    let reciprocals = (0..<n).map { 1 / factors[$0, $0] }
    for c in 0..<x.columns where !Interruption.isPending {
      for k in 0..<n {
        if Interruption.isPending { return x }
        let value = x[k, c]
        for i in (k + 1)..<max(n, k + 1) { x[i, c] = fma(-value, factors[i, k], x[i, c]) }
      }
      for k in (0..<n).reversed() {
        if Interruption.isPending { return x }
        // One right-hand side is divided, several are multiplied by reciprocals, as the BLAS does it.
        let value = x.columns == 1 ? x[k, c] / factors[k, k] : x[k, c] * reciprocals[k]
        x[k, c] = value
        for i in 0..<k { x[i, c] = fma(-value, factors[i, k], x[i, c]) }
      }
    }
    return x
  }
}

extension DenseMatrix {
  /// The lower triangle L of `A = L·Lᵀ`, from A's lower triangle; `nil` unless A is positive definite.
  func cholesky() -> DenseMatrix? {
    var l = DenseMatrix(zeros: rows, rows)
    for j in 0..<rows where !Interruption.isPending {
      var dot = 0.0
      for k in 0..<j { dot = fma(l[j, k], l[j, k], dot) }
      let square = self[j, j] - dot
      guard square > 0 else { return nil }
      let root = square.squareRoot()
      l[j, j] = root
      for i in (j + 1)..<max(rows, j + 1) {
        if i & 0xFF == 0, Interruption.isPending { break }
        var dot = 0.0
        for k in 0..<j { dot = fma(l[i, k], l[j, k], dot) }
        l[i, j] = (self[i, j] - dot) * (1 / root)
      }
    }
    return l
  }
}
