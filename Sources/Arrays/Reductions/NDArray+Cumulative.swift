import CKernels

extension NDArray {
  /// Running sums (`np.cumsum`) or products (`np.cumprod`) along an axis, or over the flattened array.
  public func cumulative(
    product: Bool, axis: Int? = nil, dtype: DType? = nil, out: NDArray? = nil
  ) throws(ArrayError) -> NDArray {
    let op = Int32((product ? NB_PROD : NB_SUM).rawValue)
    let flat = axis == nil ? try ravel() : ndim == 0 ? try reshape(Shape(1)) : self
    let along = try flat.normalize(axis: axis ?? 0)
    let type = dtype ?? self.dtype.summing
    let source = try flat.astype(type, copy: false)
    let result = try source.emptyLike()
    ArrayWarnings.begin()
    if result.count > 0 {
      var outer = source.shape
      let length = outer[along]
      outer[along] = 1
      let walk = StridedIteration(outer, result.strides, source.strides)
      let (so, si) = (result.strides[along], source.strides[along])
      let (target, origin) = (result.bytes, source.bytes)
      try walk.forEachRun { (o, i, _, _) throws(ArrayError) in
        var left = Interruption.block
        for k in 0..<walk.runLength {
          nb_accumulate(
            op, Int32(type.rawValue), origin + i + k * walk.runStride(1), si,
            target + o + k * walk.runStride(0), so,
            length)
          left = left &- length
          if left < 0 {
            try Interruption.check()
            left = Interruption.block
          }
        }
      }
      try Interruption.check()
    }
    withExtendedLifetime(source) {}
    if type.isFloat { try ArrayWarnings.end("accumulate") }
    guard let out else { return result }
    try ElementwiseLoop.check(out: out, type: type, name: product ? "multiply" : "add")
    try out.assign(.array(result))
    return out
  }

  /// `np.average`: the mean, or the sum of elements times weights over the sum of the weights.
  ///
  /// Gives the average and the sum of weights (for `returned=True`).
  /// Errors: weights of another shape, weights that sum to zero.
  public func average(
    axes: [Int]? = nil, weights: NDArray? = nil, keepDims: Bool = false
  ) throws(ArrayError) -> (average: ArrayResult, weightSum: ArrayResult) {
    guard let weights else {
      let mean = try reduce(.mean, axes: axes, keepDims: keepDims)
      let mask = try axisMask(axes)
      let scale = try NDArray.full(mean.shape, .pyInt(reducedCount(mask)), mean.dtype)
      return (mean, scale.scalarIfZeroDimensional)
    }
    var type = DType.promote(dtype, weights.dtype)
    if !dtype.isFloat { type = DType.promote(type, .float64) }
    var fitted = weights
    if weights.shape != shape {
      guard let axes else {
        throw ArrayError(.type, "Axis must be specified when shapes of a and weights differ.")
      }
      var along: [Int] = []
      for axis in axes { along.append(try normalize(axis: axis)) }
      guard weights.ndim == along.count, zip(along, weights.shape).allSatisfy({ shape[$0] == $1 }) else {
        throw ArrayError(.value, "Shape of weights must be consistent with shape of a along specified axis.")
      }
      // The weights' axes go where the named axes are.
      let order = along.indices.sorted { along[$0] < along[$1] }
      var line = Shape(repeating: 1, count: ndim)
      for axis in along { line[axis] = shape[axis] }
      fitted = try weights.transpose(order).reshape(line).broadcast(to: shape)
    }
    let scale = try fitted.reduce(.sum, axes: axes, keepDims: keepDims, dtype: type)
    let zeros = try NDArray.binary(.equal, scale.operand, .pyInt(0)).asArray()
    if try zeros.countNonzero() > 0 {
      throw ArrayError(.zeroDivision, "Weights sum to zero, can't be normalized")
    }
    let products = try NDArray.binary(.multiply, .array(self), .array(fitted), dtype: type).asArray()
    let total = try products.reduce(.sum, axes: axes, keepDims: keepDims)
    return (try NDArray.binary(.divide, total.operand, scale.operand), scale)
  }
}
