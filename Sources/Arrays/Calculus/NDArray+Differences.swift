extension NDArray {
  /// Differences of neighbours along an axis, `n` times over; of bool arrays, where neighbours differ.
  ///
  /// Errors: `diff requires input that is at least one dimensional`, `order must be non-negative but got -1`.
  public func differences(n: Int = 1, axis: Int = -1) throws(ArrayError) -> NDArray {
    if n == 0 { return self }
    if n < 0 { throw ArrayError(.value, "order must be non-negative but got \(n)") }
    if ndim == 0 { throw ArrayError(.value, "diff requires input that is at least one dimensional") }
    let along = try normalize(axis: axis)
    var result = self
    for _ in 0..<Swift.min(n, shape[along] + 1) {
      let length = result.shape[along]
      let later = result.part(along, Swift.min(1, length), length - 1)
      let earlier = result.part(along, 0, length - 1)
      result = try NDArray.binary(dtype == .bool ? .notEqual : .subtract, .array(later), .array(earlier))
        .asArray()
    }
    return result
  }

  /// Differences of neighbours in the flattened array: `np.ediff1d`.
  public func flatDifferences() throws(ArrayError) -> NDArray { try ravel().differences() }

  /// The integral along an axis by the trapezoidal rule, with samples `dx` apart or at `x`: `np.trapezoid`.
  public func trapezoid(x: NDArray? = nil, dx: Double = 1, axis: Int = -1) throws(ArrayError) -> ArrayResult {
    let along = try normalize(axis: axis)
    var widths = Operand.pyFloat(dx)
    if let x {
      var steps = try x.differences(axis: x.ndim == 1 ? 0 : axis)
      if x.ndim == 1 {
        var place = Shape(repeating: 1, count: ndim)
        place[along] = steps.count
        steps = try steps.reshape(place)
      }
      widths = .array(steps)
    }
    let length = shape[along]
    let sums = try NDArray.binary(
      .add, .array(part(along, Swift.min(1, length), length - 1)), .array(part(along, 0, length - 1)))
    let areas = try NDArray.binary(
      .divide, try NDArray.binary(.multiply, widths, sums.operand).operand, .pyFloat(2))
    return try areas.asArray().reduce(.sum, axes: [along])
  }

  /// Second-order central differences inside, one-sided ones at the ends, along each of `axes`: `np.gradient`.
  ///
  /// `spacings` holds one distance, or one for each axis.
  /// Errors: `Shape of array too small to calculate a numerical gradient, …`.
  public func gradient(spacings: [Double] = [1], axes: [Int]? = nil, edgeOrder: Int = 1) throws(ArrayError)
    -> [NDArray]
  {
    var along: [Int] = []
    for axis in axes ?? Array(0..<ndim) { along.append(try normalize(axis: axis)) }
    guard spacings.count == 1 || spacings.count == along.count else {
      throw ArrayError(.type, "invalid number of arguments")
    }
    if edgeOrder < 1 { throw ArrayError(.value, "'edge_order' less than 1 not supported") }
    if edgeOrder > 2 { throw ArrayError(.value, "'edge_order' greater than 2 not supported") }
    let source = dtype.isFloat ? self : try astype(.float64)
    var results: [NDArray] = []
    for (k, axis) in along.enumerated() {
      let length = shape[axis]
      if length < edgeOrder + 1 {
        throw ArrayError(
          .value,
          "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required."
        )
      }
      let h = spacings[spacings.count == 1 ? 0 : k]
      let out = try source.emptyLike()
      func items(_ i: Int, _ count: Int = 1) -> Operand { .array(source.part(axis, i, count)) }
      func quotient(_ a: Operand, _ b: Operand, _ divisor: Double) throws(ArrayError) -> NDArray {
        try NDArray.binary(.divide, try NDArray.binary(.subtract, a, b).operand, .pyFloat(divisor)).asArray()
      }
      func combination(_ weights: [Double], _ first: Int) throws(ArrayError) -> NDArray {
        var sum: Operand?
        for (j, weight) in weights.enumerated() {
          let term = try NDArray.binary(.multiply, .pyFloat(weight), items(first + j)).operand
          sum = if let sum { try NDArray.binary(.add, sum, term).operand } else { term }
        }
        return try (sum ?? .pyFloat(0)).asArray()
      }
      if length > 2 {
        try out.part(axis, 1, length - 2).fill(
          from: try quotient(items(2, length - 2), items(0, length - 2), 2 * h))
      }
      if edgeOrder == 1 {
        try out.part(axis, 0, 1).fill(from: try quotient(items(1), items(0), h))
        try out.part(axis, length - 1, 1).fill(from: try quotient(items(length - 1), items(length - 2), h))
      } else {
        try out.part(axis, 0, 1).fill(from: try combination([-1.5 / h, 2 / h, -0.5 / h], 0))
        try out.part(axis, length - 1, 1).fill(from: try combination([0.5 / h, -2 / h, 1.5 / h], length - 3))
      }
      results.append(out)
    }
    return results
  }

  /// Piecewise linear interpolation through the points (xp, fp), xp ascending: `np.interp`.
  ///
  /// Outside, the first and last values, or `left` and `right`.
  /// Errors: `fp and xp are not of the same length.`, `array of sample points is empty`.
  public static func interpolate(
    _ x: Operand, xp: NDArray, fp: NDArray, left: Double? = nil, right: Double? = nil
  ) throws(ArrayError) -> ArrayResult {
    guard xp.ndim == 1, fp.ndim == 1 else {
      throw ArrayError(
        .value,
        "object \(xp.ndim == 0 || fp.ndim == 0 ? "of too small depth for" : "too deep for") desired array")
    }
    let (xs, ys) = (try xp.doubles(), try fp.doubles())
    if xs.isEmpty { throw ArrayError(.value, "array of sample points is empty") }
    if xs.count != ys.count { throw ArrayError(.value, "fp and xp are not of the same length.") }
    let wanted = try x.asArray()
    let result = try NDArray(empty: wanted.shape, .float64)
    let out = result.data.assumingMemoryBound(to: Double.self)
    let last = xs.count - 1
    for (i, v) in try wanted.doubles().enumerated() {
      if i & 0xFFFF == 0 { try Interruption.check() }
      if v.isNaN {
        out[i] = v
      } else if v > xs[last] {
        out[i] = right ?? ys[last]
      } else if v < xs[0] {
        out[i] = left ?? ys[0]
      } else {
        var low = 0
        var high = xs.count
        while low < high {
          let middle = (low + high) / 2
          if v >= xs[middle] { low = middle + 1 } else { high = middle }
        }
        let j = low - 1
        if j >= last {
          out[i] = ys[last]
        } else if xs[j] == v {
          out[i] = ys[j]
        } else {
          let slope = (ys[j + 1] - ys[j]) / (xs[j + 1] - xs[j])
          var value = slope * (v - xs[j]) + ys[j]
          // An infinite slope can make nan of a point that the other end still gives.
          if value.isNaN {
            value = slope * (v - xs[j + 1]) + ys[j + 1]
            if value.isNaN && ys[j] == ys[j + 1] { value = ys[j] }
          }
          out[i] = value
        }
      }
    }
    return result.scalarIfZeroDimensional
  }
}
