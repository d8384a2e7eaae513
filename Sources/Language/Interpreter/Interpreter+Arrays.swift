import Arrays

extension NDArray {
  /// The element of an array of one element.
  func item() -> Scalar? { count == 1 ? Scalar(loading: data, dtype) : nil }
}

extension Interpreter {
  /// `np.asarray(value)`: an array as it is, anything else made one by NumPy's rules.
  ///
  /// - Throws: ValueError for ragged nesting, TypeError for what is no number.
  public func asArray(_ value: Value, dtype: DType? = nil) throws -> NDArray {
    if case .array(let array) = value {
      if let dtype, dtype != array.dtype { return try array.astype(dtype) }
      return array
    }
    if let operand = value.operand {
      let array = try operand.asArray()
      if let dtype, dtype != array.dtype { return try array.astype(dtype) }
      return array
    }
    var builder = ArrayBuilder(self, wanted: dtype)
    try builder.scan(value, depth: 0)
    let array = try builder.make(value, dtype: dtype)
    return array
  }

  /// What is assigned to elements: lists are converted to the array's type as `np.array` converts them.
  func assigned(_ value: Value, to array: NDArray) throws -> NDArray {
    if case .array = value { return try asArray(value) }
    return try asArray(value, dtype: array.dtype)
  }

  /// `array.shape = …` and the few other attributes of arrays that can be set.
  func setArrayAttribute(_ array: NDArray, _ name: StringObject, _ value: Value) throws {
    switch name.value {
    case "shape":
      let lengths = value.index.map { [$0] }
      try array.setShape(Shape(checking: try lengths ?? items(of: value).map { try int($0) }))
    default:
      if Types.ndarray.lookup(name) != nil {
        throw PyError.attributeError("attribute '\(name.value)' of 'numpy.ndarray' objects is not writable")
      }
      throw missingAttribute(.array(array), name)
    }
  }
}

/// Makes an array of nested lists and tuples: first their shape and type, then the elements.
private struct ArrayBuilder {
  private unowned(unsafe) let vm: Interpreter
  /// The dtype that was asked for: texts and None are converted to it.
  private let wanted: DType?
  private var shape: [Int] = []
  private var dtype: DType?
  /// Whether the nesting ended at numbers here.
  private var depthOfNumbers: Int?

  init(_ vm: Interpreter, wanted: DType?) {
    self.vm = vm
    self.wanted = wanted
  }

  /// The number that an element is, or that `int` or `float` makes of a text for the dtype that was asked for.
  private func operand(of value: Value) throws -> Operand? {
    if let operand = value.wideOperand { return operand }
    guard let wanted, wanted != .bool else { return nil }
    switch value {
    case .none where wanted.isFloat: return .pyFloat(.nan)
    case .str, .none: return try vm.call(.type(wanted.isFloat ? Types.float : Types.int), [value]).wideOperand
    default: return nil
    }
  }

  private func sequence(_ value: Value) throws -> [Value]? {
    switch value {
    case .list(let list): return list.items
    case .tuple(let tuple): return tuple.items
    case .object(let range as RangeObject): return try vm.items(of: .object(range))
    case .object(let view as DictViewObject): throw notANumber(.object(view))
    default:
      if vm.typeOf(value).isUserDefined, vm.typeOf(value).lookup(Names.length) != nil,
        vm.typeOf(value).lookup(Names.getItem) != nil
      {
        return try vm.items(of: value)
      }
      return nil
    }
  }

  private func notANumber(_ value: Value) -> PyError {
    switch value {
    case .str: .unsupported("arrays of strings are not part of nbsh")
    default: .unsupported("arrays of objects (here '\(vm.typeName(value))') are not part of nbsh")
    }
  }

  private func ragged(_ depth: Int) -> PyError {
    .valueError(
      "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(depth) dimensions. The detected shape was \(description) + inhomogeneous part."
    )
  }

  private var description: String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }

  mutating func scan(_ value: Value, depth: Int) throws {
    if let items = try sequence(value) {
      if depth >= Shape.maximumCount { throw PyError(Shape.tooMany(depth + 1)) }
      try note(length: items.count, depth: depth)
      for (index, item) in items.enumerated() {
        if index & 0xFFFF == 0 { try vm.checkInterrupt() }
        try scan(item, depth: depth + 1)
      }
      return
    }
    if case .array(let array) = value, array.shape.count > 0 {
      for (axis, length) in array.shape.enumerated() { try note(length: length, depth: depth + axis) }
      try number(.array(array), depth: depth + array.shape.count)
      return
    }
    try number(value, depth: depth)
  }

  private mutating func note(length: Int, depth: Int) throws {
    if depth == shape.count {
      if depthOfNumbers != nil { throw raggedHere(depth) }
      shape.append(length)
    } else if shape[depth] != length || depthOfNumbers.map({ depth >= $0 }) == true {
      throw raggedHere(depth)
    }
  }

  private mutating func raggedHere(_ depth: Int) -> PyError {
    shape = Array(shape.prefix(depth))
    return ragged(depth)
  }

  private mutating func number(_ value: Value, depth: Int) throws {
    guard let operand = try operand(of: value) else { throw notANumber(value) }
    if let known = depthOfNumbers {
      if known != depth { throw raggedHere(min(known, depth)) }
    } else {
      if shape.count > depth { throw raggedHere(depth) }
      depthOfNumbers = depth
    }
    let own = operand.dtype
    dtype = dtype.map { DType.promote($0, own) } ?? own
  }

  func make(_ value: Value, dtype wanted: DType?) throws -> NDArray {
    let type = wanted ?? dtype ?? .float64
    let array = try NDArray(empty: Shape(checking: shape), type)
    var position = 0
    try fill(value, array, &position)
    return array
  }

  private func fill(_ value: Value, _ array: NDArray, _ position: inout Int) throws {
    if let items = try sequence(value) {
      for (index, item) in items.enumerated() {
        if index & 0xFFFF == 0 { try vm.checkInterrupt() }
        try fill(item, array, &position)
      }
      return
    }
    if case .array(let part) = value, part.shape.count > 0 {
      let converted = try part.astype(array.dtype).contiguous()
      (array.data + position * array.itemSize).copyMemory(
        from: converted.data, byteCount: converted.byteCount)
      position += converted.count
      return
    }
    guard let scalar = try operand(of: value).flatMap(\.scalarValue) else { return }
    if case .int(let x) = value, array.dtype == .uint8, x < 0 || x > 255 {
      throw PyError.overflowError("Python integer \(x) out of bounds for uint8")
    }
    if case .int(let x) = value, array.dtype == .int32, Int32(exactly: x) == nil {
      throw PyError.overflowError("Python integer \(x) out of bounds for int32")
    }
    if case .int(let x) = value, array.dtype == .uint64, x < 0 {
      throw PyError.overflowError("Python integer \(x) out of bounds for uint64")
    }
    if case .float(let x) = value, array.dtype.isInteger, !x.isFinite {
      throw x.isNaN
        ? PyError.valueError("cannot convert float NaN to integer")
        : PyError.overflowError("cannot convert float infinity to integer")
    }
    scalar.cast(to: array.dtype).store(to: array.data + position * array.itemSize)
    position += 1
  }
}
