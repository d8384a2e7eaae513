extension RcParams {
  /// The names that `style.use` knows, sorted.
  public static var styles: [String] { (["default", "fast"] + styleTable.keys).sorted() }

  /// Makes a style's settings the current ones, on top of those there are; `default` starts afresh.
  ///
  /// Names without the version, such as `seaborn-whitegrid`, mean the style that had that name before it was renamed.
  ///
  /// - Throws: `FigureError` of kind file in matplotlib's words for a style there is not.
  public mutating func use(style name: String) throws {
    if name == "default" {
      reset()
      return
    }
    if name == "fast" { return }
    var key = name
    if name == "seaborn" || name.hasPrefix("seaborn-"), !name.hasPrefix("seaborn-v") {
      key = "seaborn-v0_8" + name.dropFirst(7)
    }
    guard let settings = Self.styleTable[key] else {
      throw FigureError(
        .file,
        "\(FigureError.quoted(name)) is not a valid package style, path of style file, URL of style file, or library style name (library styles are listed in `style.available`)"
      )
    }
    for (setting, value) in settings { try set(setting, value) }
  }

  private static func cycle(_ codes: [UInt32]) -> Value { .colors(codes.map(Color.init(hex:))) }

  /// Settings of both directions' ticks.
  private static func ticks(_ settings: [String: Value]) -> [String: Value] {
    var both: [String: Value] = [:]
    for (name, value) in settings {
      both["xtick." + name] = value
      both["ytick." + name] = value
    }
    return both
  }

  private static func joined(_ parts: [String: Value]...) -> [String: Value] {
    parts.reduce(into: [:]) { $0.merge($1) { _, new in new } }
  }

  private static let seabornBase = joined(
    [
      "figure.facecolor": .text("white"), "text.color": .text(".15"), "axes.labelcolor": .text(".15"),
      "legend.frameon": .flag(false), "axes.axisbelow": .text("True"), "image.cmap": .text("Greys"),
      "grid.linestyle": .text("-"),
    ], ticks(["direction": .text("out"), "color": .text(".15")]))

  private static func seaborn(
    grid: Bool, face: String, edge: String, width: Double, gridColor: String, size: Double = 0
  ) -> [String: Value] {
    joined(
      seabornBase,
      [
        "axes.grid": .flag(grid), "axes.facecolor": .text(face), "axes.edgecolor": .text(edge),
        "axes.linewidth": .number(width), "grid.color": .text(gridColor),
      ], ticks(["major.size": .number(size), "minor.size": .number(size / 2)]))
  }

  /// Sizes of the seaborn contexts, as multiples of those for a notebook.
  private static func context(_ scale: Double, _ figure: [Double]) -> [String: Value] {
    joined(
      [
        "figure.figsize": .numbers(figure), "axes.labelsize": .number(11 * scale),
        "axes.titlesize": .number(12 * scale), "legend.fontsize": .number(10 * scale),
        "grid.linewidth": .number(scale), "lines.linewidth": .number(1.75 * scale),
        "patch.linewidth": .number(0.3 * scale), "lines.markersize": .number(7 * scale),
        "lines.markeredgewidth": .number(0),
      ],
      ticks([
        "labelsize": .number(10 * scale), "major.width": .number(scale), "minor.width": .number(scale / 2),
        "major.pad": .number(7 * scale),
      ]))
  }

  private static func palette(_ codes: [UInt32]) -> [String: Value] {
    ["axes.prop_cycle": cycle(codes), "patch.facecolor": .text(Color(hex: codes[0]).hex)]
  }

  private static let deep: [UInt32] = [0x4C72B0, 0x55A868, 0xC44E52, 0x8172B2, 0xCCB974, 0x64B5CD]

  private static let styleTable: [String: [String: Value]] = [
    "ggplot": joined(
      [
        "patch.linewidth": .number(0.5), "patch.facecolor": .text("348ABD"),
        "patch.edgecolor": .text("EEEEEE"), "font.size": .number(10), "axes.facecolor": .text("E5E5E5"),
        "axes.edgecolor": .text("white"), "axes.linewidth": .number(1), "axes.grid": .flag(true),
        "axes.titlesize": .text("x-large"), "axes.labelsize": .text("large"),
        "axes.labelcolor": .text("555555"), "axes.axisbelow": .text("True"),
        "axes.prop_cycle": cycle([
          0xE24A33, 0x348ABD, 0x988ED5, 0x777777, 0xFBC15E, 0x8EBA42, 0xFFB5B8,
        ]),
        "grid.color": .text("white"), "grid.linestyle": .text("-"), "figure.facecolor": .text("white"),
      ], ticks(["color": .text("555555"), "direction": .text("out")])),
    "dark_background": joined(
      [
        "lines.color": .text("white"), "patch.edgecolor": .text("white"), "text.color": .text("white"),
        "axes.facecolor": .text("black"), "axes.edgecolor": .text("white"),
        "axes.labelcolor": .text("white"),
        "axes.prop_cycle": cycle([
          0x8dd3c7, 0xfeffb3, 0xbfbbd9, 0xfa8174, 0x81b1d2, 0xfdb462, 0xb3de69, 0xbc82bd, 0xccebc4,
          0xffed6f,
        ]),
        "grid.color": .text("white"), "figure.facecolor": .text("black"),
      ], ticks(["color": .text("white")])),
    "bmh": joined(
      [
        "lines.linewidth": .number(2), "patch.linewidth": .number(0.5), "patch.facecolor": .text("blue"),
        "patch.edgecolor": .text("eeeeee"), "axes.facecolor": .text("eeeeee"),
        "axes.edgecolor": .text("bcbcbc"), "axes.grid": .flag(true), "axes.titlesize": .text("x-large"),
        "axes.labelsize": .text("large"),
        "axes.prop_cycle": cycle([
          0x348ABD, 0xA60628, 0x7A68A6, 0x467821, 0xD55E00, 0xCC79A7, 0x56B4E9, 0x009E73, 0xF0E442,
          0x0072B2,
        ]),
        "grid.color": .text("b2b2b2"), "grid.linestyle": .text("--"), "grid.linewidth": .number(0.5),
      ], ticks(["direction": .text("in")])),
    "fivethirtyeight": joined(
      [
        "lines.linewidth": .number(4),
        "axes.prop_cycle": cycle([0x008fd5, 0xfc4f30, 0xe5ae38, 0x6d904f, 0x8b8b8b, 0x810f7c]),
        "axes.facecolor": .text("f0f0f0"), "axes.labelsize": .text("large"),
        "axes.axisbelow": .text("True"), "axes.grid": .flag(true), "axes.edgecolor": .text("f0f0f0"),
        "axes.linewidth": .number(3), "axes.titlesize": .text("x-large"),
        "patch.edgecolor": .text("f0f0f0"), "patch.linewidth": .number(0.5), "grid.linestyle": .text("-"),
        "grid.linewidth": .number(1), "grid.color": .text("cbcbcb"), "font.size": .number(14),
        "figure.subplot.left": .number(0.08), "figure.subplot.right": .number(0.95),
        "figure.subplot.bottom": .number(0.07), "figure.facecolor": .text("f0f0f0"),
      ], ticks(["major.size": .number(0), "minor.size": .number(0)])),
    "grayscale": joined(
      [
        "lines.color": .text("black"), "patch.facecolor": .text("gray"), "patch.edgecolor": .text("black"),
        "axes.prop_cycle": .colors([0, 0.4, 0.6, 0.7].map { Color($0, $0, $0) }),
        "grid.color": .text("black"), "figure.facecolor": .text("0.75"), "image.cmap": .text("gray"),
        "savefig.facecolor": .text("white"),
      ]),
    "tableau-colorblind10": palette([
      0x006BA4, 0xFF800E, 0xABABAB, 0x595959, 0x5F9ED1, 0xC85200, 0x898989, 0xA2C8EC, 0xFFBC79, 0xCFCFCF,
    ]),
    "Solarize_Light2": joined(
      [
        "figure.facecolor": .text("FDF6E3"), "lines.linewidth": .number(2), "axes.titlesize": .number(16),
        "axes.labelsize": .number(12), "axes.labelcolor": .text("657b83"),
        "axes.facecolor": .text("eee8d5"), "axes.edgecolor": .text("eee8d5"),
        "axes.axisbelow": .text("True"),
        "axes.prop_cycle": cycle([
          0x268BD2, 0x2AA198, 0x859900, 0xB58900, 0xCB4B16, 0xDC322F, 0xD33682, 0x6C71C4,
        ]),
        "axes.grid": .flag(true), "grid.color": .text("fdf6e3"), "grid.linestyle": .text("-"),
        "grid.linewidth": .number(1),
      ], ticks(["color": .text("657b83"), "direction": .text("out")])),
    "seaborn-v0_8": joined(
      seaborn(grid: true, face: "EAEAF2", edge: "white", width: 0, gridColor: "white"),
      context(1, [8, 5.5]), palette(deep)),
    "seaborn-v0_8-darkgrid": seaborn(
      grid: true, face: "EAEAF2", edge: "white", width: 0, gridColor: "white"),
    "seaborn-v0_8-whitegrid": seaborn(grid: true, face: "white", edge: ".8", width: 1, gridColor: ".8"),
    "seaborn-v0_8-dark": seaborn(
      grid: false, face: "EAEAF2", edge: "white", width: 0, gridColor: "white"),
    "seaborn-v0_8-white": seaborn(
      grid: false, face: "white", edge: ".15", width: 1.25, gridColor: ".8"),
    "seaborn-v0_8-ticks": seaborn(
      grid: false, face: "white", edge: ".15", width: 1.25, gridColor: ".8", size: 6),
    "seaborn-v0_8-notebook": context(1, [8, 5.5]),
    "seaborn-v0_8-paper": context(0.8, [6.4, 4.4]),
    "seaborn-v0_8-talk": context(1.3, [10.4, 7.15]),
    "seaborn-v0_8-poster": context(1.6, [12.8, 8.8]),
    "seaborn-v0_8-deep": palette(deep),
    "seaborn-v0_8-muted": palette([0x4878CF, 0x6ACC65, 0xD65F5F, 0xB47CC7, 0xC4AD66, 0x77BEDB]),
    "seaborn-v0_8-pastel": palette([0x92C6FF, 0x97F0AA, 0xFF9F9A, 0xD0BBFF, 0xFFFEA3, 0xB0E0E6]),
    "seaborn-v0_8-bright": palette([0x003FFF, 0x03ED3A, 0xE8000B, 0x8A2BE2, 0xFFC400, 0x00D7FF]),
    "seaborn-v0_8-colorblind": palette([0x0072B2, 0x009E73, 0xD55E00, 0xCC79A7, 0xF0E442, 0x56B4E9]),
  ]
}
