import Language

/// What a cell of a saved session needs and does not find there: names that a cell sets which is left out.
struct LeftOutNames {
  struct Finding: Equatable {
    /// The cell that needs the names, and the one that sets them.
    var reader: String
    var setter: String
    var names: [String]
    /// Whether the names have another value, of a cell that is kept.
    var haveOthers: Bool
  }

  private(set) var findings: [Finding] = []
  /// Names that a cell that is left out set last.
  private var lost: [String: String] = [:]
  /// Names that came by an import: `np.random.rand()` changes nothing that a name stands for.
  private var imported = Set<String>()
  /// Names that any cell has set: a call on what a function like `open` gives changes nothing that its name stands for.
  private var everSet = Set<String>()
  /// Whether a cell has imported names that it does not say.
  private var hasOthers = false
  /// Names that cells that are kept have set.
  private var known = Set<String>()

  /// - Parameter isKept: whether a cell, by its place, is kept.
  init(_ cells: [RecordedCell], isKept: (Int) -> Bool) {
    for (place, cell) in cells.enumerated() {
      for step in GlobalNames(cell.source)?.steps ?? [] {
        imported.formUnion(step.imports)
        everSet.formUnion(step.sets)
      }
      if cell.source.contains("import *") { hasOthers = true }
      if isKept(place) { keep(cell) } else { leaveOut(cell) }
    }
  }

  private mutating func keep(_ cell: RecordedCell) {
    guard let names = GlobalNames(cell.source) else { return }
    for name in names.needs.sorted() {
      guard let setter = lost[name] else { continue }
      let haveOthers = known.contains(name)
      if let place = findings.firstIndex(where: {
        $0.reader == cell.label && $0.setter == setter && $0.haveOthers == haveOthers
      }) {
        if !findings[place].names.contains(name) { findings[place].names.append(name) }
      } else {
        findings.append(Finding(reader: cell.label, setter: setter, names: [name], haveOthers: haveOthers))
      }
    }
    for name in names.sets {
      lost[name] = nil
      known.insert(name)
    }
  }

  private mutating func leaveOut(_ cell: RecordedCell) {
    guard let names = GlobalNames(cell.source) else { return }
    for step in Self.steps(of: names, thatRanIn: cell) {
      let changes = hasOthers ? step.changes : step.changes.intersection(everSet)
      // A module is the same, whichever cell imports it.
      for name in step.sets.union(changes.subtracting(imported)).subtracting(step.imports) {
        lost[name] = cell.label
      }
      for name in step.imports where !known.contains(name) { lost[name] = cell.label }
    }
  }

  /// All steps before the error. The statement that failed did nothing, unless it is a loop or was interrupted.
  private static func steps(of names: GlobalNames, thatRanIn cell: RecordedCell) -> [GlobalNames.Step] {
    guard !cell.succeeded, let line = cell.errorLine else { return names.steps }
    guard let failed = names.steps.last(where: { $0.line <= line })?.statement else { return [] }
    let includesFailed = cell.interrupted || names.compound.contains(failed)
    return names.steps.filter { $0.statement < failed || includesFailed && $0.statement == failed }
  }
}

/// The line that the outermost frame of a traceback names.
func lineOfTraceback(_ traceback: String) -> Int? {
  for line in traceback.lines where line.hasPrefix("  File ") {
    var words = line.split(separator: ",").dropFirst().makeIterator()
    guard let word = words.next(), word.hasPrefix(" line ") else { continue }
    return Int(word.dropFirst(6))
  }
  return nil
}
