/// Little-endian numbers at places in a byte array; `nil` beyond its end.
struct ByteReader {
  let bytes: ArraySlice<UInt8>

  init(bytes: [UInt8]) { self.bytes = bytes[...] }
  init(bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  func integer(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for i in (0..<size).reversed() { value = value << 8 | UInt64(bytes[bytes.startIndex + offset + i]) }
    return Int(exactly: value)
  }

  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return bytes[(bytes.startIndex + offset)..<(bytes.startIndex + offset + count)]
  }
}

extension [UInt8] {
  /// Appends the low bytes of a number, lowest first.
  mutating func append(littleEndian value: Int, size: Int) {
    for i in 0..<size { append(UInt8(truncatingIfNeeded: value >> (8 * i))) }
  }

  /// Replaces bytes by the low bytes of a number, lowest first.
  mutating func put(littleEndian value: Int, size: Int, at place: Int) {
    for i in 0..<size { self[place + i] = UInt8(truncatingIfNeeded: value >> (8 * i)) }
  }

  /// Appends bytes block by block.
  ///
  /// Errors: KeyboardInterrupt, for many bytes.
  mutating func append(interruptibly source: UnsafeRawBufferPointer) throws(ArrayError) {
    let block = 1 << 22
    var done = 0
    while source.count - done > block {
      append(contentsOf: source[done..<(done + block)])
      done += block
      try Interruption.check()
    }
    append(contentsOf: source[done...])
  }
}
