extension JSON {
  /// The value on one line, as Python's `json.dumps(value, ensure_ascii=False)` writes it.
  public var compact: String {
    var writer = JSONWriter(indent: nil, sortNames: false)
    writer.write(self, level: 0)
    return String(decoding: writer.out, as: UTF8.self)
  }

  /// The value as nbformat writes notebooks: names sorted, indented by one blank, characters as they are.
  public var indented: String {
    var writer = JSONWriter(indent: 1, sortNames: true)
    writer.write(self, level: 0)
    return String(decoding: writer.out, as: UTF8.self)
  }
}

private struct JSONWriter {
  var out: [UInt8] = []
  let indent: Int?
  let sortNames: Bool

  init(indent: Int?, sortNames: Bool) {
    self.indent = indent
    self.sortNames = sortNames
  }

  mutating func write(_ value: JSON, level: Int) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .number(let text): put(pythonNumber(text))
    case .string(let text): quote(text)
    case .array(let items):
      open("[", empty: items.isEmpty)
      for (index, item) in items.enumerated() {
        separate(index, level: level + 1)
        write(item, level: level + 1)
      }
      close("]", empty: items.isEmpty, level: level)
    case .object(let members):
      open("{", empty: members.isEmpty)
      for (index, member) in (sortNames ? JSON.sorted(members) : members).enumerated() {
        separate(index, level: level + 1)
        quote(member.name)
        put(": ")
        write(member.value, level: level + 1)
      }
      close("}", empty: members.isEmpty, level: level)
    }
  }

  private mutating func put(_ text: String) { out.append(contentsOf: text.utf8) }

  private mutating func open(_ bracket: String, empty: Bool) { put(bracket) }

  private mutating func separate(_ index: Int, level: Int) {
    if index > 0 { put(indent == nil ? ", " : ",") }
    newLine(level)
  }

  private mutating func close(_ bracket: String, empty: Bool, level: Int) {
    if !empty { newLine(level) }
    put(bracket)
  }

  private mutating func newLine(_ level: Int) {
    guard let indent else { return }
    out.append(0x0A)
    out.append(contentsOf: repeatElement(0x20, count: indent * level))
  }

  private mutating func quote(_ text: String) {
    out.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22: put("\\\"")
      case 0x5C: put("\\\\")
      case 0x08: put("\\b")
      case 0x09: put("\\t")
      case 0x0A: put("\\n")
      case 0x0C: put("\\f")
      case 0x0D: put("\\r")
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        put("\\u00")
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(0x22)
  }
}

/// A number literal as Python writes it back: integers as they are, everything else as `repr(float)`.
func pythonNumber(_ text: String) -> String {
  switch text {
  case "NaN", "Infinity", "-Infinity": return text
  case "-0": return "0"
  default: break
  }
  if text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) }) { return text }
  guard let value = Double(text) else { return text }
  return pythonRepr(value)
}

/// `repr` of a float: the shortest digits that read back, an exponent from 1e16 and below 1e-4.
func pythonRepr(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
  if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
  // Swift's description has the same shortest digits; only the layout differs.
  var digits: [UInt8] = []
  var exponent = 0
  var point: Int?
  var text = Array(value.magnitude.description.utf8)
  if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
    exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
    text.removeSubrange(mark...)
  }
  for byte in text {
    if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
  }
  var scale = (point ?? digits.count) + exponent
  while digits.count > 1, digits.first == UInt8(ascii: "0") {
    digits.removeFirst()
    scale -= 1
  }
  while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
  let sign = value < 0 ? "-" : ""
  let all = String(decoding: digits, as: UTF8.self)
  if scale > 16 || scale < -3 {
    let power = scale - 1
    let magnitude = String(power.magnitude)
    let tail = digits.count > 1 ? "." + all.dropFirst() : ""
    return sign + all.prefix(1) + tail + "e" + (power < 0 ? "-" : "+") + (magnitude.count < 2 ? "0" : "")
      + magnitude
  }
  if scale <= 0 { return sign + "0." + String(repeating: "0", count: -scale) + all }
  if digits.count <= scale { return sign + all + String(repeating: "0", count: scale - digits.count) + ".0" }
  return sign + all.prefix(scale) + "." + all.dropFirst(scale)
}
