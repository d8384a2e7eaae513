import Figures
import Testing

struct TickFormatterTests {
  /// What matplotlib's ScalarFormatter writes; powers of ten are raised here.
  private static let recorded: [(Double, Double, String, String)] = [
    (0, 1, "0.0 0.2 0.4 0.6 0.8 1.0", ""),
    (-0.05, 1.05, "−0.2 0.0 0.2 0.4 0.6 0.8 1.0 1.2", ""),
    (0, 11, "0 2 4 6 8 10 12", ""),
    (-3, 397, "−50 0 50 100 150 200 250 300 350 400", ""),
    (1e6, 3e6, "1.00 1.25 1.50 1.75 2.00 2.25 2.50 2.75 3.00", "×10⁶"),
    (100000, 100001, "0.0 0.2 0.4 0.6 0.8 1.0", "+10⁵"),
    (0.001, 0.0017, "0.0010 0.0011 0.0012 0.0013 0.0014 0.0015 0.0016 0.0017", ""),
    (-1e-5, 2e-5, "−1.0 −0.5 0.0 0.5 1.0 1.5 2.0", "×10⁻⁵"),
    (2.49999, 2.50001, "−1.00 −0.75 −0.50 −0.25 0.00 0.25 0.50 0.75 1.00", "×10⁻⁵+2.5"),
    (0, 0.3, "0.00 0.05 0.10 0.15 0.20 0.25 0.30", ""),
    (1e10, 1e10 + 5, "0 1 2 3 4 5", "+10¹⁰"),
    (0, 123456, "0 20000 40000 60000 80000 100000 120000 140000", ""),
    (0, 2_500_000, "0.0 0.5 1.0 1.5 2.0 2.5", "×10⁶"),
    (5, 5.00001, "0 2 4 6 8 10", "×10⁻⁶+5"),
    (-12345.6, -12344.2, "−5.6 −5.4 −5.2 −5.0 −4.8 −4.6 −4.4 −4.2", "−1.234×10⁴"),
    (1e-12, 5e-12, "1.0 1.5 2.0 2.5 3.0 3.5 4.0 4.5 5.0", "×10⁻¹²"),
    (0, 1e300, "0.0 0.2 0.4 0.6 0.8 1.0", "×10³⁰⁰"),
    (99990, 100010, "−10.0 −7.5 −5.0 −2.5 0.0 2.5 5.0 7.5 10.0", "+10⁵"),
  ]

  @Test(arguments: recorded.indices) func agreesWithMatplotlib(index: Int) {
    let (low, high, labels, offset) = Self.recorded[index]
    let ticks = TickLocator(intervals: 9).ticks(low, high)
    let formatter = TickFormatter(ticks, low, high)
    #expect(formatter.labels.joined(separator: " ") == labels)
    #expect(formatter.offsetText == offset)
  }

  @Test func aSingleTickHasTheDigitsOfTheView() {
    #expect(TickFormatter([0.5], 0.41, 0.59).labels == ["0.5"])
  }

  @Test func nothingToLabel() {
    #expect(TickFormatter([], 0, 1).labels.isEmpty)
    #expect(TickFormatter([1, 2], .nan, 1).labels.isEmpty)
  }
}
