/// How far one image is from another.
public struct ImageDifference: Sendable {
  /// Root mean square over pixels and channels (RGBA), 0 … 255.
  public let rootMeanSquare: Double
  /// Pixels that differ at all.
  public let differing: Int
  /// The expected image in pale grey with every differing pixel in red, the stronger the larger the difference.
  public let picture: ImageData

  /// - Throws: `FigureError` of kind value when the sizes differ.
  public init(expected: ImageData, got: ImageData) throws {
    guard expected.width == got.width, expected.height == got.height else {
      throw FigureError(
        .value,
        "image sizes do not match: expected \(expected.width)x\(expected.height), got \(got.width)x\(got.height)"
      )
    }
    let a = expected.rgba8()
    let b = got.rgba8()
    var pixels = [UInt8](repeating: 255, count: a.count)
    // Whole numbers: 2³² pixels with the largest difference still fit.
    var sum: UInt64 = 0
    var differing = 0
    for pixel in stride(from: 0, to: a.count, by: 4) {
      var largest = 0
      for channel in pixel..<pixel + 4 {
        let d = abs(Int(a[channel]) - Int(b[channel]))
        sum &+= UInt64(d * d)
        largest = max(largest, d)
      }
      let grey = (Int(a[pixel]) * 3 + Int(a[pixel + 1]) * 6 + Int(a[pixel + 2])) / 10
      let pale = UInt8(191 + grey / 4)
      if largest > 0 {
        differing += 1
        pixels[pixel] = 230
        let fade = UInt8(150 - largest * 150 / 255)
        pixels[pixel + 1] = fade
        pixels[pixel + 2] = fade
      } else {
        for channel in pixel..<pixel + 3 { pixels[channel] = pale }
      }
    }
    self.differing = differing
    rootMeanSquare = a.isEmpty ? 0 : (Double(sum) / Double(a.count)).squareRoot()
    picture = ImageData(width: expected.width, height: expected.height, rgba: pixels)
  }
}
