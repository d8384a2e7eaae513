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
        var cell = perform(hidesValue ? part.source + "\nNone" : part.source, number, at: place)
        if hidesValue { cell.source = silenced(part.source) }
        cell.file = words[0]
        cell.leaves = exitStatus != nil
        if let status = exitStatus, status != 0 {
          cell.error = "SystemExit: \(status)"
          cell.succeeded = false
        }
        whole.succeeded = cell.succeeded
        whole.interrupted = cell.interrupted
        whole.error = cell.error
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
