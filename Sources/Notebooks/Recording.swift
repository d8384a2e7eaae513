/// What the cells of one script or notebook are to record, and its way into the file.
struct Recording {
  let plan: Plan

  /// What one cell is to record.
  struct Entry {
    /// The place among the code cells.
    let cell: Int
    /// What the cell showed, as the kernel handed it over.
    let outputs: [Output]
    let lines: [OutputLine]
    /// For each line, the recorded line with `...` that stands for it, if there is one.
    let kept: [String?]
  }

  /// Why there is nothing to record.
  struct Unstable: Error {
    let reason: String
    static let advice = "write ... for what changes, or set a seed"

    init(_ reason: String) { self.reason = reason }
  }

  // MARK: Two runs

  /// Compares two runs of one cell and gives what to record, or why there is nothing to record.
  func entry(cell index: Int, first: CellRun, second: CellRun) -> Result<Entry, Unstable> {
    let cell = plan.cells[index]
    guard case .ran = second.ending, (first.error == nil) == (second.error == nil) else {
      return .failure(Unstable("a second run ended otherwise than the first: \(Self.ending(of: second))"))
    }
    let (left, right) = (Judge.lines(of: cell, first), Judge.lines(of: cell, second))
    guard left.count == right.count else {
      return .failure(
        Unstable("two runs showed \(left.count) and \(right.count) lines; \(Unstable.advice)"))
    }
    var kept: [String?] = []
    for (number, (a, b)) in zip(left, right).enumerated() {
      switch (a, b) {
      case (.text(let a), .text(let b)):
        let pattern = cell.recorded.first { line in
          find("...", in: line) != nil && trimmed(line) != "..." && lineMatches(line, a)
            && lineMatches(line, b)
        }
        if pattern == nil, !sameBytes(withoutAddresses(a), withoutAddresses(b)) {
          return .failure(
            Unstable(
              "output line \(number + 1) differs between two runs, “\(Self.shortened(a))” and "
                + "“\(Self.shortened(b))”; \(Unstable.advice)"))
        }
        kept.append(pattern)
      case (.figure(let a), .figure(let b)):
        if a != b {
          return .failure(
            Unstable("the figure of output line \(number + 1) differs between two runs; set a seed"))
        }
        kept.append(nil)
      default:
        return .failure(Unstable("output line \(number + 1) is text in one run and a figure in another"))
      }
    }
    return .success(Entry(cell: index, outputs: first.outputs, lines: left, kept: kept))
  }

  private static func ending(of run: CellRun) -> String {
    switch run.ending {
    case .ran: run.error.map { "it raised \(shortened($0.summary))" } ?? "it raised nothing"
    case .skipped: "it was skipped"
    case .stopped(let reason), .notRun(let reason): reason
    }
  }

  private static func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 200
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(199))) + "…"
  }

  // MARK: Writing

  /// Writes the entries into the file, if it is still what was read.
  ///
  /// - Throws: `FileError`; then the file is what it was.
  func write(_ entries: [Entry]) throws(FileError) {
    if let document = plan.document {
      try ScriptRecorder(plan: plan, document: document).write(entries)
    } else {
      try NotebookRecorder(plan: plan).write(entries)
    }
  }
}

extension Plan {
  /// - Throws: `FileError` where the file is no longer what was read.
  func checkUnchanged() throws(FileError) {
    guard try Files.read(path) == bytes else {
      throw FileError(path, "was changed while it was recorded; nothing was written")
    }
  }
}
