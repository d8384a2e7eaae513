/// A session at a terminal as a script: type it once, and it is a test.
public enum SessionScript {
  /// A cell that was typed, with what it showed.
  public struct Cell: Sendable {
    public var source: String
    public var outputs: [Output]
    /// What a script said around it.
    public var context = CellContext()
    /// How reports name it; nil for its place among the cells.
    public var label: String?
    /// Tags that say how it replays: of a cell that was interrupted, nothing is compared.
    public var tags: [String] = []
    /// The seconds that it may take in a replay, where its header does not say so.
    public var timeout: Int?

    public init(source: String, outputs: [Output]) {
      self.source = source
      self.outputs = outputs
    }
  }

  /// Writes cells as a script with their outputs recorded, and their figures beside it.
  ///
  /// A cell that ended in an error is tagged `raises-exception`, so that the script replays. One with tags has those, and
  /// no error is recorded.
  ///
  /// - Throws: `FileError`; then the script and its figures are what they were.
  public static func save(_ cells: [Cell], to path: String) throws(FileError) {
    let script = text(of: cells, stem: Files.stem(of: path))
    let plan = Plan(path: path, document: Document.parse(script.text))
    try plan.write(Array(script.text.utf8), figures: script.figures)
  }

  /// The files of the figures that belong to a script with so many of them.
  public static func figureFiles(of path: String, count: Int) -> [String] {
    let plan = Plan(path: path, document: Document.parse(""))
    let stem = Files.stem(of: path)
    return (0..<count).map {
      plan.figureFile(FigureLine(path: figurePath($0 + 1, stem), width: 0, height: 0))
    }
  }

  /// Whether a source ends inside a string: then it cannot stand before other cells in a script.
  public static func swallowsCells(_ source: String) -> Bool { SourceLines(source).endsInString }

  /// Runs cells in a fresh session and says what differs from what they showed; an empty text when nothing does.
  public static func check(
    _ cells: [Cell], makeKernel: @escaping KernelMaker, pictures: PictureComparer = .pixels, width: Int = 100
  ) -> String {
    let script = text(of: cells, stem: "session")
    var figures: [String: [UInt8]] = [:]
    for (line, png) in script.figures { figures[line.path] = png }
    let plan = Plan(path: "session", document: Document.parse(script.text), pictures: figures)
    let runs = JobRunner(makeKernel: makeKernel).run(plan.job(timeout: nil, outputLimit: 1 << 28))
    var lines: [String] = []
    let labels = labels(of: cells)
    for cell in Judge(plan: plan, pictures: pictures).report(runs).failures {
      guard let failure = cell.failure else { continue }
      let label = labels.indices.contains(cell.number - 1) ? labels[cell.number - 1] : nil
      lines.append("\(label ?? cell.label) \(failure.summary)")
      lines += failure.details(width: width - 2).map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  /// A cell without what only IPython understands (`!ls`, an indented `%cd`): such lines become `pass`, `%time` goes from
  /// before its statement. With the lines that changed, and what became of them.
  public static func withoutMagics(_ source: String) -> (source: String, leftOut: [String]) {
    let runnable = RunnableSource(source)
    return runnable.refusal == nil ? (runnable.text, runnable.notes) : (source, [])
  }

  /// How reports name the cells of the script: those that are not run count, too.
  private static func labels(of cells: [Cell]) -> [String?] {
    cells.flatMap { cell in
      let document = Document.parse(text(of: [cell], stem: "").text)
      return Array(repeating: cell.label, count: document.cells.count { $0.kind == .code })
    }
  }

  private static func text(of cells: [Cell], stem: String) -> WrittenScript {
    var result = WrittenScript(text: "", figures: [], notes: [])
    var blocks: [String] = []
    var ids: Set<String> = []
    let errors = ShownError(code: cells.map(\.source))
    for cell in cells {
      var header = header(of: cell, &ids)
      let raises = CellOptions { header[$0] }.raises
      var record: [String] = []
      for line in OutputLine.lines(of: cell.outputs, includingError: raises) {
        switch line {
        case .text(let text): record.append(withoutAddresses(text))
        case .figure(let figure):
          let path = figurePath(result.figures.count + 1, stem)
          let name = FigureLine(path: path, width: figure.width, height: figure.height)
          result.figures.append((name, figure.png))
          record.append(name.text)
        }
      }
      if raises, header["error_lines"] == nil {
        header.metadata += ScriptHints(outputs: cell.outputs, record: record, errors: errors).metadata.map {
          CellHeader.Entry($0.name, $0.value)
        }
      }
      let written = cell.context.headerLine
      let isUnchanged = header == CellHeader(line: written)
      let lines =
        [isUnchanged ? written : header.line] + SourceLines(cell.source).asOneCell()
        + record.map { $0.isEmpty ? "#>" : "#> " + $0 }
      blocks += cell.context.before.map { $0 + "\n" }
      blocks.append(lines.joined(separator: "\n") + "\n")
      blocks += cell.context.after.map { $0 + "\n" }
    }
    result.text = blocks.joined(separator: "\n")
    return result
  }

  private static func figurePath(_ number: Int, _ stem: String) -> String { "\(stem)/\(number).png" }

  /// The header that a cell had, with the tags that its end asks for. Of cells with one id the first keeps it.
  private static func header(of cell: Cell, _ ids: inout Set<String>) -> CellHeader {
    var header = cell.context.header
    header.metadata.removeAll { entry in
      ["id", "cell_id"].contains(entry.name) && !ids.insert(entry.value?.stringValue ?? "").inserted
    }
    if let timeout = cell.timeout, header["timeout"] == nil {
      header.metadata.append(CellHeader.Entry("timeout", .number(timeout)))
      header.unreadable = nil
    }
    let options = CellOptions { header[$0] }
    let raises = cell.tags.isEmpty && cell.outputs.contains { if case .error = $0 { true } else { false } }
    var tags = raises ? options.tags : options.tags.filter { !CellOptions.raiseTags.contains($0) }
    tags += cell.tags.filter { !tags.contains($0) }
    if raises, !options.raises { tags.append(CellOptions.raiseTags[0]) }
    guard tags != options.tags else { return header }
    let value = JSON.array(tags.map { .string($0) })
    if let place = header.metadata.firstIndex(where: { $0.name == "tags" }) {
      header.metadata[place].value = value
      if tags.isEmpty { header.metadata.remove(at: place) }
    } else {
      header.metadata.append(CellHeader.Entry("tags", value))
    }
    // Beside what cannot be read, nothing else would be.
    header.unreadable = nil
    return header
  }
}
