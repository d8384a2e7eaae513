/// One line of what a cell showed, as a script records it.
public enum OutputLine: Sendable, Equatable {
  case text(String)
  case figure(RenderedFigure)
}

extension OutputLine {
  /// The lines of a cell's outputs. An error counts only where the cell is expected to raise one.
  ///
  /// A value begins on a line of its own, even after text that did not end its line. Characters that would
  /// break or hide a line in an editor are shown by their control pictures, so `\r` is recorded as `␍`.
  public static func lines(of outputs: [Output], includingError: Bool) -> [OutputLine] {
    var lines: [OutputLine] = []
    var pending = ""
    func flush() {
      guard !pending.isEmpty else { return }
      var parts = pending.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      if parts.last?.isEmpty == true { parts.removeLast() }
      lines += parts.map { .text(recordable(String(Substring($0)))) }
      pending = ""
    }
    for output in outputs {
      switch output {
      case .text(let text):
        pending += text
      case .value(let text):
        flush()
        pending = text + "\n"
        flush()
      case .figure(let figure):
        flush()
        lines.append(.figure(figure))
      case .error(let error):
        flush()
        guard includingError else { continue }
        pending = error.summary + "\n"
        flush()
      }
    }
    flush()
    return lines
  }

  /// Printed text as a recorded line; text that looks like the line of a figure gets a backslash before it.
  private static func recordable(_ line: String) -> String {
    let text = visible(line)
    guard text.hasPrefix("[figure ") || text.hasPrefix("\\") else { return text }
    return FigureLine(String(text.drop { $0 == "\\" })) == nil ? text : "\\" + text
  }

  /// The line with its control characters replaced by pictures of them; tabs stay.
  static func visible(_ line: String) -> String {
    let hidden = line.unicodeScalars.contains { isHidden($0) }
    guard hidden else { return line }
    var out = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      guard isHidden(scalar) else {
        out.append(scalar)
        continue
      }
      switch scalar.value {
      case 0..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: out.append("\u{2421}")
      default: out.append("\u{2424}")
      }
    }
    return String(out)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0..<0x20, 0x7F, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}

/// The line that stands for a figure in a recorded block: `[figure conv_layers/1.png 640x480]`.
public struct FigureLine: Sendable, Equatable {
  /// The file, below the folder `figures` beside the script.
  public let path: String
  public let width: Int
  public let height: Int

  public init(path: String, width: Int, height: Int) {
    self.path = path
    self.width = width
    self.height = height
  }

  /// Reads a recorded line, or returns nothing where it stands for no figure.
  public init?(_ line: String) {
    guard line.hasPrefix("[figure "), line.hasSuffix("]") else { return nil }
    let inner = line.dropFirst(8).dropLast()
    guard let blank = inner.lastIndex(of: " ") else { return nil }
    let size = inner[inner.index(after: blank)...].split(separator: "x", omittingEmptySubsequences: false)
    guard size.count == 2, let width = Int(size[0]), let height = Int(size[1]), width > 0, height > 0 else {
      return nil
    }
    let path = inner[..<blank]
    guard path.hasSuffix(".png"), Self.isInside(path) else { return nil }
    self.init(path: String(path), width: width, height: height)
  }

  public var text: String { "[figure \(path) \(width)x\(height)]" }

  /// Whether a path stays below its folder.
  private static func isInside(_ path: Substring) -> Bool {
    !path.hasPrefix("/")
      && !path.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "" }
  }
}
