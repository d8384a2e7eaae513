import ArgumentParser
import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `nbsh` itself: the shell, a line of code, or one of the commands.
struct NBSH: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbsh",
    abstract: "A notebook you type, save as text, and replay as a test.",
    discussion: """
      Without arguments it is a shell at a terminal, and runs what a pipe brings otherwise. `nbsh FILE` is short \
      for `nbsh run FILE`.
      """,
    version: version,
    subcommands: [RunCommand.self, ReplayCommand.self, ConvertCommand.self, FetchCommand.self])

  static let version = "0.1.0"
  static var commandNames: [String] {
    configuration.subcommands.map { $0._commandName } + ["help"]
  }

  @Option(name: .customShort("c"), help: ArgumentHelp("Run this code.", valueName: "code"))
  var code: String?

  func run() throws {
    guard let code else { throw ExitCode(ShellCommand.start()) }
    throw ExitCode(ShellCommand.run(code))
  }
}

func exitProcess(_ status: Int32) -> Never {
  fflush(nil)
  exit(status)
}

/// One line on standard error.
func complain(_ text: String) {
  let bytes = Array("nbsh: \(text)\n".utf8)
  _ = write(2, bytes, bytes.count)
}
