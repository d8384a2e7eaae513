/// What the keys do to a cell that is being typed. It knows no terminal: text and cursor in, text and cursor out.
public final class LineEditor {
  public enum Key: Equatable, Sendable {
    case enter, newLine, tab, backTab, up, down, left, right, lineStart, lineEnd, wordLeft, wordRight
    case backspace, delete, killToEnd, killToStart, killWordLeft, killWordRight, yank, undo
    case paste(String)
  }

  public enum Action: Equatable, Sendable {
    case refresh, accept, beep
    /// Shows completions under the cell.
    case show([Completion])
  }

  public var content = EditedText()
  public let history: History
  private var cut = ""
  private var undone: [EditedText] = []
  private var walk: Walk?

  /// A walk through the history: where it is, what it looks for, and what was typed before it began.
  private struct Walk {
    var index: Int
    var prefix: String
    var draft: EditedText
    var shown: EditedText
  }

  public init(history: History) { self.history = history }

  /// Begins a new cell.
  public func start() {
    content = EditedText()
    undone = []
    walk = nil
  }

  /// - Parameter pending: the next byte of input that is already there: a paste without brackets, typing ahead.
  public func handle(_ key: Key, pending: UInt8? = nil, _ assistant: any LineAssistant) -> Action {
    let before = content
    let action = apply(key, pending, assistant)
    if key != .undo, content.bytes != before.bytes {
      undone.append(before)
      while undone.count > 200 || (undone.count > 1 && undone.count * content.bytes.count > 1 << 25) {
        undone.removeFirst()
      }
    }
    return action
  }

  private func apply(_ key: Key, _ pending: UInt8?, _ assistant: any LineAssistant) -> Action {
    switch key {
    case .enter: return enter(pending, assistant)
    case .newLine: breakLine(indent: currentIndentation)
    case .tab: return complete(assistant)
    case .backTab: outdent()
    case .up: return up()
    case .down: return down()
    case .left: content.cursor = content.cursor == 0 ? 0 : content.before(content.cursor)
    case .right: content.cursor = content.after(content.cursor)
    case .lineStart: content.cursor = content.lineStart
    case .lineEnd: content.cursor = content.lineEnd
    case .wordLeft: content.cursor = content.wordLeft
    case .wordRight: content.cursor = content.wordRight
    case .backspace: return backspace()
    case .delete:
      if content.cursor == content.bytes.count { return .beep }
      content.remove(content.cursor..<content.after(content.cursor))
    case .killToEnd:
      // At the end of a line its line end goes, so that repeating it cuts line after line.
      let end = content.lineEnd
      cut = content.remove(content.cursor..<(end == content.cursor ? min(end + 1, content.bytes.count) : end))
    case .killToStart: cut = content.remove(content.lineStart..<content.cursor)
    case .killWordLeft: cut = content.remove(content.wordLeft..<content.cursor)
    case .killWordRight: cut = content.remove(content.cursor..<content.wordRight)
    case .yank: content.insert(cut)
    case .undo:
      guard let last = undone.popLast() else { return .beep }
      content = last
    case .paste(let text): paste(text)
    }
    return .refresh
  }

  // MARK: Lines

  private func enter(_ pending: UInt8?, _ assistant: any LineAssistant) -> Action {
    guard content.isOnLastLine else {
      breakLine(indent: currentIndentation)
      return .refresh
    }
    let isBlock = content.bytes.contains(newline)
    var completeness = assistant.completeness(of: cellText)
    if completeness == .invalid, let better = outdentedClause(assistant) { completeness = better }
    switch completeness {
    case .incomplete(let indent):
      content.cursor = content.bytes.count
      breakLine(indent: pending == nil ? indent : 0)
      return .refresh
    case .complete, .invalid:
      // The next line of a paste without brackets is indented or empty: the block goes on.
      if isBlock, let pending, pending == space || pending == tab || pending == newline || pending == 0x0D {
        breakLine(indent: 0)
        return .refresh
      }
      content.cursor = content.bytes.count
      return .accept
    }
  }

  /// `else:` and its kin typed where the block above them is indented: they belong under its header. Takes the steps of
  /// indentation away that make it right, and says what the cell is then; nil where none do.
  private func outdentedClause(_ assistant: any LineAssistant) -> CellCompleteness? {
    let before = content
    let line = String(decoding: content.bytes[content.lineStart...], as: UTF8.self)
    let word = line.drop { $0 == " " }.prefix { $0.isLetter }
    guard ["else", "elif", "except", "finally", "case"].contains(word) else { return nil }
    while content.bytes[content.lineStart...].first == space {
      outdent()
      let now = assistant.completeness(of: cellText)
      if case .incomplete = now { return now }
    }
    content = before
    return nil
  }

  /// The cell as it would run: an indentation without a line behind it is nobody's wish.
  public var cellText: String {
    let last = content.bytes[((content.bytes.lastIndex(of: newline) ?? -1) + 1)...]
    let blank = last.allSatisfy { $0 == space || $0 == tab }
    return String(decoding: blank ? content.bytes[..<last.startIndex] : content.bytes[...], as: UTF8.self)
  }

  private var currentIndentation: Int { content.lineBeforeCursor.prefix { $0 == space }.count }

  private func breakLine(indent: Int) {
    // Spaces that stood before the cursor on a blank line would pile up.
    if content.lineBeforeCursor.allSatisfy({ $0 == space }) {
      content.remove(content.lineStart..<content.cursor)
    }
    content.insert("\n" + String(repeating: " ", count: max(indent, 0)))
  }

  private func outdent() {
    let start = content.lineStart
    let spaces = content.bytes[start..<content.lineEnd].prefix { $0 == space }.count
    let excess = spaces % Self.step
    content.remove(start..<(start + (excess > 0 ? excess : min(spaces, Self.step))))
  }

  private func backspace() -> Action {
    guard content.cursor > 0 else { return .beep }
    let indentation = content.lineBeforeCursor
    if !indentation.isEmpty, indentation.allSatisfy({ $0 == space }) {
      let excess = indentation.count % Self.step
      content.remove((content.cursor - (excess > 0 ? excess : Self.step))..<content.cursor)
    } else {
      content.remove(content.before(content.cursor)..<content.cursor)
    }
    return .refresh
  }

  private func paste(_ text: String) {
    var lines = pastedLines(text)
    // The line end that closes a copied cell would only leave an empty line.
    while lines.count > 1, lines.last == "" { lines.removeLast() }
    let indentation = content.lineBeforeCursor
    if content.lineStart > 0, !indentation.isEmpty, indentation.allSatisfy({ $0 == space || $0 == tab }) {
      if lines[0].first == " " || lines[0].first == "\t" {
        // It goes on with a block of its own indentation and comes out of it again.
        content.remove(content.lineStart..<content.cursor)
      } else {
        // Within a block: every line stands under the first.
        let margin = String(decoding: indentation, as: UTF8.self)
        for index in lines.indices.dropFirst() where lines[index] != "" {
          lines[index] = margin + lines[index]
        }
      }
    }
    content.insert(lines.joined(separator: "\n"))
  }

  // MARK: History

  private func up() -> Action {
    if walk?.shown != content {
      walk = nil
      if !content.isOnFirstLine {
        content.moveLine(-1)
        return .refresh
      }
    }
    var walk =
      self.walk
      ?? Walk(
        index: history.entries.count,
        prefix: String(decoding: content.bytes[..<content.cursor], as: UTF8.self),
        draft: content, shown: content)
    guard let index = history.entry(before: walk.index, prefix: walk.prefix, not: content.text) else {
      return .beep
    }
    walk.index = index
    show(history.entries[index], &walk)
    return .refresh
  }

  private func down() -> Action {
    guard var walk, walk.shown == content else {
      self.walk = nil
      if content.isOnLastLine { return .beep }
      content.moveLine(1)
      return .refresh
    }
    if let index = history.entry(after: walk.index, prefix: walk.prefix, not: content.text) {
      walk.index = index
      show(history.entries[index], &walk)
    } else {
      content = walk.draft
      self.walk = nil
    }
    return .refresh
  }

  private func show(_ entry: String, _ walk: inout Walk) {
    content = EditedText(entry)
    walk.shown = content
    self.walk = walk
  }

  // MARK: Completion

  private func complete(_ assistant: any LineAssistant) -> Action {
    if content.lineBeforeCursor.allSatisfy({ $0 == space || $0 == tab }) {
      content.insert(String(repeating: " ", count: Self.step - content.lineBeforeCursor.count % Self.step))
      return .refresh
    }
    let found = assistant.completions(of: content.text, cursor: content.cursor)
      .filter { $0.range.lowerBound >= 0 && $0.range.upperBound <= content.bytes.count }
    guard let first = found.first else { return .beep }
    let same = found.filter { $0.range == first.range }
    let common = same.dropFirst().reduce(Array(first.text.utf8)) { commonPrefix($0, Array($1.text.utf8)) }
    let current = Array(content.bytes[first.range])
    if found.count == 1 || (common.count > current.count && common.starts(with: current)) {
      content.remove(first.range)
      content.cursor = first.range.lowerBound
      content.insert(String(decoding: common, as: UTF8.self))
      return .refresh
    }
    return .show(found)
  }

  private func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var count = zip(a, b).prefix { $0 == $1 }.count
    // Not within a character.
    while count > 0, count < a.count, a[count] & 0xC0 == 0x80 { count -= 1 }
    return Array(a[..<count])
  }

  private static let step = 4
}

private let newline: UInt8 = 0x0A
private let space: UInt8 = 0x20
private let tab: UInt8 = 0x09
