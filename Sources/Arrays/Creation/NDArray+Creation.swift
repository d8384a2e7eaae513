#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension NDArray {
  /// An array full of ones.
  public static func ones(_ shape: Shape, _ dtype: DType = .float64) throws(ArrayError) -> NDArray {
    try full(shape, .pyInt(1), dtype)
  }

  /// An array full of one value; its own dtype unless another is named.
  ///
  /// Errors: a Python integer out of the dtype's range.
  public static func full(_ shape: Shape, _ value: Operand, _ dtype: DType? = nil) throws(ArrayError)
    -> NDArray
  {
    let result = try NDArray(empty: shape, dtype ?? value.dtype)
    guard result.count > Interruption.block, value.scalarValue != nil else {
      try result.assign(value)
      return result
    }
    let portion = Swift.max(1, shape[0] / (result.count / Interruption.block))
    for start in stride(from: 0, to: shape[0], by: portion) {
      try result.part(0, start, Swift.min(portion, shape[0] - start)).assign(value)
      try Interruption.check()
    }
    return result
  }

  /// Ones on the diagonal `k`, zeros elsewhere.
  public static func eye(
    _ rows: Int, columns: Int? = nil, k: Int = 0, dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    let columns = columns ?? rows
    let result = try NDArray(zeros: Shape(rows, columns), dtype)
    let one = Scalar.int64(1).cast(to: dtype)
    for row in 0..<rows {
      // The first touch of a page of memory may take longer than the rest.
      if row & 0xFF == 0xFF { try Interruption.check() }
      let (column, overflow) = row.addingReportingOverflow(k)
      if !overflow, column >= 0, column < columns {
        one.store(to: result.data + (row * columns + column) * dtype.itemSize)
      }
    }
    return result
  }

  /// `np.arange`: from `start` (0 when missing) to before `stop`.
  ///
  /// The length is `ceil((stop - start) / step)`; floats are `start + i * delta` with the delta of the first two.
  /// Errors: `Maximum allowed size exceeded`, division by a zero step.
  public static func arange(
    _ start: Operand, _ stop: Operand, _ step: Operand = .pyInt(1), dtype: DType? = nil
  ) throws(ArrayError) -> NDArray {
    guard let a = start.scalarValue, let b = stop.scalarValue, let s = step.scalarValue else {
      throw ArrayError(.type, "arange() expects numbers")
    }
    let natural = Operand.resultType(
      Operand.resultType(start, stop) == .bool ? [.pyInt(0), step] : [start, stop, step])
    let type = dtype ?? (natural == .bool ? .int64 : natural)
    if s.doubleValue == 0 {
      let isFloat = a.dtype.isFloat || b.dtype.isFloat || s.dtype.isFloat
      throw ArrayError(.zeroDivision, isFloat ? "float division by zero" : "division by zero")
    }
    let length: Double
    if let x = a.intValue, let y = b.intValue, let z = s.intValue {
      let (distance, overflow) = y.subtractingReportingOverflow(x)
      if overflow { throw ArrayError(.value, "Maximum allowed size exceeded") }
      let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: z)
      length = Double(quotient) + (remainder != 0 && (remainder > 0) == (z > 0) ? 1 : 0)
    } else {
      length = ((b.doubleValue - a.doubleValue) / s.doubleValue).rounded(.up)
    }
    if length.isNaN { throw ArrayError(.value, "arange: cannot compute length") }
    guard length < 0x1p62 else { throw ArrayError(.value, "Maximum allowed size exceeded") }
    let n = Int(Swift.max(0, length))
    let result = try NDArray(empty: Shape(n), type)
    switch type {
    case .float64:
      let first = a.doubleValue
      let delta = (first + s.doubleValue) - first
      let p = result.data.assumingMemoryBound(to: Double.self)
      try Interruption.forEachBlock(of: n) { start, count in
        for i in start..<(start + count) { p[i] = first + Double(i) * delta }
      }
      if n > 1 { p[1] = first + s.doubleValue }
    case .float32:
      let first = Float(a.doubleValue)
      let second = Float(a.doubleValue + s.doubleValue)
      let delta = second - first
      let p = result.data.assumingMemoryBound(to: Float.self)
      try Interruption.forEachBlock(of: n) { start, count in
        for i in start..<(start + count) { p[i] = first + Float(i) * delta }
      }
      if n > 1 { p[1] = second }
    case .bool:
      if n > 2 {
        throw ArrayError(
          .type, "arange() is only supported for booleans when the result has at most length 2.")
      }
      for i in 0..<n {
        result.data.storeBytes(of: a.isTrue || i > 0 ? 1 : 0, toByteOffset: i, as: UInt8.self)
      }
    case .uint8, .int32, .int64, .uint64:
      let first = Scalar.int64(a.cast(to: .int64).intValue ?? 0)
      let second: Scalar =
        if let x = a.intValue, let z = s.intValue { .int64(x &+ z) } else {
          Scalar.float64(a.doubleValue + s.doubleValue).cast(to: .int64)
        }
      let delta = (second.intValue ?? 0) &- (first.intValue ?? 0)
      try Interruption.forEachBlock(of: n) { start, count in
        for i in start..<(start + count) {
          Scalar.int64((first.intValue ?? 0) &+ i &* delta).cast(to: type).store(
            to: result.data + i * type.itemSize)
        }
      }
    }
    return result
  }

  /// `np.linspace` between numbers: `num` values from `start` to `stop`.
  ///
  /// Errors: `Number of samples, -1, must be non-negative.`
  public static func linspace(
    _ start: Double, _ stop: Double, count num: Int = 50, endpoint: Bool = true, dtype: DType = .float64
  ) throws(ArrayError) -> NDArray {
    try linspaceAndStep(start, stop, count: num, endpoint: endpoint, dtype: dtype).values
  }

  /// `np.linspace(…, retstep=True)`: the values and the distance between them (nan when there is none).
  public static func linspaceAndStep(
    _ start: Double, _ stop: Double, count num: Int, endpoint: Bool, dtype: DType
  ) throws(ArrayError) -> (values: NDArray, step: Double) {
    if num < 0 { throw ArrayError(.value, "Number of samples, \(num), must be non-negative.") }
    let intervals = endpoint ? num - 1 : num
    let values = try NDArray(empty: Shape(num), .float64)
    let p = values.data.assumingMemoryBound(to: Double.self)
    let delta = stop - start
    var step = Double.nan
    if intervals > 0 {
      step = delta / Double(intervals)
      try Interruption.forEachBlock(of: num) { first, count in
        for i in first..<(first + count) {
          p[i] = (step == 0 ? Double(i) / Double(intervals) * delta : Double(i) * step) + start
        }
      }
    } else {
      for i in 0..<num { p[i] = Double(i) * delta + start }
    }
    if endpoint && num > 1 { p[num - 1] = stop }
    if dtype == .float64 { return (values, step) }
    if dtype.isInteger {
      for i in 0..<num { p[i] = p[i].rounded(.down) }
    }
    return (try values.astype(dtype), step)
  }
}
