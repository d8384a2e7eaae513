import Notebooks
import Testing

@Suite struct JSONTests {
  @Test func writesWhatPythonWrites() throws {
    // json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=1) in Python 3.11.
    let value = try JSON.parse(
      #"{"b": [1, 2.50, 1E5, 1e16, 1e-5, -0.0, 123456789012345678901, []], "a": {}, "é": "\u00e9\ud83d\ude00\u0001\n/"}"#
    )
    #expect(
      value.indented
        == "{\n \"a\": {},\n \"b\": [\n  1,\n  2.5,\n  100000.0,\n  1e+16,\n  1e-05,\n  -0.0,\n  123456789012345678901,\n  []\n ],\n \"é\": \"é😀\\u0001\\n/\"\n}"
    )
    #expect(try JSON.parse("[1, {\"a\": null}]").compact == "[1, {\"a\": null}]")
    #expect(
      try JSON.parse("[NaN, -Infinity, 1.7976931348623157e308, 5e-324, 0.0001, 123456.789]").compact
        == "[NaN, -Infinity, 1.7976931348623157e+308, 5e-324, 0.0001, 123456.789]")
  }

  @Test func namesSortByCodePoint() throws {
    let value = try JSON.parse("{\"z\": 1, \"Z\": 2, \"é\": 3, \"_\": 4, \"e\\u0301\": 5}")
    #expect(value.indented == "{\n \"Z\": 2,\n \"_\": 4,\n \"e\u{301}\": 5,\n \"z\": 1,\n \"é\": 3\n}")
  }

  @Test func theLastOfTwoEqualNamesCounts() throws {
    #expect(try JSON.parse("{\"a\": 1, \"b\": 2, \"a\": 3}").compact == "{\"a\": 3, \"b\": 2}")
  }

  @Test func halfAPairBecomesTheReplacement() throws {
    #expect(try JSON.parse("\"\\ud800x\\udc00\\ud83d\\u0041\"").stringValue == "\u{FFFD}x\u{FFFD}\u{FFFD}A")
  }

  @Test(arguments: [
    "", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a: 1}", "'a'", "\"a", "\"\\x\"",
    "\"\\u12\"", "01", "1.", ".5",
    "+1", "1e", "nul", "[1] 2", "-", "\"\\", "{\"a\": 1 \"b\": 2}", "True", "--1",
  ])
  func refuses(_ text: String) { #expect(throws: JSONError.self) { try JSON.parse(text) } }

  @Test func refusesDepthAndBadBytesWithAPlace() {
    #expect(throws: JSONError.self) { try JSON.parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONError.self) { try JSON.parse([0x22, 0xFF, 0x22]) }
    do {
      _ = try JSON.parse("{\n \"a\": 1,\n \"b\" 2\n}")
      Issue.record("accepted")
    } catch {
      #expect(error.line == 3)
      #expect(error.description.contains("':'"))
    }
  }

  @Test func everyTruncationIsRefused() throws {
    let text = Array(#"{"cells": [{"source": ["a\n", "b"], "n": 1.5e3}], "ok": true}"#.utf8)
    _ = try JSON.parse(text)
    for count in 0..<text.count { #expect(throws: JSONError.self) { try JSON.parse(Array(text[..<count])) } }
  }
}
