/// Finds the name that someone probably meant.
public enum Suggestion {
  /// The nearest candidate by edit distance, if it is near enough: a third of the length, at most three edits.
  public static func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    if wanted.count > 64 { return nil }
    let limit = max(1, min(3, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name && abs(candidate.utf8.count - wanted.count) <= limit {
      let distance = editDistance(wanted, Array(candidate.utf8))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); case counts half.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var twoBack: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        let cost = a[i] == b[j] ? 0 : 1
        var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, twoBack[j - 1] + 1) }
        current.append(best)
      }
      twoBack = previous
      previous = current
    }
    return previous[b.count]
  }
}
