import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommandTable {
  static let saveCommand = Command(
    "save", "%save FILE [-f] [--all] [FROM-TO]...",
    "Writes the session as a script with its outputs and figures recorded.",
    details:
      "`nbsh replay FILE` then passes. 3 4-6: only the cells with these numbers. Cells that ended with an error or were "
      + "interrupted are left out, and what later cells miss is said; --all keeps them: the errors are recorded, and a "
      + "replay runs an interrupted cell that later ones need again, for at most a minute, and skips it otherwise. A "
      + "file or figure that this session did not write is overwritten after a question, or with -f.",
    argument: .file
  ) { call in
    try SessionSave(call).run()
  }
}

/// One `%save`.
private struct SessionSave {
  private let call: Invocation
  private let path: String
  private let numbers: CellNumbers
  private var keepsAll = false
  private var isForced = false

  init(_ call: Invocation) throws {
    self.call = call
    var words: [String] = []
    for word in call.words {
      switch word {
      case "--all": keepsAll = true
      case "-f", "--force": isForced = true
      default:
        if word.hasPrefix("-") {
          throw CommandError("there is no option \(word); --all keeps cells with errors, -f overwrites")
        }
        words.append(word)
      }
    }
    guard let first = words.first, !first.isEmpty else { throw CommandError("needs a file name") }
    path = try Self.scriptName(first)
    numbers = try CellNumbers(words.dropFirst())
  }

  /// A name without an ending gets one; a notebook is not what is written.
  private static func scriptName(_ path: String) throws -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let isFile = !["", ".", "..", "~"].contains(name)
    let path = isFile && !name.dropFirst().contains(".") ? path + ".py" : path
    guard isFile, Files.kind(expandingHome(path)) != .folder else {
      throw CommandError("\(path) is a folder: name a file in it")
    }
    for ending in [".ipynb", ".html"] where name.hasSuffix(ending) {
      throw CommandError(
        "\(path): it writes scripts; save a .py, and `nbsh convert` makes a \(ending) of it")
    }
    return path
  }

  private func isKept(_ cell: RecordedCell) -> Bool {
    !cell.isForgotten && numbers.contains(cell.number) && !cell.isMeasurement
      && !SessionScript.swallowsCells(cell.source)
      && (keepsAll || cell.succeeded)
  }

  /// The cells that are kept, and of the lines around the cells of a script (`sys.argv = …`) those that have any.
  private func kept(of all: [RecordedCell]) -> [RecordedCell] {
    let numbers = Set(all.filter { !$0.isFrame && isKept($0) }.map(\.number))
    return all.keeping { isKept($0) && (!$0.isFrame || numbers.contains($0.number)) }
  }

  func run() throws {
    guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be written here") }
    let all = call.repl.cells.flattened
    if let number = numbers.missing(in: Set(all.map(\.number))) {
      throw CommandError("there is no cell \(number)")
    }
    let kept = markingNeeded(kept(of: all))
    guard !kept.isEmpty else {
      let failed = all.contains { numbers.contains($0.number) && !$0.succeeded }
      throw CommandError(
        failed ? "no cell ran without an error; --all keeps the others" : "there is no cell to save yet")
    }
    let file = expandingHome(path)
    let figures = SessionScript.figureFiles(of: file, count: kept.reduce(0) { $0 + $1.outputs.figureCount })
    guard try mayWrite(file, figures) else { return call.write("Operation cancelled.\n") }
    try recorder.saveScript(cells: kept, to: file)
    call.repl.savedFiles.note(script: file, figures: figures)
    call.write("\(kept.count) \(kept.count == 1 ? "cell" : "cells") written to \(path)\n")
    for line in remarks(all.filter { !$0.isFrame }, kept, file) { call.repl.writeFilled(line + "\n") }
  }

  /// Without a cell that was interrupted the others may run as well.
  private func markingNeeded(_ cells: [RecordedCell]) -> [RecordedCell] {
    guard cells.contains(where: \.interrupted) else { return cells }
    let needed = Set(LeftOutNames(cells, isKept: { !cells[$0].interrupted }).findings.map(\.setter))
    return cells.map { cell in
      var cell = cell
      cell.isNeeded = needed.contains(cell.label)
      return cell
    }
  }

  // MARK: The file

  /// Whether nothing of somebody else is overwritten, or that is wanted. Figures belong to their script: who gives that
  /// away is not asked for them.
  private func mayWrite(_ file: String, _ figures: [String]) throws -> Bool {
    if isForced { return true }
    let saved = call.repl.savedFiles
    let foreign = saved.isForeign(file) ? [path] : figures.filter(saved.isForeign)
    if let first = foreign.first {
      let exist =
        foreign.count == 1
        ? "File `\(first)` exists." : "Files `\(first)` and \(foreign.count - 1) more exist."
      guard try mayWrite(exist, foreign.count) else { return false }
    }
    guard let (other, figure) = SavedFiles.other(beside: file, naming: figures) else { return true }
    return try mayWrite("File `\(figure)` belongs to `\(other)`, too.", 1)
  }

  private func mayWrite(_ reason: String, _ count: Int) throws -> Bool {
    guard call.repl.canAsk else {
      throw CommandError(
        "\(reason) Use `%save -f \(call.rest)` to overwrite \(count == 1 ? "it" : "them")")
    }
    return call.repl.confirms("\(reason) Overwrite (y/[N])?  ")
  }

  // MARK: What a person should know

  private func remarks(_ all: [RecordedCell], _ kept: [RecordedCell], _ file: String) -> [String] {
    var lines: [String] = []
    let chosen = all.filter { numbers.contains($0.number) && !isKept($0) }
    let open = chosen.filter { SessionScript.swallowsCells($0.source) }
    let failed = chosen.filter { !$0.isMeasurement && !SessionScript.swallowsCells($0.source) }
    if !failed.isEmpty {
      let cells = failed.map { "\($0.label): \($0.interrupted ? "interrupted" : $0.error?.type ?? "failed")" }
      lines.append(
        "Left out: " + cells.joined(separator: ", ")
          + "; --all keeps \(failed.count == 1 ? "it" : "them")")
    }
    for cell in open { lines.append("Left out: \(cell.label): a string in it does not end") }
    for cell in chosen where cell.isMeasurement { lines.append("Left out: \(cell.label): a measured time") }
    let session = call.repl.forgotten + all
    for finding in LeftOutNames(session, isKept: { isKept(session[$0]) }).findings {
      let isForgotten = call.repl.forgotten.contains { $0.label == finding.setter }
      let wasFailed = all.contains {
        $0.label == finding.setter && !$0.succeeded && numbers.contains($0.number)
      }
      let end = finding.haveOthers ? "it may not replay" : "it will not replay"
      lines.append(
        "\(capitalized(finding.reader)) uses \(finding.names.joined(separator: ", ")), which \(finding.setter) set"
          + (finding.haveOthers ? " last" : "")
          + " and which \(isForgotten ? "%reset in forgot" : "is left out"): \(end)"
          + (wasFailed ? "; --all keeps \(finding.setter)" : ""))
    }
    for (cell, names) in KeptCells.names(neededBy: kept) {
      lines.append(
        "\(capitalized(cell.label)) uses \(names.joined(separator: ", ")), which a script does not have: "
          + "it will not replay.")
    }
    for cell in kept where cell.leaves {
      lines.append(
        "\(capitalized(cell.label)) leaves with an exit: `nbsh run` of the script ends there, a replay goes on."
      )
    }
    for cell in kept where cell.interrupted {
      lines.append(
        "\(capitalized(cell.label)) was interrupted: a replay "
          + (cell.isNeeded
            ? "runs it again, does not compare it, and fails after \(seconds(of: cell)) s (`timeout=` in its header)."
            : "skips it."))
    }
    let random = unique(kept.filter(\.random.own.drewUnseeded).map { String($0.number) })
    if !random.isEmpty {
      let (subject, verb) = random.count == 1 ? ("Cell", "draws") : ("Cells", "draw")
      lines.append(
        "\(subject) \(random.joined(separator: ", ")) \(verb) random numbers without a seed: a replay draws others "
          + "(np.random.seed(0) before makes them the same).")
    }
    let timed = unique(kept.usingTimes.map { String($0.number) })
    if !timed.isEmpty {
      let (subject, verb, its) = timed.count == 1 ? ("Cell", "uses", "its") : ("Cells", "use", "their")
      lines.append(
        "\(subject) \(timed.joined(separator: ", ")) \(verb) the clock: where a time is shown, a replay shows another "
          + "(`...` in \(its) record fits all).")
    }
    for (cell, culprit) in session.shiftedDraws(isKept: isKept) {
      let others =
        culprit.map { "\($0.label), which \($0.isForgotten ? "%reset in forgot" : "is left out")" }
        ?? "a command (%timeit), which is no line of a script"
      lines.append(
        "\(capitalized(cell.label)) draws random numbers behind those of \(others): a replay draws others.")
    }
    for cell in kept.dropFirst() where cell.followsReset {
      lines.append(
        "\(capitalized(cell.label)) follows a %reset, which a script does not have: a replay still knows the names of "
          + "the cells before.")
    }
    return lines + missingFiles(kept, file)
  }

  /// How long a replay lets an interrupted cell run.
  private func seconds(of cell: RecordedCell) -> String {
    cell.context.header["timeout"]?.compact ?? String(RecordedCell.timeoutInReplay)
  }

  /// Files that cells name by paths which lead nowhere from the script's folder, where a replay runs them.
  private func missingFiles(_ cells: [RecordedCell], _ file: String) -> [String] {
    let target = absolutePath(Files.folder(of: file))
    var said = Set<String>()
    return cells.compactMap { cell in
      for folder in folders(of: cell) where folder != target {
        let name = (strings(in: cell.source) + modules(in: cell.source)).first { name in
          !name.hasPrefix("/") && name.utf8.count < 1000 && access(folder + "/" + name, F_OK) == 0
            && access(target + "/" + name, F_OK) != 0
        }
        guard let name, said.insert(name).inserted else { continue }
        return "\(capitalized(cell.label)) needs \(name), which is in \(folder); a replay runs in \(target), "
          + "the script's folder: save there, or use whole paths."
      }
      return nil
    }
  }

  /// Where a cell found what it names: the folder in which it ran, and that of its script.
  private func folders(of cell: RecordedCell) -> [String] {
    guard let folder = cell.folder else { return [] }
    guard let file = cell.file, file.contains("/") else { return [folder] }
    let own = Files.folder(of: expandingHome(file))
    return [folder, own.hasPrefix("/") ? own : absolutePath(folder + "/" + own)]
  }

  /// The files of the modules that lines import.
  private func modules(in source: String) -> [String] {
    source.lines.compactMap { line in
      let words = line.split { $0 == " " || $0 == "," }
      guard words.count > 1, words[0] == "import" || words[0] == "from" else { return nil }
      return words[1].split(separator: ".").joined(separator: "/") + ".py"
    }
  }

  /// What stands between quotes.
  private func strings(in source: String) -> [String] {
    source.split { "'\"\n".contains($0) }.map(String.init).filter { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  private func unique(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
