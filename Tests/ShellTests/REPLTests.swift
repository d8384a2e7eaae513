import Shell
import Testing

@Suite struct REPLTests {
  let session = LittleSession()
  let output = CollectedOutput()
  let messages = CollectedOutput()

  func repl() -> REPL { REPL(session: session, output: output, messages: messages) }

  @Test func cellsAreNumberedAndValuesShown() {
    let source = ScriptedSource(["x=5", "x", "print(hello)", "1/0", "x"])
    #expect(repl().run(source) == 0)
    #expect(source.prompts == (1...6).map { "In [\($0)]: " })
    #expect(output.text == "\nOut[2]: 5\n\nhello\n\n\nOut[5]: 5\n\n\n")
    #expect(messages.text == "ZeroDivisionError: division by zero\n")
  }

  @Test func aBlockIsOneCell() {
    let source = ScriptedSource(["for i in x:", "    print(i)", "", "x"])
    _ = repl().run(source)
    #expect(session.ran == ["for i in x:\n    print(i)", "x"])
    #expect(source.prompts.prefix(4) == ["In [1]: ", "   ...: ", "   ...: ", "In [2]: "])
  }

  @Test func theContinuationPromptIsAsWideAsTheFirst() {
    for number in [1, 9, 10, 99, 12345] {
      let prompt = Prompt.cell(number)
      #expect(prompt.first.count == prompt.next.count)
    }
  }

  @Test func anInterruptDropsTheLineAndKeepsTheSession() {
    _ = repl().run(ScriptedSource(["x=1", "for i in x:", .interrupt, "x", "stop", "x"]))
    #expect(session.ran == ["x=1", "x", "stop", "x"])
    #expect(messages.text == "KeyboardInterrupt\n")
    #expect(output.text.contains("Out[2]: 1"))
  }

  @Test func leaving() {
    #expect(repl().run(ScriptedSource(["x=1", "exit(3)", "x=2"])) == 3)
    #expect(session.values == ["x": "1"])
    #expect(repl().run(ScriptedSource(["x=1", .terminate(15)])) == 143)
    #expect(repl().run(ScriptedSource([])) == 0)
  }

  @Test func aScriptsExitKeepsTheSession() {
    let repl = repl()
    #expect(repl.run(ScriptedSource(["sys.exit()", "x=2", "%tb", .paste("sys.exit()\n%pwd\nx=3")])) == 0)
    #expect(session.values == ["x": "2"])
    let said =
      "An exception has occurred, use %tb to see the full traceback.\n\nSystemExit: 3\n\n"
      + "To exit: use 'exit', 'quit', or Ctrl-D.\n"
    #expect(messages.take() == said + said)
    #expect(output.take().contains("Traceback:\n  sys.exit()\nSystemExit: 3\n"))
    #expect(repl.cells.map(\.succeeded) == [false, true, false])
    // Without a person nobody is asked.
    repl.execute("sys.exit()")
    #expect(messages.take() == "")
  }

  @Test func onlyExitAndQuitLeaveARealSession() {
    func status(_ lines: String...) -> Int32 {
      let repl = REPL(session: NotebookShellSession(), output: output, messages: messages)
      return repl.run(ScriptedSource(lines.map { .line($0) }))
    }
    let staying = ["import sys; sys.exit('bye')", "raise SystemExit(2)", "x = exit; raise SystemExit"]
    #expect(staying.map { status($0) } == [0, 0, 0])
    #expect(messages.take().contains("\n\nSystemExit: bye\n\nTo exit: "))
    #expect(
      ["exit(3)", "quit('bye')", "[exit(n) for n in (4,)]", "quit(); 5"].map { status($0) } == [3, 1, 4, 0])
    #expect(messages.take() == "bye\n")
    // Leaving that was prevented is forgotten.
    #expect(status("try: exit(3)", "except SystemExit: raise SystemExit(4)", "", "'there'") == 0)
    #expect(output.take().contains("'there'"))
  }

  @Test(arguments: ["exit", "quit", "quit()"]) func leavingByName(_ word: String) {
    #expect(repl().run(ScriptedSource([.line(word), "x=2"])) == 0)
    #expect(session.ran.isEmpty)
    #expect(repl().run(ScriptedSource([.line("exit=1"), .line("exit"), "x=2"])) == 0)
    #expect(session.ran == ["exit=1", "exit", "x=2"])
  }

  @Test func commandsNeedNoMark() {
    let repl = repl()
    for line in ["pwd", "who", "  hist -n", "who=1", "who", "who (2)", "nosuch thing"] { repl.execute(line) }
    #expect(session.ran == ["who=1", "who", "who (2)", "nosuch thing"])
    #expect(repl.completeness(of: "cd [") == .complete)
    #expect(repl.completeness(of: "cd = (") == .incomplete(indent: 4))
  }

  @Test func anIndentedCellRuns() {
    let source = ScriptedSource(["   x=1", "  for i in x:", "      print(i)", ""])
    _ = repl().run(source)
    #expect(session.ran == ["x=1", "for i in x:\n    print(i)"])
    #expect(repl().completeness(of: "  for i in x:") == .incomplete(indent: 6))
  }

  @Test func helpIsAsked() {
    let repl = repl()
    repl.execute("print?")
    repl.execute("?print")
    #expect(output.take() == "print(value)\nprint(value)\n")
    repl.execute("print??")
    #expect(output.take() == "source of print\n")
    repl.execute("nothing?")
    #expect(messages.take() == "Object `nothing` not found.\n")
    repl.execute("%time?")
    #expect(output.take().hasPrefix("%time STATEMENT"))
    #expect(repl.completeness(of: "%%time?") == .complete)
    repl.execute("%%time?")
    #expect(output.take().hasPrefix("%time STATEMENT"))
    repl.execute("?")
    #expect(output.take().contains("%save FILE"))
    #expect(repl.number == 1)
  }

  @Test func shellLinesAreRefused() {
    repl().execute("!make all")
    #expect(messages.take() == "!make all: a script has no shell; run the command in another terminal\n")
    repl().execute("! ls -l")
    #expect(messages.take() == "! ls -l: a script has no shell; there is %ls\n")
    #expect(session.ran.isEmpty)
  }

  @Test func commandLinesWithinACellRunInOrder() {
    repl().execute("%matplotlib inline\nx=1\n%load_ext autoreload\n%autoreload 2\nprint(%d)")
    #expect(session.ran == ["x=1", "print(%d)"])
    #expect(messages.text.isEmpty)
    repl().execute("y = '''\n%who\n'''")
    #expect(session.ran.last == "y = '''\n%who\n'''")
    #expect(output.take() == "%d\n")
    for cell in ["z = (7\n%who)", "z = 7 \\\n%who", "z = 7\n% who"] {
      repl().execute(cell)
      #expect(session.ran.last == cell)
    }
    #expect(output.text.isEmpty)
  }

  @Test func linesThatCannotRunAreLeftOutOfTheirCell() {
    let repl = repl()
    repl.execute("!pip install x\nx=1\n%nosuch 3\ny = !ls\nprint(on)")
    #expect(session.ran == ["x=1", "print(on)"])
    #expect(session.places.map(\.line) == [2, 5])
    #expect(output.text == "on\n")
    #expect(
      messages.text == """
        left out of cell 1: !pip install x: a script has no shell
        left out of cell 1: %nosuch 3: unknown command %nosuch
        left out of cell 1: y = !ls: a script has no shell

        """)
    #expect(repl.cells.map(\.source) == ["x=1\nprint(on)"])
    #expect(repl.cells[0].typed == "!pip install x\nx=1\n%nosuch 3\ny = !ls\nprint(on)")
  }

  @Test func commandsGiveValues() {
    let repl = repl()
    repl.execute("who = 1\nd = %pwd")
    #expect(session.ran.last?.hasPrefix("d = '/") == true)
    repl.execute("t = %timeit -q -n 2 -r 1 f")
    #expect(session.ran.last == "t = None" && output.text == "")
    repl.execute("v = %time print(a)")
    #expect(session.ran.last == "v = print(a)" && output.take().hasPrefix("CPU times: user "))
    repl.execute("x=5")
    repl.execute("%time x")
    let shown = output.take()
    #expect(shown.contains("\nWall time: ") && shown.hasSuffix("\nOut[\(repl.number - 1)]: 5\n"))
  }

  @Test func theHistoryKeepsWhatWasTyped() {
    let history = History()
    _ = REPL(session: session, history: history, output: output, messages: messages)
      .run(ScriptedSource(["x=1", "x=1", "", "%who", "for i in x:", "  i", ""]))
    #expect(history.entries == ["x=1", "%who", "for i in x:\n  i"])
  }

  /// As in a record, and in Jupyter.
  @Test func aValueStandsBeforeTheFigures() {
    let repl = REPL(session: NotebookShellSession(), output: output, messages: messages)
    repl.showFigure = { number, _ in "[figure \(number)]\n" }
    repl.runCell("import matplotlib.pyplot as plt\nplt.plot([1]); print('p'); 5")
    #expect(output.text == "p\nOut[1]: 5\n[figure 1]\n")
  }
}
