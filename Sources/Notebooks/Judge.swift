/// Compares what the cells of a plan showed with what they recorded.
struct Judge {
  let plan: Plan
  let pictures: PictureComparer
  /// The only cell that counts, if one was asked for.
  var only: Int?

  func report(_ runs: [CellRun]) -> ScriptReport {
    var report = ScriptReport(path: plan.path)
    report.isNotebookFile = plan.document == nil
    for (index, cell) in plan.cells.enumerated() where index < runs.count && (only == nil || only == index) {
      report.cells.append(
        CellReport(
          number: cell.number, title: cell.title, label: cell.label, line: cell.line,
          seconds: runs[index].seconds, status: status(of: cell, runs[index]),
          skipReason: cell.options.skipReason))
    }
    report.notes = notes
    return report
  }

  /// What is skipped, why, and what is left out.
  private var notes: [String] {
    var skipped: [(reason: String, numbers: [String])] = []
    var leftOut: [String] = []
    for (index, cell) in plan.cells.enumerated() where only.map({ index <= $0 }) ?? true {
      leftOut += cell.leftOut.map { "left out of cell \(cell.number): \($0)" }
      // A person who wrote a tag knows what it does.
      guard let reason = cell.options.skipReason, !reason.hasPrefix("tagged ") else { continue }
      if let place = skipped.firstIndex(where: { $0.reason == reason }) {
        skipped[place].numbers.append(String(cell.number))
      } else {
        skipped.append((reason, [String(cell.number)]))
      }
    }
    return skipped.map { reason, numbers in
      "skipped cell\(numbers.count == 1 ? "" : "s") \(numbers.joined(separator: ", ")): \(reason)"
    } + leftOut
  }

  /// The lines of a run that count for the record of a cell.
  static func lines(of cell: Plan.Cell, _ run: CellRun) -> [OutputLine] {
    OutputLine.lines(of: run.outputs, includingError: cell.options.raises)
  }

  private func status(of cell: Plan.Cell, _ run: CellRun) -> CellReport.Status {
    if cell.options.isSkipped { return .skipped }
    if let problem = cell.options.problems.first { return .failed(.badOption(problem)) }
    switch run.ending {
    case .skipped: return .skipped
    case .stopped(let reason): return .failed(.stopped(reason))
    case .notRun(let reason): return .failed(.stopped("was not run: \(reason)"))
    case .ran: break
    }
    if let error = run.error, !cell.options.raises { return .failed(.raised(error)) }
    if run.error == nil, cell.options.raises { return .failed(.didNotRaise) }
    if cell.options.ignoresOutput { return .passed }
    let got = Self.lines(of: cell, run)
    if !cell.hasRecord { return got.isEmpty ? .passed : .failed(.unrecorded(got.map(Mismatch.text))) }
    return mismatch(of: cell, got).map { .failed(.differs($0)) } ?? .passed
  }

  func mismatch(of cell: Plan.Cell, _ got: [OutputLine]) -> Mismatch? {
    var mismatch = Matcher(options: cell.options, pictures: pictures, loadFigure: plan.picture)
      .compare(recorded: cell.recorded, got: got)
    mismatch?.firstLine = cell.recordLine
    return mismatch
  }
}
