/// Finds the name that someone probably meant, as CPython 3.11 does (Python/suggestions.c), so that the same
/// mistakes get the same answers.
public enum Suggestion {
  private static let moveCost = 2
  private static let caseCost = 1
  private static let longest = 40

  /// The nearest candidate by weighted edit distance, the first of several equally near; nil where none is near
  /// enough: about a third of the letters may differ, and case counts half.
  public static func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let letters = Array(candidate.utf8)
      let limit = min(
        (wanted.count + letters.count + 3) * moveCost / 6, (best?.distance ?? Int.max) - 1)
      if let distance = distance(wanted, letters, limit: limit) { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The cost of insertions, deletions and substitutions; nil where it is above the limit.
  static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
    var (a, b) = (a[...], b[...])
    while let x = a.first, let y = b.first, x == y {
      a.removeFirst()
      b.removeFirst()
    }
    while let x = a.last, let y = b.last, x == y {
      a.removeLast()
      b.removeLast()
    }
    if a.isEmpty || b.isEmpty {
      let cost = (a.count + b.count) * moveCost
      return cost <= limit ? cost : nil
    }
    if a.count > longest || b.count > longest || abs(a.count - b.count) * moveCost > limit { return nil }
    let (short, long) = a.count <= b.count ? (Array(a), Array(b)) : (Array(b), Array(a))
    var row = (1...short.count).map { $0 * moveCost }
    for (i, letter) in long.enumerated() {
      var diagonal = i * moveCost
      var left = (i + 1) * moveCost
      for (j, other) in short.enumerated() {
        let cost = min(diagonal + substitution(letter, other), min(left, row[j]) + moveCost)
        diagonal = row[j]
        left = cost
        row[j] = cost
      }
    }
    let cost = row[short.count - 1]
    return cost <= limit ? cost : nil
  }

  private static func substitution(_ a: UInt8, _ b: UInt8) -> Int {
    func lower(_ letter: UInt8) -> UInt8 { letter >= 65 && letter <= 90 ? letter + 32 : letter }
    if a == b { return 0 }
    return lower(a) == lower(b) ? caseCost : moveCost
  }
}
