import CKernels
import Testing

@Suite struct RandomKernelTests {
  private func seeded(_ seed: UInt32) -> nb_mt19937 {
    var state = nb_mt19937()
    nb_mt_seed(&state, seed)
    return state
  }

  /// The reference output of the generator's authors for their example key.
  @Test func authorsExample() {
    var state = nb_mt19937()
    let key: [UInt32] = [0x123, 0x234, 0x345, 0x456]
    nb_mt_seed_array(&state, key, 4)
    let words = (0..<5).map { _ in nb_mt_next32(&state) }
    #expect(words == [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476])
    var plain = seeded(5489)
    #expect((0..<3).map { _ in nb_mt_next32(&plain) } == [3_499_211_612, 581_869_302, 3_890_346_734])
  }

  /// One stream of all the laws, as NumPy draws it from seed 42. (Logarithms in NumPy are the C library's, and
  /// may differ in the last place; these do not.)
  @Test func streamOfNumPy() {
    var state = seeded(42)
    #expect(
      (0..<3).map { _ in nb_mt_double(&state) } == [
        0.3745401188473625, 0.9507143064099162, 0.7319939418114051,
      ])
    var whole = [Int64](repeating: 0, count: 8)
    nb_mt_fill_int64(&state, 0, 9, &whole, 8)
    #expect(whole == [4, 6, 9, 2, 6, 7, 4, 3])
    nb_mt_fill_int64(&state, 0, (1 << 40) - 1, &whole, 3)
    #expect(whole[..<3] == [445_422_780_055, 558_434_158_229, 227_504_030_465])
    var bytes = [UInt8](repeating: 0, count: 6)
    nb_mt_fill_uint8(&state, 0, 99, &bytes, 6)
    #expect(bytes == [87, 84, 56, 26, 85, 29])
    nb_mt_fill_bool(&state, &bytes, 5)
    #expect(bytes[..<5] == [1, 0, 1, 0, 0])
    #expect(
      (0..<5).map { _ in nb_mt_gauss(&state) } == [
        1.4623781203460173, 1.538714967614598, -2.439105815056023, 0.6034412250381314, -0.2510439680857766,
      ])
    #expect((0..<2).map { _ in nb_mt_exponential(&state) } == [0.9633456769068319, 0.48201465977050356])
    let successes = [(10, 0.3), (1000, 0.4), (100_000, 0.9), (5, 1.0)].map {
      nb_mt_binomial(&state, $0.0, $0.1)
    }
    #expect(successes == [6, 394, 89907, 5])
    nb_mt_permutation(&state, &whole, 8)
    #expect(whole.sorted() == Array(0..<8))
    #expect(state.has_gauss == 1)
  }

  @Test func permutationOfNumPy() {
    var state = seeded(3)
    var order = [Int64](repeating: 0, count: 9)
    nb_mt_permutation(&state, &order, 9)
    #expect(order == [6, 2, 7, 4, 5, 0, 3, 1, 8])
    state = seeded(3)
    var items = (0..<9).map { Int32($0) }
    writing(&items) { nb_mt_shuffle(&state, $0, 4, 9) }
    #expect(items.map(Int64.init) == order)
  }

  /// Filling an array takes the same draws as single calls and leaves the same state, however it is cut.
  @Test func fillsAreSingleCalls() {
    var filled = seeded(9)
    var single = seeded(9)
    for n in [1, 2, 5, 600, 1, 513, 4] {
      var out = [Double](repeating: 0, count: n)
      nb_mt_fill_gauss(&filled, &out, n)
      #expect(out == (0..<n).map { _ in nb_mt_gauss(&single) })
      nb_mt_fill_exponential(&filled, &out, n)
      #expect(out == (0..<n).map { _ in nb_mt_exponential(&single) })
      nb_mt_fill_double(&filled, &out, n)
      #expect(out == (0..<n).map { _ in nb_mt_double(&single) })
      #expect(
        filled.pos == single.pos && filled.has_gauss == single.has_gauss && filled.gauss == single.gauss)
    }
  }

  @Test func laws() {
    var state = seeded(10)
    let n = 20000
    var x = [Double](repeating: 0, count: n)
    nb_mt_fill_gauss(&state, &x, n)
    let mean = x.reduce(0, +) / Double(n)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)
    #expect(abs(mean) < 0.03 && abs(variance - 1) < 0.04)
    for (trials, p) in [(20, 0.25), (5000, 0.6)] {
      let mean =
        (0..<4000).reduce(0.0) { sum, _ in sum + Double(nb_mt_binomial(&state, Int64(trials), p)) } / 4000
      let expected = Double(trials) * p
      #expect(abs(mean - expected) < 5 * (expected * (1 - p) / 4000).squareRoot())
    }
    for max: UInt64 in [0, 1, 6, 1 << 33] {
      #expect((0..<100).allSatisfy { _ in nb_mt_interval(&state, max) <= max })
    }
  }

  /// The stream of `default_rng(42)`, and the first number from a seed of two words.
  @Test func defaultGeneratorOfNumPy() {
    var generator = nb_pcg64()
    nb_pcg_seed(&generator, [42], 1)
    #expect(
      (0..<3).map { _ in nb_pcg_double(&generator) } == [
        0.7739560485559633, 0.4388784397520523, 0.8585979199113825,
      ])
    var whole = [Int64](repeating: 0, count: 6)
    nb_pcg_fill_int64(&generator, 0, 9, &whole, 6)
    #expect(whole == [0, 6, 2, 0, 5, 9])
    nb_pcg_fill_int64(&generator, 0, (1 << 40) - 1, &whole, 2)
    #expect(whole[..<2] == [836_881_952_700, 864_286_843_831])
    var normal = [Double](repeating: 0, count: 4)
    nb_pcg_fill_normal(&generator, &normal, 4)
    #expect(normal == [-0.016801157504288795, -0.85304392757358, 0.8793979748628286, 0.7777919354289483])
    nb_pcg_seed(&generator, [7, 256], 2)
    #expect(nb_pcg_double(&generator) == 0.829812891829413)
  }

  /// The ziggurat's layers and tail together make the normal law: its moments, and how often 2 and 3.7 are passed.
  @Test func normalLawOfTheZiggurat() {
    var generator = nb_pcg64()
    nb_pcg_seed(&generator, [1], 1)
    let n = 200_000
    var x = [Double](repeating: 0, count: n)
    nb_pcg_fill_normal(&generator, &x, n)
    let mean = x.reduce(0, +) / Double(n)
    let variance = x.reduce(0) { $0 + $1 * $1 } / Double(n)
    #expect(abs(mean) < 0.01 && abs(variance - 1) < 0.015)
    #expect(abs(Double(x.count { abs($0) > 2 }) / Double(n) - 0.0455) < 0.002)
    #expect((20...75).contains(x.count { abs($0) > 3.7 }))
  }
}
