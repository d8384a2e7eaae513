import Arrays
import Language

/// How `np.testing` words a failure.
private struct Assertion {
  let vm: Interpreter
  var header: String
  var message = ""
  var isVerbose = true
  var names = ("ACTUAL", "DESIRED")
  var precision = 6
  var equalNaN = true
  var equalInfinity = true

  func failure(_ actual: Value, _ desired: Value, _ more: String = "") throws -> PyError {
    let message = self.message + more
    var lines = ["\n" + header]
    if !message.isEmpty {
      if !message.contains("\n"), message.count < 79 - header.count {
        lines[0] += " " + message
      } else {
        lines.append(message)
      }
    }
    if isVerbose {
      for (name, value) in [(names.0, actual), (names.1, desired)] {
        var text: String
        if case .array(let array) = value {
          var options = PrintOptions.current
          options.precision = precision
          text = try array.formatted(.repr, options: options)
        } else {
          text = try vm.repr(value)
        }
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        if rows.count > 4 { text = rows.prefix(3).joined(separator: "\n") + "..." }
        lines.append(" \(name): \(text)")
      }
    }
    return PyError(Types.assertionError, lines.joined(separator: "\n"))
  }

  /// Compares two arrays element by element; `test` gives where they agree.
  func compare(_ actual: Value, _ desired: Value, _ test: (NDArray, NDArray) throws -> NDArray) throws {
    try ArrayWarnings.silenced { try compareLoudly(actual, desired, test) }
  }

  private func compareLoudly(
    _ actual: Value, _ desired: Value, _ test: (NDArray, NDArray) throws -> NDArray
  ) throws {
    let x = try vm.asArray(actual)
    let y = try vm.asArray(desired)
    if x.ndim > 0, y.ndim > 0, x.shape != y.shape {
      throw try failure(
        .array(x), .array(y), "\n(shapes \(x.shape.tupleDescription), \(y.shape.tupleDescription) mismatch)")
    }
    let shape = try Shape.broadcast([x.shape, y.shape])
    var flagged = try NDArray(zeros: shape, .bool)
    if equalNaN { flagged = try samePlaces(x, y, flagged, .isnan, "nan") }
    if equalInfinity {
      let infinite = try samePlaces(x, y, flagged, .isinf, "inf")
      if try infinite.countNonzero() > 0 {
        let values = try NumPy.calculate(.notEqual, .array(x), .array(y))
        let wrong = try NumPy.calculate(
          .bitwiseAnd, .array(values), .array(NumPy.calculate(.isinf, .array(y))))
        if try wrong.countNonzero() > 0 { throw try failure(.array(x), .array(y), "\ninf values mismatch:") }
      }
      flagged = try NumPy.calculate(.bitwiseOr, .array(flagged), .array(infinite))
    }
    let open = try NumPy.calculate(.logicalNot, .array(flagged))
    if flagged.count > 0, try open.countNonzero() == 0 { return }
    let agrees = try test(x, y).astype(.bool, copy: false).broadcast(to: shape)
    let wrong = try NumPy.calculate(
      .bitwiseAnd, .array(NumPy.calculate(.logicalNot, .array(agrees))), .array(open))
    let count = try wrong.countNonzero()
    if count == 0 { return }
    throw try failure(.array(x), .array(y), "\n" + remarks(x, y, wrong, count).joined(separator: "\n"))
  }

  /// Where both arrays hold nan (or infinity); an error where only one does.
  private func samePlaces(
    _ x: NDArray, _ y: NDArray, _ flagged: NDArray, _ op: UnaryOperation, _ word: String
  ) throws -> NDArray {
    let own = try NumPy.calculate(op, .array(x)).broadcast(to: flagged.shape)
    let other = try NumPy.calculate(op, .array(y)).broadcast(to: flagged.shape)
    if try NumPy.calculate(.notEqual, .array(own), .array(other)).countNonzero() > 0 {
      throw try failure(.array(x), .array(y), "\n\(word) location mismatch:")
    }
    return own
  }

  private func element(_ array: NDArray, _ place: [Int]) throws -> String {
    var list = IndexList()
    if array.ndim > 0 { for index in place { list.append(int: index) } }
    return try vm.format(Value(array.index(list).operand.asArray().scalarIfZeroDimensional), "")
  }

  private func remarks(_ x: NDArray, _ y: NDArray, _ wrong: NDArray, _ count: Int) throws -> [String] {
    let total = wrong.count
    let percent = FloatText.general(100 * Double(count) / Double(total), precision: 3)
    var lines = ["Mismatched elements: \(count) / \(total) (\(percent)%)"]
    if wrong.ndim > 0 {
      let places = try wrong.argwhere()
      lines.append(
        count == 1
          ? "Mismatch at index:" : count <= 5 ? "Mismatch at indices:" : "First 5 mismatches are at indices:")
      for row in 0..<min(5, count) {
        var place: [Int] = []
        for axis in 0..<wrong.ndim {
          place.append(
            Scalar(loading: places.data + row * places.strides[0] + axis * places.strides[1], places.dtype)
              .intValue ?? 0)
        }
        let index = place.map(String.init).joined(separator: ", ")
        lines.append(
          " [\(index)]: \(try element(x, place)) (\(names.0)), \(try element(y, place)) (\(names.1))")
      }
    }
    if x.dtype == .bool && y.dtype == .bool { return lines }
    var error = try NumPy.calculate(.absolute, .array(NumPy.calculate(.subtract, .array(x), .array(y))))
    if x.dtype == .uint8 {
      let back = try NumPy.calculate(.absolute, .array(NumPy.calculate(.subtract, .array(y), .array(x))))
      error = try NumPy.calculate(.minimum, .array(error), .array(back))
    }
    let flat = try wrong.ravel().flatNonzero()
    let errors = try error.broadcast(to: wrong.shape).ravel().take(flat).operand.asArray().ravel()
    let scales = try NumPy.calculate(.absolute, .array(y)).broadcast(to: wrong.shape).ravel().take(flat)
      .operand.asArray().ravel()
    let largest = try errors.reduce(.max).operand.asArray()
    lines.append("Max absolute difference among violations: \(try largest.text())")
    let usable = try NumPy.calculate(.notEqual, .array(scales), .pyInt(0))
    var relative = "inf"
    if try usable.countNonzero() > 0 {
      let chosen = try usable.flatNonzero()
      let ratios = try NumPy.calculate(.divide, errors.take(chosen).operand, scales.take(chosen).operand)
      relative = try ratios.reduce(.max).operand.asArray().text()
    }
    lines.append("Max relative difference among violations: \(relative)")
    return lines
  }
}

extension NumPy {
  static func makeTesting(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("numpy.testing", entries: testing.entries)
    module.doc = "Assertions about arrays."
    return module
  }

  private static func assertion(_ a: Arguments, _ header: String, message: Int, verbose: Int) throws
    -> Assertion
  {
    Assertion(vm: a.vm, header: header, message: try a.vm.str(a[message]), isVerbose: try a.bool(verbose))
  }

  /// The functions of `np.testing`.
  nonisolated(unsafe) static let testing = EntryList { add in
    add(
      "assert_allclose",
      "(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True, *, strict=False)",
      "Fails unless all elements are equal within a tolerance.",
      "np.testing.assert_allclose([1., 2.], [1., 2. + 1e-9])\nprint('close')\n#> close"
    ) { a in
      let rtol = try a.double(2)
      let atol = try a.double(3)
      let header = "Not equal to tolerance rtol=\(FloatText.general(rtol)), atol=\(FloatText.general(atol))"
      var check = try assertion(a, header, message: 5, verbose: 6)
      check.equalNaN = try a.bool(4)
      try check.compare(a[0], a[1]) { x, y in
        try NDArray.isClose(.array(x), .array(y), rtol: rtol, atol: atol, equalNaN: check.equalNaN).asArray()
      }
      return .none
    }
    add(
      "assert_array_equal", "(actual, desired, err_msg='', verbose=True, *, strict=False)",
      "Fails unless shapes and all elements are equal.",
      "np.testing.assert_array_equal([1, 2], [1, 2])\nprint('equal')\n#> equal"
    ) { a in
      try assertion(a, "Arrays are not equal", message: 2, verbose: 3).compare(a[0], a[1]) { x, y in
        try calculate(.equal, .array(x), .array(y))
      }
      return .none
    }
    add(
      "assert_array_almost_equal", "(actual, desired, decimal=6, err_msg='', verbose=True)",
      "Fails unless all elements agree to some decimals.",
      "np.testing.assert_array_almost_equal([0.1 + 0.2], [0.3], decimal=10)"
    ) { a in
      try almostEqual(a, decimal: a.int(2))
      return .none
    }
    add(
      "assert_almost_equal", "(actual, desired, decimal=7, err_msg='', verbose=True)",
      "Fails unless numbers agree to some decimals.",
      "np.testing.assert_almost_equal(1.0, 1.00000001)\nprint('close')\n#> close"
    ) { a in
      let decimal = try a.int(2)
      if a[0].isSequenceLike(a[0]) || a[1].isSequenceLike(a[1]) {
        try almostEqual(a, decimal: decimal)
        return .none
      }
      let x = try a.double(0)
      let y = try a.double(1)
      let check = try assertion(
        a, "Arrays are not almost equal to \(decimal) decimals", message: 3, verbose: 4)
      if x.isNaN || y.isNaN || x.isInfinite || y.isInfinite {
        if x.isNaN && y.isNaN || x == y { return .none }
        throw try check.failure(a[0], a[1])
      }
      if (y - x).magnitude >= 1.5 * power10(-decimal) { throw try check.failure(a[0], a[1]) }
      return .none
    }
    add(
      "assert_approx_equal", "(actual, desired, significant=7, err_msg='', verbose=True)",
      "Fails unless numbers agree to some significant digits.",
      "np.testing.assert_approx_equal(3.14159265, 3.1415926, significant=7)"
    ) { a in
      let x = try a.double(0)
      let y = try a.double(1)
      let digits = try a.int(2)
      if x == y || x.isNaN && y.isNaN { return .none }
      let scale = power10(Int((0.5 * (x.magnitude + y.magnitude)).log10Floor))
      let difference = (y / scale - x / scale).magnitude
      if !(difference < power10(-(digits - 1))) {
        throw try assertion(a, "Items are not equal to \(digits) significant digits:", message: 3, verbose: 4)
          .failure(a[0], a[1])
      }
      return .none
    }
    add(
      "assert_equal", "(actual, desired, err_msg='', verbose=True, *, strict=False)",
      "Fails unless two objects are equal, item by item.",
      "np.testing.assert_equal({'a': [1, 2]}, {'a': [1, 2]})"
    ) { a in
      try assertEqual(a[0], a[1], assertion(a, "Items are not equal:", message: 2, verbose: 3))
      return .none
    }
    add(
      "assert_array_less", "(x, y, err_msg='', verbose=True, *, strict=False)",
      "Fails unless all elements are smaller.", "np.testing.assert_array_less([1, 2], [2, 3])"
    ) { a in
      var check = try assertion(a, "Arrays are not strictly ordered `x < y`", message: 2, verbose: 3)
      check.names = ("x", "y")
      check.equalInfinity = false
      try check.compare(a[0], a[1]) { x, y in try calculate(.less, .array(x), .array(y)) }
      return .none
    }
    add("assert_", "(val, msg='')", "Fails unless the value is true.", "np.testing.assert_(1 + 1 == 2)") {
      a in
      if try !a.bool(0) { throw PyError(Types.assertionError, try a.vm.str(a[1])) }
      return .none
    }
    add(
      "assert_string_equal", "(actual, desired)", "Fails unless two strings are equal.",
      "np.testing.assert_string_equal('relu', 'relu')"
    ) { a in
      if try a.string(0) != a.string(1) {
        throw PyError(
          Types.assertionError, "Differences in strings:\n- \(try a.string(0))+ \(try a.string(1))")
      }
      return .none
    }
    add(
      "assert_raises", "(exception_class, callable=_, *args, **kwargs)",
      "Fails unless a call raises an exception.", "np.testing.assert_raises(ZeroDivisionError, divmod, 1, 0)"
    ) { a in
      if a[1].isUnset {
        throw PyError.unsupported(
          "np.testing.assert_raises in `with` is not part of nbsh: pass the function and its arguments")
      }
      do {
        _ = try a.vm.call(a[1], a.rest(2), keywords(a.keywords(3)))
      } catch {
        let exception = a.vm.exception(for: error)
        var wanted: [Value] = [a[0]]
        if case .tuple(let tuple) = a[0] { wanted = tuple.items }
        for case .type(let type) in wanted where exception.type.isSubtype(of: type) { return .none }
        throw error
      }
      throw PyError(
        Types.assertionError,
        "\(try a.vm.str(a.vm.getAttribute(a[0], StringObject.interned("__name__")))) not raised")
    }
  }

  private static func power10(_ exponent: Int) -> Double {
    Double("1e\(max(-400, min(400, exponent)))") ?? 0
  }

  private static func almostEqual(_ a: Arguments, decimal: Int) throws {
    var check = try assertion(a, "Arrays are not almost equal to \(decimal) decimals", message: 3, verbose: 4)
    check.precision = max(0, decimal)
    try check.compare(a[0], a[1]) { x, y in
      var difference = try calculate(.absolute, .array(calculate(.subtract, .array(x), .array(y))))
      if !difference.dtype.isFloat { difference = try difference.astype(.float64) }
      return try calculate(.less, .array(difference), .pyFloat(1.5 * power10(-decimal)))
    }
  }

  private static func assertEqual(_ actual: Value, _ desired: Value, _ check: Assertion) throws {
    let vm = check.vm
    func inner(_ word: String, _ key: Value) throws -> Assertion {
      var inner = check
      inner.message = "\(word)=\(try vm.repr(key))\n\(check.message)"
      return inner
    }
    switch (actual, desired) {
    case (.dict(let x), .dict(let y)):
      try assertEqual(.int(x.count), .int(y.count), check)
      for (key, value) in y.items {
        guard let own = try x.get(key, vm) else { throw PyError(Types.assertionError, try vm.repr(key)) }
        try assertEqual(own, value, inner("key", key))
      }
      return
    case (.list, .list), (.tuple, .tuple), (.list, .tuple), (.tuple, .list):
      let x = try vm.items(of: actual)
      let y = try vm.items(of: desired)
      try assertEqual(.int(x.count), .int(y.count), check)
      for i in 0..<min(x.count, y.count) { try assertEqual(x[i], y[i], inner("item", .int(i))) }
      return
    default: break
    }
    if actual.isArray || desired.isArray {
      var arrays = check
      arrays.header = "Arrays are not equal"
      try arrays.compare(actual, desired) { x, y in try calculate(.equal, .array(x), .array(y)) }
      return
    }
    if let x = actual.number, let y = desired.number {
      if x.isNaN && y.isNaN { return }
      if x == 0, y == 0, (x.sign == .minus) != (y.sign == .minus) { throw try check.failure(actual, desired) }
    }
    if try !vm.equal(actual, desired) { throw try check.failure(actual, desired) }
  }
}

extension Double {
  /// The exponent of the leading decimal digit; 0 for zero.
  fileprivate var log10Floor: Double {
    if self == 0 || !isFinite { return 0 }
    var exponent = 0.0
    var value = self
    while value >= 10 {
      value /= 10
      exponent += 1
    }
    while value < 1 {
      value *= 10
      exponent -= 1
    }
    return exponent
  }
}
