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
    let session = NotebookShellSession()
    if isatty(0) == 1 {
      return runInteractively(
        session: session, recorder: NotebookRecorder(), encodeFigure: TerminalPicture.encode)
    }
    return Shell.runPiped(session: session, recorder: NotebookRecorder())
  }

  static func run(_ code: String) -> Int32 {
    runCode(code, session: NotebookShellSession(), recorder: NotebookRecorder())
  }
}
