extension NDArray {
  /// The Einstein sum of the operands: products over equal labels, summed over labels that the result lacks.
  ///
  /// `ij,jk->ik` is the matrix product, `ii` the trace, `...ij->...ji` a transposed view. Without `->` the result has
  /// the labels that occur once, in alphabetical order. One operand of which nothing is summed gives a view.
  /// The order of summation is that of `np.einsum` without `optimize`.
  /// Errors: NumPy's for malformed subscripts and shapes that do not fit.
  public static func einsum(_ subscripts: String, _ operands: [NDArray]) throws(ArrayError) -> ArrayResult {
    let labels = try EinsumSubscripts(subscripts, dimensions: operands.map(\.ndim))
    if operands.count == 1, let view = try operands[0].relabelled(labels) {
      return view.scalarIfZeroDimensional
    }
    var type = operands[0].dtype
    for operand in operands { type = DType.promote(type, operand.dtype) }
    var inputs: [NDArray] = []
    for operand in operands { inputs.append(try operand.astype(type, copy: false)) }

    let iterated = labels.output + labels.summed.map { Optional($0) }
    if iterated.count > 32 { throw ArrayError(.value, "too many subscripts in einsum") }
    var loops = iterated.indices.map { i in
      EinsumWalk.Loop(length: 1, strides: [], output: i < labels.output.count ? i : nil)
    }
    var views: [[Int?: (length: Int, stride: Int)]] = []
    for (number, input) in inputs.enumerated() {
      views.append(try input.collapsed(labels, number: number, iterated: iterated))
    }
    for i in iterated.indices {
      for view in views {
        let (length, stride) = view[i] ?? (1, 0)
        if length != 1 && loops[i].length != 1 && length != loops[i].length {
          throw mismatch(inputs, views, iterated.count)
        }
        if length != 1 { loops[i].length = length }
        loops[i].strides.append(length == 1 ? 0 : stride)
      }
    }

    var shape = Shape()
    if labels.output.count > Shape.maximumCount { throw Shape.tooMany(labels.output.count) }
    for i in labels.output.indices { shape.append(loops[i].length) }
    var walk = EinsumWalk(loops, operandCount: inputs.count)
    _ = try Storage.allocate(shape: shape, dtype: type)
    let result = try NDArray(
      empty: shape, strides: walk.outputStrides(shape.count, itemSize: type.itemSize), type)
    try result.assign(.pyBool(false))
    walk.attach(output: result.strides)
    let starts = zip(inputs, walk.origins).map { $0.data + $1 } + [result.data]
    switch type {
    case .bool: sum(Bool.self, walk, starts)
    case .uint8: sum(UInt8.self, walk, starts)
    case .int32: sum(Int32.self, walk, starts)
    case .int64: sum(Int.self, walk, starts)
    case .uint64: sum(UInt64.self, walk, starts)
    case .float32: sum(Float.self, walk, starts)
    case .float64: sum(Double.self, walk, starts)
    }
    withExtendedLifetime(inputs) {}
    try Interruption.check()
    return result.scalarIfZeroDimensional
  }

  private static func sum<T: EinsumElement>(
    _: T.Type, _ walk: EinsumWalk, _ starts: [UnsafeMutableRawPointer]
  ) {
    let loops = walk.loops
    if loops.contains(where: { $0.length == 0 }) { return }
    guard let inner = loops.first else {
      EinsumKernel<T>.run(starts, [Int](repeating: 0, count: starts.count), 1)
      return
    }
    // NumPy hands single and deeply nested loops over in portions of its buffer size.
    let portion = loops.count == 1 || loops.count > 3 || starts.count > 3 ? 8192 : Int.max
    func descend(_ level: Int, _ pointers: [UnsafeMutableRawPointer]) {
      if level == 0 {
        var done = 0
        while done < inner.length && !Interruption.isPending {
          let count = Swift.min(portion, inner.length - done)
          EinsumKernel<T>.run(zip(pointers, inner.strides).map { $0 + done * $1 }, inner.strides, count)
          done += count
        }
        return
      }
      var current = pointers
      for _ in 0..<loops[level].length where !Interruption.isPending {
        descend(level - 1, current)
        for k in current.indices { current[k] += loops[level].strides[k] }
      }
    }
    descend(loops.count - 1, starts)
  }

  /// The length and stride of each iterated label in this operand; repeated labels run along a diagonal.
  private func collapsed(
    _ labels: EinsumSubscripts, number: Int, iterated: [UInt8?]
  ) throws(ArrayError) -> [Int?: (length: Int, stride: Int)] {
    var result: [Int?: (length: Int, stride: Int)] = [:]
    let own = labels.operands[number]
    let ellipsis = own.count { $0 == nil }
    // An ellipsis shorter than the longest one is aligned on the right.
    let places = iterated.indices.filter { iterated[$0] == nil }.suffix(ellipsis)
    var next = places.startIndex
    for (axis, label) in own.enumerated() {
      var place: Int?
      if label == nil {
        place = places[next]
        next += 1
      } else {
        place = iterated.firstIndex { $0 == label }
      }
      guard let seen = result[place] else {
        result[place] = (shape[axis], strides[axis])
        continue
      }
      var length = seen.length
      if length == 1 { length = shape[axis] }
      if shape[axis] != 1 && shape[axis] != length {
        throw ArrayError(
          .value,
          "dimensions in operand \(number) for collapsing index '\(Character(Unicode.Scalar(label ?? 0)))' don't match "
            + "(\(length) != \(shape[axis]))")
      }
      let own = shape[axis] == 1 ? 0 : strides[axis]
      result[place] = (length, (seen.length == 1 ? 0 : seen.stride) + own)
    }
    return result
  }

  /// The view that holds the sum of a single operand, if all its labels are in the result.
  private func relabelled(_ labels: EinsumSubscripts) throws(ArrayError) -> NDArray? {
    let own = labels.operands[0]
    guard own.allSatisfy({ label in labels.output.contains { $0 == label } }) else { return nil }
    var newShape = Shape(repeating: 0, count: labels.output.count)
    var newStrides = newShape
    var seen = [Bool](repeating: false, count: labels.output.count)
    let places = labels.output.indices.filter { labels.output[$0] == nil }
    var next = 0
    for (axis, label) in own.enumerated() {
      var place = 0
      if label == nil {
        place = places[next]
        next += 1
      } else {
        place = labels.output.firstIndex { $0 == label } ?? 0
      }
      if seen[place] && newShape[place] != shape[axis] {
        throw ArrayError(
          .value,
          "dimensions in single operand for collapsing index '\(Character(Unicode.Scalar(label ?? 0)))' don't match "
            + "(\(newShape[place]) != \(shape[axis]))")
      }
      seen[place] = true
      newShape[place] = shape[axis]
      newStrides[place] += strides[axis]
    }
    return view(shape: newShape, strides: newStrides)
  }

  private static func mismatch(
    _ inputs: [NDArray], _ views: [[Int?: (length: Int, stride: Int)]], _ count: Int
  ) -> ArrayError {
    var text = "operands could not be broadcast together with remapped shapes [original->remapped]: "
    for (input, view) in zip(inputs, views) {
      let remapped = (0..<count).map { i in view[i].map { String($0.length) } ?? "newaxis" }
        .drop { $0 == "newaxis" }
      text += "\(input.shape)->(\(remapped.joined(separator: ","))\(remapped.count == 1 ? "," : "")) "
    }
    return ArrayError(.value, text)
  }
}
