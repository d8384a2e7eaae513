/// What a motion or an operator of vi's commands is for.
public enum TextPart: Equatable, Sendable {
  case words(WordMotion)
  /// `0`, `^`, `$`: up to the line's beginning, its first character that is no blank, its end.
  case lineStart, lineText, lineEnd
  /// `h`, `l`: characters of the line.
  case left, right
  case object(TextObject)

  /// - Parameters:
  ///   - letter: of the motion or of the text object.
  ///   - kind: `i` or `a` for a text object.
  public init?(_ letter: Character, kind: Character? = nil) {
    if let kind {
      guard let object = TextObject(letter, isAround: kind == "a") else { return nil }
      self = .object(object)
      return
    }
    switch letter {
    case "0": self = .lineStart
    case "^", "_": self = .lineText
    case "$": self = .lineEnd
    case "h": self = .left
    case "l", " ": self = .right
    default:
      guard let motion = WordMotion(letter) else { return nil }
      self = .words(motion)
    }
  }
}

/// A word, a quoted text or what is in brackets, wherever in it the cursor is.
public struct TextObject: Equatable, Sendable {
  public enum Shape: Equatable, Sendable {
    /// `W`: only blanks separate.
    case word(isBig: Bool)
    case quoted(UInt8)
    case bracketed(UInt8, UInt8)
  }

  public var shape: Shape
  /// `aw`, `a(`: with the blanks beside a word or a quoted text, with the quotes, with the brackets.
  public var isAround: Bool

  public init?(_ letter: Character, isAround: Bool) {
    self.isAround = isAround
    switch letter {
    case "w", "W": shape = .word(isBig: letter == "W")
    case "\"", "'", "`": shape = .quoted(letter.asciiValue ?? 0)
    case "(", ")", "b": shape = .bracketed(UInt8(ascii: "("), UInt8(ascii: ")"))
    case "[", "]": shape = .bracketed(UInt8(ascii: "["), UInt8(ascii: "]"))
    case "{", "}", "B": shape = .bracketed(UInt8(ascii: "{"), UInt8(ascii: "}"))
    default: return nil
    }
  }
}

extension EditedText {
  /// Where the cursor's line begins behind its indentation.
  var lineText: Int { lineStart + bytes[lineStart..<lineEnd].prefix { isBlank($0) }.count }

  /// Where the cursor is after a motion, that often; where it is for a text object.
  func place(of part: TextPart, _ count: Int) -> Int {
    switch part {
    case .words(let motion): place(of: motion, count)
    case .lineStart: lineStart
    case .lineText: below(count).lineText
    case .lineEnd: below(count).lineEnd
    case .left: left(count)
    case .right: right(count)
    case .object: cursor
    }
  }

  /// What an operator is for; nil where there is nothing of that kind.
  ///
  /// - Parameter changes: `cw` leaves the blanks behind the word.
  func range(of part: TextPart, _ count: Int, changes: Bool = false) -> Range<Int>? {
    switch part {
    case .words(let motion): return range(of: motion, count, changes: changes)
    case .lineStart: return lineStart..<cursor
    case .lineText: return min(cursor, lineText)..<max(cursor, lineText)
    case .lineEnd: return cursor..<below(count).lineEnd
    case .left: return left(count)..<cursor
    case .right: return cursor..<right(count)
    case .object(let object):
      switch object.shape {
      case .word(let isBig): return word(isBig, isAround: object.isAround, count)
      case .quoted(let quote): return quoted(quote, isAround: object.isAround)
      case .bracketed(let open, let close):
        return bracketed(open, close, count).map {
          object.isAround ? $0 : ($0.lowerBound + 1)..<($0.upperBound - 1)
        }
      }
    }
  }

  /// The text with the cursor on the last of so many lines.
  private func below(_ count: Int) -> EditedText {
    var text = self
    for _ in 1..<max(count, 1) where !text.isOnLastLine { text.cursor = text.lineEnd + 1 }
    return text
  }

  private func left(_ count: Int) -> Int {
    var (at, left) = (cursor, count)
    while left > 0, at > lineStart { (at, left) = (before(at), left - 1) }
    return at
  }

  private func right(_ count: Int) -> Int {
    var (at, left) = (cursor, count)
    while left > 0, at < lineEnd { (at, left) = (after(at), left - 1) }
    return at
  }

  /// A run of blanks is a word, too, for `iw`; `aw` takes the blanks behind a word, or else those before it, but no
  /// indentation.
  private func word(_ isBig: Bool, isAround: Bool, _ count: Int) -> Range<Int> {
    let line = lineStart..<lineEnd
    let at = cursor == line.upperBound && !line.isEmpty ? before(cursor) : cursor
    func run(from start: Int) -> Int {
      var end = start
      while end < line.upperBound, kind(end, isBig) == kind(start, isBig) { end += 1 }
      return end
    }
    var start = at
    while start > line.lowerBound, kind(start - 1, isBig) == kind(at, isBig) { start -= 1 }
    var end = start
    var endsInBlanks = false
    for _ in 0..<max(count, 1) where end < line.upperBound {
      let isBlank = kind(end, isBig) == .blank
      end = run(from: end)
      // The word behind the blanks, or the blanks behind the word.
      guard isAround, end < line.upperBound, isBlank || kind(end, isBig) == .blank else { continue }
      end = run(from: end)
      endsInBlanks = !isBlank
    }
    if isAround, !endsInBlanks, start > line.lowerBound, start > lineText, kind(at, isBig) != .blank {
      while kind(start - 1, isBig) == .blank { start -= 1 }
    }
    return start..<end
  }

  /// The quoted text of the line that the cursor is in, or the next one.
  private func quoted(_ quote: UInt8, isAround: Bool) -> Range<Int>? {
    let end = lineEnd
    var at = lineStart
    func next() -> Int? {
      while at < end {
        defer { at += 1 }
        if bytes[at] == quote { return at }
        if bytes[at] == UInt8(ascii: "\\") { at += 1 }
      }
      return nil
    }
    while let first = next(), let last = next() {
      guard last >= cursor else { continue }
      guard isAround else { return (first + 1)..<last }
      let behind = last + 1 + bytes[(last + 1)..<end].prefix { isBlank($0) }.count
      if behind > last + 1 { return first..<behind }
      let blanks = bytes[lineText..<max(first, lineText)].reversed().prefix { isBlank($0) }.count
      return (first - blanks)..<behind
    }
    return nil
  }

  /// The brackets around the cursor, with what is in them; the cursor may be on one of them.
  private func bracketed(_ open: UInt8, _ close: UInt8, _ count: Int) -> Range<Int>? {
    var start = cursor
    var depth = max(count, 1)
    // On the closing one the search goes on before it.
    if start >= bytes.count || bytes[start] == close { start -= 1 }
    while start >= 0 {
      if bytes[start] == close { depth += 1 }
      if bytes[start] == open { depth -= 1 }
      if depth == 0 { break }
      start -= 1
    }
    guard start >= 0 else { return nil }
    depth = 0
    for end in start..<bytes.count {
      if bytes[end] == open { depth += 1 }
      if bytes[end] == close { depth -= 1 }
      if depth == 0 { return start..<(end + 1) }
    }
    return nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
