import Testing

@testable import Arrays

/// Expected texts are NumPy's.
@Suite struct ConvolutionTests {
  @Test func slidingProducts() throws {
    let v = array([2.5, -1, 0, 4] as [Double])
    let z = array([] as [Double])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(NDArray.convolve(y, w)) == "array([ 1.,  4., 10., 16., 17., 12.])")
    #expect(try repr(NDArray.convolve(w, y, mode: .same)) == "array([ 4., 10., 16., 17.])")
    #expect(try repr(NDArray.convolve(w, y, mode: .valid)) == "array([10., 16.])")
    #expect(
      try repr(NDArray.correlate(w, v, mode: .full)) == "array([ 4. ,  8. , 11. , 16.5,  2. ,  3.5, 10. ])")
    #expect(try repr(NDArray.correlate(y, w)) == "array([20., 14.])")
    #expect(message { _ = try NDArray.convolve(z, w) } == "ValueError: a cannot be empty")
  }

  @Test func otherProducts() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    #expect(try repr(NDArray.cross(x, y)) == "array([[-1, -7,  5],\n       [-3,  6, -3]])")
    #expect(
      try repr(NDArray.kronecker(y, x))
        == "array([[ 3,  1,  2,  6,  2,  4,  9,  3,  6],\n       [ 1,  5,  9,  2, 10, 18,  3, 15, 27]])")
  }
}
