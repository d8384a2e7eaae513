/// A text with a cursor: UTF-8 bytes, because that is what the terminal side speaks in.
public struct EditedText: Equatable, Sendable {
  public var bytes: [UInt8]
  public var cursor: Int

  public init(_ text: String = "", cursor: Int? = nil) {
    bytes = Array(text.utf8)
    self.cursor = min(max(cursor ?? bytes.count, 0), bytes.count)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The offset at which the cursor's line begins.
  public var lineStart: Int { (bytes[..<cursor].lastIndex(of: newline) ?? -1) + 1 }
  /// The offset of the end of the cursor's line.
  public var lineEnd: Int { bytes[cursor...].firstIndex(of: newline) ?? bytes.count }
  public var isOnFirstLine: Bool { lineStart == 0 }
  public var isOnLastLine: Bool { lineEnd == bytes.count }
  /// What stands before the cursor on its line.
  public var lineBeforeCursor: ArraySlice<UInt8> { bytes[lineStart..<cursor] }

  public mutating func insert(_ text: String) {
    bytes.insert(contentsOf: text.utf8, at: cursor)
    cursor += text.utf8.count
  }

  /// Takes a part out and gives it back; the cursor stays with its text.
  @discardableResult
  public mutating func remove(_ range: Range<Int>) -> String {
    let removed = String(decoding: bytes[range], as: UTF8.self)
    bytes.removeSubrange(range)
    if cursor >= range.upperBound {
      cursor -= range.count
    } else if cursor > range.lowerBound {
      cursor = range.lowerBound
    }
    return removed
  }

  /// The offset of the character before `offset`, as a reader counts them: with its accents, an emoji whole.
  public func before(_ offset: Int) -> Int {
    guard offset > 1, bytes[offset - 1] >= 0x80 else { return max(offset - 1, 0) }
    // Longer ones than that are taken apart.
    var start = max(0, offset - Self.reach)
    while start < offset, bytes[start] & 0xC0 == 0x80 { start += 1 }
    let last = String(decoding: bytes[start..<offset], as: UTF8.self).last
    return max(start, offset - (last?.utf8.count ?? 1))
  }

  /// The offset behind the character at `offset`.
  public func after(_ offset: Int) -> Int {
    let next = offset + 1
    guard next < bytes.count, bytes[next] >= 0x80 else { return min(next, bytes.count) }
    if bytes[offset] == newline { return next }
    var end = min(bytes.count, offset + Self.reach)
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let first = String(decoding: bytes[offset..<end], as: UTF8.self).first
    return min(end, offset + (first?.utf8.count ?? 1))
  }

  private static let reach = 256

  public var wordLeft: Int {
    var at = cursor
    while at > 0 && !isWord(bytes[at - 1]) { at -= 1 }
    while at > 0 && isWord(bytes[at - 1]) { at -= 1 }
    return at
  }

  public var wordRight: Int {
    var at = cursor
    while at < bytes.count && !isWord(bytes[at]) { at += 1 }
    while at < bytes.count && isWord(bytes[at]) { at += 1 }
    return at
  }

  /// Where a cut to the left ends. It goes over a line end only from the beginning of a line on.
  var cutLeft: Int { max(wordLeft, leftLimit) }
  var cutRight: Int { cursor == lineEnd ? wordRight : min(wordRight, lineEnd) }

  /// The same for all up to a blank.
  var cutLeftToBlank: Int {
    var at = cursor
    while at > leftLimit && isBlank(bytes[at - 1]) { at -= 1 }
    while at > leftLimit && !isBlank(bytes[at - 1]) { at -= 1 }
    return at
  }

  private var leftLimit: Int {
    cursor > 0 && cursor == lineStart ? EditedText(self, at: cursor - 1).lineStart : lineStart
  }

  private init(_ text: EditedText, at cursor: Int) {
    bytes = text.bytes
    self.cursor = cursor
  }

  /// Moves to the line above or below, in the same column where it has one.
  public mutating func moveLine(_ step: Int) {
    let column = characters(lineStart..<cursor)
    if step < 0 {
      guard !isOnFirstLine else { return }
      cursor = lineStart - 1
    } else {
      guard !isOnLastLine else { return }
      cursor = lineEnd + 1
    }
    let end = lineEnd
    cursor = lineStart
    for _ in 0..<column where cursor < end { cursor = after(cursor) }
  }

  private func characters(_ range: Range<Int>) -> Int {
    var (at, count) = (range.lowerBound, 0)
    while at < range.upperBound { (at, count) = (after(at), count + 1) }
    return count
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == newline }
}

private let newline: UInt8 = 0x0A
