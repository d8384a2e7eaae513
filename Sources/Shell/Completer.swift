import Language

/// Finds what could stand at the cursor: names, attributes of values, keyword arguments, keys, modules, files.
struct Completer {
  private let vm: Interpreter

  init(_ vm: Interpreter) { self.vm = vm }

  private static let keywords = [
    "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally",
    "for",
    "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
    "return",
    "try", "while", "with", "yield", "True", "False", "None",
  ]

  func completions(of text: String, cursor: Int) -> [Completion] {
    let bytes = Array(text.utf8)
    let cursor = max(0, min(cursor, bytes.count))
    if let start = openString(bytes, cursor), !isInField(bytes, start, cursor) {
      if let found = keys(bytes, start, cursor) { return found }
      return fileCompletions(of: String(decoding: bytes[start..<cursor], as: UTF8.self), end: cursor)
    }
    let start = wordStart(bytes, cursor)
    let word = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let line = String(decoding: bytes[lineStart(bytes, cursor)..<start], as: UTF8.self)
    if let found = modules(line, word, start..<cursor) { return found }
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
      let chain = chainStart(bytes, start - 1)
      let path = String(decoding: bytes[chain..<start - 1], as: UTF8.self)
      guard let value = path.isEmpty ? literal(endingIn: bytes[..<(start - 1)]) : value(of: path) else {
        return []
      }
      return matching(vm.attributeNames(of: value), word, start..<cursor, .attribute)
    }
    if start > 0, bytes[start - 1] == UInt8(ascii: "["), let found = keys(bytes, start, word) { return found }
    return arguments(bytes, word, start..<cursor) + names(bytes, word, start..<cursor)
  }

  private func matching(
    _ names: [String], _ word: String, _ range: Range<Int>, _ kind: Completion.Kind
  ) -> [Completion] {
    names.filter { $0.hasPrefix(word) && (!$0.hasPrefix("_") || word.hasPrefix("_")) }.sorted()
      .map { Completion($0, range: range, kind: kind) }
  }

  private func names(_ bytes: [UInt8], _ word: String, _ range: Range<Int>) -> [Completion] {
    if word.isEmpty || word.first?.isNumber == true { return [] }
    let own = vm.main.namespace.items.map(\.name.value) + namesInText(bytes, besides: range)
    var seen = Set<String>()
    return
      (matching(own, word, range, .name) + matching(vm.builtins.names, word, range, .function)
      + matching(Completer.keywords, word, range, .keyword)).filter { seen.insert($0.text).inserted }
  }

  /// The names that the cell itself uses, which may have no value yet: parameters, loop variables.
  private func namesInText(_ bytes: [UInt8], besides range: Range<Int>) -> [String] {
    var names: [String] = []
    var state = TextState()
    var before = 0
    for line in String(decoding: bytes, as: UTF8.self).lines {
      state.words(in: line) { word, offset in
        if before + offset != range.lowerBound { names.append(word) }
      }
      before += line.utf8.count + 1
    }
    return names
  }

  /// `import nu`, `import matplotlib.py`, `from numpy import ar`
  private func modules(_ line: String, _ word: String, _ range: Range<Int>) -> [Completion]? {
    let words = line.drop { $0 == " " }.split(separator: " ", omittingEmptySubsequences: false)
    let last = words.last.map(String.init) ?? ""
    if words.first == "import" || (words.first == "from" && words.count == 2) {
      // What stands after `as` is a new name.
      if words.dropLast().last == "as" || words.count < 2 { return words.count < 2 ? nil : [] }
      let path = last.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? ""
      guard path.isEmpty || path.hasSuffix(".") else { return nil }
      return matching(ModuleNames(vm).submodules(of: path), word, range, .module)
    }
    guard words.first == "from", words.count >= 4, words[2] == "import" else { return nil }
    let module = String(words[1])
    return matching(
      ModuleNames(vm).members(of: module) + ModuleNames(vm).submodules(of: module + "."), word, range, .name)
  }

  /// Keyword arguments of the call that the cursor is in.
  private func arguments(_ bytes: [UInt8], _ word: String, _ range: Range<Int>) -> [Completion] {
    var depth = 0
    var position = range.lowerBound
    while position > 0 {
      position -= 1
      switch bytes[position] {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if depth == 0 { return [] }
        depth -= 1
      case UInt8(ascii: "("):
        if depth > 0 {
          depth -= 1
          continue
        }
        let chain = chainStart(bytes, position)
        guard let function = value(of: String(decoding: bytes[chain..<position], as: UTF8.self)) else {
          return []
        }
        return matching(vm.parameterNames(of: function), word, range, .argument)
          .map { Completion($0.text + "=", range: $0.range, kind: .argument) }
      default: break
      }
    }
    return []
  }

  /// `d['ke`: the keys of a dict that are texts.
  private func keys(_ bytes: [UInt8], _ start: Int, _ cursor: Int) -> [Completion]? {
    guard start >= 2, bytes[start - 2] == UInt8(ascii: "["), let dict = dict(bytes, before: start - 2) else {
      return nil
    }
    let word = String(decoding: bytes[start..<cursor], as: UTF8.self)
    return dict.keys.compactMap(\.text).filter { $0.hasPrefix(word) }.sorted()
      .map { Completion($0, range: start..<cursor, kind: .key) }
  }

  /// `d[ke`: the keys of a dict as they are written, texts in quotes; nil where there are none of that beginning.
  private func keys(_ bytes: [UInt8], _ start: Int, _ word: String) -> [Completion]? {
    guard let dict = dict(bytes, before: start - 1) else { return nil }
    let written = dict.keys.prefix(1000).compactMap { key -> String? in
      switch key {
      case .str, .int: try? vm.repr(key)
      default: nil
      }
    }
    let found = written.filter { $0.hasPrefix(word) }
    return found.isEmpty
      ? nil : found.map { Completion($0, range: start..<(start + word.utf8.count), kind: .key) }
  }

  private func dict(_ bytes: [UInt8], before bracket: Int) -> DictObject? {
    let chain = chainStart(bytes, bracket)
    guard case .dict(let dict)? = value(of: String(decoding: bytes[chain..<bracket], as: UTF8.self)) else {
      return nil
    }
    return dict
  }

  /// A value of the type of the literal that ends here: a text, a list, a dict.
  private func literal(endingIn bytes: ArraySlice<UInt8>) -> Value? {
    switch bytes.last {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): .string("")
    case UInt8(ascii: "]"): .list(ListObject([]))
    case UInt8(ascii: "}"): .dict(DictObject())
    default: nil
    }
  }

  /// The value of a path such as `net.layers[0].params['W1']`, found without running any code of the script.
  private func value(of path: String) -> Value? {
    var rest = path[...]
    let name = takeName(&rest)
    guard !name.isEmpty else { return nil }
    var value = vm.main.namespace.find(StringObject.interned(name))
    if value == nil { value = (try? vm.builtins.find(StringObject.interned(name))) ?? nil }
    while let current = value, let next = rest.first {
      rest = rest.dropFirst()
      switch next {
      case ".":
        let name = takeName(&rest)
        if name.isEmpty || runsCode(current, name) { return nil }
        value = (try? vm.findAttribute(current, StringObject.interned(name))) ?? nil
      case "[":
        guard let end = rest.firstIndex(of: "]") else { return nil }
        value = item(of: current, String(rest[..<end]))
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    return value
  }

  /// Whether reading the attribute calls a function of the script.
  private func runsCode(_ value: Value, _ name: String) -> Bool {
    let type = vm.typeOf(value)
    let name = StringObject.interned(name)
    let found = type.lookup(name)
    if case .object(let property as PropertyObject)? = found, case .function = property.getter { return true }
    if isOfScript(type, "__getattribute__") { return true }
    // `__getattr__` is asked for what is not there.
    if found != nil { return false }
    if case .object(let object) = value, object.attributes?.find(name) != nil { return false }
    return isOfScript(type, "__getattr__")
  }

  private func isOfScript(_ type: TypeObject, _ method: String) -> Bool {
    if case .function? = type.lookup(StringObject.interned(method)) { true } else { false }
  }

  private func takeName(_ rest: inout Substring) -> String {
    let name = rest.prefix { $0 != "." && $0 != "[" }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  /// An item of a list, tuple or dict by a literal: a number, or a text in quotes.
  private func item(of value: Value, _ key: String) -> Value? {
    let number = Int(key)
    switch value {
    case .list(let list): return number.flatMap { place($0, list.items) }
    case .tuple(let tuple): return number.flatMap { place($0, tuple.items) }
    case .dict(let dict):
      if let number { return (try? dict.get(.int(number), vm)) ?? nil }
      guard key.count >= 2, let quote = key.first, quote == key.last, quote == "'" || quote == "\"" else {
        return nil
      }
      return dict.find(StringObject(String(key.dropFirst().dropLast())))
    default: return nil
    }
  }

  private func place(_ number: Int, _ items: [Value]) -> Value? {
    let index = number < 0 ? items.count + number : number
    return items.indices.contains(index) ? items[index] : nil
  }

  // MARK: Places in the text

  /// Whether the cursor is in the braces of an f-string, where code stands.
  private func isInField(_ bytes: [UInt8], _ start: Int, _ cursor: Int) -> Bool {
    guard bytes[..<(start - 1)].suffix(2).contains(where: { $0 | 0x20 == UInt8(ascii: "f") }),
      let brace = bytes[start..<cursor].lastIndex(of: UInt8(ascii: "{"))
    else { return false }
    let isDoubled = brace > start && bytes[brace - 1] == UInt8(ascii: "{")
    return !isDoubled && !bytes[brace..<cursor].contains(UInt8(ascii: "}"))
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F
      || byte >= 0x80
  }

  private func wordStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Where a path begins: names, dots, and brackets around a number or a text.
  private func chainStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0 {
      if isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") {
        start -= 1
      } else if bytes[start - 1] == UInt8(ascii: "]"),
        let open = bytes[..<(start - 1)].lastIndex(of: UInt8(ascii: "[")), open > 0,
        isWord(bytes[open - 1]) || bytes[open - 1] == UInt8(ascii: "]")
      {
        start = open
      } else {
        break
      }
    }
    return start
  }

  private func lineStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }

  /// Where the string literal around the cursor begins, behind its quote; nil outside strings.
  private func openString(_ bytes: [UInt8], _ cursor: Int) -> Int? {
    var quote: UInt8?
    var start = 0
    var position = lineStart(bytes, cursor)
    while position < cursor {
      let byte = bytes[position]
      if let open = quote {
        if byte == 0x5C { position += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
        start = position + 1
      } else if byte == UInt8(ascii: "#") {
        return nil
      }
      position += 1
    }
    return quote == nil ? nil : start
  }
}
