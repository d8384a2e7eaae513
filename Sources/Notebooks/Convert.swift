/// Turns scripts into notebooks, notebooks into scripts, and either into a page to read.
public enum Convert {
  /// Converts one file into another; the endings of the names say what they are.
  ///
  /// `.ipynb` to `.py` writes the pictures to `figures/STEM/N.png` beside the script.
  ///
  /// - Parameters:
  ///   - lastReplays: the folder with what the last replays found, which pages tell.
  ///   - printError: takes what went wrong, and what could not be carried over.
  /// - Returns: the exit status: 0, or 2 where nothing was converted.
  public static func run(
    _ input: String, _ output: String, lastReplays: String? = nil, printError: (String) -> Void
  ) -> Int32 {
    do throws(FileError) {
      for note in try convert(input, output, lastReplays) { printError("\(input): \(note)") }
      return 0
    } catch {
      printError(error.description)
      return 2
    }
  }

  /// Converts and gives what could not be carried over.
  private static func convert(
    _ input: String, _ output: String, _ lastReplays: String?
  ) throws(FileError) -> [String] {
    let bytes = try Files.read(input)
    let source = try read(input, bytes)
    switch (source, Files.fileExtension(of: output)) {
    case (_, ".html"), (_, ".htm"):
      var report = source.page(input, bytes, lastReplays.flatMap { LastReplay($0, of: input) })
      try Files.writeAtomically(output, Array(report.text().utf8))
      return []
    case (.script(let document), ".ipynb"):
      let plan = Plan(path: input, document: document)
      var missing: [String] = []
      var notebook = Notebook(script: document) { line in
        let png = plan.picture(line)
        if png == nil { missing.append("\(plan.figureFile(line)) cannot be read") }
        return png
      }
      missing += notebook.dropInvalid()
      try Files.writeAtomically(output, Array(notebook.text.utf8))
      return missing
    case (.notebook(var notebook), ".ipynb"):
      let dropped = notebook.dropInvalid()
      try Files.writeAtomically(output, Array(notebook.text.utf8))
      return dropped
    case (.notebook(let notebook), ".py"):
      let script = notebook.script(stem: Files.stem(of: output))
      let plan = Plan(path: output, document: Document.parse(""))
      try plan.write(Array(script.text.utf8), figures: script.figures)
      return script.notes
    default:
      throw FileError(output, "convert writes .ipynb from a script, .py from a notebook, and .html from both")
    }
  }

  private enum Source {
    case script(Document)
    case notebook(Notebook)

    /// The page of the script that the source is or would be.
    func page(_ path: String, _ bytes: [UInt8], _ replay: LastReplay?) -> HTMLReport {
      switch self {
      case .script(let document):
        let plan = Plan(path: path, document: document)
        return HTMLReport(document, path: path, bytes: bytes, replay: replay, picture: plan.picture)
      case .notebook(let notebook):
        let script = notebook.script(stem: "notebook")
        let document = Document.parse(script.text)
        var pictures: [String: [UInt8]] = [:]
        for (line, png) in script.figures { pictures[line.path] = png }
        // A first cell that is YAML stands in the script's header.
        let dropped = notebook.cells.count - document.cells.count
        let attachments = notebook.cells.dropFirst(max(0, dropped)).map { $0.attachments?.objectValue ?? [] }
        return HTMLReport(
          document, path: path, bytes: bytes, replay: replay, attachments: dropped < 0 ? [] : attachments
        ) { [pictures] in pictures[$0.path] }
      }
    }
  }

  private static func read(_ path: String, _ bytes: [UInt8]) throws(FileError) -> Source {
    if Files.fileExtension(of: path) == ".ipynb" {
      do throws(NotebookError) {
        return .notebook(try Notebook.parse(bytes))
      } catch {
        throw FileError(path, error.description)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw FileError(path, "is not UTF-8") }
    let document = Document.parse(text)
    if let format = Notebook.formatName(of: document), !["percent", "hydrogen"].contains(format) {
      throw FileError(
        path,
        "is in jupytext's \(format) format; jupytext --to py:percent makes a script of it that is read here")
    }
    return .script(document)
  }
}
