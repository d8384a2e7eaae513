/// What a cell's header says where a script alone would leave it open, so that a notebook comes back as it was.
struct ScriptHints {
  /// How many recorded lines are the value of the last expression, where a guess would be wrong: `value_lines=0`.
  var valueLines: Int?
  /// How many recorded lines are the error, where a guess would be wrong: `error_lines=3`.
  var errorLines: Int?
  /// How many line ends the code ends with, which the blank lines before the next cell would hide: `line_ends=1`.
  var lineEnds = 0

  private static let valueName = "value_lines"
  private static let errorName = "error_lines"
  private static let endName = "line_ends"
  private static let lineEndLimit = 1000

  /// Takes the hints out of a header's names and values.
  init(takenFrom metadata: inout [JSON.Member]) {
    valueLines = metadata[Self.valueName]?.intValue
    if valueLines != nil { metadata[Self.valueName] = nil }
    errorLines = metadata[Self.errorName]?.intValue
    if errorLines != nil { metadata[Self.errorName] = nil }
    if let count = metadata[Self.endName]?.intValue, (1...Self.lineEndLimit).contains(count) {
      lineEnds = count
      metadata[Self.endName] = nil
    }
  }

  /// The hints that a cell of a notebook needs, whose outputs are these lines of a record.
  ///
  /// - Parameter errors: knows the exceptions of the notebook.
  init(cell: NotebookCell, record: [String], errors: ShownError) {
    if record.isEmpty, CellLanguage.split(cell.source) == nil {
      lineEnds = min(Self.lineEndLimit, cell.source.utf8.reversed().prefix { $0 == 0x0A }.count)
    }
    let shown = cell.shownOutputs.items
    if cell.options.raises, shown.contains(where: { if case .error = $0 { true } else { false } }) {
      errorLines = Self.errorLines(of: shown, record, errors)
      return
    }
    var lines = 0
    for (index, output) in shown.enumerated() {
      guard case .value = output else { continue }
      // More than one value, or text behind it, is more than a script tells apart.
      let rest = shown[(index + 1)...]
      guard rest.allSatisfy({ if case .figure = $0 { true } else { false } }) else { return }
      lines = OutputLine.lines(of: [output], includingError: false).count
    }
    let guess = ShownValue.range(source: cell.source, record: record, known: nil)
    if guess.count != lines { valueLines = lines }
  }

  /// The hints that a cell needs which ended in an error.
  init(outputs: [Output], record: [String], errors: ShownError) {
    errorLines = Self.errorLines(of: outputs, record, errors)
  }

  /// How many lines of a record are the error with which outputs end, where that is not what is guessed.
  private static func errorLines(of outputs: [Output], _ record: [String], _ errors: ShownError) -> Int? {
    let last = outputs.last { if case .figure = $0 { false } else { true } }
    guard let last, case .error = last else { return nil }
    let count = OutputLine.lines(of: [last], includingError: true).count
    return errors.range(record: record, known: nil).count == count ? nil : count
  }

  var metadata: [JSON.Member] {
    var members: [JSON.Member] = []
    if let valueLines { members[Self.valueName] = .number(valueLines) }
    if let errorLines { members[Self.errorName] = .number(errorLines) }
    if lineEnds > 0 { members[Self.endName] = .number(lineEnds) }
    return members
  }
}
