import Arrays
import Language

/// The streams of random numbers of an interpreter that began without a seed.
final class UnseededStreams {
  private var states: [RandomState] = []
  private var generators: [RandomGenerator] = []
  /// What streams that nobody holds any more have drawn.
  private var hasDrawn = false
  private var limit = 64

  static func of(_ vm: Interpreter) -> UnseededStreams {
    vm.state(UnseededStreams.self) { UnseededStreams() }
  }

  func add(_ state: RandomState) {
    if !states.contains(where: { $0 === state }) { states.append(state) }
    if states.count + generators.count > limit { forgetUnused() }
  }

  func add(_ generator: RandomGenerator) {
    generators.append(generator)
    if states.count + generators.count > limit { forgetUnused() }
  }

  /// Whether numbers were drawn since this was last asked.
  func take() -> Bool {
    forgetUnused()
    for state in states where state.takeUnseededDraws() { hasDrawn = true }
    for generator in generators where generator.takeUnseededDraws() { hasDrawn = true }
    defer { hasDrawn = false }
    return hasDrawn
  }

  private func forgetUnused() {
    for index in states.indices.reversed() where isKnownUniquelyReferenced(&states[index]) {
      if states.remove(at: index).takeUnseededDraws() { hasDrawn = true }
    }
    for index in generators.indices.reversed() where isKnownUniquelyReferenced(&generators[index]) {
      if generators.remove(at: index).takeUnseededDraws() { hasDrawn = true }
    }
    limit = max(64, 2 * (states.count + generators.count))
  }
}

extension Library {
  /// Whether scripts have drawn, since this was last asked, random numbers from a generator that was never seeded.
  public static func takeUnseededDraws(_ vm: Interpreter) -> Bool { UnseededStreams.of(vm).take() }
}
