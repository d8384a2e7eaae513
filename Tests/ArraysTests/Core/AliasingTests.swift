import Arrays
import Testing

/// Views share memory; operations on overlapping memory act as if their inputs had been copied.
struct AliasingTests {
  private func numbers(_ n: Int) throws -> NDArray { try NDArray.arange(.pyInt(0), .pyInt(n)) }

  private func values(_ array: NDArray) throws -> [Int] {
    try (0..<array.count).map { try array.ravel().element($0).cast(to: .int64).intValue ?? -1 }
  }

  @Test func slicesAreViews() throws {
    let x = try numbers(6)
    let view = try x.index([.slice(start: 1, stop: 5, step: 2)]).asArray()
    try view.setIndex([.int(0)], to: .pyInt(70))
    #expect(try values(x) == [0, 70, 2, 3, 4, 5])
    #expect(view.base === x)
    #expect(view.sharesMemory(x))
  }

  @Test func reshapedAndTransposedShareToo() throws {
    let x = try numbers(6).reshape([2, 3])
    let turned = x.transposed
    try turned.setIndex([.int(2), .int(0)], to: .pyInt(9))
    #expect(try x.element(0, 2) == .int64(9))
    // A transposed array has no view of one dimension.
    let flat = try turned.ravel()
    #expect(!flat.sharesMemory(x))
    #expect(flat.ownsData)
  }

  @Test func copiesShareNothing() throws {
    let x = try numbers(3)
    let copy = try x.copy()
    try copy.setIndex([.int(0)], to: .pyInt(5))
    #expect(try x.element(0) == .int64(0))
  }

  @Test func shiftedAssignmentReadsOldValues() throws {
    let x = try numbers(6)
    let head = try x.index([.slice(start: nil, stop: 5, step: nil)])
    try x.setIndex([.slice(start: 1, stop: nil, step: nil)], to: head.operand)
    #expect(try values(x) == [0, 0, 1, 2, 3, 4])
  }

  @Test func shiftedSumReadsOldValues() throws {
    let x = try numbers(6)
    let tail = try x.index([.slice(start: 1, stop: nil, step: nil)]).asArray()
    let head = try x.index([.slice(start: nil, stop: 5, step: nil)])
    try NDArray.inPlace(.add, tail, head.operand)
    #expect(try values(x) == [0, 1, 3, 5, 7, 9])
  }

  @Test func reversedSelfAddition() throws {
    let x = try numbers(5)
    let backwards = try x.index([.slice(start: nil, stop: nil, step: -1)])
    try NDArray.inPlace(.add, x, backwards.operand)
    #expect(try values(x) == [4, 4, 4, 4, 4])
  }

  @Test func transposedSelfAddition() throws {
    let x = try numbers(4).reshape([2, 2])
    try NDArray.inPlace(.add, x, .array(x.transposed))
    #expect(try values(x) == [0, 3, 3, 6])
  }

  @Test func repeatedIndicesAccumulateOnlyThroughAt() throws {
    let places = try NDArray.array(.list([.int(0), .int(0), .int(1)]))
    let x = try NDArray(zeros: [2], .int64)
    let picked = try x.index([.indices(places)])
    try x.setIndex([.indices(places)], to: try NDArray.binary(.add, picked.operand, .pyInt(1)).operand)
    #expect(try values(x) == [1, 1])
    try x.at(.add, [.indices(places)], .pyInt(1))
    #expect(try values(x) == [3, 2])
  }

  @Test func valuesOfAMaskMayComeFromTheArrayItself() throws {
    let x = try numbers(4)
    let mask = try NDArray.binary(.less, .array(x), .pyInt(2)).asArray()
    let last = try x.index([.slice(start: 2, stop: nil, step: nil)])
    try x.setIndex([.mask(mask)], to: last.operand)
    #expect(try values(x) == [2, 3, 2, 3])
  }

  @Test func broadcastViewsRefuseAssignment() throws {
    let view = try numbers(3).broadcast(to: [2, 3])
    #expect(throws: ArrayError(.value, "assignment destination is read-only")) {
      try view.setIndex([.int(0)], to: .pyInt(1))
    }
    #expect(throws: ArrayError(.value, "output array is read-only")) {
      try NDArray.inPlace(.add, view, .pyInt(1))
    }
  }
}
