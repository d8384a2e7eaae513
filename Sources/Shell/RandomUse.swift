import Arrays

/// What a cell did with the streams of random numbers.
public struct RandomUse: Sendable, Equatable {
  /// A command drew between the cell before and this one: `%timeit`.
  public var movedBefore = false
  public var own = StreamUse()

  public init(movedBefore: Bool = false, own: StreamUse = StreamUse()) {
    self.movedBefore = movedBefore
    self.own = own
  }
}

extension [RecordedCell] {
  /// Cells that draw, with a seed, behind something that drew and is no part of a script.
  func shiftedDraws(isKept: (RecordedCell) -> Bool) -> [(cell: RecordedCell, culprit: RecordedCell?)] {
    var shifted: [(cell: RecordedCell, culprit: RecordedCell?)] = []
    var isShifted = false
    var culprit: RecordedCell?
    for cell in self {
      if cell.random.movedBefore { (isShifted, culprit) = (true, nil) }
      if !isKept(cell) {
        if cell.random.own.moved { (isShifted, culprit) = (true, cell) }
      } else if cell.random.own.moved {
        // Who sets a seed sets it first.
        if isShifted, !cell.random.own.seeded, !cell.random.own.drewUnseeded {
          shifted.append((cell, culprit))
        }
        isShifted = false
      }
    }
    return shifted
  }
}
