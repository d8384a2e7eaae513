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
      return FigureMethod.all.map(\.methodEntry) + own.entries
    }
    return type
  }()

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
      "subplots", "(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, **kwargs)",
      "A grid of axes in this figure."
    ) { a in
      let figure = try of(a[0]).figure
      let keywords = Keywords(a.keywords(6), of: "Figure", a.vm)
      try keywords.finish()
      return try FigureMethod.grid(
        in: figure, rows: a.int(1), columns: a.int(2), shareX: a[3], shareY: a[4], squeeze: a.bool(5), a.vm)
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
      keywords.ignore("x", "y")
      let options = try keywords.textOptions()
      try keywords.finish()
      figure.title = try a.vm.str(a[first])
      figure.titleStyle = options
      return .object(TextObject(.figureTitle(figure)))
    },
    FigureMethod(
      name: "tight_layout", signature: "(*, pad=1.08, h_pad=None, w_pad=None, rect=None)",
      doc: "Gives labels the room they need and the rest to the axes."
    ) { figure, _, _ in
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
      var options = SaveOptions()
      if let dpi = try keywords.take("dpi"), dpi.text != "figure" { options.dpi = try a.vm.double(dpi) }
      if let box = try keywords.word("bbox_inches") {
        guard box == "tight" else {
          throw PyError.valueError("bbox_inches must be 'tight' here, not '\(box)'")
        }
        options.tight = true
      }
      if let pad = try keywords.number("pad_inches") { options.pad = pad }
      options.transparent = try keywords.flag("transparent") ?? false
      let format = try keywords.word("format")
      let paper = try keywords.color("facecolor")
      keywords.ignore("edgecolor", "orientation", "metadata", "pil_kwargs", "bbox_extra_artists", "quality")
      try keywords.finish()
      let old = figure.faceColor
      if let paper { figure.faceColor = paper }
      defer { figure.faceColor = old }
      let file = try ImageFiles.pngName(path, format: format, verb: "savefig")
      try ImageFiles.write(try figure.png(options), to: file, a.vm)
      return .none
    },
    FigureMethod(
      name: "colorbar", signature: "(mappable=None, cax=None, ax=None, **kwargs)",
      doc: "A scale of colours beside the axes."
    ) { figure, a, first in
      if a.isGiven(first + 1) { throw PyError.unsupported("colorbar(cax=…) is not part of nbsh: use ax=") }
      var mapped: any ColorMapped
      if a.isGiven(first) {
        guard let artist = try ArtistObject.of(a[first]).artist as? any ColorMapped else {
          throw PyError.typeError(
            "a colour bar explains an image or a scatter plot, not a '\(a.vm.typeName(a[first]))'")
        }
        mapped = artist
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
        options.horizontal = orientation == "horizontal"
      }
      options.label = try keywords.text("label") ?? ""
      options.ticks = try keywords.numbers("ticks")
      if let fraction = try keywords.number("fraction") { options.fraction = fraction }
      options.pad = try keywords.number("pad")
      if let shrink = try keywords.number("shrink") { options.shrink = shrink }
      if let aspect = try keywords.number("aspect") { options.aspect = aspect }
      keywords.ignore("extend", "format", "drawedges", "use_gridspec", "location")
      try keywords.finish()
      guard options.fraction.isFinite, options.shrink.isFinite, options.shrink > 0, options.aspect.isFinite,
        options.aspect > 0
      else {
        throw PyError.valueError("fraction, shrink and aspect must be positive")
      }
      let parent = a.isGiven(first + 2) ? try AxesObject.of(a[first + 2]).axes : nil
      let bar = figure.colorbar(mapped, beside: parent, options)
      return .object(ColorbarObject(bar, figure))
    },
  ]

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
      case "sharex", "sharey", "projection", "label", "polar": break
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

  /// A grid of axes; without rows or columns of one where `squeeze` is asked for.
  static func grid(
    in figure: Figure, rows: Int, columns: Int, shareX: Value, shareY: Value, squeeze: Bool, _ vm: Interpreter
  ) throws -> Value {
    func sharing(_ value: Value) throws -> Figure.Sharing {
      if let text = value.text { return try Figure.Sharing(parsing: text) }
      return try vm.isTrue(value) ? .all : .none
    }
    let made = try figure.subplots(
      rows: rows, columns: columns, shareX: sharing(shareX), shareY: sharing(shareY))
    let state = FigureState.of(vm)
    let items = made.map { Value.object(state.object(for: $0, in: figure)) }
    if !squeeze { return .object(ObjectGrid(items, shape: [rows, columns])) }
    if items.count == 1 { return items[0] }
    return .object(ObjectGrid(items, shape: rows == 1 || columns == 1 ? [items.count] : [rows, columns]))
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
      return EntryList { add in
        add("set_label", "(self, label, **kwargs)", "The writing beside the bar.") { a in
          let keywords = Keywords(a.keywords(2), of: "Text", a.vm)
          let options = try keywords.textOptions()
          try keywords.finish()
          try of(a[0]).bar.setLabel(a.vm.str(a[1]), options)
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
