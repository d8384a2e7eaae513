import Testing

@testable import Arrays

/// Expected texts are NumPy's (sorting kind `stable`).
@Suite struct SearchingTests {
  @Test func sorts() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let n = array([1, .nan, -2, 1] as [Double])
    let b = array([true, false, true])
    let u = array([200, 100, 7] as [UInt8])
    #expect(try repr(x.sorted()) == "array([[1, 2, 3],\n       [1, 5, 9]])")
    #expect(try repr(x.sorted(axis: 0)) == "array([[1, 1, 2],\n       [3, 5, 9]])")
    #expect(try repr(x.sorted(axis: nil)) == "array([1, 1, 2, 3, 5, 9])")
    #expect(try repr(n.sorted()) == "array([-2.,  1.,  1., nan])")
    #expect(try repr(n.argsort()) == "array([2, 0, 3, 1])")
    #expect(try repr(x.argsort(axis: 0)) == "array([[1, 0, 0],\n       [0, 1, 1]])")
    #expect(try repr(b.argsort()) == "array([1, 0, 2])")
    #expect(try repr(u.sorted()) == "array([  7, 100, 200], dtype=uint8)")
    #expect(
      try repr(NDArray.lexicographicOrder([array([1, 0, 1, 0] as [Int]), array([2, 2, 1, 1] as [Int])]))
        == "array([3, 2, 1, 0])")
    #expect(
      message { _ = try x.sorted(axis: 2) } == "AxisError: axis 2 is out of bounds for array of dimension 2")
  }

  @Test func searches() throws {
    let v = array([2.5, -1, 0, 4] as [Double])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(w.searchSorted(.array(v))) == "array([2, 0, 0, 3])")
    #expect(try repr(w.searchSorted(.pyInt(2), side: .right)) == "np.int64(2)")
    #expect(try repr(y.searchSorted(.pyFloat(2.5))) == "np.int64(2)")
    #expect(try repr(NDArray.digitize(.array(v), bins: y)) == "array([2, 0, 0, 3])")
    #expect(try repr(NDArray.digitize(.array(v), bins: y.flip())) == "array([1, 3, 3, 0])")
    #expect(
      message { _ = try NDArray.digitize(.array(y), bins: v) }
        == "ValueError: bins must be monotonically increasing or decreasing")
    #expect(try reprs(v.nonzero()) == ["array([0, 1, 3])"])
    #expect(
      try repr(m.argwhere())
        == "array([[0, 0],\n       [0, 1],\n       [1, 0],\n       [1, 1],\n       [1, 2],\n       [2, 1],\n       [2, 2]])"
    )
    #expect(try repr(m.flatNonzero()) == "array([0, 1, 3, 4, 5, 7, 8])")
  }

  @Test func counts() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let y = array([1, 2, 3] as [Int])
    #expect(try repr(y.binCount()) == "array([0, 1, 1, 1])")
    #expect(
      try repr(y.binCount(weights: array([0.5, 1, 2]), minimumLength: 6))
        == "array([0. , 0.5, 1. , 2. , 0. , 0. ])")
    #expect(
      message { _ = try v.binCount() }
        == "TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'"
    )
    #expect(
      message { _ = try array([-1] as [Int]).binCount() }
        == "ValueError: 'list' argument must have no negative elements")
    #expect(message { _ = try x.binCount() } == "ValueError: object too deep for desired array")
  }

  @Test func sets() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let n = array([1, .nan, -2, 1] as [Double])
    let y = array([1, 2, 3] as [Int])
    #expect(try repr(x.unique().values) == "array([1, 2, 3, 5, 9])")
    #expect(try repr(x.unique().indices) == "array([1, 2, 0, 4, 5])")
    #expect(try repr(x.unique().inverse) == "array([[2, 0, 1],\n       [0, 3, 4]])")
    #expect(try repr(x.unique().counts) == "array([2, 1, 1, 1, 1])")
    #expect(try repr(n.unique().values) == "array([-2.,  1., nan])")
    #expect(
      try repr(array([1, 2, 0, 5, 1, 2] as [Int], [3, 2]).unique(axis: 0).values)
        == "array([[0, 5],\n       [1, 2]])")
    #expect(try repr(x.isIn(y)) == "array([[ True,  True,  True],\n       [ True, False, False]])")
    #expect(try repr(y.isIn(x, invert: true)) == "array([False, False, False])")
    #expect(try repr(NDArray.intersection(x, y)) == "array([1, 2, 3])")
    #expect(try repr(NDArray.union(y, v)) == "array([-1. ,  0. ,  1. ,  2. ,  2.5,  3. ,  4. ])")
    #expect(try repr(NDArray.difference(x, y)) == "array([5, 9])")
    #expect(try repr(NDArray.symmetricDifference(x, y)) == "array([5, 9])")
  }

  @Test func histograms() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let n = array([1, .nan, -2, 1] as [Double])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(w.histogram(.count(3)).counts) == "array([1, 1, 2])")
    #expect(try repr(w.histogram(.count(3)).edges) == "array([1., 2., 3., 4.])")
    #expect(try repr(w.histogram(.edges(y)).counts) == "array([1, 2])")
    #expect(
      try repr(x.histogram(.count(4), range: (0, 4), density: true).counts)
        == "array([0.  , 0.5 , 0.25, 0.25])")
    #expect(
      message { _ = try w.histogram(.count(0)) } == "ValueError: `bins` must be positive, when an integer")
    #expect(message { _ = try n.histogram() } == "ValueError: autodetected range of [nan, nan] is not finite")
  }
}
