import Figures
import Language

extension AxesMethod {
  /// Titles, labels, legends and other writing.
  nonisolated(unsafe) static let texts = AxesMethodList { add in
    add(
      "set_title", pyplot: "title", "(label, fontdict=None, loc=None, pad=None, *, y=None, **kwargs)",
      keywords: .text,
      "The writing above the axes.", "plt.plot([2.3, 1.7, 1.2])\nplt.title('Training loss')"
    ) { a in
      var options = try texts(a, 5, dict: 1)
      var place = a.isGiven(2) ? try a.vm.str(a[2]) : "center"
      if !a.isGiven(2), case .text(let usual)? = FigureState.of(a.vm).pyplot.rc.get("axes.titlelocation") {
        place = usual
      }
      guard ["left", "center", "right"].contains(place) else {
        throw FigureError.choice(place, for: "loc", ["left", "center", "right"])
      }
      if a.isGiven(3) { options.pad = try a.double(3) }
      let text = try a.vm.str(a[0])
      if a.isGiven(4) {
        let height = try a.double(4)
        guard height.isFinite else { throw PyError.valueError("y must be finite") }
        a.axes.titleHeight = height
      }
      switch place {
      case "left": a.axes.leftTitle = (text, options)
      case "right": a.axes.rightTitle = (text, options)
      default: (a.axes.title, a.axes.titleStyle) = (text, options)
      }
      if place != "center" { return .object(TextObject(.sideTitle(a.object, isLeft: place == "left"))) }
      return .object(TextObject(.title(a.object)))
    }
    add(
      "set_xlabel", pyplot: "xlabel", "(xlabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)",
      keywords: .text,
      "The writing under the x axis.", "plt.plot([2.3, 1.7, 1.2])\nplt.xlabel('epoch')"
    ) { a in
      try label(a, .x)
    }
    add(
      "set_ylabel", pyplot: "ylabel", "(ylabel, fontdict=None, labelpad=None, *, loc=None, **kwargs)",
      keywords: .text,
      "The writing beside the y axis.", "plt.plot([2.3, 1.7, 1.2])\nplt.ylabel('loss')"
    ) { a in
      try label(a, .y)
    }
    add(
      "get_title", pyplot: "", "(loc='center')", "The title as text.",
      "ax.set_title('Loss')\nprint(ax.get_title())\n#> Loss"
    ) { a in
      switch a[0].text {
      case "left": .string(a.axes.leftTitle.text)
      case "right": .string(a.axes.rightTitle.text)
      default: .string(a.axes.title)
      }
    }
    add(
      "get_xlabel", pyplot: "", "()", "The x label as text.",
      "ax.set_xlabel('epoch')\nprint(ax.get_xlabel())\n#> epoch"
    ) { a in .string(a.axes.xAxis.label) }
    add(
      "get_ylabel", pyplot: "", "()", "The y label as text.",
      "ax.set_ylabel('loss')\nprint(ax.get_ylabel())\n#> loss"
    ) { a in .string(a.axes.yAxis.label) }
    add(
      "text", "(x, y, s, fontdict=None, **kwargs)", keywords: .text,
      "Writes a text at a place in data units, or in fractions of the axes with `transform=ax.transAxes`.",
      "plt.plot([1, 4, 9])\nplt.text(1, 5, 'here')"
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
      keywords: .text,
      "Writes a text beside a point, with an arrow to it where `arrowprops` is given.",
      "plt.plot([2.3, 1.7, 1.9])\nplt.annotate('best', xy=(1, 1.7), xytext=(1.2, 2.0), arrowprops={'arrowstyle': '->'})"
    ) { a in try annotate(a) }
    add(
      "legend", "(*args, **kwargs)", keywords: .legend,
      "Names the labelled artists: `legend()`, `legend(['train', 'val'])`, `legend(lines, names)`.",
      "plt.plot([2.3, 1.7], label='train')\nplt.plot([2.3, 1.9], label='val')\nplt.legend(loc='upper right')"
    ) { a in try legend(a) }
    add("get_legend", pyplot: "", "()", "The legend, or None.", "print(ax.get_legend())\n#> None") { a in
      a.axes.legend.map { .object(LegendObject($0)) } ?? .none
    }
    add(
      "get_legend_handles_labels", pyplot: "", "()", "The labelled artists and their labels.",
      "ax.plot([2.3, 1.7], label='train')\nprint(ax.get_legend_handles_labels()[1])\n#> ['train']"
    ) { a in
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
    if a.isGiven(3) {
      let word = try a.vm.str(a[3])
      let words = direction == .x ? ["left", "center", "right"] : ["bottom", "center", "top"]
      guard let index = words.firstIndex(of: word) else { throw FigureError.choice(word, for: "loc", words) }
      options.horizontal = [HorizontalAlignment.left, .center, .right][index]
    }
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
      made.edgeColor = try keywords.color("edgecolor", "ec")
      if made.color == nil, made.style != nil { made.color = made.edgeColor }
      made.lineWidth = try keywords.number("linewidth", "lw")
      if let width = try keywords.number("width") { made.width = width }
      if let width = try keywords.number("headwidth") { made.headWidth = width }
      if let length = try keywords.number("headlength") { made.headLength = length }
      if let shrink = try keywords.number("shrink") { made.shrink = shrink }
      if let points = try keywords.number("shrinkA") { made.shrinkA = points }
      if let points = try keywords.number("shrinkB") { made.shrinkB = points }
      if let scale = try keywords.number("mutation_scale") { made.scale = scale / 10 }
      made.lineStyle = try keywords.take("linestyle", "ls").map { try vm.lineStyle($0) }
      made.alpha = try keywords.number("alpha")
      if let style = try keywords.word("connectionstyle") { made.bow = try bow(style) }
      if let style = made.style { made.style = try arrowStyle(style, &made) }
      try keywords.antialiased()
      if try keywords.take("relpos", "patchA", "patchB") != nil {
        throw PyError.unsupported("arrowprops take no relpos, patchA or patchB here")
      }
      keywords.ignore("zorder")
      try keywords.finish()
      arrow = made
    }
    let keywords = a.keywords(7, of: "Text")
    let options = try withDict(keywords, .none, a)
    let clipsTarget = a.isGiven(6) ? try vm.isTrue(a[6]) : nil
    let artist = a.axes.annotate(
      try vm.str(a[0]), at: Point(point.0, point.1), coordinates: coordinates,
      textAt: place.map { Point($0.0, $0.1) }, textCoordinates: textCoordinates, arrow: arrow, options)
    artist.clipsTarget = clipsTarget
    let object = ArtistObject.make(for: artist, in: a.object, vm)
    let pair = try vm.items(of: a.isGiven(2) ? a[2] : a[1])
    object.data = (pair[0], pair[1])
    return .object(object)
  }

  /// How far `'arc3,rad=.3'` bows.
  private static func bow(_ style: String) throws -> Double {
    let parts = style.split(separator: ",").map { $0.filter { $0 != " " } }
    guard parts.first == "arc3" else {
      throw PyError.unsupported("connectionstyle='\(style)' is not part of nbsh but for 'arc3,rad=…'")
    }
    guard let rad = parts.dropFirst().first(where: { $0.hasPrefix("rad=") }) else { return 0 }
    guard let number = Double(rad.dropFirst(4)), number.isFinite else {
      throw PyError.valueError("could not convert string to float: '\(rad.dropFirst(4))'")
    }
    return number
  }

  /// `'->'`, or `'->,head_width=0.4'`.
  private static func arrowStyle(_ style: String, _ arrow: inout Annotation.Arrow) throws -> String {
    let parts = style.split(separator: ",").map { $0.filter { $0 != " " } }
    guard let name = parts.first, Annotation.Arrow.styles.contains(name) else {
      throw PyError.valueError(
        "Unknown style: '\(style)'; known styles are \(Annotation.Arrow.styles.joined(separator: ", "))")
    }
    for part in parts.dropFirst() {
      guard part.hasPrefix("head_length="), let length = Double(part.dropFirst(12)), length > 0 else {
        if part.hasPrefix("head_width=") || part.hasPrefix("tail_width=") { continue }
        throw PyError.unsupported("arrowstyle='\(style)' is not part of nbsh: give its name alone")
      }
      arrow.scale *= length / 0.4
    }
    return name
  }

  private static func legend(_ a: AxesCall) throws -> Value {
    let (labels, artists, options) = try legendParts(a.rest(0), a.keywords(1, of: "Legend"), a.vm)
    return .object(LegendObject(a.axes.addLegend(labels: labels, artists: artists, options)))
  }

  /// What a call of `legend` says, for axes and figures alike.
  static func legendParts(_ arguments: [Value], _ keywords: Keywords, _ vm: Interpreter) throws -> (
    labels: [String]?, artists: [Artist]?, options: Legend.Options
  ) {
    var options = Legend.Options()
    if let place = try keywords.take("loc") {
      if let text = place.text {
        options.location = try Legend.Location(parsing: text)
      } else if let code = place.index {
        options.location = try Legend.Location(code: code)
      } else {
        options.location = .lowerLeft
        options.anchor = try vm.pair(place, "loc")
        options.borderAxesPad = 0
      }
    }
    if let anchor = try keywords.numbers("bbox_to_anchor") {
      guard anchor.count == 2 || anchor.count == 4 else {
        throw PyError.valueError(
          "Argument to set_bbox_to_anchor must be of length 2 or 4, not \(anchor.count)")
      }
      options.anchor = (anchor[0], anchor[1])
      if anchor.count == 4 { options.anchorSize = (anchor[2], anchor[3]) }
    }
    if let value = try keywords.take("bbox_transform"), case .object(let object) = value,
      let transform = object as? TransformObject
    {
      options.anchorInFigure = transform.coordinates == .figure
    }
    options.columns = max(1, try keywords.int("ncols", "ncol") ?? 1)
    options.fontSize = try keywords.take("fontsize").map { try vm.fontSize($0) }
    if case .dict(let prop)? = try keywords.take("prop") {
      let inner = Keywords(prop, of: "FontProperties", vm)
      let look = try inner.textOptions()
      try inner.finish()
      options.fontSize = look.size ?? options.fontSize
    }
    options.title = try keywords.text("title")
    options.titleSize = try keywords.take("title_fontsize").map { try vm.fontSize($0) }
    if case .dict(let prop)? = try keywords.take("title_fontproperties") {
      let inner = Keywords(prop, of: "FontProperties", vm)
      options.titleSize = try inner.textOptions().size
      try inner.finish()
    }
    options.frame = try keywords.flag("frameon")
    options.frameAlpha = try keywords.number("framealpha")
    options.face = try keywords.color("facecolor")
    options.edge = try keywords.color("edgecolor")
    options.shadow = try keywords.flag("shadow")
    options.rounded = try keywords.flag("fancybox")
    options.markerScale = try keywords.number("markerscale")
    options.numberOfPoints = try keywords.int("numpoints")
    options.scatterPoints = try keywords.int("scatterpoints")
    options.borderPad = try keywords.number("borderpad")
    options.labelSpacing = try keywords.number("labelspacing")
    options.handleLength = try keywords.number("handlelength")
    options.handleHeight = try keywords.number("handleheight")
    options.handleTextPad = try keywords.number("handletextpad")
    options.borderAxesPad = try keywords.number("borderaxespad") ?? options.borderAxesPad
    options.columnSpacing = try keywords.number("columnspacing")
    options.markerFirst = try keywords.flag("markerfirst") ?? true
    options.reversed = try keywords.flag("reverse") ?? false
    if let mode = try keywords.word("mode") {
      guard mode == "expand" else { throw FigureError.choice(mode, for: "mode", ["expand", "None"]) }
      options.expands = true
    }
    if let align = try keywords.word("alignment") {
      options.titleAlign = try HorizontalAlignment(parsing: align)
    }
    if let color = try keywords.take("labelcolor") {
      if ["linecolor", "markerfacecolor", "mfc", "markeredgecolor", "mec"].contains(color.text) {
        options.labelsTakeColors = true
      } else {
        options.labelColors = try vm.colors(color)
      }
    }
    if try keywords.take("handler_map") != nil {
      throw PyError.unsupported("legend(handler_map=…) is not part of nbsh")
    }
    keywords.ignore("draggable")
    let handles = try keywords.take("handles")
    let labels = try keywords.take("labels")
    try keywords.finish()
    guard arguments.count <= 2 else {
      throw PyError.typeError("legend() takes 0-2 positional arguments but \(arguments.count) were given")
    }
    let handleValue = arguments.count == 2 ? arguments[0] : handles
    let labelValue = arguments.last ?? labels
    let artists = try handleValue.map { try vm.items(of: $0).map { try ArtistObject.model(of: $0, vm) } }
    // A single text names the lines by its letters, as in matplotlib.
    let names = try labelValue.map { try vm.texts($0) }
    return (names, artists, options)
  }
}

extension Keywords {
  /// Gives one more argument, as if the call had named it.
  func add(_ name: String, _ value: Value) { given.append((name, value)) }
}
