import CKernels
import Testing

/// A matrix as stored: rows of `columns` elements, `stride` apart; the gaps hold a number that must not be touched.
private struct Matrix<Element: BinaryFloatingPoint> {
  var rows: Int, columns: Int, stride: Int
  var elements: [Element]

  init(_ rows: Int, _ columns: Int, gap: Int, noise: inout Noise) {
    (self.rows, self.columns, stride) = (rows, columns, columns + gap)
    elements = (0..<max(1, rows * stride)).map { _ in Element(noise.next()) }
  }

  subscript(row: Int, column: Int) -> Element {
    get { elements[row * stride + column] }
    set { elements[row * stride + column] = newValue }
  }
}

/// The ends of the blocks into which a sum over `depth` steps is cut.
private func blockEnds(_ depth: Int) -> [Int] {
  var ends: [Int] = []
  var done = 0
  while done < depth {
    let left = depth - done
    done += left >= 512 ? 256 : left > 256 ? (left / 2 + 3) / 4 * 4 : left
    ends.append(done)
  }
  return ends
}

/// The sum of a block. Not generic, for the sake of speed in debug builds.
private func chain(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>, _ range: Range<Int>)
  -> Float
{
  var sum: Float = 0
  var k = range.lowerBound
  while k < range.upperBound {
    sum.addProduct(a[k], b[k])
    k &+= 1
  }
  return sum
}

private func chain(_ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>, _ range: Range<Int>)
  -> Double
{
  var sum = 0.0
  var k = range.lowerBound
  while k < range.upperBound {
    sum.addProduct(a[k], b[k])
    k &+= 1
  }
  return sum
}

/// The product by its definition: for each element, chains of fused steps, block by block.
private func product<Element>(
  _ a: Matrix<Element>, _ b: Matrix<Element>, transA: Bool, transB: Bool, onto c: Matrix<Element>,
  accumulate: Bool,
  chain: (UnsafeBufferPointer<Element>, UnsafeBufferPointer<Element>, Range<Int>) -> Element
) -> Matrix<Element> {
  var result = c
  let depth = transA ? a.rows : a.columns
  let ends = blockEnds(depth)
  let rows = (0..<c.rows).map { row in (0..<depth).map { transA ? a[$0, row] : a[row, $0] } }
  let columns = (0..<c.columns).map { column in (0..<depth).map { transB ? b[column, $0] : b[$0, column] } }
  for row in 0..<c.rows {
    rows[row].withUnsafeBufferPointer { left in
      for column in 0..<c.columns {
        columns[column].withUnsafeBufferPointer { right in
          var sum: Element = 0
          var start = 0
          for end in ends {
            let block = chain(left, right, start..<end)
            sum = start == 0 ? block : sum + block
            if accumulate { result[row, column] += block }
            start = end
          }
          if !accumulate { result[row, column] = sum }
        }
      }
    }
  }
  return result
}

private func gemm(
  _ a: Matrix<Float>, _ b: Matrix<Float>, transA: Bool, transB: Bool, onto c: inout Matrix<Float>,
  accumulate: Bool
) {
  nb_gemm_f32(
    transA, transB, c.rows, c.columns, transA ? a.rows : a.columns, a.elements, a.stride, b.elements,
    b.stride, &c.elements, c.stride, accumulate)
}

private func gemm(
  _ a: Matrix<Double>, _ b: Matrix<Double>, transA: Bool, transB: Bool, onto c: inout Matrix<Double>,
  accumulate: Bool
) {
  nb_gemm_f64(
    transA, transB, c.rows, c.columns, transA ? a.rows : a.columns, a.elements, a.stride, b.elements,
    b.stride, &c.elements, c.stride, accumulate)
}

private struct Case: CustomTestStringConvertible {
  var rows: Int, columns: Int, depth: Int
  var testDescription: String { "\(rows) by \(depth) times \(depth) by \(columns)" }
}

/// Single elements, edges of every tile size, every rule for cutting sums, shapes large enough for compact copies.
private let cases: [Case] = [
  Case(rows: 1, columns: 1, depth: 1), Case(rows: 2, columns: 3, depth: 0),
  Case(rows: 1, columns: 10, depth: 257), Case(rows: 9, columns: 1, depth: 255),
  Case(rows: 5, columns: 7, depth: 256), Case(rows: 15, columns: 33, depth: 511),
  Case(rows: 14, columns: 32, depth: 512), Case(rows: 4, columns: 17, depth: 600),
  Case(rows: 53, columns: 70, depth: 27), Case(rows: 200, columns: 101, depth: 40),
]

private let transpositions = [(false, false), (false, true), (true, false), (true, true)]

@Test(arguments: cases) private func everyKernelMultipliesBitForBitFloat(_ size: Case) {
  var noise = Noise(seed: 1)
  for (transA, transB) in transpositions {
    for accumulate in [false, true] {
      let a = Matrix<Float>(
        transA ? size.depth : size.rows, transA ? size.rows : size.depth, gap: 3, noise: &noise)
      let b = Matrix<Float>(
        transB ? size.columns : size.depth, transB ? size.depth : size.columns, gap: 1, noise: &noise)
      let start = Matrix<Float>(size.rows, size.columns, gap: 2, noise: &noise)
      let expected = product(
        a, b, transA: transA, transB: transB, onto: start, accumulate: accumulate,
        chain: chain)
      for isa in instructionSets {
        var c = start
        with(isa, threads: 1) {
          gemm(a, b, transA: transA, transB: transB, onto: &c, accumulate: accumulate)
        }
        #expect(bits(c.elements) == bits(expected.elements), "\(isa) \(transA) \(transB) \(accumulate)")
      }
    }
  }
}

@Test(arguments: cases) private func everyKernelMultipliesBitForBitDouble(_ size: Case) {
  var noise = Noise(seed: 2)
  for (transA, transB) in transpositions {
    for accumulate in [false, true] {
      let a = Matrix<Double>(
        transA ? size.depth : size.rows, transA ? size.rows : size.depth, gap: 0, noise: &noise)
      let b = Matrix<Double>(
        transB ? size.columns : size.depth, transB ? size.depth : size.columns, gap: 5, noise: &noise)
      let start = Matrix<Double>(size.rows, size.columns, gap: 1, noise: &noise)
      let expected = product(
        a, b, transA: transA, transB: transB, onto: start, accumulate: accumulate,
        chain: chain)
      for isa in instructionSets {
        var c = start
        with(isa, threads: 1) {
          gemm(a, b, transA: transA, transB: transB, onto: &c, accumulate: accumulate)
        }
        #expect(bits(c.elements) == bits(expected.elements), "\(isa) \(transA) \(transB) \(accumulate)")
      }
    }
  }
}

@Test func threadsDoNotChangeProducts() {
  var noise = Noise(seed: 3)
  for (transA, transB) in transpositions {
    let (rows, columns, depth) = (301, 120, 300)
    let a = Matrix<Float>(
      transA ? depth : rows, transA ? rows : depth, gap: 0, noise: &noise)
    let b = Matrix<Float>(
      transB ? columns : depth, transB ? depth : columns, gap: 0, noise: &noise)
    let empty = Matrix<Float>(rows, columns, gap: 0, noise: &noise)
    var results: [[UInt32]] = []
    for isa in instructionSets {
      for threads in Int32(1)...3 {
        var c = empty
        with(isa, threads: threads) {
          gemm(a, b, transA: transA, transB: transB, onto: &c, accumulate: false)
        }
        results.append(bits(c.elements))
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }
}

/// Shapes so large that threads share copies of B: several blocks of K at once, groups of columns, columns of their own.
@Test(arguments: [
  Case(rows: 130, columns: 2100, depth: 2300), Case(rows: 113, columns: 16500, depth: 260),
  Case(rows: 2000, columns: 90, depth: 300),
]) private func largeProductsAreTheSameForAnyNumberOfThreads(_ size: Case) {
  var noise = Noise(seed: 4)
  let some = (0..<4099).map { _ in Float(noise.next()) }
  let numbers = [[Float]](repeating: some, count: 16500 * 260 / 4099 + 300).flatMap { $0 }
  for transposed in [false, true] {
    var results: [[UInt32]] = []
    for threads: Int32 in [1, 2, 3, 40] {
      var c = [Float](repeating: 0, count: size.rows * size.columns)
      with(instructionSets.last!, threads: threads) {
        nb_gemm_f32(
          transposed, transposed, size.rows, size.columns, size.depth, numbers,
          transposed ? size.rows : size.depth, numbers, transposed ? size.depth : size.columns, &c,
          size.columns, false)
      }
      results.append(bits(c))
    }
    #expect(results.allSatisfy { $0 == results[0] }, "transposed: \(transposed)")
    // Some elements by the definition.
    for (row, column) in [
      (0, 0), (size.rows - 1, size.columns - 1), (57, 89), (size.rows / 2, size.columns / 2),
    ] {
      var sum: Float = 0
      var start = 0
      for end in blockEnds(size.depth) {
        var block: Float = 0
        for k in start..<end {
          block.addProduct(
            numbers[transposed ? k * size.rows + row : row * size.depth + k],
            numbers[transposed ? column * size.depth + k : k * size.columns + column])
        }
        sum = start == 0 ? block : sum + block
        start = end
      }
      #expect(results[0][row * size.columns + column] == sum.bitPattern)
    }
  }
}

@Test func emptyProductsTouchNothing() {
  var c: [Double] = [7, 7]
  nb_gemm_f64(false, false, 0, 2, 3, [1], 3, [1], 2, &c, 2, false)
  nb_gemm_f64(false, false, 2, 0, 3, [1], 3, [1], 2, &c, 1, false)
  nb_gemm_f64(false, false, 1, 2, 0, [1], 0, [1], 2, &c, 2, true)
  #expect(c == [7, 7])
}

@Test func notANumberAndInfinitySpread() {
  for isa in instructionSets {
    var c = [Double](repeating: 0, count: 4)
    with(isa, threads: 1) {
      nb_gemm_f64(false, false, 2, 2, 2, [.nan, 1, .infinity, 1], 2, [1, 0, 0, 1], 2, &c, 2, false)
    }
    #expect(c[0].isNaN && c[1].isNaN && c[2] == .infinity && c[3].isNaN)
  }
}
