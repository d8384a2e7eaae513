/// Compares a pattern that holds stars with a sequence.
///
/// A star stands for any run of elements, also for none; one that is not free stops at the first element that it
/// may not take. Whenever the rest fails, the last star takes one element more, and if it may not, the last free
/// star does: the time is at most the product of the lengths, and no stack is used.
func matchesWithStars<P, E>(
  _ pattern: [P], _ elements: [E], isStar: (P) -> Bool, accepts: (P, E) -> Bool,
  isFree: (P) -> Bool = { _ in true }, mayTake: (E) -> Bool = { _ in true }
) -> Bool {
  var place = 0
  var index = 0
  var star: (place: Int, index: Int)?
  var freeStar: (place: Int, index: Int)?
  func advanced() -> Bool {
    if let last = star, last.index < elements.count, mayTake(elements[last.index]) {
      star = (last.place, last.index + 1)
      (place, index) = (last.place + 1, last.index + 1)
      return true
    }
    star = nil
    guard let last = freeStar, last.index < elements.count else { return false }
    freeStar = (last.place, last.index + 1)
    (place, index) = (last.place + 1, last.index + 1)
    return true
  }
  while true {
    if place < pattern.count, isStar(pattern[place]) {
      if isFree(pattern[place]) {
        freeStar = (place, index)
        star = nil
      } else {
        star = (place, index)
      }
      place += 1
    } else if index == elements.count {
      if place == pattern.count { return true }
      // Nothing is left for the rest of the pattern, and a star that takes more leaves still less.
      return false
    } else if place < pattern.count, accepts(pattern[place], elements[index]) {
      place += 1
      index += 1
    } else if !advanced() {
      return false
    }
  }
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
