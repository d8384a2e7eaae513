#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `A = U·diag(s)·Vᵀ` by reflections to a bidiagonal matrix and rotations with implicit shifts to a diagonal one
/// (Demmel and Kahan 1990; the order of steps, and so the signs of the vectors, are LAPACK's `bdsqr`).
///
/// For more than 25 values LAPACK divides and conquers, and its vectors may have other signs.
/// Singular values descend. U has `min(m, n)` columns, or all `m` if `full`; Vᵀ likewise has rows.
struct SingularVectors {
  private(set) var u: DenseMatrix
  private(set) var values: [Double]
  private(set) var vt: DenseMatrix
  private(set) var hasConverged: Bool

  private init(u: DenseMatrix, values: [Double], vt: DenseMatrix, hasConverged: Bool) {
    self.u = u
    self.values = values
    self.vt = vt
    self.hasConverged = hasConverged
  }

  init(_ matrix: DenseMatrix, full: Bool) {
    let (m, n) = (matrix.rows, matrix.columns)
    // Much longer than wide (or wider than long): the factors of a square R (or L) first.
    if m >= n * 11 / 6, m > n {
      let tall = QRFactors(matrix)
      let inner = SingularVectors(bidiagonalizing: tall.r(rows: n), full: false)
      let q = tall.q(columns: full ? m : n)
      self.init(
        u: q.multiplyingLeadingColumns(inner.u), values: inner.values, vt: inner.vt,
        hasConverged: inner.hasConverged)
    } else if m >= n {
      self.init(bidiagonalizing: matrix, full: full)
    } else if n >= m * 11 / 6 {
      let tall = QRFactors(matrix.transposed)
      let inner = SingularVectors(bidiagonalizing: tall.r(rows: m).transposed, full: false)
      let q = tall.q(columns: full ? n : m)
      self.init(
        u: inner.u, values: inner.values,
        vt: q.multiplyingLeadingColumns(inner.vt.transposed).transposed, hasConverged: inner.hasConverged)
    } else {
      let inner = SingularVectors(bidiagonalizing: matrix.transposed, full: full, transposed: true)
      self.init(
        u: inner.vt.transposed, values: inner.values, vt: inner.u.transposed,
        hasConverged: inner.hasConverged)
    }
  }

  /// For m ≥ n; `transposed` says that the matrix is the transpose of the one that LAPACK would see, whose bidiagonal
  /// form is lower.
  private init(bidiagonalizing matrix: DenseMatrix, full: Bool, transposed: Bool = false) {
    let (m, n) = (matrix.rows, matrix.columns)
    var a = matrix
    var (left, right): ([Reflection], [Reflection]) = ([], [])
    var (d, e) = ([Double](), [Double]())
    for i in 0..<n where !Interruption.isPending {
      let column = Reflection((i..<m).map { a[$0, i] })
      column.apply(toRowsOf: &a, from: i, columns: i + 1)
      left.append(column)
      d.append(column.beta)
      guard i < n - 1 else { break }
      let row = Reflection(((i + 1)..<n).map { a[i, $0] })
      row.apply(toColumnsOf: &a, from: i + 1, rows: i + 1)
      right.append(row)
      e.append(row.beta)
    }
    // What was not reached before an interrupt has a place all the same.
    if Interruption.isPending {
      (u, values, vt, hasConverged) = (DenseMatrix(zeros: 0, 0), [], DenseMatrix(zeros: 0, 0), false)
      return
    }
    while d.count < n { d.append(0) }
    while e.count < n - 1 { e.append(0) }
    let turns = transposed ? BidiagonalSingular.makeUpper(&d, &e) : []
    var diagonal = BidiagonalSingular(d, e)
    hasConverged = matrix.values.allSatisfy(\.isFinite) && diagonal.run()
    values = diagonal.d
    if transposed {
      for (i, turn) in turns.enumerated().reversed() { diagonal.u.rotateRows(i, i + 1, turn.inverse) }
      (diagonal.u, diagonal.vt) = (diagonal.vt.transposed, diagonal.u.transposed)
    }
    u = DenseMatrix(zeros: m, full ? m : n)
    for i in 0..<n { for j in 0..<n { u[i, j] = diagonal.u[i, j] } }
    for i in n..<max(u.columns, n) { u[i, i] = 1 }
    for (i, reflection) in left.enumerated().reversed() {
      reflection.apply(toRowsOf: &u, from: i, columns: 0)
    }
    vt = diagonal.vt
    for (i, reflection) in right.enumerated().reversed() {
      reflection.apply(toColumnsOf: &vt, from: i + 1, rows: 0)
    }
  }
}

extension DenseMatrix {
  /// The product of the first columns with a square matrix; the other columns stay.
  fileprivate func multiplyingLeadingColumns(_ square: DenseMatrix) -> DenseMatrix {
    var result = self
    for i in 0..<rows where !Interruption.isPending {
      for j in 0..<square.columns {
        var sum = 0.0
        for k in 0..<square.rows { sum = fma(self[i, k], square[k, j], sum) }
        result[i, j] = sum
      }
    }
    return result
  }
}

/// The singular values of an upper bidiagonal matrix with `d` on the diagonal and `e` above it.
private struct BidiagonalSingular {
  var d: [Double]
  var e: [Double]
  var u: DenseMatrix
  var vt: DenseMatrix
  private static let epsilon = Double.ulpOfOne / 2
  /// epsilon^(−1/8), 98.7…, times epsilon
  private let tolerance = 98.70149282610821 * BidiagonalSingular.epsilon
  private var threshold = 0.0

  init(_ d: [Double], _ e: [Double]) {
    self.d = d
    self.e = e
    u = .identity(d.count)
    vt = .identity(d.count)
  }

  /// Turns a lower bidiagonal matrix into an upper one by rotations of neighbouring rows.
  static func makeUpper(_ d: inout [Double], _ e: inout [Double]) -> [PlaneRotation] {
    e.indices.map { i in
      let made = PlaneRotation.annihilating(d[i], e[i])
      d[i] = made.r
      e[i] = made.rotation.s * d[i + 1]
      d[i + 1] *= made.rotation.c
      return made.rotation
    }
  }

  /// Diagonalises; false when that takes too many steps.
  mutating func run() -> Bool {
    let n = d.count
    guard n > 0 else { return true }
    if n == 1 {
      // A single value's sign goes to the left.
      if d[0].sign == .minus { u[0, 0] = -1 }
      d[0] = d[0].magnitude
      return true
    }
    if !iterate() || Interruption.isPending { return false }
    for i in 0..<n where d[i].sign == .minus {
      d[i] = -d[i]
      for j in 0..<n { vt[i, j] = -vt[i, j] }
    }
    for last in stride(from: n - 1, to: 0, by: -1) {
      var least = 0
      for j in 1...last where d[j] <= d[least] { least = j }
      d.swapAt(least, last)
      u.swapColumns(least, last)
      vt.swapRows(least, last)
    }
    return true
  }

  private mutating func iterate() -> Bool {
    let n = d.count
    var (least, mu) = (d[0].magnitude, d[0].magnitude)
    for i in 1..<n where least != 0 {
      mu = d[i].magnitude * (mu / (mu + e[i - 1].magnitude))
      least = min(least, mu)
    }
    least /= Double(n).squareRoot()
    threshold = max(tolerance * least, 6 * Double(n) * Double(n) * Double.leastNormalMagnitude)
    var remaining = 6 * n * n
    var m = n - 1
    var known = (first: -1, last: -1)
    var isDownward = true
    while m > 0, !Interruption.isPending {
      if remaining < 0 { return false }
      var first = m
      var largest = d[m].magnitude
      while first > 0, e[first - 1].magnitude > threshold {
        largest = max(largest, max(d[first - 1].magnitude, e[first - 1].magnitude))
        first -= 1
      }
      if first > 0 { e[first - 1] = 0 }
      if first == m {
        m -= 1
        continue
      }
      if first == m - 1 {
        solvePair(first)
        m -= 2
        continue
      }
      if first > known.last || m < known.first { isDownward = d[first].magnitude >= d[m].magnitude }
      guard let smallest = splits(first, m, isDownward) else { continue }
      known = (first, m)
      let shift = shift(first, m, isDownward, smallest / largest)
      remaining -= m - first
      if isDownward { sweepDown(first, m, shift) } else { sweepUp(first, m, shift) }
    }
    return true
  }

  /// A lower bound of the block's smallest singular value, or `nil` where an element was found negligible.
  private mutating func splits(_ first: Int, _ last: Int, _ isDownward: Bool) -> Double? {
    let near = isDownward ? last - 1 : first
    if e[near].magnitude <= tolerance * d[isDownward ? last : first].magnitude {
      e[near] = 0
      return nil
    }
    var mu = d[isDownward ? first : last].magnitude
    var smallest = mu
    for k in 0..<(last - first) {
      let i = isDownward ? first + k : last - 1 - k
      if e[i].magnitude <= tolerance * mu {
        e[i] = 0
        return nil
      }
      mu = d[isDownward ? i + 1 : i].magnitude * (mu / (mu + e[i].magnitude))
      smallest = min(smallest, mu)
    }
    return smallest
  }

  private func shift(_ first: Int, _ last: Int, _ isDownward: Bool, _ ratio: Double) -> Double {
    if Double(d.count) * tolerance * ratio <= max(BidiagonalSingular.epsilon, 0.01 * tolerance) { return 0 }
    let corner = isDownward ? last - 1 : first
    let shift = BidiagonalSingular.smaller(d[corner], e[corner], d[corner + 1])
    let start = d[isDownward ? first : last].magnitude
    if start > 0, (shift / start) * (shift / start) < BidiagonalSingular.epsilon { return 0 }
    return shift
  }

  private mutating func sweepDown(_ first: Int, _ last: Int, _ shift: Double) {
    if shift == 0 {
      var (q, old) = (PlaneRotation(c: 1, s: 0), PlaneRotation(c: 1, s: 0))
      for i in first..<last {
        let made = PlaneRotation.annihilating(d[i] * q.c, e[i])
        q = made.rotation
        if i > first { e[i - 1] = old.s * made.r }
        let next = PlaneRotation.annihilating(old.c * made.r, d[i + 1] * q.s)
        old = next.rotation
        d[i] = next.r
        vt.rotateRows(i, i + 1, q)
        u.rotateColumns(i, i + 1, old)
      }
      let rest = d[last] * q.c
      d[last] = rest * old.c
      e[last - 1] = rest * old.s
    } else {
      var f = (d[first].magnitude - shift) * ((d[first] < 0 ? -1 : 1) + shift / d[first])
      var g = e[first]
      for i in first..<last {
        let right = PlaneRotation.annihilating(f, g)
        var q = right.rotation
        if i > first { e[i - 1] = right.r }
        f = q.c * d[i] + q.s * e[i]
        e[i] = q.c * e[i] - q.s * d[i]
        g = q.s * d[i + 1]
        d[i + 1] = q.c * d[i + 1]
        vt.rotateRows(i, i + 1, q)
        let left = PlaneRotation.annihilating(f, g)
        q = left.rotation
        d[i] = left.r
        f = q.c * e[i] + q.s * d[i + 1]
        d[i + 1] = q.c * d[i + 1] - q.s * e[i]
        if i < last - 1 {
          g = q.s * e[i + 1]
          e[i + 1] = q.c * e[i + 1]
        }
        u.rotateColumns(i, i + 1, q)
      }
      e[last - 1] = f
    }
    if e[last - 1].magnitude <= threshold { e[last - 1] = 0 }
  }

  private mutating func sweepUp(_ first: Int, _ last: Int, _ shift: Double) {
    if shift == 0 {
      var (q, old) = (PlaneRotation(c: 1, s: 0), PlaneRotation(c: 1, s: 0))
      for i in stride(from: last, to: first, by: -1) {
        let made = PlaneRotation.annihilating(d[i] * q.c, e[i - 1])
        q = made.rotation
        if i < last { e[i] = old.s * made.r }
        let next = PlaneRotation.annihilating(old.c * made.r, d[i - 1] * q.s)
        old = next.rotation
        d[i] = next.r
        vt.rotateRows(i - 1, i, old.inverse)
        u.rotateColumns(i - 1, i, q.inverse)
      }
      let rest = d[first] * q.c
      d[first] = rest * old.c
      e[first] = rest * old.s
    } else {
      var f = (d[last].magnitude - shift) * ((d[last] < 0 ? -1 : 1) + shift / d[last])
      var g = e[last - 1]
      for i in stride(from: last, to: first, by: -1) {
        let right = PlaneRotation.annihilating(f, g)
        var q = right.rotation
        if i < last { e[i] = right.r }
        f = q.c * d[i] + q.s * e[i - 1]
        e[i - 1] = q.c * e[i - 1] - q.s * d[i]
        g = q.s * d[i - 1]
        d[i - 1] = q.c * d[i - 1]
        u.rotateColumns(i - 1, i, q.inverse)
        let left = PlaneRotation.annihilating(f, g)
        q = left.rotation
        d[i] = left.r
        f = q.c * e[i - 1] + q.s * d[i - 1]
        d[i - 1] = q.c * d[i - 1] - q.s * e[i - 1]
        if i > first + 1 {
          g = q.s * e[i - 2]
          e[i - 2] = q.c * e[i - 2]
        }
        vt.rotateRows(i - 1, i, q.inverse)
      }
      e[first] = f
    }
    if e[first].magnitude <= threshold { e[first] = 0 }
  }

  /// Diagonalises the block [[f, g], [0, h]] at `k`.
  private mutating func solvePair(_ k: Int) {
    let made = BidiagonalSingular.pair(d[k], e[k], d[k + 1])
    (d[k], d[k + 1]) = (made.larger, made.smaller)
    e[k] = 0
    vt.rotateRows(k, k + 1, made.right)
    u.rotateColumns(k, k + 1, made.left)
  }

  private static func withSign(_ x: Double, of y: Double) -> Double { Double(signOf: y, magnitudeOf: x) }

  /// The singular values of [[f, g], [0, h]] with signs, and the rotations that make it diagonal.
  private static func pair(
    _ f: Double, _ g: Double, _ h: Double
  ) -> (larger: Double, smaller: Double, left: PlaneRotation, right: PlaneRotation) {
    let swaps = h.magnitude > f.magnitude
    let (ft, ht) = swaps ? (h, f) : (f, h)
    let (fa, ha, ga) = (ft.magnitude, ht.magnitude, g.magnitude)
    var (larger, smaller) = (fa, ha)
    var (left, right) = (PlaneRotation(c: 1, s: 0), PlaneRotation(c: 1, s: 0))
    var most = swaps ? 3 : 1
    if ga != 0 {
      if ga > fa { most = 2 }
      if ga > fa, fa / ga < epsilon {
        larger = ga
        smaller = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha
        left = PlaneRotation(c: 1, s: ht / g)
        right = PlaneRotation(c: ft / g, s: 1)
      } else {
        let gap = fa - ha
        let relative = gap == fa ? 1 : gap / fa
        let m = g / ft
        var t = 2 - relative
        let s = (t * t + m * m).squareRoot()
        let r = relative == 0 ? m.magnitude : (relative * relative + m * m).squareRoot()
        let a = 0.5 * (s + r)
        smaller = ha / a
        larger = fa * a
        if m * m == 0 {
          t =
            relative == 0
            ? withSign(2, of: ft) * withSign(1, of: g) : g / withSign(gap, of: ft) + m / t
        } else {
          t = (m / (s + t) + m / (r + relative)) * (1 + a)
        }
        let length = (t * t + 4).squareRoot()
        right = PlaneRotation(c: 2 / length, s: t / length)
        left = PlaneRotation(c: (right.c + right.s * m) / a, s: (ht / ft) * right.s / a)
      }
    }
    if swaps {
      (left, right) = (PlaneRotation(c: right.s, s: right.c), PlaneRotation(c: left.s, s: left.c))
    }
    let sign: Double
    switch most {
    case 1: sign = withSign(1, of: right.c) * withSign(1, of: left.c) * withSign(1, of: f)
    case 2: sign = withSign(1, of: right.s) * withSign(1, of: left.c) * withSign(1, of: g)
    default: sign = withSign(1, of: right.s) * withSign(1, of: left.s) * withSign(1, of: h)
    }
    return (
      withSign(larger, of: sign),
      withSign(smaller, of: sign * withSign(1, of: f) * withSign(1, of: h)), left, right
    )
  }

  /// The smaller singular value of [[f, g], [0, h]].
  private static func smaller(_ f: Double, _ g: Double, _ h: Double) -> Double {
    let (least, most) = (min(f.magnitude, h.magnitude), max(f.magnitude, h.magnitude))
    let size = g.magnitude
    if least == 0 { return 0 }
    let sum = 1 + least / most
    let difference = (most - least) / most
    if size < most {
      let square = (size / most) * (size / most)
      return least
        * (2 / ((sum * sum + square).squareRoot() + (difference * difference + square).squareRoot()))
    }
    let ratio = most / size
    if ratio == 0 { return least * most / size }
    let (x, y) = (sum * ratio, difference * ratio)
    return 2 * (least * (1 / ((1 + x * x).squareRoot() + (1 + y * y).squareRoot())) * ratio)
  }
}
