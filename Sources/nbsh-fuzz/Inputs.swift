/// The inputs by number: the same seed gives the same ones.
struct Inputs {
  let seed: UInt64
  let corpus: [String]

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      // SplitMix64 (Steele, Lea, Flood 2014).
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let words = [
    "if", "else", "elif", "for", "in", "while", "def f(", "class A:", "return", "yield", "lambda x:", "not",
    "and", "or", "is", "with", "as", "try:", "except:", "finally:", "raise", "import numpy as np", "from",
    "global a", "nonlocal", "del a", "assert", "pass", "match a:", "case", "_", "print(", "None", "True", "a",
    "b", "c", "f", "np", "0", "1", "-1", "7", "1.5", "1e300", "nan", "'s'", "b'x'", "f'{a!r:>{b}}'", "f'{a",
    "'", "'''", "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "...", "->", ":=", "=", "+", "-", "*", "**",
    "/", "//", "%", "@", "<<", ">>", "&", "|", "^", "~", "<", "==", "!=", "+=", "\n", "\n  ", "\n    ",
    ":\n    ", "\\\n", "#", "é", "\u{A0}", ".shape", ".T", ".sum(", ".reshape(", ".append(", ".join(",
    ".format(", "np.zeros(", "np.arange(", "np.array(", "range(", "len(", "sorted(", "list(", "dict(", "str(",
    "int(", "axis=0", "[::2]", "[None, ...]", "[[0, 1]]", "a.b", "self", "__init__", "*a", "**b",
  ]

  func text(_ number: Int) -> String {
    var random = Generator(state: seed &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
    switch number % (corpus.isEmpty ? 3 : 6) {
    case 0:
      return String(
        decoding: (0..<Int.random(in: 1...200, using: &random)).map { _ in
          UInt8.random(in: 0...255, using: &random)
        }, as: UTF8.self)
    case 1, 2: return words(Int.random(in: 1...60, using: &random), &random)
    default: return mutated(corpus.randomElement(using: &random) ?? "", &random)
    }
  }

  private func words(_ count: Int, _ random: inout Generator) -> String {
    var text = ""
    for _ in 0..<count {
      text += Self.words.randomElement(using: &random) ?? ""
      if Bool.random(using: &random) { text += " " }
    }
    return text
  }

  /// A script with a few lines or bytes removed, doubled, swapped or replaced.
  private func mutated(_ script: String, _ random: inout Generator) -> String {
    var lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0..<lines.count, using: &random)
      let other = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where lines.count > 1: lines.remove(at: place)
      case 1: lines.insert(lines[other], at: place)
      case 2: lines.swapAt(place, other)
      default:
        var bytes = Array(lines[place].utf8)
        let at = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, at + Int.random(in: 0...4, using: &random))
        bytes.replaceSubrange(at..<end, with: Array(words(1, &random).utf8))
        lines[place] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return lines.joined(separator: "\n")
  }
}
