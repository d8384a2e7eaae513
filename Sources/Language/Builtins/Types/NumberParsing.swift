import BigInt

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers from text and from other values: `int(…)` and `float(…)`.
enum NumberParsing {
  // MARK: Integers

  /// `int(text, base)`
  static func integer(_ text: String, base: Int, shown: String) throws -> Value {
    func invalid() -> PyError {
      .valueError("invalid literal for int() with base \(base): \(shown)")
    }
    var digits: [UInt8] = []
    let scalars = Array(text.unicodeScalars.untilInterrupt)
    var start = 0
    var end = scalars.count
    while start < end, scalars[start].isPythonSpace, !Interpreter.isInterrupted(at: start) { start += 1 }
    while end > start, scalars[end - 1].isPythonSpace, !Interpreter.isInterrupted(at: end) { end -= 1 }
    try Interpreter.checkInterrupt()
    var isNegative = false
    if start < end, scalars[start] == "-" || scalars[start] == "+" {
      isNegative = scalars[start] == "-"
      start += 1
    }
    for scalar in scalars[start..<end].untilInterrupt {
      if scalar == "_" {
        digits.append(UInt8(ascii: "_"))
      } else if let digit = scalar.decimalDigit {
        digits.append(UInt8(48 + digit))
      } else if scalar.value < 128, scalar.properties.isAlphabetic {
        digits.append(UInt8(scalar.value) | 32)
      } else {
        throw invalid()
      }
    }
    var radix = base
    var position = 0
    if digits.count > 1, digits[0] == UInt8(ascii: "0") {
      let marked: Int? =
        switch digits[1] {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
      if let marked, base == 0 || base == marked {
        radix = marked
        position = 2
        if position < digits.count, digits[position] == UInt8(ascii: "_") { position += 1 }
      }
    }
    let needsZero = radix == 0 && digits.count > 1 && digits[0] == UInt8(ascii: "0")
    if radix == 0 { radix = 10 }
    if position >= digits.count { throw invalid() }
    var value = 0
    var overflows = false
    var lastWasDigit = false
    for byte in digits[position...].untilInterrupt {
      if byte == UInt8(ascii: "_") {
        if !lastWasDigit { throw invalid() }
        lastWasDigit = false
        continue
      }
      lastWasDigit = true
      let digit = byte >= 97 ? Int(byte) - 87 : Int(byte) - 48
      if digit >= radix { throw invalid() }
      if needsZero, digit != 0 { throw invalid() }
      let product = value.multipliedReportingOverflow(by: radix)
      let sum = product.partialValue.subtractingReportingOverflow(digit)
      overflows = overflows || product.overflow || sum.overflow
      value = sum.partialValue
    }
    try Interpreter.checkInterrupt()
    if !lastWasDigit { throw invalid() }
    if let refusal = IntegerText.refusal(
      digits: digits[position...].count { $0 != UInt8(ascii: "_") }, radix: radix)
    {
      throw refusal
    }
    // Collected below zero, where there is room for one more.
    if overflows || (!isNegative && value == Int.min) {
      let plain = digits[position...].filter { $0 != UInt8(ascii: "_") }
      guard let number = try IntegerText.number(plain[...], radix: radix) else { throw invalid() }
      let magnitude = BigInt(number)
      return .integer(isNegative ? -magnitude : magnitude)
    }
    return .int(isNegative ? value : -value)
  }

  /// An integer from a real number, towards zero; nil where the value is no number.
  static func truncated(_ value: Value, _ vm: Interpreter) throws -> Value? {
    if let index = value.index { return .int(index) }
    if value.isBig { return value }
    switch value {
    case .npBool(let x): return .int(x ? 1 : 0)
    case .npUInt64(let x): return .integer(x)
    case .float, .npFloat64, .npFloat32: return try whole(value.number ?? 0)
    case .array(let array):
      guard array.ndim == 0, let scalar = array.item() else {
        throw PyError.typeError("only 0-dimensional arrays can be converted to Python scalars")
      }
      return try truncated(Value(scalar), vm)
    default: break
    }
    for name in [Names.int, Names.index, StringObject.interned("__trunc__")] {
      if let method = vm.typeOf(value).lookup(name) {
        let result = try vm.call(vm.bind(method, value), [])
        guard result.index != nil || result.isBig else {
          throw PyError.typeError("\(name.value) returned non-int (type \(vm.typeName(result)))")
        }
        return result
      }
    }
    return nil
  }

  /// The integer part of a double.
  static func whole(_ x: Double) throws -> Value {
    if x.isNaN { throw PyError.valueError("cannot convert float NaN to integer") }
    if x.isInfinite { throw PyError.overflowError("cannot convert float infinity to integer") }
    let rounded = x.rounded(.towardZero)
    return Int(exactly: rounded).map { .int($0) } ?? .integer(BigInt(rounded))
  }

  // MARK: Floats

  /// `float(text)`
  static func double(_ text: String, shown: String) throws -> Double {
    func invalid() -> PyError { .valueError("could not convert string to float: \(shown)") }
    var bytes: [UInt8] = []
    let scalars = Array(text.unicodeScalars.untilInterrupt)
    var start = 0
    var end = scalars.count
    while start < end, scalars[start].isPythonSpace, !Interpreter.isInterrupted(at: start) { start += 1 }
    while end > start, scalars[end - 1].isPythonSpace, !Interpreter.isInterrupted(at: end) { end -= 1 }
    try Interpreter.checkInterrupt()
    for (index, scalar) in scalars[start..<end].enumerated().untilInterrupt {
      if scalar == "_" {
        // Between digits only.
        let at = start + index
        guard at > start, at + 1 < end, scalars[at - 1].decimalDigit != nil,
          scalars[at + 1].decimalDigit != nil
        else { throw invalid() }
        continue
      }
      if let digit = scalar.decimalDigit {
        bytes.append(UInt8(48 + digit))
      } else if scalar.value < 128 {
        bytes.append(UInt8(scalar.value))
      } else {
        throw invalid()
      }
    }
    try Interpreter.checkInterrupt()
    guard let value = double(bytes) else { throw invalid() }
    return value
  }

  /// A decimal literal with a sign, `inf`, `infinity` or `nan`; nil for anything else.
  static func double(_ bytes: [UInt8]) -> Double? {
    var position = 0
    var isNegative = false
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    let rest = bytes[position...]
    let word = String(decoding: rest.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
    switch word {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    func digits() -> Int {
      let start = position
      while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 { position += 1 }
      return position - start
    }
    var count = digits()
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      count += digits()
    }
    if count == 0 { return nil }
    if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+")
      {
        position += 1
      }
      if digits() == 0 { return nil }
    }
    guard position == bytes.count else { return nil }
    let text = bytes + [0]
    let value = text.withUnsafeBufferPointer { buffer -> Double in
      buffer.withMemoryRebound(to: CChar.self) { strtod($0.baseAddress!, nil) }
    }
    return value
  }
}

extension Unicode.Scalar {
  /// What `str.isspace` and `str.split()` take for white space.
  var isPythonSpace: Bool {
    switch value {
    case 9...13, 28...32, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
