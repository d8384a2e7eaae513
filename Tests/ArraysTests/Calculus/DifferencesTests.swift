import Testing

@testable import Arrays

/// Expected texts are NumPy's.
@Suite struct DifferencesTests {
  @Test func differences() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let b = array([true, false, true])
    let u = array([200, 100, 7] as [UInt8])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(x.differences()) == "array([[-2,  1],\n       [ 4,  4]])")
    #expect(try repr(x.differences(axis: 0)) == "array([[-2,  4,  7]])")
    #expect(try repr(w.differences(n: 2)) == "array([0., 0.])")
    #expect(try repr(b.differences()) == "array([ True,  True])")
    #expect(try repr(u.differences()) == "array([156, 163], dtype=uint8)")
    #expect(try repr(x.flatDifferences()) == "array([-2,  1, -1,  4,  4])")
    #expect(try repr(y.differences(n: 5)) == "array([], dtype=int64)")
    #expect(message { _ = try y.differences(n: -1) } == "ValueError: order must be non-negative but got -1")
  }

  @Test func integralsAndGradients() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(w.trapezoid()) == "np.float64(7.5)")
    #expect(try repr(x.trapezoid(dx: 0.5, axis: 0)) == "array([1.  , 1.5 , 2.75])")
    #expect(try repr(w.trapezoid(x: v.sorted())) == "np.float64(13.0)")
    #expect(try reprs(v.gradient()) == ["array([-3.5 , -1.25,  2.5 ,  4.  ])"])
    #expect(
      try reprs(m.gradient()) == [
        "array([[-3. ,  2. ,  2. ],\n       [-2. ,  0.5,  2.5],\n       [-1. , -1. ,  3. ]])",
        "array([[-3. , -2. , -1. ],\n       [ 2. ,  0.5, -1. ],\n       [ 2. ,  2.5,  3. ]])",
      ])
    #expect(try reprs(v.gradient(spacings: [2], edgeOrder: 2)) == ["array([-2.875, -0.625,  1.25 ,  2.75 ])"])
  }

  @Test func interpolation() throws {
    let v = array([2.5, -1, 0, 4] as [Double])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(NDArray.interpolate(.array(v), xp: w, fp: w)) == "array([2.5, 1. , 1. , 4. ])")
    #expect(
      try repr(NDArray.interpolate(.pyFloat(2.5), xp: y, fp: array([10.0, 20, 0]))) == "np.float64(10.0)")
    #expect(
      message { _ = try NDArray.interpolate(.pyFloat(1), xp: y, fp: w) }
        == "ValueError: fp and xp are not of the same length.")
  }
}
