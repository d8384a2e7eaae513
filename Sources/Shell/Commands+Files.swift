import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommandTable {
  /// What reads and writes files.
  static let fileCommands: [Command] = [
    Command(
      "save", "%save FILE [--all] [FROM-TO]...",
      "Writes the session as a script with its outputs and figures recorded.",
      details:
        "Cells that ended with an error are left out; --all keeps them. 3 4-6: only those with these numbers. "
        + "`nbsh replay FILE` then passes.",
      argument: .file
    ) { call in try saveSession(call) },
    Command(
      "check", "%check", "Replays the session in a fresh one and shows what differs.",
      details:
        "A cell that ran twice, or ran before one above it, leaves values behind that the text alone does not give."
    ) { call in
      try call.expectNoWords()
      guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be replayed here") }
      let cells = call.repl.cells.filter(\.succeeded)
      let difference = try recorder.check(cells: cells)
      call.write(
        difference.isEmpty ? "The session replays to the same outputs (\(cells.count) cells).\n" : difference)
    },
    Command("run", "%run FILE", "Runs a script in this session.", argument: .script) { call in
      try runFile(call)
    },
    Command(
      "cd", "%cd [FOLDER]", "Changes the folder; without one, to the home folder.",
      details: "`%cd -` goes back to where the last %cd came from.", argument: .folder
    ) { call in
      let before = currentFolder()
      var path = call.words.count == 1 ? call.words[0] : call.rest
      if path == "-" {
        guard let last = call.repl.folderBefore else { throw CommandError("there was no %cd before") }
        path = last
      }
      path = path.isEmpty ? "~" : path
      guard chdir(expandingHome(path)) == 0 else {
        throw CommandError("\(path): \(String(cString: strerror(errno)))")
      }
      call.repl.folderBefore = before
      call.write(currentFolder() + "\n")
    },
    Command("ls", "%ls [FOLDER]", "Lists the files of a folder.", argument: .folder) { call in
      var path = expandingHome(call.words.first ?? ".")
      if path.contains("*") {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<slash])
        let names = fileCompletions(of: folder, end: folder.utf8.count).filter {
          fits(Array($0.text.dropFirst(folder.count)), Array(path[slash...]))
        }
        guard !names.isEmpty else { throw CommandError("\(path): No such file or directory") }
        return call.write(completionTable(names, columns: call.repl.columns, rows: .max))
      }
      var status = stat()
      guard stat(path, &status) == 0 else {
        throw CommandError("\(path): \(String(cString: strerror(errno)))")
      }
      guard status.st_mode & S_IFMT == S_IFDIR else { return call.write(path + "\n") }
      if !path.hasSuffix("/") { path += "/" }
      let names = fileCompletions(of: path, end: path.utf8.count)
      call.write(completionTable(names, columns: call.repl.columns, rows: .max))
    },
    Command("pwd", "%pwd", "Shows the folder.") { call in
      try call.expectNoWords()
      call.write(currentFolder() + "\n")
    },
  ]
}

/// Writes the cells of the session, or those with some numbers.
private func saveSession(_ call: Invocation) throws {
  var words = call.words
  let all = words.contains("--all")
  words.removeAll { $0 == "--all" }
  guard let path = words.first, !path.isEmpty else { throw CommandError("needs a file name") }
  if path.hasPrefix("--") { throw CommandError("there is no option \(path); --all keeps cells with errors") }
  let numbers = try CellNumbers(words.dropFirst())
  guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be written here") }
  let cells = call.repl.cells.filter { (all || $0.succeeded) && numbers.contains($0.number) }
  guard !cells.isEmpty else { throw CommandError("there is no cell to save yet") }
  let file = try scriptName(path)
  try recorder.saveScript(cells: cells, to: expandingHome(file))
  call.write("\(cells.count) \(cells.count == 1 ? "cell" : "cells") written to \(file)\n")
  for cell in cells {
    guard let name = KeptCells.name(in: cell.source, besides: call.repl.session) else { continue }
    call.write("Cell \(cell.number) uses \(name), which a script does not have: it will not replay.\n")
  }
}

/// A name without an ending gets one; a notebook is not what is written.
private func scriptName(_ path: String) throws -> String {
  let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  if !name.dropFirst().contains(".") { return path + ".py" }
  for ending in [".ipynb", ".html"] where name.hasSuffix(ending) {
    throw CommandError("\(path): it writes scripts; save a .py, and `nbsh convert` makes a \(ending) of it")
  }
  return path
}

/// Runs the cells of a file one after another, up to the first error. The end of a script does not end the session.
private func runFile(_ call: Invocation) throws {
  // IPython's -i: in this session's names. There is no other way here.
  let words = call.words.filter { $0 != "-i" }
  guard let path = words.first else { throw CommandError("needs a file name") }
  guard words.count == 1 else { throw CommandError("scripts get no arguments here: \(words[1])") }
  let repl = call.repl
  let cells: [String]
  let isNotebook: Bool
  if let recorder = repl.recorder {
    (cells, isNotebook) = try recorder.script(at: expandingHome(path))
  } else {
    guard let content = readFile(expandingHome(path)) else {
      throw CommandError("\(path): \(String(cString: strerror(errno)))")
    }
    (cells, isNotebook) = ([String(decoding: content, as: UTF8.self)], false)
  }
  defer { repl.exitStatus = nil }
  for source in cells where repl.exitStatus == nil {
    // A program shows no value of a last line, and neither does the notebook that %save makes of it.
    let text = !isNotebook && Parser.showsValue(source) ? source + "\nNone" : source
    if !repl.runCell(text).succeeded { break }
  }
}

private func currentFolder() -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  guard getcwd(&buffer, buffer.count) != nil else { return "(the folder is gone)" }
  return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}
