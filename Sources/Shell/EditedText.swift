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

  /// The offset of the character before `offset`.
  public func before(_ offset: Int) -> Int {
    var at = offset
    repeat { at -= 1 } while at > 0 && bytes[at] & 0xC0 == 0x80
    return max(at, 0)
  }

  /// The offset behind the character at `offset`.
  public func after(_ offset: Int) -> Int {
    var at = offset
    repeat { at += 1 } while at < bytes.count && bytes[at] & 0xC0 == 0x80
    return min(at, bytes.count)
  }

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

  private func characters(_ range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 != 0x80 } }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}

private let newline: UInt8 = 0x0A
