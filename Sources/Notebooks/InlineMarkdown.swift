/// Renders what stands inside a paragraph: code, mathematics, emphasis, links, pictures or their names.
struct InlineMarkdown {
  private let text: [UInt8]
  /// Whether only the words are wanted, without tags and without escapes, as a table of contents shows them.
  private let isPlain: Bool
  private var position = 0
  /// What the last special character became.
  private var out = ""
  private var open: [String] = []
  /// Marks known to stand nowhere behind the position, so that no text is searched twice.
  private var absent: Set<String> = []

  /// Gives the address of a picture that may be shown, by its name in the text.
  private let picture: (String) -> String?

  init(_ text: String, isPlain: Bool = false, picture: @escaping (String) -> String? = { _ in nil }) {
    self.text = Array(text.utf8)
    self.isPlain = isPlain
    self.picture = picture
  }

  private func escaped(_ text: String) -> String { isPlain ? text : HTML.escaped(text) }

  private func tag(_ tag: String) -> String { isPlain ? "" : "<\(tag)>" }

  mutating func html() -> String {
    var page = ""
    var plain = 0
    func flush(_ end: Int) { page += escaped(String(decoding: text[plain..<end], as: UTF8.self)) }
    while position < text.count {
      let start = position
      out = ""
      if special() {
        flush(start)
        page += out
        plain = position
      } else {
        position = start + 1
      }
    }
    flush(text.count)
    for name in open.reversed() { page += tag("/\(name)") }
    return page
  }

  /// Renders what begins here, if it is more than a letter.
  private mutating func special() -> Bool {
    switch text[position] {
    case UInt8(ascii: "\\") where environment(): return true
    case UInt8(ascii: "\\"):
      guard position + 1 < text.count, Self.isPunctuation(text[position + 1]) else { return false }
      out += escaped(String(decoding: [text[position + 1]], as: UTF8.self))
      position += 2
      return true
    case UInt8(ascii: "`"): return span("`", tag: "code", class: nil)
    case UInt8(ascii: "$"): return span("$", tag: "span", class: "math")
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): return emphasis()
    case UInt8(ascii: "&"): return entity()
    case UInt8(ascii: "<") where lineBreak(): return true
    case UInt8(ascii: "<"): return address(from: position + 1, until: [UInt8(ascii: ">")], isBare: false)
    case UInt8(ascii: "h"):
      guard position == 0 || !Self.isWord(text[position - 1]) else { return false }
      return address(from: position, until: Array("<>\"`| \n".utf8), isBare: true)
    case UInt8(ascii: "!"):
      guard position + 1 < text.count, text[position + 1] == UInt8(ascii: "[") else { return false }
      position += 1
      guard link(isPicture: true) else {
        position -= 1
        return false
      }
      return true
    case UInt8(ascii: "["): return link(isPicture: false)
    case 0x0A:
      guard position >= 2, text[position - 1] == 0x20, text[position - 2] == 0x20 else { return false }
      out += "<br>\n"
      position += 1
      return true
    default: return false
    }
  }

  /// Text between two equal runs of a mark, shown as it is.
  private mutating func span(_ mark: String, tag: String, class name: String?) -> Bool {
    let byte = text[position]
    let count = text[position...].prefix { $0 == byte }.count
    let key = mark + String(count)
    guard !absent.contains(key) else { return skip(count) }
    var index = position + count
    while index < text.count {
      guard text[index] == byte else {
        index += 1
        continue
      }
      let run = text[index...].prefix { $0 == byte }.count
      if run == count {
        let inner = String(decoding: text[(position + count)..<index], as: UTF8.self)
        if mark == "$", !isPlain, count <= 2, let formula = TeX.mathML(inner, isDisplay: count == 2) {
          out += formula
          position = index + count
          return true
        }
        let attribute = name.map { " class=\"\($0)\(count == 2 ? " display" : "")\"" } ?? ""
        out +=
          self.tag(tag + attribute) + escaped(tag == "code" ? trimmed(inner) : inner) + self.tag("/\(tag)")
        position = index + count
        return true
      }
      index += run
    }
    absent.insert(key)
    return skip(count)
  }

  /// A formula that stands in the text without marks: `\begin{align} … \end{align}`.
  private mutating func environment() -> Bool {
    let limit = min(text.count, position + 10_000)
    guard !isPlain, text[position..<limit].starts(with: "\\begin{".utf8),
      let brace = text[position..<limit].firstIndex(of: UInt8(ascii: "}"))
    else { return false }
    let ending = Array("\\end".utf8) + text[(position + 6)...brace]
    guard !absent.contains(String(decoding: ending, as: UTF8.self)) else { return false }
    var index = brace
    while index + ending.count <= limit {
      if text[index..<index + ending.count].elementsEqual(ending) {
        let inner = String(decoding: text[position..<index + ending.count], as: UTF8.self)
        guard let formula = TeX.mathML(inner, isDisplay: true) else { return false }
        out += formula
        position = index + ending.count
        return true
      }
      index += 1
    }
    absent.insert(String(decoding: ending, as: UTF8.self))
    return false
  }

  /// Shows a run of marks as it stands.
  private mutating func skip(_ count: Int) -> Bool {
    out += escaped(String(decoding: text[position..<position + count], as: UTF8.self))
    position += count
    return true
  }

  private mutating func emphasis() -> Bool {
    let byte = text[position]
    let run = text[position...].prefix { $0 == byte }.count
    let isStruck = byte == UInt8(ascii: "~")
    if isStruck, run != 2 { return skip(run) }
    let count = min(run, 2)
    let name = isStruck ? "del" : count == 2 ? "strong" : "em"
    let before = position > 0 ? text[position - 1] : 0x20
    let after = position + run < text.count ? text[position + run] : 0x20
    let isUnder = byte == UInt8(ascii: "_")
    if open.last == name, !Self.isBlank(before), !(isUnder && Self.isWord(after)) {
      out += tag("/\(name)")
      open.removeLast()
      position += count
      return true
    }
    // What is opened must be closed further on.
    guard run <= 3, !open.contains(name), !Self.isBlank(after), !(isUnder && Self.isWord(before)) else {
      return skip(run)
    }
    let mark = [UInt8](repeating: byte, count: count)
    let key = String(decoding: mark, as: UTF8.self)
    guard !absent.contains(key) else { return skip(run) }
    var index = position + count
    while index + count <= text.count {
      if text[index..<index + count].elementsEqual(mark), !Self.isBlank(text[index - 1]) {
        out += tag(name)
        open.append(name)
        position += count
        return true
      }
      index += 1
    }
    absent.insert(key)
    return skip(run)
  }

  private mutating func link(isPicture: Bool) -> Bool {
    let limit = min(text.count, position + 4000)
    guard
      let middle = (position + 1..<limit).first(where: {
        text[$0] == UInt8(ascii: "]") || text[$0] == UInt8(ascii: "[")
      }),
      text[middle] == UInt8(ascii: "]"), middle + 1 < limit, text[middle + 1] == UInt8(ascii: "("),
      let end = closingBracket(from: middle + 2, limit: limit)
    else { return false }
    let label = String(decoding: text[(position + 1)..<middle], as: UTF8.self)
    let target = String(decoding: text[(middle + 2)..<end].prefix { $0 != 0x20 }, as: UTF8.self)
    position = end + 1
    if isPicture, !isPlain, let address = picture(target) {
      out += "<img src=\"\(escaped(address))\" alt=\"\(escaped(label))\">"
    } else if isPicture {
      out += tag("span class=\"picture\"") + escaped(label.isEmpty ? target : label) + tag("/span")
    } else if Self.isSafe(target) {
      out += anchor(target, label)
    } else {
      out += escaped(label)
    }
    return true
  }

  /// Where the bracket closes that is open before `start`; those between may come in pairs.
  private func closingBracket(from start: Int, limit: Int) -> Int? {
    var depth = 1
    for index in start..<limit {
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return index }
    }
    return (start..<limit).first { text[$0] == UInt8(ascii: ")") }
  }

  private func anchor(_ target: String, _ label: String) -> String {
    tag("a href=\"\(escaped(target))\" rel=\"noopener noreferrer\"") + escaped(label) + tag("/a")
  }

  /// A web address that stands in the text as it is.
  private mutating func address(from start: Int, until ends: [UInt8], isBare: Bool) -> Bool {
    let rest = text[start...].prefix(2000)
    guard rest.starts(with: "https://".utf8) || rest.starts(with: "http://".utf8) else { return false }
    var target = rest.prefix { !ends.contains($0) && !Self.isBlank($0) }
    if isBare {
      // What ends the sentence is no part of the address.
      while let last = target.last, ".,;:!?)*_'".utf8.contains(last) { target.removeLast() }
    } else if target.endIndex >= text.count || text[target.endIndex] != UInt8(ascii: ">") {
      return false
    }
    guard target.count > 8 else { return false }
    let address = String(decoding: target, as: UTF8.self)
    out += anchor(address, address)
    position = target.endIndex + (isBare ? 0 : 1)
    return true
  }

  /// The one tag that means what it says.
  private mutating func lineBreak() -> Bool {
    for name in ["<br>", "<br/>", "<br />"] where text[position...].starts(with: name.utf8) {
      out += isPlain ? " " : "<br>"
      position += name.utf8.count
      return true
    }
    return false
  }

  /// The few characters that people write by name.
  private mutating func entity() -> Bool {
    let names = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&nbsp;": "\u{A0}"]
    for (name, character) in names where text[position...].starts(with: name.utf8) {
      out += escaped(character)
      position += name.utf8.count
      return true
    }
    return false
  }

  private static func isSafe(_ target: String) -> Bool {
    let small = target.lowercased()
    return ["https://", "http://", "mailto:", "#"].contains { small.hasPrefix($0) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && !isWord(byte) }
}
