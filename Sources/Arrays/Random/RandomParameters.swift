import CKernels

/// A parameter of a law: its value or values, its name in messages, and what NumPy demands of it.
struct RandomParameter {
  enum Constraint {
    case none, nonNegative, positive, unitInterval, positiveUnitInterval, poisson, count
  }

  let values: Operand
  let name: String
  let constraint: Constraint

  init(_ values: Operand, _ name: String = "", _ constraint: Constraint = .none) {
    self.values = values
    self.name = name
    self.constraint = constraint
  }

  /// The value, when there is only one (0-d arrays count as one).
  var single: Double? {
    if let scalar = values.scalarValue { return scalar.doubleValue }
    guard case .array(let array) = values, array.ndim == 0 else { return nil }
    return Scalar(loading: array.data, array.dtype).doubleValue
  }

  /// The largest mean of a Poisson law whose draws fit in 64 bits with certainty.
  private static let largestPoissonMean = Double(Int.max) - Double(Int.max).squareRoot() * 10

  /// Checks one value, or all values of an array, in the words that NumPy has for either case.
  func check() throws(ArrayError) {
    if let single {
      try check(single, isArray: false)
    } else if case .array(let array) = values {
      for (i, value) in try array.doubles().enumerated() {
        if i & 0xFFFF == 0 { try Interruption.check() }
        try check(value, isArray: true)
      }
    }
  }

  private func check(_ x: Double, isArray: Bool) throws(ArrayError) {
    let nan = isArray ? "contains NaNs" : "is NaN"
    let complaint: String?
    switch constraint {
    case .none: complaint = nil
    case .nonNegative: complaint = !x.isNaN && x.sign == .minus ? "\(name) < 0" : nil
    case .positive: complaint = x <= 0 ? "\(name) <= 0" : nil
    case .unitInterval: complaint = x >= 0 && x <= 1 ? nil : "\(name) < 0, \(name) > 1 or \(name) \(nan)"
    case .positiveUnitInterval:
      complaint = x > 0 && x <= 1 ? nil : "\(name) <= 0, \(name) > 1 or \(name) contains NaNs"
    case .poisson:
      complaint =
        x > RandomParameter.largestPoissonMean
        ? "\(name) value too large" : x >= 0 ? nil : "\(name) < 0 or \(name) \(nan)"
    case .count: complaint = x < 0 ? "\(name) < 0" : nil
    }
    if let complaint { throw ArrayError(.value, complaint) }
  }
}

extension Operand {
  /// The array, if it is one.
  var array: NDArray? {
    if case .array(let array) = self { return array }
    return nil
  }
}

extension NDArray {
  /// The elements in C order as doubles.
  ///
  /// Errors: KeyboardInterrupt.
  func doubles() throws(ArrayError) -> [Double] {
    let source = try astype(.float64, order: .c, copy: false)
    let first = source.data.assumingMemoryBound(to: Double.self)
    let result = [Double](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count, !nb_interrupt_at(done) {
        let block = Swift.min(Interruption.block, count - done)
        _ = buffer[done..<(done + block)].initialize(
          fromContentsOf: UnsafeBufferPointer(start: first + done, count: block))
        done += block
      }
    }
    withExtendedLifetime(source) {}
    if result.count < count { try Interruption.check() }
    return result
  }

  /// Calls `body` with the address of every element in C order.
  ///
  /// Errors: KeyboardInterrupt.
  func forEachElement(_ body: (UnsafeMutableRawPointer) -> Void) throws(ArrayError) {
    let walk = StridedIteration(shape, strides)
    let (n, step) = (walk.runLength, walk.runStride(0))
    try walk.forEachRun { (offset, _, _, _) throws(ArrayError) in
      try Interruption.forEachBlock(of: n) { start, count in
        for i in start..<(start + count) { body(data + (offset + i * step)) }
      }
    }
  }
}

/// Draws of a law with one to three parameters, each a number or an array; arrays broadcast.
struct RandomDraws {
  private let parameters: [RandomParameter]
  private let isScalar: Bool
  private let shape: Shape?

  /// Checks the parameters and finds the shape of the result (`nil` for one Python number).
  ///
  /// Errors: those of the parameters; shapes that do not broadcast; a size that is not the broadcast shape.
  init(_ parameters: [RandomParameter], size: Shape?) throws(ArrayError) {
    self.parameters = parameters
    for parameter in parameters { try parameter.check() }
    isScalar = parameters.allSatisfy { $0.single != nil }
    if isScalar {
      shape = size
      return
    }
    let shapes = parameters.map(\.values.shape)
    let common = try Shape.broadcastForIteration((size.map { [$0] } ?? []) + shapes)
    if let size, common != size {
      throw ArrayError(
        .value,
        "Output size \(size.tupleDescription) is not compatible with broadcast dimensions of inputs "
          + "\(common.tupleDescription).")
    }
    shape = common
  }

  func doubles(_ draw: (Double, Double, Double) -> Double) throws(ArrayError) -> Operand {
    guard let shape else { return .pyFloat(draw(value(0), value(1), value(2))) }
    let result = try NDArray(empty: shape, .float64)
    let out = result.data.assumingMemoryBound(to: Double.self)
    try fill(shape) { i, a, b, c in out[i] = draw(a, b, c) }
    return .array(result)
  }

  func integers(_ draw: (Double, Double, Double) -> Int) throws(ArrayError) -> Operand {
    guard let shape else { return .pyInt(draw(value(0), value(1), value(2))) }
    let result = try NDArray(empty: shape, .int64)
    let out = result.data.assumingMemoryBound(to: Int.self)
    try fill(shape) { i, a, b, c in out[i] = draw(a, b, c) }
    return .array(result)
  }

  private func value(_ i: Int) -> Double { i < parameters.count ? parameters[i].single ?? 0 : 0 }

  private func fill(_ shape: Shape, _ body: (Int, Double, Double, Double) -> Void) throws(ArrayError) {
    let count = shape.elementCount ?? 0
    if isScalar {
      let (a, b, c) = (value(0), value(1), value(2))
      for i in 0..<count {
        if i & 0xFFF == 0 { try Interruption.check() }
        body(i, a, b, c)
      }
      return
    }
    var columns: [[Double]] = []
    for parameter in parameters {
      if let single = parameter.single {
        columns.append([single])
      } else if case .array(let array) = parameter.values {
        columns.append(try array.broadcast(to: shape).doubles())
      }
    }
    func column(_ k: Int, _ i: Int) -> Double {
      k < columns.count ? columns[k][columns[k].count == 1 ? 0 : i] : 0
    }
    for i in 0..<count {
      if i & 0xFFF == 0 { try Interruption.check() }
      body(i, column(0, i), column(1, i), column(2, i))
    }
  }
}

extension Shape {
  /// The common shape of several arrays, with the words of NumPy's `broadcast` objects when there is none.
  static func broadcastForIteration(_ shapes: [Shape]) throws(ArrayError) -> Shape {
    var result = Shape()
    for (j, shape) in shapes.enumerated() {
      if let next = Shape.broadcast(result, shape) {
        result = next
        continue
      }
      let i = shapes[..<j].firstIndex { Shape.broadcast($0, shape) == nil } ?? 0
      throw ArrayError(
        .value,
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg \(i) with shape "
          + "\(shapes[i].tupleDescription) and arg \(j) with shape \(shape.tupleDescription).")
    }
    return result
  }
}
