import CKernels

/// NumPy's `RandomState`: a Mersenne Twister and the streams of `np.random.seed` and its companions.
///
/// The same seed and the same calls give the numbers that NumPy gives. Results without a size are Python numbers
/// (`pyInt`, `pyFloat`), as in NumPy.
public final class RandomState {
  /// What a generator starts from.
  public enum Seed {
    /// Fresh entropy of the operating system.
    case entropy
    /// A number in 0 ... 2³²−1.
    case number(Int)
    /// One or more such numbers.
    case numbers([Int])
  }

  /// The fields of `get_state()`.
  public struct State: Equatable, Sendable {
    /// 624 words.
    public var key: [UInt32]
    /// The next word to use, 0 ... 624.
    public var position: Int
    /// The second normal of a pair that has been drawn but not yet handed out.
    public var pendingGauss: Double?

    public init(key: [UInt32], position: Int, pendingGauss: Double? = nil) {
      self.key = key
      self.position = position
      self.pendingGauss = pendingGauss
    }
  }

  static let wordCount = 624
  private var watch = StreamWatch<Place>()
  let generator: UnsafeMutablePointer<nb_mt19937>

  public init(_ seed: Seed = .entropy) throws(ArrayError) {
    generator = .allocate(capacity: 1)
    generator.initialize(to: nb_mt19937())
    try self.seed(seed)
  }

  deinit { generator.deallocate() }

  /// Starts the stream anew.
  ///
  /// Errors: `Seed must be between 0 and 2**32 - 1`, `Seed must be non-empty`.
  public func seed(_ seed: Seed) throws(ArrayError) {
    try start(seed)
    let isSeeded = if case .entropy = seed { false } else { true }
    watch.begin(at: place, isSeeded: isSeeded)
  }

  private func start(_ seed: Seed) throws(ArrayError) {
    watch.note(place)
    switch seed {
    case .entropy:
      var source = SystemRandomNumberGenerator()
      var words = (0..<RandomState.wordCount).map { _ in UInt32(truncatingIfNeeded: source.next()) }
      words[0] = 0x8000_0000
      load(State(key: words, position: RandomState.wordCount))
    case .number(let number):
      nb_mt_seed(generator, try RandomState.word(number))
    case .numbers(let numbers):
      if numbers.isEmpty { throw ArrayError(.value, "Seed must be non-empty") }
      var words: [UInt32] = []
      for number in numbers { words.append(try RandomState.word(number)) }
      nb_mt_seed_array(generator, words, words.count)
    }
    generator.pointee.has_gauss = 0
    generator.pointee.gauss = 0
  }

  private static func word(_ number: Int) throws(ArrayError) -> UInt32 {
    guard let word = UInt32(exactly: number) else {
      throw ArrayError(.value, "Seed must be between 0 and 2**32 - 1")
    }
    return word
  }

  /// The whole state, for `get_state` and checkpoints.
  public var state: State {
    var key: [UInt32] = []
    withUnsafeBytes(of: &generator.pointee.key) { bytes in
      key = Array(bytes.bindMemory(to: UInt32.self))
    }
    let pending = generator.pointee.has_gauss != 0 ? generator.pointee.gauss : nil
    return State(key: key, position: Int(generator.pointee.pos), pendingGauss: pending)
  }

  /// Puts a state back: `set_state`.
  ///
  /// Errors: a key of other than 624 words, a position outside 0 ... 624.
  public func restore(_ state: State) throws(ArrayError) {
    guard state.key.count == RandomState.wordCount else {
      throw ArrayError(
        .value, "cannot assign \(state.key.count) words to a state of \(RandomState.wordCount) words")
    }
    guard (0...RandomState.wordCount).contains(state.position) else {
      throw ArrayError(.value, "the position \(state.position) is outside the state")
    }
    watch.note(place)
    load(state)
    watch.begin(at: place, isSeeded: true)
  }

  /// What was done with the stream since this was last asked.
  public func takeUse() -> StreamUse { watch.take(at: place) }

  /// Where the stream is: every draw changes one of these.
  private struct Place: Equatable {
    var position: Int32
    var word: UInt32
    var hasGauss: Int32
  }

  private var place: Place {
    Place(
      position: Int32(generator.pointee.pos), word: generator.pointee.key.1,
      hasGauss: Int32(generator.pointee.has_gauss))
  }

  private func load(_ state: State) {
    withUnsafeMutableBytes(of: &generator.pointee.key) { bytes in
      let words = bytes.bindMemory(to: UInt32.self)
      for i in 0..<RandomState.wordCount { words[i] = state.key[i] }
    }
    generator.pointee.pos = Int32(state.position)
    generator.pointee.has_gauss = state.pendingGauss == nil ? 0 : 1
    generator.pointee.gauss = state.pendingGauss ?? 0
  }

  /// Uniform in 0 ... `limit`.
  func interval(_ limit: Int) -> Int { Int(truncatingIfNeeded: nb_mt_interval(generator, UInt64(limit))) }
}
