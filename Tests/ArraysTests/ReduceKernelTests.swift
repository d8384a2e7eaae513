import CKernels
import Testing

/// The sum in the order that nb_reduce.h states, one addition after the other.
private func pairwise<T: BinaryFloatingPoint>(_ x: ArraySlice<T>) -> T {
  let n = x.count
  let a = Array(x)
  if n < 8 { return a.reduce(0, +) }
  if n <= 128 {
    var r = Array(a[..<8])
    var i = 8
    while i + 8 <= n {
      for k in 0..<8 { r[k] += a[i + k] }
      i += 8
    }
    let joined = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
    return a[i...].reduce(joined, +)
  }
  let middle = x.startIndex + n / 2 - (n / 2) % 8
  return pairwise(x[..<middle]) + pairwise(x[middle...])
}

/// Reduces every `step`-th element of `x` with one instruction set.
private func reduce<T, R>(
  _ isa: nb_isa, _ op: nb_reduce_op, _ dtype: nb_dtype, _ x: [T], every step: Int = 1, _ zero: R
) -> R {
  let loop = nb_reduce_find_isa(Int32(isa.rawValue), Int32(op.rawValue), dtype.code)
  var out = [zero]
  let count = (x.count + step - 1) / step
  reading(x) { x in
    out.withUnsafeMutableBytes { loop!(x, step * MemoryLayout<T>.stride, count, $0.baseAddress!) }
  }
  return out[0]
}

@Suite struct ReduceKernelTests {
  private let lengths = [1, 2, 7, 8, 9, 15, 16, 63, 127, 128, 129, 136, 255, 256, 257, 500, 1031]

  @Test func sumsArePairwise() {
    var noise = Noise(seed: 3)
    for n in lengths {
      let x = noise.doubles(n).map { $0 * 1e3 }
      let y = x.map(Float.init)
      let every3 = stride(from: 0, to: n, by: 3)
      for isa in instructionSets {
        #expect(reduce(isa, NB_SUM, NB_F64, x, 0.0) == pairwise(x[...]))
        #expect(reduce(isa, NB_SUM, NB_F32, y, Float(0)) == pairwise(y[...]))
        #expect(reduce(isa, NB_SUM, NB_F64, x, every: 3, 0.0) == pairwise(every3.map { x[$0] }[...]))
        #expect(reduce(isa, NB_SUM, NB_F32, y, every: 3, Float(0)) == pairwise(every3.map { y[$0] }[...]))
      }
    }
  }

  /// The sum of 0.1 ten, a hundred and a thousand times, as NumPy prints it.
  @Test func sumsKnownFromNumPy() {
    func sum(_ n: Int) -> Double {
      reading([Double](repeating: 0.1, count: n)) { nb_sum_f64($0, 8, n) }
    }
    #expect([sum(10), sum(100), sum(1000)] == [1.0, 9.999999999999998, 100.00000000000001])
    #expect(reading([-0.0]) { nb_sum_f64($0, 8, 1) }.sign == .plus)
  }

  @Test func integers() {
    let x: [Int32] = (0..<301).map { Int32(truncatingIfNeeded: $0 &* 1_234_567 &- 99_999_999) }
    for isa in instructionSets {
      #expect(reduce(isa, NB_SUM, NB_I32, x, Int64(0)) == x.reduce(Int64(0)) { $0 + Int64($1) })
      #expect(reduce(isa, NB_PROD, NB_I32, x, Int64(0)) == x.reduce(Int64(1)) { $0 &* Int64($1) })
      #expect(reduce(isa, NB_MAX, NB_I32, x, Int32(0)) == x.max())
      #expect(
        reduce(isa, NB_MIN, NB_I32, x, every: 2, Int32(0))
          == stride(from: 0, to: 301, by: 2).map { x[$0] }.min())
      #expect(reduce(isa, NB_ARGMAX, NB_I32, x, Int64(0)) == Int64(x.firstIndex(of: x.max()!)!))
      let flags: [UInt8] = (0..<700).map { $0 == 650 ? 1 : 0 }
      #expect(reduce(isa, NB_SUM, NB_BOOL, flags, Int64(0)) == 1)
      #expect(reduce(isa, NB_ANY, NB_BOOL, flags, UInt8(9)) == 1)
      #expect(reduce(isa, NB_ANY, NB_BOOL, Array(flags[..<650]), UInt8(9)) == 0)
      #expect(reduce(isa, NB_ALL, NB_BOOL, flags, UInt8(9)) == 0)
      #expect(reduce(isa, NB_ARGMAX, NB_BOOL, flags, Int64(0)) == 650)
    }
  }

  /// The extreme and the index of its first place, wherever it stands; nan comes before everything.
  @Test func extremesOfFloats() {
    var noise = Noise(seed: 4)
    for n in [1, 2, 17, 64, 65, 200] {
      for place in Set([0, n / 3, n - 1]) {
        var x = noise.doubles(n)
        x[place] = 50
        for isa in instructionSets {
          #expect(reduce(isa, NB_MAX, NB_F64, x, 0.0) == 50)
          #expect(reduce(isa, NB_ARGMAX, NB_F64, x, Int64(-1)) == Int64(place))
          #expect(reduce(isa, NB_MIN, NB_F32, x.map { Float(-$0) }, Float(0)) == -50)
          #expect(reduce(isa, NB_ARGMIN, NB_F32, x.map { Float(-$0) }, Int64(-1)) == Int64(place))
          var spoiled = x
          spoiled[place] = .nan
          #expect(reduce(isa, NB_MAX, NB_F64, spoiled, 0.0).isNaN)
          #expect(reduce(isa, NB_MIN, NB_F64, spoiled, 0.0).isNaN)
          #expect(reduce(isa, NB_ARGMAX, NB_F64, spoiled, Int64(-1)) == Int64(place))
          #expect(reduce(isa, NB_ARGMIN, NB_F64, spoiled, Int64(-1)) == Int64(place))
        }
      }
    }
  }

  @Test func runningSums() {
    let x: [Float] = [1, 2.5, -4, 8]
    var out = [Float](repeating: 0, count: 4)
    reading(x) { x in writing(&out) { nb_accumulate(Int32(NB_SUM.rawValue), NB_F32.code, x, 4, $0, 4, 4) } }
    #expect(out == [1, 3.5, -0.5, 7.5])
    reading(x) { x in writing(&out) { nb_accumulate(Int32(NB_PROD.rawValue), NB_F32.code, x, 4, $0, 4, 4) } }
    #expect(out == [1, 2.5, -10, -80])
    let flags: [UInt8] = [1, 0, 1]
    var counts = [Int64](repeating: 0, count: 3)
    reading(flags) { x in
      writing(&counts) { nb_accumulate(Int32(NB_SUM.rawValue), NB_BOOL.code, x, 1, $0, 8, 3) }
    }
    #expect(counts == [1, 1, 2])
  }
}
