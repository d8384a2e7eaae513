/// A scale of colours beside the axes whose values it explains.
public final class Colorbar {
  public struct Options: Sendable {
    public var horizontal = false
    public var label = ""
    public var ticks: [Double]?
    /// The part of the parent's place that the bar takes.
    public var fraction = 0.15
    /// The part of the parent's place between both.
    public var pad: Double?
    public var shrink = 1.0
    /// Length to width.
    public var aspect = 20.0
    public init() {}
  }

  /// The frame of the bar.
  public let axes: Axes
  public let mapped: any ColorMapped
  private(set) weak var parent: Axes?
  let options: Options

  init(axes: Axes, parent: Axes, mapped: any ColorMapped, options: Options) {
    self.axes = axes
    self.parent = parent
    self.mapped = mapped
    self.options = options
  }

  /// The writing beside the bar.
  public func setLabel(_ text: String, _ style: TextOptions = TextOptions()) {
    let axis = options.horizontal ? axes.xAxis : axes.yAxis
    axis.label = text
    axis.labelStyle = style
  }

  /// The axis that the values run along.
  public var direction: Axis.Direction { options.horizontal ? .x : .y }

  var pad: Double { options.pad ?? (options.horizontal ? 0.15 : 0.05) }

  /// Brings the bar's limits up to date with what it explains.
  func refresh() {
    let limits = mapped.colorLimits
    let axis = options.horizontal ? axes.xAxis : axes.yAxis
    let (low, high) =
      limits.low.isFinite && limits.high.isFinite && limits.low < limits.high
      ? limits : Limits.widened(limits.low, limits.low, by: 0.1, tiny: 1e-3)
    axis.shared.low = low
    axis.shared.high = high
  }

  /// The bar itself, beside the frame that its parent takes in a place.
  func part(of place: Rect) -> Rect {
    let room = parentPart(of: place)
    let frame = parent?.frame(in: room) ?? room
    if options.horizontal {
      let length = frame.width * options.shrink
      let height = max(4, length / options.aspect)
      let x0 = frame.center.x - length / 2
      let y0 = place.y1 - place.height * options.fraction + height / 2
      return Rect(x0, y0, x0 + length, y0 + height)
    }
    let length = frame.height * options.shrink
    let width = max(4, max(length, place.height * 0.5 * options.shrink) / options.aspect)
    let x0 = frame.x1 + place.width * pad
    let y0 = frame.center.y - length / 2
    return Rect(x0, y0, x0 + width, y0 + length)
  }

  /// What is left for the parent.
  func parentPart(of place: Rect) -> Rect {
    let taken = min(max(options.fraction + pad, 0), 0.9)
    return options.horizontal
      ? Rect(place.x0, place.y0, place.x1, place.y1 - place.height * taken)
      : Rect(place.x0, place.y0, place.x1 - place.width * taken, place.y1)
  }
}

/// The band of colours inside a colour bar.
final class ColorBand: Artist {
  private let mapped: any ColorMapped
  private let horizontal: Bool

  init(_ mapped: any ColorMapped, horizontal: Bool) {
    self.mapped = mapped
    self.horizontal = horizontal
    super.init(zorder: 0)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let frame = view.frame
    let (width, height) = (Elementary.whole(frame.width), Elementary.whole(frame.height))
    guard width > 0, height > 0 else { return }
    let length = horizontal ? width : height
    let opacity = ImageData.byte(mapped.alpha ?? 1)
    let table = mapped.colormap.table
    var pixels = [UInt8](repeating: opacity, count: width * height * 4)
    for row in 0..<height {
      for column in 0..<width {
        let step = horizontal ? column : height - 1 - row
        let from = mapped.colormap.index((Double(step) + 0.5) / Double(length)) * 3
        let to = (row * width + column) * 4
        for channel in 0..<3 { pixels[to + channel] = table[from + channel] }
      }
    }
    canvas.image(
      ImageData(width: width, height: height, rgba: pixels), x: Elementary.whole(frame.x0),
      y: Elementary.whole(frame.y0))
  }
}

extension Figure {
  /// Adds a colour bar beside an axes.
  ///
  /// - Parameter parent: nil is the axes that holds `mapped`, else the current one.
  @discardableResult
  public func colorbar(
    _ mapped: any ColorMapped, beside parent: Axes? = nil, _ options: Colorbar.Options = Colorbar.Options()
  )
    -> Colorbar
  {
    let owner = axes.first { axes in axes.artists.contains { $0 === mapped } }
    let parent = parent ?? owner ?? currentAxes()
    let new = Axes(rc: rc, figure: self)
    new.cell = parent.cell
    new.position = parent.position
    let bar = Colorbar(axes: new, parent: parent, mapped: mapped, options: options)
    new.colorbar = bar
    new.add(ColorBand(mapped, horizontal: options.horizontal))
    let (along, across) = options.horizontal ? (new.xAxis, new.yAxis) : (new.yAxis, new.xAxis)
    along.onFarSide = !options.horizontal
    along.ticks = options.ticks
    along.label = options.label
    along.grid = nil
    across.showsTicks = false
    across.showsTickLabels = false
    across.grid = nil
    across.shared.low = 0
    across.shared.high = 1
    bar.refresh()
    append(new)
    parent.attachedBar = bar
    return bar
  }

  /// The last image or scatter plot with values in the current axes: what `colorbar()` without arguments explains.
  ///
  /// - Throws: `FigureError` in matplotlib's words where there is none.
  public func currentMapped() throws -> any ColorMapped {
    for artist in currentAxes().artists.reversed() {
      if let image = artist as? AxesImage { return image }
      if let points = artist as? PathCollection, points.values != nil { return points }
    }
    throw FigureError(
      .runtime,
      "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
    )
  }
}
