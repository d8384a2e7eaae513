#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension CommandTable {
  /// What reads and writes files.
  static let fileCommands: [Command] = [
    saveCommand,
    Command(
      "check", "%check", "Replays the session in a fresh one and shows what differs.",
      details:
        "A cell that ran twice, or ran before one above it, leaves values behind that the text alone does not give."
    ) { call in
      try call.expectNoWords()
      guard let recorder = call.repl.recorder else { throw CommandError("scripts cannot be replayed here") }
      let cells = call.repl.cells.flattened.keeping { $0.succeeded && !$0.isMeasurement }
      let difference = try recorder.check(cells: cells, width: call.repl.columns)
      call.repl.writeStatements(
        difference.isEmpty ? "The session replays to the same outputs (\(cells.count) cells).\n" : difference)
    },
    Command(
      "run", "%run FILE [ARGUMENTS]", "Runs a script in this session.",
      details:
        "The arguments are its sys.argv. %history has the command; %save writes the script's cells in its place with "
        + "their headers, a first one without a title headed by the file's name, so that what was saved replays "
        + "without the file. An error ends the script, except in a cell tagged raises-exception.",
      argument: .script
    ) { call in try runFile(call) },
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

private func runFile(_ call: Invocation) throws {
  var words = call.words[...]
  // IPython's -i: in this session's names. There is no other way here.
  while let word = words.first, word.hasPrefix("-") {
    guard ["-i", "-n", "-e"].contains(word) else { throw CommandError("there is no option \(word)") }
    words.removeFirst()
  }
  guard let path = words.first else { throw CommandError("needs a file name") }
  let file = expandingHome(path)
  let repl = call.repl
  var script = (cells: [ScriptPart](), isNotebook: false)
  if let recorder = repl.recorder {
    script = try recorder.script(at: file)
  } else {
    guard let content = readFile(file) else {
      throw CommandError("\(path): \(String(cString: strerror(errno)))")
    }
    script.cells = [ScriptPart(String(decoding: content, as: UTF8.self))]
  }
  repl.runScript(
    script.cells, isNotebook: script.isNotebook, words: Array(words), typed: "%run " + call.rest)
}

func currentFolder() -> String {
  var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
  guard getcwd(&buffer, buffer.count) != nil else { return "(the folder is gone)" }
  return buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
}
