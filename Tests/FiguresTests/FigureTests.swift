import Figures
import Testing

struct FigureTests {
  /// Texts of a figure with the boxes that their letters roughly take.
  private func texts(_ figure: Figure) -> [String] {
    figure.drawLog().compactMap { line in
      guard line.hasPrefix("text \"") else { return nil }
      return String(line.dropFirst(6).prefix { $0 != "\"" })
    }
  }

  @Test func aPlotDrawsFrameTicksAndLabels() throws {
    let figure = try Figure(size: (4, 3))
    let axes = figure.currentAxes()
    try axes.plot(x: [0, 1, 2], [0, 4, 1])
    axes.title = "Loss"
    axes.xAxis.label = "epoch"
    axes.yAxis.label = "value"
    #expect(
      texts(figure) == ["0.0", "0.5", "1.0", "1.5", "2.0", "0", "1", "2", "3", "4", "epoch", "value", "Loss"])
    let log = figure.drawLog()
    #expect(log.first == "fill #ffffff M0,0 L400,0 L400,300 L0,300 Z")
    #expect(log.filter { $0.hasPrefix("stroke #1f77b4 2.08 projecting round M") }.count == 1)
    #expect(log.contains { $0.hasPrefix("text \"value\"") && $0.hasSuffix("turned 90") })
  }

  /// Changes whenever the look changes on purpose; must not differ between machines.
  @Test func pixelsAreTheSameOnEveryMachine() throws {
    let figure = try Figure(size: (3, 2))
    let axes = figure.currentAxes()
    try axes.plot((1..<20).map { 1 / Double($0) }, format: "-o", LineOptions(label: "$1/n$"))
    try axes.plot((1..<20).map { Double($0 % 5) / 5 }, format: "r--")
    axes.setScale(.x, .log)
    axes.text(
      2, 0.5, "turned",
      {
        var o = TextOptions()
        o.rotation = 30
        return o
      }())
    axes.addLegend()
    let checksum = try figure.render().rgba8().reduce(UInt32(2_166_136_261)) {
      ($0 ^ UInt32($1)) &* 16_777_619
    }
    #expect(checksum == 2_908_412_669)
  }

  @Test func drawingTwiceGivesTheSame() throws {
    let figure = try Figure()
    let axes = figure.currentAxes()
    try axes.plot((0..<100).map { Double($0 * $0 % 37) }, format: "-o")
    #expect(figure.drawLog() == figure.drawLog())
    #expect(try figure.png() == figure.png())
  }

  @Test func sizeAndResolution() throws {
    let figure = try Figure()
    #expect(figure.pixelSize() == (640, 480))
    #expect(try figure.render().width == 640)
    #expect(try figure.render(dpi: 50).height == 240)
    try figure.setSize(width: 10, height: 5)
    #expect(figure.pixelSize() == (1000, 500))
    #expect(throws: FigureError.self) { try figure.setSize(width: -1, height: 5) }
    #expect(throws: FigureError.self) { try figure.render(dpi: 1e9) }
  }

  /// Everything but paper touches no border of the picture.
  private func hasFreeBorder(_ figure: Figure) throws -> Bool {
    let picture = try figure.render()
    let pixels = picture.rgba8()
    func isPaper(_ x: Int, _ y: Int) -> Bool { pixels[(y * picture.width + x) * 4] == 255 }
    return (0..<picture.width).allSatisfy { isPaper($0, 0) && isPaper($0, picture.height - 1) }
      && (0..<picture.height).allSatisfy { isPaper(0, $0) && isPaper(picture.width - 1, $0) }
  }

  @Test func longLabelsStayInThePicture() throws {
    let figure = try Figure(size: (4, 3))
    let axes = figure.currentAxes()
    try axes.barh(y: [0, 1], width: [1, 2])
    axes.setCategories(["a rather long name of a layer", "another long name"], .y)
    axes.title = "Two\nlines"
    axes.xAxis.label = "x\ny\nz"
    #expect(try hasFreeBorder(figure))
  }

  @Test func stackedPlotsKeepTheirLabelsApart() throws {
    let figure = try Figure()
    let upper = try figure.subplot(rows: 2, columns: 1, 1)
    upper.xAxis.label = "Iteration"
    let lower = try figure.subplot(rows: 2, columns: 1, 2)
    lower.title = "Accuracy"
    func height(_ text: String) throws -> Double {
      let line = try #require(figure.drawLog().first { $0.hasPrefix("text \"\(text)\"") })
      let place = line.split(separator: " ")[3].split(separator: ",")
      return try #require(Double(place[1]))
    }
    // Baselines at least a line apart.
    #expect(try height("Accuracy") - height("Iteration") > 15)
  }

  /// Where a text's line of writing is, in the draw log.
  private func place(_ text: String, _ figure: Figure) throws -> (x: Double, y: Double) {
    let line = try #require(figure.drawLog().first { $0.hasPrefix("text \"\(text)\"") })
    let place = line.split(separator: " ")[3].split(separator: ",")
    return (try #require(Double(place[0])), try #require(Double(place[1])))
  }

  /// The heights of the frames of all axes, in fractions of the figure.
  private func heights(_ figure: Figure) -> [Double] { figure.axes.map { $0.placeInFigure().height } }

  @Test func longLabelsBesideLowAxesLeaveThemTheirHeight() throws {
    let figure = try Figure()
    for row in 1...2 {
      let axes = try figure.subplot(rows: 2, columns: 1, row)
      axes.yAxis.label = "log-regularisation-strength-\(row)"
      axes.xAxis.label = "log learning rate"
      axes.title = "accuracy"
    }
    figure.tightLayout()
    figure.layout.tightPad = 3
    #expect(heights(figure).allSatisfy { $0 > 0.2 })
    // The two labels, each about 190 pixels long, do not touch.
    let (upper, lower) = (
      try place("log-regularisation-strength-1", figure), try place("log-regularisation-strength-2", figure)
    )
    #expect(lower.y - upper.y > 190)
  }

  @Test func longTitlesAreBrokenBetweenWords() throws {
    let figure = try Figure()
    let axes = figure.currentAxes()
    axes.title = Array(repeating: "word", count: 40).joined(separator: " ")
    axes.xAxis.label = Array(repeating: "formula", count: 20).joined(separator: " ") + " $a b$"
    #expect(try hasFreeBorder(figure))
    // The frame keeps its width.
    #expect(abs(axes.placeInFigure().width - 0.775) < 0.01)
    #expect(texts(figure).contains { $0.hasSuffix("formula $a b$") })
  }

  @Test func labelsOfFewTicksStandApart() throws {
    let figure = try Figure(size: (1.3, 2))
    let axes = figure.currentAxes()
    try axes.plot(x: [-0.0035, 0.0035], [0, 1])
    let labels = figure.drawLog().filter { $0.hasPrefix("text \"") && $0.contains("0.00") }
    #expect(labels.count == 1 || labels.count == 2)
  }

  @Test func emptyPlotsHaveMatplotlibsLimits() throws {
    let axes = try Figure().currentAxes()
    #expect(axes.limits == [0, 1, 0, 1])
    axes.text(3, 3, "no data")
    #expect(axes.limits == [0, 1, 0, 1])
    try axes.plot([])
    #expect(zip(axes.limits, [-0.055, 0.055, -0.055, 0.055]).allSatisfy { abs($0 - $1) < 1e-12 })
    try axes.plot(x: [1, 2], [.infinity, 1])
    #expect(zip(axes.limits, [1.89, 2.11, 0.945, 1.055]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func aBarBesideManyImagesLeavesThemTheirSize() throws {
    let figure = try Figure(size: (12, 6))
    var last: AxesImage?
    for cell in 1...8 {
      let axes = try figure.subplot(rows: 2, columns: 4, cell)
      last = try axes.imshow(ImageData(width: 2, height: 2, channels: 1, samples: .float([0, 1, 2, 3])))
      axes.title = "filter \(cell)"
    }
    figure.colorbar(try #require(last), beside: figure.axes)
    #expect(heights(figure).dropLast().allSatisfy { $0 > 0.25 })
  }

  @Test(
    arguments: [
      [], [.nan], [.infinity, -.infinity], [0], [1e308, -1e308], [5e-300, 6e-300], [1e17, 1e17 + 32],
    ] as [[Double]])
  func strangeDataGiveAPicture(data: [Double]) throws {
    for scale in [Scale.linear, .log] {
      let figure = try Figure(size: (3, 2), dpi: 60)
      let axes = figure.currentAxes()
      try axes.plot(data, format: "-o")
      try axes.scatter(x: data, y: data)
      try axes.bar(x: data, height: data)
      axes.setScale(.x, scale)
      axes.setScale(.y, scale)
      #expect(try figure.render().width == 180)
    }
  }

  @Test func randomFiguresNeverTrap() throws {
    var state: UInt64 = 99
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pool = [0, 1, -1, 2.5, 1e-9, 1e9, -1e300, 1e300, .nan, .infinity, -.infinity, 0.1, 7, 1e16]
    for _ in 0..<60 {
      let figure = try Figure(size: (2, 2), dpi: 40)
      let axes = figure.currentAxes()
      let x = (0..<random(6)).map { _ in pool[random(pool.count)] }
      let y = x.map { _ in pool[random(pool.count)] }
      try axes.plot(x: x, y, format: ["-", "--", "o", "x:", "s-."][random(5)])
      try axes.fillBetween(x: x, y)
      axes.axhline(y: pool[random(pool.count)])
      axes.text(pool[random(pool.count)], pool[random(pool.count)], "$x^{$")
      if random(2) == 0 { axes.setScale(random(2) == 0 ? .x : .y, .log) }
      if random(3) == 0 { try axes.axis(["equal", "off", "tight", "scaled", "image"][random(5)]) }
      if random(3) == 0 { _ = try? axes.xAxis.setLimits(pool[random(pool.count)], pool[random(pool.count)]) }
      axes.addLegend(labels: ["a"])
      #expect(try figure.render().width == 80)
    }
  }

  @Test func legendAvoidsTheLine() throws {
    let figure = try Figure()
    let axes = figure.currentAxes()
    try axes.plot(x: [0, 1], [0, 1], LineOptions(label: "rising"))
    axes.addLegend()
    let line = try #require(figure.drawLog().first { $0.hasPrefix("text \"rising\"") })
    let place = line.split(separator: " ")[3].split(separator: ",").compactMap { Double($0) }
    // The upper right corner is taken; the upper left is free.
    #expect(place[0] < 200 && place[1] < 100)
  }

  @Test func legendLeavesOutWhatHasNoName() throws {
    let figure = try Figure()
    let axes = figure.currentAxes()
    try axes.plot([1, 2], LineOptions(label: "shown"))
    try axes.plot([2, 1], LineOptions(label: "_hidden"))
    try axes.plot([2, 2])
    axes.addLegend()
    let all = texts(figure)
    #expect(all.contains("shown"))
    #expect(!all.contains("_hidden"))
  }

  @Test func colourBarsHaveTheLimitsOfTheirImage() throws {
    let figure = try Figure()
    let axes = figure.currentAxes()
    let image = try axes.imshow(ImageData(width: 2, height: 1, channels: 1, samples: .float([0, 8])))
    let bar = figure.colorbar(image)
    #expect(Array(bar.axes.limits[2...]) == [0, 8])
    image.vmax = 4
    #expect(texts(figure).contains("4"))
    #expect(!texts(figure).contains("8"))
    #expect(try hasFreeBorder(figure))
    #expect(throws: FigureError.self) { try Figure().currentMapped() }
  }

  @Test func aColourBarOutlivesItsAxes() throws {
    let figure = try Figure(size: (2, 2))
    var axes: Axes? = figure.currentAxes()
    let image = try #require(
      try axes?.imshow(ImageData(width: 1, height: 1, channels: 1, samples: .float([1]))))
    figure.colorbar(image)
    if let axes { figure.remove(axes) }
    axes = nil
    #expect(try figure.render().width == 200)
  }

  @Test func infinityBreaksALine() throws {
    let figure = try Figure(size: (2, 2))
    try figure.currentAxes().plot([0, .infinity, 1, .nan, 2, 3])
    let line = try #require(figure.drawLog().first { $0.hasPrefix("stroke #1f77b4") })
    #expect(line.split(separator: " ").filter { $0.hasSuffix("nan") }.count == 2)
  }

  @Test func offDrawsNoFrame() throws {
    let figure = try Figure()
    try figure.currentAxes().plot([1, 2])
    try figure.currentAxes().axis("off")
    #expect(texts(figure).isEmpty)
  }
}
