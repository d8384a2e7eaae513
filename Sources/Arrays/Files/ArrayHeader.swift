/// The header of a .npy file: a Python dictionary with the dtype, the memory order and the shape.
struct ArrayHeader: Equatable {
  var descr: String
  var isFortranOrder: Bool
  var shape: [Int]

  /// The text that NumPy writes, with room for the first axis to grow to 21 digits, before padding.
  var text: String {
    let items = shape.map(String.init).joined(separator: ", ")
    let tuple = "(" + items + (shape.count == 1 ? ",)" : ")")
    let growing = isFortranOrder ? shape.last : shape.first
    let room = growing.map { max(0, 21 - String($0).utf8.count) } ?? 0
    return "{'descr': '\(descr)', 'fortran_order': \(isFortranOrder ? "True" : "False"), 'shape': \(tuple), }"
      + String(repeating: " ", count: room)
  }

  init(_ array: NDArray) {
    descr = array.dtype.typeString
    isFortranOrder = array.isFContiguous && !array.isCContiguous
    shape = Array(array.shape)
  }

  /// Reads the dictionary.
  ///
  /// Errors: NumPy's `Cannot parse header: …`, `Header does not contain the correct keys: …` and the like.
  init(parsing text: String) throws(ArrayError) {
    var parser = LiteralParser(text)
    guard let value = parser.parse() else {
      throw ArrayError(.value, "Cannot parse header: \(LiteralParser.quoted(text))")
    }
    guard case .dictionary(let entries) = value else {
      throw ArrayError(.value, "Header is not a dictionary: \(value.description)")
    }
    let keys = entries.map(\.0).sorted()
    guard keys == ["descr", "fortran_order", "shape"] else {
      let list = keys.map { "'\($0)'" }.joined(separator: ", ")
      throw ArrayError(.value, "Header does not contain the correct keys: [\(list)]")
    }
    var found: [String: LiteralParser.Value] = [:]
    for (key, value) in entries { found[key] = value }
    guard case .tuple(let items)? = found["shape"], let lengths = LiteralParser.integers(items) else {
      throw ArrayError(.value, "shape is not valid: \(found["shape"]?.description ?? "")")
    }
    guard case .bool(let order)? = found["fortran_order"] else {
      throw ArrayError(
        .value, "fortran_order is not a valid bool: \(found["fortran_order"]?.description ?? "")")
    }
    guard case .string(let name)? = found["descr"] else {
      throw ArrayError(
        .notImplemented, "structured arrays are not supported: \(found["descr"]?.description ?? "")")
    }
    descr = name
    isFortranOrder = order
    shape = lengths
  }

  /// The element type. Errors: object arrays (they are pickles) and types that nbsh lacks are refused.
  func dtype() throws(ArrayError) -> DType {
    if descr.hasSuffix("O") {
      throw ArrayError(.value, "Object arrays cannot be loaded when allow_pickle=False")
    }
    guard let dtype = DType.allCases.first(where: { $0.typeString == descr }) else {
      throw ArrayError(.notImplemented, "arrays of dtype '\(descr)' are not supported")
    }
    return dtype
  }
}

/// Reads the few Python literals that headers are made of: strings, integers, booleans, tuples, lists, dictionaries.
struct LiteralParser {
  indirect enum Value {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case none
    case tuple([Value])
    case list([Value])
    case dictionary([(String, Value)])

    var description: String {
      switch self {
      case .string(let text): return LiteralParser.quoted(text)
      case .integer(let value): return String(value)
      case .bool(let value): return value ? "True" : "False"
      case .none: return "None"
      case .tuple(let items):
        return "(" + items.map(\.description).joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
      case .list(let items): return "[" + items.map(\.description).joined(separator: ", ") + "]"
      case .dictionary(let entries):
        return "{" + entries.map { "'\($0.0)': \($0.1.description)" }.joined(separator: ", ") + "}"
      }
    }
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  static func integers(_ values: [Value]) -> [Int]? {
    var result: [Int] = []
    for value in values {
      guard case .integer(let integer) = value else { return nil }
      result.append(integer)
    }
    return result
  }

  /// The whole text as one value.
  mutating func parse() -> Value? {
    guard let value = value(depth: 0) else { return nil }
    skipSpaces()
    return position == bytes.count ? value : nil
  }

  private mutating func value(depth: Int) -> Value? {
    guard depth < 16 else { return nil }
    skipSpaces()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "("): return items(until: UInt8(ascii: ")"), depth).map { .tuple($0) }
    case UInt8(ascii: "["): return items(until: UInt8(ascii: "]"), depth).map { .list($0) }
    case UInt8(ascii: "{"): return dictionary(depth)
    default: return word()
    }
  }

  private mutating func word() -> Value? {
    let start = position
    while position < bytes.count,
      ![UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: " "), 10]
        .contains(bytes[position])
    {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "True": return .bool(true)
    case "False": return .bool(false)
    case "None": return Value.none
    default: return Int(text).map { .integer($0) }
    }
  }

  private mutating func items(until end: UInt8, _ depth: Int) -> [Value]? {
    position += 1
    var items: [Value] = []
    while true {
      skipSpaces()
      guard position < bytes.count else { return nil }
      if bytes[position] == end {
        position += 1
        return items
      }
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
      skipSpaces()
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ",") { position += 1 } else if bytes[position] != end { return nil }
    }
  }

  private mutating func dictionary(_ depth: Int) -> Value? {
    position += 1
    var entries: [(String, Value)] = []
    while true {
      skipSpaces()
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: "}") {
        position += 1
        return .dictionary(entries)
      }
      guard let key = string() else { return nil }
      skipSpaces()
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
      position += 1
      guard let item = value(depth: depth + 1) else { return nil }
      entries.removeAll { $0.0 == key }
      entries.append((key, item))
      skipSpaces()
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ",") {
        position += 1
      } else if bytes[position] != UInt8(ascii: "}") {
        return nil
      }
    }
  }

  private mutating func string() -> String? {
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    let start = position + 1
    guard let end = bytes[start...].firstIndex(of: quote), !bytes[start..<end].contains(UInt8(ascii: "\\"))
    else {
      return nil
    }
    position = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func skipSpaces() {
    while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
  }

  /// Python's repr of a string.
  static func quoted(_ text: String) -> String {
    let quote = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = quote
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\\": result += "\\\\"
      case "'" where quote == "'": result += "\\'"
      default:
        if scalar.value < 32 || scalar.value == 127 {
          let digits = String(scalar.value, radix: 16)
          result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + quote
  }
}
