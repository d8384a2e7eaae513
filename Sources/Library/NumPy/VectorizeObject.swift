import Arrays
import Language

/// `np.vectorize(f)`: a function of numbers made one of arrays.
final class VectorizeObject: OpenObject {
  let function: Value
  let dtypes: [DType]?
  let excluded: Set<String>
  let excludedPlaces: Set<Int>

  init(_ function: Value, dtypes: [DType]?, excluded: Set<String>, excludedPlaces: Set<Int>) {
    self.function = function
    self.dtypes = dtypes
    self.excluded = excluded
    self.excludedPlaces = excludedPlaces
    super.init(type: VectorizeObject.vectorizeType)
  }

  nonisolated(unsafe) static let vectorizeType: TypeObject = {
    let type = TypeObject("vectorize", bases: [Types.object], module: "numpy")
    type.constructor = NumPy.builtin(
      "vectorize", "(pyfunc=_, otypes=None, doc=None, excluded=None, cache=False, signature=None)",
      doc: "A function of numbers made one of arrays: a loop for convenience, not for speed.",
      example: "sign = np.vectorize(lambda x: 1 if x > 0 else -1)\nprint(sign([3, -2, 5]))\n#> [ 1 -1  1]"
    ) { a in
      if a.isGiven(5) { throw PyError.unsupported("signature= of np.vectorize is not part of nbsh") }
      var dtypes: [DType]?
      if let codes = a[1].text {
        dtypes = try codes.map { code in
          guard let dtype = DType(name: String(code)) else {
            throw PyError.valueError("Invalid otype specified: \(code)")
          }
          return dtype
        }
      } else if a.isGiven(1) {
        dtypes = try a.items(1).map { try NumPy.dtype($0, a.vm) ?? .float64 }
      }
      var names = Set<String>()
      var places = Set<Int>()
      for item in a.isGiven(3) ? try a.items(3) : [] {
        if let name = item.text { names.insert(name) } else { places.insert(try a.vm.int(item)) }
      }
      if a[0].isUnset {
        let settings = (dtypes, names, places)
        return Entry("vectorize", "(pyfunc, /)") { inner in
          .object(
            VectorizeObject(inner[0], dtypes: settings.0, excluded: settings.1, excludedPlaces: settings.2))
        }.makeValue()
      }
      return .object(VectorizeObject(a[0], dtypes: dtypes, excluded: names, excludedPlaces: places))
    }
    type.loadEntries = {
      type.addGetter("pyfunc") { _, value in
        if case .object(let object) = value, let own = object as? VectorizeObject { return own.function }
        return .none
      }
      return EntryList { add in
        add("__call__", "(self, /, *args, **kwargs)", "Calls the function for every element.") { a in
          guard case .object(let object) = a[0], let own = object as? VectorizeObject else { return .none }
          return try own.call(a.rest(1), NumPy.keywords(a.keywords(2)), a.vm)
        }
      }.entries
    }
    return type
  }()

  private func call(_ arguments: [Value], _ keywords: [Keyword], _ vm: Interpreter) throws -> Value {
    // Arguments that vary, by their place among all.
    var arrays: [NDArray] = []
    var slots: [Int] = []
    let all = arguments + keywords.map(\.value)
    for (place, value) in all.enumerated() {
      let isExcluded =
        place < arguments.count
        ? excludedPlaces.contains(place) : excluded.contains(keywords[place - arguments.count].name.value)
      if isExcluded { continue }
      arrays.append(try vm.asArray(value))
      slots.append(place)
    }
    func run(_ items: [Value]) throws -> Value {
      var values = all
      for (slot, item) in zip(slots, items) { values[slot] = item }
      var named = keywords
      for i in named.indices { named[i].value = values[arguments.count + i] }
      return try vm.call(function, Array(values.prefix(arguments.count)), named)
    }
    let shape = try Shape.broadcast(arrays.map(\.shape))
    let columns = try arrays.map { try $0.broadcast(to: shape).ravel() }
    let count = shape.elementCount ?? 0
    if count == 0, dtypes == nil {
      throw PyError.valueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
    }
    var types = dtypes
    var isTuple = (dtypes?.count ?? 1) > 1
    if types == nil {
      // NumPy calls once more than there are elements, to learn the types of the results.
      let first = try run(columns.map { Value(try $0.element(0)) })
      if case .tuple(let tuple) = first {
        isTuple = true
        types = try tuple.items.map { try vm.asArray($0).dtype }
      } else {
        types = [try vm.asArray(first).dtype]
      }
    }
    guard let types else { return .none }
    let results = try types.map { try NDArray(empty: shape, $0) }
    for i in 0..<count {
      if i & 0xFF == 0 { try vm.checkInterrupt() }
      let made = try run(columns.map { NumPy.pythonNumber(try $0.element(i)) })
      var parts = [made]
      if isTuple { parts = try vm.items(of: made) }
      for (result, part) in zip(results, parts) {
        guard let scalar = try NumPy.operand(part, vm).scalarValue ?? vm.asArray(part).onlyElement else {
          throw PyError.valueError("setting an array element with a sequence.")
        }
        scalar.cast(to: result.dtype).store(to: result.data + i * result.itemSize)
      }
    }
    return isTuple ? NumPy.tuple(results) : .array(results[0])
  }
}

extension NDArray {
  /// The element of an array of one.
  var onlyElement: Scalar? { count == 1 ? Scalar(loading: data, dtype) : nil }
}

extension NumPy {
  /// Functions that call functions along axes.
  nonisolated(unsafe) static let functional = EntryList { add in
    add(
      "apply_along_axis", "(func1d, axis, arr, *args, **kwargs)",
      "Calls a function for every line along an axis.",
      "print(np.apply_along_axis(np.sum, 1, np.ones((2, 3))))\n#> [3. 3.]"
    ) { a in
      let array = try a.array(2)
      let axis = try array.normalize(axis: a.int(1))
      let moved = try array.moveAxes([axis], to: [array.ndim - 1])
      var outer = moved.shape
      let length = outer.remove(at: outer.count - 1)
      let lines = try moved.reshape(Shape(outer.elementCount ?? 0, length))
      if lines.shape[0] == 0 {
        throw PyError.valueError("Cannot apply_along_axis when any iteration dimensions are 0")
      }
      var parts: [NDArray] = []
      for i in 0..<lines.shape[0] {
        let line = lines.view(
          shape: Shape(length), strides: Shape(lines.strides[1]), offset: i * lines.strides[0])
        parts.append(try a.vm.asArray(a.vm.call(a[0], [.array(line)] + a.rest(3), keywords(a.keywords(4)))))
      }
      let first = parts[0]
      parts = try parts.map { try $0.astype(first.dtype, copy: false) }
      var shape = outer
      for inner in first.shape { shape.append(inner) }
      var result = try NDArray.stack(parts, axis: 0).reshape(shape)
      if first.ndim > 0 {
        // The result's own axes go where the line was.
        result = try result.moveAxes(Array(outer.count..<shape.count), to: Array(axis..<(axis + first.ndim)))
      }
      return .array(result)
    }
    add(
      "apply_over_axes", "(func, a, axes)", "Calls a function for several axes in turn.",
      "x = np.arange(8).reshape(2, 2, 2)\nprint(np.apply_over_axes(np.sum, x, [0, 2]).ravel())\n#> [10 18]"
    ) { a in
      var array = try a.array(1)
      for axis in try a.ints(2) {
        let made = try a.vm.asArray(a.vm.call(a[0], [.array(array), .int(axis)]))
        array = made.ndim == array.ndim ? made : try made.expandDims([array.normalize(axis: axis)])
      }
      return .array(array)
    }
  }
}
