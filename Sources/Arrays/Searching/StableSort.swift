import CKernels

/// Element types that sort: the usual order, with nan after all numbers.
protocol Sortable {
  static func precedes(_ a: Self, _ b: Self) -> Bool
}

extension UInt8: Sortable {
  @inline(__always) static func precedes(_ a: UInt8, _ b: UInt8) -> Bool { a < b }
}
extension Int32: Sortable {
  @inline(__always) static func precedes(_ a: Int32, _ b: Int32) -> Bool { a < b }
}
extension Int: Sortable {
  @inline(__always) static func precedes(_ a: Int, _ b: Int) -> Bool { a < b }
}
extension UInt64: Sortable {
  @inline(__always) static func precedes(_ a: UInt64, _ b: UInt64) -> Bool { a < b }
}
extension Float: Sortable {
  @inline(__always) static func precedes(_ a: Float, _ b: Float) -> Bool { a < b || (b != b && a == a) }
}
extension Double: Sortable {
  @inline(__always) static func precedes(_ a: Double, _ b: Double) -> Bool { a < b || (b != b && a == a) }
}

/// Merge sorts that keep equal elements in order, with insertion sort for short runs. Where somebody wants to stop, they
/// return early with the same elements in some order.
enum StableSort {
  private static let runLength = 16

  /// Sorts values in place.
  static func sort<T: Sortable>(_ values: UnsafeMutablePointer<T>, count: Int) {
    merge(values, count: count) { T.precedes($0, $1) }
  }

  /// Sorts `order` so that `keys[order[0]]`, `keys[order[1]]`, … ascend.
  static func sort<T: Sortable>(_ order: UnsafeMutablePointer<Int>, count: Int, by keys: UnsafePointer<T>) {
    merge(order, count: count) { T.precedes(keys[$0], keys[$1]) }
  }

  @inline(__always)
  static func merge<T>(_ values: UnsafeMutablePointer<T>, count: Int, _ precedes: (T, T) -> Bool) {
    var start = 0
    while start < count && !nb_interrupt_at(start) {
      let end = min(start + runLength, count)
      var i = start + 1
      while i < end {
        let value = values[i]
        var j = i
        while j > start && precedes(value, values[j - 1]) {
          values[j] = values[j - 1]
          j -= 1
        }
        values[j] = value
        i += 1
      }
      start = end
    }
    guard count > runLength else { return }
    let buffer = UnsafeMutablePointer<T>.allocate(capacity: count)
    defer { buffer.deallocate() }
    var (from, to) = (values, buffer)
    var width = runLength
    merging: while width < count {
      var low = 0
      while low < count {
        let middle = min(low + width, count)
        let high = min(low + 2 * width, count)
        var (i, j, k) = (low, middle, low)
        while i < middle && j < high {
          if Interruption.isPending { break merging }
          // So many elements are there on either side, whichever they are taken from.
          for _ in 0..<min(middle - i, high - j, 1 << 16) {
            if precedes(from[j], from[i]) {
              to[k] = from[j]
              j += 1
            } else {
              to[k] = from[i]
              i += 1
            }
            k += 1
          }
        }
        while i < middle {
          to[k] = from[i]
          i += 1
          k += 1
        }
        while j < high {
          to[k] = from[j]
          j += 1
          k += 1
        }
        low = high
      }
      swap(&from, &to)
      width *= 2
    }
    if from != values { values.update(from: from, count: count) }
  }
}
