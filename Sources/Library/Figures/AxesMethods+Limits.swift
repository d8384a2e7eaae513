import Arrays
import Figures
import Language

extension AxesMethod {
  /// Limits, scales and ticks.
  nonisolated(unsafe) static let limits = AxesMethodList { add in
    for direction in [Axis.Direction.x, .y] {
      let name = direction == .x ? "x" : "y"
      let (low, high) = direction == .x ? ("left", "right") : ("bottom", "top")
      add(
        "set_\(name)lim", pyplot: "",
        "(\(low)=None, \(high)=None, *, auto=False, \(name)min=None, \(name)max=None)",
        "Fixes the ends of the \(name) axis.",
        "print([float(end) for end in ax.set_\(name)lim(0, 2)])\n#> [0.0, 2.0]"
      ) { a in try setLimits(a, direction) }
      add(
        "get_\(name)lim", pyplot: "", "()", "The ends of the \(name) axis.",
        "ax.set_\(name)lim(0, 2)\nprint([float(end) for end in ax.get_\(name)lim()])\n#> [0.0, 2.0]"
      ) { a in
        limitsValue(a.axes, direction)
      }
      add(
        "", pyplot: "\(name)lim", "(*args, **kwargs)",
        "The ends of the \(name) axis; sets them where they are given.",
        "plt.plot([1, 4, 9])\nplt.\(name)lim(0, 2)\nprint([float(end) for end in plt.\(name)lim()])\n#> [0.0, 2.0]"
      ) { a in
        let keywords = a.keywords(1, of: name + "lim")
        let arguments = a.rest(0)
        if arguments.isEmpty, keywords.isEmpty { return limitsValue(a.axes, direction) }
        let lowest = try keywords.take(low, name + "min") ?? arguments.first ?? .none
        let highest = try keywords.take(high, name + "max") ?? (arguments.count > 1 ? arguments[1] : .none)
        try keywords.only(.bool(false), names: "auto")
        try keywords.finish()
        return try setLimits(a, direction, lowest, highest)
      }
      add(
        "set_\(name)scale", pyplot: "\(name)scale", "(value, **kwargs)",
        "Makes the \(name) axis linear or logarithmic.",
        "plt.plot([0.001, 0.01, 0.1], [1, 2, 3])\nplt.\(name)scale('log')"
      ) { a in
        try setScale(a.vm.str(a[0]), a.axes, direction, a.keywords(1, of: "Scale"))
        return .none
      }
      add(
        "get_\(name)scale", pyplot: "", "()", "`linear` or `log`.",
        "ax.set_\(name)scale('log')\nprint(ax.get_\(name)scale())\n#> log"
      ) { a in
        .string((direction == .x ? a.axes.xAxis : a.axes.yAxis).scale.name)
      }
      add(
        "set_\(name)ticks", pyplot: "", "(ticks, labels=None, *, minor=False, **kwargs)",
        "Where ticks stand on the \(name) axis, and what is written at them.",
        "ax.imshow([[9, 1], [2, 8]])\nax.set_\(name)ticks([0, 1], ['cat', 'dog'])"
      ) { a in
        try setTicks(a, direction, a[0], a[1], a.keywords(3, of: "Text"), minor: a.vm.isTrue(a[2]))
        return .none
      }
      add(
        "set_\(name)ticklabels", pyplot: "", "(labels, *, minor=False, fontdict=None, **kwargs)",
        "What is written at the ticks of the \(name) axis.",
        "ax.set_\(name)ticks([0, 1])\nax.set_\(name)ticklabels(['cat', 'dog'])"
      ) { a in
        let names = try a.vm.texts(a[0])
        // Positions that the script set keep their labels' looks; `minor` ticks have none here.
        if (direction == .x ? a.axes.xAxis : a.axes.yAxis).ticks == nil {
          // matplotlib labels the ticks that there happen to be.
          let places = a.axes.ticks(direction).positions
          try a.axes.setTicks(
            direction, Array(places.prefix(names.count)), labels: Array(names.prefix(places.count)))
          try looksOfTicks(a, direction, a.keywords(3, of: "Text"))
          return .none
        }
        try setTicks(a, direction, .none, a[0], a.keywords(3, of: "Text"))
        return .none
      }
      add(
        "get_\(name)ticks", pyplot: "", "(*, minor=False)", "Where ticks stand on the \(name) axis.",
        "ax.set_\(name)ticks([0, 0.5])\nprint(ax.get_\(name)ticks())\n#> [0.  0.5]"
      ) { a in
        .array(try NDArray(doubles: a.axes.ticks(direction).positions))
      }
      add(
        "get_\(name)ticklabels", pyplot: "", "(minor=False, which=None)",
        "What is written at the ticks of the \(name) axis.",
        "ax.set_\(name)ticks([0, 1], ['cat', 'dog'])\nprint(ax.get_\(name)ticklabels()[1].get_text())\n#> dog"
      ) { a in
        .list(tickLabels(a, direction))
      }
      add(
        "", pyplot: "\(name)ticks", "(ticks=None, labels=None, *, minor=False, **kwargs)",
        "Ticks of the \(name) axis and what is written at them; sets them where they are given.",
        "plt.imshow([[9, 1], [2, 8]])\nplt.\(name)ticks([0, 1], ['cat', 'dog'])"
      ) { a in
        try setTicks(a, direction, a[0], a[1], a.keywords(3, of: "Text"), minor: a.vm.isTrue(a[2]))
        return .tuple([
          .array(try NDArray(doubles: a.axes.ticks(direction).positions)), .list(tickLabels(a, direction)),
        ])
      }
      add(
        "get_\(name)bound", pyplot: "", "()", "The ends of the \(name) axis, the lower one first.",
        "ax.set_\(name)lim(2, 0)\nprint([float(end) for end in ax.get_\(name)bound()])\n#> [0.0, 2.0]"
      ) { a in
        let limits = a.axes.limits
        let pair = direction == .x ? limits[0...1] : limits[2...3]
        return .tuple(pair.sorted().map { .npFloat64($0) })
      }
      add(
        "set_\(name)bound", pyplot: "", "(lower=None, upper=None)", "Fixes the ends of the \(name) axis.",
        "ax.plot([1, 4, 9])\nax.set_\(name)bound(lower=0)"
      ) {
        a in
        _ = try setLimits(a, direction, a[0], a[1])
        return .none
      }
      add(
        "\(name)axis_inverted", pyplot: "", "()", "Whether the \(name) axis runs backwards.",
        "ax.invert_\(name)axis()\nprint(ax.\(name)axis_inverted())\n#> True"
      ) { a in
        let limits = a.axes.limits
        return .bool(direction == .x ? limits[0] > limits[1] : limits[2] > limits[3])
      }
      add(
        "set_\(name)margin", pyplot: "", "(m)", "Room beside the data as a part of its span.",
        "ax.plot([1, 4, 9])\nax.set_\(name)margin(0)"
      ) { a in
        try setMargin(direction == .x ? a.axes.xAxis : a.axes.yAxis, a.double(0))
        return .none
      }
      add(
        "invert_\(name)axis", pyplot: "", "()", "Turns the \(name) axis around.",
        "ax.plot([1, 4, 9])\nax.invert_\(name)axis()"
      ) { a in
        (direction == .x ? a.axes.xAxis : a.axes.yAxis).invert()
        return .none
      }
    }
    add(
      "axis", "(arg=None, /, *, emit=True, **kwargs)",
      "`'off'`, `'on'`, `'equal'`, `'tight'`, `'image'`, `'scaled'`, `'square'`, `'auto'`, or four limits; gives the four limits.",
      "plt.imshow(np.eye(3))\nplt.axis('off')"
    ) { a in
      let keywords = a.keywords(2, of: "axis")
      if let text = a[0].text {
        try a.axes.axis(text)
      } else if case .bool(let on) = a[0] {
        a.axes.showsAxis = on
      } else if a.isGiven(0) {
        try a.axes.axis(limits: a.vm.numbers(a[0]))
      }
      let (x0, x1) = (try keywords.number("xmin"), try keywords.number("xmax"))
      let (y0, y1) = (try keywords.number("ymin"), try keywords.number("ymax"))
      try keywords.finish()
      if x0 != nil || x1 != nil { try a.axes.xAxis.setLimits(x0, x1) }
      if y0 != nil || y1 != nil { try a.axes.yAxis.setLimits(y0, y1) }
      return .tuple(a.axes.limits.map { .npFloat64($0) })
    }
    add(
      "margins", "(*margins, x=None, y=None, tight=True)", "Room beside the data as a part of its span.",
      "plt.plot([1, 4, 9])\nplt.margins(0)"
    ) {
      a in
      let both = a.rest(3)
      func set(_ axis: Axis, _ value: Value?) throws {
        guard let value, !value.isNone else { return }
        try setMargin(axis, a.vm.double(value))
      }
      guard both.count <= 2 else {
        throw PyError.typeError(
          "Must pass a single positional argument for all margins, or one for each margin (x, y).")
      }
      try set(a.axes.xAxis, both.first)
      try set(a.axes.yAxis, both.last)
      try set(a.axes.xAxis, a[0])
      try set(a.axes.yAxis, a[1])
      return .none
    }
    add(
      "autoscale", "(enable=True, axis='both', tight=None)", "Lets limits follow the data again.",
      "plt.plot([1, 4, 9])\nplt.autoscale(axis='x')"
    ) { a in
      guard try a.vm.isTrue(a[0]) else { return .none }
      let which = try a.vm.str(a[1])
      if which != "y" { a.axes.xAxis.autoscale() }
      if which != "x" { a.axes.yAxis.autoscale() }
      return .none
    }
    for name in ["relim", "autoscale_view"] {
      add(
        name, pyplot: "", "(*args, **kwargs)", "Nothing: limits follow the data by themselves.",
        "ax.plot([1, 4, 9])\nax.\(name)()"
      ) { _ in
        .none
      }
    }
  }

  private static func limitsValue(_ axes: Axes, _ direction: Axis.Direction) -> Value {
    let limits = axes.limits
    return .tuple((direction == .x ? limits[0...1] : limits[2...3]).map { .npFloat64($0) })
  }

  private static func setLimits(_ a: AxesCall, _ direction: Axis.Direction) throws -> Value {
    let low = a.isGiven(3) ? a[3] : a[0]
    let high = a.isGiven(4) ? a[4] : a[1]
    return try setLimits(a, direction, low, high)
  }

  private static func setLimits(_ a: AxesCall, _ direction: Axis.Direction, _ low: Value, _ high: Value)
    throws -> Value
  {
    var (low, high) = (low, high)
    if high.isNone, a.vm.isSequence(low) {
      let pair = try a.vm.items(of: low)
      guard pair.count == 2 else { throw PyError.valueError("too many values to unpack (expected 2)") }
      (low, high) = (pair[0], pair[1])
    }
    let axis = direction == .x ? a.axes.xAxis : a.axes.yAxis
    try axis.setLimits(low.isNone ? nil : a.vm.double(low), high.isNone ? nil : a.vm.double(high))
    let limits = a.axes.limits
    return .tuple((direction == .x ? limits[0...1] : limits[2...3]).map { .float($0) })
  }

  private static func setTicks(
    _ a: AxesCall, _ direction: Axis.Direction, _ ticks: Value, _ labels: Value, _ keywords: Keywords,
    minor: Bool = false
  ) throws {
    let places = ticks.isNone ? nil : try a.vm.numbers(ticks)
    let names = labels.isNone ? nil : try a.vm.texts(labels)
    if minor {
      let axis = direction == .x ? a.axes.xAxis : a.axes.yAxis
      axis.minorTicks = places
      axis.minorTickText = names.map { names in { _, index in index < names.count ? names[index] : "" } }
      try looksOfTicks(a, direction, keywords)
      return
    }
    if places == nil, names != nil, (direction == .x ? a.axes.xAxis : a.axes.yAxis).ticks == nil {
      throw PyError.typeError(
        "\(direction == .x ? "x" : "y")ticks(): Parameter 'labels' can't be set without setting 'ticks'")
    }
    if places != nil || names != nil { try a.axes.setTicks(direction, places, labels: names) }
    try looksOfTicks(a, direction, keywords)
  }

  private static func looksOfTicks(_ a: AxesCall, _ direction: Axis.Direction, _ keywords: Keywords) throws {
    let options = try keywords.textOptions()
    try keywords.finish()
    let axis = direction == .x ? a.axes.xAxis : a.axes.yAxis
    axis.tickLabelStyle.take(options)
  }

  private static func setMargin(_ axis: Axis, _ margin: Double) throws {
    guard margin > -0.5, margin.isFinite else {
      throw PyError.valueError("margin must be greater than -0.5")
    }
    axis.margin = margin
  }

  /// `'log'`, `'symlog'` or `'linear'`, with their bases and thresholds.
  static func setScale(_ name: String, _ axes: Axes, _ direction: Axis.Direction, _ keywords: Keywords) throws
  {
    let suffix = direction == .x ? "x" : "y"
    var scale = try Scale(parsing: name)
    let axis = direction == .x ? axes.xAxis : axes.yAxis
    let base = try keywords.number("base", "base" + suffix) ?? 10
    guard base > 1, base.isFinite else {
      throw PyError.valueError("The log base cannot be <= 0 or == 1")
    }
    if case .symlog = scale {
      guard base == 10 else { throw PyError.unsupported("symlog axes count in tens here") }
      let threshold = try keywords.number("linthresh", "linthresh" + suffix) ?? 2
      guard threshold > 0, threshold.isFinite else {
        throw PyError.valueError("'linthresh' must be positive")
      }
      try keywords.only(.int(1), names: "linscale", "linscale" + suffix)
      scale = .symlog(threshold: threshold)
    }
    try keywords.only(.string("clip"), .string("mask"), names: "nonpositive", "nonpos" + suffix)
    if let minor = try keywords.take("subs", "subs" + suffix) {
      throw PyError.unsupported("subs=\(try keywords.vm.repr(minor)) is not part of nbsh: set minor ticks")
    }
    try keywords.finish()
    axes.setScale(direction, scale)
    axis.base = base
  }

  private static func tickLabels(_ a: AxesCall, _ direction: Axis.Direction) -> [Value] {
    let ticks = a.axes.ticks(direction)
    return zip(ticks.positions, ticks.labels).map { position, label in
      .object(
        TextObject(
          .tick(
            a.object, direction, direction == .x ? .float(position) : .int(0),
            direction == .x ? .int(0) : .float(position), label)
        ))
    }
  }
}
