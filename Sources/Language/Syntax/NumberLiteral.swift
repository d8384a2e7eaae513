/// The values of number literals.
extension Parser {
  func number(_ token: Token) throws -> Constant {
    var digits: [UInt8] = []
    digits.reserveCapacity(Int(token.end - token.start))
    for byte in source.bytes[Int(token.start)..<Int(token.end)] where byte != UInt8(ascii: "_") {
      digits.append(byte)
    }
    let text = String(decoding: digits, as: UTF8.self)
    if digits.count > 1, digits[0] == UInt8(ascii: "0"), let radix = Self.radix(digits[1]) {
      return Int(text.dropFirst(2), radix: radix).map { .int($0) } ?? .bigInt(text)
    }
    if let last = digits.last, last | 0x20 == UInt8(ascii: "j") { return .imaginary(String(text.dropLast())) }
    if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      if let value = Int(text) { return .int(value) }
      return .bigInt(text)
    }
    guard let value = Double(text) else { throw error("invalid decimal literal", token.span) }
    return .float(value)
  }

  private static func radix(_ letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }
}
