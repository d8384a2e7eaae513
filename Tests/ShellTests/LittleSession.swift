import Notebooks
import Shell

/// A session for tests: names, `print`, blocks by Python's rule of the empty line. What it computes does not
/// matter; what the shell does with its answers does.
final class LittleSession: ShellSession {
  var values: [String: String] = [:]
  /// The cells that it was given, as they came.
  private(set) var ran: [String] = []
  private(set) var places: [SourcePlace] = []

  var onProgress: ((Progress) -> Void)?
  var interrupt: @convention(c) () -> Void { {} }

  func completeness(of text: String) -> CellCompleteness {
    let source = text.dropLast()
    if source.contains(")(") { return .invalid }
    if source.count(where: { $0 == "(" }) > source.count(where: { $0 == ")" }) {
      return .incomplete(indent: 4)
    }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    guard let last = lines.last, !last.isEmpty, lines.contains(where: { $0.hasSuffix(":") }) else {
      return .complete
    }
    let indent = last.prefix { $0 == " " }.count
    return .incomplete(indent: last.hasSuffix(":") ? indent + 4 : indent)
  }

  func run(
    _ source: String, at place: SourcePlace, number: Int?, echo: Bool, output: (Output) -> Void
  ) -> ShellResult {
    ran.append(source)
    let error = CellError(
      type: "ZeroDivisionError", message: "division by zero",
      traceback: "ZeroDivisionError: division by zero")
    places.append(place)
    if source == "exit(3)" { return ShellResult(exitStatus: 3) }
    if source == "sys.exit()" {
      var result = ShellResult(exitStatus: 3)
      result.exitTraceback = "Traceback:\n  sys.exit()\nSystemExit: 3\n"
      return result
    }
    if source == "stop" { return ShellResult(interrupted: true) }
    if source == "1/0" { return ShellResult(error: error) }
    if source == "plot()" {
      return ShellResult(figures: [RenderedFigure(png: [0x89, 0x50], width: 1, height: 1)])
    }
    if source.hasPrefix("print("), source.hasSuffix(")") {
      output(.text(String(source.dropFirst(6).dropLast()) + "\n"))
      return ShellResult()
    }
    if let equals = source.firstIndex(of: "="), !source.contains("\n") {
      values[String(source[..<equals])] = String(source[equals...].dropFirst())
      return ShellResult()
    }
    return ShellResult(value: echo ? values[source] : nil)
  }

  func completions(of text: String, cursor: Int) -> [Completion] {
    let before = Array(text.utf8.prefix(cursor))
    let word = before.reversed().prefix { $0 == 0x5F || (0x61...0x7A).contains($0) }.count
    let typed = String(decoding: before.suffix(word), as: UTF8.self)
    return (["print", "property", "pooling", "données"] + values.keys.sorted())
      .filter { !typed.isEmpty && $0.hasPrefix(typed) }
      .map { Completion($0, range: (cursor - word)..<cursor, kind: .name) }
  }

  func help(_ name: String, detail: Bool) -> String? {
    name == "print" ? (detail ? "source of print" : "print(value)") : nil
  }

  func suggestion(for name: String) -> String? { name == "prnt" ? "print" : nil }

  func isDefined(_ name: String) -> Bool { values[name] != nil || name == "print" }

  func variableNames() -> [String] { values.keys.sorted() }

  func variables() -> [VariableRow] {
    values.keys.sorted().map { VariableRow(name: $0, type: "ndarray", shape: "(2, 3)", bytes: 48) }
  }

  func reset() { values = [:] }
}
