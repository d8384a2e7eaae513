import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct ReplayCommandTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  // MARK: Planted changes

  @Test func aNotebookOfTheProjectPasses() throws {
    _ = try folder.copyNotebook("fc_to_conv", figures: 1)
    let outcome = try Program.run("replay", ".", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("ok   fc_to_conv.py  5 cells, "))
    #expect(outcome.output.contains("1 script, 5 cells: 5 passed in "))
    #expect(outcome.errors.isEmpty)
    #expect(folder.names() == ["fc_to_conv.py", "figures"])
  }

  @Test func aChangedDigitIsShownSideBySide() throws {
    let text = try folder.copyNotebook("fc_to_conv", figures: 1)
    let changed = try text.changing("stride 2, padding 1: 3\n", to: "stride 2, padding 1: 4\n")
    try folder.write("fc_to_conv.py", changed)
    let outcome = try Program.run("replay", "fc_to_conv.py", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("fc_to_conv.py:43: cell 3 “The formula” differs from its record"))
    #expect(outcome.output.contains("padding 1: 4"))
    #expect(outcome.output.contains("padding 1: 3"))
    #expect(outcome.output.contains("5 cells: 4 passed, 1 failed"))
    #expect(outcome.output.hasSuffix("failed: fc_to_conv.py:43 cell 3 “The formula”\n"))
    #expect(try folder.read("fc_to_conv.py") == changed)
  }

  @Test func aChangedFigureLeavesThreePictures() throws {
    _ = try folder.copyNotebook("fc_to_conv", figures: 1)
    try folder.write("other.py", "# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()\n")
    #expect(try Program.run("replay", "other.py", "--record", "missing", in: folder).status == 0)
    try folder.write("figures/fc_to_conv/1.png", try folder.bytes("figures/other/1.png"))
    let outcome = try Program.run("replay", "fc_to_conv.py", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("figure fc_to_conv/1.png differs by "))
    #expect(outcome.output.contains("image_tol="))
    #expect(
      outcome.output.contains("pictures: replay-differences/fc_to_conv/1-{expected,got,difference}.png"))
    let pictures = folder.names("replay-differences/fc_to_conv")
    #expect(pictures == ["1-difference.png", "1-expected.png", "1-got.png"])
    #expect(
      try folder.bytes("replay-differences/fc_to_conv/1-expected.png") == folder.bytes("figures/other/1.png"))
  }

  @Test func aRemovedCellIsMissedByThoseThatNeedIt() throws {
    let text = try folder.copyNotebook("fc_to_conv", figures: 1)
    let tools = try #require(cell("Tools", of: text))
    try folder.write("fc_to_conv.py", try text.changing(tools, to: ""))
    let outcome = try Program.run("replay", "fc_to_conv.py", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("cell 1 “An affine layer as a convolution” raised NameError: name 'np'"))
    let picture = try #require(cell("Scores over the image", of: text))
    try folder.write("fc_to_conv.py", try text.changing(picture, to: ""))
    let other = try Program.run("replay", "fc_to_conv.py", in: folder)
    #expect(other.output.contains("note: figures/fc_to_conv/1.png belongs to no cell"))
    // The code alone removed: its record is one of nothing.
    let code = try #require(cell("The formula", of: text))
    let record = code.split(separator: "\n").filter { $0.hasPrefix("#") }.joined(separator: "\n") + "\n\n"
    try folder.write("fc_to_conv.py", try text.changing(code, to: record))
    let last = try Program.run("replay", "fc_to_conv.py", in: folder)
    #expect(last.output.contains("cell 3 “The formula” differs from its record"))
    #expect(last.output.contains("| (nothing)"))
  }

  /// A cell with everything up to the next one.
  private func cell(_ title: String, of text: String) -> String? {
    guard let start = text.indices.first(where: { text[$0...].hasPrefix("# %% \(title)\n") }) else {
      return nil
    }
    let rest = text[text.index(after: start)...]
    let end = rest.indices.first { rest[$0...].hasPrefix("# %%") } ?? text.endIndex
    return String(text[start..<end])
  }

  // MARK: Cells that go wrong

  @Test func cellsThatTakeTooMuchFailAndTheOthersAreReported() throws {
    try folder.write("endless.py", "# %% timeout=0.3\nwhile True: pass\n# %%\nprint(2)\n#> 2\n")
    try folder.write("chatty.py", "# %%\nwhile True: print('x' * 10000)\n# %%\nprint(2)\n#> 2\n")
    try folder.write(
      "hungry.py",
      "# %%\nimport numpy as np\n# %%\na = []\nwhile True: a.append(np.ones((1000, 1000)))\n# %%\nprint(2)\n#> 2\n"
    )
    try folder.write("greedy.py", "# %%\na = [1]\nwhile True: a = a + a\n# %%\nprint(2)\n#> 2\n")
    let outcome = try Program.run(
      "replay", ".", "--timeout", "100", "--memory", "500", "-j", "2", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("endless.py:1: cell 1 took longer than 0.30 s"))
    #expect(outcome.output.contains("chatty.py:1: cell 1 showed more than 16 MiB"))
    #expect(outcome.output.contains("hungry.py:3: cell 2 raised MemoryError: Unable to allocate"))
    #expect(
      outcome.output.contains(
        "greedy.py:1: cell 1 ran out of memory; the limit is 500 MiB"))
    #expect(outcome.output.contains("4 scripts, 9 cells: 5 passed, 4 failed"))
    // Not a word of what a crash leaves behind.
    #expect(outcome.errors.isEmpty)
  }

  @Test func whoeverIsKilledLeavesNoCellRunning() throws {
    try folder.write(
      "a.py",
      "# %%\nimport time\nbeat = 0\nwhile True:\n    beat += 1\n    with open('beat', 'w') as f: f.write(str(beat))\n"
        + "    time.sleep(0.01)\n")
    let outcome = try Program.start(["replay", "a.py"], in: folder).killed {
      (try? folder.read("beat")) != nil
    }
    #expect(outcome.status == -SIGKILL)
    // The cell stops beating soon.
    var before: String?
    var tries = 0
    while tries < 100 {
      let now = try folder.read("beat")
      if now == before { break }
      (before, tries) = (now, tries + 1)
      usleep(300_000)
    }
    #expect(tries < 100)
  }

  @Test func aTimeInTheHeaderIsForOneCell() throws {
    try folder.write(
      "a.py", "# %%\nimport time\n# %% Slow timeout=0.1\ntime.sleep(30)\n# %%\ntime.sleep(0.2)\n")
    let outcome = try Program.run("replay", "a.py", in: folder)
    #expect(outcome.output.contains("cell 2 “Slow” took longer than 0.10 s"))
    #expect(outcome.output.contains("2 passed, 1 failed"))
  }

  @Test func aScriptThatEndsItselfHasFailedUnlessAllIsWell() throws {
    try folder.write("a.py", "# %%\nimport sys\nsys.exit(0)\n# %% Bad\nsys.exit(3)\n# %%\nprint(2)\n#> 2\n")
    let outcome = try Program.run("replay", "a.py", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("cell 2 “Bad” raised SystemExit: 3"))
    #expect(outcome.output.contains("3 cells: 2 passed, 1 failed"))
  }

  @Test func aSessionWithoutRoomToBeginSaysSo() throws {
    try folder.write("a.py", "# %%\nprint(1)\n#> 1\n")
    let outcome = try Program.run("replay", "a.py", "--memory", "1", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("cell 1 was not run: its session "))
    #expect(outcome.output.contains("the limit is 1 MiB"))
  }

  // MARK: Recording

  @Test func everyModeRecordsItsCellsAndNothingElse() throws {
    let text =
      "# %% New\nprint(1)\n\n# %% Wrong\nprint(2)  # note\n#> 3\n\n# %% Right\nprint('a b')\n#> ...\n#> b\n"
    func record(_ words: String...) throws -> String {
      try folder.write("a.py", text)
      _ =
        words.count == 1
        ? try Program.run("replay", "a.py", words[0], in: folder)
        : try Program.run("replay", "a.py", words[0], words[1], in: folder)
      return try folder.read("a.py")
    }
    let new = try text.changing("print(1)\n", to: "print(1)\n#> 1\n")
    #expect(try record("--record", "never") == text)
    #expect(try record("--record", "missing") == new)
    let failed = try new.changing("#> 3", to: "#> 2").changing("#> ...\n#> b\n", to: "#> a b\n")
    #expect(try record("--record", "failed") == failed)
    #expect(try record("--record", "all") == failed)
    #expect(try record("--review") == text)
    try folder.write("a.py", text)
    let outcome = try Program.run("replay", "a.py", "--record", "all", in: folder, variables: ["CI": "true"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("nothing is recorded where CI is set"))
    #expect(try folder.read("a.py") == text)
    #expect(try Program.run("replay", "a.py", "--review", "--record", "all", in: folder).status == 64)
  }

  @Test func aReviewGoesCellByCell() throws {
    try folder.write("a.py", "# %%\nprint(1)\n#> 2\n# %%\nprint(1)\n#> 2\n# %%\nprint(1)\n#> 2\n")
    let outcome = try Program.run(
      "replay", "a.py", "--review", in: folder, input: "what\naccept\nkeep\nquit\n")
    #expect(outcome.status == 1)
    #expect(try folder.read("a.py") == "# %%\nprint(1)\n#> 1\n# %%\nprint(1)\n#> 2\n# %%\nprint(1)\n#> 2\n")
    #expect(outcome.output.components(of: "accept, keep or quit? [a/k/q] ") == 4)
    #expect(outcome.output.contains("1 passed, 2 failed, 1 recorded"))
  }

  @Test func aReviewShowsPicturesBeforeTheyAreRecorded() throws {
    try folder.write("a.py", "# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n")
    let outcome = try Program.run("replay", "a.py", "--review", in: folder, input: "k\n")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("picture: replay-differences/a/cell-1-1-got.png\naccept, keep or quit?"))
    #expect(try folder.bytes("replay-differences/a/cell-1-1-got.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(!folder.names().contains("figures"))
  }

  @Test func aCopyOfAScriptGetsFiguresOfItsOwn() throws {
    let plot = "# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
    try folder.write("a.py", plot)
    #expect(try Program.run("replay", "a.py", "--record", "all", in: folder).status == 0)
    try folder.write("b.py", try folder.read("a.py"))
    #expect(try Program.run("replay", "b.py", "--record", "all", in: folder).status == 0)
    #expect(try folder.read("b.py") == plot + "#> [figure b/1.png 640x480]\n")
    #expect(try Program.run("replay", ".", in: folder).status == 0)
    #expect(try folder.bytes("figures/a/1.png") == folder.bytes("figures/b/1.png"))
    // A figure that is gone from the script is gone from its folder.
    try folder.write("b.py", "# %%\nprint(1)\n#> [figure b/1.png 640x480]\n#> [figure a/1.png 640x480]\n")
    #expect(try Program.run("replay", "b.py", "--record", "all", in: folder).status == 0)
    #expect(folder.names("figures") == ["a"] && folder.names("figures/a") == ["1.png"])
  }

  @Test func figuresOfANotebookThatDifferGetNamesOfTheirOwn() throws {
    let plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"
    try folder.write("a.py", "# %%\n" + plot + "# %%\n" + plot)
    #expect(try Program.run("replay", "a.py", "--record", "all", in: folder).status == 0)
    #expect(try Program.run("convert", "a.py", "a.ipynb", in: folder).status == 0)
    let text = try folder.read("a.ipynb")
    #expect(try Program.run("replay", "a.ipynb", in: folder).status == 0)
    try folder.write("a.ipynb", try text.changing("[1, 2]", to: "[2, 1]").changing("[1, 2]", to: "[2, 1]"))
    let outcome = try Program.run("replay", "a.ipynb", in: folder)
    #expect(outcome.status == 1)
    #expect(
      folder.names("replay-differences/a").sorted()
        == ["1", "2"].flatMap { cell in ["difference", "expected", "got"].map { "cell-\(cell)-1-\($0).png" } }
    )
  }

  @Test func whatDiffersBetweenTwoRunsIsNotRecorded() throws {
    let text = "# %%\nimport time\nprint('begin')\nprint(time.time())\n# %%\nprint('end')\n"
    try folder.write("a.py", text)
    let outcome = try Program.run("replay", "a.py", "--record", "all", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("cell 1 was not recorded: output line 2 differs between two runs"))
    #expect(outcome.output.contains("write ... for what changes, or set a seed"))
    #expect(try folder.read("a.py") == text + "#> end\n")
  }

  // MARK: Choices and reports

  @Test func choicesOfCellsAndScripts() throws {
    for name in ["a", "b", "c", "d"] {
      try folder.write(
        "\(name).py", "# %% One\nprint(1)\n#> \(name == "b" ? 2 : 1)\n# %% Two\nprint(2)\n#> 2\n")
    }
    let fast = try Program.run("replay", ".", "--fail-fast", in: folder)
    #expect(fast.status == 1)
    #expect(fast.output.contains("2 scripts left out"))
    let only = try Program.run("replay", "b.py", "--only", "Two", in: folder)
    #expect(only.status == 0)
    #expect(only.output.contains("1 script, 1 cell: 1 passed"))
    #expect(try Program.run("replay", "b.py", "--only", "Three", in: folder).status == 2)
    var seen: [String] = []
    for part in 1...3 {
      let outcome = try Program.run("replay", ".", "--shard", "\(part)/3", "-v", in: folder)
      #expect(outcome.output.contains("cell 2 “Two” ok ("))
      seen += outcome.output.split(separator: "\n").filter { $0.hasPrefix("ok") || $0.hasPrefix("FAIL") }
        .map { String($0.dropFirst(5).prefix(4)) }
    }
    #expect(seen.sorted() == ["a.py", "b.py", "c.py", "d.py"])
    #expect(try Program.run("replay", "b.py", "--only", "first", in: folder).status == 2)
    try folder.write("e.py", "# %% One\nx = 3\n# %% Two tags=[\"first\"]\nx\n#> 3\n# %% Three\n1 / 0\n")
    let tagged = try Program.run("replay", "e.py", "--only", "first", in: folder)
    #expect(tagged.status == 0 && tagged.output.contains("1 script, 1 cell: 1 passed"))
    for words in [["-j", "0"], ["--shard", "0/2"], ["--timeout", "0"], ["--record", "some"]] {
      #expect(try Program.run("replay", ".", words[0], words[1], in: folder).status == 64)
    }
    let none = try Program.run("replay", "none.py", "no.py", in: folder)
    #expect(none.status == 2)
    #expect(
      none.errors == "nbsh: none.py: No such file or directory\nnbsh: no.py: No such file or directory\n")
  }

  @Test func aFileIsReplayedOnceAndUnderItsOwnName() throws {
    try folder.write("deep/b.py", "# %%\nprint(1)\n#> 1\n")
    symlink("deep/b.py", folder.path + "/a.py")
    symlink(".", folder.path + "/deep/loop")
    let outcome = try Program.run("replay", ".", "a.py", "deep", "./deep/b.py", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("ok   deep/b.py  1 cell"))
    #expect(outcome.output.contains("1 script, 1 cell: 1 passed"))
    #expect(try Program.run("replay", "a.py", in: folder).output.hasPrefix("ok   a.py  1 cell"))
  }

  @Test func machinesGetTheirReports() throws {
    try folder.write(
      "a.py", "# %% One\nprint(1)\n#> 2\n# %% Two\n#> 1\n# %% Three tags=[\"nbval-skip\"]\n1 / 0\n")
    let outcome = try Program.run(
      "replay", "a.py", "--tap", "--junit", "out.xml", in: folder, variables: ["GITHUB_ACTIONS": "true"])
    #expect(outcome.output.hasPrefix("TAP version 13\nnot ok 1 - a.py:1 cell 1 “One”\n"))
    #expect(
      outcome.output.contains("\n::error file=a.py,line=1,title=cell 1 “One”::differs from its record%0A"))
    #expect(outcome.output.contains("\nok 3 - a.py:6 cell 3 “Three” # SKIP tagged nbval-skip\n"))
    #expect(outcome.output.hasSuffix("\n1..3\n"))
    let results = try folder.read("out.xml")
    #expect(
      results.contains("<testsuite name=\"a.py\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\""))
    #expect(results.contains("<failure type=\"differs\" message=\"differs from its record\">"))
    #expect(results.contains("\n3 2 "), "\(results)")
    #expect(results.contains("<skipped message=\"tagged nbval-skip\"/>"))
  }

  @Test func theReportKeepsTheOrderOfThePaths() throws {
    for number in 0..<12 {
      try folder.write(
        "s\(number + 10).py", "# %%\nimport time\ntime.sleep(\(number % 3 == 0 ? 0.05 : 0))\nprint(1)\n#> 1\n"
      )
    }
    let outcome = try Program.run("replay", ".", "-j4", in: folder)
    let names = outcome.output.split(separator: "\n").filter { $0.hasPrefix("ok") }.map {
      $0.split(separator: " ")[1]
    }
    #expect(names.count == 12 && names == names.sorted())
  }

  // MARK: Notebooks and hostile files

  @Test func notebooksOfJupyterAreReplayedAndRecorded() throws {
    try folder.write("a.py", "# %%\nx = 1.5\nprint(x)\nx\n#> 1.5\n#> 1.6\n")
    #expect(try Program.run("convert", "a.py", "a.ipynb", in: folder).status == 0)
    #expect(try Program.run("replay", "a.ipynb", in: folder).status == 1)
    #expect(try Program.run("run", "a.ipynb", in: folder).output == "1.5\n1.5\n")
    let before = try folder.read("a.ipynb")
    #expect(try Program.run("replay", "a.ipynb", "--record", "failed", in: folder).status == 0)
    #expect(try Program.run("replay", "a.ipynb", in: folder).status == 0)
    // Of the whole file, the one digit has changed.
    #expect(try folder.read("a.ipynb") == before.changing("\"1.6\"", to: "\"1.5\""))
  }

  @Test func notebooksRunWithoutWhatOnlyJupyterKnows() throws {
    func cell(_ source: String, _ output: String = "") -> String {
      let stream = "{\"name\": \"stdout\", \"output_type\": \"stream\", \"text\": \"\(output)\\n\"}"
      return "{\"cell_type\": \"code\", \"metadata\": {}, \"outputs\": [\(output.isEmpty ? "" : stream)],"
        + " \"source\": \"\(source)\"}"
    }
    let a = "'" + String(repeating: "a", count: 30) + "'"
    let cells = [
      cell("%%bash\\necho hi", "hi"), cell("!pip install x \\\\\\n  y\\n%cd /content\\n%matplotlib inline"),
      cell("%%time\\nx = 3\\nprint(x)", "3\\nCPU times: user 3 us, total: 3 us\\nWall time: 5 us"),
      cell("for i in range(2):\\n    !echo {i}\\nif True:\\n    %time y = [\\n      4]"),
      cell("print('%d'\\n      %y[0])\\nprint?", "4"), cell("len('a')\\n%load_ext autoreload"),
      cell("%%capture\\nprint(1)"), cell("%%timeit\\nz = 1"), cell("ls = 5\\nls\\n", "5"),
      cell("class A: pass\\n[A(), A]", "[<__main__.A at 0x7f35aa2b>, __main__.A]"),
      cell(
        "[['a' * 30] * 2, 'b' * 20, {3, 1}]",
        "[[\(a), \(a)],\\n 'bbbbbbbbbbbbbbbbbbbb',\\n {1, 3}]"),
    ]
    try folder.write(
      "a.ipynb", "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [\(cells.joined(separator: ", "))]}")
    let outcome = try Program.run("replay", "a.ipynb", in: folder)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("11 cells: 9 passed, 2 skipped"))
    for note in [
      "skipped cell 1: nbsh does not run %%bash", "left out of cell 2: !pip install x",
      "left out of cell 2: %cd /content",
      "left out of cell 4: !echo {i}",
    ] { #expect(outcome.output.contains("note: \(note)")) }
    let run = try Program.run("run", "a.ipynb", in: folder)
    #expect(run.output.hasPrefix("3\n4\n1\n5\n[<__main__.A at 0x"))
    #expect(
      run.errors.hasPrefix("nbsh: skipped cell 1: nbsh does not run %%bash\nnbsh: left out of cell 2: !pip"))
    // As a script it says which of them have become comments.
    let convert = try Program.run("convert", "a.ipynb", "a.py", in: folder)
    #expect(convert.errors.contains("nbsh: a.ipynb: cell 2: %cd /content is a comment in the script\n"))
    let script = try Program.run("replay", "a.py", in: folder)
    #expect(script.output.contains("note: skipped cell 1: nbsh does not run bash\n"))
    #expect(script.output.contains("note: skipped cell 8: nbsh does not run %%timeit"))
  }

  @Test func filesThatScriptsLeaveOpenAreWritten() throws {
    try folder.write(
      "a.py",
      "# %%\nf = open('x', 'w')\ndef g(): return f\n_ = f.write('hi')\n# %%\nimport sys\nsys.exit()\n")
    #expect(try Program.run("replay", "a.py", in: folder).status == 0)
    #expect(try folder.read("x") == "hi")
    // The same where the session stays until the program ends.
    try folder.write("x", "")
    #expect(try Program.run("-c", "f = open('x', 'w'); _ = f.write('ho')", in: folder).status == 0)
    #expect(try folder.read("x") == "ho")
  }

  @Test func pixelsForWhichThereIsNoMemoryAreAnError() throws {
    try folder.write(
      "a.py",
      "# %%\nimport matplotlib.pyplot as plt\nplt.figure(figsize=(99, 99), dpi=100).savefig('a.png')\n")
    let outcome = try Program.run("replay", "a.py", "--memory", "500", in: folder)
    #expect(
      outcome.output.contains(
        "raised MemoryError: Unable to allocate 374. MiB for an array with shape (9900, 9900, 4) and data type uint8"
      ))
    #expect(outcome.status == 1)
  }

  @Test func whatIsNoScriptIsSaidAndTheRestReplayed() throws {
    try folder.write("folder.py/x", "")
    try folder.write("bytes.py", [0x23, 0xFF, 0x0A])
    try folder.write("cut.ipynb", "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"co")
    try folder.write("deep.ipynb", "{\"nbformat\": 4, \"cells\": " + String(repeating: "[", count: 100_000))
    try folder.write("good.py", "# %%\nprint(1)\n#> 1\n")
    symlink("loop.py", folder.path + "/loop.py")
    let all = try Program.run(
      "replay", "folder.py", "bytes.py", "cut.ipynb", "deep.ipynb", "loop.py", "good.py", in: folder)
    #expect(all.status == 2)
    #expect(all.output.contains("ok   good.py"))
    #expect(all.output.contains("is not UTF-8"))
    #expect(all.output.contains("is not JSON: a string does not end at line 1"))
    #expect(all.output.contains("is not JSON: nested deeper than 200 levels"))
    #expect(all.errors.contains("loop.py: Too many levels of symbolic links"))
    for name in ["folder.py", "bytes.py", "loop.py", "cut.ipynb"] {
      #expect(try Program.run("run", name, in: folder).status == 2)
      #expect(try Program.run("convert", name, "out.html", in: folder).status == 2)
    }
    #expect(!folder.names().contains("out.html"))
  }
}

extension String {
  /// How often a part occurs.
  fileprivate func components(of part: String) -> Int {
    indices.filter { self[$0...].hasPrefix(part) }.count
  }
}
