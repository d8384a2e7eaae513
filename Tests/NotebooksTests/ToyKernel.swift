import Notebooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A session for a language of one-word commands, so that replay is tested without the real one.
final class ToyKernel: Kernel {
  private var names: [String: String] = [:]
  /// One flag for all sessions, as a signal handler needs it.
  nonisolated(unsafe) private static var isInterrupted = false
  /// How many sessions there have been: what a command that is not repeatable shows.
  nonisolated(unsafe) static var sessions = 0

  /// The pipe of the worker that runs on this thread: closing it is what a crash looks like from outside.
  nonisolated(unsafe) static var ownOutput: Int32 = -1

  init() { Self.sessions += 1 }

  let interrupt: @convention(c) () -> Void = { ToyKernel.isInterrupted = true }

  func value(of name: String) -> JSON? { names[name].map { .string($0) } }

  func run(_ source: String, name: String, firstLine: Int, echoLast: Bool, output: (Output) -> Void) {
    Self.isInterrupted = false
    for (offset, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard let command = words.first, !command.hasPrefix("#") else { continue }
      let rest = words.count > 1 ? words[1] : ""
      switch command {
      case "print": output(.text(rest + "\n"))
      case "value": if echoLast { output(.value(rest)) }
      case "figure": output(.figure(Self.figure(rest)))
      case "session": output(.text("session \(Self.sessions)\n"))
      case "show": output(.text((names[rest] ?? "?") + "\n"))
      case "spam": while !Self.isInterrupted { output(.text(String(repeating: "x", count: 1000) + "\n")) }
      case "loop":
        while !Self.isInterrupted { usleep(1000) }
        output(.error(CellError(type: "KeyboardInterrupt", message: "", traceback: "KeyboardInterrupt")))
        return
      case "hang": while true { sleep(1000) }
      case "vanish":
        close(Self.ownOutput)
        while true { sleep(1000) }
      case "raise":
        let place = "\(name), line \(firstLine + offset)"
        output(
          .error(CellError(type: "ValueError", message: rest, traceback: "\(place)\nValueError: \(rest)")))
        return
      default:
        guard words.count > 1, rest.hasPrefix("= ") else {
          output(.error(CellError(type: "NameError", message: command, traceback: "NameError: \(command)")))
          return
        }
        names[command] = String(rest.dropFirst(2))
      }
    }
  }

  /// The head of a PNG file and a byte that stands for its pixels.
  static func figure(_ pixels: String) -> RenderedFigure {
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    return RenderedFigure(
      png: head + [0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0, 0, 0, 0, 0] + Array(pixels.utf8), width: 4,
      height: 3)
  }
}
