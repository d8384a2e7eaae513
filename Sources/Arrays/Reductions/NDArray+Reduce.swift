import CKernels

extension NDArray {
  /// Reduces along `axes` (`nil`: all): `np.sum(x, axis=…, keepdims=…)` and kin. A 0-d result is a scalar.
  ///
  /// - `ddof`: for variance and standard deviation.
  /// Errors: AxisError, `duplicate value in 'axis'`, empty maximum, wrong `out`.
  public func reduce(
    _ op: Reduction, axes: [Int]? = nil, keepDims: Bool = false, dtype: DType? = nil, initial: Scalar? = nil,
    where truth: NDArray? = nil, out: NDArray? = nil, ddof: Double = 0
  ) throws(ArrayError) -> ArrayResult {
    if axes == nil, !keepDims, dtype == nil, initial == nil, truth == nil, out == nil,
      let value = try wholeReduction(op)
    {
      return .scalar(value)
    }
    if op == .argmax || op == .argmin {
      guard (axes?.count ?? 1) == 1 else {
        throw ArrayError(.type, "'tuple' object cannot be interpreted as an integer")
      }
      return try argumentOf(op, axis: axes?.first, keepDims: keepDims, out: out)
    }
    let mask = try axisMask(axes)
    let result: NDArray
    switch op {
    case .sum: result = try plain(.sum, mask, keepDims, dtype, initial, truth, out)
    case .prod: result = try plain(.prod, mask, keepDims, dtype, initial, truth, out)
    case .max: result = try plain(.max, mask, keepDims, nil, initial, truth, out)
    case .min: result = try plain(.min, mask, keepDims, nil, initial, truth, out)
    case .any: result = try plain(.any, mask, keepDims, nil, nil, truth, out)
    case .all: result = try plain(.all, mask, keepDims, nil, nil, truth, out)
    case .countNonzero: result = try plain(.countNonzero, mask, keepDims, nil, nil, truth, out)
    case .ptp:
      let high = try accumulate(.max, mask, keepDims: keepDims)
      let low = try accumulate(.min, mask, keepDims: keepDims)
      return try NDArray.binary(.subtract, .array(high), .array(low), out: out)
    case .mean: result = try mean(mask, keepDims, dtype, truth, out)
    case .variance: result = try variance(mask, keepDims, dtype, truth, out, ddof)
    case .standardDeviation:
      let variance = try variance(mask, keepDims, dtype, truth, out, ddof)
      return try NDArray.unary(.sqrt, .array(variance), out: out)
    case .argmax, .argmin: preconditionFailure("handled above")
    }
    return out == nil ? result.scalarIfZeroDimensional : .array(result)
  }

  /// Reduces along one axis; a 0-d array may name its missing axis 0 or -1 here, as in NumPy.
  public func reduce(
    _ op: Reduction, axis: Int, keepDims: Bool = false, dtype: DType? = nil, initial: Scalar? = nil,
    where truth: NDArray? = nil, out: NDArray? = nil, ddof: Double = 0
  ) throws(ArrayError) -> ArrayResult {
    let none = ndim == 0 && (axis == 0 || axis == -1)
    return try reduce(
      op, axes: none && op != .argmax && op != .argmin ? [] : [axis], keepDims: keepDims, dtype: dtype,
      initial: initial, where: truth, out: out, ddof: ddof)
  }

  private func plain(
    _ op: Accumulation, _ mask: UInt8, _ keepDims: Bool, _ dtype: DType?, _ initial: Scalar?,
    _ truth: NDArray?,
    _ out: NDArray?
  ) throws(ArrayError) -> NDArray {
    let warns =
      ArrayWarnings.areWanted && self.dtype.isFloat
      && (op.kernel == Int32(NB_SUM.rawValue) || op.kernel == Int32(NB_PROD.rawValue))
    if warns { ArrayWarnings.begin() }
    let result = try accumulate(
      op, mask, keepDims: keepDims, dtype: dtype, initial: initial, where: truth, out: out)
    if warns { try ArrayWarnings.end("reduce") }
    return result
  }

  /// A whole contiguous array in one call of the kernel.
  @inline(__always)
  private func wholeReduction(_ op: Reduction) throws(ArrayError) -> Scalar? {
    guard isCContiguous || (isFContiguous && op != .argmax && op != .argmin) else { return nil }
    let kernelOp: nb_reduce_op
    switch op {
    case .sum: kernelOp = NB_SUM
    case .mean:
      guard dtype.isFloat, count > 0 else { return nil }
      kernelOp = NB_SUM
    case .prod: kernelOp = NB_PROD
    case .max: kernelOp = NB_MAX
    case .min: kernelOp = NB_MIN
    case .any: kernelOp = NB_ANY
    case .all: kernelOp = NB_ALL
    case .countNonzero: kernelOp = NB_COUNT_NONZERO
    case .argmax: kernelOp = NB_ARGMAX
    case .argmin: kernelOp = NB_ARGMIN
    default: return nil
    }
    guard count > 0 || kernelOp == NB_SUM || kernelOp == NB_ANY || kernelOp == NB_ALL else { return nil }
    // A product may underflow on the way; a sum that warns is not finite, as seen below.
    if dtype.isFloat, ArrayWarnings.areWanted, kernelOp == NB_PROD { return nil }
    let number = Int32(kernelOp.rawValue)
    guard let kernel = nb_reduce_find(number, Int32(dtype.rawValue)),
      let type = DType(rawValue: UInt8(truncatingIfNeeded: nb_reduce_result(number, Int32(dtype.rawValue))))
    else { return nil }
    var cell: UInt64 = 0
    return try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      let place = raw.baseAddress.unsafelyUnwrapped
      kernel(bytes, itemSize, count, place)
      try Interruption.check()
      let value = Scalar(loading: place, type)
      if kernelOp == NB_SUM, dtype.isFloat, !value.doubleValue.isFinite, ArrayWarnings.areWanted {
        return nil
      }
      guard op == .mean else { return value }
      switch value {
      case .float32(let sum): return .float32(sum / Float(count))
      default: return .float64(value.doubleValue / Double(count))
      }
    }
  }

  /// The number of elements that take part in every result.
  private func participants(
    _ mask: UInt8, _ truth: NDArray?, keepDims: Bool
  ) throws(ArrayError) -> Operand {
    guard let truth else { return .pyInt(reducedCount(mask)) }
    let stretched = try truth.broadcast(to: shape)
    return .array(try stretched.accumulate(.sum, mask, keepDims: keepDims))
  }

  private func mean(
    _ mask: UInt8, _ keepDims: Bool, _ dtype: DType?, _ truth: NDArray?, _ out: NDArray?
  ) throws(ArrayError) -> NDArray {
    let number = try participants(mask, truth, keepDims: keepDims)
    if case .pyInt(0) = number { try ArrayWarnings.warn("Mean of empty slice") }
    let type = dtype ?? (self.dtype.isFloat ? nil : .float64)
    let sum = try plain(.sum, mask, keepDims, type, nil, truth, out)
    return try divide(sum, by: number)
  }

  /// Divides in place; a quotient of integers (when a dtype was asked for) is cut as NumPy's unsafe cast does.
  private func divide(_ sum: NDArray, by number: Operand) throws(ArrayError) -> NDArray {
    if sum.dtype.isFloat {
      if sum.ndim == 0, let value = number.scalarValue {
        // NumPy divides numbers here, which shows in its warnings.
        try sum.fill(
          from: NDArray.applying(.divide, .scalar(sum.element(atByte: 0)), .scalar(value)).asArray())
      } else {
        try NDArray.inPlace(.divide, sum, number)
      }
      return sum
    }
    let quotient = try NDArray.binary(.divide, .array(sum), number).asArray()
    try sum.fill(from: quotient)
    return sum
  }

  private func variance(
    _ mask: UInt8, _ keepDims: Bool, _ dtype: DType?, _ truth: NDArray?, _ out: NDArray?, _ ddof: Double
  ) throws(ArrayError) -> NDArray {
    let type = dtype ?? (self.dtype.isFloat ? nil : .float64)
    let number = try participants(mask, truth, keepDims: true)
    let mean = try divide(
      try plain(.sum, mask, true, type, nil, truth, nil), by: number)
    try Interruption.check()
    let centred = try NDArray.binary(.subtract, .array(self), .array(mean)).asArray()
    _ = try NDArray.unary(.square, .array(centred), out: centred)
    try Interruption.check()
    let sum = try centred.plain(.sum, mask, keepDims, type, nil, truth, out)
    let degrees: Operand
    switch try participants(mask, truth, keepDims: keepDims) {
    case .pyInt(let n):
      if Double(n) <= ddof { try ArrayWarnings.warn("Degrees of freedom <= 0 for slice") }
      let rest = Swift.max(Double(n) - ddof, 0)
      degrees = .pyFloat(rest)
    case let counts:
      let rest = try NDArray.binary(.subtract, counts, .pyFloat(ddof)).operand
      degrees = try NDArray.binary(.maximum, rest, .pyFloat(0)).operand
    }
    return try divide(sum, by: degrees)
  }

  /// The place of the largest or smallest element, in C order over all or along one axis.
  private func argumentOf(
    _ op: Reduction, axis: Int?, keepDims: Bool, out: NDArray?
  ) throws(ArrayError) -> ArrayResult {
    if let out, out.dtype != .int64 {
      throw ArrayError(
        .type,
        "Cannot cast array data from dtype('\(out.dtype.name)') to dtype('int64') according to the rule 'safe'"
      )
    }
    let number = Int32((op == .argmax ? NB_ARGMAX : NB_ARGMIN).rawValue)
    guard let kernel = nb_reduce_find(number, Int32(dtype.rawValue)) else {
      throw ArrayError.unsupportedInput("\(op)")
    }
    let source: NDArray
    let mask: UInt8
    if let axis, ndim > 0 || axis < -1 || axis > 0 {
      mask = 1 << UInt8(try normalize(axis: axis))
      source = self
    } else {
      mask = allAxes
      source = try contiguous()
    }
    let result = try NDArray(empty: reducedShape(mask, keepDims: true), .int64)
    if reducedCount(mask) == 0 {
      throw ArrayError(.value, "attempt to get \(op) of an empty sequence")
    }
    if mask == allAxes && (axis == nil || ndim == 0) {
      kernel(source.bytes, itemSize, count, result.data)
      try Interruption.check()
    } else {
      let line = Int(mask.trailingZeroBitCount)
      let length = shape[line]
      let step = strides[line]
      var outer = shape
      outer[line] = Swift.min(1, length)
      let walk = StridedIteration(outer, result.strides, strides)
      let (target, origin) = (result.data, source.bytes)
      try walk.forEachRun { (o, i, _, _) throws(ArrayError) in
        var left = Interruption.block
        for k in 0..<walk.runLength {
          kernel(origin + i + k * walk.runStride(1), step, length, target + o + k * walk.runStride(0))
          left = left &- length
          if left < 0 {
            try Interruption.check()
            left = Interruption.block
          }
        }
        try Interruption.check()
      }
    }
    withExtendedLifetime(source) {}
    let final = try finish(result, mask, keepDims: keepDims, out: out, name: "\(op)")
    return out == nil ? final.scalarIfZeroDimensional : .array(final)
  }
}

extension ArrayResult {
  /// The result as an array; a scalar becomes a fresh 0-d array.
  public func asArray() throws(ArrayError) -> NDArray {
    switch self {
    case .array(let array): array
    case .scalar(let scalar): try NDArray(scalar)
    }
  }
}

extension NDArray {
  /// A 0-d array of one value.
  public convenience init(_ scalar: Scalar) throws(ArrayError) {
    try self.init(empty: Shape(), scalar.dtype)
    scalar.store(to: data)
  }
}

extension Operand {
  /// The operand as an array: `np.asarray`.
  public func asArray() throws(ArrayError) -> NDArray {
    switch self {
    case .array(let array): array
    case .scalar(let scalar): try NDArray(scalar)
    case .pyInt(let value): try NDArray(.int64(value))
    case .pyFloat(let value): try NDArray(.float64(value))
    case .pyBool(let value): try NDArray(.bool(value))
    }
  }
}
