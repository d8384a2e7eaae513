extension Axes {
  /// Does what `plt.axis('…')` says: on, off, equal, scaled, tight, image, auto, square.
  ///
  /// - Throws: `FigureError` of kind value for another word.
  public func axis(_ mode: String) throws {
    switch mode.lowercased() {
    case "on": showsAxis = true
    case "off": showsAxis = false
    case "equal":
      aspect = 1
      adjustsLimits = true
      autoscale()
    case "scaled", "image":
      aspect = 1
      adjustsLimits = false
      try autoscaleOnce()
    case "tight":
      aspect = nil
      try autoscaleOnce()
    case "auto":
      autoscale()
      aspect = nil
    case "square":
      autoscale()
      let (x, y) = (xAxis.limits, yAxis.limits)
      let span = max(x.high - x.low, y.high - y.low)
      try xAxis.setLimits(x.low, x.low + span)
      try yAxis.setLimits(y.low, y.low + span)
      aspect = 1
      adjustsLimits = false
    default:
      throw FigureError(
        .value, "Unrecognized string \(FigureError.quoted(mode)) to axis; try 'on' or 'off'")
    }
  }

  /// Fixes all four limits: xmin, xmax, ymin, ymax.
  public func axis(limits: [Double]) throws {
    guard limits.count == 4 else {
      throw FigureError(
        .type, "the first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
    }
    try xAxis.setLimits(limits[0], limits[1])
    try yAxis.setLimits(limits[2], limits[3])
  }

  /// xmin, xmax, ymin, ymax as they are now.
  public var limits: [Double] {
    let (x, y) = (xAxis.limits, yAxis.limits)
    return [x.low, x.high, y.low, y.high]
  }

  private func autoscale() {
    let image = artists.lazy.compactMap { $0 as? AxesImage }.first
    for axis in [xAxis, yAxis] { axis.autoscale() }
    // An image keeps its rows downwards.
    if let image, image.imageExtent.bottom > image.imageExtent.top { yAxis.shared.inverted = true }
  }

  /// Limits for what is there now; what comes later leaves them.
  private func autoscaleOnce() throws {
    autoscale()
    for axis in [xAxis, yAxis] {
      let (low, high) = axis.limits
      try axis.setLimits(low, high)
    }
  }

  /// Frame and ticks wherever they are asked for, the limits changed so that a unit of y is as long as one of x.
  func equalised(_ place: Rect) {
    guard let aspect, aspect > 0, adjustsLimits, place.width > 0, place.height > 0 else { return }
    let (x, y) = (xAxis.limits, yAxis.limits)
    let spanX = x.high - x.low
    let spanY = y.high - y.low
    guard xAxis.scale == .linear, yAxis.scale == .linear, spanX != 0, spanY != 0 else { return }
    // Pixels a unit that both axes can have.
    let scale = min(place.width / abs(spanX), place.height / abs(spanY) / aspect)
    let wantedX = place.width / scale * (spanX < 0 ? -1 : 1)
    let wantedY = place.height / scale / aspect * (spanY < 0 ? -1 : 1)
    guard wantedX.isFinite, wantedY.isFinite else { return }
    xAxis.view = (x.low - (wantedX - spanX) / 2, x.high + (wantedX - spanX) / 2)
    yAxis.view = (y.low - (wantedY - spanY) / 2, y.high + (wantedY - spanY) / 2)
  }

  /// Sets tick places and their labels.
  ///
  /// - Throws: `FigureError` of kind value when there are not as many labels as ticks.
  public func setTicks(_ direction: Axis.Direction, _ ticks: [Double]?, labels: [String]? = nil) throws {
    let axis = direction == .x ? xAxis : yAxis
    let places = ticks ?? axis.ticks
    if let labels, let places, labels.count != places.count {
      throw FigureError(
        .value,
        "The number of FixedLocator locations (\(places.count)), usually from a call to set_ticks, does not match the number of labels (\(labels.count))."
      )
    }
    if ticks != nil {
      axis.ticks = places
      axis.places = nil
      axis.tickText = nil
    }
    if let labels {
      axis.tickLabels = labels
    } else if ticks != nil {
      axis.tickLabels = nil
    }
    // Ticks outside the view widen it, as in matplotlib.
    if let ticks, let low = ticks.filter(\.isFinite).min(), let high = ticks.filter(\.isFinite).max() {
      let now = axis.limits
      let (a, b) = (min(now.low, now.high), max(now.low, now.high))
      if low < a || high > b {
        let (from, to) = (min(a, low), max(b, high))
        try now.low <= now.high ? axis.setLimits(from, to) : axis.setLimits(to, from)
      }
    }
  }

  public enum Which: String, Sendable, CaseIterable {
    case major, minor, both
  }

  /// Shows or hides the grid; nil turns it around.
  ///
  /// - Parameter axis: `both`, `x` or `y`.
  /// - Throws: `FigureError` of kind value for another word.
  public func grid(
    _ on: Bool? = nil, which: String = "major", axis: String = "both",
    _ style: Axis.GridStyle = Axis.GridStyle()
  ) throws {
    guard let which = Which(rawValue: which) else {
      throw FigureError.unsupported(which, for: "which", supported: Which.allCases.map(\.rawValue))
    }
    guard ["x", "y", "both"].contains(axis) else {
      throw FigureError.unsupported(axis, for: "axis", supported: ["x", "y", "both"])
    }
    for each in [xAxis, yAxis] where axis == "both" || (axis == "x") == (each.direction == .x) {
      if which != .minor { each.grid = on ?? (each.grid == nil) ? style : nil }
      if which != .major { each.minorGrid = on ?? (each.minorGrid == nil) ? style : nil }
    }
  }

  /// Makes an axis linear or logarithmic.
  public func setScale(_ direction: Axis.Direction, _ scale: Scale) {
    (direction == .x ? xAxis : yAxis).scale = scale
  }

  /// A second y axis on the right over the same x axis.
  public func twinx() -> Axes {
    guard let figure else { return self }
    let twin = Axes(rc: rc, figure: figure)
    twin.cell = cell
    twin.position = position
    twin.share(.x, with: self)
    twin.xAxis.hidden = true
    twin.yAxis.moveToFarSide()
    finish(twin, in: figure)
    return twin
  }

  /// A second x axis on top over the same y axis.
  public func twiny() -> Axes {
    guard let figure else { return self }
    let twin = Axes(rc: rc, figure: figure)
    twin.cell = cell
    twin.position = position
    twin.share(.y, with: self)
    twin.yAxis.hidden = true
    twin.xAxis.moveToFarSide()
    finish(twin, in: figure)
    return twin
  }

  private func finish(_ twin: Axes, in figure: Figure) {
    twin.faceColor = .none
    twin.xAxis.grid = nil
    twin.yAxis.grid = nil
    twin.isTwin = true
    twin.attachedBar = attachedBar
    figure.append(twin)
    figure.current = twin
  }
}
