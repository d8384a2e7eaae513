/// F-strings, by the rules of CPython 3.11: a field holds no backslash, no comment and no quote of its own string.
extension Parser {
  func formatted(_ part: StringParts) throws -> [FormattedPart] {
    try enter(12)
    var reader = FieldReader(parser: self, part: part)
    let parts = try reader.parts(nesting: 0)
    leave(12)
    return parts
  }
}

/// Cuts the text of an f-string into literal text and replacement fields.
private struct FieldReader {
  let parser: Parser
  let part: Parser.StringParts
  let bytes: [UInt8]
  var position: Int
  let end: Int

  init(parser: Parser, part: Parser.StringParts) {
    self.parser = parser
    self.part = part
    bytes = parser.source.bytes
    position = part.body.lowerBound
    end = part.body.upperBound
  }

  func error(_ message: String) -> SyntaxError { SyntaxError("f-string: " + message, part.token.span) }

  private func expressionError(_ what: String) -> SyntaxError {
    SyntaxError("f-string expression part cannot include \(what)", part.token.span)
  }

  /// Text and fields up to the end, or in a format up to its closing brace.
  mutating func parts(nesting: Int) throws -> [FormattedPart] {
    var all: [FormattedPart] = []
    while true {
      all.appendMerging(.text(try literal(nesting: nesting)))
      guard position < end, bytes[position] == UInt8(ascii: "{") else { return all }
      for piece in try field(nesting: nesting) { all.appendMerging(piece) }
    }
  }

  private mutating func literal(nesting: Int) throws -> String {
    var text = ""
    var start = position
    while position < end {
      var byte = bytes[position]
      if byte == UInt8(ascii: "\\"), !part.isRaw, position + 1 < end {
        position += 1
        byte = bytes[position]
        if byte == UInt8(ascii: "N"), position + 1 < end, bytes[position + 1] == UInt8(ascii: "{") { break }
        if byte != UInt8(ascii: "{"), byte != UInt8(ascii: "}") {
          position += 1
          continue
        }
      }
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
        position += 1
        continue
      }
      guard nesting == 0 else { break }
      if position + 1 < end, bytes[position + 1] == byte {
        text += try parser.decoded(start..<position + 1, isRaw: part.isRaw, part.token)
        position += 2
        start = position
        continue
      }
      if byte == UInt8(ascii: "}") { throw error("single '}' is not allowed") }
      break
    }
    return text + (try parser.decoded(start..<position, isRaw: part.isRaw, part.token))
  }

  // MARK: Fields

  private mutating func field(nesting: Int) throws -> [FormattedPart] {
    if nesting >= 2 { throw error("expressions nested too deeply") }
    position += 1
    let start = position
    try skipExpression()
    let value = try expression(start..<position)
    var debug: String?
    if byte == UInt8(ascii: "=") {
      position += 1
      while position < end, Self.isBlank(bytes[position]) { position += 1 }
      debug = try parser.decoded(start..<position, isRaw: true, part.token)
    }
    var conversion = try conversion()
    var format: [FormattedPart]?
    if byte == UInt8(ascii: ":") {
      position += 1
      format = try parts(nesting: nesting + 1)
    }
    guard byte == UInt8(ascii: "}") else { throw error("expecting '}'") }
    position += 1
    if debug != nil, conversion == nil, format == nil { conversion = "r" }
    let piece = FormattedPart.field(value: value, conversion: conversion, format: format)
    return debug.map { [.text($0), piece] } ?? [piece]
  }

  /// The byte here, nil at the end of the string.
  private var byte: UInt8? { position < end ? bytes[position] : nil }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

  private mutating func conversion() throws -> Character? {
    guard byte == UInt8(ascii: "!") else { return nil }
    position += 1
    guard let letter = byte else { throw error("expecting '}'") }
    position += 1
    switch letter {
    case UInt8(ascii: "r"): return "r"
    case UInt8(ascii: "s"): return "s"
    case UInt8(ascii: "a"): return "a"
    default: throw error("invalid conversion character: expected 's', 'r', or 'a'")
    }
  }

  private mutating func expression(_ range: Range<Int>) throws -> Expression {
    if bytes[range].allSatisfy(Self.isBlank) {
      guard let next = byte, next != UInt8(ascii: "}") else { throw error("empty expression not allowed") }
      throw error("expression required before '\(UnicodeScalar(next))'")
    }
    let inner = Parser(parser.source, fragment: range, within: parser)
    do {
      if inner.kind == .doubleStar { throw inner.error("cannot use double starred expression here") }
      let value = try inner.yieldOrStarExpressions()
      if value.isStarred { throw inner.error("cannot use starred expression here", value.span) }
      guard inner.kind == .eof else { throw inner.invalidSyntax() }
      return value
    } catch {
      throw inner.reported(error)
    }
  }

  /// Moves to the character that ends the expression of a field: `}`, `!`, `:` or `=`.
  private mutating func skipExpression() throws {
    var open: [UInt8] = []
    var quote: (byte: UInt8, width: Int)?
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") { throw expressionError("a backslash") }
      if let inside = quote {
        let closes = byte == inside.byte && (inside.width == 1 || isTriple(byte))
        if closes { quote = nil }
        position += closes ? inside.width : 1
        continue
      }
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let width = isTriple(byte) ? 3 : 1
        quote = (byte, width)
        position += width
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if open.count >= Lexer.maximumBrackets { throw error("too many nested parenthesis") }
        open.append(byte)
      case UInt8(ascii: "#"): throw expressionError("'#'")
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open.isEmpty, byte == UInt8(ascii: "}") { return }
        try close(byte, &open)
      default:
        if open.isEmpty, let width = endOrOperator(byte) {
          if width == 0 { return }
          position += width
          continue
        }
      }
      position += 1
    }
    if quote != nil { throw error("unterminated string") }
    if let last = open.last { throw error("'\(UnicodeScalar(last))' was never closed") }
    throw error("expecting '}'")
  }

  private func isTriple(_ byte: UInt8) -> Bool {
    position + 2 < end && bytes[position + 1] == byte && bytes[position + 2] == byte
  }

  /// 0 where the expression ends, the width of a comparison that looks like an end, nil elsewhere.
  private func endOrOperator(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"):
      if position + 1 < end, bytes[position + 1] == UInt8(ascii: "=") { return 2 }
      return byte == UInt8(ascii: "!") || byte == UInt8(ascii: "=") ? 0 : 1
    case UInt8(ascii: ":"): return 0
    default: return nil
    }
  }

  private func close(_ byte: UInt8, _ open: inout [UInt8]) throws {
    let name = UnicodeScalar(byte)
    guard let last = open.popLast() else { throw error("unmatched '\(name)'") }
    let wanted: UInt8 = last == UInt8(ascii: "(") ? UInt8(ascii: ")") : last + 2
    guard byte == wanted else {
      throw error("closing parenthesis '\(name)' does not match opening parenthesis '\(UnicodeScalar(last))'")
    }
  }
}
