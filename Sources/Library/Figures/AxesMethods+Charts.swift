import Arrays
import Figures
import Language

extension AxesMethod {
  /// Charts of statistics and parts.
  nonisolated(unsafe) static let charts = AxesMethodList { add in
    add(
      "pie",
      "(x, explode=None, labels=None, colors=None, autopct=None, pctdistance=0.6, shadow=False, labeldistance=1.1, startangle=0, radius=1, counterclock=True, wedgeprops=None, textprops=None, center=(0, 0), frame=False, rotatelabels=False, *, normalize=True, hatch=None, data=None)",
      "Parts of a whole as wedges.", "plt.pie([3, 1], labels=['train', 'test'], autopct='%.0f%%')"
    ) { a in try pie(a) }
    add(
      "boxplot", "(x, **kwargs)",
      "Boxes from the first to the third quartile, with whiskers and outliers; gives the parts by name.",
      "print(sorted(plt.boxplot([1, 2, 3, 10])))\n#> ['boxes', 'caps', 'fliers', 'means', 'medians', 'whiskers']"
    ) { a in try boxplot(a) }
    add(
      "violinplot", "(dataset, **kwargs)", "Densities of series, mirrored; gives the parts by name.",
      "parts = plt.violinplot([[1, 2, 2, 3], [2, 4, 4, 6]])\nprint(sorted(parts))\n#> ['bodies', 'cbars', 'cmaxes', 'cmins']"
    ) { a in
      try violinplot(a)
    }
    add(
      "stem",
      "(*args, linefmt=None, markerfmt=None, basefmt=None, bottom=0, label=None, orientation='vertical')",
      "Upright lines with a marker at their ends: `stem(y)`, `stem(x, y)`.", "plt.stem([1, 3, 2])"
    ) { a in try stem(a) }
    add(
      "stackplot", "(x, *args, labels=(), colors=None, hatch=None, baseline='zero', **kwargs)",
      "Areas on top of each other.",
      "plt.stackplot([0, 1, 2], [1, 2, 3], [3, 2, 1], labels=['a', 'b'])\nplt.legend()"
    ) { a in try stackplot(a) }
    add(
      "stairs", "(values, edges=None, *, orientation='vertical', baseline=0, fill=False, **kwargs)",
      "Steps between edges.", "counts, edges = np.histogram([1, 2, 2, 3], bins=2)\nplt.stairs(counts, edges)"
    ) { a in try stairs(a) }
    add(
      "broken_barh", "(xranges, yrange, **kwargs)", "Bars from left to right with gaps: starts and widths.",
      "plt.broken_barh([(0, 3), (5, 2)], (10, 4))"
    ) { a in
      let ranges = try a.vm.items(of: a[0]).map { try a.vm.pair($0, "xranges") }
      let (low, height) = try a.vm.pair(a[1], "yrange")
      let keywords = a.keywords(2, of: "PolyCollection")
      let options = try keywords.patch()
      try keywords.finish()
      let bars = try a.axes.barh(
        y: ranges.map { _ in low }, width: ranges.map(\.1), height: [height], left: ranges.map(\.0),
        align: "edge",
        options)
      return .object(ContainerObject("BarContainer", a.values(bars)))
    }
    add(
      "eventplot",
      "(positions, *, orientation='horizontal', lineoffsets=1, linelengths=1, linewidths=None, colors=None, alpha=None, linestyles='solid', **kwargs)",
      "Short lines at positions, a row a series.",
      "plt.eventplot([[1, 3, 4], [2, 5]], colors=['red', 'blue'])"
    ) { a in try eventplot(a) }
    add(
      "fill", "(*args, **kwargs)", keywords: .patch, "Filled polygons: `fill(x, y)`, `fill(x, y, 'r')`.",
      "plt.fill([0, 1, 0.5], [0, 0, 1], 'r')"
    ) {
      a in
      try fillPolygons(a)
    }
    add(
      "axline", "(xy1, xy2=None, *, slope=None, **kwargs)", keywords: .line, "A straight line without ends.",
      "plt.scatter([0, 1, 2], [1, 3, 5])\nplt.axline((0, 1), slope=2, color='k')"
    ) { a in
      try axline(a)
    }
  }

  private static func dict(_ pairs: [(String, Value)]) -> Value {
    let dict = DictObject()
    for (name, value) in pairs { dict.set(StringObject.interned(name), value) }
    return .dict(dict)
  }

  /// A dict of properties as keywords.
  private static func properties(_ value: Value?, _ owner: String, _ name: String, _ vm: Interpreter) throws
    -> Keywords?
  {
    guard let value, !value.isNone else { return nil }
    guard case .dict(let dict) = value else { throw PyError.typeError("\(name) must be a dict") }
    return Keywords(dict, of: owner, vm)
  }

  private static func pie(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    var options = PieOptions()
    options.explode = a.isGiven(1) ? try a.numbers(1) : nil
    options.labels = a.isGiven(2) ? try vm.texts(a[2]) : nil
    options.colors = a.isGiven(3) ? try vm.colors(a[3]) : nil
    options.textDistance = try a.double(5)
    options.shadow = try vm.isTrue(a[6])
    options.labelDistance = a.isGiven(7) ? try a.double(7) : nil
    options.startAngle = try a.double(8)
    options.radius = try a.double(9)
    guard options.radius > 0, options.radius.isFinite else {
      throw PyError.valueError("'radius' must be a positive number, not \(try vm.repr(a[9]))")
    }
    options.counterClockwise = try vm.isTrue(a[10])
    if let keywords = try properties(a[11], "Wedge", "wedgeprops", vm) {
      options.ringWidth = try keywords.number("width")
      options.wedge = try keywords.patch()
      try keywords.finish()
    }
    if let keywords = try properties(a[12], "Text", "textprops", vm) {
      options.text = try keywords.textOptions()
      try keywords.finish()
    }
    let center = try vm.pair(a[13], "center")
    options.center = Point(center.0, center.1)
    options.frame = try vm.isTrue(a[14])
    options.rotatesLabels = try vm.isTrue(a[15])
    options.normalizes = try vm.isTrue(a[16])
    if a.isGiven(17) {
      options.hatches =
        try a[17].text.map { [try Hatch(parsing: $0)] } ?? vm.texts(a[17]).map { try Hatch(parsing: $0) }
    }
    var write: ((Double) throws -> String)?
    if let format = a[4].text {
      write = { try vm.str(vm.binary(.modulo, .string(format), .float($0))) }
    } else if a.isGiven(4) {
      let function = a[4]
      write = { try vm.str(vm.call(function, [.npFloat64($0)])) }
    }
    let drawn = try a.axes.pie(try a.numbers(0), options, write: write)
    let parts: [Value] = [
      .list(drawn.wedges.map { a.value($0) }), .list(drawn.labels.map { a.value($0) }),
    ]
    return .tuple(write == nil ? parts : parts + [.list(drawn.texts.map { a.value($0) })])
  }

  private static func boxplot(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    let keywords = a.keywords(1, of: "boxplot")
    var options = BoxOptions()
    let series = try vm.series(a[0])
    if let vert = try keywords.flag("vert") { options.upright = vert }
    if let word = try keywords.word("orientation") { options.upright = word == "vertical" }
    options.widths = try keywords.numbers("widths")
    options.notch = try keywords.flag("notch") ?? false
    options.filled = try keywords.flag("patch_artist") ?? false
    options.showsOutliers = try keywords.flag("showfliers") ?? true
    options.showsMeans = try keywords.flag("showmeans") ?? false
    options.showsCaps = try keywords.flag("showcaps") ?? true
    options.showsBox = try keywords.flag("showbox") ?? true
    options.meanLine = try keywords.flag("meanline") ?? false
    if let whis = try keywords.take("whis") {
      if vm.isSequence(whis) {
        options.percentiles = try vm.pair(whis, "whis")
      } else {
        options.reach = try vm.double(whis)
      }
    }
    if let sign = try keywords.word("sym") {
      if sign.isEmpty {
        options.showsOutliers = false
      } else {
        let format = try FormatString(parsing: sign)
        options.outlier.marker = format.marker
        options.outlier.markerEdgeColor = format.color
      }
    }
    if let inner = try properties(keywords.take("boxprops"), "Patch", "boxprops", vm) {
      options.box = try inner.patch()
      try inner.finish()
    }
    func line(_ name: String) throws -> LineOptions {
      guard let inner = try properties(keywords.take(name), "Line2D", name, vm) else { return LineOptions() }
      let options = try inner.line()
      try inner.finish()
      return options
    }
    options.whisker = try line("whiskerprops")
    options.cap = try line("capprops")
    options.median = try line("medianprops")
    options.mean = try line("meanprops")
    options.outlier.take(try line("flierprops"))
    let positions = try keywords.numbers("positions") ?? series.indices.map { Double($0 + 1) }
    let labels = try keywords.take("tick_labels", "labels").map { try vm.texts($0) }
    let managesTicks = try keywords.flag("manage_ticks") ?? true
    let zorder = try keywords.number("zorder")
    try keywords.finish()
    if let labels, labels.count != series.count {
      throw PyError.valueError("Dimensions of labels and X must be compatible")
    }
    let parts = try a.axes.boxplot(series, positions: positions, options)
    if let zorder {
      for artist in parts.boxes + parts.medians + parts.whiskers + parts.caps { artist.zorder = zorder }
    }
    if managesTicks {
      let names = try labels ?? positions.map { try vm.str(vm.binary(.modulo, .string("%g"), .float($0))) }
      try a.axes.setTicks(options.upright ? .x : .y, positions, labels: names)
      if let low = positions.min(), let high = positions.max() {
        let axis = options.upright ? a.axes.xAxis : a.axes.yAxis
        try axis.setLimits(low - 0.5, high + 0.5)
      }
    }
    func values(_ artists: [Artist]) -> Value { .list(artists.map { a.value($0) }) }
    return dict([
      ("whiskers", values(parts.whiskers)), ("caps", values(parts.caps)), ("boxes", values(parts.boxes)),
      ("medians", values(parts.medians)), ("fliers", values(parts.outliers)), ("means", values(parts.means)),
    ])
  }

  private static func violinplot(_ a: AxesCall) throws -> Value {
    let keywords = a.keywords(1, of: "violinplot")
    let series = try a.vm.series(a[0])
    var upright = try keywords.flag("vert") ?? true
    if let word = try keywords.word("orientation") { upright = word == "vertical" }
    let positions = try keywords.numbers("positions") ?? series.indices.map { Double($0 + 1) }
    let widths = try keywords.numbers("widths") ?? [0.5]
    let points = try keywords.int("points") ?? 100
    let (means, extrema, medians) = (
      try keywords.flag("showmeans") ?? false, try keywords.flag("showextrema") ?? true,
      try keywords.flag("showmedians") ?? false
    )
    try keywords.finish()
    let drawn = try a.axes.violinplot(
      series, positions: positions, widths: widths, upright: upright, points: points, showsMeans: means,
      showsExtrema: extrema, showsMedians: medians)
    return dict(
      [("bodies", .list(drawn.bodies.map { a.value($0) }))]
        + drawn.lines.sorted { $0.key < $1.key }.map { ($0.key, a.value($0.value)) })
  }

  private static func stem(_ a: AxesCall) throws -> Value {
    let arguments = a.rest(6)
    guard (1...2).contains(arguments.count), let last = arguments.last else {
      throw PyError.typeError("stem expected between 1 or 2 positional arguments, got \(arguments.count)")
    }
    let y = try a.vm.numbers(last)
    let x = arguments.count == 2 ? try a.columns(arguments[0], .x).flatMap { $0 } : y.indices.map(Double.init)
    guard x.count == y.count else {
      throw PyError.valueError(
        "x and y must have same first dimension, but have shapes (\(x.count),) and (\(y.count),)")
    }
    let cycle = FigureState.of(a.vm).pyplot.rc.cycle
    func format(_ index: Int, _ usual: String) throws -> FormatString {
      try FormatString(parsing: a.isGiven(index) ? a.vm.str(a[index]) : usual, cycle: cycle)
    }
    let (line, head, base) = (try format(0, "C0-"), try format(1, "o"), try format(2, "C3-"))
    let bottom = try a.double(3)
    let isUpright = try a.vm.str(a[5]) == "vertical"
    func point(_ x: Double, _ y: Double) -> Point { isUpright ? Point(x, y) : Point(y, x) }
    let color = line.color ?? cycle[0]
    let stems = a.axes.lines(
      zip(x, y).map { (from: point($0, bottom), to: point($0, $1)) },
      LineOptions(color: color, lineStyle: line.lineStyle))
    var heads = LineOptions(color: head.color ?? color, lineStyle: LineStyle.none)
    heads.marker = head.marker ?? Marker.disc
    let markers = try a.axes.plot(x: isUpright ? x : y, isUpright ? y : x, heads)
    markers.label = a.isGiven(4) ? try a.vm.str(a[4]) : nil
    markers.isContainer = true
    let ends = [x.min() ?? 0, x.max() ?? 0]
    let feet = [bottom, bottom]
    let baseline = try a.axes.plot(
      x: isUpright ? ends : feet, isUpright ? feet : ends,
      LineOptions(color: base.color ?? cycle[3 % cycle.count], lineStyle: base.lineStyle ?? .solid))
    baseline.label = "_base"
    return .object(ContainerObject("StemContainer", [a.value(markers), a.value(stems), a.value(baseline)]))
  }

  private static func stackplot(_ a: AxesCall) throws -> Value {
    let x = try a.columns(a[0], .x).flatMap { $0 }
    var rows: [[Double]] = []
    for value in a.rest(5) {
      let array = try a.vm.asArray(value)
      let values = try array.doubles()
      if array.ndim == 2 {
        let columns = array.shape[1]
        rows += (0..<array.shape[0]).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
      } else {
        rows.append(values)
      }
    }
    guard try a.vm.str(a[4]) == "zero" else {
      throw PyError.unsupported("stackplot(baseline=…) is not part of nbsh but for 'zero'")
    }
    let labels = try a.vm.texts(a[1])
    let colors = a.isGiven(2) ? try a.vm.colors(a[2]) : []
    let hatch = try a[3].text.flatMap { try Hatch(parsing: $0) }
    let keywords = a.keywords(6, of: "PolyCollection")
    let shared = try keywords.patch()
    try keywords.finish()
    for row in rows where row.count != x.count {
      throw PyError.valueError(
        "operands could not be broadcast together with shapes (\(x.count),) (\(row.count),) ")
    }
    var low = x.map { _ in 0.0 }
    return .list(
      try rows.enumerated().map { index, row in
        let high = zip(low, row).map { $0 + $1 }
        var options = shared
        options.color = colors.isEmpty ? a.axes.nextColor() : colors[index % colors.count]
        options.label = index < labels.count ? labels[index] : nil
        options.hatch = hatch
        let area = try a.axes.fillBetween(x: x, low, high, options)
        low = high
        return a.value(area)
      })
  }

  private static func stairs(_ a: AxesCall) throws -> Value {
    let values = try a.numbers(0)
    let edges = a.isGiven(1) ? try a.numbers(1) : (0...values.count).map(Double.init)
    guard !values.isEmpty, edges.count == values.count + 1 else {
      throw PyError.valueError(
        "Size mismatch between \"values\" and \"edges\". Expected `len(values) + 1 == len(edges)`, but `len(values) = \(values.count)` and `len(edges) = \(edges.count)`."
      )
    }
    let base = a.isGiven(3) ? try a.numbers(3) : [0]
    guard base.count == 1 || base.count == values.count else {
      throw PyError.valueError("baseline must be one number, or one for each value")
    }
    let keywords = a.keywords(5, of: "StepPatch")
    var options = try keywords.patch()
    try keywords.finish()
    if options.color == nil, options.faceColor == nil { options.color = a.axes.nextColor() }
    let area = a.axes.stairs(
      values, edges, base: values.indices.map { base[base.count == 1 ? 0 : $0] }, fill: try a.vm.isTrue(a[4]),
      horizontal: try a.vm.str(a[2]) == "horizontal", options)
    return a.value(area)
  }

  private static func eventplot(_ a: AxesCall) throws -> Value {
    let rows = try a.vm.series(a[0])
    let (offsets, lengths) = (try a.numbers(2), try a.numbers(3))
    let widths = a.isGiven(4) ? try a.numbers(4) : []
    let colors = a.isGiven(5) ? try a.vm.colors(a[5]) : []
    let keywords = a.keywords(8, of: "EventCollection")
    let label = try keywords.text("label")
    try keywords.finish()
    let isUpright = try a.vm.str(a[1]) == "horizontal"
    return .list(
      try rows.enumerated().map { index, places in
        let offset =
          offsets.count == 1
          ? (rows.count == 1 ? offsets[0] : offsets[0] * Double(index)) : offsets[index % offsets.count]
        let half = lengths[index % max(lengths.count, 1)] / 2
        var options = LineOptions(color: colors.isEmpty ? nil : colors[index % colors.count])
        options.lineWidth = widths.isEmpty ? nil : widths[index % widths.count]
        options.alpha = a.isGiven(6) ? try a.double(6) : nil
        options.lineStyle = try a.vm.lineStyle(a[7])
        options.label = label
        return a.value(
          a.axes.lines(
            places.map { place in
              isUpright
                ? (from: Point(place, offset - half), to: Point(place, offset + half))
                : (from: Point(offset - half, place), to: Point(offset + half, place))
            }, options))
      })
  }

  private static func fillPolygons(_ a: AxesCall) throws -> Value {
    let keywords = a.keywords(1, of: "Polygon")
    let shared = try keywords.patch()
    try keywords.finish()
    var rest = a.rest(0)[...]
    var made: [Value] = []
    while rest.count >= 2 {
      let (x, y) = (try a.vm.numbers(rest.removeFirst()), try a.vm.numbers(rest.removeFirst()))
      guard x.count == y.count else {
        throw PyError.valueError(
          "x and y must have same first dimension, but have shapes (\(x.count),) and (\(y.count),)")
      }
      var options = shared
      if let text = rest.first?.text {
        rest.removeFirst()
        let format = try FormatString(parsing: text, cycle: FigureState.of(a.vm).pyplot.rc.cycle)
        options.color = options.color ?? format.color
      }
      if options.color == nil, options.faceColor == nil { options.color = a.axes.nextPatchColor() }
      let patch = Patch(Path(zip(x, y).map { Point($0, $1) }, closed: true), PatchLook(face: .none))
      patch.apply(options)
      a.axes.add(patch)
      made.append(a.value(patch))
    }
    guard rest.isEmpty else { throw PyError.typeError("fill() takes x, y and a format, again and again") }
    return .list(made)
  }

  private static func axline(_ a: AxesCall) throws -> Value {
    let p = try a.vm.pair(a[0], "xy1")
    guard a.isGiven(1) != a.isGiven(2) else {
      throw PyError.typeError("Exactly one of 'xy2' and 'slope' must be given")
    }
    let keywords = a.keywords(3, of: "AxLine")
    let options = try keywords.line()
    try keywords.finish()
    var d = (1.0, 0.0)
    if a.isGiven(2) {
      d = (1, try a.double(2))
    } else {
      let q = try a.vm.pair(a[1], "xy2")
      d = (q.0 - p.0, q.1 - p.1)
      guard d != (0, 0) else {
        throw PyError.valueError(
          "Cannot draw a line through two identical points (x=(\(p.0), \(q.0)), y=(\(p.1), \(q.1)))")
      }
    }
    return a.value(a.axes.axline(through: Point(p.0, p.1), direction: Point(d.0, d.1), options))
  }
}

extension AxesMethod {
  /// Shapes that were made apart from axes.
  nonisolated(unsafe) static let patches = AxesMethodList { add in
    for (name, artist) in [
      ("add_patch", "plt.Rectangle((0, 0), 1, 2, fill=False)"), ("add_artist", "plt.Circle((0, 0), 0.5)"),
      ("add_line", "plt.Line2D([0, 1], [0, 1])"), ("add_collection", ""),
    ] {
      add(
        name, pyplot: "", "(artist)", "Puts an artist that was made apart into the axes.",
        artist.isEmpty ? "" : "ax.\(name)(\(artist))"
      ) { a in
        if name == "add_artist", case .object(let object) = a[0], object is LegendObject { return a[0] }
        let object = try ArtistObject.of(a[0])
        guard object.isLoose else {
          throw PyError.runtimeError("Can not put single artist in more than one figure")
        }
        object.place(in: a.object)
        (object.artist as? Patch)?.followsOthers = true
        a.axes.add(object.artist)
        FigureState.of(a.vm).remember(object, for: object.artist)
        return a[0]
      }
    }
    add(
      "arrow",
      "(x, y, dx, dy, width=0.001, length_includes_head=False, head_width=None, head_length=None, **kwargs)",
      "An arrow in data units.", "plt.arrow(0, 0, 1, 2, head_width=0.1)"
    ) { a in
      let keywords = a.keywords(8, of: "FancyArrow")
      try keywords.only(.int(0), names: "overhang")
      try keywords.only(.string("full"), names: "shape")
      let options = try keywords.patch()
      try keywords.finish()
      let path = try PatchesModule.fancyArrow(a.arguments, a.first)
      let patch = Patch(path, PatchLook(face: a.axes.firstPatchColor))
      patch.look.edge = options.edgeColor ?? options.color ?? .black
      patch.apply(options)
      a.axes.add(patch)
      return a.value(patch)
    }
    add(
      "inset_axes", pyplot: "", "(bounds, **kwargs)",
      "Axes inside the axes: left, bottom, width, height in fractions.",
      "inset = ax.inset_axes([0.6, 0.6, 0.3, 0.3])\ninset.plot([1, 4, 9])"
    ) { a in
      let bounds = try a.numbers(0)
      guard bounds.count == 4, bounds.allSatisfy(\.isFinite) else {
        throw PyError.valueError("bounds must be four finite numbers: left, bottom, width, height")
      }
      let made = a.axes.inset(left: bounds[0], bottom: bounds[1], width: bounds[2], height: bounds[3])
      guard let made else { throw PyError.runtimeError("the axes have no figure") }
      let object = FigureState.of(a.vm).object(for: made, in: a.object.figure)
      try FigureMethod.set(object, a.arguments.keywords(a.first + 1), a.vm)
      return .object(object)
    }
  }
}
