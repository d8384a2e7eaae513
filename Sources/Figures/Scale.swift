/// How data values become positions along an axis.
public enum Scale: Equatable, Sendable {
  case linear, log
  /// Linear between -threshold and threshold, logarithmic beyond.
  case symlog(threshold: Double)

  public static let names = ["linear", "log", "symlog"]

  /// - Throws: `FigureError` of kind value that lists the scales there are.
  public init(parsing name: String) throws {
    switch name {
    case "linear": self = .linear
    case "log": self = .log
    case "symlog": self = .symlog(threshold: 2)
    default: throw FigureError.unsupported(name, for: "scale", supported: Scale.names)
    }
  }

  public var name: String {
    switch self {
    case .linear: "linear"
    case .log: "log"
    case .symlog: "symlog"
    }
  }

  /// The linear part of a symmetrical axis takes as much room as this many decades on either side.
  private static let linearPart = 1 / 0.9

  /// The value on an evenly divided axis: itself, or its decimal logarithm. What a logarithmic axis cannot show becomes nan.
  func forward(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return value > 0 ? Elementary.log10(value) : .nan
    case .symlog(let threshold):
      let size = abs(value)
      if size <= threshold { return value / threshold * Scale.linearPart }
      let position = Scale.linearPart + Elementary.log10(size / threshold)
      return value < 0 ? -position : position
    }
  }

  func backward(_ position: Double) -> Double {
    switch self {
    case .linear: return position
    case .log: return Elementary.exp10(position)
    case .symlog(let threshold):
      let size = abs(position)
      if size <= Scale.linearPart { return position / Scale.linearPart * threshold }
      let value = threshold * Elementary.exp10(size - Scale.linearPart)
      return position < 0 ? -value : value
    }
  }
}
