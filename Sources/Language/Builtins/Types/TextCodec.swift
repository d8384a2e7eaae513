/// Text to bytes and back, for the encodings that files of scripts have: UTF-8, ASCII, Latin-1.
public enum TextCodec {
  private enum Encoding: String { case utf8 = "utf-8", ascii = "ascii", latin1 = "latin-1" }

  private static func encoding(_ name: String) throws -> Encoding {
    switch name.lowercased().replacing("_", with: "-") {
    case "utf-8", "utf8", "u8", "utf-8-sig": return .utf8
    case "ascii", "us-ascii", "646": return .ascii
    case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1", "8859", "cp819": return .latin1
    default: throw PyError(Types.lookupError, "unknown encoding: \(name)")
    }
  }

  /// - Throws: UnicodeEncodeError where a character has no code, unless `errors` says otherwise.
  public static func encode(_ text: String, encoding name: String, errors: String) throws -> [UInt8] {
    let encoding = try encoding(name)
    if encoding == .utf8 {
      if hasMark(name) { return try mark + encode(text, encoding: "utf-8", errors: errors) }
      return try text.withBytes { bytes in
        if bytes.count <= 1 << 24 { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        while result.count < bytes.count {
          try Interpreter.checkInterrupt()
          result.append(contentsOf: bytes[result.count..<min(bytes.count, result.count + (1 << 22))])
        }
        return result
      }
    }
    let limit: UInt32 = encoding == .ascii ? 128 : 256
    var result: [UInt8] = []
    let scalars = Array(text.unicodeScalars.untilInterrupt)
    for (index, scalar) in scalars.enumerated().untilInterrupt {
      if scalar.value < limit {
        result.append(UInt8(scalar.value))
        continue
      }
      switch errors {
      case "ignore": break
      case "replace": result.append(UInt8(ascii: "?"))
      case "backslashreplace": result.append(contentsOf: StringRepr.escape(scalar).utf8)
      case "xmlcharrefreplace": result.append(contentsOf: "&#\(scalar.value);".utf8)
      case "strict":
        let exception = ExceptionObject(
          type: Types.unicodeEncodeError,
          arguments: [
            .string(encoding.rawValue), .string(text), .int(index),
            .int(scalars[index...].firstIndex { $0.value < limit } ?? scalars.count),
            .string("ordinal not in range(\(limit))"),
          ])
        throw PyError(exception)
      default: throw PyError(Types.lookupError, "unknown error handler name '\(errors)'")
      }
    }
    return result
  }

  /// Whether bytes are text in UTF-8, looked at block by block.
  ///
  /// - Throws: KeyboardInterrupt.
  static func isUTF8(_ bytes: [UInt8]) throws -> Bool {
    try bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        try Interpreter.checkInterrupt()
        var end = min(start + (1 << 22), bytes.count)
        // Characters are not cut in two.
        for _ in 0..<3 where end < bytes.count && bytes[end] & 0xC0 == 0x80 { end -= 1 }
        if !isValid(UnsafeBufferPointer(rebasing: bytes[start..<end])) { return false }
        start = end
      }
      return true
    }
  }

  private static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// What stands in front of UTF-8 that says so.
  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether an encoding puts the mark in front.
  static func hasMark(_ name: String) -> Bool { name.lowercased().hasSuffix("sig") }

  /// Whether an encoding is UTF-8, with a mark in front or without.
  static func isUTF8(_ name: String) throws -> Bool { try encoding(name) == .utf8 }

  /// - Throws: UnicodeDecodeError where bytes are no text, unless `errors` says otherwise.
  public static func decode(_ bytes: [UInt8], encoding name: String, errors: String) throws -> String {
    let encoding = try encoding(name)
    var bytes = bytes
    switch encoding {
    case .utf8:
      if hasMark(name), bytes.starts(with: mark) { bytes.removeFirst(3) }
      if bytes.count < 1 << 22 {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
      } else if try isUTF8(bytes) {
        return bytes.withUnsafeBufferPointer { String(utf8: $0) }
      }
      return try decodeDamaged(bytes, errors)
    case .latin1:
      var view = String.UnicodeScalarView()
      for byte in bytes.untilInterrupt { view.append(Unicode.Scalar(byte)) }
      return String(view)
    case .ascii:
      var view = String.UnicodeScalarView()
      for (index, byte) in bytes.enumerated().untilInterrupt {
        if byte < 128 {
          view.append(Unicode.Scalar(byte))
        } else {
          try recover(&view, bytes, index..<(index + 1), "ascii", "ordinal not in range(128)", errors)
        }
      }
      return String(view)
    }
  }

  private static func recover(
    _ view: inout String.UnicodeScalarView, _ bytes: [UInt8], _ range: Range<Int>, _ encoding: String,
    _ reason: String, _ errors: String
  ) throws {
    switch errors {
    case "ignore": break
    case "replace": view.append("\u{FFFD}")
    case "backslashreplace":
      for byte in bytes[range] {
        view.append(contentsOf: StringRepr.escape(Unicode.Scalar(byte)).unicodeScalars)
      }
    case "strict":
      let exception = ExceptionObject(
        type: Types.unicodeDecodeError,
        arguments: [
          .string(encoding), .object(BytesObject(bytes)), .int(range.lowerBound), .int(range.upperBound),
          .string(reason),
        ])
      throw PyError(exception)
    default: throw PyError(Types.lookupError, "unknown error handler name '\(errors)'")
    }
  }

  /// UTF-8 with bytes that are none, which are handled one faulty sequence at a time.
  private static func decodeDamaged(_ bytes: [UInt8], _ errors: String) throws -> String {
    var view = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        view.append(Unicode.Scalar(byte))
        index += 1
        continue
      }
      let length =
        byte >= 0xC2 && byte < 0xE0
        ? 2 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xF0 && byte < 0xF5 ? 4 : 0
      if length == 0 {
        try recover(&view, bytes, index..<(index + 1), "utf-8", "invalid start byte", errors)
        index += 1
        continue
      }
      var good = 1
      while good < length, index + good < bytes.count, isContinuation(bytes[index + good], good, byte) {
        good += 1
      }
      if good == length {
        view.append(
          contentsOf: String(decoding: bytes[index..<(index + length)], as: UTF8.self).unicodeScalars)
        index += length
        continue
      }
      let isCut = index + good >= bytes.count
      try recover(
        &view, bytes, index..<(index + good), "utf-8",
        isCut ? "unexpected end of data" : "invalid continuation byte", errors)
      index += good
    }
    return String(view)
  }

  private static func isContinuation(_ byte: UInt8, _ position: Int, _ first: UInt8) -> Bool {
    if position == 1 {
      switch first {
      case 0xE0: return byte >= 0xA0 && byte <= 0xBF
      case 0xED: return byte >= 0x80 && byte <= 0x9F
      case 0xF0: return byte >= 0x90 && byte <= 0xBF
      case 0xF4: return byte >= 0x80 && byte <= 0x8F
      default: break
      }
    }
    return byte & 0xC0 == 0x80
  }
}
