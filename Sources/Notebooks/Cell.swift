/// One cell of a script: where its lines stand and what its header says.
public struct Cell: Sendable {
  /// What the header says; the plain one where the cell has none.
  public let header: CellHeader
  /// The line that opens the cell; nothing for what stands before the first marker, or for a program.
  public let headerLine: Int?
  /// Every line after the header up to the next cell.
  public let body: Range<Int>
  /// What is run or read: the body without its recorded block and the blank lines at its end.
  public let source: Range<Int>
  /// The `#>` lines that end the body; empty, and in the place where they would stand, if there are none.
  public let recorded: Range<Int>
  public let options: CellOptions

  public var kind: CellHeader.Kind { header.kind }
  public var title: String { header.title }
  public var tags: [String] { options.tags }
  public var hasRecord: Bool { !recorded.isEmpty }
}
