#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommandTable {
  /// What reads and writes files.
  static let fileCommands: [Command] = [
    Command(
      "save", "%save FILE [--all]", "Writes the session as a script with its outputs and figures recorded.",
      details:
        "Cells that ended with an error are left out; --all keeps them. `nbsh replay FILE` then passes.",
      argument: .file
    ) { call in
      let all = call.words.contains("--all")
      guard let path = call.words.first(where: { !$0.hasPrefix("--") }) else {
        throw CommandError("needs a file name")
      }
      guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be written here") }
      let cells = call.repl.cells.filter { all || $0.succeeded }
      guard !cells.isEmpty else { throw CommandError("there is no cell to save yet") }
      try recorder.saveScript(cells: cells, to: expandingHome(path))
      call.write("\(cells.count) \(cells.count == 1 ? "cell" : "cells") written to \(path)\n")
    },
    Command(
      "check", "%check", "Replays the session in a fresh one and shows what differs.",
      details:
        "A cell that ran twice, or ran before one above it, leaves values behind that the text alone does not give."
    ) { call in
      guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be replayed here") }
      let cells = call.repl.cells.filter(\.succeeded)
      let difference = try recorder.check(cells: cells)
      call.write(
        difference.isEmpty ? "The session replays to the same outputs (\(cells.count) cells).\n" : difference)
    },
    Command("run", "%run FILE", "Runs a script in this session.", argument: .file) { call in
      guard let path = call.words.first else { throw CommandError("needs a file name") }
      let expanded = expandingHome(path)
      let cells: [String]
      if let recorder = call.repl.recorder {
        cells = try recorder.cells(of: expanded)
      } else {
        guard let content = readFile(expanded) else {
          throw CommandError("\(path): \(String(cString: strerror(errno)))")
        }
        cells = [String(decoding: content, as: UTF8.self)]
      }
      for source in cells where call.repl.exitStatus == nil {
        if !call.repl.runCell(source).succeeded { break }
      }
    },
    Command("cd", "%cd [FOLDER]", "Changes the folder; without one, to the home folder.", argument: .folder) {
      call in
      let path = expandingHome(call.rest.isEmpty ? "~" : call.rest)
      guard chdir(path) == 0 else { throw CommandError("\(path): \(String(cString: strerror(errno)))") }
      call.write(currentFolder() + "\n")
    },
    Command("pwd", "%pwd", "Shows the folder.") { call in call.write(currentFolder() + "\n") },
  ]
}

private func currentFolder() -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  guard getcwd(&buffer, buffer.count) != nil else { return "(the folder is gone)" }
  return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}
