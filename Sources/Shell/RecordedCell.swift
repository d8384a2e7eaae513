import Notebooks

/// A cell that ran, with all that came of it.
public struct RecordedCell: Sendable {
  public var number: Int
  public var source: String
  /// All that it showed, in order.
  public var outputs: [Output]
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
  /// What it did with the streams of random numbers.
  public var random = RandomUse()
  /// The seconds that a replay gives one that was interrupted.
  static let timeoutInReplay = 60
  /// Whether it read a clock.
  public var readsClock = false
  /// Whether `%reset in` forgot it: what it set is still there.
  var isForgotten = false
  /// Whether `%reset` stood before it.
  var followsReset = false
  /// Whether later cells of a script use what it set or changed.
  public var isNeeded = true
  /// Whether it holds a measured time, which is no line of a script.
  public var isMeasurement = false

  public init(
    number: Int, source: String, outputs: [Output] = [], succeeded: Bool = true,
    interrupted: Bool = false
  ) {
    self.number = number
    self.source = source
    self.outputs = outputs
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
    // Only the last value of a cell is its own.
    outputs.removeAll { if case .value = $0 { true } else { false } }
    for output in next.outputs { outputs.add(output) }
    succeeded = succeeded && next.succeeded
    interrupted = next.interrupted
    (leaves, exitTraceback) = (next.leaves, next.exitTraceback)
    random.own.add(next.random.own)
    readsClock = readsClock || next.readsClock
  }

  /// What became of a cell that asked to leave: a replay says no more of it than the status.
  mutating func leave(status: Int32) {
    leaves = true
    guard status != 0 else { return }
    let text = "SystemExit: \(status)"
    outputs.add(.error(CellError(type: "SystemExit", message: String(status), traceback: text)))
    succeeded = false
  }

  /// How messages name it: `cell 3`, `cell 3 (train.py)`.
  var label: String { "cell \(number)" + (file.map { " (\($0))" } ?? "") }

  /// What is left of it when its text is forgotten.
  var forgotten: RecordedCell {
    var cell = self
    cell.isForgotten = true
    cell.outputs = []
    return cell
  }

  /// The error that ended it.
  public var error: CellError? { outputs.error }
}

extension [RecordedCell] {
  /// The cells as a script has them: those of a script in the place of the command that ran it.
  var flattened: [RecordedCell] {
    flatMap { cell in
      var parts = cell.parts ?? [cell]
      if cell.followsReset, !parts.isEmpty { parts[0].followsReset = true }
      return parts
    }
  }

  /// The cells for which something holds; what stood before one that is left out stands before the next.
  func keeping(_ isKept: (RecordedCell) -> Bool) -> [RecordedCell] {
    var followsReset = false
    return compactMap { cell in
      followsReset = followsReset || cell.followsReset
      guard isKept(cell) else { return nil }
      var cell = cell
      cell.followsReset = followsReset
      followsReset = false
      return cell
    }
  }
}
