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
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count / 4 * 3)
    var group: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 {
      if isSpace(byte) || byte == 0x0A || byte == 0x0D { continue }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      let value = values[Int(byte)]
      if value == 255 || padding > 0 { return nil }
      group = group << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out.append(contentsOf: [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)])
        group = 0
        count = 0
      }
    }
    switch count {
    case 0: return padding == 0 ? out : nil
    case 2 where padding == 2: out.append(UInt8(group >> 4 & 255))
    case 3 where padding == 1: out.append(contentsOf: [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)])
    default: return nil
    }
    return out
  }
}
