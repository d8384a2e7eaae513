/// A text at a place in data units, in fractions of the frame, or in fractions of the figure.
public class TextArtist: Artist {
  public enum Coordinates: String, Sendable, CaseIterable {
    case data
    case axes = "axes fraction"
    case figure = "figure fraction"
    /// Distance from the annotated point, in points.
    case offsetPoints = "offset points"
    case offsetPixels = "offset pixels"

    public init(parsing name: String) throws {
      guard let value = Coordinates(rawValue: name) else {
        throw FigureError(.value, "\(FigureError.quoted(name)) is not a valid coordinate")
      }
      self = value
    }
  }

  public var text: String
  public var x: Double
  public var y: Double
  public var coordinates: Coordinates
  public var options: TextOptions
  /// The side of the figure where axes leave room for it.
  public var edge: Spines.Side?
  let defaultSize: Double
  let defaultColor: Color

  init(
    _ text: String, x: Double, y: Double, coordinates: Coordinates, options: TextOptions, rc: RcParams
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.coordinates = coordinates
    self.options = options
    defaultSize = rc.number("font.size")
    defaultColor = rc.color("text.color") ?? .black
    super.init(zorder: options.zorder ?? 3)
    if self.options.bold == nil { self.options.bold = rc.isBold("font.weight") }
    clips = options.clips ?? false
  }

  func anchor(in view: View) -> Point { Self.place(x, y, coordinates, in: view) }

  static func place(_ x: Double, _ y: Double, _ coordinates: Coordinates, in view: View) -> Point {
    switch coordinates {
    case .data, .offsetPoints, .offsetPixels: view.place(x, y)
    case .axes: Point(view.frame.x0 + view.frame.width * x, view.frame.y1 - view.frame.height * y)
    case .figure: Point(view.canvasSize.x * x, view.canvasSize.y * (1 - y))
    }
  }

  private func block(_ view: View) -> TextBlock {
    var style = options.style(size: defaultSize, pointSize: view.pointSize, color: defaultColor)
    if let alpha { style.color = style.color.withAlpha(alpha) }
    return TextBlock(
      text, style, align: options.lines ?? options.horizontal ?? .left, spacing: options.lineSpacing ?? 1,
      turnsAboutAnchor: options.turnsAboutAnchor)
  }

  func box(in view: View) -> Rect {
    block(view).box(at: anchor(in: view), options.horizontal ?? .left, options.vertical ?? .baseline)
  }

  override var asksForLimits: (x: Bool, y: Bool) { (false, false) }

  override func draw(on canvas: any Canvas, in view: View) {
    let anchor = anchor(in: view)
    guard anchor.isFinite, !text.isEmpty else { return }
    options.drawBox(on: canvas, behind: box(in: view), size: options.size ?? defaultSize, view.pointSize)
    block(view).draw(on: canvas, at: anchor, options.horizontal ?? .left, options.vertical ?? .baseline)
  }

  override func outerBox(in view: View) -> Rect? { nil }
}
