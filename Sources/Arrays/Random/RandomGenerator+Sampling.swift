import CKernels

/// Permutations and samples of given items.
extension RandomGenerator {
  /// Shuffles `count` items of any kind, fewer of them where somebody wants to stop: calls `swap(i, j)` for i from the last down to 1 and a random j ≤ i.
  public func shuffle(count: Int, swap: (Int, Int) throws -> Void) rethrows {
    for i in stride(from: count - 1, to: 0, by: -1) {
      if nb_interrupt_at(i) { return }
      let j = masked(i)
      if i != j { try swap(i, j) }
    }
  }

  /// The same down to `first`, with the numbers that NumPy draws for places.
  private func shufflePlaces(count: Int, first: Int = 1, swap: (Int, Int) -> Void) {
    for i in stride(from: count - 1, through: max(first, 1), by: -1) {
      if nb_interrupt_at(i) { return }
      let j = interval(i)
      if i != j { swap(i, j) }
    }
  }

  /// Shuffles along an axis in place, views included.
  ///
  /// Errors: `array is read-only`, AxisError.
  public func shuffle(_ array: NDArray, axis: Int = 0) throws(ArrayError) {
    guard array.isWriteable else { throw ArrayError(.value, "array is read-only") }
    let along = try array.normalize(axis: axis)
    guard array.count > 0 else { return }
    try array.assign(array.take(permutation(array.shape[along]), axis: along).operand)
  }

  /// Shuffles every line along an axis on its own, or with `nil` all elements: a new array.
  public func permuted(_ array: NDArray, axis: Int?) throws(ArrayError) -> NDArray {
    let result = try array.copy()
    guard let axis else {
      try shuffle(result.reshape(Shape(result.count)))
      return result
    }
    let along = try result.normalize(axis: axis)
    var outer: [Int] = []
    for i in 0..<result.ndim where i != along { outer.append(i) }
    let lines = try result.transpose(outer + [along])
    var starts: [UnsafeMutableRawPointer] = []
    try lines.view(
      shape: lines.shape.droppingLast, strides: lines.strides.droppingLast
    ).forEachElement { starts.append($0) }
    let step = lines.strides[lines.ndim - 1]
    for start in starts {
      shuffle(count: lines.shape[lines.ndim - 1]) { i, j in
        let a = Scalar(loading: start + i * step, result.dtype)
        Scalar(loading: start + j * step, result.dtype).store(to: start + i * step)
        a.store(to: start + j * step)
      }
    }
    try Interruption.check()
    return result
  }

  /// 0 ..< `count`
  private func places(_ count: Int) throws(ArrayError) -> NDArray {
    let result = try NDArray(empty: Shape(max(count, 0)), .int64)
    let place = result.data.assumingMemoryBound(to: Int.self)
    try Interruption.forEachBlock(of: result.count) { start, count in
      for i in start..<(start + count) { place[i] = i }
    }
    return result
  }

  /// 0 ..< `count` in random order.
  public func permutation(_ count: Int) throws(ArrayError) -> NDArray {
    let order = try places(count)
    let place = order.data.assumingMemoryBound(to: Int.self)
    shuffle(count: order.count) { (place[$0], place[$1]) = (place[$1], place[$0]) }
    try Interruption.check()
    return order
  }

  /// A copy of the array with an axis in random order.
  public func permutation(_ array: NDArray, axis: Int = 0) throws(ArrayError) -> NDArray {
    let result = try array.copy()
    try shuffle(result, axis: axis)
    return result
  }

  /// A random sample: from 0 ..< `a` when `a` is an integer, otherwise of the items of `a` along an axis.
  ///
  /// - Parameters:
  ///   - probabilities: one for each item, summing to one; uniform if missing.
  ///   - shuffles: whether the order of a sample without replacement is random, too.
  /// Errors: NumPy's for empty populations, for probabilities and for samples larger than the population.
  public func choice(
    _ a: Operand, size: Shape? = nil, replace: Bool = true, probabilities: NDArray? = nil, axis: Int = 0,
    shuffles: Bool = true
  ) throws(ArrayError) -> Operand {
    var items: NDArray?
    var along = 0
    let population: Int
    if case .array(let array) = a, array.ndim > 0 {
      items = array
      along = try array.normalize(axis: axis)
      population = array.shape[along]
      if population == 0 && size?.elementCount != 0 {
        throw ArrayError(.value, "a cannot be empty unless no samples are taken")
      }
    } else {
      population = try RandomState.integer(a) ?? 0
      if population <= 0 && size?.elementCount != 0 {
        throw ArrayError(.value, "a must be a positive integer unless no samples are taken")
      }
    }
    let places = try choiceIndices(
      population, size: size, replace: replace, probabilities: probabilities, shuffles: shuffles)
    guard let items else {
      return size == nil ? .pyInt(places.data.load(as: Int.self)) : .array(places)
    }
    let taken = try items.take(places, axis: along)
    return taken.operand
  }

  /// The places of a sample in a population of any kind, as an int64 array of shape `size` (0-d if `nil`).
  public func choiceIndices(
    _ population: Int, size: Shape?, replace: Bool, probabilities: NDArray?, shuffles: Bool
  ) throws(ArrayError) -> NDArray {
    let shape = size ?? Shape()
    for length in shape where length < 0 { throw ArrayError(.value, "negative dimensions are not allowed") }
    var weights: [Double]?
    if let probabilities { weights = try checked(probabilities, population) }
    if replace {
      guard let weights else {
        let drawn = try integers(low: .pyInt(0), high: .pyInt(population), size: shape)
        guard case .array(let array) = drawn else { preconditionFailure("a size gives an array") }
        return array
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
    let wanted = shape.elementCount ?? Int.max
    if wanted > population {
      throw ArrayError(.value, "Cannot take a larger sample than population when replace is False")
    }
    let places: [Int]
    if let weights {
      places = try weightedSample(wanted, weights)
    } else if population > 10_000 && wanted > population / (shuffles ? 50 : 20) {
      let order = try self.places(population)
      let place = order.data.assumingMemoryBound(to: Int.self)
      shufflePlaces(count: population, first: max(population - wanted, 1)) { (place[$0], place[$1]) = (place[$1], place[$0]) }
      try Interruption.check()
      let size = order.itemSize
      let last = order.view(shape: Shape(wanted), strides: Shape(size), offset: (population - wanted) * size)
      return try last.copy().reshape(shape)
    } else {
      places = sample(wanted, of: population, shuffles: shuffles)
      try Interruption.check()
    }
    return try NDArray(places).reshape(shape)
  }

  /// Floyd's algorithm: each new limit is drawn from, or taken itself if the draw is known already.
  private func sample(_ wanted: Int, of population: Int, shuffles: Bool) -> [Int] {
    var known = Set<Int>()
    var places: [Int] = []
    for limit in (population - wanted)..<population {
      if nb_interrupt_at(limit) { break }
      let drawn = limit == 0 ? 0 : interval(limit)
      let place = known.contains(drawn) ? limit : drawn
      known.insert(place)
      places.append(place)
    }
    if shuffles { shufflePlaces(count: places.count) { places.swapAt($0, $1) } }
    return places
  }

  /// Rounds of draws with replacement; what came twice is drawn again with the found items' weights at zero.
  private func weightedSample(_ wanted: Int, _ weights: [Double]) throws(ArrayError) -> [Int] {
    var weights = weights
    if weights.count(where: { $0 > 0 }) < wanted {
      throw ArrayError(.value, "Fewer non-zero entries in p than size")
    }
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
    return found
  }

  private func checked(_ p: NDArray, _ population: Int) throws(ArrayError) -> [Double] {
    if p.ndim != 1 { throw ArrayError(.value, "p must be 1-dimensional") }
    if p.count != population { throw ArrayError(.value, "a and p must have same size") }
    let weights = try p.doubles()
    let sum = compensatedSum(weights)
    if sum.isNaN { throw ArrayError(.value, "Probabilities contain NaN") }
    if weights.contains(where: { $0 < 0 }) { throw ArrayError(.value, "Probabilities are not non-negative") }
    if (sum - 1).magnitude > Double.ulpOfOne.squareRoot() {
      throw ArrayError(
        .value, "Probabilities do not sum to 1. See Notes section of docstring for more information.")
    }
    return weights
  }
}

extension Shape {
  /// All but the last.
  var droppingLast: Shape {
    var result = self
    result.remove(at: count - 1)
    return result
  }
}
