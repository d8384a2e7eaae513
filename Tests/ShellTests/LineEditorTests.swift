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
    #expect(editor.content.text == "if x:\n\n    y")
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
