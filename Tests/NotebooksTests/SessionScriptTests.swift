import Notebooks
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct SessionScriptTests {
  let scratch = Scratch()

  @Test func aSessionIsSavedAsATestThatPasses() throws {
    let file = scratch.path + "/s.py"
    let cells = [
      SessionScript.Cell(source: "print a\nvalue 3\n", outputs: [.text("a\n"), .value("3")]),
      SessionScript.Cell(source: "figure p", outputs: [.figure(ToyKernel.figure("p"))]),
      SessionScript.Cell(
        source: "raise no", outputs: [.error(CellError(type: "ValueError", message: "no", traceback: ""))]),
    ]
    try SessionScript.save(cells, to: file)
    #expect(
      try scratch.read("s.py")
        == "# %%\nprint a\nvalue 3\n#> a\n#> 3\n\n# %%\nfigure p\n#> [figure s/1.png 4x3]\n\n# %% tags=[\"raises-exception\"]\nraise no\n#> ValueError: no\n"
    )
    var options = ReplayOptions(isolation: .inProcess)
    options.makeKernel = { _ in ToyKernel() }
    #expect(Replay.run([file], options) == 0)
    #expect(
      try SessionScript.sources(of: file).cells.map(\.source) == ["print a\nvalue 3", "figure p", "raise no"])
  }

  @Test func whatCannotBeSavedWholeLeavesEverythingAsItWas() throws {
    let file = scratch.path + "/s.py"
    func cells(_ names: String...) -> [SessionScript.Cell] {
      names.map { SessionScript.Cell(source: "figure \($0)", outputs: [.figure(ToyKernel.figure($0))]) }
    }
    try SessionScript.save(cells("p"), to: file)
    let (script, figure) = (try scratch.read("s.py"), try Files.read(scratch.path + "/figures/s/1.png"))
    // The second figure has no place.
    try scratch.write("figures/s/2.png/in the way", "")
    #expect(throws: FileError.self) { try SessionScript.save(cells("q", "r"), to: file) }
    #expect(try scratch.read("s.py") == script && Files.read(scratch.path + "/figures/s/1.png") == figure)
    #expect(try Files.list(scratch.path + "/figures/s") == ["1.png", "2.png"])
    // Folders that were made for figures go with them.
    try scratch.write("t.py/in the way", "")
    #expect(throws: FileError.self) { try SessionScript.save(cells("p"), to: scratch.path + "/t.py") }
    #expect(try Files.list(scratch.path + "/figures") == ["s"])
  }

  @Test func modesAndLinksStay() throws {
    let cells = [SessionScript.Cell(source: "print a", outputs: [])]
    let file = try scratch.write("s.py", "")
    chmod(file, 0o640)
    symlink("s.py", scratch.path + "/link.py")
    symlink("new.py", scratch.path + "/dangling.py")
    try SessionScript.save(cells, to: scratch.path + "/link.py")
    try SessionScript.save(cells, to: scratch.path + "/dangling.py")
    #expect(try Files.list(scratch.path) == ["dangling.py", "link.py", "new.py", "s.py"])
    var info = stat()
    #expect(lstat(scratch.path + "/link.py", &info) == 0 && info.st_mode & S_IFMT == S_IFLNK)
    #expect(lstat(scratch.path + "/dangling.py", &info) == 0 && info.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(file, &info) == 0 && info.st_mode & 0o777 == 0o640)
    #expect(try scratch.read("s.py") == "# %%\nprint a\n")
    #expect(try scratch.read("new.py") == "# %%\nprint a\n")
  }

  @Test func whereObjectsLieInMemoryIsNotRecorded() throws {
    let cells = [
      SessionScript.Cell(
        source: "print [<Line2D at 0x7f01>]",
        outputs: [
          .text("[<Line2D at 0x7f02>] and <Bar object of 3 artists>\n"), .value("{'f': <f at 0xff>}"),
        ])
    ]
    try SessionScript.save(cells, to: scratch.path + "/s.py")
    #expect(
      try scratch.read("s.py") == """
        # %%
        print [<Line2D at 0x7f01>]
        #> [<Line2D at 0x...>] and <Bar object of 3 artists>
        #> {'f': <f at 0x...>}

        """)
    let again = [SessionScript.Cell(source: "print <A at 0x7f01>", outputs: [.text("<A at 0x99>\n")])]
    #expect(SessionScript.check(again, makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly).isEmpty)
  }

  @Test func figuresThatAgreeLookAlikeInTheReport() {
    let cells = [
      SessionScript.Cell(
        source: "print a\nfigure p", outputs: [.text("b\n"), .figure(ToyKernel.figure("p"))])
    ]
    let report = SessionScript.check(cells, makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly)
    let figure = report.split(separator: "\n").first { $0.contains("figure") } ?? ""
    #expect(figure.split(separator: "[").dropFirst().map { String($0.prefix(12)) }.count == 2)
    #expect(!figure.contains("|"))
  }

  @Test func aCellStaysOneCellWhateverItHolds() throws {
    let cells = [
      SessionScript.Cell(
        source: "print a\n# %% Two\n  # In[3]:\nprint b\n#> c\n#>\n", outputs: [.text("a\nb\n")]),
      SessionScript.Cell(source: "#> only", outputs: []),
    ]
    try SessionScript.save(cells, to: scratch.path + "/s.py")
    #expect(
      try scratch.read("s.py")
        == "# %%\nprint a\n## %% Two\n  ## In[3]:\nprint b\n##> c\n##>\n#> a\n#> b\n\n# %%\n##> only\n")
  }

  @Test func cellsOfOneIDKeepItOnce() throws {
    var cell = SessionScript.Cell(source: "print a", outputs: [])
    let line = "# %% A cell_id=\"x\" rtol=1e-4"
    cell.context.header = try #require(CellHeader(line: line))
    cell.context.headerLine = line
    try SessionScript.save([cell, cell], to: scratch.path + "/s.py")
    #expect(try scratch.read("s.py") == "\(line)\nprint a\n\n# %% A rtol=0.0001\nprint a\n")
  }

  @Test func typedTextsThatAreOneCellStayAsTheyAre() {
    for text in [
      "", "# a comment", "x = 1  # %% no", "#!x\n# ---\n# a\n# ---\nx", "'''\n# %% no\n#> no\n'''",
      "# %%time\nx", "#>>> x", "f(1,\n#> no\n2)",
    ] {
      #expect(SessionScript.parts(ofTyped: text) == nil, "\(text)")
    }
  }

  @Test func typedTextsAreCutAtTheirMarkers() throws {
    let text =
      "#!x\n# %%\n\n# %% A\na\n#> 1\nb\n#> 2\n\n# In[2]:\nif c:\n  # %% no\n  d\n# %% [md]\n# x"
    let parts = try #require(SessionScript.parts(ofTyped: text))
    #expect(parts.cells.map(\.source) == ["a\nb", "if c:\n  ## %% no\n  d"])
    #expect(parts.cells.map(\.context.header.title) == ["A", ""])
    #expect(parts.cells[0].context.before == ["# %%"] && parts.cells[1].context.after == ["# %% [md]\n# x"])
    #expect(SessionScript.parts(ofTyped: "#> 1")?.cells.isEmpty == true)
    #expect(SessionScript.parts(ofTyped: "a\n#> 1\nb")?.cells.map(\.source) == ["a\nb"])
    #expect(SessionScript.parts(ofTyped: "if a:\n    # %% no\n    b") == nil)
  }

  @Test func staleStateIsFound() {
    let cells = [
      SessionScript.Cell(source: "show x", outputs: [.text("5\n")]),
      SessionScript.Cell(source: "x = 5", outputs: []),
      SessionScript.Cell(source: "show x", outputs: [.text("5\n")]),
    ]
    let report = SessionScript.check(cells, makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly)
    #expect(report.contains("cell 1 differs"))
    #expect(!report.contains("cell 3"))
    #expect(
      SessionScript.check(Array(cells[1...]), makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly).isEmpty)
  }

  @Test func figuresOfASessionAreCompared() {
    let cells = [SessionScript.Cell(source: "figure p", outputs: [.figure(ToyKernel.figure("p"))])]
    #expect(SessionScript.check(cells, makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly).isEmpty)
    let other = [SessionScript.Cell(source: "figure p", outputs: [.figure(ToyKernel.figure("q"))])]
    #expect(!SessionScript.check(other, makeKernel: { _ in ToyKernel() }, pictures: .bytesOnly).isEmpty)
  }
}
