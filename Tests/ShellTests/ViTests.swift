import Testing

extension TerminalTests {
  /// vi's commands on cells of several lines.
  @Suite struct ViTests {
    private let home: ShellHome

    init() throws { home = try ShellHome() }

    @Test func viKeysAndOwnBindings() throws {
      home.writeSettings("bind -v\nnbsh:bind ^T nbsh_line_start\nother:bind a vi-zero\n")
      let terminal = try home.open()
      terminal.send("'abc'")
      try terminal.wait(for: "'abc'")
      terminal.send("\u{1B}hx")
      try terminal.wait(for: "In [1]: 'ab'")
      terminal.send("i\u{14}x")
      try terminal.wait(for: "In [1]: x'ab'")
    }

    @Test func viCommandsWorkOnTheLinesOfACell() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
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
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
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

    @Test func viSearchFetchesWhatItFinds() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      for (number, cell) in ["'alpha'", "'beta'"].enumerated() {
        terminal.send(cell + "\r")
        try terminal.wait(for: "In [\(number + 2)]:")
      }
      terminal.send("half\u{1B}/alp")
      try terminal.wait(for: "(search `alp'): 'alpha'")
      terminal.send("\rA * 2\r")
      try terminal.wait(for: "In [3]: 'alpha' * 2\nOut[3]: 'alphaalpha'\n\nIn [4]:")
      terminal.send("half\u{1B}?qqq\u{7}")
      try terminal.wait { $0.text.hasSuffix("In [4]: half") }
    }

    @Test func viRepeatsTheLastChange() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("ab cd ef\nb\nc\nd\ne\nf")
      try terminal.wait(for: "   ...: f")
      terminal.send("\u{1B}ggcwx y\u{1B}w.")
      try terminal.wait(for: "In [1]: x y x y ef\n   ...: b\n   ...: c\n   ...: d\n   ...: e\n   ...: f")
      terminal.send("jA!\u{1B}j.j.")
      try terminal.wait(for: "   ...: b!\n   ...: c!\n   ...: d!\n   ...: e\n   ...: f")
      terminal.send("dd.")
      try terminal.wait(for: "In [1]: x y x y ef\n   ...: b!\n   ...: c!\n   ...: f")
      terminal.send("k2dd.")
      try terminal.wait(for: "In [1]: x y x y ef")
      terminal.send("0ifg\u{1B}.")
      try terminal.wait(for: "In [1]: ffggx y x y ef")
      terminal.send("yypp.ohe\u{1B}.")
      try terminal.wait(for: "ef\n   ...: ffggx y x y ef\n   ...: he\n   ...: he")
    }

    @Test func viNumbersHaveZeros() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste((1...12).map { "a\($0)" }.joined(separator: "\n"))
      try terminal.wait(for: "   ...: a12")
      terminal.send("\u{1B}gg10dd")
      try terminal.wait(for: "In [1]: a11\n   ...: a12")
    }

    @Test func viCutsAndPutsWholeLines() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
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

    @Test func viOpensJoinsAndGoesToLines() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("if 1:\n    x\nz")
      try terminal.wait(for: "   ...: z")
      terminal.send("\u{1B}kOabc\u{1B}")
      try terminal.wait(for: "In [1]: if 1:\n   ...:     abc\n   ...:     x\n   ...: z")
      terminal.send("ggO#\u{1B}")
      try terminal.wait(for: "In [1]: #\n   ...: if 1:\n   ...:     abc\n   ...:     x\n   ...: z")
      terminal.send("3GJGx")
      try terminal.wait(for: "In [1]: #\n   ...: if 1:\n   ...:     abc x\n   ...:")
      terminal.send("[ggx")
      try terminal.wait(for: "In [1]:\n   ...: if 1:\n   ...:     abc x\n   ...:")
    }

    @Test func viWordsEndWithTheirLine() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("x = foo\n    bar baz")
      try terminal.wait(for: "bar baz")
      terminal.send("\u{1B}ggwwdw")
      try terminal.wait(for: "In [1]: x =\n   ...:     bar baz")
      terminal.send("P")
      try terminal.wait(for: "In [1]: x =foo\n   ...:     bar baz")
      terminal.send("jb")
      terminal.send("cwq\u{1B}")
      try terminal.wait(for: "In [1]: x =foo\n   ...:     q baz")
      terminal.send("wywP0db")
      try terminal.wait(for: "In [1]: x =\n   ...:     q bazbaz")
    }

    @Test func viPutsWhatWasCutAfterAnInsertion() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("\"\"\"\naa\nbb\ncc\n\"\"\"")
      try terminal.wait(for: "cc\n   ...: \"\"\"")
      terminal.send("\u{1B}kkkddAZ\u{1B}p")
      try terminal.wait(for: "\"\"\"\n   ...: bbZ\n   ...: aa\n   ...: cc\n   ...: \"\"\"")
    }

    @Test func viCommandsTakeNumbersAndMotions() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
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

    @Test func viInsertsAtTheTextOfALine() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("if 1:\n    y = x + 1\nz")
      try terminal.wait(for: "   ...: z")
      terminal.send("\u{1B}kI#\u{1B}")
      try terminal.wait(for: "In [1]: if 1:\n   ...:     #y = x + 1\n   ...: z")
      terminal.send("$^xj0k_ia\u{1B}")
      try terminal.wait(for: "In [1]: if 1:\n   ...:     ay = x + 1\n   ...: z")
      terminal.send("jI!\u{1B}k$d^")
      try terminal.wait(for: "In [1]: if 1:\n   ...:     1\n   ...: !z")
    }

    @Test func viOperatorsTakeTextObjects() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.send("foo bar.baz(qux) end")
      try terminal.wait(for: "In [1]: foo bar.baz(qux) end")
      terminal.send("\u{1B}bbbciwZZ\u{1B}")
      try terminal.wait(for: "In [1]: foo bar.baz(ZZ) end")
      terminal.send("di(")
      try terminal.wait(for: "In [1]: foo bar.baz() end")
      terminal.send("ci(a\u{1B}0w.")
      try terminal.wait(for: "In [1]: foo bar.baz(a) end")
      terminal.send("yiwP")
      try terminal.wait(for: "In [1]: foo barbar.baz(a) end")
      terminal.send("0daw")
      try terminal.wait(for: "In [1]: barbar.baz(a) end")
      terminal.send("wwcWb\u{1B}.")
      try terminal.wait(for: "In [1]: barbar.b end")
      terminal.send("wdawub")
      try terminal.wait(for: "In [1]: barbar.b end")
      // Behind what is no motion nothing is typed into the cell.
      terminal.send("dzciQyi0d5Qd\u{1B}ci\u{1B}dgx>w0x")
      try terminal.wait(for: "In [1]: arbar.b end")
      terminal.send("\"ayw\"bP2\"cp")
      try terminal.wait(for: "In [1]: arbararbararbararbar.b end")
    }

    @Test func viOperatorsFindCharacters() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.send("f(a, b, c) + d")
      try terminal.wait(for: "In [1]: f(a, b, c) + d")
      terminal.send("\u{1B}0wwdf,")
      try terminal.wait(for: "In [1]: f( b, c) + d")
      terminal.send("ct)x\u{1B}")
      try terminal.wait(for: "In [1]: f(x) + d")
      terminal.send("$dF)")
      try terminal.wait(for: "In [1]: f(xd")
      terminal.send("0dl2dl")
      try terminal.wait(for: "In [1]: d")
      terminal.send("Sa)b)c)\u{1B}0df)")
      try terminal.wait(for: "In [1]: b)c)")
      terminal.send(".")
      try terminal.wait(for: "In [1]: c)")
      terminal.send("ct)xy\u{1B}A, (z)\u{1B}Fzct)w\u{1B}0.")
      try terminal.wait(for: "In [1]: w), (w)")
      // Another line's is not meant.
      terminal.send("o;\u{1B}dF,k$df;cT;x")
      try terminal.wait(for: "In [1]: w), (w\n   ...: ;")
    }

    @Test func viOperatorsGoUpToLinesAndShiftThem() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.paste("a\nb\nc\nd\ne")
      try terminal.wait(for: "   ...: e")
      terminal.send("\u{1B}kdG")
      try terminal.wait(for: "In [1]: a\n   ...: b\n   ...: c")
      terminal.send("kdggP")
      try terminal.wait(for: "In [1]: a\n   ...: b\n   ...: c")
      terminal.send("yGP")
      try terminal.wait(for: "In [1]: a\n   ...: b\n   ...: c\n   ...: a\n   ...: b\n   ...: c")
      terminal.send("d2GGd3G")
      try terminal.wait(for: "In [1]: c\n   ...: a")
      terminal.send(">>k2>>")
      try terminal.wait(for: "In [1]:     c\n   ...:         a")
      terminal.send("<jG<<")
      try terminal.wait(for: "In [1]: c\n   ...: a")
    }

    @Test func viUndoTakesANumber() throws {
      home.writeSettings("bind -v\n")
      let terminal = try home.open()
      terminal.send("abcdef")
      try terminal.wait(for: "In [1]: abcdef")
      terminal.send("\u{1B}0xxx2u")
      try terminal.wait(for: "In [1]: bcdef")
      terminal.send("u")
      try terminal.wait(for: "In [1]: abcdef")
    }
  }
}
