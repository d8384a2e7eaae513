import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Named arrays and texts in one file, in the safetensors format.
///
/// A 64-bit little-endian length, a JSON header padded with spaces to a multiple of 8, then the elements. Bytes depend
/// on the contents alone.
public struct Safetensors {
  public var arrays: Parameters
  /// The `__metadata__`: texts by name.
  public var texts: [String: String]

  public init(arrays: Parameters = Parameters(), texts: [String: String] = [:]) {
    self.arrays = arrays
    self.texts = texts
  }

  private static let names: [(dtype: DType, name: String)] = [
    (.bool, "BOOL"), (.uint8, "U8"), (.int32, "I32"), (.int64, "I64"), (.float32, "F32"), (.float64, "F64"),
  ]

  /// The file's bytes.
  public func encoded() throws -> [UInt8] {
    var entries: [String] = []
    if !texts.isEmpty {
      let pairs = texts.keys.sorted().map { "\(quoted($0)):\(quoted(texts[$0] ?? ""))" }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for name in arrays.names {
      let array = try arrays.array(name)
      let type = Safetensors.names.first { $0.dtype == array.dtype }?.name ?? "F64"
      let shape = array.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(quoted(name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(offset),\(offset + array.byteCount)]}"
      )
      offset += array.byteCount
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    bytes.reserveCapacity(8 + header.count + offset)
    bytes += header
    for name in arrays.names {
      let array = try arrays.array(name).contiguous()
      bytes += UnsafeRawBufferPointer(start: array.data, count: array.byteCount)
    }
    return bytes
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Writes the file whole or not at all: beside its place first, then renamed into it.
  public func write(to path: String) throws {
    let bytes = try encoded()
    let draft = path + ".\(getpid()).part"
    func failure() -> ArrayError {
      ArrayError(.os, "[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'")
    }
    guard let file = fopen(draft, "wb") else { throw failure() }
    let written = fwrite(bytes, 1, bytes.count, file)
    let isSafe = written == bytes.count && fflush(file) == 0 && fsync(fileno(file)) == 0
    guard fclose(file) == 0, isSafe, rename(draft, path) == 0 else {
      let error = failure()
      unlink(draft)
      throw error
    }
  }

  // MARK: Reading

  /// Reads a file. Errors: FileNotFoundError, OSError; ValueError as for its bytes.
  public init(path: String) throws {
    guard let file = fopen(path, "rb") else {
      let number = errno
      throw ArrayError(
        number == ENOENT ? .fileNotFound : .os,
        "[Errno \(number)] \(String(cString: strerror(number))): '\(path)'")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var isAtEnd = false
    while !isAtEnd {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = fread(buffer.baseAddress, 1, 1 << 20, file)
      }
      bytes += chunk
      isAtEnd = chunk.isEmpty
    }
    guard ferror(file) == 0 else { throw ArrayError(.os, "[Errno \(EIO)] cannot be read: '\(path)'") }
    do {
      try self.init(decoding: bytes)
    } catch let error as ArrayError {
      throw ArrayError(error.kind, "\(path): \(error.message)")
    }
  }

  /// Reads a file's bytes. Errors: ValueError for headers that do not parse, gaps, overlaps and missing bytes.
  public init(decoding bytes: [UInt8]) throws {
    func failure(_ what: String) -> ArrayError { ArrayError(.value, "not a checkpoint: \(what)") }
    guard bytes.count >= 8 else { throw failure("the file is shorter than its length field") }
    var length: UInt64 = 0
    for i in 0..<8 { length |= UInt64(bytes[i]) << UInt64(8 * i) }
    guard length <= UInt64(bytes.count - 8) else { throw failure("the header is longer than the file") }
    let start = 8 + Int(length)
    var scanner = HeaderScanner(bytes: bytes[8..<start])
    let header = try scanner.header()
    self.init(texts: header.texts)
    var next = 0
    for entry in header.entries.sorted(by: { $0.offsets.0 < $1.offsets.0 }) {
      guard let dtype = Safetensors.names.first(where: { $0.name == entry.dtype })?.dtype else {
        throw failure("'\(entry.name)' has elements of type \(entry.dtype)")
      }
      let shape = try Shape(checking: entry.shape)
      guard entry.offsets.0 == next, entry.offsets.1 >= next, entry.offsets.1 <= bytes.count - start,
        let count = shape.elementCount, shape.allSatisfy({ $0 >= 0 }),
        count.multipliedReportingOverflow(by: dtype.itemSize) == (entry.offsets.1 - next, false)
      else { throw failure("'\(entry.name)' does not lie where and as it says") }
      let array = try NDArray(empty: shape, dtype)
      bytes.withUnsafeBytes { source in
        guard let first = source.baseAddress, array.byteCount > 0 else { return }
        array.data.copyMemory(from: first + start + next, byteCount: array.byteCount)
      }
      if arrays[entry.name] != nil { throw failure("'\(entry.name)' occurs twice") }
      arrays[entry.name] = array
      next = entry.offsets.1
    }
    guard next == bytes.count - start else { throw failure("bytes are left over") }
  }
}

/// Reads the JSON of a header: one object of objects, strings, and arrays of integers.
private struct HeaderScanner {
  struct Entry {
    var name: String
    var dtype = ""
    var shape: [Int] = []
    var offsets = (0, 0)
  }

  private let bytes: [UInt8]
  private var position = 0

  init(bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  mutating func header() throws -> (entries: [Entry], texts: [String: String]) {
    var entries: [Entry] = []
    var texts: [String: String] = [:]
    try object { scanner, name in
      if name == "__metadata__" {
        try scanner.object { scanner, key in texts[key] = try scanner.string() }
      } else {
        var entry = Entry(name: name)
        try scanner.object { scanner, key in
          switch key {
          case "dtype": entry.dtype = try scanner.string()
          case "shape": entry.shape = try scanner.integers()
          case "data_offsets":
            let pair = try scanner.integers()
            guard pair.count == 2 else { throw scanner.failure("data_offsets are not two") }
            entry.offsets = (pair[0], pair[1])
          default: throw scanner.failure("'\(key)' is unknown")
          }
        }
        entries.append(entry)
      }
    }
    skip()
    guard position == bytes.count else { throw failure("text behind the header") }
    return (entries, texts)
  }

  private func failure(_ what: String) -> ArrayError {
    ArrayError(.value, "not a checkpoint: \(what) at byte \(position) of the header")
  }

  private mutating func skip() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skip()
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws {
    guard accept(character) else { throw failure("no '\(character)'") }
  }

  private mutating func object(_ member: (inout HeaderScanner, String) throws -> Void) throws {
    try expect("{")
    if accept("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try member(&self, name)
    } while accept(",")
    try expect("}")
  }

  private mutating func integers() throws -> [Int] {
    var result: [Int] = []
    try expect("[")
    if accept("]") { return result }
    repeat {
      skip()
      let start = position
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
      guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
        throw failure("no integer")
      }
      result.append(number)
    } while accept(",")
    try expect("]")
    return result
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard position < bytes.count else { break }
        let escaped = bytes[position]
        position += 1
        if escaped == UInt8(ascii: "u") {
          guard position + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
          else { throw failure("a broken escape") }
          position += 4
          text += Array(String(Character(scalar)).utf8)
        } else {
          guard
            let plain = [
              "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "t": "\t", "r": "\r", "b": "\u{8}", "f": "\u{c}",
            ][
              String(UnicodeScalar(escaped))]
          else { throw failure("a broken escape") }
          text += Array(plain.utf8)
        }
      default: text.append(byte)
      }
    }
    throw failure("a string without an end")
  }
}
