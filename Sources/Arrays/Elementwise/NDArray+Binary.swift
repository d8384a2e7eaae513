import CKernels

extension NDArray {
  /// The element-wise `a op b` with broadcasting: a ufunc of two operands.
  ///
  /// A 0-d result is a scalar unless `out` is given; elements where `where` is false keep what `out` holds.
  /// Errors: shapes that do not broadcast, types without such an operation, `out` that cannot take the result.
  public static func binary(
    _ op: BinaryOperation, _ a: Operand, _ b: Operand, out: NDArray? = nil, where mask: NDArray? = nil,
    dtype: DType? = nil
  ) throws(ArrayError) -> ArrayResult {
    if out == nil && mask == nil && dtype == nil, let result = try simpleBinary(op, a, b) { return result }
    return try generalBinary(op, a, b, out: out, where: mask, dtype: dtype)
  }

  /// `a op b` as the operators of NumPy's arrays and numbers: warnings about two numbers name a scalar
  /// operation, and some powers are functions of one operand.
  public static func applying(
    _ op: BinaryOperation, _ a: Operand, _ b: Operand
  ) throws(ArrayError) -> ArrayResult {
    if op == .power, case .array(let x) = a, let function = powerFunction(x, b) {
      return try unary(function, a)
    }
    if let x = a.scalarValue, let y = b.scalarValue {
      let common = Operand.resultType(a, b)
      return .scalar(
        try scalarBinary(op, x, y, common: common, a.isWeak, b.isWeak, name: "scalar " + op.name))
    }
    return try binary(op, a, b)
  }

  /// What NumPy takes for a power with this Python number as exponent.
  private static func powerFunction(_ x: NDArray, _ exponent: Operand) -> UnaryOperation? {
    let value: Double
    switch exponent {
    case .pyInt(let number):
      if x.dtype.isInteger { return number == 2 ? .square : nil }
      value = Double(number)
    case .pyFloat(let number): value = number
    default: return nil
    }
    guard x.dtype.isFloat else { return nil }
    return value == 2 ? .square : value == 0.5 ? .sqrt : value == -1 ? .reciprocal : nil
  }

  /// `target op= b`, with the casting rule `same_kind`.
  public static func inPlace(_ op: BinaryOperation, _ target: NDArray, _ b: Operand) throws(ArrayError) {
    if op == .power, let function = powerFunction(target, b) {
      _ = try unary(function, .array(target), out: target)
      return
    }
    if try simpleInPlace(op, target, b) { return }
    _ = try generalBinary(op, .array(target), b, out: target, where: nil, dtype: nil)
  }

  /// A contiguous target with an operand of its own type: the same shape, or a number.
  private static func simpleInPlace(
    _ op: BinaryOperation, _ target: NDArray, _ b: Operand
  ) throws(ArrayError) -> Bool {
    let type = target.dtype
    guard target.isCContiguous, target.isWriteable, Operand.resultType(.array(target), b) == type,
      !op.isPredicate, op.resultType(loop: type) == type, !(type == .bool && op.widensBool),
      try op.loopType(common: type) == type
    else { return false }
    let size = target.itemSize
    if case .array(let y) = b {
      guard y.dtype == type, y.isCContiguous, y.shape == target.shape,
        y.storage !== target.storage || y.data == target.data
      else { return false }
      try run(
        op, type, target.bytes, size, y.bytes, size, target.bytes, size, target.count, inPlace: true)
      return true
    }
    guard let value = b.scalarValue else { return false }
    var cell: UInt64 = 0
    try store(value, as: type, weak: b.isWeak, predicate: false, to: &cell)
    try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
      let place = raw.baseAddress.unsafelyUnwrapped.bytes
      try run(op, type, target.bytes, size, place, 0, target.bytes, size, target.count, inPlace: true)
    }
    return true
  }

  /// Contiguous operands of one type and shape, or one of them a number: no walk, no conversion.
  @inline(__always)
  private static func simpleBinary(
    _ op: BinaryOperation, _ a: Operand, _ b: Operand
  ) throws(ArrayError) -> ArrayResult? {
    switch (a, b) {
    case (.array(let x), .array(let y)):
      guard x.dtype == y.dtype, x.ndim > 0 || y.ndim > 0 else { return nil }
      guard x.dtype == (try op.loopType(common: x.dtype)) else { return nil }
      guard x.isCContiguous, y.isCContiguous, x.shape == y.shape else {
        return x.descends && y.descends ? try stretchedBinary(op, x, y) : nil
      }
      let result = try NDArray(empty: x.shape, op.resultType(loop: x.dtype))
      try run(op, x.dtype, x.bytes, x.itemSize, y.bytes, y.itemSize, result.bytes, result.itemSize, x.count)
      return .array(result)
    case (.array(let x), _):
      guard x.isCContiguous, x.ndim > 0, let value = b.scalarValue else { return nil }
      let common = Operand.resultType(a, b)
      guard common == x.dtype, !decides(op, value, b.isWeak, common),
        common == (try op.loopType(common: common))
      else { return nil }
      var cell: UInt64 = 0
      try store(value, as: common, weak: b.isWeak, predicate: op.isPredicate, to: &cell)
      let result = try NDArray(empty: x.shape, op.resultType(loop: common))
      try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
        try run(
          op, common, x.bytes, x.itemSize, raw.baseAddress.unsafelyUnwrapped.bytes, 0, result.bytes,
          result.itemSize, x.count)
      }
      return .array(result)
    case (_, .array(let y)):
      guard y.isCContiguous, y.ndim > 0, let value = a.scalarValue else { return nil }
      let common = Operand.resultType(a, b)
      guard common == y.dtype, !decides(op, value, a.isWeak, common),
        common == (try op.loopType(common: common))
      else { return nil }
      var cell: UInt64 = 0
      try store(value, as: common, weak: a.isWeak, predicate: op.isPredicate, to: &cell)
      let result = try NDArray(empty: y.shape, op.resultType(loop: common))
      try withUnsafeMutableBytes(of: &cell) { (raw) throws(ArrayError) in
        try run(
          op, common, raw.baseAddress.unsafelyUnwrapped.bytes, 0, y.bytes, y.itemSize, result.bytes,
          result.itemSize, y.count)
      }
      return .array(result)
    default:
      guard let x = a.scalarValue, let y = b.scalarValue else { return nil }
      return .scalar(try scalarBinary(op, x, y, common: Operand.resultType(a, b), a.isWeak, b.isWeak))
    }
  }

  /// Whether strides fall from axis to axis, as they do in C order and in slices of it: a new result is then in
  /// C order, too.
  private var descends: Bool {
    if isCContiguous { return true }
    var outer = Int.max
    for i in 0..<ndim where shape[i] != 1 {
      if strides[i] <= 0 || strides[i] > outer { return false }
      outer = strides[i]
    }
    return true
  }

  /// Operands of one type whose strides fall from axis to axis; `nil` when they do not broadcast.
  private static func stretchedBinary(
    _ op: BinaryOperation, _ x: NDArray, _ y: NDArray
  ) throws(ArrayError) -> ArrayResult? {
    guard let shape = x.shape == y.shape ? x.shape : Shape.broadcast(x.shape, y.shape) else { return nil }
    let type = x.dtype
    let result = try NDArray(empty: shape, op.resultType(loop: type))
    guard let loop = nb_binary_find(op.rawValue, Int32(type.rawValue)) else {
      throw ArrayError.unsupportedInput(op.name)
    }
    if result.count == 0 { return .array(result) }
    let watches = op == .power && type.isInteger
    if watches { _ = nb_take_fp_status() }
    let warns = ArrayWarnings.areWanted && nb_binary_warns(op.rawValue) != 0
    if warns { ArrayWarnings.begin() }
    let sx = x.shape == shape ? x.strides : x.strides(broadcastTo: shape)
    let sy = y.shape == shape ? y.strides : y.strides(broadcastTo: shape)
    shape.withPointer { lengths in
      sx.withPointer { sx in
        sy.withPointer { sy in
          result.strides.withPointer { so in
            nb_binary_walk(loop, Int32(shape.count), lengths, x.bytes, sx, y.bytes, sy, result.bytes, so)
          }
        }
      }
    }
    try Interruption.check()
    if watches { try checkPower() }
    if warns { try ArrayWarnings.end(op.name) }
    return .array(result)
  }

  private static func scalarBinary(
    _ op: BinaryOperation, _ x: Scalar, _ y: Scalar, common: DType, _ weakA: Bool, _ weakB: Bool,
    name: String? = nil
  ) throws(ArrayError) -> Scalar {
    var common = common
    if op.takesAnyInteger {
      common = widened(common, x, weakA)
      common = widened(common, y, weakB)
    }
    let type = try op.loopType(common: common)
    var cells = (UInt64(0), UInt64(0), UInt64(0))
    try store(x, as: type, weak: weakA, predicate: op.isPredicate, to: &cells.0)
    try store(y, as: type, weak: weakB, predicate: op.isPredicate, to: &cells.1)
    return try withUnsafeMutableBytes(of: &cells) { (raw) throws(ArrayError) in
      let base = raw.baseAddress.unsafelyUnwrapped
      try run(op, type, base.bytes, 0, (base + 8).bytes, 0, (base + 16).bytes, 0, 1, name: name)
      return Scalar(loading: base + 16, op.resultType(loop: type))
    }
  }

  /// Whether a Python integer lies outside the dtype that it is compared with or divides.
  @inline(__always)
  private static func decides(_ op: BinaryOperation, _ value: Scalar, _ isWeak: Bool, _ type: DType) -> Bool {
    if isWeak, op.takesAnyInteger, case .int64(let integer) = value { return !type.holds(integer) }
    return false
  }

  /// int64 when a Python integer does not fit the operands' dtype and the result is of another anyway.
  private static func widened(_ common: DType, _ value: Scalar, _ isWeak: Bool) -> DType {
    if isWeak, case .int64(let integer) = value, !common.holds(integer) {
      return common == .uint64 ? .float64 : .int64
    }
    return common
  }

  /// Puts a number into a cell as the loop's type; Python integers out of range are refused.
  @inline(__always)
  static func store(
    _ value: Scalar, as type: DType, weak: Bool, predicate: Bool, to cell: inout UInt64
  ) throws(ArrayError) {
    if weak, case .int64(let integer) = value { try type.check(integer) }
    withUnsafeMutableBytes(of: &cell) { raw in
      value.cast(to: type).store(to: raw.baseAddress.unsafelyUnwrapped)
    }
  }

  /// One call of the kernel's loop, with NumPy's warnings.
  @inline(__always)
  private static func run(
    _ op: BinaryOperation, _ type: DType, _ a: Bytes, _ sa: Int, _ b: Bytes, _ sb: Int, _ out: Bytes,
    _ so: Int,
    _ n: Int, name: String? = nil, inPlace: Bool = false
  ) throws(ArrayError) {
    guard let loop = nb_binary_find(op.rawValue, Int32(type.rawValue)) else {
      throw ArrayError.unsupportedInput(op.name)
    }
    let watches = op == .power && type.isInteger
    if watches { _ = nb_take_fp_status() }
    let warns = ArrayWarnings.areWanted && nb_binary_warns(op.rawValue) != 0
    if warns { ArrayWarnings.begin() }
    try Interruption.forEachBlock(of: n, by: inPlace ? Interruption.blockInPlace : Interruption.block) {
      start, count in
      loop(a + start * sa, sa, b + start * sb, sb, out + start * so, so, count)
    }
    if watches { try checkPower() }
    if warns { try ArrayWarnings.end(name ?? op.name) }
  }

  private static func checkPower() throws(ArrayError) {
    if UInt32(bitPattern: nb_take_fp_status()) & NB_STATUS_NEGATIVE_POWER.rawValue != 0 {
      throw ArrayError(.value, "Integers to negative integer powers are not allowed.")
    }
  }

  private static func generalBinary(
    _ op: BinaryOperation, _ a: Operand, _ b: Operand, out: NDArray?, where mask: NDArray?, dtype: DType?
  ) throws(ArrayError) -> ArrayResult {
    var common = Operand.resultType(a, b)
    if op.takesAnyInteger {
      if let value = a.scalarValue { common = widened(common, value, a.isWeak) }
      if let value = b.scalarValue { common = widened(common, value, b.isWeak) }
    }
    var type: DType
    if let dtype, !(op.isPredicate && dtype == .bool) {
      // A type that has no loop of its own fails below.
      type = (try? op.loopType(common: dtype)) ?? (dtype == .float64 ? .int64 : .float64)
      if type != dtype || op.resultType(loop: type) != dtype {
        throw ArrayError(
          .type, "No loop matching the specified signature and casting was found for ufunc \(op.name)")
      }
      for (position, operand) in [a, b].enumerated() {
        if case .pyInt = operand { continue }
        guard operand.isWeak && type.isFloat || operand.dtype.canCast(to: type, .sameKind) else {
          throw ArrayError(
            .ufuncType,
            "Cannot cast ufunc '\(op.name)' input \(position) from dtype('\(operand.dtype.name)') to "
              + "dtype('\(type.name)') with casting rule 'same_kind'")
        }
      }
    } else {
      if let out, out.dtype == .bool, common == .bool, op.widensBool {
        throw ArrayError(
          .ufuncType,
          "Cannot cast ufunc '\(op.name)' output from dtype('int8') to dtype('bool') with casting rule 'same_kind'"
        )
      }
      type = try op.loopType(common: common)
    }
    guard let loop = nb_binary_find(op.rawValue, Int32(type.rawValue)) else {
      throw ArrayError.unsupportedInput(op.name)
    }
    var cells = (UInt64(0), UInt64(0))
    if let value = a.scalarValue {
      try store(value, as: type, weak: a.isWeak, predicate: op.isPredicate, to: &cells.0)
    }
    if let value = b.scalarValue {
      try store(value, as: type, weak: b.isWeak, predicate: op.isPredicate, to: &cells.1)
    }
    let watches = op == .power && type.isInteger
    if watches { _ = nb_take_fp_status() }
    let warns = ArrayWarnings.areWanted && nb_binary_warns(op.rawValue) != 0
    if warns { ArrayWarnings.begin() }
    let result = try withUnsafeMutableBytes(of: &cells) { (raw) throws(ArrayError) in
      let base = raw.baseAddress.unsafelyUnwrapped
      let inputs = [input(a, type, base), input(b, type, base + 8)]
      let operation = ElementwiseLoop(
        loop: .binary(loop), inputs: inputs, resultType: op.resultType(loop: type))
      return try operation.run(name: op.name, out: out, where: mask)
    }
    if watches { try checkPower() }
    if warns { try ArrayWarnings.end(op.name) }
    return out == nil ? result.scalarIfZeroDimensional : .array(result)
  }

  static func input(_ operand: Operand, _ type: DType, _ cell: UnsafeMutableRawPointer)
    -> ElementwiseLoop.Input
  {
    if case .array(let array) = operand { return ElementwiseLoop.Input(array, as: type) }
    return ElementwiseLoop.Input(cell: cell, type)
  }

  /// A 0-d array as the scalar that NumPy's operations give.
  public var scalarIfZeroDimensional: ArrayResult {
    ndim == 0 ? .scalar(Scalar(loading: data, dtype)) : .array(self)
  }
}
