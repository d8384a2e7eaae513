import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes gzipped tar archives, good and bad.
enum Archives {
  /// One member: a 512-byte header and contents filled up to whole blocks.
  static func member(_ name: String, _ bytes: [UInt8] = [], type: Character = "0", link: String = "")
    -> [UInt8]
  {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      header.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(String(name.prefix(100)), at: 0)
    put("0000644", at: 100)
    put(octal(bytes.count, 11), at: 124)
    put(octal(0, 11), at: 136)
    put("        ", at: 148)
    put(String(type), at: 156)
    put(link, at: 157)
    put("ustar", at: 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, 6), at: 148)
    return header + bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
  }

  static func tar(_ members: [[UInt8]]) -> [UInt8] {
    members.flatMap { $0 } + [UInt8](repeating: 0, count: 1024)
  }

  /// A gzip file of stored blocks. Source: RFC 1951 and 1952.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let count = min(65535, bytes.count - start)
      let length = UInt16(count)
      result.append(start + count == bytes.count ? 1 : 0)
      for number in [length, ~length] { result += [UInt8(number & 255), UInt8(number >> 8)] }
      result += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    for number in [checkSum(bytes), UInt32(bytes.count)] {
      result += (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
    return result
  }

  private static func checkSum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

/// A new folder for a test, removed with all that is in it.
func withFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/nbsh-fetch-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else { throw ArrayError(.os, "no folder for a test") }
  let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { removeTree(folder) }
  try body(folder)
}

/// The names in a folder, sorted.
func names(in folder: String) -> [String] {
  guard let listing = opendir(folder) else { return [] }
  defer { closedir(listing) }
  var names: [String] = []
  while let entry = readdir(listing) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

private func removeTree(_ path: String) {
  for name in names(in: path) {
    if unlink(path + "/" + name) != 0 { removeTree(path + "/" + name) }
  }
  rmdir(path)
}

func contents(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = fread(&bytes, 1, bytes.count, file)
  return Array(bytes[..<count])
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "wb") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// Renames a file; whether that worked.
func rename(_ old: String, _ new: String) -> Bool {
  #if canImport(Glibc)
    Glibc.rename(old, new) == 0
  #else
    Darwin.rename(old, new) == 0
  #endif
}
