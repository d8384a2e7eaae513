/// `bytes`
enum BytesType {
  static func attach() {
    Types.bytes.doc = "A sequence of bytes that cannot change."
    Types.bytes.constructor = BuiltinObject(entry: constructor, owner: nil)
    Types.bytes.loadEntries = { entries }
  }

  private nonisolated(unsafe) static let constructor = Entry(
    "bytes", "(source=_, encoding=_, errors=_)", doc: "Bytes from text, from integers, or so many zeros.",
    example: "bytes([104, 105])\n#> b'hi'"
  ) { arguments in
    let vm = arguments.vm
    switch arguments[0] {
    case .unset: return .object(BytesObject([]))
    case .str(let text):
      if arguments[1].isUnset { throw PyError.typeError("string argument without an encoding") }
      let errors = arguments[2].isUnset ? "strict" : try arguments.string(2)
      return .object(
        BytesObject(try TextCodec.encode(text.value, encoding: arguments.string(1), errors: errors)))
    default: break
    }
    if !arguments[1].isUnset { throw PyError.typeError("encoding without a string argument") }
    if let count = arguments[0].index {
      if count < 0 { throw PyError.valueError("negative count") }
      return .object(BytesObject(Array(repeating: 0, count: try StrType.checkedWidth(count))))
    }
    return .object(BytesObject(try bytes(of: arguments[0], vm)))
  }

  /// The bytes of a bytes object or of an iterable of integers.
  static func bytes(of value: Value, _ vm: Interpreter) throws -> [UInt8] {
    if case .object(let bytes as BytesObject) = value { return bytes.bytes }
    let refusal = PyError.typeError("cannot convert '\(vm.typeName(value))' object to bytes")
    if isText(value) { throw refusal }
    let items: [Value]
    do { items = try vm.items(of: value) } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
    { throw refusal }
    return try items.untilInterrupt.map {
      let number = try vm.int($0)
      guard let byte = UInt8(exactly: number) else {
        throw PyError.valueError("bytes must be in range(0, 256)")
      }
      return byte
    }
  }

  private static func isText(_ value: Value) -> Bool { if case .str = value { true } else { false } }

  private static func method(
    _ name: String, _ signature: String, doc: String, example: String = "",
    _ body: @escaping (BytesObject, Arguments) throws -> Value
  ) -> Entry {
    Method.object(name, signature, of: Types.bytes, as: BytesObject.self, doc: doc, example: example, body)
  }

  private static func part(_ arguments: Arguments, _ index: Int) throws -> [UInt8] {
    if case .object(let bytes as BytesObject) = arguments[index] { return bytes.bytes }
    if let number = arguments[index].index {
      guard let byte = UInt8(exactly: number) else {
        throw PyError.valueError("byte must be in range(0, 256)")
      }
      return [byte]
    }
    throw PyError.typeError(
      "a bytes-like object is required, not '\(arguments.vm.typeName(arguments[index]))'")
  }

  private static func position(_ bytes: BytesObject, _ arguments: Arguments, fromRight: Bool) throws -> Int? {
    let needle: [UInt8]
    switch arguments[1] {
    case .str:
      throw PyError.typeError("argument should be integer or bytes-like object, not 'str'")
    default: needle = try part(arguments, 1)
    }
    let (start, stop) = try arguments.bounds(2, 3, count: bytes.bytes.count)
    return bytes.bytes.withUnsafeBufferPointer { text in
      needle.withUnsafeBufferPointer {
        fromRight
          ? ByteSearch.last($0, in: text, from: start, to: stop)
          : ByteSearch.first($0, in: text, from: start, to: stop)
      }
    }
  }

  private static func split(_ bytes: BytesObject, _ arguments: Arguments, fromRight: Bool) throws -> Value {
    let limit = try arguments.int(2)
    let separator = arguments[1].isNone ? nil : try part(arguments, 1)
    if separator?.isEmpty == true { throw PyError.valueError("empty separator") }
    return .list(
      bytes.bytes.withUnsafeBufferPointer { text in
        let pieces: [Range<Int>]
        if let separator {
          pieces = separator.withUnsafeBufferPointer {
            fromRight
              ? ByteSearch.splitFromRight(text, $0, limit: limit) : ByteSearch.split(text, $0, limit: limit)
          }
        } else {
          pieces =
            fromRight
            ? ByteSearch.wordsFromRight(text, limit: limit, spaceLength: ByteSearch.spaceLength(bytes:_:))
            : ByteSearch.words(text, limit: limit, spaceLength: ByteSearch.spaceLength(bytes:_:))
        }
        return pieces.untilInterrupt.map { .object(BytesObject(Array(text[$0]))) }
      })
  }

  private static func strip(_ bytes: BytesObject, _ arguments: Arguments, left: Bool, right: Bool) throws
    -> Value
  {
    let set = arguments[1].isNone ? [9, 10, 11, 12, 13, 32] : try part(arguments, 1)
    var view = bytes.bytes[...]
    if left {
      while let first = view.first, set.contains(first), !Interpreter.isInterrupted(at: view.count) {
        view.removeFirst()
      }
    }
    if right {
      while let last = view.last, set.contains(last), !Interpreter.isInterrupted(at: view.count) {
        view.removeLast()
      }
    }
    return .object(BytesObject(Array(view)))
  }

  nonisolated(unsafe) private static let entries: [Entry] = [
    method(
      "decode", "(self, /, encoding='utf-8', errors='strict')", doc: "The text that the bytes encode.",
      example: "b'\\xc3\\xa9'.decode()\n#> 'é'"
    ) { bytes, arguments in
      .string(try TextCodec.decode(bytes.bytes, encoding: arguments.string(1), errors: arguments.string(2)))
    },
    method(
      "hex", "(self, /)", doc: "Two hexadecimal digits a byte.", example: "b'\\x01\\xff'.hex()\n#> '01ff'"
    ) {
      bytes, _ in
      .string(
        bytes.bytes.untilInterrupt.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) })
    },
    Entry(
      "fromhex", "(type, string, /)", kind: .classMethod, doc: "The bytes that hexadecimal digits spell.",
      example: "bytes.fromhex('01 ff')\n#> b'\\x01\\xff'"
    ) { arguments in
      var result: [UInt8] = []
      let digits = Array(try arguments.string(1).unicodeScalars.untilInterrupt)
      var index = 0
      while index < digits.count, !Interpreter.isInterrupted(at: index) {
        if digits[index].isPythonSpace {
          index += 1
          continue
        }
        func digit(_ position: Int) throws -> UInt8 {
          guard position < digits.count, digits[position].isASCII,
            let value = Character(digits[position]).hexDigitValue
          else {
            throw PyError.valueError("non-hexadecimal number found in fromhex() arg at position \(position)")
          }
          return UInt8(value)
        }
        result.append(try digit(index) << 4 | digit(index + 1))
        index += 2
      }
      return .object(BytesObject(result))
    },
    method(
      "find", "(self, sub, start=None, end=None, /)", doc: "The lowest index of `sub`, or -1.",
      example: "b'abc'.find(b'c')\n#> 2"
    ) { bytes, arguments in .int(try position(bytes, arguments, fromRight: false) ?? -1) },
    method(
      "rfind", "(self, sub, start=None, end=None, /)", doc: "The highest index of `sub`, or -1.",
      example: "b'aba'.rfind(b'a')\n#> 2"
    ) { bytes, arguments in .int(try position(bytes, arguments, fromRight: true) ?? -1) },
    method(
      "index", "(self, sub, start=None, end=None, /)",
      doc: "Like `find`, but ValueError where it is not found.",
      example: "b'abc'.index(b'c')\n#> 2"
    ) { bytes, arguments in
      guard let found = try position(bytes, arguments, fromRight: false) else {
        throw PyError.valueError("subsection not found")
      }
      return .int(found)
    },
    method(
      "count", "(self, sub, start=None, end=None, /)", doc: "How often `sub` occurs without overlap.",
      example: "b'abca'.count(b'a')\n#> 2"
    ) { bytes, arguments in
      let needle = try part(arguments, 1)
      let (start, stop) = try arguments.bounds(2, 3, count: bytes.bytes.count)
      if start > stop { return .int(0) }
      if needle.isEmpty { return .int(stop - start + 1) }
      return .int(
        bytes.bytes.withUnsafeBufferPointer { text in
          needle.withUnsafeBufferPointer { ByteSearch.matches($0, in: text, from: start, to: stop).count }
        })
    },
    method(
      "startswith", "(self, prefix, /)", doc: "Whether the bytes begin so.",
      example: "b'abc'.startswith(b'a')\n#> True"
    ) {
      bytes, arguments in
      let affixes = arguments[1].tupleItems ?? [arguments[1]]
      return .bool(
        try affixes.contains { affix in
          guard case .object(let affix as BytesObject) = affix else {
            throw PyError.typeError(
              "startswith first arg must be bytes or a tuple of bytes, not \(arguments.vm.typeName(affix))")
          }
          return bytes.bytes.starts(with: affix.bytes)
        })
    },
    method(
      "endswith", "(self, suffix, /)", doc: "Whether the bytes end so.",
      example: "b'abc'.endswith(b'c')\n#> True"
    ) {
      bytes, arguments in
      let affixes = arguments[1].tupleItems ?? [arguments[1]]
      return .bool(
        try affixes.contains { affix in
          guard case .object(let affix as BytesObject) = affix else {
            throw PyError.typeError(
              "endswith first arg must be bytes or a tuple of bytes, not \(arguments.vm.typeName(affix))")
          }
          return bytes.bytes.reversed().starts(with: affix.bytes.reversed())
        })
    },
    method(
      "split", "(self, /, sep=None, maxsplit=-1)", doc: "The parts between separators or white space.",
      example: "b'a b'.split()\n#> [b'a', b'b']"
    ) { bytes, arguments in try split(bytes, arguments, fromRight: false) },
    method(
      "rsplit", "(self, /, sep=None, maxsplit=-1)", doc: "Like `split`, counting from the right.",
      example: "b'a b c'.rsplit(None, 1)\n#> [b'a b', b'c']"
    ) { bytes, arguments in try split(bytes, arguments, fromRight: true) },
    method(
      "splitlines", "(self, /, keepends=False)", doc: "The lines.",
      example: "b'a\\nb'.splitlines()\n#> [b'a', b'b']"
    ) { bytes, arguments in
      let keepEnds = try arguments.bool(1)
      var lines: [Value] = []
      var start = 0
      var index = 0
      let all = bytes.bytes
      while index < all.count, !Interpreter.isInterrupted(at: index) {
        if all[index] == 10 || all[index] == 13 {
          let end = all[index] == 13 && index + 1 < all.count && all[index + 1] == 10 ? index + 2 : index + 1
          lines.append(.object(BytesObject(Array(all[start..<(keepEnds ? end : index)]))))
          start = end
          index = end
        } else {
          index += 1
        }
      }
      if start < all.count { lines.append(.object(BytesObject(Array(all[start...])))) }
      return .list(lines)
    },
    method(
      "strip", "(self, bytes=None, /)", doc: "Without white space at both ends.",
      example: "b' a '.strip()\n#> b'a'"
    ) {
      try strip($0, $1, left: true, right: true)
    },
    method(
      "lstrip", "(self, bytes=None, /)", doc: "Without white space at the start.",
      example: "b' a '.lstrip()\n#> b'a '"
    ) {
      try strip($0, $1, left: true, right: false)
    },
    method(
      "rstrip", "(self, bytes=None, /)", doc: "Without white space at the end.",
      example: "b' a '.rstrip()\n#> b' a'"
    ) {
      try strip($0, $1, left: false, right: true)
    },
    method(
      "replace", "(self, old, new, count=-1, /)", doc: "A copy with `old` replaced by `new`.",
      example: "b'aa'.replace(b'a', b'b')\n#> b'bb'"
    ) { bytes, arguments in
      let old = try part(arguments, 1)
      let new = try part(arguments, 2)
      let limit = try arguments.int(3)
      return .object(
        BytesObject(
          bytes.bytes.withUnsafeBufferPointer { text in
            old.withUnsafeBufferPointer { old in
              new.withUnsafeBufferPointer {
                ByteSearch.replaced(text, old, $0, limit: limit, isUTF8: false)
              }
            }
          }))
    },
    method(
      "join", "(self, iterable, /)", doc: "The bytes of an iterable with these between them.",
      example: "b','.join([b'a', b'b'])\n#> b'a,b'"
    ) { bytes, arguments in
      var result: [UInt8] = []
      for (index, item) in try arguments.items(1).enumerated().untilInterrupt {
        guard case .object(let piece as BytesObject) = item else {
          throw PyError.typeError(
            "sequence item \(index): expected a bytes-like object, \(arguments.vm.typeName(item)) found")
        }
        if index > 0 { result.append(contentsOf: bytes.bytes) }
        result.append(contentsOf: piece.bytes)
      }
      return .object(BytesObject(result))
    },
    method("upper", "(self, /)", doc: "ASCII letters as capitals.", example: "b'a'.upper()\n#> b'A'") {
      bytes, _ in
      .object(BytesObject(bytes.bytes.untilInterrupt.map { $0 >= 97 && $0 <= 122 ? $0 - 32 : $0 }))
    },
    method("lower", "(self, /)", doc: "ASCII letters as small letters.", example: "b'A'.lower()\n#> b'a'") {
      bytes, _ in
      .object(BytesObject(bytes.bytes.untilInterrupt.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }))
    },
  ]
}

extension Value {
  /// The items of a tuple.
  var tupleItems: [Value]? { if case .tuple(let tuple) = self { tuple.items } else { nil } }
}
