#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of a descriptor without editing: a pipe, a file, a terminal that cannot move its cursor.
public final class PipeSource: LineSource {
  public let isInteractive: Bool
  private let input: Int32
  private let prompts: (any TextOutput)?
  private var buffer: [UInt8] = []
  private var start = 0
  private var ended = false

  /// - Parameter prompts: where prompts are written for a person at a plain terminal; nil for a pipe.
  public init(input: Int32 = 0, prompts: (any TextOutput)? = nil) {
    self.input = input
    self.prompts = prompts
    isInteractive = prompts != nil
  }

  public func read(_ prompt: Prompt, _ assistant: any LineAssistant) -> LineEvent {
    var gatherer = CellGatherer()
    while true {
      prompts?.write(gatherer.isEmpty ? prompt.first : prompt.next)
      switch line() {
      case .line(let text):
        if let cell = gatherer.add(text, assistant) { return .cell(cell) }
      case .interrupted: return .interrupted
      case .end: return gatherer.isEmpty ? .end : .cell(gatherer.rest())
      }
    }
  }

  public func answer() -> String? {
    // Ctrl-D answers the question; the session goes on.
    defer { ended = false }
    guard isInteractive, case .line(let text) = line() else { return nil }
    return text
  }

  private enum Line {
    case line(String)
    case interrupted, end
  }

  private func line() -> Line {
    var scanned = start
    while true {
      if let end = buffer[scanned...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return .line(decode(buffer[start..<end]))
      }
      if ended {
        guard start < buffer.count else { return .end }
        defer { start = buffer.count }
        return .line(decode(buffer[start...]))
      }
      buffer.removeSubrange(..<start)
      start = 0
      scanned = buffer.count
      var chunk = [UInt8](repeating: 0, count: 65536)
      #if canImport(Glibc)
        let count = Glibc.read(input, &chunk, chunk.count)
      #else
        let count = Darwin.read(input, &chunk, chunk.count)
      #endif
      if count > 0 {
        buffer += chunk[..<count]
      } else if count < 0 && errno == EINTR {
        buffer = []
        return .interrupted
      } else {
        ended = true
      }
    }
  }

  /// A NUL byte means nothing in a script, and a return before the line end is one of Windows.
  private func decode(_ bytes: ArraySlice<UInt8>) -> String {
    let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
    return String(decoding: line.filter { $0 != 0 }, as: UTF8.self)
  }
}

extension PipeSource {
  /// Everything up to the end of the input.
  public static func readAll(_ input: Int32) -> String {
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(input, &chunk, chunk.count)
      #else
        let count = Darwin.read(input, &chunk, chunk.count)
      #endif
      if count > 0 { content += chunk[..<count] } else if count == 0 || errno != EINTR { break }
    }
    return String(decoding: content, as: UTF8.self)
  }
}
