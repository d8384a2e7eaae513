/// Printing, and the texts of values.
extension Builtins {
  nonisolated(unsafe) static let outputEntries: [Entry] = [
    Entry(
      "print", "(*args, sep=' ', end='\\n', file=None, flush=False)",
      doc: "Writes values as text, with `sep` between and `end` behind them.",
      example: "print(1, 'a', sep='-')\n#> 1-a"
    ) { arguments in
      let vm = arguments.vm
      func separator(_ index: Int, _ name: String, _ missing: String) throws -> String {
        switch arguments[index] {
        case .none: return missing
        case .str(let text): return text.value
        default:
          throw PyError.typeError("\(name) must be None or a string, not \(vm.typeName(arguments[index]))")
        }
      }
      let between = try separator(0, "sep", " ")
      let end = try separator(1, "end", "\n")
      var text = ""
      if case .tuple(let tuple) = arguments[4] {
        for (index, value) in tuple.items.enumerated() {
          if index > 0 { text += between }
          text += try vm.str(value)
        }
      }
      text += end
      if arguments[2].isNone {
        try vm.emit(text)
      } else {
        _ = try vm.callMethod(arguments[2], "write", [.string(text)])
      }
      return .none
    },
    Entry(
      "repr", "(obj, /)", doc: "The text of a value as one would write it in code.",
      example: "repr('a')\n#> \"'a'\""
    ) { .string(try $0.vm.repr($0[0])) },
    Entry(
      "ascii", "(obj, /)", doc: "Like `repr`, with everything outside ASCII escaped.",
      example: "ascii('é')\n#> \"'\\\\xe9'\""
    ) { .string(StringRepr.ascii(try $0.vm.repr($0[0]))) },
    Entry(
      "format", "(value, format_spec='', /)", doc: "The text of a value in a format such as `'.3f'`.",
      example: "format(3.14159, '.2f')\n#> '3.14'"
    ) { arguments in
      guard case .str(let specification) = arguments[1] else {
        throw PyError.typeError("format() argument 2 must be str, not \(arguments.vm.typeName(arguments[1]))")
      }
      return .string(try arguments.vm.format(arguments[0], specification.value))
    },
    Entry("chr", "(i, /)", doc: "The character with a code.", example: "chr(97)\n#> 'a'") { arguments in
      let code = try arguments.int(0)
      guard code >= 0, code <= 0x10FFFF else { throw PyError.valueError("chr() arg not in range(0x110000)") }
      guard let scalar = Unicode.Scalar(UInt32(code)) else {
        throw PyError.unsupported("surrogate characters are not part of nbsh")
      }
      return .str(StringObject.character(scalar))
    },
    Entry("ord", "(c, /)", doc: "The code of a character.", example: "ord('a')\n#> 97") { arguments in
      let count: Int
      switch arguments[0] {
      case .str(let text):
        count = text.count
        if count == 1, let scalar = text.value.unicodeScalars.first { return .int(Int(scalar.value)) }
      case .object(let bytes as BytesObject):
        count = bytes.bytes.count
        if count == 1 { return .int(Int(bytes.bytes[0])) }
      default:
        throw PyError.typeError(
          "ord() expected string of length 1, but \(arguments.vm.typeName(arguments[0])) found")
      }
      throw PyError.typeError("ord() expected a character, but string of length \(count) found")
    },
    Entry("bin", "(number, /)", doc: "A number in binary.", example: "bin(10)\n#> '0b1010'") {
      .string(try based($0, 2, "0b"))
    },
    Entry("oct", "(number, /)", doc: "A number in octal.", example: "oct(8)\n#> '0o10'") {
      .string(try based($0, 8, "0o"))
    },
    Entry("hex", "(number, /)", doc: "A number in hexadecimal.", example: "hex(255)\n#> '0xff'") {
      .string(try based($0, 16, "0x"))
    },
  ]

  private static func based(_ arguments: Arguments, _ radix: Int, _ prefix: String) throws -> String {
    if arguments[0].isBig, let big = arguments[0].bigInteger {
      return (big < 0 ? "-" : "") + prefix + (try IntegerText.digits(big.magnitude, radix: radix))
    }
    let value = try arguments.int(0)
    return (value < 0 ? "-" : "") + prefix + String(value.magnitude, radix: radix)
  }
}
