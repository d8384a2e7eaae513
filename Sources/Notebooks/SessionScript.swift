/// A session at a terminal as a script: type it once, and it is a test.
public enum SessionScript {
  /// A cell that was typed, with what it showed.
  public struct Cell: Sendable {
    public var source: String
    public var outputs: [Output]
    /// What heads it in the script.
    public var title = ""
    /// How reports name it; nil for its place among the cells.
    public var label: String?
    /// Tags that say how it replays: of a cell that was interrupted, nothing is compared.
    public var tags: [String] = []

    public init(source: String, outputs: [Output]) {
      self.source = source
      self.outputs = outputs
    }
  }

  /// A cell of a script that is to be run.
  public struct Part: Sendable {
    public var source: String
    /// The line of the file, from 1, on which it begins.
    public var firstLine: Int
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

  /// The sources of a script's cells, in order, ready to be run one after another, and whether it is a notebook
  /// rather than a program.
  ///
  /// - Throws: `FileError` where the file cannot be read.
  public static func sources(of path: String) throws(FileError) -> (cells: [Part], isNotebook: Bool) {
    let plan = try Plan.load(path)
    let cells = plan.cells.filter { !$0.options.isSkipped }
    return (cells.map { Part(source: $0.source, firstLine: $0.firstLine) }, plan.echoesLast)
  }

  /// A cell without the lines that only IPython understands (`!ls`, an indented `%cd`), which become `pass`, and these
  /// lines.
  public static func withoutMagics(_ source: String) -> (source: String, leftOut: [String]) {
    let runnable = RunnableSource(source)
    return runnable.refusal == nil ? (runnable.text, runnable.leftOut) : (source, [])
  }

  /// How reports name the cells of the script: a cell that holds markers becomes several.
  private static func labels(of cells: [Cell]) -> [String?] {
    cells.flatMap { cell in
      let document = Document.parse(text(of: [cell], stem: "").text)
      return Array(repeating: cell.label, count: document.cells.count { $0.kind == .code })
    }
  }

  private static func text(of cells: [Cell], stem: String) -> WrittenScript {
    var result = WrittenScript(text: "", figures: [], notes: [])
    var blocks: [String] = []
    for cell in cells {
      var header = CellHeader()
      let raises = cell.outputs.contains { if case .error = $0 { true } else { false } }
      header.title = cell.title
      let tags = cell.tags.isEmpty && raises ? ["raises-exception"] : cell.tags
      if !tags.isEmpty { header.metadata = [CellHeader.Entry("tags", .array(tags.map { .string($0) }))] }
      var lines = [header.line] + Line.split(cell.source).map(\.text)
      while lines.count > 1, lines.last.map({ trimmed($0).isEmpty }) == true { lines.removeLast() }
      for line in OutputLine.lines(of: cell.outputs, includingError: raises && cell.tags.isEmpty) {
        switch line {
        case .text(let text): lines.append(text.isEmpty ? "#>" : "#> " + withoutAddresses(text))
        case .figure(let figure):
          let path = "\(stem)/\(result.figures.count + 1).png"
          let name = FigureLine(path: path, width: figure.width, height: figure.height)
          result.figures.append((name, figure.png))
          lines.append("#> " + name.text)
        }
      }
      blocks.append(lines.joined(separator: "\n") + "\n")
    }
    result.text = blocks.joined(separator: "\n")
    return result
  }
}
