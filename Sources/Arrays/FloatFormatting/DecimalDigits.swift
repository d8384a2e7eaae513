/// The decimal digits of a finite, non-negative number: `0.d₁d₂d₃… × 10^point`.
///
/// Two sources give digits: the *shortest* digits that read back as the same number, and the *exact* decimal
/// expansion, which is finite because every binary fraction is a decimal fraction. Every rounding starts from the
/// exact expansion and rounds half to even, so no digit depends on the C library.
struct DecimalDigits: Equatable {
  /// Digits 0…9, most significant first; the first one is not zero unless the number is zero.
  var digits: [UInt8]
  /// Position of the decimal point, counted in digits from the left end.
  var point: Int

  /// The digit string of zero, as a single digit before the point.
  static let zero = DecimalDigits(digits: [0], point: 1)

  var isZero: Bool { digits.allSatisfy { $0 == 0 } }

  init(digits: [UInt8], point: Int) {
    self.digits = digits
    self.point = point
  }

  /// The fewest digits that identify a double among all doubles.
  init(shortest value: Double) { self.init(description: value.magnitude.description) }

  /// The fewest digits that identify a float among all floats.
  init(shortest value: Float) { self.init(description: value.magnitude.description) }

  /// Reads `123.45`, `1e-05` or `1.5e+300`.
  private init(description: String) {
    var digits: [UInt8] = []
    var point = 0
    var seenPoint = false
    var exponent = 0
    var exponentIsNegative = false
    var inExponent = false
    for byte in description.utf8 {
      switch byte {
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): exponentIsNegative = true
      case UInt8(ascii: "+"): break
      default:
        let digit = byte - UInt8(ascii: "0")
        if inExponent {
          exponent = exponent * 10 + Int(digit)
        } else {
          digits.append(digit)
          if !seenPoint { point += 1 }
        }
      }
    }
    point += exponentIsNegative ? -exponent : exponent
    let leading = digits.prefix { $0 == 0 }.count
    guard leading < digits.count else {
      self = .zero
      return
    }
    digits.removeFirst(leading)
    point -= leading
    while digits.last == 0 { digits.removeLast() }
    self.init(digits: digits, point: point)
  }

  /// The full decimal expansion of a double (up to 767 digits), without trailing zeros.
  ///
  /// The number is `m·2^e`. For `e ≥ 0` its digits are those of the integer `m·2^e`; for `e < 0` they are those of
  /// `m·5^(−e)` with the point `−e` places from the right. The integer is kept in base 10⁹.
  init(exact value: Double) {
    guard value != 0 else {
      self = .zero
      return
    }
    var mantissa = value.significandBitPattern
    var exponent = Int(value.exponentBitPattern)
    if exponent == 0 { exponent = 1 } else { mantissa |= 1 << 52 }
    exponent -= 1075
    let twos = mantissa.trailingZeroBitCount
    mantissa >>= UInt64(twos)
    exponent += twos

    var limbs: [UInt32] = []
    while mantissa > 0 {
      limbs.append(UInt32(mantissa % 1_000_000_000))
      mantissa /= 1_000_000_000
    }
    func multiply(by factor: UInt64) {
      var carry: UInt64 = 0
      for i in limbs.indices {
        let product = UInt64(limbs[i]) * factor + carry
        limbs[i] = UInt32(product % 1_000_000_000)
        carry = product / 1_000_000_000
      }
      while carry > 0 {
        limbs.append(UInt32(carry % 1_000_000_000))
        carry /= 1_000_000_000
      }
    }
    var remaining = exponent.magnitude
    let (base, step, power): (UInt64, UInt, UInt64) = exponent < 0 ? (5, 13, 1_220_703_125) : (2, 30, 1 << 30)
    while remaining >= step {
      multiply(by: power)
      remaining -= step
    }
    for _ in 0..<remaining { multiply(by: base) }

    var reversed: [UInt8] = []
    for limb in limbs {
      var limb = limb
      for _ in 0..<9 {
        reversed.append(UInt8(limb % 10))
        limb /= 10
      }
    }
    while reversed.last == 0 { reversed.removeLast() }
    var digits = Array(reversed.reversed())
    let point = digits.count + min(exponent, 0)
    while digits.last == 0 { digits.removeLast() }
    self.init(digits: digits, point: point)
  }

  /// The number rounded half to even to `count` significant digits, or, for `count ≤ 0`, to the place that many
  /// digits left of its first digit (the result is then zero or one unit of that place).
  ///
  /// Digits that were there stay, also trailing zeros; a carry removes the nines it passes. An expansion that is
  /// already short enough comes back as it is.
  func rounded(toCount count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(digits: [0], point: point - count + 1) }
    let next = digits[count]
    let roundUp: Bool
    if next != 5 || digits[(count + 1)...].contains(where: { $0 != 0 }) {
      roundUp = next >= 5
    } else {
      roundUp = count > 0 && digits[count - 1] % 2 == 1
    }
    var kept = Array(digits[..<count])
    guard roundUp else {
      return count == 0
        ? DecimalDigits(digits: [0], point: point + 1) : DecimalDigits(digits: kept, point: point)
    }
    while kept.last == 9 { kept.removeLast() }
    if kept.isEmpty { return DecimalDigits(digits: [1], point: point + 1) }
    kept[kept.count - 1] += 1
    return DecimalDigits(digits: kept, point: point)
  }

  /// The digit at `10^place`, zero outside the digits there are.
  func digit(atPlace place: Int) -> UInt8 {
    let index = point - 1 - place
    return digits.indices.contains(index) ? digits[index] : 0
  }
}
