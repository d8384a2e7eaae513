/// Writes what cells showed back into their `.ipynb` file: the outputs of those cells, as a notebook server would.
///
/// Everything else stays, also what the format does not know; the file has the layout that nbformat gives it,
/// and its minor format. A file of format 3 becomes one of format 4.5, as it does when Jupyter saves it.
struct NotebookRecorder {
  let plan: Plan

  func write(_ entries: [Recording.Entry]) throws(FileError) {
    let text: String
    do throws(NotebookError) {
      text = try edit(entries)
    } catch {
      throw FileError(plan.path, error.description)
    }
    try plan.checkUnchanged()
    let bytes = Array(text.utf8)
    if bytes != plan.bytes { try Files.writeAtomically(plan.path, bytes) }
  }

  private func edit(_ entries: [Recording.Entry]) throws(NotebookError) -> String {
    var notebook = try Notebook.parse(plan.bytes)
    guard case .object(var top)? = try? JSON.parse(plan.bytes), top["nbformat"] == .number(4) else {
      for entry in entries {
        let planned = plan.cells[entry.cell]
        let count = notebook.cells[planned.place].executionCount ?? planned.number
        notebook.cells[planned.place].executionCount = count
        notebook.cells[planned.place].outputs = Self.outputs(entry, count: count)
      }
      return notebook.text
    }
    var metadata = top["metadata"]?.objectValue ?? []
    metadata.removeTransient()
    top["metadata"] = .object(metadata)
    var cells = top["cells"]?.arrayValue ?? []
    for place in cells.indices { cells[place] = Self.laidOut(cells[place], as: notebook.cells[place]) }
    for entry in entries {
      let planned = plan.cells[entry.cell]
      guard var cell = cells[planned.place].objectValue else { continue }
      let count = notebook.cells[planned.place].executionCount ?? planned.number
      cell["execution_count"] = .number(count)
      cell["outputs"] = .array(Self.outputs(entry, count: count).map { .object(Notebook.split(output: $0)) })
      cells[planned.place] = .object(cell)
    }
    top["cells"] = .array(cells)
    return JSON.object(top).indented + "\n"
  }

  /// A cell of the file with its texts cut into lines, and with every member that it had.
  private static func laidOut(_ cell: JSON, as read: NotebookCell) -> JSON {
    guard var members = cell.objectValue else { return cell }
    if members["source"] != nil { members["source"] = Notebook.lines(read.source) }
    if var metadata = members["metadata"]?.objectValue {
      metadata["trusted"] = nil
      members["metadata"] = .object(metadata)
    }
    if members["outputs"] != nil {
      members["outputs"] = .array(read.outputs.map { .object(Notebook.split(output: $0)) })
    }
    if members["attachments"]?.objectValue != nil, let files = read.attachments?.objectValue {
      members["attachments"] = .object(Notebook.split(attachments: files))
    }
    return .object(members)
  }

  // MARK: Outputs

  /// What a cell showed as the format holds it; a line for which a record with `...` stands keeps that record.
  private static func outputs(_ entry: Recording.Entry, count: Int) -> [[JSON.Member]] {
    var kept = entry.kept[...]
    return entry.outputs.map { output in
      let own = OutputLine.lines(of: [output], includingError: true).count
      let patterns = Array(kept.prefix(own))
      kept = kept.dropFirst(own)
      switch output {
      case .text(let text): return Notebook.stream(restored(text, patterns))
      case .value(let text): return Notebook.value(restored(text, patterns), count: count)
      case .figure(let figure): return Notebook.figure(figure)
      case .error(let error): return Notebook.raised(error)
      }
    }
  }

  private static func restored(_ text: String, _ patterns: [String?]) -> String {
    guard patterns.contains(where: { $0 != nil }) else { return text }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    for (place, pattern) in zip(lines.indices, patterns) { lines[place] = pattern ?? lines[place] }
    return lines.joined(separator: "\n")
  }
}
