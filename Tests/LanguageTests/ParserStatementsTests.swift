import Language
import Testing

@Suite struct ParserStatementsTests {
  private func text(_ source: String) throws -> String {
    TreeText.of(try Parser.parse(source: Source(source)))
  }

  @Test(arguments: [
    ("*a, b = c", "(*a, b) = c"), ("a = b = *c, d", "a = b = (*c, d)"), ("(a) = 1", "a = 1"),
    ("[a, b[0]] = c.d", "[a, b[0]] = c.d"),
    ("x: int = 3", "x: int = 3"), ("a.b: int", "a.b: int"), ("a //= b", "a //= b"),
    ("a @= b, c", "a @= (b, c)"),
    ("del a, b[0]", "del a, b[0]"), ("del (a, b)", "del (a, b)"), ("del (a), b", "del a, b"),
    ("assert x, 'm'", "assert x, 'm'"),
    ("raise A from B", "raise A from B"), ("pass; x;", "pass; x"), ("global a, b", "global a, b"),
    ("import a.b as c, d", "import a.b as c, d"), ("from . import x", "from . import x"),
    ("from ... import x", "from ... import x"),
    ("from ..a.b import (c as d, e,)", "from ..a.b import c as d, e"),
    ("from a import *", "from a import *"), ("match = case = 1", "match = case = 1"),
    ("match(x)", "match(x)"),
    ("match[x]", "match[x]"), ("match -x", "(match - x)"), ("type = 1", "type = 1"),
  ])
  func readsSimpleStatements(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test(arguments: [
    ("if a:\n  b\nelif c:\n  d\nelse:\n  e", "if a {b} else {if c {d} else {e}}"),
    ("while a: break\nelse: b", "while a {break} else {b}"),
    ("for x in *a, b: continue", "for x in (*a, b) {continue}"),
    ("for a, in b:\n\tc\n\td", "for (a,) in b {c; d}"),
    ("with a as b, c: pass", "with a as b, c {pass}"), ("with (a as b, c,): pass", "with a as b, c {pass}"),
    ("with (a, b) as c: pass", "with (a, b) as c {pass}"), ("with (a)(b): pass", "with a(b) {pass}"),
    (
      "try:\n a\nexcept (A, B) as e:\n b\nexcept:\n c\nelse:\n d\nfinally:\n e",
      "try {a} except (A, B) as e {b} except {c} else {d} finally {e}"
    ),
    (
      "def f(a, /, b: int, *, c=1, **k) -> int:\n return *a, b",
      "def f(a, /, b: int, *, c=1, **k) -> int {return (*a, b)}"
    ),
    ("@a.b(c)\n@d\ndef f():\n  x = yield 1\n", "@a.b(c) @d def f() {x = (yield 1)}"),
    (
      "class A(B, metaclass=M):\n\n  # c\n  x = 1\n\n\n  def f(self): pass\ny",
      "class A(B, metaclass=M) {x = 1; def f(self) {pass}}; y"
    ),
    (
      "match x, y:\n case 1 | -2 as z if w: pass\n case [a, *_]: pass\n case {'k': v, **r}: pass\n case A.B(x, y=2): pass\n case a.b: pass\n case _: pass",
      "match (x, y) {case ((1 | (- 2)) as z) if w {pass} case [a, *_] {pass} case {'k': v, **r} {pass} case A.B(x, y=2) {pass} case a.b {pass} case _ {pass}}"
    ),
  ])
  func readsBlocks(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test func lineEndsOfAllKindsAreTheSame() throws {
    let lines = ["if a:", "  b", "x = '''1", "2'''", "y = (1,", " 2)"]
    let expected = try text(lines.joined(separator: "\n"))
    #expect(try text(lines.joined(separator: "\r\n") + "\r\n") == expected)
    #expect(try text("\u{FEFF}" + lines.joined(separator: "\n") + "\n\n") == expected)
  }

  @Test(arguments: [
    ("x", true), ("x;", false), ("x = 1", false), ("x; y", true), ("if a: b", false), ("x\n# c\n", true),
    ("", false),
  ])
  func knowsWhetherACellShowsAValue(_ source: String, _ isEchoed: Bool) throws {
    #expect(try Parser.parse(source: Source(source)).lastExpressionIsEchoed == isEchoed)
  }

  @Test func settingsOfJupyterMeanNothing() throws {
    let cell = "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\nif x:\n  %config A.b = 'c'\nx"
    #expect(try Parser.parse(source: Source(cell)).lastExpressionIsEchoed)
  }

  @Test(arguments: [
    ("!ls", "shell commands are not part of nbsh"), ("async def f(): pass", "'async' is not part of nbsh"),
    ("try: a\nexcept *A: b", "'except*' is not part of nbsh"),
    ("%time x", "% commands belong to the shell, not to a script"),
    ("type X = int", "type statements are not part of nbsh"),
  ])
  func refusesWhatIsNotHere(_ source: String, _ message: String) {
    #expect(throws: SyntaxError.self) { try Parser.parse(source: Source(source)) }
    do { _ = try Parser.parse(source: Source(source)) } catch { #expect(error.message == message) }
  }
}
