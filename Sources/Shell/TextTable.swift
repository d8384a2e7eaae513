/// Rows of texts as lines of aligned columns, two blanks apart.
///
/// Where they are wider than the window, long texts are shortened, all columns to the same width but for the last one: a
/// number there must stay whole.
///
/// - Returns: the lines, the widths of their columns, and the width of the whole.
func textTable(_ rows: [[String]], columns limit: Int = .max) -> (
  lines: [String], widths: [Int], columns: Int
) {
  let count = rows.map(\.count).max() ?? 0
  var widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
  let room = limit - 2 * max(count - 1, 0) - (widths.last ?? 0)
  let longest = widestColumn(widths.dropLast(), room: room)
  for column in widths.indices.dropLast() { widths[column] = min(widths[column], longest) }
  let lines = rows.map { row in
    var line = ""
    for (text, width) in zip(row, widths) {
      let shown = text.count > width ? text.prefix(max(0, width - 3)) + "..." : text[...]
      line += shown + String(repeating: " ", count: max(0, width - shown.count) + 2)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
  return (lines, widths, widths.reduce(2 * max(count - 1, 0), +))
}

/// How wide a column may be so that all fit into a room; four at least.
private func widestColumn(_ widths: some Sequence<Int>, room: Int) -> Int {
  var (left, room) = (widths.sorted(), room)
  // Those that need less than an equal share leave the rest to the others.
  while let least = left.first, least <= room / left.count {
    room -= least
    left.removeFirst()
  }
  return left.isEmpty ? .max : max(4, room / left.count)
}
