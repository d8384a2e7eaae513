import Language
import Testing

/// Messages, lines and columns as CPython 3.11 gives them; without a column where CPython points at the word after.
@Suite struct SyntaxErrorTests {
  private func check(_ source: String, _ message: String, _ line: Int, _ column: Int?) {
    let text = Source(source)
    do {
      _ = try Parser.parse(source: text)
      Issue.record("accepted: \(source)")
    } catch {
      let place = text.position(of: Int(error.span.start))
      let type = error.type == "SyntaxError" ? "" : error.type + ": "
      #expect(type + error.message == message)
      #expect(place.line == line)
      if let column { #expect(place.column + 1 == column) }
    }
  }

  @Test func inWords() { for row in SyntaxErrorRows.words { check(row.0, row.1, row.2, row.3) } }
  @Test func inExpressions() { for row in SyntaxErrorRows.expressions { check(row.0, row.1, row.2, row.3) } }
  @Test func inStatements() { for row in SyntaxErrorRows.statements { check(row.0, row.1, row.2, row.3) } }
  @Test func ofNamesAndPlaces() { for row in SyntaxErrorRows.names { check(row.0, row.1, row.2, row.3) } }
}
