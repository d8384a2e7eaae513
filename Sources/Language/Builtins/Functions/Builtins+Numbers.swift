import Arrays
import BigInt

/// Functions of numbers.
extension Builtins {
  nonisolated(unsafe) static let numberEntries: [Entry] = [
    Entry("abs", "(x, /)", doc: "The absolute value; of an array, of each element.", example: "abs(-2)\n#> 2")
    {
      try absolute($0[0], $0.vm)
    },
    Entry(
      "divmod", "(x, y, /)", doc: "Quotient and remainder of the division that rounds down.",
      example: "divmod(-7, 2)\n#> (-4, 1)"
    ) { arguments in
      let vm = arguments.vm
      let (x, y) = (arguments[0], arguments[1])
      if let method = vm.typeOf(x).lookup(StringObject.interned("__divmod__")), vm.typeOf(x).isUserDefined {
        return try vm.call(vm.bind(method, x), [y])
      }
      if x.isBig || y.isBig, let a = x.bigInteger, let b = y.bigInteger {
        if b == 0 { throw PyError.zeroDivisionError("integer division or modulo by zero") }
        let (quotient, remainder) = try BigInt.floored(a, b)
        return .tuple([.integer(quotient), .integer(remainder)])
      }
      if x.operand == nil && !x.isBig || y.operand == nil && !y.isBig {
        throw vm.unsupported("divmod()", x, y)
      }
      if let a = x.pythonNumber, let b = y.pythonNumber, a.whole == nil || b.whole == nil, b.real == 0 {
        throw PyError.zeroDivisionError("float divmod()")
      }
      return .tuple([try vm.binary(.floorDivide, x, y), try vm.binary(.modulo, x, y)])
    },
    Entry(
      "pow", "(base, exp, mod=None)", doc: "A power; with three integers, a power modulo the third.",
      example: "pow(3, 4, 5)\n#> 1"
    ) { arguments in
      if arguments[2].isNone { return try arguments.vm.binary(.power, arguments[0], arguments[1]) }
      if arguments[0].isBig || arguments[1].isBig || arguments[2].isBig,
        let base = arguments[0].bigInteger, let exponent = arguments[1].bigInteger,
        let modulus = arguments[2].bigInteger
      {
        return .integer(try BigInt.power(base, exponent, modulo: modulus))
      }
      guard case .int(let base)? = arguments[0].pythonInt, case .int(let exponent)? = arguments[1].pythonInt,
        case .int(let modulus)? = arguments[2].pythonInt
      else { throw PyError.typeError("pow() 3rd argument not allowed unless all arguments are integers") }
      return .int(try modularPower(base, exponent, modulus))
    },
    Entry(
      "round", "(number, ndigits=None)",
      doc: "The nearest number with so many decimal places; ties go to even digits.",
      example: "round(2.675, 2)\n#> 2.67"
    ) { try Rounding.round($0[0], $0[1], $0.vm) },
    Entry(
      "sum", "(iterable, /, start=0)", doc: "The sum of the items, added from left to right.",
      example: "sum([1, 2, 3])\n#> 6"
    ) { try total($0[0], $0[1], $0.vm) },
    Entry(
      "min", "(*args, key=None, default=_)",
      doc: "The smallest of the arguments, or of the items of one iterable.",
      example: "min([3, 1, 2])\n#> 1"
    ) { try extreme("min", .less, $0) },
    Entry(
      "max", "(*args, key=None, default=_)",
      doc: "The largest of the arguments, or of the items of one iterable.",
      example: "max(3, 1, 2)\n#> 3"
    ) { try extreme("max", .greater, $0) },
  ]

  private static func absolute(_ value: Value, _ vm: Interpreter) throws -> Value {
    switch value {
    case .int(let x):
      return x == Int.min ? try vm.unary(.minus, value) : .int(Swift.abs(x))
    case .object(let big as BigIntObject): return big.value < 0 ? try vm.unary(.minus, value) : value
    case .float(let x): return .float(x.magnitude)
    case .bool(let x): return .int(x ? 1 : 0)
    default: break
    }
    if value.isArrayLike, let operand = value.operand { return Value(try NDArray.unary(.absolute, operand)) }
    if let method = vm.typeOf(value).lookup(StringObject.interned("__abs__")) {
      return try vm.call(vm.bind(method, value), [])
    }
    throw PyError.typeError("bad operand type for abs(): '\(vm.typeName(value))'")
  }

  private static func modularPower(_ base: Int, _ exponent: Int, _ modulus: Int) throws -> Int {
    if modulus == 0 { throw PyError.valueError("pow() 3rd argument cannot be 0") }
    let size = modulus.magnitude
    var factor = base.magnitude % size
    if base < 0, factor != 0 { factor = size - factor }
    var left = exponent.magnitude
    if exponent < 0 {
      guard let inverse = inverse(factor, size) else {
        throw PyError.valueError("base is not invertible for the given modulus")
      }
      factor = inverse
    }
    var result = 1 % size
    while left > 0 {
      if left & 1 == 1 { result = product(result, factor, size) }
      factor = product(factor, factor, size)
      left >>= 1
    }
    // The result has the sign of the modulus.
    if modulus < 0 { return result == 0 ? 0 : -Int(size - result) }
    return Int(result)
  }

  private static func product(_ a: UInt, _ b: UInt, _ modulus: UInt) -> UInt {
    let wide = a.multipliedFullWidth(by: b)
    return modulus.dividingFullWidth(wide).remainder
  }

  private static func inverse(_ a: UInt, _ modulus: UInt) -> UInt? {
    if modulus == 1 { return 0 }
    var (r0, r1) = (modulus, a)
    var (t0, t1): (UInt, UInt) = (0, 1)
    while r1 != 0 {
      let quotient = r0 / r1
      (r0, r1) = (r1, r0 % r1)
      let step = product(quotient % modulus, t1, modulus)
      (t0, t1) = (t1, t0 >= step ? t0 - step : modulus - (step - t0))
    }
    return r0 == 1 ? t0 : nil
  }

  private static func total(_ iterable: Value, _ start: Value, _ vm: Interpreter) throws -> Value {
    switch start {
    case .str: throw PyError.typeError("sum() can't sum strings [use ''.join(seq) instead]")
    case .object(let object) where object is BytesObject:
      throw PyError.typeError("sum() can't sum bytes [use b''.join(seq) instead]")
    default: break
    }
    var result = start
    let iterator = try vm.iterator(iterable)
    var count = 0
    while let item = try iterator.following(vm) {
      switch (result, item) {
      case (.int(let x), .int(let y)):
        let (sum, overflow) = x.addingReportingOverflow(y)
        result = overflow ? try vm.binary(.add, result, item) : .int(sum)
      case (.float(let x), .float(let y)): result = .float(x + y)
      default: result = try vm.binary(.add, result, item)
      }
      count &+= 1
      if count & 0xFFFF == 0 { try vm.checkInterrupt() }
    }
    return result
  }

  /// `min` and `max`: the first of equal items wins.
  private static func extreme(_ name: String, _ op: ComparisonOperator, _ arguments: Arguments) throws
    -> Value
  {
    let vm = arguments.vm
    let key = arguments[0]
    let given = arguments.rest(2)
    if given.isEmpty { throw PyError.typeError("\(name) expected at least 1 argument, got 0") }
    if given.count > 1 {
      if !arguments[1].isUnset {
        throw PyError.typeError("Cannot specify a default for \(name)() with multiple positional arguments")
      }
      return try best(ItemsIterator(given), key, op, vm) ?? .none
    }
    if let found = try best(vm.iterator(given[0]), key, op, vm) { return found }
    if arguments[1].isUnset { throw PyError.valueError("\(name)() arg is an empty sequence") }
    return arguments[1]
  }

  private static func best(
    _ iterator: IteratorObject, _ key: Value, _ op: ComparisonOperator, _ vm: Interpreter
  ) throws -> Value? {
    guard var found = try iterator.next(vm) else { return nil }
    var measure = key.isNone ? found : try vm.call(key, [found])
    var count = 0
    while let item = try iterator.following(vm) {
      count &+= 1
      if Interpreter.isInterrupted(at: count) { throw Interpreter.keyboardInterrupt() }
      let candidate = key.isNone ? item : try vm.call(key, [item])
      if try vm.isTrue(vm.compare(op, candidate, measure)) {
        found = item
        measure = candidate
      }
    }
    return found
  }
}

extension Value {
  /// An `int` or `bool` as an `int`.
  var pythonInt: Value? {
    switch self {
    case .int: self
    case .bool(let x): .int(x ? 1 : 0)
    default: nil
    }
  }
}
