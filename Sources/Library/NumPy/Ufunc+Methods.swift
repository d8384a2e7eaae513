import Arrays
import Language

extension Ufunc {
  /// `numpy.ufunc`
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("ufunc", bases: [Types.object], module: "numpy")
    type.doc = "A function of NumPy that works element by element, with methods such as reduce and at."
    type.example = "print(type(np.add), np.add.reduce([1, 2, 3]))\n#> <class 'numpy.ufunc'> 6"
    type.loadEntries = {
      func add(_ name: String, _ read: @escaping (Ufunc) -> Value) {
        type.addGetter(name) { _, value in Ufunc.of(value).map(read) ?? Value.none }
      }
      add("nin") { .int($0.isBinary ? 2 : 1) }
      add("nout") { _ in .int(1) }
      add("nargs") { .int($0.isBinary ? 3 : 2) }
      add("__doc__") { .string($0.entry.doc) }
      add("identity") { $0.identity }
      return methods.entries
    }
    return type
  }()

  private var isBinary: Bool { if case .binary = operation { true } else { false } }

  private var identity: Value {
    guard case .binary(let op) = operation else { return .none }
    switch op {
    case .add, .bitwiseOr, .bitwiseXor, .hypot, .gcd: return .int(0)
    case .multiply: return .int(1)
    case .logicalAnd: return .bool(true)
    case .logicalOr, .logicalXor: return .bool(false)
    case .logaddexp: return .float(-.infinity)
    case .bitwiseAnd: return .int(-1)
    default: return .none
    }
  }

  /// The reduction that does the same as `reduce`, in the library's order of sums.
  private var reduction: Reduction? {
    guard case .binary(let op) = operation else { return nil }
    switch op {
    case .add: return .sum
    case .multiply: return .prod
    case .maximum: return .max
    case .minimum: return .min
    case .logicalAnd: return .all
    case .logicalOr: return .any
    default: return nil
    }
  }

  private static func binary(_ arguments: Arguments, _ method: String) throws -> (Ufunc, BinaryOperation) {
    guard let ufunc = Ufunc.of(arguments[0]) else {
      throw PyError.typeError("descriptor requires a 'numpy.ufunc' object")
    }
    guard case .binary(let op) = ufunc.operation else {
      throw PyError.valueError("\(method) only supported for binary functions")
    }
    return (ufunc, op)
  }

  nonisolated(unsafe) private static let methods = EntryList { add in
    add("__repr__", "(self, /)", "<ufunc 'add'>") { a in
      guard case .builtin(let builtin) = a[0] else { return .none }
      return .string("<ufunc '\(builtin.name)'>")
    }
    add(
      "reduce", "(self, array, /, axis=0, dtype=None, out=None, keepdims=False, initial=_, where=True)",
      "Combines all elements along an axis.", "print(np.maximum.reduce([[1, 5], [3, 2]]))\n#> [3 5]"
    ) { a in
      let (ufunc, op) = try binary(a, "reduce")
      let array = try a.array(1)
      if array.ndim == 0, !a[2].isNone { throw PyError.typeError("cannot reduce on a scalar") }
      if let reduction = ufunc.reduction {
        return Value(
          try array.reduce(
            reduction, axes: a.axes(2), keepDims: a.bool(5), dtype: a.dtype(3),
            initial: a[6].operand?.scalarValue,
            where: a.mask(7), out: a.out(4)))
      }
      return Value(
        try fold(
          op, ufunc, array, axes: a.axes(2) ?? Array(0..<array.ndim), keepDims: a.bool(5),
          initial: a[6].operand))
    }
    add(
      "accumulate", "(self, array, /, axis=0, dtype=None, out=None)", "All partial results along an axis.",
      "print(np.maximum.accumulate([1, 3, 2, 5]))\n#> [1 3 3 5]"
    ) { a in
      let (_, op) = try binary(a, "accumulate")
      let array = try a.array(1)
      if array.ndim == 0 { throw PyError.typeError("cannot accumulate on a scalar") }
      let axis = try array.normalize(axis: a.int(2))
      if op == .add || op == .multiply {
        return .array(
          try array.cumulative(product: op == .multiply, axis: axis, dtype: a.dtype(3), out: a.out(4)))
      }
      return .array(try accumulate(op, array, axis: axis))
    }
    add(
      "outer", "(self, A, B, /)", "The operation for every pair of elements.",
      "print(np.add.outer([1, 2], [10, 20]))\n#> [[11 21]\n#>  [12 22]]"
    ) { a in
      let (_, op) = try binary(a, "outer product")
      let left = try a.array(1)
      let right = try a.array(2)
      var shape = left.shape
      for _ in 0..<right.ndim {
        if shape.count == Shape.maximumCount { throw PyError(Shape.tooMany(left.ndim + right.ndim)) }
        shape.append(1)
      }
      return Value(try NDArray.binary(op, .array(left.reshape(shape)), .array(right)))
    }
    add(
      "at", "(self, a, indices, b=_, /)",
      "Applies the operation in place at indices, once for each occurrence.",
      "x = np.zeros(3)\nnp.add.at(x, [0, 0, 2], 1)\nprint(x)\n#> [2. 0. 1.]"
    ) { a in
      guard case .array(let target) = a[1] else {
        throw PyError.typeError("first operand must be array")
      }
      guard let ufunc = Ufunc.of(a[0]), case .binary(let op) = ufunc.operation else {
        throw PyError.unsupported("ufunc.at of a function of one operand is not part of nbsh")
      }
      if a[3].isUnset { throw PyError.valueError("second operand needed for ufunc") }
      let items = try a.vm.indexList(of: a[2], for: target)
      try target.at(op, items, a.operand(3))
      return .none
    }
    add(
      "reduceat", "(self, array, /, indices, axis=0, dtype=None, out=None)",
      "Reductions of the parts between indices.",
      "print(np.add.reduceat([1, 2, 3, 4], [0, 2]))\n#> [3 7]"
    ) { a in
      let (ufunc, op) = try binary(a, "reduceat")
      let array = try a.array(1)
      if array.ndim == 0 { throw PyError.typeError("cannot reduceat on a scalar") }
      let axis = try array.normalize(axis: a.int(3))
      let places = try a.ints(2)
      let length = array.shape[axis]
      for place in places where place < 0 || place >= length {
        throw PyError.indexError("index \(place) out-of-bounds in \(ufunc.name).reduceat [0, \(length))")
      }
      var parts: [NDArray] = []
      for (i, place) in places.enumerated() {
        if i & 0xFF == 0 { try Interruption.check() }
        let end = i + 1 < places.count ? places[i + 1] : length
        var shape = array.shape
        shape[axis] = max(1, end - place)
        let part = array.view(shape: shape, strides: array.strides, offset: place * array.strides[axis])
        if let reduction = ufunc.reduction {
          parts.append(try part.reduce(reduction, axes: [axis], keepDims: true, dtype: a.dtype(4)).asArray())
        } else {
          parts.append(try fold(op, ufunc, part, axes: [axis], keepDims: true, initial: nil).asArray())
        }
      }
      if parts.isEmpty { throw PyError.unsupported("ufunc.reduceat without indices is not part of nbsh") }
      return try NumPy.stored(.array(NDArray.concatenate(parts, axis: axis)), in: a.out(5))
    }
  }

  /// Item `position` along an axis.
  private static func slice(_ array: NDArray, _ axis: Int, _ position: Int) -> NDArray {
    var shape = array.shape
    var strides = array.strides
    let step = strides[axis]
    _ = shape.remove(at: axis)
    _ = strides.remove(at: axis)
    return array.view(shape: shape, strides: strides, offset: position * step)
  }

  /// From the first item to the last along each axis in turn.
  private static func fold(
    _ op: BinaryOperation, _ ufunc: Ufunc, _ array: NDArray, axes: [Int], keepDims: Bool, initial: Operand?
  ) throws -> ArrayResult {
    var along: [Int] = []
    for axis in axes { along.append(try array.normalize(axis: axis)) }
    var current = array
    var result = ArrayResult.array(array)
    var start = initial
    for axis in along.sorted(by: >) {
      let length = current.shape[axis]
      var position = 0
      let rest = slice(current, axis, 0).shape
      var value: Operand
      if let start {
        value = try .array(
          NDArray.full(rest, start, nil).astype(Operand.resultType(.array(current), start), copy: false))
      } else if length > 0 {
        value = .array(slice(current, axis, 0))
        position = 1
      } else {
        guard let identity = ufunc.identity.operand else {
          throw PyError.valueError("zero-size array to reduction operation \(op.name) which has no identity")
        }
        value = .array(try NDArray.full(rest, identity, nil))
      }
      start = nil
      while position < length {
        if position & 0xFF == 0 { try Interruption.check() }
        value = try NDArray.binary(op, value, .array(slice(current, axis, position))).operand
        position += 1
      }
      current = try value.asArray()
      result = current.scalarIfZeroDimensional
    }
    guard keepDims else { return result }
    var shape = array.shape
    for axis in along { shape[axis] = 1 }
    return .array(try current.reshape(shape))
  }

  private static func accumulate(_ op: BinaryOperation, _ array: NDArray, axis: Int) throws -> NDArray {
    let length = array.shape[axis]
    if length == 0 { return try array.copy() }
    if length == 1 { return try array.copy() }
    var result: NDArray?
    var value = Operand.array(slice(array, axis, 0))
    for position in 1..<length {
      if position & 0xFF == 0 { try Interruption.check() }
      let next = try NDArray.binary(op, value, .array(slice(array, axis, position)))
      let made = try result ?? NDArray(empty: array.shape, next.dtype)
      if result == nil { try slice(made, axis, 0).assign(.array(slice(array, axis, 0))) }
      result = made
      value = next.operand
      try slice(made, axis, position).assign(value)
    }
    return try result ?? array.copy()
  }
}
