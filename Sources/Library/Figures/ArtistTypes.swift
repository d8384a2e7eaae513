import Arrays
import Figures
import Language

/// The types of artists and what scripts may change on them before the figure is shown.
enum ArtistTypes {
  static func type(of artist: Artist) -> TypeObject {
    switch artist {
    case is Line2D: line
    case is AxesImage: image
    case is PathCollection: points
    case is Annotation: annotation
    case is TextArtist: text
    case is Segments: segments
    case is Area: area
    case is QuadMesh: mesh
    case is ContourSet: contours
    case is Quiver: quiver
    case is Patch: patch
    default: base
    }
  }

  static func make(
    _ name: String, _ module: String, _ base: TypeObject? = nil, _ fill: @escaping (inout EntryList) -> Void
  ) -> TypeObject {
    let type = TypeObject(name, bases: [base ?? Types.object], module: module)
    type.loadEntries = { EntryList(fill).entries }
    return type
  }

  nonisolated(unsafe) static let base: TypeObject = {
    let type = TypeObject("Artist", bases: [Types.object], module: "matplotlib.artist")
    type.loadEntries = {
      type.addGetter("axes") { _, value in try ArtistObject.of(value).placed.map { .object($0) } ?? .none }
      type.addGetter("figure") { vm, value in
        try ArtistObject.of(value).placed.map { .object(FigureState.of(vm).object(for: $0.figure)) } ?? .none
      }
      return common.entries
    }
    return type
  }()

  nonisolated(unsafe) private static let common = EntryList { add in
    add("set_label", "(self, s)", "The name in the legend.") { a in
      try ArtistObject.of(a[0]).artist.label = a.isGiven(1) ? try a.vm.str(a[1]) : nil
      return .none
    }
    add("get_label", "(self)", "The name in the legend.") { a in
      let object = try ArtistObject.of(a[0])
      if let label = object.artist.label { return .string(label) }
      guard let owner = object.placed else { return .string("") }
      let index = owner.axes.artists.firstIndex { $0 === object.artist } ?? 0
      return .string("_child\(index)")
    }
    add("set_alpha", "(self, alpha)", "How opaque it is, from 0 to 1.") { a in
      let alpha = a.isGiven(1) ? try a.double(1) : nil
      if let alpha, !(0...1).contains(alpha) {
        throw PyError.valueError("alpha (\(alpha)) is outside 0-1 range")
      }
      try ArtistObject.of(a[0]).artist.alpha = alpha
      return .none
    }
    add("get_alpha", "(self)", "How opaque it is.") { a in
      try ArtistObject.of(a[0]).artist.alpha.map { .float($0) } ?? .none
    }
    add("set_visible", "(self, b)", "Shows or hides it.") { a in
      try ArtistObject.of(a[0]).artist.visible = a.bool(1)
      return .none
    }
    add("get_visible", "(self)", "Whether it is shown.") { a in
      .bool(try ArtistObject.of(a[0]).artist.visible)
    }
    add("set_zorder", "(self, level)", "Larger values are drawn later.") { a in
      try ArtistObject.of(a[0]).artist.zorder = a.double(1)
      return .none
    }
    add("get_zorder", "(self)", "Larger values are drawn later.") { a in
      .float(try ArtistObject.of(a[0]).artist.zorder)
    }
    add("remove", "(self)", "Takes it out of the axes.") { a in
      let object = try ArtistObject.of(a[0])
      try object.owner().axes.remove(object.artist)
      return .none
    }
    add("set_clip_on", "(self, b)", "Whether it may not leave the axes.") { a in
      try ArtistObject.of(a[0]).artist.clips = a.bool(1)
      return .none
    }
    add("set", "(self, **kwargs)", "Sets several properties at once.") { a in try setAll(a) }
  }

  /// `set(name=value, …)`: calls `set_name(value)` for each.
  static func setAll(_ a: Arguments) throws -> Value {
    guard let keywords = a.keywords(1) else { return .none }
    for (key, value) in keywords.items {
      guard let name = key.text else { continue }
      guard try a.vm.findAttribute(a[0], StringObject.interned("set_" + name)) != nil else {
        throw PyError.attributeError(
          "\(a.vm.typeName(a[0])).set() got an unexpected keyword argument '\(name)'")
      }
      _ = try a.vm.callMethod(a[0], "set_" + name, [value])
    }
    return .none
  }

  /// The place as the script gave it.
  private static func textRepr(_ value: Value, _ vm: Interpreter) throws -> String {
    let object = try ArtistObject.of(value)
    let text = try text(value)
    return try TextObject.repr(
      object.data?.x ?? .float(text.x), object.data?.y ?? .float(text.y), text.text, vm)
  }

  private static func text(_ value: Value) throws -> TextArtist {
    guard let text = try ArtistObject.of(value).artist as? TextArtist else {
      throw PyError.typeError("descriptor requires a 'Text' object")
    }
    return text
  }

  nonisolated(unsafe) private static let text = make("Text", "matplotlib.text", base) { add in
    add("__repr__", "(self, /)", "`Text(x, y, 'text')`") { a in
      return .string(try textRepr(a[0], a.vm))
    }
    add("set_text", "(self, s)", "Another text.") { a in
      try text(a[0]).text = a.vm.str(a[1])
      return .none
    }
    add("get_text", "(self)", "The text.") { a in .string(try text(a[0]).text) }
    add("set_color", "(self, color)", "The colour.") { a in
      try text(a[0]).options.color = a.vm.color(a[1])
      return .none
    }
    add("set_fontsize", "(self, fontsize)", "The size in points.") { a in
      try text(a[0]).options.size = a.vm.fontSize(a[1])
      return .none
    }
    add.alias("set_size", of: "set_fontsize")
    add("set_rotation", "(self, s)", "Degrees counter-clockwise.") { a in
      try text(a[0]).options.rotation = a.double(1)
      return .none
    }
    add("set_position", "(self, xy)", "Another place.") { a in
      let place = try a.vm.pair(a[1], "xy")
      let text = try text(a[0])
      try ArtistObject.of(a[0]).data = nil
      text.x = place.0
      text.y = place.1
      return .none
    }
  }

  nonisolated(unsafe) private static let annotation = make("Annotation", "matplotlib.text", text) { add in
    add("__repr__", "(self, /)", "`Text(x, y, 'text')`") { a in
      return .string(try textRepr(a[0], a.vm))
    }
    add("__str__", "(self, /)", "`Annotation(x, y, 'text')`") { a in
      .string("Annotation" + (try textRepr(a[0], a.vm).dropFirst(4)))
    }
  }

  /// Colours and widths of filled shapes.
  private static func looks(_ add: inout EntryList) {
    func change(_ value: Value, _ body: (inout PatchLook) -> Void) throws -> Value {
      switch try ArtistObject.of(value).artist {
      case let area as Area: body(&area.look)
      case let patch as Patch: body(&patch.look)
      default: throw PyError.typeError("descriptor requires a filled shape")
      }
      return .none
    }
    add("set_facecolor", "(self, color)", "The colour inside.") { a in
      let color = try a.vm.colors(a[1]).first ?? .none
      return try change(a[0]) { $0.face = color }
    }
    add.alias("set_fc", of: "set_facecolor")
    add("set_edgecolor", "(self, color)", "The colour of the outline.") { a in
      let color = try a.vm.colors(a[1]).first ?? .none
      return try change(a[0]) { $0.edge = color }
    }
    add.alias("set_ec", of: "set_edgecolor")
    add("set_color", "(self, c)", "One colour for all of it.") { a in
      let color = try a.vm.colors(a[1]).first ?? .none
      return try change(a[0]) { ($0.face, $0.edge) = (color, color) }
    }
    add("set_linewidth", "(self, w)", "The width of the outline in points.") { a in
      let width = try a.vm.numbers(a[1]).first ?? 1
      return try change(a[0]) { $0.lineWidth = width }
    }
    add.alias("set_lw", of: "set_linewidth")
    add("set_linestyle", "(self, ls)", "`-`, `--`, `-.`, `:` …") { a in
      let style = try a.vm.lineStyle(a[1])
      return try change(a[0]) { $0.lineStyle = style }
    }
    add("set_hatch", "(self, hatch)", "The pattern inside.") { a in
      let hatch = try a[1].text.flatMap { try Hatch(parsing: $0) }
      return try change(a[0]) { $0.hatch = hatch }
    }
    add("set_fill", "(self, b)", "Whether it is filled.") { a in
      let fill = try a.bool(1)
      return try change(a[0]) { $0.fill = fill }
    }
    add("__repr__", "(self, /)", "What it is.") { a in
      let object = try ArtistObject.of(a[0])
      if let text = object.text { return .string(text) }
      return .string(
        "<matplotlib.\(object.artist is Area ? "collections" : "patches").\(a.vm.typeName(a[0])) object>")
    }
  }

  nonisolated(unsafe) private static let patch = make("Patch", "matplotlib.patches", base) { looks(&$0) }
  nonisolated(unsafe) private static var patchTypes: [String: TypeObject] = [:]

  /// `Circle`, `Rectangle` … : one type a name.
  static func patchType(_ name: String) -> TypeObject {
    if name == "Line2D" { return line }
    if name == "Patch" { return patch }
    if let found = patchTypes[name] { return found }
    let type = TypeObject(name, bases: [patch], module: "matplotlib.patches")
    patchTypes[name] = type
    return type
  }

  /// Colour map and ends of what has values.
  private static func colors(_ add: inout EntryList) {
    func mapped(_ value: Value) throws -> any ColorMapped {
      guard let mapped = try ArtistObject.of(value).artist as? any ColorMapped else {
        throw PyError.typeError("descriptor requires something with a colour map")
      }
      return mapped
    }
    add("set_cmap", "(self, cmap)", "Another colour map.") { a in
      try mapped(a[0]).colormap = a.vm.colormap(a[1])
      return .none
    }
    add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
      let mapped = try mapped(a[0])
      let (low, high) = try limits(a)
      if let low { mapped.vmin = low }
      if let high { mapped.vmax = high }
      return .none
    }
    add("get_clim", "(self)", "The values of the colour map's ends.") { a in
      let limits = try mapped(a[0]).colorLimits
      return .tuple([.npFloat64(limits.low), .npFloat64(limits.high)])
    }
    add("set_norm", "(self, norm)", "Another norm.") { a in
      let mapped = try mapped(a[0])
      let found = try a.vm.norm(a[1])
      (mapped.norm, mapped.vmin, mapped.vmax) = found
      return .none
    }
    add("get_cmap", "(self)", "The colour map.") { a in .object(ColormapObject(try mapped(a[0]).colormap)) }
  }

  nonisolated(unsafe) private static let mesh = make("QuadMesh", "matplotlib.collections", base) {
    colors(&$0)
  }
  nonisolated(unsafe) private static let quiver = make("Quiver", "matplotlib.quiver", base) { colors(&$0) }
  nonisolated(unsafe) private static let contours: TypeObject = {
    let type = TypeObject("QuadContourSet", bases: [base], module: "matplotlib.contour")
    type.loadEntries = {
      type.addGetter("levels") { _, value in
        guard let set = try ArtistObject.of(value).artist as? ContourSet else { return .none }
        return .array(try NDArray(doubles: set.levels))
      }
      return EntryList { colors(&$0) }.entries
    }
    return type
  }()

  nonisolated(unsafe) private static let segments = make("LineCollection", "matplotlib.collections", base) {
    add in
    func segments(_ value: Value) throws -> Segments {
      guard let segments = try ArtistObject.of(value).artist as? Segments else {
        throw PyError.typeError("descriptor requires a 'LineCollection' object")
      }
      return segments
    }
    add("set_color", "(self, c)", "The colour of the lines.") { a in
      let all = try a.vm.colors(a[1])
      let segments = try segments(a[0])
      segments.color = all.first ?? segments.color
      segments.colors = all.count > 1 ? all : []
      return .none
    }
    add.alias("set_edgecolor", of: "set_color")
    add("set_linewidth", "(self, lw)", "The width of the lines in points.") { a in
      try segments(a[0]).lineWidth = a.vm.numbers(a[1]).first ?? 1.5
      return .none
    }
    add("set_linestyle", "(self, ls)", "`-`, `--`, `-.`, `:` …") { a in
      try segments(a[0]).lineStyle = a.vm.lineStyle(a[1])
      return .none
    }
  }
  nonisolated(unsafe) static let polygon = make("Polygon", "matplotlib.patches", base) { looks(&$0) }
  nonisolated(unsafe) private static let area = make(
    "FillBetweenPolyCollection", "matplotlib.collections", base
  ) { looks(&$0) }
}
