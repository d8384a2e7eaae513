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

  /// How long a line of text for a person may be: as wide as the window, and without one as long as it is.
  static func lineLimit(of output: any TextOutput) -> Int {
    guard let output = output as? DescriptorOutput, isTerminal(output.descriptor) else { return .max }
    return size(output.descriptor).columns
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Colours, or none.
public struct Style: Sendable {
  public var colors: Bool

  public init(colors: Bool) { self.colors = colors }

  /// Foreground colours of what libedit draws: green, cyan, or none.
  var promptColor: Int32 { colors ? 32 : 0 }
  var searchColor: Int32 { colors ? 36 : 0 }

  func outPrompt(_ text: String) -> String { colored(text, "31") }
  func error(_ text: String) -> String { colored(text, "31") }
  func note(_ text: String) -> String { colored(text, "2") }

  private func colored(_ text: String, _ code: String) -> String {
    colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
