import Figures
import Notebooks
import Testing

@Suite struct PicturesTests {
  private func png(_ samples: [UInt8], channels: Int = 3) throws -> [UInt8] {
    try PNG.encode(
      ImageData(width: samples.count / channels, height: 1, channels: channels, samples: .uint8(samples)))
  }

  @Test func theDistanceIsTheRootMeanSquareOfColours() throws {
    let white = try png([255, 255, 255, 255, 255, 255])
    let red = try png([255, 255, 255, 255, 255, 249])
    let distance = try #require(PictureComparer.pixels.distance(white, red))
    #expect(abs(distance - 6 / 6.0.squareRoot()) < 1e-12)
    #expect(PictureComparer.pixels.distance(white, white) == 0)
    // What is transparent is white.
    #expect(
      PictureComparer.pixels.distance(white, try png([1, 2, 3, 0, 255, 255, 255, 255], channels: 4)) == 0)
    #expect(try PictureComparer.pixels.distance(white, png([255, 255, 255])) == nil)
    #expect(PictureComparer.pixels.distance(white, [1, 2, 3]) == nil)
  }

  @Test func theDifferenceShowsWhere() throws {
    let expected = try png([0, 0, 0, 255, 255, 255, 10, 10, 10])
    let got = try png([0, 0, 0, 255, 0, 255, 10, 10, 10])
    let picture = try PNG.decode(try #require(PictureComparer.pixels.difference(expected, got))).rgba8()
    func isRed(_ pixel: Int) -> Bool { picture[4 * pixel] > picture[4 * pixel + 1] }
    #expect([isRed(0), isRed(1), isRed(2)] == [false, true, false])
    #expect(PictureComparer.pixels.difference(expected, [0]) == nil)
    // Where one picture is wider, the other counts as white.
    let wider = try png([0, 0, 0, 255, 255, 255, 10, 10, 10, 255, 255, 255, 7, 7, 7])
    let both = try PNG.decode(try #require(PictureComparer.pixels.difference(expected, wider)))
    #expect(both.width == 5 && both.height == 1)
    let samples = both.rgba8()
    #expect((0..<5).map { samples[4 * $0] > samples[4 * $0 + 1] } == [false, false, false, false, true])
  }
}
