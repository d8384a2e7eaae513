import Shell
import Testing

@Suite struct FilledTextTests {
  @Test func aTextThatFitsIsLeft() {
    let text = "sum(a)\n\nThe sum.\nOf  all.\n"
    #expect(filled(text, columns: 20) == text)
  }

  @Test func paragraphsAreFilledAnew() {
    let text = "One two three four five six\nseven.\n\nOther\n"
    #expect(filled(text, columns: 20) == "One two three four\nfive six seven.\n\nOther\n")
  }

  @Test func signaturesAndCodeGoOnFurtherIn() {
    let text = "name(first, second=1, third=2)\n\nExample:\n    print(name(1, 2, 3), 4)\n    #> 5\n"
    #expect(
      filled(text, columns: 22)
        == "name(first, second=1,\n    third=2)\n\nExample:\n    print(name(1, 2,\n        3), 4)\n    #> 5\n"
    )
  }

  @Test func aLongWordStaysWhole() {
    let word = String(repeating: "x", count: 30)
    #expect(filled("a " + word + " b", columns: 20) == "a\n\(word)\nb")
  }
}
