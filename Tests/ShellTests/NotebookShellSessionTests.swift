import Shell
import Testing

@Suite struct NotebookShellSessionTests {
  let output = CollectedOutput()
  let messages = CollectedOutput()
  let repl: REPL

  init() { repl = REPL(session: NotebookShellSession(), output: output, messages: messages) }

  /// What the shell shows for an input.
  private func shown(_ text: String) -> String {
    repl.execute(text)
    return output.take() + messages.take()
  }

  // MARK: Kept cells

  @Test func lastValuesHaveNames() {
    #expect(shown("3 + 4") == "Out[1]: 7\n")
    #expect(shown("x = 1") == "")
    #expect(shown("None") == "")
    #expect(shown("_ * 2") == "Out[4]: 14\n")
    #expect(shown("(_, __)") == "Out[5]: (14, 7)\n")
    #expect(shown("_1, Out[4]") == "Out[6]: (7, 14)\n")
    #expect(shown("In[2], _i, _i4") == "Out[7]: ('x = 1', '_1, Out[4]', '_ * 2')\n")
    #expect(shown("sorted(Out)") == "Out[8]: [1, 4, 5, 6, 7]\n")
    #expect(shown("%who") == "x\n")
  }

  @Test func timingChangesNoNames() {
    _ = shown("w = [1]")
    _ = shown("%timeit -n 3 -r 2 w = w * 2; k9 = 3")
    #expect(shown("w").hasSuffix(": [1]\n"))
    #expect(shown("k9").contains("NameError: name 'k9' is not defined"))
    _ = shown("%time z = 5")
    #expect(shown("z").hasSuffix(": 5\n"))
  }

  @Test func beforeTheFirstValueTheyAreEmpty() {
    #expect(
      shown("_, __, ___, _i, _ii, _iii, In, Out")
        == "Out[1]: ('', '', '', '', '', '', ['', '_, __, ___, _i, _ii, _iii, In, Out'], {})\n")
    #expect(shown("_9").contains("NameError: name '_9' is not defined"))
    #expect(shown("Out[9]").contains("KeyError: 9"))
    let program = Batch(session: NotebookShellSession(), output: output, messages: messages)
    #expect(program.run("print(_)") == 1)
    #expect(messages.take().contains("NameError: name '_' is not defined"))
  }

  @Test func aNameOfTheScriptIsItsOwn() {
    #expect(shown("for _ in range(3): pass") == "")
    #expect(shown("10") == "Out[2]: 10\n")
    #expect(shown("_, _2") == "Out[3]: (2, 10)\n")
  }

  @Test func numbersGoOnAfterAReset() {
    _ = shown("import numpy as np; np.random.seed(0); x = 5")
    _ = shown("5")
    #expect(shown("%reset") == "")
    #expect(shown("In[2:], Out") == "Out[3]: (['5', 'In[2:], Out'], {})\n")
    #expect(shown("x").contains("NameError") && shown("_2").contains("NameError"))
    #expect(shown("%history 2-3") == "5\nIn[2:], Out\n")
    // The stream goes on, as in the script that %save writes.
    #expect(shown("import numpy as np; np.random.rand()").hasSuffix(": 0.5488135039273248\n"))
    #expect(shown("%reset in") == "")
    #expect(shown("%history") == "" && shown("np.e").hasSuffix(": 2.718281828459045\n"))
  }

  @Test func timesAreValues() {
    #expect(shown("t = %timeit -q -o -n 3 -r 2 1 + 1") == "")
    #expect(shown("t.loops, t.repeat, len(t.timings)") == "Out[2]: (3, 2, 2)\n")
    #expect(shown("t.best <= t.average <= t.worst") == "Out[3]: True\n")
    let text = shown("%timeit -qo -n1 -r1 1")
    #expect(text.hasPrefix("Out[4]: <TimeitResult : ") && text.hasSuffix("of 1 run, 1 loop each)>\n"))
  }

  @Test func drawsWithoutASeedAreNoticed() {
    for cell in [
      "import numpy as np, random", "a = np.random.rand()", "rng = np.random.default_rng()",
      "a = rng.random()", "a = np.random.default_rng().random()", "a = random.random()",
      "np.random.seed(1); a = np.random.randn()", "a = np.random.default_rng(3).random()",
      "random.seed(2); a = random.random()", "np.random.seed(); a = np.random.rand(); np.random.seed(0)",
    ] { _ = shown(cell) }
    #expect(
      repl.cells.map(\.random.own.drewUnseeded) == [
        false, true, false, true, true, true, false, false, false, true,
      ])
  }

  @Test func leavingWritesOpenFiles() throws {
    let path = "/tmp/nbsh-leaving-\(UInt64.random(in: 0 ..< .max)).txt"
    let session = NotebookShellSession()
    let repl = REPL(session: session, output: output, messages: messages)
    repl.execute("f = open('\(path)', 'w')\nlength = f.write('kept')")
    session.leave()
    #expect(shown("open('\(path)').read()") == "Out[1]: 'kept'\n")
    #expect(shown("import os; os.remove('\(path)')") == "")
  }

  @Test func exitIsKnown() {
    #expect(shown("exit?").contains("exit(code=None)"))
    #expect(shown("print(quit)") == "Use quit() or Ctrl-D (i.e. EOF) to exit\n")
    let program = Batch(session: NotebookShellSession(), output: output, messages: messages)
    #expect(program.run("print(1)\nexit(4)\nprint(2)") == 4 && output.take() == "1\n")
    #expect(program.run("quit()") == 0)
  }

  // MARK: Cells with commands

  @Test func aCellWithCommandsIsOneCell() {
    #expect(shown("%matplotlib inline\nx = 1\nx\n%time y = 2\nx + y").hasSuffix("Out[1]: 3\n"))
    #expect(repl.number == 2)
    #expect(repl.cells.map(\.source) == ["x = 1\nx\ny = 2\nx + y"])
    #expect(repl.cells[0].outputs == [.value("3")])
    #expect(shown("a = 1\n1 / 0\n%pwd\nb = 2").contains("ZeroDivisionError"))
    #expect(shown("%who") == "a  x  y\n")
    let page = shown("len?")
    #expect(shown("z = 3\nlen?\nz") == page + "Out[3]: 3\n")
  }

  @Test func timingsRunTheStatementAlone() {
    #expect(shown("n = []\n%timeit -n 5 -r 2 n.append(1)\nlen(n)").hasSuffix("Out[1]: 10\n"))
    #expect(shown("%timeit -n 1 -r 1 1 / 0").contains("ZeroDivisionError"))
  }

  @Test func importedNamesAreVariables() {
    _ = shown("import numpy as np; from math import sqrt; _own = 1")
    #expect(shown("%who") == "np  sqrt\n")
    #expect(shown("%who module") == "np\n")
    let table = shown("%whos").split(separator: "\n").map(String.init)
    #expect(table.last == "sqrt      builtin_function_or_method  <built-in function sqrt>")
  }

  @Test func reprsOfVariablesMayFail() {
    _ = shown(
      """
      class Bad:
          def __repr__(self): return 1 / 0
      class Deep:
          def __repr__(self): print('called'); return repr(self)
      bad, deep = Bad(), Deep()
      """)
    #expect(shown("%who") == "Bad  Deep  bad  deep\n")
    let table = shown("%whos").split(separator: "\n").map(String.init)
    #expect(table.suffix(2) == ["bad       Bad", "deep      Deep"])
    #expect(shown("[bad]").hasSuffix("ZeroDivisionError: division by zero\n"))
    #expect(shown("deep").hasSuffix("RecursionError: maximum recursion depth exceeded\n"))
  }

  @Test func aVariableIsARow() {
    _ = shown("class Two:\n    def __repr__(self): return 'one\\ntwo'\n\nv = Two()")
    #expect(shown("%whos").hasSuffix("\nv         Two   one\\ntwo\n"))
  }

  @Test func whatIsLeftOutOfABlockIsSaid() {
    repl.recorder = NotebookRecorder()
    #expect(
      shown("if True:\n    %time x = 3\n    %timeit x\n    %matplotlib inline\n    x?\nx") == """
        Out[1]: 3
        left out of cell 1: %time x = 3: the statement runs, its time is not shown
        left out of cell 1: %timeit x
        left out of cell 1: x?

        """)
  }

  // MARK: Help

  @Test func helpOfWhatAScriptDefines() {
    _ = shown(
      """
      class A:
          '''A thing.'''
          def __init__(self, n=2): self.n = n
          def g(self, x, y=1, *rest, key=None, **more):
              '''Does it.

              At length.
              '''
              return x
      """)
    let signature = "g(x, y=1, *rest, key=None, **more)"
    #expect(shown("A().g?") == "\(signature)\n\nDoes it.\n\nAt length.\n")
    #expect(shown("A.g?") == "g(self, x, y=1, *rest, key=None, **more)\n\nDoes it.\n\nAt length.\n")
    #expect(
      shown("A.g??").hasSuffix(
        """
        Source:
            def g(self, x, y=1, *rest, key=None, **more):
                '''Does it.

                At length.
                '''
                return x

        """))
    #expect(shown("A?") == "class A(n=2)\n\nA thing.\n\nMethods:\n    \(signature)\n")
    #expect(shown("A??").contains("Source:\nclass A:\n    '''A thing.'''"))
    #expect(shown("help(A)") == shown("A?"))
    #expect(shown("A(7)?").hasPrefix("Type: __main__.A\n"))
  }

  @Test func helpOfTheLibrary() {
    #expect(shown("np.linspace?") == "Object `np.linspace` not found.\n")
    _ = shown("import numpy as np")
    let page = shown("np.linspace?")
    #expect(page.hasPrefix("linspace(start, stop, num=50") && page.contains("\n\nExample:\n    print("))
    #expect(shown("help(np.linspace)") == page)
    #expect(shown("np.lin*?") == "np.linalg\nnp.linspace\n")
    #expect(shown("np.zeros((2, 3))?").hasPrefix("Type: numpy.ndarray\nShape: (2, 3), float64, 48 bytes\n"))
    #expect(shown("[1, 2][0].bit_length?").hasPrefix("bit_length()\n"))
    #expect(shown("np?").split(separator: "\n").allSatisfy { $0.count <= 79 })
  }

  @Test func helpOfConstantsAndOfNamesInQuotes() {
    #expect(shown("True?").hasPrefix("Type: bool\n") && shown("None?").hasPrefix("Type: NoneType\n"))
    #expect(shown("...?").hasPrefix("Type: ellipsis\n") && shown("3?").hasPrefix("Type: int\n"))
    #expect(shown("help('print')") == shown("print?"))
    #expect(shown("help('numpy.linspace')").hasPrefix("linspace(start, stop, num=50"))
    #expect(
      shown("help('zzz')")
        == "No Python documentation found for 'zzz'.\nUse help() to get the interactive help utility.\n"
        + "Use help(str) for help on the str class.\n")
  }

  @Test func aMisspeltNameSuggestsTheNearOne() {
    _ = shown("import numpy as np")
    #expect(shown("np.linspce?") == "Object `np.linspce` not found. Did you mean: `np.linspace`?\n")
    #expect(shown("pirnt?") == "Object `pirnt` not found. Did you mean: `print`?\n")
    #expect(shown("q?") == "Object `q` not found.\n")
    #expect(shown("1 +?") == "Object `1 +` not found.\n")
  }

  @Test func aBeginningSuggestsTheWholeName() {
    _ = shown("import numpy as np")
    #expect(shown("np.linsp?").contains("Did you mean: `np.linspace`?"))
  }

  @Test func aQuestionMarkInACommentIsNoQuestion() {
    #expect(shown("'why?'") == "Out[1]: 'why?'\n")
    #expect(shown("5  # why?") == "Out[2]: 5\n")
  }
}
