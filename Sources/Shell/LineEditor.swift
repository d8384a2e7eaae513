/// What the keys do to a cell that is being typed. It knows no terminal: text and cursor in, text and cursor out.
public final class LineEditor {
  public enum Key: Equatable, Sendable {
    /// Enter, and Enter where the cell is not edited (vi's commands, what a search found): it runs wherever the cursor is.
    case enter, run
    case newLine, tab, backTab, up, down, left, right, lineStart, lineEnd, wordLeft, wordRight
    /// Nothing: what was typed is taken over.
    case look
    /// The line source cuts or copies next.
    case ownCut
    /// vi's commands for lines.
    case cutLine, copyLine, clearLine, indentLine, outdentLine, putAfter, putBefore, openAbove, join, goToLine
    /// vi's motions, and its operators for a part of the text.
    case move(TextPart)
    case cutPart(TextPart)
    case changePart(TextPart)
    case copyPart(TextPart)
    case backspace, delete, killToEnd, killToStart, killWordLeft, killWordRight, killToBlank, yank, undo
    case paste(String)
  }

  public enum Action: Equatable, Sendable {
    case refresh, accept, beep
    /// The line source's own way: what was cut last is not here.
    case pass
    /// Shows completions under the cell: as many as the window has room for, or, asked again, all of them.
    case show([Completion])
    case showAll([Completion])
  }

  /// The lines that one of vi's commands is for.
  public struct Lines: Equatable, Sendable {
    /// How many of them stand above the cursor's.
    public var above = 0
    /// How many in all; for a text that is put and for undo, how often; for a motion, how far.
    public var count = 1
    /// Whether fewer will not do.
    public var isExact = false
    /// They go from the cursor's to the one of this number, counted from 1, instead.
    public var upTo: Int?

    public init(above: Int = 0, count: Int = 1, isExact: Bool = false, upTo: Int? = nil) {
      self.upTo = upTo
      self.above = above
      self.count = max(count, 1)
      self.isExact = isExact
    }
  }

  public var content = EditedText()
  public let history: History
  var cut = "" {
    didSet {
      isWholeLine = false
      cutIsHere = true
    }
  }
  var isWholeLine = false
  /// False once the line source cut something itself.
  private(set) var cutIsHere = false
  private var sourceCuts = false
  /// Whether the last key was a cut, which the next one joins.
  private var wasCut = false
  private var undone: [EditedText] = []
  private var walk: Walk?
  /// The cell as it was when completions were shown.
  private var listed: EditedText?

  /// A walk through the history: where it is, what it looks for, and what was typed before it began.
  private struct Walk {
    var index: Int
    var prefix: String
    var draft: EditedText
    var shown: [UInt8]
  }

  public init(history: History) { self.history = history }

  /// Begins a new cell.
  public func start() {
    listed = nil
    content = EditedText()
    undone = []
    walk = nil
    wasCut = false
  }

  /// - Parameter pending: the next byte of input that is already there: a paste without brackets, typing ahead.
  public func handle(
    _ key: Key, lines: Lines = Lines(), pending: UInt8? = nil, _ assistant: any LineAssistant
  ) -> Action {
    let before = content
    sourceCuts = key == .ownCut
    if key != .tab { listed = nil }
    if !key.isKill { wasCut = false }
    let action = apply(key, lines, pending, assistant)
    if key != .undo { remember(before) }
    return action
  }

  /// Takes over what was typed since the last key: one change, whatever its length.
  public func take(_ typed: EditedText) {
    let before = content
    content = typed
    wasCut = false
    // What is stored later would be mistaken for what the line source cut last.
    if sourceCuts, let gone = removed(from: before) { cut = gone }
    sourceCuts = false
    remember(before)
  }

  private func remember(_ before: EditedText) {
    guard content.bytes != before.bytes else { return }
    undone.append(before)
    while undone.count > 200 || (undone.count > 1 && undone.count * content.bytes.count > 1 << 25) {
      undone.removeFirst()
    }
  }

  private func apply(
    _ key: Key, _ lines: Lines, _ pending: UInt8?, _ assistant: any LineAssistant
  ) -> Action {
    switch key {
    case .enter: return enter(pending, assistant)
    case .run: return run(assistant)
    case .newLine: breakLine(assistant)
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
      kill(content.cursor..<(end == content.cursor ? min(end + 1, content.bytes.count) : end))
    case .killToStart: kill(content.lineStart..<content.cursor)
    case .killWordLeft: kill(content.cutLeft..<content.cursor)
    case .killWordRight: kill(content.cursor..<content.cutRight)
    case .killToBlank: kill(content.cutLeftToBlank..<content.cursor)
    case .look: break
    case .ownCut: cutIsHere = false
    case .cutLine, .copyLine, .clearLine: return operate(key, lines)
    case .indentLine, .outdentLine: return shift(lines, isOut: key == .outdentLine)
    case .putAfter, .putBefore: return put(isAfter: key == .putAfter, lines.count)
    case .openAbove: openAbove()
    case .join: return join(lines.count)
    case .goToLine: goToLine(lines.count)
    case .move(let part): content.cursor = content.place(of: part, lines.count)
    case .cutPart, .changePart, .copyPart: return operate(onPart: key, lines.count)
    case .yank: content.insert(cut)
    case .undo:
      if undone.isEmpty { return .beep }
      for _ in 0..<lines.count {
        guard let last = undone.popLast() else { break }
        content = last
      }
    case .paste(let text): paste(text, assistant)
    }
    return .refresh
  }

  /// Cuts on the left or the right of the cursor. Cuts one after another are one, and nothing leaves what was cut before.
  private func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let isLeft = range.lowerBound < content.cursor
    let gone = content.remove(range)
    cut = !wasCut ? gone : isLeft ? gone + cut : cut + gone
    wasCut = true
  }

  // MARK: Lines

  private func enter(_ pending: UInt8?, _ assistant: any LineAssistant) -> Action {
    guard content.isOnLastLine || isBlankFromCursor else {
      // What is already there brings its own indentation.
      if pending == nil { breakLine(assistant) } else { breakLine(indent: currentIndentation) }
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

  private var isBlankFromCursor: Bool {
    content.bytes[content.cursor...].allSatisfy { $0 == space || $0 == tab || $0 == newline }
  }

  /// Runs the cell as it stands; where it is no whole one, a new line at its end waits for the rest.
  private func run(_ assistant: any LineAssistant) -> Action {
    content.cursor = content.bytes.count
    guard case .incomplete(let indent) = assistant.completeness(of: cellText + "\n") else { return .accept }
    breakLine(indent: indent)
    return .refresh
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

  /// Begins a line at the cursor as far in as a line at the end of a cell that ends there.
  private func breakLine(_ assistant: any LineAssistant) {
    let isInString = CodeMap(content.bytes, to: content.cursor).string != nil
    guard !isInString, !content.lineBeforeCursor.allSatisfy({ $0 == space || $0 == tab }) else {
      return breakLine(indent: currentIndentation)
    }
    let above = String(decoding: content.bytes[..<content.cursor], as: UTF8.self)
    let blanks = content.bytes[content.cursor..<content.lineEnd].prefix { $0 == space }
    content.remove(blanks.startIndex..<blanks.endIndex)
    if case .incomplete(let indent) = assistant.completeness(of: above) {
      breakLine(indent: indent)
    } else {
      breakLine(indent: currentIndentation)
    }
  }

  private func breakLine(indent: Int) {
    // Spaces that stood before the cursor on a blank line would pile up.
    if content.lineBeforeCursor.allSatisfy({ $0 == space }) {
      content.remove(content.lineStart..<content.cursor)
    }
    content.insert("\n" + String(repeating: " ", count: max(indent, 0)))
  }

  // MARK: Indentation and pastes

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

  private func paste(_ text: String, _ assistant: any LineAssistant) {
    var lines = pastedLines(text)
    let isEnded = lines.count > 1 && lines.last == ""
    let isWhole = content.bytes.allSatisfy { $0 == space || $0 == tab }
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
    // A copied block has its end with it: the next Enter runs it.
    if isWhole, isEnded, case .incomplete = assistant.completeness(of: content.text),
      assistant.completeness(of: content.text + "\n") == .complete
    {
      content.insert("\n")
    }
  }

  // MARK: History

  /// Moving the cursor goes on with a walk, a change of the text begins a new one.
  private func up() -> Action {
    if !content.isOnFirstLine {
      content.moveLine(-1)
      return .refresh
    }
    if walk?.shown != content.bytes { walk = nil }
    var walk =
      self.walk
      ?? Walk(
        index: history.entries.count,
        prefix: String(decoding: content.bytes[..<content.cursor], as: UTF8.self),
        draft: content, shown: content.bytes)
    guard let index = history.entry(before: walk.index, prefix: walk.prefix, not: content.text) else {
      return .beep
    }
    walk.index = index
    show(EditedText(history.entries[index]), walk)
    return .refresh
  }

  private func down() -> Action {
    if !content.isOnLastLine {
      content.moveLine(1)
      return .refresh
    }
    guard var walk, walk.shown == content.bytes else { return .beep }
    if let index = history.entry(after: walk.index, prefix: walk.prefix, not: content.text) {
      walk.index = index
      var entry = EditedText(history.entries[index], cursor: 0)
      // So that the way down leads through its lines.
      entry.cursor = entry.lineEnd
      show(entry, walk)
    } else if walk.index < history.entries.count {
      content = walk.draft
      self.walk = nil
    } else {
      return .beep
    }
    return .refresh
  }

  private func show(_ entry: EditedText, _ walk: Walk) {
    content = entry
    self.walk = walk
    self.walk?.shown = entry.bytes
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
      if found.count == 1 { close(first.closing) }
      return .refresh
    }
    defer { listed = content }
    return listed == content ? .showAll(found) : .show(found)
  }

  /// Inserts what closes a completed text, without what stands behind the cursor already.
  private func close(_ closing: String) {
    let behind = content.bytes[content.cursor...]
    var missing = Array(closing.utf8)
    if behind.first == missing.first { return }
    if let last = missing.last, behind.first == last { missing.removeLast() }
    content.insert(String(decoding: missing, as: UTF8.self))
  }

  private func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var count = zip(a, b).prefix { $0 == $1 }.count
    // Not within a character.
    while count > 0, count < a.count, a[count] & 0xC0 == 0x80 { count -= 1 }
    return Array(a[..<count])
  }

  static let step = 4
}

extension LineEditor.Key {
  fileprivate var isKill: Bool {
    switch self {
    case .killToEnd, .killToStart, .killWordLeft, .killWordRight, .killToBlank: true
    default: false
    }
  }
}

private let newline: UInt8 = 0x0A
private let space: UInt8 = 0x20
private let tab: UInt8 = 0x09
