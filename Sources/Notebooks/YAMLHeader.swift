/// The part of YAML that notebook headers use: nested names and values, lists, and everything that is also JSON.
enum YAMLHeader {
  // MARK: Writing

  /// The lines of an object, names sorted, nested objects indented by two blanks.
  static func lines(_ members: [JSON.Member], indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return JSON.sorted(members).flatMap { member -> [String] in
      let name = margin + scalar(.string(member.name)) + ":"
      if case .object(let inner) = member.value, !inner.isEmpty {
        return [name] + lines(inner, indent: indent + 2)
      }
      return [name + " " + scalar(member.value)]
    }
  }

  private static let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

  /// A value on one line: a plain word where nobody can mistake it, JSON otherwise.
  private static func scalar(_ value: JSON) -> String {
    switch value {
    case .string(let text):
      let isPlain =
        text.utf8.allSatisfy { isLetter($0) || isDigit($0) || " ./+-".utf8.contains($0) }
        && (text.utf8.first.map { isLetter($0) || $0 == UInt8(ascii: ".") } ?? false) && !text.hasSuffix(" ")
        && !words.contains(text.lowercased()) && Double(text) == nil
        && ![".inf", ".nan"].contains(text.lowercased())
      return isPlain ? text : asciiEscaped(JSON.string(text).compact)
    case .number(let text):
      // YAML 1.1 takes 1e-06 for a word; with a point it is a number.
      let number = pythonNumber(text)
      guard let mark = number.firstIndex(of: "e"), !number.contains(".") else { return number }
      return number[..<mark] + ".0" + number[mark...]
    default: return asciiEscaped(value.compact)
    }
  }

  // MARK: Reading

  /// Reads an object; nothing where the lines hold something else than this part of YAML.
  static func parse(_ lines: [String]) -> [JSON.Member]? {
    var rest = lines.filter { line in
      let text = trimmed(line)
      return !text.isEmpty && !text.hasPrefix("#")
    }[...]
    guard case .object(let members)? = block(&rest, indent: 0, depth: 0), rest.isEmpty else { return nil }
    return members
  }

  private static func block(_ lines: inout ArraySlice<String>, indent: Int, depth: Int) -> JSON? {
    guard depth < 50, let first = lines.first else { return depth < 50 ? .null : nil }
    return trimmed(first).hasPrefix("- ") || trimmed(first) == "-"
      ? list(&lines, indent: width(first), depth: depth) : mapping(&lines, indent: width(first), depth: depth)
  }

  private static func mapping(_ lines: inout ArraySlice<String>, indent: Int, depth: Int) -> JSON? {
    var members: [JSON.Member] = []
    while let line = lines.first, width(line) == indent, !trimmed(line).hasPrefix("- ") {
      guard let (name, text) = pair(trimmed(line)) else { return nil }
      lines.removeFirst()
      guard let value = value(text, &lines, indent: indent, depth: depth) else { return nil }
      members[name] = value
    }
    if let line = lines.first, width(line) > indent { return nil }
    return .object(members)
  }

  private static func list(_ lines: inout ArraySlice<String>, indent: Int, depth: Int) -> JSON? {
    var items: [JSON] = []
    while let line = lines.first, width(line) == indent, trimmed(line).hasPrefix("- ") || trimmed(line) == "-"
    {
      lines.removeFirst()
      let text = trimmed(trimmed(line).dropFirst())
      if !text.isEmpty, pair(text) != nil, scalarValue(text)?.stringValue != nil || scalarValue(text) == nil {
        // An object inside a list begins on the line of its dash.
        lines = ([String(repeating: " ", count: indent + 2) + text] + lines)[...]
        guard let item = mapping(&lines, indent: indent + 2, depth: depth + 1) else { return nil }
        items.append(item)
        continue
      }
      guard let item = value(text, &lines, indent: indent, depth: depth) else { return nil }
      items.append(item)
    }
    return .array(items)
  }

  /// What follows a name or a dash: on its line, or in the lines below.
  private static func value(
    _ text: String, _ lines: inout ArraySlice<String>, indent: Int, depth: Int
  ) -> JSON? {
    if !text.isEmpty { return scalarValue(text) }
    guard let next = lines.first else { return .null }
    let isList = trimmed(next).hasPrefix("- ")
    // PyYAML does not indent a list below its name.
    guard width(next) > indent || (isList && width(next) == indent) else { return .null }
    return block(&lines, indent: width(next), depth: depth + 1)
  }

  /// Cuts `name: value`; the name may be quoted.
  private static func pair(_ text: String) -> (String, String)? {
    var rest = Substring(text)
    var name: String
    if let quote = rest.first, quote == "\"" || quote == "'" {
      guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
      guard let parsed = scalarValue(String(rest[...end]))?.stringValue else { return nil }
      name = parsed
      rest = rest[rest.index(after: end)...]
      guard rest.first == ":" else { return nil }
      rest = rest.dropFirst()
    } else {
      var colon = rest.firstIndex(of: ":")
      while let place = colon, rest.index(after: place) < rest.endIndex, rest[rest.index(after: place)] != " "
      {
        colon = rest[rest.index(after: place)...].firstIndex(of: ":")
      }
      guard let colon, colon > rest.startIndex else { return nil }
      name = trimmed(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    return (name, trimmed(rest))
  }

  private static func scalarValue(_ text: String) -> JSON? {
    switch text.utf8.first {
    case UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"):
      if let value = try? JSON.parse(text) { return value }
      return flowList(text)
    case UInt8(ascii: "'"):
      guard text.utf8.count >= 2, text.hasSuffix("'") else { return nil }
      return .string(
        text.dropFirst().dropLast().split(separator: "''", omittingEmptySubsequences: false).joined(
          separator: "'"))
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      return nil
    default: break
    }
    switch text {
    case "true", "True": return .bool(true)
    case "false", "False": return .bool(false)
    case "null", "~", "Null": return .null
    case ".nan": return .number("NaN")
    case ".inf": return .number("Infinity")
    case "-.inf": return .number("-Infinity")
    default: break
    }
    if let number = Int(text) { return .number(number) }
    if text.contains("."), let first = text.utf8.first, isDigit(first) || first == UInt8(ascii: "-"),
      Double(text) != nil
    {
      return .number(text)
    }
    return .string(text)
  }

  /// `[a, b]` with words that are not quoted.
  private static func flowList(_ text: String) -> JSON? {
    guard text.hasPrefix("["), text.hasSuffix("]"), !text.dropFirst().contains("["), !text.contains("{")
    else { return nil }
    let parts = text.dropFirst().dropLast().split(separator: ",").map { trimmed($0) }
    let items = parts.compactMap { scalarValue($0) }
    return items.count == parts.count ? .array(items) : nil
  }

  private static func width(_ line: String) -> Int { line.utf8.prefix { $0 == 0x20 }.count }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
