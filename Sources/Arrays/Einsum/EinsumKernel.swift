/// The inner loop of an Einstein sum: `out += Π operands`, for one element type.
///
/// Sums over contiguous runs keep a vector of 16 bytes (two doubles, four floats) of partial sums, four vectors at a
/// time, as NumPy's loops on baseline x86-64 do; multiply and add are rounded separately. Other sums run element by
/// element.
protocol EinsumElement {
  /// How many partial sums a contiguous sum keeps; zero for exact arithmetic, where the order does not show.
  static var laneCount: Int { get }
  static var zero: Self { get }
  static func plus(_ a: Self, _ b: Self) -> Self
  static func times(_ a: Self, _ b: Self) -> Self
}

extension Double: EinsumElement {
  static var laneCount: Int { 2 }
  @inline(__always) static func plus(_ a: Double, _ b: Double) -> Double { a + b }
  @inline(__always) static func times(_ a: Double, _ b: Double) -> Double { a * b }
}
extension Float: EinsumElement {
  static var laneCount: Int { 4 }
  @inline(__always) static func plus(_ a: Float, _ b: Float) -> Float { a + b }
  @inline(__always) static func times(_ a: Float, _ b: Float) -> Float { a * b }
}
extension Int: EinsumElement {
  static var laneCount: Int { 0 }
  @inline(__always) static func plus(_ a: Int, _ b: Int) -> Int { a &+ b }
  @inline(__always) static func times(_ a: Int, _ b: Int) -> Int { a &* b }
}
extension UInt64: EinsumElement {
  static var laneCount: Int { 0 }
  @inline(__always) static func plus(_ a: UInt64, _ b: UInt64) -> UInt64 { a &+ b }
  @inline(__always) static func times(_ a: UInt64, _ b: UInt64) -> UInt64 { a &* b }
}
extension Int32: EinsumElement {
  static var laneCount: Int { 0 }
  @inline(__always) static func plus(_ a: Int32, _ b: Int32) -> Int32 { a &+ b }
  @inline(__always) static func times(_ a: Int32, _ b: Int32) -> Int32 { a &* b }
}
extension UInt8: EinsumElement {
  static var laneCount: Int { 0 }
  @inline(__always) static func plus(_ a: UInt8, _ b: UInt8) -> UInt8 { a &+ b }
  @inline(__always) static func times(_ a: UInt8, _ b: UInt8) -> UInt8 { a &* b }
}
extension Bool: EinsumElement {
  static var laneCount: Int { 0 }
  static var zero: Bool { false }
  @inline(__always) static func plus(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inline(__always) static func times(_ a: Bool, _ b: Bool) -> Bool { a && b }
}

enum EinsumKernel<T: EinsumElement> {
  typealias Pointers = [UnsafeMutableRawPointer]

  /// One run of `count` elements; the last pointer and stride are the result's.
  static func run(_ pointers: Pointers, _ strides: [Int], _ count: Int) {
    let out = pointers[pointers.count - 1]
    let outStride = strides[strides.count - 1]
    let size = MemoryLayout<T>.stride
    let operandCount = pointers.count - 1
    guard outStride == 0 else {
      accumulate(pointers, strides, count)
      return
    }
    var sum = T.zero
    let target = out.assumingMemoryBound(to: T.self)
    if T.laneCount > 0 && operandCount == 1 && strides[0] == size {
      sum = contiguousSum(pointers[0], count)
    } else if T.laneCount > 0 && operandCount == 2 && strides[0] == size && strides[1] == size {
      sum = contiguousProduct(pointers[0], pointers[1], count)
    } else if T.laneCount > 0 && operandCount == 2 && strides[0] == 0 && strides[1] == size {
      sum = T.times(pointers[0].load(as: T.self), contiguousSum(pointers[1], count))
    } else if T.laneCount > 0 && operandCount == 2 && strides[1] == 0 && strides[0] == size {
      sum = T.times(pointers[1].load(as: T.self), contiguousSum(pointers[0], count))
    } else if operandCount == 1 {
      for i in 0..<count { sum = T.plus(sum, (pointers[0] + i * strides[0]).load(as: T.self)) }
    } else if operandCount == 2 {
      let (a, b, sa, sb) = (pointers[0], pointers[1], strides[0], strides[1])
      for i in 0..<count {
        sum = T.plus(sum, T.times((a + i * sa).load(as: T.self), (b + i * sb).load(as: T.self)))
      }
    } else {
      for i in 0..<count { sum = T.plus(sum, product(pointers, strides, i)) }
    }
    target.pointee = T.plus(target.pointee, sum)
  }

  @inline(__always)
  private static func product(_ pointers: Pointers, _ strides: [Int], _ i: Int) -> T {
    var value = (pointers[0] + i * strides[0]).load(as: T.self)
    for k in 1..<(pointers.count - 1) {
      value = T.times(value, (pointers[k] + i * strides[k]).load(as: T.self))
    }
    return value
  }

  /// Every element has its own place in the result.
  private static func accumulate(_ pointers: Pointers, _ strides: [Int], _ count: Int) {
    let out = pointers[pointers.count - 1]
    let so = strides[strides.count - 1]
    if pointers.count == 3 {
      let (a, b, sa, sb) = (pointers[0], pointers[1], strides[0], strides[1])
      for i in 0..<count {
        let target = (out + i * so).assumingMemoryBound(to: T.self)
        let term = T.times((a + i * sa).load(as: T.self), (b + i * sb).load(as: T.self))
        target.pointee = T.plus(term, target.pointee)
      }
      return
    }
    for i in 0..<count {
      let target = (out + i * so).assumingMemoryBound(to: T.self)
      target.pointee = T.plus(product(pointers, strides, i), target.pointee)
    }
  }

  /// Partial sums by lane, four vectors added in pairs first.
  private static func contiguousSum(_ data: UnsafeMutableRawPointer, _ count: Int) -> T {
    let lanes = T.laneCount
    let a = data.assumingMemoryBound(to: T.self)
    return combine { lane in
      var sum = T.zero
      var i = lane
      let blocks = count / (4 * lanes)
      for _ in 0..<blocks {
        let first = T.plus(a[i], a[i + lanes])
        let second = T.plus(a[i + 2 * lanes], a[i + 3 * lanes])
        sum = T.plus(T.plus(first, second), sum)
        i += 4 * lanes
      }
      while i < count {
        sum = T.plus(a[i], sum)
        i += lanes
      }
      return sum
    }
  }

  /// Partial sums of products by lane, four vectors in descending order.
  private static func contiguousProduct(
    _ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer, _ count: Int
  ) -> T {
    let lanes = T.laneCount
    let a = x.assumingMemoryBound(to: T.self)
    let b = y.assumingMemoryBound(to: T.self)
    return combine { lane in
      var sum = T.zero
      var i = lane
      let blocks = count / (4 * lanes)
      for _ in 0..<blocks {
        for step in [3, 2, 1, 0] {
          let j = i + step * lanes
          sum = T.plus(T.times(a[j], b[j]), sum)
        }
        i += 4 * lanes
      }
      while i < count {
        sum = T.plus(T.times(a[i], b[i]), sum)
        i += lanes
      }
      return sum
    }
  }

  /// `s₀ + s₁`, or `(s₀ + s₁) + (s₂ + s₃)`.
  @inline(__always)
  private static func combine(_ lane: (Int) -> T) -> T {
    let low = T.plus(lane(0), lane(1))
    return T.laneCount == 2 ? low : T.plus(low, T.plus(lane(2), lane(3)))
  }
}
