/// The type of an array's elements. Raw values are those of the C kernels (`NB_BOOL` and so on).
public enum DType: UInt8, Sendable, CaseIterable {
  case bool = 0
  case uint8 = 1
  case int32 = 2
  case int64 = 3
  case float32 = 4
  case float64 = 5
  case uint64 = 6

  /// The size of one element in bytes.
  public var itemSize: Int {
    switch self {
    case .bool, .uint8: 1
    case .int32, .float32: 4
    case .int64, .float64, .uint64: 8
    }
  }

  /// The name, as in `dtype('float64')`.
  public var name: String {
    switch self {
    case .bool: "bool"
    case .uint8: "uint8"
    case .int32: "int32"
    case .int64: "int64"
    case .float32: "float32"
    case .float64: "float64"
    case .uint64: "uint64"
    }
  }

  /// NumPy's one-letter kind: `b` bool, `u` unsigned, `i` signed, `f` floating point.
  public var kind: Character {
    switch self {
    case .bool: "b"
    case .uint8, .uint64: "u"
    case .int32, .int64: "i"
    case .float32, .float64: "f"
    }
  }

  /// NumPy's one-letter code: `?BilfdL` and so on, as `dtype.char` gives it on 64-bit Linux.
  public var character: Character {
    switch self {
    case .bool: "?"
    case .uint8: "B"
    case .int32: "i"
    case .int64: "l"
    case .float32: "f"
    case .float64: "d"
    case .uint64: "L"
    }
  }

  /// The array-protocol string: byte order, kind, size, as in `<f8`.
  public var typeString: String {
    switch self {
    case .bool: "|b1"
    case .uint8: "|u1"
    case .int32: "<i4"
    case .int64: "<i8"
    case .float32: "<f4"
    case .float64: "<f8"
    case .uint64: "<u8"
    }
  }

  /// Whether elements are floating-point numbers.
  public var isFloat: Bool { self == .float32 || self == .float64 }

  /// Whether elements are integers (bool is not).
  public var isInteger: Bool { !isFloat && self != .bool }

  /// The dtype with that name or alias (`'float'`, `'f8'`, `'<f8'`, `'d'`, …), if it is one of ours.
  public init?(name: String) {
    switch name {
    case "bool", "bool_", "?", "b1", "|b1": self = .bool
    case "uint8", "u1", "B", "|u1", "ubyte": self = .uint8
    case "int32", "i4", "i", "<i4", "=i4", "intc": self = .int32
    case "int64", "i8", "l", "q", "<i8", "=i8", "int", "int_", "intp", "long", "longlong", "p": self = .int64
    case "float32", "f4", "f", "<f4", "=f4", "single": self = .float32
    case "float64", "f8", "d", "<f8", "=f8", "float", "double": self = .float64
    case "uint64", "u8", "L", "Q", "<u8", "=u8", "uint", "uintp", "ulong", "ulonglong", "P": self = .uint64
    default: return nil
    }
  }
}

extension DType: CustomStringConvertible {
  public var description: String { name }
}
