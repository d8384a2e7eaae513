import Arrays
import Language

extension NumPy {
  static func addProducts(_ add: inout EntryList) {
    add(
      "dot", "(a, b, out=None)", "The matrix product, or the sum of products of two vectors.",
      "print(np.dot([1, 2], [3, 4]))\n#> 11"
    ) { a in
      try stored(NDArray.dot(a.operand(0), a.operand(1)), in: a.out(2))
    }
    add(
      "matmul", "(x1, x2, /, out=None, *, casting='same_kind', order='K', dtype=None, subok=True)",
      "The matrix product, of stacks of matrices too.", "print(np.matmul([[1, 2], [3, 4]], [1, 1]))\n#> [3 7]"
    ) { a in
      let made = try NDArray.matmul(a.operand(0), a.operand(1))
      guard let dtype = try a.dtype(5) else { return try stored(made, in: a.out(2)) }
      return try stored(made.asArray().astype(dtype).scalarIfZeroDimensional, in: a.out(2))
    }
    add(
      "inner", "(a, b, /)", "Sums of products over the last axes.", "print(np.inner([1, 2], [3, 4]))\n#> 11"
    ) { a in
      Value(try NDArray.inner(a.operand(0), a.operand(1)))
    }
    add(
      "outer", "(a, b, out=None)", "The product of every pair of elements.",
      "print(np.outer([1, 2], [3, 4]))\n#> [[3 4]\n#>  [6 8]]"
    ) { a in
      try stored(NDArray.outer(a.operand(0), a.operand(1)), in: a.out(2))
    }
    add(
      "vdot", "(a, b, /)", "The sum of products of the flattened arrays.",
      "print(np.vdot([[1, 2]], [[3, 4]]))\n#> 11"
    ) { a in
      Value(try NDArray.vdot(a.operand(0), a.operand(1)))
    }
    add(
      "vecdot", "(x1, x2, /, *, axis=-1)", "Sums of products along an axis.",
      "print(np.vecdot([[1, 2], [3, 4]], [1, 1]))\n#> [3 7]"
    ) { a in
      let products = try calculate(.multiply, a.operand(0), a.operand(1))
      return Value(try products.reduce(.sum, axis: a.int(2)))
    }
    add(
      "tensordot", "(a, b, axes=2)", "Sums of products over pairs of axes.",
      "print(np.tensordot(np.ones((2, 3)), np.ones((3, 4)), axes=1).shape)\n#> (2, 4)"
    ) { a in
      let left = try a.array(0)
      let right = try a.array(1)
      if let count = a[2].index { return .array(try NDArray.tensordot(left, right, axes: count)) }
      let pair = try a.items(2)
      if pair.count != 2 { throw PyError.valueError("axes must be an integer or a pair of axes") }
      return .array(try NDArray.tensordot(left, right, axes: ints(pair[0], a.vm), ints(pair[1], a.vm)))
    }
    add(
      "einsum", "(subscripts, /, *operands, out=None, dtype=None, order='K', casting='safe', optimize=False)",
      "Sums of products by Einstein's convention.",
      "print(np.einsum('ij,j->i', [[1, 2], [3, 4]], [1, 1]))\n#> [3 7]"
    ) { a in
      guard let subscripts = a[0].text else {
        throw PyError.unsupported("np.einsum with lists of axes is not part of nbsh: use a string of letters")
      }
      let operands = try a.rest(6).map { try a.vm.asArray($0) }
      return try stored(NDArray.einsum(subscripts, operands), in: a.out(1))
    }
    add("kron", "(a, b)", "The Kronecker product.", "print(np.kron([1, 10], [1, 2]))\n#> [ 1  2 10 20]") {
      a in
      Value(try NDArray.kronecker(a.array(0), a.array(1)))
    }
    add(
      "cross", "(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)", "The cross product of vectors of three.",
      "print(np.cross([1, 0, 0], [0, 1, 0]))\n#> [0 0 1]"
    ) { a in
      if a.isGiven(5) || a[2].index != -1 || a[3].index != -1 || a[4].index != -1 {
        throw PyError.unsupported("np.cross along another axis than the last is not part of nbsh")
      }
      return .array(try NDArray.cross(a.array(0), a.array(1)))
    }
    func sliding(
      _ name: String, _ mode: String, _ doc: String, _ example: String,
      _ body: @escaping (NDArray, NDArray, NDArray.SlidingMode) throws -> NDArray
    ) {
      add(name, "(a, v, mode='\(mode)')", doc, example) { a in
        guard let mode = NDArray.SlidingMode(rawValue: try a.string(2)) else {
          throw PyError.valueError(
            "mode must be one of 'valid', 'same', or 'full' (got '\(try a.string(2))')")
        }
        return .array(try body(a.array(0), a.array(1), mode))
      }
    }
    sliding(
      "convolve", "full", "The discrete convolution of two sequences.",
      "print(np.convolve([1, 2, 3], [1, 1]))\n#> [1 3 5 3]"
    ) { try NDArray.convolve($0, $1, mode: $2) }
    sliding(
      "correlate", "valid", "The cross-correlation of two sequences.",
      "print(np.correlate([1, 2, 3], [1, 1]))\n#> [3 5]"
    ) { try NDArray.correlate($0, $1, mode: $2) }
    add(
      "cov", "(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None)",
      "The covariance matrix.", "print(np.cov([[1., 2., 3.], [3., 2., 1.]]))\n#> [[ 1. -1.]\n#>  [-1.  1.]]"
    ) { a in
      if a.isGiven(5) || a.isGiven(6) { throw PyError.unsupported("weights of np.cov are not part of nbsh") }
      return .array(try covariance(a))
    }
    add(
      "corrcoef", "(x, y=None, rowvar=True)", "The matrix of correlation coefficients.",
      "print(np.corrcoef([1., 2., 3.], [3., 2., 1.]))\n#> [[ 1. -1.]\n#>  [-1.  1.]]"
    ) { a in
      let covariances = try covariance(a)
      if covariances.ndim == 0 {
        return Value(try NDArray.binary(.divide, .array(covariances), .array(covariances)))
      }
      let deviations = try calculate(.sqrt, .array(covariances.diagonal()))
      let rows = try calculate(.divide, .array(covariances), .array(deviations.expandDims([1])))
      let both = try calculate(.divide, .array(rows), .array(deviations.expandDims([0])))
      return Value(try NDArray.clip(.array(both), .pyInt(-1), .pyInt(1)))
    }
  }

  private static func covariance(_ a: Arguments) throws -> NDArray {
    var x = try a.array(0)
    if x.ndim > 2 { throw PyError.valueError("m has more than 2 dimensions") }
    if !x.dtype.isFloat { x = try x.astype(.float64) }
    let isScalar = x.ndim <= 1 && a[1].isNone
    x = try x.atLeast2D()
    let byRows = try a.bool(2)
    if !byRows, x.ndim == 2, x.shape[0] != 1 { x = x.transposed }
    if a.isGiven(1) {
      var y = try a.array(1).astype(x.dtype, copy: false).atLeast2D()
      if !byRows, y.shape[0] != 1 { y = y.transposed }
      x = try NDArray.concatenate([x, y], axis: 0)
    }
    var ddof = 1.0
    if a.count > 4 {
      if a.isGiven(4) { ddof = try a.double(4) } else if try a.bool(3) { ddof = 0 }
    }
    let mean = try x.reduce(.mean, axis: 1, keepDims: true)
    let centred = try calculate(.subtract, .array(x), mean.operand)
    var factor = Double(x.shape[1]) - ddof
    if factor <= 0 {
      try ArrayWarnings.warn("Degrees of freedom <= 0 for slice")
      factor = 0
    }
    let products = try NDArray.dot(.array(centred), .array(centred.transposed))
    let scaled = try calculate(.multiply, products.operand, .pyFloat(1 / factor))
    return isScalar || scaled.count == 1 ? try scaled.squeeze() : scaled
  }
}
