import CKernels

extension NDArray {
  /// A copy of what integer and boolean arrays (with any other items) select.
  func advancedIndex(_ items: borrowing IndexList) throws(ArrayError) -> ArrayResult {
    if let mask = wholeMask(items) { return .array(try compress(mask)) }
    let plan = try AdvancedPlan(self, items)
    // Blocks keep the order of axes that they have in memory.
    var order = StridedIteration(plan.blockShape, plan.blockStrides)
    order.sortAxes()
    let inner = order.layout(itemSize: itemSize)
    let blockCount = plan.blockShape.elementCount ?? 0
    let outer = plan.places.contiguousStrides(itemSize: itemSize &* Swift.max(blockCount, 1))
    let result = try NDArray(
      empty: plan.resultShape, strides: plan.join(places: outer, block: inner), dtype)
    if result.count == 0 { return .array(result) }
    let (origin, target) = (data, result.data)
    if blockCount == 1 {
      gather(plan.offsets, from: origin, to: target)
      try Interruption.check()
    } else {
      var walk = StridedIteration(plan.blockShape, inner, plan.blockStrides)
      walk.sortAxes()
      walk.coalesce()
      let (n, so, si, size) = (walk.runLength, walk.runStride(0), walk.runStride(1), itemSize)
      let block = Interruption.blockInPlace
      try plan.forEachPlace(outer) { (from, to) throws(ArrayError) in
        try walk.forEachRun(block: block) { (o, i, _, _) throws(ArrayError) in
          nb_copy((origin + from + i).bytes, si, (target + to + o).bytes, so, size, n)
        }
      }
    }
    return result.scalarIfZeroDimensional
  }

  /// Copies single elements to consecutive places.
  private func gather(
    _ offsets: [Int], from origin: UnsafeMutableRawPointer, to target: UnsafeMutableRawPointer
  ) {
    func copy<Word: BitwiseCopyable>(_: Word.Type) {
      let words = target.assumingMemoryBound(to: Word.self)
      for k in 0..<offsets.count {
        if nb_interrupt_at(k) { return }
        words[k] = origin.loadUnaligned(fromByteOffset: offsets[k], as: Word.self)
      }
    }
    switch itemSize {
    case 1: copy(UInt8.self)
    case 4: copy(UInt32.self)
    default: copy(UInt64.self)
    }
  }

  /// `x[…] = value` for the same selections.
  ///
  /// Errors: `shape mismatch: value array of shape (3,) could not be broadcast to indexing result of shape (2,)`.
  func advancedAssign(_ items: borrowing IndexList, _ value: Operand) throws(ArrayError) {
    if let mask = wholeMask(items) {
      try assign(value, where: mask)
      return
    }
    let plan = try AdvancedPlan(self, items)
    let source = try values(value, for: plan)
    let (places, inner) = plan.split(source.strides(broadcastTo: plan.resultShape))
    var walk = StridedIteration(plan.blockShape, plan.blockStrides, inner)
    walk.sortAxes()
    walk.coalesce()
    let (n, so, si, size) = (walk.runLength, walk.runStride(0), walk.runStride(1), itemSize)
    let (origin, target) = (source.data, data)
    let block = Interruption.blockInPlace
    try plan.forEachPlace(places) { (to, from) throws(ArrayError) in
      try walk.forEachRun(block: block) { (o, i, _, _) throws(ArrayError) in
        nb_copy((origin + from + i).bytes, si, (target + to + o).bytes, so, size, n)
      }
    }
    withExtendedLifetime(source) {}
  }

  /// The value as an array of this dtype that stretches to the selection.
  private func values(_ value: Operand, for plan: AdvancedPlan) throws(ArrayError) -> NDArray {
    if let scalar = value.scalarValue { return try NDArray(try assigned(scalar, weak: value.isWeak)) }
    var source = try value.asArray()
    let target = plan.resultShape
    var trimmed = source.shape
    var trimmedStrides = source.strides
    while trimmed.count > target.count, trimmed[0] == 1 {
      trimmed.remove(at: 0)
      trimmedStrides.remove(at: 0)
    }
    guard trimmed.count <= target.count, Shape.broadcast(trimmed, target) == target else {
      throw ArrayError(
        .value,
        "shape mismatch: value array of shape \(source.shape) could not be broadcast to indexing result of shape "
          + "\(target)")
    }
    source = source.view(shape: trimmed, strides: trimmedStrides)
    if source.sharesMemory(self) { source = try source.copy() }
    return try source.astype(dtype, copy: false)
  }

  /// The mask when it is the only item and covers every dimension.
  private func wholeMask(_ items: borrowing IndexList) -> NDArray? {
    guard items.count == 1, items[0].kind == .mask else { return nil }
    let mask = items.arrays[0]
    return mask.ndim == ndim && ndim > 0 ? mask : nil
  }

  /// The elements where `mask` is true, in C order.
  private func compress(_ mask: NDArray) throws(ArrayError) -> NDArray {
    try AdvancedPlan.check(mask, against: self, from: 0)
    let result = try NDArray(empty: Shape(try mask.countNonzero()), dtype)
    var walk = StridedIteration(shape, strides, mask.strides)
    walk.coalesce()
    var to = result.bytes
    let (source, flags) = (bytes, mask.bytes)
    let (n, si, sm, size) = (walk.runLength, walk.runStride(0), walk.runStride(1), itemSize)
    try walk.forEachRun { (i, m, _, _) throws(ArrayError) in
      try Interruption.forEachBlock(of: n) { start, count in
        to +=
          nb_compress(flags + (m + start * sm), sm, source + (i + start * si), si, to, size, size, count)
          * size
      }
    }
    return result
  }

  /// Stores a number, or consecutive elements, where `mask` is true.
  private func assign(_ value: Operand, where mask: NDArray) throws(ArrayError) {
    try AdvancedPlan.check(mask, against: self, from: 0)
    let mask = mask.sharesMemory(self) ? try mask.copy() : mask
    var source: NDArray
    if let scalar = value.scalarValue {
      source = try NDArray(try assigned(scalar, weak: value.isWeak))
    } else {
      source = try value.asArray()
      if source.ndim > 1 {
        throw ArrayError(
          .value,
          "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has \(source.ndim) "
            + "dimensions")
      }
      let places = try mask.countNonzero()
      guard source.count == places || source.count == 1 else {
        throw ArrayError(
          .value,
          "NumPy boolean array indexing assignment cannot assign \(source.count) input values to the \(places) "
            + "output values where the mask is true")
      }
      if source.sharesMemory(self) { source = try source.copy() }
      source = try source.astype(dtype, copy: false)
    }
    var walk = StridedIteration(shape, strides, mask.strides)
    if source.count == 1 { walk.sortAxes() }
    walk.coalesce()
    let (target, flags) = (bytes, mask.bytes)
    let (n, so, sm, size) = (walk.runLength, walk.runStride(0), walk.runStride(1), itemSize)
    var from = source.bytes
    let step = source.ndim == 0 ? 0 : source.strides[0]
    let isSingle = source.count == 1
    let block = Interruption.blockInPlace
    try walk.forEachRun(block: block) { (o, m, _, _) throws(ArrayError) in
      try Interruption.forEachBlock(of: n, by: block) { start, count in
        let (truth, to) = (flags + (m + start * sm), target + (o + start * so))
        if isSingle {
          nb_copy_where(truth, sm, from, 0, to, so, size, count)
        } else {
          from += nb_expand(truth, sm, from, step, to, so, size, count) * step
        }
      }
    }
    withExtendedLifetime((source, mask)) {}
  }

  /// `ufunc.at`: applies `op` at every place in turn, so that repeated places accumulate.
  ///
  /// Errors: as for indexing; a result that the array's dtype cannot take.
  public func at(_ op: BinaryOperation, _ items: borrowing IndexList, _ value: Operand) throws(ArrayError) {
    guard isWriteable else { throw ArrayError(.value, "assignment destination is read-only") }
    // Here Python numbers are not weak, and results are converted back whatever they are.
    let common = try op.loopType(common: DType.promote(dtype, value.dtype))
    guard let loop = nb_binary_find(op.rawValue, Int32(common.rawValue)) else {
      throw ArrayError.unsupportedInput(op.name)
    }
    let plan = try AdvancedPlan(self, items)
    let shape = plan.resultShape
    var source = try value.asArray()
    source = try source.astype(common, copy: false)
    guard source.ndim <= shape.count, Shape.broadcast(source.shape, shape) == shape else {
      throw ArrayError(
        .value, "array is not broadcastable to correct shape")
    }
    if source.sharesMemory(self) { source = try source.copy() }
    let (places, inner) = plan.split(source.strides(broadcastTo: shape))
    var walk = StridedIteration(plan.blockShape, plan.blockStrides, inner)
    walk.sortAxes()
    walk.coalesce()
    let (n, so, si) = (walk.runLength, walk.runStride(0), walk.runStride(1))
    let (origin, target) = (source.bytes, bytes)
    let own = dtype
    let block = Interruption.blockInPlace
    let result = op.resultType(loop: common)
    var cells = (UInt64(0), UInt64(0))
    try withUnsafeMutableBytes(of: &cells) { (raw) throws(ArrayError) in
      let cell = raw.baseAddress.unsafelyUnwrapped.bytes
      try plan.forEachPlace(places) { (to, from) throws(ArrayError) in
        try walk.forEachRun(block: block) { (o, i, _, _) throws(ArrayError) in
          let a = target + to + o
          let b = origin + from + i
          if own == common && own == result {
            loop(a, so, b, si, a, so, n)
            return
          }
          for j in 0..<n {
            NDArray.convert(a + j * so, so, own, cell, 8, common, 1)
            loop(cell, 8, b + j * si, si, cell + 8, 8, 1)
            NDArray.convert(cell + 8, 8, result, a + j * so, so, own, 1)
          }
        }
      }
    }
    withExtendedLifetime(source) {}
  }
}
