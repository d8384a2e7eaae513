import Arrays

/// An iterator: `next` gives the items one by one, then nil.
open class IteratorObject: Object {
  public override init(type: TypeObject = Types.iterator) {
    super.init(type: type)
  }

  open func next(_ vm: Interpreter) throws -> Value? { nil }

  /// The next item, for loops of built-in functions, which may go on for ever: throws where the user interrupted.
  @inline(__always)
  public final func following(_ vm: Interpreter) throws -> Value? {
    try vm.checkInterrupt()
    return try next(vm)
  }

  /// How many items are left, where that is known: `list(…)` reserves room.
  open var remaining: Int? { nil }
}

/// An iterator over what a closure gives.
public final class ClosureIterator: IteratorObject {
  private let body: (Interpreter) throws -> Value?
  private var isDone = false

  public init(type: TypeObject = Types.iterator, _ body: @escaping (Interpreter) throws -> Value?) {
    self.body = body
    super.init(type: type)
  }

  public override func next(_ vm: Interpreter) throws -> Value? {
    if isDone { return nil }
    let value = try body(vm)
    if value == nil { isDone = true }
    return value
  }
}

/// Iterates `range`.
public final class RangeIterator: IteratorObject {
  var current: Int
  var left: Int
  let step: Int

  public init(_ range: RangeObject) {
    current = range.start
    left = range.count
    step = range.step
    super.init(type: Types.rangeIterator)
  }

  public override func next(_ vm: Interpreter) throws -> Value? {
    if left == 0 { return nil }
    left -= 1
    let value = current
    current = current &+ step
    return .int(value)
  }

  public override var remaining: Int? { left }
}

extension Types {
  public nonisolated(unsafe) static let rangeIterator = make("range_iterator")
  public nonisolated(unsafe) static let tupleIterator = make("tuple_iterator")
  public nonisolated(unsafe) static let stringIterator = make("str_iterator")
  public nonisolated(unsafe) static let setIterator = make("set_iterator")
  public nonisolated(unsafe) static let dictKeyIterator = make("dict_keyiterator")
  public nonisolated(unsafe) static let dictValueIterator = make("dict_valueiterator")
  public nonisolated(unsafe) static let dictItemIterator = make("dict_itemiterator")
}

/// Iterates a list, which may change meanwhile.
final class ListIterator: IteratorObject {
  private var list: ListObject?
  private var position = 0

  init(_ list: ListObject) {
    self.list = list
    super.init(type: Types.listIterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    guard let list else { return nil }
    if position < list.items.count {
      position += 1
      return list.items[position - 1]
    }
    self.list = nil
    return nil
  }

  override var remaining: Int? { list.map { max(0, $0.items.count - position) } ?? 0 }
}

/// Iterates items that cannot change: a tuple, a snapshot.
public final class ItemsIterator: IteratorObject {
  private let items: [Value]
  private var position = 0

  public init(_ items: [Value], type: TypeObject = Types.tupleIterator) {
    self.items = items
    super.init(type: type)
  }

  public override func next(_ vm: Interpreter) throws -> Value? {
    if position == items.count { return nil }
    position += 1
    return items[position - 1]
  }

  public override var remaining: Int? { items.count - position }
}

/// Iterates the characters of a string.
final class StringIterator: IteratorObject {
  private var scalars: String.UnicodeScalarView.Iterator

  init(_ string: StringObject) {
    scalars = string.value.unicodeScalars.makeIterator()
    super.init(type: Types.stringIterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    guard let scalar = scalars.next() else { return nil }
    return .str(StringObject.character(scalar))
  }
}

extension StringObject {
  /// The string of one character; those of ASCII are made once.
  static func character(_ scalar: Unicode.Scalar) -> StringObject {
    scalar.value < 128 ? asciiCharacters[Int(scalar.value)] : StringObject(String(scalar))
  }
}

nonisolated(unsafe) private let asciiCharacters: [StringObject] = (0..<128).map {
  StringObject.interned(String(Unicode.Scalar(UInt8($0))))
}

/// What a dict's iteration gives.
public enum DictAspect { case keys, values, items }

/// Iterates a dict in order; a change of size meanwhile is an error.
final class DictIterator: IteratorObject {
  private let dict: DictObject
  private let aspect: DictAspect
  private let count: Int
  private var position = 0
  private var isDone = false

  init(_ dict: DictObject, _ aspect: DictAspect) {
    self.dict = dict
    self.aspect = aspect
    count = dict.count
    super.init(
      type: aspect == .keys
        ? Types.dictKeyIterator : aspect == .values ? Types.dictValueIterator : Types.dictItemIterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if isDone { return nil }
    if dict.count != count { throw PyError.runtimeError("dictionary changed size during iteration") }
    guard let found = dict.next(from: position) else {
      isDone = true
      return nil
    }
    position = found + 1
    switch aspect {
    case .keys: return dict.key(at: found)
    case .values: return dict.value(at: found)
    case .items: return .tuple([dict.key(at: found), dict.value(at: found)])
    }
  }

  override var remaining: Int? { isDone ? 0 : count }
}

/// Iterates a set's table; a change of size meanwhile is an error.
final class SetIterator: IteratorObject {
  private let set: SetObject
  private let items: [Value]
  private var position = 0

  init(_ set: SetObject) {
    self.set = set
    items = set.items
    super.init(type: Types.setIterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if position >= items.count { return nil }
    if set.count != items.count { throw PyError.runtimeError("Set changed size during iteration") }
    position += 1
    return items[position - 1]
  }

  override var remaining: Int? { items.count - position }
}

/// Iterates an array along its first axis.
final class ArrayIterator: IteratorObject {
  private let array: NDArray
  private var position = 0

  init(_ array: NDArray) {
    self.array = array
    super.init(type: Types.iterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    if position >= array.shape[0] { return nil }
    position += 1
    return Value(try array.row(position - 1))
  }

  override var remaining: Int? { array.shape[0] - position }
}

/// Iterates an object whose class has `__getitem__` but no `__iter__`.
final class SequenceIterator: IteratorObject {
  private var object: Value?
  private var position = 0

  init(_ object: Value) {
    self.object = object
    super.init(type: Types.iterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    guard let object else { return nil }
    do {
      let value = try vm.getItem(object, .int(position))
      position += 1
      return value
    } catch let error as PyError
      where error.exception.type.isSubtype(of: Types.indexError)
      || error.exception.type.isSubtype(of: Types.stopIteration)
    {
      self.object = nil
      return nil
    }
  }
}

/// Iterates an object of a script's class through its `__next__`.
final class MethodIterator: IteratorObject {
  let object: Value
  init(_ object: Value) {
    self.object = object
    super.init(type: Types.iterator)
  }

  override func next(_ vm: Interpreter) throws -> Value? {
    do {
      return try vm.callMethod(object, "__next__")
    } catch let error as PyError where error.exception.type.isSubtype(of: Types.stopIteration) {
      return nil
    }
  }
}

/// `dict.keys()`, `.values()`, `.items()`: a live view.
public final class DictViewObject: Object {
  public let dict: DictObject
  public let aspect: DictAspect
  public init(_ dict: DictObject, _ aspect: DictAspect) {
    self.dict = dict
    self.aspect = aspect
    super.init(
      type: aspect == .keys ? Types.dictKeys : aspect == .values ? Types.dictValues : Types.dictItems)
  }
}
