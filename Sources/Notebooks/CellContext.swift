/// What a script says around a cell that is run, so that it can be written again with the cell.
public struct CellContext: Sendable, Equatable {
  /// The title, the tags and the tolerances.
  public var header = CellHeader()
  /// The line that says so, as somebody wrote it; empty where there is none.
  public var headerLine = ""
  /// The cells before it that are not run, such as markdown, as they stand in the script.
  public var before: [String] = []
  /// The same, behind the last cell that is run.
  public var after: [String] = []
  /// Whether the cell is expected to end in an error.
  public var raises = false

  public init() {}
}
