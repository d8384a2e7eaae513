/// Methods of `str` that look for, split and join parts.
extension StrType {
  nonisolated(unsafe) static let searchEntries: [Entry] = [
    Method.string(
      "find", "(self, sub, start=None, end=None, /)",
      doc: "The lowest index where `sub` is found in `s[start:end]`, or -1.",
      example: "'banana'.find('an')\n#> 1"
    ) { text, arguments in .int(try position(text, arguments, fromRight: false) ?? -1) },
    Method.string(
      "rfind", "(self, sub, start=None, end=None, /)",
      doc: "The highest index where `sub` is found in `s[start:end]`, or -1.",
      example: "'banana'.rfind('an')\n#> 3"
    ) { text, arguments in .int(try position(text, arguments, fromRight: true) ?? -1) },
    Method.string(
      "index", "(self, sub, start=None, end=None, /)",
      doc: "Like `find`, but ValueError where `sub` is not found.",
      example: "'banana'.index('n')\n#> 2"
    ) { text, arguments in
      guard let found = try position(text, arguments, fromRight: false) else {
        throw PyError.valueError("substring not found")
      }
      return .int(found)
    },
    Method.string(
      "rindex", "(self, sub, start=None, end=None, /)",
      doc: "Like `rfind`, but ValueError where `sub` is not found.",
      example: "'banana'.rindex('n')\n#> 4"
    ) { text, arguments in
      guard let found = try position(text, arguments, fromRight: true) else {
        throw PyError.valueError("substring not found")
      }
      return .int(found)
    },
    Method.string(
      "count", "(self, sub, start=None, end=None, /)",
      doc: "The number of times `sub` occurs in `s[start:end]` without overlap.",
      example: "'banana'.count('a')\n#> 3"
    ) { text, arguments in
      let part = try arguments.text(1) { "must be str, not \($0)" }
      guard let range = try byteRange(text, arguments, 2, 3) else { return .int(0) }
      if part.value.isEmpty {
        let (start, stop) = try arguments.bounds(2, 3, count: text.count)
        return .int(stop - start + 1)
      }
      return .int(
        text.value.withBytes { bytes in
          part.value.withBytes {
            ByteSearch.count($0, in: bytes, from: range.lowerBound, to: range.upperBound)
          }
        })
    },
    Method.string(
      "startswith", "(self, prefix, start=None, end=None, /)",
      doc: "Whether the string begins with the prefix, or with one of a tuple of prefixes.",
      example: "'layer1'.startswith('layer')\n#> True"
    ) { text, arguments in try .bool(hasAffix(text, arguments, "startswith")) },
    Method.string(
      "endswith", "(self, suffix, start=None, end=None, /)",
      doc: "Whether the string ends with the suffix, or with one of a tuple of suffixes.",
      example: "'a.png'.endswith(('.png', '.jpg'))\n#> True"
    ) { text, arguments in try .bool(hasAffix(text, arguments, "endswith")) },
    Method.string(
      "replace", "(self, old, new, count=-1, /)",
      doc: "A copy with `old` replaced by `new`, the first `count` times if that is given.",
      example: "'a-b-c'.replace('-', '+', 1)\n#> 'a+b-c'"
    ) { text, arguments in
      let old = try arguments.text(1) { "replace() argument 1 must be str, not \(Method.shownType($0))" }
      let new = try arguments.text(2) { "replace() argument 2 must be str, not \(Method.shownType($0))" }
      let limit = try arguments.int(3)
      return .string(
        text.value.withBytes { bytes in
          old.value.withBytes { old in
            new.value.withBytes { new in
              ByteSearch.replaced(bytes, old, new, limit: limit, isUTF8: true).withUnsafeBufferPointer {
                String(utf8: $0)
              }
            }
          }
        })
    },
    Method.string(
      "split", "(self, sep=None, maxsplit=-1)",
      doc: "The parts between separators, or the words between white space where `sep` is None.",
      example: "'a, b,c'.split(',')\n#> ['a', ' b', 'c']"
    ) { text, arguments in try split(text, arguments, fromRight: false) },
    Method.string(
      "rsplit", "(self, sep=None, maxsplit=-1)", doc: "Like `split`, but counting `maxsplit` from the right.",
      example: "'a.b.c'.rsplit('.', 1)\n#> ['a.b', 'c']"
    ) { text, arguments in try split(text, arguments, fromRight: true) },
    Method.string(
      "splitlines", "(self, keepends=False)", doc: "The lines, without their ends unless `keepends`.",
      example: "'a\\nb\\n'.splitlines()\n#> ['a', 'b']"
    ) { text, arguments in .list(lines(text.value, keepEnds: try arguments.bool(1))) },
    Method.string(
      "partition", "(self, sep, /)", doc: "The part before the first separator, the separator, and the rest.",
      example: "'key=a=b'.partition('=')\n#> ('key', '=', 'a=b')"
    ) { text, arguments in try partition(text, arguments, fromRight: false) },
    Method.string(
      "rpartition", "(self, sep, /)", doc: "The part before the last separator, the separator, and the rest.",
      example: "'a/b/c'.rpartition('/')\n#> ('a/b', '/', 'c')"
    ) { text, arguments in try partition(text, arguments, fromRight: true) },
    Method.string(
      "join", "(self, iterable, /)", doc: "The strings of an iterable with this one between them.",
      example: "', '.join(['a', 'b'])\n#> 'a, b'"
    ) { text, arguments in try join(text, arguments) },
    Method.string(
      "removeprefix", "(self, prefix, /)", doc: "The string without a prefix, if it has it.",
      example: "'test_x'.removeprefix('test_')\n#> 'x'"
    ) { text, arguments in
      let prefix = try arguments.text(1) {
        "removeprefix() argument must be str, not \(Method.shownType($0))"
      }
      guard hasPrefix(text.value, prefix.value) else { return arguments[0] }
      return .string(text.value.withBytes { String($0, prefix.value.utf8.count..<$0.count) })
    },
    Method.string(
      "removesuffix", "(self, suffix, /)", doc: "The string without a suffix, if it has it.",
      example: "'a.py'.removesuffix('.py')\n#> 'a'"
    ) { text, arguments in
      let suffix = try arguments.text(1) {
        "removesuffix() argument must be str, not \(Method.shownType($0))"
      }
      guard hasSuffix(text.value, suffix.value) else { return arguments[0] }
      return .string(text.value.withBytes { String($0, 0..<($0.count - suffix.value.utf8.count)) })
    },
  ]

  // MARK: Positions

  /// The bytes of `text[start:end]`; nil where start lies behind the end.
  private static func byteRange(
    _ text: StringObject, _ arguments: Arguments, _ start: Int, _ stop: Int
  ) throws -> Range<Int>? {
    let (start, stop) = try arguments.bounds(start, stop, count: text.count)
    if start > stop { return nil }
    if text.isASCII { return start..<stop }
    return text.value.withBytes { offset(start, $0)..<offset(stop, $0) }
  }

  /// The byte offset of a character.
  private static func offset(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var left = index
    for (position, byte) in bytes.enumerated().untilInterrupt where byte & 0xC0 != 0x80 {
      if left == 0 { return position }
      left -= 1
    }
    return bytes.count
  }

  private static func position(_ text: StringObject, _ arguments: Arguments, fromRight: Bool) throws -> Int? {
    let part = try arguments.text(1) { "must be str, not \($0)" }
    guard let range = try byteRange(text, arguments, 2, 3) else { return nil }
    return text.value.withBytes { bytes in
      let found = part.value.withBytes {
        fromRight
          ? ByteSearch.last($0, in: bytes, from: range.lowerBound, to: range.upperBound)
          : ByteSearch.first($0, in: bytes, from: range.lowerBound, to: range.upperBound)
      }
      guard let found else { return nil }
      if text.isASCII { return found }
      return bytes[..<found].untilInterrupt.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
  }

  static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
    text.withBytes { bytes in prefix.withBytes { bytes.untilInterrupt.starts(with: $0) } }
  }

  static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
    text.withBytes { bytes in
      suffix.withBytes { bytes.count >= $0.count && bytes.suffix($0.count).elementsEqual($0) }
    }
  }

  private static func hasAffix(_ text: StringObject, _ arguments: Arguments, _ name: String) throws -> Bool {
    let affixes: [Value]
    switch arguments[1] {
    case .str: affixes = [arguments[1]]
    case .tuple(let tuple): affixes = tuple.items
    default:
      throw PyError.typeError(
        "\(name) first arg must be str or a tuple of str, not \(arguments.vm.typeName(arguments[1]))")
    }
    let range = try byteRange(text, arguments, 2, 3)
    for affix in affixes {
      guard case .str(let affix) = affix else {
        throw PyError.typeError(
          "tuple for \(name) must only contain str, not \(arguments.vm.typeName(affix))")
      }
      guard let range else { continue }
      let matches = text.value.withBytes { bytes in
        let part = bytes[range]
        return affix.value.withBytes { affix in
          name == "startswith"
            ? part.starts(with: affix)
            : part.count >= affix.count && part.suffix(affix.count).elementsEqual(affix)
        }
      }
      if matches { return true }
    }
    return false
  }

  // MARK: Parts

  private static func split(_ text: StringObject, _ arguments: Arguments, fromRight: Bool) throws -> Value {
    let limit = try arguments.int(2)
    if arguments[1].isNone {
      return .list(
        text.value.withBytes { bytes in
          (fromRight
            ? ByteSearch.wordsFromRight(bytes, limit: limit, spaceLength: ByteSearch.spaceLength(utf8:_:))
            : ByteSearch.words(bytes, limit: limit, spaceLength: ByteSearch.spaceLength(utf8:_:)))
            .untilInterrupt.map { .string(String(bytes, $0)) }
        })
    }
    let separator = try arguments.text(1) { "must be str or None, not \($0)" }
    if separator.value.isEmpty { throw PyError.valueError("empty separator") }
    return .list(
      text.value.withBytes { bytes in
        separator.value.withBytes {
          fromRight
            ? ByteSearch.splitFromRight(bytes, $0, limit: limit) : ByteSearch.split(bytes, $0, limit: limit)
        }.untilInterrupt.map { .string(String(bytes, $0)) }
      })
  }

  /// The lines of a text by Unicode's line ends.
  static func lines(_ text: String, keepEnds: Bool) -> [Value] {
    var lines: [Value] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var index = start
    var turn = 0
    while index < scalars.endIndex {
      turn += 1
      if Interpreter.isInterrupted(at: turn) { break }
      let scalar = scalars[index]
      var next = scalars.index(after: index)
      switch scalar.value {
      case 10...13, 28...30, 0x85, 0x2028, 0x2029:
        if scalar == "\r", next < scalars.endIndex, scalars[next] == "\n" {
          next = scalars.index(after: next)
        }
        lines.append(.string(String(scalars[start..<(keepEnds ? next : index)])))
        start = next
      default: break
      }
      index = next
    }
    if start < scalars.endIndex { lines.append(.string(String(scalars[start...]))) }
    return lines
  }

  private static func partition(_ text: StringObject, _ arguments: Arguments, fromRight: Bool) throws -> Value
  {
    let separator = try arguments.text(1) { "must be str, not \($0)" }
    if separator.value.isEmpty { throw PyError.valueError("empty separator") }
    return text.value.withBytes { bytes in
      let found = separator.value.withBytes {
        fromRight
          ? ByteSearch.last($0, in: bytes, from: 0, to: bytes.count)
          : ByteSearch.first($0, in: bytes, from: 0, to: bytes.count)
      }
      guard let found else {
        return .tuple(
          fromRight
            ? [.string(""), .string(""), arguments[0]] : [arguments[0], .string(""), .string("")])
      }
      let end = found + separator.value.utf8.count
      return .tuple([
        .string(String(bytes, 0..<found)), .str(separator), .string(String(bytes, end..<bytes.count)),
      ])
    }
  }

  private static func join(_ separator: StringObject, _ arguments: Arguments) throws -> Value {
    let items: [Value]
    do {
      items = try arguments.items(1)
    } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
    {
      throw PyError.typeError("can only join an iterable")
    }
    if items.count == 1, case .str = items[0] { return items[0] }
    var result = ""
    var size = 0
    for (index, item) in items.enumerated().untilInterrupt {
      guard case .str(let text) = item else {
        throw PyError.typeError(
          "sequence item \(index): expected str instance, \(arguments.vm.typeName(item)) found")
      }
      if index > 0 { result += separator.value }
      result += text.value
      size += separator.value.utf8.count + text.value.utf8.count
      if size > 1 << 22 {
        try Interpreter.checkInterrupt()
        size = 0
      }
    }
    return .string(result)
  }
}
