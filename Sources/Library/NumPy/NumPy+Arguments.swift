import Arrays
import Language

/// What NumPy's parameters accept.
extension Arguments {
  /// An argument that calculates: array, scalar, Python number, or nested lists of numbers.
  @inline(__always)
  func operand(_ index: Int) throws -> Operand {
    if let operand = self[index].operand { return operand }
    return .array(try vm.asArray(self[index]))
  }

  /// `np.asarray(argument)`
  @inline(__always)
  func array(_ index: Int) throws -> NDArray {
    if case .array(let array) = self[index] { return array }
    return try vm.asArray(self[index])
  }

  /// `axis=`: nil for None and for what was not given.
  func axes(_ index: Int) throws -> [Int]? { try NumPy.axes(self[index], vm) }

  /// `axis=` where one is allowed; nil for None.
  func axis(_ index: Int) throws -> Int? { isGiven(index) ? try int(index) : nil }

  /// `dtype=`
  func dtype(_ index: Int) throws -> DType? { try NumPy.dtype(self[index], vm) }

  /// `shape=` and `size=`: a length or a sequence of lengths.
  func shape(_ index: Int) throws -> Shape { try NumPy.shape(self[index], vm) }

  /// `size=`: nil for None.
  func size(_ index: Int) throws -> Shape? { isGiven(index) ? try shape(index) : nil }

  /// `out=`
  func out(_ index: Int) throws -> NDArray? {
    switch self[index] {
    case .unset, .none: return nil
    case .array(let array): return array
    case .tuple(let tuple) where tuple.items.count == 1:
      if case .array(let array) = tuple.items[0] { return array }
      if tuple.items[0].isNone { return nil }
    default: break
    }
    throw PyError.typeError("return arrays must be of ArrayType")
  }

  /// `where=`: nil where all elements count.
  func mask(_ index: Int) throws -> NDArray? {
    switch self[index] {
    case .unset, .bool(true): return nil
    default: return try array(index).astype(.bool, copy: false)
    }
  }

  /// A flag that may not be given.
  func flag(_ index: Int) throws -> Bool { self[index].isUnset ? false : try bool(index) }

  /// `order=`
  func order(_ index: Int, _ missing: NDArray.Order = .c) throws -> NDArray.Order {
    guard isGiven(index) else { return missing }
    guard let order = NDArray.Order(rawValue: try string(index)) else {
      throw PyError.valueError("order must be one of 'C', 'F', 'A', or 'K' (got '\(try string(index))')")
    }
    return order
  }

  /// The arrays of a sequence, as `np.concatenate` takes them.
  func arrays(_ index: Int) throws -> [NDArray] {
    if case .array(let array) = self[index] {
      guard array.ndim > 0 else { throw PyError.valueError("zero-dimensional arrays cannot be concatenated") }
      return try items(index).map { try vm.asArray($0) }
    }
    return try items(index).map { try vm.asArray($0) }
  }

  /// One integer or a sequence of them.
  func ints(_ index: Int) throws -> [Int] { try NumPy.ints(self[index], vm) }
}

extension NumPy {
  static func ints(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    switch value {
    case .int(let one): return [one]
    case .tuple(let tuple): return try ints(tuple.items, vm)
    case .list(let list): return try ints(list.items, vm)
    default:
      if let one = value.index { return [one] }
      if case .array = value { return try ints(vm.items(of: value), vm) }
      if case .object(let object) = value, object is RangeObject { return try ints(vm.items(of: value), vm) }
      return [try vm.int(value)]
    }
  }

  private static func ints(_ values: [Value], _ vm: Interpreter) throws -> [Int] {
    try values.enumerated().map { i, value in
      if i & 0xFFFF == 0xFFFF { try Interruption.check() }
      return try vm.int(value)
    }
  }

  static func axes(_ value: Value, _ vm: Interpreter) throws -> [Int]? {
    switch value {
    case .unset, .none: nil
    case .int(let axis): [axis]
    default: try ints(value, vm)
    }
  }

  static func shape(_ value: Value, _ vm: Interpreter) throws -> Shape {
    switch value {
    case .int(let length): return Shape(length)
    case .none: throw PyError.typeError("Use () not None as shape arguments")
    case .tuple(let tuple): return try shape(of: tuple.items, vm)
    case .list(let list): return try shape(of: list.items, vm)
    case .float, .npFloat64, .npFloat32:
      throw PyError.typeError(
        "expected a sequence of integers or a single integer, got '\(try vm.repr(value))'")
    default: return try Shape(checking: ints(value, vm))
    }
  }

  static func shape(of items: [Value], _ vm: Interpreter) throws -> Shape {
    if items.count > Shape.maximumCount { throw PyError(Shape.tooMany(items.count)) }
    var shape = Shape()
    for item in items {
      if case .int(let length) = item { shape.append(length) } else { shape.append(try vm.int(item)) }
    }
    return shape
  }

  /// A tuple of Python ints.
  static func tuple(_ shape: Shape) -> Value {
    var items: [Value] = []
    items.reserveCapacity(shape.count)
    for length in shape { items.append(.int(length)) }
    return .tuple(items)
  }

  /// Python numbers for elements, as `item` and `tolist` give them.
  static func pythonNumber(_ scalar: Scalar) -> Value {
    switch scalar {
    case .bool(let value): .bool(value)
    case .uint8(let value): .int(Int(value))
    case .int32(let value): .int(Int(value))
    case .int64(let value): .int(value)
    case .uint64(let value): .integer(value)
    case .float32(let value): .float(Double(value))
    case .float64(let value): .float(value)
    }
  }

  /// A value from what random generators give: weak operands are Python numbers.
  static func value(_ operand: Operand) -> Value {
    switch operand {
    case .array(let array): .array(array)
    case .scalar(let scalar): Value(scalar)
    case .pyInt(let value): .int(value)
    case .pyFloat(let value): .float(value)
    case .pyBool(let value): .bool(value)
    }
  }

  static func list(_ arrays: [NDArray]) -> Value { .list(arrays.map { .array($0) }) }
  static func tuple(_ arrays: [NDArray]) -> Value { .tuple(arrays.map { .array($0) }) }
}
