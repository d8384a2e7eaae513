/// Writes what cells showed back into their script: `#>` lines and figures, and nothing else.
struct ScriptRecorder {
  let plan: Plan
  let document: Document

  /// The new text and the pictures that belong to it.
  private struct Edit {
    var text: String
    var pictures: [(line: FigureLine, png: [UInt8])]
    /// Pictures that no line names any more.
    var unused: [FigureLine]
  }

  private func edit(_ entries: [Recording.Entry]) -> Edit {
    let byCell = Dictionary(entries.map { ($0.cell, $0) }, uniquingKeysWith: { $1 })
    var names = FigureNames(plan: plan, recorded: Set(byCell.keys))
    var result = Edit(text: "", pictures: [], unused: [])
    var lines = document.lines
    var blocks: [(range: Range<Int>, lines: [String])] = []
    var used: Set<String> = []
    for (index, cell) in plan.cells.enumerated() {
      guard let entry = byCell[index] else {
        used.formUnion(cell.recorded.compactMap { FigureLine($0)?.path })
        continue
      }
      var texts: [String] = []
      for (line, kept) in zip(entry.lines, entry.kept) {
        switch line {
        case .text(let text): texts.append(kept ?? withoutAddresses(text))
        case .figure(let figure):
          let name = names.next(for: index, figure)
          used.insert(name.path)
          result.pictures.append((name, figure.png))
          texts.append(name.text)
        }
      }
      blocks.append(
        (
          document.cells[cell.place].recorded,
          texts.map { indent(of: cell) + ($0.isEmpty ? "#>" : "#> " + $0) }
        ))
    }
    result.unused = names.own.filter { !used.contains($0.path) }
    let ending = document.lineEnding
    for block in blocks.reversed() { Self.replace(&lines, block.range, block.lines, ending) }
    result.text = Document(hasByteOrderMark: document.hasByteOrderMark, lines: lines).text
    return result
  }

  /// Cells inside an indented block keep their record indented.
  private func indent(of cell: Plan.Cell) -> String {
    guard let line = document.cells[cell.place].headerLine else { return "" }
    return String(document.lines[line].text.prefix { $0 == " " || $0 == "\t" })
  }

  /// Replaces lines; a text that did not end its last line still does not.
  private static func replace(_ lines: inout [Line], _ range: Range<Int>, _ texts: [String], _ ending: String)
  {
    let atEnd = range.upperBound == lines.count && !lines.isEmpty
    let last = atEnd ? lines[lines.count - 1].ending : ending
    let used =
      range.isEmpty
      ? ending : lines[range.lowerBound].ending.isEmpty ? ending : lines[range.lowerBound].ending
    var new = texts.map { Line($0, ending: used) }
    if atEnd {
      if new.isEmpty {
        lines.removeSubrange(range)
        if !lines.isEmpty, last.isEmpty { lines[lines.count - 1].ending = "" }
        return
      }
      if range.lowerBound > 0, lines[range.lowerBound - 1].ending.isEmpty {
        lines[range.lowerBound - 1].ending = used
      }
      new[new.count - 1].ending = last
    }
    lines.replaceSubrange(range, with: new)
  }

  /// Writes the pictures and then the script, if the script is still what was read.
  ///
  /// - Throws: `FileError`; then script and pictures are what they were.
  func write(_ entries: [Recording.Entry]) throws(FileError) {
    let result = edit(entries)
    let bytes = Array(result.text.utf8)
    let pictures = result.pictures.filter { line, png in (try? Files.read(plan.figureFile(line))) != png }
    try plan.checkUnchanged()
    try plan.write(bytes == plan.bytes ? nil : bytes, figures: pictures)
    for line in result.unused {
      let file = plan.figureFile(line)
      Files.remove(file)
      Files.removeEmptyFolder(Files.folder(of: file))
    }
  }
}

/// Gives figures their files: first those that the cell had, then numbers that are free.
private struct FigureNames {
  /// The figure lines of the script as they were, but for those that name files of another script, from which this
  /// one may be a copy.
  let own: [FigureLine]
  private let stem: String
  private var known: [Int: [String]] = [:]
  private var taken: Set<String>
  private var number = 0

  init(plan: Plan, recorded: Set<Int>) {
    stem = Files.stem(of: plan.path)
    let prefix = stem + "/"
    own = plan.cells.flatMap { $0.recorded.compactMap { FigureLine($0) } }.filter {
      $0.path.hasPrefix(prefix)
    }
    taken = []
    for (index, cell) in plan.cells.enumerated() {
      let paths = cell.recorded.compactMap { FigureLine($0)?.path }.filter { $0.hasPrefix(prefix) }
      // Two cells that name one file are a mistake; the first keeps it.
      known[index] = recorded.contains(index) ? paths.filter { !taken.contains($0) } : []
      taken.formUnion(paths)
    }
  }

  mutating func next(for cell: Int, _ figure: RenderedFigure) -> FigureLine {
    if let path = known[cell]?.first {
      known[cell]?.removeFirst()
      return FigureLine(path: path, width: figure.width, height: figure.height)
    }
    var path: String
    repeat {
      number += 1
      path = "\(stem)/\(number).png"
    } while taken.contains(path)
    taken.insert(path)
    return FigureLine(path: path, width: figure.width, height: figure.height)
  }
}
