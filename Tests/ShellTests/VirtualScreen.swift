/// What a terminal shows for the bytes that a program sends: as much of xterm as line editing needs.
struct VirtualScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  /// A character stands in the last column, and the next one will begin a new line.
  private var wraps = false
  private var inserts = false
  private var pending: [UInt8] = []
  /// Whether the program asked for pastes in brackets.
  private(set) var bracketsPastes = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The lines without trailing blanks.
  var lines: [String] {
    cells.map { line in
      var text = line
      while text.last == " " { text.removeLast() }
      return String(text.filter { $0 != Self.secondHalf })
    }
  }

  /// The lines down to the last one that is not blank.
  var text: String {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A window of another size; what does not fit is cut off, without wrapping anew.
  mutating func resize(columns: Int, rows: Int) {
    cells = cells.map { Array($0.prefix(columns)) + Array(repeating: " ", count: max(0, columns - $0.count)) }
    while cells.count > rows {
      if row > 0 {
        cells.removeFirst()
        row -= 1
      } else {
        cells.removeLast()
      }
    }
    while cells.count < rows { cells.append(Array(repeating: " ", count: columns)) }
    self.columns = columns
    self.rows = rows
    column = min(column, columns - 1)
    wraps = false
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let used = step() { pending.removeFirst(used) }
  }

  /// Handles one character or sequence; nil when it is not all there yet.
  private mutating func step() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return escape()
    case 0x0D: (column, wraps) = (0, false)
    case 0x0A: lineFeed()
    case 0x08: (column, wraps) = (max(0, column - 1), false)
    case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
    case 0x00..<0x20, 0x7F: break
    default:
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      guard pending.count >= length else { return nil }
      put(Character(String(decoding: pending[..<length], as: UTF8.self)))
      return length
    }
    return 1
  }

  private mutating func put(_ character: Character) {
    // An accent belongs to what stands before it.
    if let scalar = character.unicodeScalars.first, scalar.properties.generalCategory == .nonspacingMark {
      let before = wraps ? column : max(0, column - 1)
      cells[row][before] = Character(String(cells[row][before]) + String(character))
      return
    }
    let halves = isWide(character) ? [character, Self.secondHalf] : [character]
    if wraps || column + halves.count > columns {
      column = 0
      lineFeed()
      wraps = false
    }
    for half in halves { putHalf(half) }
  }

  /// Stands in the second column of a character that is two wide.
  private static let secondHalf: Character = "\0"

  private func isWide(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xFF00...0xFF60, 0x1F300...0x1FAFF: true
    default: false
    }
  }

  private mutating func putHalf(_ character: Character) {
    if inserts {
      cells[row].insert(character, at: column)
      cells[row].removeLast()
    } else {
      // What is left of a character that is half overwritten is blank.
      if cells[row][column] == Self.secondHalf, character != Self.secondHalf { cells[row][column - 1] = " " }
      if column + 1 < columns, cells[row][column + 1] == Self.secondHalf { cells[row][column + 1] = " " }
      cells[row][column] = character
    }
    if column == columns - 1 { wraps = true } else { column += 1 }
  }

  private mutating func lineFeed() {
    if row == rows - 1 {
      cells.removeFirst()
      cells.append(Array(repeating: " ", count: columns))
    } else {
      row += 1
    }
  }

  private mutating func escape() -> Int? {
    guard pending.count > 1 else { return nil }
    if pending[1] == 0x5D || pending[1] == 0x5F {  // OSC, APC: up to BEL or ESC \
      guard let end = pending.firstIndex(of: 0x07) ?? pending.dropFirst(2).firstIndex(of: 0x5C) else {
        return nil
      }
      return end + 1
    }
    guard pending[1] == 0x5B else { return pending[1] == 0x28 ? (pending.count > 2 ? 3 : nil) : 2 }
    guard let end = pending[2...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    control(String(decoding: pending[2..<end], as: UTF8.self), Character(Unicode.Scalar(pending[end])))
    return end + 1
  }

  private mutating func control(_ parameters: String, _ final: Character) {
    let numbers = parameters.split(separator: ";").map { Int($0) ?? 0 }
    let count = max(numbers.first ?? 1, 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = min(columns, count) - 1
    case "H": (row, column) = (min(rows, count) - 1, min(columns, max(numbers.dropFirst().first ?? 1, 1)) - 1)
    case "J":
      let from = numbers.first == 2 ? 0 : row + 1
      clear(row, from: numbers.first == 2 ? 0 : column)
      for line in from..<max(rows, from) { clear(line, from: 0) }
    case "K": clear(row, from: numbers.first == 2 ? 0 : column)
    case "P":
      for _ in 0..<min(count, columns - column) {
        cells[row].remove(at: column)
        cells[row].append(" ")
      }
    case "@":
      for _ in 0..<min(count, columns - column) {
        cells[row].insert(" ", at: column)
        cells[row].removeLast()
      }
    case "h", "l":
      if parameters == "4" { inserts = final == "h" }
      if parameters == "?2004" { bracketsPastes = final == "h" }
    default: return  // colours and the like
    }
    wraps = false
  }

  private mutating func clear(_ line: Int, from column: Int) {
    for at in column..<columns { cells[line][at] = " " }
  }
}
