/// Renders what stands inside a paragraph: code, mathematics, emphasis, links, pictures by their names.
struct InlineMarkdown {
  private let text: [UInt8]
  private var position = 0
  private var out = ""
  private var open: [String] = []
  /// Marks known to stand nowhere behind the position, so that no text is searched twice.
  private var absent: Set<String> = []

  init(_ text: String) { self.text = Array(text.utf8) }

  mutating func html() -> String {
    var plain = 0
    func flush(_ end: Int) { out += HTML.escaped(String(decoding: text[plain..<end], as: UTF8.self)) }
    while position < text.count {
      let start = position
      let before = out
      flush(start)
      if special() {
        plain = position
      } else {
        out = before
        position = start + 1
      }
    }
    flush(text.count)
    for tag in open.reversed() { out += "</\(tag)>" }
    return out
  }

  /// Renders what begins here, if it is more than a letter.
  private mutating func special() -> Bool {
    switch text[position] {
    case UInt8(ascii: "\\"):
      guard position + 1 < text.count, Self.isPunctuation(text[position + 1]) else { return false }
      out += HTML.escaped(String(decoding: [text[position + 1]], as: UTF8.self))
      position += 2
      return true
    case UInt8(ascii: "`"): return span("`", tag: "code", class: nil)
    case UInt8(ascii: "$"): return span("$", tag: "span", class: "math")
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return emphasis()
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
        let attribute = name.map { " class=\"\($0)\"" } ?? ""
        out += "<\(tag)\(attribute)>\(HTML.escaped(tag == "code" ? trimmed(inner) : inner))</\(tag)>"
        position = index + count
        return true
      }
      index += run
    }
    absent.insert(key)
    return skip(count)
  }

  /// Shows a run of marks as it stands.
  private mutating func skip(_ count: Int) -> Bool {
    out += HTML.escaped(String(decoding: text[position..<position + count], as: UTF8.self))
    position += count
    return true
  }

  private mutating func emphasis() -> Bool {
    let byte = text[position]
    let run = text[position...].prefix { $0 == byte }.count
    let count = min(run, 2)
    let tag = count == 2 ? "strong" : "em"
    let before = position > 0 ? text[position - 1] : 0x20
    let after = position + run < text.count ? text[position + run] : 0x20
    let isUnder = byte == UInt8(ascii: "_")
    if open.last == tag, !Self.isBlank(before), !(isUnder && Self.isWord(after)) {
      out += "</\(tag)>"
      open.removeLast()
      position += count
      return true
    }
    // What is opened must be closed further on.
    guard run <= 3, !open.contains(tag), !Self.isBlank(after), !(isUnder && Self.isWord(before)) else {
      return skip(run)
    }
    let mark = [UInt8](repeating: byte, count: count)
    let key = String(decoding: mark, as: UTF8.self)
    guard !absent.contains(key) else { return skip(run) }
    var index = position + count
    while index + count <= text.count {
      if text[index..<index + count].elementsEqual(mark), !Self.isBlank(text[index - 1]) {
        out += "<\(tag)>"
        open.append(tag)
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
      let end = (middle + 2..<limit).first(where: { text[$0] == UInt8(ascii: ")") })
    else { return false }
    let label = String(decoding: text[(position + 1)..<middle], as: UTF8.self)
    let target = String(decoding: text[(middle + 2)..<end].prefix { $0 != 0x20 }, as: UTF8.self)
    position = end + 1
    if isPicture {
      out += "<span class=\"picture\">\(HTML.escaped(label.isEmpty ? target : label))</span>"
    } else if Self.isSafe(target) {
      out += "<a href=\"\(HTML.escaped(target))\" rel=\"noopener noreferrer\">\(HTML.escaped(label))</a>"
    } else {
      out += HTML.escaped(label)
    }
    return true
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
