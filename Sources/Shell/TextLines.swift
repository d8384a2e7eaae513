extension StringProtocol where SubSequence == Substring {
  /// What stands between the line ends, empty lines too. By bytes: a cell may be megabytes.
  var lines: [Substring] {
    Substring(self).utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
  }
}

extension StringProtocol {
  /// Whether there is nothing but white space.
  var isBlank: Bool {
    guard let first = utf8.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else { return true }
    return first >= 0x80 && allSatisfy(\.isWhitespace)
  }
}

/// Without empty lines at its beginning and end.
func trimmingBlankLines(_ text: String) -> String {
  var lines = text.lines[...]
  while lines.first?.isBlank == true { lines.removeFirst() }
  while lines.last?.isBlank == true { lines.removeLast() }
  guard let first = lines.first, let last = lines.last else { return "" }
  return String(text[first.startIndex..<last.endIndex])
}

/// Without the indentation of its first line, which every line that has it loses: a cell copied out of a block.
func droppingLeadingIndentation(_ text: String) -> (text: String, columns: Int) {
  guard let start = text.utf8.first, start == 0x20 || (0x09...0x0D).contains(start) else { return (text, 0) }
  let lines = text.lines
  guard let first = lines.first(where: { !$0.isBlank }) else { return (text, 0) }
  let margin = first.prefix { $0 == " " || $0 == "\t" }
  if margin.isEmpty { return (text, 0) }
  return (
    lines.map { $0.hasPrefix(margin) ? $0.dropFirst(margin.count) : $0 }.joined(separator: "\n"), margin.count
  )
}
