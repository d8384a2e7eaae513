/// A help text with its lines broken at words where the window is narrower: paragraphs are filled anew, indented lines
/// keep their indentation, and code goes on further in.
public func filled(_ text: String, columns: Int) -> String {
  let columns = max(columns, 20)
  let lines = text.lines
  guard lines.contains(where: { $0.unicodeScalars.count > columns }) else { return text }
  var result: [String] = []
  var isCode = false
  var at = lines.startIndex
  while at < lines.endIndex {
    var line = String(lines[at])
    let indent = line.prefix { $0 == " " }.count
    if indent == 0, !line.isEmpty { isCode = ["Example:", "Source:", "Methods:", "Value:"].contains(line) }
    let isSignature =
      indent == 0
      && line.prefix { $0.isLetter || $0.isNumber || "_.".contains($0) }.count
        == line.firstIndex(of: "(").map { line.distance(from: line.startIndex, to: $0) }
    // A line that is too long is one of a paragraph: the next one goes on with it.
    var last = lines[at]
    while !isCode, !isSignature, last.unicodeScalars.count > columns, at + 1 < lines.endIndex {
      let next = lines[at + 1]
      guard !next.isBlank, next.prefix(while: { $0 == " " }).count == indent else { break }
      line += " " + next.drop { $0 == " " }
      last = next
      at += 1
    }
    // NumPy's word for what is not given is one word.
    if isSignature {
      line = line.split(separator: "<no value>", omittingEmptySubsequences: false).joined(
        separator: "<no\u{A0}value>")
    }
    let hanging = indent + (isCode || isSignature ? 4 : 0)
    let pieces = wrapped(line, columns: columns, hanging: min(hanging, columns / 2))
    result += isSignature ? pieces.map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) } : pieces
    at += 1
  }
  return result.joined(separator: "\n")
}

/// Lines that are statements of their own, those that are too long broken at words: a statement goes on with its
/// indentation, and no line goes on with the next.
func filledStatements(_ text: String, columns: Int) -> String {
  text.lines.map { line in
    let indent = line.prefix { $0 == " " }.count
    let columns = max(columns, 20)
    return wrapped(String(line), columns: columns, hanging: min(indent, columns / 2)).joined(separator: "\n")
  }.joined(separator: "\n")
}

/// A line in pieces that fit, broken at spaces; a word longer than the window stays whole.
private func wrapped(_ line: String, columns: Int, hanging: Int) -> [String] {
  var pieces: [String] = []
  var rest = Array(line.unicodeScalars)[...]
  var margin = 0
  func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(repeating: " ", count: margin) + String(view)
  }
  while rest.count > columns - margin {
    let start = rest.firstIndex { $0 != " " } ?? rest.endIndex
    let limit = rest.startIndex + columns - margin
    guard
      let end = rest[start..<min(limit + 1, rest.endIndex)].lastIndex(of: " ")
        ?? rest[start...].firstIndex(of: " ")
    else { break }
    pieces.append(text(rest[..<end]))
    rest = rest[end...].drop { $0 == " " }
    margin = hanging
  }
  if !rest.isEmpty || pieces.isEmpty { pieces.append(text(rest)) }
  return pieces
}
