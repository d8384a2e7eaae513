import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Read a cell, run it, show what came of it, again.
public final class REPL {
  public let session: any ShellSession
  public let history: History
  public let style: Style
  public let commands: CommandTable
  public let output: any TextOutput
  public let messages: any TextOutput
  public var recorder: (any SessionRecorder)?
  /// Shows a figure, given its number and its PNG file.
  public var showFigure: ((Int, [UInt8]) -> String)?

  /// The cells that ran, in order.
  public internal(set) var cells: [RecordedCell] = []
  /// The number of the next cell.
  public internal(set) var number = 1
  /// The columns that a table may fill.
  var columns: Int { (output as? DescriptorOutput).map { Terminal.size($0.descriptor).columns } ?? 80 }
  /// How long a line of text may be: without a terminal as long as it is.
  var lineLimit: Int {
    (output as? DescriptorOutput).map { Terminal.isTerminal($0.descriptor) } == true ? columns : .max
  }

  /// Writes a text of words, broken where the window ends.
  func writeFilled(_ text: String) { output.write(filled(text, columns: lineLimit)) }

  /// Where the session was before the last `%cd`.
  var folderBefore: String?
  /// The figures of the session, in order.
  public internal(set) var figures: [[UInt8]] = []
  /// Shows how far a training is; nil off a terminal.
  public var progress: ProgressLine? {
    didSet {
      let progress = progress
      session.onProgress = progress.map { line in { line.update($0) } }
    }
  }
  /// A program shows no values of last expressions, and ends with its first error.
  var isProgram = false
  /// True once a cell or a command ended with an error.
  var hasFailed = false
  var exitStatus: Int32?

  public init(
    session: any ShellSession, history: History = History(), style: Style = Style(colors: false),
    commands: CommandTable = .standard, output: any TextOutput, messages: any TextOutput
  ) {
    self.session = session
    self.history = history
    self.style = style
    self.commands = commands
    self.output = output
    self.messages = messages
  }

  /// Runs cells of a source until it ends; gives the process's exit status.
  public func run(_ source: any LineSource) -> Int32 {
    while !output.isClosed {
      // Here and not where a cell begins: an interrupt right after Enter is meant for that cell.
      cel_clear_interrupt()
      session.forgetInterrupt()
      switch source.read(.cell(number), self) {
      case .cell(let text):
        if let reason = history.add(trimmingBlankLines(text)), !warnedOfHistory {
          warnedOfHistory = true
          messages.write(reason + "\n")
        }
        execute(text)
        if let exitStatus { return exitStatus }
        if source.isInteractive, !text.isBlank { output.write("\n") }
      case .interrupted:
        if source.isInteractive { output.write("KeyboardInterrupt\n\n") } else { return 130 }
      case .end:
        if source.isInteractive { output.write("\n") }
        return 0
      case .terminated(let signal):
        return 128 + signal
      }
    }
    return output.statusWhenClosed
  }

  private var warnedOfHistory = false

  /// Runs what was typed: a `%`-command, a question, or a cell.
  public func execute(_ text: String) {
    let text =
      isProgram ? trimmingBlankLines(text) : droppingLeadingIndentation(trimmingBlankLines(text)).text
    guard !text.isEmpty else { return }
    switch Entry(text) {
    case .cell(let source): runTyped(source)
    case .command(let name, let rest): commands.run(name, rest, self)
    case .cellCommand(let name, let rest, let body): commands.run(name, rest, body: body, self)
    case .help(let name, let detail): showHelp(name, detail: detail)
    case .shell(let line): refuseShell(line)
    case .mixed(let parts): runMixed(parts)
    }
  }

  /// Runs a cell, or what IPython's users type without a mark: `exit`, `cd ..`.
  private func runTyped(_ source: String) {
    if !isProgram {
      let word = source.hasSuffix("()") ? String(source.dropLast(2)) : source
      if word == "exit" || word == "quit", !session.isDefined(word) {
        exitStatus = 0
        return
      }
      let entry = Entry.unmarked(source) { commands[$0] != nil && !session.isDefined($0) }
      if case .command(let name, let rest)? = entry { return commands.run(name, rest, self) }
    }
    runCell(source)
  }

  /// Runs Python with command lines between as one cell: under one number, up to the first error, with the value of the
  /// last part alone. It is recorded without the commands.
  private func runMixed(_ parts: [String]) {
    let (first, before) = (cells.count, hasFailed)
    let number = self.number
    hasFailed = false
    for (index, part) in parts.enumerated() where exitStatus == nil && !hasFailed {
      self.number = number
      if case .cell(let source) = Entry(part) {
        runCell(source, echo: index + 1 == parts.count)
      } else {
        execute(part)
      }
    }
    hasFailed = hasFailed || before
    guard cells.count > first else { return }
    var whole = cells[first]
    for cell in cells[(first + 1)...] { whole.append(cell) }
    cells.replaceSubrange(first..., with: [whole])
    self.number = number + 1
  }

  /// Runs a cell and shows its value, figures and error. The cell counts and is recorded.
  ///
  /// - Parameter echo: whether the value of a last expression is shown.
  @discardableResult
  public func runCell(_ source: String, echo: Bool = true) -> ShellResult {
    let number = self.number
    var printed = ""
    let result = runQuietly(source, number: number, echo: echo && !isProgram) { text in
      printed += text
      self.progress?.clear()
      self.output.write(text)
      // Nobody reads any more: the cell need not go on.
      if self.output.isClosed { self.session.interrupt() }
    }
    progress?.finish()
    if !isProgram, !printed.isEmpty, !printed.hasSuffix("\n") { output.write("\n") }
    // In the order of a record, which is Jupyter's.
    if let value = result.value, !isProgram { showValue(value, number) }
    for figure in result.figures {
      figures.append(figure)
      if let showFigure { output.write(showFigure(figures.count, figure)) }
    }
    if output.isClosed { return result }
    if let error = result.error {
      hasFailed = true
      messages.write(style.error(error) + (error.hasSuffix("\n") ? "" : "\n"))
    } else if result.interrupted {
      messages.write(style.error("KeyboardInterrupt") + "\n")
    }
    cells.append(
      RecordedCell(
        number: number, source: source, printed: printed, value: result.value, figures: result.figures,
        error: result.error, succeeded: result.succeeded, interrupted: result.interrupted))
    self.number += 1
    if let status = result.exitStatus { exitStatus = status }
    return result
  }

  /// Makes Ctrl-C end the running cell instead of the process.
  public func listenToInterrupts() { cel_on_interrupt(session.interrupt) }

  /// Runs a cell and shows nothing.
  func runQuietly(
    _ source: String, number: Int? = nil, echo: Bool = true, _ output: (String) -> Void
  ) -> ShellResult {
    return session.run(source, number: number, echo: echo, output: output)
  }

  private func showValue(_ value: String, _ number: Int) {
    let label = "Out[\(number)]: "
    // A value of several lines begins on its own line, so that an array's columns stay straight.
    let separator = value.contains("\n") ? "\n" : ""
    output.write(style.outPrompt(label) + separator + value + "\n")
  }

  private func showHelp(_ name: String, detail: Bool) {
    if name.isEmpty { return commands.run("help", "", self) }
    if let command = commands[name] {
      writeFilled(command.helpText + "\n")
      return
    }
    if let text = session.help(name, detail: detail) {
      writeFilled(text + (text.hasSuffix("\n") ? "" : "\n"))
    } else {
      hasFailed = true
      let near = session.suggestion(for: name).map { " Did you mean: `\($0)`?" } ?? ""
      messages.write(style.error("Object `\(name)` not found.\(near)") + "\n")
    }
  }

  private func refuseShell(_ line: String) {
    hasFailed = true
    let word = String(line.drop { $0 == " " }.prefix { !$0.isWhitespace })
    let hint = commands[word] == nil ? "run the command in another terminal" : "there is %\(word)"
    messages.write(style.error("!\(line): a script has no shell; \(hint)") + "\n")
  }
}

extension REPL: LineAssistant {
  public func completeness(of source: String) -> CellCompleteness {
    // A command or a question is one line and no Python.
    let (source, margin) = droppingLeadingIndentation(source)
    guard let first = source.first(where: { !$0.isWhitespace }) else { return .complete }
    if !source.utf8.contains(0x0A) {
      if case .cell = Entry(source) {
        let entry = Entry.unmarked(source) { commands[$0] != nil && !session.isDefined($0) }
        if entry != nil { return .complete }
      } else {
        return first == "%" && source.hasPrefix("%%") ? .incomplete(indent: 0) : .complete
      }
    } else if source.hasPrefix("%%") {
      return source.hasSuffix("\n") ? .complete : .incomplete(indent: 0)
    }
    let found = session.completeness(of: Entry.withoutCommands(source) + "\n")
    if case .incomplete(let indent) = found { return .incomplete(indent: indent + margin) }
    return found
  }

  public func completions(of text: String, cursor: Int) -> [Completion] {
    if let found = commands.completions(of: text, cursor: cursor) { return found }
    // A command without its mark: the name and a blank stand there, and what follows is its argument.
    let entry = Entry.unmarked(text) { commands[$0] != nil && !session.isDefined($0) }
    if entry != nil, text.utf8.first != 0x20, text.utf8.contains(0x20),
      let found = commands.completions(of: "%" + text, cursor: cursor + 1)
    {
      return found.map { Completion($0.text, range: ($0.range.lowerBound - 1)..<cursor, kind: $0.kind) }
    }
    let found = session.completions(of: text, cursor: cursor)
    if found.isEmpty, let path = openString(before: cursor, in: text) {
      return fileCompletions(of: path, end: cursor)
    }
    return found
  }
}
