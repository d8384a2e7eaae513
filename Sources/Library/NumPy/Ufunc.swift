import Arrays
import Language

/// A universal function: one operation for all elements, with methods such as `reduce` and `at`.
///
/// Scripts see it as a built-in function (so that calls are quick) whose type is `numpy.ufunc`.
final class Ufunc {
  enum Operation {
    case unary(UnaryOperation)
    case binary(BinaryOperation)
  }

  /// As scripts write it.
  let name: String
  let operation: Operation
  let entry: Entry
  private var made: BuiltinObject?

  private init(
    _ name: String, _ operation: Operation, doc: String, example: String = "", forcesFloat: Bool = false
  ) {
    self.name = name
    self.operation = operation
    switch operation {
    case .unary(let op):
      entry = Entry(
        Ufunc.shownName(name),
        "(x, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True)",
        doc: doc, example: example
      ) { a in
        if a[1].isNone, case .bool(true) = a[2], a[5].isNone, !forcesFloat {
          return Value(try NDArray.unary(op, try a.operand(0)))
        }
        let operand = try a.operand(0)
        var dtype = try a.dtype(5)
        if forcesFloat, dtype == nil, !operand.dtype.isFloat { dtype = .float64 }
        return Value(try NDArray.unary(op, operand, out: a.out(1), where: a.mask(2), dtype: dtype))
      }
    case .binary(let op):
      entry = Entry(
        Ufunc.shownName(name),
        "(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None, subok=True)",
        doc: doc,
        example: example
      ) { a in
        if a[2].isNone, case .bool(true) = a[3], a[6].isNone {
          return Value(try NDArray.binary(op, try a.operand(0), try a.operand(1)))
        }
        return Value(
          try NDArray.binary(
            op, a.operand(0), a.operand(1), out: a.out(2), where: a.mask(3), dtype: a.dtype(6)))
      }
    }
  }

  /// The name that the function itself knows: aliases are the same function in NumPy.
  private static func shownName(_ name: String) -> String { canonical[name] ?? name }

  private static let canonical = [
    "abs": "absolute", "true_divide": "divide", "mod": "remainder", "pow": "power", "acos": "arccos",
    "asin": "arcsin", "atan": "arctan", "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh",
    "atan2": "arctan2", "bitwise_not": "invert",
    "bitwise_invert": "invert",
    "bitwise_left_shift": "left_shift", "bitwise_right_shift": "right_shift",
  ]

  /// The value that scripts get; the same one for all.
  static func value(_ ufunc: Ufunc) -> Value {
    if let made = ufunc.made { return .builtin(made) }
    guard case .builtin(let builtin) = ufunc.entry.makeValue() else { return .none }
    builtin.type = type
    if let original = all.first(where: { $0.name == ufunc.entry.name }), original !== ufunc {
      return value(original)
    }
    ufunc.made = builtin
    return .builtin(builtin)
  }

  /// The ufunc behind a value; nil for other callables.
  static func of(_ value: Value) -> Ufunc? {
    guard case .builtin(let builtin) = value, builtin.type === type else { return nil }
    return byName[builtin.name]
  }

  nonisolated(unsafe) private static let byName: [String: Ufunc] = {
    var table: [String: Ufunc] = [:]
    for ufunc in all { table[ufunc.name] = ufunc }
    return table
  }()

  nonisolated(unsafe) static let all: [Ufunc] = {
    var list: [Ufunc] = []
    func one(
      _ names: String..., op: UnaryOperation, _ doc: String, _ example: String = "", forcesFloat: Bool = false
    ) {
      for name in names {
        list.append(
          Ufunc(
            name, .unary(op), doc: doc, example: name == names[0] ? example : "", forcesFloat: forcesFloat))
      }
    }
    func two(_ names: String..., op: BinaryOperation, _ doc: String, _ example: String = "") {
      for name in names {
        list.append(Ufunc(name, .binary(op), doc: doc, example: name == names[0] ? example : ""))
      }
    }
    one("negative", op: .negative, "-x", "print(np.negative([1, -2]))\n#> [-1  2]")
    one("positive", op: .positive, "+x", "print(np.positive([1, -2]))\n#> [ 1 -2]")
    one(
      "absolute", "abs", op: .absolute, "The absolute value.", "print(np.absolute([-1.5, 2]))\n#> [1.5 2. ]")
    one(
      "fabs", op: .absolute, "The absolute value, as a float.", "print(np.fabs([-1, 2]))\n#> [1. 2.]",
      forcesFloat: true)
    one("sign", op: .sign, "-1, 0 or 1.", "print(np.sign([-3., 0., 2.]))\n#> [-1.  0.  1.]")
    one("sqrt", op: .sqrt, "The square root.", "print(np.sqrt([4, 9]))\n#> [2. 3.]")
    one("square", op: .square, "x²", "print(np.square([2, 3]))\n#> [4 9]")
    one("reciprocal", op: .reciprocal, "1 / x", "print(np.reciprocal([2., 4.]))\n#> [0.5  0.25]")
    one("exp", op: .exp, "e to the power of x.", "print(np.exp([0., 1.]))\n#> [1.         2.71828183]")
    one("expm1", op: .expm1, "e to the power of x, minus 1.", "print(np.expm1(1e-10))\n#> 1.00000000005e-10")
    one("exp2", op: .exp2, "2 to the power of x.", "print(np.exp2([3, 4]))\n#> [ 8. 16.]")
    one("log", op: .log, "The natural logarithm.", "print(np.log([1., np.e]))\n#> [0. 1.]")
    one("log2", op: .log2, "The logarithm to base 2.", "print(np.log2(8))\n#> 3.0")
    one("log10", op: .log10, "The logarithm to base 10.", "print(np.log10(1000))\n#> 3.0")
    one("log1p", op: .log1p, "The natural logarithm of 1 + x.", "print(np.log1p(0.))\n#> 0.0")
    one("cbrt", op: .cbrt, "The cube root.", "print(np.cbrt(27.))\n#> 3.0")
    one("sin", op: .sin, "The sine of an angle in radians.", "print(np.sin(0.))\n#> 0.0")
    one("cos", op: .cos, "The cosine of an angle in radians.", "print(np.cos(0.))\n#> 1.0")
    one(
      "tan", op: .tan, "The tangent of an angle in radians.",
      "print(np.tan([0., np.pi / 4]).round(2))\n#> [0. 1.]")
    one(
      "arcsin", "asin", op: .arcsin, "The angle whose sine is x.",
      "print(np.arcsin(1.0))\n#> 1.5707963267948966")
    one(
      "arccos", "acos", op: .arccos, "The angle whose cosine is x.",
      "print(np.arccos([1., -1.]))\n#> [0.         3.14159265]")
    one(
      "arctan", "atan", op: .arctan, "The angle whose tangent is x.",
      "print(np.arctan([0., 1.]))\n#> [0.         0.78539816]")
    one(
      "arcsinh", "asinh", op: .arcsinh, "The inverse hyperbolic sine.",
      "print(np.arcsinh([0., 1.]))\n#> [0.         0.88137359]")
    one(
      "arccosh", "acosh", op: .arccosh, "The inverse hyperbolic cosine.",
      "print(np.arccosh([1., 10.]))\n#> [0.         2.99322285]")
    one(
      "arctanh", "atanh", op: .arctanh, "The inverse hyperbolic tangent.",
      "print(np.arctanh(0.5))\n#> 0.5493061443340549")
    one("sinh", op: .sinh, "The hyperbolic sine.", "print(np.sinh([0., 1.]))\n#> [0.         1.17520119]")
    one("cosh", op: .cosh, "The hyperbolic cosine.", "print(np.cosh([0., 1.]))\n#> [1.         1.54308063]")
    one("tanh", op: .tanh, "The hyperbolic tangent.", "print(np.tanh([0., 100.]))\n#> [0. 1.]")
    one(
      "floor", op: .floor, "The largest whole number not above x.",
      "print(np.floor([1.7, -1.7]))\n#> [ 1. -2.]")
    one(
      "ceil", op: .ceil, "The smallest whole number not below x.", "print(np.ceil([1.2, -1.2]))\n#> [ 2. -1.]"
    )
    one("trunc", op: .trunc, "The whole part.", "print(np.trunc([1.7, -1.7]))\n#> [ 1. -1.]")
    one(
      "rint", op: .rint, "The nearest whole number, halves to even.", "print(np.rint([0.5, 1.5]))\n#> [0. 2.]"
    )
    one(
      "deg2rad", op: .degreesToRadians, "Degrees as radians.", "print(np.deg2rad(180))\n#> 3.141592653589793")
    one(
      "radians", op: .degreesToRadians, "Degrees as radians.",
      "print(np.radians([0, 90]))\n#> [0.         1.57079633]")
    one("rad2deg", op: .radiansToDegrees, "Radians as degrees.", "print(np.rad2deg(np.pi / 2))\n#> 90.0")
    one("degrees", op: .radiansToDegrees, "Radians as degrees.", "print(np.degrees(np.pi))\n#> 180.0")
    one(
      "isnan", op: .isnan, "Whether each element is not a number.",
      "print(np.isnan([1., np.nan]))\n#> [False  True]")
    one(
      "isinf", op: .isinf, "Whether each element is infinite.",
      "print(np.isinf([1., -np.inf]))\n#> [False  True]")
    one(
      "isfinite", op: .isfinite, "Whether each element is neither infinite nor nan.",
      "print(np.isfinite([1., np.inf]))\n#> [ True False]")
    one("signbit", op: .signbit, "Whether the sign bit is set.", "print(np.signbit(-0.))\n#> True")
    one("logical_not", op: .logicalNot, "not x", "print(np.logical_not([0, 1]))\n#> [ True False]")
    one("invert", "bitwise_not", "bitwise_invert", op: .invert, "~x", "print(np.invert([0, 1]))\n#> [-1 -2]")

    two("add", op: .add, "x1 + x2", "print(np.add([1, 2], 3))\n#> [4 5]")
    two("subtract", op: .subtract, "x1 - x2", "print(np.subtract([1, 2], 3))\n#> [-2 -1]")
    two("multiply", op: .multiply, "x1 * x2", "print(np.multiply([1, 2], 3))\n#> [3 6]")
    two("divide", "true_divide", op: .divide, "x1 / x2", "print(np.divide([1, 2], 2))\n#> [0.5 1. ]")
    two("floor_divide", op: .floorDivide, "x1 // x2", "print(np.floor_divide([7, -7], 2))\n#> [ 3 -4]")
    two(
      "remainder", "mod", op: .remainder, "x1 % x2, with the sign of x2.",
      "print(np.remainder([7, -7], 3))\n#> [1 2]")
    two("fmod", op: .fmod, "The remainder with the sign of x1.", "print(np.fmod([7, -7], 3))\n#> [ 1 -1]")
    two("power", "pow", op: .power, "x1 ** x2", "print(np.power([2, 3], 2))\n#> [4 9]")
    two(
      "maximum", op: .maximum, "The larger of two elements; nan wins.",
      "print(np.maximum([1, 5], 3))\n#> [3 5]")
    two(
      "minimum", op: .minimum, "The smaller of two elements; nan wins.",
      "print(np.minimum([1, 5], 3))\n#> [1 3]")
    two(
      "fmax", op: .fmax, "The larger of two elements; nan loses.",
      "print(np.fmax([1., np.nan], 3))\n#> [3. 3.]")
    two(
      "fmin", op: .fmin, "The smaller of two elements; nan loses.",
      "print(np.fmin([1., np.nan], 3))\n#> [1. 3.]")
    two(
      "arctan2", "atan2", op: .arctan2, "The angle of the point (x2, x1).",
      "print(np.arctan2(0., -1.))\n#> 3.141592653589793")
    two("hypot", op: .hypot, "The length of the hypotenuse.", "print(np.hypot(3., 4.))\n#> 5.0")
    two(
      "logaddexp", op: .logaddexp, "log(exp(x1) + exp(x2)) without overflow.",
      "print(np.logaddexp(0., 0.))\n#> 0.6931471805599453")
    two("copysign", op: .copysign, "x1 with the sign of x2.", "print(np.copysign(3., -0.))\n#> -3.0")
    two("less", op: .less, "x1 < x2", "print(np.less([1, 3], 2))\n#> [ True False]")
    two(
      "less_equal", op: .lessEqual, "x1 <= x2", "print(np.less_equal([1, 2, 3], 2))\n#> [ True  True False]")
    two("greater", op: .greater, "x1 > x2", "print(np.greater([1, 3], 2))\n#> [False  True]")
    two(
      "greater_equal", op: .greaterEqual, "x1 >= x2",
      "print(np.greater_equal([1, 2, 3], 2))\n#> [False  True  True]")
    two("equal", op: .equal, "x1 == x2", "print(np.equal([1, 3], 3))\n#> [False  True]")
    two(
      "not_equal", op: .notEqual, "x1 != x2",
      "y_pred = np.array([3, 1, 2])\nprint(np.not_equal(y_pred, [3, 0, 2]))\n#> [False  True False]")
    two(
      "logical_and", op: .logicalAnd, "x1 and x2", "print(np.logical_and([1, 0], [1, 1]))\n#> [ True False]")
    two("logical_or", op: .logicalOr, "x1 or x2", "print(np.logical_or([1, 0], [0, 0]))\n#> [ True False]")
    two(
      "logical_xor", op: .logicalXor, "Either but not both.",
      "print(np.logical_xor([1, 0], [1, 1]))\n#> [False  True]")
    two("bitwise_and", op: .bitwiseAnd, "x1 & x2", "print(np.bitwise_and(6, 3))\n#> 2")
    two("bitwise_or", op: .bitwiseOr, "x1 | x2", "print(np.bitwise_or(6, 3))\n#> 7")
    two("bitwise_xor", op: .bitwiseXor, "x1 ^ x2", "print(np.bitwise_xor(6, 3))\n#> 5")
    two("left_shift", "bitwise_left_shift", op: .leftShift, "x1 << x2", "print(np.left_shift(1, 4))\n#> 16")
    two(
      "right_shift", "bitwise_right_shift", op: .rightShift, "x1 >> x2", "print(np.right_shift(16, 2))\n#> 4")
    two("gcd", op: .gcd, "The greatest common divisor.", "print(np.gcd(12, 18))\n#> 6")
    return list
  }()
}
