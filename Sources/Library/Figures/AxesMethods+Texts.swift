import Figures
import Language

extension AxesMethod {
  /// Titles, labels, legends and other writing.
  nonisolated(unsafe) static let texts = AxesMethodList { add in
    add(
      "set_title", pyplot: "title", "(label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs)",
      "The writing above the axes."
    ) { a in
      var options = try texts(a, 5, dict: 1)
      if a.isGiven(2) {
        let place = try a.vm.str(a[2])
        guard ["left", "center", "right"].contains(place) else {
          throw FigureError.choice(place, for: "loc", ["left", "center", "right"])
        }
        options.horizontal = try HorizontalAlignment(parsing: place)
      }
      if a.isGiven(3) { options.pad = try a.double(3) }
      a.axes.title = try a.vm.str(a[0])
      a.axes.titleStyle = options
      return .object(TextObject(.title(a.object)))
    }
    add(
      "set_xlabel", pyplot: "xlabel", "(xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)",
      "The writing under the x axis."
    ) { a in
      try label(a, .x)
    }
    add(
      "set_ylabel", pyplot: "ylabel", "(ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)",
      "The writing beside the y axis."
    ) { a in
      try label(a, .y)
    }
    add("get_title", pyplot: "", "(loc='center')", "The title as text.") { a in .string(a.axes.title) }
    add("get_xlabel", pyplot: "", "()", "The x label as text.") { a in .string(a.axes.xAxis.label) }
    add("get_ylabel", pyplot: "", "()", "The y label as text.") { a in .string(a.axes.yAxis.label) }
    add(
      "text", "(x, y, s, fontdict=None, **kwargs)",
      "Writes a text at a place in data units, or in fractions of the axes with `transform=ax.transAxes`."
    ) { a in
      let keywords = a.keywords(4, of: "Text")
      let coordinates = try transform(keywords)
      let options = try withDict(keywords, a[3], a)
      let artist = a.axes.text(
        try a.double(0), try a.double(1), try a.vm.str(a[2]), options, coordinates: coordinates)
      let object = ArtistObject.make(for: artist, in: a.object, a.vm)
      object.data = (a[0], a[1])
      return .object(object)
    }
    add(
      "annotate",
      "(text, xy, xytext=None, xycoords='data', textcoords=None, arrowprops=None, annotation_clip=None, **kwargs)",
      "Writes a text beside a point, with an arrow to it where `arrowprops` is given."
    ) { a in try annotate(a) }
    add(
      "legend", "(*args, **kwargs)",
      "Names the labelled artists: `legend()`, `legend(['train', 'val'])`, `legend(lines, names)`."
    ) { a in try legend(a) }
    add("get_legend", pyplot: "", "()", "The legend, or None.") { a in
      a.axes.legend.map { .object(LegendObject($0)) } ?? .none
    }
    add("get_legend_handles_labels", pyplot: "", "()", "The labelled artists and their labels.") { a in
      let labelled = a.axes.artists.filter { !($0.label ?? "").isEmpty && !($0.label ?? "").hasPrefix("_") }
      return .tuple([.list(labelled.map { a.value($0) }), .list(labelled.map { .string($0.label ?? "") })])
    }
  }

  private static func withDict(_ keywords: Keywords, _ dict: Value, _ a: AxesCall) throws -> TextOptions {
    if !dict.isNone { keywords.add("fontdict", dict) }
    let options = try keywords.textOptions()
    try keywords.finish()
    return options
  }

  private static func texts(_ a: AxesCall, _ rest: Int, dict: Int) throws -> TextOptions {
    try withDict(a.keywords(rest, of: "Text"), a[dict], a)
  }

  private static func label(_ a: AxesCall, _ direction: Axis.Direction) throws -> Value {
    var options = try texts(a, 4, dict: 1)
    if a.isGiven(2) { options.pad = try a.double(2) }
    let axis = direction == .x ? a.axes.xAxis : a.axes.yAxis
    axis.label = try a.vm.str(a[0])
    axis.labelStyle = options
    return .object(TextObject(.label(a.object, direction)))
  }

  /// `transform=ax.transAxes`
  private static func transform(_ keywords: Keywords) throws -> TextArtist.Coordinates {
    guard let value = try keywords.take("transform") else { return .data }
    guard case .object(let object) = value, let transform = object as? TransformObject else {
      throw PyError.typeError("transform must be ax.transAxes, ax.transData or fig.transFigure")
    }
    return transform.coordinates
  }

  private static func annotate(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    let point = try vm.pair(a[1], "xy")
    let place = a.isGiven(2) ? try vm.pair(a[2], "xytext") : nil
    let coordinates = try TextArtist.Coordinates(parsing: vm.str(a[3]))
    let textCoordinates = a.isGiven(4) ? try TextArtist.Coordinates(parsing: vm.str(a[4])) : nil
    var arrow: Annotation.Arrow?
    if a.isGiven(5) {
      guard case .dict(let dict) = a[5] else { throw PyError.typeError("arrowprops must be a dict") }
      let keywords = Keywords(dict, of: "FancyArrowPatch", vm)
      var made = Annotation.Arrow()
      made.style = try keywords.word("arrowstyle")
      made.color = try keywords.color("color", "facecolor", "fc")
      if let edge = try keywords.color("edgecolor", "ec"), made.color == nil { made.color = edge }
      made.lineWidth = try keywords.number("linewidth", "lw")
      if let width = try keywords.number("width") { made.width = width }
      if let width = try keywords.number("headwidth") { made.headWidth = width }
      if let length = try keywords.number("headlength") { made.headLength = length }
      if let shrink = try keywords.number("shrink") { made.shrink = shrink }
      keywords.ignore(
        "connectionstyle", "shrinkA", "shrinkB", "relpos", "mutation_scale", "linestyle", "ls", "alpha")
      try keywords.finish()
      arrow = made
    }
    let keywords = a.keywords(7, of: "Text")
    let options = try withDict(keywords, .none, a)
    let artist = a.axes.annotate(
      try vm.str(a[0]), at: Point(point.0, point.1), coordinates: coordinates,
      textAt: place.map { Point($0.0, $0.1) }, textCoordinates: textCoordinates, arrow: arrow, options)
    let object = ArtistObject.make(for: artist, in: a.object, vm)
    let pair = try vm.items(of: a.isGiven(2) ? a[2] : a[1])
    object.data = (pair[0], pair[1])
    return .object(object)
  }

  private static func legend(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    let keywords = a.keywords(1, of: "Legend")
    var options = Legend.Options()
    if let place = try keywords.take("loc") {
      if let text = place.text {
        options.location = try Legend.Location(parsing: text)
      } else if let code = place.index {
        options.location = try Legend.Location(code: code)
      } else {
        options.location = .lowerLeft
        options.anchor = try vm.pair(place, "loc")
      }
    }
    if let anchor = try keywords.numbers("bbox_to_anchor") {
      guard anchor.count == 2 || anchor.count == 4 else {
        throw PyError.valueError("bbox_to_anchor must be two or four numbers")
      }
      options.anchor = (anchor[0], anchor[1])
    }
    options.columns = max(1, try keywords.int("ncols", "ncol") ?? 1)
    options.fontSize = try keywords.take("fontsize").map { try vm.fontSize($0) }
    if case .dict(let prop)? = try keywords.take("prop"), let size = prop.find(StringObject.interned("size"))
    {
      options.fontSize = try vm.fontSize(size)
    }
    options.title = try keywords.text("title")
    options.frame = try keywords.flag("frameon")
    options.frameAlpha = try keywords.number("framealpha")
    let handles = try keywords.take("handles")
    let labels = try keywords.take("labels")
    keywords.ignore(
      "shadow", "fancybox", "markerscale", "numpoints", "scatterpoints", "borderpad", "labelspacing",
      "handlelength", "handletextpad", "borderaxespad", "columnspacing", "title_fontsize", "facecolor",
      "edgecolor", "mode", "labelcolor", "markerfirst")
    try keywords.finish()
    let arguments = a.rest(0)
    guard arguments.count <= 2 else {
      throw PyError.typeError("legend() takes 0-2 positional arguments but \(arguments.count) were given")
    }
    let handleValue = arguments.count == 2 ? arguments[0] : handles
    let labelValue = arguments.last ?? labels
    let artists = try handleValue.map { try vm.items(of: $0).map { try ArtistObject.model(of: $0, vm) } }
    // A single text names the lines by its letters, as in matplotlib.
    let names = try labelValue.map { try vm.texts($0) }
    return .object(LegendObject(a.axes.addLegend(labels: names, artists: artists, options)))
  }
}

extension Keywords {
  /// Gives one more argument, as if the call had named it.
  func add(_ name: String, _ value: Value) { given.append((name, value)) }
}
