import Shell
import Testing

/// What single keys make of a text; `|` is the cursor.
@Suite struct EditingTests {
  let repl = REPL(session: NotebookShellSession(), output: CollectedOutput(), messages: CollectedOutput())
  let editor = LineEditor(history: History())

  @discardableResult
  func press(_ key: LineEditor.Key, count: Int = 1) -> LineEditor.Action {
    editor.handle(key, lines: .init(count: count), repl)
  }

  func edit(_ text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false)
    editor.start()
    editor.content = EditedText(parts.joined(), cursor: parts[0].utf8.count)
  }

  var edited: String {
    var bytes = editor.content.bytes
    bytes.insert(UInt8(ascii: "|"), at: editor.content.cursor)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func aCutOfAWordStaysOnItsLine() {
    for (key, typed, left) in [
      (.killToBlank, "x = foo\n##|bar", "x = foo\n|bar"), (.killToBlank, "a b\n    |c", "a b\n|c"),
      (.killToBlank, "a b\n|c", "a |c"), (.killToBlank, "f(a.b, c.d)  |", "f(a.b, |"),
      (.killToBlank, "|a", "|a"),
      (.killWordLeft, "x = foo\n##|bar", "x = foo\n|bar"), (.killWordLeft, "a b\n|c", "a |c"),
      (.killWordLeft, "f(a.b|)", "f(a.|)"), (.killWordRight, "x = (|)\nbar", "x = (|\nbar"),
      (.killWordRight, "x|\nbar baz", "x| baz"),
    ] as [(LineEditor.Key, String, String)] {
      edit(typed)
      press(key)
      #expect(edited == left)
      if left == typed { continue }
      press(.yank)
      #expect(editor.content.text == typed.filter { $0 != "|" })
    }
  }

  @Test func charactersAreWholeForAReader() {
    let characters = ["e\u{301}", "👩‍🔬", "👍🏽", "中", "🇨🇭", "x", "é"]
    edit(characters.joined() + "|")
    for left in characters.indices.reversed() {
      press(.left)
      #expect(editor.content.cursor == characters[..<left].joined().utf8.count)
    }
    for right in characters.indices {
      press(.right)
      #expect(editor.content.cursor == characters[...right].joined().utf8.count)
    }
    for left in characters.indices.reversed() {
      press(.backspace)
      #expect(editor.content.text == characters[..<left].joined())
    }
    edit("|" + characters.joined())
    for left in characters.indices {
      press(.delete)
      #expect(editor.content.text == characters[(left + 1)...].joined())
    }
    edit("e\u{301}e\u{301}\nabc|")
    press(.up)
    #expect(editor.content.cursor == 6)
  }

  @Test func wordsOfVi() throws {
    for (letter, typed, shown) in [
      ("w", "|x = foo\n    bar", "x |= foo\n    bar"), ("w", "x = f|oo\n    bar", "x = foo\n    |bar"),
      ("w", "a|.b", "a.|b"), ("W", "|a.b c", "a.b |c"), ("w", "a|\n\nb", "a\n|\nb"),
      ("w", "a\n|\nb", "a\n\n|b"), ("e", "|foo bar", "fo|o bar"), ("e", "fo|o\n bar", "foo\n ba|r"),
      ("E", "|f.g h", "f.|g h"), ("b", "foo ba|r", "foo |bar"), ("b", "foo\n  |bar", "|foo\n  bar"),
      ("B", "a.b|", "|a.b"), ("w", "é|é b", "éé |b"), ("e", "|éé b", "é|é b"),
    ] as [(Character, String, String)] {
      edit(typed)
      press(.move(try #require(TextPart(letter))))
      #expect(edited == shown, "\(letter) in \(typed)")
    }
  }

  @Test func operatorsOnWordsOfVi() throws {
    for (isChange, letter, count, typed, left) in [
      (false, "w", 1, "x = |foo\n    bar baz", "x = |\n    bar baz"), (false, "w", 1, "|x = foo", "|= foo"),
      (false, "w", 2, "x = |foo\n    bar baz", "x = |baz"), (false, "w", 1, "|foo  \n\nb", "|\n\nb"),
      (false, "e", 1, "x = |foo\nb", "x = |\nb"), (false, "W", 1, "|f.g h", "|h"),
      (false, "b", 1, "x = foo\n|bar", "x = |\nbar"), (false, "b", 1, "x = fo|o", "x = |o"),
      (true, "w", 1, "x = |foo bar", "x = | bar"), (true, "w", 1, "x = fo|o\nbar", "x = fo|\nbar"),
      (true, "w", 2, "|a b c", "| c"), (true, "w", 1, "|\nb", "|\nb"), (true, "w", 1, "a|  b", "a|b"),
    ] as [(Bool, Character, Int, String, String)] {
      edit(typed)
      let part = try #require(TextPart(letter))
      press(isChange ? .changePart(part) : .cutPart(part), count: count)
      #expect(edited == left, "\(count)\(letter) in \(typed)")
    }
  }

  @Test func textObjectsOfVi() throws {
    for (object, count, typed, left) in [
      ("iw", 1, "foo b|ar.baz end", "foo |.baz end"), ("iw", 1, "foo bar|.baz", "foo bar|baz"),
      ("iw", 1, "a | b", "a|b"), ("iw", 2, "|foo bar", "|bar"), ("iW", 1, "foo b|ar.baz end", "foo | end"),
      ("aw", 1, "foo b|ar baz", "foo |baz"), ("aw", 1, "foo  ba|r\nb", "foo|\nb"),
      ("aw", 1, "    fo|o", "    |"), ("aw", 1, "a|  bb c", "a| c"), ("aw", 2, "|a b c", "|c"),
      ("iw", 1, "é|é b", "| b"),
      ("i(", 1, "f(a, g(b|), c)", "f(a, g(|), c)"), ("ib", 2, "f(a, g(b|), c)", "f(|)"),
      ("a)", 1, "f(a, g(b|), c)", "f(a, g|, c)"), ("i(", 1, "f|(a(b))", "f(|)"),
      ("i(", 1, "f(a(b)|)", "f(|)"), ("i[", 1, "x[|1]", "x[|]"), ("aB", 1, "{1: {|}}", "{1: |}"),
      ("i{", 1, "{|}", "{|}"), ("i(", 1, "|abc", "|abc"), ("i(", 1, "|f(", "|f("),
      ("i\"", 1, "f(\"a|b\", 'c')", "f(\"|\", 'c')"), ("i'", 1, "|f('a')", "f('|')"),
      ("i'", 1, "'a' + |'b' + 'c'", "'a' + '|' + 'c'"), ("a'", 1, "x = '|a'  + b", "x = |+ b"),
      ("a'", 1, "x = '|a'", "x =|"), ("i\"", 1, "\"a\\\"|b\"", "\"|\""), ("i'", 1, "it's| x", "it's| x"),
    ] as [(String, Int, String, String)] {
      edit(typed)
      let letter = try #require(object.last)
      press(.cutPart(try #require(TextPart(letter, kind: object.first))), count: count)
      #expect(edited == left, "\(object) in \(typed)")
    }
    #expect(TextPart("x", kind: "i") == nil)
  }

  @Test func partsOfALineOfVi() throws {
    for (letter, count, typed, left) in [
      ("^", 1, "    a|bc", "    |bc"), ("^", 1, " |   abc", " |abc"), ("0", 1, "    a|bc", "|bc"),
      ("h", 2, "a\nb|c", "a\n|c"), ("h", 1, "a\n|c", "a\n|c"), ("l", 3, "a\n|cé\nd", "a\n|\nd"),
      ("$", 1, "a|b\nc", "a|\nc"), ("$", 2, "a|b\ncd\ne", "a|\ne"), ("$", 1, "a\n|\nc", "a\n|\nc"),
    ] as [(Character, Int, String, String)] {
      edit(typed)
      press(.cutPart(try #require(TextPart(letter))), count: count)
      #expect(edited == left, "\(count)\(letter) in \(typed)")
    }
    edit("    a\n  b|")
    press(.move(.lineText))
    #expect(edited == "    a\n  |b")
  }

  @Test func linesUpToANumber() {
    for (key, number, typed, shown) in [
      (.cutLine, .max, "a\nb|\nc\nd", "|a"), (.cutLine, 1, "a\nb|\n c", " |c"),
      (.cutLine, 3, "a|\nb\nc\nd", "|d"),
      (.indentLine, .max, "a\nb|\n\n c", "a\n    |b\n\n     c"),
      (.outdentLine, 1, "    a\n      b\n\t|c", "|a\n  b\nc"),
    ] as [(LineEditor.Key, Int, String, String)] {
      edit(typed)
      _ = editor.handle(key, lines: .init(upTo: number), repl)
      #expect(edited == shown)
    }
    edit("a\n|b\nc")
    _ = editor.handle(.copyLine, lines: .init(upTo: 1), repl)
    press(.putAfter)
    #expect(edited == "a\n|a\nb\nb\nc")
    press(.indentLine, count: 2)
    #expect(edited == "a\n    |a\n    b\nb\nc")
  }

  @Test func undoTakesANumber() {
    edit("|")
    for text in ["a", "ab", "abc"] { editor.take(EditedText(text)) }
    press(.undo, count: 2)
    #expect(edited == "a|")
    press(.undo, count: 9)
    #expect(edited == "|")
    #expect(press(.undo, count: 2) == .beep)
  }

  @Test func linesOfVi() {
    for (key, count, typed, shown) in [
      (.openAbove, 1, "a\n  b|c", "a\n  |\n  bc"), (.openAbove, 1, "|", "|\n"),
      (.join, 1, "a|b\n  c\nd", "ab| c\nd"), (.join, 3, "|f(\n  c\n)", "f( c|)"),
      (.goToLine, 1, "  a\nb|", "  |a\nb"), (.goToLine, 2, "a\n b\nc|", "a\n |b\nc"),
      (.goToLine, .max, "a|\nb\n c", "a\nb\n |c"),
    ] as [(LineEditor.Key, Int, String, String)] {
      edit(typed)
      press(key, count: count)
      #expect(edited == shown)
    }
    edit("a|")
    #expect(press(.join) == .beep)
  }

  @Test(arguments: [
    ("class A:\n    def f(self):|\n    x = 1", "class A:\n    def f(self):\n        |\n    x = 1"),
    ("f(|a):", "f(\n    |a):"), ("if a:| b\nc", "if a:\n    |b\nc"),
    ("if a:\n    |b\n1", "if a:\n\n    |b\n1"),
    ("'''\n  a:|\n'''", "'''\n  a:\n  |\n'''"), ("x = 1|\ny", "x = 1\n|\ny"),
  ]) func aLineBegunWithinACellIsIndentedAsAtItsEnd(_ typed: String, _ shown: String) {
    for key in [LineEditor.Key.enter, .newLine] where key == .newLine || typed.contains("|\n") {
      edit(typed)
      #expect(press(key) == .refresh)
      #expect(edited == shown)
    }
  }

  @Test func aLineBegunAtTheEndIsIndented() {
    edit("class A:\n    def f(self):|")
    press(.newLine)
    #expect(edited == "class A:\n    def f(self):\n        |")
  }
}
