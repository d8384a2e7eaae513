import Testing

@testable import Arrays

/// Expected texts are NumPy's.
@Suite struct JoiningTests {
  @Test func joins() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let f = array([1.5, 2, -3] as [Float])
    let y = array([1, 2, 3] as [Int])
    #expect(
      try repr(NDArray.concatenate([x, x]))
        == "array([[3, 1, 2],\n       [1, 5, 9],\n       [3, 1, 2],\n       [1, 5, 9]])")
    #expect(
      try repr(NDArray.concatenate([x, x], axis: 1))
        == "array([[3, 1, 2, 3, 1, 2],\n       [1, 5, 9, 1, 5, 9]])")
    #expect(
      try repr(NDArray.concatenate([x, v], axis: nil))
        == "array([ 3. ,  1. ,  2. ,  1. ,  5. ,  9. ,  2.5, -1. ,  0. ,  4. ])")
    #expect(try repr(NDArray.concatenate([y, f])) == "array([ 1. ,  2. ,  3. ,  1.5,  2. , -3. ])")
    #expect(try repr(NDArray.stack([y, y], axis: 1)) == "array([[1, 1],\n       [2, 2],\n       [3, 3]])")
    #expect(
      try repr(NDArray.verticalStack([y, x])) == "array([[1, 2, 3],\n       [3, 1, 2],\n       [1, 5, 9]])")
    #expect(try repr(NDArray.horizontalStack([y, f])) == "array([ 1. ,  2. ,  3. ,  1.5,  2. , -3. ])")
    #expect(try repr(NDArray.depthStack([y, y])) == "array([[[1, 1],\n        [2, 2],\n        [3, 3]]])")
    #expect(try repr(NDArray.columnStack([y, y])) == "array([[1, 1],\n       [2, 2],\n       [3, 3]])")
    #expect(try repr(x.appending(v)) == "array([ 3. ,  1. ,  2. ,  1. ,  5. ,  9. ,  2.5, -1. ,  0. ,  4. ])")
  }

  @Test func errors() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    let y = array([1, 2, 3] as [Int])
    #expect(
      message { _ = try NDArray.concatenate([]) } == "ValueError: need at least one array to concatenate")
    #expect(
      message { _ = try NDArray.concatenate([x, y]) }
        == "ValueError: all the input arrays must have same number of dimensions, but the array at index 0 has 2 dimension(s) and the array at index 1 has 1 dimension(s)"
    )
    #expect(
      message { _ = try NDArray.concatenate([y, v], axis: 1) }
        == "AxisError: axis 1 is out of bounds for array of dimension 1")
    #expect(
      message { _ = try NDArray.concatenate([x, m], axis: 1) }
        == "ValueError: all the input array dimensions except for the concatenation axis must match exactly, but along dimension 0, the array at index 0 has size 2 and the array at index 1 has size 3"
    )
    #expect(
      message { _ = try NDArray.stack([y, v]) } == "ValueError: all input arrays must have the same shape")
    #expect(message { _ = try NDArray.stack([]) } == "ValueError: need at least one array to stack")
  }

  @Test func splits() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(
      try reprs(x.split(.parts(3), axis: 1)) == [
        "array([[3],\n       [1]])", "array([[1],\n       [5]])", "array([[2],\n       [9]])",
      ])
    #expect(try reprs(w.split(.places([1, 3]))) == ["array([1.])", "array([2., 3.])", "array([4.])"])
    #expect(try reprs(w.splitUnevenly(.parts(3))) == ["array([1., 2.])", "array([3.])", "array([4.])"])
    #expect(
      try reprs(x.splitHorizontally(.parts(3))) == [
        "array([[3],\n       [1]])", "array([[1],\n       [5]])", "array([[2],\n       [9]])",
      ])
    #expect(try reprs(x.splitVertically(.parts(2))) == ["array([[3, 1, 2]])", "array([[1, 5, 9]])"])
    #expect(
      message { _ = try w.split(.parts(3)) } == "ValueError: array split does not result in an equal division"
    )
    #expect(
      message { _ = try y.splitVertically(.parts(3)) }
        == "ValueError: vsplit only works on arrays of 2 or more dimensions")
  }

  @Test func flipsAndRolls() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(x.flip()) == "array([[9, 5, 1],\n       [2, 1, 3]])")
    #expect(try repr(x.flip([1])) == "array([[2, 1, 3],\n       [9, 5, 1]])")
    #expect(try repr(x.rot90()) == "array([[2, 9],\n       [1, 5],\n       [3, 1]])")
    #expect(try repr(x.rot90(3)) == "array([[1, 3],\n       [5, 1],\n       [9, 2]])")
    #expect(try repr(x.rot90(-2)) == "array([[9, 5, 1],\n       [2, 1, 3]])")
    #expect(try repr(w.roll([1])) == "array([4., 1., 2., 3.])")
    #expect(try repr(x.roll([1, -1], axes: [0, 1])) == "array([[5, 9, 1],\n       [1, 2, 3]])")
    #expect(try repr(x.roll([2])) == "array([[5, 9, 3],\n       [1, 2, 1]])")
    #expect(message { _ = try y.flipHorizontally() } == "ValueError: Input must be >= 2-d.")
    #expect(message { _ = try x.rot90(axes: (0, 0)) } == "ValueError: Axes must be different.")
  }

  @Test func repeats() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    #expect(try repr(y.repeating([2])) == "array([1, 1, 2, 2, 3, 3])")
    #expect(try repr(x.repeating([1, 0, 2], axis: 1)) == "array([[3, 2, 2],\n       [1, 9, 9]])")
    #expect(try repr(y.tile([2])) == "array([1, 2, 3, 1, 2, 3])")
    #expect(
      try repr(x.tile([2, 1, 2]))
        == "array([[[3, 1, 2, 3, 1, 2],\n        [1, 5, 9, 1, 5, 9]],\n\n       [[3, 1, 2, 3, 1, 2],\n        [1, 5, 9, 1, 5, 9]]])"
    )
    #expect(
      message { _ = try y.repeating([1, 2]) }
        == "ValueError: operands could not be broadcast together with shape (3,) (2,)")
    #expect(message { _ = try y.repeating([-1]) } == "ValueError: negative dimensions are not allowed")
  }

  @Test func pads() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let z = array([] as [Double])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(
      try repr(x.pad([(1, 0), (0, 2)], .constant([(.pyInt(0), .pyInt(0)), (.pyInt(7), .pyInt(8))])))
        == "array([[0, 0, 0, 8, 8],\n       [3, 1, 2, 8, 8],\n       [1, 5, 9, 8, 8]])")
    #expect(try repr(w.pad([(2, 3)], .edge)) == "array([1., 1., 1., 2., 3., 4., 4., 4., 4.])")
    #expect(
      try repr(w.pad([(5, 4)], .reflect)) == "array([2., 3., 4., 3., 2., 1., 2., 3., 4., 3., 2., 1., 2.])")
    #expect(
      try repr(w.pad([(5, 4)], .symmetric)) == "array([4., 4., 3., 2., 1., 1., 2., 3., 4., 4., 3., 2., 1.])")
    #expect(
      try repr(w.pad([(5, 6)], .wrap))
        == "array([4., 1., 2., 3., 4., 1., 2., 3., 4., 1., 2., 3., 4., 1., 2.])")
    #expect(
      try repr(x.pad([(1, 1), (0, 1)], .mean))
        == "array([[2, 3, 6, 4],\n       [3, 1, 2, 2],\n       [1, 5, 9, 5],\n       [2, 3, 6, 4]])")
    #expect(
      try repr(w.pad([(2, 2)], .linearRamp([(0, 5)]))) == "array([0. , 0.5, 1. , 2. , 3. , 4. , 4.5, 5. ])")
    #expect(
      message { _ = try z.pad([(1, 0)], .edge) }
        == "ValueError: can't extend empty axis 0 using modes other than 'constant' or 'empty'")
    #expect(message { _ = try y.pad([(-1, 0)], .edge) } == "ValueError: index can't contain negative values")
  }

  @Test func insertsAndDeletes() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(try repr(w.deleting([1, -1])) == "array([1., 3.])")
    #expect(try repr(w.deleting([2, 0, -4, 2])) == "array([2., 4.])")
    #expect(try w.deleting([0, 1, 2, 3]).shape == Shape(0))
    #expect(try repr(x.deleting([0], axis: 1)) == "array([[1, 2],\n       [5, 9]])")
    #expect(try repr(w.inserting(array([9.0]), at: 1)) == "array([1., 9., 2., 3., 4.])")
    #expect(try repr(w.inserting(array([8.0, 9.0]), at: [1, 3])) == "array([1., 8., 2., 3., 9., 4.])")
    #expect(
      try repr(x.inserting(array([7, 8] as [Int]), at: 1, axis: 1))
        == "array([[3, 7, 1, 2],\n       [1, 8, 5, 9]])")
    #expect(
      message { _ = try w.deleting([4]) } == "IndexError: index 4 is out of bounds for axis 0 with size 4")
    #expect(
      message { _ = try w.inserting(array([9.0]), at: 5) }
        == "IndexError: index 5 is out of bounds for axis 0 with size 4")
  }
}
