/// What a replay found out about one cell.
public struct CellReport: Sendable, Equatable {
  public enum Status: Sendable, Equatable {
    case passed
    case skipped
    case failed(Failure)
  }

  public enum Failure: Sendable, Equatable {
    /// The output is not the recorded one.
    case differs(Mismatch)
    /// The cell shows this many lines, and nothing is recorded.
    case unrecorded([String])
    /// The cell ended in an error that its tags do not announce.
    case raised(CellError)
    /// The cell is tagged `raises-exception` and ended without an error.
    case didNotRaise
    /// The cell was ended from outside, or could not be run.
    case stopped(String)
    /// An option in the cell's header says nothing.
    case badOption(String)
    /// Two runs showed different outputs, so that there is nothing to record.
    case unstable(String)
  }

  public let number: Int
  public let title: String
  public let label: String
  /// The line of the file, from 1.
  public let line: Int
  public var seconds: Double
  public var status: Status
  /// Why the cell was not run, where it was skipped.
  public var skipReason: String?
  /// Whether the output was recorded in this replay.
  public var isRecorded = false

  public var failure: Failure? {
    if case .failed(let failure) = status { failure } else { nil }
  }
}

/// What a replay found out about one script.
public struct ScriptReport: Sendable, Equatable {
  public let path: String
  public var cells: [CellReport] = []
  /// Why the script could not be replayed at all.
  public var problem: String?
  /// What a person should know though nothing failed.
  public var notes: [String] = []
  public var isNotebookFile = false

  public init(path: String) { self.path = path }

  public var seconds: Double { cells.reduce(0) { $0 + $1.seconds } }
  public var failures: [CellReport] { cells.filter { $0.failure != nil } }
  public var passed: Bool { problem == nil && failures.isEmpty }
}

extension CellReport.Failure {
  /// The failure in one line.
  public var summary: String {
    switch self {
    case .differs(let mismatch):
      if !mismatch.figures.isEmpty, mismatch.numbers == nil, mismatch.sameShape {
        return "figure \(mismatch.figures[0].line.path) differs"
      }
      return "differs from its record"
    case .unrecorded(let lines):
      return
        "shows \(lines.count) line\(lines.count == 1 ? "" : "s") that \(lines.count == 1 ? "is" : "are") not recorded"
    case .raised(let error):
      let summary = error.summary.prefix { !$0.isNewline }
      return "raised " + (summary.utf8.count <= 500 ? String(summary) : String(summary.prefix(300)) + "…")
    case .didNotRaise: return "is tagged raises-exception and raised nothing"
    case .stopped(let reason): return reason
    case .badOption(let reason): return reason
    case .unstable(let reason): return "was not recorded: \(reason)"
    }
  }

  /// The kind of failure in a word.
  var kind: String {
    switch self {
    case .differs: "differs"
    case .unrecorded: "unrecorded"
    case .raised(let error): error.type
    case .didNotRaise: "no exception"
    case .stopped: "stopped"
    case .badOption: "bad option"
    case .unstable: "unstable"
    }
  }

  /// The lines below the summary.
  public func details(width: Int) -> [String] {
    switch self {
    case .differs(let mismatch): return mismatch.report(width: width)
    case .unrecorded(let lines):
      return lines.prefix(8).map { "#> \($0.utf8.count <= 2000 ? $0 : String($0.prefix(500)) + "…")" }
        + (lines.count > 8 ? ["… (\(lines.count - 8) more lines)"] : [])
        + ["record with --record missing"]
    case .raised(let error):
      var lines = error.traceback.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      while lines.last?.isEmpty == true { lines.removeLast() }
      if lines.count > 40 {
        lines = lines.prefix(20) + ["… (\(lines.count - 35) more lines)"] + lines.suffix(15)
      }
      return lines.map { $0.utf8.count <= 2000 ? $0 : String($0.prefix(500)) + "…" }
    case .didNotRaise, .stopped, .badOption, .unstable: return []
    }
  }
}
