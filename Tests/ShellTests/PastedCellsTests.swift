import Notebooks
import Shell
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Texts that are scripts of their own: with cell markers, with what was recorded, run from a file; and saved again.
@Suite final class PastedCellsTests {
  let output = CollectedOutput()
  let messages = CollectedOutput()
  let repl: REPL
  let folder: String

  init() throws {
    repl = REPL(session: NotebookShellSession(), output: output, messages: messages)
    repl.recorder = NotebookRecorder()
    var template = Array("/tmp/nbsh-pasted-XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
  }

  deinit {
    for name in ["s.py", "h.py", "h.ipynb"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// The session as `%save` writes it, once it is known to replay.
  private func saved(_ options: String = "") throws -> String {
    _ = output.take()
    let path = folder + "/s.py"
    repl.execute("%save -f \(path) \(options)")
    #expect(output.take().contains(" written to "))
    var replay = ReplayOptions(isolation: .inProcess)
    replay.makeKernel = { _ in Session(folders: [""]) }
    #expect(Replay.run([path], replay) == 0)
    repl.execute("%check")
    #expect(output.take().hasPrefix("The session replays to the same outputs"))
    return String(decoding: try Files.read(path), as: UTF8.self)
  }

  private func write(_ name: String, _ text: String) throws {
    try Files.writeAtomically(folder + "/" + name, Array(text.utf8))
  }

  @Test func recordsAreNoPartOfACell() throws {
    repl.execute("print(1)\n#> 1")
    #expect(output.take() == "1\n")
    repl.execute("#> hello")
    repl.execute("print(2)\n#> 2\nx = [3,\n#> a comment\n]\nx\n\n#> [3]\n")
    #expect(output.take() == "2\nOut[2]: [3]\n" && repl.number == 3)
    #expect(
      try saved() == """
        # %%
        print(1)
        #> 1

        # %%
        print(2)
        x = [3,
        #> a comment
        ]
        x
        #> 2
        #> [3]

        """)
  }

  @Test func aTextWithMarkersRunsAsItsCells() throws {
    let text = "print(\"a\")\n# %% Two\n1+1\n# %% Three rtol=1e-3\nprint(\"c\")\n#> c"
    _ = repl.run(ScriptedSource([.paste(text), "4"]))
    #expect(output.take().split(separator: "\n") == ["a", "Out[2]: 2", "c", "Out[4]: 4"])
    #expect(repl.history.entries.suffix(2) == [text, "4"])
    repl.execute("%history -n")
    #expect(output.take() == "1: print(\"a\")\n2: 1+1\n3: print(\"c\")\n4: 4\n")
    #expect(
      try saved()
        == """
        # %%
        print("a")
        #> a

        # %% Two
        1+1
        #> 2

        # %% Three rtol=1e-3
        print("c")
        #> c

        # %%
        4
        #> 4

        """)
    repl.execute("In[2], Out[2], _")
    #expect(output.take() == "Out[5]: ('1+1', 2, 4)\n")
  }

  @Test func theFirstErrorEndsAPaste() {
    repl.execute("# %%\nx = 1\n# %%\n1/0\n# %%\nx = 2\n# %% Last\nx = 3\n")
    #expect(messages.take().hasSuffix("ZeroDivisionError: division by zero\nnot run: the 2 cells below\n"))
    repl.execute("x")
    #expect(output.take() == "Out[3]: 1\n")
  }

  @Test func anErrorThatIsAnnouncedEndsNothing() throws {
    repl.execute(
      "# %% Bad tags=[\"raises-exception\"]\n1/0\n#> ZeroDivisionError: division by zero\n# %%\nx = 2")
    #expect(messages.take().hasSuffix("ZeroDivisionError: division by zero\n"))
    repl.execute("# %% Good tags=[\"raises-exception\"]\nx")
    #expect(
      try saved() == """
        # %% Bad tags=["raises-exception"]
        1/0
        #> ZeroDivisionError: division by zero

        # %%
        x = 2

        # %% Good
        x
        #> 2

        """)
  }

  @Test func commandsAndTextBetweenCellsStay() throws {
    repl.execute(
      """
      #!/usr/bin/env nbsh
      # %% [markdown]
      # # Title

      # %%
      %matplotlib inline
      x = 1
      # %% Slow tags=["nbval-skip"]
      x = 2
      #> nothing

      # %%
      x

      # %% [raw]
      # end
      """)
    #expect(output.take() == "Out[2]: 1\n")
    #expect(messages.take() == "skipped “Slow”: tagged nbval-skip\n")
    #expect(
      try saved() == """
        # %% [markdown]
        # # Title

        # %%
        x = 1

        # %% Slow tags=["nbval-skip"]
        x = 2

        # %%
        x
        #> 1

        # %% [raw]
        # end

        """)
  }

  @Test func markersInStringsAndBlocksOpenNoCell() throws {
    repl.execute("s = '''\n# %% Two\n#> x\n'''\nprint(s)")
    repl.execute("def f():\n    # %% step\n    return 1\n\nf()")
    #expect(output.take() == "\n# %% Two\n#> x\n\nOut[2]: 1\n")
    #expect(
      try saved() == """
        # %%
        s = '''
        # %% Two
        #> x
        '''
        print(s)
        #>
        #> # %% Two
        #> #> x
        #>

        # %%
        def f():
            ## %% step
            return 1

        f()
        #> 1

        """)
  }

  @Test func theHeadersOfAScriptThatRanStay() throws {
    try write(
      "h.py",
      """
      # %% Timing id="a" tags=["nbval-ignore-output"]
      import time
      print(time.time())

      # %% Bad tags=["raises-exception"]
      1/0
      #> ZeroDivisionError: division by zero

      # %% [markdown]
      # Text

      # %% Loose rtol=1e-1 id="b"
      0.5
      #> 0.51

      """)
    repl.execute("%run \(folder)/h.py")
    repl.execute("%run \(folder)/h.py")
    let lines = try saved().split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("# ") } == [
        "# %% Timing id=\"a\" tags=[\"nbval-ignore-output\"]", "# %% Bad tags=[\"raises-exception\"]",
        "# %% [markdown]", "# Text", "# %% Loose rtol=1e-1 id=\"b\"",
        "# %% Timing tags=[\"nbval-ignore-output\"]", "# %% Bad tags=[\"raises-exception\"]",
        "# %% [markdown]", "# Text", "# %% Loose rtol=0.1",
      ])
  }

  @Test func theTagsOfANotebookThatRanStay() throws {
    try write(
      "h.ipynb",
      """
      {"cells": [{"cell_type": "code", "execution_count": null, "id": "c1", "metadata": {"tags": ["raises-exception"],
      "title": "Bad"}, "outputs": [], "source": "1/0"}, {"cell_type": "code", "execution_count": null, "id": "c2",
      "metadata": {}, "outputs": [], "source": "3"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """)
    repl.execute("%run \(folder)/h.ipynb")
    #expect(try saved().hasPrefix("# %% Bad tags=[\"raises-exception\"] cell_id=\"c1\"\n1/0\n"))
  }

  @Test func aMessageNamesACellCommandWithBothMarks() {
    repl.execute("%%capture\nx = 1")
    repl.execute("%%timeit -q\n1/0 +")
    let said = messages.take()
    #expect(said.hasPrefix("unknown command %%capture") && said.contains("\n%%timeit: "))
  }
}
