/// What `x[…]` with arrays among its items selects: a list of places, each the start of a block.
///
/// Integer arrays are broadcast together to the places' shape. Those dimensions stand where the arrays stood
/// when they (integers included) are neighbours, otherwise in front; the blocks' dimensions keep their order.
struct AdvancedPlan {
  /// The shape of the broadcast index arrays.
  private(set) var places = Shape()
  /// Where each place begins: bytes from the array's first element, in C order of `places`.
  private(set) var offsets: [Int] = []
  /// The dimensions that slices select at every place.
  private(set) var blockShape = Shape()
  private(set) var blockStrides = Shape()
  /// Where the dimensions of `places` stand in the result.
  private(set) var position = 0

  /// An index array as numbers, and the dimension it indexes.
  private struct Column {
    var array: NDArray
    var axis: Int
    var length: Int
    var stride: Int
  }

  init(_ array: NDArray, _ items: borrowing IndexList) throws(ArrayError) {
    let used = try AdvancedPlan.usedAxes(array, items)
    var columns: [Column] = []
    var start = 0
    var axis = 0
    var state = Adjacency.before
    var hasEllipsis = false
    func keepRest(_ block: inout Shape, _ blockStrides: inout Shape) throws(ArrayError) {
      for _ in 0..<(array.ndim - used) {
        try AdvancedPlan.append(array.shape[axis], array.strides[axis], &block, &blockStrides)
        axis += 1
      }
    }
    for i in 0..<items.count {
      let entry = items[i]
      switch entry.kind {
      case .int:
        state.meetArray(&position, at: blockShape.count)
        start = start &+ (try array.offset(of: entry.start, axis: axis))
        axis += 1
      case .indices:
        state.meetArray(&position, at: blockShape.count)
        let indices = items.arrays[entry.start]
        guard indices.dtype.isInteger else {
          throw ArrayError(.index, "arrays used as indices must be of integer (or boolean) type")
        }
        columns.append(
          Column(
            array: try indices.astype(.int64, copy: false), axis: axis, length: array.shape[axis],
            stride: array.strides[axis]))
        axis += 1
      case .mask:
        state.meetArray(&position, at: blockShape.count)
        let mask = items.arrays[entry.start]
        if mask.ndim == 0 {
          let truth = Scalar(loading: mask.data, .bool).isTrue
          columns.append(
            Column(array: try NDArray(zeros: Shape(truth ? 1 : 0), .int64), axis: axis, length: 1, stride: 0))
        } else {
          try AdvancedPlan.check(mask, against: array, from: axis)
          for indices in try mask.nonzero() {
            columns.append(
              Column(array: indices, axis: axis, length: array.shape[axis], stride: array.strides[axis]))
            axis += 1
          }
        }
      case .slice:
        state.meetOther()
        let (first, count, step) = try sliceRange(entry, length: array.shape[axis])
        if count > 0 { start = start &+ first &* array.strides[axis] }
        try AdvancedPlan.append(count, array.strides[axis] &* step, &blockShape, &blockStrides)
        axis += 1
      case .newAxis:
        state.meetOther()
        try AdvancedPlan.append(1, 0, &blockShape, &blockStrides)
      case .ellipsis:
        state.meetOther()
        hasEllipsis = true
        try keepRest(&blockShape, &blockStrides)
      }
    }
    if !hasEllipsis { try keepRest(&blockShape, &blockStrides) }
    if state == .scattered { position = 0 }
    try collect(columns, start)
    if places.count + blockShape.count > Shape.maximumCount {
      throw AdvancedPlan.tooManyDimensions(places.count + blockShape.count)
    }
  }

  /// Whether the arrays among the items are neighbours.
  private enum Adjacency {
    case before, inside, after, scattered

    mutating func meetArray(_ position: inout Int, at dimension: Int) {
      switch self {
      case .before:
        position = dimension
        self = .inside
      case .after: self = .scattered
      case .inside, .scattered: break
      }
    }

    mutating func meetOther() {
      if self == .inside { self = .after }
    }
  }

  private static func append(
    _ length: Int, _ stride: Int, _ shape: inout Shape, _ strides: inout Shape
  ) throws(ArrayError) {
    if shape.count == Shape.maximumCount { throw tooManyDimensions(shape.count + 1) }
    shape.append(length)
    strides.append(stride)
  }

  private static func tooManyDimensions(_ found: Int) -> ArrayError {
    ArrayError(
      .index,
      "number of dimensions must be within [0, \(Shape.maximumCount)], indexing result would have \(found)")
  }

  /// How many of the array's dimensions the items use up.
  private static func usedAxes(_ array: NDArray, _ items: borrowing IndexList) throws(ArrayError) -> Int {
    var used = 0
    var ellipses = 0
    for i in 0..<items.count {
      switch items[i].kind {
      case .int, .slice, .indices: used += 1
      case .mask: used += items.arrays[items[i].start].ndim
      case .newAxis: break
      case .ellipsis: ellipses += 1
      }
    }
    if ellipses > 1 { throw ArrayError(.index, "an index can only have a single ellipsis ('...')") }
    if used > array.ndim { throw NDArray.tooManyIndices(array.ndim, used) }
    return used
  }

  static func check(_ mask: NDArray, against array: NDArray, from axis: Int) throws(ArrayError) {
    for k in 0..<mask.ndim where mask.shape[k] != array.shape[axis + k] {
      throw ArrayError(
        .index,
        "boolean index did not match indexed array along axis \(axis + k); size of axis is "
          + "\(array.shape[axis + k]) but size of corresponding boolean axis is \(mask.shape[k])")
    }
  }

  /// Broadcasts the index arrays and adds up the byte offsets that they name.
  private mutating func collect(_ columns: [Column], _ start: Int) throws(ArrayError) {
    for column in columns {
      guard let next = Shape.broadcast(places, column.array.shape) else {
        var text = "shape mismatch: indexing arrays could not be broadcast together with shapes "
        for column in columns where column.array.ndim > 0 { text += "\(column.array.shape) " }
        throw ArrayError(.index, text)
      }
      places = next
    }
    let count = places.elementCount ?? 0
    offsets = [Int](repeating: start, count: count)
    for column in columns {
      let steps = try AdvancedPlan.byteOffsets(column)
      var walk = StridedIteration(places, steps.strides(broadcastTo: places))
      walk.coalesce()
      let (n, step) = (walk.runLength, walk.runStride(0))
      let origin = steps.data
      var k = 0
      try offsets.withUnsafeMutableBufferPointer { (offsets) throws(ArrayError) in
        try walk.forEachRun { (i, _, _, _) throws(ArrayError) in
          try Interruption.forEachBlock(of: n) { start, count in
            for j in start..<(start + count) {
              offsets[k] = offsets[k] &+ origin.load(fromByteOffset: i &+ j &* step, as: Int.self)
              k += 1
            }
          }
        }
      }
    }
  }

  /// The indices of one array as bytes; each is checked, even when broadcasting leaves no place.
  private static func byteOffsets(_ column: Column) throws(ArrayError) -> NDArray {
    let steps = try column.array.copy()
    let values = steps.data.assumingMemoryBound(to: Int.self)
    for i in 0..<steps.count {
      if i & 0xFFFF == 0 { try Interruption.check() }
      let index = values[i]
      guard index < column.length, index >= -column.length else {
        throw NDArray.outOfBounds(index, column.axis, column.length)
      }
      values[i] = (index < 0 ? index &+ column.length : index) &* column.stride
    }
    return steps
  }

  /// The shape of the selection.
  var resultShape: Shape {
    var result = Shape()
    for i in 0..<position { result.append(blockShape[i]) }
    for i in 0..<places.count { result.append(places[i]) }
    for i in position..<blockShape.count { result.append(blockShape[i]) }
    return result
  }

  /// Dimensions ordered as the result has them, split into those of places and of blocks.
  func split(_ strides: Shape) -> (places: Shape, block: Shape) {
    var placeStrides = Shape()
    var block = Shape()
    for i in 0..<strides.count {
      if i >= position && i < position + places.count {
        placeStrides.append(strides[i])
      } else {
        block.append(strides[i])
      }
    }
    return (placeStrides, block)
  }

  /// The reverse of `split`.
  func join(places: Shape, block: Shape) -> Shape {
    var result = Shape()
    for i in 0..<position { result.append(block[i]) }
    for i in 0..<places.count { result.append(places[i]) }
    for i in position..<block.count { result.append(block[i]) }
    return result
  }

  /// Calls `body` with the byte offsets of every place in the array and in another array whose strides over
  /// the places are `strides`; between many of them it asks whether somebody wants to stop.
  ///
  /// Errors: those of `body`, KeyboardInterrupt.
  @inline(__always)
  func forEachPlace(
    _ strides: Shape, _ body: (Int, Int) throws(ArrayError) -> Void
  ) throws(ArrayError) {
    var walk = StridedIteration(places, strides)
    walk.coalesce()
    let (n, step) = (walk.runLength, walk.runStride(0))
    var k = 0
    // A place costs about as much as eight elements of a block.
    let work = 8 &+ (blockShape.elementCount ?? 0)
    var left = Interruption.blockInPlace / 2
    try offsets.withUnsafeBufferPointer { (offsets) throws(ArrayError) in
      try walk.forEachRun(block: Int.max) { (i, _, _, _) throws(ArrayError) in
        for j in 0..<n {
          try body(offsets[k], i &+ j &* step)
          k += 1
          left = left &- work
          if left < 0 {
            try Interruption.check()
            left = Interruption.blockInPlace / 2
          }
        }
      }
    }
  }
}
