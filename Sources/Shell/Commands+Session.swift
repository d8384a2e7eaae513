import Notebooks

extension CommandTable {
  /// What looks at the session or changes it.
  static let sessionCommands: [Command] = [
    Command("help", "%help [COMMAND]", "Lists the commands, or explains one.", argument: .command) { call in
      if let name = call.words.first {
        let bare = String(name.drop { $0 == "%" })
        guard let command = call.repl.commands[bare] else { throw CommandError("no command %\(bare)") }
        call.repl.writeFilled(command.helpText + "\n")
        return
      }
      let commands = call.repl.commands.commands
      let width = commands.map(\.signature.count).max() ?? 0
      let isWide = commands.allSatisfy { width + 2 + $0.summary.count <= call.repl.lineLimit }
      for command in commands {
        let gap = isWide ? String(repeating: " ", count: width - command.signature.count + 2) : "\n    "
        call.repl.writeFilled(command.signature + gap + command.summary + "\n")
      }
      call.repl.writeFilled(
        "\nname? shows the help of a name, name?? its source. Tab completes, Ctrl-R searches the history.\n")
    },
    Command("who", "%who [TYPE]...", "Names the variables, or those of some types.") { call in
      let names =
        call.words.isEmpty
        ? call.repl.session.variableNames() : variables(of: call.words, call.repl.session).map(\.name)
      call.write(names.isEmpty ? "No variables.\n" : names.joined(separator: "  ") + "\n")
    },
    Command(
      "whos", "%whos [TYPE]...", "Lists the variables, or those of some types, with type, shape and bytes."
    ) { call in
      call.write(
        variableTable(variables(of: call.words, call.repl.session), columns: call.repl.lineLimit))
    },
    Command(
      "history", "%history [-n] [-l COUNT] [FROM-TO]... | -g TEXT",
      "Shows the cells of this session; -n with their numbers.",
      details:
        "-l 5: the last five. 3 4-6: those with these numbers. -g TEXT: the entries of all sessions that contain it."
    ) { call in try showHistory(call) },
    Command(
      "reset", "%reset [-f] [in]", "Forgets every variable; the history stays.",
      details:
        "At a terminal it asks first; -f does not. %history and %save still have the cells before it; `%reset in` "
        + "forgets these, too, and keeps the variables."
    ) { call in
      try call.expectNoWords(besides: ["-f", "-s", "in"])
      if call.words.contains("in") {
        call.repl.session.forgetInput()
        call.repl.forgotten += call.repl.cells.flattened.filter { !$0.isFrame }.map(\.forgotten)
        call.repl.cells = []
        return
      }
      if call.repl.canAsk, !call.words.contains("-f"),
        !call.repl.confirms("Once deleted, variables cannot be recovered. Proceed (y/[n])?  ")
      {
        call.write("Nothing done.\n")
        return
      }
      call.repl.session.reset()
      call.repl.wasReset = true
    },
    Command("tb", "%tb", "Shows the last error again.") { call in
      try call.expectNoWords()
      guard let error = call.repl.cells.lazy.compactMap({ $0.exitTraceback ?? $0.error?.traceback }).last
      else {
        throw CommandError("no cell has failed")
      }
      call.write(call.repl.style.error(error) + (error.hasSuffix("\n") ? "" : "\n"))
    },
    Command(
      "figures", "%figures [NUMBER]", "Lists the figures of the session with their files, or shows one again."
    ) { call in
      let figures = call.repl.figures
      if let word = call.words.first {
        guard let number = Int(word), number >= 1, number <= figures.count else {
          throw CommandError("no figure \(word); there are \(figures.count)")
        }
        call.write(call.repl.showFigure?(number, figures[number - 1]) ?? "")
      } else if figures.isEmpty {
        call.write("No figures.\n")
      } else {
        call.write(figureTable(call.repl))
      }
    },
  ]

  /// What course cells contain and what has nothing to do here.
  static let acceptedCommands: [Command] = [
    Command("matplotlib", "%matplotlib [inline]", "Accepted: figures are always shown inline.") { _ in },
    Command("load_ext", "%load_ext NAME", "Accepted: there are no extensions to load.") { _ in },
    Command("reload_ext", "%reload_ext NAME", "Accepted: there are no extensions to load.") { _ in },
    Command("autoreload", "%autoreload [0|1|2]", "Accepted: %run reads a script anew each time.") { _ in },
    Command("xmode", "%xmode [MODE]", "Accepted: tracebacks have one form.") { _ in },
    Command("config", "%config …", "Accepted: there is nothing to configure.") { _ in },
  ]
}

private func showHistory(_ call: Invocation) throws {
  var cells = call.repl.cells[...]
  var isNumbered = false
  var numbers: [String] = []
  var words = call.words[...]
  while let word = words.popFirst() {
    if word == "-n" {
      isNumbered = true
    } else if word == "-l" {
      guard let count = words.popFirst().flatMap({ Int($0) }) else { throw CommandError("-l needs a number") }
      cells = cells.suffix(max(0, count))
    } else if word == "-g" {
      let text = words.joined(separator: " ")
      for entry in call.repl.history.entries where fits(entry, containing: text) { call.write(entry + "\n") }
      return
    } else if word.hasPrefix("-") {
      throw CommandError("there is no option \(word)")
    } else {
      numbers.append(word)
    }
  }
  let wanted = try CellNumbers(numbers[...])
  for cell in cells where wanted.contains(cell.number) {
    let label = isNumbered ? "\(cell.number): " : ""
    let margin = "\n" + String(repeating: " ", count: label.count)
    let lines = (cell.typed ?? cell.source).lines
    call.write(label + lines.joined(separator: margin) + "\n")
  }
}

/// Numbers of cells as a person writes them: `3`, `4-6`; without any, all cells.
struct CellNumbers {
  private var ranges: [ClosedRange<Int>] = []

  init(_ words: ArraySlice<String>) throws {
    for word in words {
      var ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      // `5-`: up to the last one.
      if ends.count == 2, word.hasSuffix("-") { ends[1] = .max }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else {
        throw CommandError("\(word) is no number of a cell and no range such as 2-4")
      }
      ranges.append(first...last)
    }
  }

  /// The first number that was asked for, itself or as the start of a range, and is not one of these.
  func missing(in numbers: Set<Int>) -> Int? { ranges.lazy.map(\.lowerBound).first { !numbers.contains($0) } }

  func contains(_ number: Int) -> Bool { ranges.isEmpty || ranges.contains { $0.contains(number) } }
}

/// Whether an entry contains a text, in which `*` stands for anything.
private func fits(_ entry: String, containing text: String) -> Bool {
  fits(Array(entry), Array("*" + text + "*"))
}

/// The variables, or those whose type has one of these names.
private func variables(of types: [String], _ session: any ShellSession) -> [VariableRow] {
  session.variables().filter { row in
    types.isEmpty || types.contains { row.type == $0 || row.type.hasPrefix($0 + " ") }
  }
}

/// - Parameter columns: where the table is wider, long names and values are shortened.
private func variableTable(_ rows: [VariableRow], columns: Int) -> String {
  if rows.isEmpty { return "No variables.\n" }
  let heads = ["Variable", "Type", "Shape", "Bytes"]
  let table = textTable(
    [heads] + rows.map { [$0.name, $0.type, $0.shape, $0.bytes.map(String.init) ?? ""] }, columns: columns)
  let rule = String(repeating: "-", count: table.columns - table.widths[3] + heads[3].count)
  return ([table.lines[0], rule] + table.lines.dropFirst()).map { $0 + "\n" }.joined()
}

/// The figures with their files and their sizes in pixels.
private func figureTable(_ repl: REPL) -> String {
  let rows = repl.figures.enumerated().map { index, png in
    let size = RenderedFigure(png: png).map { "\($0.width)x\($0.height)" } ?? ""
    return ["\(index + 1)", repl.figurePath?(index + 1) ?? "not kept in a file", size]
  }
  return textTable(rows).lines.map { $0 + "\n" }.joined()
}
