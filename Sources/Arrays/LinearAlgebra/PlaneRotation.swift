#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A rotation of a plane: `(x, y)` becomes `(c·x + s·y, c·y − s·x)`.
struct PlaneRotation {
  var c: Double
  var s: Double

  /// The rotation that takes (f, g) to (r, 0), with f's sign for r.
  static func annihilating(_ f: Double, _ g: Double) -> (rotation: PlaneRotation, r: Double) {
    if g == 0 { return (PlaneRotation(c: 1, s: 0), f) }
    if f == 0 { return (PlaneRotation(c: 0, s: g < 0 ? -1 : 1), g.magnitude) }
    let length = hypot(f, g)
    let r = f < 0 ? -length : length
    return (PlaneRotation(c: f.magnitude / length, s: g / r), r)
  }

  var inverse: PlaneRotation { PlaneRotation(c: c, s: -s) }
}

extension DenseMatrix {
  mutating func rotateColumns(_ a: Int, _ b: Int, _ q: PlaneRotation) {
    for i in 0..<rows {
      let (x, y) = (self[i, a], self[i, b])
      self[i, a] = q.c * x + q.s * y
      self[i, b] = q.c * y - q.s * x
    }
  }

  mutating func rotateRows(_ a: Int, _ b: Int, _ q: PlaneRotation) {
    for j in 0..<columns {
      let (x, y) = (self[a, j], self[b, j])
      self[a, j] = q.c * x + q.s * y
      self[b, j] = q.c * y - q.s * x
    }
  }

  mutating func swapColumns(_ a: Int, _ b: Int) {
    for i in 0..<rows where a != b { values.swapAt(i * columns + a, i * columns + b) }
  }
}

/// A reflection `I − scale·v·vᵀ` with v₀ = 1 that takes a vector to (beta, 0, 0, …), beta opposing its first element.
struct Reflection {
  let v: [Double]
  let scale: Double
  let beta: Double

  init(_ x: [Double]) {
    var norm = 0.0
    for value in x.dropFirst() { norm = hypot(norm, value) }
    guard let alpha = x.first, norm != 0 else {
      v = x.isEmpty ? [] : [1] + [Double](repeating: 0, count: x.count - 1)
      scale = 0
      beta = x.first ?? 0
      return
    }
    let length = hypot(alpha, norm)
    let beta = alpha.sign == .minus ? length : -length
    self.beta = beta
    scale = (beta - alpha) / beta
    v = [1] + x.dropFirst().map { $0 / (alpha - beta) }
  }

  /// Reflects rows `first`… of a matrix, in the columns from `column` on.
  func apply(toRowsOf a: inout DenseMatrix, from first: Int, columns column: Int) {
    guard scale != 0, !Interruption.isPending else { return }
    for j in column..<max(a.columns, column) {
      if j & 0xFF == 0, Interruption.isPending { return }
      var dot = 0.0
      for (k, value) in v.enumerated() { dot = fma(value, a[first + k, j], dot) }
      dot *= scale
      for (k, value) in v.enumerated() { a[first + k, j] = fma(-dot, value, a[first + k, j]) }
    }
  }

  /// Reflects columns `first`… of a matrix, in the rows from `row` on.
  func apply(toColumnsOf a: inout DenseMatrix, from first: Int, rows row: Int) {
    guard scale != 0, !Interruption.isPending else { return }
    for i in row..<max(a.rows, row) {
      if i & 0xFF == 0, Interruption.isPending { return }
      var dot = 0.0
      for (k, value) in v.enumerated() { dot = fma(value, a[i, first + k], dot) }
      dot *= scale
      for (k, value) in v.enumerated() { a[i, first + k] = fma(-dot, value, a[i, first + k]) }
    }
  }
}
