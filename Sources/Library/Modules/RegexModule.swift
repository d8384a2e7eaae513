import Language

/// `re.Pattern`
final class PatternObject: Object {
  let source: String
  let flags: Int
  let program: RegexProgram
  let names: [(name: String, index: Int)]

  init(_ source: String, _ flags: Int, _ program: RegexProgram, _ names: [(name: String, index: Int)]) {
    self.source = source
    self.flags = flags
    self.program = program
    self.names = names
    super.init(type: RegexModule.patternType)
  }

  /// The first match at or behind a position.
  func search(_ text: RegexInput, from start: Int, mustAdvance: Bool = false, _ vm: Interpreter) throws
    -> MatchObject?
  {
    var position = start
    while position <= text.end {
      if Interpreter.isInterrupted(at: position) { try vm.checkInterrupt() }
      if let slots = try program.match(
        text.codes, at: position, end: text.end, mustAdvance: mustAdvance && position == start, vm)
      {
        return MatchObject(self, text, slots)
      }
      position += 1
    }
    return nil
  }

  /// All matches in order, empty ones too unless they touch an empty one.
  func matches(_ text: RegexInput, _ vm: Interpreter) -> () throws -> MatchObject? {
    var position = text.start
    var mustAdvance = false
    return {
      guard position <= text.end,
        let found = try self.search(text, from: position, mustAdvance: mustAdvance, vm)
      else {
        position = text.end + 1
        return nil
      }
      position = found.slots[1]
      mustAdvance = found.slots[0] == found.slots[1]
      return found
    }
  }
}

/// A text that is searched, as code points.
final class RegexInput {
  let value: Value
  let codes: [UInt32]
  let start: Int
  let end: Int

  init(_ value: Value, start: Int, end: Int, _ vm: Interpreter) throws {
    guard case .str(let text) = value else {
      throw PyError.typeError("expected string or bytes-like object, got '\(vm.typeName(value))'")
    }
    self.value = value
    codes = text.value.unicodeScalars.untilInterrupt.map(\.value)
    self.start = min(max(start, 0), codes.count)
    self.end = min(max(end, 0), codes.count)
  }

  func part(_ from: Int, _ to: Int) -> Value {
    if from >= to { return .string("") }
    return .string(String(String.UnicodeScalarView(codes[from..<to].compactMap { Unicode.Scalar($0) })))
  }
}

/// `re.Match`
final class MatchObject: Object {
  let pattern: PatternObject
  let text: RegexInput
  let slots: [Int]

  init(_ pattern: PatternObject, _ text: RegexInput, _ slots: [Int]) {
    self.pattern = pattern
    self.text = text
    self.slots = slots
    super.init(type: RegexModule.matchType)
  }

  func group(_ index: Int, _ missing: Value = .none) -> Value {
    slots[2 * index] < 0 || slots[2 * index + 1] < 0
      ? missing : text.part(slots[2 * index], slots[2 * index + 1])
  }

  /// The number of a group that a script names.
  func index(_ value: Value) throws -> Int {
    if let name = value.text, let found = pattern.names.first(where: { $0.name == name }) {
      return found.index
    }
    guard let index = value.index, index >= 0, index <= pattern.program.groupCount else {
      throw PyError.indexError("no such group")
    }
    return index
  }

  var groups: [Int] { Array(1..<(pattern.program.groupCount + 1)) }
}

/// `re`: a backtracking engine of our own, with the syntax and results of CPython's.
enum RegexModule {
  nonisolated(unsafe) static let error = TypeObject("error", bases: [Types.exception], module: "re")

  private static let flagNames: [(String, String, Int)] = [
    ("IGNORECASE", "I", 2), ("MULTILINE", "M", 8), ("DOTALL", "S", 16), ("UNICODE", "U", 32),
    ("VERBOSE", "X", 64),
  ]

  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "re", entries: functions,
      values: ["error": { .type(error) }, "Pattern": { .type(patternType) }, "Match": { .type(matchType) }])
    for (name, short, value) in flagNames {
      module.namespace[name] = .int(value)
      module.namespace[short] = .int(value)
    }
    module.namespace["NOFLAG"] = .int(0)
    module.doc = "Regular expressions."
    return module
  }

  /// Patterns that were compiled before.
  private final class Cache {
    var patterns: [String: PatternObject] = [:]
  }

  static func compile(_ value: Value, _ flags: Int, _ vm: Interpreter) throws -> PatternObject {
    if let pattern: PatternObject = value.asObject() {
      if flags != 0 { throw PyError.valueError("cannot process flags argument with a compiled pattern") }
      return pattern
    }
    guard case .str(let text) = value else {
      throw PyError.typeError("first argument must be string or compiled pattern")
    }
    if flags & ~(2 | 8 | 16 | 32 | 64) != 0 {
      throw PyError.unsupported("this flag of re is not part of nbsh")
    }
    let cache = vm.state(Cache.self) { Cache() }
    let key = "\(flags):\(text.value)"
    if let found = cache.patterns[key] { return found }
    var parser = RegexParser(
      text.value,
      flags: .init(
        ignoresCase: flags & 2 != 0, isMultiline: flags & 8 != 0, dotTakesAll: flags & 16 != 0,
        isVerbose: flags & 64 != 0))
    let node = try parser.parse()
    let made = PatternObject(
      text.value, flags, try RegexProgram(node, groupCount: parser.groupCount), parser.names)
    if cache.patterns.count > 512 { cache.patterns.removeAll() }
    cache.patterns[key] = made
    return made
  }

  // MARK: What patterns do

  private static func match(_ pattern: PatternObject, _ text: RegexInput, isFull: Bool, _ vm: Interpreter)
    throws -> Value
  {
    let slots = try pattern.program.match(text.codes, at: text.start, end: text.end, isFull: isFull, vm)
    return slots.map { .object(MatchObject(pattern, text, $0)) } ?? .none
  }

  private static func search(_ pattern: PatternObject, _ text: RegexInput, _ vm: Interpreter) throws -> Value
  {
    try pattern.search(text, from: text.start, vm).map { .object($0) } ?? .none
  }

  private static func findAll(_ pattern: PatternObject, _ text: RegexInput, _ vm: Interpreter) throws -> Value
  {
    let next = pattern.matches(text, vm)
    var result: [Value] = []
    while let match = try next() {
      switch match.groups.count {
      case 0: result.append(match.group(0))
      case 1: result.append(match.group(1, .string("")))
      default: result.append(.tuple(match.groups.map { match.group($0, .string("")) }))
      }
    }
    return .list(result)
  }

  private static func findIterator(_ pattern: PatternObject, _ text: RegexInput, _ vm: Interpreter) -> Value {
    let next = pattern.matches(text, vm)
    return .iterator(ClosureIterator(type: iteratorType) { _ in try next().map { .object($0) } })
  }

  nonisolated(unsafe) private static let iteratorType = TypeObject.library(
    "callable_iterator", module: "builtins", base: Types.iterator, doc: "")

  private static func split(_ pattern: PatternObject, _ text: RegexInput, _ limit: Int, _ vm: Interpreter)
    throws -> Value
  {
    let next = pattern.matches(text, vm)
    var result: [Value] = []
    var last = 0
    var count = 0
    while limit == 0 || count < limit, let match = try next() {
      result.append(text.part(last, match.slots[0]))
      result += match.groups.map { match.group($0) }
      last = match.slots[1]
      count += 1
    }
    result.append(text.part(last, text.codes.count))
    return .list(result)
  }

  private static func substitute(
    _ pattern: PatternObject, _ replacement: Value, _ text: RegexInput, _ limit: Int, _ vm: Interpreter
  ) throws -> (String, Int) {
    let template = try replacement.text.map { try RegexTemplate($0, pattern) }
    let next = pattern.matches(text, vm)
    var result = ""
    var last = 0
    var count = 0
    while limit == 0 || count < limit, let match = try next() {
      result += text.part(last, match.slots[0]).text ?? ""
      if let template {
        result += template.expand(match)
      } else {
        let made = try vm.call(replacement, [.object(match)])
        guard let piece = made.text else {
          throw PyError.typeError("expected str instance, \(vm.typeName(made)) found")
        }
        result += piece
      }
      last = match.slots[1]
      count += 1
    }
    result += text.part(last, text.codes.count).text ?? ""
    return (result, count)
  }

  // MARK: Functions of the module

  nonisolated(unsafe) static let functions: [Entry] = EntryList { list in
    func input(_ a: Arguments, _ index: Int) throws -> RegexInput {
      try RegexInput(a[index], start: 0, end: Int.max, a.vm)
    }
    list("compile", "(pattern, flags=0)", "A pattern to use again.") { a in
      .object(try compile(a[0], a.int(1), a.vm))
    }
    list("match", "(pattern, string, flags=0)", "A match at the beginning, or None.") { a in
      try match(compile(a[0], a.int(2), a.vm), input(a, 1), isFull: false, a.vm)
    }
    list("fullmatch", "(pattern, string, flags=0)", "A match of the whole text, or None.") { a in
      try match(compile(a[0], a.int(2), a.vm), input(a, 1), isFull: true, a.vm)
    }
    list(
      "search", "(pattern, string, flags=0)", "The first match anywhere, or None.",
      "import re\nprint(re.search(r'\\d+', 'ab12').group())\n#> 12"
    ) { a in
      try search(compile(a[0], a.int(2), a.vm), input(a, 1), a.vm)
    }
    list(
      "findall", "(pattern, string, flags=0)", "The texts of all matches.",
      "import re\nprint(re.findall(r'\\d+', 'a1b22'))\n#> ['1', '22']"
    ) { a in
      try findAll(compile(a[0], a.int(2), a.vm), input(a, 1), a.vm)
    }
    list("finditer", "(pattern, string, flags=0)", "All matches, one by one.") { a in
      findIterator(try compile(a[0], a.int(2), a.vm), try input(a, 1), a.vm)
    }
    list("split", "(pattern, string, maxsplit=0, flags=0)", "The parts between the matches.") { a in
      try split(compile(a[0], a.int(3), a.vm), input(a, 1), a.int(2), a.vm)
    }
    list(
      "sub", "(pattern, repl, string, count=0, flags=0)", "The text with its matches replaced.",
      "import re\nprint(re.sub(r'\\s+', ' ', 'a  b'))\n#> a b"
    ) { a in
      .string(try substitute(compile(a[0], a.int(4), a.vm), a[1], input(a, 2), a.int(3), a.vm).0)
    }
    list(
      "subn", "(pattern, repl, string, count=0, flags=0)",
      "The text with its matches replaced, and their number."
    ) { a in
      let (text, count) = try substitute(compile(a[0], a.int(4), a.vm), a[1], input(a, 2), a.int(3), a.vm)
      return .tuple([.string(text), .int(count)])
    }
    list("escape", "(pattern)", "A pattern that matches a text as it stands.") { a in
      let special = Set("()[]{}?*+-|^$\\.&~# \t\n\r\u{B}\u{C}".unicodeScalars)
      var result = String.UnicodeScalarView()
      for scalar in try a.string(0).unicodeScalars.untilInterrupt {
        if special.contains(scalar) { result.append("\\") }
        result.append(scalar)
      }
      return .string(String(result))
    }
    list("purge", "()", "Does nothing.") { _ in .none }
  }.entries

  // MARK: Types

  nonisolated(unsafe) static let patternType: TypeObject = .library(
    "Pattern", module: "re", doc: "A compiled regular expression.", entries: { patternEntries })
  nonisolated(unsafe) static let matchType: TypeObject = .library(
    "Match", module: "re", doc: "Where a regular expression matched.", entries: { matchEntries })

  nonisolated(unsafe) private static let patternEntries: [Entry] = {
    func getter(_ name: String, _ read: @escaping (PatternObject) -> Value) {
      patternType.addGetter(name) { _, value in value.asObject(PatternObject.self).map(read) ?? .none }
    }
    getter("pattern") { .string($0.source) }
    getter("flags") { .int($0.flags | 32) }
    getter("groups") { .int($0.program.groupCount) }
    getter("groupindex") { pattern in
      let dict = DictObject()
      for (name, index) in pattern.names { dict.set(StringObject.interned(name), .int(index)) }
      return .dict(dict)
    }
    func method(
      _ name: String, _ doc: String,
      _ body: @escaping (PatternObject, RegexInput, Interpreter) throws -> Value
    ) -> Entry {
      Entry(name, "(self, string, pos=0, endpos=9223372036854775807)", doc: doc) { a in
        try body(a.receiver(PatternObject.self), RegexInput(a[1], start: a.int(2), end: a.int(3), a.vm), a.vm)
      }
    }
    func whole(_ a: Arguments, _ index: Int) throws -> RegexInput {
      try RegexInput(a[index], start: 0, end: Int.max, a.vm)
    }
    return [
      method("match", "A match at the beginning, or None.") { try match($0, $1, isFull: false, $2) },
      method("fullmatch", "A match of the whole text, or None.") { try match($0, $1, isFull: true, $2) },
      method("search", "The first match anywhere, or None.") { try search($0, $1, $2) },
      method("findall", "The texts of all matches.") { try findAll($0, $1, $2) },
      method("finditer", "All matches, one by one.") { findIterator($0, $1, $2) },
      Entry("split", "(self, string, maxsplit=0)", doc: "The parts between the matches.") { a in
        try split(a.receiver(PatternObject.self), whole(a, 1), a.int(2), a.vm)
      },
      Entry("sub", "(self, repl, string, count=0)", doc: "The text with its matches replaced.") { a in
        .string(try substitute(a.receiver(PatternObject.self), a[1], whole(a, 2), a.int(3), a.vm).0)
      },
      Entry(
        "subn", "(self, repl, string, count=0)", doc: "The text with its matches replaced, and their number."
      ) { a in
        let (text, count) = try substitute(a.receiver(PatternObject.self), a[1], whole(a, 2), a.int(3), a.vm)
        return .tuple([.string(text), .int(count)])
      },
      Entry("__repr__", "(self, /)") { a in
        let pattern = try a.receiver(PatternObject.self)
        let flags = flagNames.filter { pattern.flags & $0.2 != 0 && $0.2 != 32 }.map { "re." + $0.0 }
        let shown = flags.isEmpty ? "" : ", " + flags.joined(separator: "|")
        return .string("re.compile(\(try a.vm.repr(.string(pattern.source)))\(shown))")
      },
    ]
  }()

  nonisolated(unsafe) private static let matchEntries: [Entry] = {
    func getter(_ name: String, _ read: @escaping (MatchObject) -> Value) {
      matchType.addGetter(name) { _, value in value.asObject(MatchObject.self).map(read) ?? .none }
    }
    getter("string") { $0.text.value }
    getter("re") { .object($0.pattern) }
    getter("pos") { .int($0.text.start) }
    getter("endpos") { .int($0.text.end) }
    getter("lastindex") { match in
      // The group that was closed last.
      let taken = match.groups.filter { match.slots[2 * $0 + 1] >= 0 }
      return taken.max { (match.slots[2 * $0 + 1], $1) < (match.slots[2 * $1 + 1], $0) }.map { .int($0) }
        ?? .none
    }
    func method(
      _ name: String, _ signature: String, _ doc: String = "",
      _ body: @escaping (MatchObject, Arguments) throws -> Value
    ) -> Entry {
      Entry(name, signature, doc: doc) { a in try body(a.receiver(MatchObject.self), a) }
    }
    return [
      method("group", "(self, /, *groups)", "The text of a group.") { match, a in
        let wanted = a.rest(1)
        if wanted.count < 2 { return match.group(try wanted.first.map { try match.index($0) } ?? 0) }
        return .tuple(try wanted.map { match.group(try match.index($0)) })
      },
      method("__getitem__", "(self, group, /)") { match, a in match.group(try match.index(a[1])) },
      method("groups", "(self, default=None)", "The texts of all groups.") { match, a in
        .tuple(match.groups.map { match.group($0, a[1]) })
      },
      method("groupdict", "(self, default=None)", "The texts of all named groups.") { match, a in
        let dict = DictObject()
        for (name, index) in match.pattern.names {
          dict.set(StringObject.interned(name), match.group(index, a[1]))
        }
        return .dict(dict)
      },
      method("start", "(self, group=0, /)", "Where a group begins.") { match, a in
        .int(match.slots[2 * (try match.index(a[1]))])
      },
      method("end", "(self, group=0, /)", "Where a group ends.") { match, a in
        .int(match.slots[2 * (try match.index(a[1])) + 1])
      },
      method("span", "(self, group=0, /)", "Where a group begins and ends.") { match, a in
        let index = try match.index(a[1])
        return .tuple([.int(match.slots[2 * index]), .int(match.slots[2 * index + 1])])
      },
      method("expand", "(self, template)", "A template with the groups put in.") { match, a in
        .string(try RegexTemplate(a.string(1), match.pattern).expand(match))
      },
      method("__repr__", "(self, /)") { match, a in
        .string(
          "<re.Match object; span=(\(match.slots[0]), \(match.slots[1])), match=\(try a.vm.repr(match.group(0)))>"
        )
      },
    ]
  }()
}

/// The replacement of `sub`: text with groups.
struct RegexTemplate {
  private enum Part {
    case text(String)
    case group(Int)
  }
  private var parts: [Part] = []

  init(_ template: String, _ pattern: PatternObject) throws {
    let codes = Array(template.unicodeScalars)
    var text = String.UnicodeScalarView()
    var position = 0
    func fail(_ message: String, _ at: Int) -> PyError {
      PyError(RegexModule.error, "\(message) at position \(at)")
    }
    func checked(_ index: Int, _ at: Int) throws -> Int {
      if index > pattern.program.groupCount { throw fail("invalid group reference \(index)", at) }
      return index
    }
    func flush() {
      if !text.isEmpty { parts.append(.text(String(text))) }
      text = .init()
    }
    while position < codes.count {
      guard codes[position] == "\\" else {
        text.append(codes[position])
        position += 1
        continue
      }
      let start = position
      position += 1
      guard position < codes.count else { throw fail("bad escape (end of pattern)", start) }
      let code = codes[position]
      position += 1
      let simple: [Unicode.Scalar: Unicode.Scalar] = [
        "n": "\n", "t": "\t", "r": "\r", "f": "\u{C}", "v": "\u{B}", "a": "\u{7}", "b": "\u{8}", "\\": "\\",
      ]
      if let plain = simple[code] {
        text.append(plain)
      } else if code == "g" {
        guard position < codes.count, codes[position] == "<", let end = codes[position...].firstIndex(of: ">")
        else {
          throw fail("missing <", position)
        }
        let name = String(String.UnicodeScalarView(codes[(position + 1)..<end]))
        flush()
        if let index = Int(name) {
          parts.append(.group(try checked(index, position + 1)))
        } else if let found = pattern.names.first(where: { $0.name == name }) {
          parts.append(.group(found.index))
        } else {
          throw PyError.indexError("unknown group name \(StringText.quoted(name))")
        }
        position = end + 1
      } else if let digit = Int(String(code)), code.value < 128 {
        if digit == 0 { throw PyError.unsupported("octal escapes in replacements are not part of nbsh") }
        var index = digit
        if position < codes.count, codes[position].value < 128, let next = Int(String(codes[position])) {
          index = index * 10 + next
          position += 1
        }
        flush()
        parts.append(.group(try checked(index, start + 1)))
      } else if code.properties.isAlphabetic, code.value < 128 {
        throw fail("bad escape \\\(code)", start)
      } else {
        text.append("\\")
        text.append(code)
      }
    }
    flush()
  }

  func expand(_ match: MatchObject) -> String {
    parts.reduce(into: "") { result, part in
      switch part {
      case .text(let text): result += text
      case .group(let index): result += match.group(index).text ?? ""
      }
    }
  }
}
