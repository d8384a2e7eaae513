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
    usage: """
      nbsh [FILE [ARGUMENTS ...]]
      nbsh -c CODE [ARGUMENTS ...]
      nbsh COMMAND [ARGUMENTS ...]
      """,
    discussion: """
      Without arguments it is a shell at a terminal, and runs what a pipe brings otherwise. `nbsh FILE` is short \
      for `nbsh run FILE`; what stands behind the file, or behind the code of -c, is the script's sys.argv. In bash, `source <(nbsh --generate-completion-script bash)` completes its command line.
      """,
    version: version,
    subcommands: [
      RunCommand.self, ReplayCommand.self, ConvertCommand.self, FetchCommand.self, ManualCommand.self,
    ])

  static let version = "0.1.0"
  static var commandNames: [String] {
    configuration.subcommands.map { $0._commandName } + ["help"]
  }

  @Option(name: .customShort("c"), help: ArgumentHelp("Run this code.", valueName: "code"))
  var code: String?

  // Answered in main.swift; here for the help.
  @Option(
    help: ArgumentHelp(
      "Print the completions of the command line for bash, zsh or fish.", valueName: "shell"),
    completion: .list(CompletionScript.shells))
  var generateCompletionScript: String?

  func run() throws {
    guard let code else { throw ExitCode(ShellCommand.start()) }
    throw ExitCode(ShellCommand.run(code))
  }
}

extension NBSH {
  /// The command line as the manual page and completions show it.
  static func definition() throws -> CommandDefinition {
    guard let definition = try CommandDefinition(dump: _dumpHelp()) else { throw ExitCode(2) }
    return definition
  }

  /// Prints completions for a shell; gives the exit status.
  static func printCompletions(for shell: String) throws -> Int32 {
    guard let script = CompletionScript.text(for: shell, try definition()) else {
      complain(
        "there are completions for \(CompletionScript.shells.joined(separator: ", ")), not for '\(shell)'")
      return 64
    }
    print(script, terminator: "")
    return 0
  }

  /// Says in a line what is wrong with a word that is neither a command nor a file.
  static func refuse(_ word: String) -> Never {
    if word.contains("/") || word.contains(".") {
      complain("\(word): No such file or directory")
      exitProcess(2)
    }
    let near = nearestName(to: word, among: commandNames).map { "; did you mean '\($0)'?" } ?? ""
    complain("there is no command or file '\(word)'\(near) (nbsh --help lists the commands)")
    exitProcess(64)
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
