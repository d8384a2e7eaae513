/// A notebook written as a script: its text, the pictures that stand beside it, and what did not fit.
public struct WrittenScript: Sendable {
  public var text: String
  public var figures: [(line: FigureLine, png: [UInt8])]
  /// What the notebook holds and a script cannot.
  public var notes: [String]
}

extension Notebook {
  /// Writes the notebook as a script in the percent format, outputs included.
  ///
  /// - Parameter stem: the script's name without its extension; its figures go to `figures/STEM/N.png`.
  public func script(stem: String) -> WrittenScript {
    var result = WrittenScript(text: "", figures: [], notes: [])
    var cells = self.cells[...]
    var blocks: [[String]] = []
    if let header = headerLines(&cells) { blocks.append(header) }
    var plain = self
    for index in plain.cells.indices { plain.cells[index].id = "" }
    plain.completeIDs()
    for index in cells.indices {
      let cell = self.cells[index]
      var hints: [JSON.Member] = []
      let lines = cell.kind == .code ? codeLines(cell, index, stem, &hints, &result) : proseLines(cell)
      blocks.append([header(of: cell, hints, generatedID: plain.cells[index].id).line] + lines)
      if cell.attachments != nil { result.notes.append("cell \(index + 1): its attachments are left out") }
    }
    result.text = BlankLines.joined(blocks)
    return result
  }

  // MARK: Header

  /// The YAML header; a first raw cell that is YAML itself becomes part of it, as jupytext has it.
  private func headerLines(_ cells: inout ArraySlice<NotebookCell>) -> [String]? {
    var lines: [String] = []
    if let first = cells.first, first.kind == .raw, first.metadata.isEmpty {
      let text = Line.split(first.source).map(\.text)
      if text.count >= 2, trimmed(text[0]) == "---", trimmed(text[text.count - 1]) == "---" {
        lines += text[1..<text.count - 1]
        cells = cells.dropFirst()
      }
    }
    if !metadata.isEmpty {
      var jupyter = metadata
      var jupytext = metadata["jupytext"]?.objectValue ?? []
      jupytext["text_representation"] = .object([
        JSON.Member("extension", .string(".py")), JSON.Member("format_name", .string("percent")),
        JSON.Member("format_version", .string("1.3")),
      ])
      jupyter["jupytext"] = .object(jupytext)
      lines += YAMLHeader.lines([JSON.Member("jupyter", .object(jupyter))])
    }
    return lines.isEmpty ? nil : (["---"] + lines + ["---"]).map { $0.isEmpty ? "#" : "# " + $0 }
  }

  // MARK: Cells

  /// A cell's header in a script.
  ///
  /// - Parameters:
  ///   - hints: what the notebook's file remembers besides.
  ///   - generatedID: an id that needs no mention.
  func header(
    of cell: NotebookCell, _ hints: [JSON.Member] = [], generatedID: String? = nil
  ) -> CellHeader {
    var header = CellHeader()
    var metadata = cell.metadata
    for hint in hints { metadata[hint.name] = hint.value }
    header.kind = cell.kind
    if cell.kind == .markdown, metadata["region_name"]?.stringValue == "md" {
      header.kindWord = "md"
      metadata["region_name"] = nil
    }
    if cell.kind != .code { metadata["cell_marker"] = nil }
    if let depth = metadata["cell_depth"]?.intValue, (1...64).contains(depth) {
      header.depth = depth
      metadata["cell_depth"] = nil
    }
    if cell.kind == .code, let (language, arguments) = CellLanguage.split(cell.source) {
      metadata["language"] = .string(language)
      if !arguments.isEmpty { metadata["magic_args"] = .string(arguments) }
    }
    let title = metadata["title"]?.stringValue
    if let title {
      // A title that the line cannot show stays a value among the others.
      var trial = CellHeader()
      trial.title = title
      trial.kind = header.kind
      trial.depth = header.depth
      if let read = CellHeader(line: trial.line), sameBytes(read.title, title), read.kind == trial.kind,
        read.depth == trial.depth, read.metadata.isEmpty
      {
        header.title = title
        metadata["title"] = nil
      }
    }
    if cell.id != generatedID, !cell.id.isEmpty { metadata["cell_id"] = .string(cell.id) }
    header.metadata = metadata.map { CellHeader.Entry($0.name, $0.value) }
    if CellHeader(line: header.line)?.metadata != header.metadata { header.isJSON = true }
    return header
  }

  private func codeLines(
    _ cell: NotebookCell, _ index: Int, _ stem: String, _ hints: inout [JSON.Member],
    _ result: inout WrittenScript
  ) -> [String] {
    var source = cell.source.isEmpty ? [] : Line.split(cell.source + "\n").map(\.text)
    if CellLanguage.split(cell.source) != nil {
      source = source.dropFirst().map { $0.isEmpty ? "#" : "# " + $0 }
    } else if !CellActivity.isInScripts({ cell.metadata[$0] }) {
      source = source.map { $0.isEmpty ? "#" : "# " + $0 }
    } else {
      source = Line.split(Magics.commented(cell.source) + (cell.source.isEmpty ? "" : "\n")).map(\.text)
    }
    result.notes += RunnableSource(cell.source).becomesComment.map {
      "cell \(index + 1): \($0) is a comment in the script"
    }
    let shown = cell.shownOutputs
    result.notes += shown.lost.map { "cell \(index + 1): \($0) is left out" }
    let lines = OutputLine.lines(of: shown.items, includingError: cell.options.raises)
    if !lines.isEmpty {
      // A record that came along in the source, as jupytext carries it, gives way to the outputs.
      while let last = source.last, Document.recordedText(last) != nil { source.removeLast() }
    }
    var scanner = QuoteScanner()
    var hasMarker = false
    for line in source {
      if !scanner.isQuoted, CellHeader.markerText(line) != nil { hasMarker = true }
      scanner.read(line)
    }
    if hasMarker {
      result.notes.append("cell \(index + 1): a line of its source reads as the beginning of a cell")
    }
    if scanner.isQuoted {
      result.notes.append(
        "cell \(index + 1): its source ends inside a string, which swallows the cells after it")
    }
    var record: [String] = []
    for line in lines {
      switch line {
      case .text(let text): record.append(text)
      case .figure(let figure):
        let path = "\(stem)/\(result.figures.count + 1).png"
        let name = FigureLine(path: path, width: figure.width, height: figure.height)
        result.figures.append((name, figure.png))
        record.append(name.text)
      }
    }
    let known = ScriptHints(
      cell: cell, record: record,
      errors: ShownError(code: cell.options.raises ? cells.filter { $0.kind == .code }.map(\.source) : []))
    hints = known.metadata
    source.removeLast(min(source.count, known.lineEnds))
    return source + record.map { $0.isEmpty ? "#>" : "#> " + $0 }
  }

  /// Markdown and raw text, each line behind `# `, or in quotes where the notebook remembers those.
  private func proseLines(_ cell: NotebookCell) -> [String] {
    let lines = Line.split(cell.source + "\n").map(\.text)
    if let marker = cell.metadata["cell_marker"]?.stringValue, marker == "\"\"\"" || marker == "'''",
      find(marker, in: cell.source) == nil, !cell.source.utf8.contains(UInt8(ascii: "\\"))
    {
      return [marker] + lines + [marker]
    }
    return cell.source.isEmpty ? [] : lines.map { $0.isEmpty ? "#" : "# " + $0 }
  }
}
