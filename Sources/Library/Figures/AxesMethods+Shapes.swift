import Arrays
import Figures
import Language

extension AxesMethod {
  /// Points, bars and areas.
  nonisolated(unsafe) static let shapes = AxesMethodList { add in
    add(
      "scatter",
      "(x, y, s=None, c=None, *, marker=None, cmap=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, **kwargs)",
      keywords: ["color", "label", "linewidth", "edgecolor", "norm", "zorder"],
      "Marks points, each with a size (an area in square points) and a colour, or a value for the colour map.",
      "x, y = np.array([[1, 2], [2, 1], [3, 3]]).T\nplt.scatter(x, y, c=[0, 1, 1], cmap='viridis')"
    ) { a in try scatter(a) }
    add(
      "bar", "(x, height, width=0.8, bottom=None, *, align='center', **kwargs)",
      keywords: ["tick_label", "xerr", "yerr", "ecolor", "capsize", "error_kw", "log"] + .patch,
      "Upright bars over numbers or names.",
      "print(plt.bar(['a', 'b'], [1, 2]))\n#> <BarContainer object of 2 artists>"
    ) { a in
      try bars(a, upright: true)
    }
    add(
      "barh", "(y, width, height=0.8, left=None, *, align='center', **kwargs)",
      keywords: ["tick_label", "xerr", "yerr", "ecolor", "capsize", "error_kw", "log"] + .patch,
      "Bars from left to right.", "plt.barh(['cat', 'dog'], [0.7, 0.3])\nplt.xlabel('probability')"
    ) { a in
      try bars(a, upright: false)
    }
    add(
      "hist",
      "(x, bins=None, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, **kwargs)",
      keywords: .patch,
      "Counts values in bins and draws the counts; gives counts, edges and what was drawn.",
      "print(plt.hist([1, 2, 2, 3], bins=2)[0])\n#> [1. 3.]"
    ) { a in try hist(a) }
    add(
      "bar_label", "(container, labels=None, *, fmt='%g', label_type='edge', padding=0, **kwargs)",
      "Writes bars' lengths at their ends.", "bars = plt.bar(['cat', 'dog'], [7, 3])\nplt.bar_label(bars)"
    ) {
      a in try barLabel(a)
    }
    add(
      "fill_between", "(x, y1, y2=0, where=None, interpolate=False, step=None, **kwargs)", keywords: .patch,
      "Fills the area between two curves over x.",
      "mean, std = np.array([2.3, 1.7, 1.2]), 0.2\nplt.fill_between(range(3), mean - std, mean + std, alpha=0.3)"
    ) { a in
      try fill(a, upright: false)
    }
    add(
      "fill_betweenx", "(y, x1, x2=0, where=None, step=None, interpolate=False, **kwargs)", keywords: .patch,
      "Fills the area between two curves beside y.", "plt.fill_betweenx([0, 1, 2], [1, 2, 1], color='orange')"
    ) { a in
      try fill(a, upright: true)
    }
    add(
      "axhspan", "(ymin, ymax, xmin=0, xmax=1, **kwargs)", keywords: .patch,
      "A band across the axes between two heights.",
      "plt.plot([0.2, 0.4, 0.5])\nplt.axhspan(0.3, 0.5, alpha=0.2)"
    ) {
      a in
      let keywords = a.keywords(4, of: "Rectangle")
      let options = try keywords.patch()
      try keywords.finish()
      return a.values(
        a.axes.axhspan(
          try a.double(0), try a.double(1), from: try a.double(2), to: try a.double(3), options))[0]
    }
    add(
      "axvspan", "(xmin, xmax, ymin=0, ymax=1, **kwargs)", keywords: .patch,
      "An upright band across the axes.",
      "plt.plot([2.3, 1.7, 1.8])\nplt.axvspan(1, 2, color='gray', alpha=0.2)"
    ) { a in
      let keywords = a.keywords(4, of: "Rectangle")
      let options = try keywords.patch()
      try keywords.finish()
      return a.values(
        a.axes.axvspan(
          try a.double(0), try a.double(1), from: try a.double(2), to: try a.double(3), options))[0]
    }
  }

  private static func scatter(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    let xs = try a.columns(a[0], .x)
    let ys = try a.columns(a[1], .y)
    let (x, y) = (xs.flatMap { $0 }, ys.flatMap { $0 })
    let keywords = a.keywords(11, of: "PathCollection")
    var options = ScatterOptions()
    options.sizes = try a.isGiven(2) ? a.numbers(2) : nil
    if let colors = try keywords.take("color", "facecolors", "facecolor") {
      if colors.text == "none" { options.hollow = true } else { options.colors = try vm.colors(colors) }
    }
    if a.isGiven(3) {
      let given = a[3]
      if given.text == "none" {
        options.hollow = true
      } else if given.text != nil || a.categories(given) != nil {
        options.colors = try vm.colors(given)
      } else {
        let array = try Interpreter.attempt { try vm.asArray(given) }
        // Numbers are values for the map; rows of three or four are colours, and so is one such row
        // where there are not as many points.
        if let array, array.ndim == 2, array.shape[0] == x.count || array.shape[0] == 1,
          (3...4).contains(array.shape[1])
        {
          options.colors = try vm.colors(given)
        } else if let array, array.ndim == 1, (3...4).contains(array.count), array.count != x.count,
          try array.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 })
        {
          options.colors = try vm.colors(given)
        } else if let array, array.ndim >= 1 {
          options.values = try array.doubles()
        } else {
          options.colors = try vm.colors(given)
        }
      }
    }
    options.marker = try a.isGiven(4) ? vm.marker(a[4]) : nil
    options.colormap = try a.isGiven(5) ? vm.colormap(a[5]) : nil
    options.vmin = try a.isGiven(6) ? a.double(6) : nil
    options.vmax = try a.isGiven(7) ? a.double(7) : nil
    options.alpha = try a.isGiven(8) ? a.double(8) : try keywords.number("alpha")
    let widths = a.isGiven(9) ? try a.numbers(9) : try keywords.numbers("linewidth", "lw") ?? []
    if widths.count == 1 { options.lineWidth = widths[0] } else { options.lineWidths = widths }
    if let edges = a.isGiven(10) ? a[10] : try keywords.take("edgecolor", "ec"), edges.text != "face" {
      let colors = try vm.colors(edges)
      if colors.count == 1 { options.edgeColor = colors[0] } else { options.edgeColors = colors }
    }
    if let norm = try keywords.take("norm") {
      let found = try vm.norm(norm)
      options.norm = found.norm
      options.vmin = options.vmin ?? found.vmin
      options.vmax = options.vmax ?? found.vmax
    }
    options.clips = try keywords.flag("clip_on")
    options.label = try keywords.text("label")
    options.zorder = try keywords.number("zorder")
    try keywords.only(.bool(false), names: "plotnonfinite")
    if try keywords.take("hatch", "linestyle", "ls", "linestyles") != nil {
      throw PyError.unsupported("scatter() draws its marks without hatch and linestyle here")
    }
    if try keywords.take("data") != nil {
      throw PyError.unsupported("data= is not part of nbsh: pass the columns themselves")
    }
    try keywords.antialiased()
    keywords.ignore("rasterized", "picker", "gid", "url", "snap")
    try keywords.finish()
    let points = try a.axes.scatter(x: x, y: y, options)
    if points.values != nil { FigureState.of(vm).lastMapped = points }
    return a.value(points)
  }

  private static func bars(_ a: AxesCall, upright: Bool) throws -> Value {
    let place = try a.columns(a[0], upright ? .x : .y).flatMap { $0 }
    let length = try a.numbers(1)
    let thickness = try a.numbers(2)
    let foot = a.isGiven(3) ? try a.numbers(3) : [0]
    let keywords = a.keywords(5, of: "Rectangle")
    let ticks = try keywords.take("tick_label")
    let errors = try barErrors(keywords, upright, a.vm)
    let logarithmic = try keywords.flag("log") ?? false
    var labels: [String] = []
    if let label = keywords.given.first(where: { $0.name == "label" }), a.vm.isSequence(label.value) {
      labels = try a.vm.texts(label.value)
      keywords.given.removeAll { $0.name == "label" }
    }
    if try keywords.take("data") != nil {
      throw PyError.unsupported("data= is not part of nbsh: pass the columns themselves")
    }
    let options = try keywords.patch()
    try keywords.finish()
    // One place stands for all lengths.
    let positions =
      place.count == 1 && length.count > 1 ? [Double](repeating: place[0], count: length.count) : place
    let align = try a.vm.str(a[4])
    let drawn =
      upright
      ? try a.axes.bar(
        x: positions, height: length, width: thickness, bottom: foot, align: align, options, errors: errors)
      : try a.axes.barh(
        y: positions, width: length, height: thickness, left: foot, align: align, options, errors: errors)
    if logarithmic { a.axes.setScale(upright ? .y : .x, .log) }
    if let ticks {
      try a.axes.setTicks(
        upright ? .x : .y, positions, labels: a.vm.isSequence(ticks) ? a.vm.texts(ticks) : [a.vm.str(ticks)])
    }
    if !labels.isEmpty {
      guard labels.count == positions.count else {
        throw PyError.valueError(
          "number of labels (\(labels.count)) does not match number of bars (\(positions.count)).")
      }
      nameBars(drawn, labels, a)
    }
    let values = a.values(drawn)
    // A bar's length keeps its type: labels say `3`, not `3.0`.
    let lengths = try a.vm.asArray(a[1]).ravel()
    for (index, value) in values.enumerated() {
      guard case .object(let object) = value, let bar = object as? RectangleObject else { continue }
      bar.given = (try a.vm.getItem(.array(lengths), .int(lengths.count == 1 ? 0 : index)), upright)
    }
    return .object(ContainerObject("BarContainer", values))
  }

  private static func fill(_ a: AxesCall, upright: Bool) throws -> Value {
    let x = try a.columns(a[0], upright ? .y : .x).first ?? []
    let one = try a.numbers(1)
    let two = try a.numbers(2)
    let mask = a.isGiven(3) ? try a.vm.items(of: a[3]).map { try a.vm.isTrue($0) } : nil
    // `interpolate` and `step` stand in another order for fill_betweenx.
    let interpolates = try a.vm.isTrue(a[upright ? 5 : 4])
    var step = Line2D.DrawStyle.straight
    if let word = a[upright ? 4 : 5].text {
      guard let found = Line2D.DrawStyle(rawValue: "steps-" + word) else {
        throw FigureError.choice(word, for: "step", ["pre", "post", "mid"])
      }
      step = found
    }
    let keywords = a.keywords(6, of: "FillBetweenPolyCollection")
    let options = try keywords.patch()
    try keywords.finish()
    return a.value(
      try a.axes.fillBetween(
        x: x, one, two, where: mask, interpolates: interpolates, step: step, options, upright: upright))
  }
}
