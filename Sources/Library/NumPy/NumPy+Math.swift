import Arrays
import Language

extension NumPy {
  /// Element-wise functions that are no ufuncs, products, differences, closeness.
  nonisolated(unsafe) static let mathematics = EntryList { add in
    addElementwise(&add)
    addPredicates(&add)
    addProducts(&add)
    addCalculus(&add)
  }

  /// An operation whose result is wanted as an array.
  static func calculate(_ op: BinaryOperation, _ a: Operand, _ b: Operand) throws -> NDArray {
    try NDArray.binary(op, a, b).asArray()
  }

  static func calculate(_ op: UnaryOperation, _ a: Operand) throws -> NDArray {
    try NDArray.unary(op, a).asArray()
  }

  private static func addElementwise(_ add: inout EntryList) {
    add(
      "clip", "(a, a_min=_, a_max=_, out=None, *, min=_, max=_)", "The elements limited to an interval.",
      "print(np.clip([1, 5, 9], 2, 6))\n#> [2 5 6]"
    ) { a in
      func bound(_ first: Int, _ second: Int) throws -> Operand? {
        let index = a[first].isUnset ? second : first
        return a.isGiven(index) ? try a.operand(index) : nil
      }
      return Value(try NDArray.clip(a.operand(0), bound(1, 4), bound(2, 5), out: a.out(3)))
    }
    add(
      "where", "(condition, x=_, y=_, /)",
      "Elements of x where the condition holds, of y elsewhere; alone, the indices where it holds.",
      "print(np.where([True, False], 1, 2))\n#> [1 2]"
    ) { a in
      if a[1].isUnset {
        let array = try a.array(0)
        if array.ndim == 0 {
          throw PyError.valueError(
            "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`."
          )
        }
        return tuple(try array.nonzero())
      }
      if a[2].isUnset { throw PyError.valueError("either both or neither of x and y should be given") }
      let made = try NDArray.select(a.array(0).astype(.bool, copy: false), a.operand(1), a.operand(2))
      return .array(try made.asArray())
    }
    add(
      "round", "(a, decimals=0, out=None)", "The elements rounded, halves to even.",
      "print(np.round([1.25, 2.5], 1))\n#> [1.2 2.5]"
    ) { a in
      Value(try NDArray.round(a.operand(0), decimals: a.int(1), out: a.out(2)))
    }
    add.alias("around", of: "round", "print(np.around([1.234, 5.678], 1))\n#> [1.2 5.7]")
    add("fix", "(x, out=None)", "The whole part, towards zero.", "print(np.fix([1.7, -1.7]))\n#> [ 1. -1.]") {
      a in
      Value(try NDArray.unary(.trunc, a.operand(0), out: a.out(1)))
    }
    add(
      "nan_to_num", "(x, copy=True, nan=0.0, posinf=None, neginf=None)",
      "Nan and infinities replaced by numbers.", "print(np.nan_to_num([1., np.nan]))\n#> [1. 0.]"
    ) { a in
      let array = try a.array(0)
      let made = try array.replacingNonFinite(
        nan: a.double(2), positiveInfinity: a.isGiven(3) ? a.double(3) : nil,
        negativeInfinity: a.isGiven(4) ? a.double(4) : nil)
      if try !a.bool(1), a[0].isArray {
        try array.assign(.array(made))
        return a[0]
      }
      return a[0].isArray || array.ndim > 0 ? .array(made) : Value(made.scalarIfZeroDimensional)
    }
    add("lcm", "(x1, x2, /)", "The least common multiple.", "print(np.lcm(4, 6))\n#> 12") { a in
      let x = try a.operand(0)
      let y = try a.operand(1)
      let divisor = try calculate(.gcd, x, y)
      let safe = try NDArray.select(calculate(.equal, .array(divisor), .pyInt(0)), .pyInt(1), .array(divisor))
      let magnitude = try calculate(
        .absolute, .array(calculate(.multiply, .array(calculate(.floorDivide, x, safe.operand)), y)))
      return Value(magnitude.scalarIfZeroDimensional)
    }
    add(
      "divmod", "(x1, x2, /)", "x1 // x2 and x1 % x2.",
      "print(np.divmod([7, 8], 3))\n#> (array([2, 2]), array([1, 2]))"
    ) { a in
      .tuple([
        Value(try NDArray.binary(.floorDivide, a.operand(0), a.operand(1))),
        Value(try NDArray.binary(.remainder, a.operand(0), a.operand(1))),
      ])
    }
    add(
      "modf", "(x, /)", "The parts behind and before the point.",
      "print(np.modf([1.5, -2.25]))\n#> (array([ 0.5 , -0.25]), array([ 1., -2.]))"
    ) { a in
      let x = try a.operand(0)
      let values = x.dtype.isFloat ? try x.asArray() : try x.asArray().astype(.float64)
      let whole = try calculate(.trunc, .array(values))
      // Infinities have nothing behind the point.
      let rest = try NDArray.select(
        calculate(.isinf, .array(values)), .pyFloat(0),
        .array(calculate(.subtract, .array(values), .array(whole)))
      ).asArray().astype(values.dtype, copy: false)
      let fraction = try calculate(.copysign, .array(rest), .array(values))
      return .tuple([Value(fraction.scalarIfZeroDimensional), Value(whole.scalarIfZeroDimensional)])
    }
    add("float_power", "(x1, x2, /)", "x1 ** x2 in float64.", "print(np.float_power(2, -1))\n#> 0.5") { a in
      Value(
        try NDArray.binary(.power, .array(a.array(0).astype(.float64)), .array(a.array(1).astype(.float64))))
    }
    add(
      "heaviside", "(x1, x2, /)", "0 below zero, 1 above, x2 at zero.",
      "print(np.heaviside([-1., 0., 1.], 0.5))\n#> [0.  0.5 1. ]"
    ) { a in
      let x = try a.array(0)
      let type = DType.promote(
        DType.promote(x.dtype, try a.operand(1).dtype), x.dtype == .float32 ? .float32 : .float64)
      let floats = try x.astype(type, copy: false)
      let step = try calculate(.greater, .array(floats), .pyInt(0)).astype(type)
      let atZero = try NDArray.select(
        calculate(.equal, .array(floats), .pyInt(0)), a.operand(1), .array(step)
      ).asArray()
      let made = try NDArray.select(calculate(.isnan, .array(floats)), .array(floats), .array(atZero))
      return Value(try made.asArray().astype(type, copy: false).scalarIfZeroDimensional)
    }
    add("sinc", "(x)", "sin(πx) / (πx)", "print(np.sinc(0))\n#> 1.0") { a in
      let x = try a.array(0)
      let floats = x.dtype.isFloat ? x : try x.astype(.float64)
      let nonzero = try NDArray.select(
        calculate(.equal, .array(floats), .pyInt(0)), .pyFloat(1.0e-20), .array(floats)
      ).asArray()
      let y = try calculate(.multiply, .pyFloat(Double.pi), .array(nonzero))
      return Value(try NDArray.binary(.divide, .array(calculate(.sin, .array(y))), .array(y)))
    }
    add("real", "(val)", "The numbers themselves.", "print(np.real([1., 2.]))\n#> [1. 2.]") { a in
      a[0].isArrayLike ? a[0] : .array(try a.array(0))
    }
    add("imag", "(val)", "Zeros.", "print(np.imag([1., 2.]))\n#> [0. 0.]") { a in
      let array = try a.array(0)
      let zeros = try NDArray(zeros: array.shape, array.dtype)
      return a[0].isArray || array.ndim > 0 ? .array(zeros) : Value(zeros.scalarIfZeroDimensional)
    }
    add(
      "conjugate", "(x, /)", "The numbers themselves: they are real.",
      "print(np.conjugate([1., 2.]))\n#> [1. 2.]"
    ) { a in
      Value(try NDArray.unary(.positive, a.operand(0)))
    }
    add.alias("conj", of: "conjugate", "print(np.conj([1., 2.]))\n#> [1. 2.]")
    add(
      "select", "(condlist, choicelist, default=0)", "Elements of the first choice whose condition holds.",
      "x = np.arange(4)\nprint(np.select([x < 1, x > 2], [x, x * 10]))\n#> [ 0  0  0 30]"
    ) { a in
      let conditions = try a.items(0).map { try a.vm.asArray($0) }
      let choices = try a.items(1).map { try operand($0, a.vm) }
      if conditions.count != choices.count {
        throw PyError.valueError("list of cases must be same length as list of conditions")
      }
      if conditions.isEmpty {
        throw PyError.valueError("select with an empty condition list is not possible")
      }
      for (i, condition) in conditions.enumerated() where condition.dtype != .bool {
        throw PyError.typeError("invalid entry \(i) in condlist: should be boolean ndarray")
      }
      let type = Operand.resultType(choices + [try a.operand(2)])
      var result = try a.operand(2).asArray().astype(type, copy: false)
      for (condition, choice) in zip(conditions, choices).reversed() {
        result = try NDArray.select(
          condition, .array(choice.asArray().astype(type, copy: false)), .array(result)
        ).asArray()
      }
      return .array(result)
    }
    add(
      "piecewise", "(x, condlist, funclist)", "Functions, each where its condition holds.",
      "x = np.array([-1., 2.])\nprint(np.piecewise(x, [x < 0, x >= 0], [-1, lambda v: v * 10]))\n#> [-1. 20.]"
    ) { a in
      let x = try a.array(0)
      let conditions = try a.items(1).map { try a.vm.asArray($0).astype(.bool) }
      var functions = try a.items(2)
      if functions.count != conditions.count && functions.count != conditions.count + 1 {
        throw PyError.valueError(
          "with \(conditions.count) condition(s), either \(conditions.count) or \(conditions.count + 1) functions are expected"
        )
      }
      let result = try NDArray(zeros: x.shape, x.dtype)
      var rest = try NDArray.full(x.shape, .pyBool(true), .bool)
      for condition in conditions {
        rest = try calculate(.bitwiseAnd, .array(rest), .array(calculate(.logicalNot, .array(condition))))
      }
      let masks = functions.count > conditions.count ? conditions + [rest] : conditions
      for (mask, function) in zip(masks, functions) {
        var value = function
        if function.operand == nil {
          let chosen = try a.vm.getItem(.array(x), .array(mask))
          value = try a.vm.call(function, [chosen])
        }
        try a.vm.setItem(.array(result), .array(mask), value)
      }
      functions.removeAll()
      return .array(result)
    }
  }

  /// A value that calculates.
  static func operand(_ value: Value, _ vm: Interpreter) throws -> Operand {
    if let operand = value.operand { return operand }
    return .array(try vm.asArray(value))
  }

  private static func addPredicates(_ add: inout EntryList) {
    add(
      "isclose", "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Whether elements are equal within a tolerance.",
      "print(np.isclose([1., 2.], [1., 2.1]))\n#> [ True False]"
    ) { a in
      Value(
        try NDArray.isClose(
          a.operand(0), a.operand(1), rtol: a.double(2), atol: a.double(3), equalNaN: a.bool(4)))
    }
    add(
      "allclose", "(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)",
      "Whether all elements are equal within a tolerance.",
      "print(np.allclose([1e10, 1e-8], [1.00001e10, 1e-9]))\n#> True"
    ) { a in
      .bool(
        try NDArray.allClose(
          a.operand(0), a.operand(1), rtol: a.double(2), atol: a.double(3), equalNaN: a.bool(4)))
    }
    add(
      "array_equal", "(a1, a2, equal_nan=False)", "Whether shapes and all elements are equal.",
      "print(np.array_equal([1, 2], [1, 2]))\n#> True"
    ) { a in
      .bool(try NDArray.areEqual(a.array(0), a.array(1), equalNaN: a.bool(2)))
    }
    add(
      "array_equiv", "(a1, a2)", "Whether all elements are equal, one shape stretched to the other.",
      "print(np.array_equiv([1, 2], [[1, 2], [1, 2]]))\n#> True"
    ) { a in
      .bool(try NDArray.areEquivalent(a.array(0), a.array(1)))
    }
    add(
      "isposinf", "(x, out=None)", "Whether each element is positive infinity.",
      "print(np.isposinf([-np.inf, 0., np.inf]))\n#> [False False  True]"
    ) { a in
      Value(try NDArray.binary(.equal, a.operand(0), .pyFloat(.infinity)))
    }
    add(
      "isneginf", "(x, out=None)", "Whether each element is negative infinity.",
      "print(np.isneginf([-np.inf, 0., np.inf]))\n#> [ True False False]"
    ) { a in
      Value(try NDArray.binary(.equal, a.operand(0), .pyFloat(-.infinity)))
    }
    add(
      "isreal", "(x)", "Whether each element is real: always.", "print(np.isreal([1., 2.]))\n#> [ True  True]"
    ) { a in
      Value(try NDArray.full(a.operand(0).shape, .pyBool(true), .bool).scalarIfZeroDimensional)
    }
    add(
      "iscomplex", "(x)", "Whether each element is complex: never.",
      "print(np.iscomplex([1., 2.]))\n#> [False False]"
    ) { a in
      Value(try NDArray.full(a.operand(0).shape, .pyBool(false), .bool).scalarIfZeroDimensional)
    }
    add(
      "shares_memory", "(a, b, /)", "Whether two arrays use the same memory.",
      "x = np.zeros(4)\nprint(np.shares_memory(x, x[1:]))\n#> True"
    ) { a in
      .bool(try a.array(0).sharesMemory(a.array(1)))
    }
    add(
      "may_share_memory", "(a, b, /)", "Whether two arrays may use the same memory.",
      "x = np.arange(4)\nprint(np.may_share_memory(x, x[::2]))\n#> True"
    ) { a in
      .bool(try a.array(0).sharesMemory(a.array(1)))
    }
  }

  private static func addCalculus(_ add: inout EntryList) {
    add(
      "gradient", "(f, *varargs, axis=None, edge_order=1)", "The gradient by central differences.",
      "print(np.gradient([1., 4., 9.]))\n#> [3. 4. 5.]"
    ) { a in
      let f = try a.array(0)
      let spacings = try a.rest(3).map { value -> Double in
        guard let number = value.number, !value.isSequenceLike(value) else {
          throw PyError.unsupported(
            "np.gradient with coordinates is not part of nbsh: give the distance between samples")
        }
        return number
      }
      let axes = try a.axes(1)
      let made = try f.gradient(spacings: spacings.isEmpty ? [1] : spacings, axes: axes, edgeOrder: a.int(2))
      if made.count == 1, f.ndim == 1 || a[1].index != nil { return .array(made[0]) }
      return tuple(made)
    }
    add(
      "trapezoid", "(y, x=None, dx=1.0, axis=-1)", "The integral by the trapezoidal rule.",
      "print(np.trapezoid([1, 2, 3]))\n#> 4.0"
    ) { a in
      Value(try a.array(0).trapezoid(x: a.isGiven(1) ? a.array(1) : nil, dx: a.double(2), axis: a.int(3)))
    }
    add(
      "interp", "(x, xp, fp, left=None, right=None, period=None)", "Linear interpolation between points.",
      "print(np.interp(2.5, [1, 2, 3], [3, 2, 0]))\n#> 1.0"
    ) { a in
      if a.isGiven(5) { throw PyError.unsupported("period= of np.interp is not part of nbsh") }
      return Value(
        try NDArray.interpolate(
          a.operand(0), xp: a.array(1), fp: a.array(2), left: a.isGiven(3) ? a.double(3) : nil,
          right: a.isGiven(4) ? a.double(4) : nil))
    }
    add(
      "polyval", "(p, x)", "A polynomial's value, highest power first.",
      "print(np.polyval([1, 0, 2], 3))\n#> 11"
    ) { a in
      let p = try a.array(0)
      if p.ndim != 1 { throw PyError.unsupported("np.polyval takes a one-dimensional list of coefficients") }
      let x = try a.array(1)
      var y: Operand = .array(try NDArray(zeros: x.shape, x.dtype))
      for i in 0..<p.count {
        y = try NDArray.binary(.add, NDArray.binary(.multiply, y, .array(x)).operand, .scalar(p.element(i)))
          .operand
      }
      return value(y)
    }
    add(
      "polyfit", "(x, y, deg, rcond=None, full=False, w=None, cov=False)",
      "The polynomial that fits best by least squares.",
      "print(np.polyfit([0., 1., 2.], [1., 3., 5.], 1).round(6))\n#> [2. 1.]"
    ) { a in
      if try a.bool(4) || a.isGiven(5) || a.isGiven(6) && a.bool(6) {
        throw PyError.unsupported("full=, w= and cov= of np.polyfit are not part of nbsh")
      }
      let x = try a.array(0).astype(.float64)
      let y = try a.array(1).astype(.float64)
      let degree = try a.int(2)
      if degree < 0 { throw PyError.valueError("expected deg >= 0") }
      if x.ndim != 1 { throw PyError.typeError("expected 1D vector for x") }
      if x.count == 0 { throw PyError.typeError("expected non-empty vector for x") }
      if y.ndim < 1 || y.ndim > 2 { throw PyError.typeError("expected 1D or 2D array for y") }
      if x.shape[0] != y.shape[0] { throw PyError.typeError("expected x and y to have same length") }
      var columns: [NDArray] = []
      var power = try NDArray.ones(x.shape)
      for _ in 0...degree {
        columns.append(power)
        power = try calculate(.multiply, .array(power), .array(x))
      }
      let left = try NDArray.stack(columns.reversed(), axis: 1)
      let scale = try calculate(
        .sqrt, NDArray.binary(.multiply, .array(left), .array(left)).asArray().reduce(.sum, axis: 0).operand)
      let rcond = a.isGiven(3) ? try a.double(3) : Double(x.count) * Double.ulpOfOne
      let fit = try NDArray.leastSquares(calculate(.divide, .array(left), .array(scale)), y, rcond: rcond)
      return .array(try calculate(.divide, .array(fit.solution.transposed), .array(scale)).transposed)
    }
    add("polyder", "(p, m=1)", "The derivative of a polynomial.", "print(np.polyder([1, 1, 1]))\n#> [2 1]") {
      a in
      var p = try a.array(0)
      for _ in 0..<max(0, try a.int(1)) {
        let n = p.count - 1
        if n <= 0 { return .array(try NDArray(zeros: [0], p.dtype)) }
        let powers = try NDArray.arange(.pyInt(n), .pyInt(0), .pyInt(-1))
        p = try calculate(.multiply, .array(p.view(shape: Shape(n), strides: p.strides)), .array(powers))
      }
      return .array(p)
    }
    add(
      "polymul", "(a1, a2)", "The product of two polynomials.",
      "print(np.polymul([1, 2], [1, 3]))\n#> [1 5 6]"
    ) { a in
      .array(try NDArray.convolve(a.array(0), a.array(1)))
    }
    func termwise(_ name: String, _ op: BinaryOperation, _ doc: String, _ example: String) {
      add(name, "(a1, a2)", doc, example) { a in
        var x = try a.array(0).atLeast1D()
        var y = try a.array(1).atLeast1D()
        let length = max(x.count, y.count)
        x = try x.pad([(length - x.count, 0)], .constant([(.pyInt(0), .pyInt(0))]))
        y = try y.pad([(length - y.count, 0)], .constant([(.pyInt(0), .pyInt(0))]))
        return .array(try calculate(op, .array(x), .array(y)))
      }
    }
    termwise(
      "polyadd", .add, "The sum of two polynomials.", "print(np.polyadd([1, 2], [3, 0, 1]))\n#> [3 1 3]")
    termwise(
      "polysub", .subtract, "The difference of two polynomials.",
      "print(np.polysub([3, 0, 1], [1, 2]))\n#> [ 3 -1 -1]")
  }
}
