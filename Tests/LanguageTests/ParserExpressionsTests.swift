import Language
import Testing

@Suite struct ParserExpressionsTests {
  private func text(_ source: String) throws -> String {
    TreeText.expression(try Parser.parseExpression(source: Source(source)))
  }

  @Test(arguments: [
    ("-x**2", "(- (x ** 2))"), ("2**-1", "(2 ** (- 1))"), ("2 ** 3 ** 4", "(2 ** (3 ** 4))"),
    ("-1 ** -2", "(- (1 ** (- 2)))"), ("-d//2", "((- d) // 2)"), ("~-+a", "(~ (- (+ a)))"),
    ("a - b - c", "((a - b) - c)"), ("a + b * c", "(a + (b * c))"), ("a @ b @ c", "((a @ b) @ c)"),
    ("a | b ^ c & d << e + f * g", "(a | (b ^ (c & (d << (e + (f * g))))))"),
    ("not a == b", "(not (a == b))"), ("not not a", "(not (not a))"), ("a and not b", "(a and (not b))"),
    ("a or b or c and d", "(a or b or (c and d))"), ("a < b == c != d", "(a < b == c != d)"),
    ("a is not b not in c", "(a is not b not in c)"),
    ("a if b else c if d else e", "(a if b else (c if d else e))"),
    ("lambda: a if b else c", "(lambda : (a if b else c))"),
    ("a if b else lambda: c", "(a if b else (lambda : c))"),
    ("lambda: (yield)", "(lambda : (yield))"), ("(a := 1, b)", "((a := 1), b)"),
  ])
  func bindsLikePython(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test(arguments: [
    ("f(*a, sep='')", "f(*a, sep='')"), ("f(x for x in y)", "f((x for x in y))"),
    ("f(a)(b)[c].d", "f(a)(b)[c].d"),
    ("f(a, *b, c=1, **d)", "f(a, *b, c=1, **d)"), ("f(a := 1, b,)", "f((a := 1), b)"),
    ("a[1:2, ..., None]", "a[(1:2, ..., None)]"), ("a[*b]", "a[(*b,)]"), ("a[:]", "a[:]"),
    ("a[::-1]", "a[::(- 1)]"),
    ("a[b:c, d:e:f]", "a[(b:c, d:e:f)]"), ("a[b,]", "a[(b,)]"), ("a[()]", "a[()]"),
    ("lambda a, /, b=1, *c, d, **e: 0", "(lambda a, /, b=1, *c, d, **e: 0)"),
    ("lambda *, a: a", "(lambda *, a: a)"),
  ])
  func readsCallsAndSubscripts(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test(arguments: [
    ("()", "()"), ("(a)", "a"), ("(a,)", "(a,)"), ("a, *b", "(a, *b)"), ("[a, *b,]", "[a, *b]"), ("{}", "{}"),
    ("{a}", "{a}"), ("{**a, 'b': 1}", "{**a, 'b': 1}"),
    ("[x for x in a if b if c for y in d]", "[x for x in a if b if c for y in d]"),
    ("{x: y for x, y in z}", "{x: y for (x, y) in z}"), ("{x for x, in y}", "{x for (x,) in y}"),
    ("(x for x in a or b)", "(x for x in (a or b))"), ("(yield)", "(yield)"),
    ("(yield from a)", "(yield from a)"),
  ])
  func readsDisplays(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test(arguments: [
    ("f'{x!r:>{w}}'", "f\"{x!r:>{w}}\""), ("f'{x=}'", "f\"x={x!r}\""), ("f'{ x = !s}'", "f\" x = {x!s}\""),
    ("f'{x=:.2f}'", "f\"x={x:.2f}\""), ("f'a{{b}}c'", "f\"a{b}c\""), ("f'{d[\"k\"]}'", "f\"{d['k']}\""),
    ("'a' f'{b}' 'c' f'd'", "f\"a{b}cd\""), ("f'{a!=b}'", "f\"{(a != b)}\""),
    ("f'{a:{b}.{c}f}'", "f\"{a:{b}.{c}f}\""),
    ("f'{(lambda x: x)(1)}'", "f\"{(lambda x: x)(1)}\""), ("f'{ {1: 2}[1] }'", "f\"{{1: 2}[1]}\""),
    ("f'''{\na\n}'''", "f\"{a}\""), ("f'\\{x}'", "f\"\\{x}\""), ("f'{a, b}'", "f\"{(a, b)}\""),
    ("rf'\\d{x}'", "f\"\\d{x}\""),
  ])
  func readsFormattedStrings(_ source: String, _ tree: String) throws {
    #expect(try text(source) == tree)
  }

  @Test func spansReachFromFirstToLastWord() throws {
    let source = Source("x = (a) + f( b )[0] ")
    let program = try Parser.parse(source: source)
    guard case .assign(let targets, let value) = program.body[0].kind,
      case .binary(_, let left, let right) = value.kind
    else {
      Issue.record("not an assignment of a sum")
      return
    }
    #expect(source.text(of: targets[0].span) == "x")
    #expect(source.text(of: value.span) == "(a) + f( b )[0]")
    #expect(source.text(of: left.span) == "a")
    #expect(left.parenthesized)
    #expect(source.text(of: right.span) == "f( b )[0]")
    #expect(source.text(of: program.body[0].span) == "x = (a) + f( b )[0]")
  }
}
