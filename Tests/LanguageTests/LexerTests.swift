import Language
import Testing

@Suite struct LexerTests {
  private func constant(_ source: String) throws -> Constant? {
    guard case .constant(let value) = try Parser.parseExpression(source: Source(source)).kind else {
      return nil
    }
    return value
  }

  @Test(arguments: [
    ("1_000", Constant.int(1000)), ("0x_fF", .int(255)), ("0o17", .int(15)), ("0b101", .int(5)),
    ("00", .int(0)),
    ("9223372036854775807", .int(.max)), ("9223372036854775808", .bigInt("9223372036854775808")),
    ("1.", .float(1)), (".5", .float(0.5)), ("1e-3", .float(0.001)), ("1_0.0_1e1_0", .float(10.01e10)),
    ("1e400", .float(.infinity)),
    ("2j", .imaginary("2")), ("1.5e3J", .imaginary("1.5e3")),
  ])
  func readsNumbers(_ source: String, _ value: Constant) throws {
    #expect(try constant(source) == value)
  }

  @Test(arguments: [
    (#"'a\n\t\\\'"'"#, Constant.string("a\n\t\\'\"")), (#"'\x41\u00e9\U0001F600\101'"#, .string("Aé😀A")),
    (#"r'\n'"#, .string("\\n")), (#"'\q'"#, .string("\\q")), ("'a\\\nb'", .string("ab")),
    ("'''a\r\nb'''", .string("a\nb")),
    ("'a' \"b\" u'c'", .string("abc")), (#"b'a\x00\377'"#, .bytes([97, 0, 255])),
    ("Rb'\\n' b'c'", .bytes([92, 110, 99])),
    ("''", .string("")), ("\"\"\"a\"b\"\"\"", .string("a\"b")),
  ])
  func readsStrings(_ source: String, _ value: Constant) throws {
    #expect(try constant(source) == value)
  }

  @Test func namesMayHoldLettersOfAnyScript() throws {
    #expect(TreeText.of(try Parser.parse(source: Source("größe = 变量1"))) == "größe = 变量1")
  }

  @Test func placesCountFromTheFirstLineAndMessagesFromOne() {
    let source = Source("a\nif b:\nc", firstLine: 10)
    do {
      _ = try Parser.parse(source: source)
      Issue.record("accepted")
    } catch {
      #expect(source.position(of: Int(error.span.start)).line == 12)
      #expect(error.message == "expected an indented block after 'if' statement on line 2")
    }
  }
}
