/// Completions in columns, as many as fit into the window's height.
func completionTable(_ completions: [Completion], columns: Int, rows: Int) -> String {
  // The common stem before the last dot is on the line already.
  let names = completions.map { String($0.text.split(separator: ".").last ?? Substring($0.text)) }
  let width = (names.map(\.unicodeScalars.count).max() ?? 0) + 2
  let perRow = max(1, columns / max(width, 1))
  let shownRows = max(1, min((names.count + perRow - 1) / perRow, rows - 4))
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
  if shown.count < names.count { text += "… and \(names.count - shown.count) more\n" }
  return text
}
