import Arrays
import Figures
import Language

/// `matplotlib.pyplot`
enum PyplotModule {
  static func make(_ vm: Interpreter) -> ModuleObject {
    var values: [String: () throws -> Value] = [
      "rcParams": { [unowned vm] in rcParams(vm) },
      "cm": { [unowned vm] in .object(try vm.importModule("matplotlib.cm", level: 0, innermost: true)) },
      "style": { [unowned vm] in .object(try vm.importModule("matplotlib.style", level: 0, innermost: true))
      },
    ]
    values["Figure"] = { .type(FigureObject.figureType) }
    values["Axes"] = { .type(AxesObject.axesType) }
    let module = ModuleObject("matplotlib.pyplot", entries: entries, values: values)
    let find = module.missing
    module.missing = { name in
      if let value = try find?(name) { return value }
      if let reason = Refusals.pyplot[name.value] ?? Refusals.axesMethods[name.value] {
        throw PyError.unsupported("plt.\(name.value) is not part of nbsh: \(reason)")
      }
      return nil
    }
    module.doc = "Figures, as matplotlib draws them."
    return module
  }

  /// The one settings object of an interpreter.
  static func rcParams(_ vm: Interpreter) -> Value {
    let state = FigureState.of(vm)
    if let found = state.rcObject { return .object(found) }
    let made = RcObject(state)
    state.rcObject = made
    return .object(made)
  }

  nonisolated(unsafe) static let entries: [Entry] =
    AxesMethod.all.compactMap(\.pyplotEntry) + FigureMethod.all.map(\.pyplotEntry) + figures.entries
    + settings.entries + ImageFiles.matplotlib.entries + ColormapObject.functions.entries

  /// Figures and axes.
  nonisolated(unsafe) private static let figures = EntryList { add in
    add(
      "figure",
      "(num=None, figsize=None, dpi=None, *, facecolor=None, edgecolor=None, frameon=True, clear=False, tight_layout=None, constrained_layout=None, layout=None, **kwargs)",
      "A new figure, or the open one with that number.",
      "import matplotlib.pyplot as plt\nprint(repr(plt.figure(figsize=(4, 3))))\n#> <Figure size 400x300 with 0 Axes>"
    ) { a in
      let keywords = Keywords(a.keywords(10), of: "Figure", a.vm)
      try keywords.finish()
      let state = FigureState.of(a.vm)
      var number: Int?
      if case .object(let object) = a[0], let figure = object as? FigureObject {
        number = figure.figure.number
      } else if let text = a[0].text {
        number = state.number(named: text)
      } else if a.isGiven(0) {
        number = try a.int(0)
      }
      let figure = try state.pyplot.figure(
        number: number, size: a.isGiven(1) ? a.vm.pair(a[1], "figsize") : nil,
        dpi: a.isGiven(2) ? a.double(2) : nil)
      if a.isGiven(3) { figure.faceColor = try a.vm.color(a[3]) }
      if try a.bool(6) { figure.clear() }
      if try a.isGiven(7) && a.bool(7) { figure.tightLayout() }
      if try a.isGiven(8) && a.bool(8) { figure.tightLayout() }
      if a.isGiven(9), ["tight", "constrained", "compressed"].contains(a[9].text ?? "") {
        figure.tightLayout()
      }
      return .object(state.object(for: figure))
    }
    add("gcf", "()", "The current figure, made where there is none.") { a in
      let state = FigureState.of(a.vm)
      return .object(state.object(for: try state.pyplot.gcf()))
    }
    add("gca", "()", "The current axes, made where there are none.") { a in
      .object(try FigureState.of(a.vm).currentAxes())
    }
    add("sca", "(ax)", "Makes axes the current ones.") { a in
      FigureState.of(a.vm).pyplot.sca(try AxesObject.of(a[0]).axes)
      return .none
    }
    add(
      "subplot", "(*args, **kwargs)",
      "The axes in a cell of a grid, made where there are none: `subplot(2, 1, 1)`, `subplot(211)`.",
      "import matplotlib.pyplot as plt\nprint(plt.subplot(2, 1, 1) is plt.subplot(211))\n#> True"
    ) { a in
      let figure = try FigureState.of(a.vm).pyplot.gcf()
      return try FigureMethod.subplot(in: figure, a.rest(0), a.keywords(1), reuse: true, a.vm)
    }
    add(
      "subplots",
      "(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None, **kwargs)",
      "A new figure with a grid of axes.",
      "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(2, 3)\nprint(axes.shape)\n#> (2, 3)"
    ) { a in try subplots(a) }
    add(
      "axes", "(arg=None, **kwargs)",
      "Axes that fill the figure, or at a place: left, bottom, width, height in fractions."
    ) { a in
      let state = FigureState.of(a.vm)
      let figure = try state.pyplot.gcf()
      let made: Axes
      if a.isGiven(0) {
        let rect = try a.vm.numbers(a[0])
        guard rect.count == 4 else { throw PyError.typeError("axes() takes [left, bottom, width, height]") }
        made = try figure.addAxes(left: rect[0], bottom: rect[1], width: rect[2], height: rect[3])
      } else {
        made = try figure.subplot(rows: 1, columns: 1, 1, reuse: false)
      }
      let object = state.object(for: made, in: figure)
      try FigureMethod.set(object, a.keywords(1), a.vm)
      return .object(object)
    }
    add("matshow", "(A, fignum=None, **kwargs)", "Shows a matrix in a figure of its own.") { a in
      let state = FigureState.of(a.vm)
      let picture = try a.vm.picture(a[0])
      let keywords = Keywords(a.keywords(2), of: "AxesImage", a.vm)
      let options = try keywords.imageOptions()
      try keywords.finish()
      if a[1].isNone {
        // As matplotlib: the figure takes the matrix's proportions.
        let ratio = Double(max(picture.height, 1)) / Double(max(picture.width, 1))
        let height = min(max(4.8 * ratio, 2.4), 12)
        _ = try state.pyplot.figure(size: (4.8, height))
      } else if a[1].index != 0, case .bool(false) = a[1] {
      } else if let number = a[1].index, number != 0 {
        _ = try state.pyplot.figure(number: number)
      }
      let object = try state.currentAxes()
      let image = try object.axes.matshow(picture, options)
      state.lastMapped = image
      return .object(ArtistObject.make(for: image, in: object, a.vm))
    }
    add("show", "(*args, **kwargs)", "Shows all open figures and closes them.") { a in
      try FigureState.of(a.vm).pyplot.show()
      return .none
    }
    add("close", "(fig=None)", "Closes the current figure, one by number, or `'all'`.") { a in
      let pyplot = FigureState.of(a.vm).pyplot
      if a[0].text == "all" {
        pyplot.closeAll()
      } else if case .object(let object) = a[0], let figure = object as? FigureObject {
        pyplot.close(figure.figure)
      } else if a.isGiven(0) {
        pyplot.close(number: try a[0].text.map { FigureState.of(a.vm).number(named: $0) } ?? a.int(0))
      } else {
        pyplot.close()
      }
      return .none
    }
    add("clf", "()", "Empties the current figure.") { a in
      try FigureState.of(a.vm).pyplot.clf()
      return .none
    }
    add("delaxes", "(ax=None)", "Takes axes out of their figure.") { a in
      let object = a.isGiven(0) ? try AxesObject.of(a[0]) : try FigureState.of(a.vm).currentAxes()
      object.figure.remove(object.axes)
      return .none
    }
    add("get_fignums", "()", "The numbers of the open figures.") { a in
      .list(FigureState.of(a.vm).pyplot.numbers.map { .int($0) })
    }
    add("fignum_exists", "(num)", "Whether a figure with that number is open.") { a in
      .bool(FigureState.of(a.vm).pyplot.numbers.contains(try a.int(0)))
    }
    add("clim", "(vmin=None, vmax=None)", "The values of the colour map's ends, of the last image.") { a in
      guard let mapped = FigureState.of(a.vm).lastMapped else {
        throw PyError.runtimeError("You must first define an image, e.g., with imshow")
      }
      let (low, high) = (a.isGiven(0) ? try a.double(0) : nil, a.isGiven(1) ? try a.double(1) : nil)
      if let image = mapped as? AxesImage {
        if let low { image.vmin = low }
        if let high { image.vmax = high }
      } else if let points = mapped as? PathCollection {
        if let low { points.vmin = low }
        if let high { points.vmax = high }
      }
      return .none
    }
  }

  private static func subplots(_ a: Arguments) throws -> Value {
    let state = FigureState.of(a.vm)
    for (index, name) in [(5, "width_ratios"), (6, "height_ratios")] where a.isGiven(index) {
      throw PyError.unsupported("subplots(\(name)=…) is not part of nbsh: all cells have one size")
    }
    let keywords = Keywords(a.keywords(9), of: "Figure", a.vm)
    let size = try keywords.take("figsize").map { try a.vm.pair($0, "figsize") }
    let dpi = try keywords.number("dpi")
    let number = try keywords.take("num").map { try $0.text.map { state.number(named: $0) } ?? a.vm.int($0) }
    let paper = try keywords.color("facecolor")
    let tight = try keywords.flag("tight_layout") ?? false
    let constrained = try keywords.flag("constrained_layout") ?? false
    let layout = try keywords.word("layout")
    try keywords.finish()
    var margins: Keywords?
    if a.isGiven(8), case .dict(let dict) = a[8] { margins = Keywords(dict, of: "GridSpec", a.vm) }
    let figure = try state.pyplot.figure(number: number, size: size, dpi: dpi)
    if let paper { figure.faceColor = paper }
    if let margins {
      try figure.adjustSubplots(
        left: margins.number("left"), right: margins.number("right"), bottom: margins.number("bottom"),
        top: margins.number("top"), widthSpace: margins.number("wspace"),
        heightSpace: margins.number("hspace"))
      try margins.finish()
    }
    if tight || constrained || layout == "tight" || layout == "constrained" { figure.tightLayout() }
    let grid: Value
    do {
      grid = try FigureMethod.grid(
        in: figure, rows: a.int(0), columns: a.int(1), shareX: a[2], shareY: a[3], squeeze: a.bool(4), a.vm)
    } catch {
      state.pyplot.close(figure)
      throw error
    }
    if a.isGiven(7), case .dict(let dict) = a[7] {
      for axes in figure.axes { try FigureMethod.set(state.object(for: axes, in: figure), dict, a.vm) }
    }
    return .tuple([.object(state.object(for: figure)), grid])
  }

  /// Settings and what a picture on paper has no use for.
  nonisolated(unsafe) private static let settings = EntryList { add in
    add("rc", "(group, **kwargs)", "Changes settings of a group: `rc('lines', linewidth=2)`.") { a in
      let groups = try a[0].text.map { [$0] } ?? a.vm.texts(a[0])
      for (key, value) in a.keywords(1)?.items ?? [] {
        let short = [
          "lw": "linewidth", "ls": "linestyle", "c": "color", "fc": "facecolor", "ec": "edgecolor",
          "mew": "markeredgewidth",
        ]
        let name = try a.vm.str(key)
        for group in groups {
          try RcObject.set("\(group).\(short[name] ?? name)", value, FigureState.of(a.vm), a.vm)
        }
      }
      return .none
    }
    add("rcdefaults", "()", "Settings back to what matplotlib starts with.") { a in
      FigureState.of(a.vm).pyplot.rc.reset()
      return .none
    }
    add("set_cmap", "(cmap)", "The colour map of the current image and of those to come.") { a in
      let map = try a.vm.colormap(a[0])
      let state = FigureState.of(a.vm)
      try state.pyplot.rc.set("image.cmap", .text(map.name))
      if let mapped = state.lastMapped { mapped.colormap = map }
      return .none
    }
    for name in [
      "gray", "viridis", "jet", "hot", "cool", "bone", "plasma", "inferno", "magma", "spring", "summer",
      "autumn", "winter",
    ]
    where Colormap.names.contains(name) {
      add(name, "()", "Makes `\(name)` the colour map.") { a in
        let map = try Colormap.named(name)
        let state = FigureState.of(a.vm)
        try state.pyplot.rc.set("image.cmap", .text(name))
        if let mapped = state.lastMapped { mapped.colormap = map }
        return .none
      }
    }
    add("colormaps", "()", "The names of the colour maps.") { _ in .list(Colormap.names.map { .string($0) }) }
    for name in ["ion", "ioff", "draw", "pause", "switch_backend", "draw_if_interactive"] {
      add(name, "(*args, **kwargs)", "Accepted: figures are shown by `show` and at the end of a cell.") { _ in
        .none
      }
    }
    add("isinteractive", "()", "False: figures do not change once shown.") { _ in .bool(false) }
    add("setp", "(obj, **kwargs)", "Sets properties of artists: `setp(lines, linewidth=2)`.") { a in
      let targets = a.vm.isSequence(a[0]) ? try a.items(0) : [a[0]]
      for target in targets {
        for (key, value) in a.keywords(1)?.items ?? [] {
          _ = try a.vm.callMethod(target, "set_" + a.vm.str(key), [value])
        }
      }
      return .none
    }
  }
}
