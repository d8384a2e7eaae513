import Arrays
import Figures
import Language

extension AxesMethod {
  /// `yerr`, `ecolor`, `capsize` and `error_kw` of bars.
  static func barErrors(_ keywords: Keywords, _ upright: Bool, _ vm: Interpreter) throws -> Axes.BarErrors? {
    if try keywords.take(upright ? "xerr" : "yerr") != nil {
      throw PyError.unsupported(
        "\(upright ? "bar(xerr=…)" : "barh(yerr=…)") is not part of nbsh: use errorbar")
    }
    let value = try keywords.take(upright ? "yerr" : "xerr")
    let color = try keywords.take("ecolor").flatMap { try vm.colors($0).first }
    let cap = try keywords.number("capsize")
    let more = try keywords.take("error_kw")
    guard let value else { return nil }
    let array = try vm.asArray(value)
    let numbers = try array.doubles()
    var errors =
      array.ndim == 2 && array.shape[0] == 2
      ? Axes.BarErrors(
        lower: Array(numbers[..<(numbers.count / 2)]), upper: Array(numbers[(numbers.count / 2)...]))
      : Axes.BarErrors(lower: numbers, upper: numbers)
    if let color { errors.color = color }
    errors.capSize = cap
    if let more {
      guard case .dict(let dict) = more else { throw PyError.typeError("error_kw must be a dict") }
      let inner = Keywords(dict, of: "ErrorbarContainer", vm)
      if let color = try inner.color("ecolor", "color") { errors.color = color }
      errors.lineWidth = try inner.number("elinewidth", "linewidth", "lw")
      errors.capSize = try inner.number("capsize") ?? cap
      errors.capThickness = try inner.number("capthick", "markeredgewidth", "mew")
      if let alpha = try inner.number("alpha") { errors.color = errors.color.withAlpha(alpha) }
      try inner.finish()
    }
    return errors
  }

  /// A name for each bar in the legend: bars without marks of their own stand for them.
  static func nameBars(_ bars: Bars, _ labels: [String], _ a: AxesCall) {
    for (bar, label) in zip(bars.bars, labels) {
      var look = PatchLook(face: bar.color)
      look.edge = bar.edge ?? bars.edgeColor
      let sign = Patch(Path(), look)
      sign.label = label
      a.axes.add(sign)
    }
  }

  static func barLabel(_ a: AxesCall) throws -> Value {
    guard case .object(let object) = a[0], let container = object as? ContainerObject else {
      throw PyError.typeError("bar_label() names the bars of bar or barh, not a '\(a.vm.typeName(a[0]))'")
    }
    guard case .object(let first)? = container.items.first, let bar = first as? RectangleObject else {
      return .list([])
    }
    let kind = try a.vm.str(a[3])
    guard ["edge", "center"].contains(kind) else {
      throw FigureError.choice(kind, for: "label_type", ["edge", "center"])
    }
    let padding = try a.double(4)
    let keywords = a.keywords(5, of: "Text")
    let look = try keywords.textOptions()
    try keywords.finish()
    let bars = bar.bars
    let given = a.isGiven(1) ? try a.vm.texts(a[1]) : nil
    let format = a.isGiven(2) ? a[2] : .string("%g")
    var texts: [Value] = []
    for (index, value) in bars.bars.enumerated() {
      let length = bars.isHorizontal ? value.width : value.height
      let end = bars.isHorizontal ? value.x + value.width : value.y + value.height
      let label: String
      if let given {
        label = index < given.count ? given[index] : ""
      } else {
        // The end of a stacked bar is its sum; its middle names its own length.
        label = try text(kind == "edge" ? end : length, format, a.vm)
      }
      let error = bars.errors.map { $0.indices.contains(index) ? $0[index] : 0 } ?? 0
      let beyond = kind == "edge" ? (length < 0 ? end - error : end + error) : end - length / 2
      let across = bars.isHorizontal ? value.y + value.height / 2 : value.x + value.width / 2
      var options = look
      let sign = length < 0 ? -1.0 : 1
      let away = kind == "edge" ? sign * padding : 0
      if bars.isHorizontal {
        options.horizontal = look.horizontal ?? (kind == "center" ? .center : length < 0 ? .right : .left)
        options.vertical = look.vertical ?? .center
      } else {
        options.horizontal = look.horizontal ?? .center
        options.vertical = look.vertical ?? (kind == "center" ? .center : length < 0 ? .top : .bottom)
      }
      let artist = a.axes.annotate(
        label, at: bars.isHorizontal ? Point(beyond, across) : Point(across, beyond),
        textAt: bars.isHorizontal ? Point(away, 0) : Point(0, away), textCoordinates: .offsetPoints, options)
      artist.clipsTarget = false
      texts.append(a.value(artist))
    }
    return .list(texts)
  }

  /// A number in `'%.2f'`, in `'{:.2f}'`, or as a function writes it.
  private static func text(_ number: Double, _ format: Value, _ vm: Interpreter) throws -> String {
    guard let pattern = format.text else { return try vm.str(vm.call(format, [.npFloat64(number)])) }
    if pattern.contains("{") {
      return try vm.str(vm.callMethod(.string(pattern), "format", [.float(number)]))
    }
    return try vm.str(vm.binary(.modulo, .string(pattern), .float(number)))
  }

  static func hist(_ a: AxesCall) throws -> Value {
    let vm = a.vm
    var options = HistogramOptions()
    if a.isGiven(1) {
      if let count = a[1].index {
        options.bins = .count(count)
      } else if let text = a[1].text {
        options.bins = .rule(text)
      } else {
        options.bins = .edges(try a.numbers(1))
      }
    } else if case .number(let count)? = FigureState.of(vm).pyplot.rc.get("hist.bins") {
      options.bins = .count(Int(min(count, 1e6)))
    }
    if a.isGiven(2) { options.range = try vm.pair(a[2], "range") }
    options.density = try vm.isTrue(a[3])
    let series = try vm.series(a[0])
    options.weights = a.isGiven(4) ? try vm.series(a[4]) : nil
    if let number = a[5].number, number < 0 {
      options.cumulative = -1
    } else {
      options.cumulative = try vm.isTrue(a[5]) ? 1 : 0
    }
    if a.isGiven(6) { options.bottom = try a.numbers(6) }
    let kind = try vm.str(a[7])
    guard let found = HistogramOptions.Kind(rawValue: kind) else {
      throw FigureError.choice(kind, for: "histtype", HistogramOptions.Kind.allCases.map(\.rawValue))
    }
    options.kind = found
    let align = try vm.str(a[8])
    guard let place = HistogramOptions.Align(rawValue: align) else {
      throw FigureError.choice(align, for: "align", HistogramOptions.Align.allCases.map(\.rawValue))
    }
    options.align = place
    let orientation = try vm.str(a[9])
    guard ["vertical", "horizontal"].contains(orientation) else {
      throw FigureError.choice(orientation, for: "orientation", ["vertical", "horizontal"])
    }
    options.horizontal = orientation == "horizontal"
    options.relativeWidth = a.isGiven(10) ? try a.double(10) : nil
    options.log = try vm.isTrue(a[11])
    options.stacked = try vm.isTrue(a[14])
    let keywords = a.keywords(15, of: "Rectangle")
    if try keywords.take("data") != nil {
      throw PyError.unsupported("data= is not part of nbsh: pass the values themselves")
    }
    options.patch = try keywords.patch()
    try keywords.finish()
    options.colors = a.isGiven(12) ? try vm.colors(a[12]) : []
    guard options.colors.isEmpty || options.colors.count == series.count else {
      throw PyError.valueError(
        "The 'color' keyword argument must have one color per dataset, but \(series.count) datasets and \(options.colors.count) colors were provided"
      )
    }
    options.labels = a.isGiven(13) ? (vm.isSequence(a[13]) ? try vm.texts(a[13]) : [try vm.str(a[13])]) : []
    return try histogram(series, options, a)
  }

  private static func histogram(_ series: [[Double]], _ options: HistogramOptions, _ a: AxesCall) throws
    -> Value
  {
    let drawn = try a.axes.hist(series, options)
    let parts = drawn.artists.map { artist -> Value in
      let objects = a.values(artist)
      if artist is Area, case .object(let object)? = objects.first { object.type = ArtistTypes.polygon }
      return artist is Bars ? .object(ContainerObject("BarContainer", objects)) : .list(objects)
    }
    let edges = Value.array(try NDArray(doubles: drawn.edges))
    if parts.count == 1 { return .tuple([.array(try NDArray(doubles: drawn.counts[0])), edges, parts[0]]) }
    let table = try NDArray(doubles: drawn.counts.flatMap { $0 })
      .reshape(Shape(drawn.counts.count, max(drawn.edges.count - 1, 0)))
    return .tuple([
      .array(table), edges,
      .object(ContainerObject(listOf: drawn.artists.first is Bars ? "BarContainer" : "list", parts)),
    ])
  }
}
