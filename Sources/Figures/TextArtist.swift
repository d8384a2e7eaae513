/// A text at a place in data units, in fractions of the frame, or in fractions of the figure.
public class TextArtist: Artist {
  public enum Coordinates: String, Sendable, CaseIterable {
    case data
    case axes = "axes fraction"
    case figure = "figure fraction"
    /// Distance from the annotated point, in points.
    case offsetPoints = "offset points"

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
  var defaultSize: Double

  init(
    _ text: String, x: Double, y: Double, coordinates: Coordinates, options: TextOptions, defaultSize: Double
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.coordinates = coordinates
    self.options = options
    self.defaultSize = defaultSize
    super.init(zorder: options.zorder ?? 3)
    clips = false
  }

  func anchor(in view: View) -> Point { Self.place(x, y, coordinates, in: view) }

  static func place(_ x: Double, _ y: Double, _ coordinates: Coordinates, in view: View) -> Point {
    switch coordinates {
    case .data, .offsetPoints: view.place(x, y)
    case .axes: Point(view.frame.x0 + view.frame.width * x, view.frame.y1 - view.frame.height * y)
    case .figure: Point(view.canvasSize.x * x, view.canvasSize.y * (1 - y))
    }
  }

  private func block(_ view: View) -> TextBlock {
    var style = options.style(size: defaultSize, pointSize: view.pointSize)
    if let alpha { style.color = style.color.withAlpha(alpha) }
    return TextBlock(text, style, align: options.horizontal ?? .left)
  }

  func box(in view: View) -> Rect {
    block(view).box(at: anchor(in: view), options.horizontal ?? .left, options.vertical ?? .baseline)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let anchor = anchor(in: view)
    guard anchor.isFinite, !text.isEmpty else { return }
    if let look = options.box {
      let pad = look.pad * (options.size ?? defaultSize) * view.pointSize
      let outline = box(in: view).insetBy(-pad)
      let path = look.rounded ? Path.rounded(outline, radius: pad) : Path(outline)
      if let face = look.face { canvas.fill(path, face.withAlpha(look.alpha)) }
      if let edge = look.edge {
        canvas.stroke(path, Pen(edge.withAlpha(look.alpha), width: view.pointSize, join: .miter))
      }
    }
    block(view).draw(on: canvas, at: anchor, options.horizontal ?? .left, options.vertical ?? .baseline)
  }

  override func outerBox(in view: View) -> Rect? { nil }
}
