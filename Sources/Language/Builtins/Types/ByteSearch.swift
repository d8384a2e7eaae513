#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Searching and splitting runs of bytes: `bytes` as they are, `str` in UTF-8, where a match of whole characters is a
/// match of bytes.
///
/// Long searches end early where the user interrupted, as if there were nothing more to find.
enum ByteSearch {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Bytes that are looked at between two questions whether the user interrupted.
  private static let block = 1 << 22

  static func first(_ needle: Bytes, in text: Bytes, from: Int, to: Int) -> Int? {
    let count = needle.count
    if count == 0 { return from <= to ? from : nil }
    guard to - from >= count, let bytes = text.baseAddress, let wanted = needle.baseAddress else {
      return nil
    }
    let head = Int32(needle[0])
    let end = to - count + 1
    var position = from
    var left = block
    while position < end {
      let stretch = min(end - position, block)
      guard let found = memchr(bytes + position, head, stretch) else {
        position += stretch
        if Interpreter.isInterrupted { return nil }
        continue
      }
      position = UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
      if memcmp(bytes + position, wanted, count) == 0 { return position }
      position += 1
      left -= count
      if left < 0 {
        if Interpreter.isInterrupted { return nil }
        left = block
      }
    }
    return nil
  }

  static func last(_ needle: Bytes, in text: Bytes, from: Int, to: Int) -> Int? {
    let count = needle.count
    if count == 0 { return from <= to ? to : nil }
    guard to - from >= count, let bytes = text.baseAddress, let wanted = needle.baseAddress else {
      return nil
    }
    var position = to - count
    var left = block
    while position >= from {
      if bytes[position] == wanted[0] {
        if memcmp(bytes + position, wanted, count) == 0 { return position }
        left -= count
      }
      position -= 1
      left -= 1
      if left < 0 {
        if Interpreter.isInterrupted { return nil }
        left = block
      }
    }
    return nil
  }

  /// How many matches there are that do not overlap.
  static func count(_ needle: Bytes, in text: Bytes, from: Int, to: Int) -> Int {
    var count = 0
    var position = from
    while let match = first(needle, in: text, from: position, to: to) {
      count += 1
      position = match + needle.count
      if Interpreter.isInterrupted(at: count) { break }
    }
    return count
  }

  /// Matches that do not overlap, from the left; at most `limit`.
  static func matches(_ needle: Bytes, in text: Bytes, from: Int, to: Int, limit: Int = .max) -> [Int] {
    var found: [Int] = []
    var position = from
    while found.count < limit, let match = first(needle, in: text, from: position, to: to) {
      found.append(match)
      position = match + needle.count
      if Interpreter.isInterrupted(at: found.count) { break }
    }
    return found
  }

  /// The pieces between separators; `limit` < 0 for all.
  static func split(_ text: Bytes, _ separator: Bytes, limit: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var position = 0
    while limit < 0 || pieces.count < limit,
      let match = first(separator, in: text, from: position, to: text.count)
    {
      pieces.append(position..<match)
      position = match + separator.count
      if Interpreter.isInterrupted(at: pieces.count) { break }
    }
    pieces.append(position..<text.count)
    return pieces
  }

  /// The same from the right.
  static func splitFromRight(_ text: Bytes, _ separator: Bytes, limit: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var end = text.count
    while limit < 0 || pieces.count < limit, let match = last(separator, in: text, from: 0, to: end) {
      pieces.append((match + separator.count)..<end)
      end = match
      if Interpreter.isInterrupted(at: pieces.count) { break }
    }
    pieces.append(0..<end)
    return pieces.reversed()
  }

  /// The words between runs of white space.
  ///
  /// - Parameter spaceLength: the number of bytes of the white space character that begins at an offset; 0 for none.
  static func words(_ text: Bytes, limit: Int, spaceLength: (Bytes, Int) -> Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var position = 0
    var turn = 0
    func goesOn() -> Bool {
      turn &+= 1
      return position < text.count && !Interpreter.isInterrupted(at: turn)
    }
    func skipSpaces() {
      while goesOn() {
        let length = spaceLength(text, position)
        if length == 0 { break }
        position += length
      }
    }
    while true {
      skipSpaces()
      if position >= text.count || Interpreter.isInterrupted(at: pieces.count) { return pieces }
      if limit >= 0, pieces.count == limit {
        pieces.append(position..<text.count)
        return pieces
      }
      let start = position
      while goesOn(), spaceLength(text, position) == 0 { position += 1 }
      pieces.append(start..<position)
    }
  }

  /// The words, split from the right.
  static func wordsFromRight(_ text: Bytes, limit: Int, spaceLength: (Bytes, Int) -> Int) -> [Range<Int>] {
    let all = words(text, limit: -1, spaceLength: spaceLength)
    guard limit >= 0, all.count > limit else { return all }
    // The first piece keeps the spaces before it.
    let kept = all.suffix(limit)
    let rest = 0..<all[all.count - limit - 1].upperBound
    return [rest] + kept
  }

  /// White space in UTF-8.
  static func spaceLength(utf8 text: Bytes, _ position: Int) -> Int {
    let byte = text[position]
    if byte < 0x80 { return (byte >= 9 && byte <= 13) || (byte >= 28 && byte <= 32) ? 1 : 0 }
    if byte == 0xC2, position + 1 < text.count {
      return text[position + 1] == 0x85 || text[position + 1] == 0xA0 ? 2 : 0
    }
    guard byte == 0xE1 || byte == 0xE2 || byte == 0xE3, position + 2 < text.count else { return 0 }
    let value =
      UInt32(byte & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6 | UInt32(text[position + 2] & 0x3F)
    return Unicode.Scalar(value)?.isPythonSpace == true ? 3 : 0
  }

  /// White space in bytes.
  static func spaceLength(bytes text: Bytes, _ position: Int) -> Int {
    let byte = text[position]
    return (byte >= 9 && byte <= 13) || byte == 32 ? 1 : 0
  }

  /// Replaces matches from the left; `limit` < 0 for all. An empty needle stands between all characters.
  static func replaced(_ text: Bytes, _ old: Bytes, _ new: Bytes, limit: Int, isUTF8: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    if old.isEmpty {
      var left = limit < 0 ? Int.max : limit
      for index in 0...text.count {
        if Interpreter.isInterrupted(at: index) { break }
        let isBoundary = index == text.count || !isUTF8 || text[index] & 0xC0 != 0x80
        if isBoundary, left > 0 {
          result.append(contentsOf: new)
          left -= 1
        }
        if index < text.count { result.append(text[index]) }
      }
      return result
    }
    var position = 0
    var left = limit < 0 ? Int.max : limit
    while left > 0, let match = first(old, in: text, from: position, to: text.count) {
      result.append(contentsOf: text[position..<match])
      result.append(contentsOf: new)
      position = match + old.count
      left -= 1
      if Interpreter.isInterrupted(at: left) { return result }
    }
    result.append(contentsOf: text[position...])
    return result
  }
}

extension String {
  /// The UTF-8 bytes, without a copy where the string holds them side by side.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    var text = self
    return try text.withUTF8(body)
  }

  /// A part by byte offsets.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    self.init(utf8: UnsafeBufferPointer(rebasing: bytes[range]))
  }
}
