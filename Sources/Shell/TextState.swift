/// Whether a place in Python text is inside brackets or a triple-quoted string.
struct TextState {
  private var depth = 0
  /// The quotes that end the string around the place; none in code.
  private var quote: [UInt8] = []
  private var isContinued = false

  var isInside: Bool { depth > 0 || !quote.isEmpty || isContinued }

  /// Whether the line that follows is for the shell: `%name …`, `!…` or `name?`, where Python begins a statement.
  func isCommand(_ line: Substring) -> Bool {
    guard !isInside else { return false }
    if line.hasPrefix("!") || line.hasPrefix("%") && line.dropFirst().first?.isLetter == true { return true }
    if AssignedCommand(line) != nil { return true }
    // No statement of Python ends with a question mark.
    guard line.last == "?", line.first?.isWhitespace == false else { return false }
    var state = TextState()
    return state.scan(line) == .code
  }

  /// Where the end of a line is.
  enum Place { case code, comment, string }

  /// The names in a line of code with their UTF-8 offsets, without what follows a dot, is a number or stands in strings
  /// and comments.
  mutating func words(in line: Substring, _ body: (String, Int) -> Void) {
    let start = line.startIndex
    var word = start..<start
    var previous: Unicode.Scalar = " "
    func finish() {
      if !word.isEmpty { body(String(line[word]), line.utf8.distance(from: start, to: word.lowerBound)) }
    }
    scan(line) { place in
      let scalar = line.unicodeScalars[place]
      let isNumber = scalar.properties.numericType != nil
      if scalar.properties.isAlphabetic || scalar == "_" || (!word.isEmpty && isNumber) {
        let end = line.unicodeScalars.index(after: place)
        if !word.isEmpty {
          word = word.lowerBound..<end
        } else if previous != ".", previous.properties.numericType == nil {
          word = place..<end
        } else {
          return
        }
      } else {
        finish()
        word = start..<start
      }
      previous = scalar
    }
    finish()
  }

  /// - Parameter code: called with each character's place outside of strings and comments, and with those where a string
  ///   begins.
  @discardableResult
  mutating func scan(_ line: Substring, _ code: (Substring.Index) -> Void = { _ in }) -> Place {
    let bytes = line.utf8
    isContinued = bytes.last == UInt8(ascii: "\\")
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if let mark = quote.first {
        if byte == UInt8(ascii: "\\") {
          _ = bytes.formIndex(&at, offsetBy: 2, limitedBy: bytes.endIndex)
        } else if byte == mark, bytes[at...].starts(with: quote) {
          bytes.formIndex(&at, offsetBy: quote.count)
          quote = []
        } else {
          bytes.formIndex(after: &at)
        }
        continue
      }
      // The first byte of a character.
      if byte & 0xC0 != 0x80 { code(at) }
      switch byte {
      case UInt8(ascii: "#"): return .comment
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let triple = [byte, byte, byte]
        quote = bytes[at...].starts(with: triple) ? triple : [byte]
        bytes.formIndex(&at, offsetBy: quote.count)
        continue
      default: break
      }
      bytes.formIndex(after: &at)
    }
    let isString = !quote.isEmpty
    // A plain string ends with its line.
    if quote.count == 1 { quote = [] }
    return isString ? .string : .code
  }
}
