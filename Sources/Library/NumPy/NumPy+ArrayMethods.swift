import Arrays
import Language

extension NumPy {
  /// The attributes of arrays and NumPy's scalars.
  static func addAttributes(to type: TypeObject) {
    func add(_ name: String, _ read: @escaping (NDArray) throws -> Value) {
      type.addGetter(name) { vm, value in
        if case .array(let array) = value { return try read(array) }
        return try read(vm.asArray(value))
      }
    }
    add("shape") { tuple($0.shape) }
    add("ndim") { .int($0.ndim) }
    add("size") { .int($0.count) }
    add("dtype") { .object(DTypeObject.of($0.dtype)) }
    add("strides") { tuple($0.strides) }
    add("nbytes") { .int($0.byteCount) }
    add("itemsize") { .int($0.itemSize) }
    add("base") { $0.base.map { .array($0) } ?? Value.none }
    add("flags") { .object(FlagsObject($0)) }
    add("flat") { .object(FlatObject($0)) }
    add("mT") {
      if $0.ndim < 2 { throw PyError.valueError("matrix transpose with ndim < 2 is undefined") }
      return .array(try $0.swapAxes(-2, -1))
    }
    add("data") { _ in throw PyError.unsupported("the buffer of an array is not part of nbsh: use tobytes()")
    }
    add("ctypes") { _ in throw PyError.unsupported("the address of an array is not part of nbsh") }
    type.addGetter("T") { _, value in
      if case .array(let array) = value { return .array(array.transposed) }
      return value
    }
    type.addGetter("real") { _, value in value }
    type.addGetter("imag") { vm, value in
      let array = try vm.asArray(value)
      let zeros = try NDArray(zeros: array.shape, array.dtype)
      return value.isArray ? .array(zeros) : Value(zeros.scalarIfZeroDimensional)
    }
  }

  /// The array that a method was called on.
  @inline(__always)
  static func own(_ a: Arguments) throws -> NDArray { try a.array(0) }

  /// A method's result: a scalar's methods give scalars where an array's give arrays without dimensions.
  static func result(_ array: NDArray, of a: Arguments) -> Value {
    if case .array = a[0] { return .array(array) }
    return Value(array.scalarIfZeroDimensional)
  }

  /// The integers of `x.reshape(2, 3)` or `x.reshape((2, 3))`.
  private static func spreadInts(_ a: Arguments, _ rest: Int) throws -> [Int]? {
    guard case .tuple(let tuple) = a[rest] else { return nil }
    let items = tuple.items
    if items.isEmpty { return nil }
    if items.count == 1 {
      if items[0].isNone { return nil }
      return try ints(items[0], a.vm)
    }
    return try items.map { try a.vm.int($0) }
  }

  /// The methods of arrays, most of which scalars have too.
  nonisolated(unsafe) static let arrayMethods = EntryList { add in
    addShaping(&add)
    addReducing(&add)
    addElements(&add)
    addOrdering(&add)
  }

  private static func addShaping(_ add: inout EntryList) {
    add(
      "reshape", "(self, *shape, order='C', copy=None)", "The elements in another shape.",
      "print(np.arange(6).reshape(2, 3))\n#> [[0 1 2]\n#>  [3 4 5]]"
    ) { a in
      guard case .tuple(let tuple) = a[3] else { return .none }
      let items = tuple.items
      if items.isEmpty { throw PyError.typeError("reshape() takes exactly 1 argument (0 given)") }
      let target = try items.count == 1 ? shape(items[0], a.vm) : shape(of: items, a.vm)
      return .array(try own(a).reshape(target, order: a.order(1)))
    }
    add(
      "ravel", "(self, order='C')", "The elements in one dimension, as a view if possible.",
      "print(np.eye(2).ravel())\n#> [1. 0. 0. 1.]"
    ) { a in
      .array(try own(a).ravel(order: a.order(1)))
    }
    add(
      "flatten", "(self, order='C')", "A one-dimensional copy.",
      "print(np.eye(2).flatten())\n#> [1. 0. 0. 1.]"
    ) { a in
      .array(try own(a).flatten(order: a.order(1)))
    }
    add(
      "transpose", "(self, *axes)", "A view with the axes in another order.",
      "print(np.zeros((2, 3, 4)).transpose(2, 0, 1).shape)\n#> (4, 2, 3)"
    ) { a in
      result(try own(a).transpose(spreadInts(a, 1)), of: a)
    }
    add(
      "swapaxes", "(self, axis1, axis2, /)", "A view with two axes exchanged.",
      "print(np.zeros((2, 3)).swapaxes(0, 1).shape)\n#> (3, 2)"
    ) { a in
      .array(try own(a).swapAxes(a.int(1), a.int(2)))
    }
    add(
      "squeeze", "(self, axis=None)", "A view without axes of length one.",
      "print(np.zeros((1, 3)).squeeze().shape)\n#> (3,)"
    ) { a in
      result(try own(a).squeeze(a.axes(1)), of: a)
    }
    add("resize", "(self, *new_shape, refcheck=True)", "Changing an array's length in place: left out.") {
      _ in
      throw PyError.unsupported("ndarray.resize is not part of nbsh: use np.resize or np.reshape")
    }
    add(
      "repeat", "(self, repeats, axis=None)", "Each element several times.",
      "print(np.array([1, 2]).repeat(2))\n#> [1 1 2 2]"
    ) { a in
      .array(try own(a).repeating(a.ints(1), axis: a.axis(2)))
    }
    add(
      "diagonal", "(self, offset=0, axis1=0, axis2=1)", "A diagonal.",
      "print(np.array([[1, 2], [3, 4]]).diagonal())\n#> [1 4]"
    ) { a in
      .array(try own(a).diagonal(offset: a.int(1), axis1: a.int(2), axis2: a.int(3)))
    }
    add(
      "trace", "(self, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum of a diagonal.",
      "print(np.eye(3).trace())\n#> 3.0"
    ) { a in
      Value(try own(a).trace(offset: a.int(1), axis1: a.int(2), axis2: a.int(3), dtype: a.dtype(4)))
    }
    add(
      "view", "(self, dtype=None, type=None)", "Another array on the same memory.",
      "x = np.zeros(2)\ny = x.view()\ny[0] = 1\nprint(x)\n#> [1. 0.]"
    ) { a in
      let array = try own(a)
      guard let dtype = try a.dtype(1), dtype != array.dtype else {
        return .array(array.view(shape: array.shape, strides: array.strides))
      }
      if dtype.itemSize == array.itemSize {
        return .array(array.view(shape: array.shape, strides: array.strides, dtype: dtype))
      }
      guard array.ndim > 0, array.strides[array.ndim - 1] == array.itemSize else {
        throw PyError.valueError("To change to a dtype of a different size, the last axis must be contiguous")
      }
      var shape = array.shape
      var strides = array.strides
      let bytes = shape[array.ndim - 1] * array.itemSize
      if bytes % dtype.itemSize != 0 {
        throw PyError.valueError(
          "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array."
        )
      }
      shape[array.ndim - 1] = bytes / dtype.itemSize
      strides[array.ndim - 1] = dtype.itemSize
      return .array(array.view(shape: shape, strides: strides, dtype: dtype))
    }
    add(
      "astype", "(self, dtype, order='K', casting='unsafe', subok=True, copy=True)",
      "The elements converted to another type.", "print(np.array([1.7, -1.7]).astype(int))\n#> [ 1 -1]"
    ) { a in
      let word = try a.string(3)
      guard let casting = DType.Casting(rawValue: word) else {
        throw PyError.valueError(
          "casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '\(word)')")
      }
      let array = try own(a)
      guard let dtype = try a.dtype(1) else { return result(try array.astype(.float64), of: a) }
      return result(
        try array.astype(dtype, order: a.order(2, .keep), casting: casting, copy: a.bool(5)), of: a)
    }
    add(
      "copy", "(self, order='C')", "A copy.", "x = np.zeros(2)\ny = x.copy()\ny[0] = 1\nprint(x)\n#> [0. 0.]"
    ) { a in
      result(try own(a).copy(order: a.order(1)), of: a)
    }
    add("__copy__", "(self)", "A copy.") { a in .array(try own(a).copy(order: .keep)) }
    add("__deepcopy__", "(self, memo=None, /)", "A copy.") { a in .array(try own(a).copy(order: .keep)) }
    add(
      "setflags", "(self, write=None, align=None, uic=None)", "Says whether elements may be assigned.",
      "x = np.zeros(2)\nx.setflags(write=False)\nprint(x.flags.writeable)\n#> False"
    ) {
      a in
      if a.isGiven(1) { try own(a).isWriteable = a.bool(1) }
      return .none
    }
  }

  private static func addReducing(_ add: inout EntryList) {
    func sum(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(
        name, "(self, axis=None, dtype=None, out=None, keepdims=False, initial=_, where=True)", doc, example
      ) { a in
        let array = try own(a)
        if a[2].isNone, a[3].isNone, a[5].isUnset, case .bool(true) = a[6] {
          return try reduce(op, array, axis: a[1], keepDims: a.bool(4), a.vm)
        }
        return Value(
          try array.reduce(
            op, axes: a.axes(1), keepDims: a.bool(4), dtype: a.dtype(2), initial: a[5].operand?.scalarValue,
            where: a.mask(6), out: a.out(3)))
      }
    }
    sum("sum", .sum, "The sum of elements.", "print(np.ones((2, 3)).sum(axis=1))\n#> [3. 3.]")
    sum("prod", .prod, "The product of elements.", "print(np.array([2, 3]).prod())\n#> 6")
    add(
      "mean", "(self, axis=None, dtype=None, out=None, keepdims=False, *, where=True)",
      "The mean of elements.", "print(np.array([1, 2]).mean())\n#> 1.5"
    ) { a in
      let array = try own(a)
      if a[2].isNone, a[3].isNone, case .bool(true) = a[5] {
        return try reduce(.mean, array, axis: a[1], keepDims: a.bool(4), a.vm)
      }
      return Value(
        try array.reduce(
          .mean, axes: a.axes(1), keepDims: a.bool(4), dtype: a.dtype(2), where: a.mask(5), out: a.out(3)))
    }
    func spread(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(
        name, "(self, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=_)", doc,
        example
      ) { a in
        Value(
          try own(a).reduce(
            op, axes: a.axes(1), keepDims: a.bool(5), dtype: a.dtype(2), where: a.mask(6), out: a.out(3),
            ddof: a.double(4)))
      }
    }
    spread(
      "var", .variance, "The mean of squared deviations from the mean.",
      "x = np.array([[1., 3.], [2., 6.]])\nprint(x.var(axis=0))\n#> [0.25 2.25]")
    spread(
      "std", .standardDeviation, "The standard deviation.",
      "x = np.array([[1., 3.], [2., 6.]])\nprint(x.std(axis=0))\n#> [0.5 1.5]")
    func test(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(self, axis=None, out=None, keepdims=False, *, where=True)", doc, example) { a in
        let array = try own(a)
        if a[2].isNone, case .bool(true) = a[4] {
          return try reduce(op, array, axis: a[1], keepDims: a.bool(3), a.vm)
        }
        return Value(
          try array.reduce(op, axes: a.axes(1), keepDims: a.bool(3), where: a.mask(4), out: a.out(2)))
      }
    }
    test(
      "all", .all, "Whether all elements are true.",
      "x = np.array([[1, 2], [0, 3]])\nprint((x > 0).all(axis=1))\n#> [ True False]")
    test(
      "any", .any, "Whether any element is true.",
      "x = np.array([1., np.nan])\nprint(np.isnan(x).any())\n#> True")
    func extreme(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(self, axis=None, out=None, keepdims=False, initial=_, where=True)", doc, example) { a in
        let array = try own(a)
        if a[2].isNone, a[4].isUnset, case .bool(true) = a[5] {
          return try reduce(op, array, axis: a[1], keepDims: a.bool(3), a.vm)
        }
        return Value(
          try array.reduce(
            op, axes: a.axes(1), keepDims: a.bool(3), initial: a[4].operand?.scalarValue, where: a.mask(5),
            out: a.out(2)))
      }
    }
    extreme(
      "max", .max, "The largest element; nan wins.",
      "x = np.array([[1, 5], [7, 2]])\nprint(x.max(), x.max(axis=0))\n#> 7 [7 5]")
    extreme(
      "min", .min, "The smallest element; nan wins.",
      "x = np.array([[1, 5], [7, 2]])\nprint(x.min(), x.min(axis=0))\n#> 1 [1 2]")
    func place(_ name: String, _ op: Reduction, _ doc: String, _ example: String) {
      add(name, "(self, axis=None, out=None, *, keepdims=False)", doc, example) { a in
        let array = try own(a)
        if a[2].isNone { return try reduce(op, array, axis: a[1], keepDims: a.bool(3), a.vm) }
        return Value(try array.reduce(op, axes: a.axis(1).map { [$0] }, keepDims: a.bool(3), out: a.out(2)))
      }
    }
    place(
      "argmax", .argmax, "The index of the largest element.",
      "scores = np.array([[0.1, 0.9], [0.8, 0.2]])\nprint(scores.argmax(axis=1))\n#> [1 0]")
    place(
      "argmin", .argmin, "The index of the smallest element.", "print(np.array([3., 1., 2.]).argmin())\n#> 1")
    add(
      "cumsum", "(self, axis=None, dtype=None, out=None)", "All partial sums.",
      "print(np.array([1, 2, 3]).cumsum())\n#> [1 3 6]"
    ) { a in
      .array(try own(a).cumulative(product: false, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
    add(
      "cumprod", "(self, axis=None, dtype=None, out=None)", "All partial products.",
      "print(np.array([1, 2, 3]).cumprod())\n#> [1 2 6]"
    ) { a in
      .array(try own(a).cumulative(product: true, axis: a.axis(1), dtype: a.dtype(2), out: a.out(3)))
    }
    add(
      "round", "(self, decimals=0, out=None)", "The elements rounded, halves to even.",
      "print(np.array([1.25, 2.5]).round(1))\n#> [1.2 2.5]"
    ) { a in
      Value(try NDArray.round(a.operand(0), decimals: a.int(1), out: a.out(2)))
    }
    add(
      "clip", "(self, min=None, max=None, out=None)", "The elements limited to an interval.",
      "print(np.arange(4).clip(1, 2))\n#> [1 1 2 2]"
    ) { a in
      let low = a.isGiven(1) ? try a.operand(1) : nil
      let high = a.isGiven(2) ? try a.operand(2) : nil
      return Value(try NDArray.clip(a.operand(0), low, high, out: a.out(3)))
    }
    add("dot", "(self, b, out=None, /)", "The matrix product.", "print(np.eye(2).dot([3, 4]))\n#> [3. 4.]") {
      a in
      let made = try NDArray.dot(.array(own(a)), a.operand(1))
      return try stored(made, in: a.out(2))
    }
    add(
      "conj", "(self)", "The array itself: numbers are real.", "print(np.array([1., 2.]).conj())\n#> [1. 2.]"
    ) { a in a[0] }
    add.alias("conjugate", of: "conj", "print(np.array([1., 2.]).conjugate())\n#> [1. 2.]")
  }

  /// A result copied to `out=` where that is given.
  static func stored(_ made: ArrayResult, in out: NDArray?) throws -> Value {
    guard let out else { return Value(made) }
    if out.shape != made.shape || out.dtype != made.dtype {
      throw PyError.valueError(
        "output array is not acceptable (must have the right datatype, number of dimensions, and be a C-Array)"
      )
    }
    try out.assign(made.operand)
    return .array(out)
  }

  /// Nested lists of Python numbers.
  static func nestedList(_ array: NDArray) throws -> Value {
    if array.ndim == 0 { return pythonNumber(Scalar(loading: array.data, array.dtype)) }
    if array.ndim == 1 {
      return .list(
        try [Value](unsafeUninitializedCapacity: array.shape[0]) { items, count in
          // Numbers on the heap are to be released after an interrupt; the others need no walk through them all.
          let mayBeLarge = array.dtype == .uint64
          for i in 0..<array.shape[0] {
            if i & 0xFFFF == 0 { try Interruption.check() }
            let number = pythonNumber(Scalar(loading: array.data + i * array.strides[0], array.dtype))
            items.initializeElement(at: i, to: number)
            if mayBeLarge { count = i + 1 }
          }
          count = array.shape[0]
        })
    }
    var items: [Value] = []
    items.reserveCapacity(array.shape[0])
    var shape = array.shape
    var strides = array.strides
    let step = strides[0]
    _ = shape.remove(at: 0)
    _ = strides.remove(at: 0)
    for i in 0..<array.shape[0] {
      try Interruption.check()
      items.append(try nestedList(array.view(shape: shape, strides: strides, offset: i * step)))
    }
    return .list(items)
  }

  private static func addElements(_ add: inout EntryList) {
    add(
      "item", "(self, *args)", "One element as a Python number.", "print(np.array([[1, 2]]).item(0, 1))\n#> 2"
    ) { a in
      let array = try own(a)
      var places = a.rest(1)
      if places.isEmpty {
        if array.count != 1 {
          throw PyError.valueError("can only convert an array of size 1 to a Python scalar")
        }
        return pythonNumber(Scalar(loading: array.data, array.dtype))
      }
      if places.count == 1, case .tuple(let tuple) = places[0] { places = tuple.items }
      if places.count == 1 {
        let place = try a.vm.int(places[0])
        if place < -array.count || place >= array.count {
          throw PyError.indexError("index \(place) is out of bounds for size \(array.count)")
        }
        return pythonNumber(try array.ravel().element(place))
      }
      if places.count != array.ndim { throw PyError.valueError("incorrect number of indices for array") }
      var list = IndexList()
      for place in places { list.append(int: try a.vm.int(place)) }
      guard case .scalar(let scalar) = try array.index(list) else { return .none }
      return pythonNumber(scalar)
    }
    add(
      "tolist", "(self)", "Nested lists of Python numbers.",
      "print(np.eye(2).tolist())\n#> [[1.0, 0.0], [0.0, 1.0]]"
    ) { a in
      try nestedList(own(a))
    }
    add(
      "tobytes", "(self, order='C')", "The bytes of the elements.",
      "print(np.array([1, 2], dtype=np.uint8).tobytes())\n#> b'\\x01\\x02'"
    ) { a in
      let array = try a.order(1) == .f ? own(a).copy(order: .f) : own(a).contiguous()
      let source = UnsafeRawBufferPointer(start: array.data, count: array.byteCount)
      let bytes = try [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        let step = 1 << 24
        for start in stride(from: 0, to: source.count, by: step) {
          try Interruption.check()
          let part = UnsafeRawBufferPointer(rebasing: source[start..<min(start + step, source.count)])
          UnsafeMutableRawBufferPointer(target).baseAddress?.advanced(by: start)
            .copyMemory(from: part.baseAddress.unsafelyUnwrapped, byteCount: part.count)
        }
        count = source.count
      }
      withExtendedLifetime(array) {}
      return .object(BytesObject(bytes))
    }
    add("tofile", "(self, fid, sep='', format='%s')", "Writing raw bytes to a file: left out.") { _ in
      throw PyError.unsupported("ndarray.tofile is not part of nbsh: use np.save")
    }
    add(
      "fill", "(self, value)", "Sets all elements to a value.",
      "x = np.zeros(2)\nx.fill(3)\nprint(x)\n#> [3. 3.]"
    ) { a in
      try own(a).assign(a.operand(1))
      return .none
    }
    add(
      "take", "(self, indices, axis=None, out=None, mode='raise')", "Elements at indices.",
      "print(np.array([5, 6, 7]).take([2, 0]))\n#> [7 5]"
    ) { a in
      Value(try own(a).take(a.array(1), axis: a.axis(2), mode: indexMode(a, 4)))
    }
    add(
      "put", "(self, indices, values, mode='raise')", "Stores values at places of the flattened array.",
      "x = np.zeros(3)\nx.put([0, 2], [5, 6])\nprint(x)\n#> [5. 0. 6.]"
    ) { a in
      try own(a).put(a.array(1), a.operand(2), mode: indexMode(a, 3))
      return .none
    }
    add(
      "choose", "(self, choices, out=None, mode='raise')", "Elements picked from several arrays.",
      "print(np.array([1, 0, 1]).choose([[10, 20, 30], [40, 50, 60]]))\n#> [40 20 60]"
    ) { a in
      Value(try own(a).choose(a.arrays(1), mode: indexMode(a, 3)))
    }
    add(
      "compress", "(self, condition, axis=None, out=None)", "The items where a condition holds.",
      "print(np.array([5, 6, 7]).compress([True, False, True]))\n#> [5 7]"
    ) { a in
      .array(try own(a).compress(a.array(1), axis: a.axis(2)))
    }
    add(
      "nonzero", "(self)", "The indices of elements that are not zero, one array for each axis.",
      "print(np.array([0, 3, 4]).nonzero())\n#> (array([1, 2]),)"
    ) { a in
      let array = try own(a)
      if array.ndim == 0 {
        throw PyError.valueError(
          "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`."
        )
      }
      return tuple(try array.nonzero())
    }
    add("__len__", "(self, /)", "The length of the first axis.") { a in .int(try a.vm.length(a[0])) }
    add("__array__", "(self, dtype=None, /)", "The array itself.") { a in
      let array = try own(a)
      guard let dtype = try a.dtype(1) else { return .array(array) }
      return .array(try array.astype(dtype, copy: false))
    }
    add("__contains__", "(self, item, /)", "Whether any element equals the item.") { a in
      .bool(try a.vm.contains(a[0], a[1]))
    }
    add("__getitem__", "(self, index, /)", "self[index]") { a in try a.vm.getItem(a[0], a[1]) }
    add("__setitem__", "(self, index, value, /)", "self[index] = value") { a in
      try a.vm.setItem(a[0], a[1], a[2])
      return .none
    }
  }

  static func indexMode(_ a: Arguments, _ index: Int) throws -> NDArray.IndexMode {
    let word = try a.string(index)
    guard let mode = NDArray.IndexMode(rawValue: word) else {
      throw PyError.valueError("clipmode must be one of 'clip', 'raise', or 'wrap' (got '\(word)')")
    }
    return mode
  }

  private static func addOrdering(_ add: inout EntryList) {
    add(
      "sort", "(self, axis=-1, kind=None, order=None, *, stable=None)", "Sorts in place.",
      "x = np.array([3, 1, 2])\nx.sort()\nprint(x)\n#> [1 2 3]"
    ) { a in
      try checkSortKind(a, 2)
      try own(a).sort(axis: a.int(1))
      return .none
    }
    add(
      "argsort", "(self, axis=-1, kind=None, order=None, *, stable=None)", "The indices that sort.",
      "print(np.array([3, 1, 2]).argsort())\n#> [1 2 0]"
    ) { a in
      try checkSortKind(a, 2)
      return .array(try own(a).argsort(axis: a.axis(1)))
    }
    add(
      "partition", "(self, kth, axis=-1, kind='introselect', order=None)",
      "Sorts in place, which partitions everywhere.",
      "x = np.array([7, 1, 5, 3])\nx.partition(1)\nprint(x[1])\n#> 3"
    ) { a in
      try own(a).sort(axis: a.int(2))
      return .none
    }
    add(
      "argpartition", "(self, kth, axis=-1, kind='introselect', order=None)", "The indices that partition.",
      "x = np.array([7, 1, 5, 3])\nprint(np.sort(x[x.argpartition(1)[:2]]))\n#> [1 3]"
    ) { a in
      .array(try own(a).argsort(axis: a.axis(2)))
    }
    add(
      "searchsorted", "(self, v, side='left', sorter=None)", "Where elements belong in a sorted array.",
      "print(np.array([1, 3, 5]).searchsorted(4))\n#> 2"
    ) { a in
      guard let side = NDArray.Side(rawValue: try a.string(2)) else {
        throw PyError.valueError("search side must be one of 'left' or 'right' (got '\(try a.string(2))')")
      }
      return Value(try own(a).searchSorted(a.operand(1), side: side, sorter: a.isGiven(3) ? a.array(3) : nil))
    }
  }
}

extension Value {
  var isArray: Bool { if case .array = self { true } else { false } }
}
