import Arrays
import Language

/// `np.nditer`: walks the elements of one or more arrays that broadcast together.
///
/// Elements come in the order of memory unless `order` says otherwise, as in NumPy: axes by falling strides,
/// reversed ones the other way round.
final class NDIterator: IteratorObject {
  let operands: [NDArray]
  let isWriteable: [Bool]
  let tracksIndices: Bool
  let flatIndex: NDArray.Order?
  let shape: Shape
  let count: Int
  /// The axes from the slowest to the quickest.
  private var order: [Int] = []
  private var isReversed: [Bool] = []
  private var place: [Int]
  private(set) var position = 0
  private var hasStarted = false

  init(
    _ arrays: [NDArray], writeable: [Bool], tracksIndices: Bool, flatIndex: NDArray.Order?,
    order kind: NDArray.Order, allowsEmpty: Bool
  ) throws {
    shape = try Shape.broadcast(arrays.map(\.shape))
    let full = shape
    operands = try arrays.map { try $0.broadcast(to: full) }
    isWriteable = writeable
    self.tracksIndices = tracksIndices
    self.flatIndex = flatIndex
    count = shape.elementCount ?? 0
    if count == 0, !allowsEmpty {
      throw PyError.valueError("Iteration of zero-sized operands is not enabled")
    }
    place = Array(repeating: 0, count: shape.count)
    super.init(type: NDIterator.iteratorType)
    isReversed = Array(repeating: false, count: shape.count)
    order = Array(0..<shape.count)
    switch kind {
    case .f: order.reverse()
    case .keep: followMemory()
    case .any: if operands.allSatisfy({ $0.isFContiguous && !$0.isCContiguous }) { order.reverse() }
    case .c: break
    }
  }

  /// Sorts the axes by the operands' strides; where operands disagree, row by row wins.
  private func followMemory() {
    func strides(_ axis: Int) -> [Int] {
      shape[axis] == 1 ? operands.map { _ in 0 } : operands.map { $0.strides[axis] }
    }
    for axis in 0..<shape.count {
      let own = strides(axis)
      isReversed[axis] = own.contains { $0 < 0 } && own.allSatisfy { $0 <= 0 }
    }
    // An insertion sort from the quickest axis outwards.
    var quickest = Array(order.reversed())
    for i in 1..<max(quickest.count, 1) {
      let own = strides(quickest[i])
      var target = i
      for j in stride(from: i - 1, through: 0, by: -1) {
        let other = strides(quickest[j])
        var isUndecided = true
        var swaps = false
        for (a, b) in zip(own, other) where a != 0 && b != 0 {
          if abs(b) <= abs(a) { swaps = false } else if isUndecided { swaps = true }
          isUndecided = false
        }
        if !isUndecided {
          if !swaps { break }
          target = j
        }
      }
      if target != i { quickest.insert(quickest.remove(at: i), at: target) }
    }
    order = quickest.reversed()
  }

  var isFinished: Bool { position >= count }

  /// The index along each axis.
  private func coordinate(_ axis: Int) -> Int {
    isReversed[axis] ? shape[axis] - 1 - place[axis] : place[axis]
  }

  func advance() -> Bool {
    position += 1
    if position >= count { return false }
    var i = order.count - 1
    while i >= 0 {
      let axis = order[i]
      place[axis] += 1
      if place[axis] < shape[axis] { return true }
      place[axis] = 0
      i -= 1
    }
    return true
  }

  func reset() {
    position = 0
    hasStarted = false
    for axis in place.indices { place[axis] = 0 }
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if !hasStarted {
      hasStarted = true
      return isFinished ? nil : current
    }
    if isFinished || !advance() { return nil }
    return current
  }

  var indices: Value {
    var items: [Value] = []
    items.reserveCapacity(place.count)
    for axis in place.indices { items.append(.int(coordinate(axis))) }
    return .tuple(items)
  }

  var index: Int {
    var result = 0
    if flatIndex == .f {
      for axis in place.indices.reversed() { result = result * shape[axis] + coordinate(axis) }
    } else {
      for axis in place.indices { result = result * shape[axis] + coordinate(axis) }
    }
    return result
  }

  /// The element of one operand as a view without dimensions.
  func view(_ operand: Int) -> NDArray {
    let array = operands[operand]
    var offset = 0
    for axis in place.indices { offset += coordinate(axis) * array.strides[axis] }
    let view = array.view(shape: [], strides: [], offset: offset)
    view.isWriteable = isWriteable[operand]
    return view
  }

  var current: Value {
    operands.count == 1 ? .array(view(0)) : .tuple(operands.indices.map { .array(view($0)) })
  }
}

extension NDIterator {
  private static func of(_ value: Value) throws -> NDIterator {
    guard case .iterator(let object) = value, let iterator = object as? NDIterator else {
      throw PyError.typeError("descriptor requires a 'numpy.nditer' object")
    }
    return iterator
  }

  private static let flags: Set<String> = [
    "multi_index", "c_index", "f_index", "refs_ok", "reduce_ok", "zerosize_ok", "copy_if_overlap",
    "delay_bufalloc",
    "common_dtype", "grow_inner", "buffered",
  ]

  nonisolated(unsafe) static let iteratorType: TypeObject = {
    let type = TypeObject("nditer", bases: [Types.object], module: "numpy")
    type.constructor = NumPy.builtin(
      "nditer",
      "(op, flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe', op_axes=None, itershape=None, buffersize=0)",
      doc: "Goes through the elements of arrays; with `flags=['multi_index']` it tells where it is.",
      example:
        "x = np.array([[5, 6], [7, 8]])\nit = np.nditer(x, flags=['multi_index'])\nprint(it.multi_index, it[0])\n#> (0, 0) 5"
    ) { a in try make(a) }
    type.loadEntries = {
      addAttributes(to: type)
      return methods.entries
    }
    return type
  }()

  private static func make(_ a: Arguments) throws -> Value {
    if a.isGiven(3) || a.isGiven(6) || a.isGiven(7) {
      throw PyError.unsupported("op_dtypes=, op_axes= and itershape= of np.nditer are not part of nbsh")
    }
    var given: [Value] = [a[0]]
    switch a[0] {
    case .tuple(let tuple): given = tuple.items
    case .list(let list) where list.items.contains(where: { $0.isArray }): given = list.items
    default: break
    }
    if given.contains(where: \.isNone) {
      throw PyError.unsupported("np.nditer that allocates an output is not part of nbsh: pass an array")
    }
    let flags = a.isGiven(1) ? try a.items(1).compactMap(\.text) : []
    for flag in flags where !NDIterator.flags.contains(flag) {
      if flag == "external_loop" || flag == "ranged" {
        throw PyError.unsupported("the flag '\(flag)' of np.nditer is not part of nbsh")
      }
      throw PyError.valueError("Unexpected iterator global flag \"\(flag)\"")
    }
    var perOperand: [[String]] = Array(repeating: ["readonly"], count: given.count)
    if a.isGiven(2) {
      let items = try a.items(2)
      if items.contains(where: { $0.text != nil }) {
        perOperand = Array(repeating: items.compactMap(\.text), count: given.count)
      } else {
        perOperand = try items.map { try a.vm.items(of: $0).compactMap(\.text) }
      }
    }
    if perOperand.count != given.count {
      throw PyError.valueError("op_flags must be a tuple or array of per-op flag-tuples")
    }
    let writeable = perOperand.map { $0.contains("readwrite") || $0.contains("writeonly") }
    let arrays = try given.map { try a.vm.asArray($0) }
    for (array, writes) in zip(arrays, writeable) where writes && !array.isWriteable {
      throw PyError.valueError("operand array with iterator write flag set is read-only")
    }
    return .iterator(
      try NDIterator(
        arrays, writeable: writeable, tracksIndices: flags.contains("multi_index"),
        flatIndex: flags.contains("c_index") ? .c : flags.contains("f_index") ? .f : nil,
        order: a.order(4, .keep),
        allowsEmpty: flags.contains("zerosize_ok")))
  }

  private static func addAttributes(to type: TypeObject) {
    func add(_ name: String, _ read: @escaping (NDIterator) throws -> Value) {
      type.addGetter(name) { _, value in try read(of(value)) }
    }
    add("multi_index") { iterator in
      if !iterator.tracksIndices { throw PyError.valueError("Iterator is not tracking a multi-index") }
      if iterator.isFinished { throw PyError.valueError("Iterator is past the end") }
      return iterator.indices
    }
    add("index") { iterator in
      if iterator.flatIndex == nil { throw PyError.valueError("Iterator does not have an index") }
      return .int(iterator.index)
    }
    add("finished") { .bool($0.isFinished) }
    add("value") { iterator in
      if iterator.isFinished { throw PyError.valueError("Iterator is past the end") }
      return iterator.current
    }
    add("itersize") { .int($0.count) }
    add("iterindex") { .int($0.position) }
    add("ndim") { .int($0.shape.count) }
    add("shape") { NumPy.tuple($0.shape) }
    add("nop") { .int($0.operands.count) }
    add("operands") { NumPy.tuple($0.operands) }
    add("has_multi_index") { .bool($0.tracksIndices) }
    add("has_index") { .bool($0.flatIndex != nil) }
  }

  nonisolated(unsafe) private static let methods = EntryList { add in
    add("iternext", "(self)", "Goes on to the next element; whether there is one.") { a in
      .bool(try of(a[0]).advance())
    }
    add("reset", "(self)", "Goes back to the first element.") { a in
      try of(a[0]).reset()
      return .none
    }
    add("close", "(self)", "Ends the iteration.") { _ in .none }
    add("__enter__", "(self, /)", "The iterator.") { a in a[0] }
    add("__exit__", "(self, *args)", "Ends the iteration.") { _ in .bool(false) }
    add("__iter__", "(self, /)", "The iterator.") { a in a[0] }
    add("__len__", "(self, /)", "The number of operands.") { a in .int(try of(a[0]).operands.count) }
    add("__getitem__", "(self, index, /)", "The element of one operand.") { a in
      let iterator = try of(a[0])
      let index = try a.int(1)
      if iterator.isFinished { throw PyError.valueError("Iterator is past the end") }
      guard iterator.operands.indices.contains(index < 0 ? index + iterator.operands.count : index) else {
        throw PyError.indexError("Iterator operand index \(index) is out of bounds")
      }
      return .array(iterator.view(index < 0 ? index + iterator.operands.count : index))
    }
    add("__setitem__", "(self, index, value, /)", "Sets the element of one operand.") { a in
      let iterator = try of(a[0])
      let index = try a.int(1)
      guard iterator.operands.indices.contains(index), !iterator.isFinished else {
        throw PyError.indexError("Iterator operand index \(index) is out of bounds")
      }
      if !iterator.isWriteable[index] {
        throw PyError.runtimeError("Iterator operand \(index) is not writeable")
      }
      try iterator.view(index).assign(a.operand(2))
      return .none
    }
  }
}

/// `np.ndindex` and `np.ndenumerate`: indices in row order.
final class IndexIterator: IteratorObject {
  private let shape: Shape
  private let array: NDArray?
  private var place: [Int]
  private var left: Int

  init(_ shape: Shape, _ array: NDArray?, type: TypeObject) throws {
    self.shape = shape
    self.array = array
    place = Array(repeating: 0, count: shape.count)
    guard let count = shape.elementCount else { throw PyError.valueError("maximum size exceeded") }
    left = count
    super.init(type: type)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if left == 0 { return nil }
    left -= 1
    let indices = Value.tuple(place.map { .int($0) })
    var result = indices
    if let array {
      var offset = 0
      for axis in place.indices { offset += place[axis] * array.strides[axis] }
      result = .tuple([indices, Value(Scalar(loading: array.data + offset, array.dtype))])
    }
    var axis = place.count - 1
    while axis >= 0 {
      place[axis] += 1
      if place[axis] < shape[axis] { break }
      place[axis] = 0
      axis -= 1
    }
    return result
  }

  override var remaining: Int? { left }

  nonisolated(unsafe) static let indexType: TypeObject = {
    let type = TypeObject("ndindex", bases: [Types.object], module: "numpy")
    type.constructor = NumPy.builtin(
      "ndindex", "(*shape)", doc: "All indices of an array of that shape, the last axis fastest.",
      example: "print(list(np.ndindex(2, 2)))\n#> [(0, 0), (0, 1), (1, 0), (1, 1)]"
    ) { a in
      let items = a.rest(0)
      let shape = try items.count == 1 ? NumPy.shape(items[0], a.vm) : NumPy.shape(of: items, a.vm)
      for length in shape where length < 0 { throw PyError.valueError("negative dimensions are not allowed") }
      return .iterator(try IndexIterator(shape, nil, type: type))
    }
    return type
  }()

  nonisolated(unsafe) static let enumerateType: TypeObject = {
    let type = TypeObject("ndenumerate", bases: [Types.object], module: "numpy")
    type.constructor = NumPy.builtin(
      "ndenumerate", "(arr)", doc: "Pairs of index and element.",
      example:
        "for place, value in np.ndenumerate(np.array([[5, 6]])):\n    print(place, value)\n#> (0, 0) 5\n#> (0, 1) 6"
    ) { a in
      let array = try a.array(0)
      return .iterator(try IndexIterator(array.shape, array, type: type))
    }
    return type
  }()
}
