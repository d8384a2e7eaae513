import Language

/// A value as Jupyter's Out shows it: `repr`, with the containers of long values broken over lines as IPython's printer
/// does it.
///
/// Of a container at most 1,000 items are shown; sets are shown in order. A class is shown by its name, an object that
/// has no words of its own without the word “object”.
struct ShownText {
  private let vm: Interpreter
  private var lines = LineBreaker()
  /// The containers that are being written: one inside itself is shown as `[...]`.
  private var outer: [ObjectIdentifier] = []

  static let mostItems = 1000

  private init(_ vm: Interpreter) { self.vm = vm }

  /// The text of a value.
  ///
  /// - Throws: what its `repr` throws.
  static func of(_ value: Value, _ vm: Interpreter) throws -> String {
    guard isContainer(value) else { return short(try vm.repr(value)) }
    var text = ShownText(vm)
    try text.write(value)
    return text.lines.finish()
  }

  /// What IPython makes of a `repr` that every class and every object without one of its own has.
  private static func short(_ repr: String) -> String {
    if repr.hasPrefix("<class '"), repr.hasSuffix("'>") {
      let name = repr.dropFirst(8).dropLast(2)
      return isName(name) ? String(name) : repr
    }
    guard repr.hasPrefix("<"), repr.hasSuffix(">"), let middle = find(" object at 0x", in: repr),
      isName(repr[..<middle.lowerBound].dropFirst())
    else { return repr }
    return "\(repr[..<middle.lowerBound]) at 0x\(repr[middle.upperBound...])"
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "._<>".contains($0) }
  }

  /// Lists, tuples, dicts and sets, not the classes that scripts derive from them.
  private static func isContainer(_ value: Value) -> Bool {
    switch value {
    case .list(let list): list.type === Types.list
    case .tuple(let tuple): tuple.type === Types.tuple
    case .dict(let dict): dict.type === Types.dict
    case .set: true
    default: false
    }
  }

  private mutating func write(_ value: Value) throws {
    lines.begin()
    defer { lines.end() }
    guard ShownText.isContainer(value) else { return writeRepr(ShownText.short(try vm.repr(value))) }
    switch value {
    case .list(let list): try container(list, "[", "]") { try $0.items(list.items) }
    case .tuple(let tuple):
      try container(tuple, "(", ")") {
        try $0.items(tuple.items)
        if tuple.items.count == 1 { $0.lines.text(",") }
      }
    case .dict(let dict): try container(dict, "{", "}") { try $0.pairs(dict) }
    case .set(let set):
      if set.count == 0 { return writeRepr(try vm.repr(value)) }
      let sorted = set.count < ShownText.mostItems ? vm.sortedForDisplay(set.items) : set.items
      try container(set, set.isFrozen ? "frozenset({" : "{", set.isFrozen ? "})" : "}") {
        try $0.items(sorted)
      }
    default: break
    }
  }

  private mutating func container(
    _ object: Object, _ start: String, _ end: String, _ body: (inout ShownText) throws -> Void
  ) throws {
    let identity = ObjectIdentifier(object)
    if outer.contains(identity) { return lines.text(start + "..." + end) }
    outer.append(identity)
    defer { outer.removeLast() }
    // Deep nesting ends where `repr` ends.
    try vm.nested {
      lines.begin(start)
      try body(&self)
      lines.end(end, opening: start)
    }
  }

  private mutating func items(_ items: [Value]) throws {
    for (index, item) in items.enumerated() {
      if try !separate(index) { return }
      try write(item)
    }
  }

  private mutating func pairs(_ dict: DictObject) throws {
    for (index, item) in dict.items.enumerated() {
      if try !separate(index) { return }
      try write(item.key)
      lines.text(": ")
      try write(item.value)
    }
  }

  /// The comma before an item; false where no more are shown.
  private mutating func separate(_ index: Int) throws -> Bool {
    try vm.checkInterrupt()
    if index > 0 {
      lines.text(",")
      lines.blank()
    }
    if index < ShownText.mostItems { return true }
    lines.text("...")
    return false
  }

  /// Text of several lines, such as an array's, keeps its lines.
  private mutating func writeRepr(_ text: String) {
    lines.begin()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { lines.newLine() }
      lines.text(String(line))
    }
    lines.end()
  }
}

extension Interpreter {
  /// In ascending order; by their text where they do not compare.
  fileprivate func sortedForDisplay(_ items: [Value]) -> [Value] {
    let list = Value.list(items)
    guard let sorted = (try? builtins.find(StringObject.interned("sorted"))) ?? nil else { return items }
    if case .list(let result)? = try? call(sorted, [list]) { return result.items }
    guard let text = (try? builtins.find(StringObject.interned("str"))) ?? nil,
      case .list(let result)? = try? call(sorted, [list], [(name: StringObject.interned("key"), value: text)])
    else { return items }
    return result.items
  }
}
