import Arrays
import Language

extension NumPy {
  /// Functions that make arrays.
  nonisolated(unsafe) static let creation = EntryList { add in
    addConversions(&add)
    addFilled(&add)
    addRanges(&add)
    addGrids(&add)
  }

  /// `np.array(value)`: a copy, with at least `ndmin` dimensions.
  static func makeArray(
    _ value: Value, dtype: DType?, copy: Bool, ndmin: Int, order: NDArray.Order, _ vm: Interpreter
  ) throws
    -> NDArray
  {
    var array: NDArray
    if case .array(let given) = value {
      array = given
      if let dtype, dtype != given.dtype {
        array = try given.astype(dtype, order: order)
      } else if copy {
        array = try given.copy(order: order)
      } else if order == .f, !given.isFContiguous || order == .c && !given.isCContiguous {
        array = try given.copy(order: order)
      }
    } else {
      array = try vm.asArray(value, dtype: dtype)
      if order == .f { array = try array.copy(order: .f) }
    }
    if array.ndim < ndmin {
      if ndmin > Shape.maximumCount { throw PyError(Shape.tooMany(ndmin)) }
      var shape = Shape(repeating: 1, count: ndmin - array.ndim)
      for length in array.shape { shape.append(length) }
      array = try array.reshape(shape)
    }
    return array
  }

  private static func addConversions(_ add: inout EntryList) {
    add(
      "array", "(object, dtype=None, *, copy=True, order='K', subok=False, ndmin=0, like=None)",
      "An array of nested lists, or a copy of an array.",
      "print(np.array([[1, 2], [3, 4]]))\n#> [[1 2]\n#>  [3 4]]"
    ) { a in
      let copy = a[2].isNone ? false : try a.bool(2)
      return .array(
        try makeArray(a[0], dtype: a.dtype(1), copy: copy, ndmin: a.int(5), order: a.order(3, .keep), a.vm))
    }
    add(
      "asarray", "(a, dtype=None, order=None, *, device=None, copy=None, like=None)",
      "An array of the argument, itself if it is one.",
      "x = np.zeros(2)\nprint(np.asarray(x) is x)\n#> True"
    ) { a in
      .array(
        try makeArray(
          a[0], dtype: a.dtype(1), copy: a.isGiven(4) && a.bool(4), ndmin: 0, order: a.order(2, .keep), a.vm))
    }
    add.alias("asanyarray", of: "asarray", "print(np.asanyarray([1, 2]) * 2)\n#> [2 4]")
    add(
      "ascontiguousarray", "(a, dtype=None, *, like=None)", "An array whose elements lie row by row.",
      "x = np.ascontiguousarray(np.eye(3).T)\nprint(x.flags.c_contiguous)\n#> True"
    ) {
      a in
      .array(try makeArray(a[0], dtype: a.dtype(1), copy: false, ndmin: 1, order: .keep, a.vm).contiguous())
    }
    add(
      "asfortranarray", "(a, dtype=None, *, like=None)", "An array whose elements lie column by column.",
      "x = np.asfortranarray(np.ones((2, 3)))\nprint(x.strides)\n#> (8, 16)"
    ) {
      a in
      let array = try makeArray(a[0], dtype: a.dtype(1), copy: false, ndmin: 0, order: .keep, a.vm)
      return .array(array.isFContiguous ? array : try array.copy(order: .f))
    }
    add(
      "asarray_chkfinite", "(a, dtype=None, order=None)",
      "An array without infinities and nans, or a ValueError.",
      "print(np.asarray_chkfinite([1., 2.]))\n#> [1. 2.]"
    ) { a in
      let array = try makeArray(a[0], dtype: a.dtype(1), copy: false, ndmin: 0, order: .keep, a.vm)
      if array.dtype.isFloat, try !NDArray.unary(.isfinite, .array(array)).asArray().reduce(.all).isTrueScalar
      {
        throw PyError.valueError("array must not contain infs or NaNs")
      }
      return .array(array)
    }
    add(
      "copy", "(a, order='K', subok=False)", "A copy of an array.",
      "x = np.arange(3)\ny = np.copy(x)\ny[0] = 9\nprint(x)\n#> [0 1 2]"
    ) { a in
      .array(try a.array(0).copy(order: a.order(1, .keep)))
    }
    add(
      "fromfunction", "(function, shape, *, dtype=None, like=None, **kwargs)",
      "An array from a function of its indices.",
      "print(np.fromfunction(lambda i, j: i + j, (2, 3)))\n#> [[0. 1. 2.]\n#>  [1. 2. 3.]]"
    ) { a in
      let shape = try a.shape(1)
      let grid = try NDArray.indices(shape, dtype: a.dtype(2) ?? .float64)
      let indices = try a.vm.items(of: .array(grid))
      return try a.vm.call(a[0], indices, keywords(a.keywords(4)))
    }
    add(
      "fromiter", "(iter, dtype, count=-1, *, like=None)", "A one-dimensional array of an iterable's items.",
      "print(np.fromiter((x * x for x in range(4)), dtype=int))\n#> [0 1 4 9]"
    ) { a in
      var items: [Value] = []
      let count = try a.int(2)
      let iterator = try a.vm.iterator(a[0])
      while count < 0 || items.count < count, let item = try iterator.following(a.vm) { items.append(item) }
      if items.count < count {
        throw PyError.valueError(
          "iterator too short: Expected \(count) but iterator had only \(items.count) items.")
      }
      return .array(try a.vm.asArray(.list(items), dtype: a.dtype(1) ?? .float64))
    }
    add(
      "fromstring", "(string, dtype=None, count=-1, *, sep, like=None)", "An array of the numbers in a text.",
      "print(np.fromstring('1 2 3', sep=' '))\n#> [1. 2. 3.]"
    ) { a in
      let separator = try a.string(3)
      if separator.isEmpty {
        throw PyError.valueError("The binary mode of fromstring is removed, use frombuffer instead")
      }
      let text = try a.string(0)
      let isBlank = separator.allSatisfy { $0 == " " }
      var numbers: [Value] = []
      var rest = text[...]
      func isBetween(_ character: Character) -> Bool {
        isBlank
          ? character == " " || character == "\n" || character == "\t" : character == Character(separator)
      }
      while true {
        if Interpreter.isInterrupted(at: numbers.count << 4) { try a.vm.checkInterrupt() }
        let end = rest.firstIndex(where: isBetween) ?? rest.endIndex
        let part = rest[..<end]
        rest = rest[end...].dropFirst()
        if part.isEmpty {
          if end == text.endIndex { break }
          continue
        }
        guard let number = Double(part.filter { $0 != " " && $0 != "\n" }) else {
          throw PyError.valueError("string or file could not be read to its end due to unmatched data")
        }
        numbers.append(.float(number))
        if end == text.endIndex { break }
      }
      return .array(try a.vm.asArray(.list(numbers), dtype: a.dtype(1) ?? .float64))
    }
  }

  /// Keyword arguments of a call from what `**kwargs` collected.
  static func keywords(_ dict: DictObject?) -> [Keyword] {
    guard let dict else { return [] }
    return dict.items.compactMap { key, value in
      if case .str(let name) = key { (StringObject.interned(name.value), value) } else { nil }
    }
  }

  private static func filled(_ array: NDArray, _ value: Operand) throws -> Value {
    try array.assign(value)
    return .array(array)
  }

  /// A new array shaped like the argument.
  private static func like(_ a: Arguments, dtype: Int, order: Int, shape: Int) throws -> NDArray {
    let model = try a.array(0)
    let type = try a.dtype(dtype) ?? model.dtype
    if a.isGiven(shape) { return try NDArray(empty: a.shape(shape), type) }
    return try model.emptyLike(dtype: type, order: a.order(order, .keep))
  }

  private static func made(_ a: Arguments, dtype: DType?, order: Int) throws -> NDArray? {
    guard a[order].text == "F" else { return nil }
    let shape = try a.shape(0)
    let type = dtype ?? .float64
    return try NDArray(empty: shape, strides: shape.fortranStrides(itemSize: type.itemSize), type)
  }

  private static func addFilled(_ add: inout EntryList) {
    add(
      "zeros", "(shape, dtype=None, order='C', *, device=None, like=None)", "An array of zeros.",
      "print(np.zeros((2, 3)))\n#> [[0. 0. 0.]\n#>  [0. 0. 0.]]"
    ) { a in
      if let array = try made(a, dtype: a.dtype(1), order: 2) { return try filled(array, .pyInt(0)) }
      return .array(try NDArray(zeros: a.shape(0), a.dtype(1) ?? .float64))
    }
    add(
      "ones", "(shape, dtype=None, order='C', *, device=None, like=None)", "An array of ones.",
      "print(np.ones(3))\n#> [1. 1. 1.]"
    ) { a in
      if let array = try made(a, dtype: a.dtype(1), order: 2) { return try filled(array, .pyInt(1)) }
      return .array(try NDArray.ones(a.shape(0), a.dtype(1) ?? .float64))
    }
    add(
      "empty", "(shape, dtype=None, order='C', *, device=None, like=None)",
      "An array whose elements are still to be set (zeros, here).", "print(np.empty((2, 3)).shape)\n#> (2, 3)"
    ) { a in
      if let array = try made(a, dtype: a.dtype(1), order: 2) { return try filled(array, .pyInt(0)) }
      return .array(try NDArray(zeros: a.shape(0), a.dtype(1) ?? .float64))
    }
    add(
      "full", "(shape, fill_value, dtype=None, order='C', *, device=None, like=None)",
      "An array of one value.", "print(np.full((2, 2), 7))\n#> [[7 7]\n#>  [7 7]]"
    ) { a in
      let value = try a.operand(1)
      if case .array(let array) = value {
        return try filled(NDArray(empty: a.shape(0), a.dtype(2) ?? array.dtype), value)
      }
      return .array(try NDArray.full(a.shape(0), value, a.dtype(2)))
    }
    add(
      "zeros_like", "(a, dtype=None, order='K', subok=True, shape=None, *, device=None)",
      "Zeros in the shape of an array.", "print(np.zeros_like([1, 2]))\n#> [0 0]"
    ) { a in
      try filled(like(a, dtype: 1, order: 2, shape: 4), .pyInt(0))
    }
    add(
      "ones_like", "(a, dtype=None, order='K', subok=True, shape=None, *, device=None)",
      "Ones in the shape of an array.", "print(np.ones_like([1., 2.]))\n#> [1. 1.]"
    ) { a in
      try filled(like(a, dtype: 1, order: 2, shape: 4), .pyInt(1))
    }
    add(
      "empty_like", "(prototype, dtype=None, order='K', subok=True, shape=None, *, device=None)",
      "An array in the shape of another, its elements still to be set.",
      "out = np.empty_like(np.ones((2, 3), dtype=np.float32))\nprint(out.shape, out.dtype)\n#> (2, 3) float32"
    ) { a in
      try filled(like(a, dtype: 1, order: 2, shape: 4), .pyInt(0))
    }
    add(
      "full_like", "(a, fill_value, dtype=None, order='K', subok=True, shape=None, *, device=None)",
      "One value in the shape of an array.", "print(np.full_like([1, 2], 7))\n#> [7 7]"
    ) { a in
      try filled(like(a, dtype: 2, order: 3, shape: 5), a.operand(1))
    }
    add(
      "eye", "(N, M=None, k=0, dtype=None, order='C', *, device=None, like=None)", "Ones on a diagonal.",
      "print(np.eye(2))\n#> [[1. 0.]\n#>  [0. 1.]]"
    ) { a in
      .array(try NDArray.eye(a.int(0), columns: a.axis(1), k: a.int(2), dtype: a.dtype(3) ?? .float64))
    }
    add(
      "identity", "(n, dtype=None, *, like=None)", "The identity matrix.",
      "print(np.identity(2))\n#> [[1. 0.]\n#>  [0. 1.]]"
    ) { a in
      .array(try NDArray.identity(a.int(0), dtype: a.dtype(1) ?? .float64))
    }
    add(
      "diag", "(v, k=0)", "A matrix with a diagonal, or the diagonal of a matrix.",
      "print(np.diag([1, 2]))\n#> [[1 0]\n#>  [0 2]]"
    ) { a in
      let array = try a.array(0)
      switch array.ndim {
      case 1: return .array(try array.diagonalMatrix(k: a.int(1)))
      case 2:
        return .array(try array.diagonal(offset: a.int(1)))
      default: throw PyError.valueError("Input must be 1- or 2-d.")
      }
    }
    add(
      "diagflat", "(v, k=0)", "A matrix with the flattened input as its diagonal.",
      "print(np.diagflat([[1, 2]]))\n#> [[1 0]\n#>  [0 2]]"
    ) { a in
      .array(try a.array(0).ravel().diagonalMatrix(k: a.int(1)))
    }
    add(
      "tri", "(N, M=None, k=0, dtype=None, *, like=None)", "Ones at and below a diagonal.",
      "print(np.tri(2))\n#> [[1. 0.]\n#>  [1. 1.]]"
    ) { a in
      .array(try NDArray.tri(a.int(0), columns: a.axis(1), k: a.int(2), dtype: a.dtype(3) ?? .float64))
    }
    add(
      "tril", "(m, k=0)", "The lower triangle, zeros above.",
      "print(np.tril([[1, 2], [3, 4]]))\n#> [[1 0]\n#>  [3 4]]"
    ) { a in
      .array(try a.array(0).triangle(lower: true, k: a.int(1)))
    }
    add(
      "triu", "(m, k=0)", "The upper triangle, zeros below.",
      "print(np.triu([[1, 2], [3, 4]]))\n#> [[1 2]\n#>  [0 4]]"
    ) { a in
      .array(try a.array(0).triangle(lower: false, k: a.int(1)))
    }
    add(
      "vander", "(x, N=None, increasing=False)", "The Vandermonde matrix.",
      "print(np.vander([1, 2, 3], 3))\n#> [[1 1 1]\n#>  [4 2 1]\n#>  [9 3 1]]"
    ) { a in
      let x = try a.array(0)
      if x.ndim != 1 { throw PyError.valueError("x must be a one-dimensional array or sequence.") }
      let n = try a.axis(1) ?? x.shape[0]
      var columns: [NDArray] = []
      var power = try NDArray.full(x.shape, .pyInt(1), DType.promote(x.dtype, .int64))
      for _ in 0..<max(n, 0) {
        columns.append(power)
        power = try NDArray.binary(.multiply, .array(power), .array(x)).asArray()
      }
      if columns.isEmpty { return .array(try NDArray(empty: Shape(x.shape[0], 0), power.dtype)) }
      return .array(try NDArray.stack(a.bool(2) ? columns : columns.reversed(), axis: 1))
    }
  }

  /// `start` and `stop` of the functions that space numbers evenly, element by element where they are arrays.
  private static func spaced(
    _ a: Arguments, axis: Int, _ body: (Double, Double) throws -> NDArray
  ) throws -> Value {
    let start = try a.operand(0)
    let stop = try a.operand(1)
    if let low = start.scalarValue, let high = stop.scalarValue {
      return .array(try body(low.doubleValue, high.doubleValue))
    }
    let shape = try Shape.broadcast([start.shape, stop.shape])
    let lows = try start.asArray().astype(.float64).broadcast(to: shape).ravel()
    let highs = try stop.asArray().astype(.float64).broadcast(to: shape).ravel()
    var columns: [NDArray] = []
    for i in 0..<lows.count {
      columns.append(try body(lows.element(i).doubleValue, highs.element(i).doubleValue))
    }
    if columns.isEmpty {
      throw PyError.unsupported("evenly spaced numbers between empty arrays are not part of nbsh")
    }
    let table = try NDArray.stack(columns, axis: 1)
    var full = Shape(table.shape[0])
    for length in shape { full.append(length) }
    let result = try table.reshape(full)
    return .array(axis == 0 ? result : try result.moveAxes([0], to: [axis]).copy())
  }

  private static func addRanges(_ add: inout EntryList) {
    add(
      "arange", "(start, stop=_, step=_, dtype=None, *, device=None, like=None)",
      "Numbers from start up to, not including, stop.",
      "print(np.arange(0, 1, 0.25))\n#> [0.   0.25 0.5  0.75]"
    ) { a in
      let isSingle = a[1].isUnset || a[1].isNone
      let start: Operand = isSingle ? .pyInt(0) : try a.operand(0)
      let stop = try a.operand(isSingle ? 0 : 1)
      let step: Operand = a.isGiven(2) ? try a.operand(2) : .pyInt(1)
      return .array(try NDArray.arange(start, stop, step, dtype: a.dtype(3)))
    }
    add(
      "linspace", "(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, *, device=None)",
      "Numbers evenly spaced over an interval.",
      "print(np.linspace(0, 1, num=5))\n#> [0.   0.25 0.5  0.75 1.  ]"
    ) { a in
      let num = try a.int(2)
      if num < 0 { throw PyError.valueError("Number of samples, \(num), must be non-negative.") }
      let endpoint = try a.bool(3)
      let dtype = try a.dtype(5) ?? .float64
      if try a.bool(4), let low = a[0].number, let high = a[1].number {
        let made = try NDArray.linspaceAndStep(low, high, count: num, endpoint: endpoint, dtype: dtype)
        return .tuple([.array(made.values), .npFloat64(made.step)])
      }
      return try spaced(a, axis: a.int(6)) {
        try NDArray.linspace($0, $1, count: num, endpoint: endpoint, dtype: dtype)
      }
    }
    for (window, name, text, example) in [
      (NDArray.Window.bartlett, "bartlett", "1 - abs(t)", "[0.  0.5 1.  0.5 0. ]"),
      (
        .blackman, "blackman", "0.42 + 0.5 * cos(pi * t) + 0.08 * cos(2 * pi * t)",
        "[-0.    0.34  1.    0.34 -0.  ]"
      ),
      (.hamming, "hamming", "0.54 + 0.46 * cos(pi * t)", "[0.08 0.54 1.   0.54 0.08]"),
      (.hanning, "hanning", "0.5 + 0.5 * cos(pi * t)", "[0.  0.5 1.  0.5 0. ]"),
    ] {
      add(
        name, "(M)", "A window of M points: \(text) for t from -1 to 1.",
        "print(np.\(name)(5).round(2))\n#> \(example)"
      ) { a in
        guard let count = a[0].number else {
          throw PyError.typeError("M must be a number, not \(a.vm.typeName(a[0]))")
        }
        return .array(try NDArray.window(window, count))
      }
    }
    add(
      "logspace", "(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0)",
      "Powers of a base, their exponents evenly spaced.",
      "print(np.logspace(0, 3, 4))\n#> [   1.   10.  100. 1000.]"
    ) { a in
      let num = try a.int(2)
      if num < 0 { throw PyError.valueError("Number of samples, \(num), must be non-negative.") }
      let endpoint = try a.bool(3)
      let base = try a.double(4)
      let dtype = try a.dtype(5) ?? .float64
      return try spaced(a, axis: a.int(6)) {
        try NDArray.logspace($0, $1, count: num, endpoint: endpoint, base: base, dtype: dtype)
      }
    }
    add(
      "geomspace", "(start, stop, num=50, endpoint=True, dtype=None, axis=0)",
      "Numbers in geometric progression.", "print(np.geomspace(1, 1000, num=4))\n#> [   1.   10.  100. 1000.]"
    ) { a in
      let num = try a.int(2)
      if num < 0 { throw PyError.valueError("Number of samples, \(num), must be non-negative.") }
      let endpoint = try a.bool(3)
      let dtype = try a.dtype(4) ?? .float64
      return try spaced(a, axis: a.int(5)) {
        try NDArray.geomspace($0, $1, count: num, endpoint: endpoint, dtype: dtype)
      }
    }
  }

  private static func addGrids(_ add: inout EntryList) {
    add(
      "meshgrid", "(*xi, copy=True, sparse=False, indexing='xy')", "Coordinate arrays of a grid.",
      "x, y = np.meshgrid([1, 2], [3, 4])\nprint(x, y)\n#> [[1 2]\n#>  [1 2]] [[3 3]\n#>  [4 4]]"
    ) { a in
      let vectors = try a.rest(3).map { try a.vm.asArray($0) }
      let indexing = try a.string(2)
      if indexing != "xy" && indexing != "ij" {
        throw PyError.valueError("Valid values for `indexing` are 'xy' and 'ij'.")
      }
      return tuple(try NDArray.meshgrid(vectors, indexing: indexing, sparse: a.bool(1), copy: a.bool(0)))
    }
    add(
      "indices", "(dimensions, dtype=None, sparse=False)",
      "The indices of a grid, one array for each dimension.",
      "print(np.indices((2, 2))[0])\n#> [[0 0]\n#>  [1 1]]"
    ) { a in
      let shape = try a.shape(0)
      let grid = try NDArray.indices(shape, dtype: a.dtype(1) ?? .int64)
      guard try a.bool(2) else { return .array(grid) }
      var parts: [NDArray] = []
      for axis in 0..<shape.count {
        var line = Shape(repeating: 1, count: shape.count)
        line[axis] = shape[axis]
        parts.append(try NDArray.arange(.pyInt(0), .pyInt(shape[axis])).reshape(line))
      }
      return tuple(parts)
    }
  }
}

extension ArrayResult {
  /// Whether a result of one element is true.
  var isTrueScalar: Bool {
    switch self {
    case .scalar(let scalar): scalar.isTrue
    case .array(let array): array.count > 0 && Scalar(loading: array.data, array.dtype).isTrue
    }
  }
}
