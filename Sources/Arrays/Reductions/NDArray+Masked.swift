import CKernels

extension NDArray {
  /// A reduction of the elements where `truth` holds: every unbroken stretch of them is one run.
  func masked(
    _ op: Accumulation, _ mask: UInt8, _ truth: NDArray, _ type: DType, keepDims: Bool, initial: Scalar?,
    out: NDArray?
  ) throws(ArrayError) -> NDArray {
    guard truth.dtype == .bool else {
      throw ArrayError(
        .type,
        "Cannot cast array data from dtype('\(truth.dtype.name)') to dtype('bool') according to the rule 'safe'"
      )
    }
    guard let start = initial ?? op.identity else {
      throw ArrayError(
        .value,
        "reduction operation '\(op.joining.name)' does not have an identity, so to use a where mask one has to "
          + "specify 'initial'")
    }
    guard Shape.broadcast(shape, truth.shape) == shape else { throw Shape.mismatch([shape, truth.shape]) }
    let counts = op.kernel == Int32(NB_COUNT_NONZERO.rawValue)
    let elements = counts ? try astype(.bool).astype(type) : try astype(type, copy: false)
    let kept = reducedShape(mask, keepDims: true)
    let result = try NDArray(empty: kept, type)
    try result.fillAll(with: start.cast(to: type))
    var resultStrides = Shape(repeating: 0, count: ndim)
    for i in 0..<ndim where mask & (1 << UInt8(i)) == 0 { resultStrides[i] = result.strides[i] }
    var walk = StridedIteration(shape, resultStrides, elements.strides, truth.strides(broadcastTo: shape))
    walk.sortAxes(by: 2)
    walk.coalesce()
    guard let join = nb_binary_find(op.joining.rawValue, Int32(type.rawValue)),
      let kernel = nb_reduce_find(counts ? Int32(NB_SUM.rawValue) : op.kernel, Int32(type.rawValue))
    else { throw ArrayError.unsupportedInput(op.joining.name) }
    let n = walk.runLength
    let (so, si, st) = (walk.runStride(0), walk.runStride(1), walk.runStride(2))
    let (target, source, flags) = (result.bytes, elements.bytes, truth.bytes)
    var cell: UInt64 = 0
    try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      let place = raw.baseAddress.unsafelyUnwrapped
      try walk.forEachRun { (o, i, t, _) throws(ArrayError) in
        var at = 0
        var left = Interruption.block
        while at < n {
          while at < n, flags[t + at * st] == 0 { at += 1 }
          let first = at
          while at < n, flags[t + at * st] != 0 { at += 1 }
          left = left &- (at - first) &- 1
          if left < 0 {
            try Interruption.check()
            left = Interruption.block
          }
          if at == first { break }
          let from = source + i + first * si
          if so == 0 {
            kernel(from, si, at - first, place)
            join(target + o, 0, place.bytes, 0, target + o, 0, 1)
          } else {
            let to = target + o + first * so
            join(to, so, from, si, to, so, at - first)
          }
        }
      }
    }
    withExtendedLifetime((elements, truth)) {}
    return try finish(result, mask, keepDims: keepDims, out: out, name: op.joining.name)
  }
}
