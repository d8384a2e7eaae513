/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, CustomStringConvertible {
  public let reason: String
  /// The byte, from 0.
  public let offset: Int
  /// The line, from 1.
  public let line: Int

  public var description: String { "\(reason) at line \(line) (byte \(offset))" }
}

extension JSON {
  /// How deep arrays and objects may nest; a notebook needs about ten.
  public static let depthLimit = 200

  /// Reads one JSON value.
  ///
  /// Strict RFC 8259, with what Python's reader also takes: `NaN` and the infinities, control characters inside
  /// strings, and names that occur twice (the last one counts). A lone half of a surrogate pair becomes U+FFFD.
  ///
  /// - Throws: `JSONError` for anything else, for nesting deeper than `depthLimit` and for invalid UTF-8.
  public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: bytes, relaxed: false)
    return try parser.document()
  }

  public static func parse(_ text: String) throws(JSONError) -> JSON { try parse(Array(text.utf8)) }

  /// Reads a JSON value or a Python literal: single quotes, `True`, `None`, tuples, `.5`, trailing commas.
  static func parseRelaxed(_ bytes: [UInt8]) -> JSON? {
    var parser = JSONParser(bytes: bytes, relaxed: true)
    return try? parser.document()
  }
}

struct JSONParser {
  let bytes: [UInt8]
  let relaxed: Bool
  private var position = 0
  private var depth = 0

  init(bytes: [UInt8], relaxed: Bool) {
    self.bytes = bytes
    self.relaxed = relaxed
    // A byte order mark is not JSON, but editors leave it and readers forgive it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipSpace()
    if position < bytes.count { throw error("unexpected text after the value") }
    return value
  }

  private func error(_ reason: String) -> JSONError {
    let line = bytes[..<min(position, bytes.count)].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return JSONError(reason: reason, offset: position, line: line)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipSpace()
    guard let byte = peek() else { throw error("the text ends where a value should stand") }
    switch byte {
    case UInt8(ascii: "{"): return try nested(Self.object)
    case UInt8(ascii: "["): return try nested { (parser) throws(JSONError) in try parser.array(closing: "]") }
    case UInt8(ascii: "("):
      if relaxed { return try nested { (parser) throws(JSONError) in try parser.array(closing: ")") } }
    case UInt8(ascii: "\""): return .string(try string(quote: byte))
    case UInt8(ascii: "'"):
      if relaxed { return .string(try string(quote: byte)) }
    case UInt8(ascii: "t"):
      if take("true") { return .bool(true) }
    case UInt8(ascii: "f"):
      if take("false") { return .bool(false) }
    case UInt8(ascii: "n"):
      if take("null") { return .null }
    case UInt8(ascii: "N"):
      if take("NaN") { return .number("NaN") }
      if relaxed, take("None") { return .null }
    case UInt8(ascii: "I"):
      if take("Infinity") { return .number("Infinity") }
    case UInt8(ascii: "T"):
      if relaxed, take("True") { return .bool(true) }
    case UInt8(ascii: "F"):
      if relaxed, take("False") { return .bool(false) }
    default: break
    }
    if take("-Infinity") { return .number("-Infinity") }
    return try number()
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSON
  ) throws(JSONError) -> JSON {
    guard depth < JSON.depthLimit else { throw error("nested deeper than \(JSON.depthLimit) levels") }
    depth += 1
    position += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func array(closing: Unicode.Scalar) throws(JSONError) -> JSON {
    let closing = UInt8(ascii: closing)
    var items: [JSON] = []
    skipSpace()
    if peek() == closing {
      position += 1
      return .array([])
    }
    while true {
      items.append(try value())
      skipSpace()
      guard let byte = peek() else { throw error("an array does not end") }
      position += 1
      if byte == closing { return .array(items) }
      guard byte == UInt8(ascii: ",") else {
        position -= 1
        throw error("expected ',' or the end of an array")
      }
      skipSpace()
      if relaxed, peek() == closing {
        position += 1
        return .array(items)
      }
    }
  }

  private static func object(_ parser: inout JSONParser) throws(JSONError) -> JSON {
    try parser.object()
  }

  private mutating func object() throws(JSONError) -> JSON {
    var members: [JSON.Member] = []
    var places: [[UInt8]: Int] = [:]
    skipSpace()
    if peek() == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      skipSpace()
      guard let quote = peek(), quote == UInt8(ascii: "\"") || (relaxed && quote == UInt8(ascii: "'")) else {
        throw error("expected a member's name in double quotes")
      }
      let name = try string(quote: quote)
      skipSpace()
      guard peek() == UInt8(ascii: ":") else { throw error("expected ':' after a member's name") }
      position += 1
      let value = try value()
      let key = Array(name.utf8)
      if let place = places[key] {
        members[place].value = value
      } else {
        places[key] = members.count
        members.append(JSON.Member(name, value))
      }
      skipSpace()
      guard let byte = peek() else { throw error("an object does not end") }
      position += 1
      if byte == UInt8(ascii: "}") { return .object(members) }
      guard byte == UInt8(ascii: ",") else {
        position -= 1
        throw error("expected ',' or the end of an object")
      }
      skipSpace()
      if relaxed, peek() == UInt8(ascii: "}") {
        position += 1
        return .object(members)
      }
    }
  }

  private mutating func number() throws(JSONError) -> JSON {
    let start = position
    if peek() == UInt8(ascii: "-") || (relaxed && peek() == UInt8(ascii: "+")) { position += 1 }
    let whole = digits()
    // JSON has no 007, and no number without a digit before its point.
    if !relaxed, whole == 0 || (whole > 1 && bytes[position - whole] == UInt8(ascii: "0")) {
      position = start
      throw error("not a value")
    }
    var fraction = 0
    if peek() == UInt8(ascii: ".") {
      position += 1
      fraction = digits()
      if !relaxed, fraction == 0 { throw error("a number ends in its point") }
    }
    guard whole + fraction > 0 else {
      position = start
      throw error("not a value")
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      position += 1
      if peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: "+") { position += 1 }
      if digits() == 0 { throw error("a number ends in its exponent's sign") }
    }
    var text = String(decoding: bytes[start..<position], as: UTF8.self)
    if relaxed {
      if text.hasPrefix("+") { text.removeFirst() }
      if text.hasPrefix(".") { text = "0" + text }
      if text.hasSuffix(".") { text += "0" }
    }
    return .number(text)
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek(), byte >= 0x30, byte <= 0x39 { position += 1 }
    return position - start
  }

  private mutating func string(quote: UInt8) throws(JSONError) -> String {
    position += 1
    var out: [UInt8] = []
    var start = position
    while true {
      let stop = plainEnd(from: position, quote: quote)
      out.append(contentsOf: bytes[start..<stop])
      position = stop
      guard let byte = peek() else { throw error("a string does not end") }
      position += 1
      if byte == quote {
        guard let text = String(validating: out, as: UTF8.self) else {
          throw error("not UTF-8 inside a string")
        }
        return text
      }
      try escape(into: &out)
      start = position
    }
  }

  /// Where the next quote or backslash stands: pictures are strings of millions of letters.
  private func plainEnd(from start: Int, quote: UInt8) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\\") { index += 1 }
      return index
    }
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    guard let byte = peek() else { throw error("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "'") where relaxed: out.append(byte)
    case UInt8(ascii: "u"):
      var code = try hexQuad()
      if code & 0xFC00 == 0xD800, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      {
        let back = position
        position += 2
        let low = try hexQuad()
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
        } else {
          position = back
        }
      }
      out.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default:
      position -= 1
      throw error("a string holds an escape that JSON does not have")
    }
  }

  private mutating func hexQuad() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("a \\u escape is cut short") }
    var code: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("a \\u escape needs four hexadecimal digits")
      }
      code = code << 4 | UInt32(digit)
    }
    position += 4
    return code
  }
}
