/// An open file: its contents are in memory and are written back when it is flushed or closed.
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
    super.init(type: mode.isBinary ? Types.binaryFile : Types.textFile)
    if mode.kind == .exclusive, (try? vm.readFile(path)) != nil { throw PyError.system(17, path) }
    if mode.kind == .read || mode.kind == .append {
      if mode.kind == .read {
        contents = try vm.readFile(path)
      } else {
        _ = try vm.writablePath(path)
        contents = (try? vm.readFile(path)) ?? []
      }
      if !mode.isBinary {
        if try !TextCodec.isPlainUTF8(encoding) || !TextCodec.isUTF8(contents) {
          contents = Array(try TextCodec.decode(contents, encoding: encoding, errors: errors).utf8)
        }
        if translatesLines, FileObject.hasReturns(contents) { contents = FileObject.translated(contents) }
        try vm.checkInterrupt()
      }
      if mode.kind == .append { position = contents.count }
    }
    if mode.writes {
      _ = try vm.writablePath(path)
      if mode.kind == .write || mode.kind == .exclusive {
        // The file exists, empty, from now on.
        isChanged = true
        try flush(vm)
      }
      vm.openFiles.add(self)
    }
  }

  /// A file that nobody closed is written when nobody holds it any more.
  deinit {
    if let vm = lifeline.vm?.takeUnretainedValue() {
      if mode.writes { vm.openFiles.remove(self) }
      try? flush(vm)
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
    try check()
    let base = origin == 1 ? position : origin == 2 ? contents.count : 0
    let (target, overflow) = base.addingReportingOverflow(offset)
    if overflow || target < 0 || target > FormatSpecification.largestWidth * 16 {
      throw PyError.valueError("negative seek value \(offset)")
    }
    position = target
    return target
  }

  func tell() throws -> Int {
    try check()
    return position
  }

  func flush(_ vm: Interpreter) throws {
    guard isChanged else { return }
    isChanged = false
    var bytes = contents
    if !mode.isBinary, encoding.lowercased() != "utf-8" {
      bytes = try TextCodec.encode(
        String(decoding: contents, as: UTF8.self), encoding: encoding, errors: errors)
    }
    try vm.writeFile(path, bytes)
  }

  func close(_ vm: Interpreter) throws {
    if isClosed { return }
    try flush(vm)
    isClosed = true
    contents = []
  }
}

/// `r`, `w`, `a`, `x` with `b`, `t`, `+`.
struct FileMode {
  enum Kind { case read, write, append, exclusive }
  let text: String
  let kind: Kind
  let isBinary: Bool
  let isUpdating: Bool

  var reads: Bool { kind == .read || isUpdating }
  var writes: Bool { kind != .read || isUpdating }

  /// - Throws: ValueError in CPython's words.
  init(_ text: String) throws {
    self.text = text
    var kinds: [Kind] = []
    var seen = Set<Character>()
    var binary = false
    var updating = false
    var isText = false
    for letter in text {
      guard seen.insert(letter).inserted else { throw PyError.valueError("invalid mode: '\(text)'") }
      switch letter {
      case "r": kinds.append(.read)
      case "w": kinds.append(.write)
      case "a": kinds.append(.append)
      case "x": kinds.append(.exclusive)
      case "b": binary = true
      case "t": isText = true
      case "+": updating = true
      default: throw PyError.valueError("invalid mode: '\(text)'")
      }
    }
    if binary, isText { throw PyError.valueError("can't have text and binary mode at once") }
    guard kinds.count == 1 else {
      throw PyError.valueError("must have exactly one of create/read/write/append mode")
    }
    kind = kinds[0]
    isBinary = binary
    isUpdating = updating
  }
}
