/// Why a figure could not be built or drawn, in matplotlib's words where it has words.
public struct FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The Python exception that a script sees.
  public enum Kind: String, Sendable {
    case value = "ValueError"
    case type = "TypeError"
    case attribute = "AttributeError"
    case file = "OSError"
    case key = "KeyError"
    case runtime = "RuntimeError"
  }

  public let kind: Kind
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  public var description: String { "\(kind.rawValue): \(message)" }

  /// `'foo' is not a valid value for cmap; supported values are 'gray', 'hot'`
  static func unsupported(_ value: String, for name: String, supported: [String]) -> FigureError {
    let list = supported.map(quoted).joined(separator: ", ")
    return FigureError(
      .value, "\(quoted(value)) is not a valid value for \(name); supported values are \(list)")
  }

  /// A string as Python's `repr` shows it, as far as error texts need.
  static func quoted(_ text: String) -> String {
    text.contains("'") && !text.contains("\"") ? "\"\(text)\"" : "'\(text)'"
  }

  /// A shape as Python's `repr` shows a tuple: `(3,)`, `(3, 4)`.
  static func shape(_ sizes: [Int]) -> String {
    sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.map { "\($0)" }.joined(separator: ", ") + ")"
  }
}
