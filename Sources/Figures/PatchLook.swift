/// What a call may say about a filled shape's look; what it leaves out keeps its default.
public struct PatchOptions: Sendable {
  public var color: Color?
  /// One colour a bar, over `color`.
  public var colors: [Color]?
  public var faceColor: Color?
  public var edgeColor: Color?
  /// One a bar, over `edgeColor`.
  public var edgeColors: [Color]?
  /// In points.
  public var lineWidth: Double?
  public var lineWidths: [Double]?
  public var lineStyle: LineStyle?
  public var fill: Bool?
  public var hatch: Hatch?
  /// One a bar, over `hatch`.
  public var hatches: [Hatch?]?
  public var label: String?
  public var alpha: Double?
  public var zorder: Double?
  public var clips: Bool?
  public init() {}
}

/// How a filled shape is painted.
public struct PatchLook: Sendable {
  public var face: Color
  /// nil draws no outline, but for shapes without a face.
  public var edge: Color?
  /// In points.
  public var lineWidth = 1.0
  public var lineStyle = LineStyle.solid
  public var fill = true
  public var hatch: Hatch?

  public init(face: Color) { self.face = face }

  /// Takes over what a call says; `color` names face and edge.
  public mutating func apply(_ options: PatchOptions) {
    if let color = options.color {
      face = color
      if edge != nil { edge = color }
    }
    if let color = options.faceColor { face = color }
    if let color = options.edgeColor { edge = color }
    if let width = options.lineWidth { lineWidth = width }
    if let style = options.lineStyle { lineStyle = style }
    if let fill = options.fill { self.fill = fill }
    if let hatch = options.hatch { self.hatch = hatch }
  }

  /// Fills, hatches and outlines closed lines in pixels.
  ///
  /// - Parameter crisp: edges lie on the pixel grid.
  func paint(
    _ path: Path, outlines: @autoclosure () -> [[Point]], alpha: Double?, on canvas: any Canvas,
    _ pointSize: Double, crisp: Bool = false
  ) {
    if fill, face.alpha > 0 { canvas.fill(path, face.withAlpha(alpha ?? face.alpha)) }
    let line = edge ?? (fill ? nil : face)
    if let hatch {
      let color = line ?? .black
      hatch.draw(
        inside: outlines(), on: canvas, color.withAlpha(alpha ?? color.alpha), width: pointSize,
        pointSize: pointSize)
    }
    guard let line, line.alpha > 0, lineWidth > 0 else { return }
    var width = lineWidth * pointSize
    var outline = path
    if crisp {
      width = max(1, width.rounded())
      let shift = Elementary.whole(width) % 2 == 1 ? 0.5 : 0
      outline = path.mapped { Point($0.x + shift, $0.y + shift) }
    }
    canvas.stroke(
      outline,
      Pen(
        line.withAlpha(alpha ?? line.alpha), width: width, dash: lineStyle.dash(width: width), join: .miter))
  }
}
