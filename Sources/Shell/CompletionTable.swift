/// Completions in columns, as many as fit into the window's height.
public func completionTable(_ completions: [Completion], columns: Int, rows: Int) -> String {
  let names = completions.map(shownName)
  let width = (names.map(\.unicodeScalars.count).max() ?? 0) + 2
  // The last column needs no space behind it.
  let perRow = max(1, (columns &+ 2) / max(width, 1))
  let shownRows = max(1, min((names.count + perRow - 1) / perRow, rows - min(rows, 4)))
  let shown = names.prefix(shownRows * perRow)
  var text = ""
  for row in 0..<shownRows {
    var line = ""
    var at = row
    // Column by column, as `ls` does.
    while at < shown.count {
      let name = shown[shown.startIndex + at]
      line += name + String(repeating: " ", count: width - name.unicodeScalars.count)
      at += shownRows
    }
    while line.last == " " { line.removeLast() }
    text += line + "\n"
  }
  if shown.count < names.count { text += "… and \(names.count - shown.count) more, with Tab again\n" }
  return text
}

/// Of a path the last part: the folder is on the line already.
private func shownName(_ completion: Completion) -> String {
  guard completion.kind == .file else { return completion.text }
  let isFolder = completion.text.hasSuffix("/")
  let name = completion.text.split(separator: "/").last.map(String.init) ?? ""
  return isFolder ? name + "/" : name
}
