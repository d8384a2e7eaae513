import Arrays
import Figures
import Language

extension AxesMethod {
  /// Points, bars and areas.
  nonisolated(unsafe) static let shapes = AxesMethodList { add in
    add(
      "scatter",
      "(x, y, s=None, c=None, *, marker=None, cmap=None, vmin=None, vmax=None, alpha=None, linewidths=None, edgecolors=None, **kwargs)",
      "Marks points, each with a size (an area in square points) and a colour, or a value for the colour map."
    ) { a in try scatter(a) }
    add(
      "bar", "(x, height, width=0.8, bottom=None, *, align='center', **kwargs)",
      "Upright bars over numbers or names.",
      "import matplotlib.pyplot as plt\nprint(plt.bar(['a', 'b'], [1, 2]))\n#> <BarContainer object of 2 artists>"
    ) { a in
      try bars(a, upright: true)
    }
    add("barh", "(y, width, height=0.8, left=None, *, align='center', **kwargs)", "Bars from left to right.")
    { a in
      try bars(a, upright: false)
    }
    add(
      "hist",
      "(x, bins=None, range=None, density=False, weights=None, cumulative=False, bottom=None, histtype='bar', align='mid', orientation='vertical', rwidth=None, log=False, color=None, label=None, stacked=False, **kwargs)",
      "Counts values in bins and draws the counts; gives counts, edges and what was drawn.",
      "import matplotlib.pyplot as plt\nprint(plt.hist([1, 2, 2, 3], bins=2)[0])\n#> [1. 3.]"
    ) { a in try hist(a) }
    add(
      "fill_between", "(x, y1, y2=0, where=None, interpolate=False, step=None, **kwargs)",
      "Fills the area between two curves over x."
    ) { a in
      try fill(a, upright: false)
    }
    add(
      "fill_betweenx", "(y, x1, x2=0, where=None, step=None, interpolate=False, **kwargs)",
      "Fills the area between two curves beside y."
    ) { a in
      try fill(a, upright: true)
    }
    add("axhspan", "(ymin, ymax, xmin=0, xmax=1, **kwargs)", "A band across the axes between two heights.") {
      a in
      let keywords = a.keywords(4, of: "Rectangle")
      let options = try keywords.patch()
      try keywords.finish()
      return a.values(a.axes.axhspan(try a.double(0), try a.double(1), options))[0]
    }
    add("axvspan", "(xmin, xmax, ymin=0, ymax=1, **kwargs)", "An upright band across the axes.") { a in
      let keywords = a.keywords(4, of: "Rectangle")
      let options = try keywords.patch()
      try keywords.finish()
      return a.values(a.axes.axvspan(try a.double(0), try a.double(1), options))[0]
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
        let array = try? vm.asArray(given)
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
    options.lineWidth = try a.isGiven(9) ? a.numbers(9).first : try keywords.number("linewidth", "lw")
    if a.isGiven(10), a[10].text != "face" {
      options.edgeColor = try vm.colors(a[10]).first
    } else {
      options.edgeColor = try keywords.color("edgecolor", "ec")
    }
    options.label = try keywords.text("label")
    options.zorder = try keywords.number("zorder")
    keywords.ignore("plotnonfinite", "clip_on", "rasterized", "picker")
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
    let errors = try keywords.numbers(upright ? "yerr" : "xerr")
    let errorKeywords = try keywords.number("capsize")
    keywords.ignore("ecolor", "error_kw")
    let logarithmic = try keywords.flag("log") ?? false
    let options = try keywords.patch()
    try keywords.finish()
    // One place stands for all lengths.
    let positions =
      place.count == 1 && length.count > 1 ? [Double](repeating: place[0], count: length.count) : place
    let spreadErrors = errors.map { $0.count == 1 ? [Double](repeating: $0[0], count: positions.count) : $0 }
    let align = try a.vm.str(a[4])
    let drawn =
      upright
      ? try a.axes.bar(
        x: positions, height: length, width: thickness, bottom: foot, align: align, options,
        errors: spreadErrors,
        capSize: errorKeywords)
      : try a.axes.barh(
        y: positions, width: length, height: thickness, left: foot, align: align, options,
        errors: spreadErrors,
        capSize: errorKeywords)
    if logarithmic { a.axes.setScale(upright ? .y : .x, .log) }
    if let ticks {
      try a.axes.setTicks(
        upright ? .x : .y, positions, labels: a.vm.isSequence(ticks) ? a.vm.texts(ticks) : [a.vm.str(ticks)])
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

  private static func hist(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    var options = HistogramOptions()
    if a.isGiven(1) {
      if let count = a[1].index {
        options.bins = .count(count)
      } else if let text = a[1].text {
        throw PyError.unsupported("bins='\(text)' is not part of nbsh: give their number or their edges")
      } else {
        options.bins = .edges(try a.numbers(1))
      }
    }
    if a.isGiven(2) { options.range = try vm.pair(a[2], "range") }
    options.density = try vm.isTrue(a[3])
    options.weights = a.isGiven(4) ? try a.numbers(4) : nil
    options.cumulative = try vm.isTrue(a[5])
    if a.isGiven(6), try a.numbers(6).contains(where: { $0 != 0 }) {
      throw PyError.unsupported("hist(bottom=…) is not part of nbsh: use bar")
    }
    let kind = try vm.str(a[7])
    guard let found = HistogramOptions.Kind(rawValue: kind) else {
      throw FigureError.choice(kind, for: "histtype", HistogramOptions.Kind.allCases.map(\.rawValue))
    }
    options.kind = found
    if a[8].text != "mid" { throw PyError.unsupported("hist(align=…) is not part of nbsh but for 'mid'") }
    let orientation = try vm.str(a[9])
    guard ["vertical", "horizontal"].contains(orientation) else {
      throw FigureError.choice(orientation, for: "orientation", ["vertical", "horizontal"])
    }
    options.horizontal = orientation == "horizontal"
    options.relativeWidth = a.isGiven(10) ? try a.double(10) : nil
    options.log = try vm.isTrue(a[11])
    let keywords = a.keywords(15, of: "Rectangle")
    options.patch = try keywords.patch()
    try keywords.finish()
    let series = try groups(a[0], vm)
    if series.count > 1, try vm.isTrue(a[14]) || found == .barstacked {
      throw PyError.unsupported(
        "hist(stacked=True) of several series is not part of nbsh: use bar with bottom=")
    }
    let colors = a.isGiven(12) ? try vm.colors(a[12]) : []
    let labels: [String] =
      a.isGiven(13) ? (vm.isSequence(a[13]) ? try vm.texts(a[13]) : [try vm.str(a[13])]) : []
    if series.count > 1 {
      guard colors.isEmpty || colors.count == series.count else {
        throw PyError.valueError(
          "The 'color' keyword argument must have one color per dataset, but \(series.count) datasets and \(colors.count) colors were provided"
        )
      }
      return try severalHistograms(series, options, colors, labels, a)
    }
    if let color = colors.first { options.patch.color = color }
    if let label = labels.first { options.patch.label = label }
    let drawn = try a.axes.hist(series.first ?? [], options)
    let objects = a.values(drawn.artist)
    if drawn.artist is Area, case .object(let object)? = objects.first { object.type = ArtistTypes.polygon }
    let artist: Value =
      drawn.artist is Bars
      ? .object(ContainerObject("BarContainer", objects)) : .list(objects)
    return .tuple([
      .array(try NDArray(doubles: drawn.counts)), .array(try NDArray(doubles: drawn.edges)), artist,
    ])
  }

  /// The series of `hist`: one for a flat list of numbers, one an item for a list of lists, the columns of a 2-D array.
  private static func groups(_ value: Value, _ vm: Interpreter) throws -> [[Double]] {
    if case .array(let array) = value, array.ndim == 2 {
      let values = try array.doubles()
      let (rows, columns) = (array.shape[0], array.shape[1])
      return (0..<columns).map { column in (0..<rows).map { values[$0 * columns + column] } }
    }
    if vm.isSequence(value) {
      let items = try vm.items(of: value)
      if let first = items.first, vm.isSequence(first) { return try items.map { try vm.numbers($0) } }
    }
    return [try vm.numbers(value)]
  }

  /// Several series share their bins, and their bars stand side by side.
  private static func severalHistograms(
    _ series: [[Double]], _ options: HistogramOptions, _ colors: [Color], _ labels: [String], _ a: AxesCall
  ) throws -> Value {
    var options = options
    let all = series.flatMap { $0 }.filter(\.isFinite)
    if options.range == nil, case .count = options.bins, let low = all.min(), let high = all.max() {
      options.range = (low, high)
    }
    var counts: [Double] = []
    var edges: [Double] = []
    var drawn: [Value] = []
    let part = 0.8 / Double(series.count)
    for (index, values) in series.enumerated() {
      options.patch.color = colors.isEmpty ? nil : colors[index]
      options.patch.label = index < labels.count ? labels[index] : nil
      let result = try a.axes.hist(values, options)
      counts += result.counts
      edges = result.edges
      if let bars = result.artist as? Bars {
        for bin in bars.bars.indices {
          let width = edges[bin + 1] - edges[bin]
          let start = edges[bin] + width * (0.1 + part * Double(index))
          if options.horizontal {
            bars.bars[bin].y = start
            bars.bars[bin].height = width * part
          } else {
            bars.bars[bin].x = start
            bars.bars[bin].width = width * part
          }
        }
        drawn.append(.object(ContainerObject("BarContainer", a.values(bars))))
      } else {
        drawn.append(.list(a.values(result.artist)))
      }
    }
    let table = try NDArray(doubles: counts).reshape(Shape(series.count, max(edges.count - 1, 0)))
    return .tuple([
      .array(table), .array(try NDArray(doubles: edges)),
      .object(ContainerObject(listOf: options.kind == .bar ? "BarContainer" : "list", drawn)),
    ])
  }

  private static func fill(_ a: AxesCall, upright: Bool) throws -> Value {
    let x = try a.columns(a[0], upright ? .y : .x).first ?? []
    let one = try a.numbers(1)
    let two = try a.numbers(2)
    let mask = a.isGiven(3) ? try a.vm.items(of: a[3]).map { try a.vm.isTrue($0) } : nil
    if a[4].text != nil || a[5].text != nil {
      throw PyError.unsupported("fill_between(step=…) is not part of nbsh")
    }
    let keywords = a.keywords(6, of: "FillBetweenPolyCollection")
    let options = try keywords.patch()
    try keywords.finish()
    return a.value(try a.axes.fillBetween(x: x, one, two, where: mask, options, upright: upright))
  }
}
