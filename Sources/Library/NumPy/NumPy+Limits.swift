import Arrays
import Language

/// `np.finfo(float)` and `np.iinfo(int)`: the limits of a type, as attributes.
final class LimitsObject: Object {
  let text: String
  let shown: String

  init(type: TypeObject, _ values: [(String, Value)], text: String, shown: String) {
    self.text = text
    self.shown = shown
    super.init(type: type)
    let dict = DictObject()
    for (name, value) in values { dict.set(StringObject.interned(name), value) }
    attributes = dict
  }

  private static func makeType(
    _ name: String, _ doc: String, _ example: String, _ body: @escaping Entry.Body
  ) -> TypeObject {
    let type = TypeObject(name, bases: [Types.object], module: "numpy")
    type.constructor = NumPy.builtin(name, "(dtype, /)", doc: doc, example: example, body)
    type.loadEntries = {
      EntryList { add in
        add("__repr__", "(self, /)", "The limits in short.") { a in
          if case .object(let object) = a[0], let own = object as? LimitsObject { return .string(own.shown) }
          return .none
        }
        add("__str__", "(self, /)", "The limits as a table.") { a in
          if case .object(let object) = a[0], let own = object as? LimitsObject { return .string(own.text) }
          return .none
        }
      }.entries
    }
    return type
  }

  /// The type that is meant, by name, type or an example.
  private static func dtype(_ a: Arguments) throws -> DType {
    if a[0].isArrayLike, let operand = a[0].operand { return operand.dtype }
    if case .float = a[0] { return .float64 }
    if case .int = a[0] { return .int64 }
    return try a.dtype(0) ?? .float64
  }

  private static let rule = String(repeating: "-", count: 63)

  nonisolated(unsafe) static let floatType: TypeObject = makeType(
    "finfo", "The limits of a floating-point type: eps, max, min, tiny.",
    "print(np.finfo(np.float32).eps, np.finfo(float).max)\n#> 1.1920929e-07 1.7976931348623157e+308"
  ) { a in
    let dtype = try dtype(a)
    if !dtype.isFloat { throw PyError.valueError("data type <class 'numpy.\(dtype.name)'> not inexact") }
    let isSingle = dtype == .float32
    func value(_ double: Double, _ single: Float) -> Value {
      isSingle ? .npFloat32(single) : .npFloat64(double)
    }
    let largest = value(.greatestFiniteMagnitude, .greatestFiniteMagnitude)
    let smallest = value(-.greatestFiniteMagnitude, -.greatestFiniteMagnitude)
    let eps = value(.ulpOfOne, .ulpOfOne)
    let epsneg = value(Double.ulpOfOne / 2, Float.ulpOfOne / 2)
    let tiny = value(.leastNormalMagnitude, .leastNormalMagnitude)
    let subnormal = value(.leastNonzeroMagnitude, .leastNonzeroMagnitude)
    let resolution = value(1e-15, 1e-6)
    let vm = a.vm
    func s(_ value: Value) throws -> String { try vm.str(value) }
    let bits: [(String, Int)] =
      isSingle
      ? [("precision", 6), ("machep", -23), ("negep", -24), ("minexp", -126), ("maxexp", 128), ("nexp", 8)]
      : [
        ("precision", 15), ("machep", -52), ("negep", -53), ("minexp", -1022), ("maxexp", 1024), ("nexp", 11),
      ]
    let text = try """
    Machine parameters for \(dtype.name)
    \(rule)
    precision = \(pad(bits[0].1))   resolution = \(s(resolution))
    machep = \(pad(bits[1].1))   eps =        \(s(eps))
    negep =  \(pad(bits[2].1))   epsneg =     \(s(epsneg))
    minexp = \(pad(bits[3].1))   tiny =       \(s(tiny))
    maxexp = \(pad(bits[4].1))   max =        \(s(largest))
    nexp =   \(pad(bits[5].1))   min =        -max
    smallest_normal = \(s(tiny))   smallest_subnormal = \(s(subnormal))
    \(rule)

    """
    let shown = try
      "finfo(resolution=\(s(resolution)), min=\(s(smallest)), max=\(s(largest)), dtype=\(dtype.name))"
    var values: [(String, Value)] = [
      ("eps", eps), ("epsneg", epsneg), ("max", largest), ("min", smallest), ("tiny", tiny),
      ("smallest_normal", tiny),
      ("smallest_subnormal", subnormal), ("resolution", resolution), ("bits", .int(isSingle ? 32 : 64)),
      ("nmant", .int(isSingle ? 23 : 52)), ("iexp", .int(isSingle ? 8 : 11)),
      ("dtype", .object(DTypeObject.of(dtype))),
    ]
    for (name, number) in bits { values.append((name, .int(number))) }
    return .object(LimitsObject(type: floatType, values, text: text, shown: shown))
  }

  private static func pad(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 3 - digits.count)) + digits
  }

  nonisolated(unsafe) static let integerType: TypeObject = makeType(
    "iinfo", "The limits of an integer type: min and max.", "print(np.iinfo(np.uint8).max)\n#> 255"
  ) { a in
    let dtype = try dtype(a)
    let low: Int
    let high: Int
    switch dtype {
    case .uint8: (low, high) = (0, 255)
    case .int32: (low, high) = (Int(Int32.min), Int(Int32.max))
    case .int64: (low, high) = (Int.min, Int.max)
    case .uint64: (low, high) = (0, Int.max)
    default: throw PyError.valueError("Invalid integer data type '\(dtype.kind)'.")
    }
    let last: Value = dtype == .uint64 ? .integer(UInt64.max) : .int(high)
    let most = dtype == .uint64 ? String(UInt64.max) : String(high)
    let text = "Machine parameters for \(dtype.name)\n\(rule)\nmin = \(low)\nmax = \(most)\n\(rule)\n"
    return .object(
      LimitsObject(
        type: integerType,
        [
          ("min", .int(low)), ("max", last), ("bits", .int(dtype.itemSize * 8)),
          ("kind", .string(String(dtype.kind))),
          ("dtype", .object(DTypeObject.of(dtype))),
        ], text: text, shown: "iinfo(min=\(low), max=\(most), dtype=\(dtype.name))"))
  }
}
