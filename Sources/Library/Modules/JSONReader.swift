import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads JSON text, with CPython's messages where it is wrong.
struct JSONReader {
  private unowned let vm: Interpreter
  private let bytes: [UInt8]
  private var position = 0
  var objectHook: Value?
  var pairsHook: Value?
  var floatHook: Value?
  var intHook: Value?
  var constantHook: Value?

  init(_ text: String, _ vm: Interpreter) {
    bytes = Array(text.utf8)
    self.vm = vm
  }

  /// The one value of the text.
  mutating func document() throws -> Value {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw error("Unexpected UTF-8 BOM (decode using utf-8-sig)", at: 0)
    }
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if position < bytes.count { throw error("Extra data", at: position) }
    return value
  }

  private func error(_ message: String, at position: Int) -> PyError {
    let before = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).unicodeScalars
    let line = before.filter { $0 == "\n" }.count + 1
    let column =
      before.count
      - (before.lastIndex(of: "\n").map { before.distance(from: before.startIndex, to: $0) } ?? -1)
    let text = "\(message): line \(line) column \(column) (char \(before.count))"
    let error = PyError(JSONModule.decodeError, text)
    let attributes = DictObject()
    for (name, value) in [
      ("msg", Value.string(message)), ("doc", .string(String(decoding: bytes, as: UTF8.self))),
      ("pos", .int(before.count)), ("lineno", .int(line)), ("colno", .int(column)),
    ] { attributes.set(StringObject.interned(name), value) }
    error.exception.attributes = attributes
    return error
  }

  private var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
  }

  private func starts(with word: String) -> Bool {
    bytes[min(position, bytes.count)...].starts(with: word.utf8)
  }

  private mutating func value(depth: Int) throws -> Value {
    try vm.checkInterrupt()
    if depth > 900 {
      throw PyError(Types.recursionError, "maximum recursion depth exceeded while decoding a JSON value")
    }
    for (word, value) in [("null", Value.none), ("true", .bool(true)), ("false", .bool(false))]
    where starts(with: word) {
      position += word.utf8.count
      return value
    }
    for (word, value) in [("NaN", Double.nan), ("Infinity", .infinity), ("-Infinity", -.infinity)]
    where starts(with: word) {
      position += word.utf8.count
      if let constantHook { return try vm.call(constantHook, [.string(word)]) }
      return .float(value)
    }
    switch current {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "{"): return try object(depth)
    default: return try number()
    }
  }

  private mutating func number() throws -> Value {
    let start = position
    func digits() -> Int {
      var end = position
      while end < bytes.count, bytes[end] >= 48, bytes[end] <= 57 { end += 1 }
      return end - position
    }
    if current == UInt8(ascii: "-") { position += 1 }
    let whole = current == UInt8(ascii: "0") ? 1 : digits()
    if whole == 0 {
      position = start
      throw error("Expecting value", at: start)
    }
    position += whole
    var isFloat = false
    if current == UInt8(ascii: ".") {
      position += 1
      let count = digits()
      if count == 0 {
        position -= 1
      } else {
        position += count
        isFloat = true
      }
    }
    if current | 32 == UInt8(ascii: "e") {
      let mark = position
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      let count = digits()
      if count == 0 {
        position = mark
      } else {
        position += count
        isFloat = true
      }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isFloat {
      if let floatHook { return try vm.call(floatHook, [.string(text)]) }
      return .float(strtod(text, nil))
    }
    if let intHook { return try vm.call(intHook, [.string(text)]) }
    guard let number = Int(text) else { throw PyError.integerOverflow }
    return .int(number)
  }

  private mutating func string() throws -> String {
    let begin = position
    position += 1
    var units: [UInt8] = []
    while true {
      guard position < bytes.count else { throw error("Unterminated string starting at", at: begin) }
      let byte = bytes[position]
      if Interpreter.isInterrupted(at: position) { try vm.checkInterrupt() }
      if byte == UInt8(ascii: "\"") {
        position += 1
        return String(decoding: units, as: UTF8.self)
      }
      if byte < 32 { throw error("Invalid control character at", at: position) }
      if byte != UInt8(ascii: "\\") {
        units.append(byte)
        position += 1
        continue
      }
      position += 1
      guard position < bytes.count else { throw error("Unterminated string starting at", at: begin) }
      let code = bytes[position]
      let simple: [UInt8: UInt8] = [34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9]
      if let plain = simple[code] {
        units.append(plain)
        position += 1
      } else if code == UInt8(ascii: "u") {
        var scalar = try hexadecimal()
        if scalar & 0xFC00 == 0xD800, starts(with: "\\u") {
          position += 1
          let low = try hexadecimal()
          if low & 0xFC00 == 0xDC00 {
            scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
          } else {
            throw PyError.unsupported("surrogate characters are not part of nbsh")
          }
        }
        guard let character = Unicode.Scalar(scalar) else {
          throw PyError.unsupported("surrogate characters are not part of nbsh")
        }
        units.append(contentsOf: Array(String(character).utf8))
      } else {
        throw error("Invalid \\escape", at: position - 1)
      }
    }
  }

  /// Four digits behind the `u` at the position.
  private mutating func hexadecimal() throws -> UInt32 {
    let digits = bytes[min(position + 1, bytes.count)..<min(position + 5, bytes.count)]
    guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw error("Invalid \\uXXXX escape", at: position + 1)
    }
    position += 5
    return code
  }

  private mutating func array(_ depth: Int) throws -> Value {
    position += 1
    var items: [Value] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .list([])
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"):
        position += 1
        return .list(items)
      default: throw error("Expecting ',' delimiter", at: position)
      }
    }
  }

  private mutating func object(_ depth: Int) throws -> Value {
    position += 1
    let dict = DictObject()
    var pairs: [Value] = []
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return try finish(dict, pairs)
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else {
        throw error("Expecting property name enclosed in double quotes", at: position)
      }
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw error("Expecting ':' delimiter", at: position) }
      position += 1
      skipSpace()
      let item = try value(depth: depth + 1)
      if pairsHook != nil { pairs.append(.tuple([.string(key), item])) }
      dict.set(StringObject(key), item)
      skipSpace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"):
        position += 1
        return try finish(dict, pairs)
      default: throw error("Expecting ',' delimiter", at: position)
      }
    }
  }

  private func finish(_ dict: DictObject, _ pairs: [Value]) throws -> Value {
    if let pairsHook { return try vm.call(pairsHook, [.list(pairs)]) }
    if let objectHook { return try vm.call(objectHook, [.dict(dict)]) }
    return .dict(dict)
  }
}
