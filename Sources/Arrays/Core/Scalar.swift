/// One element with its dtype: NumPy's `np.float64(…)` and kin.
public enum Scalar: Sendable {
  case bool(Bool)
  case uint8(UInt8)
  case int32(Int32)
  case int64(Int)
  case float32(Float)
  case float64(Double)
  case uint64(UInt64)

  public var dtype: DType {
    switch self {
    case .bool: .bool
    case .uint8: .uint8
    case .int32: .int32
    case .int64: .int64
    case .float32: .float32
    case .float64: .float64
    case .uint64: .uint64
    }
  }

  /// Reads one element of that dtype; `pointer` need not be aligned.
  @inline(__always)
  public init(loading pointer: UnsafeRawPointer, _ dtype: DType) {
    switch dtype {
    case .bool: self = .bool(pointer.loadUnaligned(as: UInt8.self) != 0)
    case .uint8: self = .uint8(pointer.loadUnaligned(as: UInt8.self))
    case .int32: self = .int32(pointer.loadUnaligned(as: Int32.self))
    case .int64: self = .int64(pointer.loadUnaligned(as: Int.self))
    case .float32: self = .float32(pointer.loadUnaligned(as: Float.self))
    case .float64: self = .float64(pointer.loadUnaligned(as: Double.self))
    case .uint64: self = .uint64(pointer.loadUnaligned(as: UInt64.self))
    }
  }

  /// Writes the element as its own dtype.
  @inline(__always)
  public func store(to pointer: UnsafeMutableRawPointer) {
    switch self {
    case .bool(let value): pointer.storeBytes(of: value ? 1 : 0, as: UInt8.self)
    case .uint8(let value): pointer.storeBytes(of: value, as: UInt8.self)
    case .int32(let value): pointer.storeBytes(of: value, as: Int32.self)
    case .int64(let value): pointer.storeBytes(of: value, as: Int.self)
    case .float32(let value): pointer.storeBytes(of: value, as: Float.self)
    case .float64(let value): pointer.storeBytes(of: value, as: Double.self)
    case .uint64(let value): pointer.storeBytes(of: value, as: UInt64.self)
    }
  }

  /// The value as a Double (integers beyond 2^53 are rounded).
  public var doubleValue: Double {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .uint8(let value): Double(value)
    case .int32(let value): Double(value)
    case .int64(let value): Double(value)
    case .float32(let value): Double(value)
    case .float64(let value): value
    case .uint64(let value): Double(value)
    }
  }

  /// The value of a bool or integer scalar; `nil` for floating point and above 2^63 - 1.
  public var intValue: Int? {
    switch self {
    case .bool(let value): value ? 1 : 0
    case .uint8(let value): Int(value)
    case .int32(let value): Int(value)
    case .int64(let value): value
    case .uint64(let value): Int(exactly: value)
    case .float32, .float64: nil
    }
  }

  /// Python's truth of the value: anything but zero, nan included.
  public var isTrue: Bool {
    switch self {
    case .bool(let value): value
    case .uint8(let value): value != 0
    case .int32(let value): value != 0
    case .int64(let value): value != 0
    case .float32(let value): value != 0
    case .float64(let value): value != 0
    case .uint64(let value): value != 0
    }
  }

  /// The value as another dtype, as `astype` converts it: integers wrap, floats are cut toward zero.
  public func cast(to target: DType) -> Scalar {
    switch target {
    case .bool: return .bool(isTrue)
    case .float64: return .float64(doubleValue)
    case .float32:
      if case .float32 = self { return self }
      if case .uint64(let value) = self { return .float32(Float(value)) }
      if let integer = intValue { return .float32(Float(integer)) }
      return .float32(Float(doubleValue))
    case .int64: return .int64(truncated)
    case .int32:
      guard dtype.isFloat else { return .int32(Int32(truncatingIfNeeded: truncated)) }
      let value = doubleValue
      return .int32(value > -2_147_483_649 && value < 2_147_483_648 ? Int32(value) : Int32.min)
    case .uint8:
      guard dtype.isFloat else { return .uint8(UInt8(truncatingIfNeeded: truncated)) }
      let value = doubleValue
      let wide = value > -2_147_483_649 && value < 2_147_483_648 ? Int32(value) : Int32.min
      return .uint8(UInt8(truncatingIfNeeded: wide))
    case .uint64:
      let value = doubleValue
      if dtype.isFloat, value >= 0x1p63, value < 0x1p64 { return .uint64(UInt64(value)) }
      return .uint64(UInt64(truncatingIfNeeded: truncated))
    }
  }

  /// The value cut toward zero; what an x86 processor gives (the smallest integer) when it does not fit.
  private var truncated: Int {
    if let intValue { return intValue }
    if case .uint64(let value) = self { return Int(truncatingIfNeeded: value) }
    let value = doubleValue
    return value >= -0x1p63 && value < 0x1p63 ? Int(value) : Int.min
  }
}

/// An argument of an array operation. Python's own numbers (`py…`) are weak in promotion (NEP 50).
public enum Operand {
  case array(NDArray)
  case scalar(Scalar)
  case pyInt(Int)
  case pyFloat(Double)
  case pyBool(Bool)

  /// The shape: `()` for all but arrays.
  public var shape: Shape {
    if case .array(let array) = self { return array.shape }
    return Shape()
  }

  /// The dtype that NumPy's `asarray` gives the operand.
  public var dtype: DType {
    switch self {
    case .array(let array): array.dtype
    case .scalar(let scalar): scalar.dtype
    case .pyInt: .int64
    case .pyFloat: .float64
    case .pyBool: .bool
    }
  }

  /// The value of anything but an array, as its own dtype.
  public var scalarValue: Scalar? {
    switch self {
    case .array: nil
    case .scalar(let scalar): scalar
    case .pyInt(let value): .int64(value)
    case .pyFloat(let value): .float64(value)
    case .pyBool(let value): .bool(value)
    }
  }
}

/// What an array operation gives: 0-d results of ufuncs, reductions and full indexing are scalars, as in NumPy.
public enum ArrayResult {
  case array(NDArray)
  case scalar(Scalar)

  public var dtype: DType {
    switch self {
    case .array(let array): array.dtype
    case .scalar(let scalar): scalar.dtype
    }
  }

  public var shape: Shape {
    if case .array(let array) = self { return array.shape }
    return Shape()
  }

  /// The result as an operand of the next operation.
  public var operand: Operand {
    switch self {
    case .array(let array): .array(array)
    case .scalar(let scalar): .scalar(scalar)
    }
  }
}

extension Scalar: Equatable {
  /// Same dtype and equal values (nan differs from itself).
  public static func == (a: Scalar, b: Scalar) -> Bool {
    switch (a, b) {
    case (.bool(let x), .bool(let y)): x == y
    case (.uint8(let x), .uint8(let y)): x == y
    case (.int32(let x), .int32(let y)): x == y
    case (.int64(let x), .int64(let y)): x == y
    case (.float32(let x), .float32(let y)): x == y
    case (.float64(let x), .float64(let y)): x == y
    case (.uint64(let x), .uint64(let y)): x == y
    default: false
    }
  }
}
