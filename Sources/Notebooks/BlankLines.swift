/// How many blank lines stand between two cells: two after and before a definition, as PEP 8 has it and jupytext
/// writes it, one elsewhere.
struct BlankLines {
  /// Whether the cells below hold any code.
  private var hasCode = false
  /// Whether their first statement is a definition.
  private var beginsWithDefinition = false
  private var isEmpty = true

  /// Joins cells, each its lines, into one text.
  static func joined(_ cells: [[String]]) -> String {
    var below = BlankLines()
    var gaps: [Int] = []
    for cell in cells.reversed() {
      let gap = below.gap(after: cell)
      gaps.append(gap)
      below.add(cell, gap: gap)
    }
    var text = ""
    for (cell, gap) in zip(cells, gaps.reversed()) {
      text += cell.joined(separator: "\n") + String(repeating: "\n", count: gap + 1)
    }
    return text
  }

  /// The blank lines between a cell and those below.
  private func gap(after cell: [String]) -> Int {
    if isEmpty { return 0 }
    if Self.endsWithDefinition(cell) { return hasCode ? 2 : 1 }
    let last = cell.last ?? ""
    let endsWithCode = !trimmed(last).isEmpty && !last.hasPrefix("#")
    return endsWithCode && beginsWithDefinition ? 2 : 1
  }

  /// Notes a cell that stands above those noted so far.
  private mutating func add(_ cell: [String], gap: Int) {
    // Two blank lines end the search for code, as they do in jupytext.
    if gap >= 2 { (hasCode, beginsWithDefinition) = (false, false) }
    hasCode = Self.holdsCode(cell) ?? hasCode
    beginsWithDefinition = Self.opensWithDefinition(cell) ?? beginsWithDefinition
    isEmpty = false
  }

  private static func isDefinition(_ line: String) -> Bool {
    ["def ", "async ", "class "].contains { line.hasPrefix($0) }
  }

  private static func continues(_ line: String, _ starts: String) -> Bool {
    line.utf8.first.map { starts.utf8.contains($0) } ?? true
  }

  /// Nothing where the cell does not tell.
  private static func holdsCode(_ cell: [String]) -> Bool? {
    var wasBlank = false
    for line in cell {
      let text = trimmed(line)
      if text.isEmpty {
        if wasBlank { return false }
        wasBlank = true
        continue
      }
      wasBlank = false
      if !text.hasPrefix("#") { return true }
    }
    return nil
  }

  /// Nothing where the cell does not tell.
  private static func opensWithDefinition(_ cell: [String]) -> Bool? {
    leadsToDefinition(unquoted(cell), past: "#@ )")
  }

  /// Whether the last line that is not indented begins a definition.
  private static func endsWithDefinition(_ cell: [String]) -> Bool {
    leadsToDefinition(unquoted(cell).reversed(), past: "# )") ?? false
  }

  /// The lines that do not begin inside a quotation.
  private static func unquoted(_ cell: [String]) -> [String] {
    var scanner = QuoteScanner()
    return cell.filter { line in
      defer { scanner.read(line) }
      return !scanner.isQuoted
    }
  }

  /// Whether a definition comes before two blank lines and any line that begins with none of `marks`; nothing where
  /// the lines end first.
  private static func leadsToDefinition(_ lines: [String], past marks: String) -> Bool? {
    var wasBlank = false
    for line in lines {
      if trimmed(line).isEmpty {
        if wasBlank { return false }
        wasBlank = true
        continue
      }
      wasBlank = false
      if isDefinition(line) { return true }
      if !continues(line, marks) { return false }
    }
    return nil
  }
}
