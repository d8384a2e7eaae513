/// How text is written between the quotes of a string.
struct StringLiteral {
  private let quote: Character
  private let isRaw: Bool
  private let isFormatted: Bool

  /// - Parameter string: where its text begins in the code, and its quotes.
  init(_ bytes: [UInt8], _ string: (start: Int, quote: [UInt8])) {
    quote = string.quote.first.map { Character(Unicode.Scalar($0)) } ?? "'"
    let prefix = bytes[..<(string.start - string.quote.count)].suffix(2).reversed().prefix(while: isWord).map
    { $0 | 0x20 }
    isRaw = prefix.contains(UInt8(ascii: "r"))
    isFormatted = prefix.contains(UInt8(ascii: "f"))
  }

  /// Nil where there is no way to write the text in such a string.
  func written(_ text: String) -> String? {
    var written = ""
    for character in text {
      switch character {
      case "\\", "\n", "\t", quote:
        // A raw string takes a backslash as it is, and nothing that would need one.
        if isRaw, character != "\\", character != "\t" { return nil }
        written += isRaw ? String(character) : Self.escapes[character] ?? "\\" + String(character)
      case "{", "}": written += String(repeating: character, count: isFormatted ? 2 : 1)
      default: written.append(character)
      }
    }
    return written
  }

  private static let escapes: [Character: String] = ["\n": "\\n", "\t": "\\t"]

  /// What a written part stands for; nil where it has escapes that no file name needs.
  func text(of written: ArraySlice<UInt8>) -> String? {
    var text = ""
    var characters = String(decoding: written, as: UTF8.self)[...]
    while let character = characters.popFirst() {
      if character == "\\", !isRaw {
        switch characters.popFirst() {
        case "n": text += "\n"
        case "t": text += "\t"
        case let next? where "\\'\"".contains(next): text.append(next)
        default: return nil
        }
      } else {
        if isFormatted, character == "{" || character == "}", characters.first == character {
          characters.removeFirst()
        }
        text.append(character)
      }
    }
    return text
  }
}
