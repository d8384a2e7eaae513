import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.serialized, .enabled(if: Program.isThere, "no nbsh beside the tests that shows a prompt"))
struct TerminalTests {
  private let home: ShellHome

  init() throws { home = try ShellHome() }

  @Test func typingAndLeaving() throws {
    let terminal = try home.open()
    terminal.send("'héllo'\r")
    try terminal.wait(for: "In [1]: 'héllo'\nOut[1]: 'héllo'\n\nIn [2]:")
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func aBlockHasAMarginAndIsEditedAsOne() throws {
    let terminal = try home.open()
    terminal.send("while True:\r")
    try terminal.wait { $0.text == "In [1]: while True:\n   ...:" && $0.column == 12 }
    terminal.send("pas")
    try terminal.wait(for: "   ...:     pas")
    // Left over the beginning of a line goes to the end of the one above, without stepping through the margin.
    terminal.send("\u{1}\u{1B}[D")
    try terminal.wait { $0.row == 0 && $0.column == 19 }
    terminal.send("\u{1B}[C")
    try terminal.wait { $0.row == 1 && $0.column == 8 }
    // Backspace there joins the lines.
    terminal.send("\u{7F}")
    try terminal.wait(for: "In [1]: while True:    pas")
    terminal.send("\u{1F}")
    try terminal.wait(for: "In [1]: while True:\n   ...:     pas")
  }

  @Test func keysOfTheTerminalAreKeys() throws {
    let terminal = try home.open()
    // Ctrl-S would stop the terminal, Ctrl-Space take the next key for a character.
    terminal.send("ab\u{13}c\u{0}d")
    try terminal.wait(for: "In [1]: abcd")
    terminal.send("\u{0}\u{3}")
    try terminal.wait(for: "\nIn [1]:")
    terminal.send("'a1'\r")
    try terminal.wait(for: "In [2]:")
    terminal.send("'a2'\r")
    try terminal.wait(for: "In [3]:")
    terminal.send("\u{12}a\u{12}")
    try terminal.wait(for: "(search `a'): 'a1'")
    terminal.send("\u{13}")
    try terminal.wait(for: "(search `a'): 'a2'")
  }

  @Test func aFileIsOverwrittenAfterAQuestion() throws {
    defer { unlink(home.path + "/o.py") }
    let terminal = try home.open()
    terminal.send("open('\(home.path)/o.py', 'w').write('mine')\r")
    try terminal.wait(for: "Out[1]: 4\n\nIn [2]:")
    for answer in ["\u{3}", "\u{4}", "n\r", "\r"] {
      terminal.send("\u{0C}")
      try terminal.wait { $0.text == "In [2]:" }
      terminal.send("%save \(home.path)/o.py\r")
      try terminal.wait(for: "exists. Overwrite (y/[N])?")
      terminal.send(answer)
      try terminal.wait(for: "Operation cancelled.\n\nIn [2]:")
    }
    terminal.send("%save \(home.path)/o.py\r")
    try terminal.wait(for: "exists. Overwrite (y/[N])?")
    terminal.send("y\r")
    try terminal.wait(for: "1 cell written to \(home.path)/o.py\n\nIn [2]:")
  }

  @Test func variablesAreForgottenAfterAQuestion() throws {
    let terminal = try home.open()
    terminal.send("a = 1\r%reset\r")
    try terminal.wait(for: "Proceed (y/[n])?")
    terminal.send("\r")
    try terminal.wait(for: "Nothing done.\n\nIn [2]:")
    terminal.send("a\r")
    try terminal.wait(for: "Out[2]: 1\n\nIn [3]:")
    terminal.send("%reset\r")
    try terminal.wait(for: "Proceed (y/[n])?")
    terminal.send("y\r")
    try terminal.wait(for: "(y/[n])?  y\n\nIn [3]:")
    terminal.send("a\r")
    try terminal.wait(for: "NameError: name 'a' is not defined\n\nIn [4]:")
  }

  @Test func historyIsKeptAndSearched() throws {
    var terminal = try home.open()
    for cell in ["'first'", "'second'", "'other'"] {
      terminal.send(cell + "\r")
      try terminal.wait { $0.text.contains("]: \(cell)\n\nIn [") }
    }
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)

    terminal = try home.open()
    terminal.send("\u{1B}[A")
    try terminal.wait(for: "In [1]: 'other'")
    terminal.send("\u{15}'s\u{1B}[A")
    try terminal.wait(for: "In [1]: 'second'")
    terminal.send("\u{1B}[B")
    try terminal.wait(for: "In [1]: 's")
    terminal.send("\u{15}\u{12}irs")
    try terminal.wait(for: "(search `irs'): 'first'")
    terminal.send("\r")
    try terminal.wait(for: "In [1]: 'first'\nOut[1]: 'first'\n\nIn [2]:")
  }

  @Test func theHistoryFileIsPrivate() throws {
    let terminal = try home.open()
    terminal.send("'a'\r")
    try terminal.wait(for: "In [2]:")
    var status = stat()
    #expect(stat(home.path + "/state/nbsh/history", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func completion() throws {
    let terminal = try home.open()
    terminal.send("%tim\t")
    try terminal.wait(for: "In [1]: %time")
    terminal.send("\t")
    try terminal.wait(for: "In [1]: %time\ntime    timeit\nIn [1]: %time")
    terminal.send("\u{15}%pw\t")
    try terminal.wait(for: "In [1]: %pwd")
  }

  /// What joins with its neighbour is drawn apart or not at all, so that the cursor is where libedit thinks it is.
  @Test func wideCharactersAreInsertedInTheMiddle() throws {
    let terminal = try home.open(columns: 20)
    terminal.send("    foo 日本\u{1}日")
    try terminal.wait(for: "In [1]: 日    foo 日\n本")
    #expect(terminal.screen.row == 0 && terminal.screen.column == 10)
    terminal.send("語\u{1B}f\u{1B}d")
    try terminal.wait(for: "In [1]: 日語    foo")
    terminal.send("\u{12}語\u{7}\u{3}")
    try terminal.wait(for: "KeyboardInterrupt\n\nIn [1]:")
    terminal.send("語本foo\u{1}(x)")
    try terminal.wait(for: "In [1]: (x)語本foo")
    #expect(terminal.screen.column == 11)
    terminal.send("\u{3}")
    try terminal.wait(for: "KeyboardInterrupt\n\nIn [1]:")
    terminal.send("f(日)\u{F}本本本本本\u{1}語語\u{10}\u{5}\u{2}語")
    try terminal.wait(for: "f(日語)\n   ...: 語語本本本本\n本")
  }

  @Test func charactersThatJoin() throws {
    let terminal = try home.open()
    terminal.send("'e\u{301}x'")
    try terminal.wait { $0.text == "In [1]: 'ex'" && $0.column == 12 }
    terminal.send("\u{1B}[D\u{1B}[Dy")
    try terminal.wait { $0.text == "In [1]: 'eyx'" && $0.column == 11 }
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'e\u{301}yx'\n\nIn [2]:")
  }

  @Test func aLargeCellIsPastedAtOnce() throws {
    let terminal = try home.open()
    var cell = ">>> '''\n"
    while cell.utf8.count < 60_000 { cell += "... \tline \(cell.utf8.count) é\n" }
    terminal.paste(cell + "... ''' and 'pasted'\n")
    try terminal.wait(for: "   ...: ''' and 'pasted'")
    #expect(terminal.screen.row == 22 && terminal.screen.bracketsPastes)
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'pasted'\n\nIn [2]:")
  }

  /// As a terminal passes them on that leaves the text as it is.
  @Test func aPasteHasLineEndsOfEveryKind() throws {
    let terminal = try home.open()
    terminal.send("\u{1B}[200~a = [\r\n1,\n2,\r3]\u{1B}[201~")
    try terminal.wait(for: "In [1]: a = [\n   ...: 1,\n   ...: 2,\n   ...: 3]")
  }

  @Test func aCellTallerThanTheWindowScrolls() throws {
    let terminal = try home.open(rows: 8)
    terminal.paste("'''0\n" + (1...20).map { "\($0)" }.joined(separator: "\n") + "'''")
    try terminal.wait(for: "   ...: 19\n   ...: 20'''")
    terminal.send(String(repeating: "\u{1B}[A", count: 20) + "\u{5}!")
    try terminal.wait { $0.lines[0] == "In [1]: '''0!" && $0.lines[6] == "   ...: 6" && $0.row == 0 }
    terminal.send(String(repeating: "\u{1B}[B", count: 20))
    try terminal.wait(for: "   ...: 20'''")
  }

  @Test func anInterruptEndsTheCellAndKeepsTheSession() throws {
    let terminal = try home.open()
    terminal.send("while True: pass\r")
    // It may not even have begun: an interrupt right behind Enter counts.
    try terminal.wait { $0.row == 1 && $0.column == 0 }
    terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("KeyboardInterrupt") && $0.text.hasSuffix("In [2]:") }
    terminal.send("dropped")
    try terminal.wait(for: "In [2]: dropped")
    terminal.send("\u{3}")
    try terminal.wait(for: "In [2]: dropped\nKeyboardInterrupt\n\nIn [2]:")
    terminal.send("\u{12}whi")
    try terminal.wait(for: "(search `whi'): while True: pass")
    terminal.send("\u{3}")
    try terminal.wait { $0.text.hasSuffix("KeyboardInterrupt\n\nIn [2]:") && !$0.text.contains("search") }
    terminal.send("'on'\r")
    try terminal.wait(for: "Out[2]: 'on'\n\nIn [3]:")
  }

  /// Starts a cell that takes long and presses Ctrl-C in the midst of it.
  private func interrupt(_ terminal: PseudoTerminal, _ cell: String, once isRunning: (VirtualScreen) -> Bool)
    throws
  {
    terminal.send(cell + "\r")
    try terminal.wait(until: isRunning)
    usleep(100_000)
    terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("KeyboardInterrupt") && $0.text.hasSuffix("]:") }
  }

  @Test(arguments: [
    "z @ z", "np.random.randn(3*10**7)", "np.sort(np.arange(3*10**7))", "conv_forward_fast(x, w, b, p)",
    "np.linalg.inv(z[:2000, :2000] + np.eye(2000))", "sum(range(10**12))", "[0] * 10**7",
    "t.find('a' * 10**5 + 'b')", "re.match('(a+)+b', t)", "np.linalg.svd(z[:1500, :1500])",
  ]) func anInterruptStopsAnyKernel(_ cell: String) throws {
    let terminal = try home.open()
    let setup = [
      "import re, numpy as np; from cs231n.fast_layers import conv_forward_fast; kept = 'kept'",
      "forever = lambda body: any(body() is None for i in range(10**12))",
      "t = 'a' * 10**7; z = np.zeros((12000, 12000), np.float32); b = np.zeros(64); p = {'stride': 1, 'pad': 7}",
      "x = np.zeros((200, 8, 128, 128), np.float32); w = np.zeros((64, 8, 15, 15), np.float32)",
    ]
    for (number, line) in setup.enumerated() {
      terminal.send(line + "\r")
      try terminal.wait(for: "In [\(number + 2)]:")
    }
    // Again and again, for a machine that is done with it sooner than the key is pressed.
    try interrupt(terminal, "forever(lambda: \(cell))") { $0.text.hasSuffix("\(cell))") && $0.column == 0 }
    terminal.send("kept, z.shape\r")
    try terminal.wait(for: "Out[6]: ('kept', (12000, 12000))\n\nIn [7]:")
  }

  @Test func aTrainingShowsProgressAndStopsAtAnInterrupt() throws {
    let terminal = try home.open()
    terminal.paste(
      """
      from cs231n.classifiers.fc_net import FullyConnectedNet
      from cs231n.data_utils import get_synthetic_data
      from cs231n.solver import Solver
      net = FullyConnectedNet([50], reg=0.1)
      s = Solver(net, get_synthetic_data(500, 100, 0), num_epochs=10**6, print_every=10**9,
                 optim_config={'learning_rate': 1e-9})
      """)
    terminal.send("\r")
    try terminal.wait { $0.text.hasSuffix("In [2]:") }
    try interrupt(terminal, "s.train()") { screen in
      screen.lines.contains {
        $0.hasPrefix("train    0%|") && $0.contains("/s  ") && $0.contains(" left  loss ")
      }
    }
    // The line is gone, the histories are there, and so is the solver.
    #expect(!terminal.screen.text.contains("left  loss"))
    terminal.send("len(s.loss_history) > 0, len(s.train_acc_history) > 0\r")
    try terminal.wait(for: "Out[3]: (True, True)\n\nIn [4]:")
    terminal.send("s.num_epochs = 1; s.verbose = False; s.train(); len(s.val_acc_history) > 1\r")
    try terminal.wait(for: "Out[4]: True\n\nIn [5]:")
  }

  @Test func anInterruptEndsACheck() throws {
    let terminal = try home.open()
    let cells = [
      "import os", "n = 10**12 * os.path.exists('\(home.path)/.editrc')", "sum(range(n))", "sum(range(n))",
    ]
    for (index, cell) in cells.enumerated() {
      terminal.send(cell + "\r")
      try terminal.wait(for: "In [\(index + 2)]:")
    }
    home.writeSettings("# a replay takes long from here on\n")
    terminal.send("%check\r")
    try terminal.wait { $0.text.hasSuffix("%check") && $0.column == 0 }
    terminal.send("\u{3}")
    try terminal.wait { $0.text.hasSuffix("%check: KeyboardInterrupt\n\nIn [5]:") }
  }

  @Test func anInterruptEndsAWriteThatBlocks() throws {
    let terminal = try home.open()
    // Nobody reads what it prints: the terminal's buffer is soon full.
    terminal.send("while True: print('x' * 100)\r")
    usleep(300_000)
    terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("KeyboardInterrupt") && $0.text.hasSuffix("In [2]:") }
    terminal.send("'on'\r")
    try terminal.wait(for: "Out[2]: 'on'\n\nIn [3]:")
  }

  @Test func aHistoryThatCannotBeKeptIsSaidOnce() throws {
    var environment = Program.environment(home: home.path)
    environment["XDG_STATE_HOME"] = "/dev/null/state"
    let path = try #require(Program.path)
    let terminal = try #require(PseudoTerminal([path], environment: environment))
    try terminal.wait(for: "In [1]:")
    terminal.send("'a'\r'b'\r")
    try terminal.wait(for: "Out[2]: 'b'\n\nIn [3]:")
    let notes = terminal.screen.lines.filter { $0.hasPrefix("history is not kept: /dev/null/state") }
    #expect(notes.count == 1)
    terminal.send("\u{12}'a")
    try terminal.wait(for: "(search `'a'): 'a'")
  }

  @Test func longValuesAreBrokenOverLines() throws {
    let terminal = try home.open()
    terminal.send("list(range(1000, 1020))\r")
    try terminal.wait {
      $0.text.contains("Out[1]:\n[1000,\n 1001,\n") && $0.text.hasSuffix(" 1019]\n\nIn [2]:")
    }
  }

  @Test func aResizedWindowShowsTheLineOnce() throws {
    let terminal = try home.open()
    terminal.send("'" + String(repeating: "abcdefghi ", count: 5) + "'")
    try terminal.wait(for: "abcdefghi '")
    terminal.resize(columns: 100, rows: 10)
    terminal.send("\u{1}\u{1B}[3~x")
    let line = "In [1]: x" + String(repeating: "abcdefghi ", count: 5) + "'"
    try terminal.wait { $0.text == line }
  }

  @Test func suspendedAndResumed() throws {
    let terminal = try #require(
      PseudoTerminal(["/bin/sh", "-i"], environment: Program.environment(home: home.path)))
    try terminal.wait(for: "$")
    terminal.send((try #require(Program.path)) + "\r")
    try terminal.wait(for: "In [1]:")
    terminal.send("'kept")
    try terminal.wait(for: "In [1]: 'kept")
    terminal.send("\u{1A}")
    try terminal.wait { $0.text.hasSuffix("$") && !$0.bracketsPastes }
    terminal.send("stty -a | grep -c ' icanon'\r")
    try terminal.wait(for: "\n1\n$")
    terminal.send("fg\r")
    try terminal.wait { $0.text.hasSuffix("In [1]: 'kept") && $0.bracketsPastes }
    terminal.send("'\r")
    try terminal.wait(for: "Out[1]: 'kept'\n\nIn [2]:")
    terminal.send("\u{4}")
    try terminal.wait(for: "$")
    terminal.send("exit\r")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func ctrlBackslashIsNothingAtThePromptAndEndsACell() throws {
    let terminal = try home.open()
    terminal.send("'kept")
    try terminal.wait(for: "In [1]: 'kept")
    terminal.send("\u{1C}'\r")
    try terminal.wait(for: "Out[1]: 'kept'\n\nIn [2]:")
    terminal.send("print('runs'); import time; time.sleep(60)\r")
    try terminal.wait(for: "\nruns")
    terminal.send("\u{1C}")
    #expect(terminal.waitForExit() == 128 + SIGQUIT)
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func aSignalEndsTheShellAndTheHistoryIsThere(_ signal: Int32) throws {
    var terminal = try home.open()
    terminal.send("'saved'\r")
    try terminal.wait(for: "In [2]:")
    kill(terminal.process, signal)
    #expect(terminal.waitForExit() == 128 + signal)
    #expect(!terminal.screen.bracketsPastes)
    terminal = try home.open()
    terminal.send("\u{1B}[A")
    try terminal.wait(for: "In [1]: 'saved'")
  }

  @Test func aCellOfSeveralLinesIsFoundWholeAndRun() throws {
    let terminal = try home.open()
    terminal.send("for i in [1]:\r    print('ran', i)\r\r")
    try terminal.wait(for: "ran 1\n\nIn [2]:")
    terminal.send("\u{12}ran")
    try terminal.wait(for: "(search `ran'): for i in [1]:\n   ...:     print('ran', i)")
    terminal.send("\u{7}")
    try terminal.wait(for: "ran 1\n\nIn [2]:")
    terminal.send("\u{12}ran\r")
    try terminal.wait(for: "ran 1\n\nIn [3]:")
  }

  @Test func everythingIsListedWhenTabIsPressedAgain() throws {
    let terminal = try home.open(columns: 44, rows: 10)
    terminal.send("import numpy as np\rnp.\t")
    try terminal.wait { $0.text.contains(" more, with Tab again\nIn [2]: np.") }
    let before = terminal.screen.text
    // More than the window holds is asked for; every other key takes the question away.
    for key in ["n", "\u{3}", "\u{7F}", "\u{1B}[A"] {
      terminal.send("\t")
      try terminal.wait { $0.text.hasSuffix("(y or n)") && $0.text.contains("\nDisplay all ") }
      #expect(!terminal.screen.text.hasSuffix("np."))
      terminal.send(key)
      try terminal.wait { $0.text == before }
    }
    terminal.send("\tz")
    try terminal.wait(for: "\nIn [2]: np.z")
    terminal.send("\u{7F}\t\t")
    try terminal.wait { $0.text.hasSuffix("(y or n)") }
    terminal.send("y")
    try terminal.wait { $0.text.contains("zeros_like\nIn [2]: np.") && !$0.text.contains("more") }
  }

  @Test func whatFitsIsListedWithoutAQuestion() throws {
    let terminal = try home.open(columns: 30, rows: 10)
    terminal.send("import math\rmath.is\t\t")
    try terminal.wait {
      $0.text.hasSuffix("isfinite  isnan\nIn [2]: math.is") && !$0.text.contains("(y or n)")
    }
  }

  @Test func tablesAndMessagesKeepToTheWindow() throws {
    let terminal = try home.open(columns: 40, rows: 30)
    terminal.send("\(String(repeating: "long_", count: 30))x = 5\ry = [1]\r")
    terminal.send("%whos\r")
    try terminal.wait { $0.text.hasSuffix("n=1\n\nIn [3]:") }
    #expect(terminal.screen.text.contains("Variable"))
    #expect(terminal.screen.lines.contains { $0.hasPrefix("long_") && $0.contains("...  int   5") })
    terminal.send("%nosuch\r")
    try terminal.wait(for: "unknown command %nosuch (%help lists\nall)\n\nIn [3]:")
  }

  @Test func aTrainingThatPrintsKeepsItsProgressLine() throws {
    let terminal = try home.open()
    terminal.paste(
      """
      from cs231n.classifiers.fc_net import FullyConnectedNet
      from cs231n.data_utils import get_synthetic_data
      from cs231n.solver import Solver
      s = Solver(FullyConnectedNet([50]), get_synthetic_data(500, 100, 0), num_epochs=10**6, print_every=1,
                 optim_config={'learning_rate': 1e-9})
      """)
    terminal.send("\r")
    try terminal.wait { $0.text.hasSuffix("In [2]:") }
    try interrupt(terminal, "s.train()") { screen in
      guard let last = screen.lines.lastIndex(where: { !$0.isEmpty }), last > 0 else { return false }
      return screen.lines[last].hasPrefix("train    0%|") && screen.lines[last - 1].hasPrefix("(")
    }
    #expect(!terminal.screen.text.contains("left  loss"))
  }

  @Test func helpIsFilledToTheWindow() throws {
    let terminal = try home.open(columns: 30, rows: 40)
    terminal.send("import numpy as np\rnp.sum?\r")
    try terminal.wait {
      $0.text.hasSuffix("In [3]:") || $0.text.hasSuffix("In [2]:") && $0.text.contains("sum(a,")
    }
    #expect(terminal.screen.text.contains("keepdims=<no value>,"))
    terminal.send("%help\r")
    try terminal.wait { $0.text.contains("Ctrl-R") }
    #expect(terminal.screen.lines.allSatisfy { $0.count <= 30 })
  }

  @Test func whatIsNoTextDoesNoHarm() throws {
    let terminal = try home.open()
    terminal.send("'")
    let bytes: [UInt8] = [0xFF, 0xC3, 0x41, 0x00]
    terminal.send(String(decoding: bytes, as: UTF8.self))
    terminal.send("\u{10FF00}\u{85}'\r")
    try terminal.wait { $0.text.hasSuffix("In [2]:") }
    terminal.send("'" + String(repeating: "x", count: 100_000) + "'[0]\r")
    try terminal.wait { $0.text.hasSuffix("In [3]:") }
  }

  @Test func aTerminalThatCannotMoveItsCursor() throws {
    var environment = Program.environment(home: home.path)
    environment["TERM"] = "dumb"
    let path = try #require(Program.path)
    let terminal = try #require(PseudoTerminal([path], environment: environment))
    try terminal.wait(for: "In [1]:")
    terminal.send("'plain'\r")
    try terminal.wait(for: "In [1]: 'plain'\nOut[1]: 'plain'\n\nIn [2]:")
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }
}
