/// How data values become positions along an axis.
public enum Scale: String, Sendable, CaseIterable {
  case linear, log

  /// - Throws: `FigureError` of kind value that lists the scales there are.
  public init(parsing name: String) throws {
    guard let scale = Scale(rawValue: name) else {
      throw FigureError.unsupported(name, for: "scale", supported: Scale.allCases.map(\.rawValue))
    }
    self = scale
  }

  /// The value on an evenly divided axis: itself, or its decimal logarithm. What a logarithmic axis cannot show becomes nan.
  func forward(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .log: value > 0 ? Elementary.log10(value) : .nan
    }
  }

  func backward(_ position: Double) -> Double {
    switch self {
    case .linear: position
    case .log: Elementary.exp10(position)
    }
  }
}
