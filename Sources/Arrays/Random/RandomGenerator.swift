import CKernels

/// NumPy's `Generator`: PCG64 and the streams of `np.random.default_rng`.
///
/// The same seed and the same calls give the numbers that NumPy gives. Results without a size are Python numbers,
/// save those of `integers`.
public final class RandomGenerator {
  /// The seed's 32-bit words, lowest first, and the places of this generator among its parent's children.
  private let entropy: [UInt32]
  private let spawnKey: [UInt32]
  private var childCount: UInt32 = 0
  private var watch = StreamWatch<[UInt64]>()
  let generator: UnsafeMutablePointer<nb_pcg64>

  /// A generator seeded by words: a number is its words, lowest first (0 is one word 0), a sequence those of its numbers.
  public convenience init(words: [UInt32]) { self.init(words: words, spawnKey: []) }

  /// A generator seeded by the operating system.
  public convenience init() {
    var source = SystemRandomNumberGenerator()
    self.init(words: (0..<4).map { _ in UInt32(truncatingIfNeeded: source.next()) })
    watch.begin(at: place, isSeeded: false)
  }

  /// What was done with the stream since this was last asked.
  public func takeUse() -> StreamUse { watch.take(at: place) }

  /// Whether its numbers are the same in every run.
  public var isSeeded: Bool { watch.isSeeded }

  /// Where the stream is: every draw changes one of these.
  private var place: [UInt64] {
    let now = generator.pointee
    return [now.state_high, now.state_low, UInt64(now.has_uint32)]
  }

  private init(words: [UInt32], spawnKey: [UInt32]) {
    entropy = words
    self.spawnKey = spawnKey
    generator = .allocate(capacity: 1)
    generator.initialize(to: nb_pcg64())
    // A spawned generator's key stands behind a full pool of entropy.
    var seed = words
    if !spawnKey.isEmpty {
      while seed.count < 4 { seed.append(0) }
      seed += spawnKey
    }
    nb_pcg_seed(generator, seed, seed.count)
    watch.begin(at: place, isSeeded: true)
  }

  deinit { generator.deallocate() }

  /// New generators, independent of this one and of each other: `spawn`.
  public func spawn(_ count: Int) -> [RandomGenerator] {
    (0..<max(count, 0)).map { _ in
      defer { childCount &+= 1 }
      let child = RandomGenerator(words: entropy, spawnKey: spawnKey + [childCount])
      child.watch.begin(at: child.place, isSeeded: isSeeded)
      return child
    }
  }

  /// Uniform in 0 ... `limit` by masked rejection, as shuffles draw it.
  func masked(_ limit: Int) -> Int {
    let max = UInt64(limit)
    let mask = max == 0 ? 0 : UInt64.max >> UInt64(max.leadingZeroBitCount)
    while true {
      let bits = max >> 32 == 0 ? UInt64(nextWord()) : nb_pcg_next64(generator)
      if bits & mask <= max { return Int(bits & mask) }
    }
  }

  /// Uniform in 0 ... `limit` by multiplication, as samples draw it.
  func interval(_ limit: Int) -> Int { Int(truncatingIfNeeded: nb_pcg_bounded(generator, UInt64(limit))) }

  /// The next 32 random bits.
  public func nextWord() -> UInt32 { nb_pcg_next32(generator) }
}

extension RandomGenerator: RandomSource {
  public func uniform() -> Double { nb_pcg_double(generator) }

  /// By the ziggurat.
  public func gauss() -> Double { nb_pcg_normal(generator) }

  /// By the ziggurat.
  public func exponential() -> Double { nb_pcg_exponential(generator) }

  public func binomial(_ n: Int, _ p: Double) -> Int {
    n == 0 || p == 0 ? 0 : Int(nb_pcg_binomial(generator, Int64(n), p))
  }

  public func geometricByInversion(_ p: Double) -> Double { -exponential() / nb_log1p(-p) }

  public var rangeComplaint: String { "high - low range exceeds valid bounds" }

  /// Uniform in [0, 1).
  public func random(size: Shape?) throws(ArrayError) -> Operand {
    guard let size else { return .pyFloat(uniform()) }
    let result = try NDArray(empty: size, .float64)
    nb_pcg_fill_double(generator, result.data.assumingMemoryBound(to: Double.self), result.count)
    try Interruption.check()
    return .array(result)
  }

  /// Uniform in [0, 1), 24 bits: `random(dtype=np.float32)`.
  public func randomSingle(size: Shape?) throws(ArrayError) -> Operand {
    func draw() -> Float { Float(nextWord() >> 8) * (1 / 16_777_216) }
    guard let size else { return .pyFloat(Double(draw())) }
    let result = try NDArray(empty: size, .float32)
    let out = result.data.assumingMemoryBound(to: Float.self)
    for i in 0..<result.count { out[i] = draw() }
    return .array(result)
  }

  /// The standard normal law.
  public func standardNormal(size: Shape?) throws(ArrayError) -> Operand {
    guard let size else { return .pyFloat(gauss()) }
    let result = try NDArray(empty: size, .float64)
    nb_pcg_fill_normal(generator, result.data.assumingMemoryBound(to: Double.self), result.count)
    try Interruption.check()
    return .array(result)
  }
}
