import Arrays
import Figures
import Language

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pictures in files: PNG alone.
enum ImageFiles {
  /// Reads a picture.
  ///
  /// - Throws: FileNotFoundError and OSError in Python's words; ValueError for what is no PNG file.
  static func read(_ value: Value, _ vm: Interpreter, imageio: Bool = false) throws -> (
    image: ImageData, hasPalette: Bool
  ) {
    let path = try vm.str(value)
    let bytes: [UInt8]
    do { bytes = try ArrayFiles.read(path) } catch let error {
      if error.kind == .interrupt || error.kind == .memory { throw PyError(error) }
      if error.message.hasPrefix("[Errno 2]") {
        throw PyError(Types.fileNotFoundError, imageio ? "No such file: '\(absolute(path))'" : error.message)
      }
      throw PyError(Types.osError, error.message)
    }
    if let format = foreignFormat(bytes) {
      throw PyError.unsupported(
        "'\(path)' is a \(format) file and nbsh reads PNG alone: convert it, as `convert in.\(format.lowercased()) out.png` does"
      )
    }
    let image = try PNG.decode(bytes)
    // The kind of pixels stands in the first chunk.
    return (image, bytes[25] == 3)
  }

  /// A path from the root, as imageio's message names it.
  private static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// The format of a file that is no PNG, by its first bytes.
  private static func foreignFormat(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "JPEG" }
    if bytes.starts(with: Array("GIF8".utf8)) { return "GIF" }
    if bytes.starts(with: Array("BM".utf8)) { return "BMP" }
    if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
      return "TIFF"
    }
    if bytes.starts(with: Array("RIFF".utf8)) { return "WebP" }
    if bytes.starts(with: Array("%PDF".utf8)) { return "PDF" }
    return nil
  }

  /// The array of a picture: (rows, columns) for grey, (rows, columns, 3 or 4) for colours.
  private static func shape(_ image: ImageData) -> Shape {
    var shape = Shape(image.height, image.width)
    if image.channels > 1 { shape.append(image.channels) }
    return shape
  }

  /// As imageio gives it: uint8, the upper byte of colours of 16 bits.
  static func bytes(_ image: ImageData) throws -> Value {
    switch image.samples {
    case .uint8(let samples): return .array(try NDArray(bytes: samples, shape(image)))
    case .uint16(let samples):
      guard image.channels > 1 else {
        throw PyError.unsupported(
          "the file has grey values of 16 bits and arrays have no uint16: use plt.imread")
      }
      return .array(try NDArray(bytes: samples.map { UInt8($0 >> 8) }, shape(image)))
    case .float(let samples): return .array(try NDArray(doubles: samples).reshape(shape(image)))
    }
  }

  /// As matplotlib gives it: float32 from 0 to 1. A palette's colours and grey with transparency come as red, green, blue and
  /// opacity; of colours of 16 bits the upper byte counts.
  static func floats(_ image: ImageData, hasPalette: Bool) throws -> Value {
    var numbers: [Float]
    switch image.samples {
    case .uint8(let samples): numbers = samples.map { Float($0) / 255 }
    case .uint16(let samples) where image.channels == 1: numbers = samples.map { Float($0) / 65535 }
    case .uint16(let samples): numbers = samples.map { Float($0 >> 8) / 255 }
    case .float(let samples): numbers = samples.map { Float($0) }
    }
    var shape = shape(image)
    if image.channels == 2 || (hasPalette && image.channels == 3) {
      let channels = image.channels
      numbers = (0..<image.width * image.height).flatMap { pixel -> [Float] in
        let at = pixel * channels
        return channels == 2
          ? [numbers[at], numbers[at], numbers[at], numbers[at + 1]]
          : [numbers[at], numbers[at + 1], numbers[at + 2], 1]
      }
      shape = [image.height, image.width, 4]
    }
    return .array(try NDArray(doubles: numbers.map(Double.init)).astype(.float32).reshape(shape))
  }

  /// The name of the file to write; `.png` is added where there is no ending.
  ///
  /// - Throws: ValueError for another format, in matplotlib's words.
  static func pngName(_ path: String, format: String? = nil, verb: String) throws -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) }
    let wanted = (format ?? ending ?? "png").lowercased()
    guard wanted == "png" else {
      throw PyError.valueError("Format '\(wanted)' is not supported (supported formats: png)")
    }
    return ending == nil && format == nil ? path + ".png" : path
  }

  static func write(_ bytes: [UInt8], to path: String, _ vm: Interpreter) throws {
    let path = try vm.writablePath(path)
    do { try ArrayFiles.write(bytes, to: path) } catch let error {
      if error.kind == .interrupt { throw PyError(error) }
      throw PyError(
        error.message.hasPrefix("[Errno 2]") ? Types.fileNotFoundError : Types.osError, error.message)
    }
  }

  /// What `imageio.imwrite` is given, as bytes.
  static func writable(_ value: Value, _ vm: Interpreter) throws -> ImageData {
    let array = try vm.asArray(value)
    guard array.dtype == .uint8 || array.dtype == .bool else {
      throw PyError.typeError(
        "Cannot write images of data type \(array.dtype.name): multiply by 255 and use .astype(np.uint8)")
    }
    let shape = Array(array.shape)
    guard shape.count == 2 || (shape.count == 3 && (1...4).contains(shape[2])) else {
      throw PyError.valueError(
        "Image must be 2D (grayscale, RGB, or RGBA), not of shape \(array.shape.tupleDescription)")
    }
    return try ImageData(
      width: shape[1], height: shape[0], channels: shape.count == 3 ? shape[2] : 1,
      samples: .uint8(array.astype(.uint8).bytes()))
  }

  /// The functions of `imageio`.
  nonisolated(unsafe) static let imageio = EntryList { add in
    add(
      "imread", "(uri, **kwargs)",
      "A PNG file as an array of uint8: (rows, columns) or (rows, columns, channels)."
    ) { a in
      let keywords = Keywords(a.keywords(1), of: "imread", a.vm)
      keywords.ignore("format")
      try keywords.finish()
      return try bytes(read(a[0], a.vm, imageio: true).image)
    }
    add("imwrite", "(uri, im, format=None, **kwargs)", "Writes an array of uint8 as a PNG file.") { a in
      let path = try pngName(a.vm.str(a[0]), format: a.isGiven(2) ? a.string(2) : nil, verb: "imwrite")
      try write(PNG.encode(writable(a[1], a.vm)), to: path, a.vm)
      return .none
    }
    add.alias("imsave", of: "imwrite")
  }

  /// The functions of `matplotlib.image` and pyplot.
  nonisolated(unsafe) static let matplotlib = EntryList { add in
    add(
      "imread", "(fname, format=None)", "A PNG file as an array of float32 from 0 to 1.",
      "plt.imsave('/tmp/checker.png', np.eye(2), cmap='gray')\nprint(plt.imread('/tmp/checker.png').shape)\n#> (2, 2, 4)"
    ) { a in
      let (image, hasPalette) = try read(a[0], a.vm)
      return try floats(image, hasPalette: hasPalette)
    }
    add(
      "imsave", "(fname, arr, **kwargs)", "Writes an array as a PNG file, numbers through a colour map.",
      "plt.imsave('/tmp/filter.png', np.random.rand(5, 5), cmap='gray')"
    ) {
      a in
      let keywords = Keywords(a.keywords(2), of: "imsave", a.vm)
      let format = try keywords.word("format")
      let map = try keywords.take("cmap").map { try a.vm.colormap($0) }
      let (low, high) = (try keywords.number("vmin"), try keywords.number("vmax"))
      let origin = try keywords.word("origin").map { try AxesImage.Origin(parsing: $0) } ?? .upper
      keywords.ignore("dpi", "metadata", "pil_kwargs")
      try keywords.finish()
      let path = try pngName(a.vm.str(a[0]), format: format, verb: "imsave")
      var image = try a.vm.picture(a[1])
      if image.channels == 1 {
        image = try colored(image, map ?? Colormap.named("viridis"), low, high)
      } else {
        image = try ImageData(
          width: image.width, height: image.height, channels: 4, samples: .uint8(image.rgba8()))
      }
      if origin == .lower, case .uint8(let bytes) = image.samples {
        let row = image.width * image.channels
        let turned = (0..<image.height).reversed().flatMap { bytes[$0 * row..<($0 + 1) * row] }
        image = try ImageData(
          width: image.width, height: image.height, channels: image.channels, samples: .uint8(turned))
      }
      try write(PNG.encode(image), to: path, a.vm)
      return .none
    }
  }

  private static func colored(_ image: ImageData, _ map: Colormap, _ low: Double?, _ high: Double?) throws
    -> ImageData
  {
    let values: [Double] =
      switch image.samples {
      case .uint8(let samples): samples.map(Double.init)
      case .uint16(let samples): samples.map(Double.init)
      case .float(let samples): samples
      }
    try Interruption.check()
    let finite = values.filter(\.isFinite)
    let from = low ?? finite.min() ?? 0
    let to = high ?? finite.max() ?? 1
    var pixels: [UInt8] = []
    pixels.reserveCapacity(values.count * 4)
    for (turn, value) in values.enumerated() {
      if Interruption.isPending(at: turn) { try Interruption.check() }
      let color = map.color(to > from ? (value - from) / (to - from) : value.isNaN ? .nan : 0)
      for part in [color.red, color.green, color.blue, color.alpha] {
        pixels.append(UInt8((part * 255).rounded()))
      }
    }
    return try ImageData(width: image.width, height: image.height, channels: 4, samples: .uint8(pixels))
  }
}
