/// The settings that new figures start from, by matplotlib's names.
public struct RcParams: Sendable {
  public enum Value: Equatable, Sendable {
    case number(Double)
    case numbers([Double])
    case text(String)
    case flag(Bool)
  }

  private var values: [String: Value] = RcParams.defaults

  public init() {}

  /// Names, sorted.
  public static var names: [String] { defaults.keys.sorted() }

  public func get(_ name: String) -> Value? { values[name] }

  /// - Throws: `FigureError` of kind key for a setting there is not, of kind value for a wrong value.
  public mutating func set(_ name: String, _ value: Value) throws {
    guard let old = Self.defaults[name] else {
      throw FigureError(.key, "\(FigureError.quoted(name)) is not a valid value for rcParam.")
    }
    switch (old, value) {
    case (.number, .number(let number)):
      guard number.isFinite, number >= 0 else {
        throw FigureError(.value, "Key \(name): Could not convert \(number) to a non-negative number")
      }
    case (.numbers(let old), .numbers(let new)):
      guard old.count == new.count, new.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
        throw FigureError(.value, "Key \(name): Expected exactly \(old.count) values, but got \(new.count)")
      }
    case (.text, .text(let text)):
      if name == "image.cmap" { _ = try Colormap.named(text) }
      if name == "image.interpolation" { _ = try Interpolation(parsing: text) }
      if name == "image.origin" { _ = try AxesImage.Origin(parsing: text) }
      if name == "lines.linestyle" { _ = try LineStyle(parsing: text) }
      if name == "lines.marker" { _ = try Marker(parsing: text) }
    case (.flag, .flag): break
    case (.flag, .number(let number)):
      values[name] = .flag(number != 0)
      return
    default: throw FigureError(.value, "Key \(name): Could not convert the value")
    }
    values[name] = value
  }

  /// Back to what matplotlib starts with.
  public mutating func reset() { values = Self.defaults }

  func number(_ name: String) -> Double {
    if case .number(let value)? = values[name] { return value }
    return 0
  }

  func numbers(_ name: String) -> [Double] {
    if case .numbers(let value)? = values[name] { return value }
    return []
  }

  func text(_ name: String) -> String {
    if case .text(let value)? = values[name] { return value }
    return ""
  }

  func flag(_ name: String) -> Bool { values[name] == .flag(true) }

  private static let defaults: [String: Value] = [
    "figure.figsize": .numbers([6.4, 4.8]), "figure.dpi": .number(100), "savefig.dpi": .text("figure"),
    "figure.facecolor": .text("white"), "figure.max_open_warning": .number(20),
    "figure.autolayout": .flag(false),
    "figure.subplot.left": .number(0.125), "figure.subplot.right": .number(0.9),
    "figure.subplot.bottom": .number(0.11),
    "figure.subplot.top": .number(0.88), "figure.subplot.wspace": .number(0.2),
    "figure.subplot.hspace": .number(0.2),
    "font.size": .number(10), "axes.titlesize": .text("large"), "axes.labelsize": .text("medium"),
    "xtick.labelsize": .text("medium"), "ytick.labelsize": .text("medium"),
    "legend.fontsize": .text("medium"),
    "axes.grid": .flag(false), "axes.linewidth": .number(0.8), "axes.facecolor": .text("white"),
    "lines.linewidth": .number(1.5), "lines.markersize": .number(6), "lines.linestyle": .text("-"),
    "lines.marker": .text("None"), "image.interpolation": .text("auto"), "image.cmap": .text("viridis"),
    "image.aspect": .text("equal"), "image.origin": .text("upper"), "grid.linewidth": .number(0.8),
    "grid.alpha": .number(1), "legend.loc": .text("best"), "legend.frameon": .flag(true),
    "errorbar.capsize": .number(0), "font.family": .text("sans-serif"),
  ]

  /// A font size in points, given as a number or as matplotlib's word for one relative to `font.size`.
  func fontSize(_ name: String) -> Double {
    if case .number(let size)? = values[name] { return size }
    return (try? Self.fontSize(named: text(name), base: number("font.size"))) ?? number("font.size")
  }

  public static func fontSize(named name: String, base: Double) throws -> Double {
    switch name {
    case "xx-small": base * 0.579
    case "x-small": base * 0.694
    case "small", "smaller": base * 0.833
    case "medium": base
    case "large", "larger": base * 1.2
    case "x-large": base * 1.44
    case "xx-large": base * 1.728
    default: throw FigureError(.value, "\(FigureError.quoted(name)) is not a valid value for fontsize")
    }
  }
}
