import CKernels

/// Permutations and samples of given items.
extension RandomState {
  /// Shuffles along the first axis in place (Fisher and Yates, from the end), views included.
  ///
  /// Errors: `array is read-only`, `len() of unsized object`.
  public func shuffle(_ array: NDArray) throws(ArrayError) {
    guard array.ndim > 0 else { throw ArrayError(.type, "len() of unsized object") }
    guard array.isWriteable else { throw ArrayError(.value, "array is read-only") }
    guard array.count > 0 else { return }
    let length = array.shape[0]
    if array.ndim == 1 && array.strides[0] == array.itemSize {
      nb_mt_shuffle(generator, array.data.assumingMemoryBound(to: CChar.self), array.itemSize, length)
      try Interruption.check()
      return
    }
    let step = array.strides[0]
    let row = array.view(shape: array.shape.droppingFirst, strides: array.strides.droppingFirst)
    var offsets: [Int] = []
    try row.forEachElement { offsets.append($0 - row.data) }
    let size = array.itemSize
    shuffle(count: length) { i, j in
      for offset in offsets {
        let a = array.data + (i * step + offset)
        let b = array.data + (j * step + offset)
        for k in 0..<size {
          let byte = a.load(fromByteOffset: k, as: UInt8.self)
          a.storeBytes(of: b.load(fromByteOffset: k, as: UInt8.self), toByteOffset: k, as: UInt8.self)
          b.storeBytes(of: byte, toByteOffset: k, as: UInt8.self)
        }
      }
    }
  }

  /// Shuffles `count` items of any kind, fewer of them where somebody wants to stop: calls `swap(i, j)` for i from the last down to 1 and a random j ≤ i.
  public func shuffle(count: Int, swap: (Int, Int) throws -> Void) rethrows {
    for i in stride(from: count - 1, to: 0, by: -1) {
      if nb_interrupt_at(i) { return }
      let j = interval(i)
      if i != j { try swap(i, j) }
    }
  }

  /// 0 ..< `count` in random order.
  public func permutation(_ count: Int) throws(ArrayError) -> NDArray {
    let result = try NDArray(empty: Shape(max(0, count)), .int64)
    nb_mt_permutation(generator, result.data.assumingMemoryBound(to: Int64.self), result.count)
    try Interruption.check()
    return result
  }

  /// A copy of the array with its first axis in random order.
  ///
  /// Errors: `x must be an integer or at least 1-dimensional`.
  public func permutation(_ array: NDArray) throws(ArrayError) -> NDArray {
    guard array.ndim > 0 else { throw ArrayError(.index, "x must be an integer or at least 1-dimensional") }
    let result = try array.copy()
    // Moving rows draws the same numbers as shuffling indices.
    try shuffle(result)
    return result
  }

  /// A random sample: from 0 ..< `a` when `a` is an integer, otherwise of the elements of the 1-d array `a`.
  ///
  /// - Parameters:
  ///   - replace: whether an item may be drawn again.
  ///   - probabilities: one for each item, summing to one; uniform if missing.
  /// - Returns: a Python int (integer `a`) or an element (array) without `size`, otherwise an array.
  ///
  /// Errors: NumPy's for empty populations, for probabilities and for samples larger than the population.
  public func choice(
    _ a: Operand, size: Shape? = nil, replace: Bool = true, probabilities: NDArray? = nil
  ) throws(ArrayError) -> Operand {
    var items: NDArray?
    let population: Int
    switch a {
    case .array(let array) where array.ndim > 0:
      guard array.ndim == 1 else { throw ArrayError(.value, "a must be 1-dimensional") }
      items = array
      population = array.shape[0]
      if population == 0 && size?.elementCount != 0 {
        throw ArrayError(.value, "'a' cannot be empty unless no samples are taken")
      }
    default:
      var number = a.scalarValue
      if case .array(let array) = a { number = Scalar(loading: array.data, array.dtype) }
      guard let value = number?.intValue else {
        throw ArrayError(.value, "a must be 1-dimensional or an integer")
      }
      population = value
      if population <= 0 && size?.elementCount != 0 {
        throw ArrayError(.value, "a must be greater than 0 unless no samples are taken")
      }
    }
    let indices = try choiceIndices(population, size: size, replace: replace, probabilities: probabilities)
    let places = indices.data.assumingMemoryBound(to: Int.self)
    guard let items else { return size == nil ? .pyInt(places[0]) : .array(indices) }
    func item(_ i: Int) -> Scalar { Scalar(loading: items.data + places[i] * items.strides[0], items.dtype) }
    guard let size else { return .scalar(item(0)) }
    let result = try NDArray(empty: size, items.dtype)
    for i in 0..<result.count {
      if i & 0xFFFF == 0 { try Interruption.check() }
      item(i).store(to: result.data + i * result.itemSize)
    }
    return .array(result)
  }

  /// The places of a sample in a population of any kind, as an int64 array of shape `size` (0-d if `nil`).
  public func choiceIndices(
    _ population: Int, size: Shape?, replace: Bool, probabilities: NDArray?
  ) throws(ArrayError) -> NDArray {
    let shape = size ?? Shape()
    var weights: [Double]?
    if let probabilities { weights = try checked(probabilities, population) }
    if replace {
      guard let weights else {
        guard case .array(let drawn) = try integers(low: .pyInt(0), high: .pyInt(population), size: shape)
        else {
          preconditionFailure("a size gives an array")
        }
        return drawn
      }
      let cumulative = RandomState.cumulative(weights)
      let result = try NDArray(empty: shape, .int64)
      let out = result.data.assumingMemoryBound(to: Int.self)
      for i in 0..<result.count {
        if i & 0xFFF == 0 { try Interruption.check() }
        out[i] = RandomState.place(of: uniform(), in: cumulative)
      }
      return result
    }
    for length in shape where length < 0 { throw ArrayError(.value, "Negative dimensions are not allowed") }
    let wanted = shape.elementCount ?? Int.max
    if wanted > population {
      throw ArrayError(.value, "Cannot take a larger sample than population when 'replace=False'")
    }
    let result = try NDArray(empty: shape, .int64)
    let out = result.data.assumingMemoryBound(to: Int.self)
    guard var weights else {
      let order = try permutation(population)
      out.update(from: order.data.assumingMemoryBound(to: Int.self), count: wanted)
      return result
    }
    if weights.count(where: { $0 > 0 }) < wanted {
      throw ArrayError(.value, "Fewer non-zero entries in p than size")
    }
    // Rounds of draws with replacement; what came twice is drawn again with the found items' weights at zero.
    var found: [Int] = []
    while found.count < wanted {
      let draws = (found.count..<wanted).map { _ in uniform() }
      for place in found { weights[place] = 0 }
      let cumulative = RandomState.cumulative(weights)
      var seen = Set<Int>()
      for (k, draw) in draws.enumerated() {
        if k & 0xFFF == 0 { try Interruption.check() }
        let place = RandomState.place(of: draw, in: cumulative)
        if seen.insert(place).inserted { found.append(place) }
      }
    }
    for i in 0..<wanted { out[i] = found[i] }
    return result
  }

  private func checked(_ p: NDArray, _ population: Int) throws(ArrayError) -> [Double] {
    let tolerance = p.dtype == .float32 ? Double(Float.ulpOfOne.squareRoot()) : Double.ulpOfOne.squareRoot()
    if p.ndim != 1 { throw ArrayError(.value, "'p' must be 1-dimensional") }
    if p.count != population { throw ArrayError(.value, "'a' and 'p' must have same size") }
    let weights = try p.doubles()
    let sum = compensatedSum(weights)
    if sum.isNaN { throw ArrayError(.value, "probabilities contain NaN") }
    if weights.contains(where: { $0 < 0 }) { throw ArrayError(.value, "probabilities are not non-negative") }
    if (sum - 1).magnitude > tolerance { throw ArrayError(.value, "probabilities do not sum to 1") }
    return weights
  }

  /// Running sums, scaled so that the last is one.
  static func cumulative(_ weights: [Double]) -> [Double] {
    var sums: [Double] = []
    var sum = 0.0
    for (i, weight) in weights.enumerated() {
      sum = i == 0 ? weight : sum + weight
      sums.append(sum)
    }
    return sums.map { $0 / sum }
  }

  /// The number of running sums not above `draw`.
  static func place(of draw: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count
    while low < high {
      let middle = (low + high) / 2
      if draw < cumulative[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Shape {
  /// All but the first.
  var droppingFirst: Shape {
    var result = self
    result.remove(at: 0)
    return result
  }
}
