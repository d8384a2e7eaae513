/// The text of one cell or file, with what an error needs to point into it.
public final class Source: Sendable {
  public let text: String
  /// What tracebacks call it: a path, or `<cell 3>`.
  public let name: String
  /// The number of the first line (a cell of a notebook counts in its file).
  public let firstLine: Int
  /// The text as bytes; spans count these.
  public let bytes: [UInt8]
  private let lineStarts: [Int]

  public init(_ text: String, name: String = "<cell>", firstLine: Int = 1) {
    self.text = text
    self.name = name
    self.firstLine = firstLine
    bytes = Array(text.utf8)
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    lineStarts = starts
  }

  /// The line (counted from `firstLine`) and the column in bytes (from 0) of an offset.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return (low + firstLine, offset - lineStarts[low])
  }

  /// The line of an offset as messages count it: from 1, wherever in its file the text stands. A message is part of what
  /// a cell shows, and cells move.
  func lineInMessages(of offset: Int) -> Int { position(of: offset).line - firstLine + 1 }

  public var lineCount: Int { lineStarts.count }

  /// The text of a line (counted from `firstLine`), without its end.
  public func line(_ number: Int) -> String {
    let index = number - firstLine
    guard index >= 0, index < lineStarts.count else { return "" }
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > lineStarts[index], bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[lineStarts[index]..<max(lineStarts[index], end)], as: UTF8.self)
  }

  /// The text of a span.
  public func text(of span: Span) -> String {
    let start = max(0, min(Int(span.start), bytes.count))
    return String(decoding: bytes[start..<max(start, min(Int(span.end), bytes.count))], as: UTF8.self)
  }
}

/// A syntax error, found before anything ran: CPython's message, and the place.
public struct SyntaxError: Error, Sendable {
  /// `SyntaxError`, `IndentationError` or `TabError`.
  public var type: String
  public var message: String
  public var span: Span
  /// Whether more lines could still make it right: the shell then asks for them.
  public var isIncomplete: Bool

  public init(_ message: String, _ span: Span, type: String = "SyntaxError", isIncomplete: Bool = false) {
    self.type = type
    self.message = message
    self.span = span
    self.isIncomplete = isIncomplete
  }
}
