/// What was done with streams of random numbers.
public struct StreamUse: Sendable, Equatable {
  /// Numbers were drawn, or a seed was set: the next numbers are others than they would have been.
  public var moved = false
  /// A seed was set.
  public var seeded = false
  /// Numbers were drawn from a stream that no seed began: no second run gives them again.
  public var drewUnseeded = false

  public init() {}

  public mutating func add(_ other: StreamUse) {
    moved = moved || other.moved
    seeded = seeded || other.seeded
    drewUnseeded = drewUnseeded || other.drewUnseeded
  }
}

/// Notices what is done with a stream, by its places.
struct StreamWatch<Place: Equatable> {
  /// Where the stream was when this last looked; nil before the first look.
  private var last: Place?
  private(set) var isSeeded = false
  private var use = StreamUse()

  /// The stream begins at a place, with a seed or from the system's entropy.
  mutating func begin(at place: Place, isSeeded: Bool) {
    if last != nil {
      use.moved = true
      if isSeeded { use.seeded = true }
    }
    last = place
    self.isSeeded = isSeeded
  }

  /// Looks where the stream is.
  mutating func note(_ place: Place) {
    if let last, last != place {
      use.moved = true
      if !isSeeded { use.drewUnseeded = true }
    }
    last = place
  }

  /// What was done since this was last asked.
  mutating func take(at place: Place) -> StreamUse {
    note(place)
    defer { use = StreamUse() }
    return use
  }
}
