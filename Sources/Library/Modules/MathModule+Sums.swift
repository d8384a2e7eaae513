import Arrays
import Language

/// The functions of `math` over several numbers: sums, products, lengths.
enum SumMath {
  nonisolated(unsafe) static let entries: [Entry] = EntryList { list in
    list(
      "fsum", "(seq, /)", "The sum of floats, rounded once.",
      "print(math.fsum([0.1] * 10))\n#> 1.0"
    ) { a in
      let iterator = try a.vm.iterator(a[0])
      var sum = ExactSum()
      while let item = try iterator.following(a.vm) { try sum.add(a.vm.double(item)) }
      return .float(try sum.result())
    }
    list(
      "prod", "(iterable, /, *, start=1)", "The product of all items.",
      "print(math.prod([1, 2, 3, 4]))\n#> 24"
    ) { a in
      var result = a[1]
      let iterator = try a.vm.iterator(a[0])
      while let item = try iterator.following(a.vm) { result = try a.vm.binary(.multiply, result, item) }
      return result
    }
    list("hypot", "(*coordinates)", "The length of a vector.", "print(math.hypot(3, 4))\n#> 5.0") { a in
      .float(norm(try a.rest(0).map { try a.vm.double($0) }))
    }
    list(
      "dist", "(p, q, /)", "The distance between two points.",
      "print(math.dist((0, 0), (3, 4)))\n#> 5.0"
    ) { a in
      let (p, q) = (try a.items(0), try a.items(1))
      if p.count != q.count {
        throw PyError.valueError("both points must have the same number of dimensions")
      }
      return .float(norm(try zip(p, q).untilInterrupt.map { try a.vm.double($0) - a.vm.double($1) }))
    }
  }.entries

  /// The Euclidean length of a vector: squares are split into exact halves and summed with their errors, and
  /// the root is corrected once (the method of CPython 3.10 and later).
  static func norm(_ vector: [Double]) -> Double {
    let magnitudes = vector.map { abs($0) }
    if magnitudes.contains(.infinity) { return .infinity }
    if magnitudes.contains(where: \.isNaN) { return .nan }
    let largest = magnitudes.max() ?? 0
    if largest == 0 || magnitudes.count <= 1 { return largest }
    // Below 2**-1023 the scale itself would overflow.
    if largest < 0x1p-1022 {
      return 0x1p-1022 * norm(magnitudes.map { $0 / 0x1p-1022 })
    }
    let exponent = Int(largest.exponent) + 1
    let scale = power(-exponent)
    var sum = 1.0
    var errors = (0.0, 0.0, 0.0)
    func square(_ x: Double, _ sign: Double) {
      let t = x * 134_217_729
      let high = t - (t - x)
      let low = x - high
      func add(_ term: Double, _ error: inout Double) {
        let old = sum
        sum += term
        error += (old - sum) + term
      }
      add(sign * (high * high), &errors.0)
      add(sign * (2 * high * low), &errors.1)
      add(sign * (low * low), &errors.2)
    }
    for magnitude in magnitudes { square(magnitude * scale, 1) }
    let root = (sum - 1 + (errors.0 + errors.1 + errors.2)).squareRoot()
    square(root, -1)
    let rest = sum - 1 + (errors.0 + errors.1 + errors.2)
    return (root + rest / (2 * root)) / scale
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}

/// A sum of doubles without rounding errors: partial sums that do not overlap (Shewchuk 1997).
struct ExactSum {
  private var partials: [Double] = []
  private var special = 0.0
  private var infinities = 0.0

  mutating func add(_ value: Double) throws {
    if !value.isFinite {
      if value.isInfinite { infinities += value }
      special += value
      return
    }
    var x = value
    var kept = 0
    for index in partials.indices {
      var y = partials[index]
      if abs(x) < abs(y) { (x, y) = (y, x) }
      let high = x + y
      let low = y - (high - x)
      if low != 0 {
        partials[kept] = low
        kept += 1
      }
      x = high
    }
    partials.removeLast(partials.count - kept)
    if !x.isFinite { throw PyError.overflowError("intermediate overflow in fsum") }
    if x != 0 { partials.append(x) }
  }

  /// The sum, rounded half to even.
  func result() throws -> Double {
    if special != 0 || special.isNaN {
      if infinities.isNaN { throw PyError.valueError("-inf + inf in fsum") }
      return special
    }
    guard var high = partials.last else { return 0 }
    var index = partials.count - 1
    var low = 0.0
    while index > 0 {
      index -= 1
      let x = high
      let y = partials[index]
      high = x + y
      low = y - (high - x)
      if low != 0 { break }
    }
    // Half-way cases look at the sign of the next partial sum.
    if index > 0, (low < 0 && partials[index - 1] < 0) || (low > 0 && partials[index - 1] > 0) {
      let y = low * 2
      let x = high + y
      if y == x - high { high = x }
    }
    return high
  }
}

/// The gamma function by Lanczos' approximation (g = 6.0246…, 13 terms), as CPython computes it.
enum GammaFunction {
  private static let g = 6.024680040776729583740234375
  private static let numerator: [Double] = [
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
  ]
  private static let denominator: [Double] = [
    0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357423, 32670,
    1925, 66, 1,
  ]

  /// The rational function of the approximation, evaluated from the end that does not overflow.
  private static func lanczosSum(_ x: Double) -> Double {
    var above = 0.0
    var below = 0.0
    if x < 5 {
      for index in numerator.indices.reversed() {
        above = above * x + numerator[index]
        below = below * x + denominator[index]
      }
    } else {
      for index in numerator.indices {
        above = above / x + numerator[index]
        below = below / x + denominator[index]
      }
    }
    return above / below
  }

  /// sin(πx), exact at multiples of a half.
  private static func sinPi(_ x: Double) -> Double {
    let y = abs(x).truncatingRemainder(dividingBy: 2)
    let result: Double
    switch Int((2 * y).rounded(.toNearestOrAwayFromZero)) {
    case 0: result = ScalarMath.sin(.pi * y)
    case 1: result = ScalarMath.cos(.pi * (y - 0.5))
    case 2: result = ScalarMath.sin(.pi * (1 - y))
    case 3: result = -ScalarMath.cos(.pi * (y - 1.5))
    default: result = ScalarMath.sin(.pi * (y - 2))
    }
    return x < 0 ? -result : result
  }

  static func gamma(_ x: Double) -> Double {
    if x.isNaN || x == .infinity { return x }
    if x == -.infinity { return .nan }
    if x == 0 { return .nan }
    if x == x.rounded(.down) {
      if x < 0 { return .nan }
      if x <= 23 { return (1..<Int(x)).reduce(1.0) { $0 * Double($1) } }
    }
    let size = abs(x)
    if size < 1e-20 { return 1 / x }
    if size > 200 { return x < 0 ? 0 / sinPi(x) : .infinity }
    let y = size + (g - 0.5)
    var z: Double
    if size > g - 0.5 {
      z = (y - size) - (g - 0.5)
    } else {
      z = (y - (g - 0.5)) - size
    }
    z = z * g / y
    var result: Double
    if x < 0 {
      result = -Double.pi / sinPi(size) / size * ScalarMath.exp(y) / lanczosSum(size)
      result -= z * result
      if size < 140 {
        result /= ScalarMath.pow(y, size - 0.5)
      } else {
        let root = ScalarMath.pow(y, size / 2 - 0.25)
        result = result / root / root
      }
    } else {
      result = lanczosSum(size) / ScalarMath.exp(y)
      result += z * result
      if size < 140 {
        result *= ScalarMath.pow(y, size - 0.5)
      } else {
        let root = ScalarMath.pow(y, size / 2 - 0.25)
        result = result * root * root
      }
    }
    return result
  }

  static func logGamma(_ x: Double) -> Double {
    if !x.isFinite { return x.isNaN ? x : .infinity }
    if x == x.rounded(.down), x <= 2 { return x <= 0 ? .nan : 0 }
    let size = abs(x)
    if size < 1e-20 { return -ScalarMath.log(size) }
    var result = ScalarMath.log(lanczosSum(size)) - g
    result += (size - 0.5) * (ScalarMath.log(size + g - 0.5) - 1)
    if x < 0 {
      result =
        1.144729885849400174143427351353058711647 - ScalarMath.log(abs(sinPi(size)))
        - ScalarMath.log(size) - result
    }
    return result
  }
}
