#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `A = Q·R` by Householder reflections with LAPACK's signs: each diagonal element of R opposes its column's first.
struct QRFactors {
  /// R on and above the diagonal, the reflections' vectors (first element 1) below.
  private var packed: DenseMatrix
  private var scales: [Double] = []

  init(_ matrix: DenseMatrix) {
    packed = matrix
    let (m, n) = (matrix.rows, matrix.columns)
    for j in 0..<min(m, n) where !Interruption.isPending {
      let alpha = packed[j, j]
      var norm = 0.0
      for i in (j + 1)..<max(m, j + 1) { norm = hypot(norm, packed[i, j]) }
      guard norm != 0 else {
        scales.append(0)
        continue
      }
      let length = hypot(alpha, norm)
      let beta = alpha >= 0 && alpha.sign == .plus ? -length : length
      let scale = (beta - alpha) / beta
      scales.append(scale)
      for i in (j + 1)..<m { packed[i, j] *= 1 / (alpha - beta) }
      for c in (j + 1)..<max(n, j + 1) where !Interruption.isPending {
        var dot = packed[j, c]
        for i in (j + 1)..<m { dot = fma(packed[i, j], packed[i, c], dot) }
        dot *= scale
        packed[j, c] -= dot
        for i in (j + 1)..<m { packed[i, c] = fma(-dot, packed[i, j], packed[i, c]) }
      }
      packed[j, j] = beta
    }
  }

  /// The first `rows` rows of the upper triangle.
  func r(rows: Int) -> DenseMatrix {
    var result = DenseMatrix(zeros: rows, packed.columns)
    for i in 0..<min(rows, packed.rows) {
      for j in i..<max(packed.columns, i) { result[i, j] = packed[i, j] }
    }
    return result
  }

  /// The first `columns` columns of the orthogonal matrix.
  func q(columns: Int) -> DenseMatrix {
    let m = packed.rows
    var result = DenseMatrix(zeros: m, columns)
    for i in 0..<min(m, columns) { result[i, i] = 1 }
    for j in scales.indices.reversed() where !Interruption.isPending {
      for c in 0..<columns where !Interruption.isPending {
        var dot = result[j, c]
        for i in (j + 1)..<max(m, j + 1) { dot = fma(packed[i, j], result[i, c], dot) }
        dot *= scales[j]
        result[j, c] -= dot
        for i in (j + 1)..<max(m, j + 1) { result[i, c] = fma(-dot, packed[i, j], result[i, c]) }
      }
    }
    return result
  }
}

/// `A = U·diag(s)·Vᵀ` for m ≥ n by one-sided Jacobi rotations: the columns of A are turned until they are orthogonal.
///
/// Singular values descend; signs of the vectors are not those of LAPACK, so only what does not depend on them leaves
/// this room (`SingularVectors` has those signs).
struct SingularFactors {
  /// The columns `sᵢ·uᵢ`.
  private(set) var scaled: DenseMatrix
  private(set) var v: DenseMatrix
  private(set) var values: [Double]
  private(set) var hasConverged = false

  init(_ matrix: DenseMatrix) {
    var a = matrix
    var v = DenseMatrix.identity(matrix.columns)
    let (m, n) = (matrix.rows, matrix.columns)
    // Columns that are nothing but rounding errors of the others need not be orthogonal.
    var total = 0.0
    for value in matrix.values { total = fma(value, value, total) }
    let negligible = total * 1e-32
    for _ in 0..<60 {
      var largest = 0.0
      for p in 0..<n where !Interruption.isPending {
        for q in (p + 1)..<max(n, p + 1) where !Interruption.isPending {
          var (pp, qq, pq) = (0.0, 0.0, 0.0)
          for i in 0..<m {
            pp = fma(a[i, p], a[i, p], pp)
            qq = fma(a[i, q], a[i, q], qq)
            pq = fma(a[i, p], a[i, q], pq)
          }
          let scale = (pp * qq).squareRoot()
          guard pq != 0, scale > 0, pp > negligible, qq > negligible else { continue }
          largest = max(largest, pq.magnitude / scale)
          if pq.magnitude <= 1e-17 * scale { continue }
          let zeta = (qq - pp) / (2 * pq)
          let t = (zeta >= 0 ? 1.0 : -1.0) / (zeta.magnitude + (1 + zeta * zeta).squareRoot())
          let c = 1 / (1 + t * t).squareRoot()
          let s = c * t
          for i in 0..<m {
            let (x, y) = (a[i, p], a[i, q])
            a[i, p] = c * x - s * y
            a[i, q] = s * x + c * y
          }
          for i in 0..<n {
            let (x, y) = (v[i, p], v[i, q])
            v[i, p] = c * x - s * y
            v[i, q] = s * x + c * y
          }
        }
      }
      if largest <= 1e-15 {
        hasConverged = true
        break
      }
    }
    if Interruption.isPending {
      (values, scaled, self.v) = ([], a, v)
      return
    }
    let lengths = (0..<n).map { j in
      var norm = 0.0
      for i in 0..<m { norm = hypot(norm, a[i, j]) }
      return norm
    }
    let order = (0..<n).sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    values = order.map { lengths[$0] }
    scaled = DenseMatrix(zeros: m, n)
    self.v = DenseMatrix(zeros: n, n)
    for (k, j) in order.enumerated() {
      for i in 0..<m { scaled[i, k] = a[i, j] }
      for i in 0..<n { self.v[i, k] = v[i, j] }
    }
    if !matrix.values.allSatisfy(\.isFinite) { hasConverged = false }
  }
}
