import Notebooks

/// A cell that ran, with all that came of it.
public struct RecordedCell: Sendable {
  public var number: Int
  public var source: String
  public var printed: String
  public var value: String?
  public var figures: [[UInt8]]
  public var error: String?
  /// Whether it ended as it should: without an error, or with the one that its tag announces.
  public var succeeded: Bool
  public var interrupted: Bool
  /// What was typed, where the source is not that.
  public var typed: String?
  /// What ran in the place of its source: the cells of a script that `%run` ran.
  public var parts: [RecordedCell]?
  /// Whether it is a line that %save puts around the cells of a script: `sys.argv = …`.
  var isFrame = false
  /// Whether it ended with `sys.exit()`.
  var leaves = false
  /// What `%tb` shows of that.
  var exitTraceback: String?
  /// What a script, be it pasted, says around it: its header, and cells of text.
  public var context = CellContext()
  /// The script that this is a cell of.
  public var file: String?
  /// The line of its source, from 1, on which the error stands.
  public var errorLine: Int?
  /// The folder in which it ran.
  public var folder: String?
  /// Whether it drew random numbers from a generator that was never seeded.
  public var drewUnseeded = false
  /// Whether later cells of a script use what it set or changed.
  public var isNeeded = true
  /// Whether it holds a measured time, which is no line of a script.
  public var isMeasurement = false

  public init(
    number: Int, source: String, printed: String = "", value: String? = nil, figures: [[UInt8]] = [],
    error: String? = nil, succeeded: Bool = true, interrupted: Bool = false
  ) {
    self.number = number
    self.source = source
    self.printed = printed
    self.value = value
    self.figures = figures
    self.error = error
    self.succeeded = succeeded
    self.interrupted = interrupted
  }

  /// Makes one cell of this one and what ran after it under the same number.
  mutating func append(_ next: RecordedCell) {
    if parts != nil || next.parts != nil || isMeasurement || next.isMeasurement {
      parts = (parts ?? [self]) + (next.parts ?? [next])
      isMeasurement = false
    }
    errorLine = next.errorLine.map { $0 + source.lines.count }
    source += "\n" + next.source
    printed += next.printed
    value = next.value
    figures += next.figures
    error = next.error
    succeeded = succeeded && next.succeeded
    interrupted = next.interrupted
    (leaves, exitTraceback) = (next.leaves, next.exitTraceback)
    drewUnseeded = drewUnseeded || next.drewUnseeded
  }

  /// What became of a cell that asked to leave: a replay says no more of it than the status.
  mutating func leave(status: Int32) {
    leaves = true
    guard status != 0 else { return }
    error = "SystemExit: \(status)"
    succeeded = false
  }

  /// How messages name it: `cell 3`, `cell 3 (train.py)`.
  var label: String { "cell \(number)" + (file.map { " (\($0))" } ?? "") }

  /// The type of its error: `ValueError`.
  var errorType: String? {
    guard let last = error?.split(separator: "\n").last else { return nil }
    return String(last.prefix { $0 != ":" })
  }
}

extension [RecordedCell] {
  /// The cells as a script has them: those of a script in the place of the command that ran it.
  var flattened: [RecordedCell] { flatMap { $0.parts ?? [$0] } }
}
