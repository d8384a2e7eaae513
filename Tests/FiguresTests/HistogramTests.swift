import Figures
import Testing

struct HistogramTests {
  private func axes() throws -> Axes { try Figure().currentAxes() }

  @Test func binsAreHalfOpenAndTheLastIsClosed() throws {
    var options = HistogramOptions()
    options.bins = .edges([0, 1, 2, 3])
    let (counts, _, _) = try axes().hist([0, 0.5, 1, 1, 2, 3, 3.1, -1, .nan], options)
    #expect(counts == [2, 2, 2])
  }

  @Test func tenBinsFromSmallestToLargest() throws {
    let (counts, edges, _) = try axes().hist([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    #expect(counts == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    #expect(edges == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  }

  @Test func densityHasAreaOne() throws {
    var options = HistogramOptions()
    options.density = true
    options.bins = .count(4)
    let (counts, edges, _) = try axes().hist([1, 2, 2, 3, 7], options)
    let area = zip(counts, zip(edges, edges.dropFirst())).reduce(0) { $0 + $1.0 * ($1.1.1 - $1.1.0) }
    #expect(abs(area - 1) < 1e-12)
  }

  @Test func noValuesAndOneValue() throws {
    #expect(try axes().hist([]).counts == [Double](repeating: 0, count: 10))
    let (counts, edges, _) = try axes().hist([5])
    #expect(counts.reduce(0, +) == 1)
    #expect(edges.first == 4.5 && edges.last == 5.5)
  }

  @Test func impossibleBinsAreRefused() throws {
    var options = HistogramOptions()
    options.bins = .count(0)
    #expect(throws: FigureError(.value, "`bins` must be positive, when an integer")) {
      try axes().hist([1], options)
    }
    options.bins = .edges([3, 2])
    #expect(throws: FigureError(.value, "`bins` must increase monotonically, when an array")) {
      try axes().hist([1], options)
    }
    #expect(throws: FigureError.self) { try axes().hist([1, .infinity]) }
  }
}
