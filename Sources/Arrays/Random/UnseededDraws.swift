/// Notices draws from a stream that no seed began: what such a stream gives, no second run gives again.
struct UnseededDraws<Place: Equatable> {
  /// Where the stream was when this last looked; nil for one with a seed.
  private var last: Place?
  private var hasDrawn = false

  /// The stream began from the system's entropy.
  mutating func begin(at place: Place) { last = place }

  /// From now on the stream has a seed.
  mutating func end() { last = nil }

  /// Looks where the stream is.
  mutating func note(_ place: Place) {
    guard let before = last, before != place else { return }
    hasDrawn = true
    last = place
  }

  /// Whether numbers were drawn since this was last asked.
  mutating func take(at place: Place) -> Bool {
    note(place)
    defer { hasDrawn = false }
    return hasDrawn
  }
}
