import Figures
import Language

/// The keyword arguments of one call, taken out one by one; what is left at the end is refused.
final class Keywords {
  let vm: Interpreter
  /// Whose properties they are, as matplotlib's message says: `Line2D`.
  private let owner: String
  var given: [(name: String, value: Value)] = []
  private var known: [String] = []

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

  private func take(_ names: [String]) throws -> Value? {
    known += names
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

  /// Accepts keywords that change nothing in this drawing room.
  func ignore(_ names: String...) {
    known += names
    given.removeAll { names.contains($0.name) }
  }

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
    options.markEvery = try int("markevery")
    if let style = try word("drawstyle", "ds") {
      guard let found = Line2D.DrawStyle(rawValue: style == "steps" ? "steps-pre" : style) else {
        throw FigureError.choice(
          style, for: "drawstyle", ["default", "steps-mid", "steps-pre", "steps-post", "steps"])
      }
      options.drawStyle = found
    }
    if let style = try word("fillstyle"), style == "none" { options.markerFaceColor = Color.none }
    options.label = try text("label")
    options.alpha = try number("alpha")
    options.zorder = try number("zorder")
    ignore(
      "antialiased", "aa", "rasterized", "solid_capstyle", "solid_joinstyle", "dash_capstyle",
      "dash_joinstyle", "clip_on", "picker", "gid", "snap", "scalex", "scaley")
    return options
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
    options.edgeColor = try take("edgecolor", "ec", "edgecolors").flatMap { try vm.colors($0).first }
    options.lineWidth = try take("linewidth", "lw", "linewidths").flatMap { try vm.numbers($0).first }
    options.lineStyle = try take("linestyle", "ls", "linestyles").map { try vm.lineStyle($0) }
    options.fill = try flag("fill")
    options.label = try text("label")
    options.alpha = try number("alpha")
    options.zorder = try number("zorder")
    ignore("antialiased", "aa", "rasterized", "clip_on", "picker", "snap")
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
        options.bold = ["bold", "heavy", "semibold", "demibold", "demi", "extra bold", "black"].contains(
          weight.text ?? "")
      }
    }
    if let style = try word("fontstyle", "style") { options.italic = style == "italic" || style == "oblique" }
    options.horizontal = try word("horizontalalignment", "ha").map { try HorizontalAlignment(parsing: $0) }
    options.vertical = try word("verticalalignment", "va").map { try VerticalAlignment(parsing: $0) }
    options.pad = try number("pad", "labelpad")
    options.zorder = try number("zorder")
    if let box = try take("bbox") { options.box = try boxOptions(box) }
    ignore(
      "fontfamily", "family", "fontname", "name", "fontproperties", "multialignment", "ma", "linespacing",
      "wrap",
      "clip_on", "rotation_mode", "usetex", "math_fontfamily", "rasterized")
    return options
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
      options.rounded = parts.first?.hasPrefix("round") ?? false
      for part in parts.dropFirst() where part.hasPrefix("pad=") {
        if let pad = Double(part.dropFirst(4)) { options.pad = pad }
      }
    }
    inner.ignore("linewidth", "lw", "linestyle", "ls", "zorder")
    try inner.finish()
    return options
  }

  /// What a call says about an image; the colour map first, then numbers.
  func imageOptions() throws -> ImageOptions {
    var options = ImageOptions()
    options.colormap = try take("cmap").map { try vm.colormap($0) }
    options.vmin = try number("vmin")
    options.vmax = try number("vmax")
    if let norm = try take("norm"), norm.text != "linear" {
      throw PyError.unsupported("norm is not part of nbsh: use vmin and vmax")
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
    ignore("interpolation_stage", "filternorm", "filterrad", "resample", "clip_on", "rasterized")
    return options
  }
}
