/// Lines that only IPython understands: `%matplotlib inline`, `!ls`, `np.array?`.
///
/// A script keeps them as comments, as jupytext does, and a notebook gets them back.
enum Magics {
  /// The source with its magics behind `# `.
  ///
  /// What looks like a magic in the middle of a statement is none: `% x)` under an open bracket.
  static func commented(_ source: String) -> String { change(source, insideStatements: false) { "# " + $0 } }

  /// The source with its magics as they are in a notebook.
  static func uncommented(_ source: String) -> String {
    change(source, insideStatements: true) { line in
      line.hasPrefix("# ") ? String(line.dropFirst(2)) : line.hasPrefix("#") ? String(line.dropFirst()) : line
    }
  }

  private static func change(
    _ source: String, insideStatements: Bool, _ edit: (String) -> String
  ) -> String {
    guard source.utf8.contains(where: { $0 == 0x25 || $0 == 0x21 || $0 == 0x3F }) || hasCommandWord(source)
    else {
      return source
    }
    var scanner = QuoteScanner()
    var continues = false
    var lines: [String] = []
    for part in source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = String(Substring(part))
      let isInside = !insideStatements && scanner.isInsideStatement
      if !scanner.isQuoted, continues || !isInside && isMagic(line) {
        let indent = continues ? line[..<line.startIndex] : line.prefix { $0 == " " || $0 == "\t" }
        lines.append(indent + edit(String(line[indent.endIndex...])))
        continues = trimmed(line).hasSuffix("\\")
      } else {
        lines.append(line)
      }
      // The brackets and quotes of a command are not Python's: it is read as the comment that it is in a script.
      scanner.read(insideStatements ? line : lines[lines.count - 1])
    }
    return lines.joined(separator: "\n")
  }

  private static let commands: Set<String> = [
    "cat", "cd", "cp", "mv", "rm", "rmdir", "mkdir", "copy", "ddir", "echo", "ls", "ldir", "ren",
  ]

  private static func hasCommandWord(_ source: String) -> Bool {
    source.utf8.split(separator: 0x0A).contains { line in
      var rest = line
      while let first = rest.first, first == 0x23 || first == 0x20 { rest = rest.dropFirst() }
      return commands.contains(String(Substring(rest.prefix { $0 >= 0x61 && $0 <= 0x7A })))
    }
  }

  /// Whether a line, commented or not, is a magic.
  static func isMagic(_ line: String) -> Bool {
    var rest = Substring(line).utf8
    func skipSpace() { while let first = rest.first, isSpace(first) { rest = rest.dropFirst() } }
    func isLetter(_ byte: UInt8?) -> Bool { byte.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false }
    if hasComment(line, "noescape") { return false }
    // A help line: one word and a question mark.
    let plain = trimmed(line)
    if plain.hasSuffix("?") {
      var word = Substring(plain)
      while word.hasPrefix("# ") { word = word.dropFirst(2) }
      if !word.utf8.contains(0x20) { return true }
    }
    skipSpace()
    let isIndented = rest.count != line.utf8.count
    while rest.first == 0x23 {
      rest = rest.dropFirst()
      if rest.first == 0x20 { rest = rest.dropFirst() }
    }
    let afterComment = rest
    var percents = 0
    while rest.first == 0x25 {
      rest = rest.dropFirst()
      percents += 1
    }
    if percents > 0 { return percents <= 3 && isLetter(rest.first) }
    skipSpace()
    if rest.first == 0x21 || rest.first == 0x3F {
      rest = rest.dropFirst()
      skipSpace()
      return isLetter(rest.first) || rest.first.map { ".~$\\/{}".utf8.contains($0) } ?? false
    }
    if isAssignedMagic(rest) { return true }
    return !isIndented && isCommand(afterComment)
  }

  /// `name = %magic` and `name = !command`.
  private static func isAssignedMagic(_ text: Substring.UTF8View) -> Bool {
    var rest = text
    let name = rest.prefix {
      $0 == 0x5F || $0 == 0x24 || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39)
    }
    guard let first = name.first, !(first >= 0x30 && first <= 0x39) else { return false }
    rest = rest.dropFirst(name.count)
    rest = rest.drop(while: isSpace)
    guard rest.first == 0x3D else { return false }
    rest = rest.dropFirst().drop(while: isSpace)
    let marks = rest.prefix { $0 == 0x25 }
    if marks.isEmpty, rest.first != 0x21 { return false }
    rest = rest.dropFirst(max(1, marks.count))
    return marks.count <= 3 && (rest.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } ?? false)
  }

  /// `ls folder`, but not `ls = 3` or `cat, dog = 1, 2`.
  private static func isCommand(_ text: Substring.UTF8View) -> Bool {
    let word = text.prefix { $0 >= 0x61 && $0 <= 0x7A }
    guard commands.contains(String(Substring(word))) else { return false }
    let rest = text.dropFirst(word.count)
    guard let first = rest.first else { return true }
    guard isSpace(first) else { return false }
    return rest.dropFirst().first.map { $0 != 0x3D && $0 != 0x2C } ?? true
  }

  private static func hasComment(_ line: String, _ word: String) -> Bool {
    guard let mark = line.lastIndex(of: "#") else { return false }
    return trimmed(line[line.index(after: mark)...]).hasPrefix(word)
  }
}
