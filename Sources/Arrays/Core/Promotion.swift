extension DType {
  /// The smallest of our dtypes that holds both without losing kind: NumPy's `promote_types`.
  @inline(__always)
  public static func promote(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
    if high == .uint64 { return low == .bool || low == .uint8 ? .uint64 : .float64 }
    // The raw order is the promotion order, save that int32 and int64 with float32 need float64.
    if high == .float32 && (low == .int32 || low == .int64) { return .float64 }
    return high
  }

  /// The casting rules of NumPy's `casting=` argument.
  public enum Casting: String, Sendable {
    case no, equiv, safe
    case sameKind = "same_kind"
    case unsafe
  }

  /// Whether elements of this dtype may become `other` under a casting rule.
  public func canCast(to other: DType, _ casting: Casting = .safe) -> Bool {
    if self == other { return true }
    switch casting {
    case .no, .equiv: return false
    case .safe: return DType.promote(self, other) == other && !(self == .int64 && other == .float32)
    case .sameKind: return canCast(to: other, .safe) || kindOrder <= other.kindOrder
    case .unsafe: return true
    }
  }

  private var kindOrder: Int {
    switch self {
    case .bool: 0
    case .uint8, .uint64: 1
    case .int32, .int64: 2
    case .float32, .float64: 3
    }
  }

  /// Whether a Python integer is a value of this integer dtype.
  func holds(_ value: Int) -> Bool {
    switch self {
    case .bool: value == 0 || value == 1
    case .uint8: UInt8(exactly: value) != nil
    case .int32: Int32(exactly: value) != nil
    case .uint64: value >= 0
    case .int64, .float32, .float64: true
    }
  }

  /// Throws NumPy's OverflowError when a Python integer does not fit.
  @inline(__always)
  func check(_ value: Int) throws(ArrayError) {
    if !holds(value) { throw ArrayError(.overflow, "Python integer \(value) out of bounds for \(name)") }
  }
}

extension Operand {
  /// The common dtype of two operands under NEP 50: Python numbers raise the kind, never the size.
  @inline(__always)
  public static func resultType(_ a: Operand, _ b: Operand) -> DType {
    let x = a.dtype
    let y = b.dtype
    switch (a.isWeak, b.isWeak) {
    case (false, false), (true, true): return DType.promote(x, y)
    case (false, true): return x.joined(weak: y)
    case (true, false): return y.joined(weak: x)
    }
  }

  /// Whether this is a Python int or float, which adapts to the other operand's dtype.
  @inline(__always)
  public var isWeak: Bool {
    switch self {
    case .pyInt, .pyFloat: true
    case .array, .scalar, .pyBool: false
    }
  }

  /// The common dtype of any number of operands: `np.result_type`.
  public static func resultType(_ operands: some Sequence<Operand>) -> DType {
    var strong: DType?
    var weak: DType?
    for operand in operands {
      if operand.isWeak {
        weak = weak.map { DType.promote($0, operand.dtype) } ?? operand.dtype
      } else {
        strong = strong.map { DType.promote($0, operand.dtype) } ?? operand.dtype
      }
    }
    guard let strong else { return weak ?? .float64 }
    return weak.map(strong.joined(weak:)) ?? strong
  }
}

extension DType {
  /// The dtype of an array of this dtype together with a Python int (`weak` is int64) or float (float64).
  @inline(__always)
  func joined(weak: DType) -> DType {
    if weak == .float64 { return isFloat ? self : .float64 }
    return self == .bool ? .int64 : self
  }
}
