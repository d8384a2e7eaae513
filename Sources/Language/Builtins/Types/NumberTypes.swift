import Arrays
import BigInt

/// `int`, `bool` and `float`
enum NumberTypes {
  static func attach() {
    Types.int.doc = "A whole number."
    Types.bool.doc = "True or False."
    Types.float.doc = "A floating-point number of 64 bits."
    Types.int.constructor = BuiltinObject(entry: intConstructor, owner: nil)
    Types.bool.constructor = BuiltinObject(
      entry: Entry("bool", "(object=False, /)", doc: "The truth of a value.", example: "bool([])\n#> False") {
        .bool(try $0.bool(0))
      }, owner: nil)
    Types.float.constructor = BuiltinObject(
      entry: Entry(
        "float", "(x=0.0, /)", doc: "A float from a number or a string.", example: "float('1e3')\n#> 1000.0"
      ) { .float(try float($0[0], $0.vm)) }, owner: nil)
    Types.int.loadEntries = { intEntries }
    Types.float.loadEntries = { floatEntries }
  }

  nonisolated(unsafe) private static let intConstructor = Entry(
    "int", "(x=_, /, base=_)", doc: "An integer from a number (towards zero) or from a string in a base.",
    example: "int('ff', 16)\n#> 255"
  ) { arguments in
    let vm = arguments.vm
    let value = arguments[0]
    if arguments[1].isUnset {
      switch value {
      case .unset: return .int(0)
      case .int: return value
      case .str(let text):
        return try NumberParsing.integer(text.value, base: 10, shown: StringRepr.quoted(text.value))
      case .object(let bytes as BytesObject):
        return try NumberParsing.integer(
          String(decoding: bytes.bytes, as: UTF8.self), base: 10, shown: StringRepr.quoted(bytes.bytes))
      default: break
      }
      if let whole = try NumberParsing.truncated(value, vm) { return whole }
      throw PyError.typeError(
        "int() argument must be a string, a bytes-like object or a real number, not '\(vm.typeName(value))'")
    }
    let base = try arguments.int(1)
    if value.isUnset { throw PyError.typeError("int() missing string argument") }
    guard base == 0 || (base >= 2 && base <= 36) else {
      throw PyError.valueError("int() base must be >= 2 and <= 36, or 0")
    }
    switch value {
    case .str(let text):
      return try NumberParsing.integer(text.value, base: base, shown: StringRepr.quoted(text.value))
    case .object(let bytes as BytesObject):
      return try NumberParsing.integer(
        String(decoding: bytes.bytes, as: UTF8.self), base: base, shown: StringRepr.quoted(bytes.bytes))
    default: throw PyError.typeError("int() can't convert non-string with explicit base")
    }
  }

  /// `float(value)`
  static func float(_ value: Value, _ vm: Interpreter) throws -> Double {
    switch value {
    case .float(let x), .npFloat64(let x): return x
    case .str(let text): return try NumberParsing.double(text.value, shown: StringRepr.quoted(text.value))
    case .object(let bytes as BytesObject):
      return try NumberParsing.double(
        String(decoding: bytes.bytes, as: UTF8.self), shown: StringRepr.quoted(bytes.bytes))
    default: break
    }
    do {
      return try vm.double(value)
    } catch let error as PyError
      where error.exception.type === Types.typeError && error.exception.traceback.isEmpty
      && !value.isArrayLike
    {
      throw PyError.typeError(
        "float() argument must be a string or a real number, not '\(vm.typeName(value))'")
    }
  }

  private static func whole(_ arguments: Arguments, _ name: String) throws -> Int {
    guard let index = arguments[0].index else { throw Method.wrongReceiver(name, Types.int, arguments) }
    return index
  }

  private static func big(_ value: Value) -> BigInt? { value.isBig ? value.bigInteger : nil }

  /// `to_bytes` beyond 64 bits.
  private static func bytes(_ value: BigInt, _ length: Int, _ order: String, isSigned: Bool) throws -> [UInt8]
  {
    guard order == "big" || order == "little" else {
      throw PyError.valueError("byteorder must be either 'little' or 'big'")
    }
    if length < 0 { throw PyError.valueError("length argument must be non-negative") }
    if value < 0, !isSigned { throw PyError.overflowError("can't convert negative int to unsigned") }
    // The magnitude that -1 - x has where x is negative.
    let bits = (value < 0 ? value.magnitude - 1 : value.magnitude).bitWidth + (isSigned ? 1 : 0)
    if bits > (length > Int.max / 8 ? Int.max : length * 8) {
      throw PyError.overflowError("int too big to convert")
    }
    if length > 1 << 30 { throw PyError(Types.memoryError, "") }
    let words = (value < 0 ? value.magnitude - 1 : value.magnitude).words
    let flip: UInt8 = value < 0 ? 0xFF : 0
    var result = [UInt8](repeating: flip, count: length)
    for index in 0..<min(length, words.count * 8) {
      if Interpreter.isInterrupted(at: index) { throw Interpreter.keyboardInterrupt() }
      result[order == "big" ? length - 1 - index : index] =
        UInt8(truncatingIfNeeded: words[index / 8] >> UInt(index % 8 * 8)) ^ flip
    }
    return result
  }

  /// The number that bytes spell, the lowest first.
  private static func number(_ bytes: [UInt8], isNegative: Bool) -> BigInt {
    var words = [UInt](repeating: 0, count: bytes.count / 8 + 1)
    for (index, byte) in bytes.enumerated().untilInterrupt {
      words[index / 8] |= UInt(isNegative ? ~byte : byte) << UInt(index % 8 * 8)
    }
    let magnitude = BigInt(BigUInt(words: words))
    return isNegative ? -magnitude - 1 : magnitude
  }

  private static func real(_ arguments: Arguments, _ name: String) throws -> Double {
    switch arguments[0] {
    case .float(let x), .npFloat64(let x): return x
    default: throw Method.wrongReceiver(name, Types.float, arguments)
    }
  }

  nonisolated(unsafe) private static let intEntries: [Entry] = [
    Entry(
      "bit_length", "(self, /)", doc: "How many bits the magnitude needs.", example: "(37).bit_length()\n#> 6"
    ) {
      if let big = big($0[0]) { return .int(big.magnitude.bitWidth) }
      return .int(64 - (try whole($0, "bit_length").magnitude.leadingZeroBitCount))
    },
    Entry(
      "bit_count", "(self, /)", doc: "How many ones the magnitude has in binary.",
      example: "(13).bit_count()\n#> 3"
    ) {
      if let big = big($0[0]) {
        return .int(big.magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount })
      }
      return .int(try whole($0, "bit_count").magnitude.nonzeroBitCount)
    },
    Entry("conjugate", "(self, /)", doc: "The number itself.", example: "(3).conjugate()\n#> 3") {
      big($0[0]) != nil ? $0[0] : .int(try whole($0, "conjugate"))
    },
    Entry(
      "as_integer_ratio", "(self, /)", doc: "Numerator and denominator.",
      example: "(3).as_integer_ratio()\n#> (3, 1)"
    ) { .tuple([big($0[0]) != nil ? $0[0] : .int(try whole($0, "as_integer_ratio")), .int(1)]) },
    Entry("real", "(self, /)", kind: .property, doc: "The number itself.") {
      big($0[0]) != nil ? $0[0] : .int(try whole($0, "real"))
    },
    Entry("imag", "(self, /)", kind: .property, doc: "Zero.") { _ in .int(0) },
    Entry("numerator", "(self, /)", kind: .property, doc: "The number itself.") {
      big($0[0]) != nil ? $0[0] : .int(try whole($0, "numerator"))
    },
    Entry("denominator", "(self, /)", kind: .property, doc: "One.") { _ in .int(1) },
    Entry(
      "to_bytes", "(self, /, length=1, byteorder='big', *, signed=False)", doc: "The number as bytes.",
      example: "(258).to_bytes(2, 'big')\n#> b'\\x01\\x02'"
    ) { arguments in
      let length = try arguments.int(1)
      let isSigned = try arguments.bool(3)
      if let big = big(arguments[0]) {
        return .object(BytesObject(try bytes(big, length, arguments.string(2), isSigned: isSigned)))
      }
      let value = try whole(arguments, "to_bytes")
      if length < 0 { throw PyError.valueError("length argument must be non-negative") }
      if value < 0, !isSigned { throw PyError.overflowError("can't convert negative int to unsigned") }
      if length > 1 << 20 { throw PyError(Types.memoryError, "") }
      if length < 8 {
        let bits = length * 8
        let fits =
          isSigned
          ? bits > 0 && value >> (bits - 1) == (value < 0 ? -1 : 0) || (bits == 0 && value == 0)
          : bits == 0 ? value == 0 : value >> bits == 0
        if !fits { throw PyError.overflowError("int too big to convert") }
      }
      var bytes = (0..<length).map { UInt8(truncatingIfNeeded: value >> min(63, $0 * 8)) }
      switch try arguments.string(2) {
      case "big": bytes.reverse()
      case "little": break
      default: throw PyError.valueError("byteorder must be either 'little' or 'big'")
      }
      return .object(BytesObject(bytes))
    },
    Entry(
      "from_bytes", "(type, /, bytes, byteorder='big', *, signed=False)", kind: .classMethod,
      doc: "The number that bytes spell.", example: "int.from_bytes(b'\\x01\\x02', 'big')\n#> 258"
    ) { arguments in
      var bytes = try BytesType.bytes(of: arguments[1], arguments.vm)
      switch try arguments.string(2) {
      case "big": bytes.reverse()
      case "little": break
      default: throw PyError.valueError("byteorder must be either 'little' or 'big'")
      }
      let isNegative = try arguments.bool(3) && (bytes.last ?? 0) & 0x80 != 0
      let filler: UInt8 = isNegative ? 0xFF : 0
      while bytes.count > 8, bytes.last == filler { bytes.removeLast() }
      try Interpreter.check(bits: bytes.count > Int.max / 8 ? Int.max : bytes.count * 8)
      var value: UInt = isNegative ? .max : 0
      for byte in bytes.prefix(8).reversed() { value = value << 8 | UInt(byte) }
      let result = Int(bitPattern: value)
      if bytes.count > 8 || (result < 0) != isNegative {
        return .integer(number(bytes, isNegative: isNegative))
      }
      return .int(result)
    },
  ]

  nonisolated(unsafe) private static let floatEntries: [Entry] = [
    Entry(
      "is_integer", "(self, /)", doc: "Whether there is no fraction.", example: "(2.0).is_integer()\n#> True"
    ) {
      let x = try real($0, "is_integer")
      return .bool(x.isFinite && x == x.rounded(.towardZero))
    },
    Entry("conjugate", "(self, /)", doc: "The number itself.", example: "(1.5).conjugate()\n#> 1.5") {
      .float(try real($0, "conjugate"))
    },
    Entry("real", "(self, /)", kind: .property, doc: "The number itself.") { .float(try real($0, "real")) },
    Entry("imag", "(self, /)", kind: .property, doc: "Zero.") { _ in .float(0) },
    Entry(
      "as_integer_ratio", "(self, /)", doc: "The fraction in lowest terms that is exactly the number.",
      example: "(0.75).as_integer_ratio()\n#> (3, 4)"
    ) { arguments in
      let x = try real(arguments, "as_integer_ratio")
      if x.isNaN { throw PyError.valueError("cannot convert NaN to integer ratio") }
      if x.isInfinite { throw PyError.overflowError("cannot convert Infinity to integer ratio") }
      var numerator = x
      var shift = 0
      while numerator != numerator.rounded(.towardZero) {
        numerator *= 2
        shift += 1
      }
      guard let whole = Int(exactly: numerator), shift < 63 else { throw PyError.integerOverflow }
      return .tuple([.int(whole), .int(1 << shift)])
    },
    Entry(
      "hex", "(self, /)", doc: "The number in hexadecimal, exactly.",
      example: "(1.5).hex()\n#> '0x1.8000000000000p+0'"
    ) {
      .string(hexadecimal(try real($0, "hex")))
    },
    Entry(
      "fromhex", "(type, string, /)", kind: .classMethod, doc: "The number that a hexadecimal string spells.",
      example: "float.fromhex('0x1.8p+1')\n#> 3.0"
    ) { arguments in
      var text = try arguments.string(1).trimmingSpaces().lowercased()
      let error = PyError.valueError("invalid hexadecimal floating-point string")
      if let plain = NumberParsing.double(Array(text.utf8)), !plain.isFinite { return .float(plain) }
      let isNegative = text.hasPrefix("-")
      if isNegative || text.hasPrefix("+") { text.removeFirst() }
      if text.hasPrefix("0x") { text.removeFirst(2) }
      if !text.contains("p") { text += "p0" }
      guard let first = text.utf8.first, first != UInt8(ascii: "-"), let value = Double("0x" + text) else {
        throw error
      }
      if value.isInfinite {
        throw PyError.overflowError("hexadecimal value too large to represent as a float")
      }
      return .float(isNegative ? -value : value)
    },
  ]

  private static func hexadecimal(_ x: Double) -> String {
    if !x.isFinite { return FloatText.repr(x) }
    let sign = x.sign == .minus ? "-" : ""
    if x == 0 { return sign + "0x0.0p+0" }
    let bits = String(x.significandBitPattern, radix: 16)
    let digits = String(repeating: "0", count: 13 - bits.utf8.count) + bits
    let isSubnormal = x.exponentBitPattern == 0
    let exponent = isSubnormal ? -1022 : Int(x.exponentBitPattern) - 1023
    return "\(sign)0x\(isSubnormal ? 0 : 1).\(digits)p\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }
}

extension String {
  /// The text without white space at its ends, by Python's notion of it.
  func trimmingSpaces() -> String {
    var view = unicodeScalars[...]
    while let first = view.first, first.isPythonSpace { view.removeFirst() }
    while let last = view.last, last.isPythonSpace { view.removeLast() }
    return String(view)
  }
}
