import Arrays

/// A pipe or a device, read as somebody asks for more: it may be slow, or have no end.
struct FileStream {
  private let file: InputFile
  private var isAtEnd = false
  /// The beginning of a character or an end of line whose rest has not come yet.
  private var begun: [UInt8] = []
  private var length = 1 << 13

  init(_ file: InputFile) { self.file = file }

  /// The next bytes, whole characters of text; nil at the end.
  ///
  /// - Throws: OSError, KeyboardInterrupt.
  mutating func next(_ path: String, isText: Bool, _ encoding: String) throws -> [UInt8]? {
    while !isAtEnd {
      var bytes = begun
      begun = []
      do throws(InputFile.Failure) {
        if isText, encoding.contains("16") || encoding.contains("32") {
          // Their units begin once, and are told by the first two bytes.
          bytes = try file.rest()
          isAtEnd = true
        } else {
          let piece = try file.piece(atMost: length)
          isAtEnd = piece.isEmpty
          bytes += piece
        }
      } catch {
        begun = bytes
        throw PyError(error, path)
      }
      length = min(2 * length, 1 << 20)
      if isText, !isAtEnd {
        let whole = FileStream.whole(bytes)
        begun = Array(bytes[whole...])
        bytes.removeSubrange(whole...)
      }
      if !bytes.isEmpty { return bytes }
    }
    return nil
  }

  /// How many bytes are whole characters and whole ends of lines.
  private static func whole(_ bytes: [UInt8]) -> Int {
    if bytes.last == 13 { return bytes.count - 1 }
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? bytes.count - back : bytes.count
    }
    return bytes.count
  }
}
