import Arrays
import Testing
import Training

@Suite struct UpdateRuleTests {
  private func line(_ from: Double, _ to: Double) throws -> NDArray {
    try NDArray.linspace(from, to, count: 20).reshape([4, 5])
  }

  private func row(_ array: NDArray) throws -> [Double] {
    try (0..<5).map { try array.flatten().element($0).doubleValue }
  }

  private func expectRow(_ array: NDArray, _ expected: [Double]) throws {
    for (value, wanted) in zip(try row(array), expected) { #expect(abs(value - wanted) < 1e-7) }
  }

  // The first rows of the course's expected arrays.

  @Test func momentum() throws {
    var configuration = UpdateRule.Configuration(
      numbers: ["learning_rate": 1e-3], arrays: ["velocity": try line(0.6, 0.9)])
    let next = try UpdateRule.momentum.next(line(-0.4, 0.6), line(-0.6, 0.4), &configuration)
    try expectRow(next, [0.1406, 0.20738947, 0.27417895, 0.34096842, 0.40775789])
    try expectRow(
      #require(configuration.arrays["velocity"]), [0.5406, 0.55475789, 0.56891579, 0.58307368, 0.59723158])
  }

  @Test func rmsprop() throws {
    var configuration = UpdateRule.Configuration(
      numbers: ["learning_rate": 1e-2], arrays: ["cache": try line(0.6, 0.9)])
    let next = try UpdateRule.rmsprop.next(line(-0.4, 0.6), line(-0.6, 0.4), &configuration)
    try expectRow(next, [-0.39223849, -0.34037513, -0.28849239, -0.23659121, -0.18467247])
  }

  @Test func adam() throws {
    var configuration = UpdateRule.Configuration(
      numbers: ["learning_rate": 1e-2], arrays: ["m": try line(0.6, 0.9), "v": try line(0.7, 0.5)], step: 5)
    let next = try UpdateRule.adam.next(line(-0.4, 0.6), line(-0.6, 0.4), &configuration)
    try expectRow(next, [-0.40094747, -0.34836187, -0.29577703, -0.24319299, -0.19060977])
    #expect(configuration.step == 6)
  }

  /// The pass over memory and the operations one by one, which views take, give the same bits.
  @Test func `both ways of Adam agree`() throws {
    func run(_ w: NDArray) throws -> NDArray {
      var configuration = UpdateRule.Configuration(step: 3)
      return try UpdateRule.adam.next(w, w, &configuration)
    }
    let whole = try line(-0.4, 0.6)
    let view = try whole.transpose().copy().transpose()
    #expect(!view.isCContiguous)
    for (a, b) in zip(try row(run(whole)), try row(run(view))) { #expect(a.bitPattern == b.bitPattern) }
  }

  /// NumPy's promotion: its float64 numbers widen float32 parameters, Python's do not; sgd works in place and never widens.
  @Test(arguments: UpdateRule.allCases)
  func `scalars of NumPy take part in promotion`(rule: UpdateRule) throws {
    for isScalar in [false, true] {
      let w = try line(-0.4, 0.6).astype(.float32)
      var configuration = UpdateRule.Configuration(numbers: ["learning_rate": 0.1])
      if isScalar { configuration.scalars["learning_rate"] = .float64(0.1) }
      let next = try rule.next(w, w.copy(), &configuration)
      #expect(next.dtype == (isScalar && rule != .sgd ? .float64 : .float32))
      #expect((next === w) == (rule == .sgd))
    }
  }

  @Test func `an unknown rule is an error that names the known ones`() {
    do {
      _ = try UpdateRule.named("adamm")
      Issue.record("there is no such rule")
    } catch let error as ArrayError {
      #expect(error.message.contains("adam") && error.message.contains("rmsprop"))
    } catch {
      Issue.record("another error")
    }
  }
}
