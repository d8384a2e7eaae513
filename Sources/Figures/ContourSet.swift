import Arrays

/// Lines of equal value, or the areas between them, over a grid of values.
public final class ContourSet: Artist, ColorMapped {
  public let levels: [Double]
  public let filled: Bool
  public var colormap: Colormap
  public var norm = Norm.linear
  public var vmin: Double?
  public var vmax: Double?
  /// One a level (or an area), in turn, in place of the colour map.
  public var colors: [Color] = []
  public var lineWidths: [Double]
  public var lineStyles: [LineStyle] = []
  /// Colours for values below the first and above the last level.
  public var extendsLow = false
  public var extendsHigh = false
  public var labels: Labels?
  /// Names of the levels as an axis would write them.
  public var plainNames: [String] { TickFormatter(levels, levels.first ?? 0, levels.last ?? 1).labels }
  let grid: ContourLines
  /// Lines below zero are dashed where all lines have one colour.
  private let negativeStyle: LineStyle

  public struct Labels {
    public var size: Double
    /// The levels to name; nil for all.
    public var levels: [Double]?
    public var color: Color?
    /// The line leaves room for its name.
    public var inline = true
    public var spacing = 5.0
    public var text: (Double) -> String

    public init(size: Double, text: @escaping (Double) -> String) {
      self.size = size
      self.text = text
    }
  }

  init(_ grid: ContourLines, levels: [Double], filled: Bool, colormap: Colormap, rc: RcParams) {
    self.grid = grid
    self.levels = levels
    self.filled = filled
    self.colormap = colormap
    if case .number(let width)? = rc.get("contour.linewidth") {
      lineWidths = [width]
    } else {
      lineWidths = [rc.number("lines.linewidth")]
    }
    negativeStyle = (try? LineStyle(parsing: rc.text("contour.negative_linestyle"))) ?? .dashed
    super.init(zorder: filled ? 1 : 2)
  }

  /// What the colour map sees: levels, or the middles of the areas between them.
  private var steps: [Double] {
    if !filled { return levels }
    return zip(levels, levels.dropFirst()).map { ($0 + $1) / 2 }
  }

  public func dataRange() -> (Double, Double)? { range(of: levels) }
  public var bands: [Double]? { filled ? levels : nil }
  public var barLimits: (low: Double, high: Double) { (levels.first ?? 0, levels.last ?? 1) }

  public var barLines: [(value: Double, color: Color)] {
    filled ? [] : levels.indices.map { (levels[$0], color($0)) }
  }

  public func shown(_ value: Double) -> Color {
    guard filled else { return .none }
    return band(value).map(bandColor) ?? .none
  }

  /// The colour of a level, or of the area above it.
  func color(_ index: Int) -> Color {
    if !colors.isEmpty { return colors[index % colors.count] }
    let (low, high) = colorLimits
    let steps = steps
    guard steps.indices.contains(index) else { return .none }
    return colormap.color(
      low < high ? norm.place(steps[index], low, high, colors: colormap.count) : steps.count == 1 ? 0 : 0.5)
  }

  /// -1 below the levels, `levels.count - 1` above them, nil where nothing is drawn.
  private func band(_ value: Double) -> Int? {
    guard let first = levels.first, let last = levels.last, !value.isNaN else { return nil }
    if value < first { return extendsLow ? -1 : nil }
    if value > last { return extendsHigh ? levels.count - 1 : nil }
    var (a, b) = (0, levels.count - 1)
    while b - a > 1 {
      let middle = (a + b) / 2
      // Bands are closed at their upper end, as matplotlib's are.
      if levels[middle] < value { a = middle } else { b = middle }
    }
    return a
  }

  private func bandColor(_ band: Int) -> Color {
    let color: Color
    if !colors.isEmpty {
      // Below the levels there is a colour only where one is asked for.
      color = colors[max(band + (extendsLow ? 1 : 0), 0) % colors.count]
    } else if band < 0 {
      color = colormap.under ?? colormap.color(0)
    } else if band >= levels.count - 1 {
      color = colormap.over ?? colormap.color(1)
    } else {
      color = self.color(band)
    }
    return color.withAlpha(color.alpha * (alpha ?? 1))
  }

  override var canHaveLegendEntry: Bool { false }

  override var extent: Extent {
    var result = Extent(x: grid.x, y: grid.y)
    for edge in [result.x.low, result.x.high] where edge.isFinite { result.stickX(edge) }
    for edge in [result.y.low, result.y.high] where edge.isFinite { result.stickY(edge) }
    return result
  }

  override func draw(on canvas: any Canvas, in view: View) {
    if filled { fill(on: canvas, in: view) } else { drawLines(on: canvas, in: view) }
  }

  private func fill(on canvas: any Canvas, in view: View) {
    let frame = view.frame
    let (left, top) = (Elementary.whole(frame.x0), Elementary.whole(frame.y0))
    let (width, height) = (Elementary.whole(frame.x1) - left, Elementary.whole(frame.y1) - top)
    guard width > 0, height > 0, grid.columns > 1, grid.rows > 1 else { return }
    // Places across and down at which values are found: each pixel's middle, and four parts of it for edges.
    func places(_ map: AxisMap, _ axis: [Double], _ start: Int, _ count: Int, _ parts: Int) -> [(
      Int, Double
    )?] {
      (0..<count * parts).map { index in
        let pixel = Double(start) + (Double(index) + 0.5) / Double(parts)
        return Self.cell(of: map.value(at: pixel), in: axis)
      }
    }
    let axisX = Array(grid.x[..<grid.columns])
    let axisY = (0..<grid.rows).map { grid.y[$0 * grid.columns] }
    let (across, down) = (places(view.x, axisX, left, width, 1), places(view.y, axisY, top, height, 1))
    var bands = [Int](repeating: -2, count: width * height)
    for row in 0..<height where !Interruption.isPending {
      guard let y = down[row] else { continue }
      for column in 0..<width {
        guard let x = across[column] else { continue }
        bands[row * width + column] = band(value(x, y)) ?? -2
      }
    }
    let table = (-1..<max(levels.count, 1)).map { bandColor($0).bytes }
    let fineX = places(view.x, axisX, left, width, 4)
    let fineY = places(view.y, axisY, top, height, 4)
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    for row in 0..<height {
      for column in 0..<width {
        let at = row * width + column
        let own = bands[at]
        let isEdge =
          (column > 0 && bands[at - 1] != own) || (column + 1 < width && bands[at + 1] != own)
          || (row > 0 && bands[at - width] != own) || (row + 1 < height && bands[at + width] != own)
        var color: (UInt8, UInt8, UInt8, UInt8) = own < -1 ? (0, 0, 0, 0) : table[own + 1]
        if isEdge {
          var sum = (0, 0, 0, 0)
          for subRow in row * 4..<row * 4 + 4 {
            guard let y = fineY[subRow] else { continue }
            for subColumn in column * 4..<column * 4 + 4 {
              guard let x = fineX[subColumn], let part = band(value(x, y)) else { continue }
              let (r, g, b, a) = table[part + 1]
              sum.0 += Int(r) * Int(a)
              sum.1 += Int(g) * Int(a)
              sum.2 += Int(b) * Int(a)
              sum.3 += Int(a)
            }
          }
          let half = sum.3 / 2
          color =
            sum.3 == 0
            ? (0, 0, 0, 0)
            : (
              UInt8((sum.0 + half) / sum.3), UInt8((sum.1 + half) / sum.3), UInt8((sum.2 + half) / sum.3),
              UInt8((sum.3 + 8) / 16)
            )
        }
        (pixels[at * 4], pixels[at * 4 + 1], pixels[at * 4 + 2], pixels[at * 4 + 3]) = color
      }
    }
    canvas.image(ImageData(width: width, height: height, rgba: pixels), x: left, y: top)
  }

  private func value(_ x: (Int, Double), _ y: (Int, Double)) -> Double {
    let at = y.0 * grid.columns + x.0
    let (a, b) = (grid.values[at], grid.values[at + 1])
    let (c, d) = (grid.values[at + grid.columns], grid.values[at + grid.columns + 1])
    let low = a + (b - a) * x.1
    let high = c + (d - c) * x.1
    return low + (high - low) * y.1
  }

  /// The gap of a rising or falling axis that a value lies in, and how far.
  private static func cell(of value: Double, in axis: [Double]) -> (Int, Double)? {
    guard let first = axis.first, let last = axis.last, value.isFinite else { return nil }
    let rises = first <= last
    guard rises ? value >= first && value <= last : value <= first && value >= last else { return nil }
    var (a, b) = (0, axis.count - 1)
    while b - a > 1 {
      let middle = (a + b) / 2
      if (axis[middle] <= value) == rises { a = middle } else { b = middle }
    }
    let span = axis[b] - axis[a]
    return (a, span == 0 ? 0 : (value - axis[a]) / span)
  }

  private func drawLines(on canvas: any Canvas, in view: View) {
    let isPlain = colors.count == 1
    for (index, level) in levels.enumerated() {
      let color = color(index)
      let tint = color.withAlpha(alpha ?? color.alpha)
      let width = (lineWidths.isEmpty ? 1.5 : lineWidths[index % lineWidths.count]) * view.pointSize
      let style =
        lineStyles.isEmpty
        ? (isPlain && level < 0 ? negativeStyle : .solid) : lineStyles[index % lineStyles.count]
      guard style != .none, width > 0 else { continue }
      let pen = Pen(tint, width: width, dash: style.dash(width: width))
      var names: [(TextBlock, Point)] = []
      if Interruption.isPending { return }
      for line in grid.lines(level) {
        let points = line.points.map { view.place($0.x, $0.y) }.filter(\.isFinite)
        if let name = label(level, points, line.closed, tint, view) {
          for part in name.parts { canvas.stroke(Path(part), pen) }
          names.append((name.block, name.at))
        } else {
          canvas.stroke(Path(points, closed: line.closed), pen)
        }
      }
      for (block, at) in names { block.draw(on: canvas, at: at, .center, .center) }
    }
  }

  /// A line's name in its middle, and the parts of the line beside it; nil where there is no room.
  private func label(_ level: Double, _ points: [Point], _ closed: Bool, _ tint: Color, _ view: View)
    -> (block: TextBlock, at: Point, parts: [[Point]])?
  {
    guard let labels, labels.levels?.contains(where: { abs($0 - level) <= 1e-9 * max(1, abs(level)) }) ?? true
    else { return nil }
    let inside = points.filter { view.frame.contains($0) }
    var line = closed && inside.count == points.count ? points + points.prefix(1) : inside
    guard line.count > 1 else { return nil }
    var style = TextStyle(size: labels.size * view.pointSize, color: labels.color ?? tint)
    let text = labels.text(level)
    let width = TextBlock(text, style).width + labels.spacing * view.pointSize
    var lengths = [0.0]
    for index in 1..<line.count {
      let d = line[index] - line[index - 1]
      lengths.append(lengths[index - 1] + (d.x * d.x + d.y * d.y).squareRoot())
    }
    let whole = lengths[lengths.count - 1]
    guard whole > width * 1.5 else { return nil }
    func point(_ length: Double) -> Point {
      let index = max(1, lengths.firstIndex { $0 >= length } ?? lengths.count - 1)
      let span = lengths[index] - lengths[index - 1]
      return .mix(line[index - 1], line[index], span > 0 ? (length - lengths[index - 1]) / span : 0)
    }
    let (from, to) = (point(whole / 2 - width / 2), point(whole / 2 + width / 2))
    style.rotation = Elementary.degrees(of: to.x < from.x ? from - to : to - from)
    let block = TextBlock(text, style)
    if !labels.inline { return (block, .mix(from, to, 0.5), [points + (closed ? points.prefix(1) : [])]) }
    let before = line.indices.filter { lengths[$0] < whole / 2 - width / 2 }.map { line[$0] } + [from]
    let after = [to] + line.indices.filter { lengths[$0] > whole / 2 + width / 2 }.map { line[$0] }
    line = []
    return (block, .mix(from, to, 0.5), [before, after])
  }
}

extension Axes {
  /// Draws lines of equal value, or fills the areas between them.
  ///
  /// - Parameters:
  ///   - x, y: places of the values, by rows as they are.
  ///   - levels: rising; nil finds about `count` round ones.
  /// - Throws: `FigureError` of kind value for levels that do not rise, of kind type for a grid too small.
  @discardableResult
  public func contour(
    x: [Double], y: [Double], values: [Double], columns: Int, rows: Int, levels: [Double]? = nil,
    count: Int = 7, filled: Bool, colormap: Colormap? = nil
  ) throws -> ContourSet {
    guard columns >= 2, rows >= 2 else {
      throw FigureError(
        .type,
        "Input z must be at least a (2, 2) shaped array, but has shape \(FigureError.shape([rows, columns]))")
    }
    if filled {
      for index in x.indices {
        if Interruption.isPending(at: index) { try Interruption.check() }
        guard x[index] != x[index % columns] || y[index] != y[index / columns * columns] else { continue }
        throw FigureError(
          .value, "contourf() takes rows and columns at straight lines here, as meshgrid gives them")
      }
    }
    try Interruption.check()
    let finite = values.filter(\.isFinite)
    try Interruption.check()
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let chosen = try levels ?? Self.levels(low, high, max(1, min(count, 1000)))
    if filled, chosen.count < 2 { throw FigureError(.value, "Filled contours require at least 2 levels.") }
    guard zip(chosen, chosen.dropFirst()).allSatisfy({ $0 < $1 }), chosen.allSatisfy(\.isFinite) else {
      throw FigureError(.value, "Contour levels must be increasing")
    }
    let set = ContourSet(
      ContourLines(columns: columns, rows: rows, x: x, y: y, values: values), levels: chosen, filled: filled,
      colormap: try colormap ?? Colormap.named(rc.text("image.cmap")), rc: rc)
    add(set)
    return set
  }

  private static func levels(_ low: Double, _ high: Double, _ count: Int) throws -> [Double] {
    var levels = TickLocator.levels(count + 1).ticks(low, high)
    if levels.count < 2 { levels = [low - 0.5, low + 0.5] }
    let first = levels.lastIndex { $0 < low } ?? 0
    let last = levels.firstIndex { $0 > high } ?? levels.count - 1
    return last + 1 - first < 3 ? levels : Array(levels[first...last])
  }
}
