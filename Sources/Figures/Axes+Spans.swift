extension Axes {
  /// A horizontal line across the frame, from `from` to `to` of its width.
  @discardableResult
  public func axhline(y: Double = 0, from: Double = 0, to: Double = 1, _ options: LineOptions = LineOptions())
    -> Line2D
  {
    let line = Line2D(
      x: [from, to], y: [y, y], color: options.color ?? Color.cycle[0],
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
      x: [x, x], y: [from, to], color: options.color ?? Color.cycle[0],
      lineWidth: rc.number("lines.linewidth"))
    line.yInFrame = true
    options.apply(to: line)
    add(line)
    return line
  }

  /// A band across the frame between two heights.
  @discardableResult
  public func axhspan(_ low: Double, _ high: Double, _ options: PatchOptions = PatchOptions()) -> Bars {
    span(
      Bars.Bar(x: 0, y: low, width: 1, height: high - low, color: spanColor(options)), options,
      horizontal: true)
  }

  /// An upright band across the frame.
  @discardableResult
  public func axvspan(_ low: Double, _ high: Double, _ options: PatchOptions = PatchOptions()) -> Bars {
    span(
      Bars.Bar(x: low, y: 0, width: high - low, height: 1, color: spanColor(options)), options,
      horizontal: false)
  }

  private func spanColor(_ options: PatchOptions) -> Color {
    options.faceColor ?? options.color ?? Color.cycle[0]
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
  public func lines(_ segments: [(from: Point, to: Point)], _ options: LineOptions = LineOptions())
    -> Segments
  {
    let artist = Segments(
      segments.map { ($0.from, $0.to) }, color: options.color ?? Color.cycle[0],
      lineWidth: options.lineWidth ?? rc.number("lines.linewidth"))
    if let style = options.lineStyle { artist.lineStyle = style }
    artist.label = options.label
    artist.alpha = options.alpha
    if let zorder = options.zorder { artist.zorder = zorder }
    add(artist)
    return artist
  }

  /// Fills the area between two curves.
  ///
  /// - Parameters:
  ///   - y2: the other curve; one value stands for all.
  ///   - mask: fill only where this holds.
  /// - Throws: `FigureError` of kind value for lengths that differ.
  @discardableResult
  public func fillBetween(
    x: [Double], _ y1: [Double], _ y2: [Double] = [0], where mask: [Bool]? = nil,
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
    func finish() {
      if lower.count > 1 { outlines.append(upper + lower.reversed()) }
      lower = []
      upper = []
    }
    for index in x.indices {
      let (a, b) = (value(y1, index), value(y2, index))
      if mask?[index] ?? true, x[index].isFinite, a.isFinite, b.isFinite {
        upper.append(upright ? Point(a, x[index]) : Point(x[index], a))
        lower.append(upright ? Point(b, x[index]) : Point(x[index], b))
      } else {
        finish()
      }
    }
    finish()
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
      text, x: x, y: y, coordinates: coordinates, options: options, defaultSize: fontSize)
    add(artist)
    return artist
  }
}
