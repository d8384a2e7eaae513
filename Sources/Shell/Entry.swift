/// What a typed text is: Python, or something that the shell answers itself.
enum Entry: Equatable {
  case cell(String)
  /// `%name rest`.
  case command(String, String)
  /// `%%name rest`, and the lines below.
  case cellCommand(String, String, body: String)
  /// `name?`, `?name`, `name??`.
  case help(String, detail: Bool)
  /// `!line`.
  case shell(String)
  /// Python with command lines between.
  case mixed([String])

  init(_ text: String) {
    let line = text.drop { $0 == " " }
    if text.hasPrefix("%%") {
      let head = text.prefix { $0 != "\n" }
      let (name, rest) = Self.split(head.dropFirst(2))
      self = .cellCommand(name, rest, body: String(text.dropFirst(head.count + 1)))
    } else if text.contains("\n") {
      let parts = Self.parts(text)
      self = parts.count == 1 ? .cell(text) : .mixed(parts)
    } else if let question = Self.question(line) {
      self = question
    } else if line.hasPrefix("%") {
      let (name, rest) = Self.split(line.dropFirst())
      self = .command(name, rest)
    } else if line.hasPrefix("!") {
      self = .shell(String(line.dropFirst()))
    } else {
      self = .cell(text)
    }
  }

  /// A command without its mark, as IPython takes it: `cd ..`, `pwd`, `run a.py`. It is one where `isCommand` says so of
  /// its first word and what follows cannot go on with a value of that name.
  static func unmarked(_ text: String, isCommand: (String) -> Bool) -> Entry? {
    let (name, rest) = split(text[...])
    guard !name.isEmpty, !text.contains("\n"), name.allSatisfy({ $0.isLetter || $0 == "_" }) else {
      return nil
    }
    guard !rest.hasPrefix("="), rest.first.map({ !"!()<>,".contains($0) }) ?? true, isCommand(name) else {
      return nil
    }
    return .command(name, rest)
  }

  private static func split(_ line: Substring) -> (String, String) {
    let name = line.prefix { !$0.isWhitespace }
    let rest = line.dropFirst(name.count).drop { $0.isWhitespace }
    return (String(name), String(rest.reversed().drop { $0.isWhitespace }.reversed()))
  }

  private static func question(_ line: Substring) -> Entry? {
    let marks = line.reversed().prefix { $0 == "?" }.count
    let leading = line.prefix { $0 == "?" }.count
    guard marks + leading > 0 else { return nil }
    var name = leading > 0 ? line.dropFirst(leading) : line.dropLast(marks)
    name = name.drop { $0.isWhitespace || $0 == "%" }
    while name.last?.isWhitespace == true { name.removeLast() }
    // A question mark in a comment or in a string is no question.
    var state = TextState()
    if leading == 0, state.scan(name) != .code { return nil }
    return .help(String(name), detail: max(marks, leading) > 1)
  }

  /// A text of several lines cut where a line is a command: at its top level, outside of brackets and strings.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var lines: [Substring] = []
    var state = TextState()
    func flush() {
      if !lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { parts.append(lines.joined(separator: "\n")) }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if state.isCommand(line) {
        flush()
        parts.append(String(line))
      } else {
        lines.append(line)
        state.scan(line)
      }
    }
    flush()
    return parts
  }

  /// The Python in a text: command lines become `pass`, so that every line keeps its number.
  static func withoutCommands(_ text: String) -> String {
    var state = TextState()
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      if state.isCommand(line) { return "pass" }
      state.scan(line)
      return String(line)
    }.joined(separator: "\n")
  }
}

/// Whether a place in Python text is inside brackets or a triple-quoted string.
struct TextState {
  private var depth = 0
  private var quote: [Character] = []

  private var isContinued = false

  var isInside: Bool { depth > 0 || !quote.isEmpty || isContinued }

  /// Whether the line that follows is for the shell: `%name …`, `!…` or `name?`, where Python begins a statement.
  func isCommand(_ line: Substring) -> Bool {
    guard !isInside else { return false }
    if line.hasPrefix("!") || line.hasPrefix("%") && line.dropFirst().first?.isLetter == true { return true }
    // No statement of Python ends with a question mark.
    guard line.last == "?", line.first?.isWhitespace == false else { return false }
    var state = TextState()
    return state.scan(line) == .code
  }

  /// Where the end of a line is.
  enum Place { case code, comment, string }

  /// The names in a line of code with their UTF-8 offsets, without what follows a dot, is a number or stands in strings
  /// and comments.
  mutating func words(in line: Substring, _ body: (String, Int) -> Void) {
    var word = ""
    var start = line.startIndex
    var previous: Character = " "
    scan(line) { place in
      let character = place < line.endIndex ? line[place] : " "
      if character.isLetter || character == "_" || (!word.isEmpty && character.isNumber) {
        if word.isEmpty { start = place }
        if word.isEmpty, previous == "." || previous.isNumber { return }
        word.append(character)
      } else {
        if !word.isEmpty { body(word, line.utf8.distance(from: line.startIndex, to: start)) }
        word = ""
      }
      previous = character
    }
    if !word.isEmpty { body(word, line.utf8.distance(from: line.startIndex, to: start)) }
  }

  /// - Parameter code: called with each place outside of strings and comments, and with those where a string begins.
  @discardableResult
  mutating func scan(_ line: Substring, _ code: (Substring.Index) -> Void = { _ in }) -> Place {
    isContinued = line.last == "\\"
    var rest = line
    while let character = rest.first {
      if !quote.isEmpty {
        if character == "\\" {
          rest = rest.dropFirst(2)
        } else if rest.starts(with: quote) {
          rest = rest.dropFirst(quote.count)
          quote = []
        } else {
          rest = rest.dropFirst()
        }
        continue
      }
      code(rest.startIndex)
      switch character {
      case "#": return .comment
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth = max(0, depth - 1)
      case "\"", "'":
        let triple = [character, character, character]
        quote = rest.starts(with: triple) ? triple : [character]
        rest = rest.dropFirst(quote.count)
        continue
      default: break
      }
      rest = rest.dropFirst()
    }
    let isString = !quote.isEmpty
    // A plain string ends with its line.
    if quote.count == 1 { quote = [] }
    return isString ? .string : .code
  }
}

/// Without the indentation of its first line, which every line that has it loses: a cell copied out of a block.
func droppingLeadingIndentation(_ text: String) -> (text: String, columns: Int) {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return (text, 0) }
  let margin = first.prefix { $0 == " " || $0 == "\t" }
  if margin.isEmpty { return (text, 0) }
  return (
    lines.map { $0.hasPrefix(margin) ? $0.dropFirst(margin.count) : $0 }.joined(separator: "\n"), margin.count
  )
}
