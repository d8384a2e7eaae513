import Language
import Testing

/// Whatever the text, the parser answers: a tree whose spans lie in the text, or an error whose span does.
@Suite struct SyntaxFuzzTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func check(_ text: String) {
    let source = Source(text)
    let bounds = 0...Int32(source.bytes.count + 1)
    do {
      for statement in try Parser.parse(source: source).body {
        #expect(
          bounds.contains(statement.span.start) && bounds.contains(statement.span.end),
          "\(text.debugDescription)")
      }
    } catch {
      #expect(
        bounds.contains(error.span.start) && bounds.contains(error.span.end), "\(text.debugDescription)")
      #expect(!error.message.isEmpty)
    }
    _ = Parser.completeness(of: text)
  }

  private static let words = [
    "if", "else", "elif", "for", "in", "while", "def", "class", "return", "yield", "lambda", "not", "and",
    "or", "is", "with", "as",
    "try", "except", "finally", "raise", "import", "from", "global", "nonlocal", "del", "assert", "pass",
    "match", "case", "_", "print",
    "async", "await", "None", "True", "a", "b", "f", "x1", "1", "0x1", "1.5e3", "2j", "'s'", "b'b'",
    "f'{a!r:>{b}}'", "f'{a", "'", "'''",
    "(", ")", "[", "]", "{", "}", "(", "[", "{", ",", ":", ";", ".", "...", "->", ":=", "=", "+", "-", "*",
    "**", "/", "//", "%", "@", "<<", ">>",
    "&", "|", "^", "~", "<", "==", "!=", "+=", "**=", "\n", "\n    ", "\n  ", "\n\t", ":\n    ", "\\\n", "#",
    "!", "$", "?", "é", "\u{A0}",
  ]

  @Test func randomWords() {
    var random = Generator(state: 231)
    for _ in 0..<1500 {
      var text = ""
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        text += Self.words.randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { text += " " }
      }
      check(text)
    }
  }

  @Test func randomBytes() {
    var random = Generator(state: 247)
    for _ in 0..<1500 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static let script = """
    import numpy as np
    from .layers import *

    class Net(object):
        '''A net.'''
        def __init__(self, dims=(3, 32), *, reg=0.0, **kw):
            self.params = {'W%d' % i: np.zeros(d) for i, d in enumerate(dims) if d > 0}
            self.f = lambda x, a=1, *r: x[..., None] ** -a if x else f"{x!r:>{a}}"

        @property
        def loss(self):
            for i in range(10):
                try:
                    yield (n := i) * 2; x[1:2, ::3] += 1
                except (ValueError, KeyError) as e:
                    raise RuntimeError('no') from e
                finally:
                    pass
            else:
                return not a < b <= c or d and e

    with open('f') as f, g(): print(*a, sep='', **kw)
    match x:
        case [1, *_] | {'k': v} if v: pass
        case A(b, c=2) as d: global z
    while x is not None: del x, y[0]; break
    """

  @Test func mutatedScripts() {
    var random = Generator(state: 2019)
    let original = Array(Self.script.utf8)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1:
          bytes.insert(
            UInt8(
              ascii: "()[]{}'\":, \n\\=*".utf8.randomElement(using: &random).map { UnicodeScalar($0) } ?? " "),
            at: place)
        case 2: bytes[place] = UInt8.random(in: 9...126, using: &random)
        default:
          bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...60, using: &random)))
        }
        if bytes.isEmpty { bytes = original }
      }
      check(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func beginningsOfAScript() {
    let bytes = Array(Self.script.utf8)
    for count in stride(from: 0, to: bytes.count, by: 5) {
      check(String(decoding: bytes[..<count], as: UTF8.self))
    }
  }
}
