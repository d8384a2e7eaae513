import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Unpacks the plain files of one folder from a tar stream, and nothing else.
///
/// An archive is data from elsewhere: links, devices, absolute names, `..` and files outside the one folder are refused,
/// so that nothing is written anywhere but in `target`. Source: POSIX.1-2017, pax, "ustar interchange format".
struct TarReader {
  /// The only folder whose files are taken.
  let folder: String
  /// Where they go: an existing folder.
  let target: String
  private let stream: Int32
  private var left = 1 << 31

  init(_ stream: Int32, folder: String, target: String) {
    self.stream = stream
    self.folder = folder
    self.target = target
  }

  /// Reads to the end of the archive; gives the names of the files. Errors: ValueError.
  mutating func unpack() throws -> [String] {
    var names: [String] = []
    while let header = try block() {
      if header.allSatisfy({ $0 == 0 }) { return names }
      let size = try check(header)
      let name =
        text(header[345..<500]).isEmpty
        ? text(header[0..<100]) : text(header[345..<500]) + "/" + text(header[0..<100])
      switch header[156] {
      case 0, UInt8(ascii: "0"):
        let file = try plainName(name)
        try write(file, size)
        names.append(file)
      case UInt8(ascii: "5"):
        guard name == folder || name == folder + "/", size == 0 else { throw foreign(name) }
      case UInt8(ascii: "x"), UInt8(ascii: "g"):
        // Times and owners in pax records, which nobody needs here.
        try copy(size, to: nil)
      default: throw foreign(name)
      }
    }
    throw failure("it ends too early")
  }

  private func failure(_ what: String) -> ArrayError {
    ArrayError(.value, "not the archive it should be: \(what)")
  }

  private func foreign(_ name: String) -> ArrayError {
    failure("'\(name)' is not a plain file in \(folder)/")
  }

  private func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func octal(_ field: ArraySlice<UInt8>) throws -> Int {
    let digits = text(field).filter { $0 != " " }
    guard let number = Int(digits, radix: 8), number >= 0 else { throw failure("a header holds no number") }
    return number
  }

  /// The size of the file behind a header whose check sum is right.
  private func check(_ header: [UInt8]) throws -> Int {
    var sum = 8 * 0x20
    for (place, byte) in header.enumerated() where !(148..<156).contains(place) { sum += Int(byte) }
    guard try octal(header[148..<156]) == sum else { throw failure("a header's sum is wrong") }
    return try octal(header[124..<136])
  }

  private func plainName(_ name: String) throws -> String {
    guard name.hasPrefix(folder + "/") else { throw foreign(name) }
    let file = String(name.dropFirst(folder.utf8.count + 1))
    guard !file.isEmpty, !file.hasPrefix("."), !file.utf8.contains(where: { $0 == 0x2F || $0 < 0x20 }) else {
      throw foreign(name)
    }
    return file
  }

  private mutating func block() throws -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = try fill(&bytes, 512)
    if count == 0 { return nil }
    guard count == 512 else { throw failure("it ends too early") }
    return bytes
  }

  /// Reads so many bytes, fewer at the end of the stream alone.
  private mutating func fill(_ bytes: inout [UInt8], _ wanted: Int) throws -> Int {
    guard wanted <= left else { throw failure("it is larger than 2 GB") }
    var count = 0
    while count < wanted {
      let some = bytes.withUnsafeMutableBytes { read(stream, $0.baseAddress! + count, wanted - count) }
      if some < 0, errno == EINTR { continue }
      if some <= 0 { break }
      count += some
    }
    left -= count
    return count
  }

  private mutating func write(_ name: String, _ size: Int) throws {
    let path = target + "/" + name
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw ArrayError(.os, "\(path): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    try copy(size, to: file)
    guard fsync(file) == 0 else { throw ArrayError(.os, "\(path): \(String(cString: strerror(errno)))") }
  }

  /// Copies the bytes of a member, and skips what fills its last block.
  private mutating func copy(_ size: Int, to file: Int32?) throws {
    guard size <= left else { throw failure("a file of it is larger than 2 GB") }
    var rest = size
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while rest > 0 {
      let wanted = min(buffer.count, (rest + 511) / 512 * 512)
      guard try fill(&buffer, wanted) == wanted else { throw failure("it ends too early") }
      let count = min(rest, wanted)
      rest -= count
      guard let file else { continue }
      var done = 0
      while done < count {
        let some = buffer.withUnsafeBytes { systemWrite(file, $0.baseAddress! + done, count - done) }
        if some < 0, errno == EINTR { continue }
        guard some > 0 else {
          throw ArrayError(.os, "cannot be written: \(String(cString: strerror(errno)))")
        }
        done += some
      }
    }
  }
}

/// `write(2)`, whose name a method takes.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(file, bytes, count)
}
