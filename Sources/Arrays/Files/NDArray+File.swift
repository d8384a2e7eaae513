/// The .npy format, byte for byte as `np.save` writes it.
extension NDArray {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// The array as the contents of a .npy file, format 1.0.
  public func npyBytes() throws(ArrayError) -> [UInt8] {
    var result: [UInt8] = []
    try appendNPY(to: &result)
    return result
  }

  /// Appends the contents of a .npy file, which has room for them and for a little more.
  func appendNPY(to result: inout [UInt8]) throws(ArrayError) {
    let header = ArrayHeader(self)
    var bytes = NDArray.magic + [1, 0]
    var text = Array(header.text.utf8)
    let padding = 64 - (bytes.count + 2 + text.count + 1) % 64
    text += [UInt8](repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    bytes.append(littleEndian: text.count, size: 2)
    bytes += text
    let packed = header.isFortranOrder ? transposed : try contiguous()
    let room = result.count + bytes.count + packed.byteCount
    if result.capacity < room { result.reserveCapacity(room + 1024) }
    result += bytes
    defer { withExtendedLifetime(packed) {} }
    try result.append(interruptibly: UnsafeRawBufferPointer(start: packed.data, count: packed.byteCount))
  }

  /// The array in the contents of a .npy file, format 1.0, 2.0 or 3.0; bytes behind it are ignored.
  ///
  /// Sizes are checked against the bytes there are before memory is asked for.
  /// Errors: NumPy's for other files, malformed headers, object arrays and missing data.
  public convenience init(npyBytes bytes: [UInt8]) throws(ArrayError) { try self.init(npyBytes: bytes[...]) }

  convenience init(npyBytes bytes: ArraySlice<UInt8>) throws(ArrayError) {
    let reader = ByteReader(bytes: bytes)
    guard let start = reader.slice(0, 8) else {
      throw ArrayError(.value, "EOF: reading magic string, expected 8 bytes got \(bytes.count)")
    }
    guard Array(start.prefix(6)) == NDArray.magic else {
      let got = start.prefix(6).map { NDArray.escaped($0) }.joined()
      throw ArrayError(.value, "the magic string is not correct; expected b'\\x93NUMPY', got b'\(got)'")
    }
    let (major, minor) = (start[start.startIndex + 6], start[start.startIndex + 7])
    guard minor == 0, (1...3).contains(major) else {
      throw ArrayError(
        .value, "we only support format version (1,0), (2,0), and (3,0), not (\(major), \(minor))")
    }
    let lengthSize = major == 1 ? 2 : 4
    guard let length = reader.integer(at: 8, size: lengthSize) else {
      throw ArrayError(
        .value, "EOF: reading array header length, expected \(lengthSize) bytes got \(bytes.count - 8)")
    }
    let headerStart = 8 + lengthSize
    guard let text = reader.slice(headerStart, length) else {
      throw ArrayError(
        .value, "EOF: reading array header, expected \(length) bytes got \(bytes.count - headerStart)")
    }
    if length > 10_000 {
      throw ArrayError(
        .value,
        "Header info length (\(length)) is large and may not be safe to load securely.\nTo allow loading, adjust "
          + "`max_header_size` or fully trust the `.npy` file using `allow_pickle=True`.\nFor safety against large "
          + "resource use or crashes, sandboxing may be necessary.")
    }
    let header = try ArrayHeader(parsing: String(decoding: text, as: UTF8.self))
    let dtype = try header.dtype()
    let shape = try Shape(checking: header.shape)
    for length in shape where length < 0 { throw ArrayError(.value, "negative dimensions are not allowed") }
    let available = bytes.count - headerStart - length
    let count = shape.elementCount
    guard let count, count <= available / dtype.itemSize else {
      throw ArrayError(
        .value,
        "Failed to read all data for array. Expected \(shape.tupleDescription) = \(count.map(String.init) ?? "too many") "
          + "elements, could only read \(available / dtype.itemSize) elements. (file seems not fully written?)"
      )
    }
    if header.isFortranOrder {
      try self.init(empty: shape, strides: shape.fortranStrides(itemSize: dtype.itemSize), dtype)
    } else {
      try self.init(empty: shape, dtype)
    }
    let place = data
    let size = count * dtype.itemSize
    var done = 0
    while done < size {
      let block = Swift.min(1 << 22, size - done)
      bytes.withUnsafeBytes { source in
        if let base = source.baseAddress {
          (place + done).copyMemory(from: base + (headerStart + length + done), byteCount: block)
        }
      }
      done += block
      try Interruption.check()
    }
    if dtype == .bool {
      // Any byte but zero is true; memory holds zeros and ones.
      let flags = place.assumingMemoryBound(to: UInt8.self)
      for i in 0..<count where flags[i] > 1 { flags[i] = 1 }
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "'") {
      return "\\" + String(Character(Unicode.Scalar(byte)))
    }
    if (32..<127).contains(byte) { return String(Character(Unicode.Scalar(byte))) }
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }
}
