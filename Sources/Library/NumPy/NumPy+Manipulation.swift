import Arrays
import Language

extension NumPy {
  /// Functions that rearrange, join, split and pick elements.
  nonisolated(unsafe) static let manipulation = EntryList { add in
    addViews(&add)
    addJoining(&add)
    addPadding(&add)
  }

  private static func addViews(_ add: inout EntryList) {
    add(
      "reshape", "(a, /, shape=_, order='C', *, newshape=_, copy=None)", "The elements in another shape.",
      "print(np.reshape([1, 2, 3, 4], (2, 2)))\n#> [[1 2]\n#>  [3 4]]"
    ) { a in
      let index = a[1].isUnset ? 3 : 1
      if a[index].isUnset {
        throw PyError.typeError("reshape() missing 1 required positional argument: 'shape'")
      }
      return .array(try a.array(0).reshape(a.shape(index), order: a.order(2)))
    }
    add(
      "ravel", "(a, order='C')", "The elements in one dimension.",
      "print(np.ravel([[1, 2], [3, 4]]))\n#> [1 2 3 4]"
    ) { a in
      .array(try a.array(0).ravel(order: a.order(1)))
    }
    add("shape", "(a)", "The lengths of the axes.", "print(np.shape([[1, 2]]))\n#> (1, 2)") { a in
      tuple(try a.operand(0).shape)
    }
    add("ndim", "(a)", "The number of axes.", "print(np.ndim([[1, 2]]))\n#> 2") { a in
      .int(try a.operand(0).shape.count)
    }
    add("size", "(a, axis=None)", "The number of elements.", "print(np.size([[1, 2]]))\n#> 2") { a in
      let array = try a.array(0)
      guard let axes = try a.axes(1) else { return .int(array.count) }
      var product = 1
      for axis in axes { product *= array.shape[try array.normalize(axis: axis)] }
      return .int(product)
    }
    add(
      "transpose", "(a, axes=None)", "A view with the axes in another order.",
      "print(np.transpose([[1, 2]]))\n#> [[1]\n#>  [2]]"
    ) { a in
      .array(try a.array(0).transpose(a.axes(1)))
    }
    add.alias(
      "permute_dims", of: "transpose",
      "image = np.ones((3, 32, 16))\nprint(np.permute_dims(image, (1, 2, 0)).shape)\n#> (32, 16, 3)")
    add(
      "matrix_transpose", "(x, /)", "A view with the last two axes exchanged.",
      "print(np.matrix_transpose(np.ones((5, 2, 3))).shape)\n#> (5, 3, 2)"
    ) { a in
      .array(try a.array(0).swapAxes(-2, -1))
    }
    add(
      "swapaxes", "(a, axis1, axis2)", "A view with two axes exchanged.",
      "print(np.swapaxes(np.ones((2, 3, 4)), 0, 2).shape)\n#> (4, 3, 2)"
    ) { a in
      .array(try a.array(0).swapAxes(a.int(1), a.int(2)))
    }
    add(
      "moveaxis", "(a, source, destination)", "A view with axes moved to other places.",
      "print(np.moveaxis(np.zeros((2, 3, 4)), 0, -1).shape)\n#> (3, 4, 2)"
    ) { a in
      .array(try a.array(0).moveAxes(a.ints(1), to: a.ints(2)))
    }
    add(
      "rollaxis", "(a, axis, start=0)", "A view with an axis moved before another.",
      "print(np.rollaxis(np.ones((10, 32, 32, 3)), 3, 1).shape)\n#> (10, 3, 32, 32)"
    ) { a in
      let array = try a.array(0)
      let axis = try array.normalize(axis: a.int(1))
      var start = try a.int(2)
      if start < 0 { start += array.ndim }
      if start < 0 || start > array.ndim {
        throw PyError(
          Types.axisError,
          "'start' arg requires \(-array.ndim) <= start < \(array.ndim + 1), but \(start) was passed in")
      }
      if axis < start { start -= 1 }
      return .array(try array.moveAxes([axis], to: [start]))
    }
    add(
      "squeeze", "(a, axis=None)", "A view without axes of length one.",
      "print(np.squeeze([[1, 2]]))\n#> [1 2]"
    ) { a in
      .array(try a.array(0).squeeze(a.axes(1)))
    }
    add(
      "expand_dims", "(a, axis)", "A view with a new axis.",
      "print(np.expand_dims([1, 2], axis=1))\n#> [[1]\n#>  [2]]"
    ) { a in
      .array(try a.array(0).expandDims(a.ints(1)))
    }
    add(
      "broadcast_to", "(array, shape, subok=False)", "A read-only view stretched to a shape.",
      "print(np.broadcast_to([1, 2], (2, 2)))\n#> [[1 2]\n#>  [1 2]]"
    ) { a in
      let view = try a.array(0).broadcast(to: a.shape(1))
      view.isWriteable = false
      return .array(view)
    }
    add(
      "broadcast_arrays", "(*args, subok=False)", "Views stretched to one shape.",
      "x, y = np.broadcast_arrays([1, 2, 3], [[4], [5]])\nprint(y)\n#> [[4 4 4]\n#>  [5 5 5]]"
    ) { a in
      let arrays = try a.rest(1).map { try a.vm.asArray($0) }
      let shape = try Shape.broadcast(arrays.map(\.shape))
      return tuple(try arrays.map { try $0.broadcast(to: shape) })
    }
    add(
      "broadcast_shapes", "(*args)", "The shape that shapes stretch to.",
      "print(np.broadcast_shapes((2, 1), (3,)))\n#> (2, 3)"
    ) { a in
      tuple(try Shape.broadcast(a.rest(0).map { try shape($0, a.vm) }))
    }
    func atLeast(
      _ name: String, _ doc: String, _ example: String, _ body: @escaping (NDArray) throws -> NDArray
    ) {
      add(name, "(*arys)", doc, example) { a in
        let made = try a.rest(0).map { try body(a.vm.asArray($0)) }
        return made.count == 1 ? .array(made[0]) : tuple(made)
      }
    }
    atLeast("atleast_1d", "Arrays of at least one axis.", "print(np.atleast_1d(3))\n#> [3]") {
      try $0.atLeast1D()
    }
    atLeast("atleast_2d", "Arrays of at least two axes.", "print(np.atleast_2d([3]))\n#> [[3]]") {
      try $0.atLeast2D()
    }
    atLeast(
      "atleast_3d", "Arrays of at least three axes.", "print(np.atleast_3d([1, 2]).shape)\n#> (1, 2, 1)"
    ) { try $0.atLeast3D() }
    add("flip", "(m, axis=None)", "A view with the order reversed.", "print(np.flip([1, 2, 3]))\n#> [3 2 1]")
    { a in .array(try a.array(0).flip(a.axes(1))) }
    add(
      "flipud", "(m)", "A view with the rows reversed.",
      "print(np.flipud([[1, 2], [3, 4]]))\n#> [[3 4]\n#>  [1 2]]"
    ) { a in .array(try a.array(0).flipVertically()) }
    add(
      "fliplr", "(m)", "A view with the columns reversed.",
      "print(np.fliplr([[1, 2], [3, 4]]))\n#> [[2 1]\n#>  [4 3]]"
    ) { a in .array(try a.array(0).flipHorizontally())
    }
    add(
      "rot90", "(m, k=1, axes=(0, 1))", "A view turned by 90 degrees.",
      "print(np.rot90([[1, 2], [3, 4]]))\n#> [[2 4]\n#>  [1 3]]"
    ) { a in
      let axes = try a.ints(2)
      if axes.count != 2 { throw PyError.valueError("len(axes) must be 2.") }
      return .array(try a.array(0).rot90(a.int(1), axes: (axes[0], axes[1])))
    }
    add(
      "roll", "(a, shift, axis=None)", "The elements moved around.",
      "print(np.roll([1, 2, 3], 1))\n#> [3 1 2]"
    ) { a in
      .array(try a.array(0).roll(a.ints(1), axes: a.axes(2)))
    }
    add(
      "diagonal", "(a, offset=0, axis1=0, axis2=1)", "A diagonal.",
      "print(np.diagonal([[1, 2], [3, 4]]))\n#> [1 4]"
    ) { a in
      .array(try a.array(0).diagonal(offset: a.int(1), axis1: a.int(2), axis2: a.int(3)))
    }
    add(
      "trace", "(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum of a diagonal.",
      "print(np.trace([[1, 2], [3, 4]]))\n#> 5"
    ) { a in
      Value(try a.array(0).trace(offset: a.int(1), axis1: a.int(2), axis2: a.int(3), dtype: a.dtype(4)))
    }
    add(
      "astype", "(x, dtype, /, *, copy=True, device=None)", "The elements converted to another type.",
      "print(np.astype(np.array([1.7, -1.7]), int))\n#> [ 1 -1]"
    ) {
      a in
      .array(try a.array(0).astype(a.dtype(1) ?? .float64, copy: a.bool(2)))
    }
  }

  private static func addJoining(_ add: inout EntryList) {
    add(
      "concatenate", "(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')",
      "Arrays joined along an axis.", "print(np.concatenate([[1, 2], [3]]))\n#> [1 2 3]"
    ) { a in
      try stored(.array(NDArray.concatenate(a.arrays(0), axis: a.axis(1), dtype: a.dtype(3))), in: a.out(2))
    }
    add.alias("concat", of: "concatenate", "print(np.concat(([1, 2], [3])))\n#> [1 2 3]")
    add(
      "stack", "(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')",
      "Arrays joined along a new axis.", "print(np.stack([[1, 2], [3, 4]], axis=1))\n#> [[1 3]\n#>  [2 4]]"
    ) { a in
      var made = try NDArray.stack(a.arrays(0), axis: a.int(1))
      if let dtype = try a.dtype(3) { made = try made.astype(dtype, casting: .sameKind) }
      return try stored(.array(made), in: a.out(2))
    }
    func join(
      _ name: String, _ doc: String, _ example: String, _ body: @escaping ([NDArray]) throws -> NDArray
    ) {
      add(name, "(tup, *, dtype=None, casting='same_kind')", doc, example) { a in
        let made = try body(a.arrays(0))
        guard let dtype = try a.dtype(1) else { return .array(made) }
        return .array(try made.astype(dtype, casting: .sameKind))
      }
    }
    join("vstack", "Arrays joined as rows.", "print(np.vstack([[1, 2], [3, 4]]))\n#> [[1 2]\n#>  [3 4]]") {
      try NDArray.verticalStack($0)
    }
    join("hstack", "Arrays joined side by side.", "print(np.hstack([[1, 2], [3]]))\n#> [1 2 3]") {
      try NDArray.horizontalStack($0)
    }
    join(
      "dstack", "Arrays joined along the third axis.",
      "gray = np.ones((2, 3))\nprint(np.dstack([gray, gray, gray]).shape)\n#> (2, 3, 3)"
    ) { try NDArray.depthStack($0) }
    join(
      "column_stack", "One-dimensional arrays as columns.",
      "print(np.column_stack([[1, 2], [3, 4]]))\n#> [[1 3]\n#>  [2 4]]"
    ) { try NDArray.columnStack($0) }
    add(
      "append", "(arr, values, axis=None)", "A copy with values at the end.",
      "print(np.append([1, 2], [3]))\n#> [1 2 3]"
    ) { a in
      .array(try a.array(0).appending(a.array(1), axis: a.axis(2)))
    }
    func cuts(_ a: Arguments) throws -> NDArray.Cuts {
      a[1].index != nil ? .parts(try a.int(1)) : .places(try a.ints(1))
    }
    add(
      "split", "(ary, indices_or_sections, axis=0)", "Views on equal parts, or on the parts between indices.",
      "print(np.split(np.arange(4), 2))\n#> [array([0, 1]), array([2, 3])]"
    ) { a in
      list(try a.array(0).split(cuts(a), axis: a.int(2)))
    }
    add(
      "array_split", "(ary, indices_or_sections, axis=0)", "Views on parts whose lengths may differ by one.",
      "print(np.array_split(np.arange(3), 2))\n#> [array([0, 1]), array([2])]"
    ) { a in
      if case .parts(let parts) = try cuts(a), parts <= 0 {
        throw PyError.valueError("number sections must be larger than 0.")
      }
      return list(try a.array(0).splitUnevenly(cuts(a), axis: a.int(2)))
    }
    add(
      "hsplit", "(ary, indices_or_sections)", "Views on parts side by side.",
      "left, right = np.hsplit(np.arange(8).reshape(2, 4), 2)\nprint(left)\n#> [[0 1]\n#>  [4 5]]"
    ) { a in
      list(try a.array(0).splitHorizontally(cuts(a)))
    }
    add(
      "vsplit", "(ary, indices_or_sections)", "Views on parts below each other.",
      "upper, lower = np.vsplit(np.arange(8).reshape(4, 2), 2)\nprint(lower)\n#> [[4 5]\n#>  [6 7]]"
    ) { a in
      list(try a.array(0).splitVertically(cuts(a)))
    }
    add(
      "dsplit", "(ary, indices_or_sections)", "Views on parts along the third axis.",
      "left, right = np.dsplit(np.ones((2, 3, 4)), 2)\nprint(left.shape)\n#> (2, 3, 2)"
    ) { a in
      list(try a.array(0).splitDepth(cuts(a)))
    }
    add(
      "unstack", "(x, /, *, axis=0)", "The items along an axis.",
      "first, second = np.unstack(np.array([[1, 2], [3, 4]]))\nprint(second)\n#> [3 4]"
    ) { a in
      let moved = try a.array(0).moveAxes([a.int(1)], to: [0])
      return .tuple(try a.vm.items(of: .array(moved)))
    }
    add(
      "repeat", "(a, repeats, axis=None)", "Each element several times.",
      "print(np.repeat([1, 2], 2))\n#> [1 1 2 2]"
    ) { a in
      .array(try a.array(0).repeating(a.ints(1), axis: a.axis(2)))
    }
    add("tile", "(A, reps)", "The array again and again.", "print(np.tile([1, 2], 2))\n#> [1 2 1 2]") { a in
      .array(try a.array(0).tile(a.ints(1)))
    }
    add(
      "insert", "(arr, obj, values, axis=None)", "A copy with values inserted before indices.",
      "print(np.insert([1, 2, 3], 1, 9))\n#> [1 9 2 3]"
    ) { a in
      let array = try a.array(0)
      if let place = a[1].index, !a[1].isArray {
        return .array(try array.inserting(a.array(2), at: place, axis: a.axis(3)))
      }
      return .array(
        try array.inserting(a.array(2), at: places(a, 1, array, axis: a.axis(3)), axis: a.axis(3)))
    }
    add(
      "delete", "(arr, obj, axis=None)", "A copy without the items at indices.",
      "print(np.delete([1, 2, 3], 1))\n#> [1 3]"
    ) { a in
      let array = try a.array(0)
      return .array(try array.deleting(places(a, 1, array, axis: a.axis(2)), axis: a.axis(2)))
    }
    add(
      "resize", "(a, new_shape)", "The elements, repeated as needed, in another shape.",
      "print(np.resize([1, 2, 3], (2, 2)))\n#> [[1 2]\n#>  [3 1]]"
    ) { a in
      let flat = try a.array(0).ravel()
      let target = try a.shape(1)
      for length in target where length < 0 {
        throw PyError.valueError("all elements of `new_shape` must be non-negative")
      }
      guard let total = target.elementCount else {
        throw PyError(Types.memoryError, "Unable to allocate an array of shape \(target)")
      }
      if flat.count == 0 { return .array(try NDArray(zeros: target, flat.dtype)) }
      return .array(
        try flat.tile([(total + flat.count - 1) / flat.count]).view(
          shape: target, strides: target.contiguousStrides(itemSize: flat.itemSize)
        ).copy())
    }
    add(
      "trim_zeros", "(filt, trim='fb')", "The array without zeros at its ends.",
      "print(np.trim_zeros([0, 0, 1, 2, 0]))\n#> [1, 2]"
    ) { a in
      let array = try a.array(0)
      if array.ndim != 1 {
        throw PyError.unsupported("np.trim_zeros of more than one axis is not part of nbsh")
      }
      let sides = try a.string(1).lowercased()
      var low = 0
      var high = array.count
      while sides.contains("f"), low < high, try !array.element(low).isTrue { low += 1 }
      while sides.contains("b"), high > low, try !array.element(high - 1).isTrue { high -= 1 }
      if case .list(let list) = a[0] { return .list(Array(list.items[low..<high])) }
      return .array(
        array.view(shape: Shape(high - low), strides: array.strides, offset: low * array.strides[0]))
    }
  }

  /// The places that `np.delete` and `np.insert` name: integers, a slice, or a mask.
  private static func places(_ a: Arguments, _ index: Int, _ array: NDArray, axis: Int?) throws -> [Int] {
    let length = try axis.map { array.shape[try array.normalize(axis: $0)] } ?? array.count
    if case .object(let object) = a[index], let slice = object as? SliceObject {
      let bounds = try slice.indices(length)
      return (0..<bounds.count).map { bounds.start + $0 * bounds.step }
    }
    let given = try a.array(index)
    if given.dtype == .bool {
      return try given.ravel().flatNonzero().ravel().ints()
    }
    if given.count > 0, given.dtype.isFloat {
      throw PyError.indexError("arrays used as indices must be of integer (or boolean) type")
    }
    return try given.ravel().ints()
  }

  private static func addPadding(_ add: inout EntryList) {
    add(
      "pad",
      "(array, pad_width, mode='constant', *, constant_values=0, end_values=0, stat_length=None, reflect_type='even')",
      "The array with a border.", "print(np.pad([1, 2], 1))\n#> [0 1 2 0]"
    ) { a in
      let array = try a.array(0)
      let widths = try pairs(a, 1, array.ndim) { value in
        guard let width = value.index else {
          throw PyError.typeError("`pad_width` must be of integral type.")
        }
        return width
      }
      if a.isGiven(5) { throw PyError.unsupported("stat_length= of np.pad is not part of nbsh") }
      if try a.string(6) != "even" {
        throw PyError.unsupported("reflect_type='odd' of np.pad is not part of nbsh")
      }
      guard a[2].text != nil else {
        throw PyError.unsupported("np.pad with a function is not part of nbsh: name a mode")
      }
      let mode: NDArray.PadMode
      switch try a.string(2) {
      case "constant":
        mode = .constant(
          try pairs(a, 3, array.ndim) { value in
            guard let operand = value.operand else {
              throw PyError.typeError("constant_values must be numbers")
            }
            return operand
          })
      case "edge": mode = .edge
      case "reflect": mode = .reflect
      case "symmetric": mode = .symmetric
      case "wrap": mode = .wrap
      case "empty": mode = .empty
      case "maximum": mode = .maximum
      case "minimum": mode = .minimum
      case "mean": mode = .mean
      case "linear_ramp": mode = .linearRamp(try pairs(a, 4, array.ndim) { try a.vm.double($0) })
      default: throw PyError.valueError("mode '\(try a.string(2))' is not supported")
      }
      return .array(try array.pad(widths, mode))
    }
  }

  /// A pair for each axis, from one value, one pair, or a pair for each.
  private static func pairs<Item>(_ a: Arguments, _ index: Int, _ ndim: Int, _ item: (Value) throws -> Item)
    throws -> [(Item, Item)]
  {
    func mismatch(_ shape: String) -> PyError {
      .valueError(
        "operands could not be broadcast together with remapped shapes [original->remapped]: \(shape) and requested shape (\(ndim),2)"
      )
    }
    let value = a[index]
    if case .dict(let dict) = value {
      var result: [(Item, Item)] = []
      for axis in 0..<ndim {
        guard let found = try dict.get(.int(axis), a.vm) ?? dict.get(.int(axis - ndim), a.vm) else {
          result.append((try item(.int(0)), try item(.int(0))))
          continue
        }
        let both = value.isSequenceLike(found) ? try a.vm.items(of: found) : [found, found]
        if both.count != 2 { throw mismatch("(\(both.count),)") }
        result.append((try item(both[0]), try item(both[1])))
      }
      return result
    }
    guard value.isSequenceLike(value) else {
      let one = try item(value)
      return Array(repeating: (one, one), count: ndim)
    }
    let outer = try a.vm.items(of: value)
    if outer.allSatisfy({ !value.isSequenceLike($0) }) {
      if outer.count == 1 {
        let one = try item(outer[0])
        return Array(repeating: (one, one), count: ndim)
      }
      if outer.count != 2 { throw mismatch("(\(outer.count),) ") }
      let pair = (try item(outer[0]), try item(outer[1]))
      return Array(repeating: pair, count: ndim)
    }
    var result: [(Item, Item)] = []
    for part in outer {
      let both = try a.vm.items(of: part)
      switch both.count {
      case 1: result.append((try item(both[0]), try item(both[0])))
      case 2: result.append((try item(both[0]), try item(both[1])))
      default: throw mismatch("(\(outer.count),\(both.count)) ")
      }
    }
    if result.count == 1, ndim > 1 { return Array(repeating: result[0], count: ndim) }
    if result.count != ndim { throw mismatch("(\(outer.count),2) ") }
    return result
  }
}

extension Value {
  /// Whether a value nests others, for arguments such as `pad_width`.
  func isSequenceLike(_ value: Value) -> Bool {
    switch value {
    case .list, .tuple: true
    case .array(let array): array.ndim > 0
    default: false
    }
  }
}

extension NDArray {
  /// The elements of a one-dimensional array as integers.
  func ints() throws -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(count)
    for i in 0..<count {
      if i & 0xFFFF == 0xFFFF { try Interruption.check() }
      guard let value = try element(i).intValue else {
        throw PyError.typeError("only integer scalar arrays can be converted to a scalar index")
      }
      result.append(value)
    }
    return result
  }
}
