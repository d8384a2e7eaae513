import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The CIFAR-10 images: 50,000 for training, 10,000 for testing, 32 by 32 pixels in three colours, ten classes.
///
/// Source: Krizhevsky, Learning multiple layers of features from tiny images, 2009. Read from `cifar-10-batches-bin`
/// (records of a label and 3,072 pixels) or `cifar-10-batches-py` (pickles).
public enum CIFAR10 {
  /// Images as bytes, each all of red, then green, then blue, row by row.
  public struct Images: Sendable {
    public var pixels: [UInt8] = []
    public var labels: [UInt8] = []

    public init() {}

    public var count: Int { labels.count }

    mutating func append(_ other: Images) {
      pixels += other.pixels
      labels += other.labels
    }
  }

  /// Pixels of an image.
  public static let imageSize = 3 * 32 * 32

  public static let classNames = [
    "plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
  ]

  /// All images in a folder. Errors: FileNotFoundError; ValueError for files that are cut off or hold something else.
  public static func load(folder: String) throws -> (train: Images, test: Images) {
    var train = Images()
    let isBinary = exists(folder + "/data_batch_1.bin")
    for number in 1...5 {
      train.append(try batch(folder + "/data_batch_\(number)" + (isBinary ? ".bin" : "")))
    }
    return (train, try batch(folder + "/test_batch" + (isBinary ? ".bin" : "")))
  }

  /// The first of `folders` that holds the data set; nil if none does.
  public static func find(in folders: [String]) -> String? {
    folders.first { exists($0 + "/data_batch_1.bin") || exists($0 + "/data_batch_1") }
  }

  /// The images of one file, binary or pickled by its name.
  public static func batch(_ path: String) throws -> Images {
    let bytes = try read(path)
    do {
      return path.hasSuffix(".bin") ? try binary(bytes) : try pickled(bytes)
    } catch let error as ArrayError {
      throw ArrayError(error.kind, "\(path): \(error.message)")
    }
  }

  /// Records of a label and the pixels of an image.
  static func binary(_ bytes: [UInt8]) throws -> Images {
    let record = imageSize + 1
    guard !bytes.isEmpty, bytes.count % record == 0 else {
      throw ArrayError(.value, "\(bytes.count) bytes are not whole records of \(record) bytes")
    }
    var images = Images()
    images.pixels.reserveCapacity(bytes.count)
    for start in Swift.stride(from: 0, to: bytes.count, by: record) {
      guard bytes[start] < 10 else {
        throw ArrayError(.value, "label \(bytes[start]) in record \(start / record) is not in 0 ... 9")
      }
      images.labels.append(bytes[start])
      images.pixels += bytes[start + 1..<start + record]
    }
    return images
  }

  /// A dict with `data`, of shape (N, 3072), and `labels`.
  static func pickled(_ bytes: [UInt8]) throws -> Images {
    guard case .dict(let items) = try SafePickle.read(bytes) else {
      throw ArrayError(.value, "not a pickled dict")
    }
    var images = Images()
    for place in Swift.stride(from: 0, to: items.values.count - 1, by: 2) {
      switch (items.values[place].text, items.values[place + 1]) {
      case ("data", .array(let array)):
        guard array.dtype == "u1", array.shape.count == 2, array.shape[1] == imageSize,
          array.shape[0].multipliedReportingOverflow(by: imageSize).partialValue == array.bytes.count
        else { throw ArrayError(.value, "'data' is not an array of bytes of shape (N, \(imageSize))") }
        images.pixels = array.bytes
      case ("labels", .list(let labels)):
        images.labels = try labels.values.map {
          guard case .int(let label) = $0, (0..<10).contains(label) else {
            throw ArrayError(.value, "a label is not in 0 ... 9")
          }
          return UInt8(label)
        }
      default: break
      }
    }
    guard images.count > 0, images.pixels.count == images.count * imageSize else {
      throw ArrayError(.value, "'data' and 'labels' do not belong together")
    }
    return images
  }

  // MARK: Files

  private static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw ArrayError(.fileNotFound, "[Errno 2] No such file or directory: '\(path)'")
    }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    guard size >= 0, size < 1 << 30 else {
      throw ArrayError(.value, "\(path) is too large for a batch of images")
    }
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size == 0 ? 0 : fread(buffer.baseAddress, 1, size, file)
    }
  }
}

extension CIFAR10.Images {
  /// Images `range` as an array of shape (n, 3, 32, 32), or (n, 32, 32, 3) with colours last.
  public func array(_ range: Range<Int>, colorsLast: Bool = false, dtype: DType = .float64) throws -> NDArray
  {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw ArrayError(
        .index, "images \(range.lowerBound) to \(range.upperBound) of \(count) are not all there")
    }
    let size = CIFAR10.imageSize
    let bytes = try NDArray(empty: [range.count, 3, 32, 32], .uint8)
    pixels.withUnsafeBytes { source in
      guard let first = source.baseAddress, !range.isEmpty else { return }
      bytes.data.copyMemory(from: first + range.lowerBound * size, byteCount: range.count * size)
    }
    guard colorsLast else { return try bytes.astype(dtype) }
    return try bytes.transpose([0, 2, 3, 1]).astype(dtype, order: .c)
  }

  /// Their labels, int64.
  public func labelArray(_ range: Range<Int>) throws -> NDArray {
    let result = try NDArray(empty: Shape(range.count), .int64)
    for (place, label) in labels[range].enumerated() {
      result.data.assumingMemoryBound(to: Int.self)[place] = Int(label)
    }
    return result
  }
}
