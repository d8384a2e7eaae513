import Arrays

/// The items of `x[…]` where slices are among them, as they stand in registers: of a slice only the bounds that
/// are written. Indexing an array then makes no slice objects.
struct SliceItems {
  /// The most items that `parts` describes.
  static let limit = 7

  let first: UnsafeMutablePointer<Value>
  /// The number of items; 0 for one that stands alone, outside a tuple.
  let count: Int
  /// Four bits an item: whether it is a slice, and which of start, stop and step it has.
  let parts: Int32

  /// The bits of an item.
  static func bits(isSlice: Bool, _ start: Bool, _ stop: Bool, _ step: Bool) -> Int {
    (isSlice ? 1 : 0) + (start ? 2 : 0) + (stop ? 4 : 0) + (step ? 8 : 0)
  }

  /// Calls `item` or `slice` for each item in turn.
  @inline(__always)
  func forEach(
    item: (Value) throws -> Void, slice: (Value, Value, Value) throws -> Void
  ) throws {
    var next = first
    var rest = parts
    @inline(__always)
    func take(_ bit: Int32) -> Value {
      if rest & bit == 0 { return .none }
      next += 1
      return (next - 1).pointee
    }
    for _ in 0..<max(1, count) {
      if rest & 1 != 0 {
        let start = take(2)
        let stop = take(4)
        let step = take(8)
        try slice(start, stop, step)
      } else {
        try item(next.pointee)
        next += 1
      }
      rest >>= 4
    }
  }

  /// The index as an object: a slice, or a tuple.
  func makeValue() throws -> Value {
    var items: [Value] = []
    try forEach(item: { items.append($0) }, slice: { items.append(.object(SliceObject($0, $1, $2))) })
    return count == 0 ? items[0] : .tuple(items)
  }
}

extension Interpreter {
  /// `object[index]`
  @inline(never)
  func getItems(_ object: Value, _ items: SliceItems) throws -> Value {
    guard case .array(let array) = object else { return try getItem(object, items.makeValue()) }
    return Value(try array.index(indexList(items)))
  }

  /// `object[index] = value`
  @inline(never)
  func setItems(_ object: Value, _ items: SliceItems, _ value: Value) throws {
    guard case .array(let array) = object else { return try setItem(object, items.makeValue(), value) }
    let list = try indexList(items)
    if let operand = value.operand {
      try array.setIndex(list, to: operand)
    } else {
      try array.setIndex(list, to: .array(try assigned(value, to: array)))
    }
  }

  @inline(__always)
  private func indexList(_ items: SliceItems) throws -> IndexList {
    var list = IndexList()
    try items.forEach { item in
      try append(item, to: &list)
    } slice: { start, stop, step in
      list.append(start: try bound(start), stop: try bound(stop), step: try bound(step))
    }
    return list
  }
}
