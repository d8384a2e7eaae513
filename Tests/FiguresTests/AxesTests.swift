import Figures
import Testing

struct AxesTests {
  private func axes() throws -> Axes { try Figure().currentAxes() }

  private func near(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) }
  }

  @Test func limitsHaveAMarginOfATwentieth() throws {
    let axes = try axes()
    try axes.plot(x: [0, 10], [-1, 1])
    #expect(near(axes.limits, [-0.5, 10.5, -1.1, 1.1]))
  }

  @Test func onePointAndNoPoint() throws {
    let axes = try axes()
    #expect(near(axes.limits, [0, 1, 0, 1]))
    try axes.plot([3])
    #expect(near(axes.limits, [-0.055, 0.055, 2.835, 3.165]))
  }

  @Test func whatIsNotFiniteDoesNotCount() throws {
    let axes = try axes()
    try axes.plot(x: [0, 1, 2, 3], [1, .nan, .infinity, 2])
    #expect(near(axes.limits, [-0.15, 3.15, 0.95, 2.05]))
  }

  @Test func barsStandOnTheFrame() throws {
    let axes = try axes()
    try axes.bar(x: [0, 1], height: [2, 4])
    #expect(near(axes.limits, [-0.49, 1.49, 0, 4.2]))
  }

  @Test func logarithmicLimitsLeaveOutWhatHasNoLogarithm() throws {
    let axes = try axes()
    axes.setScale(.y, .log)
    try axes.plot([-5, 0, 1, 100])
    let limits = axes.limits
    #expect(abs(limits[2] - 0.7943282347242815) < 1e-12)
    #expect(abs(limits[3] - 125.89254117941673) < 1e-9)
  }

  @Test func setLimitsStayAndMayRunBackwards() throws {
    let axes = try axes()
    try axes.plot([1, 2, 3])
    try axes.xAxis.setLimits(5, 1)
    try axes.yAxis.setLimits(0, nil)
    #expect(near(axes.limits, [5, 1, 0, 3.1]))
    axes.xAxis.invert()
    #expect(near(axes.limits, [1, 5, 0, 3.1]))
    #expect(throws: FigureError(.value, "Axis limits cannot be NaN or Inf")) {
      try axes.xAxis.setLimits(.nan, 1)
    }
  }

  @Test func sharedAxesHaveTheSameLimits() throws {
    let figure = try Figure()
    let grid = try figure.subplots(rows: 2, columns: 1, shareX: .all)
    try grid[0].plot(x: [0, 1], [0, 1])
    try grid[1].plot(x: [10, 20], [5, 6])
    #expect(near(Array(grid[0].limits[..<2]), [-1, 21]))
    #expect(near(Array(grid[1].limits[..<2]), [-1, 21]))
    #expect(near(Array(grid[0].limits[2...]), [-0.05, 1.05]))
  }

  @Test func linesTakeTheCyclesColoursInTurn() throws {
    let axes = try axes()
    let first = try axes.plot([1])
    let red = try axes.plot([1], format: "r")
    let second = try axes.plot([1])
    #expect(first.color == Color.cycle[0])
    #expect(red.color == Color(1, 0, 0))
    #expect(second.color == Color.cycle[1])
  }

  @Test func aMarkerAloneHasNoLine() throws {
    let axes = try axes()
    #expect(try axes.plot([1, 2], format: "o").lineStyle == .none)
    #expect(try axes.plot([1, 2], format: "-o").lineStyle == .solid)
    var options = LineOptions()
    options.marker = try Marker(parsing: "o")
    #expect(try axes.plot([1, 2], options).lineStyle == .solid)
  }

  @Test func mistakesInMatplotlibsWords() throws {
    let axes = try axes()
    #expect(
      throws: FigureError(.value, "x and y must have same first dimension, but have shapes (3,) and (4,)")
    ) {
      try axes.plot(x: [1, 2, 3], [1, 2, 3, 4])
    }
    #expect(throws: FigureError(.value, "x and y must be the same size")) {
      try axes.scatter(x: [1, 2], y: [1])
    }
    #expect(
      throws: FigureError(
        .value,
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between 'x' with shape (2,) and 'height' with shape (3,)."
      )
    ) { try axes.bar(x: [1, 2], height: [1, 2, 3]) }
    #expect(throws: FigureError(.value, "'x' has size 2, but 'y1' has an unequal size of 3")) {
      try axes.fillBetween(x: [1, 2], [1, 2, 3])
    }
    #expect(throws: FigureError(.value, "Unrecognized string 'foo' to axis; try 'on' or 'off'")) {
      try axes.axis("foo")
    }
    #expect(throws: FigureError(.value, "Unrecognized marker style 'zz'")) { try Marker(parsing: "zz") }
    #expect(throws: FigureError.self) {
      try axes.errorbar(
        x: [1], y: [1],
        {
          var e = ErrorOptions()
          e.y = ([-1], [1])
          return e
        }())
    }
    #expect(axes.artists.isEmpty, "a call that fails adds nothing")
  }

  @Test func ticksAndLabelsMustMatch() throws {
    let axes = try axes()
    try axes.setTicks(.x, [0, 1, 2], labels: ["a", "b", "c"])
    #expect(axes.xAxis.tickLabels == ["a", "b", "c"])
    #expect(throws: FigureError.self) { try axes.setTicks(.x, [1, 2], labels: ["a"]) }
  }
}
