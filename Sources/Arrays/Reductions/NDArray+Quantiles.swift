import CKernels

extension NDArray {
  /// The elements that meet in every result, as rows of float64: the kept axes, then all reduced ones as one.
  private func rows(_ mask: UInt8) throws(ArrayError) -> NDArray {
    var order: [Int] = []
    for i in 0..<ndim where mask & (1 << UInt8(i)) == 0 { order.append(i) }
    for i in 0..<ndim where mask & (1 << UInt8(i)) != 0 { order.append(i) }
    let length = reducedCount(mask)
    let outer = reducedShape(mask, keepDims: false).elementCount ?? 0
    return try transpose(order).astype(.float64, order: .c).reshape(Shape(outer, length))
  }

  /// One row in ascending order; nan sorts last, or is left out.
  private static func sorted(_ rows: NDArray, _ row: Int, omitNaN: Bool) throws(ArrayError) -> [Double] {
    let length = rows.shape[1]
    let start = rows.data.assumingMemoryBound(to: Double.self) + row * length
    var numbers = [Double](unsafeUninitializedCapacity: length) { buffer, count in
      for i in 0..<length {
        if nb_interrupt_at(i) { return }
        if start[i].isNaN { continue }
        buffer.initializeElement(at: count, to: start[i])
        count += 1
      }
    }
    numbers.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { StableSort.sort(start, count: buffer.count) }
    }
    try Interruption.check()
    if !omitNaN { while numbers.count < length { numbers.append(.nan) } }
    return numbers
  }

  /// `np.median` (`omitNaN`: `np.nanmedian`): the middle element, or the mean of the two.
  public func median(
    axes: [Int]? = nil, keepDims: Bool = false, omitNaN: Bool = false
  ) throws(ArrayError) -> ArrayResult {
    let mask = try axisMask(axes)
    let type: DType = dtype == .float32 ? .float32 : .float64
    let rows = try rows(mask)
    let result = try NDArray(empty: reducedShape(mask, keepDims: keepDims), type)
    for row in 0..<result.count {
      let values = try NDArray.sorted(rows, row, omitNaN: omitNaN)
      let n = values.count
      var middle = Double.nan
      if n == 0 {
        try ArrayWarnings.warn("Mean of empty slice")
      } else if values[n - 1].isNaN {
        middle = .nan
      } else if n % 2 == 1 {
        middle = values[n / 2] + 0
      } else if type == .float32 {
        middle = Double((Float(values[n / 2 - 1]) + Float(values[n / 2])) / 2)
      } else {
        middle = (values[n / 2 - 1] + values[n / 2]) / 2
      }
      Scalar.float64(middle).cast(to: type).store(to: result.data + row * type.itemSize)
    }
    return result.scalarIfZeroDimensional
  }

  /// How a quantile between two elements is chosen.
  public enum QuantileMethod: String, Sendable {
    case linear, lower, higher, midpoint, nearest
  }

  /// `np.quantile` for several fractions, which become the first dimension, or for one (`isSingle`).
  ///
  /// Errors: `Quantiles must be in the range [0, 1]` (`percent`: `Percentiles must be in the range [0, 100]`).
  public func quantiles(
    _ fractions: [Double], isSingle: Bool, percent: Bool = false, axes: [Int]? = nil, keepDims: Bool = false,
    method: QuantileMethod = .linear, omitNaN: Bool = false
  ) throws(ArrayError) -> ArrayResult {
    let single = isSingle && dtype == .float32
    var q: [Double] = []
    for fraction in fractions {
      // One fraction of a float32 array is a float32 itself.
      var value = fraction
      if single {
        value = Double(percent ? Float(fraction) / 100 : Float(fraction))
      } else if percent {
        value = fraction / 100
      }
      guard value >= 0 && value <= 1 else {
        throw ArrayError(
          .value,
          percent ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]")
      }
      q.append(value)
    }
    let mask = try axisMask(axes)
    let rows = try rows(mask)
    let inner = reducedShape(mask, keepDims: keepDims)
    var shape = inner
    if !isSingle {
      if shape.count == Shape.maximumCount { throw Shape.tooMany(shape.count + 1) }
      shape.insert(q.count, at: 0)
    }
    let picks = method == .lower || method == .higher || method == .nearest
    let type: DType = picks ? dtype : single ? .float32 : .float64
    let result = try NDArray(empty: shape, type)
    let count = rows.shape[0]
    for row in 0..<count {
      let values = try NDArray.sorted(rows, row, omitNaN: omitNaN)
      if values.isEmpty && !omitNaN {
        throw NDArray.outOfBounds(dtype.isFloat ? -1 : 0, 0, 0)
      }
      for (k, fraction) in q.enumerated() {
        let place = (k * count + row) * type.itemSize
        let value = NDArray.quantile(values, fraction, method, single: single)
        Scalar.float64(value).cast(to: type).store(to: result.data + place)
      }
    }
    return result.scalarIfZeroDimensional
  }

  private static func quantile(
    _ values: [Double], _ fraction: Double, _ method: QuantileMethod, single: Bool
  ) -> Double {
    guard let last = values.last, !last.isNaN else { return .nan }
    let n = values.count
    var position = Double(n - 1) * fraction
    if single { position = Double(Float(n - 1) * Float(fraction)) }
    switch method {
    case .lower: return values[Int(position.rounded(.down))]
    case .higher: return values[Int(position.rounded(.up))]
    case .nearest: return values[Int(position.rounded(.toNearestOrEven))]
    case .midpoint: position = 0.5 * (position.rounded(.down) + position.rounded(.up))
    case .linear: break
    }
    let below = Swift.min(Int(position.rounded(.down)), n - 1)
    let above = Swift.min(below + 1, n - 1)
    let weight = position - position.rounded(.down)
    let (a, b) = (values[below], values[above])
    if single {
      let (x, y, t) = (Float(a), Float(b), Float(weight))
      return Double(t >= 0.5 ? y - (y - x) * (1 - t) : x + (y - x) * t)
    }
    // Measured from the nearer end, as NumPy does.
    return weight >= 0.5 ? b - (b - a) * (1 - weight) : a + (b - a) * weight
  }
}
