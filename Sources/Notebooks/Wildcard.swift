/// Compares a pattern that holds stars with a sequence.
///
/// A star stands for any run of elements, also for none. The last star seen takes one element more
/// whenever the rest fails, so the time is at most the product of the lengths and no stack is used.
func matchesWithStars<P, E>(
  _ pattern: [P], _ elements: [E], isStar: (P) -> Bool, accepts: (P, E) -> Bool,
  mayTake: (E) -> Bool = { _ in true }
) -> Bool {
  var place = 0
  var index = 0
  var star: (place: Int, index: Int)?
  while index < elements.count {
    if place < pattern.count, isStar(pattern[place]) {
      star = (place, index)
      place += 1
    } else if place < pattern.count, accepts(pattern[place], elements[index]) {
      place += 1
      index += 1
    } else if let last = star, mayTake(elements[last.index]) {
      star = (last.place, last.index + 1)
      place = last.place + 1
      index = last.index + 1
    } else {
      return false
    }
  }
  return pattern[place...].allSatisfy(isStar)
}

/// Whether a line agrees with a recorded one in which `...` stands for any text.
func lineMatches(_ recorded: String, _ line: String) -> Bool {
  if sameBytes(recorded, line) { return true }
  guard find("...", in: recorded) != nil else { return false }
  var pattern: [UInt8?] = []
  var bytes = recorded.utf8[...]
  while let first = bytes.first {
    if bytes.starts(with: "...".utf8) {
      pattern.append(nil)
      bytes = bytes.dropFirst(3)
    } else {
      pattern.append(first)
      bytes = bytes.dropFirst()
    }
  }
  return matchesWithStars(pattern, Array(line.utf8), isStar: { $0 == nil }, accepts: { $0 == $1 })
}
