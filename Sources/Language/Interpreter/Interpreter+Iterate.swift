import Arrays

extension Interpreter {
  /// `iter(value)`
  public func iterator(_ value: Value) throws -> IteratorObject {
    switch value {
    case .iterator(let iterator): return iterator
    case .list(let list) where !list.type.isUserDefined: return ListIterator(list)
    case .tuple(let tuple) where !tuple.type.isUserDefined: return ItemsIterator(tuple.items)
    case .str(let text): return StringIterator(text)
    case .dict(let dict) where !dict.type.isUserDefined: return DictIterator(dict, .keys)
    case .set(let set): return SetIterator(set)
    case .array(let array):
      if array.shape.count == 0 { throw PyError.typeError("iteration over a 0-d array") }
      return ArrayIterator(array)
    case .object(let object):
      if let range = object as? RangeObject { return RangeIterator(range) }
      if let view = object as? DictViewObject { return DictIterator(view.dict, view.aspect) }
      if let bytes = object as? BytesObject {
        return ItemsIterator(bytes.bytes.map { .int(Int($0)) }, type: Types.iterator)
      }
    case .type(let type) where type.isUserDefined:
      // The members of an enumeration.
      if let method = type.lookup(Names.iterateMembers) {
        return try iterator(call(bindAttribute(method, value, type), []))
      }
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    default: break
    }
    let type = typeOf(value)
    if let method = type.lookup(Names.iter) {
      if method.isNone { throw PyError.typeError("'\(typeName(value))' object is not iterable") }
      let result = try call(bind(method, value), [])
      if case .iterator(let iterator) = result { return iterator }
      if typeOf(result).lookup(Names.next) != nil { return MethodIterator(result) }
      throw PyError.typeError("iter() returned non-iterator of type '\(typeName(result))'")
    }
    switch value {
    case .list(let list): return ListIterator(list)
    case .tuple(let tuple): return ItemsIterator(tuple.items)
    case .dict(let dict): return DictIterator(dict, .keys)
    default: break
    }
    if type.lookup(Names.getItem) != nil { return SequenceIterator(value) }
    throw PyError.typeError("'\(typeName(value))' object is not iterable")
  }

  /// All items of an iterable.
  public func items(of value: Value) throws -> [Value] {
    switch value {
    case .list(let list) where !list.type.isUserDefined: return list.items
    case .tuple(let tuple) where !tuple.type.isUserDefined: return tuple.items
    case .set(let set): return set.items
    case .dict(let dict) where !dict.type.isUserDefined: return dict.keys
    default: break
    }
    let iterator = try iterator(value)
    var result: [Value] = []
    if let count = iterator.remaining { result.reserveCapacity(min(count, 1 << 24)) }
    var count = 0
    do {
      while let item = try iterator.next(self) {
        result.append(item)
        count += 1
        if count & 0xFFF == 0, Interpreter.interruptFlag.pointee != 0 { throw keyboardInterrupt() }
      }
    } catch {
      Release.later(result)
      throw error
    }
    return result
  }

  func extendList(_ target: Value, _ value: Value, callee: Value?) throws {
    guard case .list(let list) = target else { return }
    do {
      list.items.append(contentsOf: try items(of: value))
    } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
    {
      let place = callee.map { "\(callableName($0))argument" } ?? "Value"
      throw PyError.typeError("\(place) after * must be an iterable, not \(typeName(value))")
    }
  }

  /// `{**a}` and `f(**a)`; for a call, a key that is there already is an error.
  func merge(_ value: Value, into dict: DictObject, function: Value?) throws {
    let pairs: [(key: Value, value: Value)]
    switch value {
    case .dict(let other): pairs = other.items
    default:
      guard let keys = try findAttribute(value, StringObject.interned("keys")) else {
        throw PyError.typeError(
          function == nil
            ? "'\(typeName(value))' object is not a mapping"
            : "\(callableName(function))argument after ** must be a mapping, not \(typeName(value))")
      }
      pairs = try items(of: call(keys, [])).map { ($0, try getItem(value, $0)) }
    }
    for (key, value) in pairs {
      if let function, try dict.contains(key, self) {
        throw PyError.typeError(
          "\(callableName(function))got multiple values for keyword argument '\(try str(key))'")
      }
      try dict.set(key, value, self)
    }
  }

  private func callableName(_ function: Value?) -> String {
    switch function {
    case .function(let function)?: "\(function.module.name).\(function.qualifiedName)() "
    case .builtin(let builtin)?: "\(builtin.name)() "
    case .type(let type)?: "\(type.name)() "
    default: ""
    }
  }

  // MARK: Unpacking

  /// Spreads the items of an iterable over `count` registers.
  func unpack(_ value: Value, _ target: Registers, _ count: Int) throws {
    switch value {
    case .tuple(let tuple) where tuple.items.count == count:
      for index in 0..<count { target[index] = tuple.items[index] }
      return
    case .list(let list) where list.items.count == count && !list.type.isUserDefined:
      let items = list.items
      for index in 0..<count { target[index] = items[index] }
      return
    case .tuple, .list, .dict, .str, .set:
      let length = try length(value)
      if length > count { throw PyError.valueError("too many values to unpack (expected \(count))") }
    default: break
    }
    let iterator = try unpackable(value)
    for index in 0..<count {
      guard let item = try iterator.next(self) else {
        throw PyError.valueError("not enough values to unpack (expected \(count), got \(index))")
      }
      target[index] = item
    }
    if try iterator.next(self) != nil {
      throw PyError.valueError("too many values to unpack (expected \(count))")
    }
  }

  private func unpackable(_ value: Value) throws -> IteratorObject {
    do {
      return try iterator(value)
    } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
    {
      if value.isArrayLike { throw error }
      throw PyError.typeError("cannot unpack non-iterable \(typeName(value)) object")
    }
  }

  /// `a, *b, c = value`
  func unpackStar(_ value: Value, _ target: Registers, _ before: Int, _ after: Int) throws {
    let iterator = try unpackable(value)
    var items: [Value] = []
    while let item = try iterator.following(self) { items.append(item) }
    if items.count < before + after {
      throw PyError.valueError(
        "not enough values to unpack (expected at least \(before + after), got \(items.count))")
    }
    for index in 0..<before { target[index] = items[index] }
    target[before] = .list(Array(items[before..<(items.count - after)]))
    for index in 0..<after { target[before + 1 + index] = items[items.count - after + index] }
  }
}
