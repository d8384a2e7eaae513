import Notebooks
import Testing

/// What jupytext and nbformat made of generated scripts and notebooks, recorded in `Oracles`, is what comes out here.
@Suite struct OracleTests {
  let scratch = Scratch()

  private static func oracle(_ name: String) throws -> JSON {
    let folder = Files.folder(of: #filePath)
    return try JSON.parse(try Files.read("\(folder)/Oracles/\(name).json"))
  }

  @Test func scriptsReadAsJupytextReadsThem() throws {
    let cases = try #require(Self.oracle("jupytext")["read"]?.arrayValue)
    #expect(cases.count == 60)
    for item in cases {
      let script = try #require(item["script"]?.stringValue)
      let notebook = Notebook(script: Document.parse(script)) { _ in nil }
      let cells = try #require(item["cells"]?.arrayValue)
      #expect(notebook.cells.map(\.kind.rawValue) == cells.map { $0["type"]?.stringValue }, "\(script)")
      for (cell, expected) in zip(notebook.cells, cells) {
        #expect(withoutEnd(cell.source) == withoutEnd(expected["source"]?.stringValue ?? "?"), "\(script)")
        #expect(JSON.object(cell.metadata) == expected["metadata"], "\(script)")
      }
    }
  }

  /// jupytext gives a cell in another language, when it is empty, one line end more.
  private func withoutEnd(_ source: String) -> String {
    source.hasPrefix("%%") && source.hasSuffix("\n") ? String(source.dropLast()) : source
  }

  @Test func scriptsAreWrittenSoThatJupytextReadsTheNotebookBack() throws {
    let cases = try #require(Self.oracle("jupytext")["written"]?.arrayValue)
    #expect(cases.count == 40)
    for item in cases {
      let source = try #require(item["notebook"])
      let notebook = try Notebook.parse(Array(source.indented.utf8))
      #expect(notebook.script(stem: "o").text == item["script"]?.stringValue)
    }
  }

  @Test func notebooksAreWrittenAsNbformatWritesThem() throws {
    let cases = try #require(Self.oracle("nbformat")["cases"]?.arrayValue)
    #expect(cases.count == 50)
    for item in cases {
      let text = try #require(item["read"]?.stringValue)
      let written = try #require(item["written"]?.stringValue)
      var notebook = try Notebook.parse(Array(text.utf8))
      // Cells that had no name got one of their own on each side.
      let cells = try #require(JSON.parse(written)["cells"]?.arrayValue)
      for (index, cell) in cells.enumerated() { notebook.cells[index].id = cell["id"]?.stringValue ?? "" }
      #expect(notebook.text == written)
    }
  }

  @Test func recordingChangesOutputsAndLeavesTheRestAsNbformatWouldWriteIt() throws {
    let cases = try #require(Self.oracle("recorded")["cases"]?.arrayValue)
    #expect(cases.count == 2)
    for item in cases {
      let file = try scratch.write("a.ipynb", item["before"]?.stringValue ?? "")
      var options = ReplayOptions(isolation: .inProcess)
      options.makeKernel = { _ in ToyKernel() }
      options.times = scratch.path + "/.times"
      options.record = .failed
      #expect(Replay.run([file], options) == 0)
      let after = try scratch.read("a.ipynb")
      // The traceback of the toy names the file.
      #expect(after == item["after"]?.stringValue?.replacing("RECORDED", with: file))
      #expect(Replay.run([file], options) == 0)
      #expect(try scratch.read("a.ipynb") == after)
    }
  }
}

extension String {
  /// The text with one part replaced, if it occurs.
  fileprivate func replacing(_ part: String, with new: String) -> String {
    guard let start = indices.first(where: { self[$0...].hasPrefix(part) }) else { return self }
    return self[..<start] + new + self[index(start, offsetBy: part.count)...]
  }
}
