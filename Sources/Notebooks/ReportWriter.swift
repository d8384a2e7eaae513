/// Prints the results of a replay: for a person, as TAP, and as annotations for GitHub.
final class ReportWriter {
  private let options: ReplayOptions
  private var tests = 0
  private var annotations = 0
  /// GitHub shows ten annotations a step.
  private static let annotationLimit = 10

  init(options: ReplayOptions) {
    self.options = options
    if options.format == .tap { options.print("TAP version 13\n") }
  }

  // MARK: One script

  func write(_ report: ScriptReport) {
    let pictures = report.cells.flatMap { writePictures($0, path: report.path) }
    switch options.format {
    case .text: writeText(report, pictures)
    case .tap: writeTAP(report)
    }
    annotate(report)
  }

  private func writeText(_ report: ScriptReport, _ pictures: [String]) {
    let counts = count(report.cells.count, "cell")
    let recorded = report.cells.filter(\.isRecorded).count
    var line = report.passed ? paint("ok  ", .green) : paint("FAIL", .red)
    line += " \(report.path)  \(counts), \(shortSeconds(report.seconds))"
    if !report.failures.isEmpty { line += ", \(report.failures.count) failed" }
    if recorded > 0 { line += ", \(recorded) recorded" }
    print(line)
    if let problem = report.problem { print("     \(problem)") }
    for cell in options.isVerbose ? report.cells : report.failures { show(cell, path: report.path) }
    for line in pictures { print("     \(line)") }
    for note in report.notes { print("     note: \(note)") }
  }

  /// Prints what came of one cell; the pictures of its figures are written if a person is to look at them now.
  func show(_ cell: CellReport, path: String, withPictures: Bool = false) {
    guard let failure = cell.failure else {
      let words =
        switch cell.status {
        case .skipped: "skipped" + (cell.skipReason.map { ": \($0)" } ?? "")
        default: "\(cell.isRecorded ? "recorded" : "ok") (\(shortSeconds(cell.seconds)))"
        }
      return print("     \(path):\(cell.line): \(cell.label) \(words)")
    }
    print(
      "     " + paint("\(path):\(cell.line): \(cell.label) \(failure.summary)", .bold)
        + " (\(shortSeconds(cell.seconds)))")
    for line in failure.details(width: max(40, options.width - 7)) {
      print(line.isEmpty ? "" : "       " + Self.harmless(line))
    }
    if withPictures { for line in writePictures(cell, path: path) { print("       \(line)") } }
  }

  /// A line without characters that would steer a terminal.
  private static func harmless(_ line: String) -> String { OutputLine.visible(line) }

  // MARK: All scripts

  func finish(_ reports: [ScriptReport], seconds: Double, unseen: Int) {
    switch options.format {
    case .text: writeSummary(reports, seconds: seconds, unseen: unseen)
    case .tap: options.print("1..\(tests)\n")
    }
  }

  private func writeSummary(_ reports: [ScriptReport], seconds: Double, unseen: Int) {
    let cells = reports.flatMap(\.cells)
    let failures = cells.filter { $0.failure != nil }.count
    let skipped = cells.filter { $0.status == .skipped }.count
    let recorded = cells.filter(\.isRecorded).count
    var line =
      "\(count(reports.count, "script")), \(count(cells.count, "cell")): \(cells.count - failures - skipped) passed"
    if failures > 0 { line += ", \(failures) failed" }
    if skipped > 0 { line += ", \(skipped) skipped" }
    if recorded > 0 { line += ", \(recorded) recorded" }
    let broken = reports.filter { $0.problem != nil }.count
    if broken > 0 { line += ", \(count(broken, "script")) not replayed" }
    if options.only == nil, unseen > 0 { line += ", \(count(unseen, "script")) left out" }
    let isGood = failures == 0 && broken == 0
    print(paint(line, isGood ? .green : .red) + " in \(shortSeconds(seconds))")
    let slow = reports.flatMap { report in report.cells.map { (report.path, $0) } }
      .filter { $0.1.seconds >= 0.1 }.sorted { $0.1.seconds > $1.1.seconds }.prefix(3)
    for (path, cell) in slow {
      print("slowest: \(shortSeconds(cell.seconds))  \(path):\(cell.line) \(cell.label)")
    }
    for report in reports {
      for cell in report.failures { print("failed: \(report.path):\(cell.line) \(cell.label)") }
      if let problem = report.problem { print("failed: \(report.path): \(problem)") }
    }
  }

  // MARK: Pictures

  /// Writes what was expected, what came and where they differ; the lines that say so.
  private func writePictures(_ cell: CellReport, path: String) -> [String] {
    guard case .differs(let mismatch)? = cell.failure else { return [] }
    return mismatch.figures.flatMap { figure in
      let place = Self.placeName(of: figure.line, in: path)
      let folder = options.differences + "/" + Self.relativeName(path)
      var files: [(String, [UInt8])] = [("got", figure.got.png)]
      if let expected = figure.expected {
        files.insert(("expected", expected), at: 0)
        if let difference = options.pictures.difference(expected, figure.got.png) {
          files.append(("difference", difference))
        }
      }
      do throws(FileError) {
        try Files.makeFolder(folder)
        for (name, bytes) in files { try Files.writeAtomically("\(folder)/\(place)-\(name).png", bytes) }
        return [
          files.count == 1
            ? "picture: \(folder)/\(place)-got.png"
            : "pictures: \(folder)/\(place)-{\(files.map(\.0).joined(separator: ","))}.png"
        ]
      } catch {
        return ["pictures could not be written: \(error)"]
      }
    }
  }

  /// A figure's name among those of its script: `2` for `figures/script/2.png`, `cell-3-1` in a notebook.
  private static func placeName(of line: FigureLine, in path: String) -> String {
    let own = Files.stem(of: path) + "/"
    let name = line.path.hasPrefix(own) ? String(line.path.dropFirst(own.count)) : line.path
    return name.dropLast(name.hasSuffix(".png") ? 4 : 0).split(separator: "/").joined(separator: "-")
  }

  /// Writes the pictures of a cell that has no record, so that a person can look at them, and says where they are.
  func showNewPictures(_ run: CellRun, of cell: CellReport, path: String) {
    let folder = options.differences + "/" + Self.relativeName(path)
    var number = 0
    for case .figure(let figure) in run.outputs {
      number += 1
      let file = "\(folder)/cell-\(cell.number)-\(number)-got.png"
      do throws(FileError) {
        try Files.makeFolder(folder)
        try Files.writeAtomically(file, figure.png)
        print("       picture: \(file)")
      } catch {
        print("       picture could not be written: \(error)")
      }
    }
  }

  /// A script's path as a path below a folder: without its extension, without steps up.
  private static func relativeName(_ path: String) -> String {
    let folder = Files.folder(of: path).split(separator: "/").filter { $0 != "." && $0 != ".." }
    return (folder.map(String.init) + [Files.stem(of: path)]).joined(separator: "/")
  }

  // MARK: TAP

  private func writeTAP(_ report: ScriptReport) {
    if let problem = report.problem {
      tests += 1
      options.print(
        "not ok \(tests) - \(Self.tapName(report.path))\n  ---\n  message: \(JSON.string(problem).compact)\n  ...\n"
      )
    }
    for cell in report.cells {
      tests += 1
      let name = Self.tapName("\(report.path):\(cell.line) \(cell.label)")
      switch cell.status {
      case .passed: options.print("ok \(tests) - \(name)\n")
      case .skipped:
        let reason = cell.skipReason.map { " " + Self.tapName($0) } ?? ""
        options.print("ok \(tests) - \(name) # SKIP\(reason)\n")
      case .failed(let failure):
        options.print(
          "not ok \(tests) - \(name)\n  ---\n  message: \(JSON.string(failure.summary).compact)\n")
        let details = failure.details(width: options.width)
        if !details.isEmpty {
          options.print("  details:\n" + details.map { "    - \(JSON.string($0).compact)\n" }.joined())
        }
        options.print("  ...\n")
      }
    }
  }

  private static func tapName(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar == "#" || scalar == "\\" { out += "\\" }
      out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
    }
    return out
  }

  // MARK: GitHub

  private func annotate(_ report: ScriptReport) {
    guard options.environment["GITHUB_ACTIONS"] == "true" else { return }
    if let problem = report.problem { annotate(report.path, line: 1, title: "not replayed", problem) }
    for cell in report.failures {
      guard let failure = cell.failure else { continue }
      let text = ([failure.summary] + failure.details(width: options.width)).joined(separator: "\n")
      annotate(report.path, line: report.isNotebookFile ? 1 : cell.line, title: cell.label, text)
    }
  }

  private func annotate(_ file: String, line: Int, title: String, _ text: String) {
    guard annotations < Self.annotationLimit else { return }
    annotations += 1
    let place =
      "file=\(Self.escaped(file, isProperty: true)),line=\(line),title=\(Self.escaped(title, isProperty: true))"
    options.print("::error \(place)::\(Self.escaped(text, isProperty: false))\n")
  }

  /// A text as a workflow command takes it.
  static func escaped(_ text: String, isProperty: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      case ":" where isProperty: out += "%3A"
      case "," where isProperty: out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  // MARK: Words

  private func print(_ line: String) { options.print(line + "\n") }

  private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  private enum Paint: String {
    case red = "31"
    case green = "32"
    case bold = "1"
  }

  private func paint(_ text: String, _ paint: Paint) -> String {
    let isPlain = options.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return options.usesColour && !isPlain ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
