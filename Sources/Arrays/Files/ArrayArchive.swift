import CKernels

/// Several named arrays in one .npz file: a ZIP archive of stored .npy members, byte for byte as `np.savez` writes it.
public struct ArrayArchive {
  public var members: [(name: String, array: NDArray)]

  public init(_ members: [(name: String, array: NDArray)] = []) { self.members = members }

  /// The array of that name.
  public subscript(_ name: String) -> NDArray? { members.last { $0.name == name }?.array }

  /// 1 January 1980, midnight, in MS-DOS form.
  private static let date = 0x21

  /// The contents of the file.
  public func bytes() throws(ArrayError) -> [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    // Room for all at once: an array that makes its own would copy all before it. Sums saturate; errors come below.
    var room = 0
    for (name, array) in members {
      room = min(room + min(array.byteCount, 1 << 32) + 24 * array.ndim + 2 * name.utf8.count + 1024, 1 << 40)
    }
    if room <= 1 << 32 { result.reserveCapacity(room) }
    for (name, array) in members {
      let path = Array((name + ".npy").utf8)
      // Bit 11 says that the name is UTF-8.
      let flags = path.allSatisfy { $0 < 128 } ? 0 : 0x800
      let tooLarge = ArrayError(.notImplemented, "archives of more than 4 GiB are not supported")
      guard array.byteCount < 0xFFFF_FFFF - result.count, path.count <= 0xFFFF else { throw tooLarge }
      var (size, checksum) = (0, 0)
      func common(_ bytes: inout [UInt8]) {
        bytes.append(littleEndian: 45, size: 2)
        bytes.append(littleEndian: flags, size: 2)
        bytes.append(littleEndian: 0, size: 2)
        bytes.append(littleEndian: 0, size: 2)
        bytes.append(littleEndian: ArrayArchive.date, size: 2)
        bytes.append(littleEndian: checksum, size: 4)
      }
      let start = result.count
      result += [0x50, 0x4B, 3, 4]
      common(&result)
      // The sizes stand in a ZIP64 field, because a writer of streams does not know them yet.
      result.append(littleEndian: 0xFFFF_FFFF, size: 4)
      result.append(littleEndian: 0xFFFF_FFFF, size: 4)
      result.append(littleEndian: path.count, size: 2)
      result.append(littleEndian: 20, size: 2)
      result += path
      result.append(littleEndian: 1, size: 2)
      result.append(littleEndian: 16, size: 2)
      result.append(littleEndian: 0, size: 16)
      let first = result.count
      try array.appendNPY(to: &result)
      size = result.count - first
      checksum = Int(try ArrayArchive.crc32(result[first...]))
      guard result.count < 0xFFFF_FFFF else { throw tooLarge }
      // What was not known before it was written.
      result.put(littleEndian: checksum, size: 4, at: start + 14)
      result.put(littleEndian: size, size: 8, at: first - 16)
      result.put(littleEndian: size, size: 8, at: first - 8)

      directory += [0x50, 0x4B, 1, 2, 45, 3]
      common(&directory)
      directory.append(littleEndian: size, size: 4)
      directory.append(littleEndian: size, size: 4)
      directory.append(littleEndian: path.count, size: 2)
      // No extra field, comment, disk number or internal attributes; permissions rw-------.
      directory.append(littleEndian: 0, size: 8)
      directory.append(littleEndian: 0o600 << 16, size: 4)
      directory.append(littleEndian: start, size: 4)
      directory += path
    }
    let start = result.count
    result += directory
    result += [0x50, 0x4B, 5, 6]
    result.append(littleEndian: 0, size: 4)
    result.append(littleEndian: members.count, size: 2)
    result.append(littleEndian: members.count, size: 2)
    result.append(littleEndian: directory.count, size: 4)
    result.append(littleEndian: start, size: 4)
    result.append(littleEndian: 0, size: 2)
    return result
  }

  /// Reads an archive through its central directory; compressed members are refused.
  ///
  /// Errors: `File is not a zip file`, `Bad CRC-32 for file 'x.npy'`, and those of the members.
  public init(bytes: [UInt8]) throws(ArrayError) {
    let reader = ByteReader(bytes: bytes)
    let notArchive = ArrayError(.value, "File is not a zip file")
    guard let end = ArrayArchive.endRecord(bytes),
      let total = reader.integer(at: end + 10, size: 2), var place = reader.integer(at: end + 16, size: 4)
    else { throw notArchive }
    members = []
    for _ in 0..<total {
      guard reader.slice(place, 4).map(Array.init) == [0x50, 0x4B, 1, 2],
        let method = reader.integer(at: place + 10, size: 2),
        let checksum = reader.integer(at: place + 16, size: 4),
        var size = reader.integer(at: place + 20, size: 4),
        let nameLength = reader.integer(at: place + 28, size: 2),
        let extraLength = reader.integer(at: place + 30, size: 2),
        let commentLength = reader.integer(at: place + 32, size: 2),
        var start = reader.integer(at: place + 42, size: 4),
        let nameBytes = reader.slice(place + 46, nameLength)
      else { throw ArrayError(.value, "Bad magic number for central directory") }
      ArrayArchive.applyZIP64(reader, place + 46 + nameLength, extraLength, place + 24, &size, &start)
      var name = String(decoding: nameBytes, as: UTF8.self)
      guard method == 0 else {
        throw ArrayError(.notImplemented, "compressed members are not supported: '\(name)'")
      }
      guard start < bytes.count, let ownNameLength = reader.integer(at: start + 26, size: 2),
        let ownExtraLength = reader.integer(at: start + 28, size: 2),
        let contents = reader.slice(start + 30 + ownNameLength + ownExtraLength, size)
      else { throw ArrayError(.value, "Bad magic number for file header") }
      guard Int(try ArrayArchive.crc32(contents)) == checksum else {
        throw ArrayError(.value, "Bad CRC-32 for file '\(name)'")
      }
      if name.hasSuffix(".npy") { name.removeLast(4) }
      members.append((name, try NDArray(npyBytes: contents)))
      place += 46 + nameLength + extraLength + commentLength
    }
  }

  /// Where the record at the archive's end begins; a comment may follow it.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    var place = bytes.count - 22
    while place >= 0 && place >= bytes.count - 22 - 0xFFFF {
      if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 5, bytes[place + 3] == 6 {
        return place
      }
      place -= 1
    }
    return nil
  }

  /// Replaces sizes and offsets of FFFFFFFF by those of the ZIP64 field.
  private static func applyZIP64(
    _ reader: ByteReader, _ start: Int, _ length: Int, _ fullSizePlace: Int, _ size: inout Int,
    _ offset: inout Int
  ) {
    var place = start
    while place + 4 <= start + length {
      guard let tag = reader.integer(at: place, size: 2), let count = reader.integer(at: place + 2, size: 2)
      else { return }
      if tag == 1 {
        var value = place + 4
        if reader.integer(at: fullSizePlace, size: 4) == 0xFFFF_FFFF { value += 8 }
        if size == 0xFFFF_FFFF {
          size = reader.integer(at: value, size: 8) ?? size
          value += 8
        }
        if offset == 0xFFFF_FFFF { offset = reader.integer(at: value, size: 8) ?? offset }
        return
      }
      place += 4 + count
    }
  }

  /// The checksum of ZIP and PNG.
  ///
  /// Errors: KeyboardInterrupt, for many bytes.
  static func crc32(_ bytes: ArraySlice<UInt8>) throws(ArrayError) -> UInt32 {
    var value: UInt32 = 0
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = Swift.min(start + (1 << 22), bytes.endIndex)
      value = bytes[start..<end].withUnsafeBufferPointer { nb_crc32(value, $0.baseAddress, $0.count) }
      start = end
      if start < bytes.endIndex { try Interruption.check() }
    }
    return value
  }
}
