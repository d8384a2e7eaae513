import Shell
import Testing

@Suite struct LineEditorTests {
  let session = LittleSession()
  let editor = LineEditor(history: History(["x = 1", "for i in x:\n    print(i)", "y = 2", "x = 3"]))
  var repl: REPL { REPL(session: session, output: CollectedOutput(), messages: CollectedOutput()) }

  @discardableResult
  func press(_ keys: LineEditor.Key...) -> LineEditor.Action {
    let repl = repl
    return keys.reduce(.refresh) { _, key in editor.handle(key, repl) }
  }

  func type(_ text: String) { editor.content.insert(text) }

  @Test func aCompleteLineRuns() {
    type("x = 1")
    #expect(press(.enter) == .accept)
    #expect(editor.content.text == "x = 1")
  }

  @Test func aBlockContinuesIndentedUntilAnEmptyLine() {
    type("def f():")
    #expect(press(.enter) == .refresh)
    #expect(editor.content.text == "def f():\n    ")
    type("return 1")
    #expect(press(.enter) == .refresh)
    #expect(editor.content.text == "def f():\n    return 1\n    ")
    #expect(press(.enter) == .accept)
    #expect(editor.cellText == "def f():\n    return 1\n")
  }

  @Test func inputThatIsAlreadyThereIsNotIndented() {
    type("def f():")
    #expect(editor.handle(.enter, pending: 0x20, repl) == .refresh)
    #expect(editor.content.text == "def f():\n")
    type("  return 1\n")
    // The block goes on with an indented line, so the empty one does not end it.
    #expect(editor.handle(.enter, pending: 0x20, repl) == .refresh)
    #expect(editor.handle(.enter, pending: 0x78, repl) == .accept)
  }

  @Test func enterWithinACellBreaksTheLine() {
    type("if x:\n    y")
    editor.content.cursor = 5
    #expect(press(.enter) == .refresh)
    #expect(editor.content.text == "if x:\n    \n    y")
  }

  @Test func anErrorRunsSoThatItIsExplained() {
    type("f)(")
    #expect(press(.enter) == .accept)
  }

  @Test func upFindsEntriesWithTheSameBeginning() {
    type("x")
    press(.up)
    #expect(editor.content.text == "x = 3")
    press(.up)
    #expect(editor.content.text == "x = 1")
    #expect(press(.up) == .beep)
    press(.down, .down)
    #expect(editor.content.text == "x")
  }

  @Test func upMovesWithinACellFirst() {
    type("abc\nde\nfgh")
    press(.up)
    #expect(editor.content.cursor == 6)
    press(.up)
    #expect(editor.content.cursor == 2)
    press(.down)
    #expect(editor.content.cursor == 6)
  }

  @Test func cutsComeBack() {
    type("one two\nthree")
    press(.killWordLeft)
    #expect(editor.content.text == "one two\n")
    press(.yank, .yank)
    #expect(editor.content.text == "one two\nthreethree")
    press(.lineStart, .killToEnd)
    #expect(editor.content.text == "one two\n")
    press(.undo)
    #expect(editor.content.text == "one two\nthreethree")
  }

  @Test func cutsOneAfterAnotherAreOne() {
    type("aa bb cc")
    press(.killToBlank, .killToBlank, .yank)
    #expect(editor.content.text == "aa bb cc")
    press(.killWordLeft, .killWordLeft, .yank)
    #expect(editor.content.text == "aa bb cc")
    press(.lineStart, .killWordRight, .killWordRight, .killWordLeft, .yank)
    #expect(editor.content.text == "aa bb cc")
    // Anything between them parts them.
    press(.killToBlank, .left, .right, .killToBlank, .yank)
    #expect(editor.content.text == "aa  cc")
    editor.start()
    type("a\nb\nc")
    editor.content.cursor = 0
    press(.killToEnd, .killToEnd, .killToEnd, .killToEnd)
    #expect(editor.content.text == "c")
    press(.yank)
    #expect(editor.content.text == "a\nb\nc")
    // What cuts nothing leaves what was cut.
    editor.start()
    type("d ")
    press(.killToEnd, .yank)
    #expect(editor.content.text == "d a\nb\n")
    // So does what is typed between them.
    editor.start()
    type("old")
    press(.killToBlank)
    editor.take(EditedText("new"))
    press(.killToBlank, .yank)
    #expect(editor.content.text == "new")
  }

  @Test func backspaceTakesAStepOfIndentation() {
    type("if x:\n        ")
    press(.backspace)
    #expect(editor.content.text == "if x:\n    ")
    type("  ")
    press(.backspace)
    #expect(editor.content.text == "if x:\n    ")
    type("é")
    press(.backspace, .backspace, .backspace)
    #expect(editor.content.text == "if x:")
  }

  @Test func tabIndentsCompletesAndLists() {
    press(.tab)
    #expect(editor.content.text == "    ")
    type("pri")
    press(.tab)
    #expect(editor.content.text == "    print")
    editor.start()
    type("p")
    guard case .show(let completions) = press(.tab) else { return #expect(Bool(false), "nothing is listed") }
    #expect(completions.map(\.text) == ["print", "property", "pooling"])
    editor.start()
    type("xyz")
    #expect(press(.tab) == .beep)
    editor.start()
    type("donn")
    press(.tab)
    #expect(editor.content.text == "données")
  }

  @Test func aPasteIsOneChangeWithoutPrompts() {
    type("a")
    press(.paste(">>> def f():\n...     return 1\n"))
    #expect(editor.content.text == "adef f():\n    return 1")
    press(.undo)
    #expect(editor.content.text == "a")
  }

  @Test func wordsAndLines() {
    type("alpha_1 béta\n γ")
    press(.wordLeft)
    press(.wordLeft)
    #expect(editor.content.cursor == 8)
    press(.lineStart)
    #expect(editor.content.cursor == 0)
    press(.wordRight)
    #expect(editor.content.cursor == 7)
    press(.lineEnd, .left)
    #expect(editor.content.cursor == 12)
  }
}

extension LineEditorTests {
  @Test func aPasteWithinABlockKeepsItsShape() {
    type("def f():\n    ")
    press(.paste("if x:\n    y\n"))
    #expect(editor.content.text == "def f():\n    if x:\n        y")
    editor.start()
    type("def f():\n    ")
    press(.paste("        a = 1\n        b = 2\n"))
    #expect(editor.content.text == "def f():\n    a = 1\n    b = 2")
    editor.start()
    type("def f():\n    ")
    press(.paste("  return 1\n\nf()"))
    #expect(editor.content.text == "def f():\n  return 1\n\nf()")
  }
}

@Suite struct ClauseTests {
  let repl = REPL(
    session: NotebookShellSession(), output: CollectedOutput(), messages: CollectedOutput())

  @Test(arguments: [
    ("try:\n    1/0\n    except ZeroDivisionError:", "try:\n    1/0\nexcept ZeroDivisionError:\n    "),
    (
      "if a:\n    while b:\n        c\n        elif d:",
      "if a:\n    while b:\n        c\nelif d:\n    "
    ),
    ("for x in y:\n    z\n    else:", "for x in y:\n    z\nelse:\n    "),
  ]) func aClauseGoesUnderItsHeader(_ typed: String, _ shown: String) {
    let editor = LineEditor(history: History())
    editor.content = EditedText(typed)
    #expect(editor.handle(.enter, repl) == .refresh)
    #expect(editor.content == EditedText(shown))
  }

  @Test func whatNoIndentationMendsIsLeft() {
    let editor = LineEditor(history: History())
    editor.content = EditedText("if a:\n    b = (]\n    else:")
    #expect(editor.handle(.enter, repl) == .accept)
    #expect(editor.content == EditedText("if a:\n    b = (]\n    else:"))
  }
}

/// Walks through the history, with cells of several lines in it.
@Suite struct WalkTests {
  let repl = REPL(session: NotebookShellSession(), output: CollectedOutput(), messages: CollectedOutput())
  let editor = LineEditor(history: History(["x = 1", "def f():\n    return 1", "y = 2"]))

  func press(_ keys: LineEditor.Key...) { for key in keys { _ = editor.handle(key, repl) } }

  @Test func upLeadsThroughTheLinesOfAnEntry() {
    press(.up, .up)
    #expect(editor.content == EditedText("def f():\n    return 1"))
    press(.up)
    #expect(editor.content.isOnFirstLine && editor.content.text.hasPrefix("def"))
    press(.up)
    #expect(editor.content.text == "x = 1")
    press(.down)
    #expect(editor.content == EditedText("def f():\n    return 1", cursor: 8))
    press(.down, .down)
    #expect(editor.content.text == "y = 2")
  }

  /// vi's commands put the cursor onto the last character.
  @Test func aMovedCursorGoesOnWithTheWalk() {
    press(.up, .left, .up, .left, .up, .up, .left)
    #expect(editor.content.text == "x = 1")
    press(.down, .left, .down, .down, .left, .down)
    #expect(editor.content.text == "")
    #expect(editor.handle(.down, repl) == .beep)
  }

  @Test func aChangeBeginsANewWalk() {
    press(.up, .backspace, .backspace, .backspace, .backspace)
    #expect(editor.content.text == "y")
    editor.content = EditedText("x")
    press(.up)
    #expect(editor.content.text == "x = 1")
    press(.down)
    #expect(editor.content.text == "x")
  }

  @Test func aTypedCellOfSeveralLinesComesBack() {
    editor.content = EditedText("\nb", cursor: 0)
    press(.up)
    #expect(editor.content.text == "y = 2")
    press(.down)
    #expect(editor.content == EditedText("\nb", cursor: 0))
    press(.down)
    #expect(editor.content.cursor == 1)
  }

  @Test func runTakesAWholeCellFromAnywhere() {
    editor.content = EditedText("def f():\n    return 1", cursor: 3)
    #expect(editor.handle(.run, repl) == .accept)
    editor.content = EditedText("def f():", cursor: 3)
    #expect(editor.handle(.run, repl) == .refresh)
    #expect(editor.content == EditedText("def f():\n    "))
  }

  @Test func whatWasTypedIsUndoneAtOnce() {
    press(.paste("one"))
    editor.take(EditedText("one two"))
    editor.take(EditedText("one two", cursor: 1))
    press(.killToEnd, .undo, .undo)
    #expect(editor.content == EditedText("one"))
    press(.undo)
    #expect(editor.content == EditedText(""))
    #expect(editor.handle(.undo, repl) == .beep)
  }

  @Test func linesAreCutAndPut() {
    editor.content = EditedText("a\n  b\nc", cursor: 3)
    press(.cutLine)
    #expect(editor.content == EditedText("a\nc", cursor: 2))
    press(.putBefore)
    #expect(editor.content == EditedText("a\n  b\nc", cursor: 4))
    press(.copyLine, .putAfter)
    #expect(editor.content == EditedText("a\n  b\n  b\nc", cursor: 8))
    press(.clearLine, .down, .cutLine, .cutLine, .cutLine, .cutLine)
    #expect(editor.content == EditedText(""))
    press(.putAfter)
    #expect(editor.content == EditedText("a", cursor: 0))
    press(.look)
    #expect(editor.handle(.putAfter, repl) == .refresh)
    press(.ownCut)
    #expect(editor.handle(.putAfter, repl) == .pass)
  }

  @Test func severalLinesAreCutAndPut() {
    func press(_ key: LineEditor.Key, _ lines: LineEditor.Lines) -> LineEditor.Action {
      editor.handle(key, lines: lines, repl)
    }
    editor.content = EditedText("a\nb\nc\nd", cursor: 2)
    #expect(press(.cutLine, .init(count: 2)) == .refresh)
    #expect(editor.content == EditedText("a\nd", cursor: 2))
    #expect(press(.putBefore, .init(count: 2)) == .refresh)
    #expect(editor.content == EditedText("a\nb\nc\nb\nc\nd", cursor: 2))
    #expect(press(.cutLine, .init(above: 2, count: 3, isExact: true)) == .beep)
    #expect(press(.cutLine, .init(above: 1, count: 2, isExact: true)) == .refresh)
    #expect(editor.content == EditedText("c\nb\nc\nd", cursor: 0))
    #expect(press(.copyLine, .init(count: 9, isExact: true)) == .beep)
    #expect(press(.cutLine, .init(count: 9)) == .refresh)
    #expect(editor.content == EditedText(""))
    #expect(press(.putAfter, .init(count: 1 << 24)) == .beep)
    #expect(press(.putAfter, .init()) == .refresh)
    #expect(press(.clearLine, .init(count: 2)) == .refresh)
    #expect(editor.content == EditedText("\nc\nd", cursor: 0))
  }

  @Test func whatTheSourceCutIsKnownAtTheNextKey() {
    editor.content = EditedText("one two", cursor: 0)
    press(.ownCut)
    editor.take(EditedText("two", cursor: 0))
    press(.newLine)
    #expect(editor.handle(.putAfter, repl) == .refresh)
    #expect(editor.content.text == "\ntone wo")
  }

  @Test func enterAboveBlankLinesRuns() {
    editor.content = EditedText("x = 1\n\n", cursor: 5)
    #expect(editor.handle(.enter, repl) == .accept)
  }

  @Test(arguments: ["for i in x: i", "def f(): return 1", "class A: pass", "with a as b: pass"])
  func aStatementOnOneLineRuns(_ line: String) {
    editor.content = EditedText(line)
    #expect(editor.handle(.enter, repl) == .accept)
  }

  @Test func elseMayFollow() {
    editor.content = EditedText("if x: a")
    #expect(editor.handle(.enter, repl) == .refresh)
    editor.content.insert("else: b")
    #expect(editor.handle(.enter, repl) == .accept)
    #expect(editor.content.text == "if x: a\nelse: b")
  }

  @Test(arguments: [
    ">>> for i in x:\n...     i\n... \n", "for i in x:\n    i\n",
    "In [3]: for i in x:\n   ...:     i\n   ...: ",
  ])
  func aPastedBlockBringsItsEnd(_ text: String) {
    press(.paste(text))
    #expect(editor.content == EditedText("for i in x:\n    i\n"))
    #expect(editor.handle(.enter, repl) == .accept)
  }

  @Test func aPastedBlockWithoutEndGoesOn() {
    press(.paste("for i in x:\n    i"))
    #expect(editor.handle(.enter, repl) == .refresh)
  }

  @Test func keysAreClosed() {
    _ = repl.session.run("d = {'alpha': 1, 'beta': 2, 'blue': 3}", number: nil, echo: false) { _ in }
    for (typed, shown) in [
      ("d['al|", "d['alpha']|"), ("d[\"al|", "d[\"alpha\"]|"), ("d['al|']", "d['alpha|']"),
      ("d['al|]", "d['alpha'|]"), ("d['b|", "d['b|"), ("d['alpha|", "d['alpha']|"),
    ] {
      editor.start()
      let parts = typed.split(separator: "|", omittingEmptySubsequences: false)
      editor.content = EditedText(parts.joined(), cursor: parts[0].utf8.count)
      press(.tab)
      var text = Array(editor.content.bytes)
      text.insert(UInt8(ascii: "|"), at: editor.content.cursor)
      #expect(String(decoding: text, as: UTF8.self) == shown)
    }
  }

  @Test func tabAgainListsEverything() {
    editor.content = EditedText("de")
    guard case .show(let some) = editor.handle(.tab, repl), case .showAll(let all) = editor.handle(.tab, repl)
    else { return #expect(Bool(false), "nothing is listed") }
    #expect(some == all && all.count > 1)
    press(.left, .right)
    guard case .show = editor.handle(.tab, repl) else { return #expect(Bool(false), "all are listed") }
  }
}
