import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of the terminal that the process runs in.
public enum Terminal {
  /// A terminal without cursor movement.
  public static var isDumb: Bool {
    let name = environment("TERM") ?? ""
    return name.isEmpty || name == "dumb"
  }

  /// Whether output to a descriptor may hold colours: a terminal that can, and nobody set NO_COLOR.
  public static func hasColors(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && !isDumb && (environment("NO_COLOR") ?? "").isEmpty
  }

  public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  public static func size(_ descriptor: Int32) -> (columns: Int, rows: Int) {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cel_window_size(descriptor, &columns, &rows)
    return (Int(columns), Int(rows))
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Colours, or none.
public struct Style: Sendable {
  public var colors: Bool

  public init(colors: Bool) { self.colors = colors }

  /// A prompt for libedit: bytes that take no column stand between 0x01. The last character stays outside,
  /// because libedit drops a sequence that ends the prompt.
  func prompt(_ text: String) -> String { marked(text, "32") }
  func searchPrompt(_ text: String) -> String { marked(text, "36") }

  private func marked(_ text: String, _ code: String) -> String {
    guard colors, let last = text.last else { return text }
    return "\u{1}\u{1B}[\(code)m\u{1}" + text.dropLast() + "\u{1}\u{1B}[0m\u{1}" + String(last)
  }

  func outPrompt(_ text: String) -> String { colored(text, "31") }
  func error(_ text: String) -> String { colored(text, "31") }
  func note(_ text: String) -> String { colored(text, "2") }

  private func colored(_ text: String, _ code: String) -> String {
    colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
