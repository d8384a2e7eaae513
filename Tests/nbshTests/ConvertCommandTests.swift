import Testing

@Suite struct ConvertCommandTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  @Test func aPageTellsTheLastReplay() throws {
    try folder.write(
      "a.py", "# %% Good\nprint(1)\n#> 1\n\n# %% Bad\nprint('<b>')\n#> <i>\n\n# %% tags=[\"nbval-skip\"]\nx\n"
    )
    let home = ["HOME": folder.path]
    func page() throws -> String {
      #expect(try Program.run("convert", "a.py", "a.html", in: folder, variables: home).status == 0)
      return try folder.read("a.html")
    }
    #expect(try !page().contains("Last replay"))
    #expect(try Program.run("replay", "a.py", in: folder, variables: home).status == 1)
    let known = try page()
    #expect(known.contains("<p class=\"replay bad\">Last replay 2"))
    #expect(known.contains(" UTC: 3 cells: 1 passed, 1 failed, 1 skipped in "))
    #expect(known.contains("<p class=\"verdict good\">replayed"))
    #expect(known.contains("<p class=\"verdict bad\">failed in the last replay: differs from its record ("))
    #expect(known.contains("| &lt;b&gt;"))
    #expect(known.contains("skipped in the last replay: tagged nbval-skip</p>"))
    try folder.write("a.py", "# %% Good\nprint(2)\n#> 2\n")
    let changed = try page()
    #expect(changed.contains("The script has changed since."))
    #expect(!changed.contains("class=\"verdict"))
    #expect(try Program.run("replay", "a.py", in: folder, variables: home).status == 0)
    #expect(try page().contains("<p class=\"replay good\">"))
  }

  @Test func aNotebooksPageHoldsItsFigures() throws {
    try folder.write("a.py", "# %%\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()\n")
    #expect(try Program.run("replay", "a.py", "--record", "missing", in: folder).status == 0)
    #expect(try Program.run("convert", "a.py", "b.ipynb", in: folder).status == 0)
    #expect(try Program.run("convert", "b.ipynb", "b.html", in: folder).status == 0)
    let page = try folder.read("b.html")
    #expect(page.contains("<img src=\"data:image/png;base64,iVBOR"))
    #expect(!page.contains("is missing"))
  }

  @Test func headersThatNoNotebookMayHoldAreLeftOutWithAWord() throws {
    try folder.write("a.py", "# %% name=3 tags=\"a b\" collapsed=\"x\" rtol=1e-3\nx = 1\n")
    let outcome = try Program.run("convert", "a.py", "a.ipynb", in: folder)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("cell 1: its name is not what the format allows and is left out"))
    let notebook = try folder.read("a.ipynb")
    #expect(notebook.contains("\"tags\": [\n     \"a\",\n     \"b\"\n    ]"))
    #expect(notebook.contains("\"rtol\": 0.001"))
    #expect(!notebook.contains("collapsed"))
  }
}
