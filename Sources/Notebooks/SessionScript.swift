/// A session at a terminal as a script: type it once, and it is a test.
public enum SessionScript {
  /// A cell that was typed, with what it showed.
  public struct Cell: Sendable {
    public var source: String
    public var outputs: [Output]

    public init(source: String, outputs: [Output]) {
      self.source = source
      self.outputs = outputs
    }
  }

  /// Writes cells as a script with their outputs recorded, and their figures beside it.
  ///
  /// A cell that ended in an error is tagged `raises-exception`, so that the script replays.
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
    for cell in Judge(plan: plan, pictures: pictures).report(runs).failures {
      guard let failure = cell.failure else { continue }
      lines.append("\(cell.label) \(failure.summary)")
      lines += failure.details(width: width - 2).map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  /// The sources of a script's cells, in order, ready to be run one after another, and whether it is a notebook
  /// rather than a program.
  ///
  /// - Throws: `FileError` where the file cannot be read.
  public static func sources(of path: String) throws(FileError) -> (cells: [String], isNotebook: Bool) {
    let plan = try Plan.load(path)
    return (plan.cells.filter { !$0.options.isSkipped }.map(\.source), plan.echoesLast)
  }

  private static func text(of cells: [Cell], stem: String) -> WrittenScript {
    var result = WrittenScript(text: "", figures: [], notes: [])
    var blocks: [String] = []
    for cell in cells {
      var header = CellHeader()
      let raises = cell.outputs.contains { if case .error = $0 { true } else { false } }
      if raises { header.metadata = [CellHeader.Entry("tags", .array([.string("raises-exception")]))] }
      var lines = [header.line] + Line.split(cell.source).map(\.text)
      while lines.count > 1, lines.last.map({ trimmed($0).isEmpty }) == true { lines.removeLast() }
      for line in OutputLine.lines(of: cell.outputs, includingError: raises) {
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
