import Figures
import Language

/// The keyword arguments of one call, taken out one by one; what is left at the end is refused.
final class Keywords {
  let vm: Interpreter
  /// Whose properties they are, as matplotlib's message says: `Line2D`.
  private let owner: String
  var given: [(name: String, value: Value)] = []
  private var known: [String] = []
  /// Those of the known names that change something.
  private(set) var offered: [String] = []

  init(_ dict: DictObject?, of owner: String, _ vm: Interpreter) {
    self.vm = vm
    self.owner = owner
    guard let dict else { return }
    for (key, value) in dict.items { if let name = key.text { given.append((name, value)) } }
  }

  /// The value of a keyword under any of its names; nil where it was not given, or given as None.
  ///
  /// - Throws: TypeError where two names of one thing were given.
  func take(_ names: String...) throws -> Value? { try take(names) }

  private func take(_ names: [String], isOffered: Bool = true) throws -> Value? {
    known += names
    if isOffered { offered += names }
    var found: (name: String, value: Value)?
    for name in names {
      guard let index = given.firstIndex(where: { $0.name == name }) else { continue }
      let item = given.remove(at: index)
      if let found {
        throw PyError.typeError(
          "Got both '\(found.name)' and '\(item.name)', which are aliases of one another")
      }
      found = item
    }
    guard let found, !found.value.isNone else { return nil }
    return found.value
  }

  /// Accepts what says something about windows, other file formats or the way matplotlib works inside: no picture
  /// depends on it.
  func ignore(_ names: String...) {
    known += names
    given.removeAll { names.contains($0.name) }
  }

  /// Accepts a keyword with the value that it has here anyway; every other one is refused.
  func only(_ expected: Value..., names: String...) throws {
    let alternatives = names
    guard let value = try take(alternatives, isOffered: false) else { return }
    for one in expected where try vm.equal(one, value) { return }
    let list = try expected.map { try vm.repr($0) }.joined(separator: " or ")
    throw PyError.unsupported(
      "\(names[0])=\(try vm.repr(value)) is not part of nbsh: only \(list)")
  }

  /// Accepts True or False where both look alike here, and a callable nowhere.
  func antialiased() throws { try only(.bool(true), names: "antialiased", "aa", "antialiaseds") }

  func number(_ names: String...) throws -> Double? { try take(names).map { try vm.double($0) } }
  func int(_ names: String...) throws -> Int? { try take(names).map { try vm.int($0) } }
  func flag(_ names: String...) throws -> Bool? { try take(names).map { try vm.isTrue($0) } }
  func numbers(_ names: String...) throws -> [Double]? { try take(names).map { try vm.numbers($0) } }
  /// Any value as text, as labels take it.
  func text(_ names: String...) throws -> String? { try take(names).map { try vm.str($0) } }
  func color(_ names: String...) throws -> Color? { try take(names).map { try vm.color($0) } }

  /// A word out of a few.
  func word(_ names: String...) throws -> String? {
    guard let value = try take(names) else { return nil }
    guard let text = value.text else {
      throw PyError.typeError("\(names[0]) must be a str, not \(vm.typeName(value))")
    }
    return text
  }

  /// Refuses what nobody took.
  ///
  /// - Throws: AttributeError in matplotlib's words, with the nearest known name or all of them.
  func finish() throws {
    guard let left = given.first else { return }
    throw Keywords.unknown(
      "\(owner).set() got an unexpected keyword argument '\(left.name)'", left.name, known)
  }

  /// An AttributeError whose report, not its message, names the nearest known name or all of them.
  static func unknown(_ message: String, _ name: String, _ known: [String]) -> PyError {
    let error = PyError.attributeError(message)
    error.exception.suggestion =
      Suggestion.nearest(name, among: known).map { ". Did you mean: '\($0)'?" }
      ?? ". Known here: \(known.sorted().joined(separator: ", "))"
    return error
  }

  var isEmpty: Bool { given.isEmpty }
}

extension Keywords {
  /// What a call says about a line.
  func line() throws -> LineOptions {
    var options = LineOptions()
    options.color = try color("color", "c")
    options.lineStyle = try take("linestyle", "ls").map { try vm.lineStyle($0) }
    options.lineWidth = try number("linewidth", "lw")
    if let marker = try take("marker") {
      options.markerGiven = true
      options.marker = try vm.marker(marker)
    }
    options.markerSize = try number("markersize", "ms")
    options.markerFaceColor = try color("markerfacecolor", "mfc")
    options.markerEdgeColor = try color("markeredgecolor", "mec")
    options.markerEdgeWidth = try number("markeredgewidth", "mew")
    try markEvery(&options)
    if let style = try word("drawstyle", "ds") {
      guard let found = Line2D.DrawStyle(rawValue: style == "steps" ? "steps-pre" : style) else {
        throw FigureError.choice(
          style, for: "drawstyle", ["default", "steps-mid", "steps-pre", "steps-post", "steps"])
      }
      options.drawStyle = found
    }
    if let style = try word("fillstyle") {
      guard ["full", "none"].contains(style) else {
        throw FigureError.choice(style, for: "fillstyle", ["full", "none"])
      }
      if style == "none" { options.markerFaceColor = Color.none }
    }
    options.solidCap = try cap("solid_capstyle")
    options.dashCap = try cap("dash_capstyle")
    options.join = try word("solid_joinstyle", "dash_joinstyle").map { word in
      guard let join = Pen.Join(rawValue: word) else {
        throw FigureError.choice(word, for: "joinstyle", ["miter", "round", "bevel"])
      }
      return join
    }
    if let dashes = try take("dashes") {
      let lengths = try vm.numbers(dashes)
      options.lineStyle =
        lengths.isEmpty ? .solid : try vm.lineStyle(.tuple([.int(0), .tuple(lengths.map { .float($0) })]))
    }
    options.clips = try flag("clip_on")
    options.label = try text("label")
    options.alpha = try number("alpha")
    options.zorder = try number("zorder")
    try antialiased()
    ignore("rasterized", "picker", "pickradius", "gid", "snap", "url")
    return options
  }

  /// What a call says about grid lines.
  func grid() throws -> Axis.GridStyle {
    let options = try line()
    try finish()
    var style = Axis.GridStyle()
    style.color = options.color
    style.lineStyle = options.lineStyle
    style.lineWidth = options.lineWidth
    style.alpha = options.alpha
    return style
  }

  private func cap(_ name: String) throws -> Pen.Cap? {
    try word(name).map { word in
      guard let cap = Pen.Cap(rawValue: word) else {
        throw FigureError.choice(word, for: "capstyle", ["butt", "projecting", "round"])
      }
      return cap
    }
  }

  /// Every n-th, `(start, n)`, or the numbers of the points.
  private func markEvery(_ options: inout LineOptions) throws {
    guard let value = try take("markevery") else { return }
    if let every = value.index {
      guard every != 0 else { throw PyError.valueError("markevery=0 is not a recognized value") }
      options.markEvery = abs(every)
    } else if case .tuple(let pair) = value, pair.items.count == 2 {
      options.markStart = try vm.int(pair.items[0])
      options.markEvery = try vm.int(pair.items[1])
    } else if vm.isSequence(value) {
      let items = try vm.items(of: value)
      if items.allSatisfy({ if case .bool = $0 { true } else { false } }) {
        options.marked = Set(try items.indices.filter { try vm.isTrue(items[$0]) })
      } else {
        options.marked = Set(try items.map { try vm.int($0) })
      }
    } else {
      throw PyError.unsupported("markevery=\(try vm.repr(value)) is not part of nbsh: give a whole number")
    }
  }

  /// What a call says about filled shapes.
  ///
  /// - Parameter count: how many shapes may have a colour each.
  func patch(count: Int = 1) throws -> PatchOptions {
    var options = PatchOptions()
    if let value = try take("color", "c") {
      let colors = try vm.colors(value)
      if colors.count == 1 { options.color = colors[0] } else { options.colors = colors }
    }
    if let value = try take("facecolor", "fc", "facecolors") {
      let colors = try vm.colors(value)
      if colors.count == 1 { options.faceColor = colors[0] } else { options.colors = colors }
    }
    if let value = try take("edgecolor", "ec", "edgecolors"), value.text != "face" {
      let colors = try vm.colors(value)
      if colors.count == 1 { options.edgeColor = colors[0] } else { options.edgeColors = colors }
    }
    if let value = try take("linewidth", "lw", "linewidths") {
      let widths = try vm.numbers(value)
      if widths.count == 1 { options.lineWidth = widths[0] } else { options.lineWidths = widths }
    }
    if let value = try take("hatch") {
      if let text = value.text {
        options.hatch = try Hatch(parsing: text)
      } else {
        options.hatches = try vm.items(of: value).map { try $0.text.flatMap { try Hatch(parsing: $0) } }
      }
    }
    options.clips = try flag("clip_on")
    options.lineStyle = try take("linestyle", "ls", "linestyles").map { try vm.lineStyle($0) }
    options.fill = try flag("fill")
    options.label = try text("label")
    options.alpha = try number("alpha")
    options.zorder = try number("zorder")
    try antialiased()
    try only(.string("miter"), names: "joinstyle")
    try only(.string("butt"), names: "capstyle")
    ignore("rasterized", "picker", "snap", "gid", "url")
    return options
  }

  /// What a call says about a text, `fontdict` included.
  func textOptions() throws -> TextOptions {
    if let dict = try take("fontdict") {
      guard case .dict(let dict) = dict else { throw PyError.typeError("fontdict must be a dict") }
      for (key, value) in dict.items {
        if let name = key.text, !given.contains(where: { $0.name == name }) { given.append((name, value)) }
      }
    }
    try typeface()
    var options = TextOptions()
    options.size = try take("fontsize", "size").map { try vm.fontSize($0) }
    options.color = try color("color", "c")
    options.alpha = try number("alpha")
    if let rotation = try take("rotation") {
      switch rotation.text {
      case "vertical": options.rotation = 90
      case "horizontal": options.rotation = 0
      case let text?:
        throw PyError.valueError("rotation must be 'vertical', 'horizontal' or a number, not '\(text)'")
      case nil: options.rotation = try vm.double(rotation)
      }
    }
    if let weight = try take("fontweight", "weight") {
      if let number = weight.number {
        options.bold = number >= 600
      } else {
        options.bold = RcParams.boldWeights.contains(weight.text ?? "")
      }
    }
    if let style = try word("fontstyle", "style") { options.italic = style == "italic" || style == "oblique" }
    options.horizontal = try word("horizontalalignment", "ha").map { try HorizontalAlignment(parsing: $0) }
    options.vertical = try word("verticalalignment", "va").map { try VerticalAlignment(parsing: $0) }
    options.pad = try number("pad", "labelpad")
    options.zorder = try number("zorder")
    if let box = try take("bbox") { options.box = try boxOptions(box) }
    options.lines = try word("multialignment", "ma").map { try HorizontalAlignment(parsing: $0) }
    // matplotlib counts in font sizes, 1.2 of them by default.
    options.lineSpacing = try number("linespacing").map { $0 / 1.2 }
    options.clips = try flag("clip_on")
    if let mode = try word("rotation_mode") {
      guard ["default", "anchor"].contains(mode) else {
        throw FigureError.choice(mode, for: "rotation_mode", ["default", "anchor"])
      }
      options.turnsAboutAnchor = mode == "anchor"
    }
    try only(.bool(false), names: "usetex")
    try only(.bool(false), names: "wrap")
    try only(.bool(true), names: "parse_math")
    try only(.string("dejavusans"), names: "math_fontfamily")
    try only(.string("normal"), names: "variant", "fontvariant")
    try only(.string("normal"), names: "stretch", "fontstretch")
    ignore("rasterized", "gid", "picker")
    return options
  }

  /// There is one typeface: others are answered as matplotlib answers a name that is not installed.
  private func typeface() throws {
    if let value = try take("fontfamily", "family", "fontname", "name") {
      let names = try value.text.map { [$0] } ?? vm.texts(value)
      for name in names { vm.warnOfTypeface(name) }
    }
    guard let value = try take("fontproperties", "font", "font_properties") else { return }
    guard case .dict(let dict) = value else {
      throw PyError.unsupported("fontproperties is not part of nbsh but as a dict: use fontsize, fontweight")
    }
    for (key, value) in dict.items { if let name = key.text { given.append((name, value)) } }
  }

  private func boxOptions(_ value: Value) throws -> TextOptions.BoxOptions {
    guard case .dict(let dict) = value else { throw PyError.typeError("bbox must be a dict") }
    let inner = Keywords(dict, of: "FancyBboxPatch", vm)
    var options = TextOptions.BoxOptions()
    if let color = try inner.color("color") {
      options.face = color
      options.edge = color
    }
    if let face = try inner.color("facecolor", "fc") { options.face = face }
    if let edge = try inner.color("edgecolor", "ec") { options.edge = edge }
    options.alpha = try inner.number("alpha")
    if let pad = try inner.number("pad") { options.pad = pad }
    if let style = try inner.word("boxstyle") {
      let parts = style.split(separator: ",")
      guard let shape = parts.first, ["round", "round4", "square"].contains(shape) else {
        throw FigureError.choice(style, for: "boxstyle", ["round", "round4", "square"])
      }
      options.rounded = shape.hasPrefix("round")
      for part in parts.dropFirst() where part.hasPrefix("pad=") {
        if let pad = Double(part.dropFirst(4)) { options.pad = pad }
      }
    }
    options.lineWidth = try inner.number("linewidth", "lw")
    options.lineStyle = try inner.take("linestyle", "ls").map { try vm.lineStyle($0) }
    if try inner.flag("fill") == false { options.face = nil }
    try inner.only(.int(1), names: "mutation_aspect")
    inner.ignore("zorder")
    try inner.finish()
    return options
  }

  /// What a call says about an image; the colour map first, then numbers.
  func imageOptions() throws -> ImageOptions {
    var options = ImageOptions()
    options.colormap = try take("cmap").map { try vm.colormap($0) }
    options.vmin = try number("vmin")
    options.vmax = try number("vmax")
    if let norm = try take("norm") {
      let found = try vm.norm(norm)
      if found.vmin ?? found.vmax != nil, options.vmin ?? options.vmax != nil {
        throw PyError.valueError(
          "Passing a Normalize instance simultaneously with vmin/vmax is not supported.  Please pass vmin/vmax directly to the norm when creating it."
        )
      }
      options.norm = found.norm
      options.vmin = options.vmin ?? found.vmin
      options.vmax = options.vmax ?? found.vmax
    }
    options.interpolation = try word("interpolation").map { try Interpolation(parsing: $0) }
    options.origin = try word("origin").map { try AxesImage.Origin(parsing: $0) }
    if let extent = try numbers("extent") {
      guard extent.count == 4 else { throw PyError.valueError("extent must be (left, right, bottom, top)") }
      options.extent = (extent[0], extent[1], extent[2], extent[3])
    }
    if let aspect = try take("aspect") { options.aspect = try vm.aspect(aspect) }
    options.alpha = try number("alpha")
    options.label = try text("label")
    options.zorder = try number("zorder")
    try only(.bool(true), names: "clip_on")
    try only(
      .string("auto"), .string("data"), .string("rgba"), .string("antialiased"), names: "interpolation_stage")
    try only(.bool(true), names: "filternorm")
    try only(.float(4), names: "filterrad")
    ignore("resample", "rasterized", "url", "snap")
    return options
  }
}
