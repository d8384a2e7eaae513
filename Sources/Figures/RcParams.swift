/// The settings that new figures start from, by matplotlib's names.
public struct RcParams: Sendable {
  public enum Value: Equatable, Sendable {
    case number(Double)
    case numbers([Double])
    case text(String)
    case flag(Bool)
    case colors([Color])
  }

  private var values: [String: Value] = RcParams.start

  public init() {}

  private static let start = defaults.merging(elsewhere) { a, _ in a }.merging(fixed) { a, _ in a }

  /// Names, sorted.
  public static var names: [String] { start.keys.sorted() }

  public func get(_ name: String) -> Value? { values[name] }

  /// - Throws: `FigureError` of kind key for a setting there is not, of kind value for a wrong value.
  public mutating func set(_ name: String, _ value: Value) throws {
    guard let old = Self.start[name] else {
      throw FigureError(.key, "\(FigureError.quoted(name)) is not a valid value for rcParam.")
    }
    if let only = Self.fixed[name] {
      guard value == only else {
        throw FigureError(.value, "Key \(name): other values than \(Self.text(only)) are not part of nbsh")
      }
      return
    }
    switch (old, value) {
    case (.number, .number(let number)):
      guard number.isFinite, number >= 0 else {
        throw FigureError(.value, "Key \(name): Could not convert \(number) to a non-negative number")
      }
    case (.numbers(let old), .numbers(let new)):
      let isSize = name == "figure.figsize"
      guard old.count == new.count, new.allSatisfy({ $0.isFinite && (!isSize || $0 >= 0) }) else {
        throw FigureError(.value, "Key \(name): Expected exactly \(old.count) values, but got \(new.count)")
      }
    case (.text, .text(let text)): try Self.check(name, text)
    case (.text, .number(let number)):
      // Colours may be greys, sizes may be points.
      guard Self.isSize(name) ? number > 0 && number.isFinite : Self.isColor(name) && (0...1).contains(number)
      else { throw FigureError(.value, "Key \(name): \(number) does not look like a valid value") }
      if Self.isColor(name) {
        values[name] = .text("\(number)")
        return
      }
    case (.text, .flag(let flag)) where name == "axes.axisbelow":
      values[name] = .text(flag ? "True" : "False")
      return
    case (.flag, .flag), (.colors, .colors): break
    case (.flag, .number(let number)):
      values[name] = .flag(number != 0)
      return
    default: throw FigureError(.value, "Key \(name): Could not convert the value")
    }
    values[name] = value
  }

  private static func check(_ name: String, _ text: String) throws {
    if let words = choices[name] {
      guard words.contains(text) else { throw FigureError.unsupported(text, for: name, supported: words) }
    } else if isColor(name) {
      guard ["auto", "inherit", "None", "face", "edge"].contains(text) || Color(rc: text) != nil else {
        throw FigureError(
          .value, "Key \(name): \(FigureError.quoted(text)) does not look like a color arg")
      }
    } else if isSize(name), text != "None", text != "figure" {
      _ = try fontSize(named: text, base: 10)
    }
    switch name {
    case "image.cmap": _ = try Colormap.named(text)
    case "image.interpolation": _ = try Interpolation(parsing: text)
    case "image.origin": _ = try AxesImage.Origin(parsing: text)
    case "lines.linestyle", "grid.linestyle": _ = try LineStyle(parsing: text)
    case "lines.marker", "scatter.marker": _ = try Marker(parsing: text)
    case "legend.loc": _ = try Legend.Location(parsing: text)
    default: break
    }
  }

  private static func isColor(_ name: String) -> Bool {
    name.hasSuffix("color") || name.hasSuffix("edgecolors")
  }

  private static func isSize(_ name: String) -> Bool {
    name.hasSuffix("size") || name == "savefig.dpi" || name == "contour.linewidth"
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .flag(let flag): flag ? "True" : "False"
    case .text(let text): FigureError.quoted(text)
    case .number(let number): "\(number)"
    case .numbers(let numbers): "\(numbers)"
    case .colors(let colors): "\(colors.map(\.hex))"
    }
  }

  /// Back to what matplotlib starts with.
  public mutating func reset() { values = Self.start }

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

  /// A colour; nil where the setting says that it follows from another one.
  func color(_ name: String) -> Color? {
    let text = text(name)
    return ["auto", "inherit", "face", "edge", "None"].contains(text) ? nil : Color(rc: text, cycle: cycle)
  }

  /// The colours that lines take in turn.
  public var cycle: [Color] {
    if case .colors(let colors)? = values["axes.prop_cycle"], !colors.isEmpty { return colors }
    return Color.cycle
  }

  /// A font size in points, given as a number or as matplotlib's word for one relative to `font.size`.
  func fontSize(_ name: String) -> Double {
    if case .number(let size)? = values[name] { return size }
    return (try? Self.fontSize(named: text(name), base: number("font.size"))) ?? number("font.size")
  }

  /// Whether a setting for the weight of a typeface asks for a bold one.
  func isBold(_ name: String) -> Bool { Self.boldWeights.contains(text(name)) }

  public static let boldWeights = ["bold", "heavy", "semibold", "demibold", "demi", "extra bold", "black"]

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

extension Color {
  /// A colour as settings name it: hexadecimal digits may stand without their `#`, `C0` counts a cycle's colours.
  init?(rc text: String, cycle: [Color] = Color.cycle) {
    if text.hasPrefix("C"), let index = Int(text.dropFirst()), index >= 0, !cycle.isEmpty {
      self = cycle[index % cycle.count]
    } else if let color = Color(named: text) ?? Color(named: "#" + text) {
      self = color
    } else {
      return nil
    }
  }
}
