import Arrays
import Testing

struct NDArrayTests {
  @Test func freshArraysAreAlignedAndContiguous() throws {
    for count in [0, 1, 7, 8, 1000] {
      let x = try NDArray(zeros: [count, 3], .float32)
      #expect(UInt(bitPattern: x.data) % 64 == 0)
      #expect(x.isCContiguous)
      #expect(x.strides == [12, 4])
      #expect(x.count == 3 * count)
      #expect(try x.countNonzero() == 0)
    }
  }

  @Test func sizesThatNoMachineHasAreRefused() {
    func message(_ shape: Shape) -> String? {
      do {
        _ = try NDArray(zeros: shape)
        return nil
      } catch { return "\(error)" }
    }
    #expect(
      message([1_000_000, 1_000_000])
        == "MemoryError: Unable to allocate 7.28 TiB for an array with shape (1000000, 1000000) and data type float64"
    )
    #expect(
      message([1_000_000, 1_000_000, 10])
        == "MemoryError: Unable to allocate 72.8 TiB for an array with shape (1000000, 1000000, 10) and data type float64"
    )
    #expect(message([-1, 2]) == "ValueError: negative dimensions are not allowed")
    #expect(
      message([Int.max, 4])
        == "ValueError: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."
    )
  }

  @Test func shapesHoldEightDimensions() throws {
    #expect(try Shape(checking: 1...8).count == 8)
    #expect(throws: ArrayError(.value, "maximum supported dimension for an ndarray is currently 8, found 9"))
    {
      try Shape(checking: 1...9)
    }
    #expect(Shape(3).description == "(3,)")
    #expect(Shape(2, 3).description == "(2,3)")
    #expect(Shape(2, 3).tupleDescription == "(2, 3)")
    #expect(Shape().description == "()")
    #expect(Shape(Int.max, 2).elementCount == nil)
    #expect(Shape(0, Int.max).elementCount == 0)
  }

  @Test func broadcastErrorsEndInASpace() throws {
    let a = try NDArray.ones([2, 3])
    let b = try NDArray.ones([3, 2])
    #expect(throws: ArrayError(.value, "operands could not be broadcast together with shapes (2,3) (3,2) ")) {
      try NDArray.binary(.add, .array(a), .array(b))
    }
  }

  @Test func pythonNumbersAreWeak() throws {
    let bytes = try NDArray.ones([2], .uint8)
    let floats = try NDArray.ones([2], .float32)
    #expect(try NDArray.binary(.add, .array(bytes), .pyInt(3)).dtype == .uint8)
    #expect(try NDArray.binary(.multiply, .array(floats), .pyFloat(0.1)).dtype == .float32)
    #expect(try NDArray.binary(.multiply, .array(floats), .scalar(.float64(0.1))).dtype == .float64)
    #expect(throws: ArrayError(.overflow, "Python integer 300 out of bounds for uint8")) {
      try NDArray.binary(.add, .array(bytes), .pyInt(300))
    }
    // A comparison with such a number is decided, not refused.
    guard case .array(let less) = try NDArray.binary(.less, .array(bytes), .pyInt(300)) else {
      Issue.record("a scalar")
      return
    }
    #expect(try less.countNonzero() == 2)
    #expect(try NDArray.binary(.add, .scalar(.float32(1)), .pyFloat(1)).dtype == .float32)
    #expect(try NDArray.binary(.divide, .array(bytes), .pyInt(-2)).asArray().element(0) == .float64(-0.5))
  }

  @Test func integersWrap() throws {
    let x = try NDArray.full([1], .scalar(.uint8(200)))
    #expect(try NDArray.binary(.add, .array(x), .array(x)).asArray().element(0) == .uint8(144))
    let y = try NDArray.full([1], .pyInt(Int.max))
    #expect(try NDArray.binary(.add, .array(y), .pyInt(1)).asArray().element(0) == .int64(Int.min))
  }

  @Test func assigningShapeKeepsTheArray() throws {
    let x = try NDArray.arange(.pyInt(0), .pyInt(6))
    try x.setShape([2, -1])
    #expect(x.shape == [2, 3])
    #expect(x.strides == [24, 8])
    #expect(throws: ArrayError(.value, "cannot reshape array of size 6 into shape (4,newaxis)")) {
      try x.setShape([4, -1])
    }
    let turned = x.transposed
    #expect(throws: ArrayError.self) { try turned.setShape([6]) }
    #expect(turned.shape == [3, 2])
  }

  @Test func windowsOutsideTheMemoryAreRefused() throws {
    let x = try NDArray.arange(.pyInt(0), .pyInt(6))
    let windows = try x.asStrided(shape: [4, 3], strides: [8, 8])
    #expect(try windows.element(3, 2) == .int64(5))
    #expect(throws: ArrayError.self) { try x.asStrided(shape: [5, 3], strides: [8, 8]) }
    #expect(throws: ArrayError.self) { try x.asStrided(shape: [2], strides: [-8]) }
    #expect(throws: ArrayError.self) { try x.asStrided(shape: [Int.max], strides: [Int.max]) }
  }

  @Test func indexErrorsUseNumPysWords() throws {
    let x = try NDArray.ones([2, 3])
    func message(_ items: IndexList) -> String? {
      do {
        _ = try x.index(items)
        return nil
      } catch { return "\(error)" }
    }
    #expect(message([.int(5)]) == "IndexError: index 5 is out of bounds for axis 0 with size 2")
    #expect(message([.int(0), .int(-4)]) == "IndexError: index -4 is out of bounds for axis 1 with size 3")
    #expect(
      message([.int(0), .int(0), .int(0)])
        == "IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed")
    #expect(
      message([.ellipsis, .ellipsis]) == "IndexError: an index can only have a single ellipsis ('...')")
    #expect(message([.slice(start: nil, stop: nil, step: 0)]) == "ValueError: slice step cannot be zero")
    #expect(message([.slice(start: Int.min, stop: Int.max, step: Int.min)]) == nil)
    #expect(message([.slice(start: Int.max, stop: Int.min, step: Int.max)]) == nil)
  }

  @Test func sumsHaveAWrittenOrder() throws {
    // The order of a sum shows in its last digits: pairwise along a row, row by row across them.
    let x = try NDArray.full([1000, 2], .pyFloat(0.1))
    #expect(try x.reduce(.sum, axis: 0).asArray().element(0) == .float64(99.9999999999986))
    let column = try x.index([.slice(start: nil, stop: nil, step: nil), .int(0)]).asArray()
    guard case .scalar(let total) = try column.reduce(.sum) else {
      Issue.record("an array")
      return
    }
    #expect(total == .float64(100.00000000000001))
  }
}
