import CKernels

extension RandomGenerator {
  /// Uniform integers in [low, high), with `endpoint` in [low, high]; without `high` from 0 up to `low`.
  ///
  /// Lemire's multiplication (2019), from 32 random bits at a time while the range fits, four draws of uint8 and 32
  /// of bool from one word.
  /// Errors: `low >= high`, `high <= 0`, `high is out of bounds for uint8`, …; dtypes other than integers and bool.
  public func integers(
    low: Operand, high: Operand? = nil, size: Shape?, dtype: DType = .int64, endpoint: Bool = false
  ) throws(ArrayError) -> Operand {
    guard !dtype.isFloat else {
      throw ArrayError(.type, "Unsupported dtype dtype('\(dtype.name)') for integers")
    }
    let (low, high) = high.map { (low, $0) } ?? (.pyInt(0), low)
    if let size, size.contains(0) { return .array(try NDArray(empty: size, dtype)) }
    guard let first = try RandomState.integer(low), let end = try RandomState.integer(high) else {
      return .array(try integers(low: low, high: high, size: size, dtype, endpoint))
    }
    let range = try RandomState.range(first, end, dtype, endpoint: endpoint)
    let result = try NDArray(empty: size ?? Shape(), dtype)
    try fill(result, low: first, range: range)
    return size == nil ? .scalar(Scalar(loading: result.data, dtype)) : .array(result)
  }

  private func fill(_ array: NDArray, low: Int, range: UInt64) throws(ArrayError) {

    switch array.dtype {
    case .bool where range > 0:
      nb_pcg_fill_bool(generator, array.data.assumingMemoryBound(to: UInt8.self), array.count)
    case .bool, .uint8:
      nb_pcg_fill_uint8(
        generator, UInt8(truncatingIfNeeded: low), UInt8(truncatingIfNeeded: range),
        array.data.assumingMemoryBound(to: UInt8.self), array.count)
    case .int32:
      let out = array.data.assumingMemoryBound(to: Int32.self)
      for i in 0..<array.count {
        if nb_interrupt_at(i) { break }
        out[i] = Int32(truncatingIfNeeded: low &+ draw(range))
      }
    default:
      nb_pcg_fill_int64(
        generator, Int64(low), range, array.data.assumingMemoryBound(to: Int64.self), array.count)
    }
    try Interruption.check()
  }

  private func draw(_ range: UInt64) -> Int { Int(truncatingIfNeeded: nb_pcg_bounded(generator, range)) }

  /// Bounds that are arrays.
  private func integers(
    low: Operand, high: Operand, size: Shape?, _ type: DType, _ endpoint: Bool
  ) throws(ArrayError) -> NDArray {
    guard type == .int64 || type == .int32 else {
      throw ArrayError(.notImplemented, "integers with arrays of bounds needs dtype int64 or int32")
    }
    let lows = try RandomState.bounds(low)
    let highs = try RandomState.bounds(high)
    let ranges = try Shape.broadcast([low.shape, high.shape])
    let areLowsZero = lows.allSatisfy { $0 == 0 }
    for (i, j) in zip(
      RandomState.places(of: low.shape, in: ranges), RandomState.places(of: high.shape, in: ranges))
    where endpoint ? lows[i] > highs[j] : lows[i] >= highs[j] {
      let sign = endpoint ? "<" : "<="
      throw ArrayError(.value, areLowsZero ? "high \(sign) 0" : "low \(endpoint ? ">" : ">=") high")
    }
    let common = try Shape.broadcastForIteration([low.shape, high.shape] + (size.map { [$0] } ?? []))
    let lowIndex = RandomState.places(of: low.shape, in: common)
    let highIndex = RandomState.places(of: high.shape, in: common)
    let result = try NDArray(empty: size ?? ranges, type)
    for i in 0..<result.count {
      let first = lows[lowIndex[i]]
      let range = try RandomState.range(first, highs[highIndex[i]], type, endpoint: endpoint)
      let value = first &+ draw(range)
      (type == .int32 ? Scalar.int32(Int32(truncatingIfNeeded: value)) : .int64(value))
        .store(to: result.data + i * result.itemSize)
    }
    return result
  }
}
