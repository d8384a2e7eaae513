/// A script as a document: its lines, byte for byte, and the cells that they form.
///
/// A script is a `.py` file in jupytext's percent format. What a cell printed stands under it in comment lines
/// that begin with `#> `. A file without a cell marker is a program: one cell, whose last expression is not shown.
public struct Document: Sendable {
  /// Whether the text begins with U+FEFF.
  public let hasByteOrderMark: Bool
  public let lines: [Line]
  /// The YAML header in comments, from `# ---` to `# ---`; empty if there is none.
  public let yamlHeader: Range<Int>
  public let cells: [Cell]
  /// Whether the text has a cell marker.
  public let isNotebook: Bool

  /// Reads any text whatever; `parse(text).text` is the text again, byte for byte.
  public static func parse(_ text: String) -> Document {
    let mark: Unicode.Scalar = "\u{FEFF}"
    let hasMark = text.unicodeScalars.first == mark
    let lines = Line.split(hasMark ? String(text.unicodeScalars.dropFirst()) : text)
    return Document(hasByteOrderMark: hasMark, lines: lines)
  }

  /// The whole text, byte for byte as it was read.
  public var text: String {
    var text = hasByteOrderMark ? "\u{FEFF}" : ""
    for line in lines {
      text += line.text
      text += line.ending
    }
    return text
  }

  /// The text of some lines with `\n` between them, as a kernel takes it.
  public func text(of range: Range<Int>) -> String {
    lines[range].map(\.text).joined(separator: "\n")
  }

  /// What a cell recorded, line by line, without the mark `#> `.
  public func record(of cell: Cell) -> [String] {
    lines[cell.recorded].map { Self.recordedText($0.text) ?? "" }
  }

  /// The ending that most lines have: what a new line gets.
  public var lineEnding: String {
    var counts = ["\n": 0, "\r\n": 0, "\r": 0]
    for line in lines where !line.ending.isEmpty { counts[line.ending, default: 0] += 1 }
    if counts["\r\n", default: 0] > counts["\n", default: 0] { return "\r\n" }
    return counts["\r", default: 0] > counts["\n", default: 0] ? "\r" : "\n"
  }

  // MARK: Cells

  init(hasByteOrderMark: Bool, lines: [Line]) {
    self.hasByteOrderMark = hasByteOrderMark
    self.lines = lines
    let yaml = Self.findYAMLHeader(lines)
    yamlHeader = yaml
    var scanner = CellScanner(lines: lines)
    let starts = scanner.findMarkers(from: yaml.upperBound)
    isNotebook = !starts.isEmpty
    var cells: [Cell] = []
    let first = starts.first?.line ?? lines.count
    let hasProgram = lines[yaml.upperBound..<first].contains { !$0.isBlank }
    if hasProgram || starts.isEmpty {
      cells.append(scanner.cell(CellHeader(), headerLine: nil, body: yaml.upperBound..<first))
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].line : lines.count
      cells.append(scanner.cell(start.header, headerLine: start.line, body: start.line + 1..<end))
    }
    self.cells = cells
  }

  /// The text of a recorded line, or nothing where the line is not one.
  static func recordedText(_ line: String) -> String? {
    var bytes = line.utf8[...]
    while let first = bytes.first, isSpace(first) { bytes = bytes.dropFirst() }
    guard bytes.starts(with: "#>".utf8) else { return nil }
    bytes = bytes.dropFirst(2)
    if bytes.first == 0x20 { return String(Substring(bytes.dropFirst())) }
    // `#>=` or `#>>>` is somebody's comment.
    return bytes.isEmpty ? "" : nil
  }

  /// The lines of the YAML header: `# ---`, comments, `# ---`, after an interpreter line and an encoding if any.
  private static func findYAMLHeader(_ lines: [Line]) -> Range<Int> {
    var index = 0
    while index < min(2, lines.count),
      lines[index].text.hasPrefix("#!") || lines[index].text.contains("coding")
    {
      guard lines[index].text.hasPrefix("#"), CellHeader.markerText(lines[index].text) == nil else { break }
      index += 1
    }
    guard index < lines.count, isRule(lines[index].text) else { return 0..<0 }
    var end = index + 1
    while end < lines.count, lines[end].text.hasPrefix("#") {
      if isRule(lines[end].text) { return index..<end + 1 }
      if CellHeader.markerText(lines[end].text) != nil { break }
      end += 1
    }
    return 0..<0
  }

  private static func isRule(_ line: String) -> Bool {
    guard line.hasPrefix("#") else { return false }
    let text = line.dropFirst(line.hasPrefix("# ") ? 2 : 1)
    return text.hasPrefix("---") && text.dropFirst(3).utf8.allSatisfy(isSpace)
  }
}

/// Finds where cells begin and what each one holds.
private struct CellScanner {
  let lines: [Line]
  /// For every line, whether it begins inside a string.
  private var quoted: [Bool]
  /// The shortest fence of backticks and of tildes known never to end, so that no text is searched twice.
  private var shortestOpen: [UInt8: Int] = [:]

  init(lines: [Line]) {
    self.lines = lines
    quoted = Array(repeating: false, count: lines.count)
  }

  /// The lines that open a cell. Strings end with their cell only where they are closed.
  mutating func findMarkers(from first: Int) -> [(line: Int, header: CellHeader)] {
    var found: [(line: Int, header: CellHeader)] = []
    var scanner = QuoteScanner()
    var fence: Fence?
    var prose = false
    for index in lines.indices.dropFirst(first) {
      let text = lines[index].text
      quoted[index] = scanner.isQuoted
      scanner.read(text)
      if quoted[index] { continue }
      if prose {
        // A fenced block in markdown may show a marker that is not one, if the block ends at all.
        let content = uncommented(text)
        if let open = fence {
          if open.isClosed(by: content) { fence = nil }
          continue
        }
        if let open = Fence(content), isClosed(open, after: index) {
          fence = open
          continue
        }
      }
      if let header = CellHeader(line: text) {
        found.append((index, header))
        prose = header.kind != .code
      }
    }
    return found
  }

  /// Splits a cell's body into its source and its recorded block.
  func cell(_ header: CellHeader, headerLine: Int?, body: Range<Int>) -> Cell {
    var end = body.upperBound
    while end > body.lowerBound, lines[end - 1].isBlank { end -= 1 }
    var start = end
    if header.kind == .code {
      while start > body.lowerBound, !quoted[start - 1], Document.recordedText(lines[start - 1].text) != nil {
        start -= 1
      }
    }
    let recorded = start..<end
    var sourceEnd = start
    while sourceEnd > body.lowerBound, lines[sourceEnd - 1].isBlank { sourceEnd -= 1 }
    // Without a record, its place is straight after the last line of code.
    return Cell(
      header: header, headerLine: headerLine, body: body, source: body.lowerBound..<sourceEnd,
      recorded: recorded.isEmpty ? sourceEnd..<sourceEnd : recorded,
      options: CellOptions { header[$0] })
  }

  private func uncommented(_ line: String) -> Substring {
    line.hasPrefix("# ") ? line.dropFirst(2) : line.hasPrefix("#") ? line.dropFirst() : line[...]
  }

  private mutating func isClosed(_ fence: Fence, after index: Int) -> Bool {
    if let length = shortestOpen[fence.mark], fence.length >= length { return false }
    if lines[(index + 1)...].contains(where: { fence.isClosed(by: uncommented($0.text)) }) { return true }
    shortestOpen[fence.mark] = fence.length
    return false
  }
}

/// The opening line of a fenced code block in markdown: at least three backticks or tildes.
private struct Fence {
  let mark: UInt8
  let length: Int

  init?(_ line: Substring) {
    guard let (mark, length, rest) = Self.read(line) else { return nil }
    if mark == UInt8(ascii: "`"), rest.contains(mark) { return nil }
    self.mark = mark
    self.length = length
  }

  func isClosed(by line: Substring) -> Bool {
    guard let (mark, length, rest) = Self.read(line) else { return false }
    return mark == self.mark && length >= self.length && rest.allSatisfy(isSpace)
  }

  private static func read(_ line: Substring) -> (UInt8, Int, Substring.UTF8View)? {
    var bytes = line.utf8
    var indent = 0
    while indent < 3, bytes.first == 0x20 {
      bytes = bytes.dropFirst()
      indent += 1
    }
    guard let mark = bytes.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let rest = bytes.drop { $0 == mark }
    let length = bytes.count - rest.count
    return length >= 3 ? (mark, length, rest) : nil
  }
}
