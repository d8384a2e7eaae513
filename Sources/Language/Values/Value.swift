import Arrays

/// A value of the script language.
///
/// Numbers and singletons are inline, everything else is one reference: 16 bytes in all. A container or a
/// frequent object has its own case, so that the interpreter decides by the tag alone; the rest are `object`.
public enum Value {
  /// No value: an unbound variable, an argument that was not given. Scripts never see it.
  case unset
  case none
  case ellipsis
  case notImplemented
  case bool(Bool)
  case int(Int)
  case float(Double)
  // NumPy's scalars: what indexing and reductions of arrays give.
  case npBool(Bool)
  case npUInt8(UInt8)
  case npInt32(Int32)
  case npInt64(Int)
  case npFloat32(Float)
  case npFloat64(Double)
  case npUInt64(UInt64)

  case str(StringObject)
  case list(ListObject)
  case tuple(TupleObject)
  case dict(DictObject)
  case set(SetObject)
  case array(NDArray)
  case function(FunctionObject)
  case builtin(BuiltinObject)
  case type(TypeObject)
  case iterator(IteratorObject)
  case cell(CellObject)
  case object(Object)
}

extension Value {
  public static func string(_ text: String) -> Value { .str(StringObject(text)) }
  public static func list(_ items: [Value]) -> Value { .list(ListObject(items)) }
  public static func tuple(_ items: [Value]) -> Value { .tuple(TupleObject(items)) }

  /// A NumPy scalar.
  public init(_ scalar: Scalar) {
    switch scalar {
    case .bool(let value): self = .npBool(value)
    case .uint8(let value): self = .npUInt8(value)
    case .int32(let value): self = .npInt32(value)
    case .int64(let value): self = .npInt64(value)
    case .float32(let value): self = .npFloat32(value)
    case .float64(let value): self = .npFloat64(value)
    case .uint64(let value): self = .npUInt64(value)
    }
  }

  /// An array, or a NumPy scalar where the result has no dimensions.
  public init(_ result: ArrayResult) {
    switch result {
    case .array(let array): self = .array(array)
    case .scalar(let scalar): self = Value(scalar)
    }
  }

  /// What arrays calculate with: arrays, NumPy scalars and Python numbers; nil for all else.
  public var operand: Operand? {
    switch self {
    case .bool(let value): .pyBool(value)
    case .int(let value): .pyInt(value)
    case .float(let value): .pyFloat(value)
    case .npBool(let value): .scalar(.bool(value))
    case .npUInt8(let value): .scalar(.uint8(value))
    case .npInt32(let value): .scalar(.int32(value))
    case .npInt64(let value): .scalar(.int64(value))
    case .npFloat32(let value): .scalar(.float32(value))
    case .npFloat64(let value): .scalar(.float64(value))
    case .npUInt64(let value): .scalar(.uint64(value))
    case .array(let array): .array(array)
    default: nil
    }
  }

  public var isUnset: Bool { if case .unset = self { true } else { false } }
  public var isNone: Bool { if case .none = self { true } else { false } }

  /// Python's `is`.
  public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.unset, .unset), (.none, .none), (.ellipsis, .ellipsis), (.notImplemented, .notImplemented): true
    case (.bool(let a), .bool(let b)): a == b
    // CPython shares small integers only; sharing all of them is the nearest that inline numbers allow.
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.npBool(let a), .npBool(let b)): a == b
    case (.str(let a), .str(let b)): a === b || (a.isInternable && a.value.utf8.elementsEqual(b.value.utf8))
    case (.list(let a), .list(let b)): a === b
    case (.tuple(let a), .tuple(let b)): a === b || (a.items.isEmpty && b.items.isEmpty)
    case (.dict(let a), .dict(let b)): a === b
    case (.set(let a), .set(let b)): a === b
    case (.array(let a), .array(let b)): a === b
    case (.function(let a), .function(let b)): a === b
    case (.builtin(let a), .builtin(let b)): a === b
    case (.type(let a), .type(let b)): a === b
    case (.iterator(let a), .iterator(let b)): a === b
    case (.cell(let a), .cell(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    default: false
    }
  }

  /// The reference inside, if there is one.
  public var reference: AnyObject? {
    switch self {
    case .str(let object): object
    case .list(let object): object
    case .tuple(let object): object
    case .dict(let object): object
    case .set(let object): object
    case .array(let object): object
    case .function(let object): object
    case .builtin(let object): object
    case .type(let object): object
    case .iterator(let object): object
    case .cell(let object): object
    case .object(let object): object
    default: nil
    }
  }

  /// The text of a `str`.
  public var text: String? { if case .str(let object) = self { object.value } else { nil } }

  /// An integer where Python accepts one as an index: int, bool, NumPy's integers.
  public var index: Int? {
    switch self {
    case .int(let value): value
    case .bool(let value): value ? 1 : 0
    case .npInt64(let value): value
    case .npInt32(let value): Int(value)
    case .npUInt8(let value): Int(value)
    case .npUInt64(let value): Int(exactly: value)
    case .array(let array) where array.shape.count == 0 && array.dtype.isInteger:
      array.item().flatMap { Value($0).index }
    default: nil
    }
  }

  /// A real number as a Double: bool, int, float and NumPy's scalars.
  public var number: Double? {
    switch self {
    case .float(let value): value
    case .int(let value): Double(value)
    case .bool(let value): value ? 1 : 0
    case .npFloat64(let value): value
    case .npFloat32(let value): Double(value)
    case .npInt64(let value): Double(value)
    case .npInt32(let value): Double(value)
    case .npUInt8(let value): Double(value)
    case .npUInt64(let value): Double(value)
    case .npBool(let value): value ? 1 : 0
    case .array(let array) where array.shape.count == 0: array.item().flatMap { Value($0).number }
    default: nil
    }
  }
}
