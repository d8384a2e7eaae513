/// A `%`-command: its help, its place in completion and its body are this one entry.
public struct Command: Sendable {
  public var name: String
  /// `%save FILE [--all]`.
  public var signature: String
  /// One line.
  public var summary: String
  public var details: String
  /// What its argument names, for completion.
  public var argument: Argument
  public var run: @Sendable (Invocation) throws -> Void

  public enum Argument: Sendable { case none, file, script, folder, code, name, command }

  public init(
    _ name: String, _ signature: String, _ summary: String, details: String = "", argument: Argument = .none,
    run: @escaping @Sendable (Invocation) throws -> Void
  ) {
    self.name = name
    self.signature = signature
    self.summary = summary
    self.details = details
    self.argument = argument
    self.run = run
  }

  /// Signature, summary and details.
  public var helpText: String {
    signature + "\n\n" + summary + (details.isEmpty ? "" : "\n\n" + details)
  }
}

/// A command as it was typed.
public struct Invocation {
  public let repl: REPL
  /// What follows the name on its line.
  public let rest: String
  /// The lines below a `%%`-command.
  public let body: String?
  /// Its words.
  public var words: [String] { CommandWords(rest).words }

  /// Refuses words that the command has no use for.
  func expectNoWords(besides known: [String] = []) throws {
    if let word = words.first(where: { !known.contains($0) }) {
      throw CommandError("there is no use for \(word)")
    }
  }

  func write(_ text: String) { repl.output.write(text) }
}

/// Why a command could not do its work, in words for the person who typed it.
public struct CommandError: Error, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}

/// The commands by name.
public struct CommandTable: Sendable {
  public let commands: [Command]

  public init(_ commands: [Command]) { self.commands = commands.sorted { $0.name < $1.name } }

  public static let standard = CommandTable(
    CommandTable.sessionCommands + [CommandTable.pageCommand] + CommandTable.timingCommands
      + CommandTable.fileCommands
      + CommandTable.acceptedCommands)

  /// A command by its name, or by another one that IPython has for it.
  public subscript(name: String) -> Command? {
    let name = Self.otherNames[name] ?? name
    return commands.first { $0.name == name }
  }

  private static let otherNames = [
    "hist": "history", "lsmagic": "help", "magic": "help", "quickref": "help", "who_ls": "who", "chdir": "cd",
  ]

  func run(_ name: String, _ rest: String, body: String? = nil, _ repl: REPL) {
    let mark = body == nil ? "%" : "%%"
    guard let command = self[name] else {
      repl.hasFailed = true
      repl.complain("\(unknown(name, mark)) (%help lists all)")
      return
    }
    guarded(name, mark: mark, repl) { try command.run(Invocation(repl: repl, rest: rest, body: body)) }
  }

  /// That there is no such command, with the near one.
  func unknown(_ name: String, _ mark: String = "%") -> String {
    let near = nearestName(to: name, among: commands.map(\.name)).map { "; did you mean \(mark)\($0)?" } ?? ""
    return "unknown command \(mark)\(name)\(near)"
  }

  /// Does the work of a command and says why it failed.
  func guarded(_ name: String, mark: String = "%", _ repl: REPL, _ body: () throws -> Void) {
    do {
      try body()
    } catch {
      repl.hasFailed = true
      repl.complain("\(mark)\(name): \(error)")
    }
  }

  /// Completions of a `%`-command's name or file argument; nil when the text is no command.
  func completions(of text: String, cursor: Int) -> [Completion]? {
    let bytes = Array(text.utf8)
    let start = (bytes[..<cursor].lastIndex(of: 0x0A) ?? -1) + 1
    let line = String(decoding: bytes[start..<cursor], as: UTF8.self)
    guard line.hasPrefix("%") else { return nil }
    let marks = line.hasPrefix("%%") ? 2 : 1
    guard let blank = line.firstIndex(of: " ") else {
      let typed = line.dropFirst(marks)
      return commands.filter { $0.name.hasPrefix(typed) }
        .map { Completion($0.name, range: (start + marks)..<cursor, kind: .command) }
    }
    guard let argument = self[String(line[..<blank].dropFirst(marks))]?.argument else { return [] }
    let words = CommandWords(String(line[blank...]))
    let range = (cursor - words.lastLength)..<cursor
    func files(_ isWanted: (String) -> Bool) -> [Completion] {
      fileCompletions(of: words.last, end: cursor).filter { isWanted($0.text) }
        .map { Completion(words.written($0.text), range: range, kind: .file) }
    }
    switch argument {
    case .file: return files { _ in true }
    case .script:
      let scripts = files { $0.hasSuffix("/") || $0.hasSuffix(".py") || $0.hasSuffix(".ipynb") }
      return scripts.isEmpty ? files { _ in true } : scripts
    case .folder: return files { $0.hasSuffix("/") }
    case .command:
      return commands.filter { $0.name.hasPrefix(words.last) }
        .map { Completion($0.name, range: range, kind: .command) }
    case .none: return []
    case .code, .name: return nil
    }
  }
}

/// The name nearest to a misspelt one, when it is near: a third of its letters may differ.
public func nearestName(to name: String, among names: [String]) -> String? {
  func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var least = min(rows[i][j] + (x == y ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        // Two letters that changed places are one mistake.
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { least = min(least, rows[i - 1][j - 1] + 1) }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
  guard name.count <= 64 else { return nil }
  let found = names.map { ($0, distance(Array(name), Array($0))) }.min { $0.1 < $1.1 }
  guard let found, found.1 <= max(1, name.count / 3), found.1 < name.count else { return nil }
  return found.0
}
