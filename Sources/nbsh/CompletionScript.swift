/// Completions of the command line for the system's shells, made from its definitions.
///
/// The first word is a command or a file (`nbsh FILE` is `nbsh run FILE`); where no file has the right ending, every
/// file is offered. An option that was given and may be given once is not offered again.
enum CompletionScript {
  /// The script for `bash`, `zsh` or `fish`; nil for another shell.
  static func text(for shell: String, _ root: CommandDefinition) -> String? {
    switch shell {
    case "bash": bash(root)
    case "zsh": zsh(root)
    case "fish": fish(root)
    default: nil
    }
  }

  static let shells = ["bash", "zsh", "fish"]

  /// The command that a file in place of a command belongs to, and what completes the file.
  static let implied = "run"

  static func impliedCompletion(_ root: CommandDefinition) -> CommandDefinition.Completion {
    root.commands.first { $0.name == implied }?.positionals.first?.completion ?? .files([])
  }

  /// A text in single quotes, as sh and zsh read it.
  static func quoted(_ text: String) -> String {
    "'"
      + text.split(
        separator: "'", omittingEmptySubsequences: false
      ).joined(separator: "'\\''") + "'"
  }
}
