import Arrays
import Language

/// `np.mgrid`, `np.ogrid`, `np.r_`, `np.c_`, `np.s_`: objects that make something of what stands in brackets.
final class GridObject: Object {
  enum Kind: String {
    case mgrid, ogrid
    case rows = "r_"
    case columns = "c_"
    case slices = "s_"
    case indexExpression = "index_exp"

    fileprivate var type: TypeObject {
      switch self {
      case .mgrid: GridObject.meshType
      case .ogrid: GridObject.openMeshType
      case .rows: GridObject.rowsType
      case .columns: GridObject.columnsType
      case .slices, .indexExpression: GridObject.expressionType
      }
    }
  }
  let kind: Kind

  init(_ kind: Kind) {
    self.kind = kind
    super.init(type: kind.type)
  }

  private static func makeType(_ name: String, _ doc: String, _ example: String) -> TypeObject {
    let type = TypeObject(name, bases: [Types.object], module: "numpy.lib._index_tricks_impl")
    (type.doc, type.example) = (doc, example)
    type.loadEntries = {
      EntryList { add in
        add("__getitem__", "(self, key, /)", "What the brackets describe.") { a in
          guard case .object(let object) = a[0], let grid = object as? GridObject else { return .none }
          return try grid.item(a[1], a.vm)
        }
      }.entries
    }
    return type
  }

  nonisolated(unsafe) fileprivate static let meshType = makeType(
    "MGridClass", "Coordinates of all points of a grid, an array for each axis.",
    "rows, columns = np.mgrid[0:2, 0:3]\nprint(columns)\n#> [[0 1 2]\n#>  [0 1 2]]")
  nonisolated(unsafe) fileprivate static let openMeshType = makeType(
    "OGridClass", "Coordinates along each axis of a grid, in shapes that stretch to the whole of it.",
    "rows, columns = np.ogrid[0:2, 0:3]\nprint(rows + columns)\n#> [[0 1 2]\n#>  [1 2 3]]")
  nonisolated(unsafe) fileprivate static let rowsType = makeType(
    "RClass", "Numbers, ranges and arrays joined along the first axis.",
    "print(np.r_[1:4, 0, [5, 6]])\n#> [1 2 3 0 5 6]")
  nonisolated(unsafe) fileprivate static let columnsType = makeType(
    "CClass", "Arrays joined as columns.", "print(np.c_[[1, 2], [3, 4]])\n#> [[1 3]\n#>  [2 4]]")
  nonisolated(unsafe) fileprivate static let expressionType = makeType(
    "IndexExpression", "The index that stands in the brackets, to be kept and used later.",
    "middle = np.s_[1:3, ::2]\nprint(np.arange(12).reshape(3, 4)[middle])\n#> [[ 4  6]\n#>  [ 8 10]]")

  private func item(_ key: Value, _ vm: Interpreter) throws -> Value {
    var keys = [key]
    if case .tuple(let tuple) = key { keys = tuple.items }
    switch kind {
    case .slices: return key
    case .indexExpression: return .tuple(keys)
    case .rows: return .array(try joined(keys, vm, columns: false))
    case .columns: return .array(try joined(keys, vm, columns: true))
    case .mgrid, .ogrid:
      var lines: [NDArray] = []
      for part in keys {
        guard let slice = GridObject.slice(part) else {
          throw PyError.unsupported("np.\(kind.rawValue) takes slices, as in np.\(kind.rawValue)[0:3, 0:4]")
        }
        lines.append(try GridObject.line(slice, vm))
      }
      return try grid(lines, isTuple: { if case .tuple = key { true } else { false } }())
    }
  }

  private static func slice(_ value: Value) -> SliceObject? {
    if case .object(let object) = value { object as? SliceObject } else { nil }
  }

  /// The numbers of a slice: a step such as `5j` would count them, but complex numbers are left out.
  private static func line(_ slice: SliceObject, _ vm: Interpreter) throws -> NDArray {
    let start: Operand = slice.start.isNone ? .pyInt(0) : try NumPy.operand(slice.start, vm)
    let step: Operand = slice.step.isNone ? .pyInt(1) : try NumPy.operand(slice.step, vm)
    return try NDArray.arange(start, NumPy.operand(slice.stop, vm), step)
  }

  private func grid(_ lines: [NDArray], isTuple: Bool) throws -> Value {
    if !isTuple { return .array(lines[0]) }
    var type = lines[0].dtype
    for line in lines { type = DType.promote(type, line.dtype) }
    var shape = Shape()
    for line in lines { shape.append(line.count) }
    var parts: [NDArray] = []
    for (axis, line) in lines.enumerated() {
      var own = Shape(repeating: 1, count: lines.count)
      own[axis] = line.count
      let part = try line.astype(type, copy: false).reshape(own)
      parts.append(kind == .ogrid ? part : try part.broadcast(to: shape))
    }
    return kind == .ogrid ? NumPy.tuple(parts) : .array(try NDArray.stack(parts, axis: 0))
  }

  private func joined(_ keys: [Value], _ vm: Interpreter, columns: Bool) throws -> NDArray {
    var parts: [NDArray] = []
    var weak: [Bool] = []
    for key in keys {
      if let slice = GridObject.slice(key) {
        parts.append(try GridObject.line(slice, vm))
        weak.append(false)
      } else if key.text != nil {
        throw PyError.unsupported(
          "directives in np.\(kind.rawValue) are not part of nbsh: use np.concatenate")
      } else {
        let array = try vm.asArray(key)
        parts.append(array.ndim == 0 ? try array.reshape([1]) : array)
        weak.append(key.operand?.scalarValue != nil && !key.isArrayLike)
      }
    }
    if columns {
      parts = try parts.map { $0.ndim == 1 ? try $0.expandDims([1]) : $0 }
      return try NDArray.concatenate(parts, axis: -1)
    }
    // Python numbers among arrays take the arrays' type where they can.
    let operands: [Operand] = zip(zip(parts, weak), keys).map { pair, key in
      pair.1 ? (key.operand ?? .array(pair.0)) : .array(pair.0)
    }
    let type = Operand.resultType(operands)
    return try NDArray.concatenate(parts.map { try $0.astype(type, copy: false) }, axis: 0)
  }
}
