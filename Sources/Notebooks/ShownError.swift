/// Guesses which recorded lines are the error of a cell that is expected to end in one.
///
/// A script records what was printed and the error in one block; a notebook keeps them apart. The error is the last
/// text that the cell showed, figures may follow it, and its message may have many lines: it begins at the last line
/// that begins with the name of an exception.
struct ShownError {
  /// The classes of exceptions that the cells define.
  private var classes: Set<String> = []

  private static let builtIn: Set<String> = [
    "StopIteration", "StopAsyncIteration", "KeyboardInterrupt", "SystemExit", "GeneratorExit",
  ]

  /// - Parameter code: the sources of all cells, in order.
  init(code: some Sequence<String>) {
    for source in code where find("class ", in: source) != nil {
      for line in Line.split(source) { note(trimmed(line.text)) }
    }
  }

  /// `class Stop(ValueError):`
  private mutating func note(_ line: String) {
    guard line.hasPrefix("class "), let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"),
      open < close
    else { return }
    let bases = line[line.index(after: open)..<close].split(separator: ",").map { trimmed($0) }
    if bases.contains(where: isException) { classes.insert(trimmed(line[..<open].dropFirst(6))) }
  }

  private func isException(_ name: String) -> Bool {
    let own = name.split(separator: ".").last.map(String.init) ?? ""
    return ["Error", "Exception", "Warning"].contains { own.hasSuffix($0) } || Self.builtIn.contains(own)
      || classes.contains(own)
  }

  /// The lines of a record that are the error; empty, and at its end, if none are.
  ///
  /// - Parameter known: how many lines they are, where the cell's header says so.
  func range(record: [String], known: Int?) -> Range<Int> {
    guard let last = record.lastIndex(where: { FigureLine($0) == nil }) else {
      return record.count..<record.count
    }
    let first = (record[..<last].lastIndex { FigureLine($0) != nil } ?? -1) + 1
    if let known { return max(first, last + 1 - max(1, min(known, record.count)))..<last + 1 }
    func begins(_ index: Int, where isName: (String) -> Bool) -> Bool {
      // Without a message there are no more lines of it.
      Self.parts(of: record[index]).map { isName($0.name) && ($0.message != nil || index == last) } ?? false
    }
    let start =
      (first...last).last { begins($0, where: isException) }
      ?? (first...last).last { begins($0) { $0.first?.isUppercase == true } } ?? last
    return start..<last + 1
  }

  /// The error that lines of a record stand for.
  static func error(_ lines: [String]) -> CellError {
    let first = lines.first ?? ""
    let (name, message) = parts(of: first) ?? (first.isEmpty ? "Error" : first, nil)
    let rest = lines.dropFirst()
    return CellError(
      type: name, message: ((message ?? "") + rest.map { "\n" + $0 }.joined()),
      traceback: lines.joined(separator: "\n"))
  }

  /// `Name: message` or `Name`.
  private static func parts(of line: String) -> (name: String, message: String?)? {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let rest = line.dropFirst(name.count)
    guard let start = name.first, !start.isNumber, start != "." else { return nil }
    if rest.isEmpty { return (String(name), nil) }
    // An editor may have taken the blank before a first line without text.
    if rest == ":" { return (String(name), "") }
    return rest.hasPrefix(": ") ? (String(name), String(rest.dropFirst(2))) : nil
  }
}
