import Figures
import Testing

struct ImageDifferenceTests {
  private func grey(_ values: [UInt8], width: Int) throws -> ImageData {
    try ImageData(width: width, height: values.count / width, channels: 1, samples: .uint8(values))
  }

  @Test func equalImagesDoNotDiffer() throws {
    let image = try grey([1, 2, 3, 4], width: 2)
    let difference = try ImageDifference(expected: image, got: image)
    #expect(difference.rootMeanSquare == 0)
    #expect(difference.differing == 0)
  }

  @Test func rootMeanSquareIsOverPixelsAndChannels() throws {
    // One pixel of four differs by 100 in three channels of four.
    let difference = try ImageDifference(
      expected: grey([0, 0, 0, 0], width: 2), got: grey([0, 100, 0, 0], width: 2))
    #expect(abs(difference.rootMeanSquare - (3 * 10000.0 / 16).squareRoot()) < 1e-12)
    #expect(difference.differing == 1)
    let pixels = difference.picture.rgba8()
    #expect(pixels[4] > 200 && pixels[5] < 150, "the pixel that differs is red")
    #expect(pixels[0] == pixels[1], "the others are grey")
  }

  @Test func differentSizesAreNamed() throws {
    #expect(throws: FigureError(.value, "image sizes do not match: expected 2x2, got 4x1")) {
      try ImageDifference(expected: grey([0, 0, 0, 0], width: 2), got: grey([0, 0, 0, 0], width: 4))
    }
  }
}
