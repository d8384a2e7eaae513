/// Replaces the escapes of a string literal.
struct EscapeDecoder {
  struct Failure: Error { var message: String }

  let bytes: [UInt8]
  let isRaw: Bool
  private var position: Int
  private let start: Int
  private let end: Int

  init(bytes: [UInt8], range: Range<Int>, isRaw: Bool) {
    self.bytes = bytes
    self.isRaw = isRaw
    position = range.lowerBound
    start = range.lowerBound
    end = range.upperBound
  }

  // MARK: Text

  mutating func text() throws -> String {
    var result: [UInt8] = []
    result.reserveCapacity(end - start)
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &result)
      } else {
        appendPlain(byte, to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func appendPlain(_ byte: UInt8, to result: inout [UInt8]) {
    position += 1
    if byte == 0x0D {
      if position < end, bytes[position] == 0x0A { position += 1 }
      result.append(0x0A)
    } else {
      result.append(byte)
    }
  }

  private mutating func escape(into result: inout [UInt8]) throws {
    let backslash = position
    position += 1
    // Only text before a field of an f-string can end so: f'\{x}'.
    guard position < end else { return result.append(UInt8(ascii: "\\")) }
    let letter = bytes[position]
    switch letter {
    case UInt8(ascii: "x"): try append(hexadecimal(2, "truncated \\xXX escape", backslash), to: &result)
    case UInt8(ascii: "u"): try append(hexadecimal(4, "truncated \\uXXXX escape", backslash), to: &result)
    case UInt8(ascii: "U"): try append(hexadecimal(8, "truncated \\UXXXXXXXX escape", backslash), to: &result)
    case UInt8(ascii: "N"): throw Failure(message: "\\N{…} names of characters are not part of nbsh")
    case 0x30...0x37: try append(octal(), to: &result)
    default: simpleEscape(letter, into: &result)
    }
  }

  private func append(_ code: UInt32, to result: inout [UInt8]) throws {
    guard let scalar = UnicodeScalar(code) else {
      throw Failure(message: "surrogates such as \\u\(String(code, radix: 16)) are not part of nbsh")
    }
    result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// One letter after a backslash; an unknown one keeps its backslash.
  private mutating func simpleEscape(_ letter: UInt8, into result: inout [UInt8]) {
    if letter == 0x0A || letter == 0x0D {
      position += letter == 0x0D && position + 1 < end && bytes[position + 1] == 0x0A ? 2 : 1
      return
    }
    if let value = Self.simple(letter) {
      result.append(value)
      position += 1
    } else {
      result.append(UInt8(ascii: "\\"))
    }
  }

  private static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): letter
    case UInt8(ascii: "a"): 7
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "v"): 11
    default: nil
    }
  }

  // MARK: Numbers

  private mutating func octal() -> UInt32 {
    var value: UInt32 = 0
    var count = 0
    while count < 3, position < end, bytes[position] >= 0x30, bytes[position] <= 0x37 {
      value = value * 8 + UInt32(bytes[position] - 0x30)
      position += 1
      count += 1
    }
    return value
  }

  private mutating func hexadecimal(_ count: Int, _ complaint: String, _ backslash: Int) throws -> UInt32 {
    position += 1
    var value: UInt32 = 0
    for _ in 0..<count {
      guard position < end, let digit = Self.digit(bytes[position]) else {
        throw failure(complaint, backslash)
      }
      value = value << 4 | digit
      position += 1
    }
    if value > 0x10FFFF { throw failure("illegal Unicode character", backslash) }
    return value
  }

  private func failure(_ complaint: String, _ backslash: Int) -> Failure {
    let first = offset(backslash)
    let last = offset(position) - 1
    return Failure(
      message:
        "(unicode error) 'unicodeescape' codec can't decode bytes in position \(first)-\(last): \(complaint)")
  }

  /// CPython decodes from a copy in which each character beyond ASCII takes ten bytes.
  private func offset(_ place: Int) -> Int {
    var count = 0
    for byte in bytes[start..<place] where byte & 0xC0 != 0x80 { count += byte < 0x80 ? 1 : 10 }
    return count
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    default: nil
    }
  }

  // MARK: Bytes

  mutating func byteString() throws -> [UInt8] {
    var result: [UInt8] = []
    while position < end {
      let byte = bytes[position]
      guard byte == UInt8(ascii: "\\"), !isRaw, position + 1 < end else {
        appendPlain(byte, to: &result)
        continue
      }
      position += 1
      switch bytes[position] {
      case UInt8(ascii: "x"): result.append(try byteEscape())
      case 0x30...0x37: result.append(UInt8(truncatingIfNeeded: octal()))
      case let letter: simpleEscape(letter, into: &result)
      }
    }
    return result
  }

  private mutating func byteEscape() throws -> UInt8 {
    let place = position - 1 - start
    guard position + 2 < end, let high = Self.digit(bytes[position + 1]),
      let low = Self.digit(bytes[position + 2])
    else { throw Failure(message: "(value error) invalid \\x escape at position \(place)") }
    position += 3
    return UInt8(high << 4 | low)
  }
}
