/// Searching and splitting runs of bytes: `bytes` as they are, `str` in UTF-8, where a match of whole characters is a
/// match of bytes.
enum ByteSearch {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  static func first(_ needle: Bytes, in text: Bytes, from: Int, to: Int) -> Int? {
    let count = needle.count
    if count == 0 { return from <= to ? from : nil }
    if to - from < count { return nil }
    let head = needle[0]
    var position = from
    while position <= to - count {
      if text[position] == head {
        var index = 1
        while index < count, text[position + index] == needle[index] { index += 1 }
        if index == count { return position }
      }
      position += 1
    }
    return nil
  }

  static func last(_ needle: Bytes, in text: Bytes, from: Int, to: Int) -> Int? {
    let count = needle.count
    if count == 0 { return from <= to ? to : nil }
    var position = to - count
    while position >= from {
      var index = 0
      while index < count, text[position + index] == needle[index] { index += 1 }
      if index == count { return position }
      position -= 1
    }
    return nil
  }

  /// Matches that do not overlap, from the left; at most `limit`.
  static func matches(_ needle: Bytes, in text: Bytes, from: Int, to: Int, limit: Int = .max) -> [Int] {
    var found: [Int] = []
    var position = from
    while found.count < limit, let match = first(needle, in: text, from: position, to: to) {
      found.append(match)
      position = match + needle.count
    }
    return found
  }

  /// The pieces between separators; `limit` < 0 for all.
  static func split(_ text: Bytes, _ separator: Bytes, limit: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var position = 0
    for match in matches(separator, in: text, from: 0, to: text.count, limit: limit < 0 ? .max : limit) {
      pieces.append(position..<match)
      position = match + separator.count
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
    func skipSpaces() {
      while position < text.count {
        let length = spaceLength(text, position)
        if length == 0 { break }
        position += length
      }
    }
    while true {
      skipSpaces()
      if position >= text.count { return pieces }
      if limit >= 0, pieces.count == limit {
        pieces.append(position..<text.count)
        return pieces
      }
      let start = position
      while position < text.count, spaceLength(text, position) == 0 { position += 1 }
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
    for match in matches(old, in: text, from: 0, to: text.count, limit: limit < 0 ? .max : limit) {
      result.append(contentsOf: text[position..<match])
      result.append(contentsOf: new)
      position = match + old.count
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
    self.init(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
