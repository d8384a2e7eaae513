import Notebooks
import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sessions that are saved with cells left out, with the true session behind the shell.
@Suite final class SavingTests {
  let output = CollectedOutput()
  let messages = CollectedOutput()
  let repl: REPL
  let folder: String

  init() throws {
    repl = REPL(session: NotebookShellSession(), output: output, messages: messages)
    repl.recorder = NotebookRecorder()
    var template = Array("/tmp/nbsh-saving-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["s.py", "other.py", "run.py", "stale.py"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// What `%save` says of a session, without the line that counts the cells.
  private func remarks(_ cells: [String], _ options: String = "") -> [String] {
    for cell in cells { repl.execute(cell) }
    _ = output.take()
    repl.execute("%save -f \(folder)/s.py \(options)")
    return output.take().split(separator: "\n").dropFirst().map(String.init)
  }

  private func read(_ name: String) -> String {
    repl.execute("print(open('\(folder)/\(name)').read(), end='')")
    return output.take()
  }

  private func write(_ name: String, _ text: String) {
    let descriptor = open(folder + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = text.withCString { writeBytes(descriptor, $0, strlen($0)) }
    close(descriptor)
  }

  @Test func namesThatLeftOutCellsSetAreSaid() {
    #expect(
      remarks(["x = 5; 1/0", "print(x)"]) == [
        "Left out: cell 1: ZeroDivisionError; --all keeps it",
        "Cell 2 uses x, which cell 1 set and which is left out: it will not replay; --all keeps cell 1",
      ])
  }

  @Test func whatAKeptCellSetsAgainIsNotLost() {
    #expect(
      remarks(["x = 5; 1/0", "x = 6", "def f(): return x", "y = x"])
        == ["Left out: cell 1: ZeroDivisionError; --all keeps it"])
  }

  @Test func aStatementThatFailedSetsNothing() {
    #expect(
      remarks(["x = 1", "x = x.nothing()", "print(x)", "import math\nmath.nothing", "import math", "math.pi"])
        == ["Left out: cell 2: AttributeError, cell 4: AttributeError; --all keeps them"])
  }

  @Test func namesReadInFunctionsAndChangedInPlaceCount() {
    #expect(
      remarks(["a = [1]", "a.append(2)\nk = 1\n1/0", "def f(): return k", "[i for i in a]"]).dropFirst() == [
        "Cell 3 uses k, which cell 2 set and which is left out: it will not replay; --all keeps cell 2",
        "Cell 4 uses a, which cell 2 set last and which is left out: it may not replay; --all keeps cell 2",
      ])
  }

  @Test func measuredTimesAreNoPartOfAScript() {
    #expect(
      remarks(["t = %timeit -q -o -n 1 -r 1 1", "t.loops", "x = 1"]) == [
        "Left out: cell 1: a measured time",
        "Cell 2 uses t, which cell 1 set and which is left out: it will not replay",
      ])
  }

  @Test func whatWasInterruptedIsRunOnlyWhereItIsNeeded() throws {
    let path = "\(folder)/s.py"
    var loop = RecordedCell(number: 1, source: "k = 1\nwhile True: pass", succeeded: false, interrupted: true)
    loop.outputs = [.error(CellError(type: "KeyboardInterrupt", message: "", traceback: "KeyboardInterrupt"))]
    loop.isNeeded = false
    try NotebookRecorder().saveScript(cells: [loop], to: path)
    #expect(read("s.py") == "# %% tags=[\"nbval-skip\"]\nk = 1\nwhile True: pass\n")
    loop.isNeeded = true
    try NotebookRecorder().saveScript(cells: [loop], to: path)
    #expect(read("s.py") == "# %% timeout=60 tags=[\"nbval-ignore-output\"]\nk = 1\nwhile True: pass\n")
  }

  @Test func namesOfForgottenCellsAreSaid() {
    #expect(
      remarks(["import math\nx = 5", "1", "%reset in", "print(math.pi * x)", "y = 1", "y"]) == [
        "Cell 3 uses math, x, which cell 1 set and which %reset in forgot: it will not replay"
      ])
  }

  @Test func drawsBehindForgottenOnesAreSaid() {
    #expect(
      remarks([
        "import numpy as np; np.random.seed(0); np.random.rand()", "%reset in", "import numpy as np",
        "np.random.rand()",
      ]) == [
        "Cell 3 draws random numbers behind those of cell 1, which %reset in forgot: a replay draws others."
      ])
  }

  @Test func whatReadsTheClockAndShowsTextIsSaid() {
    let cells = [
      "import time; t = time.time()", "time.strftime('%Y', time.gmtime(0))", "time.localtime()[0] > 0",
      "print(time.ctime(0))", "def f(): return time.perf_counter_ns()", "f() - f() < 0",
      "time.strftime('%Y') > ''",
    ]
    let said = remarks(cells + ["elapsed = time.time() - t", "elapsed > 0", "elapsed = 1", "elapsed"])
    #expect(
      said == [
        "Cells 3, 6, 7, 9 use the clock: where a time is shown, a replay shows another (`...` in their record fits all)."
      ])
    #expect(remarks(["%timeit -n1 -r1 time.time()", "1"], "12-").isEmpty)
  }

  @Test func callsOfBuiltInFunctionsChangeNone() {
    #expect(
      remarks(["open('\(folder)/other.py', 'w').write('hi'); oops", "open('\(folder)/run.py', 'w').close()"])
        == ["Left out: cell 1: NameError; --all keeps it"])
  }

  @Test func foldersAreNoScripts() throws {
    repl.execute("x = 1")
    try Files.makeFolder(folder + "/a.py")
    defer { rmdir(folder + "/a.py") }
    for name in ["a.py", "a", ".", "..", ""] {
      _ = repl.run(ScriptedSource([.line("%save \(folder)/\(name)")]))
      #expect(messages.take().contains("is a folder: name a file in it"))
      #expect(!output.take().contains("Overwrite"))
    }
  }

  @Test func cellsThatWereNotChosenCount() {
    #expect(
      remarks(["x = 1", "y = 2", "x + y"], "2-3")
        == ["Cell 3 uses x, which cell 1 set and which is left out: it will not replay"])
  }

  @Test func drawsWithoutASeedAreSaid() {
    #expect(
      remarks(["import numpy as np", "a = np.random.rand()", "np.random.seed(0); np.random.rand()"]) == [
        "Cell 2 draws random numbers without a seed: a replay draws others (np.random.seed(0) before makes them the same)."
      ])
  }

  @Test func whatACommandDrewIsNoCellsDoing() {
    #expect(remarks(["import numpy as np", "%timeit -n1 -r1 np.random.rand()", "x = 1"]) == [])
  }

  @Test func drawsBehindLeftOutOnesAreSaid() {
    #expect(
      remarks([
        "import numpy as np", "np.random.seed(0)", "x = np.random.rand(3); 1/0", "np.random.rand()",
        "np.random.rand()", "%timeit -n1 -r1 np.random.rand()", "np.random.rand()", "np.random.rand(); 1/0",
        "np.random.seed(1); np.random.rand()",
      ]) == [
        "Left out: cell 3: ZeroDivisionError, cell 7: ZeroDivisionError; --all keeps them",
        "Cell 4 draws random numbers behind those of cell 3, which is left out: a replay draws others.",
        "Cell 6 draws random numbers behind those of a command (%timeit), which is no line of a script: "
          + "a replay draws others.",
      ])
  }

  @Test func childrenOfAGeneratorWithoutASeedHaveNone() {
    #expect(
      remarks(["import numpy as np", "g = np.random.default_rng().spawn(1)[0]", "g.random()"]).last?
        .hasPrefix("Cell 3 draws random numbers without a seed") == true)
    #expect(remarks(["g = np.random.default_rng(1).spawn(1)[0]", "g.random()"], "4-").count == 1)
  }

  @Test func whatFollowsAResetIsCheckedSo() {
    let cells = ["x = 1", "%reset -f", "try: x\nexcept NameError: print('gone')"]
    #expect(
      remarks(cells) == [
        "Cell 2 follows a %reset, which a script does not have: a replay still knows the names of the cells before."
      ])
    repl.execute("%check")
    #expect(output.take().hasPrefix("The session replays to the same outputs (2 cells)."))
  }

  @Test func outputsAreKeptInTheirOrder() {
    let cells = [
      "import matplotlib.pyplot as plt",
      "for i in range(2):\n    print('epoch', i, end='')\n    plt.plot([i, 2]); plt.show()",
      "plt.plot([1, 2]); plt.show(); 5", "plt.plot([3]); 6", "plt.plot([9]); 1 / 0", "plt.plot([1, 2]);",
    ]
    repl.showFigure = { number, _ in "[\(number)]\n" }
    for cell in cells { repl.execute(cell) }
    #expect(output.take() == "epoch 0\n[1]\nepoch 1\n[2]\n[3]\nOut[3]: 5\nOut[4]: 6\n[4]\n[5]\n[6]\n")
    repl.execute("%check")
    #expect(output.take() == "The session replays to the same outputs (5 cells).\n")
    repl.execute("%save -f \(folder)/s.py --all")
    _ = output.take()
    #expect(
      read("s.py").split(separator: "\n").filter { $0.hasPrefix("#>") } == [
        "#> epoch 0", "#> [figure s/1.png 640x480]", "#> epoch 1", "#> [figure s/2.png 640x480]",
        "#> [figure s/3.png 640x480]", "#> 5", "#> 6", "#> [figure s/4.png 640x480]",
        "#> ZeroDivisionError: division by zero", "#> [figure s/5.png 640x480]",
        "#> [figure s/6.png 640x480]",
      ])
    for number in 1...6 { unlink("\(folder)/s/\(number).png") }
    rmdir(folder + "/s")
  }

  @Test func howLongAnErrorIsIsSaidWhereItsTextMisleads() {
    _ = remarks(["raise ValueError('one\\nTypeError: two')"], "--all")
    #expect(read("s.py").hasPrefix("# %% tags=[\"raises-exception\"] error_lines=2\nraise"))
    #expect(replays)
  }

  @Test func errorsOfSeveralLinesAreRecordedWhole() {
    _ = remarks(["raise ValueError('one\\ntwo')", "raise ValueError('  lead')", "1"], "--all")
    #expect(
      read("s.py").split(separator: "\n").filter { $0.hasPrefix("#>") } == [
        "#> ValueError: one", "#> two", "#> ValueError:   lead", "#> 1",
      ])
  }

  /// Whether the saved script replays.
  private var replays: Bool {
    var options = ReplayOptions(isolation: .inProcess)
    options.makeKernel = { _ in Session(folders: [""]) }
    options.differences = folder + "/differences"
    options.print = { _ in }
    return Replay.run([folder + "/s.py"], options) == 0
  }

  @Test func linesThatSyntaxErrorsNameAreThoseOfTheirCell() {
    let cells = ["x = 1\nx", "y = 2\ny = \"unterminated", "y = (1,\n  2]", "if x:\ny"]
    _ = remarks(cells, "--all")
    #expect(
      read("s.py").split(separator: "\n").filter { $0.hasPrefix("#>") } == [
        "#> 1", "#> SyntaxError: unterminated string literal (detected at line 2)",
        "#> SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1",
        "#> IndentationError: expected an indented block after 'if' statement on line 1",
      ])
    #expect(replays)
  }

  @Test func anExitIsSaidAndALeftOutScriptLeavesNoLines() {
    write("run.py", "import sys\nprint(len(sys.argv))\nsys.exit(0)\n")
    write("other.py", "import sys\nsys.argv[7]\n")
    #expect(
      remarks(["%run \(folder)/run.py", "%run \(folder)/other.py", "q = 1"]) == [
        "Left out: cell 2 (\(folder)/other.py): IndexError; --all keeps it",
        "Cell 1 (\(folder)/run.py) leaves with an exit: `nbsh run` of the script ends there, a replay goes on.",
      ])
    #expect(!read("s.py").contains("other.py"))
  }

  @Test func anExitThatKeptTheSessionIsSaid() {
    let output = CollectedOutput()
    let repl = REPL(session: NotebookShellSession(), output: output, messages: CollectedOutput())
    repl.recorder = NotebookRecorder()
    let lines = ["import sys", "x = 2; print(x); sys.exit()", "sys.exit('bye')", "x"]
    let saving = ["%save \(folder)/s.py", "%save \(folder)/all.py --all"]
    #expect(repl.run(ScriptedSource((lines + saving).map { .line($0) })) == 0)
    #expect(output.text.contains("3 cells written"))
    #expect(output.text.contains("Left out: cell 3: SystemExit; --all keeps it\n"))
    #expect(
      output.text.contains(
        "Cell 2 leaves with an exit: `nbsh run` of the script ends there, a replay goes on.\n"))
    #expect(read("all.py").contains("sys.exit('bye')\n#> SystemExit: 1\n"))
  }

  @Test func errorsAreRecorded() {
    #expect(remarks(["x = 5; 1/0", "x y", "x"], "--all") == [])
    #expect(
      read("s.py") == """
        # %% tags=["raises-exception"]
        x = 5; 1/0
        #> ZeroDivisionError: division by zero

        # %% tags=["raises-exception"]
        x y
        #> SyntaxError: invalid syntax

        # %%
        x
        #> 5

        """)
  }

  @Test func aFileOfSomebodyElseIsNotOverwritten() {
    write("other.py", "mine\n")
    repl.execute("x = 1")
    repl.execute("%save \(folder)/other.py")
    #expect(
      messages.take()
        == "%save: File `\(folder)/other.py` exists. Use `%save -f \(folder)/other.py` to overwrite it\n")
    #expect(read("other.py") == "mine\n")
    for answers: [ScriptedSource.Input] in [["n"], [""], ["what", "no"], [.interrupt], []] {
      _ = repl.run(ScriptedSource([.line("%save \(folder)/other.py")] + answers))
      let said = output.take()
      #expect(said.contains("File `\(folder)/other.py` exists. Overwrite (y/[N])?  "))
      #expect(said.contains("Operation cancelled.") && read("other.py") == "mine\n")
    }
    _ = repl.run(ScriptedSource([.line("%save \(folder)/other.py"), "y", .line("%save \(folder)/other.py")]))
    #expect(output.take().split(separator: "\n").filter { $0.contains("written to") }.count == 2)
    #expect(read("other.py").hasPrefix("# %%\nx = 1\n"))
    // Changed by somebody else in the meantime.
    write("other.py", "mine again\n")
    repl.execute("%save \(folder)/other.py")
    #expect(messages.take().contains("exists.") && read("other.py") == "mine again\n")
    repl.execute("%save -f \(folder)/other.py")
    #expect(messages.take() == "")
  }

  /// The names in the folder of the figures of `s.py`.
  private var figures: [String] { (try? Files.list(folder + "/figures/s")) ?? [] }

  private func plot(_ count: Int) {
    repl.execute("%reset in")
    repl.execute("import matplotlib.pyplot as plt")
    for number in 0..<count { repl.execute("plt.plot([0, \(number)]); plt.show()") }
    _ = output.take()
  }

  @Test func figuresOfSomebodyElseAreNotOverwritten() throws {
    let own = folder + "/figures/s/"
    defer { for name in ["figures/s", "figures"] { rmdir(folder + "/" + name) } }
    defer { for name in figures { unlink(own + name) } }
    try Files.makeFolder(own)
    for name in ["1.png", "2.png"] { write("figures/s/" + name, "mine\n") }
    plot(2)
    let save = "%save \(folder)/s.py"
    repl.execute(save)
    #expect(
      messages.take()
        == "%save: Files `\(own)1.png` and 1 more exist. Use `%save -f \(folder)/s.py` to overwrite them\n")
    _ = repl.run(ScriptedSource([.line(save), "n"]))
    #expect(output.take().contains("Files `\(own)1.png` and 1 more exist. Overwrite (y/[N])?  "))
    #expect(Files.kind(folder + "/s.py") == nil && read("figures/s/1.png") == "mine\n")
    _ = repl.run(ScriptedSource([.line(save), "y", .line(save)]))
    #expect(output.take().split(separator: "\n").filter { $0.contains("written to") }.count == 2)
    write("figures/s/2.png", "mine again\n")
    repl.execute(save)
    #expect(
      messages.take().contains("File `\(own)2.png` exists.") && read("figures/s/2.png") == "mine again\n")
  }

  @Test func figuresOfAnotherScriptAreNotOverwritten() {
    let own = folder + "/figures/s/"
    defer { for name in ["figures/s", "figures"] { rmdir(folder + "/" + name) } }
    defer { for name in figures + ["../../s.txt"] { unlink(own + name) } }
    plot(1)
    repl.execute("%save \(folder)/s.txt")
    repl.execute("%save \(folder)/s.txt")
    #expect(messages.take() == "")
    repl.execute("%save \(folder)/s.py")
    #expect(
      messages.take()
        == "%save: File `\(own)1.png` belongs to `s.txt`, too. Use `%save -f \(folder)/s.py` to overwrite it\n"
    )
    #expect(Files.kind(folder + "/s.py") == nil)
    // A script of somebody else is another question.
    write("s.py", "mine\n")
    _ = repl.run(ScriptedSource([.line("%save \(folder)/s.py"), "y", "n"]))
    #expect(output.take().contains("Operation cancelled.") && read("s.py") == "mine\n")
    unlink(folder + "/s.py")
    _ = repl.run(ScriptedSource([.line("%save \(folder)/s.py"), "y"]))
    #expect(output.take().contains("belongs to `s.txt`, too. Overwrite (y/[N])?  "))
    #expect(Files.kind(folder + "/s.py") == .file)
  }

  @Test func figuresThatNobodyNeedsAreRemoved() throws {
    plot(4)
    let save = "%save \(folder)/s.py"
    repl.execute(save)
    #expect(figures == ["1.png", "2.png", "3.png", "4.png"])
    // A copy of the script names one of them, and another is somebody else's by now.
    write("other.py", "# %%\n#> [figure s/2.png 640x480]\n")
    write("figures/s/3.png", "mine")
    plot(1)
    repl.execute(save)
    #expect(messages.text.isEmpty && figures == ["1.png", "2.png", "3.png"])
    for name in ["2.png", "3.png"] { unlink(folder + "/figures/s/" + name) }
    plot(0)
    repl.execute(save)
    #expect(Files.kind(folder + "/figures") == nil)
  }

  @Test func aStringWithoutEndDoesNotSwallowCells() {
    #expect(
      remarks(["x = 1", "y = '''abc", "x"], "--all")
        == ["Left out: cell 2: a string in it does not end"])
    #expect(read("s.py") == "# %%\nx = 1\n\n# %%\nx\n#> 1\n")
  }

  @Test func aScriptThatRanStandsInTheFile() {
    write("run.py", "import sys\n\nprint(len(sys.argv), sys.argv[1:])\nq = 5\nq\n")
    repl.execute("%run '\(folder)/run.py' a 'b c'")
    #expect(output.take() == "3 ['a', 'b c']\n")
    repl.execute("import sys; sys.argv, q")
    #expect(output.take() == "Out[2]: ([''], 5)\n")
    write("run.py", "x = 1\n\n1/0\n")
    repl.execute("%run \(folder)/run.py")
    #expect(
      messages.take().hasPrefix(
        "Traceback (most recent call last):\n  File \"\(folder)/run.py\", line 3, in <module>\n"))
    #expect(remarks([]) == ["Left out: cell 3 (\(folder)/run.py): ZeroDivisionError; --all keeps it"])
    #expect(
      read("s.py") == """
        # %%
        import sys
        sys.argv = ['\(folder)/run.py', 'a', 'b c']

        # %% \(folder)/run.py
        import sys

        print(len(sys.argv), sys.argv[1:])
        q = 5
        q;
        #> 3 ['a', 'b c']

        # %%
        import sys
        sys.argv = ['']

        # %%
        import sys; sys.argv, q
        #> ([''], 5)

        """)
  }

  @Test func aScriptThatRanKnowsItsName() {
    write("run.py", "name = __file__\n")
    repl.execute("%run \(folder)/run.py")
    #expect(remarks(["name == '\(folder)/run.py'"]) == [])
    #expect(
      read("s.py").hasPrefix(
        "# %%\n__file__ = '\(folder)/run.py'\n\n# %% \(folder)/run.py\nname = __file__\n"))
    repl.execute("%check")
    #expect(output.take() == "The session replays to the same outputs (4 cells).\n")
    repl.execute("__file__")
    #expect(messages.take().contains("NameError"))
  }

  @Test func filesThatAReplayDoesNotFindAreSaid() {
    write("other.py", "def f(): return 1\n")
    write("run.py", "from other import f\nprint(f())\n")
    repl.execute("%run \(folder)/run.py")
    #expect(remarks([]) == [])
    mkdir(folder + "/in", 0o700)
    defer { rmdir(folder + "/in") }
    repl.execute("%save -f \(folder)/in/s.py")
    defer { unlink(folder + "/in/s.py") }
    #expect(
      output.take().split(separator: "\n").last
        == "Cell 1 (\(folder)/run.py) needs other.py, which is in \(folder); a replay runs in \(folder)/in, the script's folder: save there, or use whole paths."
    )
  }

  @Test func checkingNamesCellsAsThePromptDoes() {
    for cell in ["1/0", "n = [1]", "n.append(2)", "n", "del n", "n = [1]", "n"] { repl.execute(cell) }
    repl.execute("del n")
    repl.execute("%check")
    _ = output.take()
    repl.execute("import random")
    repl.execute("random.random()")
    _ = output.take()
    repl.execute("%check")
    let lines = output.take().split(separator: "\n")
    #expect(lines.first == "cell 10 differs from its record", "\(lines)")
    let table = lines.filter { $0.contains(" | ") }
    #expect(!table.isEmpty && table.allSatisfy { $0.count <= 80 })
  }
}

/// `write` has the name of a method here.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafePointer<CChar>, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
