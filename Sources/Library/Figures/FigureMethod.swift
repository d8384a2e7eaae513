import Figures
import Language

/// A function of pyplot that is also a method of figures.
struct FigureMethod {
  let name: String
  let signature: String
  var keywords = OfferedKeywords.none
  let doc: String
  /// Of the function of pyplot.
  let example: String
  /// Of the method; empty where the figure has the method from elsewhere.
  var methodExample = ""
  /// The figure, the arguments, and the place of the first one.
  let body: (Figure, Arguments, Int) throws -> Value

  var methodEntry: Entry {
    let rest = signature.dropFirst()
    let body = body
    return Entry(
      name, rest == ")" ? "(self)" : "(self, " + rest, doc: doc, example: methodExample,
      keywords: keywords.names
    ) { a in
      try body(FigureObject.of(a[0]).figure, a, 1)
    }
  }

  var pyplotEntry: Entry {
    let body = body
    return Entry(name, signature, doc: doc, example: example, keywords: keywords.names) { a in
      try body(FigureState.of(a.vm).pyplot.gcf(), a, 0)
    }
  }

  nonisolated(unsafe) static let all: [FigureMethod] = [
    FigureMethod(
      name: "suptitle", signature: "(t, **kwargs)", keywords: ["x", "y"] + .text,
      doc: "The writing above all axes.",
      example: "plt.subplots(1, 2)\nplt.suptitle('Filters of the first layer')",
      methodExample: "fig, ax = plt.subplots()\nfig.suptitle('Filters of the first layer')"
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
      doc: "Gives labels the room they need and the rest to the axes.",
      example: "plt.subplots(2, 2)\nplt.tight_layout()",
      methodExample: "fig, ax = plt.subplots()\nfig.tight_layout()"
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
      doc: "Margins of the grid in fractions of the figure, and gaps in fractions of an axes.",
      example: "plt.subplots(2, 2)\nplt.subplots_adjust(hspace=0.5)",
      methodExample: "fig, ax = plt.subplots()\nfig.subplots_adjust(hspace=0.5)"
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
      name: "savefig", signature: "(fname, **kwargs)",
      keywords: ["dpi", "bbox_inches", "pad_inches", "transparent", "format", "facecolor"],
      doc: "Writes the figure as a PNG file.",
      example: "plt.plot([2.3, 1.7, 1.2])\nplt.savefig('/tmp/loss.png')",
      methodExample:
        "fig, ax = plt.subplots()\nax.plot([2.3, 1.7, 1.2])\nfig.savefig('/tmp/loss.png')"
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
      keywords: [
        "orientation", "location", "label", "format", "ticks", "fraction", "pad", "shrink", "aspect",
        "extend", "drawedges", "alpha",
      ],
      doc: "A scale of colours beside the axes.", example: "plt.imshow(np.eye(3))\nplt.colorbar()",
      methodExample: "fig, ax = plt.subplots()\nimage = ax.imshow(np.eye(3))\nfig.colorbar(image, ax=ax)"
    ) { figure, a, first in
      try colorbar(figure, a, first)
    },
    FigureMethod(
      name: "figlegend", signature: "(*args, **kwargs)", keywords: .legend,
      doc: "A legend for the whole figure.",
      example: "plt.plot([2.3, 1.7], label='loss')\nplt.figlegend(loc='upper right')"
    ) { figure, a, first in
      let keywords = Keywords(a.keywords(first + 1), of: "Legend", a.vm)
      let (labels, artists, options) = try AxesMethod.legendParts(a.rest(first), keywords, a.vm)
      return .object(LegendObject(figure.addLegend(labels: labels, artists: artists, options)))
    },
    FigureMethod(
      name: "figtext", signature: "(x, y, s, fontdict=None, **kwargs)", keywords: .text,
      doc: "Writes a text at a place in fractions of the figure.",
      example: "plt.plot([1, 4, 9])\nplt.figtext(0.5, 0.01, 'preliminary', ha='center')"
    ) { figure, a, first in try text(in: figure, a, first) },
    FigureMethod(
      name: "supxlabel", signature: "(t, **kwargs)", keywords: .text, doc: "The writing under all axes.",
      example: "plt.subplots(1, 2)\nplt.supxlabel('epoch')",
      methodExample: "fig, ax = plt.subplots()\nfig.supxlabel('epoch')"
    ) { figure, a, first in try edgeLabel(in: figure, a, first, isX: true) },
    FigureMethod(
      name: "supylabel", signature: "(t, **kwargs)", keywords: .text, doc: "The writing beside all axes.",
      example: "plt.subplots(1, 2)\nplt.supylabel('loss')",
      methodExample: "fig, ax = plt.subplots()\nfig.supylabel('loss')"
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

}
