import Language
import Testing

@Suite struct SyntaxCompletenessTests {
  @Test(arguments: [
    "x = 1", "", "if a:\n    b\n\n", "def f(): pass\n\n", "x = [1,\n2]", "'''a\nb'''", "# c",
    "class A:\n    x = 1\n\n    y = 2\n\n",
    "for i in x: i\n", "while a: b", "with a as b: pass", "def f(): return 1", "class A: pass",
    "@a\ndef f(): pass", "if a: b\nelse: c\n", "try: a\nfinally: b", "if a: b\n\n",
  ])
  func complete(_ text: String) {
    #expect(Parser.completeness(of: text) == .complete)
  }

  @Test(arguments: [
    ("x = (", 4), ("f(a,\n  b", 4), ("'''a", 0), ("x = 1 + \\", 0), ("x = 1 + \\\n", 0), ("if a:", 4),
    ("if a:\n", 4), ("if a:\n    b", 4), ("if a:\n    b\n", 4),
    ("def f():\n    return 1\n", 0), ("for x in y:\n    if a:\n        break", 4), ("@a", 0),
    ("try:\n    a\n", 4), ("try:\n    a\n\n", 4),
    ("if a: b", 0), ("if a: b\nelif c: d\n", 0), ("try: a", 0), ("try: a\nexcept B: c\n", 0),
    ("for x in y:\n    if x: z\n", 4), ("class A:\n    def f(self):", 8),
  ])
  func incomplete(_ text: String, _ indent: Int) {
    #expect(Parser.completeness(of: text) == .incomplete(indent: indent))
  }

  @Test(arguments: ["x =", "a b", ")", "'abc", "if a\n", "if a:\nb", "x = (]", "return", "else:"])
  func invalid(_ text: String) {
    #expect(Parser.completeness(of: text) == .invalid)
  }
}
