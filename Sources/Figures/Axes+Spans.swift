extension Axes {
  /// A horizontal line across the frame, from `from` to `to` of its width.
  @discardableResult
  public func axhline(y: Double = 0, from: Double = 0, to: Double = 1, _ options: LineOptions = LineOptions())
    -> Line2D
  {
    let line = Line2D(
      x: [from, to], y: [y, y], color: options.color ?? firstColor,
      lineWidth: rc.number("lines.linewidth"))
    line.xInFrame = true
    options.apply(to: line)
    add(line)
    return line
  }

  /// An upright line across the frame.
  @discardableResult
  public func axvline(x: Double = 0, from: Double = 0, to: Double = 1, _ options: LineOptions = LineOptions())
    -> Line2D
  {
    let line = Line2D(
      x: [x, x], y: [from, to], color: options.color ?? firstColor,
      lineWidth: rc.number("lines.linewidth"))
    line.yInFrame = true
    options.apply(to: line)
    add(line)
    return line
  }

  /// A band across the frame between two heights.
  @discardableResult
  public func axhspan(
    _ low: Double, _ high: Double, from: Double = 0, to: Double = 1,
    _ options: PatchOptions = PatchOptions()
  ) -> Bars {
    span(
      Bars.Bar(x: from, y: low, width: to - from, height: high - low, color: spanColor(options)), options,
      horizontal: true)
  }

  /// An upright band across the frame.
  @discardableResult
  public func axvspan(
    _ low: Double, _ high: Double, from: Double = 0, to: Double = 1,
    _ options: PatchOptions = PatchOptions()
  ) -> Bars {
    span(
      Bars.Bar(x: low, y: from, width: high - low, height: to - from, color: spanColor(options)), options,
      horizontal: false)
  }

  private func spanColor(_ options: PatchOptions) -> Color {
    options.faceColor ?? options.color ?? firstColor
  }

  private func span(_ bar: Bars.Bar, _ options: PatchOptions, horizontal: Bool) -> Bars {
    let artist = Bars([bar])
    artist.xInFrame = horizontal
    artist.yInFrame = !horizontal
    artist.apply(options)
    add(artist)
    return artist
  }

  /// Separate horizontal (or upright) lines between two ends each.
  @discardableResult
  public func lines(
    _ segments: [(from: Point, to: Point)], _ options: LineOptions = LineOptions(), colors: [Color] = []
  ) -> Segments {
    let artist = Segments(
      segments.map { ($0.from, $0.to) }, color: colors.first ?? options.color ?? firstColor,
      lineWidth: options.lineWidth ?? rc.number("lines.linewidth"))
    if let style = options.lineStyle { artist.lineStyle = style }
    artist.colors = colors.count > 1 ? colors : []
    artist.label = options.label
    artist.alpha = options.alpha
    if let zorder = options.zorder { artist.zorder = zorder }
    if let clips = options.clips { artist.clips = clips }
    add(artist)
    return artist
  }

  /// Fills the area between two curves.
  ///
  /// - Parameters:
  ///   - y2: the other curve; one value stands for all.
  ///   - mask: fill only where this holds.
  ///   - interpolates: with a mask, the area ends where the curves cross, not at the last point.
  ///   - step: `pre`, `post` or `mid`, for curves that are steps.
  /// - Throws: `FigureError` of kind value for lengths that differ.
  @discardableResult
  public func fillBetween(
    x: [Double], _ y1: [Double], _ y2: [Double] = [0], where mask: [Bool]? = nil,
    interpolates: Bool = false, step: Line2D.DrawStyle = .straight,
    _ options: PatchOptions = PatchOptions(), upright: Bool = false
  ) throws -> Area {
    let (across, up) = upright ? ("y", "x") : ("x", "y")
    for (index, curve) in [y1, y2].enumerated() where curve.count != x.count && curve.count != 1 {
      throw FigureError(
        .value,
        "'\(across)' has size \(x.count), but '\(up)\(index + 1)' has an unequal size of \(curve.count)")
    }
    if let mask, mask.count != x.count {
      throw FigureError(.value, "where size (\(mask.count)) does not match '\(across)' size (\(x.count))")
    }
    func value(_ curve: [Double], _ index: Int) -> Double { curve.count == 1 ? curve[0] : curve[index] }
    var outlines: [[Point]] = []
    var lower: [Point] = []
    var upper: [Point] = []
    func point(_ along: Double, _ across: Double) -> Point {
      upright ? Point(across, along) : Point(along, across)
    }
    /// Where the curves cross between two neighbouring points.
    func crossing(_ a: Int, _ b: Int) -> Point? {
      guard x.indices.contains(a), x.indices.contains(b) else { return nil }
      let (d0, d1) = (value(y1, a) - value(y2, a), value(y1, b) - value(y2, b))
      guard d0.isFinite, d1.isFinite, d0 * d1 < 0 else { return nil }
      let t = d0 / (d0 - d1)
      return point(x[a] + (x[b] - x[a]) * t, value(y1, a) + (value(y1, b) - value(y1, a)) * t)
    }
    func stepped(_ points: [Point]) -> [Point] {
      guard step != .straight else { return points }
      let turned = upright ? points.map { Point($0.y, $0.x) } : points
      let steps = Line2D.stepped(turned, step)
      return upright ? steps.map { Point($0.y, $0.x) } : steps
    }
    func finish(at index: Int) {
      if interpolates, !lower.isEmpty, let end = crossing(index - 1, index) {
        lower.append(end)
        upper.append(end)
      }
      if lower.count > 1 { outlines.append(stepped(upper) + stepped(lower).reversed()) }
      lower = []
      upper = []
    }
    for index in x.indices {
      let (a, b) = (value(y1, index), value(y2, index))
      if mask?[index] ?? true, x[index].isFinite, a.isFinite, b.isFinite {
        if interpolates, lower.isEmpty, mask != nil, let start = crossing(index - 1, index) {
          lower.append(start)
          upper.append(start)
        }
        upper.append(point(x[index], a))
        lower.append(point(x[index], b))
      } else {
        finish(at: index)
      }
    }
    finish(at: x.count)
    let area = Area(outlines, faceColor: options.faceColor ?? options.color ?? nextPatchColor())
    area.apply(options)
    add(area)
    return area
  }

  /// A text at a place, in data units unless said otherwise.
  @discardableResult
  public func text(
    _ x: Double, _ y: Double, _ text: String, _ options: TextOptions = TextOptions(),
    coordinates: TextArtist.Coordinates = .data
  ) -> TextArtist {
    let artist = TextArtist(
      text, x: x, y: y, coordinates: coordinates, options: options, rc: rc)
    add(artist)
    return artist
  }
}
