#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the last replay of a script found, kept in a folder of the user so that a page can tell it.
///
/// Each script has one small JSON file, named by its path. A cache: losing it loses nothing, and what cannot be
/// written or read is left out without a word.
struct LastReplay: Equatable {
  struct Cell: Equatable {
    enum Status: String { case passed, failed, skipped }

    var status: Status
    var seconds: Double
    /// Why the cell failed or was skipped, in one line, and the lines below it.
    var summary: String
    var details: [String]
  }

  /// Seconds since 1970.
  var time: Int
  /// The hash of the script as it was after the replay.
  var fingerprint: String
  /// The code cells in order.
  var cells: [Cell]
  /// Why the script could not be replayed.
  var problem: String?

  init(_ report: ScriptReport, fingerprint: String, time: Int) {
    self.time = time
    self.fingerprint = fingerprint
    problem = report.problem
    cells = report.cells.map { cell in
      switch cell.status {
      case .passed: Cell(status: .passed, seconds: cell.seconds, summary: "", details: [])
      case .skipped: Cell(status: .skipped, seconds: 0, summary: cell.skipReason ?? "", details: [])
      case .failed(let failure):
        Cell(
          status: .failed, seconds: cell.seconds, summary: failure.summary,
          details: failure.details(width: 100))
      }
    }
  }

  // MARK: Files

  /// Where the environment wants caches: `XDG_CACHE_HOME`, or `.cache` at home.
  static func folder(_ variable: (String) -> String?) -> String? {
    if let cache = variable("XDG_CACHE_HOME"), cache.hasPrefix("/") { return cache + "/nbsh/replays" }
    if let home = variable("HOME"), home.hasPrefix("/") { return home + "/.cache/nbsh/replays" }
    return nil
  }

  private static func file(_ folder: String, of script: String) -> String {
    "\(folder)/\(Notebook.hash(Array(Files.absolute(script).utf8))).json"
  }

  func write(_ folder: String, of script: String) {
    let items = cells.map { cell in
      JSON.object([
        JSON.Member("status", .string(cell.status.rawValue)),
        JSON.Member("seconds", .number(fixed(min(cell.seconds, 1e9), 3))),
        JSON.Member("summary", .string(cell.summary)),
        JSON.Member("details", .array(cell.details.map { .string($0) })),
      ])
    }
    let json = JSON.object([
      JSON.Member("script", .string(Files.absolute(script))), JSON.Member("time", .number(time)),
      JSON.Member("fingerprint", .string(fingerprint)),
      JSON.Member("problem", problem.map { .string($0) } ?? .null), JSON.Member("cells", .array(items)),
    ])
    try? Files.makeFolder(folder)
    try? Files.writeAtomically(Self.file(folder, of: script), Array(json.indented.utf8), isCache: true)
  }

  init?(_ folder: String, of script: String) {
    guard let bytes = try? Files.read(Self.file(folder, of: script), limit: 1 << 26),
      let json = try? JSON.parse(bytes), json["script"]?.stringValue == Files.absolute(script),
      let time = json["time"]?.intValue, let fingerprint = json["fingerprint"]?.stringValue,
      let items = json["cells"]?.arrayValue
    else { return nil }
    self.time = time
    self.fingerprint = fingerprint
    problem = json["problem"]?.stringValue
    cells = []
    for item in items {
      guard let status = item["status"]?.stringValue.flatMap(Cell.Status.init),
        let seconds = item["seconds"]?.doubleValue
      else { return nil }
      cells.append(
        Cell(
          status: status, seconds: seconds, summary: item["summary"]?.stringValue ?? "",
          details: (item["details"]?.arrayValue ?? []).compactMap(\.stringValue)))
    }
  }

  // MARK: Words

  /// `2026-11-21 07:15 UTC`
  var timeText: String {
    var moment = time_t(time)
    var parts = tm()
    guard gmtime_r(&moment, &parts) != nil else { return "some day" }
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)) UTC"
  }

  /// `12 cells: 10 passed, 1 failed, 1 skipped in 3.20 s`
  var summary: String {
    func count(_ status: Cell.Status) -> Int { cells.filter { $0.status == status }.count }
    var text = "\(cells.count) cell\(cells.count == 1 ? "" : "s"): \(count(.passed)) passed"
    for status in [Cell.Status.failed, .skipped] where count(status) > 0 {
      text += ", \(count(status)) \(status.rawValue)"
    }
    return text + " in \(shortSeconds(cells.reduce(0) { $0 + $1.seconds }))"
  }

  var hasPassed: Bool { problem == nil && !cells.contains { $0.status == .failed } }
}
