import Arrays

/// Pixels in rows from top to bottom, channels interleaved: what imread gives, imshow draws and savefig writes.
public struct ImageData: Equatable, Sendable {
  /// The samples, with the type that the array in the script had.
  public enum Samples: Equatable, Sendable {
    /// 0 … 255.
    case uint8([UInt8])
    /// 0 … 65535.
    case uint16([UInt16])
    /// 0 … 1 for colours, anything for values that a colormap turns into colours.
    case float([Double])

    public var count: Int {
      switch self {
      case .uint8(let samples): samples.count
      case .uint16(let samples): samples.count
      case .float(let samples): samples.count
      }
    }
  }

  public let width: Int
  public let height: Int
  /// 1 for values or grey, 2 for grey with alpha, 3 for RGB, 4 for RGBA.
  public let channels: Int
  public let samples: Samples

  /// Wraps samples in row-major order (height, width, channels).
  ///
  /// - Throws: `FigureError` of kind type when the number of samples is not height × width × channels.
  public init(width: Int, height: Int, channels: Int, samples: Samples) throws {
    let (row, overflow) = width.multipliedReportingOverflow(by: channels)
    let (total, overflow2) = row.multipliedReportingOverflow(by: height)
    guard width >= 0, height >= 0, (1...4).contains(channels), !overflow, !overflow2, total == samples.count
    else {
      throw FigureError(.type, "Invalid shape \(FigureError.shape([height, width, channels])) for image data")
    }
    self.width = width
    self.height = height
    self.channels = channels
    self.samples = samples
  }

  /// RGBA pixels of a canvas, whose count is known to fit.
  init(width: Int, height: Int, rgba: [UInt8]) {
    self.init(width: width, height: height, channels: 4, bytes: rgba)
  }

  private init(width: Int, height: Int, channels: Int, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.channels = channels
    samples = .uint8(bytes)
  }

  /// The pixels as 8-bit RGBA, grey spread over the colours, missing alpha opaque; floats are clipped to 0 … 1 and rounded.
  public func rgba8() -> [UInt8] {
    switch samples {
    case .uint8(let values): expand(values) { $0 }
    // 65535 / 257 is 255: exact at both ends.
    case .uint16(let values): expand(values) { UInt8((UInt32($0) + 128) / 257) }
    case .float(let values): expand(values) { ImageData.byte($0) }
    }
  }

  /// A colour component 0 … 1 as a byte, rounded; nan is 0.
  @inline(__always)
  static func byte(_ value: Double) -> UInt8 {
    guard value > 0 else { return 0 }
    return value >= 1 ? 255 : UInt8(value * 255 + 0.5)
  }

  /// The same picture without its alpha channel where that says nothing: smaller files.
  public func withoutOpaqueAlpha() -> ImageData {
    guard channels == 4, case .uint8(let bytes) = samples else { return self }
    for (turn, index) in stride(from: 3, to: bytes.count, by: 4).enumerated()
    where bytes[index] != 255 || Interruption.isPending(at: turn) { return self }
    let pixels = width * height
    let colors = [UInt8](unsafeUninitializedCapacity: pixels * 3) { out, count in
      for pixel in 0..<pixels where !Interruption.isPending(at: pixel) {
        for channel in 0..<3 { out[pixel * 3 + channel] = bytes[pixel * 4 + channel] }
      }
      count = pixels * 3
    }
    return ImageData(width: width, height: height, channels: 3, bytes: colors)
  }

  private func expand<Sample>(_ values: [Sample], _ byte: (Sample) -> UInt8) -> [UInt8] {
    let pixels = width * height
    return [UInt8](unsafeUninitializedCapacity: pixels * 4) { out, count in
      values.withUnsafeBufferPointer { values in
        for pixel in 0..<pixels where !Interruption.isPending(at: pixel) {
          let from = pixel * channels
          let to = pixel * 4
          if channels >= 3 {
            out[to] = byte(values[from])
            out[to + 1] = byte(values[from + 1])
            out[to + 2] = byte(values[from + 2])
            out[to + 3] = channels == 4 ? byte(values[from + 3]) : 255
          } else {
            let grey = byte(values[from])
            out[to] = grey
            out[to + 1] = grey
            out[to + 2] = grey
            out[to + 3] = channels == 2 ? byte(values[from + 1]) : 255
          }
        }
      }
      count = pixels * 4
    }
  }
}
