import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file: what it holds is read into memory, and what a script writes goes to a buffer and from there to the
/// file. Pipes and devices are read as the script asks for more.
///
/// A file that is only read is kept as text: UTF-8 with `\n` at the ends of lines. One that is also written is kept byte
/// for byte, because what nobody writes to must stay.
public final class FileObject: IteratorObject {
  let path: String
  let mode: FileMode
  let encoding: String
  let errors: String
  private var contents: [UInt8] = []
  private var position = 0
  private(set) var isClosed = false
  private let translatesLines: Bool
  /// What is no plain file; contents are then what was read and nobody took.
  private var stream: FileStream?
  private var output: FileOutput?
  /// Where the first bytes were taken since the position was last set, in a text that is read and written.
  private var readStart = 0
  /// How to read what comes next: only the beginning of a file has a mark.
  private var nextEncoding: String
  private let lifeline: Lifeline

  /// Text that is also written.
  private var isRawText: Bool { mode.isUpdating && !mode.isBinary }

  var isSeekable: Bool { stream == nil && output?.isSeekable != false }

  init(
    _ path: String, _ mode: FileMode, encoding: String, errors: String, translatesLines: Bool,
    _ vm: Interpreter
  ) throws {
    self.path = path
    self.mode = mode
    self.encoding = encoding
    self.errors = errors
    nextEncoding = encoding
    lifeline = vm.lifeline
    self.translatesLines = translatesLines
    super.init(type: mode.isBinary ? Types.binaryFile : Types.textFile)
    var information = stat()
    if mode.kind == .exclusive, lstat(path, &information) == 0 { throw PyError.system(EEXIST, path) }
    if !mode.writes {
      try open()
      return
    }
    if mode.isUpdating, stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFIFO {
      throw PyError(Types.unsupportedOperation, "File or stream is not seekable.")
    }
    if mode.kind == .read { try open() }
    let output = try FileOutput(path, at: vm.writablePath(path), mode)
    self.output = output
    if mode.kind == .append {
      if mode.isUpdating { try open() }
      position = output.end
      readStart = position
    } else if mode.kind != .read, mode.isUpdating, !output.isRegular {
      try open()
    }
    vm.openFiles.add(self)
  }

  /// Reads a file, or makes ready to read a pipe or device.
  private func open() throws {
    do throws(InputFile.Failure) {
      let file = try InputFile(path)
      if file.isRegular { contents = try file.rest() } else { stream = FileStream(file) }
    } catch { throw PyError(error, path) }
    if stream == nil, !isRawText { try decode() }
  }

  /// Makes text of the bytes that were read.
  private func decode() throws {
    if mode.isBinary { return }
    contents = try text(contents, nextEncoding)
    if TextCodec.hasMark(nextEncoding) { nextEncoding = "utf-8" }
    try Interpreter.checkInterrupt()
  }

  /// UTF-8 with `\n` at the ends of lines, of bytes of the file.
  private func text(_ bytes: [UInt8], _ encoding: String) throws -> [UInt8] {
    var bytes = bytes
    if try !TextCodec.isUTF8(encoding) || TextCodec.hasMark(encoding) || !TextCodec.isUTF8(bytes) {
      bytes = Array(try TextCodec.decode(bytes, encoding: encoding, errors: errors).utf8)
    }
    return translatesLines && FileObject.hasReturns(bytes) ? FileObject.translated(bytes) : bytes
  }

  /// A file that nobody closed is written when nobody holds it any more.
  deinit {
    guard let output else { return }
    lifeline.vm?.takeUnretainedValue().openFiles.remove(self)
    do { try output.flush() } catch {
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
    if isRawText { return value(try rawText { self.end(of: count, from: $0) }[...]) }
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
    if isRawText {
      let line = try rawText { self.endOfLine(from: $0) }
      return line.isEmpty ? nil : value(line[...])
    }
    let end = contents[start...].firstIndex(of: 10).map { $0 + 1 } ?? contents.count
    position = end
    return value(contents[start..<end])
  }

  public override func next(_ vm: Interpreter) throws -> Value? { try line() }

  // MARK: Text that is read and written

  /// Text from the position up to the place that `end` finds for it.
  private func rawText(_ end: (Int) -> Int) throws -> [UInt8] {
    var start = min(position, contents.count)
    if start == 0, TextCodec.hasMark(encoding), contents.starts(with: TextCodec.mark) { start = 3 }
    let stop = end(start)
    let bytes = try text(Array(contents[start..<stop]), TextCodec.hasMark(encoding) ? "utf-8" : encoding)
    try Interpreter.checkInterrupt()
    position = stop
    return bytes
  }

  /// Where so many characters end; all that are left where their number is negative.
  private func end(of count: Int, from start: Int) -> Int {
    if count < 0 { return contents.count }
    let isUTF8 = (try? TextCodec.isUTF8(encoding)) == true
    var (end, left) = (start, count)
    while end < contents.count, left > 0 {
      if Interpreter.isInterrupted(at: left) { break }
      let isReturn = translatesLines && contents[end] == 13
      end += 1
      if isReturn, end < contents.count, contents[end] == 10 { end += 1 }
      while isUTF8, end < contents.count, contents[end] & 0xC0 == 0x80 { end += 1 }
      left -= 1
    }
    return end
  }

  private func endOfLine(from start: Int) -> Int {
    let rest = contents[start...]
    guard let found = rest.firstIndex(where: { $0 == 10 || $0 == 13 && translatesLines }) else {
      return contents.count
    }
    let isPair = contents[found] == 13 && found + 1 < contents.count && contents[found + 1] == 10
    return found + (isPair ? 2 : 1)
  }

  /// Bytes that CPython takes from a text at once: it writes behind them.
  private static let chunk = 1 << 13

  private func leaveChunk() {
    if isRawText, position > readStart {
      let chunks = (position - readStart + FileObject.chunk - 1) / FileObject.chunk
      position = max(position, min(contents.count, readStart + chunks * FileObject.chunk))
    }
  }

  // MARK: Writing

  /// Writes text in the file's encoding, with the mark in front of the first, if it has one.
  func write(_ text: String) throws {
    try check(writing: true)
    leaveChunk()
    if TextCodec.hasMark(encoding) {
      let isFirst = (mode.kind == .append ? output?.end : position) == 0
      try write((isFirst ? TextCodec.mark : []) + TextCodec.encode(text, encoding: "utf-8", errors: errors))
    } else {
      try write(TextCodec.encode(text, encoding: encoding, errors: errors))
    }
  }

  func write(_ bytes: [UInt8]) throws {
    try check(writing: true)
    guard let output, !bytes.isEmpty else { return }
    try Interpreter.checkInterrupt()
    if mode.isUpdating, stream == nil {
      let place = mode.kind == .append ? contents.count : position
      if place > contents.count {
        contents.append(contentsOf: repeatElement(0, count: place - contents.count))
      }
      let overlap = min(bytes.count, contents.count - place)
      contents.replaceSubrange(place..<(place + overlap), with: bytes)
    }
    let place = mode.kind == .append ? output.end : position
    position = place + bytes.count
    readStart = position
    try output.write(bytes, at: place)
    if mode.kind == .append { position = output.end }
  }

  func seek(_ offset: Int, from origin: Int) throws -> Int {
    try checkSeekable("File or stream is not seekable.", Types.unsupportedOperation)
    let base = origin == 1 ? position : origin == 2 ? length : 0
    let (target, overflow) = base.addingReportingOverflow(offset)
    if overflow || target < 0 || target > FormatSpecification.largestWidth * 16 {
      throw PyError.valueError("negative seek value \(offset)")
    }
    position = target
    readStart = target
    return target
  }

  private var length: Int {
    if let output, !mode.isUpdating { return output.length }
    return contents.count
  }

  private func checkSeekable(_ message: String, _ type: TypeObject) throws {
    try check()
    if isSeekable { return }
    if !mode.isBinary { throw PyError(Types.unsupportedOperation, "underlying stream is not seekable") }
    throw PyError(type, message)
  }

  func tell() throws -> Int {
    try checkSeekable("[Errno 29] Illegal seek", Types.osError)
    // Only the file knows what others have appended meanwhile.
    if mode.kind == .append { try flush() }
    return position
  }

  /// Writes what waits.
  ///
  /// - Throws: OSError, KeyboardInterrupt; what was not written waits on.
  func flush() throws {
    guard let output else { return }
    let isAtEnd = mode.kind == .append && position == output.end
    try output.flush()
    if isAtEnd { position = output.end }
  }

  /// Writes what waits and closes the file, even where it cannot be written. One that is interrupted stays open, to be
  /// written to its end; a pipe that takes nothing is let go.
  func close() throws {
    if isClosed { return }
    do { try flush() } catch {
      let isInterrupted = (error as? PyError)?.exception.type === Types.keyboardInterrupt
      if !isInterrupted || output?.isRegular == false { release() }
      throw error
    }
    release()
  }

  private func release() {
    isClosed = true
    contents = []
    stream = nil
    if output != nil { lifeline.vm?.takeUnretainedValue().openFiles.remove(self) }
    output = nil
  }
}
