import Language

/// A part of a regular expression.
indirect enum RegexNode {
  case empty
  case character(UInt32, ignoresCase: Bool)
  case any(includesNewline: Bool)
  case set(RegexSet)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  case repetition(RegexNode, min: Int, max: Int, isGreedy: Bool)
  case group(RegexNode, Int)
  case backreference(Int, ignoresCase: Bool)
  case assertion(RegexAssertion)
  case look(RegexNode, isAhead: Bool, isNegative: Bool)

  /// The number of characters that it takes, where that is always the same.
  var width: Int? {
    switch self {
    case .empty, .assertion, .look: return 0
    case .character, .any, .set: return 1
    case .backreference: return nil
    case .group(let inner, _): return inner.width
    case .sequence(let parts):
      var sum = 0
      for part in parts {
        guard let width = part.width else { return nil }
        sum += width
      }
      return sum
    case .alternatives(let parts):
      guard let first = parts.first?.width, parts.allSatisfy({ $0.width == first }) else { return nil }
      return first
    case .repetition(let inner, let low, let high, _):
      guard low == high, let width = inner.width else { return nil }
      return width.multipliedReportingOverflow(by: low).partialValue
    }
  }
}

enum RegexAssertion { case textBegin, textEnd, lineBegin, lineEnd, endOrLastNewline, wordEdge, noWordEdge }

/// The characters between brackets.
struct RegexSet {
  enum Item {
    case range(UInt32, UInt32)
    case digit(Bool)
    case word(Bool)
    case space(Bool)
  }
  var items: [Item] = []
  var isNegated = false
  var ignoresCase = false

  func contains(_ code: UInt32) -> Bool {
    if has(code) { return !isNegated }
    if ignoresCase, RegexText.caseVariants(code).contains(where: { has($0) }) { return !isNegated }
    return isNegated
  }

  private func has(_ code: UInt32) -> Bool {
    for item in items {
      let found =
        switch item {
        case .range(let low, let high): low <= code && code <= high
        case .digit(let wanted): RegexText.isDigit(code) == wanted
        case .word(let wanted): RegexText.isWord(code) == wanted
        case .space(let wanted): RegexText.isSpace(code) == wanted
        }
      if found { return true }
    }
    return false
  }
}

/// Classes of characters.
enum RegexText {
  private static func properties(_ code: UInt32) -> Unicode.Scalar.Properties? {
    Unicode.Scalar(code)?.properties
  }
  static func isDigit(_ code: UInt32) -> Bool {
    code < 128 ? code >= 48 && code <= 57 : properties(code)?.generalCategory == .decimalNumber
  }
  static func isSpace(_ code: UInt32) -> Bool {
    if code < 128 { return code == 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31) }
    return properties(code)?.isWhitespace ?? false
  }
  static func isWord(_ code: UInt32) -> Bool {
    if code < 128 { return (code >= 48 && code <= 57) || (code | 32 >= 97 && code | 32 <= 122) || code == 95 }
    switch properties(code)?.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
  static func lower(_ code: UInt32) -> UInt32 {
    if code < 128 { return code >= 65 && code <= 90 ? code + 32 : code }
    let text = properties(code)?.lowercaseMapping.unicodeScalars
    return text?.count == 1 ? text?.first?.value ?? code : code
  }
  static func upper(_ code: UInt32) -> UInt32 {
    if code < 128 { return code >= 97 && code <= 122 ? code - 32 : code }
    let text = properties(code)?.uppercaseMapping.unicodeScalars
    return text?.count == 1 ? text?.first?.value ?? code : code
  }
  static func caseVariants(_ code: UInt32) -> [UInt32] { [lower(code), upper(code)] }
}

/// Reads a pattern.
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotTakesAll = false
    var isVerbose = false
  }

  let pattern: [UInt32]
  var flags: Flags
  private var position = 0
  private(set) var groupCount = 0
  private(set) var names: [(name: String, index: Int)] = []
  private var open: Set<Int> = []
  private var depth = 0

  init(_ text: String, flags: Flags) {
    pattern = text.unicodeScalars.map(\.value)
    self.flags = flags
  }

  func error(_ message: String, at position: Int) -> PyError {
    let before = pattern.prefix(position)
    var text = "\(message) at position \(position)"
    if pattern.contains(10) {
      let line = before.filter { $0 == 10 }.count + 1
      let column = position - (before.lastIndex(of: 10) ?? -1)
      text += " (line \(line), column \(column))"
    }
    let error = PyError(RegexModule.error, text)
    let attributes = DictObject()
    attributes.set(StringObject.interned("msg"), .string(message))
    attributes.set(StringObject.interned("pos"), .int(position))
    error.exception.attributes = attributes
    return error
  }

  private func at(_ character: Character, _ offset: Int = 0) -> Bool {
    position + offset < pattern.count && pattern[position + offset] == character.unicodeScalars.first?.value
  }

  private mutating func take(_ character: Character) -> Bool {
    if at(character) {
      position += 1
      return true
    }
    return false
  }

  mutating func parse() throws -> RegexNode {
    let node = try alternatives()
    if position < pattern.count { throw error("unbalanced parenthesis", at: position) }
    return node
  }

  private mutating func alternatives() throws -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > 100 {
      throw PyError.unsupported("regular expressions that nest deeper than 100 are not part of nbsh")
    }
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws -> RegexNode {
    var parts: [RegexNode] = []
    while position < pattern.count, !at("|"), !at(")") {
      if flags.isVerbose {
        if RegexText.isSpace(pattern[position]) {
          position += 1
          continue
        }
        if at("#") {
          while position < pattern.count, pattern[position] != 10 { position += 1 }
          continue
        }
      }
      let start = position
      let atom = try atom()
      parts.append(try repeated(atom, start))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func number() -> Int? {
    let start = position
    var value = 0
    while position < pattern.count, pattern[position] >= 48, pattern[position] <= 57, value < 1 << 32 {
      value = value * 10 + Int(pattern[position] - 48)
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func repeated(_ atom: RegexNode?, _ start: Int) throws -> RegexNode {
    let here = position
    guard let bounds = try bounds() else { return atom ?? .empty }
    guard let atom else { throw error("nothing to repeat", at: here) }
    if case .assertion = atom { throw error("nothing to repeat", at: here) }
    let isGreedy = !take("?")
    if isGreedy, at("+") { throw PyError.unsupported("possessive repeats are not part of nbsh") }
    let again = position
    if try self.bounds() != nil { throw error("multiple repeat", at: again) }
    return .repetition(atom, min: bounds.0, max: bounds.1, isGreedy: isGreedy)
  }

  /// The bounds of a repeat that begins here.
  private mutating func bounds() throws -> (Int, Int)? {
    if take("*") { return (0, Int.max) }
    if take("+") { return (1, Int.max) }
    if take("?") { return (0, 1) }
    guard at("{") else { return nil }
    let start = position
    position += 1
    let low = number()
    var high = low
    if take(",") {
      high = number() ?? Int.max
    } else if low == nil {
      position = start
      return nil
    }
    guard take("}") else {
      position = start
      return nil
    }
    if let high, high < low ?? 0 { throw error("min repeat greater than max repeat", at: start + 1) }
    return (low ?? 0, high ?? Int.max)
  }

  /// One item; nil in front of a repeat without one.
  private mutating func atom() throws -> RegexNode? {
    let start = position
    if at("*") || at("+") || at("?") { return nil }
    if at("{") {
      if try bounds() != nil {
        position = start
        return nil
      }
    }
    let code = pattern[position]
    position += 1
    switch Unicode.Scalar(code) {
    case ".": return .any(includesNewline: flags.dotTakesAll)
    case "^": return .assertion(flags.isMultiline ? .lineBegin : .textBegin)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .endOrLastNewline)
    case "[": return try set(start)
    case "(": return try group(start)
    case "\\": return try escape(start)
    default: return .character(code, ignoresCase: flags.ignoresCase)
    }
  }

  private mutating func name(_ end: Character, _ start: Int) throws -> String {
    let begin = position
    while position < pattern.count, !at(end) { position += 1 }
    guard position < pattern.count else { throw error("missing \(end), unterminated name", at: begin) }
    let text = String(String.UnicodeScalarView(pattern[begin..<position].compactMap { Unicode.Scalar($0) }))
    position += 1
    if text.isEmpty { throw error("missing group name", at: begin) }
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart,
      text.unicodeScalars.allSatisfy({ $0 == "_" || $0.properties.isXIDContinue })
    else { throw error("bad character in group name \(StringText.quoted(text))", at: begin) }
    return text
  }

  private mutating func close(_ start: Int) throws {
    guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
  }

  private mutating func capture(_ start: Int, name: String? = nil) throws -> RegexNode {
    groupCount += 1
    let index = groupCount
    if let name {
      if let old = names.first(where: { $0.name == name }) {
        throw error(
          "redefinition of group name \(StringText.quoted(name)) as group \(index); was group \(old.index)",
          at: start + 4)
      }
      names.append((name, index))
    }
    open.insert(index)
    let saved = flags
    let inner = try alternatives()
    flags = saved
    open.remove(index)
    try close(start)
    return .group(inner, index)
  }

  private mutating func group(_ start: Int) throws -> RegexNode {
    guard take("?") else { return try capture(start) }
    func enclosed(_ make: (RegexNode) -> RegexNode) throws -> RegexNode {
      let saved = flags
      let inner = try alternatives()
      flags = saved
      try close(start)
      return make(inner)
    }
    if take(":") { return try enclosed { $0 } }
    if take("=") { return try enclosed { .look($0, isAhead: true, isNegative: false) } }
    if take("!") { return try enclosed { .look($0, isAhead: true, isNegative: true) } }
    if take("#") {
      while position < pattern.count, !at(")") { position += 1 }
      guard take(")") else { throw error("missing ), unterminated comment", at: start) }
      return .sequence([])
    }
    if at("<"), at("=", 1) || at("!", 1) {
      let isNegative = at("!", 1)
      position += 2
      let node = try enclosed { .look($0, isAhead: false, isNegative: isNegative) }
      if case .look(let inner, _, _) = node, inner.width == nil {
        throw PyError(RegexModule.error, "look-behind requires fixed-width pattern")
      }
      return node
    }
    if take("P") {
      if take("<") { return try capture(start, name: name(">", start)) }
      if take("=") {
        let begin = position
        let name = try name(")", start)
        guard let found = names.first(where: { $0.name == name }) else {
          throw error("unknown group name \(StringText.quoted(name))", at: begin)
        }
        if open.contains(found.index) { throw error("cannot refer to an open group", at: begin) }
        return .backreference(found.index, ignoresCase: flags.ignoresCase)
      }
      let shown = position < pattern.count ? Unicode.Scalar(pattern[position]).map(String.init) ?? "" : ""
      throw error("unknown extension ?P\(shown)", at: start + 1)
    }
    return try inlineFlags(start)
  }

  /// `(?i)` and `(?i:…)`
  private mutating func inlineFlags(_ start: Int) throws -> RegexNode {
    let saved = flags
    var isOn = true
    while position < pattern.count, !at(")"), !at(":") {
      switch Unicode.Scalar(pattern[position]) {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesAll = isOn
      case "x": flags.isVerbose = isOn
      case "u", "a": break
      case "-": isOn = false
      default:
        let shown = Unicode.Scalar(pattern[position]).map(String.init) ?? ""
        throw error("unknown extension ?\(shown)", at: start + 1)
      }
      position += 1
    }
    if take(")") {
      if start != 0 { throw error("global flags not at the start of the expression", at: start) }
      return .sequence([])
    }
    guard take(":") else { throw error("unexpected end of pattern", at: position) }
    let inner = try alternatives()
    flags = saved
    try close(start)
    return inner
  }

  // MARK: Escapes and sets

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws -> UInt32 {
    let end = min(position + count, pattern.count)
    let digits = String(String.UnicodeScalarView(pattern[position..<end].compactMap { Unicode.Scalar($0) }))
    guard digits.utf8.count == count, let code = UInt32(digits, radix: 16) else {
      throw error(
        "incomplete escape \\\(Unicode.Scalar(pattern[start + 1]).map(String.init) ?? "")\(digits)", at: start
      )
    }
    position = end
    return code
  }

  /// What an escape means inside and outside of sets: a character or a class.
  private mutating func commonEscape(_ start: Int) throws -> RegexSet.Item? {
    guard position < pattern.count else { throw error("bad escape (end of pattern)", at: start) }
    let code = pattern[position]
    position += 1
    func one(_ code: UInt32) -> RegexSet.Item { .range(code, code) }
    switch Unicode.Scalar(code) {
    case "d": return .digit(true)
    case "D": return .digit(false)
    case "w": return .word(true)
    case "W": return .word(false)
    case "s": return .space(true)
    case "S": return .space(false)
    case "n": return one(10)
    case "t": return one(9)
    case "r": return one(13)
    case "f": return one(12)
    case "v": return one(11)
    case "a": return one(7)
    case "x": return one(try hexadecimal(2, start))
    case "u": return one(try hexadecimal(4, start))
    default:
      let isLetter = code < 128 && RegexText.isWord(code) && code != 95
      if !isLetter { return one(code) }
      position -= 1
      return nil
    }
  }

  private mutating func escape(_ start: Int) throws -> RegexNode {
    if let item = try commonEscape(start) {
      if case .range(let code, _) = item { return .character(code, ignoresCase: flags.ignoresCase) }
      return .set(RegexSet(items: [item]))
    }
    let code = pattern[position]
    if code >= 49, code <= 57 {
      position += 1
      var index = Int(code - 48)
      if position < pattern.count, RegexText.isDigit(pattern[position]), pattern[position] < 128 {
        index = index * 10 + Int(pattern[position] - 48)
        position += 1
      }
      if index > groupCount { throw error("invalid group reference \(index)", at: start + 1) }
      if open.contains(index) { throw error("cannot refer to an open group", at: start) }
      return .backreference(index, ignoresCase: flags.ignoresCase)
    }
    position += 1
    switch Unicode.Scalar(code) {
    case "A": return .assertion(.textBegin)
    case "Z": return .assertion(.textEnd)
    case "b": return .assertion(.wordEdge)
    case "B": return .assertion(.noWordEdge)
    case "0": return .character(0, ignoresCase: false)
    default: throw error("bad escape \\\(Unicode.Scalar(code).map(String.init) ?? "")", at: start)
    }
  }

  private mutating func setItem(_ start: Int) throws -> RegexSet.Item {
    let here = position
    let code = pattern[position]
    position += 1
    guard Unicode.Scalar(code) == "\\" else { return .range(code, code) }
    if let item = try commonEscape(here) { return item }
    if at("b") || at("0") {
      let code: UInt32 = at("b") ? 8 : 0
      position += 1
      return .range(code, code)
    }
    throw error("bad escape \\\(Unicode.Scalar(pattern[position]).map(String.init) ?? "")", at: here)
  }

  private mutating func set(_ start: Int) throws -> RegexNode {
    var set = RegexSet()
    set.ignoresCase = flags.ignoresCase
    set.isNegated = take("^")
    var isFirst = true
    while true {
      guard position < pattern.count else { throw error("unterminated character set", at: start) }
      if at("]"), !isFirst {
        position += 1
        return .set(set)
      }
      isFirst = false
      let here = position
      let low = try setItem(start)
      if at("-"), position + 1 < pattern.count, !at("]", 1) {
        position += 1
        let high = try setItem(start)
        guard case .range(let from, _) = low, case .range(let to, _) = high, from <= to else {
          let text = String(
            String.UnicodeScalarView(pattern[here..<position].compactMap { Unicode.Scalar($0) }))
          throw error("bad character range \(text)", at: here)
        }
        set.items.append(.range(from, to))
      } else {
        set.items.append(low)
      }
    }
  }
}

/// Text as Python writes it.
enum StringText {
  static func quoted(_ text: String) -> String { text.contains("'") ? "\"\(text)\"" : "'\(text)'" }
}
