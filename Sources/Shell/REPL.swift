import CEditLine
import Notebooks

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
  /// The file of a figure, given its number; nil where it has none.
  public var figurePath: ((Int) -> String?)?

  /// The cells that ran, in order.
  public internal(set) var cells: [RecordedCell] = []
  /// The number of the next cell.
  public internal(set) var number = 1
  /// The columns that a table may fill.
  var columns: Int { (output as? DescriptorOutput).map { Terminal.size($0.descriptor).columns } ?? 80 }
  /// How long a line of text may be: without a terminal as long as it is.
  var lineLimit: Int { Terminal.lineLimit(of: output) }

  /// Writes a text of words, broken where the window ends.
  func writeFilled(_ text: String) { output.write(filled(text, columns: lineLimit)) }

  /// Writes a text whose lines are statements of their own.
  func writeStatements(_ text: String) { output.write(filledStatements(text, columns: lineLimit)) }

  /// Says what went wrong, in the colour of errors, broken where the window ends.
  func complain(_ text: String) {
    writeError(filledStatements(text, columns: Terminal.lineLimit(of: messages)))
  }

  /// Writes a traceback as it is: who copies it shall have it whole.
  func writeError(_ text: String) {
    messages.write(style.error(text) + (text.hasSuffix("\n") ? "" : "\n"))
  }

  var savedFiles = SavedFiles()
  /// Where cells come from, while they do.
  private var source: (any LineSource)?
  /// The cells that `%reset in` forgot, in order.
  var forgotten: [RecordedCell] = []
  /// Whether `%reset` came behind the last cell.
  var wasReset = false
  /// Where the session was before the last `%cd`.
  var folderBefore: String?
  /// The figures of the session, in order.
  public internal(set) var figures: [[UInt8]] = []
  /// Shows how far a training is; nil off a terminal.
  public var progress: ProgressLine? {
    didSet {
      let progress = progress
      session.onProgress = progress.map { line in { line.update($0) } }
      if let progress { session.sendErrorText { [messages] in messages.write($0, over: progress) } }
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
    self.source = source
    defer { self.source = nil }
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

  /// Whether a person is there to be asked.
  var canAsk: Bool { source?.isInteractive == true }

  /// Whether a person says yes to a question; Enter, Ctrl-C and Ctrl-D say no.
  func confirms(_ question: String) -> Bool {
    while true {
      output.write(question)
      guard let answer = source?.answer() else {
        output.write("\n")
        return false
      }
      switch answer.lowercased() {
      case "y", "yes": return true
      case "n", "no", "": return false
      default: continue
      }
    }
  }

  /// Runs what was typed: a cell, or the cells of a script that was pasted.
  public func execute(_ text: String) {
    let plain = droppingLeadingIndentation(trimmingBlankLines(text)).text
    if !isProgram, let parts = SessionScript.parts(ofTyped: plain) { return runCells(parts) }
    executeCell(text)
  }

  /// Runs a `%`-command, a question, or a cell.
  func executeCell(_ text: String) {
    let text =
      isProgram ? trimmingBlankLines(text) : droppingLeadingIndentation(trimmingBlankLines(text)).text
    guard !text.isEmpty else { return }
    switch Entry(text) {
    case .cell(let source): runTyped(source)
    case .command(let name, let rest): commands.run(name, rest, self)
    case .cellCommand(let name, let rest, let body): commands.run(name, rest, body: body, self)
    case .help(let name, let detail): showHelp(name, detail: detail)
    case .shell(let line): refuseShell(line)
    case .mixed(let parts):
      // Where there is nothing but what cannot run, it is refused.
      guard parts.contains(where: { noteOnCommand($0) == nil }) else { return parts.forEach(execute) }
      runMixed(parts, of: text)
    }
  }

  /// Runs a cell, or what IPython's users type without a mark: `exit`, `cd ..`.
  private func runTyped(_ source: String) {
    if !isProgram {
      let word = source.hasSuffix("()") ? String(source.dropLast(2)) : source
      if word == "exit" || word == "quit", !session.variableNames().contains(word) {
        exitStatus = 0
        return
      }
      let entry = Entry.unmarked(source) { commands[$0] != nil && !session.isDefined($0) }
      if case .command(let name, let rest)? = entry { return commands.run(name, rest, self) }
    }
    if let note = noteOnAssigned(source) { return leaveOut(note) }
    if let assigned = AssignedCommand(source) { return runAssigned(assigned, typed: source) }
    runCell(source)
  }

  /// Why `name = %command` or `name = !line` cannot run; nil where it can, or is no such thing.
  private func noteOnAssigned(_ source: String) -> String? {
    guard let assigned = AssignedCommand(source) else { return nil }
    if assigned.command == "!" { return "\(source): a script has no shell" }
    if commands[assigned.command] != nil { return nil }
    return "\(source): \(commands.unknown(assigned.command))"
  }

  /// Why a command line cannot run; nil where it can.
  private func noteOnCommand(_ part: String) -> String? {
    switch Entry(part) {
    case .shell: return "\(part): a script has no shell"
    case .command(let name, _) where commands[name] == nil: return "\(part): \(commands.unknown(name))"
    case .cell(let source): return noteOnAssigned(source)
    default: return nil
    }
  }

  /// Says what is left out of a cell, as a replay does.
  private func leaveOut(_ note: String) {
    complain("left out of cell \(number): \(note)")
  }

  /// Runs Python with command lines between as one cell: under one number, up to the first error, with the value of the
  /// last part alone. It is recorded without the commands. A line that only a system's shell or IPython knows is left
  /// out, and the rest runs.
  private func runMixed(_ parts: [String], of text: String) {
    let (first, before) = (cells.count, hasFailed)
    let number = self.number
    let lines = text.lines
    var line = 0
    hasFailed = false
    for (index, part) in parts.enumerated() where exitStatus == nil && !hasFailed {
      self.number = number
      // Blank parts are gone.
      while line < lines.count, lines[line] != part.lines[0] { line += 1 }
      if let note = noteOnCommand(part) {
        leaveOut(note)
      } else if case .cell(let source) = Entry(part) {
        if let assigned = AssignedCommand(source) {
          runAssigned(assigned, typed: source)
        } else {
          runCell(source, at: SourcePlace(line: line + 1), echo: index + 1 == parts.count)
        }
      } else {
        execute(part)
      }
      line += part.lines.count
    }
    hasFailed = hasFailed || before
    guard cells.count > first else { return }
    var whole = cells[first]
    for cell in cells[(first + 1)...] { whole.append(cell) }
    whole.typed = text
    cells.replaceSubrange(first..., with: [whole])
    self.number = number + 1
  }

  /// Runs a cell and shows its value, figures and error. The cell counts and is recorded.
  ///
  /// - Parameters:
  ///   - echo: whether the value of a last expression is shown.
  ///   - typed: what was typed, where the source is not that.
  ///   - beforeValue: called when the cell has run, before its figures and its value are shown.
  @discardableResult
  public func runCell(
    _ source: String, at place: SourcePlace = SourcePlace(), echo: Bool = true, typed: String? = nil,
    beforeValue: ((ShellResult) -> Void)? = nil
  ) -> RecordedCell {
    var (runnable, leftOut) = (source, [String]())
    // Lines for IPython below the top level: in a loop, behind a condition.
    if let recorder, session.completeness(of: source + "\n") == .invalid {
      (runnable, leftOut) = recorder.withoutMagics(source)
    }
    for line in leftOut { leaveOut(line) }
    var cell = perform(runnable, number, at: place, echo: echo, beforeValue: beforeValue)
    cell.typed = typed ?? (runnable == source ? nil : source)
    cells.append(cell)
    number += 1
    return cell
  }

  /// Runs the source of a cell under a number, and shows what came of it.
  func perform(
    _ source: String, _ number: Int, at place: SourcePlace, echo: Bool = true,
    beforeValue: ((ShellResult) -> Void)? = nil
  ) -> RecordedCell {
    var outputs: [Output] = []
    let folder = currentFolder()
    let result = session.run(source, at: place, number: number, echo: echo && !isProgram) { output in
      if case .figure(let figure) = output {
        self.progress?.clear()
        self.endLine(of: outputs)
        self.show(figure)
      } else if case .text(let text) = output {
        self.output.write(text, over: self.progress)
      }
      outputs.add(output)
      // Nobody reads any more: the cell need not go on.
      if self.output.isClosed { self.session.interrupt() }
    }
    progress?.finish()
    endLine(of: outputs)
    beforeValue?(result)
    // In the order of a record, which is Jupyter's.
    if let value = result.value {
      if !isProgram { showValue(value, number) }
      outputs.append(.value(value))
    }
    if let error = result.error { outputs.append(.error(error)) }
    showError(of: result)
    for figure in result.figures {
      outputs.append(.figure(figure))
      show(figure)
    }
    var cell = RecordedCell(
      number: number, source: source, outputs: outputs, succeeded: result.succeeded,
      interrupted: result.interrupted)
    cell.folder = folder
    cell.random = result.random
    cell.readsClock = result.readsClock
    cell.followsReset = wasReset
    wasReset = false
    cell.errorLine = (result.error?.traceback).flatMap(lineOfTraceback).map { $0 - place.line + 1 }
    if let status = result.exitStatus {
      cell.leave(status: status)
      if place.file == nil, canAsk, let traceback = result.exitTraceback {
        cell.exitTraceback = traceback
        sayThatItStays(traceback)
      } else {
        exitStatus = status
        if let message = result.exitMessage { messages.write(message + "\n") }
      }
    }
    return cell
  }

  /// Ends a line that the cell left open.
  private func endLine(of outputs: [Output]) {
    guard !isProgram, case .text(let text)? = outputs.last, !text.hasSuffix("\n") else { return }
    output.write("\n")
  }

  private func show(_ figure: RenderedFigure) {
    figures.append(figure.png)
    if let showFigure { output.write(showFigure(figures.count, figure.png)) }
  }

  private func showError(of result: ShellResult) {
    if output.isClosed { return }
    if let error = result.error?.traceback {
      hasFailed = true
      writeError(error)
    } else if result.interrupted {
      writeError("KeyboardInterrupt")
    }
  }

  /// A person's variables are not lost to the `sys.exit()` of a script that was pasted: leaving has its own words.
  private func sayThatItStays(_ traceback: String) {
    hasFailed = true
    let lines = traceback.lines.filter { !$0.isEmpty }
    let code = lines.lastIndex { $0.hasPrefix(" ") } ?? -1
    writeError(
      "An exception has occurred, use %tb to see the full traceback.\n\n"
        + lines[(code + 1)...].joined(separator: "\n"))
    messages.write("\nTo exit: use 'exit', 'quit', or Ctrl-D.\n")
  }

  /// Makes Ctrl-C end the running cell instead of the process.
  public func listenToInterrupts() { cel_on_interrupt(session.interrupt) }

  /// Runs a cell and shows nothing.
  func runQuietly(
    _ source: String, number: Int? = nil, echo: Bool = true, _ output: (Output) -> Void
  ) -> ShellResult {
    return session.run(source, at: SourcePlace(), number: number, echo: echo, output: output)
  }

  func showValue(_ value: String, _ number: Int) {
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
      complain("Object `\(name)` not found.\(near)")
    }
  }

  private func refuseShell(_ line: String) {
    hasFailed = true
    let word = String(line.drop { $0 == " " }.prefix { !$0.isWhitespace })
    let hint = commands[word] == nil ? "run the command in another terminal" : "there is %\(word)"
    complain("!\(line): a script has no shell; \(hint)")
  }
}

extension REPL: LineAssistant {
  public func completeness(of source: String) -> CellCompleteness {
    // A command or a question is one line and no Python.
    let (source, margin) = droppingLeadingIndentation(source)
    guard source.contains(where: { !$0.isWhitespace }) else { return .complete }
    if !source.utf8.contains(0x0A) {
      if case .cell = Entry(source) {
        let entry = Entry.unmarked(source) { commands[$0] != nil && !session.isDefined($0) }
        if entry != nil { return .complete }
      } else {
        if case .cellCommand = Entry(source) { return .incomplete(indent: 0) }
        return .complete
      }
    } else if source.hasPrefix("%%") {
      return source.hasSuffix("\n") ? .complete : .incomplete(indent: 0)
    }
    let plain = Entry.withoutCommands(source)
    var found = session.completeness(of: plain + "\n")
    if found == .invalid, let recorder {
      let runnable = recorder.withoutMagics(plain).source
      if runnable != plain { found = session.completeness(of: runnable + "\n") }
    }
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
