import Figures
import Testing

struct LogTickLocatorTests {
  @Test func everyDecadeWhereThereIsRoom() {
    let ticks = LogTickLocator(room: 9).major(1e-3, 1e3)
    #expect(ticks == [1e-4, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000, 10000])
  }

  @Test func everyFifthDecadeWhereThereIsNot() {
    let ticks = LogTickLocator(room: 9).major(1e-20, 1e20)
    #expect(ticks == [1e-25, 1e-20, 1e-15, 1e-10, 1e-5, 1, 1e5, 1e10, 1e15, 1e20, 1e25])
  }

  @Test func smallTicksAreMultiplesTwoToNine() {
    let ticks = LogTickLocator(room: 9).minor(1, 10).filter { $0 >= 1 && $0 <= 10 }
    #expect(ticks == [2, 3, 4, 5, 6, 7, 8, 9])
  }

  private static let hopeless: [(Double, Double)] = [(0, 1), (-1, 1), (.nan, 1), (1, .infinity), (10, 1)]

  @Test(arguments: hopeless)
  func limitsWithoutLogarithmGiveNone(low: Double, high: Double) {
    #expect(LogTickLocator(room: 5).major(low, high).isEmpty)
    #expect(LogTickLocator(room: 5).minor(low, high).isEmpty)
  }

  @Test func theWholeRangeOfDoublesIsServed() {
    let ticks = LogTickLocator(room: 9).major(1e-300, 1e308)
    #expect(ticks.count < 15)
    #expect(ticks.allSatisfy { $0 > 0 && $0.isFinite })
  }
}
