import Language

/// The axes that `subplots` gives: behaves as NumPy's array of objects in one or two dimensions.
final class ObjectGrid: Object {
  let shape: [Int]
  let items: [Value]

  init(_ items: [Value], shape: [Int]) {
    precondition(items.count == shape.reduce(1, *))
    self.items = items
    self.shape = shape
    super.init(type: ObjectGrid.gridType)
  }

  /// The part that a first index leaves.
  private func row(_ index: Int) -> Value {
    if shape.count == 1 { return items[index] }
    let length = items.count / max(shape[0], 1)
    return .object(
      ObjectGrid(Array(items[index * length..<(index + 1) * length]), shape: Array(shape.dropFirst())))
  }

  /// The places along an axis that an index picks; nil for `count` where it drops the axis.
  private static func places(_ index: Value, _ axis: Int, _ length: Int, _ vm: Interpreter) throws -> (
    places: [Int], drops: Bool
  ) {
    if let position = index.index {
      let place = position < 0 ? position &+ length : position
      guard place >= 0, place < length else {
        throw PyError.indexError("index \(position) is out of bounds for axis \(axis) with size \(length)")
      }
      return ([place], true)
    }
    if case .object(let object) = index, let slice = object as? SliceObject {
      let bounds = try slice.indices(length)
      return ((0..<bounds.count).map { bounds.start + $0 * bounds.step }, false)
    }
    throw PyError.indexError(
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
    )
  }

  func get(_ index: Value, _ vm: Interpreter) throws -> Value {
    var parts: [Value] = [index]
    if case .tuple(let tuple) = index { parts = tuple.items }
    guard parts.count <= shape.count else {
      throw PyError.indexError(
        "too many indices for array: array is \(shape.count)-dimensional, but \(parts.count) were indexed")
    }
    var picked: [[Int]] = []
    var kept: [Int] = []
    for (axis, length) in shape.enumerated() {
      if axis < parts.count {
        let (places, drops) = try Self.places(parts[axis], axis, length, vm)
        picked.append(places)
        if !drops { kept.append(places.count) }
      } else {
        picked.append(Array(0..<length))
        kept.append(length)
      }
    }
    let chosen =
      picked.count == 1
      ? picked[0].map { items[$0] }
      : picked[0].flatMap { row in picked[1].map { items[row * shape[1] + $0] } }
    return kept.isEmpty ? chosen[0] : .object(ObjectGrid(chosen, shape: kept))
  }

  var flat: ObjectGrid { ObjectGrid(items, shape: [items.count]) }

  /// Rows and columns exchanged.
  var transposed: ObjectGrid {
    guard shape.count == 2 else { return self }
    return ObjectGrid(
      (0..<shape[1]).flatMap { column in (0..<shape[0]).map { items[$0 * shape[1] + column] } },
      shape: [shape[1], shape[0]])
  }

  private func reshaped(_ sizes: [Int]) throws -> ObjectGrid {
    var sizes = sizes
    let text = sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.map { "\($0)" }.joined(separator: ",") + ")"
    let failure = PyError.valueError("cannot reshape array of size \(items.count) into shape \(text)")
    guard (1...2).contains(sizes.count), sizes.filter({ $0 < 0 }).count <= 1 else { throw failure }
    if let open = sizes.firstIndex(where: { $0 < 0 }) {
      let others = sizes.enumerated().filter { $0.offset != open }.map(\.element).reduce(1) { $0 &* $1 }
      guard others > 0, items.count % others == 0 else { throw failure }
      sizes[open] = items.count / others
    }
    guard sizes.allSatisfy({ $0 <= items.count }), sizes.reduce(1, *) == items.count else { throw failure }
    return ObjectGrid(items, shape: sizes)
  }

  private func repr(_ vm: Interpreter) throws -> String {
    if shape.count == 1 {
      return "array([" + (try items.map { try vm.repr($0) }.joined(separator: ", ")) + "], dtype=object)"
    }
    let rows = try (0..<shape[0]).map { row in
      "[" + (try (0..<shape[1]).map { try vm.repr(items[row * shape[1] + $0]) }.joined(separator: ", ")) + "]"
    }
    return "array([" + rows.joined(separator: ",\n       ") + "], dtype=object)"
  }

  private func list() -> Value {
    shape.count == 1
      ? .list(items)
      : .list((0..<shape[0]).map { row in .list(Array(items[row * shape[1]..<(row + 1) * shape[1]])) })
  }

  static func of(_ value: Value) throws -> ObjectGrid {
    guard case .object(let object) = value, let grid = object as? ObjectGrid else {
      throw PyError.typeError("descriptor requires an array of axes")
    }
    return grid
  }

  nonisolated(unsafe) static let gridType: TypeObject = {
    let type = TypeObject("ndarray", bases: [Types.ndarray], module: "numpy")
    type.loadEntries = {
      type.addGetter("shape") { _, value in .tuple(try of(value).shape.map { .int($0) }) }
      type.addGetter("size") { _, value in .int(try of(value).items.count) }
      type.addGetter("ndim") { _, value in .int(try of(value).shape.count) }
      type.addGetter("flat") { _, value in .object(try of(value).flat) }
      type.addGetter("T") { _, value in .object(try of(value).transposed) }
      return EntryList { add in
        add("__len__", "(self, /)", "The length of the first axis.") { a in .int(try of(a[0]).shape[0]) }
        add("__iter__", "(self, /)", "The rows one after another.") { a in
          let grid = try of(a[0])
          return .iterator(ItemsIterator((0..<grid.shape[0]).map { grid.row($0) }))
        }
        add("__getitem__", "(self, index, /)", "Axes by row and column.") { a in try of(a[0]).get(a[1], a.vm)
        }
        add("ravel", "(self, order='C')", "All axes in one row.") { a in .object(try of(a[0]).flat) }
        add.alias("flatten", of: "ravel")
        add("reshape", "(self, *shape)", "The axes in another arrangement.") { a in
          let grid = try of(a[0])
          let sizes = a.rest(1)
          return .object(
            try grid.reshaped(sizes.count == 1 ? NumPy.ints(sizes[0], a.vm) : sizes.map { try a.vm.int($0) }))
        }
        add("transpose", "(self)", "Rows and columns exchanged.") { a in .object(try of(a[0]).transposed) }
        add("tolist", "(self)", "The axes as nested lists.") { a in try of(a[0]).list() }
        add("__str__", "(self, /)", "As NumPy prints an array of objects.") { a in
          let grid = try of(a[0])
          let width = grid.shape.count == 1 ? grid.items.count : grid.shape[1]
          let rows = try stride(from: 0, to: grid.items.count, by: max(width, 1)).map { start in
            "[" + (try grid.items[start..<start + width].map { try a.vm.repr($0) }.joined(separator: " "))
              + "]"
          }
          return .string(
            grid.shape.count == 1 ? rows.first ?? "[]" : "[" + rows.joined(separator: "\n ") + "]")
        }
        add("__repr__", "(self, /)", "As NumPy writes an array of objects.") { a in
          .string(try of(a[0]).repr(a.vm))
        }
      }.entries
    }
    return type
  }()
}
