import ArgumentParser

struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for man.",
    discussion: "nbsh manual > nbsh.1; man ./nbsh.1")

  func run() throws {
    print(ManualPage.text(try NBSH.definition(), version: NBSH.version), terminator: "")
  }
}
