#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `A = V·diag(w)·Vᵀ` for a symmetric matrix: reflections make it tridiagonal, rotations with implicit shifts make it
/// diagonal (Golub and Van Loan 8.3; the order of steps, and so the signs of the vectors, are LAPACK's `steqr`).
///
/// For more than 25 rows LAPACK divides and conquers, and its vectors may have other signs.
/// Only the lower triangle is read. Eigenvalues ascend.
struct SymmetricEigen {
  private(set) var values: [Double]
  private(set) var vectors: DenseMatrix
  private(set) var hasConverged = true
  /// Beside the diagonal.
  private var e: [Double]

  init(_ matrix: DenseMatrix) {
    let n = matrix.rows
    values = [Double](repeating: 0, count: n)
    e = [Double](repeating: 0, count: max(n, 1))
    vectors = .identity(n)
    guard n > 0 else { return }
    guard matrix.values.allSatisfy(\.isFinite) else {
      hasConverged = false
      return
    }
    let reflections = makeTridiagonal(matrix)
    iterate()
    for (i, reflection) in reflections.enumerated().reversed() {
      reflection.apply(toRowsOf: &vectors, from: i + 1, columns: 0)
    }
    for i in 0..<n {
      var least = i
      for j in (i + 1)..<max(n, i + 1) where values[j] < values[least] { least = j }
      values.swapAt(i, least)
      vectors.swapColumns(i, least)
    }
  }

  private mutating func makeTridiagonal(_ matrix: DenseMatrix) -> [Reflection] {
    let n = matrix.rows
    var a = matrix
    for i in 0..<n { for j in 0..<i { a[j, i] = a[i, j] } }
    var reflections: [Reflection] = []
    for i in 0..<(n - 1) where !Interruption.isPending {
      let reflection = Reflection(((i + 1)..<n).map { a[$0, i] })
      e[i] = reflection.beta
      values[i] = a[i, i]
      reflections.append(reflection)
      guard reflection.scale != 0 else { continue }
      // A − v·wᵀ − w·vᵀ with w = scale·A·v − ½·scale·(scale·vᵀA·v)·v
      let v = reflection.v
      var w = v.indices.map { r in
        var sum = 0.0
        for (k, value) in v.enumerated() { sum = fma(a[i + 1 + r, i + 1 + k], value, sum) }
        return reflection.scale * sum
      }
      var dot = 0.0
      for (x, y) in zip(w, v) { dot = fma(x, y, dot) }
      let half = -0.5 * reflection.scale * dot
      for k in w.indices { w[k] = fma(half, v[k], w[k]) }
      for r in v.indices {
        for c in 0...r {
          let value = fma(-w[r], v[c], fma(-v[r], w[c], a[i + 1 + r, i + 1 + c]))
          a[i + 1 + r, i + 1 + c] = value
          a[i + 1 + c, i + 1 + r] = value
        }
      }
    }
    values[n - 1] = a[n - 1, n - 1]
    return reflections
  }

  private static let epsilon = Double.ulpOfOne / 2

  /// Block by block between negligible elements beside the diagonal.
  private mutating func iterate() {
    let n = values.count
    var remaining = 30 * n
    var start = 0
    while start < n, !Interruption.isPending {
      var end = start
      while end < n - 1 {
        let size = e[end].magnitude
        if size == 0 { break }
        let scale = values[end].magnitude.squareRoot() * values[end + 1].magnitude.squareRoot()
        if size <= scale * SymmetricEigen.epsilon {
          e[end] = 0
          break
        }
        end += 1
      }
      if end > start { diagonalize(start, end, &remaining) }
      if remaining <= 0 {
        hasConverged = false
        return
      }
      // A block that gave up half-way is looked at again.
      start = (start..<end).contains { e[$0] != 0 } ? start : end + 1
    }
  }

  private func isNegligible(_ i: Int) -> Bool {
    let bound = SymmetricEigen.epsilon * SymmetricEigen.epsilon
    return e[i] * e[i] <= bound * values[i].magnitude * values[i + 1].magnitude + Double.leastNormalMagnitude
  }

  private mutating func diagonalize(_ first: Int, _ last: Int, _ remaining: inout Int) {
    if values[last].magnitude < values[first].magnitude {
      stepUp(first, last, &remaining)
    } else {
      stepDown(first, last, &remaining)
    }
  }

  /// QL steps: eigenvalues appear at the top.
  private mutating func stepDown(_ first: Int, _ last: Int, _ remaining: inout Int) {
    var l = first
    while l <= last, !Interruption.isPending {
      var m = l
      while m < last, !isNegligible(m) { m += 1 }
      if m < last { e[m] = 0 }
      if m == l {
        l += 1
        continue
      }
      if m == l + 1 {
        let made = SymmetricEigen.pair(values[l], e[l], values[l + 1])
        vectors.rotateColumns(l, l + 1, made.rotation)
        (values[l], values[l + 1]) = (made.larger, made.smaller)
        e[l] = 0
        l += 2
        continue
      }
      if remaining <= 0 { return }
      remaining -= 1
      let slope = (values[l + 1] - values[l]) / (2 * e[l])
      let root = hypot(slope, 1)
      var g = values[m] - values[l] + e[l] / (slope + (slope < 0 ? -root : root))
      var (q, p) = (PlaneRotation(c: 1, s: 1), 0.0)
      for i in stride(from: m - 1, through: l, by: -1) {
        let (f, b) = (q.s * e[i], q.c * e[i])
        let made = PlaneRotation.annihilating(g, f)
        q = made.rotation
        if i != m - 1 { e[i + 1] = made.r }
        g = values[i + 1] - p
        let r = (values[i] - g) * q.s + 2 * q.c * b
        p = q.s * r
        values[i + 1] = g + p
        g = q.c * r - b
        vectors.rotateColumns(i, i + 1, q.inverse)
      }
      values[l] -= p
      e[l] = g
    }
  }

  /// QR steps: eigenvalues appear at the bottom.
  private mutating func stepUp(_ first: Int, _ last: Int, _ remaining: inout Int) {
    var l = last
    while l >= first, !Interruption.isPending {
      var m = l
      while m > first, !isNegligible(m - 1) { m -= 1 }
      if m > first { e[m - 1] = 0 }
      if m == l {
        l -= 1
        continue
      }
      if m == l - 1 {
        let made = SymmetricEigen.pair(values[l - 1], e[l - 1], values[l])
        vectors.rotateColumns(l - 1, l, made.rotation)
        (values[l - 1], values[l]) = (made.larger, made.smaller)
        e[l - 1] = 0
        l -= 2
        continue
      }
      if remaining <= 0 { return }
      remaining -= 1
      let slope = (values[l - 1] - values[l]) / (2 * e[l - 1])
      let root = hypot(slope, 1)
      var g = values[m] - values[l] + e[l - 1] / (slope + (slope < 0 ? -root : root))
      var (q, p) = (PlaneRotation(c: 1, s: 1), 0.0)
      for i in m..<l {
        let (f, b) = (q.s * e[i], q.c * e[i])
        let made = PlaneRotation.annihilating(g, f)
        q = made.rotation
        if i != m { e[i - 1] = made.r }
        g = values[i] - p
        let r = (values[i + 1] - g) * q.s + 2 * q.c * b
        p = q.s * r
        values[i] = g + p
        g = q.c * r - b
        vectors.rotateColumns(i, i + 1, q)
      }
      values[l] -= p
      e[l - 1] = g
    }
  }

  /// The eigenvalues of [[a, b], [b, c]], that of larger magnitude first, and the rotation of its eigenvector.
  private static func pair(
    _ a: Double, _ b: Double, _ c: Double
  ) -> (larger: Double, smaller: Double, rotation: PlaneRotation) {
    let (sum, difference, twice) = (a + c, a - c, b + b)
    let root = hypot(difference, twice)
    let (most, least) = a.magnitude > c.magnitude ? (a, c) : (c, a)
    var larger = 0.5 * root
    var smaller = -0.5 * root
    var sign = 1.0
    if sum != 0 {
      sign = sum < 0 ? -1 : 1
      larger = 0.5 * (sum + sign * root)
      smaller = (most / larger) * least - (b / larger) * b
    }
    let other = difference >= 0 ? 1.0 : -1.0
    let cosine = difference + other * root
    var q = PlaneRotation(c: 1, s: 0)
    if cosine.magnitude > twice.magnitude {
      let cotangent = -twice / cosine
      q.s = 1 / (1 + cotangent * cotangent).squareRoot()
      q.c = cotangent * q.s
    } else if twice != 0 {
      let tangent = -cosine / twice
      q.c = 1 / (1 + tangent * tangent).squareRoot()
      q.s = tangent * q.c
    }
    if sign == other { q = PlaneRotation(c: -q.s, s: q.c) }
    return (larger, smaller, q)
  }
}
