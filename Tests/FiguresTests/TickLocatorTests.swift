import Figures
import Testing

struct TickLocatorTests {
  /// What matplotlib's MaxNLocator with steps 1, 2, 2.5, 5, 10 gives.
  private static let recorded: [(Int, Double, Double, [Double])] = [
    (9, 0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    (9, -0.05, 1.05, [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.2]),
    (9, 0, 11, [0, 2, 4, 6, 8, 10, 12]),
    (9, -3, 397, [-50, 0, 50, 100, 150, 200, 250, 300, 350, 400]),
    (9, 1e6, 3e6, [1e6, 1.25e6, 1.5e6, 1.75e6, 2e6, 2.25e6, 2.5e6, 2.75e6, 3e6]),
    (9, 100000, 100001, [100000, 100000.2, 100000.4, 100000.6, 100000.8, 100001]),
    (9, 0.001, 0.0017, [0.001, 0.0011, 0.0012, 0.0013, 0.0014, 0.0015, 0.0016, 0.0017]),
    (9, -1e-5, 2e-5, [-1e-5, -5e-6, 0, 5e-6, 1e-5, 1.5e-5, 2e-5]),
    (
      9, 2.49999, 2.50001,
      [2.49999, 2.4999925, 2.499995, 2.4999975, 2.5, 2.5000025, 2.500005, 2.5000075, 2.50001]
    ),
    (9, -7, -2, [-7, -6, -5, -4, -3, -2]),
    (9, 1e10, 1e10 + 5, [1e10, 1e10 + 1, 1e10 + 2, 1e10 + 3, 1e10 + 4, 1e10 + 5]),
    (6, -3, 397, [-100, 0, 100, 200, 300, 400]),
    (6, 0.001, 0.0017, [0.001, 0.0012, 0.0014, 0.0016, 0.0018]),
    (6, 0, 123456, [0, 25000, 50000, 75000, 100000, 125000]),
    (4, 0, 1, [0, 0.25, 0.5, 0.75, 1]),
    (4, -0.05, 1.05, [-0.5, 0, 0.5, 1, 1.5]),
    (4, 0, 11, [0, 5, 10, 15]),
    (4, -7, -2, [-8, -6, -4, -2]),
    (4, 0, 123456, [0, 50000, 100000, 150000]),
  ]

  @Test(arguments: recorded.indices) func agreesWithMatplotlib(index: Int) {
    let (intervals, low, high, expected) = Self.recorded[index]
    let ticks = TickLocator(intervals: intervals).ticks(low, high)
    #expect(ticks.count == expected.count, "\(ticks)")
    for (tick, wanted) in zip(ticks, expected) {
      #expect(abs(tick - wanted) <= 1e-11 * max(abs(wanted), high - low))
    }
  }

  @Test func wholeNumbersOnly() {
    let ticks = TickLocator(intervals: 9, wholeNumbersOnly: true).ticks(0, 3)
    #expect(ticks == [0, 1, 2, 3])
  }

  private static let strange: [(Double, Double)] = [
    (.nan, 1), (0, .infinity), (-.greatestFiniteMagnitude, .greatestFiniteMagnitude),
    (0, .leastNonzeroMagnitude),
    (3, 3), (0, 0), (1e300, 1e301), (-.leastNormalMagnitude, .leastNormalMagnitude), (1e17, 1e17 + 16),
  ]

  @Test(arguments: strange)
  func strangeLimitsGiveFewFiniteTicks(low: Double, high: Double) {
    let ticks = TickLocator(intervals: 9).ticks(low, high)
    #expect(ticks.count <= 20)
    #expect(ticks.allSatisfy { $0.isFinite })
  }

  @Test func aThousandRandomLimitsHaveRisingTicksInside() {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    for _ in 0..<1000 {
      let scale = [1e-9, 1e-3, 1, 1e3, 1e12][Int(random() * 5)]
      let low = (random() - 0.5) * scale
      let high = low + (random() + 1e-3) * scale
      let ticks = TickLocator(intervals: 9).ticks(low, high)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 })
      let inside = ticks.filter { $0 >= low && $0 <= high }
      #expect((2...11).contains(inside.count), "\(low) \(high) \(ticks)")
    }
  }
}
