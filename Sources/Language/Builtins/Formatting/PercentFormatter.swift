import Arrays

/// `format % arguments`, as C's printf with Python's additions.
struct PercentFormatter {
  private unowned(unsafe) let vm: Interpreter
  private let arguments: Value
  private let items: [Value]?
  /// Whether keys in parentheses may be looked up, and left-over arguments are no error.
  private let isMapping: Bool
  private var position = 0

  init(_ vm: Interpreter, _ arguments: Value) {
    self.vm = vm
    self.arguments = arguments
    if case .tuple(let tuple) = arguments {
      items = tuple.items
      isMapping = false
    } else {
      items = nil
      switch arguments {
      case .dict, .list, .array: isMapping = true
      case .object(let object):
        isMapping =
          object is BytesObject || object is RangeObject || vm.typeOf(arguments).lookup(Names.getItem) != nil
      default: isMapping = false
      }
    }
  }

  private struct Directive {
    var isLeft = false
    var hasPlus = false
    var hasSpace = false
    var isAlternate = false
    var hasZero = false
    var width = 0
    var precision: Int?
  }

  private mutating func nextArgument(_ fixed: Value?) throws -> Value {
    if let fixed { return fixed }
    if let items {
      if position < items.count {
        position += 1
        return items[position - 1]
      }
    } else if position == 0 {
      position = 1
      return arguments
    }
    throw PyError.typeError("not enough arguments for format string")
  }

  mutating func format(_ format: String) throws -> String {
    if let text = plainText(format) { return text }
    let bytes = Array(format.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    var usesKeys = false
    let percent = UInt8(ascii: "%")
    while index < bytes.count {
      if bytes[index] != percent {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      guard index < bytes.count else { throw PyError.valueError("incomplete format") }
      if bytes[index] == percent {
        result.append(percent)
        index += 1
        continue
      }
      var fixed: Value?
      if bytes[index] == UInt8(ascii: "(") {
        fixed = try lookUp(bytes, &index)
        usesKeys = true
      }
      let directive = try self.directive(bytes, &index, fixed)
      guard index < bytes.count else { throw PyError.valueError("incomplete format") }
      let letter = bytes[index]
      let value = try nextArgument(fixed)
      try vm.checkInterrupt()
      guard isKnown(letter) else { throw unsupported(bytes, index) }
      try result.append(contentsOf: convert(value, letter, directive).utf8)
      index += 1
    }
    let given = items?.count ?? 1
    if !usesKeys, !isMapping, position < given {
      throw PyError.typeError("not all arguments converted during string formatting")
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The whole text where the format is short and has only `%d` of ints and `%s` of short strings, which needs
  /// none of the flags below; nil otherwise.
  private func plainText(_ format: String) -> String? {
    let capacity = 256
    let count = format.utf8.count
    if count > capacity / 2 { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer -> String? in
      var length = 0
      var used = 0
      var isDirective = false
      for byte in format.utf8 {
        if !isDirective {
          if length == capacity { return nil }
          isDirective = byte == UInt8(ascii: "%")
          if !isDirective {
            buffer[length] = byte
            length += 1
          }
          continue
        }
        isDirective = false
        guard used < items?.count ?? 1 else { return nil }
        switch (byte, items?[used] ?? arguments) {
        case (UInt8(ascii: "d"), .int(let value)):
          guard length + 20 <= capacity else { return nil }
          length += PercentFormatter.write(value, buffer.baseAddress! + length)
        case (UInt8(ascii: "s"), .str(let text)):
          let part = text.value.utf8
          guard length + part.count <= capacity else { return nil }
          for byte in part {
            buffer[length] = byte
            length += 1
          }
        default: return nil
        }
        used += 1
      }
      guard !isDirective, used == items?.count ?? 1 else { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: buffer[..<length]), as: UTF8.self)
    }
  }

  /// Writes the digits of a number, 20 bytes at most; returns how many.
  private static func write(_ value: Int, _ target: UnsafeMutablePointer<UInt8>) -> Int {
    var digits = 1
    var rest = value.magnitude / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    let count = value < 0 ? digits + 1 : digits
    if value < 0 { target[0] = UInt8(ascii: "-") }
    rest = value.magnitude
    var position = count
    while digits > 0 {
      position -= 1
      digits -= 1
      target[position] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    }
    return count
  }

  /// The value of `(key)`; `index` stands on the parenthesis and moves behind the closing one.
  private func lookUp(_ bytes: [UInt8], _ index: inout Int) throws -> Value {
    guard isMapping else { throw PyError.typeError("format requires a mapping") }
    index += 1
    let start = index
    var depth = 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      index += 1
      if depth == 0 { break }
    }
    if depth > 0 { throw PyError.valueError("incomplete format key") }
    return try vm.getItem(arguments, .string(String(decoding: bytes[start..<(index - 1)], as: UTF8.self)))
  }

  private mutating func directive(_ bytes: [UInt8], _ index: inout Int, _ fixed: Value?) throws -> Directive {
    var directive = Directive()
    flags: while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "-"): directive.isLeft = true
      case UInt8(ascii: "+"): directive.hasPlus = true
      case UInt8(ascii: " "): directive.hasSpace = true
      case UInt8(ascii: "#"): directive.isAlternate = true
      case UInt8(ascii: "0"): directive.hasZero = true
      default: break flags
      }
      index += 1
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
      index += 1
      directive.width = try starArgument(fixed)
      if directive.width < 0 {
        directive.isLeft = true
        directive.width = -directive.width
      }
    } else {
      directive.width = try number(bytes, &index, "width too big")
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "*") {
        index += 1
        directive.precision = max(0, try starArgument(fixed))
      } else {
        directive.precision = try number(bytes, &index, "precision too big")
      }
    }
    // C's length modifiers mean nothing here.
    if index < bytes.count,
      bytes[index] == UInt8(ascii: "h") || bytes[index] == UInt8(ascii: "l")
        || bytes[index] == UInt8(ascii: "L")
    {
      index += 1
    }
    if directive.width > FormatSpecification.largestWidth
      || directive.precision ?? 0 > FormatSpecification.largestWidth
    {
      throw PyError(Types.memoryError, "")
    }
    return directive
  }

  private mutating func starArgument(_ fixed: Value?) throws -> Int {
    guard case .int(let value) = try nextArgument(fixed), value > Int.min else {
      throw PyError.typeError("* wants int")
    }
    return value
  }

  private func number(_ bytes: [UInt8], _ index: inout Int, _ message: String) throws -> Int {
    var value = 0
    while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 {
      value = value * 10 + Int(bytes[index] - 48)
      if value > Int(Int32.max) { throw PyError.valueError(message) }
      index += 1
    }
    return value
  }

  private func isKnown(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "o"), UInt8(ascii: "x"),
      UInt8(ascii: "X"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "g"), UInt8(ascii: "G"), UInt8(ascii: "c"), UInt8(ascii: "r"), UInt8(ascii: "s"),
      UInt8(ascii: "a"):
      true
    default: false
    }
  }

  private func unsupported(_ bytes: [UInt8], _ index: Int) -> PyError {
    let rest = String(decoding: bytes[index...], as: UTF8.self)
    let scalar = rest.unicodeScalars.first ?? " "
    let place = String(decoding: bytes[..<index], as: UTF8.self).unicodeScalars.count
    let shown = scalar.value > 31 && scalar.value < 127 ? String(scalar) : "?"
    return .valueError(
      "unsupported format character '\(shown)' (0x\(String(scalar.value, radix: 16))) at index \(place)")
  }

  // MARK: Conversions

  private func convert(_ value: Value, _ letter: UInt8, _ directive: Directive) throws -> String {
    switch letter {
    case UInt8(ascii: "s"): return cut(try vm.str(value), directive)
    case UInt8(ascii: "r"): return cut(try vm.repr(value), directive)
    case UInt8(ascii: "a"): return cut(StringRepr.ascii(try vm.repr(value)), directive)
    case UInt8(ascii: "c"):
      var plain = directive
      plain.precision = nil
      return cut(try character(value), plain)
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      return try integer(wholeNumber(value, letter), 10, letter, directive)
    case UInt8(ascii: "o"): return try integer(index(value, letter), 8, letter, directive)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try integer(index(value, letter), 16, letter, directive)
    default: return try float(value, letter, directive)
    }
  }

  private func cut(_ text: String, _ directive: Directive) -> String {
    var text = text
    if let precision = directive.precision {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: text.unicodeScalars.prefix(precision))
      text = String(prefix)
    }
    return pad(text, directive)
  }

  private func pad(_ text: String, _ directive: Directive) -> String {
    if directive.width == 0 { return text }
    let missing = directive.width - text.unicodeScalars.count
    if missing <= 0 { return text }
    let spaces = String(repeating: " ", count: missing)
    return directive.isLeft ? text + spaces : spaces + text
  }

  private func character(_ value: Value) throws -> String {
    if case .str(let text) = value {
      if text.count == 1 { return text.value }
      throw PyError.typeError("%c requires int or char")
    }
    guard let index = value.index else { throw PyError.typeError("%c requires int or char") }
    guard let scalar = UInt32(exactly: index).flatMap(Unicode.Scalar.init) else {
      throw PyError.overflowError("%c arg not in range(0x110000)")
    }
    return String(scalar)
  }

  private func integer(_ value: Value, _ radix: Int, _ letter: UInt8, _ directive: Directive) throws -> String
  {
    if let small = value.index { return try integer(small, radix, letter, directive) }
    return try integer(value.bigInteger ?? 0, radix, letter, directive)
  }

  /// An `int` of any size, made of another number if need be.
  private func wholeNumber(_ value: Value, _ letter: UInt8) throws -> Value {
    if value.index != nil || value.isBig { return value }
    if case .str = value {} else if let made = try NumberParsing.truncated(value, vm) { return made }
    throw PyError.typeError(
      "%\(String(Unicode.Scalar(letter))) format: a real number is required, not \(vm.typeName(value))")
  }

  private func index(_ value: Value, _ letter: UInt8) throws -> Value {
    if value.index != nil || value.isBig { return value }
    if let method = vm.typeOf(value).lookup(Names.index) { return try vm.call(vm.bind(method, value), []) }
    throw PyError.typeError(
      "%\(String(Unicode.Scalar(letter))) format: an integer is required, not \(vm.typeName(value))")
  }

  private func integer(
    _ value: some BinaryInteger, _ radix: Int, _ letter: UInt8, _ directive: Directive
  ) throws -> String {
    var digits = try IntegerText.digits(value.magnitude, radix: radix)
    if letter == UInt8(ascii: "X") { digits = digits.uppercased() }
    if let precision = directive.precision, digits.utf8.count < precision {
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    let prefix = directive.isAlternate && radix != 10 ? "0" + String(Unicode.Scalar(letter)) : ""
    return signed(value < 0, prefix, digits, directive)
  }

  private func signed(_ isNegative: Bool, _ prefix: String, _ digits: String, _ directive: Directive)
    -> String
  {
    let lead = (isNegative ? "-" : directive.hasPlus ? "+" : directive.hasSpace ? " " : "") + prefix
    if directive.width == 0 { return lead + digits }
    let missing = directive.width - lead.utf8.count - digits.utf8.count
    if directive.hasZero, !directive.isLeft, missing > 0 {
      return lead + String(repeating: "0", count: missing) + digits
    }
    return pad(lead + digits, directive)
  }

  private func float(_ value: Value, _ letter: UInt8, _ directive: Directive) throws -> String {
    let number = try vm.double(value)
    let precision = directive.precision ?? 6
    let alternate = directive.isAlternate
    var text =
      switch letter | 32 {
      case UInt8(ascii: "f"): FloatText.fixed(number, precision: precision, alternate: alternate)
      case UInt8(ascii: "e"): FloatText.exponent(number, precision: precision, alternate: alternate)
      default: FloatText.general(number, precision: precision, alternate: alternate)
      }
    if letter & 32 == 0 { text = text.uppercased() }
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    if isNegative { text.removeFirst() }
    return signed(isNegative, "", text, directive)
  }
}
