import Testing

extension TerminalTests {
  /// F2 and vi's `v`.
  @Suite struct ExternalEditorTests {
    private let home: ShellHome

    init() throws { home = try ShellHome() }

    @Test func aCellIsEditedInTheEditor() throws {
      var environment = Program.environment(home: home.path)
      environment["EDITOR"] = "sed -i s/one/two/"
      let path = try #require(Program.path)
      let terminal = try #require(PseudoTerminal([path], environment: environment))
      try terminal.wait(for: "In [1]:")
      terminal.send("'one'\u{1B}OQ")
      try terminal.wait(for: "In [1]: 'two'")
      terminal.send("\r")
      try terminal.wait(for: "Out[1]: 'two'\n\nIn [2]:")
    }

    @Test func theEditorIsStoppedAndResumedWithTheShell() throws {
      var environment = Program.environment(home: home.path)
      // One process: of two the second might take a line that is meant for the shell before it, too, is stopped.
      environment["EDITOR"] = "echo \\<$OWN_SETTING\\>; read a; echo got $a; read b; echo \"'$b'\" >"
      environment["OWN_SETTING"] = "there"
      let terminal = try #require(PseudoTerminal(["/bin/sh", "-i"], environment: environment))
      try terminal.wait(for: "$")
      terminal.send((try #require(Program.path)) + "\r")
      try terminal.wait(for: "In [1]:")
      terminal.send("'one'\u{1B}OQ")
      try terminal.wait(for: "<there>")
      terminal.send("first\r")
      try terminal.wait(for: "got first")
      terminal.send("\u{1A}")
      // The system echoes the key after it has stopped the editor: the prompt may be there before.
      try terminal.wait { $0.text.hasSuffix("$") || $0.text.hasSuffix("$ ^Z") }
      terminal.send("echo stopped\r")
      try terminal.wait(for: "\nstopped\n$")
      terminal.send("fg\r")
      try terminal.wait { !$0.text.hasSuffix("$") && !$0.text.hasSuffix("fg") }
      terminal.send("two\r")
      try terminal.wait(for: "In [1]: 'two'")
      terminal.send("\r")
      try terminal.wait(for: "Out[1]: 'two'\n\nIn [2]:")
    }

    @Test func anEditorThatDoesNotWorkLeavesTheCell() throws {
      var environment = Program.environment(home: home.path)
      environment["EDITOR"] = "/nonexistent/editor"
      let path = try #require(Program.path)
      var terminal = try #require(PseudoTerminal([path], environment: environment))
      try terminal.wait(for: "In [1]:")
      terminal.send("'one'\u{1B}OQ")
      try terminal.wait(for: "exit status 127, the cell is as it was\nIn [1]: 'one'")
      environment["TMPDIR"] = "/nonexistent"
      terminal = try #require(PseudoTerminal([path], environment: environment))
      try terminal.wait(for: "In [1]:")
      terminal.send("'one'\u{1B}OQ")
      try terminal.wait(
        for: "no file for the editor in /nonexistent: No such file or directory\nIn [1]: 'one'")
    }
  }
}
