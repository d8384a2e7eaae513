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
    type.doc = "A figure: paper with axes on it; made by plt.figure or plt.subplots."
    type.example =
      "fig, axes = plt.subplots(1, 2, figsize=(8, 3))\naxes[0].plot([1, 4, 9])\nfig.suptitle('Two plots')"
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
    add(
      "legend", "(self, *args, **kwargs)", "A legend for the whole figure.",
      "fig, ax = plt.subplots()\nax.plot([2.3, 1.7], label='loss')\nfig.legend(loc='upper right')"
    ) { a in
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
    add(
      "set_size_inches", "(self, w, h=None, forward=True)", "Width and height in inches.",
      "fig, ax = plt.subplots()\nfig.set_size_inches(8, 3)\nprint(fig.get_size_inches())\n#> [8. 3.]"
    ) { a in
      let figure = try of(a[0]).figure
      let (width, height) = a.isGiven(2) ? (try a.double(1), try a.double(2)) : try a.vm.pair(a[1], "size")
      try figure.setSize(width: width, height: height)
      return .none
    }
    add(
      "get_size_inches", "(self)", "Width and height in inches.",
      "fig, ax = plt.subplots()\nprint(fig.get_size_inches())\n#> [6.4 4.8]"
    ) { a in
      let size = try of(a[0]).figure.size
      return .array(try NDArray(doubles: [size.width, size.height]))
    }
    for (name, isWidth) in [("width", true), ("height", false)] {
      add(
        "set_fig\(name)", "(self, val, forward=True)", "The \(name) in inches.",
        "fig, ax = plt.subplots()\nfig.set_fig\(name)(8)\nprint(fig.get_fig\(name)())\n#> 8.0"
      ) { a in
        let figure = try of(a[0]).figure
        let value = try a.double(1)
        try figure.setSize(
          width: isWidth ? value : figure.size.width, height: isWidth ? figure.size.height : value)
        return .none
      }
      add(
        "get_fig\(name)", "(self)", "The \(name) in inches.",
        "fig = plt.figure(figsize=(5, 5))\nprint(fig.get_fig\(name)())\n#> 5.0"
      ) { a in
        let size = try of(a[0]).figure.size
        return .npFloat64(isWidth ? size.width : size.height)
      }
    }
    add("set_dpi", "(self, val)", "Pixels an inch.", "fig, ax = plt.subplots()\nfig.set_dpi(150)") { a in
      try of(a[0]).figure.setDPI(a.double(1))
      return .none
    }
    add("get_dpi", "(self)", "Pixels an inch.", "fig, ax = plt.subplots()\nprint(fig.get_dpi())\n#> 100.0") {
      a in .float(try of(a[0]).figure.dpi)
    }
    add(
      "set_facecolor", "(self, color)", "The paper's colour.",
      "fig, ax = plt.subplots()\nfig.set_facecolor('lightgray')"
    ) { a in
      try of(a[0]).figure.faceColor = a.vm.color(a[1])
      return .none
    }
    add(
      "gca", "(self)", "The current axes, made where there are none.",
      "fig, ax = plt.subplots()\nprint(fig.gca() is ax)\n#> True"
    ) { a in
      let figure = try of(a[0]).figure
      return .object(FigureState.of(a.vm).object(for: figure.currentAxes(), in: figure))
    }
    add(
      "sca", "(self, a)", "Makes axes the current ones.",
      "fig, ax = plt.subplots()\nfig.sca(ax)\nprint(plt.gca() is ax)\n#> True"
    ) { a in
      FigureState.of(a.vm).pyplot.sca(try AxesObject.of(a[1]).axes)
      return a[1]
    }
    add("get_axes", "(self)", "All axes.", "fig, ax = plt.subplots()\nprint(fig.get_axes() == [ax])\n#> True")
    { a in .list(try of(a[0]).axesValues(a.vm)) }
    add(
      "delaxes", "(self, ax)", "Takes axes out of the figure.",
      "fig, ax = plt.subplots()\nfig.delaxes(ax)\nprint(len(fig.axes))\n#> 0"
    ) { a in
      try of(a[0]).figure.remove(AxesObject.of(a[1]).axes)
      return .none
    }
    add(
      "add_subplot", "(self, *args, **kwargs)",
      "The axes in a cell of a grid: `add_subplot(2, 1, 1)`, `add_subplot(211)`.",
      "fig = plt.figure()\nax = fig.add_subplot(2, 1, 1)\nax.plot([1, 4, 9])"
    ) { a in
      let figure = try of(a[0]).figure
      return try FigureMethod.subplot(in: figure, a.rest(1), a.keywords(2), reuse: false, a.vm)
    }
    add(
      "add_axes", "(self, rect, **kwargs)",
      "Axes at a place: left, bottom, width, height in fractions of the figure.",
      "fig = plt.figure()\nax = fig.add_axes([0.1, 0.1, 0.8, 0.8])\nax.plot([1, 4, 9])"
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
      "A grid of axes in this figure.",
      "fig = plt.figure(figsize=(8, 3))\nleft, right = fig.subplots(1, 2)\nleft.plot([1, 4, 9])"
    ) { a in try FigureMethod.grid(in: of(a[0]).figure, a, 1) }
    add(
      "add_gridspec", "(self, nrows=1, ncols=1, **kwargs)", "A grid whose cells axes of this figure take.",
      "fig = plt.figure()\ngrid = fig.add_gridspec(2, 2)\nwide = fig.add_subplot(grid[0, :])"
    ) { a in
      let figure = try of(a[0]).figure
      let keywords = Keywords(a.keywords(3), of: "GridSpec", a.vm)
      let grid = try GridSpecObject.make(rows: a.int(1), columns: a.int(2), keywords)
      try keywords.finish()
      return .object(GridSpecObject(grid, figure))
    }
    add(
      "subplot_mosaic", "(self, mosaic, **kwargs)", "Axes in a grid that a text draws: `'AB;CC'`.",
      "fig = plt.figure()\naxes = fig.subplot_mosaic('AB;CC')\nprint(sorted(axes))\n#> ['A', 'B', 'C']"
    ) { a in
      try FigureMethod.mosaic(a[1], a.keywords(2), in: of(a[0]).figure, a.vm)
    }
    add(
      "get_facecolor", "(self)", "The paper's colour.",
      "fig, ax = plt.subplots()\nprint([float(part) for part in fig.get_facecolor()])\n#> [1.0, 1.0, 1.0, 1.0]"
    ) { a in
      let color = try of(a[0]).figure.faceColor
      return .tuple([color.red, color.green, color.blue, color.alpha].map { .float($0) })
    }
    add(
      "get_suptitle", "(self)", "The writing above all axes.",
      "fig, ax = plt.subplots()\nfig.suptitle('Filters')\nprint(fig.get_suptitle())\n#> Filters"
    ) { a in .string(try of(a[0]).figure.title) }
    for name in ["set_tight_layout", "set_constrained_layout"] {
      add(
        name, "(self, tight)", "Gives labels the room they need.",
        "fig, ax = plt.subplots()\nfig.\(name)(True)"
      ) { a in
        let figure = try of(a[0]).figure
        if case .dict = a[1] { figure.tightLayout() } else { figure.layout.tight = try a.bool(1) }
        return .none
      }
    }
    add(
      "set_layout_engine", "(self, layout=None, **kwargs)", "`'tight'`, `'constrained'` or `'none'`.",
      "fig, ax = plt.subplots()\nfig.set_layout_engine('tight')"
    ) {
      a in
      try FigureMethod.setLayout(a[1], of(a[0]).figure)
      return .none
    }
    add(
      "text", "(self, x, y, s, fontdict=None, **kwargs)",
      "Writes a text at a place in fractions of the figure.",
      "fig, ax = plt.subplots()\nfig.text(0.5, 0.01, 'preliminary', ha='center')"
    ) { a in
      try FigureMethod.text(in: of(a[0]).figure, a, 1)
    }
    add(
      "autofmt_xdate", "(self, bottom=0.2, rotation=30, ha='right', which='major')",
      "Turns the labels of x axes.",
      "fig, ax = plt.subplots()\nax.plot([1, 4, 9])\nfig.autofmt_xdate(rotation=45)"
    ) { a in
      for axes in try of(a[0]).figure.axes {
        axes.xAxis.tickLabelRotation = try a.double(2)
        axes.xAxis.tickLabelStyle.horizontal = try HorizontalAlignment(parsing: a.vm.str(a[3]))
      }
      return .none
    }
    add(
      "clf", "(self, keep_observers=False)", "Empties the figure.",
      "fig, ax = plt.subplots()\nfig.clf()\nprint(len(fig.axes))\n#> 0"
    ) { a in
      try of(a[0]).figure.clear()
      return .none
    }
    add.alias("clear", of: "clf", "fig, ax = plt.subplots()\nfig.clear()\nprint(len(fig.axes))\n#> 0")
    add(
      "show", "(self, warn=True)", "Shows the figure.",
      "fig, ax = plt.subplots()\nax.plot([1, 4, 9])\nfig.show()"
    ) { a in
      let state = FigureState.of(a.vm)
      let figure = try of(a[0]).figure
      state.pyplot.close(figure)
      try state.pyplot.onShow(figure)
      return .none
    }
  }
}
