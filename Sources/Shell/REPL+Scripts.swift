import Language
import Notebooks

extension REPL {
  /// Runs the cells of a script up to the first error, as one cell of the session. The end of a script does not end the
  /// session.
  ///
  /// - Parameters:
  ///   - words: its name as it was typed, and its arguments.
  ///   - typed: the command that ran it.
  func runScript(_ parts: [ScriptPart], isNotebook: Bool, words: [String], typed: String) {
    let number = self.number
    let file = expandingHome(words[0])
    var whole = RecordedCell(number: number, source: typed)
    whole.typed = typed
    var cells: [RecordedCell] = []
    session.note(typed, number: number)
    session.asScript(file, arguments: [file] + words.dropFirst()) {
      for part in parts where whole.succeeded && exitStatus == nil {
        // A program shows no value of a last line, and neither does the notebook that %save makes of it.
        let hidesValue = !isNotebook && Parser.showsValue(part.source)
        let place = SourcePlace(file: file, line: part.line)
        let before = hasFailed
        var cell = perform(hidesValue ? part.source + "\nNone" : part.source, number, at: place)
        if hidesValue { cell.source = silenced(part.source) }
        cell.context = part.context
        if cell.hasRaisedAsAnnounced {
          cell.succeeded = true
          hasFailed = before
        }
        cell.file = words[0]
        whole.succeeded = cell.succeeded
        whole.interrupted = cell.interrupted
        whole.outputs = cell.succeeded ? [] : cell.error.map { [.error($0)] } ?? []
        cells.append(cell)
      }
    }
    exitStatus = nil
    // In a replay the script that holds these cells has another name.
    func frame(_ source: String) -> RecordedCell {
      var cell = RecordedCell(number: number, source: source)
      cell.isFrame = true
      return cell
    }
    if parts.contains(where: { contains("argv", in: $0.source) }) {
      let names = ([file] + words.dropFirst()).map(Parameter.quoted).joined(separator: ", ")
      cells.insert(frame("import sys\nsys.argv = [\(names)]"), at: 0)
      cells.append(frame("import sys\nsys.argv = ['']"))
    }
    if parts.contains(where: { contains("__file__", in: $0.source) }) {
      cells.insert(frame("__file__ = \(Parameter.quoted(file))"), at: 0)
    }
    whole.parts = cells
    self.cells.append(whole)
    self.number += 1
  }

  /// Runs the cells of a text with cell markers as if each were typed: under its own number, up to the first error. A
  /// cell may announce its error with a tag.
  func runCells(_ parts: SessionScript.Parts) {
    for reason in parts.skipped { complain("skipped \(reason)") }
    let failedBefore = hasFailed
    for (place, part) in parts.cells.enumerated() where exitStatus == nil {
      hasFailed = false
      let first = cells.count
      executeCell(part.source)
      if cells.indices.contains(first) {
        cells[first].put(in: part.context)
        if cells[first].hasRaisedAsAnnounced {
          cells[first].succeeded = true
          hasFailed = false
        }
      }
      if !hasFailed, cells.dropFirst(first).allSatisfy(\.succeeded) { continue }
      hasFailed = true
      let count = parts.cells.count - place - 1
      if count > 0 {
        complain("not run: \(count == 1 ? "the cell" : "the \(count) cells") below")
      }
      break
    }
    hasFailed = hasFailed || failedBefore
  }

  /// A program's text as a cell that shows no value.
  private func silenced(_ source: String) -> String {
    let semicolon = trimmingBlankLines(source) + ";"
    // Behind a comment it would be part of it.
    return Parser.showsValue(semicolon) ? source + "\nNone" : semicolon
  }

  private func contains(_ word: String, in source: String) -> Bool {
    source.utf8.indices.contains { source.utf8[$0...].starts(with: word.utf8) }
  }
}

extension RecordedCell {
  /// Whether it ended in an error that its header announces.
  fileprivate var hasRaisedAsAnnounced: Bool { context.raises && error != nil && !interrupted && !leaves }

  /// Gives a cell that was typed with a header what belongs to it. A `%run` in it brings cells with their own.
  fileprivate mutating func put(in context: CellContext) {
    self.context = context
    if let place = parts?.firstIndex(where: { $0.file == nil && !$0.isFrame }) {
      parts?[place].context = context
    }
  }
}
