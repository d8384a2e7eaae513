import Language

/// `json`
enum JSONModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject(
      "json", entries: entries, values: ["JSONDecodeError": { .type(decodeError) }])
    module.doc = "Values as JSON text."
    return module
  }

  nonisolated(unsafe) static let decodeError = TypeObject(
    "JSONDecodeError", bases: [Types.valueError], module: "json.decoder")

  private static let dumpParameters =
    "skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False"

  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "dumps", "(obj, *, \(dumpParameters))", "JSON text of a value.",
      "import json\nprint(json.dumps({'a': [1, None]}))\n#> {\"a\": [1, null]}"
    ) { a in
      .string(try text(a, 1))
    }
    list("dump", "(obj, fp, *, \(dumpParameters))", "Writes a value as JSON text.") { a in
      _ = try a.vm.callMethod(a[1], "write", [.string(text(a, 2))])
      return .none
    }
    let loadParameters =
      "cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None"
    list(
      "loads", "(s, *, \(loadParameters))", "The value of JSON text.",
      "import json\nprint(json.loads('{\"a\": [1, null]}'))\n#> {'a': [1, None]}"
    ) { a in
      try value(a[0], a, 1)
    }
    list("load", "(fp, *, \(loadParameters))", "The value of the JSON text in a file.") { a in
      try value(a.vm.callMethod(a[0], "read"), a, 1)
    }
  }.entries

  private static func text(_ a: Arguments, _ first: Int) throws -> String {
    if a.isGiven(first + 4) {
      throw PyError.unsupported("json encoder classes are not part of nbsh: use default=")
    }
    var writer = JSONWriter(a.vm)
    writer.skipsKeys = try a.bool(first)
    writer.isASCII = try a.bool(first + 1)
    writer.allowsNaN = try a.bool(first + 3)
    switch a[first + 5] {
    case .none: break
    case .str(let text): writer.indent = text.value
    default: writer.indent = String(repeating: " ", count: min(max(0, try a.int(first + 5)), 1000))
    }
    if writer.indent != nil { writer.itemSeparator = "," }
    if a.isGiven(first + 6) {
      let parts = try a.items(first + 6)
      guard parts.count == 2, let item = parts[0].text, let key = parts[1].text else {
        throw PyError.valueError("not enough values to unpack (expected 2, got \(parts.count))")
      }
      (writer.itemSeparator, writer.keySeparator) = (item, key)
    }
    if a.isGiven(first + 7) { writer.fallback = a[first + 7] }
    writer.sortsKeys = try a.bool(first + 8)
    try writer.write(a[0], depth: 0)
    return writer.text
  }

  private static func value(_ source: Value, _ a: Arguments, _ first: Int) throws -> Value {
    let text: String
    switch source {
    case .str(let string): text = string.value
    case .object(let bytes as BytesObject): text = String(decoding: bytes.bytes, as: UTF8.self)
    default:
      throw PyError.typeError("the JSON object must be str, bytes or bytearray, not \(a.vm.typeName(source))")
    }
    var reader = JSONReader(text, a.vm)
    reader.objectHook = a.optional(first + 1)
    reader.floatHook = a.optional(first + 2)
    reader.intHook = a.optional(first + 3)
    reader.constantHook = a.optional(first + 4)
    reader.pairsHook = a.optional(first + 5)
    return try reader.document()
  }
}

/// Writes values as CPython's encoder does.
struct JSONWriter {
  private unowned let vm: Interpreter
  var text = ""
  var skipsKeys = false
  var isASCII = true
  var allowsNaN = true
  var indent: String?
  var itemSeparator = ", "
  var keySeparator = ": "
  var fallback: Value?
  var sortsKeys = false
  private var open: [ObjectIdentifier] = []

  init(_ vm: Interpreter) { self.vm = vm }

  mutating func write(_ value: Value, depth: Int) throws {
    switch value {
    case .none: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .float(let number): text += try float(number)
    case .npFloat64(let number): text += try float(number)
    case .str(let string): text += JSONWriter.quoted(string.value, isASCII: isASCII)
    case .list(let list): try sequence(list.items, list, depth)
    case .tuple(let tuple): try sequence(tuple.items, tuple, depth)
    case .dict(let dict): try mapping(dict, depth)
    default:
      guard let fallback else {
        let name = vm.typeName(value)
        let shown = name.hasPrefix("numpy.") ? String(name.dropFirst(6)) : name
        throw PyError.typeError("Object of type \(shown) is not JSON serializable")
      }
      guard depth < 500 else { throw PyError(Types.recursionError, "maximum recursion depth exceeded") }
      try write(vm.call(fallback, [value]), depth: depth + (indent == nil ? 1 : 0))
    }
  }

  private func float(_ x: Double) throws -> String {
    if x.isFinite { return try vm.repr(.float(x)) }
    guard allowsNaN else {
      throw PyError.valueError("Out of range float values are not JSON compliant")
    }
    return x.isNaN ? "NaN" : x < 0 ? "-Infinity" : "Infinity"
  }

  private mutating func enclosed(
    _ object: AnyObject, _ count: Int, _ depth: Int, _ brackets: (String, String),
    _ item: (inout JSONWriter, Int) throws -> Void
  ) throws {
    if count == 0 {
      text += brackets.0 + brackets.1
      return
    }
    if open.contains(ObjectIdentifier(object)) { throw PyError.valueError("Circular reference detected") }
    guard depth < 900 else {
      throw PyError(Types.recursionError, "maximum recursion depth exceeded while encoding a JSON object")
    }
    open.append(ObjectIdentifier(object))
    defer { open.removeLast() }
    text += brackets.0
    for index in 0..<count {
      if index & 0xFFF == 0 { try vm.checkInterrupt() }
      if index > 0 { text += itemSeparator }
      if let indent { text += "\n" + String(repeating: indent, count: depth + 1) }
      try item(&self, index)
    }
    if let indent { text += "\n" + String(repeating: indent, count: depth) }
    text += brackets.1
  }

  private mutating func sequence(_ items: [Value], _ object: AnyObject, _ depth: Int) throws {
    try enclosed(object, items.count, depth, ("[", "]")) { try $0.write(items[$1], depth: depth + 1) }
  }

  private mutating func mapping(_ dict: DictObject, _ depth: Int) throws {
    var items = dict.items
    if sortsKeys {
      let vm = vm
      items = try items.enumerated().sorted {
        if try vm.isLess($0.element.key, $1.element.key) { return true }
        if try vm.isLess($1.element.key, $0.element.key) { return false }
        return $0.offset < $1.offset
      }.map(\.element)
    }
    var pairs: [(String, Value)] = []
    for (key, value) in items.untilInterrupt {
      switch key {
      case .str(let text): pairs.append((text.value, value))
      case .int(let number): pairs.append((String(number), value))
      case .bool(let flag): pairs.append((flag ? "true" : "false", value))
      case .none: pairs.append(("null", value))
      case .float(let number): pairs.append((try float(number), value))
      case .npFloat64(let number): pairs.append((try float(number), value))
      default:
        if skipsKeys { continue }
        let name = vm.typeName(key)
        let shown = name.hasPrefix("numpy.") ? String(name.dropFirst(6)) : name
        throw PyError.typeError("keys must be str, int, float, bool or None, not \(shown)")
      }
    }
    try enclosed(dict, pairs.count, depth, ("{", "}")) { writer, index in
      writer.text += JSONWriter.quoted(pairs[index].0, isASCII: writer.isASCII) + writer.keySeparator
      try writer.write(pairs[index].1, depth: depth + 1)
    }
  }

  static func quoted(_ string: String, isASCII: Bool) -> String {
    var result = "\""
    func escape(_ code: UInt16) {
      let digits = String(code, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    for scalar in string.unicodeScalars.untilInterrupt {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      default:
        if scalar.value < 32 || (isASCII && scalar.value > 126) {
          for unit in scalar.utf16 { escape(unit) }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
