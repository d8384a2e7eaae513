import Shell
import Testing

/// Keeps what it is asked to write.
private final class Recorder: SessionRecorder {
  var saved: [String: [RecordedCell]] = [:]
  func saveScript(cells: [RecordedCell], to path: String) throws { saved[path] = cells }
  func check(cells: [RecordedCell], width: Int) throws -> String { cells.isEmpty ? "nothing ran\n" : "" }
  func script(at path: String) throws -> (cells: [ScriptPart], isNotebook: Bool) {
    switch path {
    case "a program.py": return ([ScriptPart("a=1\na")], false)
    case "ends.py": return ([ScriptPart("sys.exit()")], false)
    case "script.py": return ([ScriptPart("a=1"), ScriptPart("1/0", line: 4), ScriptPart("b=2")], true)
    default: throw CommandError("\(path): No such file or directory")
    }
  }
}

@Suite struct CommandsTests {
  let session = LittleSession()
  let output = CollectedOutput()
  let messages = CollectedOutput()
  private let recorder = Recorder()
  let repl: REPL

  init() {
    repl = REPL(session: session, output: output, messages: messages)
    repl.recorder = recorder
  }

  @Test func everyCommandHasHelp() {
    for command in CommandTable.standard.commands {
      #expect(command.signature.hasPrefix("%" + command.name))
      #expect(command.summary.hasSuffix("."))
      repl.execute("%help \(command.name)")
      #expect(output.take() == command.helpText + "\n")
    }
    repl.execute("%help")
    let list = output.take()
    for command in CommandTable.standard.commands { #expect(list.contains(command.summary)) }
  }

  @Test func variables() {
    repl.execute("%who")
    #expect(output.take() == "No variables.\n")
    repl.execute("w=1")
    repl.execute("bias=2")
    repl.execute("%who")
    #expect(output.take() == "bias  w\n")
    repl.execute("%whos")
    #expect(
      output.take() == """
        Variable  Type     Shape   Bytes
        --------------------------------
        bias      ndarray  (2, 3)  48
        w         ndarray  (2, 3)  48

        """)
    repl.execute("%reset")
    #expect(session.values.isEmpty)
  }

  @Test func theLastErrorIsShownAgain() {
    repl.execute("%tb")
    #expect(messages.take() == "%tb: no cell has failed\n")
    repl.execute("1/0")
    let error = messages.take()
    repl.execute("x=1")
    repl.execute("%tb")
    #expect(!error.isEmpty && output.take() == error)
  }

  @Test func history() {
    repl.execute("x=1")
    repl.execute("for i in x:\n    i")
    repl.execute("%history -n")
    #expect(output.take() == "1: x=1\n2: for i in x:\n       i\n")
    repl.execute("%history 2")
    #expect(output.take() == "for i in x:\n    i\n")
    repl.execute("y=2")
    repl.execute("%hist -l 2 -n 1 3-9")
    #expect(output.take() == "3: y=2\n")
    repl.execute("%history all")
    #expect(messages.take() == "%history: all is no number of a cell and no range such as 2-4\n")
  }

  @Test func earlierSessionsAreSearched() {
    let repl = REPL(
      session: session, history: History(["x = np.ones(3)", "y = 2", "np.sum(ones)"]), output: output,
      messages: messages)
    repl.execute("%history -g np*ones")
    #expect(output.take() == "x = np.ones(3)\nnp.sum(ones)\n")
  }

  @Test func variablesOfTypes() {
    repl.execute("w=1")
    repl.execute("%who ndarray")
    #expect(output.take() == "w\n")
    repl.execute("%whos int")
    #expect(output.take() == "No variables.\n")
  }

  @Test(arguments: ["%reset all", "%check all", "%pwd all"]) func wordsWithoutUseAreRefused(_ line: String) {
    repl.execute("w=1")
    repl.execute(line)
    #expect(output.text == "" && messages.text.hasSuffix(": there is no use for all\n"))
    #expect(session.values["w"] == "1")
  }

  @Test func aTimeIsSaidOfWhatRan() {
    repl.execute("%time 1/0")
    #expect(output.text == "" && messages.text.contains("ZeroDivisionError"))
  }

  @Test func savingLeavesOutCellsThatFailed() {
    for cell in ["x=1", "1/0", "print(x)"] { repl.execute(cell) }
    repl.execute("%save a.py")
    #expect(recorder.saved["a.py"]?.map(\.source) == ["x=1", "print(x)"])
    #expect(recorder.saved["a.py"]?.last?.outputs == [.text("x\n")])
    repl.execute("%save --all b.py")
    #expect(recorder.saved["b.py"]?.count == 3)
    repl.execute("%save")
    #expect(messages.text.contains("%save: needs a file name"))
  }

  @Test func someCellsAreSaved() {
    for cell in ["x=1", "y=2", "1/0", "z=3"] { repl.execute(cell) }
    repl.execute("%save a.py 2-3 4")
    #expect(recorder.saved["a.py"]?.map(\.source) == ["y=2", "z=3"])
    repl.execute("%save b.py 2-")
    #expect(recorder.saved["b.py"]?.map(\.source) == ["y=2", "z=3"])
    _ = messages.take()
    for (line, reason) in [
      ("%save a b", "b is no number of a cell and no range such as 2-4"),
      ("%save --al a", "there is no option --al; --all keeps cells with errors, -f overwrites"),
      ("%save ''", "needs a file name"), ("%save a 9", "there is no cell 9"),
      ("%save a 2 7-8", "there is no cell 7"),
      ("%save a 4-x", "4-x is no number of a cell and no range such as 2-4"),
      ("%save sub/", "sub/ is a folder: name a file in it"),
      ("%save a 3", "no cell ran without an error; --all keeps the others"),
    ] {
      repl.execute(line)
      #expect(messages.take() == "%save: \(reason)\n")
    }
  }

  @Test func whatAScriptDoesNotHaveIsSaid() {
    for cell in ["x=1", "y=Out[1]", "z=Output", "for _i in range(2): w = _i", "_i"] { repl.execute(cell) }
    repl.execute("%save a.py")
    #expect(
      output.take()
        == "5 cells written to a.py\nCell 2 uses Out, which a script does not have: it will not replay.\n")
  }

  @Test func namesOfScriptsToSave() {
    repl.execute("x=1")
    for line in ["%save 'my session'", "%save my\\ notes.py", "%save a.ipynb"] { repl.execute(line) }
    #expect(recorder.saved.keys.sorted() == ["my notes.py", "my session.py"])
    #expect(messages.text.hasPrefix("%save: a.ipynb: it writes scripts;"))
  }

  @Test func checking() {
    repl.execute("x=1")
    repl.execute("%check")
    #expect(output.text.contains("same outputs (1 cells)"))
  }

  @Test func running() {
    repl.execute("%run script.py")
    #expect(session.ran == ["a=1", "1/0"])
    repl.execute("%run missing.py")
    #expect(messages.text.contains("%run: missing.py: No such file or directory"))
    repl.execute("%run -x script.py")
    #expect(messages.text.contains("%run: there is no option -x"))
  }

  @Test func aScriptThatRanIsOneCell() {
    repl.execute("%run script.py")
    #expect(session.places == [SourcePlace(file: "script.py"), SourcePlace(file: "script.py", line: 4)])
    #expect(repl.number == 2)
    repl.execute("x=2")
    repl.execute("%history -n")
    #expect(output.take() == "1: %run script.py\n2: x=2\n")
    repl.execute("%save a.py")
    #expect(recorder.saved["a.py"]?.map(\.source) == ["a=1", "x=2"])
    #expect(
      output.take() == """
        2 cells written to a.py
        Left out: cell 1 (script.py): ZeroDivisionError; --all keeps it

        """)
  }

  @Test func aProgramShowsNoValueAndItsEndIsNotTheSessions() {
    repl.execute("%run -i 'a program.py'")
    #expect(session.ran == ["a=1\na\nNone"])
    #expect(repl.run(ScriptedSource(["%run ends.py", "print(on)"])) == 0)
    #expect(session.ran.last == "print(on)")
  }

  @Test func timing() {
    repl.execute("%time x=1")
    #expect(output.take().contains("\nWall time: "))
    #expect(session.values["x"] == "1")
    repl.execute("%timeit -n 3 -r 2 y=1")
    #expect(session.ran.count == 1 + 6)
    let text = output.take()
    #expect(text.contains(" ± ") && text.hasSuffix(" per loop (mean ± std. dev. of 2 runs, 3 loops each)\n"))
    repl.execute("%timeit -n2 -r1 y=1")
    #expect(session.ran.count == 1 + 6 + 2)
    #expect(output.take().hasSuffix("± 0 ns per loop (mean ± std. dev. of 1 run, 2 loops each)\n"))
    repl.execute("%timeit -n x")
    #expect(messages.take() == "%timeit: -n needs a number\n")
    repl.execute("%%time\nprint(a)")
    #expect(output.take().hasPrefix("a\nCPU times: user "))
  }

  @Test func aMisspeltCommandSuggestsTheNearOne() {
    repl.execute("%hisotry")
    #expect(messages.take() == "unknown command %hisotry; did you mean %history? (%help lists all)\n")
    repl.execute("%zzzzz")
    #expect(messages.take() == "unknown command %zzzzz (%help lists all)\n")
  }

  @Test func namesAndFilesComplete() {
    #expect(repl.completions(of: "%tim", cursor: 4).map(\.text) == ["time", "timeit"])
    #expect(repl.completions(of: "%help wh", cursor: 8).map(\.text) == ["who", "whos"])
    #expect(repl.completions(of: "%cd /et", cursor: 7).map(\.text) == ["/etc/"])
    // Without its mark, too.
    #expect(repl.completions(of: "cd /et", cursor: 6) == [Completion("/etc/", range: 3..<6, kind: .file)])
    #expect(repl.completions(of: "%cd '/et", cursor: 8) == [Completion("/etc/", range: 5..<8, kind: .file)])
    #expect(repl.completions(of: "x\n%pw", cursor: 5) == [Completion("pwd", range: 3..<5, kind: .command)])
    #expect(repl.completions(of: "open('/et", cursor: 9).map(\.text) == ["/etc/"])
    #expect(repl.completions(of: "x # '/et", cursor: 8).isEmpty)
    let table = completionTable(repl.completions(of: "open('/et", cursor: 9), columns: 80, rows: 24)
    #expect(table == "etc/\n")
    #expect(repl.completions(of: "pri", cursor: 3).map(\.text) == ["print"])
  }

  @Test func figures() {
    repl.showFigure = { "<figure \($0) of \($1.count) bytes>\n" }
    repl.execute("plot()")
    #expect(output.take() == "<figure 1 of 2 bytes>\n")
    repl.execute("%figures")
    #expect(output.take() == "1  not kept in a file\n")
    repl.figurePath = { ["figures/2.png", "/tmp/figures/10.png"][$0 - 1] }
    repl.execute("plot()")
    _ = output.take()
    repl.execute("%figures")
    #expect(output.take() == "1  figures/2.png\n2  /tmp/figures/10.png\n")
    repl.execute("%figures 1")
    #expect(output.take() == "<figure 1 of 2 bytes>\n")
    repl.execute("%figures 3")
    #expect(messages.take() == "%figures: no figure 3; there are 2\n")
  }
}
