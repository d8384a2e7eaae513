import Foundation
import Language
import Testing

/// No source may exhaust the stack: each is parsed on a thread with 512 KB.
@Suite struct SyntaxLimitsTests {
  private static func messages(_ sources: [String]) async -> [String] {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        let all = sources.map { source in
          do {
            _ = try Parser.parse(source: Source(source))
            return ""
          } catch { return (error as? SyntaxError)?.message ?? "\(error)" }
        }
        continuation.resume(returning: all)
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
  }

  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let tooDeep = "the expression is nested too deeply for nbsh"

  @Test func refusesWhatIsTooDeep() async {
    let count = 20_000
    let many = Self.many
    let sources = [
      many("-", count) + "a", many("not ", count) + "a", "a" + many("+a", count), "a" + many(".b", count),
      "a" + many("()", count), "a" + many("[0]", count), "a" + many(" if b else a", count),
      many("a**", count) + "a",
      many("lambda: ", count) + "a", many("(", 190) + "a" + many(")", 190),
      many("f(a=[", 90) + many("])", 90),
      many("{1:", 190) + "1" + many("}", 190), many("[x for x in ", 150) + "1" + many("]", 150),
      many("a[b:", 150) + many("]", 150), many("lambda x=(", 150) + "1" + many("): 1", 150),
      "match x:\n case " + many("[", 190) + many("]", 190) + ": pass",
    ]
    for (source, message) in zip(sources, await Self.messages(sources)) {
      #expect(message == Self.tooDeep, "\(source.prefix(20))")
    }
  }

  @Test func acceptsWhatIsLongOrDeepEnough() async {
    let many = Self.many
    let sources = [
      many("(", 40) + "a" + many(")", 40), "a" + many("+a", 300), many("a and ", 20_000) + "a",
      many("a, ", 20_000),
      many("x = ", 20_000) + "1", "if a: b\n" + many("elif a: b\n", 150),
      many("@a\n", 5_000) + "def f(): pass",
      (0..<99).map { many(" ", $0) + "if a:\n" }.joined() + many(" ", 99) + "x",
    ]
    #expect(await Self.messages(sources) == sources.map { _ in "" })
  }

  @Test func refusesAsCPythonDoes() async {
    let many = Self.many
    let blocks = (0..<21).map { many(" ", $0) + "while a:\n" }.joined() + many(" ", 21) + "x"
    let indents = (0..<100).map { many(" ", $0) + "if a:\n" }.joined() + many(" ", 100) + "x"
    let messages = await Self.messages([many("(", 201), blocks, indents])
    #expect(
      messages == [
        "too many nested parentheses", "too many statically nested blocks", "too many levels of indentation",
      ])
  }
}
