/// Where numbers and strings end; their values are read later.
extension Lexer {
  // MARK: Numbers

  mutating func number() {
    let start = position
    if byte(position) == UInt8(ascii: "0") {
      switch byte(position + 1) | 0x20 {
      case UInt8(ascii: "x"): return radix("hexadecimal", 16)
      case UInt8(ascii: "o"): return radix("octal", 8)
      case UInt8(ascii: "b"): return radix("binary", 2)
      default: break
      }
    }
    var isInteger = true
    if byte(position) != UInt8(ascii: ".") {
      guard digits() else { return }
    }
    let integerEnd = position
    if byte(position) == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      if isDigit(byte(position)) { guard digits() else { return } }
    }
    if byte(position) | 0x20 == UInt8(ascii: "e") {
      var next = position + 1
      let isSigned = byte(next) == UInt8(ascii: "+") || byte(next) == UInt8(ascii: "-")
      if isSigned { next += 1 }
      if isDigit(byte(next)) {
        isInteger = false
        position = next
        guard digits() else { return }
      } else if isSigned {
        position = next + 1
        return fail("invalid decimal literal", next - 1, next)
      }
    }
    if byte(position) | 0x20 == UInt8(ascii: "j") {
      position += 1
      guard endNumber("imaginary") else { return }
    } else {
      guard endNumber("decimal") else { return }
      if isInteger, byte(start) == UInt8(ascii: "0"), !isZero(start, integerEnd) {
        return fail(
          "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
          start,
          leadingZeros(start))
      }
    }
    add(.number, start)
  }

  private func leadingZeros(_ start: Int) -> Int {
    var end = start
    while byte(end) == UInt8(ascii: "0") || byte(end) == UInt8(ascii: "_") { end += 1 }
    return end
  }

  private func isZero(_ start: Int, _ end: Int) -> Bool {
    bytes[start..<end].allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "_") }
  }

  /// Digits with single underscores between them.
  private mutating func digits() -> Bool {
    while true {
      while isDigit(byte(position)) { position += 1 }
      guard byte(position) == UInt8(ascii: "_") else { return true }
      position += 1
      if !isDigit(byte(position)) {
        fail("invalid decimal literal", position - 1, position)
        return false
      }
    }
  }

  private mutating func radix(_ name: String, _ base: Int) {
    let start = position
    position += 2
    repeat {
      if byte(position) == UInt8(ascii: "_") { position += 1 }
      guard digitValue(byte(position)) < base else {
        if isDigit(byte(position)) { return failDigit(name) }
        return fail("invalid \(name) literal", position - 1, position)
      }
      while digitValue(byte(position)) < base { position += 1 }
    } while byte(position) == UInt8(ascii: "_")
    if isDigit(byte(position)) { return failDigit(name) }
    guard endNumber(name) else { return }
    add(.number, start)
  }

  private mutating func failDigit(_ name: String) {
    fail("invalid digit '\(UnicodeScalar(byte(position)))' in \(name) literal", position, position + 1)
  }

  private func digitValue(_ byte: UInt8) -> Int {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x61...0x66: Int(byte) - 0x61 + 10
    case 0x41...0x46: Int(byte) - 0x41 + 10
    default: 99
    }
  }

  /// After a number only certain keywords may follow without a blank: `1if x else 2`.
  private mutating func endNumber(_ name: String) -> Bool {
    guard isNameByte(byte(position)), byte(position) < 0x80 else { return true }
    for word in ["and", "else", "for", "if", "in", "is", "not", "or"] {
      if word.utf8.enumerated().allSatisfy({ byte(position + $0.offset) == $0.element }) { return true }
    }
    fail("invalid \(name) literal", position - 1, position)
    return false
  }

  // MARK: Strings

  /// Reads a string that starts with a prefix or a quote; `position` is at the quote.
  mutating func string(from start: Int) {
    let quote = bytes[position]
    let isTriple = byte(position + 1) == quote && byte(position + 2) == quote
    position += isTriple ? 3 : 1
    while position < limit {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") {
        position += 1
        if position < limit { isLineEnd(bytes[position]) ? passLineEnd() : (position += 1) }
      } else if byte == quote {
        if !isTriple {
          position += 1
          return add(.string, start)
        }
        if self.byte(position + 1) == quote, self.byte(position + 2) == quote {
          position += 3
          return add(.string, start)
        }
        position += 1
      } else if isLineEnd(byte), !isTriple {
        break
      } else {
        position += 1
      }
    }
    let prefix = isFragment ? "f-string: " : ""
    var last = min(position, limit)
    if isTriple, last > start, last == limit, isLineEnd(bytes[last - 1]) { last -= 1 }
    let line = source.lineInMessages(of: last)
    let kind = isTriple ? "triple-quoted string literal" : "string literal"
    fail("\(prefix)unterminated \(kind) (detected at line \(line))", start, start + 1, isIncomplete: isTriple)
  }
}
