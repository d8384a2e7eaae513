import CKernels
import Testing

/// The order written in `nb_dot.h`, step by step: the sum over whole groups and how many elements they hold.
private func groups<Element: BinaryFloatingPoint>(_ x: [Element], _ y: [Element], half: Int) -> (
  sum: Element, count: Int
) {
  var wide = [Element](repeating: 0, count: 8 * half)
  var i = 0
  while x.count - i >= 8 * half {
    for lane in 0..<8 * half { wide[lane].addProduct(x[i + lane], y[i + lane]) }
    i += 8 * half
  }
  var halves = (0..<4 * half).map { lane in
    wide[lane / half * 2 * half + lane % half] + wide[lane / half * 2 * half + lane % half + half]
  }
  while x.count - i >= 4 * half {
    for lane in 0..<4 * half { halves[lane].addProduct(x[i + lane], y[i + lane]) }
    i += 4 * half
  }
  let all = (0..<half).map {
    ((halves[$0] + halves[half + $0]) + halves[2 * half + $0]) + halves[3 * half + $0]
  }
  let pairs = (0..<half / 2).map { all[$0] + all[$0 + half / 2] }
  return (half == 4 ? pairs[0] + pairs[1] : (pairs[0] + pairs[1]) + (pairs[2] + pairs[3]), i)
}

private let lengths = [0, 1, 5, 15, 16, 31, 32, 33, 47, 48, 63, 64, 65, 95, 100, 200, 1001]

@Test(arguments: lengths) func dotProductsOfDoublesFollowTheWrittenOrder(_ count: Int) {
  var noise = Noise(seed: UInt64(count) + 1)
  let (x, y) = (noise.doubles(count), noise.doubles(count))
  let (sum, start) = groups(x, y, half: 4)
  var expected = sum
  for i in start..<count { expected.addProduct(x[i], y[i]) }
  for isa in instructionSets {
    let dot = with(isa, threads: 1) { nb_dot_f64(count, x, 1, y, 1) }
    #expect(dot.bitPattern == expected.bitPattern, "\(isa)")
  }
}

@Test(arguments: lengths) func dotProductsOfFloatsFollowTheWrittenOrder(_ count: Int) {
  var noise = Noise(seed: UInt64(count) + 2)
  let (x, y) = (noise.floats(count), noise.floats(count))
  let (sum, start) = groups(x, y, half: 8)
  let rest = (start..<count).reduce(0.0) { $0 + Double(x[$1] * y[$1]) }
  let expected = Float(rest + Double(sum))
  for isa in instructionSets {
    let dot = with(isa, threads: 1) { nb_dot_f32(count, x, 1, y, 1) }
    #expect(dot.bitPattern == expected.bitPattern, "\(isa)")
  }
}

@Test func stridesDoNotChangeDotProducts() {
  var noise = Noise(seed: 3)
  let (x, y) = (noise.doubles(150), noise.doubles(150))
  let spread = (0..<450).map { $0 % 3 == 0 ? x[$0 / 3] : .nan }
  let backwards = Array(y.reversed())
  let plain = nb_dot_f64(150, x, 1, y, 1)
  for isa in instructionSets {
    let strided = with(isa, threads: 1) {
      backwards.withUnsafeBufferPointer { nb_dot_f64(150, spread, 3, $0.baseAddress! + 149, -1) }
    }
    #expect(strided.bitPattern == plain.bitPattern)
  }
}
