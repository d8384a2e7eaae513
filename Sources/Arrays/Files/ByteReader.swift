/// Little-endian numbers at places in a byte array; `nil` beyond its end.
struct ByteReader {
  let bytes: [UInt8]

  func integer(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    var value: UInt64 = 0
    for i in (0..<size).reversed() { value = value << 8 | UInt64(bytes[offset + i]) }
    return Int(exactly: value)
  }

  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return bytes[offset..<(offset + count)]
  }
}

extension [UInt8] {
  /// Appends the low bytes of a number, lowest first.
  mutating func append(littleEndian value: Int, size: Int) {
    for i in 0..<size { append(UInt8(truncatingIfNeeded: value >> (8 * i))) }
  }
}
