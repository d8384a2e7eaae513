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
    for (name, module) in [
      ("cycler", "cycler"), ("Normalize", "matplotlib.colors"), ("GridSpec", "matplotlib.gridspec"),
      ("Circle", "matplotlib.patches"), ("Rectangle", "matplotlib.patches"),
      ("Polygon", "matplotlib.patches"),
      ("Arrow", "matplotlib.patches"), ("Line2D", "matplotlib.lines"), ("MaxNLocator", "matplotlib.ticker"),
      ("FuncFormatter", "matplotlib.ticker"), ("MultipleLocator", "matplotlib.ticker"),
      ("FixedLocator", "matplotlib.ticker"), ("NullLocator", "matplotlib.ticker"),
      ("FormatStrFormatter", "matplotlib.ticker"), ("ScalarFormatter", "matplotlib.ticker"),
    ] {
      values[name] = { [unowned vm] in
        try vm.importModule(module, level: 0, innermost: true).find(StringObject.interned(name)) ?? .none
      }
    }
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
      "print(repr(plt.figure(figsize=(4, 3))))\n#> <Figure size 400x300 with 0 Axes>"
    ) { a in
      let state = FigureState.of(a.vm)
      if case .object(let object) = a[0], let figure = object as? FigureObject {
        return .object(state.object(for: try state.pyplot.figure(number: figure.figure.number)))
      }
      let all = DictObject()
      let names = [
        "num", "figsize", "dpi", "facecolor", "edgecolor", "frameon", "clear", "tight_layout",
        "constrained_layout",
        "layout",
      ]
      for (index, name) in names.enumerated() where a.isGiven(index) {
        all.set(StringObject.interned(name), a[index])
      }
      for (key, value) in a.keywords(10)?.items ?? [] {
        if case .str(let name) = key { all.set(name, value) }
      }
      return .object(state.object(for: try newFigure(Keywords(all, of: "Figure", a.vm), a.vm)))
    }
    add(
      "gcf", "()", "The current figure, made where there is none.",
      "plt.figure(figsize=(4, 3))\nprint(plt.gcf().get_size_inches())\n#> [4. 3.]"
    ) { a in
      let state = FigureState.of(a.vm)
      return .object(state.object(for: try state.pyplot.gcf()))
    }
    add(
      "gca", "()", "The current axes, made where there are none.",
      "plt.plot([1, 4, 9])\nprint(len(plt.gca().lines))\n#> 1"
    ) { a in
      .object(try FigureState.of(a.vm).currentAxes())
    }
    add(
      "sca", "(ax)", "Makes axes the current ones.",
      "fig, (left, right) = plt.subplots(1, 2)\nplt.sca(left)\nprint(plt.gca() is left)\n#> True"
    ) { a in
      FigureState.of(a.vm).pyplot.sca(try AxesObject.of(a[0]).axes)
      return .none
    }
    add(
      "subplot", "(*args, **kwargs)",
      "The axes in a cell of a grid, made where there are none: `subplot(2, 1, 1)`, `subplot(211)`.",
      "print(plt.subplot(2, 1, 1) is plt.subplot(211))\n#> True"
    ) { a in
      let figure = try FigureState.of(a.vm).pyplot.gcf()
      return try FigureMethod.subplot(in: figure, a.rest(0), a.keywords(1), reuse: true, a.vm)
    }
    add(
      "subplots",
      "(nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None, **kwargs)",
      keywords: ["figsize", "dpi", "num", "facecolor", "tight_layout", "constrained_layout", "layout"],
      "A new figure with a grid of axes.",
      "fig, axes = plt.subplots(2, 3)\nprint(axes.shape)\n#> (2, 3)"
    ) { a in try subplots(a) }
    add(
      "axes", "(arg=None, **kwargs)",
      "Axes that fill the figure, or at a place: left, bottom, width, height in fractions.",
      "inset = plt.axes([0.6, 0.6, 0.2, 0.2])\ninset.plot([1, 4, 9])"
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
    add(
      "matshow", "(A, fignum=None, **kwargs)", keywords: .image, "Shows a matrix in a figure of its own.",
      "plt.matshow([[5, 1], [0, 6]])\nplt.colorbar()"
    ) {
      a in
      let state = FigureState.of(a.vm)
      let picture = try a.vm.picture(a[0])
      let keywords = Keywords(a.keywords(2), of: "AxesImage", a.vm)
      let options = try keywords.imageOptions()
      try keywords.finish()
      if a[1].isNone {
        let ratio = Double(max(picture.height, 1)) / Double(max(picture.width, 1))
        let figure = try state.pyplot.figure(size: proportioned(ratio, state))
        try figure.addAxes(left: 0.15, bottom: 0.09, width: 0.775, height: 0.775)
      } else if a[1].index != 0, case .bool(false) = a[1] {
      } else if let number = a[1].index, number != 0 {
        _ = try state.pyplot.figure(number: number)
      }
      let object = try state.currentAxes()
      let image = try object.axes.matshow(picture, options)
      state.lastMapped = image
      return .object(ArtistObject.make(for: image, in: object, a.vm))
    }
    add(
      "show", "(*, block=None)", "Shows all open figures and closes them.", "plt.plot([1, 4, 9])\nplt.show()"
    ) { a in
      try FigureState.of(a.vm).pyplot.show()
      return .none
    }
    add(
      "close", "(fig=None)", "Closes the current figure, one by number, or `'all'`.",
      "plt.figure()\nplt.close()\nprint(plt.get_fignums())\n#> []"
    ) { a in
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
    add(
      "clf", "()", "Empties the current figure.",
      "plt.plot([1, 4, 9])\nplt.clf()\nprint(len(plt.gcf().axes))\n#> 0"
    ) { a in
      try FigureState.of(a.vm).pyplot.clf()
      return .none
    }
    add(
      "delaxes", "(ax=None)", "Takes axes out of their figure.",
      "fig, (left, right) = plt.subplots(1, 2)\nplt.delaxes(right)\nprint(len(fig.axes))\n#> 1"
    ) { a in
      let object = a.isGiven(0) ? try AxesObject.of(a[0]) : try FigureState.of(a.vm).currentAxes()
      object.figure.remove(object.axes)
      return .none
    }
    add(
      "get_fignums", "()", "The numbers of the open figures.",
      "plt.figure()\nplt.figure()\nprint(plt.get_fignums())\n#> [1, 2]"
    ) { a in
      .list(FigureState.of(a.vm).pyplot.numbers.map { .int($0) })
    }
    add(
      "fignum_exists", "(num)", "Whether a figure with that number is open.",
      "plt.figure(3)\nprint(plt.fignum_exists(3), plt.fignum_exists(4))\n#> True False"
    ) { a in
      .bool(FigureState.of(a.vm).pyplot.numbers.contains(try a.int(0)))
    }
    add(
      "gci", "()", "What was last drawn with a colour map, or None.",
      "image = plt.imshow(np.eye(3))\nprint(plt.gci() is image)\n#> True"
    ) { a in
      let state = FigureState.of(a.vm)
      guard let last = state.lastMapped, let artist = last as? Artist,
        let figure = state.pyplot.figures.first(where: {
          $0.axes.contains { $0.artists.contains { $0 === artist } }
        }),
        let axes = figure.axes.first(where: { $0.artists.contains { $0 === artist } })
      else { return .none }
      return .object(ArtistObject.make(for: artist, in: state.object(for: axes, in: figure), a.vm))
    }
    add(
      "subplot2grid", "(shape, loc, rowspan=1, colspan=1, fig=None, **kwargs)",
      "Axes in a block of a grid's cells.",
      "wide = plt.subplot2grid((2, 3), (0, 0), colspan=3)\nwide.plot([1, 4, 9])"
    ) { a in
      let state = FigureState.of(a.vm)
      let figure = a.isGiven(4) ? try FigureObject.of(a[4]).figure : try state.pyplot.gcf()
      let (rows, columns) = try a.vm.wholePair(a[0], "shape")
      let (row, column) = try a.vm.wholePair(a[1], "loc")
      let (down, across) = (try a.int(2), try a.int(3))
      let grid = try figure.grid(rows: rows, columns: columns)
      guard (0..<grid.rows).contains(row), (0..<grid.columns).contains(column), down > 0, across > 0,
        down <= grid.rows - row, across <= grid.columns - column
      else {
        throw PyError.indexError("GridSpec slice would result in no space allocated for subplot")
      }
      let axes = figure.addAxes(
        in: grid.cell(rows: row...row + down - 1, columns: column...column + across - 1), reuse: true)
      let object = state.object(for: axes, in: figure)
      try FigureMethod.set(object, a.keywords(5), a.vm)
      return .object(object)
    }
    add(
      "subplot_mosaic", "(mosaic, **kwargs)",
      "A new figure with axes in a grid that a text draws: `'AB;CC'`.",
      "fig, axes = plt.subplot_mosaic('AB;CC')\nprint(sorted(axes))\n#> ['A', 'B', 'C']"
    ) { a in
      let state = FigureState.of(a.vm)
      let (own, rest) = (DictObject(), DictObject())
      for (key, value) in a.keywords(1)?.items ?? [] {
        guard case .str(let name) = key else { continue }
        let isOfGrid = ["width_ratios", "height_ratios", "sharex", "sharey"].contains(name.value)
        (isOfGrid ? rest : own).set(name, value)
      }
      let figure = try newFigure(Keywords(own, of: "Figure", a.vm), a.vm)
      let axes = try FigureMethod.mosaic(a[0], rest, in: figure, a.vm)
      return .tuple([.object(state.object(for: figure)), axes])
    }
    add(
      "clim", "(vmin=None, vmax=None)", "The values of the colour map's ends, of the last image.",
      "plt.imshow([[0, 5], [10, 20]])\nplt.clim(0, 10)"
    ) { a in
      guard let mapped = FigureState.of(a.vm).lastMapped else {
        throw PyError.runtimeError("You must first define an image, e.g., with imshow")
      }
      let (low, high) = (a.isGiven(0) ? try a.double(0) : nil, a.isGiven(1) ? try a.double(1) : nil)
      if let low { mapped.vmin = low }
      if let high { mapped.vmax = high }
      return .none
    }
  }

  /// A figure's size in the proportions of a matrix, from 4 by 2 to 16 by 16 inches.
  ///
  /// - Parameter ratio: height to width.
  private static func proportioned(_ ratio: Double, _ state: FigureState) -> (Double, Double) {
    var height = 4.8
    if case .numbers(let size)? = state.pyplot.rc.get("figure.figsize"), size.count == 2 { height = size[1] }
    var size = (height / ratio, height)
    let grow = min(1, size.0 / 4, size.1 / 2)
    size = (size.0 / grow, size.1 / grow)
    let shrink = max(1, size.0 / 16, size.1 / 16)
    size = (size.0 / shrink, size.1 / shrink)
    return (min(max(size.0, 4), 16), min(max(size.1, 2), 16))
  }

  private static func subplots(_ a: Arguments) throws -> Value {
    let state = FigureState.of(a.vm)
    let keywords = Keywords(a.keywords(9), of: "Figure", a.vm)
    let figure = try newFigure(keywords, a.vm)
    do {
      let grid = try FigureMethod.grid(in: figure, a, 0)
      return .tuple([.object(state.object(for: figure)), grid])
    } catch {
      state.pyplot.close(figure)
      throw error
    }
  }

  /// A new figure from the keywords of `figure`.
  private static func newFigure(_ keywords: Keywords, _ vm: Interpreter) throws -> Figure {
    let state = FigureState.of(vm)
    let size = try keywords.take("figsize").map { try vm.pair($0, "figsize") }
    let dpi = try keywords.number("dpi")
    let number = try keywords.take("num").map { try $0.text.map { state.number(named: $0) } ?? vm.int($0) }
    let paper = try keywords.color("facecolor")
    let edge = try keywords.color("edgecolor")
    let tight = try keywords.take("tight_layout")
    let constrained = try keywords.take("constrained_layout")
    let layout = try keywords.take("layout")
    let clear = try keywords.flag("clear") ?? false
    let frame = try keywords.flag("frameon") ?? true
    _ = edge
    try keywords.finish()
    let figure = try state.pyplot.figure(number: number, size: size, dpi: dpi)
    if let paper { figure.faceColor = paper }
    if !frame { figure.faceColor = .none }
    if clear { figure.clear() }
    for value in [tight, constrained].compactMap({ $0 }) {
      if case .dict = value { figure.tightLayout() } else if try vm.isTrue(value) { figure.tightLayout() }
    }
    if let layout { try FigureMethod.setLayout(layout, figure) }
    return figure
  }

  /// Settings and what a picture on paper has no use for.
  nonisolated(unsafe) private static let settings = EntryList { add in
    add(
      "rc", "(group, **kwargs)", "Changes settings of a group: `rc('lines', linewidth=2)`.",
      "plt.rc('lines', linewidth=3)\nprint(plt.rcParams['lines.linewidth'])\n#> 3.0"
    ) { a in
      let groups = try a[0].text.map { [$0] } ?? a.vm.texts(a[0])
      try RcObject.setGroups(groups, a.keywords(1), FigureState.of(a.vm), a.vm)
      return .none
    }
    add(
      "rcdefaults", "()", "Settings back to what matplotlib starts with.",
      "plt.rcParams['lines.linewidth'] = 5\nplt.rcdefaults()\nprint(plt.rcParams['lines.linewidth'])\n#> 1.5"
    ) { a in
      FigureState.of(a.vm).pyplot.rc.reset()
      return .none
    }
    add(
      "set_cmap", "(cmap)", "The colour map of the current image and of those to come.",
      "plt.imshow([[1, 2], [3, 4]])\nplt.set_cmap('gray')"
    ) { a in
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
      add(
        name, "()", "Makes `\(name)` the colour map.", "plt.imshow([[1, 2], [3, 4]])\nplt.\(name)()"
      ) { a in
        let map = try Colormap.named(name)
        let state = FigureState.of(a.vm)
        try state.pyplot.rc.set("image.cmap", .text(name))
        if let mapped = state.lastMapped { mapped.colormap = map }
        return .none
      }
    }
    add("colormaps", "()", "The names of the colour maps.", "print('viridis' in plt.colormaps())\n#> True") {
      _ in .list(Colormap.names.map { .string($0) })
    }
    add(
      "rc_context", "(rc=None, fname=None)", "Settings for the body of a `with`; the old ones come back.",
      "with plt.rc_context({'lines.linewidth': 4}):\n    plt.plot([1, 4, 9])"
    ) {
      a in
      if a.isGiven(1) { throw PyError.unsupported("rc_context(fname=…) is not part of nbsh") }
      let settings = a.isGiven(0) ? a[0] : .dict(DictObject())
      guard case .dict(let dict) = settings else { throw PyError.typeError("rc must be a dict") }
      return .object(
        RcContextObject(FigureState.of(a.vm)) { state, vm in
          for (key, value) in dict.items { try RcObject.set(vm.str(key), value, state, vm) }
        })
    }
    for (name, arguments) in [
      ("ion", ""), ("ioff", ""), ("draw", ""), ("pause", "0.1"), ("switch_backend", "'agg'"),
      ("draw_if_interactive", ""),
    ] {
      add(
        name, "(*args, **kwargs)", "Accepted: figures are shown by `show` and at the end of a cell.",
        "plt.plot([1, 4, 9])\nplt.\(name)(\(arguments))"
      ) { _ in .none }
    }
    add(
      "isinteractive", "()", "False: figures do not change once shown.",
      "print(plt.isinteractive())\n#> False"
    ) { _ in .bool(false) }
    add(
      "setp", "(obj, **kwargs)", "Sets properties of artists: `setp(lines, linewidth=2)`.",
      "lines = plt.plot([1, 4, 9])\nplt.setp(lines, linewidth=3)\nprint(lines[0].get_linewidth())\n#> 3.0"
    ) { a in
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
