/// Solid, dashed, dash-dotted, dotted, or no line.
public enum LineStyle: Equatable, Sendable {
  case solid, dashed, dashdot, dotted, none
  /// On and off lengths in points, as scripts give them: `(0, (5, 1))`.
  case custom(offset: Double, lengths: [Double])

  /// - Throws: `FigureError` of kind value that lists the styles there are.
  public init(parsing name: String) throws {
    switch name {
    case "-", "solid": self = .solid
    case "--", "dashed": self = .dashed
    case "-.", "dashdot": self = .dashdot
    case ":", "dotted": self = .dotted
    case "", " ", "none", "None": self = .none
    default:
      throw FigureError.unsupported(
        name, for: "ls",
        supported: ["-", "--", "-.", ":", "None", " ", "", "solid", "dashed", "dashdot", "dotted"])
    }
  }

  /// matplotlib's sign: `-`, `--`, `-.`, `:`, `None`; `--` for dashes of one's own.
  public var sign: String {
    switch self {
    case .solid: "-"
    case .dashed, .custom: "--"
    case .dashdot: "-."
    case .dotted: ":"
    case .none: "None"
    }
  }

  /// On and off lengths in pixels for a line of some width in pixels.
  func dash(width: Double) -> [Double] {
    switch self {
    case .solid, .none: []
    case .dashed: [3.7, 1.6].map { $0 * width }
    case .dashdot: [6.4, 1.6, 1, 1.6].map { $0 * width }
    case .dotted: [1, 1.65].map { $0 * width }
    case .custom(_, let lengths): lengths.map { $0 * width }
    }
  }
}
