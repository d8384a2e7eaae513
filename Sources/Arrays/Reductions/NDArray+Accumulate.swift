import CKernels

extension NDArray {
  /// Reduces the axes of `mask` by one pass of `op`.
  ///
  /// - `dtype`: the type in which elements are combined. `initial`: where the accumulation starts.
  /// - `truth`: elements to take part, a bool array that broadcasts to this one.
  /// Errors: `zero-size array to reduction operation maximum which has no identity`, wrong `out`.
  func accumulate(
    _ op: Accumulation, _ mask: UInt8, keepDims: Bool, dtype: DType? = nil, initial: Scalar? = nil,
    where truth: NDArray? = nil, out: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    let type = dtype ?? op.resultType(self.dtype)
    if let truth {
      return try masked(op, mask, truth, type, keepDims: keepDims, initial: initial, out: out)
    }
    if initial == nil, out == nil, isCContiguous, let result = try outerOrInner(op, mask, type, keepDims) {
      return result
    }
    let start = initial ?? op.identity
    if start == nil, reducedCount(mask) == 0 {
      throw ArrayError(
        .value, "zero-size array to reduction operation \(op.joining.name) which has no identity")
    }
    // The walk: sorted by the elements' strides alone, so that the result's layout follows.
    var order = StridedIteration(shape, strides)
    order.sortAxes()
    let result = try reductionResult(mask, type, order)
    var resultStrides = Shape(repeating: 0, count: ndim)
    for i in 0..<ndim where mask & (1 << UInt8(i)) == 0 { resultStrides[i] = result.strides[i] }
    if let start {
      try result.fillAll(with: start.cast(to: type))
    } else {
      try result.fill(from: firstElements(mask))
    }
    var walk = StridedIteration(shape, resultStrides, strides)
    walk.sortAxes()
    walk.coalesce()
    if count > 0 {
      try Interruption.check()
      // Truth and integer kernels read every type themselves.
      let native = nb_reduce_result(op.kernel, Int32(self.dtype.rawValue)) == Int32(type.rawValue)
      try accumulate(op, walk, result, type, converts: !native)
      try Interruption.check()
    }
    return try finish(result, mask, keepDims: keepDims, out: out, name: op.joining.name)
  }

  /// A contiguous array of which the first or the last axes are reduced: rows added up, or each row reduced.
  ///
  /// `nil` for any other case.
  private func outerOrInner(
    _ op: Accumulation, _ mask: UInt8, _ type: DType, _ keepDims: Bool
  ) throws(ArrayError) -> NDArray? {
    guard count > 0, mask != 0, mask != allAxes, ndim > 1,
      nb_reduce_result(op.kernel, Int32(dtype.rawValue)) == Int32(type.rawValue)
    else { return nil }
    let kept = ~mask & allAxes
    let keptCount = count / reducedCount(mask)
    let length = reducedCount(mask)
    let size = type.itemSize
    if isSuffix(mask) || keptCount == 1 {
      guard let kernel = nb_reduce_find(op.kernel, Int32(dtype.rawValue)) else { return nil }
      let result = try NDArray(empty: reducedShape(mask, keepDims: keepDims), type)
      let row = length * itemSize
      var left = Interruption.block
      for k in 0..<keptCount {
        kernel(bytes + k * row, itemSize, length, result.data + k * size)
        left = left &- length
        if left < 0 {
          try Interruption.check()
          left = Interruption.block
        }
      }
      try Interruption.check()
      return result
    }
    guard isSuffix(kept), dtype == type,
      let join = nb_binary_find(op.joining.rawValue, Int32(type.rawValue)),
      op.kernel == Int32(NB_SUM.rawValue) || op.kernel == Int32(NB_MAX.rawValue)
        || op.kernel == Int32(NB_MIN.rawValue)
    else { return nil }
    let result = try NDArray(empty: reducedShape(mask, keepDims: keepDims), type)
    let row = keptCount * size
    let isSum = op.kernel == Int32(NB_SUM.rawValue)
    if isSum {
      result.data.initializeMemory(as: UInt8.self, repeating: 0, count: row)
    } else {
      result.data.copyMemory(from: data, byteCount: row)
    }
    for k in (isSum ? 0 : 1)..<Swift.max(length, 1) {
      if k & 0xFF == 0 || keptCount > 1 << 10 { try Interruption.check() }
      let next = bytes + k * row
      try Interruption.forEachBlock(of: keptCount) { start, count in
        let (to, from) = (result.bytes + start * size, next + start * size)
        join(to, size, from, size, to, size, count)
      }
    }
    return result
  }

  /// Whether the axes of `mask` are the last ones.
  private func isSuffix(_ mask: UInt8) -> Bool {
    let low = UInt8(truncatingIfNeeded: mask.trailingZeroBitCount)
    return mask != 0 && mask == allAxes & ~((1 << low) &- 1)
  }

  private func accumulate(
    _ op: Accumulation, _ walk: StridedIteration, _ result: NDArray, _ type: DType,
    converts: Bool
  ) throws(ArrayError) {
    let joinType = type
    guard let join = nb_binary_find(op.joining.rawValue, Int32(joinType.rawValue)),
      let kernel = nb_reduce_find(op.kernel, Int32((converts ? type : dtype).rawValue))
    else { throw ArrayError.unsupportedInput(op.joining.name) }
    let target = result.bytes
    let source = bytes
    let elementType = dtype
    let size = type.itemSize
    if walk.runStride(0) != 0 {
      // Rows are added to the row of results, one after the other.
      let n = walk.runLength
      let (so, si) = (walk.runStride(0), walk.runStride(1))
      let counts = op.kernel == Int32(NB_COUNT_NONZERO.rawValue)
      let asTruth = counts || (type == .bool && elementType != .bool)
      if elementType == type && !counts {
        try walk.forEachRun { (o, i, _, _) throws(ArrayError) in
          try Interruption.forEachBlock(of: n) { start, count in
            let (to, from) = (target + (o + start * so), source + (i + start * si))
            join(to, so, from, si, to, so, count)
          }
        }
        return
      }
      let chunk = Swift.min(n, ElementwiseLoop.chunk)
      let scratch = UnsafeMutableRawPointer.allocate(byteCount: 9 * chunk, alignment: 64)
      defer { scratch.deallocate() }
      let flags = scratch.bytes + 8 * chunk
      try walk.forEachRun { (o, i, _, _) throws(ArrayError) in
        var done = 0
        while done < n {
          if done & 0x3FFFF == 0 { try Interruption.check() }
          let m = Swift.min(chunk, n - done)
          let from = source + i + done * si
          if asTruth {
            NDArray.convert(from, si, elementType, flags, 1, .bool, m)
            NDArray.convert(flags, 1, .bool, scratch.bytes, size, type, m)
          } else {
            NDArray.convert(from, si, elementType, scratch.bytes, size, type, m)
          }
          let to = target + o + done * so
          join(to, so, scratch.bytes, size, to, so, m)
          done += m
        }
      }
      return
    }
    if op.kernel == Int32(NB_PROD.rawValue) && type.isFloat && !converts {
      // Unlike sums, products go on from what earlier runs gave, factor by factor.
      let (n, stride) = (walk.runLength, walk.runStride(1))
      try walk.forEachRun { (o, i, _, _) throws(ArrayError) in
        if type == .float64 {
          NDArray.multiply(Double.self, source + i, stride, n, target + o)
        } else {
          NDArray.multiply(Float.self, source + i, stride, n, target + o)
        }
      }
      return
    }
    let runs = ReductionRuns(walk, converts: converts)
    var cell: UInt64 = 0
    try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      let place = raw.baseAddress.unsafelyUnwrapped
      if !runs.gathers {
        var n = 1
        for i in 0..<Swift.min(runs.axes, walk.lengths.count) { n *= walk.lengths[i] }
        let stride = walk.runStride(1)
        try walk.forEachRun(inner: runs.axes) { (o, i, _, _) throws(ArrayError) in
          kernel(source + i, stride, n, place)
          join(target + o, 0, place.bytes, 0, target + o, 0, 1)
        }
        return
      }
      let buffer = UnsafeMutableRawPointer.allocate(byteCount: ReductionRuns.bufferSize * 8, alignment: 64)
      defer { buffer.deallocate() }
      let bufferType = converts ? type : elementType
      try walk.forEachRun(inner: runs.axes) { (o, i, _, _) throws(ArrayError) in
        var filled = 0
        let capacity = Swift.min(runs.limit, ReductionRuns.bufferSize)
        func flush() {
          if filled == 0 { return }
          kernel(buffer.bytes, bufferType.itemSize, filled, place)
          join(target + o, 0, place.bytes, 0, target + o, 0, 1)
          filled = 0
        }
        walk.gather(axes: runs.axes, source + i) { (from, stride, n) in
          var done = 0
          while done < n {
            let m = Swift.min(n - done, capacity - filled)
            NDArray.convert(
              from + done * stride, stride, elementType, buffer.bytes + filled * bufferType.itemSize,
              bufferType.itemSize, bufferType, m)
            done += m
            filled += m
            if filled == capacity { flush() }
            if nb_interrupt_at(done) { return }
          }
        }
        flush()
      }
    }
  }

  /// Multiplies `out` by `n` factors in turn.
  private static func multiply<T: BinaryFloatingPoint & BitwiseCopyable>(
    _: T.Type, _ factors: Bytes, _ stride: Int, _ n: Int, _ out: Bytes
  ) {
    let from = UnsafeRawPointer(factors)
    let place = UnsafeMutableRawPointer(out)
    var product = place.load(as: T.self)
    for k in 0..<n {
      if nb_interrupt_at(k) { break }
      product *= from.loadUnaligned(fromByteOffset: k &* stride, as: T.self)
    }
    place.storeBytes(of: product, as: T.self)
  }

  /// A view on the first element along every reduced axis.
  private func firstElements(_ mask: UInt8) -> NDArray {
    var first = shape
    for i in 0..<ndim where mask & (1 << UInt8(i)) != 0 { first[i] = Swift.min(1, shape[i]) }
    return view(shape: first, strides: strides)
  }

  /// A result with every reduced axis kept at length one, laid out as the elements are.
  private func reductionResult(
    _ mask: UInt8, _ type: DType, _ order: StridedIteration
  ) throws(ArrayError) -> NDArray {
    let kept = reducedShape(mask, keepDims: true)
    var newStrides = Shape(repeating: 0, count: ndim)
    var step = type.itemSize
    for i in 0..<ndim {
      let axis = order.axes[i]
      newStrides[axis] = step
      step = step &* (kept[axis] == 0 ? 1 : kept[axis])
    }
    return try NDArray(empty: kept, strides: newStrides, type)
  }

  /// Drops reduced axes unless they are kept, and copies into `out` when there is one.
  func finish(
    _ result: NDArray, _ mask: UInt8, keepDims: Bool, out: NDArray?, name: String
  ) throws(ArrayError) -> NDArray {
    var newShape = Shape()
    var newStrides = Shape()
    for i in 0..<result.ndim where keepDims || mask & (1 << UInt8(i)) == 0 {
      newShape.append(result.shape[i])
      newStrides.append(result.strides[i])
    }
    let final = NDArray(
      storage: result.storage, data: result.data, shape: newShape, strides: newStrides, dtype: result.dtype,
      base: nil, isWriteable: true)
    guard let out else { return final }
    guard out.shape == newShape else {
      if out.ndim != newShape.count {
        throw ArrayError(
          .value,
          "output parameter for reduction operation \(name) has the wrong number of dimensions: Found \(out.ndim) "
            + "but expected \(newShape.count)"
            + (keepDims ? " (must match the operand's when keepdims=True)" : ""))
      }
      throw ArrayError(
        .value,
        "output parameter for reduction operation \(name) has a reduction dimension not equal to one (which is "
          + "required when keepdims=True)")
    }
    try ElementwiseLoop.check(out: out, type: final.dtype, name: name)
    try out.fill(from: final)
    return out
  }

  /// Stores one value everywhere.
  ///
  /// Errors: KeyboardInterrupt, where this array is very large.
  func fillAll(with value: Scalar) throws(ArrayError) {
    let block = Interruption.blockInPlace
    var cell: UInt64 = 0
    try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      let place = raw.baseAddress.unsafelyUnwrapped
      value.cast(to: dtype).store(to: place)
      if isCContiguous || isFContiguous {
        let size = itemSize
        try Interruption.forEachBlock(of: count, by: block) { start, count in
          nb_fill(place, size, bytes + start * size, size, count)
        }
        return
      }
      var walk = StridedIteration(shape, strides)
      walk.sortAxes()
      walk.coalesce()
      let origin = bytes
      let size = itemSize
      let step = walk.runStride(0)
      try walk.forEachRun(block: block) { (o, _, _, _) throws(ArrayError) in
        try Interruption.forEachBlock(of: walk.runLength, by: block) { start, count in
          nb_fill(place, size, origin + (o + start * step), step, count)
        }
      }
    }
  }
}

extension StridedIteration {
  /// Calls `body` with the runs of array 1 inside the first `axes` axes, in order.
  func gather(axes count: Int, _ start: Bytes, _ body: (Bytes, Int, Int) -> Void) {
    let n = runLength
    let stride = runStride(1)
    let depth = Swift.min(count, lengths.count)
    if depth <= 1 {
      body(start, stride, n)
      return
    }
    var position = Shape(repeating: 0, count: depth)
    var offset = 0
    while true {
      body(start + offset, stride, n)
      var axis = 1
      while true {
        position[axis] += 1
        offset = offset &+ strides[1][axis]
        if position[axis] < lengths[axis] { break }
        position[axis] = 0
        offset = offset &- strides[1][axis] &* lengths[axis]
        axis += 1
        if axis == depth { return }
      }
    }
  }
}
