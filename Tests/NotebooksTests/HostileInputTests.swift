import Notebooks
import Testing

/// Broken and malicious files end in an error or in something sensible, never in a crash or a hang.
@Suite struct HostileInputTests {
  let scratch = Scratch()

  @Test func damagedNotebooksAreRefusedOrRead() {
    var generator = Generator(seed: 21)
    var refused = 0
    for _ in 0..<300 {
      var bytes = Array(generator.notebook().text.utf8)
      for _ in 0..<1 + generator.next() % 3 {
        let place = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 4 {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 2:
          bytes.insert(
            contentsOf: Array(generator.pick(["[", "{", "null", "\"", "-1", "1e999", "\\ud800"]).utf8),
            at: place)
        default: bytes.remove(at: place)
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      guard let notebook = try? Notebook.parse(bytes) else {
        refused += 1
        continue
      }
      let document = Document.parse(notebook.script(stem: "s").text)
      _ = Notebook(script: document) { _ in nil }.text
    }
    #expect(refused > 100 && refused < 300)
  }

  @Test func randomScriptsBecomeValidNotebooks() throws {
    var generator = Generator(seed: 22)
    for _ in 0..<300 {
      let notebook = Notebook(script: Document.parse(generator.script(lines: 15))) { _ in
        ToyKernel.figure("p").png
      }
      let again = try Notebook.parse(Array(notebook.text.utf8))
      #expect(again.text == notebook.text)
      #expect(Set(again.cells.map(\.id)).count == again.cells.count)
    }
  }

  @Test func deepAndLongTextsEnd() throws {
    let deep = String(repeating: "{\"a\":", count: 100_000)
    #expect(throws: NotebookError.self) { try Notebook.parse(Array(deep.utf8)) }
    let quotes =
      "# %% [markdown]\n# " + String(repeating: "> ", count: 5000) + "x\n# "
      + String(repeating: "*_`$[", count: 5000)
    try scratch.write("a.py", quotes + "\n# " + String(repeating: "- ", count: 3000) + "\n")
    #expect(Convert.run(scratch.path + "/a.py", scratch.path + "/a.html") { _ in } == 0)
    let yaml =
      "# ---\n# jupyter:\n" + (0..<300).map { "#" + String(repeating: " ", count: $0 + 3) + "a:\n" }.joined()
      + "# ---\n"
    #expect(Notebook(script: Document.parse(yaml)) { _ in nil }.metadata.isEmpty)
  }

  @Test func optionsWithoutSenseFailTheirCellAlone() throws {
    try scratch.write(
      "a.py",
      "# %% rtol=-1\nprint 1\n#> 1\n# %% timeout=\"soon\"\nx = 1\n# %% rtol=1e400 timeout=1e300\nprint 1\n#> 1\n"
    )
    var options = ReplayOptions(isolation: .inProcess)
    options.makeKernel = { _ in ToyKernel() }
    nonisolated(unsafe) var report = ""
    options.print = { report += $0 }
    #expect(Replay.run([scratch.path + "/a.py"], options) == 1)
    #expect(report.contains("rtol=-1 is not a number that is zero or more"))
    #expect(report.contains("1 passed, 2 failed"))
  }
}
