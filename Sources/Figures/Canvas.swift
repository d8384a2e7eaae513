/// What a figure is drawn on: a few calls in pixels, y down from the top of the picture.
public protocol Canvas: AnyObject {
  var width: Int { get }
  var height: Int { get }
  /// Later calls touch only pixels inside this rectangle, rounded to whole pixels; nil lifts the limit.
  func clip(_ rect: Rect?)
  /// Fills the inside of a path; lines are closed first.
  func fill(_ path: Path, _ color: Color)
  func stroke(_ path: Path, _ pen: Pen)
  /// Draws one small path at many places, filled and then stroked.
  func markers(_ path: Path, at places: [Point], fill: Color, pen: Pen)
  /// One line of text, its baseline beginning at `origin`.
  func text(_ text: String, at origin: Point, _ style: TextStyle)
  /// RGBA pixels with their upper left corner at a whole pixel.
  func image(_ image: ImageData, x: Int, y: Int)
}

/// How text looks. The size is in pixels per em.
public struct TextStyle: Equatable, Sendable {
  public var size: Double
  public var color: Color
  /// Degrees counter-clockwise.
  public var rotation: Double
  public var bold: Bool
  public var italic: Bool

  public init(
    size: Double, color: Color = .black, rotation: Double = 0, bold: Bool = false, italic: Bool = false
  ) {
    self.size = size
    self.color = color
    self.rotation = rotation
    self.bold = bold
    self.italic = italic
  }
}
