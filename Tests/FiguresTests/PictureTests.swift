import Figures
import Testing

struct PictureTests {
  private func grey(_ values: [Double], width: Int = 2) -> Picture {
    Picture(width: width, height: values.count / width, channels: 1, values: values)
  }

  @Test func stretchesToItsOwnRange() {
    #expect(grey([2, 4, 3, 2]).stretched().values == [0, 1, 0.5, 0])
    #expect(grey([2, 2]).stretched().values == [2, 2])
    #expect(grey([.infinity, 0, 2, 1]).stretched().values == [.infinity, 0, 1, 0.5])
  }

  @Test func tilesWithLinesBetween() throws {
    let tiled = try Picture.tiled([grey([1, 2]), grey([3, 4]), grey([5, 6])], columns: 2)
    #expect(tiled.width == 5 && tiled.height == 3)
    #expect(tiled.values == [1, 2, 1, 3, 4, 1, 1, 1, 1, 1, 5, 6, 1, 1, 1])
  }

  @Test func refusesWhatNoFigureHolds() {
    #expect(throws: FigureError.self) { try Picture.tiled([], columns: 2) }
    #expect(throws: FigureError.self) { try Picture.tiled([grey([1, 2])], columns: Int.max) }
  }

  @Test func showsAThousandFilters() throws {
    let figure = try Figure(size: (2, 2), dpi: 50)
    try figure.currentAxes().showFilters((0..<1000).map { grey([0, 1, Double($0), 1]) })
    #expect(figure.drawLog().contains { $0.hasPrefix("image ") })
    #expect(throws: FigureError.self) { try figure.currentAxes().showFilters([]) }
  }
}
