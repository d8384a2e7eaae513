/// Writes the elements of one array so that they line up: chosen once from all elements that will be shown.
enum ElementFormat {
  case custom((Scalar) throws -> String)
  case bool(trueText: String)
  case integer(width: Int, sign: PrintOptions.Sign)
  case float(FloatFormat)

  /// The format for an array of `dtype` whose visible elements are `shown`.
  init(_ shown: [Scalar], dtype: DType, isZeroDimensional: Bool, options: PrintOptions) throws {
    if let custom = options.formatter(for: dtype) {
      self = .custom(custom)
      return
    }
    switch dtype {
    case .bool:
      self = .bool(trueText: isZeroDimensional ? "True" : " True")
    case .uint8, .int32, .int64, .uint64:
      self = ElementFormat.integerFormat(shown.map { $0.formatted(.str) }, sign: options.sign)
    case .float32, .float64:
      self = .float(try FloatFormat(shown, dtype: dtype, options: options))
    }
  }

  func text(_ element: Scalar) throws -> String {
    switch self {
    case .custom(let format): return try format(element)
    case .bool(let trueText): return element.isTrue ? trueText : "False"
    case .integer(let width, let sign):
      var text = element.formatted(.str)
      if text.utf8.first != UInt8(ascii: "-") && sign != .none { text = sign.rawValue + text }
      return String(repeating: " ", count: max(0, width - text.utf8.count)) + text
    case .float(let format): return format.text(element)
    }
  }

  /// All integers as wide as the widest, a sign of positive numbers counted.
  private static func integerFormat(_ texts: [String], sign: PrintOptions.Sign) -> ElementFormat {
    var (positive, negative) = (0, 0)
    for text in texts {
      if text.utf8.first == UInt8(ascii: "-") {
        negative = max(negative, text.utf8.count)
      } else {
        positive = max(positive, text.utf8.count)
      }
    }
    let sign = sign == .space && negative > 0 ? .none : sign
    if positive > 0 && sign != .none { positive += 1 }
    return .integer(width: max(positive, negative), sign: sign)
  }
}

/// The common layout of an array's floats: exponent form or not, digits after the point, and padding to both sides.
///
/// Exponent form is chosen when the largest magnitude reaches 1e8 (1e6 for float32), when the smallest one that is
/// not zero lies below 1e-4, or when their ratio exceeds 1000.
struct FloatFormat {
  private var style = FloatStyle()
  private var isScientific = false
  private var padLeft = 0
  private var padRight = 0
  private let options: PrintOptions

  init(_ shown: [Scalar], dtype: DType, options: PrintOptions) throws {
    self.options = options
    // A double has at most 1074 decimals; more than this bound could only add zeros.
    let precision: Int? = options.floatMode == .unique ? nil : min(options.precision, 1 << 14)
    if let precision, precision < 0 { throw ArrayError(.value, "precision must be >= 0") }
    let finite = shown.filter { $0.doubleValue.isFinite }
    isScientific = FloatFormat.needsExponent(finite, dtype: dtype, suppressSmall: options.suppressSmall)

    // A first pass writes all numbers to learn their sizes.
    var probe = FloatStyle()
    probe.precision = precision
    probe.unique = options.floatMode != .fixed
    probe.trim = probe.unique ? .zeros : .keep
    probe.showsPlus = options.sign == .plus
    style = probe
    if finite.isEmpty {
      isScientific = false
    } else if isScientific {
      let parts = try FloatFormat.parts(finite) { FloatFormat.scientific($0, probe) }
      let digits = parts.map(\.fraction).max() ?? 0
      let exponentSize = parts.map(\.exponent).max() ?? 2
      style.trim = .keep
      style.precision = digits
      style.minimumDigits = digits
      style.exponentDigits = exponentSize
      padLeft = parts.map(\.whole).max() ?? 0
      padRight = exponentSize + 2 + digits
    } else {
      let parts = try FloatFormat.parts(finite) { FloatFormat.positional($0, probe) }
      padLeft = parts.map(\.whole).max() ?? 0
      padRight = parts.map(\.fraction).max() ?? 0
      if options.floatMode == .fixed || options.floatMode == .maxPrecisionEqual {
        style.precision = padRight
        style.minimumDigits = padRight
        style.trim = .keep
      } else {
        style.minimumDigits = 0
      }
      style.padRight = padRight
    }
    if options.sign == .space && !finite.contains(where: { $0.doubleValue.sign == .minus }) { padLeft += 1 }
    if finite.count != shown.count {
      let hasSign = options.sign != .none || shown.contains { $0.doubleValue == -.infinity }
      let offset = padRight + 1
      padLeft = max(
        padLeft, options.nanText.unicodeScalars.count - offset,
        options.infinityText.unicodeScalars.count + (hasSign ? 1 : 0) - offset)
    }
    style.padLeft = padLeft
  }

  func text(_ element: Scalar) -> String {
    let value = element.doubleValue
    if !value.isFinite {
      let plus = options.sign == .plus ? "+" : ""
      let text = value.isNaN ? plus + options.nanText : (value < 0 ? "-" : plus) + options.infinityText
      return String(repeating: " ", count: max(0, padLeft + padRight + 1 - text.unicodeScalars.count)) + text
    }
    return isScientific
      ? FloatFormat.scientific(element, style) : FloatFormat.positional(element, style)
  }

  private static func needsExponent(_ finite: [Scalar], dtype: DType, suppressSmall: Bool) -> Bool {
    if dtype == .float32 {
      let magnitudes = finite.map { Float($0.doubleValue).magnitude }.filter { $0 != 0 }
      guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return false }
      return largest >= 1e6 || (!suppressSmall && (smallest < 0.0001 || largest / smallest > 1000))
    }
    let magnitudes = finite.map { $0.doubleValue.magnitude }.filter { $0 != 0 }
    guard let largest = magnitudes.max(), let smallest = magnitudes.min() else { return false }
    return largest >= 1e8 || (!suppressSmall && (smallest < 0.0001 || largest / smallest > 1000))
  }

  private static func positional(_ element: Scalar, _ style: FloatStyle) -> String {
    if case .float32(let value) = element { return FloatText.positional(value, style) }
    return FloatText.positional(element.doubleValue, style)
  }

  private static func scientific(_ element: Scalar, _ style: FloatStyle) -> String {
    if case .float32(let value) = element { return FloatText.scientific(value, style) }
    return FloatText.scientific(element.doubleValue, style)
  }

  /// The lengths of the parts of what is written for each number.
  private static func parts(_ numbers: [Scalar], _ write: (Scalar) -> String) throws(ArrayError) -> [(
    whole: Int, fraction: Int, exponent: Int
  )] {
    var parts: [(whole: Int, fraction: Int, exponent: Int)] = []
    parts.reserveCapacity(numbers.count)
    for number in numbers {
      if parts.count & 0xFFF == 0 { try Interruption.check() }
      parts.append(split(write(number)))
    }
    return parts
  }

  /// The lengths of the parts of `-12.34e+05`: 3, 2 and (digits of the exponent) 2.
  private static func split(_ text: String) -> (whole: Int, fraction: Int, exponent: Int) {
    var lengths = [0, 0, 0]
    var part = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): part = 1
      case UInt8(ascii: "e"): part = 2
      case UInt8(ascii: "+") where part == 2, UInt8(ascii: "-") where part == 2: break
      default: lengths[part] += 1
      }
    }
    return (lengths[0], lengths[1], lengths[2])
  }
}
