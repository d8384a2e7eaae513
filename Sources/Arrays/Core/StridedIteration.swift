/// A walk over the elements of up to four arrays of one (broadcast) shape, in runs along one dimension.
///
/// Axis 0 is the fastest. Sorting and merging axes follow NumPy's iterator, because they decide the memory
/// layout of new results and the order in which sums are taken.
struct StridedIteration {
  private(set) var lengths: Shape
  private(set) var strides: InlineArray<4, Shape>
  /// `axes[i]` is the axis of the arrays that axis `i` of the walk was, before merging.
  private(set) var axes: Shape
  private let operandCount: Int

  /// A walk over `shape`; each of `strides` belongs to one array and has as many dimensions.
  @inline(__always)
  init(_ shape: Shape, _ a: Shape, _ b: Shape? = nil, _ c: Shape? = nil, _ d: Shape? = nil) {
    let n = shape.count
    lengths = shape.reversedShape
    axes = Shape(repeating: 0, count: n)
    for i in 0..<n { axes[i] = n - 1 - i }
    strides = InlineArray(repeating: Shape(repeating: 0, count: n))
    strides[0] = a.reversedShape
    var count = 1
    if let b {
      strides[1] = b.reversedShape
      count = 2
    }
    if let c {
      strides[2] = c.reversedShape
      count = 3
    }
    if let d {
      strides[3] = d.reversedShape
      count = 4
    }
    operandCount = count
    for i in 0..<n where lengths[i] == 1 {
      for k in 0..<count { strides[k][i] = 0 }
    }
  }

  /// Puts axes of small strides first, as NumPy's insertion sort does: ties and conflicts keep C order.
  /// Only the first `count` arrays are asked.
  mutating func sortAxes(by count: Int? = nil) {
    let judges = count ?? operandCount
    let n = lengths.count
    guard n > 1 else { return }
    for i in 1..<n {
      var place = i
      var j = i - 1
      while j >= 0 {
        var ambiguous = true
        var swap = false
        for k in 0..<judges {
          let own = strides[k][i].magnitude
          let other = strides[k][j].magnitude
          if own != 0 && other != 0 {
            if other <= own { swap = false } else if ambiguous { swap = true }
            ambiguous = false
          }
        }
        if !ambiguous {
          guard swap else { break }
          place = j
        }
        j -= 1
      }
      if place != i { moveAxis(i, to: place) }
    }
  }

  /// Turns round axes along which no array walks forwards and some walk backwards.
  ///
  /// Gives the byte offsets to add to the arrays' first elements.
  mutating func flipNegativeAxes() -> InlineArray<4, Int> {
    var offsets = InlineArray<4, Int>(repeating: 0)
    for i in 0..<lengths.count {
      var negative = false
      var positive = false
      for k in 0..<operandCount {
        if strides[k][i] < 0 { negative = true }
        if strides[k][i] > 0 { positive = true }
      }
      guard negative, !positive else { continue }
      for k in 0..<operandCount {
        offsets[k] = offsets[k] &+ strides[k][i] &* (lengths[i] &- 1)
        strides[k][i] = 0 &- strides[k][i]
      }
    }
    return offsets
  }

  private mutating func moveAxis(_ from: Int, to place: Int) {
    func rotate(_ values: inout Shape) {
      let moved = values[from]
      var i = from
      while i > place {
        values[i] = values[i - 1]
        i -= 1
      }
      values[place] = moved
    }
    rotate(&lengths)
    rotate(&axes)
    for k in 0..<4 { rotate(&strides[k]) }
  }

  /// Merges neighbouring axes that every array crosses with one stride.
  @inline(__always)
  mutating func coalesce() {
    var last = 0
    var i = 1
    while i < lengths.count {
      var merges = true
      for k in 0..<operandCount {
        let inner = strides[k][last]
        let outer = strides[k][i]
        let fits =
          (lengths[last] == 1 && inner == 0) || (lengths[i] == 1 && outer == 0)
          || inner &* lengths[last] == outer
        if !fits { merges = false }
      }
      if merges {
        for k in 0..<operandCount where strides[k][last] == 0 { strides[k][last] = strides[k][i] }
        lengths[last] = lengths[last] &* lengths[i]
      } else {
        last += 1
        lengths[last] = lengths[i]
        for k in 0..<operandCount { strides[k][last] = strides[k][i] }
      }
      i += 1
    }
    while lengths.count > last + 1 {
      lengths.remove(at: lengths.count - 1)
      for k in 0..<operandCount { strides[k].remove(at: strides[k].count - 1) }
    }
  }

  /// Fresh C-like strides over the sorted axes: the layout that NumPy gives to a new result ("K" order).
  func layout(itemSize: Int) -> Shape {
    var result = Shape(repeating: 0, count: axes.count)
    var step = itemSize
    for i in 0..<axes.count {
      result[axes[i]] = step
      step = step &* (lengths[i] == 0 ? 1 : lengths[i])
    }
    return result
  }

  /// The number of elements of a run.
  @inline(__always)
  var runLength: Int { lengths.count == 0 ? 1 : lengths[0] }

  /// The stride of an array along a run.
  @inline(__always)
  func runStride(_ k: Int) -> Int { lengths.count == 0 ? 0 : strides[k][0] }

  /// Calls `body` with the byte offsets of the four arrays at the start of every run, in order.
  ///
  /// A run covers the first `inner` axes; the others are walked here. Between runs of `block` elements in all, it asks
  /// whether somebody wants to stop.
  ///
  /// Errors: those of `body`, KeyboardInterrupt.
  @inline(__always)
  func forEachRun(
    inner: Int = 1, block: Int = Interruption.block, _ body: (Int, Int, Int, Int) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    for i in 0..<lengths.count where lengths[i] == 0 { return }
    if lengths.count <= inner {
      try body(0, 0, 0, 0)
      return
    }
    var position = Shape(repeating: 0, count: lengths.count)
    var a = 0
    var b = 0
    var c = 0
    var d = 0
    var size = 1
    for i in 0..<inner { size = size &* lengths[i] }
    var left = block
    while true {
      try body(a, b, c, d)
      left = left &- size
      if left < 0 {
        try Interruption.check()
        left = block
      }
      var axis = inner
      while true {
        position[axis] += 1
        a = a &+ strides[0][axis]
        b = b &+ strides[1][axis]
        c = c &+ strides[2][axis]
        d = d &+ strides[3][axis]
        if position[axis] < lengths[axis] { break }
        position[axis] = 0
        a = a &- strides[0][axis] &* lengths[axis]
        b = b &- strides[1][axis] &* lengths[axis]
        c = c &- strides[2][axis] &* lengths[axis]
        d = d &- strides[3][axis] &* lengths[axis]
        axis += 1
        if axis == lengths.count { return }
      }
    }
  }
}
