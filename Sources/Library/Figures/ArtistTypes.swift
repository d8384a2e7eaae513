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
    default: base
    }
  }

  private static func make(
    _ name: String, _ module: String, _ base: TypeObject? = nil, _ fill: @escaping (inout EntryList) -> Void
  ) -> TypeObject {
    let type = TypeObject(name, bases: [base ?? Types.object], module: module)
    type.loadEntries = { EntryList(fill).entries }
    return type
  }

  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject("Artist", bases: [Types.object], module: "matplotlib.artist")
    type.loadEntries = {
      type.addGetter("axes") { _, value in .object(try ArtistObject.of(value).owner) }
      type.addGetter("figure") { vm, value in
        .object(FigureState.of(vm).object(for: try ArtistObject.of(value).owner.figure))
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
      let index = object.owner.axes.artists.firstIndex { $0 === object.artist } ?? 0
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
      object.owner.axes.remove(object.artist)
      return .none
    }
    add("set", "(self, **kwargs)", "Sets several properties at once.") { a in
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
  }

  private static func line(_ value: Value) throws -> (ArtistObject, Line2D) {
    let object = try ArtistObject.of(value)
    guard let line = object.artist as? Line2D else {
      throw PyError.typeError("descriptor requires a 'Line2D' object")
    }
    return (object, line)
  }

  nonisolated(unsafe) private static let line = make("Line2D", "matplotlib.lines", base) { add in
    add("__str__", "(self, /)", "`Line2D(label)`") { a in
      .string("Line2D(\(try a.vm.str(try a.vm.callMethod(a[0], "get_label"))))")
    }
    add("get_xdata", "(self, orig=True)", "The x values.") { a in
      let (object, line) = try line(a[0])
      return try object.data?.x ?? .array(NDArray(doubles: line.x))
    }
    add("get_ydata", "(self, orig=True)", "The y values.") { a in
      let (object, line) = try line(a[0])
      return try object.data?.y ?? .array(NDArray(doubles: line.y))
    }
    add("get_data", "(self, orig=True)", "The x values and the y values.") { a in
      .tuple([try a.vm.callMethod(a[0], "get_xdata"), try a.vm.callMethod(a[0], "get_ydata")])
    }
    add("set_data", "(self, *args)", "Other points: x and y.") { a in
      var parts = a.rest(1)
      if parts.count == 1 { parts = try a.vm.items(of: parts[0]) }
      guard parts.count == 2 else { throw PyError.typeError("set_data() takes x and y") }
      let (x, y) = (try a.vm.numbers(parts[0]), try a.vm.numbers(parts[1]))
      guard x.count == y.count else {
        throw PyError.runtimeError("x and y must have the same length, not \(x.count) and \(y.count)")
      }
      let (object, line) = try line(a[0])
      object.data = nil
      line.x = x
      line.y = y
      return .none
    }
    add("set_xdata", "(self, x)", "Other x values.") { a in
      let (object, line) = try line(a[0])
      object.data = nil
      line.x = try a.vm.numbers(a[1])
      return .none
    }
    add("set_ydata", "(self, y)", "Other y values.") { a in
      let (object, line) = try line(a[0])
      object.data = nil
      line.y = try a.vm.numbers(a[1])
      return .none
    }
    add("set_color", "(self, color)", "The colour.") { a in
      let (object, line) = try line(a[0])
      line.color = try a.vm.color(a[1])
      object.colorValue = a[1]
      return .none
    }
    add("get_color", "(self)", "The colour, as it was given.") { a in
      let (object, line) = try line(a[0])
      return object.colorValue ?? .string(line.color.hex)
    }
    add("set_linestyle", "(self, ls)", "`-`, `--`, `-.`, `:` …") { a in
      try line(a[0]).1.lineStyle = a.vm.lineStyle(a[1])
      return .none
    }
    add("set_linewidth", "(self, w)", "The width in points.") { a in
      try line(a[0]).1.lineWidth = a.double(1)
      return .none
    }
    add("get_linewidth", "(self)", "The width in points.") { a in .float(try line(a[0]).1.lineWidth) }
    add("set_marker", "(self, marker)", "The sign at each point.") { a in
      try line(a[0]).1.marker = a.isGiven(1) ? a.vm.marker(a[1]) : nil
      return .none
    }
    add("set_markersize", "(self, sz)", "The size of markers in points.") { a in
      try line(a[0]).1.markerSize = a.double(1)
      return .none
    }
  }

  private static func image(_ value: Value) throws -> AxesImage {
    guard let image = try ArtistObject.of(value).artist as? AxesImage else {
      throw PyError.typeError("descriptor requires an 'AxesImage' object")
    }
    return image
  }

  nonisolated(unsafe) private static let image = make("AxesImage", "matplotlib.image", base) { add in
    add("set_data", "(self, A)", "Another picture.") { a in
      try image(a[0]).setData(a.vm.picture(a[1]))
      return .none
    }
    add("set_cmap", "(self, cmap)", "Another colour map.") { a in
      try image(a[0]).colormap = a.vm.colormap(a[1])
      return .none
    }
    add("set_interpolation", "(self, s)", "How values between pixels are found.") { a in
      try image(a[0]).interpolation = Interpolation(parsing: a.string(1))
      return .none
    }
    add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
      let image = try image(a[0])
      let (low, high) = try limits(a)
      if let low { image.vmin = low }
      if let high { image.vmax = high }
      return .none
    }
    add("get_clim", "(self)", "The values of the colour map's ends.") { a in
      let limits = try image(a[0]).colorLimits
      return .tuple([.npFloat64(limits.low), .npFloat64(limits.high)])
    }
  }

  private static func limits(_ a: Arguments) throws -> (Double?, Double?) {
    if a.isGiven(1), a.vm.isSequence(a[1]) {
      let pair = try a.vm.pair(a[1], "clim")
      return (pair.0, pair.1)
    }
    return (a.isGiven(1) ? try a.double(1) : nil, a.isGiven(2) ? try a.double(2) : nil)
  }

  private static func points(_ value: Value) throws -> PathCollection {
    guard let points = try ArtistObject.of(value).artist as? PathCollection else {
      throw PyError.typeError("descriptor requires a 'PathCollection' object")
    }
    return points
  }

  nonisolated(unsafe) private static let points = make("PathCollection", "matplotlib.collections", base) {
    add in
    add("set_sizes", "(self, sizes)", "Areas in square points.") { a in
      try points(a[0]).sizes = a.vm.numbers(a[1])
      return .none
    }
    add("set_color", "(self, c)", "One colour, or one a point.") { a in
      let points = try points(a[0])
      points.colors = try a.vm.colors(a[1])
      points.values = nil
      return .none
    }
    add.alias("set_facecolor", of: "set_color")
    add("set_cmap", "(self, cmap)", "Another colour map.") { a in
      try points(a[0]).colormap = a.vm.colormap(a[1])
      return .none
    }
    add("set_clim", "(self, vmin=None, vmax=None)", "The values of the colour map's ends.") { a in
      let points = try points(a[0])
      let (low, high) = try limits(a)
      if let low { points.vmin = low }
      if let high { points.vmax = high }
      return .none
    }
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

  nonisolated(unsafe) private static let segments = make("LineCollection", "matplotlib.collections", base) {
    _ in
  }
  nonisolated(unsafe) static let polygon = make("Polygon", "matplotlib.patches", base) { _ in }
  nonisolated(unsafe) private static let area = make(
    "FillBetweenPolyCollection", "matplotlib.collections", base
  ) { _ in }
}
