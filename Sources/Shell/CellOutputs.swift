import Notebooks

/// What a cell showed, in the order in which it did.
extension [Output] {
  /// The error that ended the cell.
  public var error: CellError? {
    for case .error(let error) in self { return error }
    return nil
  }

  var value: String? {
    for case .value(let text) in self { return text }
    return nil
  }

  var figureCount: Int { count { if case .figure = $0 { true } else { false } } }

  /// Adds an output; a text is put behind the one before.
  mutating func add(_ output: Output) {
    if case .text(let text) = output, case .text(var before)? = last {
      // With one owner the text grows where it is.
      removeLast()
      before += text
      append(.text(before))
    } else {
      append(output)
    }
  }
}
