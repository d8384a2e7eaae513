/// What a call may say about a text's look; what it leaves out keeps its default.
public struct TextOptions: Sendable {
  /// In points.
  public var size: Double?
  public var color: Color?
  public var alpha: Double?
  /// Degrees counter-clockwise.
  public var rotation: Double?
  /// The text is aligned before it is turned: matplotlib's `rotation_mode='anchor'`.
  public var turnsAboutAnchor = false
  public var bold: Bool?
  public var italic: Bool?
  public var horizontal: HorizontalAlignment?
  public var vertical: VerticalAlignment?
  /// Distance from what the text belongs to, in points.
  public var pad: Double?
  /// How lines of different lengths stand to each other; nil as the text stands to its place.
  public var lines: HorizontalAlignment?
  /// The distance of lines as a multiple of the usual one.
  public var lineSpacing: Double?
  /// The text may not leave the frame.
  public var clips: Bool?
  /// A filled box behind the text.
  public var box: BoxOptions?
  public var zorder: Double?

  public struct BoxOptions: Sendable {
    public var face: Color? = Color(0.12156862745098039, 0.4666666666666667, 0.7058823529411765)
    public var edge: Color? = .black
    public var alpha: Double?
    /// In text sizes.
    public var pad = 0.3
    public var rounded = false
    public var lineWidth: Double?
    public var lineStyle: LineStyle?
    public init() {}
  }

  public init() {}

  /// The style at so many pixels a point, with defaults for what was left out.
  func style(
    size defaultSize: Double, pointSize: Double, rotation defaultRotation: Double = 0,
    color defaultColor: Color = .black
  ) -> TextStyle {
    TextStyle(
      size: (size ?? defaultSize) * pointSize,
      color: (color ?? defaultColor).withAlpha(alpha ?? (color ?? defaultColor).alpha),
      rotation: rotation ?? defaultRotation, bold: bold ?? false, italic: italic ?? false)
  }
}

extension TextOptions {
  /// Takes over what other options say; what they leave out stays.
  public mutating func take(_ other: TextOptions) {
    size = other.size ?? size
    color = other.color ?? color
    alpha = other.alpha ?? alpha
    rotation = other.rotation ?? rotation
    bold = other.bold ?? bold
    italic = other.italic ?? italic
    horizontal = other.horizontal ?? horizontal
    vertical = other.vertical ?? vertical
    pad = other.pad ?? pad
    box = other.box ?? box
    zorder = other.zorder ?? zorder
    lines = other.lines ?? lines
    lineSpacing = other.lineSpacing ?? lineSpacing
    clips = other.clips ?? clips
    if other.turnsAboutAnchor { turnsAboutAnchor = true }
  }
}

extension TextOptions {
  /// Draws a line of writing with its box behind it.
  func draw(
    _ block: TextBlock, on canvas: any Canvas, at anchor: Point, _ horizontal: HorizontalAlignment,
    _ vertical: VerticalAlignment, size: Double, _ pointSize: Double
  ) {
    drawBox(
      on: canvas, behind: block.box(at: anchor, horizontal, vertical), size: self.size ?? size, pointSize)
    block.draw(on: canvas, at: anchor, horizontal, vertical)
  }

  /// Draws the box behind writing of some size in points, where there is to be one.
  func drawBox(on canvas: any Canvas, behind writing: Rect, size: Double, _ pointSize: Double) {
    guard let look = box else { return }
    let pad = look.pad * size * pointSize
    let outline = writing.insetBy(-pad)
    let path = look.rounded ? Path.rounded(outline, radius: pad) : Path(outline)
    if let face = look.face { canvas.fill(path, face.withAlpha(look.alpha ?? face.alpha)) }
    if let edge = look.edge {
      let width = (look.lineWidth ?? 1) * pointSize
      canvas.stroke(
        path,
        Pen(
          edge.withAlpha(look.alpha ?? edge.alpha), width: width,
          dash: (look.lineStyle ?? .solid).dash(width: width), join: .miter))
    }
  }
}
