import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Cells typed at a terminal, edited by libedit.
public final class LibeditSource: LineSource {
  public let isInteractive = true
  private let editor: LineEditor
  private let style: Style
  private let output: Int32
  private var handle: OpaquePointer?
  private var assistant: (any LineAssistant)?
  private var prompt = Prompt(first: "", next: "")

  /// - Returns: nil where libedit cannot work: not a terminal, or one without cursor movement.
  public init?(history: History, style: Style, input: Int32 = 0, output: Int32 = 1) {
    guard isatty(input) == 1, isatty(output) == 1, !Terminal.isDumb else { return nil }
    editor = LineEditor(history: history)
    self.style = style
    self.output = output
    let context = Unmanaged.passUnretained(self).toOpaque()
    handle = cel_open(
      "nbsh", input, output,
      { context, _, key in
        Unmanaged<LibeditSource>.fromOpaque(context!).takeUnretainedValue().receive(key)
      }, context)
    guard handle != nil else { return nil }
    if let path = Self.settingsPath { cel_load_settings(handle, path) }
  }

  deinit { cel_close(handle) }

  private static var settingsPath: String? {
    if let path = Terminal.environment("EDITRC") { return path }
    return Terminal.environment("HOME").map { $0 + "/.editrc" }
  }

  public func read(_ prompt: Prompt, _ assistant: any LineAssistant) -> LineEvent {
    self.assistant = assistant
    self.prompt = prompt
    editor.start()
    let outcome = cel_read(handle, prompt.first, style.promptColor, prompt.next)
    self.assistant = nil
    switch outcome {
    case CEL_TEXT: return .cell(editor.content.text)
    case CEL_INTERRUPTED: return .interrupted
    case CEL_TERMINATED: return .terminated(signal: cel_signal(handle))
    default: return .end
    }
  }

  // MARK: Keys

  private func receive(_ key: cel_key) -> cel_action {
    guard let assistant else { return CEL_REFRESH }
    load()
    if key == CEL_SEARCH || key == CEL_FIND { return search(assistant, runs: key == CEL_SEARCH) }
    if key == CEL_EDIT {
      edit()
      return CEL_REFRESH
    }
    if key == CEL_CLEAR_SCREEN {
      cel_clear_screen(handle)
      return CEL_REFRESH
    }
    guard let meaning = meaning(of: key) else { return CEL_REFRESH }
    return press(meaning, assistant)
  }

  private func press(_ key: LineEditor.Key, _ assistant: any LineAssistant) -> cel_action {
    let before = editor.content
    let pending = key == .enter ? cel_peek(handle) : -1
    let action = editor.handle(
      key, lines: lines, pending: pending < 0 ? nil : UInt8(truncatingIfNeeded: pending), assistant)
    if editor.content != before { store() }
    switch action {
    case .refresh: return CEL_REFRESH
    case .beep: return CEL_BEEP
    case .pass: return CEL_PASS
    case .accept:
      finish()
      return CEL_ACCEPT
    case .show(let completions):
      print(below: completionTable(completions, columns: columns, rows: rows))
      return CEL_REFRESH
    case .showAll(let completions):
      let table = completionTable(completions, columns: columns, rows: .max)
      if table.lines.count <= rows || isWanted("Display all \(completions.count) possibilities? (y or n) ") {
        print(below: table)
      }
      return CEL_REFRESH
    }
  }

  /// Asks in the place of the cell, which is there again after any key. One that is no answer does its own work.
  private func isWanted(_ question: String) -> Bool {
    cel_erase(handle)
    cel_set_prompt(handle, question, 0)
    cel_set_text(handle, nil, 0, 0)
    cel_redraw(handle)
    let answer = cel_read_character(handle)
    cel_forgive_interrupt(handle)
    cel_erase(handle)
    cel_set_prompt(handle, prompt.first, style.promptColor)
    store()
    cel_redraw(handle)
    switch answer {
    // Tab, too: who presses it a third time means it.
    case 0x79, 0x59, 0x20, 0x09: return true
    // n, Ctrl-C, Ctrl-G, Escape, Backspace.
    case 0x6E, 0x4E, -1, 0x03, 0x07, 0x1B, 0x08, 0x7F: return false
    default:
      cel_unread(handle, answer)
      return false
    }
  }

  private var lines: LineEditor.Lines {
    var above: Int32 = 0
    var count: Int32 = 1
    var isExact = false
    var number: Int32 = 0
    cel_lines(handle, &above, &count, &isExact, &number)
    return LineEditor.Lines(
      above: Int(above), count: Int(count), isExact: isExact, upTo: number > 0 ? Int(number) : nil)
  }

  private var part: TextPart? {
    var kind: UInt8 = 0
    let letter = cel_motion(handle, &kind)
    return TextPart(
      Character(Unicode.Scalar(letter)), kind: kind == 0 ? nil : Character(Unicode.Scalar(kind)))
  }

  private func meaning(of key: cel_key) -> LineEditor.Key? {
    switch key {
    case CEL_ENTER: .enter
    case CEL_RUN: .run
    case CEL_LOOK: .look
    case CEL_OWN_CUT: .ownCut
    case CEL_CUT_LINE: .cutLine
    case CEL_COPY_LINE: .copyLine
    case CEL_CLEAR_LINE: .clearLine
    case CEL_PUT_AFTER: .putAfter
    case CEL_PUT_BEFORE: .putBefore
    case CEL_OPEN_ABOVE: .openAbove
    case CEL_JOIN: .join
    case CEL_GO_TO_LINE: .goToLine
    case CEL_INDENT_LINE: .indentLine
    case CEL_OUTDENT_LINE: .outdentLine
    case CEL_MOVE: part.map { .move($0) }
    case CEL_CUT_PART: part.map { .cutPart($0) }
    case CEL_CHANGE_PART: part.map { .changePart($0) }
    case CEL_COPY_PART: part.map { .copyPart($0) }
    case CEL_NEW_LINE: .newLine
    case CEL_TAB: .tab
    case CEL_BACK_TAB: .backTab
    case CEL_UP: .up
    case CEL_DOWN: .down
    case CEL_LEFT: .left
    case CEL_RIGHT: .right
    case CEL_LINE_START: .lineStart
    case CEL_LINE_END: .lineEnd
    case CEL_WORD_LEFT: .wordLeft
    case CEL_WORD_RIGHT: .wordRight
    case CEL_BACKSPACE: .backspace
    case CEL_DELETE: .delete
    case CEL_KILL_TO_END: .killToEnd
    case CEL_KILL_TO_START: .killToStart
    case CEL_KILL_WORD_LEFT: .killWordLeft
    case CEL_KILL_WORD_RIGHT: .killWordRight
    case CEL_KILL_TO_BLANK: .killToBlank
    case CEL_YANK: .yank
    case CEL_UNDO: .undo
    case CEL_PASTE:
      {
        var length = 0
        let text = cel_pasted(handle, &length)
        return .paste(string(text, length))
      }()
    default: nil
    }
  }

  /// Takes over what libedit did with plain characters since the last key of ours.
  private func load() {
    var length = 0
    let text = cel_text(handle, &length)
    let now = EditedText(string(text, length), cursor: cel_cursor(handle))
    if editor.content != now { editor.take(now) }
  }

  private func store() {
    var bytes = editor.content.bytes
    let count = bytes.count
    bytes.withUnsafeMutableBytes { buffer in
      let text = buffer.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }
      cel_set_text(handle, text, count, editor.content.cursor)
    }
  }

  private func finish() {
    cel_finish(handle)
  }

  private func print(below text: String) {
    var text = text
    text.withUTF8 { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cel_print_below(handle, $0.baseAddress, $0.count) }
    }
  }

  private func string(_ text: UnsafePointer<CChar>?, _ length: Int) -> String {
    guard let text else { return "" }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }

  private var columns: Int { Terminal.size(output).columns }
  private var rows: Int { Terminal.size(output).rows }

  /// The cell in the editor that the environment names.
  private func edit() {
    cel_erase(handle)
    cel_leave(handle)
    let edited = Result { () throws(EditorFailure) in
      try editedOutside(editor.content.text) { path, arguments in cel_run(handle, path, arguments) }
    }
    cel_return(handle)
    switch edited {
    case .success(let text):
      editor.take(EditedText(text))
      store()
    case .failure(let failure): print(below: failure.reason)
    }
  }

  // MARK: Search

  /// Ctrl-R: each character narrows the search, Ctrl-R again goes further back, Ctrl-S forward, Enter runs what was found,
  /// Ctrl-G brings back what was there.
  ///
  /// - Parameter runs: false for vi's `/` and `?`, where Enter fetches what was found.
  private func search(_ assistant: any LineAssistant, runs: Bool) -> cel_action {
    let draft = editor.content
    let history = editor.history
    var wanted = ""
    var index = history.entries.count
    var failed = false
    func show() {
      cel_erase(handle)
      let label = "(\(failed ? "no " : "")search `\(wanted)'): "
      cel_set_prompt(handle, label, style.searchColor)
      store()
      cel_redraw(handle)
    }
    func take(_ found: Int?) {
      failed = found == nil
      guard let found else { return }
      index = found
      editor.content = EditedText(history.entries[found])
    }
    func leave() {
      cel_erase(handle)
      cel_set_prompt(handle, prompt.first, style.promptColor)
      store()
      cel_redraw(handle)
    }
    show()
    while true {
      let character = cel_read_character(handle)
      switch character {
      case -1, 0x07, 0x03:
        editor.content = draft
        leave()
        return CEL_REFRESH
      case 0x12: take(history.entry(before: index, containing: wanted))
      case 0x13: take(history.entry(after: index, containing: wanted))
      case 0x08, 0x7F:
        if !wanted.isEmpty { wanted.removeLast() }
        index = history.entries.count
        if wanted.isEmpty {
          editor.content = draft
          failed = false
        } else {
          take(history.entry(before: index, containing: wanted))
        }
      case 0x20...0x7E, 0xA0...0x10FEFF:
        if let scalar = Unicode.Scalar(UInt32(character)) { wanted.unicodeScalars.append(scalar) }
        take(history.entry(before: min(index + 1, history.entries.count), containing: wanted))
      case 0x0A, 0x0D:
        leave()
        return runs ? press(.run, assistant) : CEL_REFRESH
      default:
        leave()
        // An escape ends the search; every other key does its own work on what was found.
        if character != 0x1B { cel_unread(handle, character) }
        return CEL_REFRESH
      }
      show()
    }
  }
}
