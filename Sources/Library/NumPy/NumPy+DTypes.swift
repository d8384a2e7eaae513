import Arrays
import Language

/// `np.dtype('float64')`: one object for each type.
final class DTypeObject: Object {
  let dtype: DType

  private init(_ dtype: DType) {
    self.dtype = dtype
    let name = dtype.name.prefix(1).uppercased() + dtype.name.dropFirst()
    let title = dtype.kind == "u" ? "UInt\(dtype.itemSize * 8)DType" : "\(name)DType"
    super.init(type: TypeObject(title, bases: [DTypeObject.base], module: "numpy.dtypes"))
    type.registersOperators = true
  }

  nonisolated(unsafe) static let base: TypeObject = {
    let type = TypeObject("dtype", bases: [Types.object], module: "numpy")
    type.registersOperators = true
    type.constructor = NumPy.builtin(
      "dtype", "(dtype, align=False, copy=False)", doc: "The type of an array's elements.",
      example: "print(np.dtype('float32').itemsize)\n#> 4"
    ) { arguments in
      .object(DTypeObject.of(try arguments.dtype(0) ?? .float64))
    }
    type.loadEntries = {
      func add(_ name: String, _ read: @escaping (DType) -> Value) {
        type.addGetter(name) { _, value in
          guard case .object(let object) = value, let object = object as? DTypeObject else { return .none }
          return read(object.dtype)
        }
      }
      add("name") { .string($0.name) }
      add("kind") { .string(String($0.kind)) }
      add("char") { .string(String($0.character)) }
      add("str") { .string($0.typeString) }
      add("itemsize") { .int($0.itemSize) }
      add("alignment") { .int($0.itemSize) }
      add("type") { .type(NumPy.type(of: $0)) }
      add("num") { .int([0, 2, 5, 7, 11, 12, 8][Int($0.rawValue)]) }
      add("ndim") { _ in .int(0) }
      add("shape") { _ in .tuple([]) }
      add("byteorder") { .string($0.itemSize == 1 ? "|" : "=") }
      add("hasobject") { _ in .bool(false) }
      add("names") { _ in .none }
      add("fields") { _ in .none }
      add("isbuiltin") { _ in .int(1) }
      add("isnative") { _ in .bool(true) }
      return methods.entries
    }
    return type
  }()

  nonisolated(unsafe) private static let methods = EntryList { add in
    func own(_ arguments: Arguments) throws -> DType {
      guard case .object(let object) = arguments[0], let object = object as? DTypeObject else {
        throw PyError.typeError("descriptor requires a 'numpy.dtype' object")
      }
      return object.dtype
    }
    add("__eq__", "(self, other, /)", "Whether the other names the same type.") { a in
      guard !a[1].isNone, let other = try? a.dtype(1) else { return .bool(false) }
      return .bool(try own(a) == other)
    }
    add("__ne__", "(self, other, /)", "Whether the other names another type.") { a in
      guard !a[1].isNone, let other = try? a.dtype(1) else { return .bool(true) }
      return .bool(try own(a) != other)
    }
    add("__repr__", "(self, /)", "dtype('float64')") { a in .string("dtype('\(try own(a).name)')") }
    add("__str__", "(self, /)", "float64") { a in .string(try own(a).name) }
  }

  nonisolated(unsafe) private static let all = DType.allCases.map { DTypeObject($0) }

  static func of(_ dtype: DType) -> DTypeObject { all[Int(dtype.rawValue)] }
}

extension NumPy {
  /// A function that no module holds: constructors of types.
  static func builtin(
    _ name: String, _ signature: String, doc: String, example: String, _ body: @escaping Entry.Body
  ) -> BuiltinObject {
    guard case .builtin(let made) = Entry(name, signature, doc: doc, example: example, body: body).makeValue()
    else {
      preconditionFailure("an entry makes a builtin")
    }
    return made
  }

  /// `np.float64` and so on.
  static func type(of dtype: DType) -> TypeObject {
    switch dtype {
    case .bool: Types.npBool
    case .uint8: Types.npUInt8
    case .int32: Types.npInt32
    case .int64: Types.npInt64
    case .float32: Types.npFloat32
    case .float64: Types.npFloat64
    case .uint64: Types.npUInt64
    }
  }

  /// What `dtype=` means; nil for None and for what was not given.
  static func dtype(_ value: Value, _ vm: Interpreter) throws -> DType? {
    switch value {
    case .unset, .none: return nil
    case .type(let type):
      for dtype in DType.allCases where NumPy.type(of: dtype) === type { return dtype }
      if type === Types.float || type === Types.npFloating || type === Types.npNumber
        || type === Types.npInexact
      {
        return .float64
      }
      if type === Types.int || type === Types.npInteger || type === Types.npSignedInteger { return .int64 }
      if type === Types.bool { return .bool }
      if type === Types.str || type === Types.object || type === Types.bytes {
        throw PyError.unsupported("arrays of '\(type.name)' are not part of nbsh: arrays hold numbers only")
      }
      throw PyError.typeError("Cannot interpret '\(try vm.repr(value))' as a data type")
    case .object(let object):
      if let object = object as? DTypeObject { return object.dtype }
    case .str(let text):
      if let dtype = DType(name: text.value) { return dtype }
      if let nearest = nearestDType(text.value) {
        throw PyError.unsupported("the data type '\(text.value)' is not part of nbsh: use '\(nearest)'")
      }
      throw PyError.typeError("data type '\(text.value)' not understood")
    case .list, .dict:
      throw PyError.unsupported("structured data types are not part of nbsh: arrays hold numbers only")
    default: break
    }
    throw PyError.typeError("Cannot interpret '\(try vm.repr(value))' as a data type")
  }

  private static func nearestDType(_ name: String) -> String? {
    switch name {
    case "float16", "half", "f2", "e": "float32"
    case "longdouble", "float128", "g", "f16": "float64"
    case "int8", "int16", "i1", "i2", "b", "h", "uint16", "u2", "H": "int32"
    case "uint32", "u4", "I": "int64"
    case "complex", "complex64", "complex128", "c8", "c16": "float64"
    default: nil
    }
  }

  static let dtypeNames: [(String, DType)] = [
    ("bool", .bool), ("bool_", .bool), ("uint8", .uint8), ("ubyte", .uint8), ("int32", .int32),
    ("intc", .int32),
    ("int64", .int64), ("int_", .int64), ("intp", .int64), ("long", .int64), ("longlong", .int64),
    ("uint64", .uint64), ("uint", .uint64), ("uintp", .uint64), ("ulong", .uint64), ("ulonglong", .uint64),
    ("float32", .float32), ("single", .float32), ("float64", .float64), ("double", .float64),
  ]

  nonisolated(unsafe) static let typeNames: [(String, TypeObject)] = [
    ("ndarray", Types.ndarray), ("generic", Types.npGeneric), ("number", Types.npNumber),
    ("integer", Types.npInteger), ("signedinteger", Types.npSignedInteger),
    ("unsignedinteger", Types.npUnsignedInteger), ("inexact", Types.npInexact),
    ("floating", Types.npFloating),
    ("dtype", DTypeObject.base), ("ufunc", Ufunc.type), ("nditer", NDIterator.iteratorType),
    ("ndindex", IndexIterator.indexType),
    ("ndenumerate", IndexIterator.enumerateType), ("vectorize", VectorizeObject.vectorizeType),
    ("finfo", LimitsObject.floatType), ("iinfo", LimitsObject.integerType),
  ]

  /// The constructors, methods and attributes of arrays and scalars, loaded when first asked for.
  static func installTypes() {
    if Types.ndarray.constructor != nil { return }
    Types.ndarray.constructor = builtin(
      "ndarray", "(shape, dtype=None, buffer=None, offset=0, strides=None, order=None)",
      doc: "An array: made by np.array, np.zeros, np.arange and their kin.",
      example: "x = np.array([[1, 2], [3, 4]])\nprint(x.shape, x.dtype)\n#> (2, 2) int64"
    ) {
      _ in throw PyError.unsupported("np.ndarray(…) is not part of nbsh: use np.empty, np.zeros or np.array")
    }
    Types.ndarray.loadEntries = {
      addAttributes(to: Types.ndarray)
      return arrayMethods.entries
    }
    Types.npGeneric.loadEntries = {
      addAttributes(to: Types.npGeneric)
      return arrayMethods.entries.filter { !$0.name.hasPrefix("__") }
    }
    for dtype in DType.allCases {
      let type = type(of: dtype)
      let (doc, example) = description(of: dtype)
      type.constructor = builtin(type.name, "(value=0, /)", doc: doc, example: example) {
        try scalar(of: dtype, $0)
      }
    }
    for (type, doc, example) in abstractTypes { (type.doc, type.example) = (doc, example) }
  }

  /// What help says of `np.float32` and its kin.
  private static func description(of dtype: DType) -> (doc: String, example: String) {
    switch dtype {
    case .bool:
      (
        "True or False in one byte, as a value and as a dtype.",
        "print(np.bool(1), np.array([0, 2]).astype(np.bool))\n#> True [False  True]"
      )
    case .uint8:
      (
        "A whole number from 0 to 255, as in the pixels of an image; beyond these it wraps around.",
        "image = np.array([250, 255], dtype=np.uint8)\nprint(image + np.uint8(10))\n#> [4 9]"
      )
    case .int32:
      (
        "A whole number of 32 bits, as a value and as a dtype.",
        "print(np.int32(7), np.zeros(2, dtype=np.int32).dtype)\n#> 7 int32"
      )
    case .int64:
      (
        "A whole number of 64 bits, as a value and as a dtype: what integers become in arrays.",
        "print(np.int64(2.9), np.array([1, 2]).dtype)\n#> 2 int64"
      )
    case .uint64:
      (
        "A whole number of 64 bits without a sign, as a value and as a dtype.",
        "print(np.uint64(2**64 - 1))\n#> 18446744073709551615"
      )
    case .float32:
      (
        "A number of 32 bits with 7 digits, as a value and as a dtype: half the memory of float64.",
        "x = np.zeros(3, dtype=np.float32)\nprint(x.nbytes, np.float32(1) / 3)\n#> 12 0.33333334"
      )
    case .float64:
      (
        "A number of 64 bits with 16 digits, as a value and as a dtype: what floats become in arrays.",
        "print(np.float64(1) / 3, np.ones(2).dtype)\n#> 0.3333333333333333 float64"
      )
    }
  }

  /// The families of types, which make no values, with what help says of them.
  nonisolated(unsafe) private static let abstractTypes: [(type: TypeObject, doc: String, example: String)] = [
    (
      Types.npGeneric, "What all scalars of NumPy have in common.",
      "print(isinstance(np.float32(1), np.generic), isinstance(1.0, np.generic))\n#> True False"
    ),
    (
      Types.npNumber, "All types of numbers: bool is none of them.",
      "print(np.issubdtype(np.int64, np.number), np.issubdtype(bool, np.number))\n#> True False"
    ),
    (Types.npInteger, "All types of whole numbers.", "print(isinstance(np.int64(3), np.integer))\n#> True"),
    (
      Types.npSignedInteger, "All types of whole numbers with a sign.",
      "print(np.issubdtype(np.int32, np.signedinteger))\n#> True"
    ),
    (
      Types.npUnsignedInteger, "All types of whole numbers without a sign.",
      "print(np.issubdtype(np.uint8, np.unsignedinteger))\n#> True"
    ),
    (
      Types.npInexact, "All types of numbers that are rounded.",
      "print(np.issubdtype(np.float32, np.inexact))\n#> True"
    ),
    (
      Types.npFloating, "All types of floating-point numbers.",
      "print(np.issubdtype(np.float32, np.floating))\n#> True"
    ),
  ]

  /// `np.float32(value)`
  private static func scalar(of dtype: DType, _ arguments: Arguments) throws -> Value {
    let value = arguments[0]
    switch value {
    case .none where dtype == .bool: return .npBool(false)
    case .none where dtype.isFloat: return Value(Scalar.float64(.nan).cast(to: dtype))
    case .str(let text):
      let number = try arguments.vm.call(.type(dtype.isInteger ? Types.int : Types.float), [.str(text)])
      guard let operand = number.operand, let scalar = operand.scalarValue else { break }
      return Value(scalar.cast(to: dtype))
    case .int(let number):
      try checkRange(number, dtype)
      return Value(Scalar.int64(number).cast(to: dtype))
    case .float(let number) where dtype.isInteger:
      if number.isNaN { throw PyError.valueError("cannot convert float NaN to integer") }
      if number.isInfinite { throw PyError.overflowError("cannot convert float infinity to integer") }
      guard let whole = Int(exactly: number.rounded(.towardZero)) else {
        throw PyError.overflowError("Python int too large to convert to C long")
      }
      try checkRange(whole, dtype)
      return Value(Scalar.int64(whole).cast(to: dtype))
    default: break
    }
    if value.isBig {
      if dtype.isFloat { return Value(Scalar.float64(try arguments.vm.double(value)).cast(to: dtype)) }
      guard dtype == .uint64, let wide = value.wideOperand?.scalarValue else {
        let number = try arguments.vm.repr(value)
        throw PyError.overflowError("Python integer \(number) out of bounds for \(dtype.name)")
      }
      return Value(wide)
    }
    if let scalar = value.operand?.scalarValue { return Value(scalar.cast(to: dtype)) }
    let array = try arguments.vm.asArray(value)
    let converted = try array.astype(dtype)
    return Value(converted.scalarIfZeroDimensional)
  }

  static func checkRange(_ number: Int, _ dtype: DType) throws {
    let fits =
      switch dtype {
      case .uint8: UInt8(exactly: number) != nil
      case .uint64: number >= 0
      case .int32: Int32(exactly: number) != nil
      default: true
      }
    if !fits { throw PyError.overflowError("Python integer \(number) out of bounds for \(dtype.name)") }
  }

  nonisolated(unsafe) static let dtypeFunctions = EntryList { add in
    add(
      "isscalar", "(element)", "Whether the argument is a number (or a string), and no array.",
      "print(np.isscalar(3.1), np.isscalar([3.1]))\n#> True False"
    ) { a in
      switch a[0] {
      case .array: .bool(false)
      case .str: .bool(true)
      default: .bool(a[0].operand != nil)
      }
    }
    add(
      "result_type", "(*arrays_and_dtypes)", "The type that the arguments combine to.",
      "print(np.result_type(np.float32, 1.0))\n#> float32"
    ) { a in
      let operands: [Operand] = try a.rest(0).map { value in
        if let operand = value.operand { return operand }
        if let dtype = try dtype(value, a.vm) { return .scalar(Scalar.int64(0).cast(to: dtype)) }
        throw PyError.typeError("Cannot interpret '\(try a.vm.repr(value))' as a data type")
      }
      if operands.isEmpty { throw PyError.valueError("at least one array or dtype is required") }
      return .object(DTypeObject.of(Operand.resultType(operands)))
    }
    add(
      "promote_types", "(type1, type2)", "The smallest type to which both can be cast.",
      "print(np.promote_types('int32', 'float32'))\n#> float64"
    ) { a in
      .object(DTypeObject.of(DType.promote(try a.dtype(0) ?? .float64, try a.dtype(1) ?? .float64)))
    }
    add(
      "can_cast", "(from_, to, casting='safe')", "Whether a cast between types is allowed.",
      "print(np.can_cast('float64', 'int64'))\n#> False"
    ) { a in
      guard let casting = DType.Casting(rawValue: try a.string(2)) else {
        throw PyError.valueError(
          "casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '\(try a.string(2))')")
      }
      let source: DType
      switch a[0] {
      case .bool, .int, .float:
        throw PyError.typeError(
          "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future."
        )
      default: source = try a[0].operand?.dtype ?? a.dtype(0) ?? .float64
      }
      return .bool(source.canCast(to: try a.dtype(1) ?? .float64, casting))
    }
    add(
      "issubdtype", "(arg1, arg2)", "Whether a type is below another in NumPy's hierarchy.",
      "print(np.issubdtype(np.float32, np.floating))\n#> True"
    ) { a in
      func type(_ index: Int) throws -> TypeObject {
        if case .type(let found) = a[index] {
          if found.isSubtype(of: Types.npGeneric) { return found }
        }
        return NumPy.type(of: try a.dtype(index) ?? .float64)
      }
      return .bool(try type(0).isSubtype(of: type(1)))
    }
    add("min_scalar_type", "(a, /)", "Left out: it would need types such as int8.") { a in
      throw PyError.unsupported("np.min_scalar_type is not part of nbsh: it would need types such as int8")
    }
    add(
      "iterable", "(y)", "Whether the argument can be iterated.",
      "print(np.iterable([1, 2]), np.iterable(3))\n#> True False"
    ) { a in
      .bool((try? a.vm.iterator(a[0])) != nil)
    }
    add(
      "isrealobj", "(x)", "Whether the type is not complex: always.",
      "print(np.isrealobj(np.ones(2)))\n#> True"
    ) { _ in .bool(true) }
    add(
      "iscomplexobj", "(x)", "Whether the type is complex: never.",
      "print(np.iscomplexobj(np.ones(2)))\n#> False"
    ) { _ in .bool(false) }
    add(
      "common_type", "(*arrays)", "The floating-point type common to arrays.",
      "print(np.common_type(np.ones(2, np.float32), np.arange(2)))\n#> <class 'numpy.float64'>"
    ) { a in
      var dtype = DType.float32
      for value in a.rest(0) {
        let own = try a.vm.asArray(value).dtype
        dtype = DType.promote(dtype, own.isFloat ? own : .float64)
      }
      return .type(NumPy.type(of: dtype))
    }
  }
}
