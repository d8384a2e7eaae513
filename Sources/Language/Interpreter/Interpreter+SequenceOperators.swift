import Arrays

extension Interpreter {
  func sequenceBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    switch op {
    case .add:
      switch (a, b) {
      case (.list(let x), .list(let y)): return .list(try joined(x.items, y.items))
      case (.tuple(let x), .tuple(let y)): return .tuple(try joined(x.items, y.items))
      case (.object(let x as BytesObject), .object(let y as BytesObject)):
        return .object(BytesObject(try joined(x.bytes, y.bytes)))
      default: return nil
      }
    case .multiply:
      if a.isSequence, !b.isArrayLike || b.isNumPyInteger, let count = b.index {
        return try repeated(a, count)
      }
      if b.isSequence, !a.isArrayLike || a.isNumPyInteger, let count = a.index {
        return try repeated(b, count)
      }
      return nil
    case .modulo:
      if case .str(let format) = a { return .string(try percentFormat(format.value, b)) }
      return nil
    case .subtract, .bitAnd, .bitOr, .bitXor:
      return try setBinary(op, a, b)
    default: return nil
    }
  }

  /// Both, one behind the other.
  private func joined<Item>(_ a: [Item], _ b: [Item]) throws -> [Item] {
    if a.count + b.count < 1 << 16 { return a + b }
    var result: [Item] = []
    result.reserveCapacity(a.count + b.count)
    try result.append(interruptibly: a, 0..<a.count)
    try result.append(interruptibly: b, 0..<b.count)
    return result
  }

  /// Items so many times over, in blocks between which an interrupt is seen.
  func repeated<Item>(_ items: [Item], _ count: Int) throws -> [Item] {
    let total = items.count * count
    var result: [Item] = []
    if total == 0 { return result }
    result.reserveCapacity(total)
    while result.count < min(total, 1 << 16) { result.append(contentsOf: items) }
    if result.count == total { return result }
    let block = result
    while total - result.count > block.count {
      try checkInterrupt()
      result.append(contentsOf: block)
    }
    result.append(contentsOf: block.prefix(total - result.count))
    return result
  }

  /// A text so many times over.
  func repeated(_ text: String, _ count: Int) throws -> String {
    let unit = Array(text.utf8)
    let total = unit.count * count
    let block = max(1, (1 << 20) / max(unit.count, 1)) * unit.count
    if total < 1 << 20 { return String(repeating: text, count: count) }
    let result = String(unsafeUninitializedCapacity: total) { buffer in
      guard let start = buffer.baseAddress else { return 0 }
      var done = buffer.initialize(fromContentsOf: unit)
      while done < total {
        // Copies of what is there already, at most a block of it.
        let step = min(done, total - done, block)
        (start + done).initialize(from: start, count: step)
        done += step
        if Interpreter.interruptFlag.pointee != 0 { return 0 }
      }
      return total
    }
    try checkInterrupt()
    return result
  }

  func repeated(_ sequence: Value, _ count: Int) throws -> Value {
    let count = max(0, count)
    func check(_ length: Int) throws {
      let total = length.multipliedReportingOverflow(by: count)
      if total.overflow || total.partialValue > 1 << 32 { throw PyError(Types.memoryError, "") }
    }
    switch sequence {
    case .str(let text):
      try check(text.value.utf8.count)
      return .string(try repeated(text.value, count))
    case .list(let list):
      try check(list.items.count)
      return .list(try repeated(list.items, count))
    case .tuple(let tuple):
      try check(tuple.items.count)
      return .tuple(try repeated(tuple.items, count))
    case .object(let object as BytesObject):
      try check(object.bytes.count)
      return .object(BytesObject(try repeated(object.bytes, count)))
    default: return .none
    }
  }

  /// `|`, `&`, `-`, `^` on sets and on views of dict keys; `|` on dicts.
  func setBinary(_ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
    if op == .bitOr, case .dict(let x) = a, case .dict(let y) = b, !x.type.registersOperators,
      !y.type.registersOperators
    {
      let merged = try x.copied(type: x.type)
      for (key, value) in y.items.untilInterrupt { try merged.set(key, value, self) }
      try checkInterrupt()
      return .dict(merged)
    }
    guard let x = try setOperand(a) ?? (isView(b) ? iterated(a) : nil),
      let y = try setOperand(b) ?? (isView(a) ? iterated(b) : nil)
    else { return nil }
    return .set(try combine(op, x, y))
  }

  /// Views of dicts go together with any iterable.
  private func isView(_ value: Value) -> Bool {
    if case .object(let view as DictViewObject) = value { view.aspect != .values } else { false }
  }

  private func iterated(_ value: Value) throws -> SetObject { try SetObject(items(of: value), self) }

  func setOperand(_ value: Value) throws -> SetObject? {
    switch value {
    case .set(let set): return set
    case .object(let view as DictViewObject) where view.aspect != .values:
      return try SetObject(items(of: value), self)
    default: return nil
    }
  }

  /// The set operations, in the order in which CPython builds their results.
  func combine(_ op: BinaryOperator, _ x: SetObject, _ y: SetObject) throws -> SetObject {
    let result = SetObject(isFrozen: x.isFrozen)
    switch op {
    case .bitOr:
      try result.merge(x, self)
      try result.merge(y, self)
    case .bitAnd:
      // CPython walks the smaller one.
      let (walked, other) = y.count > x.count ? (x, y) : (y, x)
      for key in walked.items.untilInterrupt where try other.contains(key, self) { try result.add(key, self) }
    case .subtract:
      for key in x.items.untilInterrupt where try !y.contains(key, self) { try result.add(key, self) }
    case .bitXor:
      try result.merge(y, self)
      for key in x.items.untilInterrupt {
        if try !result.remove(key, self) { try result.add(key, self) }
      }
    default: break
    }
    try checkInterrupt()
    return result
  }
}
