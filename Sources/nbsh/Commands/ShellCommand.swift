import Notebooks
import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The shell, on whatever standard input is.
enum ShellCommand {
  static func start() -> Int32 {
    guard isatty(0) == 1 else { return runPiped() }
    return runInteractively(
      session: NotebookShellSession(), recorder: NotebookRecorder(), encodeFigure: TerminalPicture.encode)
  }

  /// Runs code with what stands behind it as `sys.argv`.
  static func run(_ code: String, _ arguments: [String] = []) -> Int32 {
    let session = NotebookShellSession()
    session.arguments = ["-c"] + arguments
    return runCode(code, session: session, recorder: NotebookRecorder())
  }
}
