import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads and runs cells until the person leaves; gives the exit status.
///
/// - Parameters:
///   - session: runs the cells.
///   - recorder: writes and replays scripts for `%save`, `%check` and `%run`.
///   - encodeFigure: a PNG file as the bytes that show it on a terminal of a kind; nil where that is not possible.
public func runInteractively(
  session: any ShellSession, recorder: (any SessionRecorder)? = nil,
  encodeFigure: (([UInt8], PictureProtocol) -> String?)? = nil
) -> Int32 {
  cel_ignore_broken_pipes()
  cel_quit_plainly()
  let output = DescriptorOutput(1)
  let style = Style(colors: Terminal.hasColors(1))
  let history = HistoryFile.standardPath().map { History(file: HistoryFile(path: $0)) } ?? History()
  let repl = REPL(
    session: session, history: history, style: style, output: output, messages: DescriptorOutput(2))
  repl.recorder = recorder
  let figures = FigureShower(encode: encodeFigure)
  repl.showFigure = { number, png in figures.picture(png) + figures.line(number, png) }
  repl.figurePath = figures.path
  repl.progress = ProgressLine.ofTerminal(1)
  repl.listenToInterrupts()
  defer { session.leave() }
  return repl.run(LibeditSource(history: history, style: style) ?? PipeSource(prompts: output))
}

/// Runs a text as a program (`nbsh -c CODE`); gives the exit status.
public func runCode(
  _ code: String, session: any ShellSession, recorder: (any SessionRecorder)? = nil
) -> Int32 {
  cel_ignore_broken_pipes()
  cel_quit_plainly()
  cel_on_interrupt(session.interrupt)
  let (figures, messages) = (FigureShower(encode: TerminalPicture.encode), DescriptorOutput(2))
  let batch = Batch(
    session: session, recorder: recorder, output: DescriptorOutput(1), messages: messages
  ) { number, png in
    // Standard output is the program's own.
    messages.write(figures.line(number, png))
    return figures.picture(png)
  }
  defer { session.leave() }
  return batch.run(code)
}

/// Runs standard input (`nbsh < FILE`), a notebook cell by cell, anything else as a program; gives the exit status.
public func runPiped() -> Int32 {
  let text = PipeSource.readAll(0)
  return ScriptRun().run(notebook: text)
    ?? runCode(text, session: NotebookShellSession(), recorder: NotebookRecorder())
}

/// Lets Ctrl-C end what a script runs instead of the process.
public func onInterrupt(_ handler: @escaping @convention(c) () -> Void) {
  cel_ignore_broken_pipes()
  cel_quit_plainly()
  cel_on_interrupt(handler)
}
