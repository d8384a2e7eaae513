/// What a call may say about a text's look; what it leaves out keeps its default.
public struct TextOptions: Sendable {
  /// In points.
  public var size: Double?
  public var color: Color?
  public var alpha: Double?
  /// Degrees counter-clockwise.
  public var rotation: Double?
  public var bold: Bool?
  public var italic: Bool?
  public var horizontal: HorizontalAlignment?
  public var vertical: VerticalAlignment?
  /// Distance from what the text belongs to, in points.
  public var pad: Double?
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
    public init() {}
  }

  public init() {}

  /// The style at so many pixels a point, with defaults for what was left out.
  func style(size defaultSize: Double, pointSize: Double, rotation defaultRotation: Double = 0) -> TextStyle {
    TextStyle(
      size: (size ?? defaultSize) * pointSize, color: (color ?? .black).withAlpha(alpha ?? color?.alpha ?? 1),
      rotation: rotation ?? defaultRotation, bold: bold ?? false, italic: italic ?? false)
  }
}
