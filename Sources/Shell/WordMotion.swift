/// vi's ways from word to word.
public struct WordMotion: Equatable, Sendable {
  public enum Target: Equatable, Sendable {
    /// `w`: the next beginning, `e`: the next end, `b`: the last beginning.
    case next, end, before
  }

  public var target: Target
  /// `W`, `E`, `B`: only blanks separate; else letters and signs do not belong together either.
  public var isBig: Bool

  public init?(_ letter: Character) {
    switch letter {
    case "w", "W": target = .next
    case "e", "E": target = .end
    case "b", "B": target = .before
    default: return nil
    }
    isBig = letter.isUppercase
  }
}

extension EditedText {
  /// Where the cursor is after that many motions.
  func place(of motion: WordMotion, _ count: Int) -> Int {
    let end = target(of: motion, count)
    // On the last character and not behind it.
    return motion.target == .end && end > cursor ? before(end) : end
  }

  /// What an operator is for. As in vi it does not join lines where it need not: not by the last word of a line, and not
  /// by the last one of the line above.
  ///
  /// - Parameter changes: `cw` leaves the blanks behind the word.
  func range(of motion: WordMotion, _ count: Int, changes: Bool = false) -> Range<Int> {
    switch motion.target {
    case .end: return cursor..<target(of: motion, count)
    case .before:
      let start = target(of: motion, count)
      let isAtLineStart = cursor > 0 && bytes[cursor - 1] == newline
      return start..<(isAtLineStart ? max(start, cursor - 1) : cursor)
    case .next:
      if changes, kind(cursor, motion.isBig) != .blank {
        // The word that the cursor is in is the first, on its last character, too.
        var end = cursor
        while end < bytes.count, kind(end, motion.isBig) == kind(cursor, motion.isBig) { end += 1 }
        for _ in 1..<max(count, 1) { end = wordEnd(from: end, motion.isBig) }
        return cursor..<end
      }
      let end = target(of: motion, count)
      let lineStart = (bytes[..<end].lastIndex(of: newline) ?? -1) + 1
      let isFirst = bytes[lineStart..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      return cursor..<(lineStart > cursor && isFirst ? lineStart - 1 : end)
    }
  }

  private func target(of motion: WordMotion, _ count: Int) -> Int {
    var at = cursor
    for index in 0..<max(count, 1) {
      let last = at
      switch motion.target {
      case .next: at = wordStart(after: at, motion.isBig)
      // The next one from the last character of this one on.
      case .end: at = wordEnd(from: index == 0 ? after(at) : at, motion.isBig)
      case .before: at = wordStart(before: at, motion.isBig)
      }
      if at == last { break }
    }
    return at
  }

  enum Kind { case blank, word, sign }

  func kind(_ at: Int, _ isBig: Bool) -> Kind {
    guard at < bytes.count else { return .blank }
    switch bytes[at] {
    case 0x20, 0x09, newline: return .blank
    case let byte: return isBig || isWord(byte) ? .word : .sign
    }
  }

  /// An empty line is a word.
  private func isEmptyLine(_ at: Int) -> Bool {
    at > 0 && bytes[at - 1] == newline && (at == bytes.count || bytes[at] == newline)
  }

  private func wordStart(after start: Int, _ isBig: Bool) -> Int {
    var at = start
    let first = kind(at, isBig)
    if first == .blank { at = min(at + 1, bytes.count) }
    while at < bytes.count, first != .blank, kind(at, isBig) == first { at += 1 }
    while at < bytes.count, kind(at, isBig) == .blank, !isEmptyLine(at) { at += 1 }
    return at
  }

  /// Behind the word that begins at a place or after it.
  private func wordEnd(from start: Int, _ isBig: Bool) -> Int {
    var at = start
    while at < bytes.count, kind(at, isBig) == .blank { at += 1 }
    let first = kind(at, isBig)
    while at < bytes.count, kind(at, isBig) == first { at += 1 }
    return at
  }

  private func wordStart(before end: Int, _ isBig: Bool) -> Int {
    var at = max(end - 1, 0)
    while at > 0, kind(at, isBig) == .blank, !isEmptyLine(at) { at -= 1 }
    let first = kind(at, isBig)
    while at > 0, first != .blank, kind(at - 1, isBig) == first { at -= 1 }
    return at
  }
}

private let newline: UInt8 = 0x0A
