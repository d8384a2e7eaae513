/// One line of a text file, with the characters that end it kept apart, so that no byte is lost.
public struct Line: Sendable, Equatable {
  /// What stands on the line, without its ending.
  public var text: String
  /// `"\n"`, `"\r\n"`, `"\r"`, or nothing for a last line that does not end.
  public var ending: String

  public init(_ text: String, ending: String = "\n") {
    self.text = text
    self.ending = ending
  }

  /// Whether the line holds only spaces, tabs and form feeds.
  public var isBlank: Bool { text.utf8.allSatisfy(isSpace) }

  /// Splits a text at `\n`, `\r\n` and `\r`, as Python reads its source files.
  ///
  /// Joining the texts and endings again gives the input byte for byte.
  public static func split(_ text: String) -> [Line] {
    var lines: [Line] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if byte == UInt8(ascii: "\n") {
        lines.append(Line(String(text[start..<index]), ending: "\n"))
        start = next
      } else if byte == UInt8(ascii: "\r") {
        let paired = next < bytes.endIndex && bytes[next] == UInt8(ascii: "\n")
        lines.append(Line(String(text[start..<index]), ending: paired ? "\r\n" : "\r"))
        start = paired ? bytes.index(after: next) : next
        index = start
        continue
      }
      index = next
    }
    if start < bytes.endIndex { lines.append(Line(String(text[start...]), ending: "")) }
    return lines
  }
}

/// Whether a byte is one of Python's blanks within a line.
@inline(__always)
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x09 || byte == 0x0C || byte == 0x0B
}

/// A text without the blanks at its two ends.
func trimmed(_ text: some StringProtocol) -> String {
  let bytes = Array(text.utf8)
  var low = 0
  var high = bytes.count
  while low < high, isSpace(bytes[low]) || bytes[low] == 0x0D || bytes[low] == 0x0A { low += 1 }
  while high > low, isSpace(bytes[high - 1]) || bytes[high - 1] == 0x0D || bytes[high - 1] == 0x0A {
    high -= 1
  }
  return String(decoding: bytes[low..<high], as: UTF8.self)
}

/// Whether two texts are the same bytes; Swift's `==` would also take two spellings of one accent for equal.
@inline(__always)
func sameBytes(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
