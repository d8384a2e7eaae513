import Arrays
import Figures
import Language

/// A figure as scripts hold it.
final class FigureObject: OpenObject {
  let figure: Figure

  init(_ figure: Figure) {
    self.figure = figure
    super.init(type: FigureObject.figureType)
  }

  static func of(_ value: Value) throws -> FigureObject {
    guard case .object(let object) = value, let figure = object as? FigureObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.figure.Figure' object")
    }
    return figure
  }

  nonisolated(unsafe) static let figureType: TypeObject = {
    let type = TypeObject("Figure", bases: [Types.object], module: "matplotlib.figure")
    type.loadEntries = {
      type.addGetter("number") { _, value in .int(try of(value).figure.number) }
      type.addGetter("axes") { vm, value in .list(try of(value).axesValues(vm)) }
      type.addGetter("dpi") { _, value in .float(try of(value).figure.dpi) }
      type.addGetter("transFigure") { _, _ in .object(TransformObject(.figure)) }
      let shared = FigureMethod.all.filter { !["figtext", "figlegend"].contains($0.name) }.map(\.methodEntry)
      return shared + own.entries + legend.entries
    }
    return type
  }()

  nonisolated(unsafe) private static let legend = EntryList { add in
    add("legend", "(self, *args, **kwargs)", "A legend for the whole figure.") { a in
      let keywords = Keywords(a.keywords(2), of: "Legend", a.vm)
      let (labels, artists, options) = try AxesMethod.legendParts(a.rest(1), keywords, a.vm)
      return .object(LegendObject(try of(a[0]).figure.addLegend(labels: labels, artists: artists, options)))
    }
  }

  func axesValues(_ vm: Interpreter) -> [Value] {
    figure.axes.map { .object(FigureState.of(vm).object(for: $0, in: figure)) }
  }

  nonisolated(unsafe) private static let own = EntryList { add in
    add("__repr__", "(self, /)", "`<Figure size 640x480 with 1 Axes>`") { a in
      let figure = try of(a[0]).figure
      let size = figure.pixelSize()
      return .string("<Figure size \(size.width)x\(size.height) with \(figure.axes.count) Axes>")
    }
    add("__str__", "(self, /)", "`Figure(640x480)`") { a in
      let size = try of(a[0]).figure.pixelSize()
      return .string("Figure(\(size.width)x\(size.height))")
    }
    add("set_size_inches", "(self, w, h=None, forward=True)", "Width and height in inches.") { a in
      let figure = try of(a[0]).figure
      let (width, height) = a.isGiven(2) ? (try a.double(1), try a.double(2)) : try a.vm.pair(a[1], "size")
      try figure.setSize(width: width, height: height)
      return .none
    }
    add("get_size_inches", "(self)", "Width and height in inches.") { a in
      let size = try of(a[0]).figure.size
      return .array(try NDArray(doubles: [size.width, size.height]))
    }
    for (name, isWidth) in [("width", true), ("height", false)] {
      add("set_fig\(name)", "(self, val, forward=True)", "The \(name) in inches.") { a in
        let figure = try of(a[0]).figure
        let value = try a.double(1)
        try figure.setSize(
          width: isWidth ? value : figure.size.width, height: isWidth ? figure.size.height : value)
        return .none
      }
      add("get_fig\(name)", "(self)", "The \(name) in inches.") { a in
        let size = try of(a[0]).figure.size
        return .npFloat64(isWidth ? size.width : size.height)
      }
    }
    add("set_dpi", "(self, val)", "Pixels an inch.") { a in
      try of(a[0]).figure.setDPI(a.double(1))
      return .none
    }
    add("get_dpi", "(self)", "Pixels an inch.") { a in .float(try of(a[0]).figure.dpi) }
    add("set_facecolor", "(self, color)", "The paper's colour.") { a in
      try of(a[0]).figure.faceColor = a.vm.color(a[1])
      return .none
    }
    add("gca", "(self)", "The current axes, made where there are none.") { a in
      let figure = try of(a[0]).figure
      return .object(FigureState.of(a.vm).object(for: figure.currentAxes(), in: figure))
    }
    add("sca", "(self, a)", "Makes axes the current ones.") { a in
      FigureState.of(a.vm).pyplot.sca(try AxesObject.of(a[1]).axes)
      return a[1]
    }
    add("get_axes", "(self)", "All axes.") { a in .list(try of(a[0]).axesValues(a.vm)) }
    add("delaxes", "(self, ax)", "Takes axes out of the figure.") { a in
      try of(a[0]).figure.remove(AxesObject.of(a[1]).axes)
      return .none
    }
    add(
      "add_subplot", "(self, *args, **kwargs)",
      "The axes in a cell of a grid: `add_subplot(2, 1, 1)`, `add_subplot(211)`."
    ) { a in
      let figure = try of(a[0]).figure
      return try FigureMethod.subplot(in: figure, a.rest(1), a.keywords(2), reuse: false, a.vm)
    }
    add(
      "add_axes", "(self, rect, **kwargs)",
      "Axes at a place: left, bottom, width, height in fractions of the figure."
    ) { a in
      let figure = try of(a[0]).figure
      let rect = try a.vm.numbers(a[1])
      guard rect.count == 4 else { throw PyError.typeError("add_axes() takes [left, bottom, width, height]") }
      let axes = try figure.addAxes(left: rect[0], bottom: rect[1], width: rect[2], height: rect[3])
      let object = FigureState.of(a.vm).object(for: axes, in: figure)
      try FigureMethod.set(object, a.keywords(2), a.vm)
      return .object(object)
    }
    add(
      "subplots",
      "(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None)",
      "A grid of axes in this figure."
    ) { a in try FigureMethod.grid(in: of(a[0]).figure, a, 1) }
    add("add_gridspec", "(self, nrows=1, ncols=1, **kwargs)", "A grid whose cells axes of this figure take.")
    { a in
      let figure = try of(a[0]).figure
      let keywords = Keywords(a.keywords(3), of: "GridSpec", a.vm)
      let grid = try GridSpecObject.make(rows: a.int(1), columns: a.int(2), keywords)
      try keywords.finish()
      return .object(GridSpecObject(grid, figure))
    }
    add("subplot_mosaic", "(self, mosaic, **kwargs)", "Axes in a grid that a text draws: `'AB;CC'`.") { a in
      try FigureMethod.mosaic(a[1], a.keywords(2), in: of(a[0]).figure, a.vm)
    }
    add("get_facecolor", "(self)", "The paper's colour.") { a in
      let color = try of(a[0]).figure.faceColor
      return .tuple([color.red, color.green, color.blue, color.alpha].map { .float($0) })
    }
    add("get_suptitle", "(self)", "The writing above all axes.") { a in .string(try of(a[0]).figure.title) }
    for name in ["set_tight_layout", "set_constrained_layout"] {
      add(name, "(self, tight)", "Gives labels the room they need.") { a in
        let figure = try of(a[0]).figure
        if case .dict = a[1] { figure.tightLayout() } else { figure.layout.tight = try a.bool(1) }
        return .none
      }
    }
    add("set_layout_engine", "(self, layout=None, **kwargs)", "`'tight'`, `'constrained'` or `'none'`.") {
      a in
      try FigureMethod.setLayout(a[1], of(a[0]).figure)
      return .none
    }
    add(
      "text", "(self, x, y, s, fontdict=None, **kwargs)",
      "Writes a text at a place in fractions of the figure."
    ) { a in
      try FigureMethod.text(in: of(a[0]).figure, a, 1)
    }
    add(
      "autofmt_xdate", "(self, bottom=0.2, rotation=30, ha='right', which='major')",
      "Turns the labels of x axes."
    ) { a in
      for axes in try of(a[0]).figure.axes {
        axes.xAxis.tickLabelRotation = try a.double(2)
        axes.xAxis.tickLabelStyle.horizontal = try HorizontalAlignment(parsing: a.vm.str(a[3]))
      }
      return .none
    }
    add("clf", "(self, keep_observers=False)", "Empties the figure.") { a in
      try of(a[0]).figure.clear()
      return .none
    }
    add.alias("clear", of: "clf")
    add("show", "(self, warn=True)", "Shows the figure.") { a in
      let state = FigureState.of(a.vm)
      let figure = try of(a[0]).figure
      state.pyplot.close(figure)
      try state.pyplot.onShow(figure)
      return .none
    }
  }
}

/// A function of pyplot that is also a method of figures.
struct FigureMethod {
  let name: String
  let signature: String
  let doc: String
  /// The figure, the arguments, and the place of the first one.
  let body: (Figure, Arguments, Int) throws -> Value

  var methodEntry: Entry {
    let rest = signature.dropFirst()
    let body = body
    return Entry(name, rest == ")" ? "(self)" : "(self, " + rest, doc: doc) { a in
      try body(FigureObject.of(a[0]).figure, a, 1)
    }
  }

  var pyplotEntry: Entry {
    let body = body
    return Entry(name, signature, doc: doc) { a in try body(FigureState.of(a.vm).pyplot.gcf(), a, 0) }
  }

  nonisolated(unsafe) static let all: [FigureMethod] = [
    FigureMethod(
      name: "suptitle", signature: "(t, **kwargs)", doc: "The writing above all axes."
    ) { figure, a, first in
      let keywords = Keywords(a.keywords(first + 1), of: "Text", a.vm)
      let (x, y) = (try keywords.number("x"), try keywords.number("y"))
      let options = try keywords.textOptions()
      try keywords.finish()
      guard x?.isFinite ?? true, y?.isFinite ?? true else {
        throw PyError.valueError("a title's place must be finite")
      }
      figure.titlePlace = x == nil && y == nil ? nil : (x ?? 0.5, y ?? 0.98)
      figure.title = try a.vm.str(a[first])
      figure.titleStyle = options
      return .object(TextObject(.figureTitle(figure)))
    },
    FigureMethod(
      name: "tight_layout", signature: "(*, pad=1.08, h_pad=None, w_pad=None, rect=None)",
      doc: "Gives labels the room they need and the rest to the axes."
    ) { figure, a, first in
      let pad = try a.double(first)
      guard pad >= 0, pad < 100 else { throw PyError.valueError("pad must be from 0 to 100 font sizes") }
      // The room that `rect` leaves free, and gaps of their own.
      if a.isGiven(first + 3) {
        let rect = try a.vm.numbers(a[first + 3])
        guard rect.count == 4, rect[0] < rect[2], rect[1] < rect[3], rect.allSatisfy({ (0...1).contains($0) })
        else {
          throw PyError.valueError("rect must be (left, bottom, right, top) in fractions of the figure")
        }
        figure.layout.tightRect = (rect[0], rect[1], rect[2], rect[3])
      }
      figure.layout.tightDown = a.isGiven(first + 1) ? try a.double(first + 1) : nil
      figure.layout.tightAcross = a.isGiven(first + 2) ? try a.double(first + 2) : nil
      figure.layout.tightPad = pad
      figure.tightLayout()
      return .none
    },
    FigureMethod(
      name: "subplots_adjust",
      signature: "(left=None, bottom=None, right=None, top=None, wspace=None, hspace=None)",
      doc: "Margins of the grid in fractions of the figure, and gaps in fractions of an axes."
    ) { figure, a, first in
      func number(_ index: Int) throws -> Double? {
        a.isGiven(first + index) ? try a.double(first + index) : nil
      }
      try figure.adjustSubplots(
        left: number(0), right: number(2), bottom: number(1), top: number(3), widthSpace: number(4),
        heightSpace: number(5))
      return .none
    },
    FigureMethod(
      name: "savefig", signature: "(fname, **kwargs)", doc: "Writes the figure as a PNG file."
    ) { figure, a, first in
      let path = try a.vm.str(a[first])
      let keywords = Keywords(a.keywords(first + 1), of: "savefig", a.vm)
      let rc = FigureState.of(a.vm).pyplot.rc
      var options = SaveOptions(rc)
      if let dpi = try keywords.take("dpi") {
        options.dpi = dpi.text == "figure" ? nil : try a.vm.double(dpi)
      }
      if let box = try keywords.take("bbox_inches") {
        guard let word = box.text, ["tight", "standard"].contains(word) else {
          throw PyError.unsupported("bbox_inches=\(try a.vm.repr(box)) is not part of nbsh but for 'tight'")
        }
        options.tight = word == "tight"
      }
      if let pad = try keywords.take("pad_inches") { options.pad = try a.vm.double(pad) }
      if let transparent = try keywords.flag("transparent") { options.transparent = transparent }
      let format = try keywords.word("format")
      if let paper = try keywords.take("facecolor"), paper.text != "auto" {
        options.faceColor = try a.vm.color(paper)
      }
      try keywords.only(.string("portrait"), .string("landscape"), names: "orientation")
      // The paper's edge has no width; the other words are about other file formats and what goes into a file beside the picture.
      keywords.ignore(
        "edgecolor", "metadata", "pil_kwargs", "bbox_extra_artists", "papertype", "backend")
      try keywords.finish()
      let file = try ImageFiles.pngName(path, format: format, verb: "savefig")
      let png = try FigureState.of(a.vm).render { try figure.png(options) }
      try ImageFiles.write(png, to: file, a.vm)
      return .none
    },
    FigureMethod(
      name: "colorbar", signature: "(mappable=None, cax=None, ax=None, **kwargs)",
      doc: "A scale of colours beside the axes."
    ) { figure, a, first in
      try colorbar(figure, a, first)
    },
    FigureMethod(
      name: "figlegend", signature: "(*args, **kwargs)", doc: "A legend for the whole figure."
    ) { figure, a, first in
      let keywords = Keywords(a.keywords(first + 1), of: "Legend", a.vm)
      let (labels, artists, options) = try AxesMethod.legendParts(a.rest(first), keywords, a.vm)
      return .object(LegendObject(figure.addLegend(labels: labels, artists: artists, options)))
    },
    FigureMethod(
      name: "figtext", signature: "(x, y, s, fontdict=None, **kwargs)",
      doc: "Writes a text at a place in fractions of the figure."
    ) { figure, a, first in try text(in: figure, a, first) },
    FigureMethod(
      name: "supxlabel", signature: "(t, **kwargs)", doc: "The writing under all axes."
    ) { figure, a, first in try edgeLabel(in: figure, a, first, isX: true) },
    FigureMethod(
      name: "supylabel", signature: "(t, **kwargs)", doc: "The writing beside all axes."
    ) { figure, a, first in try edgeLabel(in: figure, a, first, isX: false) },
  ]

  /// A text at a place in fractions of the figure.
  static func text(in figure: Figure, _ a: Arguments, _ first: Int) throws -> Value {
    let keywords = Keywords(a.keywords(first + 4), of: "Text", a.vm)
    if a.isGiven(first + 3) { keywords.add("fontdict", a[first + 3]) }
    if let value = try keywords.take("transform") {
      guard case .object(let object) = value, (object as? TransformObject)?.coordinates == .figure else {
        throw PyError.unsupported("figtext() counts fractions of the figure: use ax.text for other places")
      }
    }
    let options = try keywords.textOptions()
    try keywords.finish()
    let artist = figure.text(
      try a.double(first), try a.double(first + 1), try a.vm.str(a[first + 2]), options)
    let object = ArtistObject.loose(artist, "Text")
    object.data = (a[first], a[first + 1])
    return .object(object)
  }

  private static func edgeLabel(in figure: Figure, _ a: Arguments, _ first: Int, isX: Bool) throws -> Value {
    let keywords = Keywords(a.keywords(first + 1), of: "Text", a.vm)
    var options = try keywords.textOptions()
    try keywords.finish()
    options.size = try options.size ?? a.vm.fontSize(.string("large"))
    options.horizontal = options.horizontal ?? (isX ? .center : .left)
    options.vertical = options.vertical ?? (isX ? .bottom : .center)
    if !isX { options.rotation = options.rotation ?? 90 }
    let artist = figure.text(isX ? 0.5 : 0.02, isX ? 0.01 : 0.5, try a.vm.str(a[first]), options)
    artist.edge = isX ? .bottom : .left
    return .object(ArtistObject.loose(artist, "Text"))
  }

  private static func colorbar(_ figure: Figure, _ a: Arguments, _ first: Int) throws -> Value {
    var mapped: any ColorMapped
    if a.isGiven(first) {
      if case .object(let object) = a[first], let source = object as? ScalarMappableObject {
        mapped = source.model
      } else {
        guard let artist = try ArtistObject.of(a[first]).artist as? any ColorMapped else {
          throw PyError.typeError(
            "a colour bar explains an image or a scatter plot, not a '\(a.vm.typeName(a[first]))'")
        }
        mapped = artist
      }
    } else if let last = FigureState.of(a.vm).lastMapped,
      figure.axes.contains(where: { axes in axes.artists.contains { $0 === last } })
    {
      mapped = last
    } else {
      mapped = try figure.currentMapped()
    }
    let keywords = Keywords(a.keywords(first + 3), of: "Colorbar", a.vm)
    var options = Colorbar.Options()
    if let orientation = try keywords.word("orientation") {
      guard ["vertical", "horizontal"].contains(orientation) else {
        throw FigureError.choice(orientation, for: "orientation", ["vertical", "horizontal"])
      }
      options.location = orientation == "horizontal" ? .bottom : .right
    }
    if let location = try keywords.word("location", "ticklocation") {
      options.location = try Colorbar.Location(parsing: location)
    }
    options.label = try keywords.text("label") ?? ""
    let format = try keywords.take("format")
    let ticks = try keywords.take("ticks")
    if let fraction = try keywords.number("fraction") { options.fraction = fraction }
    options.pad = try keywords.number("pad")
    if let shrink = try keywords.number("shrink") { options.shrink = shrink }
    if let aspect = try keywords.number("aspect") { options.aspect = aspect }
    let extend = try keywords.word("extend")
    if let extend, !["neither", "both", "min", "max"].contains(extend) {
      throw FigureError.choice(extend, for: "extend", ["neither", "both", "min", "max"])
    }
    let set = mapped as? ContourSet
    options.extendsLow = extend.map { $0 == "both" || $0 == "min" } ?? set?.extendsLow ?? false
    options.extendsHigh = extend.map { $0 == "both" || $0 == "max" } ?? set?.extendsHigh ?? false
    options.drawsEdges = try keywords.flag("drawedges") ?? false
    options.alpha = try keywords.number("alpha")
    try keywords.only(.string("uniform"), names: "spacing")
    if try keywords.take("anchor", "panchor", "boundaries", "values", "extendfrac", "extendrect") != nil {
      throw PyError.unsupported("colorbar() takes no anchor, boundaries, values or extendfrac here")
    }
    keywords.ignore("use_gridspec")
    try keywords.finish()
    guard options.fraction.isFinite, options.shrink.isFinite, options.shrink > 0, options.aspect.isFinite,
      options.aspect > 0, options.pad?.isFinite ?? true
    else {
      throw PyError.valueError("fraction, shrink and aspect must be positive")
    }
    var places: TickPlaces?
    if let ticks, case .object(let object) = ticks, let locator = object as? LocatorObject {
      switch locator.kind {
      case .automatic: break
      case .places(let found): places = found
      case .fixed(let fixed): options.ticks = fixed
      }
    } else {
      options.ticks = try ticks.map { try a.vm.numbers($0) }
    }
    let own = a.isGiven(first + 1) ? try AxesObject.of(a[first + 1]).axes : nil
    let parents = a.isGiven(first + 2) ? try parents(a[first + 2], a.vm) : nil
    let bar = (own?.figure ?? parents?.first?.figure ?? figure).colorbar(
      mapped, beside: parents, into: own, options)
    let axis = bar.direction == .x ? bar.axes.xAxis : bar.axes.yAxis
    if let places { axis.places = places }
    if let format {
      axis.tickText =
        try format.text.map { text in
          text.contains("{") ? FormatterObject.braces(text, a.vm) : FormatterObject.percent(text, a.vm)
        } ?? FormatterObject.writer(format, a.vm)
    }
    return .object(ColorbarObject(bar, figure))
  }

  /// One axes, a list or an array of them.
  private static func parents(_ value: Value, _ vm: Interpreter) throws -> [Axes] {
    if case .object(let object) = value {
      if let axes = object as? AxesObject { return [axes.axes] }
      if let grid = object as? ObjectGrid { return try grid.items.map { try AxesObject.of($0).axes } }
    }
    let all = try vm.items(of: value).flatMap { try parents($0, vm) }
    guard !all.isEmpty else { throw PyError.valueError("ax must name at least one axes") }
    return all
  }

  /// `'tight'`, `'constrained'`, `'compressed'` or `'none'`.
  static func setLayout(_ value: Value, _ figure: Figure) throws {
    guard let word = value.text else {
      if value.isNone { figure.layout.tight = false }
      return
    }
    guard ["tight", "constrained", "compressed", "none"].contains(word) else {
      throw FigureError.choice(word, for: "layout", ["constrained", "compressed", "tight", "none"])
    }
    figure.layout.tight = word != "none"
  }

  /// `subplot(2, 1, 1)`, `subplot(211)`, `subplot(2, 2, (1, 2))`.
  static func subplot(
    in figure: Figure, _ arguments: [Value], _ keywords: DictObject?, reuse: Bool, _ vm: Interpreter
  ) throws -> Value {
    if let projection = keywords?.find(StringObject.interned("projection")), !projection.isNone,
      projection.text != "rectilinear"
    {
      throw PyError.unsupported(
        "projection=\(try vm.repr(projection)) is not part of nbsh: axes are flat and rectangular")
    }
    var (rows, columns, first) = (1, 1, 1)
    var last: Int?
    switch arguments.count {
    case 0: break
    case 1:
      if case .object(let object) = arguments[0], let axes = object as? AxesObject {
        FigureState.of(vm).pyplot.sca(axes.axes)
        return arguments[0]
      }
      if case .object(let object) = arguments[0], let spec = object as? SubplotSpecObject {
        let object = FigureState.of(vm).object(for: figure.addAxes(in: spec.cell, reuse: reuse), in: figure)
        try set(object, keywords, vm)
        return .object(object)
      }
      guard let code = arguments[0].index else {
        throw PyError.typeError(
          "Single argument to subplot must be a three-digit integer, not \(try vm.repr(arguments[0]))")
      }
      guard (100...999).contains(code) else {
        throw PyError.valueError("Single argument to subplot must be a three-digit integer, not \(code)")
      }
      (rows, columns, first) = (code / 100, code / 10 % 10, code % 10)
    case 3:
      rows = try whole(arguments[0], "rows", vm)
      columns = try whole(arguments[1], "columns", vm)
      if let index = arguments[2].index {
        first = index
      } else if case .tuple(let pair) = arguments[2], pair.items.count == 2 {
        first = try vm.int(pair.items[0])
        last = try vm.int(pair.items[1])
      } else {
        throw PyError.valueError(
          "num must be an integer with 1 <= num <= \(rows &* columns), not \(try vm.repr(arguments[2]))")
      }
    default:
      throw PyError.typeError("subplot() takes 1 or 3 positional arguments but \(arguments.count) were given")
    }
    let axes = try figure.subplot(rows: rows, columns: columns, first, through: last, reuse: reuse)
    let object = FigureState.of(vm).object(for: axes, in: figure)
    try set(object, keywords, vm)
    return .object(object)
  }

  private static func whole(_ value: Value, _ name: String, _ vm: Interpreter) throws -> Int {
    guard let number = value.index else {
      throw PyError.valueError("Number of \(name) must be a positive integer, not \(try vm.repr(value))")
    }
    return number
  }

  /// Keywords of new axes: sharing first, the rest as `ax.set`.
  static func set(_ object: AxesObject, _ keywords: DictObject?, _ vm: Interpreter) throws {
    guard let keywords else { return }
    for (key, value) in keywords.items {
      guard let name = key.text else { continue }
      switch name {
      case "sharex" where !value.isNone: object.axes.share(.x, with: try AxesObject.of(value).axes)
      case "sharey" where !value.isNone: object.axes.share(.y, with: try AxesObject.of(value).axes)
      case "sharex", "sharey", "label": break
      case "projection" where value.isNone || value.text == "rectilinear": break
      case "polar":
        if try vm.isTrue(value) { throw PyError.unsupported("polar=True is not part of nbsh: axes are flat") }
      case "projection":
        throw PyError.unsupported(
          "projection=\(try vm.repr(value)) is not part of nbsh: axes are flat and rectangular")
      case "frameon", "frame_on": object.axes.showsFrame = try vm.isTrue(value)
      case "facecolor", "fc": object.axes.faceColor = try vm.color(value)
      default:
        guard AxesObject.axesType.lookup(StringObject.interned("set_" + name)) != nil else {
          throw PyError.attributeError("Axes.set() got an unexpected keyword argument '\(name)'")
        }
        _ = try vm.callMethod(.object(object), "set_" + name, [value])
      }
    }
  }

  private static func sharing(_ value: Value, _ vm: Interpreter) throws -> Figure.Sharing {
    if let text = value.text { return try Figure.Sharing(parsing: text) }
    return try vm.isTrue(value) ? .all : .none
  }

  /// `nrows, ncols, sharex, sharey, squeeze, width_ratios, height_ratios, subplot_kw, gridspec_kw` of a call.
  static func grid(in figure: Figure, _ a: Arguments, _ first: Int) throws -> Value {
    let rows = try a.int(first)
    let columns = try a.int(first + 1)
    let dict = DictObject()
    if a.isGiven(first + 8) {
      guard case .dict(let given) = a[first + 8] else {
        throw PyError.typeError("gridspec_kw must be a dict")
      }
      for (key, value) in given.items { if case .str(let name) = key { dict.set(name, value) } }
    }
    for (index, name) in [(5, "width_ratios"), (6, "height_ratios")] where a.isGiven(first + index) {
      if dict.find(StringObject.interned(name)) != nil {
        throw PyError.valueError(
          "'\(name)' must not be defined both as parameter and as key in 'gridspec_kw'")
      }
      dict.set(StringObject.interned(name), a[first + index])
    }
    let keywords = Keywords(dict, of: "GridSpec", a.vm)
    let spec =
      keywords.isEmpty
      ? try figure.grid(rows: rows, columns: columns)
      : try GridSpecObject.make(rows: rows, columns: columns, keywords)
    try keywords.finish()
    let grid = try self.grid(
      in: figure, cells: spec, shareX: a[first + 2], shareY: a[first + 3], squeeze: a.bool(first + 4), a.vm)
    if a.isGiven(first + 7) {
      guard case .dict(let dict) = a[first + 7] else { throw PyError.typeError("subplot_kw must be a dict") }
      for axes in figure.axes { try set(FigureState.of(a.vm).object(for: axes, in: figure), dict, a.vm) }
    }
    return grid
  }

  /// Axes in all cells of a grid; without rows or columns of one where `squeeze` is asked for.
  static func grid(
    in figure: Figure, cells: GridSpec, shareX: Value, shareY: Value, squeeze: Bool, _ vm: Interpreter
  ) throws -> Value {
    let made = try figure.subplots(
      in: cells, shareX: sharing(shareX, vm), shareY: sharing(shareY, vm))
    let state = FigureState.of(vm)
    let items = made.map { Value.object(state.object(for: $0, in: figure)) }
    let (rows, columns) = (cells.rows, cells.columns)
    if !squeeze { return .object(ObjectGrid(items, shape: [rows, columns])) }
    if items.count == 1 { return items[0] }
    return .object(ObjectGrid(items, shape: rows == 1 || columns == 1 ? [items.count] : [rows, columns]))
  }

  /// `subplot_mosaic('AB;CC')`: a dict of axes by the letters (or names) of their cells.
  static func mosaic(_ value: Value, _ keywords: DictObject?, in figure: Figure, _ vm: Interpreter) throws
    -> Value
  {
    var rows: [[Value]] = []
    if let text = value.text {
      let separators: Set<Character> = text.contains(";") ? [";"] : ["\n"]
      for line in text.split(whereSeparator: { separators.contains($0) }) {
        let letters = line.filter { !$0.isWhitespace }
        if !letters.isEmpty { rows.append(letters.map { .string(String($0)) }) }
      }
    } else {
      rows = try vm.items(of: value).map { try vm.items(of: $0) }
    }
    guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else {
      throw PyError.valueError(
        "All of the rows must be the same length, however the first row has another one")
    }
    let dict = DictObject()
    for name in ["width_ratios", "height_ratios"] {
      if let value = keywords?.find(StringObject.interned(name)) {
        dict.set(StringObject.interned(name), value)
      }
    }
    let given = Keywords(dict, of: "GridSpec", vm)
    let grid = try GridSpecObject.make(rows: rows.count, columns: width, given)
    let rest = Keywords(keywords, of: "subplot_mosaic", vm)
    _ = try rest.take("width_ratios")
    _ = try rest.take("height_ratios")
    let (shareX, shareY) = (try rest.flag("sharex") ?? false, try rest.flag("sharey") ?? false)
    try rest.finish()
    let result = DictObject()
    var names: [String] = []
    var made: [Axes] = []
    for row in rows.indices {
      for column in 0..<width {
        let name = try vm.str(rows[row][column])
        guard name != ".", !names.contains(name) else { continue }
        names.append(name)
        let cells = try rows.indices.flatMap { r in
          try (0..<width).filter { try vm.str(rows[r][$0]) == name }.map { (r, $0) }
        }
        let (rs, cs) = (cells.map(\.0), cells.map(\.1))
        guard let top = rs.min(), let bottom = rs.max(), let left = cs.min(), let right = cs.max(),
          cells.count == (bottom - top + 1) * (right - left + 1)
        else {
          throw PyError.valueError(
            "While trying to layout\n\(try vm.repr(value))\nwe found that the label '\(name)' specifies a non-rectangular or non-contiguous area."
          )
        }
        let axes = figure.addAxes(in: grid.cell(rows: top...bottom, columns: left...right))
        if let first = made.first {
          if shareX { axes.share(.x, with: first) }
          if shareY { axes.share(.y, with: first) }
        }
        made.append(axes)
        result.set(StringObject.interned(name), .object(FigureState.of(vm).object(for: axes, in: figure)))
      }
    }
    return .dict(result)
  }
}

/// What `colorbar` gives.
final class ColorbarObject: OpenObject {
  let bar: Colorbar
  let figure: Figure

  init(_ bar: Colorbar, _ figure: Figure) {
    self.bar = bar
    self.figure = figure
    super.init(type: ColorbarObject.colorbarType)
  }

  private static func of(_ value: Value) throws -> ColorbarObject {
    guard case .object(let object) = value, let bar = object as? ColorbarObject else {
      throw PyError.typeError("descriptor requires a 'matplotlib.colorbar.Colorbar' object")
    }
    return bar
  }

  nonisolated(unsafe) private static let colorbarType: TypeObject = {
    let type = TypeObject("Colorbar", bases: [Types.object], module: "matplotlib.colorbar")
    type.loadEntries = {
      type.addGetter("ax") { vm, value in
        let bar = try of(value)
        return .object(FigureState.of(vm).object(for: bar.bar.axes, in: bar.figure))
      }
      type.addGetter("outline") { vm, value in
        let bar = try of(value)
        return .object(SpinesObject(FigureState.of(vm).object(for: bar.bar.axes, in: bar.figure)))
      }
      return EntryList { add in
        add("set_label", "(self, label, **kwargs)", "The writing beside the bar.") { a in
          let keywords = Keywords(a.keywords(2), of: "Text", a.vm)
          let options = try keywords.textOptions()
          try keywords.finish()
          try of(a[0]).bar.setLabel(a.vm.str(a[1]), options)
          return .none
        }
        add("set_ticklabels", "(self, ticklabels, **kwargs)", "What is written at the ticks.") { a in
          let bar = try of(a[0]).bar
          let keywords = Keywords(a.keywords(2), of: "Text", a.vm)
          let look = try keywords.textOptions()
          try keywords.finish()
          let names = try a.vm.texts(a[1])
          let axis = bar.direction == .x ? bar.axes.xAxis : bar.axes.yAxis
          axis.tickLabelStyle.take(look)
          if axis.ticks == nil {
            let places = bar.axes.ticks(bar.direction).positions
            try bar.axes.setTicks(
              bar.direction, Array(places.prefix(names.count)), labels: Array(names.prefix(places.count)))
          } else {
            try bar.axes.setTicks(bar.direction, nil, labels: names)
          }
          return .none
        }
        add("get_ticks", "(self, minor=False)", "Where ticks stand.") { a in
          let bar = try of(a[0]).bar
          return .array(try NDArray(doubles: bar.axes.ticks(bar.direction).positions))
        }
        add("set_alpha", "(self, alpha)", "How opaque the colours are.") { a in
          try of(a[0]).bar.options.alpha = a.isGiven(1) ? try a.double(1) : nil
          return .none
        }
        add("update_normal", "(self, mappable)", "Nothing: a bar follows what it explains.") { _ in .none }
        add("minorticks_on", "(self)", "Small ticks between the large ones.") { a in
          let bar = try of(a[0]).bar
          (bar.direction == .x ? bar.axes.xAxis : bar.axes.yAxis).showsMinorTicks = true
          return .none
        }
        add("set_ticks", "(self, ticks, *, labels=None)", "Where ticks stand.") { a in
          let bar = try of(a[0]).bar
          try bar.axes.setTicks(
            bar.direction, a.vm.numbers(a[1]), labels: a.isGiven(2) ? a.vm.texts(a[2]) : nil)
          return .none
        }
        add("remove", "(self)", "Takes the bar away.") { a in
          let bar = try of(a[0])
          bar.figure.remove(bar.bar.axes)
          return .none
        }
      }.entries
    }
    return type
  }()
}
