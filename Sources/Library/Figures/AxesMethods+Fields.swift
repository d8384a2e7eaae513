import Arrays
import Figures
import Language

extension AxesMethod {
  /// Values over the plane: cells, contours, arrows, counts in two dimensions.
  nonisolated(unsafe) static let fields = AxesMethodList { add in
    let mesh = "(*args, alpha=None, norm=None, cmap=None, vmin=None, vmax=None, shading=None, **kwargs)"
    add(
      "pcolormesh", mesh, "Values as coloured cells: `pcolormesh(C)` or `pcolormesh(X, Y, C)`.",
      "plt.pcolormesh(np.arange(6).reshape(2, 3), cmap='viridis')"
    ) { a in
      try pcolormesh(a)
    }
    add(
      "pcolor", mesh, "Values as coloured cells: `pcolor(C)` or `pcolor(X, Y, C)`.",
      "plt.pcolor(np.arange(6).reshape(2, 3))"
    ) { a in
      try pcolormesh(a)
    }
    let lines =
      "(*args, levels=None, colors=None, alpha=None, cmap=None, norm=None, vmin=None, vmax=None, linewidths=None, linestyles=None, extend='neither', **kwargs)"
    add(
      "contour", lines, "Lines of equal value: `contour(Z)`, `contour(X, Y, Z, levels)`.",
      "x, y = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20))\nplt.contour(x, y, x**2 + y**2, levels=[0.25, 0.5, 1])"
    ) { a in
      try contour(a, filled: false)
    }
    add(
      "contourf", lines, "Areas between values, filled: `contourf(X, Y, Z, levels)`.",
      "x, y = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20))\nplt.contourf(x, y, x * y, cmap='coolwarm')"
    ) { a in
      try contour(a, filled: true)
    }
    add(
      "clabel",
      "(CS, levels=None, *, fontsize=None, inline=True, fmt=None, colors=None, inline_spacing=5, **kwargs)",
      "Names contour lines by their values.",
      "x, y = np.meshgrid(np.linspace(-1, 1, 20), np.linspace(-1, 1, 20))\nlines = plt.contour(x, y, x**2 + y**2)\nplt.clabel(lines)"
    ) { a in try clabel(a) }
    add(
      "hist2d", "(x, y, bins=10, *, range=None, density=False, weights=None, cmin=None, cmax=None, **kwargs)",
      "Counts points in cells and shows the counts; gives counts, both edges and the picture.",
      "counts, xedges, yedges, image = plt.hist2d([1, 2, 2], [3, 4, 4], bins=2)\nprint(counts)\n#> [[1. 0.]\n#>  [0. 2.]]"
    ) { a in try hist2d(a) }
    add(
      "spy", "(Z, precision=0, *, marker=None, markersize=None, aspect='equal', origin='upper', **kwargs)",
      "Shows where a matrix is not zero.", "plt.spy(np.eye(4))"
    ) { a in
      try spy(a)
    }
    add(
      "quiver", "(*args, **kwargs)", "Arrows: `quiver(U, V)`, `quiver(X, Y, U, V)`, `quiver(X, Y, U, V, C)`.",
      "plt.quiver([0, 1], [0, 0], [1, 0], [0, 1])"
    ) { a in try quiver(a) }
  }

  /// A table of numbers: rows, columns and values.
  private static func table(_ value: Value, _ a: AxesCall) throws -> (
    rows: Int, columns: Int, values: [Double]
  ) {
    let array = try a.vm.asArray(value)
    guard array.ndim == 2 else {
      throw PyError.typeError("Input z must be 2D, not \(array.ndim)D")
    }
    return (array.shape[0], array.shape[1], try array.doubles())
  }

  private static func pcolormesh(_ a: AxesCall) throws -> Value {
    // The collected tuple and dict come behind the named parameters.
    let arguments = a.rest(6)
    let names = ["alpha", "norm", "cmap", "vmin", "vmax"]
    let all = DictObject()
    for (index, name) in names.enumerated() where a.isGiven(index) {
      all.set(StringObject.interned(name), a[index])
    }
    for (key, value) in a.arguments.keywords(a.first + 7)?.items ?? [] {
      if case .str(let name) = key { all.set(name, value) }
    }
    let keywords = Keywords(all, of: "QuadMesh", a.vm)
    let edge = try keywords.take("edgecolors", "edgecolor", "ec").map { try a.vm.colors($0).first }
    let width = try keywords.number("linewidth", "linewidths", "lw")
    try keywords.only(.bool(true), .bool(false), names: "antialiased", "aa")
    let options = try keywords.imageOptions()
    try keywords.finish()
    let shading = a.isGiven(5) ? try a.vm.str(a[5]) : "auto"
    guard ["auto", "flat", "nearest"].contains(shading) else {
      if shading == "gouraud" {
        throw PyError.unsupported("shading='gouraud' is not part of nbsh: use imshow")
      }
      throw FigureError.choice(shading, for: "shading", ["auto", "flat", "nearest", "gouraud"])
    }
    guard arguments.count == 1 || arguments.count == 3, let last = arguments.last else {
      throw PyError.typeError(
        "pcolormesh() takes 1 or 3 positional arguments but \(arguments.count) were given")
    }
    let (rows, columns, values) = try table(last, a)
    guard rows > 0, columns > 0 else { throw PyError.valueError("pcolormesh() needs at least one cell") }
    var corners: (x: [Double], y: [Double])?
    if arguments.count == 3 {
      corners = try meshCorners(arguments[0], arguments[1], rows, columns, shading, a)
    } else if shading == "nearest" {
      // Whole numbers are the middles of cells.
      let across = (0...columns).map { Double($0) - 0.5 }
      corners = (
        (0...rows).flatMap { _ in across },
        (0...rows).flatMap { row in across.map { _ in Double(row) - 0.5 } }
      )
    }
    let mesh = try a.axes.pcolormesh(
      x: corners?.x, y: corners?.y, values: values, columns: columns, rows: rows, options)
    if let edge { mesh.edgeColor = edge }
    if let width { mesh.lineWidth = width }
    FigureState.of(a.vm).lastMapped = mesh
    return a.value(mesh)
  }

  /// Corners of cells from corners, or from middles, in one dimension or two.
  private static func meshCorners(
    _ x: Value, _ y: Value, _ rows: Int, _ columns: Int, _ shading: String, _ a: AxesCall
  ) throws -> (x: [Double], y: [Double]) {
    let (xs, ys) = (try a.vm.asArray(x), try a.vm.asArray(y))
    var (xv, yv) = (try xs.doubles(), try ys.doubles())
    func failure() throws -> PyError {
      PyError.typeError(
        "Dimensions of C (\(rows), \(columns)) should be one smaller than X(\(xs.shape[xs.ndim - 1])) and Y(\(ys.shape[0])) while using shading='flat' see help(pcolormesh)"
      )
    }
    guard xs.ndim >= 1, ys.ndim >= 1, xs.ndim <= 2, ys.ndim <= 2 else {
      throw PyError.typeError("Incompatible X, Y inputs to pcolormesh; see help(pcolormesh)")
    }
    let nx = xs.ndim == 1 ? xs.count : xs.shape[1]
    let ny = ys.ndim == 1 ? ys.count : ys.shape[0]
    if xs.ndim == 1 { xv = (0..<ny).flatMap { _ in xv } }
    if ys.ndim == 1 { yv = yv.flatMap { value in (0..<nx).map { _ in value } } }
    guard xv.count == nx * ny, yv.count == nx * ny else {
      throw PyError.typeError("Incompatible X, Y inputs to pcolormesh; see help(pcolormesh)")
    }
    if nx == columns + 1, ny == rows + 1, shading != "nearest" { return (xv, yv) }
    guard nx == columns, ny == rows, shading != "flat" else { throw try failure() }
    // Halfway between middles; the outermost cells are as wide as their neighbours.
    func widened(_ values: [Double], _ count: Int) -> [Double] {
      if count == 1 { return [values[0] - 0.5, values[0] + 0.5] }
      let inner = (1..<count).map { (values[$0 - 1] + values[$0]) / 2 }
      return [values[0] - (values[1] - values[0]) / 2] + inner
        + [values[count - 1] + (values[count - 1] - values[count - 2]) / 2]
    }
    func corners(_ values: [Double]) -> [Double] {
      let across = (0..<rows).map { widened(Array(values[$0 * columns..<($0 + 1) * columns]), columns) }
      let down = (0...columns).map { column in widened(across.map { $0[column] }, rows) }
      return (0...rows).flatMap { row in down.map { $0[row] } }
    }
    return (corners(xv), corners(yv))
  }

  private static func contour(_ a: AxesCall, filled: Bool) throws -> Value {
    let arguments = a.rest(10)
    let keywords = a.keywords(11, of: "ContourSet")
    let zorder = try keywords.number("zorder")
    let origin = try keywords.word("origin")
    let extent = try keywords.numbers("extent")
    let hatches = try keywords.take("hatches")
    let negative = try keywords.take("negative_linestyles").map { try a.vm.lineStyle($0) }
    // Edges of areas are always smooth, and cells with a missing corner stay empty.
    try keywords.only(.bool(true), names: "antialiased")
    try keywords.only(.bool(false), names: "corner_mask")
    keywords.ignore("nchunk", "algorithm")
    try keywords.finish()
    if hatches != nil || negative != nil || origin != nil {
      throw PyError.unsupported("contour() takes no hatches, negative_linestyles or origin here")
    }
    let hasPlaces = arguments.count >= 3
    guard (1...4).contains(arguments.count) else {
      throw PyError.typeError(
        "\(filled ? "contourf" : "contour")() takes from 1 to 4 positional arguments but \(arguments.count) were given"
      )
    }
    let (rows, columns, values) = try table(arguments[hasPlaces ? 2 : 0], a)
    var x = (0..<rows * columns).map { Double($0 % max(columns, 1)) }
    try Interruption.check()
    var y = (0..<rows * columns).map { Double($0 / max(columns, 1)) }
    try Interruption.check()
    if let extent, extent.count == 4, !hasPlaces, columns > 1, rows > 1 {
      x = x.map { extent[0] + (extent[1] - extent[0]) * $0 / Double(columns - 1) }
      y = y.map { extent[2] + (extent[3] - extent[2]) * $0 / Double(rows - 1) }
    }
    if hasPlaces { (x, y) = try gridPlaces(arguments[0], arguments[1], rows, columns, a) }
    var levels: [Double]?
    var count = 7
    let given =
      a.isGiven(0) ? a[0] : arguments.count == 4 ? arguments[3] : arguments.count == 2 ? arguments[1] : .none
    if let number = given.index {
      count = number
    } else if !given.isNone {
      levels = try a.vm.numbers(given)
    } else if case .array(let array) = arguments[hasPlaces ? 2 : 0], array.dtype == .bool {
      levels = filled ? [0, 0.5, 1] : [0.5]
    }
    let map = a.isGiven(3) ? try a.vm.colormap(a[3]) : nil
    let colors = a.isGiven(1) ? try a.vm.colors(a[1]) : []
    if !colors.isEmpty, map != nil { throw PyError.valueError("Either colors or cmap must be None") }
    let extend = try a.vm.str(a[9])
    guard ["neither", "both", "min", "max"].contains(extend) else {
      throw FigureError.choice(extend, for: "extend", ["neither", "both", "min", "max"])
    }
    if !filled, extend != "neither" {
      throw PyError.unsupported("contour() takes no extend here: contourf() does")
    }
    let norm = a.isGiven(4) ? try a.vm.norm(a[4]) : nil
    let widths = a.isGiven(7) ? try a.numbers(7) : nil
    let styles = a.isGiven(8) ? try styles(a[8], a.vm) : []
    let set = try a.axes.contour(
      x: x, y: y, values: values, columns: columns, rows: rows, levels: levels, count: count, filled: filled,
      colormap: map)
    set.colors = colors
    set.alpha = a.isGiven(2) ? try a.double(2) : nil
    if let norm { (set.norm, set.vmin, set.vmax) = norm }
    if a.isGiven(5) { set.vmin = try a.double(5) }
    if a.isGiven(6) { set.vmax = try a.double(6) }
    if let widths { set.lineWidths = widths }
    set.lineStyles = styles
    set.extendsLow = extend == "both" || extend == "min"
    set.extendsHigh = extend == "both" || extend == "max"
    if let zorder { set.zorder = zorder }
    FigureState.of(a.vm).lastMapped = set
    return a.value(set)
  }

  private static func styles(_ value: Value, _ vm: Interpreter) throws -> [LineStyle] {
    if case .list(let list) = value { return try list.items.map { try vm.lineStyle($0) } }
    return [try vm.lineStyle(value)]
  }

  private static func gridPlaces(_ x: Value, _ y: Value, _ rows: Int, _ columns: Int, _ a: AxesCall) throws
    -> (
      [Double], [Double]
    )
  {
    let (xs, ys) = (try a.vm.asArray(x), try a.vm.asArray(y))
    guard xs.ndim == ys.ndim else {
      throw PyError.typeError("Number of dimensions of x (\(xs.ndim)) and y (\(ys.ndim)) do not match")
    }
    if xs.ndim == 1 {
      guard xs.count == columns else {
        throw PyError.typeError("Length of x (\(xs.count)) must match number of columns in z (\(columns))")
      }
      guard ys.count == rows else {
        throw PyError.typeError("Length of y (\(ys.count)) must match number of rows in z (\(rows))")
      }
      let (xv, yv) = (try xs.doubles(), try ys.doubles())
      return ((0..<rows).flatMap { _ in xv }, yv.flatMap { value in (0..<columns).map { _ in value } })
    }
    for (name, array) in [("x", xs), ("y", ys)]
    where array.ndim != 2 || array.shape[0] != rows || array.shape[1] != columns {
      throw PyError.typeError(
        "Shapes of \(name) \(array.shape.tupleDescription) and z (\(rows), \(columns)) do not match")
    }
    return (try xs.doubles(), try ys.doubles())
  }

  private static func clabel(_ a: AxesCall) throws -> Value {
    guard let set = try ArtistObject.of(a[0]).artist as? ContourSet else {
      throw PyError.typeError("clabel() names the lines of contour, not a '\(a.vm.typeName(a[0]))'")
    }
    let keywords = a.keywords(7, of: "Text")
    try keywords.only(.int(5), names: "inline_spacing")
    keywords.ignore("use_clabeltext")
    if try keywords.take("manual") != nil {
      throw PyError.unsupported("clabel(manual=…) is not part of nbsh")
    }
    try keywords.finish()
    let write: (Double) -> String
    if a.isGiven(4), let text = a[4].text {
      let format = FormatterObject.percent(text, a.vm)
      write = { format($0, 0) }
    } else if a.isGiven(4), case .dict(let dict) = a[4] {
      let vm = a.vm
      write = { [unowned vm] level in
        FigureState.of(vm).written {
          try vm.str((try? vm.getItem(.dict(dict), .float(level))) ?? .string(""))
        }
      }
    } else if a.isGiven(4) {
      let function = FormatterObject.function(a[4], a.vm)
      write = { function($0, 0) }
    } else {
      let names = set.plainNames
      let levels = set.levels
      write = { level in levels.firstIndex(of: level).map { names[$0] } ?? "" }
    }
    var labels = ContourSet.Labels(
      size: a.isGiven(2) ? try a.vm.fontSize(a[2]) : try a.vm.fontSize(.string("medium")), text: write)
    labels.levels = a.isGiven(1) ? try a.numbers(1) : nil
    labels.inline = try a.vm.isTrue(a[3])
    labels.color = a.isGiven(5) ? try a.vm.colors(a[5]).first : nil
    labels.spacing = try a.double(6)
    set.labels = labels
    return .none
  }

  private static func hist2d(_ a: AxesCall) throws -> Value {
    let (x, y) = (try a.numbers(0), try a.numbers(1))
    guard x.count == y.count else { throw PyError.valueError("x and y must have the same length.") }
    let weights = a.isGiven(5) ? try a.numbers(5) : nil
    if let weights, weights.count != x.count {
      throw PyError.valueError("weights should have the same shape as x")
    }
    var bins: [Value] = [a[2], a[2]]
    if case .list(let list) = a[2], list.items.count == 2 { bins = list.items }
    if case .tuple(let pair) = a[2], pair.items.count == 2 { bins = pair.items }
    var ranges: [(Double, Double)?] = [nil, nil]
    if a.isGiven(3) { ranges = try a.vm.items(of: a[3]).map { try a.vm.pair($0, "range") } }
    guard ranges.count == 2 else {
      throw PyError.valueError("range argument must have one entry per dimension")
    }
    func edges(_ bins: Value, _ values: [Double], _ range: (Double, Double)?) throws -> [Double] {
      var options = HistogramOptions()
      if let count = bins.index {
        options.bins = .count(count)
      } else {
        options.bins = .edges(try a.vm.numbers(bins))
      }
      if let range { options.range = range }
      return try Axes.binEdges(values, options)
    }
    let (ex, ey) = (try edges(bins[0], x, ranges[0]), try edges(bins[1], y, ranges[1]))
    let (columns, rows) = (ex.count - 1, ey.count - 1)
    guard columns * rows <= 4_000_000 else { throw PyError.valueError("too many bins") }
    var counts = [Double](repeating: 0, count: columns * rows)
    let (px, py) = (Axes.bins(of: x, ex), Axes.bins(of: y, ey))
    for index in x.indices {
      guard let column = px[index], let row = py[index] else { continue }
      counts[column * rows + row] += weights?[index] ?? 1
    }
    if try a.vm.isTrue(a[4]) {
      let total = counts.reduce(0, +)
      for column in 0..<columns {
        for row in 0..<rows {
          counts[column * rows + row] /= total * (ex[column + 1] - ex[column]) * (ey[row + 1] - ey[row])
        }
      }
    }
    if a.isGiven(6) {
      let least = try a.double(6)
      counts = counts.map { $0 < least ? .nan : $0 }
    }
    if a.isGiven(7) {
      let most = try a.double(7)
      counts = counts.map { $0 > most ? .nan : $0 }
    }
    let keywords = a.keywords(8, of: "QuadMesh")
    let options = try keywords.imageOptions()
    try keywords.finish()
    let values = (0..<rows).flatMap { row in (0..<columns).map { counts[$0 * rows + row] } }
    let mesh = try a.axes.pcolormesh(
      x: (0...rows).flatMap { _ in ex }, y: ey.flatMap { value in (0...columns).map { _ in value } },
      values: values, columns: columns, rows: rows, options)
    try a.axes.xAxis.setLimits(ex.first, ex.last)
    try a.axes.yAxis.setLimits(ey.first, ey.last)
    FigureState.of(a.vm).lastMapped = mesh
    return .tuple([
      .array(try NDArray(doubles: counts).reshape(Shape(columns, rows))), .array(try NDArray(doubles: ex)),
      .array(try NDArray(doubles: ey)), a.value(mesh),
    ])
  }

  private static func spy(_ a: AxesCall) throws -> Value {
    let (rows, columns, values) = try table(a[0], a)
    let precision = try a.double(1)
    let isSet = values.map { abs($0) > precision }
    if a.isGiven(2) || a.isGiven(3) {
      var options = LineOptions()
      options.marker = a.isGiven(2) ? try a.vm.marker(a[2]) : try Marker(parsing: "s")
      options.markerSize = a.isGiven(3) ? try a.double(3) : 10
      options.lineStyle = LineStyle.none
      let places = isSet.indices.filter { isSet[$0] }
      let line = try a.axes.plot(
        x: places.map { Double($0 % max(columns, 1)) }, places.map { Double($0 / max(columns, 1)) }, options)
      try a.axes.xAxis.setLimits(-0.5, Double(columns) - 0.5)
      try a.axes.yAxis.setLimits(Double(rows) - 0.5, -0.5)
      a.axes.aspect = 1
      return a.value(line)
    }
    let keywords = a.keywords(6, of: "AxesImage")
    keywords.add("aspect", a[4])
    keywords.add("origin", a[5])
    var options = try keywords.imageOptions()
    try keywords.finish()
    options.colormap = try options.colormap ?? Colormap.named("binary")
    options.interpolation = options.interpolation ?? .nearest
    let image = try a.axes.matshow(
      ImageData(width: columns, height: rows, channels: 1, samples: .float(isSet.map { $0 ? 1 : 0 })), options
    )
    return a.value(image)
  }

  private static func quiver(_ a: AxesCall) throws -> Value {
    let arguments = a.rest(0)
    let keywords = a.keywords(1, of: "Quiver")
    var look = Quiver.Look()
    look.scale = try keywords.number("scale")
    let units = try keywords.word("scale_units")
    let angles = try keywords.word("angles") ?? "uv"
    guard ["uv", "xy"].contains(angles) else {
      throw FigureError.choice(angles, for: "angles", ["uv", "xy"])
    }
    look.followsAxes = angles == "xy"
    if let units {
      guard ["xy", "width"].contains(units) else {
        throw FigureError.choice(units, for: "scale_units", ["xy", "width"])
      }
      look.inDataUnits = units == "xy"
      if units == "xy", look.scale == nil { look.scale = 1 }
    }
    try keywords.only(.string("width"), names: "units")
    look.width = try keywords.number("width")
    if let value = try keywords.number("headwidth") { look.headWidth = value }
    if let value = try keywords.number("headlength") { look.headLength = value }
    if let value = try keywords.number("headaxislength") { look.headAxisLength = value }
    if let value = try keywords.number("minlength") { look.shortest = value }
    try keywords.only(.int(1), names: "minshaft")
    if let pivot = try keywords.word("pivot") {
      guard let part = ["tail": 0, "mid": 0.5, "middle": 0.5, "tip": 1][pivot] else {
        throw FigureError.choice(pivot, for: "pivot", ["tail", "mid", "middle", "tip"])
      }
      look.pivot = part
    }
    let color = try keywords.color("color", "facecolor", "fc")
    let map = try keywords.take("cmap").map { try a.vm.colormap($0) }
    let (alpha, zorder, label) = (
      try keywords.number("alpha"), try keywords.number("zorder"), try keywords.text("label")
    )
    try keywords.finish()
    guard (2...5).contains(arguments.count) else {
      throw PyError.typeError("quiver() takes 2 to 5 positional arguments but \(arguments.count) were given")
    }
    let hasPlaces = arguments.count >= 4
    let u = try a.vm.asArray(arguments[hasPlaces ? 2 : 0])
    let v = try a.vm.numbers(arguments[hasPlaces ? 3 : 1])
    let columns = u.ndim == 2 ? u.shape[1] : u.count
    let uv = try u.doubles()
    var x = uv.indices.map { Double($0 % max(columns, 1)) }
    var y = uv.indices.map { u.ndim == 2 ? Double($0 / max(columns, 1)) : 0 }
    if hasPlaces {
      (x, y) = (try a.vm.numbers(arguments[0]), try a.vm.numbers(arguments[1]))
      if u.ndim == 2, x.count == columns, y.count == u.shape[0], x.count * y.count == uv.count,
        x.count != uv.count
      {
        (x, y) = ((0..<y.count).flatMap { _ in x }, y.flatMap { value in (0..<columns).map { _ in value } })
      }
    }
    let values =
      arguments.count == 3 || arguments.count == 5 ? try a.vm.numbers(arguments[arguments.count - 1]) : nil
    let made = try a.axes.quiver(x: x, y: y, u: uv, v: v, values: values, color: color, colormap: map, look)
    made.alpha = alpha
    made.label = label
    if let zorder { made.zorder = zorder }
    if values != nil { FigureState.of(a.vm).lastMapped = made }
    return a.value(made)
  }
}
