import CKernels
import Testing

@testable import Arrays

/// Runs a body on a thread whose kernels are asked to stop.
func whileAsked<Result>(_ body: () throws -> Result) rethrows -> Result {
  var word: Int32 = 1
  return try withUnsafeMutablePointer(to: &word) { word in
    let before = nb_interrupt_force(word)
    defer { _ = nb_interrupt_force(before) }
    return try body()
  }
}

private func isStopped(_ body: () throws -> Void) -> Bool {
  do {
    try whileAsked(body)
    return false
  } catch {
    return (error as? ArrayError)?.kind == .interrupt
  }
}

@Test(arguments: [1, 2] as [Int32]) func kernelsThatAreAskedLeaveTheirResultAlone(_ threads: Int32) {
  nb_thread_force(threads)
  defer { nb_thread_force(0) }
  let n = 200
  let a = [Double](repeating: 1, count: n * n)
  var c = [Double](repeating: 7, count: n * n)
  whileAsked { nb_gemm_f64(false, false, n, n, n, a, n, a, n, &c, n, false) }
  #expect(c.allSatisfy { $0 == 7 })
  nb_gemm_f64(false, false, n, n, n, a, n, a, n, &c, n, false)
  #expect(c.allSatisfy { $0 == Double(n) })

  var shape = nb_conv_shape(
    images: 4, channels: 2, height: 10, width: 10, filters: 3, kernel_height: 3, kernel_width: 3, stride: 1,
    pad: 1)
  let x = [Float](repeating: 1, count: 800)
  var out = [Float](repeating: 7, count: 1200)
  _ = whileAsked { nb_conv_forward_f32(&shape, x, x, nil, &out) }
  #expect(out.allSatisfy { $0 == 7 })
  #expect(nb_conv_forward_f32(&shape, x, x, nil, &out))
  #expect(!out.contains(7))
}

@Test func aRequestEndsWhatTakesLong() throws {
  let matrix = try NDArray.full([40, 40], .pyFloat(2))
  let numbers = try NDArray.full([1 << 19], .pyFloat(2), .float32)
  let random = try RandomState(.number(0))
  let generator = RandomGenerator(words: [0])
  #expect(isStopped { _ = try NDArray.matmul(.array(matrix), .array(matrix)) })
  #expect(isStopped { _ = try numbers.sorted() })
  #expect(isStopped { _ = try numbers.argsort() })
  #expect(isStopped { _ = try numbers.copy() })
  #expect(isStopped { _ = try numbers.astype(.float64) })
  #expect(isStopped { _ = try NDArray.unary(.exp, .array(numbers)) })
  #expect(isStopped { _ = try NDArray.binary(.add, .array(numbers), .pyFloat(1)) })
  #expect(isStopped { _ = try NDArray.binary(.add, .array(numbers), .array(numbers), dtype: .float64) })
  #expect(isStopped { _ = try NDArray.einsum("ij,jk", [matrix, matrix]) })
  #expect(isStopped { _ = try random.standardNormal(size: [10]) })
  #expect(isStopped { _ = try random.permutation(10) })
  #expect(isStopped { _ = try random.gamma(shape: .pyFloat(2), size: [10]) })
  #expect(isStopped { _ = try generator.standardNormal(size: [10]) })
  #expect(isStopped { _ = try generator.random(size: [10]) })
}

@Test func aRequestEndsReductionsAndSearches() throws {
  let numbers = try NDArray.full([1 << 19], .pyFloat(2), .float32)
  let table = try NDArray.full([1000, 1000], .pyFloat(2))
  let reductions: [Reduction] = [
    .sum, .prod, .max, .min, .any, .all, .argmax, .mean, .variance, .countNonzero,
  ]
  for reduction in reductions {
    #expect(isStopped { _ = try numbers.reduce(reduction) })
    #expect(isStopped { _ = try table.reduce(reduction, axis: 0) })
    #expect(isStopped { _ = try table.reduce(reduction, axis: 1) })
    #expect(isStopped { _ = try table.transposed.reduce(reduction, axis: 0) })
  }
  #expect(isStopped { _ = try numbers.countNonzero() })
  #expect(isStopped { _ = try numbers.nonzero() })
  #expect(isStopped { _ = try numbers.cumulative(product: false) })
  #expect(isStopped { _ = try table.cumulative(product: true, axis: 0) })
  #expect(isStopped { _ = try numbers.median() })
  #expect(isStopped { _ = try numbers.quantiles([0.5], isSingle: true) })
  #expect(isStopped { _ = try numbers.histogram() })
  #expect(isStopped { _ = try numbers.take(NDArray.full([1 << 17], .pyInt(3))) })
  #expect(isStopped { _ = try NDArray.areEqual(numbers, numbers) })
  #expect(isStopped { _ = try table.pad([(1, 1), (1, 1)], .edge) })
  #expect(isStopped { _ = try table.tile([2, 2]) })
}

@Test func aRequestEndsFactorisations() throws {
  let matrix = try NDArray.binary(.add, .array(NDArray.eye(30)), .pyFloat(1)).asArray()
  #expect(isStopped { _ = try matrix.inverse() })
  #expect(isStopped { _ = try matrix.determinant() })
  #expect(isStopped { _ = try matrix.qr() })
  #expect(isStopped { _ = try matrix.cholesky() })
  #expect(isStopped { _ = try matrix.singularValues() })
  #expect(isStopped { _ = try matrix.singularValueDecomposition() })
  #expect(isStopped { _ = try matrix.symmetricEigen() })
  #expect(isStopped { _ = try matrix.pseudoInverse() })
  #expect(isStopped { _ = try NDArray.leastSquares(matrix, matrix) })
  #expect(isStopped { _ = try NDArray.solve(matrix, matrix) })
}

@Test func shufflingThatIsStoppedKeepsEveryElement() throws {
  let random = try RandomState(.number(0))
  let numbers = try NDArray.arange(.pyInt(0), .pyInt(100), .pyInt(1))
  #expect(isStopped { try random.shuffle(numbers) })
  #expect(isStopped { try RandomGenerator(words: [0]).shuffle(numbers) })
  #expect(try numbers.sorted().doubles() == (0..<100).map(Double.init))
  let weights = try NDArray.full([100], .pyFloat(0.01))
  #expect(
    isStopped { _ = try random.choice(.pyInt(100), size: [50], replace: true, probabilities: weights) })
}

@Test func whatIsChangedInPlaceIsNotLeftHalfDone() throws {
  let numbers = try NDArray.full([1 << 19], .pyFloat(2))
  try whileAsked { try NDArray.inPlace(.add, numbers, .pyInt(1)) }
  #expect(try numbers.element((1 << 19) - 1).doubleValue == 3)
  try whileAsked { _ = try NDArray.unary(.negative, .array(numbers), out: numbers) }
  #expect(try numbers.element((1 << 19) - 1).doubleValue == -3)
  // Only of what is very large the first blocks alone may have changed.
  let large = try NDArray.full([Interruption.blockInPlace + 2], .pyInt(2), .uint8)
  #expect(isStopped { try NDArray.inPlace(.add, large, .pyInt(1)) })
  #expect(try large.element(0).intValue == 3 && large.element(Interruption.blockInPlace + 1).intValue == 2)
  let descending = try NDArray.arange(.pyInt(100_000), .pyInt(0), .pyInt(-1))
  #expect(isStopped { try descending.sort() })
  try descending.sort()
  #expect(try descending.element(0).intValue == 1 && descending.element(99_999).intValue == 100_000)
}

@Test func aWithheldRequestIsNotSeen() throws {
  let matrix = try NDArray.full([40, 40], .pyFloat(2))
  try whileAsked {
    try Interruption.withheld { _ = try NDArray.matmul(.array(matrix), .array(matrix)) }
    #expect(nb_interrupt_pending())
  }
}
