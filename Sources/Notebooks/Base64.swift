/// Bytes as text, as notebooks hold their pictures (RFC 4648).
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    return table
  }()

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      let group =
        UInt32(bytes[index]) << 16 | (count > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (count > 2 ? UInt32(bytes[index + 2]) : 0)
      for place in 0..<4 {
        out.append(place <= count ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes of a text; blanks and line ends are skipped. Nothing where the text is not base64.
  static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { letters in values.withUnsafeBufferPointer { decode(letters, $0) } }
  }

  private static func decode(_ letters: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>)
    -> [UInt8]?
  {
    var out: [UInt8] = []
    out.reserveCapacity(letters.count / 4 * 3)
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in letters {
      let value = values[Int(byte)]
      if value == 255 {
        if byte == UInt8(ascii: "=") {
          padding += 1
        } else if !isSpace(byte), byte != 0x0A, byte != 0x0D {
          return nil
        }
        continue
      }
      if padding > 0 { return nil }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out.append(UInt8(truncatingIfNeeded: group >> 16))
        out.append(UInt8(truncatingIfNeeded: group >> 8))
        out.append(UInt8(truncatingIfNeeded: group))
        count = 0
      }
    }
    switch (count, padding) {
    case (0, 0): break
    case (2, 2): out.append(UInt8(truncatingIfNeeded: group >> 4))
    case (3, 1):
      out.append(UInt8(truncatingIfNeeded: group >> 10))
      out.append(UInt8(truncatingIfNeeded: group >> 2))
    default: return nil
    }
    return out
  }
}
