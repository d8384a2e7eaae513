/// Reads an image at the places of the picture's pixels.
///
/// Enlarged three times and more, or by a whole factor, each pixel takes its nearest sample; otherwise samples are weighed with a
/// Hann window as wide as a pixel's footprint, so that reduced images do not alias: matplotlib's `auto` interpolation.
struct Resampler {
  let image: ImageData
  /// Where the image lies, in pixels of the picture.
  let box: Rect
  let flippedX: Bool
  let flippedY: Bool
  let interpolation: Interpolation
  /// The pixels to compute: left, top, width, height.
  var window: (x: Int, y: Int, width: Int, height: Int) = (0, 0, 0, 0)

  private enum Kernel {
    case nearest, bilinear, hann, cubic
  }

  /// The weights of consecutive samples for one pixel column or row.
  private struct Taps {
    var first: [Int] = []
    var start: [Int] = [0]
    var weights: [Double] = []
  }

  private func kernel(_ samples: Int, _ pixels: Double) -> Kernel {
    let ratio = pixels / Double(samples)
    switch interpolation {
    case .nearest, .none: return .nearest
    case .bilinear, .gaussian: return .bilinear
    case .bicubic, .lanczos: return .cubic
    case .hanning: return .hann
    case .auto, .antialiased:
      return ratio > 3 || ratio == 1 || ratio == 2 ? .nearest : .hann
    }
  }

  private func taps(
    count: Int, from: Double, to: Double, flipped: Bool, start: Int, pixels: Int, kernel: Kernel
  ) -> Taps {
    var taps = Taps()
    taps.first.reserveCapacity(pixels)
    let step = Double(count) / (to - from)
    for pixel in start..<start + pixels {
      var place = (Double(pixel) + 0.5 - from) * step
      if flipped { place = Double(count) - place }
      let nearest = min(max(Int(min(max(place, 0), Double(count))), 0), count - 1)
      if kernel == .nearest {
        taps.first.append(nearest)
        taps.weights.append(1)
      } else {
        // The window is at least one sample wide, and wider where many samples share a pixel.
        let radius = (kernel == .cubic ? 2.0 : 1.0) * max(1, step)
        let low = max(0, Elementary.whole((place - 0.5 - radius).rounded(.up)))
        let high = min(count - 1, Elementary.whole((place - 0.5 + radius).rounded(.down)))
        var weights: [Double] = []
        var sum = 0.0
        if low <= high {
          for index in low...high {
            let weight = Self.weight(kernel, abs(Double(index) + 0.5 - place) / max(1, step))
            weights.append(weight)
            sum += weight
          }
        }
        if sum > 1e-12 {
          taps.first.append(low)
          taps.weights += weights.map { $0 / sum }
        } else {
          taps.first.append(nearest)
          taps.weights.append(1)
        }
      }
      taps.start.append(taps.weights.count)
    }
    return taps
  }

  private static func weight(_ kernel: Kernel, _ distance: Double) -> Double {
    switch kernel {
    case .nearest: return distance < 0.5 ? 1 : 0
    case .bilinear: return max(0, 1 - distance)
    case .hann: return distance >= 1 ? 0 : 0.5 + 0.5 * Elementary.sinCos(degrees: 180 * distance).cos
    case .cubic:
      // Catmull and Rom's kernel.
      let d = distance
      if d < 1 { return (1.5 * d - 2.5) * d * d + 1 }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0
    }
  }

  /// One value a pixel from an image of values.
  func values() -> [Double] {
    switch image.samples {
    case .uint8(let samples): sampled(samples, channel: 0) { Double($0) }
    case .uint16(let samples): sampled(samples, channel: 0) { Double($0) }
    // What is infinite is missing, as what is no number.
    case .float(let samples): sampled(samples, channel: 0) { $0.isFinite ? $0 : .nan }
    }
  }

  /// RGBA bytes from an image of colours.
  func colors(alpha: Double) -> [UInt8] {
    let count = window.width * window.height
    var result = [UInt8](repeating: 255, count: count * 4)
    for channel in 0..<min(image.channels, 4) {
      let plane: [Double] =
        switch image.samples {
        case .uint8(let samples): sampled(samples, channel: channel) { Double($0) }
        case .uint16(let samples): sampled(samples, channel: channel) { Double($0) / 257 }
        case .float(let samples): sampled(samples, channel: channel) { min(max($0, 0), 1) * 255 }
        }
      for index in 0..<count {
        let value = plane[index]
        result[index * 4 + channel] = value > 0 ? UInt8(min(value + 0.5, 255)) : 0
      }
    }
    if alpha < 1 {
      for index in 0..<count {
        result[index * 4 + 3] = UInt8(min(max(Double(result[index * 4 + 3]) * max(alpha, 0) + 0.5, 0), 255))
      }
    }
    return result
  }

  private func sampled<Sample>(_ samples: [Sample], channel: Int, _ value: (Sample) -> Double) -> [Double] {
    let kernelX = kernel(image.width, box.width)
    let kernelY = kernel(image.height, box.height)
    // Both axes agree: an image enlarged along one axis only is not smoothed along the other alone.
    let kernel: Kernel =
      kernelX == .nearest && kernelY == .nearest ? .nearest : kernelX == .nearest ? kernelY : kernelX
    let columns = taps(
      count: image.width, from: box.x0, to: box.x1, flipped: flippedX, start: window.x, pixels: window.width,
      kernel: kernel)
    let rows = taps(
      count: image.height, from: box.y0, to: box.y1, flipped: flippedY, start: window.y,
      pixels: window.height,
      kernel: kernel)
    let stride = image.width * image.channels
    return [Double](unsafeUninitializedCapacity: window.width * window.height) { out, count in
      samples.withUnsafeBufferPointer { samples in
        if kernel == .nearest {
          for row in 0..<window.height {
            let line = rows.first[row] * stride + channel
            for column in 0..<window.width {
              out[row * window.width + column] = value(samples[line + columns.first[column] * image.channels])
            }
          }
        } else {
          smooth(samples, channel, stride, columns, rows, value, into: out)
        }
      }
      count = window.width * window.height
    }
  }

  /// Columns first, for the rows of the image that matter; then rows.
  private func smooth<Sample>(
    _ samples: UnsafeBufferPointer<Sample>, _ channel: Int, _ stride: Int, _ columns: Taps, _ rows: Taps,
    _ value: (Sample) -> Double, into out: UnsafeMutableBufferPointer<Double>
  ) {
    let firstRow = rows.first.min() ?? 0
    var lastRow = firstRow
    for row in 0..<window.height {
      lastRow = max(lastRow, rows.first[row] + rows.start[row + 1] - rows.start[row] - 1)
    }
    var narrowed = [Double](repeating: 0, count: (lastRow - firstRow + 1) * window.width)
    for row in firstRow...lastRow {
      for column in 0..<window.width {
        var sum = 0.0
        var from = row * stride + columns.first[column] * image.channels + channel
        for tap in columns.start[column]..<columns.start[column + 1] {
          sum += columns.weights[tap] * value(samples[from])
          from += image.channels
        }
        narrowed[(row - firstRow) * window.width + column] = sum
      }
    }
    for row in 0..<window.height {
      for column in 0..<window.width {
        var sum = 0.0
        var from = (rows.first[row] - firstRow) * window.width + column
        for tap in rows.start[row]..<rows.start[row + 1] {
          sum += rows.weights[tap] * narrowed[from]
          from += window.width
        }
        out[row * window.width + column] = sum
      }
    }
  }
}
