import Figures

extension PictureComparer {
  /// Compares pictures by their pixels, laid on white.
  public static let pixels = PictureComparer(
    distance: { expected, got in
      guard let (a, b) = decode(expected, got), a.width == b.width, a.height == b.height else { return nil }
      var sum = 0.0
      for index in a.colours.indices {
        let step = Double(a.colours[index]) - Double(b.colours[index])
        sum += step * step
      }
      return a.colours.isEmpty ? 0 : (sum / Double(a.colours.count)).squareRoot()
    },
    difference: { expected, got in
      guard let (a, b) = decode(expected, got) else { return nil }
      let (width, height) = (max(a.width, b.width), max(a.height, b.height))
      guard width * height <= pixelLimit else { return nil }
      let colours = marked(a.laidOn(width: width, height: height), b.laidOn(width: width, height: height))
      return try? PNG.encode(
        ImageData(width: width, height: height, channels: 3, samples: .uint8(colours)))
    })

  /// No difference is larger: two long strips, one upright, would else fill the memory.
  private static let pixelLimit = 1 << 26

  /// Two pictures; nothing where one cannot be read.
  private static func decode(_ expected: [UInt8], _ got: [UInt8]) -> (Pixels, Pixels)? {
    guard let a = Pixels(expected), let b = Pixels(got) else { return nil }
    return (a, b)
  }

  /// The expected picture, faint and grey, with every pixel that differs in red, darker the more it differs.
  private static func marked(_ expected: [UInt8], _ got: [UInt8]) -> [UInt8] {
    var out = [UInt8](repeating: 255, count: expected.count)
    for pixel in stride(from: 0, to: expected.count - 2, by: 3) {
      var largest = 0
      var sum = 0
      for channel in pixel..<pixel + 3 {
        largest = max(largest, abs(Int(expected[channel]) - Int(got[channel])))
        sum += Int(expected[channel])
      }
      if largest > 0 {
        out[pixel] = UInt8(255 - largest / 4)
        out[pixel + 1] = UInt8((255 - largest) / 2)
        out[pixel + 2] = out[pixel + 1]
      } else {
        let grey = UInt8(255 - (255 - sum / 3) / 4)
        for channel in pixel..<pixel + 3 { out[channel] = grey }
      }
    }
    return out
  }
}

/// A picture as red, green and blue bytes.
private struct Pixels {
  let width: Int
  let height: Int
  let colours: [UInt8]

  init?(_ png: [UInt8]) {
    guard let image = try? PNG.decode(png) else { return nil }
    width = image.width
    height = image.height
    let rgba = image.rgba8()
    var colours: [UInt8] = []
    colours.reserveCapacity(rgba.count / 4 * 3)
    for pixel in stride(from: 0, to: rgba.count - 3, by: 4) {
      let alpha = Int(rgba[pixel + 3])
      for channel in 0..<3 {
        let mixed = Int(rgba[pixel + channel]) * alpha + 255 * (255 - alpha)
        colours.append(UInt8((mixed + 127) / 255))
      }
    }
    self.colours = colours
  }

  /// The colours of a larger white sheet with the picture in its upper left corner.
  func laidOn(width: Int, height: Int) -> [UInt8] {
    if width == self.width, height == self.height { return colours }
    var sheet = [UInt8](repeating: 255, count: width * height * 3)
    for row in 0..<self.height {
      let line = colours[row * self.width * 3..<(row + 1) * self.width * 3]
      sheet.replaceSubrange(row * width * 3..<row * width * 3 + line.count, with: line)
    }
    return sheet
  }
}
