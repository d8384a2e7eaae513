/// Breaks the text of nested brackets over lines, outer brackets first: the algorithm of Oppen ("Prettyprinting", 1980)
/// with IPython's order of decisions, so that a value looks here as it looks there.
///
/// Text goes out as soon as it is known where its lines break. A group is what stands between a pair of brackets: where
/// it does not fit, all its places for a break become line ends.
struct LineBreaker {
  private final class Group {
    let depth: Int
    /// Places for a break that wait for the decision.
    var waiting = 0
    var breaks = false
    init(depth: Int) { self.depth = depth }
  }

  private enum Piece {
    case text(String, width: Int)
    case place(Group, indentation: Int)
  }

  private(set) var output = ""
  private let width: Int
  private var outputWidth = 0
  private var pieces: [Piece] = []
  private var firstPiece = 0
  private var pendingWidth = 0
  private var indentation = 0
  private var open: [Group]
  /// The groups that may be asked to break, by depth, the newest last.
  private var queue: [[Group]]

  /// - Parameter width: the columns that a line may fill.
  init(width: Int = 79) {
    self.width = width
    let root = Group(depth: 0)
    open = [root]
    queue = [[root]]
  }

  mutating func text(_ text: String) {
    let count = text.unicodeScalars.count
    if firstPiece == pieces.count {
      output += text
      outputWidth += count
      return
    }
    if case .text(let before, let width) = pieces[pieces.count - 1] {
      pieces[pieces.count - 1] = .text(before + text, width: width + count)
    } else {
      pieces.append(.text(text, width: count))
    }
    pendingWidth += count
    breakOuterGroups()
  }

  /// A blank, or the end of a line where the group does not fit.
  mutating func blank() {
    let group = open[open.count - 1]
    if group.breaks {
      startLine()
      return
    }
    pieces.append(.place(group, indentation: indentation))
    group.waiting += 1
    pendingWidth += 1
    breakOuterGroups()
  }

  /// The end of a line in any case; the outermost group breaks with it.
  mutating func newLine() {
    if let group = nextGroup() { breakAll(group) }
    startLine()
  }

  private mutating func startLine() {
    flush()
    output += "\n" + String(repeating: " ", count: indentation)
    outputWidth = indentation
  }

  mutating func begin(_ bracket: String = "") {
    if !bracket.isEmpty { text(bracket) }
    let group = Group(depth: open[open.count - 1].depth + 1)
    open.append(group)
    while queue.count <= group.depth { queue.append([]) }
    queue[group.depth].append(group)
    indentation += bracket.unicodeScalars.count
  }

  /// - Parameter opening: the bracket that the group began with.
  mutating func end(_ bracket: String = "", opening: String = "") {
    indentation -= opening.unicodeScalars.count
    let group = open.removeLast()
    if group.waiting == 0 { remove(group) }
    if !bracket.isEmpty { text(bracket) }
  }

  mutating func finish() -> String {
    flush()
    return output
  }

  private mutating func flush() {
    while firstPiece < pieces.count { write(pieces[firstPiece]) }
    pieces.removeAll()
    firstPiece = 0
    pendingWidth = 0
  }

  private mutating func write(_ piece: Piece) {
    firstPiece += 1
    switch piece {
    case .text(let text, let count):
      output += text
      outputWidth += count
      pendingWidth -= count
    case .place(let group, let indentation):
      group.waiting -= 1
      pendingWidth -= 1
      if group.breaks {
        output += "\n" + String(repeating: " ", count: indentation)
        outputWidth = indentation
      } else {
        if group.waiting == 0 { remove(group) }
        output += " "
        outputWidth += 1
      }
    }
  }

  private mutating func breakOuterGroups() {
    while outputWidth + pendingWidth > width {
      guard let group = nextGroup() else { return }
      breakAll(group)
    }
  }

  private mutating func breakAll(_ group: Group) {
    while group.waiting > 0 { write(pieces[firstPiece]) }
    while firstPiece < pieces.count, case .text = pieces[firstPiece] { write(pieces[firstPiece]) }
    if firstPiece > 1024 {
      pieces.removeFirst(firstPiece)
      firstPiece = 0
    }
  }

  /// The outermost group with places that wait; groups without any will break from here on.
  private mutating func nextGroup() -> Group? {
    for depth in queue.indices {
      if let place = queue[depth].lastIndex(where: { $0.waiting > 0 }) {
        let group = queue[depth][place]
        // IPython counts from the other end here.
        queue[depth].remove(at: queue[depth].count - 1 - place)
        group.breaks = true
        return group
      }
      for group in queue[depth] { group.breaks = true }
      queue[depth].removeAll()
    }
    return nil
  }

  private mutating func remove(_ group: Group) {
    if let place = queue[group.depth].lastIndex(where: { $0 === group }) {
      queue[group.depth].remove(at: place)
    }
  }
}
