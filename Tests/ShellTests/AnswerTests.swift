import Testing

extension TerminalTests {
  /// What a terminal sends that nobody typed, and what it is hard to draw on.
  @Suite struct AnswerTests {
    private let home: ShellHome

    init() throws { home = try ShellHome() }

    @Test func answersOfATerminalAreNotTyped() throws {
      let terminal = try home.open()
      for answer in [
        "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}]52;c;YQ==\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
        "\u{1B}_Gi=1;OK\u{1B}\\",
        "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "\u{1B}[M !!", "\u{1B}[?62;4c", "\u{1B}[[A",
      ] {
        terminal.send("a\(answer)b")
      }
      terminal.send("'")
      try terminal.wait(for: "In [1]: " + String(repeating: "ab", count: 9) + "'")
    }

    /// Alt-] and Alt-P begin like an answer, which never comes.
    @Test func whatFollowsAltIsKept() throws {
      let terminal = try home.open()
      terminal.send("\u{1B}]'abc'\r")
      try terminal.wait(for: "Out[1]: 'abc'\n\nIn [2]:")
      terminal.send("\u{1B}_'def'")
      try terminal.wait(for: "In [2]: 'def'")
    }

    @Test func wideCharactersThatWrapAreDrawnWhole() throws {
      let terminal = try home.open(columns: 40)
      let text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅"
      terminal.send("print(\"\(text)\")")
      try terminal.wait(for: "In [1]: print(\"一二三四五六七八九十甲乙\n丙丁戊己庚辛壬癸子丑寅\")")
      terminal.send("\u{1}" + String(repeating: "\u{1B}[C", count: 7) + "\u{1B}[3~")
      try terminal.wait(for: "In [1]: print(\"二三四五六七八九十甲乙丙\n丁戊己庚辛壬癸子丑寅\")")
      terminal.send("a")
      try terminal.wait(for: "In [1]: print(\"a二三四五六七八九十甲乙丙\n丁戊己庚辛壬癸子丑寅\")")
      terminal.send("b")
      try terminal.wait(for: "In [1]: print(\"ab二三四五六七八九十甲乙\n丙丁戊己庚辛壬癸子丑寅\")")
      terminal.send("\u{1B}[D\u{1B}[D\u{1B}[D\u{4}")
      try terminal.wait(for: "In [1]: print(ab二三四五六七八九十甲乙丙\n丁戊己庚辛壬癸子丑寅\")")
    }
  }
}
