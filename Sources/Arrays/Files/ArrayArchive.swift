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
    for (name, array) in members {
      let contents = try array.npyBytes()
      let path = Array((name + ".npy").utf8)
      let checksum = Int(ArrayArchive.crc32(contents[...]))
      // Bit 11 says that the name is UTF-8.
      let flags = path.allSatisfy { $0 < 128 } ? 0 : 0x800
      guard result.count + contents.count < 0xFFFF_FFFF, path.count <= 0xFFFF else {
        throw ArrayError(.notImplemented, "archives of more than 4 GiB are not supported")
      }
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
      result.append(littleEndian: contents.count, size: 8)
      result.append(littleEndian: contents.count, size: 8)
      result += contents

      directory += [0x50, 0x4B, 1, 2, 45, 3]
      common(&directory)
      directory.append(littleEndian: contents.count, size: 4)
      directory.append(littleEndian: contents.count, size: 4)
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
      guard Int(ArrayArchive.crc32(contents)) == checksum else {
        throw ArrayError(.value, "Bad CRC-32 for file '\(name)'")
      }
      if name.hasSuffix(".npy") { name.removeLast(4) }
      members.append((name, try NDArray(npyBytes: Array(contents))))
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

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  /// The checksum of ZIP and PNG.
  static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    crcTable.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8) }
        return value ^ 0xFFFF_FFFF
      }
    }
  }
}
