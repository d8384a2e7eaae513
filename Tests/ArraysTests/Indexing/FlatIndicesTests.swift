import Testing

@testable import Arrays

/// Expected texts are NumPy's.
@Suite struct FlatIndicesTests {
  @Test func flatIndices() throws {
    #expect(try repr(NDArray.ravelMultiIndex([.pyInt(1), .pyInt(2)], shape: [2, 3])) == "np.int64(5)")
    #expect(
      message { _ = try NDArray.ravelMultiIndex([.pyInt(1), .pyInt(3)], shape: [2, 3]) }
        == "ValueError: invalid entry in coordinates array")
    #expect(
      message { _ = try NDArray.unravelIndex(.pyInt(6), shape: [2, 3]) }
        == "ValueError: index 6 is out of bounds for array with size 6")
    #expect(
      try reprs(NDArray.triangleIndices(lower: true, 3)) == [
        "array([0, 1, 1, 2, 2, 2])", "array([0, 0, 1, 0, 1, 2])",
      ])
    #expect(
      try reprs(NDArray.triangleIndices(lower: false, 3, k: 1)) == ["array([0, 0, 1])", "array([1, 2, 2])"])
  }

  @Test func unravelled() throws {
    let places = try NDArray.unravelIndex(.pyInt(3), shape: [2, 2])
    #expect(try places.map { try repr($0) } == ["np.int64(1)", "np.int64(1)"])
  }
}
