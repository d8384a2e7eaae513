import CKernels
import Testing

/// Long products against the schoolbook's.
@Test(arguments: [
  (1, 1), (39, 39), (40, 40), (41, 41), (40, 3), (97, 97), (160, 61), (333, 97), (500, 499), (1100, 1100),
])
func longProductsAreTheSchoolbooks(_ lengths: (Int, Int)) {
  let (n, m) = lengths
  var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  func word(_ kind: Int) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    // Words full of ones and zeros carry furthest.
    return kind == 0 ? .max : kind == 1 ? (state % 3 == 0 ? .max : 0) : state
  }
  for kind in 0..<3 {
    let a = (0..<n).map { _ in word(kind) }
    let b = (0..<m).map { _ in word(kind) }
    var (school, long) = ([UInt64](repeating: 0, count: n + m), [UInt64](repeating: 7, count: n + m))
    nb_words_multiply(a, n, b, m, &school)
    #expect(nb_words_product(a, n, b, m, &long))
    #expect(long == school)
    (school, long) = ([UInt64](repeating: 0, count: 2 * n), [UInt64](repeating: 7, count: 2 * n))
    a.withUnsafeBufferPointer { a in
      nb_words_multiply(a.baseAddress, n, a.baseAddress, n, &school)
      #expect(nb_words_product(a.baseAddress, n, a.baseAddress, n, &long))
    }
    #expect(long == school)
  }
}
