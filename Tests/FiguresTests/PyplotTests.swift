import Figures
import Testing

struct PyplotTests {
  @Test func figuresAndAxesComeIntoBeingWhenAskedFor() throws {
    let plt = Pyplot()
    #expect(plt.figures.isEmpty)
    let axes = try plt.gca()
    #expect(plt.numbers == [1])
    #expect(try plt.gca() === axes)
    #expect(try plt.gcf().axes.count == 1)
  }

  @Test func theSameCellIsTheSameAxes() throws {
    let plt = Pyplot()
    let upper = try plt.subplot(rows: 2, columns: 1, 1)
    let lower = try plt.subplot(rows: 2, columns: 1, 2)
    #expect(upper !== lower)
    #expect(try plt.gca() === lower)
    #expect(try plt.subplot(rows: 2, columns: 1, 1) === upper)
    #expect(try plt.subplot(code: 211) === upper)
    #expect(try plt.gca() === upper)
    #expect(try plt.gcf().axes.count == 2)
  }

  @Test func numbersNameFigures() throws {
    let plt = Pyplot()
    let first = try plt.figure()
    let fifth = try plt.figure(number: 5)
    #expect(try plt.gcf() === fifth)
    #expect(try plt.figure(number: 1) === first)
    #expect(try plt.gcf() === first)
    #expect(try plt.figure().number == 6)
    plt.close(number: 6)
    #expect(plt.numbers == [1, 5])
    plt.closeAll()
    #expect(plt.numbers.isEmpty)
  }

  @Test func showHandsFiguresOverInOrderAndForgetsThem() throws {
    var shown: [Int] = []
    let plt = Pyplot { shown.append($0.number) }
    _ = try plt.figure(number: 2)
    _ = try plt.figure(number: 1)
    try plt.show()
    #expect(shown == [1, 2])
    #expect(plt.figures.isEmpty)
    try plt.show()
    #expect(shown == [1, 2])
  }

  @Test func settingsHoldForNewFigures() throws {
    let plt = Pyplot()
    try plt.rc.set("figure.figsize", .numbers([10, 8]))
    try plt.rc.set("image.cmap", .text("gray"))
    try plt.rc.set("figure.dpi", .number(50))
    let figure = try plt.figure()
    #expect(figure.size == (10, 8))
    #expect(figure.pixelSize() == (500, 400))
    let image = try ImageData(width: 1, height: 1, channels: 1, samples: .float([1]))
    #expect(try plt.gca().imshow(image).colormap.name == "gray")
  }

  @Test func clfEmptiesAndClaKeepsTheAxes() throws {
    let plt = Pyplot()
    let axes = try plt.gca()
    try axes.plot([1, 2])
    try plt.cla()
    #expect(axes.artists.isEmpty)
    #expect(try plt.gca() === axes)
    try plt.clf()
    #expect(try plt.gcf().axes.isEmpty)
  }

  @Test func impossibleFiguresAreRefused() {
    let plt = Pyplot()
    #expect(throws: FigureError.self) { try plt.figure(size: (0, 1)) }
    #expect(throws: FigureError.self) { try plt.figure(size: (1e6, 1e6)) }
    #expect(throws: FigureError.self) { try plt.figure(dpi: .nan) }
    #expect(throws: FigureError(.value, "num must be an integer with 1 <= num <= 4, not 5")) {
      try plt.subplot(rows: 2, columns: 2, 5)
    }
    #expect(throws: FigureError(.value, "Number of rows must be a positive integer, not 0")) {
      try plt.subplot(rows: 0, columns: 2, 1)
    }
    #expect(throws: FigureError(.value, "Single argument to subplot must be a three-digit integer, not 10")) {
      try plt.subplot(code: 10)
    }
  }
}
