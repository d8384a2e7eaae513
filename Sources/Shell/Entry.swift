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
    if text.hasPrefix("%%"), let question = Self.questionOnCellCommand(text) {
      self = question
    } else if text.hasPrefix("%%") {
      let head = text.prefix { $0 != "\n" }
      let (name, rest) = Self.split(head.dropFirst(2))
      self = .cellCommand(name, rest, body: String(text.dropFirst(head.count + 1)))
    } else if text.utf8.contains(0x0A) {
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
    guard !text.utf8.contains(0x0A) else { return nil }
    let (name, rest) = split(text[...])
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "_" }) else {
      return nil
    }
    guard !rest.hasPrefix("="), rest.first.map({ !"!()<>,".contains($0) }) ?? true, isCommand(name) else {
      return nil
    }
    return .command(name, rest)
  }

  private static func split(_ line: Substring) -> (String, String) {
    let name = line.prefix { !$0.isWhitespace }
    var rest = line[name.endIndex...].drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return (String(name), String(rest))
  }

  /// `%%name?`.
  private static func questionOnCellCommand(_ text: String) -> Entry? {
    text.last == "?" && !text.contains { $0.isWhitespace } ? question(text[...]) : nil
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
      if !lines.allSatisfy(\.isBlank) { parts.append(lines.joined(separator: "\n")) }
      lines = []
    }
    for line in text.lines {
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
    return text.lines.map { line -> String in
      if state.isCommand(line) { return "pass" }
      state.scan(line)
      return String(line)
    }.joined(separator: "\n")
  }
}
