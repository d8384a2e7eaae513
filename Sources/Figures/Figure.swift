import Arrays

/// A picture made of axes.
public final class Figure {
  /// Width and height in inches.
  public private(set) var size: (width: Double, height: Double)
  /// Pixels an inch.
  public private(set) var dpi: Double
  public var faceColor: Color
  public private(set) var axes: [Axes] = []
  public var current: Axes?
  public var title = ""
  public var titleStyle = TextOptions()
  /// Where the title stands in fractions of the figure; nil is the middle of the upper edge.
  public var titlePlace: (x: Double, y: Double)?
  public var number: Int
  public var layout: Layout
  public let rc: RcParams
  private var grids: [GridSpec] = []
  /// Texts that belong to no axes.
  public private(set) var texts: [TextArtist] = []
  /// A legend that belongs to no axes.
  public var legend: Legend?

  /// The margins of the grid of subplots in fractions of the figure, and the gaps in fractions of an axes.
  public struct Layout: Sendable {
    public var left = 0.125
    public var right = 0.9
    public var bottom = 0.11
    public var top = 0.88
    public var widthSpace = 0.2
    public var heightSpace = 0.2
    /// Labels get the room they need and no more.
    public var tight = false
    /// The room around labels then, in text sizes.
    public var tightPad = 1.08
    /// Between columns and rows, where that differs.
    public var tightAcross: Double?
    public var tightDown: Double?
    /// Left, bottom, right, top of the room that axes and labels may take.
    public var tightRect = (left: 0.0, bottom: 0.0, right: 1.0, top: 1.0)
    public init() {}
  }

  /// - Throws: `FigureError` of kind value for sizes that are not positive, or pictures too large to draw.
  public init(
    size: (width: Double, height: Double)? = nil, dpi: Double? = nil, number: Int = 1,
    rc: RcParams = RcParams()
  )
    throws
  {
    self.rc = rc
    let standard = rc.numbers("figure.figsize")
    self.size = size ?? (standard[0], standard[1])
    self.dpi = dpi ?? rc.number("figure.dpi")
    self.number = number
    faceColor = rc.color("figure.facecolor") ?? .white
    layout = Layout()
    layout.left = rc.number("figure.subplot.left")
    layout.right = rc.number("figure.subplot.right")
    layout.bottom = rc.number("figure.subplot.bottom")
    layout.top = rc.number("figure.subplot.top")
    layout.widthSpace = rc.number("figure.subplot.wspace")
    layout.heightSpace = rc.number("figure.subplot.hspace")
    layout.tight = rc.flag("figure.autolayout") || rc.flag("figure.constrained_layout.use")
    try Self.check(self.size, self.dpi)
  }

  /// Colour bars and their axes hold each other; nobody else does any more.
  deinit {
    for each in axes { each.dissolve() }
  }

  private static func check(_ size: (width: Double, height: Double), _ dpi: Double) throws {
    guard size.width.isFinite, size.height.isFinite, size.width > 0, size.height > 0 else {
      throw FigureError(.value, "figure size must be positive finite not (\(size.width), \(size.height))")
    }
    guard dpi.isFinite, dpi > 0 else { throw FigureError(.value, "dpi must be positive") }
    let (width, height) = (size.width * dpi, size.height * dpi)
    guard width < 32768, height < 32768, width * height <= 100_000_000 else {
      throw FigureError(
        .value,
        "Image size of \(Elementary.whole(width))x\(Elementary.whole(height)) pixels is too large. It must be less than 2^15 in each direction and 10^8 in all."
      )
    }
  }

  public func setSize(width: Double, height: Double) throws {
    try Self.check((width, height), dpi)
    size = (width, height)
  }

  public func setDPI(_ dpi: Double) throws {
    try Self.check(size, dpi)
    self.dpi = dpi
  }

  /// The picture's size at some resolution.
  public func pixelSize(dpi: Double? = nil) -> (width: Int, height: Int) {
    let dpi = dpi ?? self.dpi
    // Truncated as matplotlib does, but 4.9999999 inches are 5.
    func pixels(_ inches: Double) -> Int { max(1, Elementary.whole((inches * dpi + 1e-6).rounded(.down))) }
    return (pixels(size.width), pixels(size.height))
  }

  /// The axes in a cell of a grid, counted from 1 by rows; made new unless that very cell has one already.
  ///
  /// - Parameter last: the last cell for axes that span several.
  /// - Throws: `FigureError` of kind value for a cell outside the grid.
  @discardableResult
  public func subplot(rows: Int, columns: Int, _ first: Int, through last: Int? = nil, reuse: Bool = true)
    throws -> Axes
  {
    let grid = try grid(rows: rows, columns: columns)
    for index in [first, last ?? first] where index < 1 || index > rows * columns {
      throw FigureError(.value, "num must be an integer with 1 <= num <= \(rows * columns), not \(index)")
    }
    let (from, to) = (first - 1, (last ?? first) - 1)
    let (row, column) = ([from / columns, to / columns], [from % columns, to % columns])
    return addAxes(
      in: grid.cell(
        rows: min(row[0], row[1])...max(row[0], row[1]),
        columns: min(column[0], column[1])...max(column[0], column[1])), reuse: reuse)
  }

  /// The figure's grid of so many rows and columns, which all calls that name it share.
  public func grid(rows: Int, columns: Int) throws -> GridSpec {
    if let found = grids.first(where: { $0.rows == rows && $0.columns == columns }) { return found }
    let new = try GridSpec(rows: rows, columns: columns)
    grids.append(new)
    return new
  }

  /// The axes in a cell of a grid; made new unless that very cell has one already.
  @discardableResult
  public func addAxes(in cell: Axes.GridCell, reuse: Bool = false) -> Axes {
    if reuse, let found = axes.first(where: { $0.cell == cell && $0.colorbar == nil && !$0.isTwin }) {
      current = found
      return found
    }
    let new = Axes(rc: rc, figure: self)
    new.cell = cell
    axes.append(new)
    current = new
    return new
  }

  /// New axes at a place in fractions of the figure.
  @discardableResult
  public func addAxes(left: Double, bottom: Double, width: Double, height: Double) throws -> Axes {
    guard [left, bottom, width, height].allSatisfy(\.isFinite) else {
      throw FigureError(.value, "all entries in rect must be finite")
    }
    let new = Axes(rc: rc, figure: self)
    new.position = (left, bottom, width, height)
    axes.append(new)
    current = new
    return new
  }

  /// The current axes, made to fill the figure where there is none.
  public func currentAxes() -> Axes {
    if let current { return current }
    if let last = axes.last(where: { $0.colorbar == nil }) { return last }
    let new = Axes(rc: rc, figure: self)
    if let grid = try? grid(rows: 1, columns: 1) { new.cell = grid.cell(rows: 0...0, columns: 0...0) }
    axes.append(new)
    current = new
    return new
  }

  /// A text at a place in fractions of the figure.
  @discardableResult
  public func text(_ x: Double, _ y: Double, _ text: String, _ options: TextOptions = TextOptions())
    -> TextArtist
  {
    let artist = TextArtist(
      text, x: x, y: y, coordinates: .figure, options: options, rc: rc)
    texts.append(artist)
    return artist
  }

  func append(_ axes: Axes) { self.axes.append(axes) }

  public func remove(_ axes: Axes) {
    self.axes.removeAll { $0 === axes }
    for parent in axes.colorbar?.parents ?? [] { parent.attachedBar = nil }
    if current === axes { current = self.axes.last }
  }

  /// Empties the figure.
  public func clear() {
    axes = []
    current = nil
    title = ""
    texts = []
    legend = nil
    grids = []
  }

  /// Draws the figure on a canvas of `pixelSize(dpi:)`.
  public func draw(on canvas: any Canvas, dpi: Double? = nil) {
    let dpi = dpi ?? self.dpi
    let pointSize = dpi / 72
    let size = Point(Double(canvas.width), Double(canvas.height))
    if faceColor.alpha > 0 { canvas.fill(Path(Rect(0, 0, size.x, size.y)), faceColor) }
    let places = FigureLayout(self, size: size, pointSize: pointSize).places()
    for (axes, place) in zip(axes, places) where !Interruption.isPending {
      axes.draw(on: canvas, in: place, pointSize: pointSize, canvasSize: size)
    }
    let whole = wholeView(size, pointSize)
    for text in texts where text.visible { text.draw(on: canvas, in: whole) }
    if !title.isEmpty {
      let x = size.x * (titlePlace?.x ?? 0.5)
      titleStyle.draw(
        titleBlock(pointSize, size.x), on: canvas, at: Point(x, size.y * (1 - (titlePlace?.y ?? 0.98))),
        titleStyle.horizontal ?? .center, titleStyle.vertical ?? .top, size: rc.fontSize("figure.titlesize"),
        pointSize)
    }
    legend?.draw(on: canvas, in: whole, axes: nil)
  }

  /// The whole picture as if it were the frame of an axes from 0 to 1.
  func wholeView(_ size: Point, _ pointSize: Double) -> View {
    View(
      frame: Rect(0, 0, size.x, size.y), x: AxisMap(scale: .linear, low: 0, high: 1, from: 0, to: size.x),
      y: AxisMap(scale: .linear, low: 0, high: 1, from: size.y, to: 0), pointSize: pointSize,
      canvasSize: size)
  }

  func titleBlock(_ pointSize: Double, _ width: Double) -> TextBlock {
    var style = titleStyle
    if style.bold == nil { style.bold = rc.isBold("figure.titleweight") }
    return TextBlock(
      title,
      style.style(
        size: rc.fontSize("figure.titlesize"), pointSize: pointSize, color: rc.color("text.color") ?? .black),
      align: .center, spacing: style.lineSpacing ?? 1,
      room: (style.rotation ?? 0) == 0 && titlePlace == nil ? width - 6 * pointSize : .infinity)
  }

  /// What the title takes of the picture's upper edge, in pixels; nil where it was put elsewhere.
  func titleRoom(_ size: Point, _ pointSize: Double) -> Double? {
    guard !title.isEmpty else { return nil }
    if let titlePlace, titlePlace.y < 0.85 { return nil }
    return titleBlock(pointSize, size.x).height + size.y * (1 - (titlePlace?.y ?? 0.98))
  }

  /// The figure as pixels.
  ///
  /// - Throws: `FigureError` of kind value for a resolution at which the picture would be too large; MemoryError; what an interrupt
  ///   throws, where one came while it was drawn.
  public func render(dpi: Double? = nil) throws -> ImageData {
    try Self.check(size, dpi ?? self.dpi)
    let pixels = pixelSize(dpi: dpi)
    // The pixels, the rasteriser's cells and some room to draw with.
    try Storage.checkRoom(
      for: [pixels.height, pixels.width, 4], .uint8,
      bytes: (pixels.width + 2) * pixels.height * 8 + 1 << 20)
    let canvas = RasterCanvas(width: pixels.width, height: pixels.height, background: .none)
    draw(on: canvas, dpi: dpi)
    try Interruption.check()
    return canvas.picture
  }

  /// The figure as a PNG file.
  public func png(dpi: Double? = nil) throws -> [UInt8] {
    try PNG.encode(render(dpi: dpi).withoutOpaqueAlpha(), dotsPerInch: dpi ?? self.dpi)
  }
}
