import Arrays
import BigInt
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `math`
enum MathModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("math", entries: entries)
    for (name, value) in [
      ("pi", Double.pi), ("e", 2.718281828459045), ("tau", 2 * Double.pi), ("inf", Double.infinity),
      ("nan", Double.nan),
    ] { module.namespace[name] = .float(value) }
    module.doc = "Mathematical functions of numbers."
    return module
  }

  static let domainError = PyError.valueError("math domain error")
  static let rangeError = PyError.overflowError("math range error")

  /// A result as CPython checks it: a new NaN is a domain error, a new infinity a range or domain error.
  static func checked(_ x: Double, _ result: Double, canOverflow: Bool = false) throws -> Value {
    if result.isNaN, !x.isNaN { throw PyError.valueError("math domain error") }
    if result.isInfinite, x.isFinite {
      throw canOverflow ? PyError.overflowError("math range error") : PyError.valueError("math domain error")
    }
    return .float(result)
  }

  nonisolated(unsafe) static let entries: [Entry] =
    EntryList { list in
      addElementary(&list)
      addParts(&list)
      addTests(&list)
    }.entries + IntegerMath.entries + SumMath.entries

  // MARK: Elementary functions

  private static func addElementary(_ list: inout EntryList) {
    func add(
      _ name: String, _ doc: String, _ example: String = "", canOverflow: Bool = false,
      _ function: @escaping (Double) -> Double
    ) {
      list(name, "(x, /)", doc, example) { a in
        let x = try a.double(0)
        return try checked(x, function(x), canOverflow: canOverflow)
      }
    }
    add(
      "exp", "e to the power x.", "print(math.exp(1))\n#> 2.718281828459045", canOverflow: true,
      ScalarMath.exp)
    add(
      "expm1", "exp(x) - 1, accurate near 0.", "print(math.expm1(1e-10))\n#> 1.00000000005e-10",
      canOverflow: true, ScalarMath.expm1)
    add("exp2", "2 to the power x.", "print(math.exp2(10))\n#> 1024.0", canOverflow: true, ScalarMath.exp2)
    add("sqrt", "The square root.", "print(math.sqrt(2))\n#> 1.4142135623730951") {
      $0.squareRoot()
    }
    add("cbrt", "The cube root.", "print(math.cbrt(8))\n#> 2.0") { ScalarMath.cbrt($0) }
    add("sin", "The sine of x radians.", "print(math.sin(math.pi / 2))\n#> 1.0") {
      $0.isInfinite ? .nan : ScalarMath.sin($0)
    }
    add("cos", "The cosine of x radians.", "print(math.cos(math.pi))\n#> -1.0") {
      $0.isInfinite ? .nan : ScalarMath.cos($0)
    }
    add("tan", "The tangent of x radians.", "print(math.tan(math.pi / 4))\n#> 0.9999999999999999") {
      $0.isInfinite ? .nan : ScalarMath.tan($0)
    }
    add("asin", "The arc sine in radians.", "print(math.asin(1))\n#> 1.5707963267948966") {
      ScalarMath.asin($0)
    }
    add("acos", "The arc cosine in radians.", "print(math.acos(-1))\n#> 3.141592653589793") {
      ScalarMath.acos($0)
    }
    add("atan", "The arc tangent in radians.", "print(math.atan(1))\n#> 0.7853981633974483") {
      ScalarMath.atan($0)
    }
    add(
      "sinh", "The hyperbolic sine.", "print(math.sinh(1))\n#> 1.1752011936438014", canOverflow: true,
      ScalarMath.sinh)
    add(
      "cosh", "The hyperbolic cosine.", "print(math.cosh(1))\n#> 1.5430806348152437", canOverflow: true,
      ScalarMath.cosh)
    add("tanh", "The hyperbolic tangent.", "print(math.tanh(0.5))\n#> 0.46211715726000974") {
      ScalarMath.tanh($0)
    }
    add("asinh", "The inverse hyperbolic sine.", "print(math.asinh(1))\n#> 0.881373587019543") {
      ScalarMath.asinh($0)
    }
    add("acosh", "The inverse hyperbolic cosine.", "print(math.acosh(2))\n#> 1.3169578969248166") {
      ScalarMath.acosh($0)
    }
    add("atanh", "The inverse hyperbolic tangent.", "print(math.atanh(0))\n#> 0.0") { ScalarMath.atanh($0) }
    add("erf", "The error function.", "print(math.erf(0.0))\n#> 0.0") { ErrorFunction.erf($0) }
    add("erfc", "The complement of the error function.", "print(math.erfc(1))\n#> 0.15729920705028513") {
      ErrorFunction.erfc($0)
    }
    add(
      "gamma", "The gamma function.", "print(math.gamma(5))\n#> 24.0", canOverflow: true,
      GammaFunction.gamma)
    add(
      "lgamma", "The logarithm of the absolute value of the gamma function.",
      "print(math.lgamma(100))\n#> 359.1342053695754", canOverflow: true,
      GammaFunction.logGamma)
    add("fabs", "The absolute value as a float.", "print(math.fabs(-2))\n#> 2.0") { abs($0) }
    add("degrees", "Radians as degrees.", "print(math.degrees(math.pi))\n#> 180.0") {
      $0 * (180 / Double.pi)
    }
    add("radians", "Degrees as radians.", "print(math.radians(180))\n#> 3.141592653589793") {
      $0 * (Double.pi / 180)
    }
    func logarithm(_ name: String, _ doc: String, _ example: String, _ function: @escaping (Double) -> Double)
    {
      list(name, "(x, /)", doc, example) { a in .float(try log(a, 0, function)) }
    }
    logarithm("log2", "The logarithm to base 2.", "print(math.log2(8))\n#> 3.0", ScalarMath.log2)
    logarithm("log10", "The logarithm to base 10.", "print(math.log10(1000))\n#> 3.0", ScalarMath.log10)
    list(
      "log1p", "(x, /)", "log(1 + x), accurate near 0.", "print(math.log1p(1e-10))\n#> 9.999999999500001e-11"
    ) { a in
      let x = try a.double(0)
      return try checked(x, x <= -1 ? .nan : ScalarMath.log1p(x))
    }
    list(
      "log", "(x, base=_, /)", "The natural logarithm, or that to a base.",
      "print(math.log(math.e), math.log(8, 2))\n#> 1.0 3.0"
    ) { a in
      let numerator = try log(a, 0, ScalarMath.log)
      if a[1].isUnset { return .float(numerator) }
      let denominator = try log(a, 1, ScalarMath.log)
      if denominator == 0 { throw PyError.zeroDivisionError("float division by zero") }
      return .float(numerator / denominator)
    }
    list("pow", "(x, y, /)", "x to the power y, as floats.", "print(math.pow(2, 10))\n#> 1024.0") { a in
      let (x, y) = (try a.double(0), try a.double(1))
      let result = ScalarMath.pow(x, y)
      if x.isFinite, y.isFinite {
        if result.isNaN { throw domainError }
        if result.isInfinite { throw x == 0 ? domainError : rangeError }
      }
      return .float(result)
    }
    list(
      "atan2", "(y, x, /)", "The angle of the point (x, y) in radians.",
      "print(math.atan2(1, -1))\n#> 2.356194490192345"
    ) { a in
      .float(ScalarMath.atan2(try a.double(0), try a.double(1)))
    }
  }

  private static func log(_ a: Arguments, _ index: Int, _ function: (Double) -> Double) throws -> Double {
    if a[index].isBig, let big = a[index].bigInteger {
      if big <= 0 { throw domainError }
      // In parts only where there is no float of its size.
      let fits = big.magnitude.bitWidth <= 1025 && (try? a.vm.double(a[index])) != nil
      if !fits {
        let (mantissa, exponent) = big.mantissaAndExponent
        return function(mantissa) + function(2) * Double(exponent)
      }
    }
    let x = try a.double(index)
    if x <= 0 { throw domainError }
    return function(x)
  }

  // MARK: Parts of numbers

  private static func addParts(_ list: inout EntryList) {
    func whole(_ name: String, _ method: String, _ doc: String, _ rule: FloatingPointRoundingRule) {
      list(name, "(x, /)", doc, "print(math.\(name)(-2.5))\n#> \(Int((-2.5).rounded(rule)))") {
        a in
        switch a[0] {
        case .int, .bool: return .int(try a.int(0))
        case .object(let object):
          if let found = object.type.lookup(StringObject.interned(method)), !found.isUnset {
            return try a.vm.callMethod(a[0], method)
          }
        default: break
        }
        if let index = a[0].index { return .int(index) }
        return .int(try integer(try a.double(0).rounded(rule)))
      }
    }
    whole("floor", "__floor__", "The largest integer not above x.", .down)
    whole("ceil", "__ceil__", "The smallest integer not below x.", .up)
    whole("trunc", "__trunc__", "x without its fraction.", .towardZero)
    list(
      "copysign", "(x, y, /)", "The magnitude of x with the sign of y.",
      "print(math.copysign(3, -0.0))\n#> -3.0"
    ) { a in
      .float(Double(signOf: try a.double(1), magnitudeOf: try a.double(0)))
    }
    list(
      "fmod", "(x, y, /)", "The remainder of x / y with the sign of x.", "print(math.fmod(-7, 3))\n#> -1.0"
    ) { a in
      let (x, y) = (try a.double(0), try a.double(1))
      if y.isInfinite, x.isFinite { return .float(x) }
      let result = x.truncatingRemainder(dividingBy: y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw domainError }
      return .float(result)
    }
    list(
      "remainder", "(x, y, /)", "The remainder of x with respect to the nearest multiple of y.",
      "print(math.remainder(7, 4))\n#> -1.0"
    ) { a in
      let (x, y) = (try a.double(0), try a.double(1))
      if y.isInfinite, x.isFinite { return .float(x) }
      let result = x.remainder(dividingBy: y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw domainError }
      return .float(result)
    }
    list(
      "modf", "(x, /)", "The fraction and the whole part of x, as floats.",
      "print(math.modf(2.75))\n#> (0.75, 2.0)"
    ) { a in
      let x = try a.double(0)
      if x.isInfinite { return .tuple([.float(Double(signOf: x, magnitudeOf: 0)), .float(x)]) }
      let whole = x.rounded(.towardZero)
      return .tuple([.float(Double(signOf: x, magnitudeOf: x - whole)), .float(whole)])
    }
    list(
      "frexp", "(x, /)", "Mantissa m and exponent e with x = m 2**e.", "print(math.frexp(6))\n#> (0.75, 3)"
    ) { a in
      let x = try a.double(0)
      if x == 0 || !x.isFinite { return .tuple([.float(x), .int(0)]) }
      let exponent = Int(x.exponent) + 1
      return .tuple([.float(Double(signOf: x, magnitudeOf: x.significand / 2)), .int(exponent)])
    }
    list("ldexp", "(x, i, /)", "x 2**i.", "print(math.ldexp(0.75, 3))\n#> 6.0") { a in
      guard case .int(let power) = a[1] else {
        throw PyError.typeError("Expected an int as second argument to ldexp.")
      }
      let x = try a.double(0)
      let result = scalbn(x, Int32(clamping: power))
      if result.isInfinite, x.isFinite { throw rangeError }
      return .float(result)
    }
    list(
      "nextafter", "(x, y, /)", "The next float behind x towards y.",
      "print(math.nextafter(1, 2))\n#> 1.0000000000000002"
    ) { a in
      let (x, y) = (try a.double(0), try a.double(1))
      if x.isNaN || y.isNaN { return .float(.nan) }
      return .float(x == y ? y : x < y ? x.nextUp : x.nextDown)
    }
    list(
      "ulp", "(x, /)", "The distance from x to the next larger float.",
      "print(math.ulp(1.0))\n#> 2.220446049250313e-16"
    ) { a in
      let x = abs(try a.double(0))
      if !x.isFinite { return .float(x) }
      return .float(x == .greatestFiniteMagnitude ? x - x.nextDown : x.nextUp - x)
    }
  }

  /// A whole float as an integer.
  static func integer(_ x: Double) throws -> Int {
    if x.isNaN { throw PyError.valueError("cannot convert float NaN to integer") }
    if x.isInfinite { throw PyError.overflowError("cannot convert float infinity to integer") }
    guard let result = Int(exactly: x) else { throw PyError.integerOverflow }
    return result
  }

  // MARK: Tests

  private static func addTests(_ list: inout EntryList) {
    list(
      "isnan", "(x, /)", "Whether x is not a number.",
      "loss = math.inf - math.inf\nprint(math.isnan(loss))\n#> True"
    ) { a in .bool(try a.double(0).isNaN) }
    list("isinf", "(x, /)", "Whether x is an infinity.", "print(math.isinf(-math.inf))\n#> True") { a in
      .bool(try a.double(0).isInfinite)
    }
    list(
      "isfinite", "(x, /)", "Whether x is neither an infinity nor NaN.",
      "print(math.isfinite(1e308), math.isfinite(math.inf))\n#> True False"
    ) { a in
      .bool(try a.double(0).isFinite)
    }
    list(
      "isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are nearly equal.",
      "print(math.isclose(0.1 + 0.2, 0.3))\n#> True"
    ) { a in
      let (x, y, relative, absolute) = (try a.double(0), try a.double(1), try a.double(2), try a.double(3))
      if relative < 0 || absolute < 0 { throw PyError.valueError("tolerances must be non-negative") }
      if x == y { return .bool(true) }
      if x.isInfinite || y.isInfinite { return .bool(false) }
      let difference = abs(y - x)
      return .bool(
        difference <= abs(relative * y) || difference <= abs(relative * x) || difference <= absolute)
    }
  }
}
