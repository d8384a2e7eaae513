/// `str`
enum StrType {
  static func attach() {
    Types.str.doc = "Text: a sequence of characters."
    Types.str.constructor = BuiltinObject(entry: constructor, owner: nil)
    Types.str.loadEntries = { searchEntries + caseEntries + layoutEntries }
  }

  private nonisolated(unsafe) static let constructor = Entry(
    "str", "(object=_, encoding=_, errors=_)", doc: "The text of a value, or the decoded text of bytes.",
    example: "str(1.50)\n#> '1.5'"
  ) { arguments in
    if arguments[0].isUnset { return .string("") }
    if arguments[1].isUnset, arguments[2].isUnset {
      if case .str = arguments[0] { return arguments[0] }
      return .string(try arguments.vm.str(arguments[0]))
    }
    guard case .object(let bytes as BytesObject) = arguments[0] else {
      if case .str = arguments[0] { throw PyError.typeError("decoding str is not supported") }
      throw PyError.typeError(
        "decoding to str: need a bytes-like object, \(arguments.vm.typeName(arguments[0])) found")
    }
    let encoding = arguments[1].isUnset ? "utf-8" : try arguments.string(1)
    let errors = arguments[2].isUnset ? "strict" : try arguments.string(2)
    return .string(try TextCodec.decode(bytes.bytes, encoding: encoding, errors: errors))
  }

  nonisolated(unsafe) static let layoutEntries: [Entry] = [
    Method.string(
      "strip", "(self, chars=None, /)",
      doc: "A copy without white space, or the given characters, at both ends.",
      example: "'  a '.strip()\n#> 'a'"
    ) { text, arguments in try strip(text, arguments, "strip", left: true, right: true) },
    Method.string(
      "lstrip", "(self, chars=None, /)",
      doc: "A copy without white space, or the given characters, at the start.",
      example: "'  a '.lstrip()\n#> 'a '"
    ) { text, arguments in try strip(text, arguments, "lstrip", left: true, right: false) },
    Method.string(
      "rstrip", "(self, chars=None, /)",
      doc: "A copy without white space, or the given characters, at the end.",
      example: "'1.500'.rstrip('0')\n#> '1.5'"
    ) { text, arguments in try strip(text, arguments, "rstrip", left: false, right: true) },
    Method.string(
      "center", "(self, width, fillchar=' ', /)", doc: "The string in the middle of a field.",
      example: "'ab'.center(6, '*')\n#> '**ab**'"
    ) { text, arguments in
      try padded(text, arguments) { missing, width in missing / 2 + (missing & width & 1) }
    },
    Method.string(
      "ljust", "(self, width, fillchar=' ', /)", doc: "The string at the left of a field.",
      example: "'ab'.ljust(4, '.')\n#> 'ab..'"
    ) { text, arguments in try padded(text, arguments) { _, _ in 0 } },
    Method.string(
      "rjust", "(self, width, fillchar=' ', /)", doc: "The string at the right of a field.",
      example: "'ab'.rjust(4)\n#> '  ab'"
    ) { text, arguments in try padded(text, arguments) { missing, _ in missing } },
    Method.string(
      "zfill", "(self, width, /)", doc: "The string behind zeros, which stand after a sign.",
      example: "'-7'.zfill(4)\n#> '-007'"
    ) { text, arguments in
      let missing = try checkedWidth(arguments.int(1)) - text.count
      if missing <= 0 { return .str(text) }
      let zeros = try arguments.vm.repeated("0", missing)
      if let sign = text.value.unicodeScalars.first, sign == "-" || sign == "+" {
        return .string(String(sign) + zeros + String(text.value.unicodeScalars.dropFirst()))
      }
      return .string(zeros + text.value)
    },
    Method.string(
      "expandtabs", "(self, tabsize=8)", doc: "A copy with tabs written as spaces up to the next stop.",
      example: "'a\\tb'.expandtabs(4)\n#> 'a   b'"
    ) { text, arguments in
      let size = try checkedWidth(arguments.int(1))
      var result: [UInt8] = []
      var column = 0
      for scalar in text.value.unicodeScalars.untilInterrupt {
        switch scalar {
        case "\t":
          guard size > 0 else { continue }
          let count = size - column % size
          result.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
          column += count
        case "\n", "\r":
          result.append(UInt8(scalar.value))
          column = 0
        default:
          if scalar.isASCII {
            result.append(UInt8(scalar.value))
          } else {
            result.append(contentsOf: String(scalar).utf8)
          }
          column += 1
        }
      }
      return .string(String(decoding: result, as: UTF8.self))
    },
    Method.string(
      "format", "(self, /, *args, **kwargs)", doc: "The string with its replacement fields `{…}` filled in.",
      example: "'{0} {x:.2f}'.format('loss', x=1/3)\n#> 'loss 0.33'"
    ) { text, arguments in
      let named = arguments.keywords(2)
      var template = FieldTemplate(arguments.vm, positional: arguments.rest(1)) { named?.find($0) }
      return .string(try template.format(text.value))
    },
    Method.string(
      "format_map", "(self, mapping, /)", doc: "Like `format`, with the fields taken from a mapping.",
      example: "'{a}'.format_map({'a': 1})\n#> '1'"
    ) { text, arguments in
      let vm = arguments.vm
      let mapping = arguments[1]
      var template = FieldTemplate(vm, positional: [], isMap: true) { try vm.getItem(mapping, .str($0)) }
      return .string(try template.format(text.value))
    },
    Method.string(
      "translate", "(self, table, /)", doc: "A copy with characters mapped by a table from `str.maketrans`.",
      example: "'abc'.translate(str.maketrans('ab', 'xy'))\n#> 'xyc'"
    ) { text, arguments in .string(try translate(text.value, arguments[1], arguments.vm)) },
    Entry(
      "maketrans", "(x, y=_, z=_, /)", kind: .staticMethod, doc: "A table for `translate`.",
      example: "str.maketrans('a', 'b')\n#> {97: 98}"
    ) { arguments in try makeTable(arguments) },
    Method.string(
      "encode", "(self, encoding='utf-8', errors='strict')", doc: "The bytes of the text in an encoding.",
      example: "'é'.encode()\n#> b'\\xc3\\xa9'"
    ) { text, arguments in
      .object(
        BytesObject(
          try TextCodec.encode(text.value, encoding: arguments.string(1), errors: arguments.string(2))))
    },
  ]

  private static func strip(
    _ text: StringObject, _ arguments: Arguments, _ name: String, left: Bool, right: Bool
  ) throws -> Value {
    var set: Set<Unicode.Scalar>?
    switch arguments[1] {
    case .none: break
    case .str(let characters): set = Set(characters.value.unicodeScalars)
    default: throw PyError.typeError("\(name) arg must be None or str")
    }
    func goes(_ scalar: Unicode.Scalar) -> Bool { set?.contains(scalar) ?? scalar.isPythonSpace }
    let scalars = text.value.unicodeScalars
    var (start, end) = (scalars.startIndex, scalars.endIndex)
    var turn = 0
    while left, start < end, goes(scalars[start]), !Interpreter.isInterrupted(at: turn) {
      start = scalars.index(after: start)
      turn += 1
    }
    while right, start < end, !Interpreter.isInterrupted(at: turn) {
      let before = scalars.index(before: end)
      if !goes(scalars[before]) { break }
      end = before
      turn += 1
    }
    if start == scalars.startIndex, end == scalars.endIndex { return .str(text) }
    return .string(String(scalars[start..<end]))
  }

  static func checkedWidth(_ width: Int) throws -> Int {
    if width > FormatSpecification.largestWidth { throw PyError(Types.memoryError, "") }
    return width
  }

  private static func padded(
    _ text: StringObject, _ arguments: Arguments, _ left: (Int, Int) -> Int
  ) throws -> Value {
    let width = try checkedWidth(arguments.int(1))
    guard case .str(let fill) = arguments[2] else {
      throw PyError.typeError(
        "The fill character must be a unicode character, not \(arguments.vm.typeName(arguments[2]))")
    }
    guard fill.count == 1 else {
      throw PyError.typeError("The fill character must be exactly one character long")
    }
    let missing = width - text.count
    if missing <= 0 { return .str(text) }
    let before = left(missing, width)
    let vm = arguments.vm
    return .string(
      try .joined(
        .joined(vm.repeated(fill.value, before), text.value), vm.repeated(fill.value, missing - before)))
  }

  // MARK: Translation

  private static func translate(_ text: String, _ table: Value, _ vm: Interpreter) throws -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.untilInterrupt {
      let mapped: Value
      do {
        mapped = try vm.getItem(table, .int(Int(scalar.value)))
      } catch let error as PyError where error.exception.type.isSubtype(of: Types.lookupError) {
        result.append(scalar)
        continue
      }
      switch mapped {
      case .none: break
      case .str(let text): result.append(contentsOf: text.value.unicodeScalars)
      default:
        guard let code = mapped.index else {
          throw PyError.typeError("character mapping must return integer, None or str")
        }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
          throw PyError.valueError("character mapping must be in range(0x110000)")
        }
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func makeTable(_ arguments: Arguments) throws -> Value {
    let vm = arguments.vm
    let table = DictObject()
    if arguments[1].isUnset {
      guard case .dict(let source) = arguments[0] else {
        throw PyError.typeError("if you give only one argument to maketrans it must be a dict")
      }
      for (key, value) in source.items.untilInterrupt {
        if case .str(let text) = key {
          guard text.count == 1, let scalar = text.value.unicodeScalars.first else {
            throw PyError.valueError("string keys in translate table must be of length 1")
          }
          try table.set(.int(Int(scalar.value)), value, vm)
        } else if key.index != nil {
          try table.set(key, value, vm)
        } else {
          throw PyError.typeError("keys in translate table must be strings or integers")
        }
      }
      return .dict(table)
    }
    guard case .str(let from) = arguments[0] else {
      throw PyError.typeError("first maketrans argument must be a string if there is a second argument")
    }
    let to = try arguments.text(1) { "maketrans() argument 2 must be str, not \($0)" }
    guard from.count == to.count else {
      throw PyError.valueError("the first two maketrans arguments must have equal length")
    }
    for (a, b) in zip(from.value.unicodeScalars, to.value.unicodeScalars).untilInterrupt {
      try table.set(.int(Int(a.value)), .int(Int(b.value)), vm)
    }
    if !arguments[2].isUnset {
      let deleted = try arguments.text(2) { "maketrans() argument 3 must be str, not \($0)" }
      for scalar in deleted.value.unicodeScalars.untilInterrupt {
        try table.set(.int(Int(scalar.value)), .none, vm)
      }
    }
    return .dict(table)
  }
}
