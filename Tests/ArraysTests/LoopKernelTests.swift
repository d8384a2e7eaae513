import CKernels
import Testing

extension nb_dtype {
  var code: Int32 { Int32(rawValue) }
}

/// An element type of the loops, with the numbers that make trouble for it.
private protocol LoopElement: Equatable {
  static var kernelType: nb_dtype { get }
}
extension UInt8: LoopElement { static var kernelType: nb_dtype { NB_U8 } }
extension Int32: LoopElement { static var kernelType: nb_dtype { NB_I32 } }
extension Int64: LoopElement { static var kernelType: nb_dtype { NB_I64 } }
extension Float: LoopElement { static var kernelType: nb_dtype { NB_F32 } }
extension Double: LoopElement { static var kernelType: nb_dtype { NB_F64 } }

/// How an operand lies in memory.
private enum Layout: CaseIterable {
  case contiguous, spread, repeated

  func step(of size: Int) -> Int { self == .contiguous ? size : self == .spread ? 3 * size : 0 }

  func lay<T>(_ values: [T]) -> [T] {
    switch self {
    case .contiguous: values
    case .spread: values.flatMap { [$0, values[0], values[0]] }
    case .repeated: [values[0]]
    }
  }
}

/// Calls `body` with the memory of an array as the kernels take it.
func reading<T, R>(_ values: [T], _ body: (UnsafePointer<CChar>) -> R) -> R {
  values.withUnsafeBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
}
func writing<T, R>(_ values: inout [T], _ body: (UnsafeMutablePointer<CChar>) -> R) -> R {
  values.withUnsafeMutableBytes { body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
}

/// Runs a loop over all of `out`; steps are in bytes.
private func run<A, B, R>(
  _ loop: nb_binary_loop, _ a: [A], _ sa: Int, _ b: [B], _ sb: Int, _ out: inout [R]
) {
  let count = out.count
  reading(a) { a in
    reading(b) { b in
      writing(&out) { loop(a, sa, b, sb, $0, MemoryLayout<R>.stride, count) }
    }
  }
}

/// Runs a loop over the whole of contiguous operands.
private func run<A, B, R>(_ loop: nb_binary_loop, _ a: [A], _ b: [B], _ out: inout [R]) {
  run(loop, a, MemoryLayout<A>.stride, b, MemoryLayout<B>.stride, &out)
}
func run<A, R>(_ loop: nb_unary_loop, _ a: [A], _ out: inout [R]) {
  let count = out.count
  reading(a) { a in
    writing(&out) { loop(a, MemoryLayout<A>.stride, $0, MemoryLayout<R>.stride, count) }
  }
}

/// Runs a binary loop and checks each element against `expected`, for every instruction set and layout.
private func check<T: LoopElement, R: Equatable>(
  _ op: nb_binary_op, _ a: [T], _ b: [T], _ expected: (T, T) -> R, same: (R, R) -> Bool,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let size = MemoryLayout<T>.stride
  for isa in instructionSets {
    let loop = nb_binary_find_isa(Int32(isa.rawValue), Int32(op.rawValue), T.kernelType.code)
    guard let loop else {
      Issue.record("no loop for \(op)", sourceLocation: sourceLocation)
      continue
    }
    for left in Layout.allCases {
      for right in Layout.allCases {
        var out = [R](repeating: expected(a[0], b[0]), count: a.count)
        run(loop, left.lay(a), left.step(of: size), right.lay(b), right.step(of: size), &out)
        for i in a.indices {
          let x = left == .repeated ? a[0] : a[i]
          let y = right == .repeated ? b[0] : b[i]
          #expect(
            same(out[i], expected(x, y)), "\(op) of \(x) and \(y)", sourceLocation: sourceLocation)
        }
      }
    }
  }
}

private func check<T: LoopElement & FixedWidthInteger>(
  _ op: nb_binary_op, _ a: [T], _ b: [T], sourceLocation: SourceLocation = #_sourceLocation,
  _ expected: (T, T) -> T
) {
  check(op, a, b, expected, same: ==, sourceLocation: sourceLocation)
}

private func check<T: LoopElement & BinaryFloatingPoint>(
  _ op: nb_binary_op, _ a: [T], _ b: [T], sourceLocation: SourceLocation = #_sourceLocation,
  _ expected: (T, T) -> T
) {
  check(
    op, a, b, expected, same: { ($0.isNaN && $1.isNaN) || ($0 == $1 && $0.sign == $1.sign) },
    sourceLocation: sourceLocation)
}

private func check<T: LoopElement>(
  _ op: nb_binary_op, _ a: [T], _ b: [T], sourceLocation: SourceLocation = #_sourceLocation,
  comparison expected: (T, T) -> Bool
) {
  check(op, a, b, expected, same: ==, sourceLocation: sourceLocation)
}

/// Every pair of the special values, then ordinary ones.
private func pairs<T>(_ special: [T], _ ordinary: [T]) -> (a: [T], b: [T]) {
  let a = special.flatMap { x in special.map { _ in x } } + ordinary
  let b = special.flatMap { _ in special } + ordinary.reversed()
  return (a, b)
}

private func integers<T: FixedWidthInteger>(_: T.Type) -> (a: [T], b: [T]) {
  var noise = Noise(seed: 7)
  let special = [T.min, T.min &+ 1, T.max, 0, 1, 2, 7, 0 &- 1, 0 &- 3]
  return pairs(special, (0..<40).map { _ in T(truncatingIfNeeded: Int(noise.next() * 1000)) })
}

private func floats<T: BinaryFloatingPoint>(_: T.Type) -> (a: [T], b: [T]) {
  var noise = Noise(seed: 8)
  let special: [T] = [0, -0.0, 1, -1, 2.5, -7, .infinity, -.infinity, .nan, .greatestFiniteMagnitude]
  return pairs(special, (0..<60).map { _ in T(noise.next() * 10) })
}

@Suite struct LoopKernelTests {
  private func arithmetic<T: LoopElement & FixedWidthInteger>(_: T.Type) {
    let (a, b) = integers(T.self)
    check(NB_ADD, a, b) { $0 &+ $1 }
    check(NB_SUBTRACT, a, b) { $0 &- $1 }
    check(NB_MULTIPLY, a, b) { $0 &* $1 }
    check(NB_MAXIMUM, a, b) { max($0, $1) }
    check(NB_MINIMUM, a, b) { min($0, $1) }
    check(NB_BITWISE_AND, a, b) { $0 & $1 }
    check(NB_BITWISE_OR, a, b) { $0 | $1 }
    check(NB_BITWISE_XOR, a, b) { $0 ^ $1 }
    check(NB_FLOOR_DIVIDE, a, b) { x, y in
      guard y != 0 else { return 0 }
      let (quotient, overflow) = x.dividedReportingOverflow(by: y)
      if overflow { return .min }
      return (x < 0) != (y < 0) && quotient &* y != x ? quotient - 1 : quotient
    }
    check(NB_REMAINDER, a, b) { x, y in
      guard y != 0 else { return 0 }
      let rest = x.remainderReportingOverflow(dividingBy: y).partialValue
      return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
    }
    check(NB_FMOD, a, b) { $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).partialValue }
    check(NB_LESS, a, b, comparison: <)
    check(NB_GREATER_EQUAL, a, b, comparison: >=)
    check(NB_EQUAL, a, b, comparison: ==)
    check(NB_LOGICAL_AND, a, b, comparison: { $0 != 0 && $1 != 0 })
    let shifts = b.map { $0 & 127 }
    check(NB_LEFT_SHIFT, a, shifts) { $1 < T.bitWidth ? $0 << $1 : 0 }
    check(NB_RIGHT_SHIFT, a, shifts) { $0 >> $1 }
    check(NB_POWER, a, b.map { $0 & 31 }) { x, y in (0..<y).reduce(T(1)) { power, _ in power &* x } }
  }

  @Test func unsignedBytes() { arithmetic(UInt8.self) }
  @Test func shortIntegers() { arithmetic(Int32.self) }
  @Test func longIntegers() { arithmetic(Int64.self) }

  private func floating<T: LoopElement & BinaryFloatingPoint>(_: T.Type) {
    let (a, b) = floats(T.self)
    check(NB_ADD, a, b) { $0 + $1 }
    check(NB_SUBTRACT, a, b) { $0 - $1 }
    check(NB_MULTIPLY, a, b) { $0 * $1 }
    check(NB_TRUE_DIVIDE, a, b) { $0 / $1 }
    check(NB_MAXIMUM, a, b) { $0.isNaN || $1.isNaN ? .nan : $0 > $1 ? $0 : $1 }
    check(NB_MINIMUM, a, b) { $0.isNaN || $1.isNaN ? .nan : $0 < $1 ? $0 : $1 }
    check(NB_FMAX, a, b) { $1.isNaN ? $0 : $0.isNaN ? $1 : $0 > $1 ? $0 : $1 }
    check(NB_FMOD, a, b) { $0.truncatingRemainder(dividingBy: $1) }
    check(NB_REMAINDER, a, b) { x, y in
      let rest = x.truncatingRemainder(dividingBy: y)
      if y == 0 || rest.isNaN { return .nan }
      if rest == 0 { return T(signOf: y, magnitudeOf: 0) }
      return (rest < 0) != (y < 0) ? rest + y : rest
    }
    check(NB_COPYSIGN, a, b) { T(signOf: $1, magnitudeOf: $0) }
    check(NB_LESS, a, b, comparison: <)
    check(NB_NOT_EQUAL, a, b, comparison: !=)
    check(NB_LOGICAL_XOR, a, b, comparison: { ($0 != 0) != ($1 != 0) })
  }

  @Test func singleFloats() { floating(Float.self) }
  @Test func doubleFloats() { floating(Double.self) }

  /// Values of NumPy: the quotient is rounded down, and keeps the sign of a zero.
  @Test func floorDivision() {
    let a: [Double] = [7, -7, 7, -0.0, 1, .infinity, 1]
    let b: [Double] = [2, 2, -2, 3, 0.1, 2, -.infinity]
    let expected: [Double] = [3, -4, -4, -0.0, 9, .nan, -1]
    var out = [Double](repeating: 0, count: a.count)
    run(nb_binary_find(Int32(NB_FLOOR_DIVIDE.rawValue), NB_F64.code), a, b, &out)
    for (value, wanted) in zip(out, expected) {
      #expect(wanted.isNaN ? value.isNaN : value.bitPattern == wanted.bitPattern)
    }
  }

  @Test func inPlaceAndBool() {
    var numbers = (0..<37).map(Double.init)
    let loop = nb_binary_find(Int32(NB_MULTIPLY.rawValue), NB_F64.code)!
    writing(&numbers) { loop($0, 8, $0, 8, $0, 8, 37) }
    #expect(numbers == (0..<37).map { Double($0 * $0) })
    let a: [UInt8] = [0, 0, 1, 1]
    let b: [UInt8] = [0, 1, 0, 1]
    var out: [UInt8] = [9, 9, 9, 9]
    run(nb_binary_find(Int32(NB_ADD.rawValue), NB_BOOL.code), a, b, &out)
    #expect(out == [0, 1, 1, 1])
    #expect(nb_binary_find(Int32(NB_SUBTRACT.rawValue), NB_BOOL.code) == nil)
  }

  /// The conversions that C leaves undefined follow x86-64, as NumPy's do there.
  @Test func castsOfFloats() {
    let values: [Double] = [300, -1.5, 1e10, -3e9, .nan, .infinity, 255.9, 1e19]
    for isa in instructionSets {
      var long = [Int64](repeating: 0, count: 8)
      var short = [Int32](repeating: 0, count: 8)
      var byte = [UInt8](repeating: 0, count: 8)
      run(nb_cast_find_isa(Int32(isa.rawValue), NB_F64.code, NB_I64.code), values, &long)
      run(nb_cast_find_isa(Int32(isa.rawValue), NB_F64.code, NB_I32.code), values, &short)
      run(nb_cast_find_isa(Int32(isa.rawValue), NB_F64.code, NB_U8.code), values, &byte)
      #expect(long == [300, -1, 10_000_000_000, -3_000_000_000, .min, .min, 255, .min])
      #expect(short == [300, -1, .min, .min, .min, .min, 255, .min])
      #expect(byte == [44, 255, 0, 0, 0, 0, 255, 0])
    }
  }

  @Test func statusReports() {
    _ = nb_take_fp_status()
    var out: [Double] = [0]
    run(nb_binary_find(Int32(NB_TRUE_DIVIDE.rawValue), NB_F64.code), [1.0], [0.0], &out)
    #expect(nb_take_fp_status() == Int32(NB_STATUS_DIVIDE.rawValue))
    #expect(nb_take_fp_status() == 0)
    var whole: [Int64] = [0]
    run(nb_binary_find(Int32(NB_POWER.rawValue), NB_I64.code), [Int64(2)], [Int64(-1)], &whole)
    #expect(nb_take_fp_status() == Int32(NB_STATUS_NEGATIVE_POWER.rawValue))
  }

  @Test func selectingAndClipping() {
    let x: [Double] = [-2, 0.5, 9, .nan]
    var out = [Double](repeating: 0, count: 4)
    reading(x) { x in
      reading([0.0, 1.0]) { bounds in
        writing(&out) { nb_clip_find(NB_F64.code)(x, 8, bounds, 0, bounds + 8, 0, $0, 8, 4) }
      }
    }
    #expect(out[..<3] == [0, 0.5, 1] && out[3].isNaN)
    let mask: [UInt8] = [1, 0, 1, 0]
    reading(mask) { mask in
      reading(x) { x in
        writing(&out) { out in
          reading([7.0]) { nb_where_find(NB_F64.code)(mask, 1, x, 8, $0, 0, out, 8, 4) }
        }
        #expect(out == [-2, 7, 9, 7])
        #expect(writing(&out) { nb_compress(mask, 1, x, 8, $0, 8, 8, 4) } == 2)
        #expect(out == [-2, 9, 9, 7])
      }
      let spread = reading([5.0, 6.0]) { x in
        writing(&out) { nb_expand(mask, 1, x, 8, $0, 8, 8, 4) }
      }
      #expect(spread == 2)
      #expect(out == [5, 9, 6, 7])
    }
  }
}
