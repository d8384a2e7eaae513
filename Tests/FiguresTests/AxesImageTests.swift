import Figures
import Testing

struct AxesImageTests {
  /// A figure that is nothing but one image.
  private func picture(_ image: ImageData, pixels: Int, _ options: ImageOptions = ImageOptions()) throws
    -> [UInt8]
  {
    let figure = try Figure(size: (Double(pixels), Double(pixels)), dpi: 1)
    let axes = try figure.addAxes(left: 0, bottom: 0, width: 1, height: 1)
    try axes.imshow(image, options)
    axes.showsAxis = false
    return try figure.render().rgba8()
  }

  private func values(_ values: [Double], width: Int) throws -> ImageData {
    try ImageData(width: width, height: values.count / width, channels: 1, samples: .float(values))
  }

  private func gray(_ options: (inout ImageOptions) -> Void = { _ in }) throws -> ImageOptions {
    var result = ImageOptions()
    result.colormap = try Colormap.named("gray")
    options(&result)
    return result
  }

  @Test func theFirstRowIsOnTop() throws {
    let pixels = try picture(values([0, 1, 2, 3], width: 2), pixels: 8, gray())
    func at(_ x: Int, _ y: Int) -> UInt8 { pixels[(y * 8 + x) * 4] }
    #expect([at(0, 0), at(7, 0), at(0, 7), at(7, 7)] == [0, 85, 170, 255])
    #expect([at(3, 3), at(4, 3), at(3, 4), at(4, 4)] == [0, 85, 170, 255])
  }

  @Test func originLowerTurnsItOver() throws {
    let pixels = try picture(values([0, 1, 2, 3], width: 2), pixels: 8, gray { $0.origin = .lower })
    #expect([pixels[0], pixels[7 * 4], pixels[56 * 4], pixels[63 * 4]] == [170, 255, 0, 85])
  }

  @Test func limitsOfColourClamp() throws {
    let options = try gray {
      $0.vmin = 1
      $0.vmax = 2
    }
    let pixels = try picture(values([0, 1, 2, 3], width: 2), pixels: 8, options)
    #expect([pixels[0], pixels[7 * 4], pixels[56 * 4], pixels[63 * 4]] == [0, 0, 255, 255])
  }

  @Test func coloursAreShownAsTheyAre() throws {
    let image = try ImageData(width: 1, height: 2, channels: 3, samples: .uint8([10, 20, 30, 200, 100, 0]))
    let pixels = try picture(
      image, pixels: 4,
      {
        var o = ImageOptions()
        o.aspect = .auto
        return o
      }())
    #expect(Array(pixels[0..<4]) == [10, 20, 30, 255])
    #expect(Array(pixels[15 * 4..<16 * 4]) == [200, 100, 0, 255])
    let floats = try ImageData(width: 1, height: 1, channels: 3, samples: .float([0.5, 2, -1]))
    #expect(Array(try picture(floats, pixels: 4)[0..<4]) == [128, 255, 0, 255])
  }

  @Test func nanIsThePaper() throws {
    let pixels = try picture(values([.nan, 1, 2, 3], width: 2), pixels: 8, gray())
    #expect(Array(pixels[0..<4]) == [255, 255, 255, 255])
  }

  @Test func equalValuesAreTheFirstColour() throws {
    let pixels = try picture(values([5, 5, 5, 5], width: 2), pixels: 8, gray())
    #expect(Set(stride(from: 0, to: pixels.count, by: 4).map { pixels[$0] }) == [0])
  }

  @Test func aFineChessboardShrinksToGrey() throws {
    var board: [Double] = []
    for row in 0..<64 { for column in 0..<64 { board.append(Double((row + column) % 2)) } }
    let pixels = try picture(values(board, width: 64), pixels: 20, gray())
    for pixel in stride(from: 0, to: pixels.count, by: 4) { #expect(abs(Int(pixels[pixel]) - 128) < 16) }
    let nearest = try picture(values(board, width: 64), pixels: 20, gray { $0.interpolation = .nearest })
    #expect(Set(stride(from: 0, to: nearest.count, by: 4).map { nearest[$0] }) == [0, 255])
  }

  @Test func bilinearRisesSteadily() throws {
    let options = try gray {
      $0.interpolation = .bilinear
      $0.aspect = .auto
    }
    let pixels = try picture(values([0, 1], width: 2), pixels: 40, options)
    let row = (0..<40).map { pixels[$0 * 4] }
    #expect(zip(row, row.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(row.first == 0 && row.last == 255)
    #expect(Set(row).count > 15)
  }

  @Test func emptyImagesDrawNothing() throws {
    let empty = try ImageData(width: 0, height: 0, channels: 1, samples: .float([]))
    #expect(try picture(empty, pixels: 4).allSatisfy { $0 == 255 })
  }

  @Test func shapesThatAreNoImagesAreRefused() {
    #expect(throws: FigureError.self) {
      try ImageData(width: 2, height: 2, channels: 1, samples: .float([1]))
    }
    #expect(throws: FigureError(.type, "Invalid shape (3, 4, 5) for image data")) {
      try ImageData(width: 4, height: 3, channels: 5, samples: .float([Double](repeating: 0, count: 60)))
    }
  }
}
