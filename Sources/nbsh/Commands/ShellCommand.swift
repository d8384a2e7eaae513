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

  static func run(_ code: String) -> Int32 {
    runCode(code, session: NotebookShellSession(), recorder: NotebookRecorder())
  }
}
