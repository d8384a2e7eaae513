import Figures
import Testing

struct FigureSaveTests {
  private func figure() throws -> Figure {
    let figure = try Figure(size: (4, 3), dpi: 50)
    try figure.currentAxes().plot([1, 3, 2])
    return figure
  }

  @Test func opaqueFiguresAreWrittenWithoutAlpha() throws {
    let image = try PNG.decode(figure().png())
    #expect(image.channels == 3)
    #expect(image.width == 200 && image.height == 150)
  }

  @Test func tightCutsToTheInkAndThePad() throws {
    var options = SaveOptions()
    options.tight = true
    options.pad = 0
    let bare = try PNG.decode(figure().png(options))
    options.pad = 0.2
    let padded = try PNG.decode(figure().png(options))
    #expect(bare.width < 200 && bare.height < 150)
    #expect(padded.width == bare.width + 20 && padded.height == bare.height + 20)
  }

  @Test func transparentLeavesTheFigureAsItWas() throws {
    let figure = try figure()
    var options = SaveOptions()
    options.transparent = true
    options.dpi = 100
    let image = try PNG.decode(figure.png(options))
    #expect(image.channels == 4 && image.width == 400)
    #expect(image.rgba8()[3] == 0)
    #expect(figure.faceColor == .white && figure.currentAxes().faceColor == .white)
  }

  @Test func ticksCanBeRead() throws {
    let figure = try Figure()
    try figure.currentAxes().plot(x: [0, 10], [0, 1])
    #expect(figure.currentAxes().ticks(.x).positions == [0, 2, 4, 6, 8, 10])
    #expect(figure.currentAxes().ticks(.y).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
  }
}
