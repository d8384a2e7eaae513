/// Text that runs without a person: `nbsh -c CODE`, `nbsh < FILE`, `producer | nbsh`.
public struct Batch {
  private let repl: REPL

  /// - Parameters:
  ///   - recorder: what `%run` and `%save` in the text need.
  ///   - messages: where tracebacks go, standard error.
  ///   - showFigure: what to print for a figure of a number, a PNG file.
  public init(
    session: any ShellSession, recorder: (any SessionRecorder)? = nil, output: any TextOutput,
    messages: any TextOutput, showFigure: ((Int, [UInt8]) -> String)? = nil
  ) {
    repl = REPL(session: session, output: output, messages: messages)
    repl.recorder = recorder
    repl.showFigure = showFigure
    repl.isProgram = true
  }

  /// Runs a program from top to bottom: it prints what Python prints, and no value of a last expression.
  /// - Returns: the exit status: 0, what `exit(n)` said, 1 after an error, 130 after Ctrl-C, 141 when the reader
  ///   of its output is gone.
  public func run(_ text: String) -> Int32 {
    repl.execute(withoutNulls(text))
    if repl.output.isClosed { return repl.output.statusWhenClosed }
    if let status = repl.exitStatus { return status }
    if repl.cells.contains(where: \.interrupted) { return 130 }
    return repl.hasFailed ? 1 : 0
  }

  /// A byte-order mark, NULs and Windows line ends are how a text travelled, not what it says.
  private func withoutNulls(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\0" && scalar != "\r" && scalar != "\u{FEFF}" {
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
