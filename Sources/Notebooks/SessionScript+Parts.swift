extension SessionScript {
  /// A cell of a script that is to be run.
  public struct Part: Sendable, Equatable {
    public var source: String
    /// The line of the file, from 1, on which it begins.
    public var firstLine: Int
    public var context: CellContext
  }

  /// The cells of a text that are to be run, and in words those that are not.
  public struct Parts: Sendable, Equatable {
    public var cells: [Part]
    /// `“Title”: tagged nbval-skip`.
    public var skipped: [String]
  }

  /// The cells of a script, in order, ready to be run one after another, and whether it is a notebook rather than a
  /// program.
  ///
  /// - Throws: `FileError` where the file cannot be read.
  public static func sources(of path: String) throws(FileError) -> (cells: [Part], isNotebook: Bool) {
    let plan = try Plan.load(path)
    return (parts(of: plan).cells, plan.echoesLast)
  }

  /// The cells of a text that somebody typed or pasted, without the lines that record what they printed; nil where the
  /// text is one cell as it stands.
  ///
  /// A marker opens a cell where it begins its line: within a block it is a comment.
  public static func parts(ofTyped text: String) -> Parts? {
    guard text.utf8.contains(UInt8(ascii: "#")) else { return nil }
    let lines = SourceLines(text).escapingMarkers { $0.first == " " || $0.first == "\t" }
    let document = Document.parse(lines.joined(separator: "\n"))
    var parts = parts(of: Plan(path: "<typed>", document: document))
    for place in parts.cells.indices {
      parts.cells[place].source = SourceLines(parts.cells[place].source).withoutRecords()
        .joined(separator: "\n")
    }
    if document.isNotebook || document.cells.contains(where: \.hasRecord) { return parts }
    // Records between statements.
    return parts.cells.first.map { sameBytes($0.source, document.text(of: document.cells[0].source)) }
      ?? false
      ? nil : parts
  }

  private static func parts(of plan: Plan) -> Parts {
    let planned = Dictionary(uniqueKeysWithValues: plan.cells.map { ($0.place, $0) })
    var result = Parts(cells: [], skipped: [])
    var between: [String] = []
    for place in plan.document.map({ Array($0.cells.indices) }) ?? plan.cells.map(\.place) {
      let cell = planned[place]
      if let cell, let reason = cell.options.skipReason {
        result.skipped.append((cell.title.isEmpty ? "a cell" : "“\(cell.title)”") + ": " + reason)
      } else if let cell, cell.hasCode(inNotebook: plan.echoesLast, plan.document) {
        var context = CellContext()
        context.header = cell.header
        if let document = plan.document, let line = document.cells[place].headerLine {
          context.headerLine = trimmed(document.lines[line].text)
        }
        context.before = between
        context.raises = cell.options.raises
        result.cells.append(Part(source: cell.source, firstLine: cell.firstLine, context: context))
        between = []
        continue
      }
      if let text = plan.document?.unrunText(of: place) { between.append(text) }
    }
    if !result.cells.isEmpty { result.cells[result.cells.count - 1].context.after = between }
    return result
  }
}

extension Plan.Cell {
  /// Whether there is anything to run. An interpreter line before the first marker is no cell of a notebook.
  fileprivate func hasCode(inNotebook isNotebook: Bool, _ document: Document?) -> Bool {
    let isHeadless = isNotebook && document.map { $0.cells[place].headerLine == nil } ?? false
    return Line.split(source).contains { !$0.isBlank && !(isHeadless && $0.text.hasPrefix("#")) }
  }
}

extension Document {
  /// A cell that is not run, header and all, without its record; nil where it has no header.
  fileprivate func unrunText(of place: Int) -> String? {
    let cell = cells[place]
    return cell.headerLine.map { text(of: $0..<max($0 + 1, cell.source.upperBound)) }
  }
}

/// The lines of a cell's source, and which of them a script would not take for source.
struct SourceLines {
  private let lines: [String]
  /// For every line, whether it begins inside a string, and whether inside a statement.
  private var isQuoted: [Bool] = []
  private var isInside: [Bool] = []
  /// Whether the source ends inside a string, which would go on in the cells below.
  let endsInString: Bool

  init(_ source: String) {
    lines = Line.split(source).map(\.text)
    var scanner = QuoteScanner()
    for line in lines {
      isQuoted.append(scanner.isQuoted)
      isInside.append(scanner.isInsideStatement)
      scanner.read(line)
    }
    endsInString = scanner.isQuoted
  }

  /// The lines with markers made plain comments: `# %% step` becomes `## %% step`.
  func escapingMarkers(where isEscaped: (String) -> Bool = { _ in true }) -> [String] {
    zip(lines, isQuoted).map { line, isQuoted in
      !isQuoted && CellHeader.markerText(line) != nil && isEscaped(line) ? Self.escaped(line) : line
    }
  }

  /// The lines without those that record, at the end or between statements, what was printed.
  func withoutRecords() -> [String] {
    zip(lines, isInside).filter { line, isInside in
      isInside || !line.hasPrefix("#") || Document.recordedText(line) == nil
    }.map(\.0)
  }

  /// The lines as a script takes them for one cell whatever they hold: markers, and lines at the end that would count as
  /// its record, are made plain comments.
  func asOneCell() -> [String] {
    var lines = escapingMarkers()
    while lines.last.map({ trimmed($0).isEmpty }) == true { lines.removeLast() }
    var place = lines.count - 1
    while place >= 0, !isQuoted[place], Document.recordedText(lines[place]) != nil {
      lines[place] = Self.escaped(lines[place])
      place -= 1
    }
    return lines
  }

  private static func escaped(_ line: String) -> String {
    guard let mark = line.firstIndex(of: "#") else { return line }
    return line[...mark] + "#" + line[line.index(after: mark)...]
  }
}
