import Arrays
import Language

extension NumPy {
  /// Refuses kinds of sorting that NumPy does not know; all that it knows give the same numbers.
  static func checkSortKind(_ a: Arguments, _ index: Int) throws {
    guard a.isGiven(index) else { return }
    let kind = try a.string(index)
    guard ["q", "h", "m", "s", "Q", "H", "M", "S"].contains(kind.prefix(1)) else {
      throw PyError.valueError("sort kind must be one of 'quick', 'heap', or 'stable' (got '\(kind)')")
    }
  }

  /// Functions that sort, search, count and pick elements.
  nonisolated(unsafe) static let searching = EntryList { add in
    addSorting(&add)
    addSets(&add)
    addCounting(&add)
    addPicking(&add)
    addIndices(&add)
  }

  private static func addSorting(_ add: inout EntryList) {
    add(
      "sort", "(a, axis=-1, kind=None, order=None, *, stable=None)", "A sorted copy; nan comes last.",
      "print(np.sort([3, 1, 2]))\n#> [1 2 3]"
    ) { a in
      try checkSortKind(a, 2)
      return .array(try a.array(0).sorted(axis: a.axis(1)))
    }
    add(
      "argsort", "(a, axis=-1, kind=None, order=None, *, stable=None)", "The indices that sort.",
      "print(np.argsort([3, 1, 2]))\n#> [1 2 0]"
    ) { a in
      try checkSortKind(a, 2)
      return .array(try a.array(0).argsort(axis: a.axis(1)))
    }
    add(
      "lexsort", "(keys, axis=-1)", "The indices that sort by several keys, the last first.",
      "print(np.lexsort(([1, 2, 3], [2, 1, 1])))\n#> [1 2 0]"
    ) { a in
      .array(try NDArray.lexicographicOrder(a.arrays(0)))
    }
    add("sort_complex", "(a)", "Sorting of complex numbers: left out.") { _ in
      throw PyError.unsupported("np.sort_complex is not part of nbsh: complex numbers are left out")
    }
    for name in ["partition", "argpartition"] {
      add(name, "(a, kth, axis=-1, kind='introselect', order=None)", "Partial sorting: left out.") { _ in
        throw PyError.unsupported(
          "np.\(name) is not part of nbsh: its order within the parts is arbitrary; use np.\(name == "partition" ? "sort" : "argsort")"
        )
      }
    }
    add(
      "searchsorted", "(a, v, side='left', sorter=None)", "Where elements belong in a sorted array.",
      "print(np.searchsorted([1, 3, 5], [0, 3, 9]))\n#> [0 1 3]"
    ) { a in
      guard let side = NDArray.Side(rawValue: try a.string(2)) else {
        throw PyError.valueError("search side must be one of 'left' or 'right' (got '\(try a.string(2))')")
      }
      return Value(
        try a.array(0).searchSorted(a.operand(1), side: side, sorter: a.isGiven(3) ? a.array(3) : nil))
    }
    add(
      "digitize", "(x, bins, right=False)", "The bin that each element falls into.",
      "print(np.digitize([0.5, 1.5], [0, 1, 2]))\n#> [1 2]"
    ) { a in
      Value(try NDArray.digitize(a.operand(0), bins: a.array(1), right: a.bool(2)))
    }
    add(
      "nonzero", "(a)", "The indices of elements that are not zero.",
      "print(np.nonzero([0, 3, 4]))\n#> (array([1, 2]),)"
    ) { a in
      let array = try a.array(0)
      if array.ndim == 0 {
        throw PyError.valueError(
          "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`."
        )
      }
      return tuple(try array.nonzero())
    }
    add(
      "flatnonzero", "(a)", "The indices in the flattened array of elements that are not zero.",
      "print(np.flatnonzero([0, 3, 4]))\n#> [1 2]"
    ) { a in
      .array(try a.array(0).flatNonzero())
    }
    add(
      "argwhere", "(a)", "The indices of elements that are not zero, one row for each.",
      "print(np.argwhere([[0, 3], [4, 0]]))\n#> [[0 1]\n#>  [1 0]]"
    ) { a in
      .array(try a.array(0).argwhere())
    }
  }

  private static func addSets(_ add: inout EntryList) {
    add(
      "unique",
      "(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True)",
      "The distinct elements in order.",
      "print(np.unique([3, 1, 3], return_counts=True))\n#> (array([1, 3]), array([1, 2]))"
    ) { a in
      let array = try a.array(0)
      let made = try a.isGiven(4) ? array.unique(axis: a.int(4)) : array.unique(equalNaN: a.bool(5))
      var parts: [Value] = [.array(made.values)]
      if try a.bool(1) { parts.append(.array(made.indices)) }
      if try a.bool(2) { parts.append(.array(made.inverse)) }
      if try a.bool(3) { parts.append(.array(made.counts)) }
      return parts.count == 1 ? parts[0] : .tuple(parts)
    }
    add("unique_values", "(x)", "The distinct elements.", "print(np.unique_values([3, 1, 3]))\n#> [1 3]") {
      a in
      .array(try a.array(0).unique(equalNaN: false).values)
    }
    add(
      "isin", "(element, test_elements, assume_unique=False, invert=False, *, kind=None)",
      "Whether each element is among others.", "print(np.isin([1, 2, 3], [2, 5]))\n#> [False  True False]"
    ) { a in
      let made = try a.array(0).isIn(a.array(1), invert: a.bool(3))
      return .array(made)
    }
    add(
      "intersect1d", "(ar1, ar2, assume_unique=False, return_indices=False)",
      "The distinct elements that both arrays have.", "print(np.intersect1d([1, 2, 3], [2, 3, 4]))\n#> [2 3]"
    ) { a in
      if try a.bool(3) { throw PyError.unsupported("return_indices= of np.intersect1d is not part of nbsh") }
      return .array(try NDArray.intersection(a.array(0), a.array(1)))
    }
    add(
      "union1d", "(ar1, ar2)", "The distinct elements of two arrays.",
      "print(np.union1d([1, 2], [2, 3]))\n#> [1 2 3]"
    ) { a in
      .array(try NDArray.union(a.array(0), a.array(1)))
    }
    add(
      "setdiff1d", "(ar1, ar2, assume_unique=False)",
      "The distinct elements of the first array that the second lacks.",
      "print(np.setdiff1d([1, 2, 3], [2]))\n#> [1 3]"
    ) { a in
      if try a.bool(2) {
        let first = try a.array(0).ravel()
        return try a.vm.getItem(.array(first), .array(first.isIn(a.array(1), invert: true)))
      }
      return .array(try NDArray.difference(a.array(0), a.array(1)))
    }
    add(
      "setxor1d", "(ar1, ar2, assume_unique=False)", "The distinct elements of only one of two arrays.",
      "print(np.setxor1d([1, 2], [2, 3]))\n#> [1 3]"
    ) { a in
      .array(try NDArray.symmetricDifference(a.array(0), a.array(1)))
    }
  }

  private static func bins(_ a: Arguments, _ index: Int) throws -> NDArray.Bins {
    if let count = a[index].index, !a[index].isArray {
      if count < 1 { throw PyError.valueError("`bins` must be positive, when an integer") }
      return .count(count)
    }
    if let word = a[index].text {
      throw PyError.unsupported("bins='\(word)' of np.histogram is not part of nbsh: give a number or edges")
    }
    return .edges(try a.array(index))
  }

  private static func range(_ a: Arguments, _ index: Int) throws -> (Double, Double)? {
    guard a.isGiven(index) else { return nil }
    let both = try a.items(index)
    if both.count != 2 {
      throw PyError.valueError("not enough values to unpack (expected 2, got \(both.count))")
    }
    return (try a.vm.double(both[0]), try a.vm.double(both[1]))
  }

  private static func addCounting(_ add: inout EntryList) {
    add(
      "bincount", "(x, /, weights=None, minlength=0)", "How often each number 0, 1, 2, … occurs.",
      "print(np.bincount([0, 1, 1, 3]))\n#> [1 2 0 1]"
    ) { a in
      let x = try a.array(0)
      let empty = x.count == 0 && !a[0].isArray ? try x.astype(.int64) : x
      return .array(try empty.binCount(weights: a.isGiven(1) ? a.array(1) : nil, minimumLength: a.int(2)))
    }
    add(
      "histogram", "(a, bins=10, range=None, density=None, weights=None)",
      "How many elements fall into each bin, and the edges of the bins.",
      "print(np.histogram([1, 2, 1], bins=[0, 1, 2, 3]))\n#> (array([0, 2, 1]), array([0, 1, 2, 3]))"
    ) { a in
      let made = try a.array(0).histogram(
        bins(a, 1), range: range(a, 2), weights: a.isGiven(4) ? a.array(4) : nil,
        density: a.isGiven(3) && a.bool(3))
      return .tuple([.array(made.counts), .array(made.edges)])
    }
    add(
      "histogram_bin_edges", "(a, bins=10, range=None, weights=None)", "The edges of a histogram's bins.",
      "print(np.histogram_bin_edges([0., 4.], bins=2))\n#> [0. 2. 4.]"
    ) { a in
      .array(try a.array(0).histogramEdges(bins(a, 1), range: range(a, 2)))
    }
  }

  private static func addPicking(_ add: inout EntryList) {
    add(
      "take", "(a, indices, axis=None, out=None, mode='raise')", "Elements at indices.",
      "print(np.take([5, 6, 7], [2, 0]))\n#> [7 5]"
    ) { a in
      try stored(a.array(0).take(a.array(1), axis: a.axis(2), mode: indexMode(a, 4)), in: a.out(3))
    }
    add(
      "put", "(a, ind, v, mode='raise')", "Stores values at places of the flattened array.",
      "x = np.zeros(3)\nnp.put(x, [0, 2], [5, 6])\nprint(x)\n#> [5. 0. 6.]"
    ) { a in
      guard case .array(let array) = a[0] else {
        throw PyError.typeError("argument 1 must be numpy.ndarray, not \(a.vm.typeName(a[0]))")
      }
      try array.put(a.array(1), a.operand(2), mode: indexMode(a, 3))
      return .none
    }
    add(
      "take_along_axis", "(arr, indices, axis=-1)", "Elements at indices, line by line.",
      "x = np.array([[3, 1], [5, 7]])\nprint(np.take_along_axis(x, np.argsort(x), axis=1))\n#> [[1 3]\n#>  [5 7]]"
    ) { a in
      .array(try a.array(0).takeAlongAxis(a.array(1), axis: a.axis(2)))
    }
    add(
      "put_along_axis", "(arr, indices, values, axis)", "Stores values at indices, line by line.",
      "x = np.array([[3, 9], [8, 1]])\nnp.put_along_axis(x, x.argmax(axis=1)[:, np.newaxis], 0, axis=1)\nprint(x)\n#> [[3 0]\n#>  [0 1]]"
    ) { a in
      try a.array(0).putAlongAxis(a.array(1), a.operand(2), axis: a.axis(3))
      return .none
    }
    add(
      "choose", "(a, choices, out=None, mode='raise')", "Elements picked from several arrays.",
      "print(np.choose([0, 1], [[1, 2], [3, 4]]))\n#> [1 4]"
    ) { a in
      try stored(
        a.array(0).choose(a.items(1).map { try a.vm.asArray($0) }, mode: indexMode(a, 3)), in: a.out(2))
    }
    add(
      "compress", "(condition, a, axis=None, out=None)", "The items where a condition holds.",
      "print(np.compress([True, False, True], [1, 2, 3]))\n#> [1 3]"
    ) { a in
      .array(try a.array(1).compress(a.array(0), axis: a.axis(2)))
    }
    add(
      "extract", "(condition, arr)", "The elements where a condition holds.",
      "print(np.extract([True, False, True], [1, 2, 3]))\n#> [1 3]"
    ) { a in
      Value(try a.array(1).ravel().take(a.array(0).ravel().flatNonzero(), axis: 0))
    }
    add(
      "place", "(arr, mask, vals)", "Stores values, repeated as needed, where a mask holds.",
      "x = np.arange(4)\nnp.place(x, x > 1, [7, 8])\nprint(x)\n#> [0 1 7 8]"
    ) { a in
      let values = try a.array(2).ravel()
      let places = try a.array(1).ravel().flatNonzero()
      if places.count == 0 { return .none }
      if values.count == 0 { throw PyError.valueError("Cannot insert from an empty array!") }
      try a.array(0).put(places, .array(values))
      return .none
    }
    add(
      "putmask", "(a, mask, values)", "Stores values where a mask holds, each from its own place.",
      "x = np.array([-1, 2, -3])\nnp.putmask(x, x < 0, 0)\nprint(x)\n#> [0 2 0]"
    ) { a in
      let values = try a.array(2).ravel()
      if values.count == 0 { return .none }
      let places = try a.array(1).ravel().flatNonzero()
      try a.array(0).put(
        places, values.count == 1 ? .array(values) : values.take(places, mode: .wrap).operand)
      return .none
    }
    add(
      "copyto", "(dst, src, casting='same_kind', where=True)", "Copies elements into an array.",
      "x = np.zeros(2)\nnp.copyto(x, [1, 2])\nprint(x)\n#> [1. 2.]"
    ) { a in
      guard case .array(let target) = a[0] else {
        throw PyError.typeError("copyto() argument 1 must be numpy.ndarray, not \(a.vm.typeName(a[0]))")
      }
      let source = try a.operand(1)
      if case .array(let array) = source, let casting = DType.Casting(rawValue: try a.string(2)),
        !array.dtype.canCast(to: target.dtype, casting)
      {
        throw PyError.typeError(
          "Cannot cast array data from dtype('\(array.dtype.name)') to dtype('\(target.dtype.name)') according to the rule '\(casting.rawValue)'"
        )
      }
      guard let mask = try a.mask(3) else {
        try target.assign(source)
        return .none
      }
      let chosen = try NDArray.select(mask, source, .array(target)).asArray().astype(
        target.dtype, copy: false)
      try target.assign(.array(chosen))
      return .none
    }
    add(
      "fill_diagonal", "(a, val, wrap=False)", "Sets the diagonal in place.",
      "x = np.zeros((2, 2))\nnp.fill_diagonal(x, 5)\nprint(x)\n#> [[5. 0.]\n#>  [0. 5.]]"
    ) { a in
      guard case .array(let array) = a[0] else { throw PyError.typeError("np.fill_diagonal takes an array") }
      if array.ndim < 2 { throw PyError.valueError("array must be at least 2-d") }
      if try a.bool(2) { throw PyError.unsupported("wrap=True of np.fill_diagonal is not part of nbsh") }
      var step = 0
      var length = Int.max
      for axis in 0..<array.ndim {
        if array.ndim > 2, array.shape[axis] != array.shape[0] {
          throw PyError.valueError("All dimensions of input must be of equal length")
        }
        step += array.strides[axis]
        length = min(length, array.shape[axis])
      }
      let diagonal = array.view(shape: Shape(length), strides: Shape(step))
      var values = try a.operand(1)
      if case .array(let given) = values, given.ndim > 0, given.count > 0 {
        values = .array(
          try given.ravel().tile([(length + given.count - 1) / given.count]).view(
            shape: Shape(length), strides: Shape(given.itemSize)))
      }
      try diagonal.assign(values)
      return .none
    }
  }

  private static func addIndices(_ add: inout EntryList) {
    add(
      "unravel_index", "(indices, shape, order='C')", "The indices of elements of the flattened array.",
      "print(np.unravel_index(3, (2, 2)))\n#> (np.int64(1), np.int64(1))"
    ) { a in
      .tuple(try NDArray.unravelIndex(a.operand(0), shape: a.shape(1), order: a.order(2)).map { Value($0) })
    }
    add(
      "ravel_multi_index", "(multi_index, dims, mode='raise', order='C')",
      "The place in the flattened array.", "print(np.ravel_multi_index((1, 1), (2, 2)))\n#> 3"
    ) { a in
      if try a.string(2) != "raise" {
        throw PyError.unsupported("mode='\(try a.string(2))' of np.ravel_multi_index is not part of nbsh")
      }
      return Value(
        try NDArray.ravelMultiIndex(
          a.items(0).map { try operand($0, a.vm) }, shape: a.shape(1), order: a.order(3)))
    }
    func triangle(_ name: String, lower: Bool, _ example: String) {
      add(name, "(n, k=0, m=None)", "The indices of a triangle of a matrix.", example) { a in
        tuple(try NDArray.triangleIndices(lower: lower, a.int(0), k: a.int(1), columns: a.axis(2)))
      }
    }
    func triangle(from name: String, lower: Bool, _ example: String) {
      add(name, "(arr, k=0)", "The indices of a triangle of a given matrix.", example) { a in
        let array = try a.array(0)
        if array.ndim != 2 { throw PyError.valueError("input array must be 2-d") }
        return tuple(
          try NDArray.triangleIndices(lower: lower, array.shape[0], k: a.int(1), columns: array.shape[1]))
      }
    }
    triangle(
      "tril_indices", lower: true,
      "x = np.arange(9).reshape(3, 3)\nprint(x[np.tril_indices(3)])\n#> [0 3 4 6 7 8]")
    triangle(
      from: "tril_indices_from", lower: true,
      "x = np.arange(9).reshape(3, 3)\nprint(x[np.tril_indices_from(x, k=-1)])\n#> [3 6 7]")
    triangle(
      "triu_indices", lower: false,
      "x = np.arange(9).reshape(3, 3)\nprint(x[np.triu_indices(3)])\n#> [0 1 2 4 5 8]")
    triangle(
      from: "triu_indices_from", lower: false,
      "x = np.arange(9).reshape(3, 3)\nprint(x[np.triu_indices_from(x, k=1)])\n#> [1 2 5]")
    add(
      "diag_indices", "(n, ndim=2)", "The indices of the main diagonal.",
      "print(np.diag_indices(2))\n#> (array([0, 1]), array([0, 1]))"
    ) { a in
      let places = try NDArray.arange(.pyInt(0), .pyInt(a.int(0)))
      return tuple(Array(repeating: places, count: max(0, try a.int(1))))
    }
    add(
      "diag_indices_from", "(arr)", "The indices of the main diagonal of an array.",
      "x = np.zeros((2, 2))\nx[np.diag_indices_from(x)] = [3, 4]\nprint(x)\n#> [[3. 0.]\n#>  [0. 4.]]"
    ) { a in
      let array = try a.array(0)
      if array.ndim < 2 { throw PyError.valueError("input array must be at least 2-d") }
      for length in array.shape where length != array.shape[0] {
        throw PyError.valueError("All dimensions of input must be of equal length")
      }
      return tuple(Array(repeating: try NDArray.arange(.pyInt(0), .pyInt(array.shape[0])), count: array.ndim))
    }
    add(
      "ix_", "(*args)", "Indices that select a grid.",
      "x = np.arange(6).reshape(2, 3)\nprint(x[np.ix_([0, 1], [0, 2])])\n#> [[0 2]\n#>  [3 5]]"
    ) { a in
      let parts = try a.rest(0).map { try a.vm.asArray($0) }
      var result: [NDArray] = []
      for (axis, part) in parts.enumerated() {
        if part.ndim != 1 { throw PyError.valueError("Cross index must be 1 dimensional") }
        var indices = part
        if part.dtype == .bool { indices = try part.flatNonzero() }
        if part.count == 0 { indices = try part.astype(.int64) }
        var line = Shape(repeating: 1, count: parts.count)
        line[axis] = indices.count
        result.append(try indices.reshape(line))
      }
      return tuple(result)
    }
  }
}
