/// A line of output with `...` for where objects lie in memory, which no two runs share: what a script records of
/// `<matplotlib.lines.Line2D at 0x7f31c40a1d90>` is `<matplotlib.lines.Line2D at 0x...>`.
func withoutAddresses(_ line: String) -> String {
  guard find(" at 0x", in: line) != nil else { return line }
  func isHexDigit(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
  }
  let bytes = Array(line.utf8)
  var out: [UInt8] = []
  var place = 0
  while place < bytes.count {
    guard bytes[place...].starts(with: " at 0x".utf8) else {
      out.append(bytes[place])
      place += 1
      continue
    }
    let start = place + 6
    let end = bytes[start...].firstIndex { !isHexDigit($0) } ?? bytes.count
    let isAddress = end > start && end < bytes.count && bytes[end] == UInt8(ascii: ">")
    out += bytes[place..<start]
    out += isAddress ? Array("...".utf8) : Array(bytes[start..<end])
    place = end
  }
  return String(decoding: out, as: UTF8.self)
}
