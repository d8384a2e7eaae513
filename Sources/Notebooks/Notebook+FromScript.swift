extension Notebook {
  /// Reads a script as a notebook, records and figures becoming outputs.
  ///
  /// - Parameters:
  ///   - document: the script.
  ///   - picture: gives the bytes of the file that a figure line names.
  public init(script document: Document, picture: (FigureLine) -> [UInt8]?) {
    self.init()
    readHeader(document)
    var count = 0
    let isRun = document.cells.contains { $0.hasRecord }
    let errors = ShownError(
      code: document.cells.lazy.filter { $0.kind == .code }.map { document.text(of: $0.source) })
    for cell in document.cells {
      if cell.headerLine == nil, cell.body.allSatisfy({ document.lines[$0].isBlank }) { continue }
      var result = NotebookCell(kind: cell.kind, source: "")
      result.metadata = Self.metadata(of: cell.header, id: &result.id)
      if cell.kind == .code {
        count += 1
        result.executionCount = isRun ? count : nil
        let hints = ScriptHints(takenFrom: &result.metadata)
        result.source =
          Self.code(document, cell, &result.metadata) + String(repeating: "\n", count: hints.lineEnds)
        result.outputs = Self.outputs(
          document, cell, source: result.source, count: result.executionCount, hints, errors, picture)
      } else {
        result.source = Self.prose(document, cell, &result.metadata)
      }
      cells.append(result)
    }
    completeIDs()
  }

  // MARK: Header

  /// The format that the header of a script names: `percent`, `light`.
  static func formatName(of document: Document) -> String? {
    var notebook = Notebook()
    return notebook.readHeader(document)
  }

  /// Reads the header and returns the format that it names.
  @discardableResult
  private mutating func readHeader(_ document: Document) -> String? {
    guard document.yamlHeader.count > 2 else { return nil }
    let lines = document.lines[document.yamlHeader].dropFirst().dropLast().map { line in
      String(line.text.dropFirst(line.text.hasPrefix("# ") ? 2 : 1))
    }
    var jupyter: [String] = []
    var other: [String] = []
    var isInside = false
    for line in lines {
      if trimmed(line) == "jupyter:" && !line.hasPrefix(" ") {
        isInside = true
      } else if !line.isEmpty, !line.hasPrefix(" ") {
        isInside = false
      }
      if isInside { jupyter.append(line) } else { other.append(line) }
    }
    if !other.isEmpty {
      cells.append(NotebookCell(kind: .raw, source: (["---"] + other + ["---"]).joined(separator: "\n")))
    }
    guard let members = YAMLHeader.parse(jupyter)?["jupyter"]?.objectValue else { return nil }
    metadata = members
    guard var jupytext = metadata["jupytext"]?.objectValue else { return nil }
    let format = jupytext["text_representation"]?["format_name"]?.stringValue
    jupytext["text_representation"] = nil
    metadata["jupytext"] = jupytext.isEmpty ? nil : .object(jupytext)
    return format
  }

  // MARK: Cells

  private static func metadata(of header: CellHeader, id: inout String) -> [JSON.Member] {
    var members: [JSON.Member] = []
    for entry in header.metadata { members[entry.name] = entry.value ?? .null }
    if let unreadable = header.unreadable { members["incorrectly_encoded_metadata"] = .string(unreadable) }
    if !header.title.isEmpty { members["title"] = .string(header.title) }
    if header.depth > 0 { members["cell_depth"] = .number(header.depth) }
    if header.kindWord == "md" { members["region_name"] = .string("md") }
    if let text = members["cell_id"]?.stringValue {
      id = text
      members["cell_id"] = nil
    }
    return members
  }

  /// The lines of a cell without those that only keep it from the next one: one blank line, or exactly two.
  private static func content(_ document: Document, _ cell: Cell) -> [String] {
    var body = cell.body
    if cell.headerLine == nil, !document.yamlHeader.isEmpty, document.lines[body.lowerBound].isBlank {
      body = body.dropFirst()
    }
    if cell.hasRecord { return document.lines[body.lowerBound..<cell.recorded.lowerBound].map(\.text) }
    var lines = document.lines[body].map(\.text)
    let before =
      lines.count >= 3 ? lines[lines.count - 3] : cell.headerLine.map { document.lines[$0].text } ?? ""
    // A line of blanks belongs to the cell.
    if lines.count >= 2, lines.suffix(2).allSatisfy(\.isEmpty), !before.isEmpty {
      lines.removeLast(2)
    } else if lines.last?.isEmpty == true {
      lines.removeLast()
    }
    return lines
  }

  private static func code(_ document: Document, _ cell: Cell, _ metadata: inout [JSON.Member]) -> String {
    let lines = content(document, cell)
    guard let language = metadata["language"]?.stringValue, CellLanguage.isKnown(language) else {
      if !CellActivity.isInScripts({ metadata[$0] }) { return lines.map(uncommented).joined(separator: "\n") }
      return Magics.uncommented(lines.joined(separator: "\n"))
    }
    let arguments = metadata["magic_args"]?.stringValue.map { " " + $0 } ?? ""
    metadata["language"] = nil
    metadata["magic_args"] = nil
    return (["%%" + language + arguments] + lines.map(uncommented)).joined(separator: "\n")
  }

  private static func prose(_ document: Document, _ cell: Cell, _ metadata: inout [JSON.Member]) -> String {
    let lines = content(document, cell)
    let text = trimmed(lines.joined(separator: "\n"))
    for quote in ["\"\"\"", "'''"] {
      for prefix in ["", "r", "R"] where text.hasPrefix(prefix + quote) && text.hasSuffix(quote) {
        guard text.utf8.count >= prefix.utf8.count + 6 else { continue }
        var inner = text.dropFirst(prefix.count + 3).dropLast(3)
        if inner.first == "\n" { inner = inner.dropFirst() }
        if inner.last == "\n" { inner = inner.dropLast() }
        metadata["cell_marker"] = .string(prefix + quote)
        return String(inner)
      }
    }
    return lines.map(uncommented).joined(separator: "\n")
  }

  private static func uncommented(_ line: String) -> String {
    line.hasPrefix("# ") ? String(line.dropFirst(2)) : line.hasPrefix("#") ? String(line.dropFirst()) : line
  }

  // MARK: Outputs

  private static func outputs(
    _ document: Document, _ cell: Cell, source: String, count: Int?, _ hints: ScriptHints,
    _ errors: ShownError, _ picture: (FigureLine) -> [UInt8]?
  ) -> [[JSON.Member]] {
    let lines = document.record(of: cell)
    let error = cell.options.raises ? errors.range(record: lines, known: hints.errorLines) : 0..<0
    let values =
      error.isEmpty ? ShownValue.range(source: source, record: lines, known: hints.valueLines) : 0..<0
    var outputs: [[JSON.Member]] = []
    var text: [String] = []
    func flush() {
      if !text.isEmpty { outputs.append(stream(text.joined(separator: "\n") + "\n")) }
      text = []
    }
    for (index, line) in lines.enumerated() {
      if error.contains(index) {
        flush()
        if index == error.lowerBound {
          outputs.append(raised(ShownError.error(lines[error].map(Self.printed))))
        }
        continue
      }
      if let name = FigureLine(line) {
        flush()
        if let png = picture(name) {
          outputs.append(figure(RenderedFigure(png: png, width: name.width, height: name.height)))
        }
        continue
      }
      if index == values.lowerBound { flush() }
      text.append(Self.printed(line))
      if index == values.upperBound - 1, !values.isEmpty {
        outputs.append(value(text.joined(separator: "\n"), count: count))
        text = []
      }
    }
    flush()
    return outputs
  }

  /// A recorded line as it was printed: without the backslash that marks a figure line as mere text.
  private static func printed(_ line: String) -> String {
    guard line.hasPrefix("\\"), FigureLine(String(line.drop { $0 == "\\" })) != nil else { return line }
    return String(line.dropFirst())
  }
}
