/// A scale of colours beside the axes whose values it explains.
public final class Colorbar {
  public enum Location: String, Sendable, CaseIterable {
    case left, right, top, bottom

    /// - Throws: `FigureError` of kind value that lists the words there are.
    public init(parsing name: String) throws {
      guard let value = Location(rawValue: name) else {
        throw FigureError.unsupported(name, for: "location", supported: Self.allCases.map(\.rawValue))
      }
      self = value
    }

    var isHorizontal: Bool { self == .top || self == .bottom }
  }

  public struct Options: Sendable {
    public var location = Location.right
    public var label = ""
    public var ticks: [Double]?
    /// The part of the parent's place that the bar takes.
    public var fraction = 0.15
    /// The part of the parent's place between both.
    public var pad: Double?
    public var shrink = 1.0
    /// Length to width.
    public var aspect = 20.0
    /// Triangles at the ends for values beyond them.
    public var extendsLow = false
    public var extendsHigh = false
    /// Lines between bands of colours.
    public var drawsEdges = false
    public var alpha: Double?
    public init() {}
  }

  /// The frame of the bar.
  public let axes: Axes
  public let mapped: any ColorMapped
  public var options: Options
  private var members: [Member] = []
  /// The bar fills axes that the script made for it.
  let ownsAxes: Bool

  private struct Member {
    weak var axes: Axes?
  }

  init(axes: Axes, parents: [Axes], mapped: any ColorMapped, options: Options, ownsAxes: Bool) {
    self.axes = axes
    self.mapped = mapped
    self.options = options
    self.ownsAxes = ownsAxes
    members = parents.map { Member(axes: $0) }
  }

  /// The axes that the bar stands beside.
  var parents: [Axes] { members.compactMap(\.axes) }

  /// The writing beside the bar.
  public func setLabel(_ text: String, _ style: TextOptions = TextOptions()) {
    let axis = direction == .x ? axes.xAxis : axes.yAxis
    axis.label = text
    axis.labelStyle = style
  }

  /// The axis that the values run along.
  public var direction: Axis.Direction { options.location.isHorizontal ? .x : .y }

  private var pad: Double { options.pad ?? (options.location == .bottom ? 0.15 : 0.05) }

  private var taken: Double { min(max(options.fraction + pad, 0), 0.9) }

  /// How much smaller the gaps between several parents become.
  var gapScale: (x: Double, y: Double) {
    guard members.count > 1 else { return (1, 1) }
    return options.location.isHorizontal ? (1, 1 - taken) : (1 - taken, 1)
  }

  /// Bands of colours that are not of one width stand at even distances, their edges counted from 0.
  private var evenBands: [Double]? {
    guard let bands = mapped.bands, bands.count > 2, let first = bands.first, let last = bands.last else {
      return nil
    }
    let step = (last - first) / Double(bands.count - 1)
    let isEven = bands.indices.allSatisfy { abs(bands[$0] - first - step * Double($0)) <= abs(step) * 1e-6 }
    return isEven ? nil : bands
  }

  var hasEvenBands: Bool { evenBands != nil }

  /// Brings the bar's limits up to date with what it explains.
  func refresh() {
    let axis = direction == .x ? axes.xAxis : axes.yAxis
    if let bands = evenBands {
      (axis.shared.low, axis.shared.high) = (0, Double(bands.count - 1))
      if axis.tickLabels == nil {
        axis.ticks = bands.indices.map(Double.init)
        axis.tickLabels =
          axis.tickText.map { write in bands.enumerated().map { write($0.element, $0.offset) } }
          ?? TickFormatter(bands, bands[0], bands[bands.count - 1]).labels
      }
      return
    }
    var (low, high) = mapped.barLimits
    if !(low.isFinite && high.isFinite && low < high) {
      (low, high) = Limits.widened(low, low, by: 0.1, tiny: 1e-3)
    }
    axis.scale = mapped.norm.scale
    if axis.scale == .log, low <= 0 { (low, high) = (1, 10) }
    (axis.shared.low, axis.shared.high) = (low, high)
    if axis.ticks == nil, options.ticks == nil, let bands = mapped.bands {
      // At the edges of the bands, as many as there is room for.
      let every = max(1, (bands.count + 9) / 10)
      axis.ticks = stride(from: 0, to: bands.count, by: every).map { bands[$0] }
    }
  }

  /// The value at a place along the bar.
  func value(at place: Double) -> Double {
    guard let bands = evenBands else { return place }
    let index = min(max(Elementary.whole(place.rounded(.down)), 0), bands.count - 2)
    return (bands[index] + bands[index + 1]) / 2
  }

  /// The bar itself, beside the frames that its parents take.
  func part(of place: Rect, _ whole: (Axes) -> Rect) -> Rect {
    let parents = parents
    guard !ownsAxes, let first = parents.first else { return place }
    var around = whole(first)
    var frame = first.frame(in: first.part(of: around, whole))
    for other in parents.dropFirst() {
      around = around.union(whole(other))
      frame = frame.union(other.frame(in: other.part(of: whole(other), whole)))
    }
    let ends = (options.extendsLow ? 0.05 : 0) + (options.extendsHigh ? 0.05 : 0)
    if options.location.isHorizontal {
      let full = frame.width * options.shrink
      let height = max(4, full / options.aspect)
      let x0 = frame.center.x - full / 2 + (options.extendsLow ? 0.05 : 0) * full
      let y0 =
        options.location == .bottom
        ? around.y1 - around.height * options.fraction + height / 2
        : around.y0 + around.height * options.fraction - height * 1.5
      return Rect(x0, y0, x0 + full * (1 - ends), y0 + height)
    }
    let full = frame.height * options.shrink
    let width = max(4, max(full, around.height * 0.5 * options.shrink) / options.aspect)
    let x0 =
      options.location == .right
      ? frame.x1 + around.width * pad : frame.x0 - around.width * pad - width
    let y0 = frame.center.y - full / 2 + (options.extendsHigh ? 0.05 : 0) * full
    return Rect(x0, y0, x0 + width, y0 + full * (1 - ends))
  }

  /// What is left for a parent.
  func parentPart(of place: Rect, _ whole: (Axes) -> Rect) -> Rect {
    var around = place
    for parent in parents { around = around.union(whole(parent)) }
    guard around.width > 0, around.height > 0 else { return place }
    var room = around
    switch options.location {
    case .right: room.x1 -= around.width * taken
    case .left: room.x0 += around.width * taken
    case .bottom: room.y1 -= around.height * taken
    case .top: room.y0 += around.height * taken
    }
    let (sx, sy) = (room.width / around.width, room.height / around.height)
    return Rect(
      room.x0 + (place.x0 - around.x0) * sx, room.y0 + (place.y0 - around.y0) * sy,
      room.x0 + (place.x1 - around.x0) * sx, room.y0 + (place.y1 - around.y0) * sy)
  }
}

/// The band of colours inside a colour bar, with its outline.
final class ColorBand: Artist {
  private let bar: Colorbar
  private let isHorizontal: Bool

  init(_ bar: Colorbar) {
    self.bar = bar
    isHorizontal = bar.direction == .x
    super.init(zorder: 0)
    clips = false
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let frame = view.frame
    let (width, height) = (Elementary.whole(frame.width), Elementary.whole(frame.height))
    guard width > 0, height > 0 else { return }
    let mapped = bar.mapped
    let opacity = bar.options.alpha ?? mapped.alpha ?? 1
    let map = isHorizontal ? view.x : view.y
    func color(_ value: Double) -> Color {
      let color = mapped.shown(value)
      return color.withAlpha(color.alpha * opacity)
    }
    let start = isHorizontal ? frame.x0 : frame.y0
    let colors = (0..<(isHorizontal ? width : height)).map {
      color(bar.value(at: map.value(at: start + Double($0) + 0.5))).bytes
    }
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    for row in 0..<height {
      for column in 0..<width {
        let (r, g, b, a) = colors[isHorizontal ? column : row]
        let to = (row * width + column) * 4
        (pixels[to], pixels[to + 1], pixels[to + 2], pixels[to + 3]) = (r, g, b, a)
      }
    }
    canvas.image(
      ImageData(width: width, height: height, rgba: pixels), x: Elementary.whole(frame.x0),
      y: Elementary.whole(frame.y0))
    let beyond = (low: color(-.infinity), high: color(.infinity))
    drawEnds(on: canvas, in: view, beyond)
    for line in mapped.barLines {
      let place = map.pixel(line.value)
      guard place.isFinite else { continue }
      canvas.stroke(
        isHorizontal
          ? Path([Point(place, frame.y0), Point(place, frame.y1)])
          : Path([Point(frame.x0, place), Point(frame.x1, place)]),
        Pen(line.color, width: view.crisp(1.5)))
    }
    if bar.options.drawsEdges, let bands = mapped.bands {
      for (index, edge) in bands.enumerated().dropFirst().dropLast() {
        let place = map.pixel(bar.hasEvenBands ? Double(index) : edge)
        canvas.stroke(
          isHorizontal
            ? Path([Point(place, frame.y0), Point(place, frame.y1)])
            : Path([Point(frame.x0, place), Point(frame.x1, place)]),
          Pen(.black, width: view.crisp(0.8)))
      }
    }
  }

  /// Triangles for values beyond the ends, and one outline around everything.
  private func drawEnds(on canvas: any Canvas, in view: View, _ beyond: (low: Color, high: Color)) {
    let frame = view.frame
    let options = bar.options
    let parts = 1 - (options.extendsLow ? 0.05 : 0) - (options.extendsHigh ? 0.05 : 0)
    let reach = (isHorizontal ? frame.width : frame.height) / parts * 0.05
    let spine = bar.axes.spines[.left]
    let width = view.crisp(spine.width)
    let box = Rect(
      View.snap(frame.x0, width: width), View.snap(frame.y0, width: width),
      View.snap(frame.x1, width: width), View.snap(frame.y1, width: width))
    let middle = box.center
    var outline: [Point]
    if isHorizontal {
      let left = options.extendsLow ? [Point(box.x0 - reach, middle.y)] : []
      let right = options.extendsHigh ? [Point(box.x1 + reach, middle.y)] : []
      outline =
        [Point(box.x0, box.y0), Point(box.x1, box.y0)] + right
        + [Point(box.x1, box.y1), Point(box.x0, box.y1)] + left
      if let tip = left.first {
        canvas.fill(
          Path([tip, Point(frame.x0, box.y0), Point(frame.x0, box.y1)], closed: true), beyond.low)
      }
      if let tip = right.first {
        canvas.fill(
          Path([tip, Point(frame.x1, box.y1), Point(frame.x1, box.y0)], closed: true), beyond.high)
      }
    } else {
      let top = options.extendsHigh ? [Point(middle.x, box.y0 - reach)] : []
      let bottom = options.extendsLow ? [Point(middle.x, box.y1 + reach)] : []
      outline =
        [Point(box.x0, box.y0)] + top + [Point(box.x1, box.y0), Point(box.x1, box.y1)] + bottom
        + [Point(box.x0, box.y1)]
      if let tip = top.first {
        canvas.fill(
          Path([tip, Point(box.x1, frame.y0), Point(box.x0, frame.y0)], closed: true), beyond.high)
      }
      if let tip = bottom.first {
        canvas.fill(
          Path([tip, Point(box.x0, frame.y1), Point(box.x1, frame.y1)], closed: true), beyond.low)
      }
    }
    guard spine.width > 0, spine.visible else { return }
    canvas.stroke(Path(outline, closed: true), Pen(spine.color, width: width, join: .miter))
  }
}

extension Figure {
  /// Adds a colour bar beside axes, or into axes of its own.
  ///
  /// - Parameters:
  ///   - parents: nil is the axes that holds `mapped`, else the current one.
  ///   - own: axes that the bar fills.
  @discardableResult
  public func colorbar(
    _ mapped: any ColorMapped, beside parents: [Axes]? = nil, into own: Axes? = nil,
    _ options: Colorbar.Options = Colorbar.Options()
  )
    -> Colorbar
  {
    let owner = axes.first { axes in axes.artists.contains { $0 === mapped } }
    let beside = own == nil ? parents ?? [owner ?? currentAxes()] : []
    let new = own ?? Axes(rc: rc, figure: self)
    if own == nil, let first = beside.first {
      new.cell = beside.dropFirst().reduce(first.cell) { cell, other in
        guard let cell, let more = other.cell else { return cell }
        return cell.union(more)
      }
      new.position = first.position
    }
    let bar = Colorbar(axes: new, parents: beside, mapped: mapped, options: options, ownsAxes: own != nil)
    new.colorbar = bar
    for old in new.artists where old is ColorBand { new.remove(old) }
    new.add(ColorBand(bar))
    // The band draws the outline: there may be triangles at its ends.
    new.showsFrame = false
    let (along, across) = bar.direction == .x ? (new.xAxis, new.yAxis) : (new.yAxis, new.xAxis)
    let isFar = options.location == .right || options.location == .top
    along.tickSides = Sides(near: !isFar, far: isFar)
    along.labelSides = along.tickSides
    along.labelOnFarSide = isFar
    along.ticks = options.ticks
    along.label = options.label
    along.grid = nil
    across.hidden = true
    across.grid = nil
    across.shared.low = 0
    across.shared.high = 1
    bar.refresh()
    if own == nil { append(new) }
    for parent in beside {
      parent.attachedBar = bar
      for twin in axes where twin.isTwin && twin.cell == parent.cell && twin.cell != nil {
        twin.attachedBar = bar
      }
    }
    return bar
  }

  /// The last image or scatter plot with values in the current axes: what `colorbar()` without arguments explains.
  ///
  /// - Throws: `FigureError` in matplotlib's words where there is none.
  public func currentMapped() throws -> any ColorMapped {
    for artist in currentAxes().artists.reversed() {
      if let points = artist as? PathCollection, points.values == nil { continue }
      if let mapped = artist as? any ColorMapped { return mapped }
    }
    throw FigureError(
      .runtime,
      "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
    )
  }
}
