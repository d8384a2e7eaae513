import Testing

@testable import Arrays

/// Expected texts are NumPy's.
@Suite struct ClosenessTests {
  @Test func closeness() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let n = array([1, .nan, -2, 1] as [Double])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(NDArray.isClose(.array(v), .pyFloat(4.00001))) == "array([False, False, False,  True])")
    #expect(try repr(NDArray.isClose(.array(n), .array(n))) == "array([ True, False,  True,  True])")
    #expect(
      try repr(NDArray.isClose(.array(n), .array(n), equalNaN: true)) == "array([ True,  True,  True,  True])"
    )
    #expect(try repr(NDArray.allClose(.array(v), .array(v))) == "True")
    #expect(try repr(NDArray.allClose(.array(w), .array(v))) == "False")
    #expect(try repr(NDArray.allClose(.pyInt(1), .pyInt(1))) == "True")
    #expect(try repr(NDArray.areEqual(v, v)) == "True")
    #expect(try repr(NDArray.areEqual(v, y)) == "False")
    #expect(try repr(NDArray.areEqual(n, n, equalNaN: true)) == "True")
    #expect(try repr(NDArray.areEquivalent(x, y)) == "False")
  }

  @Test func rounding() throws {
    let v = array([2.5, -1, 0, 4] as [Double])
    let f = array([1.5, 2, -3] as [Float])
    let n = array([1, .nan, -2, 1] as [Double])
    #expect(try repr(NDArray.round(.pyFloat(2.675), decimals: 2)) == "np.float64(2.68)")
    #expect(try repr(NDArray.round(.array(v))) == "array([ 2., -1.,  0.,  4.])")
    #expect(
      try repr(NDArray.round(.array(array([15, 25, 149] as [Int])), decimals: -1)) == "array([ 20,  20, 150])"
    )
    #expect(try repr(NDArray.round(.array(f), decimals: 1)) == "array([ 1.5,  2. , -3. ], dtype=float32)")
    #expect(try repr(NDArray.round(.pyFloat(-0.4))) == "np.float64(-0.0)")
    #expect(try repr(n.replacingNonFinite(nan: 7)) == "array([ 1.,  7., -2.,  1.])")
  }
}
