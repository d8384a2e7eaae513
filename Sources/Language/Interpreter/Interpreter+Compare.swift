import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Interpreter {
  /// `a op b` for the six comparisons; arrays give arrays.
  @inline(never)
  public func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value {
    switch (a, b) {
    case (.int(let x), .int(let y)): return .bool(Interpreter.holds(op, x, y))
    case (.float(let x), .float(let y)): return .bool(Interpreter.holds(op, x, y))
    case (.str(let x), .str(let y)):
      switch op {
      case .equal: return .bool(x.equals(y))
      case .notEqual: return .bool(!x.equals(y))
      default: return .bool(Interpreter.holds(op, Interpreter.order(x, y), 0))
      }
    default: break
    }
    if a.isArrayLike || b.isArrayLike {
      if let x = try arrayOperand(a)?.operand, let y = try arrayOperand(b)?.operand {
        return Value(try NDArray.binary(op.arrayOperation, x, y))
      }
      if op == .equal || op == .notEqual, !typeOf(a).isUserDefined, !typeOf(b).isUserDefined {
        return try elementwiseUnequal(op, a, b)
      }
    }
    if a.isBig || b.isBig, let order = Interpreter.bigOrder(a, b) {
      // Nothing but nan is unordered.
      return .bool(order.map { Interpreter.holds(op, $0, 0) } ?? (op == .notEqual))
    }
    if let x = a.pythonNumber, let y = b.pythonNumber {
      return .bool(Interpreter.holds(op, x, y))
    }
    if let result = try objectCompare(op, a, b) { return result }
    if let result = try containerCompare(op, a, b) { return .bool(result) }
    switch op {
    case .equal: return .bool(a.isIdentical(to: b))
    case .notEqual: return .bool(!a.isIdentical(to: b))
    default:
      if a.isUnset || b.isUnset {
        throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
      }
      throw PyError.typeError(
        "'\(op.rawValue)' not supported between instances of '\(typeName(a))' and '\(typeName(b))'")
    }
  }

  /// An array compared with something that is no number is unequal everywhere.
  private func elementwiseUnequal(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value {
    let value = op == .notEqual
    for case .array(let array) in [a, b] where array.shape.count > 0 {
      return .array(try NDArray.full(array.shape, .pyBool(value), .bool))
    }
    return .bool(value)
  }

  @inline(__always)
  static func holds<Number: Comparable>(_ op: ComparisonOperator, _ x: Number, _ y: Number) -> Bool {
    switch op {
    case .less: x < y
    case .lessEqual: x <= y
    case .greater: x > y
    case .greaterEqual: x >= y
    case .equal: x == y
    default: x != y
    }
  }

  /// -1, 0 or 1 by code points: the order of UTF-8 bytes is that of code points.
  static func order(_ a: StringObject, _ b: StringObject) -> Int {
    a.value.withBytes { x in
      b.value.withBytes { y in
        guard let p = x.baseAddress, let q = y.baseAddress else { return x.count - y.count }
        let order = Int(memcmp(p, q, min(x.count, y.count)))
        return order != 0 ? order.signum() : (x.count - y.count).signum()
      }
    }
  }

  private func containerCompare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Bool? {
    switch (a, b) {
    case (.list(let x), .list(let y)): return try nested { try compareItems(op, x.items, y.items) }
    case (.tuple(let x), .tuple(let y)): return try nested { try compareItems(op, x.items, y.items) }
    case (.dict(let x), .dict(let y)):
      guard op == .equal || op == .notEqual else { return nil }
      return try nested { try equalDicts(x, y) } == (op == .equal)
    case (.object(let x), .object(let y)):
      if let x = x as? BytesObject, let y = y as? BytesObject {
        if op == .equal { return x.bytes == y.bytes }
        if op == .notEqual { return x.bytes != y.bytes }
        let isLess = x.bytes.lexicographicallyPrecedes(y.bytes)
        return Interpreter.holds(op, isLess ? -1 : x.bytes == y.bytes ? 0 : 1, 0)
      }
      guard op == .equal || op == .notEqual else { return try setCompare(op, a, b) }
      if let x = x as? RangeObject, let y = y as? RangeObject {
        let same =
          x.count == y.count
          && (x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step)))
        return same == (op == .equal)
      }
      if let x = x as? SliceObject, let y = y as? SliceObject {
        let same = try equal(x.start, y.start) && equal(x.stop, y.stop) && equal(x.step, y.step)
        return same == (op == .equal)
      }
      if let x = x as? BoundMethodObject, let y = y as? BoundMethodObject {
        let same = x.function.isIdentical(to: y.function) && x.receiver.isIdentical(to: y.receiver)
        return same == (op == .equal)
      }
      return try setCompare(op, a, b)
    default: return try setCompare(op, a, b)
    }
  }

  private func setCompare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Bool? {
    func asSet(_ value: Value) throws -> SetObject? {
      switch value {
      case .set(let set): return set
      case .object(let view as DictViewObject) where view.aspect != .values:
        return try SetObject(items(of: value), self)
      default: return nil
      }
    }
    guard let x = try asSet(a), let y = try asSet(b) else { return nil }
    func isSubset(_ p: SetObject, _ q: SetObject) throws -> Bool {
      let result = try p.count <= q.count && p.items.untilInterrupt.allSatisfy { try q.contains($0, self) }
      try checkInterrupt()
      return result
    }
    switch op {
    case .equal: return try x.count == y.count && isSubset(x, y)
    case .notEqual: return try !(x.count == y.count && isSubset(x, y))
    case .lessEqual: return try isSubset(x, y)
    case .less: return try x.count < y.count && isSubset(x, y)
    case .greaterEqual: return try isSubset(y, x)
    case .greater: return try y.count < x.count && isSubset(y, x)
    default: return nil
    }
  }

  private func compareItems(_ op: ComparisonOperator, _ x: [Value], _ y: [Value]) throws -> Bool {
    if op == .equal || op == .notEqual, x.count != y.count { return op == .notEqual }
    var index = 0
    while index < x.count, index < y.count {
      if Interpreter.isInterrupted(at: index) { throw keyboardInterrupt() }
      if try !sameKey(x[index], y[index]) {
        switch op {
        case .equal: return false
        case .notEqual: return true
        default: return try isTrue(compare(op, x[index], y[index]))
        }
      }
      index += 1
    }
    return Interpreter.holds(op, x.count, y.count)
  }

  private func equalDicts(_ x: DictObject, _ y: DictObject) throws -> Bool {
    if x.count != y.count { return false }
    for (key, value) in x.items.untilInterrupt {
      guard let other = try y.get(key, self), try sameKey(value, other) else { return false }
    }
    try checkInterrupt()
    return true
  }

  private func objectCompare(_ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value? {
    let left = typeOf(a)
    let right = typeOf(b)
    guard left.hasOperators || right.hasOperators else { return nil }
    func attempt(_ type: TypeObject, _ op: ComparisonOperator, _ x: Value, _ y: Value) throws -> Value? {
      guard type.hasOperators, let method = type.lookup(op.methodName), !method.isNone else { return nil }
      let result = try call(bind(method, x), [y])
      if case .notImplemented = result { return nil }
      return result
    }
    if left !== right, right.isSubtype(of: left), let result = try attempt(right, op.reflected, b, a) {
      return result
    }
    if let result = try attempt(left, op, a, b) { return result }
    if let result = try attempt(right, op.reflected, b, a) { return result }
    if op == .notEqual {
      // Without `__ne__`, it is the opposite of `__eq__`.
      if let result = try attempt(left, .equal, a, b) ?? attempt(right, .equal, b, a) {
        return .bool(try !isTrue(result))
      }
    }
    return nil
  }

  // MARK: Equality as containers see it

  /// `a == b` as one bool.
  public func equal(_ a: Value, _ b: Value) throws -> Bool {
    try isTrue(compare(.equal, a, b))
  }

  /// Whether two values are the same item of a container: the same object, or equal.
  @inline(__always)
  public func sameKey(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x == y
    case (.str(let x), .str(let y)): return x.equals(y)
    case (.float(let x), .float(let y)): return x == y || x.bitPattern == y.bitPattern
    default: return try a.isIdentical(to: b) || equal(a, b)
    }
  }

  /// `a < b`, for sorting.
  @inline(__always)
  public func isLess(_ a: Value, _ b: Value) throws -> Bool {
    switch (a, b) {
    case (.int(let x), .int(let y)): return x < y
    case (.float(let x), .float(let y)): return x < y
    default: return try isTrue(compare(.less, a, b))
    }
  }

  // MARK: Truth

  /// `bool(value)`
  public func isTrue(_ value: Value) throws -> Bool {
    switch value {
    case .bool(let x): return x
    case .none: return false
    case .int(let x): return x != 0
    case .float(let x): return x != 0
    case .npBool(let x): return x
    case .npUInt8(let x): return x != 0
    case .npUInt64(let x): return x != 0
    case .npInt32(let x): return x != 0
    case .npInt64(let x): return x != 0
    case .npFloat32(let x): return x != 0
    case .npFloat64(let x): return x != 0
    case .str(let text): return !text.value.isEmpty
    case .array(let array):
      if array.count == 1, let scalar = array.item() { return scalar.isTrue }
      if array.count == 0 {
        throw PyError.valueError(
          "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
        )
      }
      throw PyError.valueError(
        "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    case .list(let list) where !list.type.isUserDefined: return !list.items.isEmpty
    case .tuple(let tuple): return !tuple.items.isEmpty
    case .dict(let dict) where !dict.type.isUserDefined: return dict.count > 0
    case .set(let set): return set.count > 0
    default: break
    }
    let type = typeOf(value)
    if let method = type.lookup(Names.bool) {
      let result = try call(bind(method, value), [])
      guard case .bool(let truth) = result else {
        throw PyError.typeError("__bool__ should return bool, returned \(typeName(result))")
      }
      return truth
    }
    if type.isUserDefined, type.lookup(Names.length) != nil { return try length(value) != 0 }
    if case .list(let list) = value { return !list.items.isEmpty }
    if case .dict(let dict) = value { return dict.count > 0 }
    if case .object(let object) = value {
      if let range = object as? RangeObject { return range.count > 0 }
      if let bytes = object as? BytesObject { return !bytes.bytes.isEmpty }
      if let view = object as? DictViewObject { return view.dict.count > 0 }
    }
    return true
  }

  // MARK: Hashing

  /// `hash(value)`, with CPython's numbers for numbers: the order of sets shows them.
  public func hash(_ value: Value) throws -> Int {
    switch value {
    case .int(let x): return Interpreter.hash(x)
    case .str(let text): return text.hash
    case .bool(let x): return x ? 1 : 0
    case .float(let x): return Interpreter.hash(x)
    case .npFloat64(let x): return Interpreter.hash(x)
    case .npFloat32(let x): return Interpreter.hash(Double(x))
    case .npInt64(let x): return Interpreter.hash(x)
    case .npInt32(let x): return Int(x)
    case .npUInt8(let x): return Int(x)
    case .npUInt64(let x): return Int(x % 2_305_843_009_213_693_951)
    case .npBool(let x): return x ? 1 : 0
    case .none: return 0x00FC_A860
    case .ellipsis: return 0x00FC_A861
    case .notImplemented: return 0x00FC_A862
    case .tuple(let tuple):
      // xxHash's lanes, as CPython 3.8 and later.
      var state: UInt = 2_870_177_450_012_600_261
      for (index, item) in tuple.items.enumerated() {
        if Interpreter.isInterrupted(at: index) { throw keyboardInterrupt() }
        let lane = try nested { UInt(bitPattern: try hash(item)) }
        state = state &+ lane &* 14_029_467_366_897_019_727
        state = state << 31 | state >> 33
        state = state &* 11_400_714_785_074_694_791
      }
      state = state &+ (UInt(tuple.items.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
      return state == UInt.max ? 1_546_275_796 : Int(bitPattern: state)
    case .list, .dict, .array: throw unhashable(value)
    case .set(let set):
      guard set.isFrozen else { throw unhashable(value) }
      var state: UInt = 1_927_868_237 &* UInt(set.count + 1)
      for item in set.items.untilInterrupt {
        let lane = UInt(bitPattern: try hash(item))
        state ^= (lane ^ 89_869_747 ^ (lane << 16)) &* 3_644_798_167
      }
      state ^= (state >> 11) ^ (state >> 25)
      return Int(bitPattern: state &* 69069 &+ 907_133_923)
    case .unset: throw PyError(Types.unboundLocalError, "cannot access a variable that has no value")
    default: break
    }
    let type = typeOf(value)
    if type.isUserDefined {
      for ancestor in type.order where ancestor.isUserDefined {
        if let method = ancestor.attributes.find(Names.hash) {
          if method.isNone { throw unhashable(value) }
          guard let result = try call(bind(method, value), []).index else {
            throw PyError.typeError("__hash__ method should return an integer")
          }
          return Interpreter.hash(result)
        }
        // A class that defines equality without a hash has none.
        if ancestor.attributes.find(Names.eq) != nil { throw unhashable(value) }
      }
    } else if type.registersOperators, let method = type.lookup(Names.hash) {
      return try int(call(bind(method, value), []))
    }
    if case .object(let object) = value {
      if let big = object as? BigIntObject { return big.hash }
      if let bytes = object as? BytesObject {
        return StringObject(String(decoding: bytes.bytes, as: UTF8.self)).hash
      }
      if object is SliceObject { throw unhashable(value) }
      if let method = object as? BoundMethodObject {
        return try hash(method.receiver) ^ hash(method.function)
      }
      if let range = object as? RangeObject {
        return try hash(.tuple([.int(range.count), .int(range.start), .int(range.step)]))
      }
    }
    guard let reference = value.reference else { return 0 }
    return Int(bitPattern: Unmanaged.passUnretained(reference).toOpaque()) >> 4
  }

  private func unhashable(_ value: Value) -> PyError {
    .typeError("unhashable type: '\(typeName(value))'")
  }

  static func hash(_ x: Int) -> Int {
    let modulus = (1 << 61) - 1
    let folded = Int(x.magnitude % UInt(modulus))
    let result = x < 0 ? -folded : folded
    return result == -1 ? -2 : result
  }

  /// The hash of a number is the same for equal numbers of all types: modulo the prime 2^61 - 1.
  static func hash(_ x: Double) -> Int {
    if x.isNaN { return 0 }
    if x.isInfinite { return x > 0 ? 314_159 : -314_159 }
    if let whole = Int(exactly: x) { return hash(whole) }
    let bits = 61
    let modulus = UInt(1) << 61 - 1
    var mantissa = x.magnitude.significand
    var exponent = Int(x.magnitude.exponent) + 1
    mantissa /= 2
    var state: UInt = 0
    while mantissa != 0 {
      state = ((state << 28) & modulus) | state >> UInt(bits - 28)
      mantissa *= 268_435_456
      exponent -= 28
      let part = UInt(mantissa)
      mantissa -= Double(part)
      state += part
      if state >= modulus { state -= modulus }
    }
    exponent = exponent >= 0 ? exponent % bits : bits - 1 - ((-1 - exponent) % bits)
    state = ((state << UInt(exponent)) & modulus) | state >> UInt(bits - exponent)
    let result = x < 0 ? -Int(state) : Int(state)
    return result == -1 ? -2 : result
  }
}

extension ComparisonOperator {
  var arrayOperation: BinaryOperation {
    switch self {
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .equal: .equal
    default: .notEqual
    }
  }

  var methodName: StringObject {
    switch self {
    case .less: StringObject.interned("__lt__")
    case .lessEqual: StringObject.interned("__le__")
    case .greater: StringObject.interned("__gt__")
    case .greaterEqual: StringObject.interned("__ge__")
    case .equal: Names.eq
    default: StringObject.interned("__ne__")
    }
  }

  var reflected: ComparisonOperator {
    switch self {
    case .less: .greater
    case .lessEqual: .greaterEqual
    case .greater: .less
    case .greaterEqual: .lessEqual
    default: self
    }
  }
}

/// A Python number, compared without rounding: `2**53 + 1 > 2.0**53`.
struct PythonNumber: Comparable {
  let whole: Int?
  let real: Double

  static func == (a: PythonNumber, b: PythonNumber) -> Bool {
    if let x = a.whole, let y = b.whole { return x == y }
    if let x = a.whole { return Int(exactly: b.real) == x }
    if let y = b.whole { return Int(exactly: a.real) == y }
    return a.real == b.real
  }

  static func < (a: PythonNumber, b: PythonNumber) -> Bool {
    if let x = a.whole, let y = b.whole { return x < y }
    if a.real.isNaN || b.real.isNaN { return false }
    if let x = a.whole { return isLess(x, b.real) }
    if let y = b.whole { return isGreater(y, a.real) }
    return a.real < b.real
  }

  static func <= (a: PythonNumber, b: PythonNumber) -> Bool { a < b || a == b }
  static func > (a: PythonNumber, b: PythonNumber) -> Bool { b < a }
  static func >= (a: PythonNumber, b: PythonNumber) -> Bool { b <= a }

  private static func isGreater(_ x: Int, _ y: Double) -> Bool {
    if y >= 0x1p63 { return false }
    if y < -0x1p63 { return true }
    let whole = Int(y.rounded(.up))
    return x > whole || (x == whole && y < y.rounded(.up))
  }

  private static func isLess(_ x: Int, _ y: Double) -> Bool {
    if y >= 0x1p63 { return true }
    if y < -0x1p63 { return false }
    let floor = y.rounded(.down)
    let whole = Int(floor)
    return x < whole || (x == whole && y > floor)
  }
}

extension Value {
  var pythonNumber: PythonNumber? {
    switch self {
    case .int(let x): PythonNumber(whole: x, real: Double(x))
    case .bool(let x): PythonNumber(whole: x ? 1 : 0, real: x ? 1 : 0)
    case .float(let x): PythonNumber(whole: nil, real: x)
    default: nil
    }
  }
}
