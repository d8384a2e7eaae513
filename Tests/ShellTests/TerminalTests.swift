import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The shell as it is built, at a pseudo-terminal.
private enum Program {
  static let path: String? = {
    if let named = getenv("NBSH_TEST_EXECUTABLE") { return String(cString: named) }
    var buffer = [CChar](repeating: 0, count: 4096)
    #if canImport(Glibc)
      let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    #else
      let count = 0
    #endif
    let own = String(decoding: buffer.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard let slash = own.lastIndex(of: "/") else { return nil }
    let beside = own[..<slash] + "/nbsh"
    return access(String(beside), X_OK) == 0 ? String(beside) : nil
  }()

  /// True when there is an `nbsh` beside the tests and it shows its prompt.
  static let isThere: Bool = {
    guard let path, let terminal = PseudoTerminal([path], environment: environment(home: "/nonexistent"))
    else {
      return false
    }
    try? terminal.wait { $0.text.hasPrefix("In [1]:") || terminal.hasEnded }
    return terminal.screen.text.hasPrefix("In [1]:")
  }()

  static func environment(home: String) -> [String: String] {
    [
      "HOME": home, "XDG_STATE_HOME": home + "/state", "TERM": "xterm", "NO_COLOR": "1",
      "PATH": "/usr/bin:/bin", "PS1": "$ ",
    ]
  }
}

extension PseudoTerminal {
  fileprivate var hasEnded: Bool { waitForExit(0) != nil }
}

@Suite(.serialized, .enabled(if: Program.isThere, "no nbsh beside the tests that shows a prompt"))
final class TerminalTests {
  private let home: String

  init() throws {
    var template = Array("/tmp/nbsh-terminal-XXXXXX".utf8CString)
    home = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for file in ["state/nbsh/history", "state/nbsh/history.lock", ".editrc"] { unlink(home + "/" + file) }
    for folder in ["/state/nbsh", "/state", ""] { rmdir(home + folder) }
  }

  private func open(columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    let path = try #require(Program.path)
    let terminal = try #require(
      PseudoTerminal(
        [path], environment: Program.environment(home: home), columns: columns,
        rows: rows))
    try terminal.wait(for: "In [1]:")
    return terminal
  }

  private func writeSettings(_ text: String) {
    let descriptor = openFile(home + "/.editrc", O_WRONLY | O_CREAT, 0o600)
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
  }

  @Test func typingAndLeaving() throws {
    let terminal = try open()
    terminal.send("'héllo'\r")
    try terminal.wait(for: "In [1]: 'héllo'\nOut[1]: 'héllo'\n\nIn [2]:")
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func aBlockHasAMarginAndIsEditedAsOne() throws {
    let terminal = try open()
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

  @Test func aFileIsOverwrittenAfterAQuestion() throws {
    defer { unlink(home + "/o.py") }
    let terminal = try open()
    terminal.send("open('\(home)/o.py', 'w').write('mine')\r")
    try terminal.wait(for: "Out[1]: 4\n\nIn [2]:")
    for answer in ["\u{3}", "\u{4}", "n\r", "\r"] {
      terminal.send("\u{0C}")
      try terminal.wait { $0.text == "In [2]:" }
      terminal.send("%save \(home)/o.py\r")
      try terminal.wait(for: "exists. Overwrite (y/[N])?")
      terminal.send(answer)
      try terminal.wait(for: "Operation cancelled.\n\nIn [2]:")
    }
    terminal.send("%save \(home)/o.py\r")
    try terminal.wait(for: "exists. Overwrite (y/[N])?")
    terminal.send("y\r")
    try terminal.wait(for: "1 cell written to \(home)/o.py\n\nIn [2]:")
  }

  @Test func historyIsKeptAndSearched() throws {
    var terminal = try open()
    for cell in ["'first'", "'second'", "'other'"] {
      terminal.send(cell + "\r")
      try terminal.wait { $0.text.contains("]: \(cell)\n\nIn [") }
    }
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)

    terminal = try open()
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
    let terminal = try open()
    terminal.send("'a'\r")
    try terminal.wait(for: "In [2]:")
    var status = stat()
    #expect(stat(home + "/state/nbsh/history", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func completion() throws {
    let terminal = try open()
    terminal.send("%tim\t")
    try terminal.wait(for: "In [1]: %time")
    terminal.send("\t")
    try terminal.wait(for: "In [1]: %time\ntime    timeit\nIn [1]: %time")
    terminal.send("\u{15}%pw\t")
    try terminal.wait(for: "In [1]: %pwd")
  }

  /// What joins with its neighbour is drawn apart or not at all, so that the cursor is where libedit thinks it is.
  @Test func charactersThatJoin() throws {
    let terminal = try open()
    terminal.send("'e\u{301}x'")
    try terminal.wait { $0.text == "In [1]: 'ex'" && $0.column == 12 }
    terminal.send("\u{1B}[D\u{1B}[Dy")
    try terminal.wait { $0.text == "In [1]: 'eyx'" && $0.column == 11 }
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'e\u{301}yx'\n\nIn [2]:")
  }

  @Test func aLargeCellIsPastedAtOnce() throws {
    let terminal = try open()
    var cell = ">>> '''\n"
    while cell.utf8.count < 60_000 { cell += "... \tline \(cell.utf8.count) é\n" }
    terminal.paste(cell + "... ''' and 'pasted'\n")
    try terminal.wait(for: "   ...: ''' and 'pasted'")
    #expect(terminal.screen.row == 22 && terminal.screen.bracketsPastes)
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'pasted'\n\nIn [2]:")
  }

  @Test func aCellTallerThanTheWindowScrolls() throws {
    let terminal = try open(rows: 8)
    terminal.paste("'''0\n" + (1...20).map { "\($0)" }.joined(separator: "\n") + "'''")
    try terminal.wait(for: "   ...: 19\n   ...: 20'''")
    terminal.send(String(repeating: "\u{1B}[A", count: 20) + "\u{5}!")
    try terminal.wait { $0.lines[0] == "In [1]: '''0!" && $0.lines[6] == "   ...: 6" && $0.row == 0 }
    terminal.send(String(repeating: "\u{1B}[B", count: 20))
    try terminal.wait(for: "   ...: 20'''")
  }

  @Test func anInterruptEndsTheCellAndKeepsTheSession() throws {
    let terminal = try open()
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
    let terminal = try open()
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
    let terminal = try open()
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
    let terminal = try open()
    let cells = [
      "import os", "n = 10**12 * os.path.exists('\(home)/.editrc')", "sum(range(n))", "sum(range(n))",
    ]
    for (index, cell) in cells.enumerated() {
      terminal.send(cell + "\r")
      try terminal.wait(for: "In [\(index + 2)]:")
    }
    writeSettings("# a replay takes long from here on\n")
    terminal.send("%check\r")
    try terminal.wait { $0.text.hasSuffix("%check") && $0.column == 0 }
    terminal.send("\u{3}")
    try terminal.wait { $0.text.hasSuffix("%check: KeyboardInterrupt\n\nIn [5]:") }
  }

  @Test func anInterruptEndsAWriteThatBlocks() throws {
    let terminal = try open()
    // Nobody reads what it prints: the terminal's buffer is soon full.
    terminal.send("while True: print('x' * 100)\r")
    usleep(300_000)
    terminal.send("\u{3}")
    try terminal.wait { $0.text.contains("KeyboardInterrupt") && $0.text.hasSuffix("In [2]:") }
    terminal.send("'on'\r")
    try terminal.wait(for: "Out[2]: 'on'\n\nIn [3]:")
  }

  @Test func aHistoryThatCannotBeKeptIsSaidOnce() throws {
    var environment = Program.environment(home: home)
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
    let terminal = try open()
    terminal.send("list(range(1000, 1020))\r")
    try terminal.wait {
      $0.text.contains("Out[1]:\n[1000,\n 1001,\n") && $0.text.hasSuffix(" 1019]\n\nIn [2]:")
    }
  }

  @Test func aResizedWindowShowsTheLineOnce() throws {
    let terminal = try open()
    terminal.send("'" + String(repeating: "abcdefghi ", count: 5) + "'")
    try terminal.wait(for: "abcdefghi '")
    terminal.resize(columns: 100, rows: 10)
    terminal.send("\u{1}\u{1B}[3~x")
    let line = "In [1]: x" + String(repeating: "abcdefghi ", count: 5) + "'"
    try terminal.wait { $0.text == line }
  }

  @Test func suspendedAndResumed() throws {
    let terminal = try #require(
      PseudoTerminal(["/bin/sh", "-i"], environment: Program.environment(home: home)))
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
    let terminal = try open()
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
    var terminal = try open()
    terminal.send("'saved'\r")
    try terminal.wait(for: "In [2]:")
    kill(terminal.process, signal)
    #expect(terminal.waitForExit() == 128 + signal)
    #expect(!terminal.screen.bracketsPastes)
    terminal = try open()
    terminal.send("\u{1B}[A")
    try terminal.wait(for: "In [1]: 'saved'")
  }

  @Test func viKeysAndOwnBindings() throws {
    writeSettings("bind -v\nnbsh:bind ^T nbsh_line_start\nother:bind a vi-zero\n")
    let terminal = try open()
    terminal.send("'abc'")
    try terminal.wait(for: "'abc'")
    terminal.send("\u{1B}hx")
    try terminal.wait(for: "In [1]: 'ab'")
    terminal.send("i\u{14}x")
    try terminal.wait(for: "In [1]: x'ab'")
  }

  @Test func viCommandsWorkOnTheLinesOfACell() throws {
    writeSettings("bind -v\n")
    let terminal = try open()
    terminal.paste("if 1:\n    abc\nd")
    try terminal.wait(for: "   ...: d")
    terminal.send("\u{1B}kA2\u{1B}")
    try terminal.wait(for: "   ...:     abc2\n   ...: d")
    terminal.send("0i#\u{1B}kI \u{1B}")
    try terminal.wait(for: "In [1]:  if 1:\n   ...: #    abc2\n   ...: d")
    terminal.send("j$x0D")
    try terminal.wait(for: "In [1]:  if 1:\n   ...:\n   ...: d")
    terminal.send("joe\u{1B}kA!")
    try terminal.wait(for: "In [1]:  if 1:\n   ...:\n   ...: d!\n   ...: e")
    terminal.send("\u{1B}jCf")
    try terminal.wait(for: "In [1]:  if 1:\n   ...:\n   ...: d!\n   ...: f")
  }

  @Test func viCommandsWalkThroughTheHistoryAndRunCells() throws {
    writeSettings("bind -v\n")
    let terminal = try open()
    for (number, cell) in ["'a'", "'b'", "'c'"].enumerated() {
      terminal.send(cell + "\r")
      try terminal.wait(for: "In [\(number + 2)]:")
    }
    terminal.send("\u{1B}kk")
    try terminal.wait(for: "In [4]: 'b'")
    terminal.send("k")
    try terminal.wait(for: "In [4]: 'a'")
    terminal.send("jj")
    try terminal.wait(for: "In [4]: 'c'")
    terminal.send("j")
    try terminal.wait(for: "In [4]:")
    terminal.send("ifor i in [1]:\r    print('ran', i)\u{1B}k\r")
    try terminal.wait(for: "ran 1\n\nIn [5]:")
    // What is no whole cell waits for more.
    terminal.send("if 1:\u{1B}\r    print('more')\u{1B}\r")
    try terminal.wait(for: "more\n\nIn [6]:")
    // Entries of several lines are walked through line by line.
    terminal.send("\u{1B}kkk")
    try terminal.wait { $0.text.hasSuffix("In [6]: for i in [1]:\n   ...:     print('ran', i)") }
  }

  @Test func viCutsAndPutsWholeLines() throws {
    writeSettings("bind -v\n")
    let terminal = try open()
    terminal.paste("a b\n    y = 1\nz")
    try terminal.wait(for: "   ...: z")
    terminal.send("\u{1B}kddp")
    try terminal.wait(for: "In [1]: a b\n   ...: z\n   ...:     y = 1")
    terminal.send("uu")
    try terminal.wait(for: "In [1]: a b\n   ...:     y = 1\n   ...: z")
    terminal.send("yykP")
    try terminal.wait(for: "In [1]:     y = 1\n   ...: a b\n   ...:     y = 1\n   ...: z")
    terminal.send("ccx\u{1B}j0dw$p")
    try terminal.wait(for: "In [1]:     x\n   ...: ba\n   ...:     y = 1\n   ...: z")
    terminal.send("ux")
    try terminal.wait(for: "In [1]:     x\n   ...:\n   ...:     y = 1\n   ...: z")
    terminal.send("u")
    try terminal.wait(for: "In [1]:     x\n   ...: b\n   ...:     y = 1\n   ...: z")
  }

  @Test func viPutsWhatWasCutAfterAnInsertion() throws {
    writeSettings("bind -v\n")
    let terminal = try open()
    terminal.paste("\"\"\"\naa\nbb\ncc\n\"\"\"")
    try terminal.wait(for: "cc\n   ...: \"\"\"")
    terminal.send("\u{1B}kkkddAZ\u{1B}p")
    try terminal.wait(for: "\"\"\"\n   ...: bbZ\n   ...: aa\n   ...: cc\n   ...: \"\"\"")
  }

  @Test func viCommandsTakeNumbersAndMotions() throws {
    writeSettings("bind -v\n")
    let terminal = try open()
    terminal.paste("ab cd\nb\nc\nd")
    try terminal.wait(for: "   ...: d")
    terminal.send("\u{1B}kkk2ddp")
    try terminal.wait(for: "In [1]: c\n   ...: ab cd\n   ...: b\n   ...: d")
    terminal.send("wd$")
    try terminal.wait(for: "In [1]: c\n   ...: ab\n   ...: b\n   ...: d")
    terminal.send("djP")
    try terminal.wait(for: "In [1]: c\n   ...: ab\n   ...: b\n   ...: d")
    terminal.send("jdkp")
    try terminal.wait(for: "In [1]: c\n   ...: d\n   ...: ab\n   ...: b")
    terminal.send("yy2p$y0P")
    try terminal.wait(for: "In [1]: c\n   ...: d\n   ...: ab\n   ...: abab\n   ...: ab\n   ...: b")
    terminal.send("d2jc$x\u{1B}")
    try terminal.wait(for: "In [1]: c\n   ...: d\n   ...: x")
  }

  @Test func aCellIsEditedInTheEditor() throws {
    var environment = Program.environment(home: home)
    environment["EDITOR"] = "sed -i s/one/two/"
    let path = try #require(Program.path)
    let terminal = try #require(PseudoTerminal([path], environment: environment))
    try terminal.wait(for: "In [1]:")
    terminal.send("'one'\u{1B}OQ")
    try terminal.wait(for: "In [1]: 'two'")
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'two'\n\nIn [2]:")
  }

  @Test func theEditorHasTheTerminalAndTheEnvironment() throws {
    var environment = Program.environment(home: home)
    environment["EDITOR"] = "echo \\<$OWN_SETTING\\>; cat; sed -i s/one/two/"
    environment["OWN_SETTING"] = "there"
    let path = try #require(Program.path)
    let terminal = try #require(PseudoTerminal([path], environment: environment))
    try terminal.wait(for: "In [1]:")
    terminal.send("'one'\u{1B}OQ")
    try terminal.wait(for: "<there>")
    terminal.send("read\r")
    try terminal.wait(for: "read\nread")
    terminal.send("\u{4}")
    try terminal.wait(for: "In [1]: 'two'")
    terminal.send("\r")
    try terminal.wait(for: "Out[1]: 'two'\n\nIn [2]:")
  }

  @Test func anEditorThatDoesNotWorkLeavesTheCell() throws {
    var environment = Program.environment(home: home)
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
    try terminal.wait(for: "no file for the editor in /nonexistent: No such file or directory\nIn [1]: 'one'")
  }

  @Test func aCellOfSeveralLinesIsFoundWholeAndRun() throws {
    let terminal = try open()
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
    let terminal = try open(columns: 30, rows: 10)
    terminal.send("import numpy as np\rnp.\t")
    try terminal.wait { $0.text.contains(" more, with Tab again\nIn [2]: np.") }
    terminal.send("\t")
    try terminal.wait { $0.text.contains("zeros_like\nIn [2]: np.") && !$0.text.contains("more") }
  }

  @Test func helpIsFilledToTheWindow() throws {
    let terminal = try open(columns: 30, rows: 40)
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
    let terminal = try open()
    terminal.send("'")
    let bytes: [UInt8] = [0xFF, 0xC3, 0x41, 0x00]
    terminal.send(String(decoding: bytes, as: UTF8.self))
    terminal.send("\u{10FF00}\u{85}'\r")
    try terminal.wait { $0.text.hasSuffix("In [2]:") }
    terminal.send("'" + String(repeating: "x", count: 100_000) + "'[0]\r")
    try terminal.wait { $0.text.hasSuffix("In [3]:") }
  }

  @Test func aTerminalThatCannotMoveItsCursor() throws {
    var environment = Program.environment(home: home)
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

private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
