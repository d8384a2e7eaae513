/// Renders the markdown that notebooks are written in: headings, paragraphs, lists, quotes, tables, code, emphasis, links.
///
/// HTML inside markdown is shown as text, and only links to the web, to mail and within the page are links.
struct Markdown {
  /// A heading, for a table of contents.
  struct Heading {
    let level: Int
    let text: String
    let anchor: String
  }

  /// Gives the address of a picture that may be shown, by its name in the text.
  var picture: (String) -> String? = { _ in nil }
  private(set) var headings: [Heading] = []
  private var anchors: Set<String> = []
  /// The last number that a name was given, so that many equal headings take little time.
  private var numbers: [String: Int] = [:]

  /// The text as HTML; its headings are noted.
  mutating func html(_ text: String) -> String {
    blocks(Line.split(text).map(\.text)[...], depth: 0)
  }

  // MARK: Blocks

  private mutating func blocks(_ lines: ArraySlice<String>, depth: Int) -> String {
    guard depth < 16 else { return "<p>" + HTML.escaped(lines.joined(separator: "\n")) + "</p>\n" }
    var rest = lines
    var out = ""
    while let line = rest.first {
      let text = trimmed(line)
      if text.isEmpty {
        rest.removeFirst()
      } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
        out += fence(&rest)
      } else if let formula = takeFormula(&rest) {
        out += "<p>" + inline(formula) + "</p>\n"
      } else if let (level, title) = Self.heading(text) {
        rest.removeFirst()
        out += heading(level, title)
      } else if Self.isRule(text) {
        rest.removeFirst()
        out += "<hr>\n"
      } else if text.hasPrefix(">") {
        let quoted = take(&rest) { trimmed($0).hasPrefix(">") }.map { line in
          let inner = trimmed(line).dropFirst()
          return String(inner.first == " " ? inner.dropFirst() : inner)
        }
        out += "<blockquote>\n" + blocks(quoted[...], depth: depth + 1) + "</blockquote>\n"
      } else if let marker = Self.listMarker(line) {
        out += list(&rest, isOrdered: marker.isOrdered, depth: depth)
      } else if text.contains("|"), rest.count > 1, Self.isTableRule(rest[rest.startIndex + 1]) {
        out += table(&rest)
      } else if line.hasPrefix("    ") || line.hasPrefix("\t") {
        out += indentedCode(&rest)
      } else {
        let first = rest.removeFirst()
        let more = take(&rest) { !Self.beginsBlock($0) && Self.underline($0) == nil }
        if let line = rest.first, let level = Self.underline(line) {
          rest.removeFirst()
          out += heading(level, ([first] + more).map { trimmed($0) }.joined(separator: " "))
          continue
        }
        // Two blanks at the end of a line break it.
        let lines = ([first] + more).map { trimmed($0) + ($0.hasSuffix("  ") ? "  " : "") }
        out += "<p>" + inline(trimmed(lines.joined(separator: "\n"))) + "</p>\n"
      }
    }
    return out
  }

  private func take(_ lines: inout ArraySlice<String>, while condition: (String) -> Bool) -> [String] {
    let taken = Array(lines.prefix(while: condition))
    lines = lines.dropFirst(taken.count)
    return taken
  }

  /// The lines of a formula, of which none is a list or a heading whatever it begins with: from `$$` or `\\begin{` on.
  private func takeFormula(_ lines: inout ArraySlice<String>) -> String? {
    let first = trimmed(lines[lines.startIndex])
    let ending: String
    if first.hasPrefix("$$") {
      if find("$$", in: String(first.dropFirst(2))) != nil { return nil }
      ending = "$$"
    } else if first.hasPrefix("\\begin{"), let brace = first.firstIndex(of: "}") {
      ending = "\\end" + first[first.index(first.startIndex, offsetBy: 6)...brace]
      if find(ending, in: first) != nil { return nil }
    } else {
      return nil
    }
    let more = lines.dropFirst().prefix(200)
    guard let last = more.firstIndex(where: { find(ending, in: $0) != nil }) else { return nil }
    // A blank line ends a paragraph, and so a formula.
    guard !more[..<last].contains(where: { trimmed($0).isEmpty }) else { return nil }
    let formula = lines[lines.startIndex...last].map { trimmed($0) }.joined(separator: "\n")
    lines = lines[(last + 1)...]
    return formula
  }

  private static func beginsBlock(_ line: String) -> Bool {
    let text = trimmed(line)
    return text.isEmpty || text.hasPrefix("```") || text.hasPrefix("~~~") || text.hasPrefix(">")
      || text.hasPrefix("$$") || text.hasPrefix("\\begin{")
      || heading(text) != nil
      || isRule(text) || listMarker(line) != nil
  }

  private static func heading(_ text: String) -> (Int, String)? {
    let level = text.utf8.prefix { $0 == UInt8(ascii: "#") }.count
    let rest = text.dropFirst(level)
    guard (1...6).contains(level), rest.isEmpty || rest.first == " " else { return nil }
    var title = trimmed(rest)
    while title.hasSuffix("#") { title.removeLast() }
    return (level, trimmed(title))
  }

  /// The level of a heading whose text stands above this line of `=` or `-`.
  private static func underline(_ line: String) -> Int? {
    let text = trimmed(line)
    guard let first = text.first, first == "=" || first == "-", text.allSatisfy({ $0 == first }) else {
      return nil
    }
    return first == "=" ? 1 : 2
  }

  private mutating func heading(_ level: Int, _ title: String) -> String {
    var plain = InlineMarkdown(title, isPlain: true)
    let text = plain.html()
    let anchor = self.anchor(text)
    headings.append(Heading(level: level, text: text, anchor: anchor))
    return "<h\(level) id=\"\(HTML.escaped(anchor))\">\(inline(title))</h\(level)>\n"
  }

  /// A name for a heading that no other has.
  mutating func anchor(_ title: String) -> String {
    var base = ""
    for scalar in title.unicodeScalars {
      if scalar.properties.isAlphabetic || (scalar.value >= 0x30 && scalar.value <= 0x39) {
        base.unicodeScalars.append(scalar)
      } else if !base.isEmpty, !base.hasSuffix("-") {
        base += "-"
      }
    }
    base = base.isEmpty ? "part" : base.lowercased()
    var name = base
    var number = numbers[base] ?? 1
    while !anchors.insert(name).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    numbers[base] = number
    return name
  }

  /// Adds a heading that stands outside the markdown, such as a cell's title.
  mutating func addHeading(_ title: String, level: Int) -> String {
    let anchor = self.anchor(title)
    headings.append(Heading(level: level, text: title, anchor: anchor))
    return anchor
  }

  private static func isRule(_ text: String) -> Bool {
    guard let first = text.first, "-*_".contains(first) else { return false }
    let marks = text.filter { $0 != " " }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  private func fence(_ lines: inout ArraySlice<String>) -> String {
    let opening = trimmed(lines.removeFirst())
    let mark = String(opening.prefix { $0 == opening.first })
    let code = take(&lines) { !trimmed($0).hasPrefix(mark) }
    lines = lines.dropFirst()
    let language = trimmed(opening.dropFirst(mark.count)).lowercased()
    let text = code.joined(separator: "\n")
    let isPython = language.isEmpty || language.hasPrefix("py")
    return "<pre class=\"source\">" + (isPython ? CodeHighlighter.html(text) : HTML.escaped(text))
      + "</pre>\n"
  }

  /// Code that four blanks or a tab set apart.
  private func indentedCode(_ lines: inout ArraySlice<String>) -> String {
    var code = take(&lines) { $0.hasPrefix("    ") || $0.hasPrefix("\t") || trimmed($0).isEmpty }
    while let last = code.last, trimmed(last).isEmpty { code.removeLast() }
    let text = code.map { $0.hasPrefix("\t") ? String($0.dropFirst()) : String($0.dropFirst(4)) }
    return "<pre class=\"source\">" + HTML.escaped(text.joined(separator: "\n")) + "</pre>\n"
  }

  // MARK: Lists and tables

  private static func listMarker(_ line: String) -> (isOrdered: Bool, indent: Int, width: Int)? {
    let indent = line.utf8.prefix { $0 == 0x20 }.count
    let text = line.dropFirst(indent)
    guard let first = text.utf8.first else { return nil }
    if "-*+".utf8.contains(first), text.dropFirst().first == " " { return (false, indent, indent + 2) }
    let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    guard (1...9).contains(digits) else { return nil }
    let rest = text.dropFirst(digits)
    guard rest.first == "." || rest.first == ")", rest.dropFirst().first == " " else { return nil }
    return (true, indent, indent + digits + 2)
  }

  private mutating func list(_ lines: inout ArraySlice<String>, isOrdered: Bool, depth: Int) -> String {
    var out = isOrdered ? "<ol>\n" : "<ul>\n"
    while let line = lines.first, let marker = Self.listMarker(line), marker.isOrdered == isOrdered {
      lines.removeFirst()
      var item = [String(line.dropFirst(marker.width))]
      while let next = lines.first {
        let indent = next.utf8.prefix { $0 == 0x20 }.count
        let isBlank = trimmed(next).isEmpty
        // A blank line stays inside the item only if something indented follows it.
        if isBlank {
          guard let after = lines.dropFirst().first, !trimmed(after).isEmpty,
            after.utf8.prefix(while: { $0 == 0x20 }).count > marker.indent
          else { break }
        } else if indent <= marker.indent {
          if Self.beginsBlock(next) || item.last?.isEmpty == true { break }
        }
        item.append(isBlank ? "" : String(next.dropFirst(min(indent, marker.width))))
        lines.removeFirst()
      }
      var inner = blocks(item[...], depth: depth + 1)
      if inner.hasPrefix("<p>"), let end = find("</p>\n", in: inner),
        find("<p>", in: String(inner.dropFirst(3))) == nil
      {
        inner.removeSubrange(end)
        inner.removeFirst(3)
      }
      for (mark, box) in [("[ ] ", "☐ "), ("[x] ", "☑ "), ("[X] ", "☑ ")] where inner.hasPrefix(mark) {
        inner = box + inner.dropFirst(4)
      }
      out += "<li>\(inner)</li>\n"
    }
    return out + (isOrdered ? "</ol>\n" : "</ul>\n")
  }

  private static func isTableRule(_ line: String) -> Bool {
    let text = trimmed(line)
    return text.contains("-") && text.allSatisfy { "|:- ".contains($0) } && text.contains("|")
  }

  private func table(_ lines: inout ArraySlice<String>) -> String {
    let head = Self.tableCells(lines.removeFirst())
    let sides = Self.tableCells(lines.removeFirst()).map { rule in
      rule.hasSuffix(":") ? rule.hasPrefix(":") ? " class=\"middle\"" : " class=\"right\"" : ""
    }
    func cell(_ tag: String, _ column: Int, _ text: String) -> String {
      "<\(tag)\(column < sides.count ? sides[column] : "")>\(inline(text))</\(tag)>"
    }
    var out =
      "<table>\n<tr>" + head.enumerated().map { cell("th", $0, $1) }.joined() + "</tr>\n"
    for line in take(&lines, while: { $0.contains("|") && !trimmed($0).isEmpty }) {
      let cells = Self.tableCells(line).prefix(max(1, head.count))
      out += "<tr>" + cells.enumerated().map { cell("td", $0, $1) }.joined() + "</tr>\n"
    }
    return out + "</table>\n"
  }

  private static func tableCells(_ line: String) -> [String] {
    var text = trimmed(line)[...]
    if text.hasPrefix("|") { text = text.dropFirst() }
    if text.hasSuffix("|"), !text.hasSuffix("\\|") { text = text.dropLast() }
    var cells = [""]
    var isEscaped = false
    for character in text {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        if character == "|" { cells[cells.count - 1].removeLast() }
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.map { trimmed($0) }
  }

  // MARK: Inline

  private func inline(_ text: String) -> String {
    var inliner = InlineMarkdown(text, picture: picture)
    return inliner.html()
  }
}
