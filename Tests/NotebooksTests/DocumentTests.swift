import Notebooks
import Testing

@Suite struct DocumentTests {
  @Test func readingAndWritingChangesNoByte() {
    var generator = Generator(seed: 7)
    for _ in 0..<2000 {
      let text = generator.script(lines: Int(generator.next() % 24))
      let document = Document.parse(text)
      #expect(Array(document.text.utf8) == Array(text.utf8))
    }
  }

  @Test func cellsCoverEveryLineOnceAndInOrder() {
    var generator = Generator(seed: 8)
    for _ in 0..<1000 {
      let document = Document.parse(generator.script(lines: 20))
      var next = document.yamlHeader.upperBound
      for cell in document.cells {
        if let line = cell.headerLine {
          #expect(line >= next)
          next = line + 1
        }
        #expect(cell.body.lowerBound == next)
        #expect(cell.source.lowerBound == cell.body.lowerBound)
        #expect(cell.source.upperBound <= cell.recorded.lowerBound)
        #expect(cell.recorded.upperBound <= cell.body.upperBound)
        next = cell.body.upperBound
      }
      #expect(next == document.lines.count)
    }
  }

  @Test func aFileWithoutMarkersIsAProgram() {
    let program = Document.parse("import numpy as np\nprint(1)\n#> 1\n")
    #expect(!program.isNotebook)
    #expect(program.cells.count == 1)
    #expect(program.record(of: program.cells[0]) == ["1"])
    #expect(Document.parse("").cells.count == 1)
    #expect(!Document.parse("").isNotebook)
  }

  @Test func theRecordedBlockIsTheRunThatEndsTheCell() {
    let document = Document.parse(
      """
      # %% One
      #> not the last lines
      print("a\\n\\nb")
      #> a
      #>
      #> b


      # %% Two
      x = 2

      # %% Three
      #> only a record
      """)
    #expect(document.cells.map(\.title) == ["One", "Two", "Three"])
    #expect(document.record(of: document.cells[0]) == ["a", "", "b"])
    #expect(document.text(of: document.cells[0].source) == "#> not the last lines\nprint(\"a\\n\\nb\")")
    #expect(!document.cells[1].hasRecord)
    #expect(document.cells[1].recorded == 10..<10)
    #expect(document.record(of: document.cells[2]) == ["only a record"])
  }

  @Test func markersAndRecordsInsideStringsAreText() {
    let document = Document.parse(
      """
      # %%
      s = '''
      # %% not a cell
      it's "quoted"
      #> text'''
      # %%
      t = "a\\
      # %% still text"
      # a comment with an apostrophe: don't
      # %% third
      """)
    #expect(document.cells.count == 3)
    #expect(!document.cells[0].hasRecord)
    #expect(document.cells[2].title == "third")
  }

  @Test func aFencedBlockInMarkdownMayShowAMarker() {
    let fenced = Document.parse("# %% [markdown]\n# ```\n# %% no\n# ```\n# %% yes\n")
    #expect(fenced.cells.map(\.title) == ["", "yes"])
    let open = Document.parse("# %% [markdown]\n# ```\n# %% yes\n")
    #expect(open.cells.count == 2)
  }

  @Test func codeBeforeTheFirstMarkerIsACell() {
    let document = Document.parse("import math\n\n# %%\nmath.pi\n")
    #expect(document.cells.count == 2)
    #expect(document.cells[0].headerLine == nil)
    #expect(Document.parse("\n\n# %%\n1\n").cells.count == 1)
  }

  @Test func theHeaderInCommentsIsNoCell() {
    let document = Document.parse("#!/usr/bin/env python\n# ---\n# jupyter:\n#   a: 1\n# ---\n\n# %%\n1\n")
    #expect(document.yamlHeader == 1..<5)
    #expect(document.cells.count == 1)
    #expect(Document.parse("# ---\n# never closed\n# %%\n1\n").yamlHeader.isEmpty)
  }

  @Test func manyUnclosedFencesTakeLittleTime() {
    let text = "# %% [markdown]\n" + String(repeating: "# ```\n# ~~~\n# `````` \n", count: 7000) + "# %%\n1\n"
    #expect(Document.parse(text).cells.count >= 1)
  }

  @Test func linesEndAsMostOfThemDo() {
    #expect(Document.parse("a\r\nb\r\nc\n").lineEnding == "\r\n")
    #expect(Document.parse("a\rb\r").lineEnding == "\r")
    #expect(Document.parse("a").lineEnding == "\n")
  }
}
