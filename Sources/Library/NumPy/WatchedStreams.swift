import Arrays
import Language

/// The streams of random numbers whose use is watched: the two that all of a session shares, and those that began
/// without a seed.
final class WatchedStreams {
  private var states: [RandomState] = []
  private var generators: [RandomGenerator] = []
  /// What was done with streams that nobody holds any more.
  private var use = StreamUse()
  private var limit = 64

  static func of(_ vm: Interpreter) -> WatchedStreams {
    vm.state(WatchedStreams.self) { WatchedStreams() }
  }

  func add(_ state: RandomState) {
    if !states.contains(where: { $0 === state }) { states.append(state) }
    if states.count + generators.count > limit { forgetUnused() }
  }

  func add(_ generator: RandomGenerator) {
    generators.append(generator)
    if states.count + generators.count > limit { forgetUnused() }
  }

  /// What was done since this was last asked.
  func take() -> StreamUse {
    forgetUnused()
    for state in states { use.add(state.takeUse()) }
    for generator in generators { use.add(generator.takeUse()) }
    defer { use = StreamUse() }
    return use
  }

  private func forgetUnused() {
    for index in states.indices.reversed() where isKnownUniquelyReferenced(&states[index]) {
      use.add(states.remove(at: index).takeUse())
    }
    for index in generators.indices.reversed() where isKnownUniquelyReferenced(&generators[index]) {
      use.add(generators.remove(at: index).takeUse())
    }
    limit = max(64, 2 * (states.count + generators.count))
  }
}

extension Library {
  /// What scripts have done with the streams of random numbers since this was last asked.
  public static func takeStreamUse(_ vm: Interpreter) -> StreamUse { WatchedStreams.of(vm).take() }
}
