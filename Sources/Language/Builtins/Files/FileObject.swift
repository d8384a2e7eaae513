import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file: its contents are in memory and are written back when it is flushed or closed. Pipes and devices are
/// read as the script asks for more.
///
/// Text is kept as UTF-8 with `\n` at the ends of lines.
public final class FileObject: IteratorObject {
  let path: String
  let mode: FileMode
  let encoding: String
  let errors: String
  private var contents: [UInt8]
  private var position = 0
  private var isChanged = false
  private(set) var isClosed = false
  private let translatesLines: Bool
  /// What is no plain file; contents are then what was read and nobody took.
  private var stream: FileStream?
  var isSeekable: Bool { stream == nil }
  /// Contents that the file had or has by now, where it is only appended to.
  private var written = 0
  private let lifeline: Lifeline

  init(
    _ path: String, _ mode: FileMode, encoding: String, errors: String, translatesLines: Bool,
    _ vm: Interpreter
  ) throws {
    self.path = path
    self.mode = mode
    self.encoding = encoding
    self.errors = errors
    contents = []
    lifeline = vm.lifeline
    self.translatesLines = translatesLines
    super.init(type: mode.isBinary ? Types.binaryFile : Types.textFile)
    var information = stat()
    let exists = lstat(path, &information) == 0
    if mode.kind == .exclusive, exists { throw PyError.system(EEXIST, path) }
    if mode.kind == .append { _ = try vm.writablePath(path) }
    if mode.kind == .read || mode.kind == .append && exists {
      let file: InputFile
      do throws(InputFile.Failure) {
        file = try InputFile(path)
        if file.isRegular || mode.writes {
          contents = mode.kind == .append && !file.isRegular ? [] : try file.rest()
        }
      } catch { throw PyError(error, path) }
      if !file.isRegular, !mode.writes {
        stream = FileStream(file)
      } else {
        try decode()
      }
      if mode.kind == .append {
        position = contents.count
        written = position
      }
    }
    if mode.writes {
      let target = try vm.writablePath(path)
      // Whoever reads a pipe would take nothing for its end.
      let isPipe = stat(target, &information) == 0 && information.st_mode & S_IFMT == S_IFIFO
      if mode.kind == .write || mode.kind == .exclusive, !isPipe {
        // The file exists, empty, from now on.
        isChanged = true
        try flush(vm)
      }
      vm.openFiles.add(self)
    }
  }

  /// Makes text of the bytes that were read.
  private func decode() throws {
    if mode.isBinary { return }
    if try !TextCodec.isPlainUTF8(encoding) || !TextCodec.isUTF8(contents) {
      contents = Array(try TextCodec.decode(contents, encoding: encoding, errors: errors).utf8)
    }
    if translatesLines, FileObject.hasReturns(contents) { contents = FileObject.translated(contents) }
    try Interpreter.checkInterrupt()
  }

  /// A file that nobody closed is written when nobody holds it any more.
  deinit {
    guard let vm = lifeline.vm?.takeUnretainedValue() else { return }
    if mode.writes { vm.openFiles.remove(self) }
    do { try flush(vm) } catch {
      // Nobody hears an error here, but an interrupt waits for the next one who asks.
      if (error as? PyError)?.exception.type === Types.keyboardInterrupt {
        Interpreter.interruptFlag.pointee = 1
      }
    }
  }

  private static func hasReturns(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      withUnsafeBytes(of: UInt8(13)) {
        ByteSearch.first($0.assumingMemoryBound(to: UInt8.self), in: bytes, from: 0, to: bytes.count) != nil
      }
    }
  }

  private static func translated(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated().untilInterrupt {
      if byte == 10, index > 0, bytes[index - 1] == 13 { continue }
      result.append(byte == 13 ? 10 : byte)
    }
    return result
  }

  func check(reading: Bool = false, writing: Bool = false) throws {
    if isClosed { throw PyError.valueError("I/O operation on closed file.") }
    if reading, !mode.reads { throw PyError(Types.unsupportedOperation, "not readable") }
    if writing, !mode.writes { throw PyError(Types.unsupportedOperation, "not writable") }
  }

  /// Takes from a pipe or device up to the index that `end` gives, or all where it gives none.
  private func take(_ end: (ArraySlice<UInt8>) -> Int?) throws -> [UInt8] {
    var pieces: [ArraySlice<UInt8>] = []
    var total = 0
    while true {
      let left = contents[position...]
      let found = end(left)
      pieces.append(left[..<(found ?? contents.count)])
      total += pieces[pieces.count - 1].count
      position = found ?? contents.count
      if found != nil { break }
      if total > InputFile.limit { throw PyError(Types.memoryError, "") }
      guard let bytes = try stream?.next(path, isText: !mode.isBinary, encoding) else { break }
      contents = bytes
      position = 0
      try decode()
    }
    if pieces.count == 1 { return Array(pieces[0]) }
    var result: [UInt8] = []
    result.reserveCapacity(total)
    for piece in pieces {
      try Interpreter.checkInterrupt()
      result.append(contentsOf: piece)
    }
    return result
  }

  private func value(_ bytes: ArraySlice<UInt8>) -> Value {
    if !mode.isBinary { return .string(bytes.withUnsafeBufferPointer { String(utf8: $0) }) }
    if bytes.count < 1 << 24 { return .object(BytesObject(Array(bytes))) }
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 1 << 22)
    where !Interpreter.isInterrupted {
      copy.append(contentsOf: bytes[start..<min(start + (1 << 22), bytes.endIndex)])
    }
    return .object(BytesObject(copy))
  }

  /// The next `count` bytes or characters; all that are left where it is negative.
  func read(_ count: Int) throws -> Value {
    try check(reading: true)
    if stream != nil {
      var left = count
      return value(
        try take { bytes in
          if count < 0 { return nil }
          var end = bytes.startIndex
          if mode.isBinary {
            end += min(left, bytes.count)
            left -= end - bytes.startIndex
          } else {
            while end < bytes.endIndex, left > 0 || bytes[end] & 0xC0 == 0x80 {
              if bytes[end] & 0xC0 != 0x80 { left -= 1 }
              end += 1
            }
          }
          return left == 0 ? end : nil
        }[...])
    }
    let start = min(position, contents.count)
    var end = contents.count
    if count >= 0 {
      if mode.isBinary {
        end = start + min(count, contents.count - start)
      } else {
        end = start
        var left = count
        while end < contents.count {
          if contents[end] & 0xC0 != 0x80 {
            if left == 0 { break }
            left -= 1
          }
          end += 1
        }
      }
    }
    position = end
    return value(contents[start..<end])
  }

  /// The next line with its end; nil at the end of the file.
  func line() throws -> Value? {
    try check(reading: true)
    if stream != nil {
      let line = try take { $0.firstIndex(of: 10).map { $0 + 1 } }
      return line.isEmpty ? nil : value(line[...])
    }
    let start = position
    if start >= contents.count { return nil }
    let end = contents[start...].firstIndex(of: 10).map { $0 + 1 } ?? contents.count
    position = end
    return value(contents[start..<end])
  }

  public override func next(_ vm: Interpreter) throws -> Value? { try line() }

  func write(_ bytes: [UInt8]) throws {
    try check(writing: true)
    if mode.kind == .append { position = contents.count }
    if position > contents.count {
      contents.append(contentsOf: repeatElement(0, count: position - contents.count))
    }
    let overlap = min(bytes.count, contents.count - position)
    contents.replaceSubrange(position..<(position + overlap), with: bytes)
    position += bytes.count
    isChanged = true
  }

  func seek(_ offset: Int, from origin: Int) throws -> Int {
    try checkSeekable("File or stream is not seekable.", Types.unsupportedOperation)
    let base = origin == 1 ? position : origin == 2 ? contents.count : 0
    let (target, overflow) = base.addingReportingOverflow(offset)
    if overflow || target < 0 || target > FormatSpecification.largestWidth * 16 {
      throw PyError.valueError("negative seek value \(offset)")
    }
    position = target
    return target
  }

  private func checkSeekable(_ message: String, _ type: TypeObject) throws {
    try check()
    if isSeekable { return }
    if !mode.isBinary { throw PyError(Types.unsupportedOperation, "underlying stream is not seekable") }
    throw PyError(type, message)
  }

  func tell() throws -> Int {
    try checkSeekable("[Errno 29] Illegal seek", Types.osError)
    return position
  }

  func flush(_ vm: Interpreter) throws {
    guard isChanged else { return }
    // An interrupted file is written again.
    let before = written
    isChanged = false
    do {
      let isPlain = encoding.lowercased() == "utf-8"
      let appends = mode.kind == .append && (mode.isBinary || isPlain)
      var bytes = appends ? Array(contents[written...]) : contents
      if !mode.isBinary, !isPlain {
        bytes = try TextCodec.encode(
          String(decoding: contents, as: UTF8.self), encoding: encoding, errors: errors)
      }
      written = contents.count
      try vm.writeFile(path, bytes, appending: appends)
    } catch {
      if !(mode.kind == .append), (error as? PyError)?.exception.type === Types.keyboardInterrupt {
        isChanged = true
        written = before
      }
      throw error
    }
  }

  func close(_ vm: Interpreter) throws {
    if isClosed { return }
    try flush(vm)
    isClosed = true
    contents = []
    stream = nil
  }
}
