import Arrays
import Figures
import Language

extension AxesMethod {
  /// Lines and points.
  nonisolated(unsafe) static let lines = AxesMethodList { add in
    add(
      "plot", "(*args, **kwargs)", keywords: .line,
      "Draws lines or markers: `plot(y)`, `plot(x, y)`, `plot(x, y, 'r--')`, several of these in one call. Columns of a 2-D y are lines of their own.",
      "print(len(plt.plot([1, 2, 4], 'o-')))\n#> 1"
    ) { a in .list(try plot(a)) }
    add(
      "semilogx", "(*args, **kwargs)", keywords: .line, "As `plot`, the x axis logarithmic.",
      "plt.semilogx([1e-4, 1e-3, 1e-2], [0.31, 0.45, 0.38], 'o-')\nplt.xlabel('learning rate')"
    ) { a in
      .list(try plot(a, logarithmic: [.x]))
    }
    add(
      "semilogy", "(*args, **kwargs)", keywords: .line, "As `plot`, the y axis logarithmic.",
      "plt.semilogy([2.3, 0.4, 0.05])\nplt.ylabel('loss')"
    ) { a in
      .list(try plot(a, logarithmic: [.y]))
    }
    add(
      "loglog", "(*args, **kwargs)", keywords: .line, "As `plot`, both axes logarithmic.",
      "h = np.array([1e-1, 1e-2, 1e-3])\nplt.loglog(h, h**2)"
    ) { a in
      .list(try plot(a, logarithmic: [.x, .y]))
    }
    add(
      "step", "(x, y, *args, where='pre', data=None, **kwargs)", keywords: .line, "Draws a line of steps.",
      "plt.step([0, 10, 20], [1e-2, 1e-3, 1e-4], where='post')\nplt.ylabel('learning rate')"
    ) { a in
      // The collected tuple and dict come behind the named parameters.
      let place = try a.vm.str(a[2])
      guard let style = Line2D.DrawStyle(rawValue: "steps-" + place) else {
        throw FigureError.choice(place, for: "where", ["pre", "post", "mid"])
      }
      let keywords = a.keywords(5, of: "Line2D")
      var options = try keywords.line()
      try keywords.finish()
      options.drawStyle = style
      return .list(try plot([a[0], a[1]] + a.rest(4), options, a))
    }
    add(
      "errorbar",
      "(x, y, yerr=None, xerr=None, fmt='', *, ecolor=None, elinewidth=None, capsize=None, capthick=None, barsabove=False, errorevery=1, **kwargs)",
      keywords: .line,
      "Draws a line or markers with error bars.",
      "plt.errorbar([1, 5, 10], [0.25, 0.28, 0.27], yerr=[0.01, 0.02, 0.01], fmt='o-')\nplt.xlabel('k')"
    ) { a in try errorbar(a) }
    add(
      "axhline", "(y=0, xmin=0, xmax=1, **kwargs)", keywords: .line, "A horizontal line across the axes.",
      "plt.plot([0.2, 0.4, 0.5])\nplt.axhline(0.1, color='gray', linestyle='--')"
    ) {
      a in
      let keywords = a.keywords(3, of: "Line2D")
      let options = try keywords.line()
      try keywords.finish()
      return a.value(a.axes.axhline(y: try a.double(0), from: try a.double(1), to: try a.double(2), options))
    }
    add(
      "axvline", "(x=0, ymin=0, ymax=1, **kwargs)", keywords: .line, "An upright line across the axes.",
      "plt.plot([2.3, 1.7, 1.8])\nplt.axvline(1, color='red')"
    ) {
      a in
      let keywords = a.keywords(3, of: "Line2D")
      let options = try keywords.line()
      try keywords.finish()
      return a.value(a.axes.axvline(x: try a.double(0), from: try a.double(1), to: try a.double(2), options))
    }
    add(
      "hlines", "(y, xmin, xmax, colors=None, linestyles='solid', label='', **kwargs)",
      "Horizontal lines between two ends.", "plt.hlines([1, 2], 0, [3, 4], colors='blue')"
    ) { a in
      try segments(a) { position, low, high in (Point(low, position), Point(high, position)) }
    }
    add(
      "vlines", "(x, ymin, ymax, colors=None, linestyles='solid', label='', **kwargs)",
      "Upright lines between two ends.", "plt.vlines([1, 2], 0, [3, 4], linestyles='dashed')"
    ) { a in
      try segments(a) { position, low, high in (Point(position, low), Point(position, high)) }
    }
  }

  private static func plot(_ a: AxesCall, logarithmic: [Axis.Direction] = []) throws -> [Value] {
    let keywords = a.keywords(1, of: "Line2D")
    var scaling: [(name: String, value: Value)] = []
    for name in ["base", "basex", "basey", "subs", "subsx", "subsy", "nonpositive"] where !logarithmic.isEmpty
    {
      if let value = try keywords.take(name) { scaling.append((name, value)) }
    }
    try keywords.only(.bool(true), names: "scalex")
    try keywords.only(.bool(true), names: "scaley")
    if try keywords.take("data") != nil {
      throw PyError.unsupported("data= is not part of nbsh: pass the columns themselves")
    }
    let options = try keywords.line()
    try keywords.finish()
    let drawn = try plot(a.rest(0), options, a)
    for direction in logarithmic {
      let own = Keywords(nil, of: "Scale", a.vm)
      let other = direction == .x ? "y" : "x"
      own.given = scaling.filter { $0.name != "base" + other && $0.name != "subs" + other }
      try setScale("log", a.axes, direction, own)
    }
    return drawn
  }

  /// Draws the series of one call: `[x], y, [format]`, again and again.
  static func plot(_ arguments: [Value], _ options: LineOptions, _ a: AxesCall) throws -> [Value] {
    var rest = arguments[...]
    var series: [(x: Value?, y: Value, format: String)] = []
    while let first = rest.popFirst() {
      if let text = first.text {
        throw PyError.valueError(
          "third arg must be a format string: '\(text)' stands where numbers are expected")
      }
      var item: (x: Value?, y: Value, format: String) = (nil, first, "")
      if let second = rest.first {
        if let text = second.text {
          item.format = text
          rest.removeFirst()
        } else {
          item = (first, second, "")
          rest.removeFirst()
          if let text = rest.first?.text {
            item.format = text
            rest.removeFirst()
          }
        }
      }
      series.append(item)
    }
    // Everything is read before anything is drawn: a call that fails leaves the axes as they were.
    var lines: [(x: [Double]?, y: [Double], format: String, source: Int)] = []
    for (source, item) in series.enumerated() {
      let format = item.format
      _ = try FormatString(parsing: format)
      let ys = try a.columns(item.y, .y)
      let xs = try item.x.map { try a.columns($0, .x) }
      guard let xs else {
        for y in ys { lines.append((nil, y, format, source)) }
        continue
      }
      if let x = xs.first, let y = ys.first, x.count != y.count {
        throw FigureError(
          .value,
          "x and y must have same first dimension, but have shapes \(try a.shapeText(item.x ?? .none)) and \(try a.shapeText(item.y))"
        )
      }
      guard xs.count == ys.count || xs.count == 1 || ys.count == 1 else {
        throw FigureError(.value, "x has \(xs.count) columns but y has \(ys.count) columns")
      }
      for index in 0..<max(xs.count, ys.count) {
        lines.append((xs[xs.count == 1 ? 0 : index], ys[ys.count == 1 ? 0 : index], format, source))
      }
    }
    var labels: [String]?
    if lines.count > 1, case .list(let list)? = options.labelValue(in: a), list.items.count == lines.count {
      labels = try a.vm.texts(.list(list))
    }
    return try lines.enumerated().flatMap { index, line -> [Value] in
      var options = options
      if let labels { options.label = labels[index] }
      let drawn = try a.axes.plot(x: line.x, line.y, format: line.format, options)
      let object = ArtistObject.make(for: drawn, in: a.object, a.vm)
      object.colorValue = colorValue(line.format, a)
      let item = series[line.source]
      if let y = try vector(item.y, a) {
        object.data = (try item.x.flatMap { try vector($0, a) } ?? .array(NDArray(doubles: drawn.x)), y)
      }
      return [.object(object)]
    }
  }

  /// A series of one dimension as an array, with the type that it was given.
  private static func vector(_ value: Value, _ a: AxesCall) throws -> Value? {
    if a.categories(value) != nil { return nil }
    let array = try a.vm.dataArray(value)
    return array.ndim == 1 ? .array(array) : nil
  }

  /// The colour as the call names it: `color='red'`, or the letter in `'r--'`.
  private static func colorValue(_ format: String, _ a: AxesCall) -> Value? {
    let keywords = a.arguments.keywords(a.arguments.count - 1)
    for name in ["color", "c"] {
      if let value = keywords?.find(StringObject.interned(name)), !value.isNone { return value }
    }
    if format.count > 1, Color(named: format) != nil { return .string(format) }
    if let place = format.firstIndex(of: "C"), format.index(after: place) < format.endIndex {
      return .string("C" + String(format[format.index(after: place)]))
    }
    return format.first { "bgrcmykw".contains($0) }.map { .string(String($0)) }
  }

  private static func errorbar(_ a: AxesCall) throws -> Value {
    let x = try a.columns(a[0], .x).first ?? []
    let y = try a.columns(a[1], .y).first ?? []
    var errors = ErrorOptions()
    func lengths(_ value: Value, _ count: Int) throws -> (lower: [Double], upper: [Double])? {
      if value.isNone { return nil }
      if let one = value.number {
        let all = [Double](repeating: one, count: count)
        return (all, all)
      }
      let array = try a.vm.asArray(value)
      let values = try array.doubles()
      if array.ndim == 2, array.shape[0] == 2 {
        return (Array(values[..<(values.count / 2)]), Array(values[(values.count / 2)...]))
      }
      return values.count == 1
        ? (Array(repeating: values[0], count: count), Array(repeating: values[0], count: count))
        : (values, values)
    }
    errors.y = try lengths(a[2], y.count)
    errors.x = try lengths(a[3], x.count)
    errors.color = try a.isGiven(5) ? a.vm.color(a[5]) : nil
    errors.lineWidth = try a.isGiven(6) ? a.double(6) : nil
    errors.capSize = try a.isGiven(7) ? a.double(7) : nil
    errors.capThickness = try a.isGiven(8) ? a.double(8) : nil
    errors.above = try a.vm.isTrue(a[9])
    if a.isGiven(10) {
      if case .tuple(let pair) = a[10], pair.items.count == 2 {
        errors.start = try a.vm.int(pair.items[0])
        errors.every = try a.vm.int(pair.items[1])
      } else {
        errors.every = try a.vm.int(a[10])
      }
      guard errors.every > 0 else { throw PyError.valueError("errorevery must be a positive integer") }
    }
    let keywords = a.keywords(11, of: "Line2D")
    errors.lowerLimits = try limits(keywords, "lolims", a.vm)
    errors.upperLimits = try limits(keywords, "uplims", a.vm)
    errors.leftLimits = try limits(keywords, "xlolims", a.vm)
    errors.rightLimits = try limits(keywords, "xuplims", a.vm)
    let options = try keywords.line()
    try keywords.finish()
    let drawn = try a.axes.errorbar(x: x, y: y, errors, format: try a.vm.str(a[4]), options)
    let parts: [Value] = [
      a.value(drawn.line), .tuple([]), .tuple(drawn.bars.map { a.value($0) }),
    ]
    return .object(ContainerObject("ErrorbarContainer", parts))
  }

  private static func limits(_ keywords: Keywords, _ name: String, _ vm: Interpreter) throws -> [Bool] {
    guard let value = try keywords.take(name) else { return [] }
    return vm.isSequence(value) ? try vm.items(of: value).map { try vm.isTrue($0) } : [try vm.isTrue(value)]
  }

  private static func segments(_ a: AxesCall, _ make: (Double, Double, Double) -> (Point, Point)) throws
    -> Value
  {
    let positions = try a.numbers(0)
    let low = try a.numbers(1)
    let high = try a.numbers(2)
    let keywords = a.keywords(6, of: "LineCollection")
    let widths = try keywords.numbers("linewidths")
    var options = try keywords.line()
    try keywords.finish()
    let colors = a.isGiven(3) ? try a.vm.colors(a[3]) : []
    options.lineWidth = options.lineWidth ?? widths?.first
    if let color = colors.first { options.color = color }
    options.lineStyle = try options.lineStyle ?? a.vm.lineStyle(a[4])
    let label = try a.vm.str(a[5])
    options.label = options.label ?? (label.isEmpty ? nil : label)
    let count = max(positions.count, low.count, high.count)
    for values in [positions, low, high] where values.count != count && values.count != 1 {
      throw PyError.valueError("shape mismatch: objects cannot be broadcast to a single shape")
    }
    func item(_ values: [Double], _ index: Int) -> Double { values.count == 1 ? values[0] : values[index] }
    let pairs = (0..<count).map { make(item(positions, $0), item(low, $0), item(high, $0)) }
    return a.value(a.axes.lines(pairs.map { (from: $0.0, to: $0.1) }, options, colors: colors))
  }
}

extension LineOptions {
  /// The list given as `label=`, one for each line.
  func labelValue(in a: AxesCall) -> Value? {
    a.arguments.count > 0
      ? a.arguments.keywords(a.arguments.count - 1)?.find(StringObject.interned("label")) : nil
  }
}

extension AxesCall {
  /// The columns of a 2-D argument, a 1-D one as a single column; words become categories of their axis.
  func columns(_ value: Value, _ direction: Axis.Direction) throws -> [[Double]] {
    if let one = value.number { return [[one]] }
    if let words = categories(value) { return [axes.positions(of: words, direction)] }
    let array = try vm.dataArray(value)
    guard array.ndim <= 2 else {
      throw PyError.valueError(
        "x and y can be no greater than 2D, but have shapes \(array.shape.tupleDescription)")
    }
    let values = try array.doubles()
    guard array.ndim == 2 else { return [values] }
    let (rows, columns) = (array.shape[0], array.shape[1])
    return (0..<columns).map { column in (0..<rows).map { values[$0 * columns + column] } }
  }

  /// The words of a list that holds words only.
  func categories(_ value: Value) -> [String]? {
    let items: [Value]
    switch value {
    case .list(let list): items = list.items
    case .tuple(let tuple): items = tuple.items
    default: return nil
    }
    let words = items.compactMap(\.text)
    return words.isEmpty || words.count != items.count ? nil : words
  }

  func shapeText(_ value: Value) throws -> String {
    if let words = categories(value) { return "(\(words.count),)" }
    return try vm.dataArray(value).shape.tupleDescription
  }
}

extension Axes {
  /// Where words stand on an axis: each new one takes the next whole number.
  func positions(of words: [String], _ direction: Axis.Direction) -> [Double] {
    let axis = direction == .x ? xAxis : yAxis
    var known = axis.tickLabels ?? []
    var places = Dictionary(known.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let positions = words.map { word -> Double in
      if let place = places[word] { return Double(place) }
      places[word] = known.count
      known.append(word)
      return Double(known.count - 1)
    }
    setCategories(known, direction)
    return positions
  }
}
