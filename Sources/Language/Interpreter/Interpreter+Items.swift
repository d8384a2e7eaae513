import Arrays

extension Interpreter {
  // MARK: Reading items

  /// `object[index]`
  @inline(never)
  public func getItem(_ object: Value, _ index: Value) throws -> Value {
    if case .object(let key) = index, key.type.isUserDefined, key.type.lookup(Names.index) != nil,
      object.isSequence || object.reference is RangeObject
    {
      return try getItem(object, .int(int(index)))
    }
    switch object {
    case .list(let list) where !list.type.isUserDefined || !list.type.overrides(Names.getItem):
      if let position = index.index {
        return list.items[try checkedPosition(position, list.items.count, "list index out of range")]
      }
      if case .object(let slice as SliceObject) = index { return .list(try sliced(list.items, slice)) }
      throw badPosition(index, "list indices must be integers or slices, not \(typeName(index))")
    case .tuple(let tuple) where !tuple.type.isUserDefined || !tuple.type.overrides(Names.getItem):
      if let position = index.index {
        return tuple.items[try checkedPosition(position, tuple.items.count, "tuple index out of range")]
      }
      if case .object(let slice as SliceObject) = index { return .tuple(try sliced(tuple.items, slice)) }
      throw badPosition(index, "tuple indices must be integers or slices, not \(typeName(index))")
    case .dict(let dict) where !dict.type.isUserDefined || !dict.type.overrides(Names.getItem):
      if let value = try dict.get(index, self) { return value }
      if dict.type !== Types.dict, let method = dict.type.lookup(Names.missing) {
        return try call(bind(method, object), [index])
      }
      throw PyError.keyError(index)
    case .array(let array):
      if case .int(let position) = index { return Value(try array.row(position)) }
      return try getItems(array, IndexItems(one: index))
    case .str(let text): return try character(text, index)
    case .npFloat64, .npFloat32, .npInt64, .npInt32, .npUInt8, .npUInt64, .npBool:
      guard let operand = object.operand else { break }
      if case .tuple(let tuple) = index, tuple.items.isEmpty { return object }
      _ = operand
      throw PyError.indexError("invalid index to scalar variable.")
    case .object(let plain):
      if let range = plain as? RangeObject {
        if let position = index.index {
          return .int(range[try checkedPosition(position, range.count, "range object index out of range")])
        }
        if case .object(let slice as SliceObject) = index {
          let bounds = try slice.indices(range.count)
          return .object(
            try RangeObject(
              range.start + bounds.start * range.step, range.start + bounds.stop * range.step,
              range.step * bounds.step))
        }
        throw PyError.typeError("range indices must be integers or slices, not \(typeName(index))")
      }
      if let bytes = plain as? BytesObject {
        if let position = index.index {
          return .int(
            Int(bytes.bytes[try checkedPosition(position, bytes.bytes.count, "index out of range")]))
        }
        if case .object(let slice as SliceObject) = index {
          return .object(BytesObject(try sliced(bytes.bytes, slice)))
        }
        throw PyError.typeError("byte indices must be integers or slices, not \(typeName(index))")
      }
    case .type(let type):
      // `list[int]` in a type hint.
      if let method = type.lookup(StringObject.interned("__class_getitem__")) {
        return try call(bindAttribute(method, object, type), [index])
      }
      if !type.isUserDefined { return object }
      throw PyError.typeError("type '\(type.name)' is not subscriptable")
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    default: break
    }
    if let method = typeOf(object).lookup(Names.getItem) {
      return try call(bind(method, object), [index])
    }
    throw PyError.typeError("'\(typeName(object))' object is not subscriptable")
  }

  /// A position from the front, or an IndexError.
  @inline(__always)
  private func checkedPosition(_ index: Int, _ count: Int, _ message: String) throws -> Int {
    let position = index < 0 ? index &+ count : index
    if position < 0 || position >= count { throw PyError.indexError(message) }
    return position
  }

  /// The error for an index that is none; arrays have words of their own.
  private func badPosition(_ index: Value, _ message: String) -> PyError {
    if case .array = index {
      return .typeError("only integer scalar arrays can be converted to a scalar index")
    }
    return .typeError(message)
  }

  private func sliced<Item>(_ items: [Item], _ slice: SliceObject) throws -> [Item] {
    let bounds = try slice.indices(items.count)
    if bounds.step == 1 {
      return try Array(interruptibly: items, bounds.start..<(bounds.start + bounds.count))
    }
    let result = (0..<bounds.count).untilInterrupt.map { items[bounds.start + $0 * bounds.step] }
    try checkInterrupt()
    return result
  }

  private func character(_ text: StringObject, _ index: Value) throws -> Value {
    if let position = index.index {
      let position = try checkedPosition(position, text.count, "string index out of range")
      if text.isASCII {
        let byte = text.value.utf8[text.value.utf8.index(text.value.utf8.startIndex, offsetBy: position)]
        return .str(StringObject.character(Unicode.Scalar(byte)))
      }
      let scalars = text.value.unicodeScalars
      return .str(StringObject.character(scalars[scalars.index(scalars.startIndex, offsetBy: position)]))
    }
    guard case .object(let slice as SliceObject) = index else {
      throw badPosition(index, "string indices must be integers, not '\(typeName(index))'")
    }
    let bounds = try slice.indices(text.count)
    if text.isASCII {
      let part = text.value.withBytes { bytes in
        if bounds.step == 1 { return String(bytes, bounds.start..<(bounds.start + bounds.count)) }
        let picked = (0..<bounds.count).untilInterrupt.map { bytes[bounds.start + $0 * bounds.step] }
        return picked.withUnsafeBufferPointer { String(utf8: $0) }
      }
      try checkInterrupt()
      return .string(part)
    }
    let scalars = Array(text.value.unicodeScalars.untilInterrupt)
    try checkInterrupt()
    var result = String.UnicodeScalarView()
    for step in (0..<bounds.count).untilInterrupt {
      result.append(scalars[bounds.start + step * bounds.step])
    }
    try checkInterrupt()
    return .string(String(result))
  }

  /// `object[a, b, …]` with the items side by side.
  @inline(never)
  func getItems(_ object: Value, _ items: Registers, _ count: Int) throws -> Value {
    if case .array(let array) = object {
      if let offset = try elementOffset(array, items, count) { return Value(array.element(atByte: offset)) }
      return try getItems(array, IndexItems(items, count))
    }
    return try getItem(object, .tuple(Interpreter.copy(items, count)))
  }

  /// The place of the element that as many integers as dimensions name; nil for any other index.
  @inline(__always)
  private func elementOffset(_ array: NDArray, _ items: Registers, _ count: Int) throws -> Int? {
    guard count == array.ndim else { return nil }
    var offset = 0
    for axis in 0..<count {
      guard case .int(let index) = items[axis] else { return nil }
      offset &+= try array.offset(of: index, axis: axis)
    }
    return offset
  }

  @inline(__always)
  private func getItems(_ array: NDArray, _ items: IndexItems) throws -> Value {
    let list = try indexList(items, array)
    return Value(try array.index(list))
  }

  // MARK: Writing items

  /// `object[index] = value`
  @inline(never)
  public func setItem(_ object: Value, _ index: Value, _ value: Value) throws {
    switch object {
    case .list(let list) where !list.type.isUserDefined || !list.type.overrides(Names.setItem):
      if let position = index.index {
        list.items[try checkedPosition(position, list.items.count, "list assignment index out of range")] =
          value
        return
      }
      if case .object(let slice as SliceObject) = index {
        try assignSlice(list, slice, value)
        return
      }
      throw PyError.typeError("list indices must be integers or slices, not \(typeName(index))")
    case .dict(let dict) where !dict.type.isUserDefined || !dict.type.overrides(Names.setItem):
      try dict.set(index, value, self)
      return
    case .array(let array):
      try setItems(array, IndexItems(one: index), value)
      return
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    default: break
    }
    if let method = typeOf(object).lookup(Names.setItem) {
      _ = try call(bind(method, object), [index, value])
      return
    }
    throw PyError.typeError("'\(typeName(object))' object does not support item assignment")
  }

  @inline(never)
  func setItems(_ object: Value, _ items: Registers, _ count: Int, _ value: Value) throws {
    if case .array(let array) = object {
      if let offset = try elementOffset(array, items, count), let operand = value.operand,
        let scalar = operand.scalarValue
      {
        return try array.setElement(atByte: offset, to: scalar, weak: operand.isWeak)
      }
      try setItems(array, IndexItems(items, count), value)
    } else {
      try setItem(object, .tuple(Interpreter.copy(items, count)), value)
    }
  }

  private func setItems(_ array: NDArray, _ items: IndexItems, _ value: Value) throws {
    let list = try indexList(items, array)
    if let operand = value.operand {
      try array.setIndex(list, to: operand)
    } else {
      try array.setIndex(list, to: .array(try assigned(value, to: array)))
    }
  }

  private func assignSlice(_ list: ListObject, _ slice: SliceObject, _ value: Value) throws {
    let new: [Value]
    do {
      new = try items(of: value)
    } catch let error as PyError where error.exception.type === Types.typeError {
      throw PyError.typeError("can only assign an iterable")
    }
    let bounds = try slice.indices(list.items.count)
    if bounds.step == 1 {
      let range = bounds.start..<max(bounds.start, bounds.stop)
      if range.count == list.items.count {
        list.items = try Array(interruptibly: new, 0..<new.count)
      } else {
        list.items.replaceSubrange(range, with: new)
      }
      return
    }
    guard new.count == bounds.count else {
      throw PyError.valueError(
        "attempt to assign sequence of size \(new.count) to extended slice of size \(bounds.count)")
    }
    for (step, item) in new.enumerated() { list.items[bounds.start + step * bounds.step] = item }
  }

  /// `del object[index]`
  public func deleteItem(_ object: Value, _ index: Value) throws {
    switch object {
    case .list(let list):
      if let position = index.index {
        list.items.remove(
          at: try checkedPosition(position, list.items.count, "list assignment index out of range"))
        return
      }
      if case .object(let slice as SliceObject) = index {
        let bounds = try slice.indices(list.items.count)
        if bounds.step == 1 {
          list.items.removeSubrange(bounds.start..<max(bounds.start, bounds.stop))
        } else {
          let step = abs(bounds.step)
          let first = bounds.step > 0 ? bounds.start : bounds.start + (bounds.count - 1) * bounds.step
          let last = first + (bounds.count - 1) * step
          var kept: [Value] = []
          kept.reserveCapacity(list.items.count - bounds.count)
          for (position, item) in list.items.enumerated().untilInterrupt
          where position < first || position > last || (position - first) % step != 0 {
            kept.append(item)
          }
          try checkInterrupt()
          list.items = kept
        }
        return
      }
      throw PyError.typeError("list indices must be integers or slices, not \(typeName(index))")
    case .dict(let dict) where dict.type === Types.dict || !dict.type.overridesDict(Names.deleteItem):
      if try dict.remove(index, self) == nil { throw PyError.keyError(index) }
      return
    case .array: throw PyError.valueError("cannot delete array elements")
    default: break
    }
    if let method = typeOf(object).lookup(Names.deleteItem) {
      _ = try call(bind(method, object), [index])
      return
    }
    throw PyError.typeError("'\(typeName(object))' object doesn't support item deletion")
  }

  // MARK: Array indices

  /// The items between the brackets.
  struct IndexItems {
    private let pointer: Registers?
    private let items: [Value]
    let count: Int

    init(_ pointer: Registers, _ count: Int) {
      self.pointer = pointer
      items = []
      self.count = count
    }

    init(one value: Value) {
      pointer = nil
      if case .tuple(let tuple) = value { items = tuple.items } else { items = [value] }
      count = items.count
    }

    subscript(position: Int) -> Value { pointer.map { $0[position] } ?? items[position] }
  }

  /// What NumPy makes of the index in `array[index]`.
  public func indexList(of index: Value, for array: NDArray) throws -> IndexList {
    try indexList(IndexItems(one: index), array)
  }

  /// What NumPy makes of the items of `array[…]`.
  @inline(__always)
  private func indexList(_ items: IndexItems, _ array: NDArray) throws -> IndexList {
    var list = IndexList()
    for position in 0..<items.count {
      try append(items[position], to: &list)
    }
    return list
  }

  /// Adds an item of `array[…]`.
  @inline(__always)
  func append(_ item: Value, to list: inout IndexList) throws {
    switch item {
    case .int(let value): list.append(int: value)
    case .npInt64(let value): list.append(int: value)
    case .object(let slice as SliceObject):
      list.append(start: try bound(slice.start), stop: try bound(slice.stop), step: try bound(slice.step))
    default: list.append(try indexItem(item))
    }
  }

  @inline(__always)
  func bound(_ value: Value) throws -> Int? {
    if case .int(let index) = value { return index }
    if value.isNone { return nil }
    if let index = value.index { return index }
    throw PyError.typeError("slice indices must be integers or None or have an __index__ method")
  }

  @inline(never)
  private func indexItem(_ item: Value) throws -> IndexItem {
    switch item {
    case .none: return .newAxis
    case .ellipsis: return .ellipsis
    case .bool, .npBool:
      return .mask(try asArray(item))
    case .npInt32(let value): return .int(Int(value))
    case .npUInt8(let value): return .int(Int(value))
    case .npUInt64(let value):
      return .int(Int(exactly: value) ?? Int.max)
    case .array(let array): return try arrayItem(array)
    case .list, .tuple:
      let array = try asArray(item)
      if array.count == 0, array.dtype.isFloat {
        return .indices(try array.astype(.int64))
      }
      // A list of floats is no index at all; an array of them is one of the wrong type.
      if !array.dtype.isFloat { return try arrayItem(array) }
    case .object(let object) where object is RangeObject: return try arrayItem(asArray(item))
    default: break
    }
    throw PyError.indexError(
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices"
    )
  }

  private func arrayItem(_ array: NDArray) throws -> IndexItem {
    if array.dtype == .bool { return .mask(array) }
    if array.dtype.isInteger { return .indices(array) }
    throw PyError.indexError("arrays used as indices must be of integer (or boolean) type")
  }

  // MARK: Length and membership

  /// `len(value)`
  public func length(_ value: Value) throws -> Int {
    switch value {
    case .str(let text): return text.count
    case .list(let list) where !list.type.isUserDefined: return list.items.count
    case .tuple(let tuple) where !tuple.type.isUserDefined: return tuple.items.count
    case .dict(let dict) where !dict.type.isUserDefined: return dict.count
    case .set(let set): return set.count
    case .array(let array):
      if array.shape.count == 0 { throw PyError.typeError("len() of unsized object") }
      return array.shape[0]
    case .object(let object):
      if let range = object as? RangeObject { return range.count }
      if let bytes = object as? BytesObject { return bytes.bytes.count }
      if let view = object as? DictViewObject { return view.dict.count }
    case .type(let type) where type.isUserDefined && type.lookup(Names.iterateMembers) != nil:
      return try items(of: value).count
    default: break
    }
    if let method = typeOf(value).lookup(Names.length) {
      let result = try call(bind(method, value), [])
      guard let count = result.index else {
        throw PyError.typeError("'\(typeName(result))' object cannot be interpreted as an integer")
      }
      if count < 0 { throw PyError.valueError("__len__() should return >= 0") }
      return count
    }
    switch value {
    case .list(let list): return list.items.count
    case .tuple(let tuple): return tuple.items.count
    case .dict(let dict): return dict.count
    default: throw PyError.typeError("object of type '\(typeName(value))' has no len()")
    }
  }

  private func contains(_ items: [Value], _ item: Value) throws -> Bool {
    for other in items.untilInterrupt where try sameKey(other, item) { return true }
    try checkInterrupt()
    return false
  }

  /// `item in container`
  public func contains(_ container: Value, _ item: Value) throws -> Bool {
    switch container {
    case .list(let list) where !list.type.isUserDefined:
      return try contains(list.items, item)
    case .tuple(let tuple): return try contains(tuple.items, item)
    case .dict(let dict) where !dict.type.isUserDefined || !dict.type.overrides(Names.contains):
      return try dict.contains(item, self)
    case .set(let set): return try set.contains(item, self)
    case .str(let text):
      guard case .str(let part) = item else {
        throw PyError.typeError("'in <string>' requires string as left operand, not \(typeName(item))")
      }
      let found = part.value.isEmpty || text.value.containsBytes(of: part.value)
      try checkInterrupt()
      return found
    case .array(let array):
      guard let operand = try arrayOperand(item)?.operand else { return false }
      let matches = Value(try NDArray.binary(.equal, .array(array), operand))
      if case .array(let matches) = matches {
        return try isTrue(Value(try matches.reduce(.any, axes: nil, keepDims: false)))
      }
      return try isTrue(matches)
    case .object(let object):
      if let range = object as? RangeObject {
        if let value = item.index, !item.isArrayLike || item.isNumPyInteger {
          if range.count == 0 { return false }
          let (low, high) =
            range.step > 0
            ? (range.start, range[range.count - 1]) : (range[range.count - 1], range.start)
          return value >= low && value <= high && (value &- range.start) % range.step == 0
        }
        if let number = item.number, let whole = Int(exactly: number) {
          return try contains(container, .int(whole))
        }
        return false
      }
      if let view = object as? DictViewObject {
        switch view.aspect {
        case .keys: return try view.dict.contains(item, self)
        case .values: return try contains(view.dict.values, item)
        case .items:
          guard case .tuple(let pair) = item, pair.items.count == 2,
            let value = try view.dict.get(pair.items[0], self)
          else { return false }
          return try sameKey(value, pair.items[1])
        }
      }
      if let bytes = object as? BytesObject { return try contains(bytes.bytes, item) }
    default: break
    }
    if let method = typeOf(container).lookup(Names.contains) {
      return try isTrue(call(bind(method, container), [item]))
    }
    let iterator: IteratorObject
    do {
      iterator = try self.iterator(container)
    } catch let error as PyError where error.exception.type === Types.typeError {
      throw PyError.typeError("argument of type '\(typeName(container))' is not iterable")
    }
    while let value = try iterator.following(self) {
      if try sameKey(value, item) { return true }
    }
    return false
  }
}

extension Interpreter {
  /// `item in bytes`: a number among them, or bytes that occur one after the other.
  private func contains(_ bytes: [UInt8], _ item: Value) throws -> Bool {
    if let value = item.index {
      guard let byte = UInt8(exactly: value) else {
        throw PyError.valueError("byte must be in range(0, 256)")
      }
      return bytes.contains(byte)
    }
    guard case .object(let object) = item, let part = (object as? BytesObject)?.bytes else {
      throw PyError.typeError("a bytes-like object is required, not '\(typeName(item))'")
    }
    if part.isEmpty { return true }
    return bytes.indices.dropLast(part.count - 1).contains { bytes[$0...].starts(with: part) }
  }
}

extension TypeObject {
  /// Whether a kind of dict brings its own method, be it a class of a script or one of the library.
  func overridesDict(_ name: StringObject) -> Bool {
    for type in order where type !== Types.object {
      if type === Types.dict { return false }
      type.load()
      if type.attributes.find(name) != nil { return true }
    }
    return false
  }

  /// Whether a class derived from a built-in type defines this method itself.
  func overrides(_ name: StringObject) -> Bool {
    for type in order {
      if !type.isUserDefined { return false }
      if type.attributes.find(name) != nil { return true }
    }
    return false
  }
}

extension String {
  /// Whether the bytes of `part` occur: code points, not characters as people see them.
  func containsBytes(of part: String) -> Bool { firstByte(of: part) != nil }

  /// The byte offset where `part` first occurs at or behind `start`.
  func firstByte(of part: String, from start: Int = 0) -> Int? {
    withBytes { bytes in part.withBytes { ByteSearch.first($0, in: bytes, from: start, to: bytes.count) } }
  }
}
