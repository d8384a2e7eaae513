import Notebooks

/// What the shell asks of the documents side: writing and checking a session.
public protocol SessionRecorder: AnyObject {
  /// Writes the cells as a script with their outputs and figures recorded.
  func saveScript(cells: [RecordedCell], to path: String) throws
  /// Replays the cells in a fresh session and says what differs, in lines of a width; an empty text when nothing does.
  func check(cells: [RecordedCell], width: Int) throws -> String
  /// A script, ready to be run as one cell after another, and whether it is a notebook, whose cells show their values.
  func script(at path: String) throws -> (cells: [ScriptPart], isNotebook: Bool)
  /// A cell without the lines that only IPython understands, and these lines.
  func withoutMagics(_ source: String) -> (source: String, leftOut: [String])
}

extension SessionRecorder {
  public func withoutMagics(_ source: String) -> (source: String, leftOut: [String]) { (source, []) }
}

/// A cell of a script that `%run` runs.
public struct ScriptPart: Equatable, Sendable {
  public var source: String
  /// The line of the file, from 1, on which it begins.
  public var line: Int
  /// What the script says around it.
  public var context: CellContext

  public init(_ source: String, line: Int = 1, context: CellContext = CellContext()) {
    self.source = source
    self.line = line
    self.context = context
  }
}
