/// vi's commands for whole lines and for parts of the text.
extension LineEditor {
  func operate(_ key: Key, _ lines: Lines) -> Action {
    let lineStart = content.lineStart
    guard let range = range(of: lines) else { return .beep }
    let text = String(decoding: content.bytes[range], as: UTF8.self)
    if key == .clearLine {
      content.cursor = range.lowerBound
      let start = range.lowerBound + currentLineIndentation
      content.cursor = start
      cut = content.remove(start..<range.upperBound)
      return .refresh
    }
    if key == .cutLine {
      // With one of the line ends; of the last line the one before.
      let isLast = range.upperBound == content.bytes.count && range.lowerBound > 0
      content.cursor = range.upperBound
      content.remove(
        (isLast ? range.lowerBound - 1 : range.lowerBound)..<min(range.upperBound + 1, content.bytes.count))
      content.cursor = min(range.lowerBound, content.bytes.count)
      content.cursor = content.lineStart + currentLineIndentation
    } else if range.lowerBound < lineStart {
      content.cursor = range.lowerBound
    }
    cut = text
    isWholeLine = true
    return .refresh
  }

  private func range(of lines: Lines) -> Range<Int>? {
    var lines = lines
    if let number = lines.upTo {
      let own = content.bytes[..<content.cursor].count { $0 == 0x0A } + 1
      lines = Lines(above: max(own - number, 0), count: abs(number - own) + 1)
    }
    var place = content
    for _ in 0..<lines.above {
      guard !place.isOnFirstLine else { return nil }
      place.cursor = place.lineStart - 1
    }
    let start = place.lineStart
    for _ in 1..<lines.count {
      if place.isOnLastLine {
        if lines.isExact { return nil }
        break
      }
      place.cursor = place.lineEnd + 1
    }
    return start..<place.lineEnd
  }

  /// What is missing of a text, where nothing else changed.
  func removed(from before: EditedText) -> String? {
    let count = before.bytes.count - content.bytes.count
    guard count > 0 else { return nil }
    let common = zip(before.bytes, content.bytes).prefix { $0 == $1 }.count
    for start in [content.cursor, common] where start + count <= before.bytes.count {
      let range = start..<(start + count)
      if before.bytes[..<start] + before.bytes[range.upperBound...] == content.bytes[...] {
        return String(decoding: before.bytes[range], as: UTF8.self)
      }
    }
    return nil
  }

  func put(isAfter: Bool, _ count: Int) -> Action {
    guard cutIsHere else { return .pass }
    guard cut.utf8.count + 1 <= (1 << 24) / count else { return .beep }
    let cut =
      isWholeLine
      ? Array(repeating: cut, count: count).joined(separator: "\n") : String(repeating: cut, count: count)
    guard isWholeLine else {
      if cut.isEmpty { return .beep }
      if isAfter, content.cursor < content.lineEnd { content.cursor = content.after(content.cursor) }
      content.insert(cut)
      content.cursor = content.before(content.cursor)
      return .refresh
    }
    if content.bytes.isEmpty {
      content.insert(cut)
      content.cursor = 0
    } else if isAfter {
      content.cursor = content.lineEnd
      let first = content.cursor + 1
      content.insert("\n" + cut)
      content.cursor = first
    } else {
      let first = content.lineStart
      content.cursor = first
      content.insert(cut + "\n")
      content.cursor = first
    }
    content.cursor = content.lineStart + currentLineIndentation
    return .refresh
  }

  private var currentLineIndentation: Int {
    content.bytes[content.lineStart..<content.lineEnd].prefix { $0 == 0x20 }.count
  }

  /// A line above the cursor's, as far in as that.
  func openAbove() {
    let indentation = currentLineIndentation
    content.cursor = content.lineStart
    content.insert(String(repeating: " ", count: indentation) + "\n")
    content.cursor -= 1
  }

  /// Appends the next lines, without their indentation.
  func join(_ count: Int) -> LineEditor.Action {
    guard !content.isOnLastLine else { return .beep }
    for _ in 0..<max(count - 1, 1) where !content.isOnLastLine {
      content.cursor = content.lineEnd
      let isBehindBlank = content.lineBeforeCursor.last.map { $0 == 0x20 } ?? true
      let blanks = content.bytes[(content.cursor + 1)...].prefix { $0 == 0x20 || $0 == 0x09 }
      content.remove(content.cursor..<blanks.endIndex)
      if !isBehindBlank, content.cursor < content.lineEnd, content.bytes[content.cursor] != 0x29 {
        content.insert(" ")
        content.cursor -= 1
      }
    }
    return .refresh
  }

  /// - Parameter number: counted from 1; the last line where there are not so many.
  func goToLine(_ number: Int) {
    content.cursor = 0
    var left = number
    while left > 1, !content.isOnLastLine { (content.cursor, left) = (content.lineEnd + 1, left - 1) }
    content.cursor = content.lineStart + currentLineIndentation
  }

  /// Moves lines by a step of indentation, all but the empty ones.
  func shift(_ lines: Lines, isOut: Bool) -> LineEditor.Action {
    guard let range = range(of: lines) else { return .beep }
    content.cursor = range.upperBound
    while true {
      let start = content.lineStart
      if isOut {
        let isTab = start < content.lineEnd && content.bytes[start] == 0x09
        content.remove(start..<(start + (isTab ? 1 : min(currentLineIndentation, Self.step))))
      } else if content.lineEnd > start {
        content.cursor = start
        content.insert(String(repeating: " ", count: Self.step))
      }
      guard start > range.lowerBound else { break }
      content.cursor = start - 1
    }
    content.cursor = content.lineText
    return .refresh
  }

  // MARK: Parts of the text

  func operate(onPart key: LineEditor.Key, _ count: Int) -> LineEditor.Action {
    switch key {
    case .cutPart(let part):
      guard let range = content.range(of: part, count), !range.isEmpty else { return .beep }
      content.cursor = range.lowerBound
      cut = content.remove(range)
    case .changePart(let part):
      guard let range = content.range(of: part, count, changes: true) else { return .beep }
      content.cursor = range.lowerBound
      cut = content.remove(range)
    case .copyPart(let part):
      guard let range = content.range(of: part, count), !range.isEmpty else { return .beep }
      cut = String(decoding: content.bytes[range], as: UTF8.self)
      content.cursor = range.lowerBound
    default: break
    }
    return .refresh
  }
}
