#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far a float may be from the recorded one.
///
/// Two floats agree where `|got - expected| <= atol + rtol * |expected|`, or where at most `ulp` doubles lie
/// between them. nan agrees with nan, an infinity with itself, and -0 with 0.
public struct Tolerance: Sendable, Equatable {
  public var rtol: Double
  public var atol: Double
  public var ulp: Double

  public init(rtol: Double = 0, atol: Double = 0, ulp: Double = 0) {
    self.rtol = rtol
    self.atol = atol
    self.ulp = ulp
  }

  /// Every float agrees with every float of its kind: how far apart two outputs are is asked with this one.
  static let unlimited = Tolerance(rtol: .infinity, atol: .infinity)

  public func accepts(expected: Double, got: Double) -> Bool {
    if expected == got || (expected.isNaN && got.isNaN) { return true }
    guard expected.isFinite, got.isFinite else { return false }
    if self == .unlimited { return true }
    if abs(got - expected) <= atol + rtol * expected.magnitude { return true }
    return ulp > 0 && Self.steps(expected, got) <= ulp
  }

  /// `|got - expected| / |expected|`; infinite where only an absolute tolerance can pass.
  static func relativeError(expected: Double, got: Double) -> Double {
    if expected == got || (expected.isNaN && got.isNaN) { return 0 }
    guard expected.isFinite, got.isFinite, expected != 0 else { return .infinity }
    return abs(got - expected) / expected.magnitude
  }

  /// How many doubles lie between two doubles.
  private static func steps(_ a: Double, _ b: Double) -> Double {
    func place(_ value: Double) -> Int64 {
      let bits = Int64(bitPattern: value.bitPattern)
      return bits < 0 ? Int64.min &- bits : bits
    }
    let (a, b) = (place(a), place(b))
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? .infinity : Double(difference.magnitude)
  }

  /// The same for a difference of pixels, from 0 to 255: without an exponent where that is short.
  static func roundedUpPlain(_ value: Double) -> String {
    guard value >= 0.01, value < 1e6 else { return roundedUp(value) }
    let places = value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3
    let scale = pow(10, Double(places))
    var digits = (value * scale).rounded(.up)
    if digits / scale < value { digits += 1 }
    return fixed(digits / scale, places)
  }

  /// Two digits as people write them where that is short: `0.025`, `0.5`, `2`, `250`.
  private static func plainText(digits: Int, exponent: Int) -> String? {
    let zeros = { String(repeating: "0", count: $0) }
    switch exponent {
    case 1...3: return String(digits) + zeros(exponent - 1)
    case -2...0:
      let all = zeros(-exponent) + String(digits)
      let tail = all.dropFirst()
      let short = tail.hasSuffix("0") ? tail.dropLast() : tail
      return short.isEmpty ? String(all.prefix(1)) : "\(all.prefix(1)).\(short)"
    default: return nil
    }
  }

  /// A number with two digits that is not smaller: a tolerance worth writing down.
  static func roundedUp(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : "inf" }
    if value < 1e-300 { return "1e-300" }
    var exponent = Int(floor(log10(value)))
    var digits = Int((value / pow(10, Double(exponent - 1))).rounded(.up))
    if digits >= 100 {
      digits = 10
      exponent += 1
    }
    func text() -> String {
      if let plain = plainText(digits: digits, exponent: exponent) { return plain }
      let tail = digits % 10 == 0 ? "" : ".\(digits % 10)"
      let magnitude = String(exponent.magnitude)
      return "\(digits / 10)\(tail)e\(exponent < 0 ? "-" : "+")\(magnitude.count < 2 ? "0" : "")\(magnitude)"
    }
    // Division rounds; what is suggested must really pass.
    while let written = Double(text()), written < value {
      digits += 1
      if digits >= 100 {
        digits = 10
        exponent += 1
      }
    }
    return text()
  }
}
