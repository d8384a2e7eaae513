/// The bytes that pass between `replay` and the processes that run its scripts.
///
/// A frame is its length (four bytes, little-endian), one byte that names its kind, and the kind's fields. Numbers
/// take eight bytes, texts and pictures a length and their bytes.
enum Wire {
  /// What a frame says.
  enum Frame: Equatable {
    case job(Job)
    case event(JobEvent)
    /// The job is done and the worker waits for the next.
    case done
  }

  /// No frame is larger; a length beyond it means that the stream is broken.
  static let frameLimit = 1 << 30

  static func encode(_ frame: Frame) -> [UInt8] {
    var writer = Writer()
    switch frame {
    case .job(let job):
      writer.byte(1)
      writer.text(job.path)
      writer.integer(job.outputLimit)
      writer.integer(job.cells.count)
      for cell in job.cells {
        writer.text(cell.source)
        writer.integer(cell.firstLine)
        writer.byte((cell.echoLast ? 1 : 0) | (cell.isSkipped ? 2 : 0))
        writer.real(cell.timeout ?? -1)
      }
    case .event(.started(let cell)):
      writer.byte(2)
      writer.integer(cell)
    case .event(.output(let output)): encode(output, &writer)
    case .event(.finished(let cell, let seconds, let stopped)):
      writer.byte(7)
      writer.integer(cell)
      writer.real(seconds)
      writer.text(stopped ?? "")
    case .done: writer.byte(8)
    }
    return writer.frame
  }

  private static func encode(_ output: Output, _ writer: inout Writer) {
    switch output {
    case .text(let text):
      writer.byte(3)
      writer.text(text)
    case .value(let text):
      writer.byte(4)
      writer.text(text)
    case .figure(let figure):
      writer.byte(5)
      writer.integer(figure.width)
      writer.integer(figure.height)
      writer.bytes(figure.png)
    case .error(let error):
      writer.byte(6)
      writer.text(error.type)
      writer.text(error.message)
      writer.text(error.traceback)
    }
  }

  /// Reads the bytes of a frame after its length; nothing where they are not one.
  static func decode(_ bytes: ArraySlice<UInt8>) -> Frame? {
    var reader = Reader(bytes: bytes)
    guard let frame = decode(&reader), reader.bytes.isEmpty else { return nil }
    return frame
  }

  private static func decode(_ reader: inout Reader) -> Frame? {
    switch reader.byte() {
    case 1:
      guard let path = reader.text(), let limit = reader.integer(), let count = reader.integer(), count >= 0
      else {
        return nil
      }
      var job = Job(path: path, cells: [], outputLimit: limit)
      for _ in 0..<count {
        guard let source = reader.text(), let line = reader.integer(), let flags = reader.byte(),
          let timeout = reader.real()
        else { return nil }
        job.cells.append(
          Job.Cell(
            source: source, firstLine: line, echoLast: flags & 1 != 0, timeout: timeout < 0 ? nil : timeout,
            isSkipped: flags & 2 != 0))
      }
      return .job(job)
    case 2: return reader.integer().map { .event(.started(cell: $0)) }
    case 3: return reader.text().map { .event(.output(.text($0))) }
    case 4: return reader.text().map { .event(.output(.value($0))) }
    case 5:
      guard let width = reader.integer(), let height = reader.integer(), let png = reader.field() else {
        return nil
      }
      return .event(.output(.figure(RenderedFigure(png: Array(png), width: width, height: height))))
    case 6:
      guard let type = reader.text(), let message = reader.text(), let traceback = reader.text() else {
        return nil
      }
      return .event(.output(.error(CellError(type: type, message: message, traceback: traceback))))
    case 7:
      guard let cell = reader.integer(), let seconds = reader.real(), let stopped = reader.text() else {
        return nil
      }
      return .event(.finished(cell: cell, seconds: seconds, stopped: stopped.isEmpty ? nil : stopped))
    case 8: return .done
    default: return nil
    }
  }

  private struct Writer {
    var out: [UInt8] = [0, 0, 0, 0]

    mutating func byte(_ value: UInt8) { out.append(value) }

    mutating func integer(_ value: Int) {
      var rest = UInt64(bitPattern: Int64(value))
      for _ in 0..<8 {
        out.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }

    mutating func real(_ value: Double) { integer(Int(truncatingIfNeeded: value.bitPattern)) }

    mutating func bytes(_ bytes: some Collection<UInt8>) {
      integer(bytes.count)
      out.append(contentsOf: bytes)
    }

    mutating func text(_ text: String) { bytes(Array(text.utf8)) }

    var frame: [UInt8] {
      var frame = out
      let length = frame.count - 4
      for place in 0..<4 { frame[place] = UInt8(truncatingIfNeeded: length >> (8 * place)) }
      return frame
    }
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func integer() -> Int? {
      guard bytes.count >= 8 else { return nil }
      var value: UInt64 = 0
      for (place, byte) in bytes.prefix(8).enumerated() { value |= UInt64(byte) << UInt64(8 * place) }
      bytes = bytes.dropFirst(8)
      return Int(Int64(bitPattern: value))
    }

    mutating func real() -> Double? { integer().map { Double(bitPattern: UInt64(bitPattern: Int64($0))) } }

    mutating func field() -> ArraySlice<UInt8>? {
      guard let count = integer(), count >= 0, count <= bytes.count else { return nil }
      let field = bytes.prefix(count)
      bytes = bytes.dropFirst(count)
      return field
    }

    mutating func text() -> String? { field().map { String(decoding: $0, as: UTF8.self) } }
  }
}

/// Cuts a stream of bytes into frames.
struct FrameBuffer {
  private var bytes: [UInt8] = []
  private var start = 0
  /// Whether the stream held something that is no frame.
  private(set) var isBroken = false

  mutating func append(_ more: UnsafeRawBufferPointer) {
    if start > 1 << 16, start * 2 > bytes.count {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  mutating func next() -> Wire.Frame? {
    guard !isBroken, bytes.count - start >= 4 else { return nil }
    var length = 0
    for place in 0..<4 { length |= Int(bytes[start + place]) << (8 * place) }
    guard length <= Wire.frameLimit else {
      isBroken = true
      return nil
    }
    guard bytes.count - start - 4 >= length else { return nil }
    let frame = Wire.decode(bytes[(start + 4)..<(start + 4 + length)])
    start += 4 + length
    if frame == nil { isBroken = true }
    return frame
  }
}
