import Testing

@testable import Arrays

/// Expected texts are those of `np.einsum`.
@Suite struct EinsumTests {
  @Test func products() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let v = array([2.5, -1, 0, 4] as [Double])
    let b = array([true, false, true])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    let y = array([1, 2, 3] as [Int])
    let w = array([1, 2, 3, 4] as [Double])
    #expect(
      try repr(NDArray.einsum("ij,jk->ik", [x, m])) == "array([[13., 10., 12.],\n       [ 9., 34., 55.]])")
    #expect(try repr(NDArray.einsum("ij,jk", [x, m])) == "array([[13., 10., 12.],\n       [ 9., 34., 55.]])")
    #expect(try repr(NDArray.einsum("i,i", [w, v])) == "np.float64(16.5)")
    #expect(
      try repr(NDArray.einsum("i,j->ij", [y, y]))
        == "array([[1, 2, 3],\n       [2, 4, 6],\n       [3, 6, 9]])")
    #expect(try repr(NDArray.einsum("ij->j", [x])) == "array([ 4,  6, 11])")
    #expect(
      try repr(NDArray.einsum("ij,kj->ik", [m, x]))
        == "array([[13.,  9.],\n       [10., 34.],\n       [12., 55.]])")
    #expect(try repr(NDArray.einsum("...j,j->...", [x, y])) == "array([11, 38])")
    #expect(
      try repr(NDArray.einsum("ij,jk,kl->il", [x, m, m]))
        == "array([[ 62.,  67.,  80.],\n       [ 70., 221., 343.]])")
    #expect(try repr(NDArray.einsum("i,i->", [b, b])) == "np.True_")
  }

  @Test func views() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let m = array([4, 1, 0, 1, 3, 2, 0, 2, 5] as [Double], [3, 3])
    #expect(try repr(NDArray.einsum("ii", [m])) == "np.float64(12.0)")
    #expect(try repr(NDArray.einsum("ii->i", [m])) == "array([4., 3., 5.])")
    #expect(try repr(NDArray.einsum("ij->ji", [x])) == "array([[3, 1],\n       [1, 5],\n       [2, 9]])")
    #expect(try repr(NDArray.einsum("ba", [x])) == "array([[3, 1],\n       [1, 5],\n       [2, 9]])")
  }

  @Test func errors() throws {
    let x = array([3, 1, 2, 1, 5, 9] as [Int], [2, 3])
    let y = array([1, 2, 3] as [Int])
    #expect(
      message { _ = try NDArray.einsum("ij", [y]) }
        == "ValueError: einstein sum subscripts string contains too many subscripts for operand 0")
    #expect(
      message { _ = try NDArray.einsum("i", [x]) }
        == "ValueError: operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
    )
    #expect(
      message { _ = try NDArray.einsum("i,j", [y]) }
        == "ValueError: more operands provided to einstein sum function than specified in the subscripts string"
    )
    #expect(
      message { _ = try NDArray.einsum("i", [y, y]) }
        == "ValueError: fewer operands provided to einstein sum function than specified in the subscripts string"
    )
    #expect(
      message { _ = try NDArray.einsum("ij->ik", [x]) }
        == "ValueError: einstein sum subscripts string included output subscript 'k' which never appeared in an input"
    )
    #expect(
      message { _ = try NDArray.einsum("ij->ii", [x]) }
        == "ValueError: einstein sum subscripts string includes output subscript 'i' multiple times")
    #expect(
      message { _ = try NDArray.einsum("i1", [x]) }
        == "ValueError: invalid subscript '1' in einstein sum subscripts string, subscripts must be letters")
    #expect(
      message { _ = try NDArray.einsum("i.j", [x]) }
        == "ValueError: einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in operand 0"
    )
    #expect(
      message { _ = try NDArray.einsum("...->", [x]) }
        == "ValueError: output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions."
    )
    #expect(
      message { _ = try NDArray.einsum("ij,jk", [x, x]) }
        == "ValueError: operands could not be broadcast together with remapped shapes [original->remapped]: (2,3)->(2,newaxis,3) (2,3)->(3,2) "
    )
    #expect(
      message { _ = try NDArray.einsum("ii->i", [x]) }
        == "ValueError: dimensions in single operand for collapsing index 'i' don't match (2 != 3)")
  }

  @Test func sumsKeepPartialSumsByLane() throws {
    let random = try RandomState(.number(0))
    guard case .array(let x) = try random.standardNormal(size: [1001]) else { return }
    #expect(try repr(NDArray.einsum("i,i->", [x, x])) == "np.float64(976.5917203862371)")
    #expect(try repr(NDArray.einsum("i->", [x])) == "np.float64(-44.700744810485546)")
  }
}
