import Arrays
import CPNG

/// PNG files in memory.
public enum PNG {
  /// The largest image that `decode` accepts unless told otherwise: 2²⁷ pixels.
  public static let defaultPixelLimit = 1 << 27

  /// Writes an image as a PNG file. Equal pixels give equal bytes: no dates, no versions, one compression setting.
  ///
  /// 8-bit and 16-bit samples are kept; floats (0 … 1) become 8-bit.
  ///
  /// - Parameter dotsPerInch: recorded as the physical size of a pixel when above 0.
  /// - Throws: `FigureError` of kind value for an image without pixels or one that libpng refuses.
  public static func encode(_ image: ImageData, dotsPerInch: Double = 0) throws -> [UInt8] {
    guard image.width > 0, image.height > 0 else {
      throw FigureError(.value, "cannot write an image of size \(image.width)x\(image.height)")
    }
    guard image.width < Int(Int32.max), image.height < Int(Int32.max) else {
      throw FigureError(.value, "Image size of \(image.width)x\(image.height) pixels is too large.")
    }
    switch image.samples {
    case .uint8(let samples):
      return try samples.withUnsafeBytes { try encode($0, of: image, depth: 8, dotsPerInch) }
    case .uint16(let samples):
      return try samples.withUnsafeBytes { try encode($0, of: image, depth: 16, dotsPerInch) }
    case .float(let samples):
      let bytes = samples.map(ImageData.byte)
      return try bytes.withUnsafeBytes { try encode($0, of: image, depth: 8, dotsPerInch) }
    }
  }

  private static func encode(
    _ pixels: UnsafeRawBufferPointer, of image: ImageData, depth: UInt32, _ dotsPerInch: Double
  ) throws -> [UInt8] {
    try Interruption.check()
    var buffer = cpng_buffer()
    // Nobody writes to them.
    let bytes = UnsafeMutableRawBufferPointer(mutating: pixels).bindMemory(to: UInt8.self)
    var description = cpng_image(
      width: UInt32(image.width), height: UInt32(image.height), channels: UInt32(image.channels),
      depth: depth, pixels: bytes.baseAddress, byte_count: bytes.count)
    let failure = withMessage { cpng_encode(&description, dotsPerInch, stops, &buffer, $0) }
    if failure != nil { try Interruption.check() }
    if let failure { throw FigureError(.value, "cannot write PNG: \(failure)") }
    defer { cpng_free(buffer.bytes) }
    return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
  }

  /// Reads a PNG file: grey, palette, colour, with or without alpha, interlaced or not, as uint8 or uint16 samples.
  ///
  /// - Parameter pixelLimit: refuse images with more pixels than this.
  /// - Throws: `FigureError` of kind value that says what is wrong with the file.
  public static func decode(_ bytes: [UInt8], pixelLimit: Int = defaultPixelLimit) throws -> ImageData {
    var image = cpng_image()
    let failure = bytes.withUnsafeBufferPointer { bytes in
      withMessage {
        cpng_decode(bytes.baseAddress, bytes.count, UInt64(max(0, pixelLimit)), stops, &image, $0)
      }
    }
    if failure != nil { try Interruption.check() }
    if let failure { throw FigureError(.value, "cannot read PNG: \(failure)") }
    defer { cpng_free(image.pixels) }
    let raw = UnsafeRawBufferPointer(start: image.pixels, count: image.byte_count)
    let samples: ImageData.Samples =
      image.depth == 16
      ? .uint16(Array(raw.bindMemory(to: UInt16.self))) : .uint8(Array(raw.bindMemory(to: UInt8.self)))
    return try ImageData(
      width: Int(image.width), height: Int(image.height), channels: Int(image.channels), samples: samples)
  }

  /// Asked between rows and blocks.
  private static let stops: @convention(c) () -> Bool = { Interruption.isPending }

  /// Runs a C call that returns 0 or fills in a message.
  private static func withMessage(_ call: (UnsafeMutablePointer<CChar>) -> Int32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CPNG_MESSAGE_SIZE)) { message in
      message.initialize(repeating: 0)
      guard let start = message.baseAddress else { return "no room for a message" }
      return call(start) == 0 ? nil : String(cString: start)
    }
  }
}
