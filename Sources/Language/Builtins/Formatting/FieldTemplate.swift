/// `str.format`: text with replacement fields `{name.attribute[key]!conversion:specification}`.
struct FieldTemplate {
  private unowned(unsafe) let vm: Interpreter
  private let positional: [Value]
  private let named: (StringObject) throws -> Value?
  private let isMap: Bool
  private var automatic = 0
  private enum Numbering { case undecided, automatic, manual }
  private var numbering = Numbering.undecided

  /// - Parameter isMap: for `format_map`, whose mapping is the only source.
  init(
    _ vm: Interpreter, positional: [Value], isMap: Bool = false,
    named: @escaping (StringObject) throws -> Value?
  ) {
    self.vm = vm
    self.positional = positional
    self.isMap = isMap
    self.named = named
  }

  mutating func format(_ template: String) throws -> String {
    try expand(Array(template.unicodeScalars)[...], depth: 2)
  }

  private mutating func expand(_ template: ArraySlice<Unicode.Scalar>, depth: Int) throws -> String {
    if depth < 0 { throw PyError.valueError("Max string recursion exceeded") }
    var result = ""
    var index = template.startIndex
    let end = template.endIndex
    while index < end {
      let scalar = template[index]
      index += 1
      guard scalar == "{" || scalar == "}" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if index < end, template[index] == scalar {
        result.unicodeScalars.append(scalar)
        index += 1
        continue
      }
      if scalar == "}" { throw PyError.valueError("Single '}' encountered in format string") }
      if index >= end { throw PyError.valueError("Single '{' encountered in format string") }
      let start = index
      var nesting = 1
      while index < end {
        if template[index] == "[" {
          // Brackets protect braces inside them.
          while index < end, template[index] != "]" { index += 1 }
          if index >= end { break }
        } else if template[index] == "{" {
          nesting += 1
        } else if template[index] == "}" {
          nesting -= 1
          if nesting == 0 { break }
        }
        index += 1
      }
      if index >= end { throw PyError.valueError("expected '}' before end of string") }
      result += try field(template[start..<index], depth: depth)
      index += 1
    }
    return result
  }

  private mutating func field(_ field: ArraySlice<Unicode.Scalar>, depth: Int) throws -> String {
    var index = field.startIndex
    var bracket = false
    while index < field.endIndex {
      let scalar = field[index]
      if scalar == "{" { throw PyError.valueError("unexpected '{' in field name") }
      if scalar == "[" { bracket = true }
      if scalar == "]" { bracket = false }
      if !bracket, scalar == ":" || scalar == "!" { break }
      index += 1
    }
    let name = field[field.startIndex..<index]
    var conversion: Unicode.Scalar?
    if index < field.endIndex, field[index] == "!" {
      index += 1
      guard index < field.endIndex else {
        throw PyError.valueError("unmatched '{' in format spec")
      }
      conversion = field[index]
      index += 1
      if index < field.endIndex, field[index] != ":" {
        throw PyError.valueError("expected ':' after conversion specifier")
      }
    }
    var specification = ""
    var value = try resolve(name)
    switch conversion {
    case nil: break
    case "r": value = .string(try vm.repr(value))
    case "s": value = .string(try vm.str(value))
    case "a": value = .string(StringRepr.ascii(try vm.repr(value)))
    case let other?:
      let shown =
        other.value > 32 && other.value < 127 ? String(other) : "\\x" + String(other.value, radix: 16)
      throw PyError.valueError("Unknown conversion specifier \(shown)")
    }
    if index < field.endIndex {
      let text = field[(index + 1)...]
      specification =
        text.contains("{") || text.contains("}")
        ? try expand(text, depth: depth - 1) : FieldTemplate.string(text)
    }
    return try vm.format(value, specification)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// The value that a field name leads to.
  private mutating func resolve(_ name: ArraySlice<Unicode.Scalar>) throws -> Value {
    var index = name.startIndex
    while index < name.endIndex, name[index] != ".", name[index] != "[" { index += 1 }
    var value = try first(name[name.startIndex..<index])
    while index < name.endIndex {
      if name[index] == "." {
        let start = index + 1
        index = start
        while index < name.endIndex, name[index] != ".", name[index] != "[" { index += 1 }
        if index == start { throw PyError.valueError("Empty attribute in format string") }
        value = try vm.getAttribute(value, StringObject.interned(FieldTemplate.string(name[start..<index])))
      } else if name[index] == "[" {
        let start = index + 1
        index = start
        while index < name.endIndex, name[index] != "]" { index += 1 }
        if index >= name.endIndex { throw PyError.valueError("Missing ']' in format string") }
        if index == start { throw PyError.valueError("Empty attribute in format string") }
        let key = FieldTemplate.string(name[start..<index])
        value = try vm.getItem(value, FieldTemplate.number(key).map { .int($0) } ?? .string(key))
        index += 1
      } else {
        throw PyError.valueError("Only '.' or '[' may follow ']' in format field specifier")
      }
    }
    return value
  }

  private static func number(_ text: String) -> Int? {
    text.isEmpty || !text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } ? nil : Int(text)
  }

  private mutating func first(_ name: ArraySlice<Unicode.Scalar>) throws -> Value {
    let text = FieldTemplate.string(name)
    var position = FieldTemplate.number(text)
    if text.isEmpty || position != nil {
      let wanted = text.isEmpty ? Numbering.automatic : .manual
      if numbering == .undecided { numbering = wanted }
      if numbering != wanted {
        throw PyError.valueError(
          numbering == .manual
            ? "cannot switch from manual field specification to automatic field numbering"
            : "cannot switch from automatic field numbering to manual field specification")
      }
      if text.isEmpty {
        position = automatic
        automatic += 1
      }
    }
    if let position {
      if isMap { throw PyError.valueError("Format string contains positional fields") }
      guard position < positional.count else {
        throw PyError.indexError("Replacement index \(position) out of range for positional args tuple")
      }
      return positional[position]
    }
    guard let value = try named(StringObject(text)) else { throw PyError.keyError(.string(text)) }
    return value
  }
}
