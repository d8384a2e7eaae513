/// The words behind a command. Quotes and backslashes keep blanks in one, as in a shell.
struct CommandWords {
  private(set) var words: [String] = []
  /// The last word as far as it was typed; empty behind a blank.
  private(set) var last = ""
  /// The bytes of the text that the last word takes, behind its quote.
  private(set) var lastLength = 0
  /// The quote that is still open.
  private(set) var quote: Character?

  init(_ text: String) {
    var word: String?
    var escaped = false
    for character in text {
      lastLength += character.utf8.count
      if escaped {
        word = (word ?? "") + String(character)
        escaped = false
      } else if character == "\\", quote != "'" {
        escaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        if word == nil { lastLength = 0 }
        word = word ?? ""
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
        lastLength = 0
      } else {
        word = (word ?? "") + String(character)
      }
    }
    last = word ?? ""
    if let word { words.append(word) }
  }

  /// A word as it has to be typed where the last one stands.
  func written(_ word: String) -> String {
    if quote != nil { return word }
    return word.reduce(into: "") { text, character in
      if character.isWhitespace || "'\"\\".contains(character) { text += "\\" }
      text.append(character)
    }
  }
}
