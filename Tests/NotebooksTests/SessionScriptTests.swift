import Notebooks
import Testing

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
    #expect(try SessionScript.sources(of: file).cells == ["print a\nvalue 3", "figure p", "raise no"])
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
