import CKernels

/// Laws of integers. `size` is the shape of the result, or `nil` for one Python int.
extension RandomState {
  /// Uniform integers in [low, high), or in [0, low) without `high`; `dtype` is `nil` for Python's `int`.
  ///
  /// Masked rejection, as NumPy's `randint`: 32 random bits a draw while the range fits, four draws of uint8 and
  /// 32 of bool from one word.
  /// Errors: `low >= high`, `high <= 0`, `low is out of bounds for int32`, ….
  public func integers(
    low: Operand, high: Operand? = nil, size: Shape?, dtype: DType? = nil
  ) throws(ArrayError) -> Operand {
    let type = dtype ?? .int64
    guard !type.isFloat else {
      throw ArrayError(.type, "Unsupported dtype dtype('\(type.name)') for randint")
    }
    let (low, high) = high.map { (low, $0) } ?? (.pyInt(0), low)
    if let size, size.contains(0) { return .array(try NDArray(empty: size, type)) }
    guard let first = try RandomState.integer(low), let end = try RandomState.integer(high) else {
      return .array(try integers(low: low, high: high, size: size, type))
    }
    let range = try RandomState.range(first, end, type)
    let result = try NDArray(empty: size ?? Shape(), type)
    try fill(result, low: first, range: range)
    guard size == nil else { return .array(result) }
    let scalar = Scalar(loading: result.data, type)
    return dtype == nil ? .pyInt(scalar.intValue ?? 0) : .scalar(scalar)
  }

  /// A single bound as an integer (floats are cut, as `int` cuts them); `nil` for an array of bounds.
  static func integer(_ operand: Operand) throws(ArrayError) -> Int? {
    let scalar: Scalar
    if let value = operand.scalarValue {
      scalar = value
    } else if case .array(let array) = operand, array.ndim == 0 {
      scalar = Scalar(loading: array.data, array.dtype)
    } else {
      return nil
    }
    if let value = scalar.intValue { return value }
    let value = scalar.doubleValue
    if value.isNaN { throw ArrayError(.value, "cannot convert float NaN to integer") }
    if value.isInfinite { throw ArrayError(.overflow, "cannot convert float infinity to integer") }
    return Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? Int.min : Int.max)
  }

  /// high − 1 − low (with `endpoint` high − low), checked against the dtype.
  static func range(
    _ low: Int, _ high: Int, _ type: DType, endpoint: Bool = false
  ) throws(ArrayError) -> UInt64 {
    let (least, most): (Int, Int) =
      switch type {
      case .bool: (0, 1)
      case .uint8: (0, 255)
      case .uint64: (0, Int.max)
      case .int32: (Int(Int32.min), Int(Int32.max))
      default: (Int.min, Int.max)
      }
    if low < least { throw ArrayError(.value, "low is out of bounds for \(type.name)") }
    let (last, underflow) = high.subtractingReportingOverflow(endpoint ? 0 : 1)
    if !underflow && last > most { throw ArrayError(.value, "high is out of bounds for \(type.name)") }
    if underflow || low > last { throw emptyRange(low, endpoint) }
    return UInt64(bitPattern: Int64(last &- low))
  }

  private static func emptyRange(_ low: Int, _ endpoint: Bool) -> ArrayError {
    ArrayError(.value, (low == 0 ? "high <= 0" : "low >= high").filter { !endpoint || $0 != "=" })
  }

  private func fill(_ array: NDArray, low: Int, range: UInt64) throws(ArrayError) {

    switch array.dtype {
    case .bool:
      if range == 0 {
        array.data.initializeMemory(
          as: UInt8.self, repeating: UInt8(truncatingIfNeeded: low), count: array.count)
      } else {
        nb_mt_fill_bool(generator, array.data.assumingMemoryBound(to: UInt8.self), array.count)
      }
    case .uint8:
      nb_mt_fill_uint8(
        generator, UInt8(truncatingIfNeeded: low), UInt8(truncatingIfNeeded: range),
        array.data.assumingMemoryBound(to: UInt8.self), array.count)
    case .int32:
      let out = array.data.assumingMemoryBound(to: Int32.self)
      for i in 0..<array.count {
        if nb_interrupt_at(i) { break }
        out[i] = Int32(truncatingIfNeeded: low &+ draw(range))
      }
    default:
      nb_mt_fill_int64(
        generator, Int64(low), range, array.data.assumingMemoryBound(to: Int64.self), array.count)
    }
    try Interruption.check()
  }

  private func draw(_ range: UInt64) -> Int { Int(truncatingIfNeeded: nb_mt_interval(generator, range)) }

  /// Bounds that are arrays.
  private func integers(low: Operand, high: Operand, size: Shape?, _ type: DType) throws(ArrayError)
    -> NDArray
  {
    guard type == .int64 || type == .int32 else {
      throw ArrayError(.notImplemented, "randint with arrays of bounds needs dtype int64 or int32")
    }
    let lows = try RandomState.bounds(low)
    let highs = try RandomState.bounds(high)
    let ranges = try Shape.broadcast([low.shape, high.shape])
    let areLowsZero = lows.allSatisfy { $0 == 0 }
    // All bounds are checked before the first draw.
    for (i, j) in zip(
      RandomState.places(of: low.shape, in: ranges), RandomState.places(of: high.shape, in: ranges))
    where lows[i] >= highs[j] {
      throw ArrayError(.value, areLowsZero ? "high <= 0" : "low >= high")
    }
    // As in NumPy, a size smaller than the bounds takes the first of them.
    let common = try Shape.broadcastForIteration([low.shape, high.shape] + (size.map { [$0] } ?? []))
    let lowIndex = RandomState.places(of: low.shape, in: common)
    let highIndex = RandomState.places(of: high.shape, in: common)
    let result = try NDArray(empty: size ?? ranges, type)
    for i in 0..<result.count {
      let first = lows[lowIndex[i]]
      let range = try RandomState.range(first, highs[highIndex[i]], type)
      let value = first &+ (range == 0 ? 0 : draw(range))
      (type == .int32 ? Scalar.int32(Int32(truncatingIfNeeded: value)) : .int64(value))
        .store(to: result.data + i * result.itemSize)
    }
    return result
  }

  static func bounds(_ operand: Operand) throws(ArrayError) -> [Int] {
    if let single = try integer(operand) { return [single] }
    guard case .array(let array) = operand else { return [] }
    var result: [Int] = []
    try array.forEachElement { address in
      if case .int64(let value) = Scalar(loading: address, array.dtype).cast(to: .int64) {
        result.append(value)
      }
    }
    return result
  }

  /// For every element of `target` in C order, the place of its partner in an array of shape `shape`.
  static func places(of shape: Shape, in target: Shape) -> [Int] {
    let strides = shape.contiguousStrides(itemSize: 1)
    let offset = target.count - shape.count
    var result = [0]
    for axis in 0..<target.count {
      let stride = axis >= offset && shape[axis - offset] != 1 ? strides[axis - offset] : 0
      result = result.flatMap { start in (0..<target[axis]).map { start + $0 * stride } }
    }
    return result
  }
}
