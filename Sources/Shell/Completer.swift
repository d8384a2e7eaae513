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
    var code = CodeMap(bytes, to: cursor)
    if code.isInComment { return [] }
    if let string = code.string {
      guard let field = field(bytes, string, cursor) else {
        if let found = keys(bytes, code, string, cursor) { return found }
        return files(bytes, string, cursor)
      }
      code = CodeMap(bytes, from: field, to: cursor)
      if let inner = code.string { return keys(bytes, code, inner, cursor) ?? [] }
    }
    let start = wordStart(bytes, cursor)
    let word = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let line = String(decoding: bytes[lineStart(bytes, cursor)..<start], as: UTF8.self)
    if let found = modules(line, word, start..<cursor) { return found }
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
      guard let guess = guess(bytes, code, endingAt: start - 1) else { return [] }
      return matching(Guesser(vm).attributeNames(of: guess), word, start..<cursor, .attribute)
    }
    if start > 0, bytes[start - 1] == UInt8(ascii: "["), let found = keys(bytes, code, start, word) {
      return found
    }
    return arguments(bytes, code, word, start..<cursor) + names(bytes, word, start..<cursor)
  }

  private func guess(_ bytes: [UInt8], _ code: CodeMap, endingAt end: Int) -> Guess? {
    let start = code.expressionStart(bytes, end)
    return Guesser(vm).guess(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private func matching(
    _ names: [String], _ word: String, _ range: Range<Int>, _ kind: Completion.Kind
  ) -> [Completion] {
    Set(names.filter { $0.hasPrefix(word) && (!$0.hasPrefix("_") || word.hasPrefix("_")) }).sorted()
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

  /// Keyword arguments of the call that the cursor is in, without those that it has.
  private func arguments(_ bytes: [UInt8], _ code: CodeMap, _ word: String, _ range: Range<Int>)
    -> [Completion]
  {
    guard let bracket = code.open.last, bytes[bracket] == UInt8(ascii: "("),
      case .value(let function)? = guess(bytes, code, endingAt: bracket)
    else { return [] }
    let given = GivenArguments(bytes, code, from: bracket + 1, to: range.lowerBound)
    guard given.isAtBeginning else { return [] }
    let left = given.left(
      of: vm.parameterNames(of: function), function,
      hasReceiver: isMethodOfSomeInstance(bytes, code, endingAt: bracket))
    return matching(left, word, range, .argument)
      .map { Completion($0.text + "=", range: $0.range, kind: .argument) }
  }

  /// `np.zeros(3).sum`: of an object that is not there yet only the type is known, and its methods as the type has them.
  private func isMethodOfSomeInstance(_ bytes: [UInt8], _ code: CodeMap, endingAt end: Int) -> Bool {
    let name = wordStart(bytes, end)
    guard name > 0, bytes[name - 1] == UInt8(ascii: "."),
      case .instance? = guess(bytes, code, endingAt: name - 1)
    else { return false }
    return true
  }

  /// `d['ke`: the keys of a dict that are texts.
  private func keys(
    _ bytes: [UInt8], _ code: CodeMap, _ string: (start: Int, quote: [UInt8]), _ cursor: Int
  ) -> [Completion]? {
    let bracket = string.start - string.quote.count - 1
    guard bracket > 0, bytes[bracket] == UInt8(ascii: "["), code.open.last == bracket,
      let dict = dict(bytes, code, before: bracket)
    else { return nil }
    let word = String(decoding: bytes[string.start..<cursor], as: UTF8.self)
    let quote = String(decoding: string.quote, as: UTF8.self)
    return dict.keys.compactMap(\.text).compactMap { StringLiteral(bytes, string).written($0) }.filter {
      $0.hasPrefix(word)
    }.sorted()
      .map { Completion($0, range: string.start..<cursor, kind: .key, closing: quote + "]") }
  }

  /// The files whose names go on with what stands in a string, written as it must be there.
  private func files(_ bytes: [UInt8], _ string: (start: Int, quote: [UInt8]), _ cursor: Int) -> [Completion]
  {
    let literal = StringLiteral(bytes, string)
    guard let path = literal.text(of: bytes[string.start..<cursor]) else { return [] }
    return fileCompletions(of: path, end: cursor).compactMap { file in
      literal.written(file.text).map { Completion($0, range: string.start..<cursor, kind: .file) }
    }
  }

  /// `d[ke`: the keys of a dict as they are written, texts in quotes; nil where there are none of that beginning.
  private func keys(_ bytes: [UInt8], _ code: CodeMap, _ start: Int, _ word: String) -> [Completion]? {
    guard let dict = dict(bytes, code, before: start - 1) else { return nil }
    let written = dict.keys.prefix(1000).compactMap { key -> String? in
      switch key {
      case .str, .int: try? vm.repr(key)
      default: nil
      }
    }
    let found = written.filter { $0.hasPrefix(word) }
    return found.isEmpty
      ? nil
      : found.map { Completion($0, range: start..<(start + word.utf8.count), kind: .key, closing: "]") }
  }

  private func dict(_ bytes: [UInt8], _ code: CodeMap, before bracket: Int) -> DictObject? {
    guard case .value(.dict(let dict))? = guess(bytes, code, endingAt: bracket) else { return nil }
    return dict
  }

  // MARK: Places in the text

  /// Where the field of an f-string begins that the cursor is in: code stands there.
  private func field(_ bytes: [UInt8], _ string: (start: Int, quote: [UInt8]), _ cursor: Int) -> Int? {
    guard
      bytes[..<(string.start - string.quote.count)].suffix(2).contains(where: {
        $0 | 0x20 == UInt8(ascii: "f")
      }), let brace = bytes[string.start..<cursor].lastIndex(of: UInt8(ascii: "{"))
    else { return nil }
    let isDoubled = brace > string.start && bytes[brace - 1] == UInt8(ascii: "{")
    return isDoubled || bytes[brace..<cursor].contains(UInt8(ascii: "}")) ? nil : brace + 1
  }

  private func wordStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0, isWord(bytes[start - 1]) { start -= 1 }
    return start
  }

  private func lineStart(_ bytes: [UInt8], _ end: Int) -> Int {
    var start = end
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    return start
  }
}
