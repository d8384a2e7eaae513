import Notebooks
import Testing

@Suite struct CellHeaderTests {
  private func metadata(_ line: String) -> [String: JSON?] {
    Dictionary(uniqueKeysWithValues: (CellHeader(line: line)?.metadata ?? []).map { ($0.name, $0.value) })
  }

  @Test(arguments: [
    "# %%", "#%%", "  # %%", "# %% ", "#\t%% x", "# In[3]:", "# In[ ]", "# <codecell>", "# %%% deep",
  ])
  func opensACell(_ line: String) { #expect(CellHeader(line: line) != nil) }

  @Test(arguments: [
    "# %%timeit", "%%", "# %", "#", "", "x # %%", "# %%%", "# In[a]:", "# In[3]: x", "#> %%",
    "# <codecell> x",
  ])
  func opensNone(_ line: String) { #expect(CellHeader(line: line) == nil) }

  @Test func readsTitleKindAndMetadata() throws {
    let header = try #require(
      CellHeader(line: "# %% A title, with [md] key=\"va lue\" tags=[\"a\", \"b\"] n=1e-4"))
    #expect(header.title == "A title, with")
    #expect(header.kind == .markdown)
    #expect(header["key"] == .string("va lue"))
    #expect(header["tags"] == .array([.string("a"), .string("b")]))
    #expect(header["n"]?.doubleValue == 1e-4)
    #expect(header.metadata.map(\.name) == ["key", "tags", "n"])
  }

  @Test func readsOtherSpellings() throws {
    #expect(metadata("# %% {\"a\": 1, 'b': None}") == ["a": .number(1), "b": JSON.null])
    #expect(
      metadata("# %% .class x='single' y=(1, 2.)") == [
        ".class": nil, "x": .string("single"), "y": .array([.number(1), .number("2.0")]),
      ])
    let deep = try #require(CellHeader(line: "# %%%% Sub [markdown]"))
    #expect(deep.depth == 2)
    #expect(deep.title == "Sub")
    #expect(try #require(CellHeader(line: "# %% plain words only")).title == "plain words only")
    #expect(try #require(CellHeader(line: "# %% broken x=[1")).unreadable == "x=[1")
    #expect(try #require(CellHeader(line: "# %% {broken")).unreadable == "{broken")
  }

  @Test(arguments: [
    "# %%", "# %% Title", "# %% Title [markdown] key=\"value\" tags=[\"a\", \"b\"]", "# %% [md]",
    "# %% [raw]",
    "# %%% Sub", "# %% rtol=1e-06 atol=0.5", "# %% a \"b\" c=1 flag", "# %% {\"a\": [1, 2], \"b\": null}",
    "# %% x=\"caf\\u00e9\"", "# %% bad x=[1",
  ])
  func writesWhatItReads(_ line: String) throws {
    #expect(try #require(CellHeader(line: line)).line == line)
  }

  @Test func optionsAreReadAndCheckedOnce() throws {
    let header = try #require(
      CellHeader(line: "# %% T rtol=1e-4 atol='1e-8' ulp=2 image_tol=1.5 timeout=60 tags=[\"nbval-skip\"]"))
    let options = CellOptions { header[$0] }
    #expect(options.rtol == 1e-4)
    #expect(options.atol == 1e-8)
    #expect(options.ulp == 2)
    #expect(options.imageTolerance == 1.5)
    #expect(options.timeout == 60)
    #expect(options.isSkipped && options.problems.isEmpty)
    let bad = try #require(CellHeader(line: "# %% rtol=-1 atol=\"much\" ulp=NaN"))
    #expect(CellOptions { bad[$0] }.problems.count == 3)
  }

  @Test func hostileLinesEnd() throws {
    let equals = "# %% " + String(repeating: "a=", count: 4_000)
    #expect(CellHeader(line: equals)?.unreadable != nil)
    let long = "# %% " + String(repeating: "=", count: 1_000_000)
    #expect(CellHeader(line: long)?.metadata.isEmpty == true)
    let nested = "# %% x=" + String(repeating: "[", count: 8_000)
    #expect(CellHeader(line: nested)?.unreadable != nil)
  }
}
