/// SHA-512 (FIPS 180-4): `random.seed` turns strings into numbers with it.
enum SHA512 {
  static func hash(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt64] = [
      0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
      0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
    ]
    var padded = message + [0x80]
    while padded.count % 128 != 112 { padded.append(0) }
    padded += [UInt8](repeating: 0, count: 8)
    let bits = UInt64(message.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    for start in stride(from: 0, to: padded.count, by: 128) {
      compress(&state, padded[start..<(start + 128)])
    }
    return state.flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  private static func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { x >> count | x << (64 - count) }

  private static func compress(_ state: inout [UInt64], _ block: ArraySlice<UInt8>) {
    var words = [UInt64](repeating: 0, count: 80)
    for (index, byte) in block.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
    for t in 16..<80 {
      let a = words[t - 15]
      let b = words[t - 2]
      let first = rotate(a, 1) ^ rotate(a, 8) ^ a >> 7
      let second = rotate(b, 19) ^ rotate(b, 61) ^ b >> 6
      words[t] = words[t - 16] &+ first &+ words[t - 7] &+ second
    }
    var v = state
    for t in 0..<80 {
      let first = rotate(v[4], 14) ^ rotate(v[4], 18) ^ rotate(v[4], 41)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let next = v[7] &+ first &+ choice &+ constants[t] &+ words[t]
      let second = rotate(v[0], 28) ^ rotate(v[0], 34) ^ rotate(v[0], 39)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      v = [next &+ second &+ majority, v[0], v[1], v[2], v[3] &+ next, v[4], v[5], v[6]]
    }
    for index in state.indices { state[index] = state[index] &+ v[index] }
  }

  /// The first 64 bits of the fractions of the cube roots of the first 80 primes.
  private static let constants: [UInt64] = {
    var found: [UInt64] = []
    var candidate: UInt64 = 2
    while found.count < 80 {
      if (2..<candidate).allSatisfy({ candidate % $0 != 0 }) { found.append(cubeRootFraction(candidate)) }
      candidate += 1
    }
    return found
  }()

  /// floor(2⁶⁴ ∛p) without its whole part, by bisection in exact arithmetic.
  private static func cubeRootFraction(_ p: UInt64) -> UInt64 {
    var whole: UInt64 = 1
    while (whole + 1) * (whole + 1) * (whole + 1) <= p { whole += 1 }
    var fraction: UInt64 = 0
    for bit in stride(from: 63, through: 0, by: -1) {
      let candidate = fraction | 1 << UInt64(bit)
      if isCubeAtMost(whole, candidate, p) { fraction = candidate }
    }
    return fraction
  }

  /// Whether (whole + fraction / 2⁶⁴)³ ≤ p, in words of 32 bits.
  private static func isCubeAtMost(_ whole: UInt64, _ fraction: UInt64, _ p: UInt64) -> Bool {
    let x = [fraction & 0xFFFF_FFFF, fraction >> 32, whole]
    func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
      var result = [UInt64](repeating: 0, count: a.count + b.count)
      for i in a.indices {
        var carry: UInt64 = 0
        for j in b.indices {
          let sum = result[i + j] + a[i] * b[j] + carry
          result[i + j] = sum & 0xFFFF_FFFF
          carry = sum >> 32
        }
        result[i + b.count] += carry
      }
      return result
    }
    // The cube has six words of fraction.
    let cube = multiply(multiply(x, x), x)
    let above = cube[6...].reversed().reduce(0) { $0 << 32 | $1 }
    return above < p
  }
}
