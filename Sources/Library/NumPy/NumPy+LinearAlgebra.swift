import Arrays
import Language

extension NumPy {
  /// A tuple whose fields have names, as `np.linalg.qr` gives it.
  static func namedTuple(_ type: TypeObject, _ items: [Value]) -> Value {
    .tuple(TupleObject(items, type: type))
  }

  static func namedTupleType(_ name: String, _ fields: [String], module: String) -> TypeObject {
    let type = TypeObject(name, bases: [Types.tuple], module: module)
    type.loadEntries = {
      for (index, field) in fields.enumerated() {
        type.addGetter(field) { _, value in
          if case .tuple(let tuple) = value { return tuple.items[index] }
          return .none
        }
      }
      return EntryList { add in
        add("__repr__", "(self, /)", "The fields with their names.") { a in
          guard case .tuple(let tuple) = a[0] else { return .none }
          let parts = try zip(fields, tuple.items).map { "\($0)=\(try a.vm.repr($1))" }
          return .string("\(name)(\(parts.joined(separator: ", ")))")
        }
      }.entries
    }
    return type
  }

  nonisolated(unsafe) private static let qrType = namedTupleType(
    "QRResult", ["Q", "R"], module: "numpy.linalg._linalg")
  nonisolated(unsafe) private static let slogdetType = namedTupleType(
    "SlogdetResult", ["sign", "logabsdet"], module: "numpy.linalg._linalg")

  nonisolated(unsafe) private static let svdType = namedTupleType(
    "SVDResult", ["U", "S", "Vh"], module: "numpy.linalg._linalg")
  nonisolated(unsafe) private static let eighType = namedTupleType(
    "EighResult", ["eigenvalues", "eigenvectors"], module: "numpy.linalg._linalg")

  private static func isUpper(_ text: String) throws -> Bool {
    guard ["L", "U"].contains(text.uppercased()) else {
      throw PyError.valueError("UPLO argument must be 'L' or 'U'")
    }
    return text.uppercased() == "U"
  }

  static func makeLinearAlgebra(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "numpy.linalg", entries: linearAlgebra.entries, values: ["LinAlgError": { .type(Types.linAlgError) }])
    Types.linAlgError.doc =
      "What np.linalg raises where a matrix has no inverse or a method does not converge."
    Types.linAlgError.example =
      "try:\n    np.linalg.inv(np.zeros((2, 2)))\nexcept np.linalg.LinAlgError as error:\n    print(error)\n#> Singular matrix"
    module.doc = "Linear algebra."
    return module
  }

  private static func normOrder(_ value: Value, _ vm: Interpreter) throws -> NDArray.NormOrder {
    switch value {
    case .unset, .none: return .natural
    case .str(let text):
      switch text.value {
      case "fro": return .frobenius
      case "nuc": return .nuclear
      default: throw PyError.valueError("Invalid norm order '\(text.value)' for vectors")
      }
    default: return .power(try vm.double(value))
    }
  }

  /// The functions of `np.linalg`.
  nonisolated(unsafe) static let linearAlgebra = EntryList { add in
    add(
      "norm", "(x, ord=None, axis=None, keepdims=False)", "The norm of a vector or matrix.",
      "print(np.linalg.norm([3., 4.]))\n#> 5.0"
    ) { a in
      Value(try a.array(0).norm(normOrder(a[1], a.vm), axes: a.axes(2), keepDims: a.bool(3)))
    }
    add(
      "vector_norm", "(x, /, *, axis=None, keepdims=False, ord=2)", "The norm of vectors.",
      "print(np.linalg.vector_norm([[3., 4.], [6., 8.]], axis=1))\n#> [ 5. 10.]"
    ) { a in
      let x = try a.array(0)
      if a[1].isNone { return Value(try x.ravel().norm(normOrder(a[3], a.vm))) }
      return Value(try x.norm(normOrder(a[3], a.vm), axes: a.axes(1), keepDims: a.bool(2)))
    }
    add(
      "matrix_norm", "(x, /, *, keepdims=False, ord='fro')", "The norm of matrices.",
      "print(np.linalg.matrix_norm([[3., 0.], [0., 4.]]))\n#> 5.0"
    ) { a in
      Value(try a.array(0).norm(normOrder(a[2], a.vm), axes: [-2, -1], keepDims: a.bool(1)))
    }
    add("det", "(a)", "The determinant.", "print(np.linalg.det([[2., 0.], [0., 3.]]))\n#> 6.0") { a in
      Value(try a.array(0).determinant())
    }
    add(
      "slogdet", "(a)", "The sign and the logarithm of the determinant.",
      "sign, log = np.linalg.slogdet([[2., 0.], [0., 3.]])\nprint(sign, log)\n#> 1.0 1.791759469228055"
    ) { a in
      let made = try a.array(0).signAndLogDeterminant()
      return namedTuple(slogdetType, [Value(made.sign), Value(made.logarithm)])
    }
    add(
      "inv", "(a)", "The inverse of a matrix.",
      "print(np.linalg.inv([[2., 0.], [0., 4.]]))\n#> [[0.5  0.  ]\n#>  [0.   0.25]]"
    ) { a in .array(try a.array(0).inverse()) }
    add(
      "solve", "(a, b)", "The solution of a linear system.",
      "print(np.linalg.solve([[2., 0.], [0., 4.]], [2., 4.]))\n#> [1. 1.]"
    ) { a in
      .array(try NDArray.solve(a.array(0), a.array(1)))
    }
    add(
      "lstsq", "(a, b, rcond=None)", "The solution by least squares, residuals, rank and singular values.",
      "x = np.array([0., 1., 2.])\nw, *_ = np.linalg.lstsq(np.column_stack([x, np.ones(3)]), 2 * x + 1)\nprint(w.round(6))\n#> [2. 1.]"
    ) { a in
      let made = try NDArray.leastSquares(a.array(0), a.array(1), rcond: a.isGiven(2) ? a.double(2) : nil)
      return .tuple([
        .array(made.solution), .array(made.residuals), .npInt32(Int32(clamping: made.rank)),
        .array(made.singularValues),
      ])
    }
    add(
      "pinv", "(a, rcond=None, hermitian=False, *, rtol=_)", "The Moore–Penrose inverse.",
      "print(np.linalg.pinv([[2.], [0.]]))\n#> [[0.5 0. ]]"
    ) { a in
      let array = try a.array(0)
      if a.isGiven(1) || a.isGiven(3) {
        return .array(try array.pseudoInverse(rcond: a.double(a.isGiven(1) ? 1 : 3)))
      }
      return .array(try array.pseudoInverse())
    }
    add(
      "cholesky", "(a, /, *, upper=False)", "The Cholesky factor.",
      "print(np.linalg.cholesky([[4., 0.], [0., 9.]]))\n#> [[2. 0.]\n#>  [0. 3.]]"
    ) { a in
      let factor = try a.array(0).cholesky()
      return .array(try a.bool(1) ? factor.swapAxes(-2, -1).copy() : factor)
    }
    add(
      "qr", "(a, mode='reduced')", "The factors Q and R.",
      "a = np.array([[1., 2.], [3., 4.]])\nQ, R = np.linalg.qr(a)\nprint(np.allclose(Q @ R, a), np.allclose(Q.T @ Q, np.eye(2)))\n#> True True"
    ) { a in
      let mode = try a.string(1)
      guard ["reduced", "complete", "r"].contains(mode) else {
        throw PyError.valueError("Unrecognized mode '\(mode)'")
      }
      let made = try a.array(0).qr(complete: mode == "complete")
      if mode == "r" { return .array(made.r) }
      return namedTuple(qrType, [.array(made.q), .array(made.r)])
    }
    add(
      "svd", "(a, full_matrices=True, compute_uv=True, hermitian=False)",
      "The singular value decomposition: U, the singular values, and V transposed.",
      "print(np.linalg.svd([[3., 0.], [0., 2.]])[1])\n#> [3. 2.]"
    ) { a in
      let array = try a.array(0)
      if try a.bool(3) { throw PyError.unsupported("hermitian= of np.linalg.svd is not part of nbsh") }
      if try !a.bool(2) { return .array(try array.singularValues()) }
      let made = try array.singularValueDecomposition(full: a.bool(1))
      return namedTuple(svdType, [.array(made.u), .array(made.values), .array(made.vt)])
    }
    add(
      "eigh", "(a, UPLO='L')", "The eigenvalues and eigenvectors of a symmetric matrix.",
      "print(np.linalg.eigh([[2., 0.], [0., 3.]])[0])\n#> [2. 3.]"
    ) { a in
      let made = try a.array(0).symmetricEigen(upper: isUpper(a.string(1)))
      return namedTuple(eighType, [.array(made.values), .array(made.vectors)])
    }
    add(
      "eigvalsh", "(a, UPLO='L')", "The eigenvalues of a symmetric matrix.",
      "print(np.linalg.eigvalsh([[2., 0.], [0., 1.]]))\n#> [1. 2.]"
    ) { a in
      .array(try a.array(0).symmetricEigen(upper: isUpper(a.string(1))).values)
    }
    add(
      "svdvals", "(x, /)", "The singular values, largest first.",
      "print(np.linalg.svdvals([[3., 0.], [0., 4.]]))\n#> [4. 3.]"
    ) { a in
      .array(try a.array(0).singularValues())
    }
    add(
      "matrix_rank", "(A, tol=None, hermitian=False, *, rtol=None)", "The rank.",
      "print(np.linalg.matrix_rank(np.eye(3)))\n#> 3"
    ) { a in
      .npInt64(try a.array(0).matrixRank(tolerance: a.isGiven(1) ? a.double(1) : nil))
    }
    add("cond", "(x, p=None)", "The condition number.", "print(np.linalg.cond(np.eye(2)))\n#> 1.0") { a in
      if a.isGiven(1), a[1].number != 2 {
        throw PyError.unsupported("p= of np.linalg.cond is not part of nbsh: it is that of the 2-norm")
      }
      return .npFloat64(try a.array(0).conditionNumber())
    }
    add(
      "matrix_power", "(a, n)", "The power of a matrix.",
      "print(np.linalg.matrix_power([[1, 1], [0, 1]], 3))\n#> [[1 3]\n#>  [0 1]]"
    ) { a in
      .array(try a.array(0).matrixPower(a.int(1)))
    }
    add(
      "multi_dot", "(arrays, *, out=None)", "The product of several matrices, from the left.",
      "print(np.linalg.multi_dot([np.ones((5, 4)), np.ones((4, 3))]).shape)\n#> (5, 3)"
    ) { a in
      let arrays = try a.items(0).map { try a.vm.asArray($0) }
      if arrays.count < 2 { throw PyError.valueError("Expecting at least two arrays.") }
      if arrays.count > 2 {
        throw PyError.unsupported("np.linalg.multi_dot of more than two arrays is not part of nbsh: use @")
      }
      return Value(try NDArray.dot(.array(arrays[0]), .array(arrays[1])))
    }
    add(
      "matmul", "(x1, x2, /)", "The matrix product.",
      "print(np.linalg.matmul([[1, 2], [3, 4]], [[1, 0], [0, 2]]))\n#> [[1 4]\n#>  [3 8]]"
    ) { a in
      Value(try NDArray.matmul(a.operand(0), a.operand(1)))
    }
    add(
      "outer", "(x1, x2, /)", "The product of every pair of elements.",
      "print(np.linalg.outer([1, 2], [3, 4]))\n#> [[3 4]\n#>  [6 8]]"
    ) { a in
      Value(try NDArray.outer(a.operand(0), a.operand(1)))
    }
    add(
      "trace", "(x, /, *, offset=0, dtype=None)", "The sum of the diagonal.",
      "print(np.linalg.trace([[1, 2], [3, 4]]))\n#> 5"
    ) { a in
      Value(try a.array(0).trace(offset: a.int(1), axis1: -2, axis2: -1, dtype: a.dtype(2)))
    }
    add(
      "diagonal", "(x, /, *, offset=0)", "The diagonal.",
      "print(np.linalg.diagonal([[1, 2], [3, 4]]))\n#> [1 4]"
    ) { a in
      .array(try a.array(0).diagonal(offset: a.int(1), axis1: -2, axis2: -1))
    }
    add(
      "matrix_transpose", "(x, /)", "The last two axes exchanged.",
      "print(np.linalg.matrix_transpose([[1, 2], [3, 4]]))\n#> [[1 3]\n#>  [2 4]]"
    ) { a in
      .array(try a.array(0).swapAxes(-2, -1))
    }
    for name in ["eig", "eigvals", "tensorinv", "tensorsolve"] {
      add(name, "(a, *args, **kwargs)", "Left out.") { _ in
        throw PyError.unsupported("np.linalg.\(name) is not part of nbsh")
      }
    }
  }
}
