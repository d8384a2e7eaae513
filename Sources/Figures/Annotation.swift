/// A text that belongs to a point, with or without an arrow to it.
public final class Annotation: TextArtist {
  public struct Arrow: Sendable {
    /// `->`, `-|>`, `-`, `<-`, `<->`, `|-|`, `fancy`, `simple`, `wedge`; nil for the thick arrow that matplotlib draws by default.
    public var style: String?
    public var color: Color?
    public var edgeColor: Color?
    public var lineWidth: Double?
    public var lineStyle: LineStyle?
    public var alpha: Double?
    /// In points, of the thick arrow.
    public var width = 4.0
    public var headWidth = 12.0
    public var headLength = 12.0
    /// A part of the arrow's length left free at both ends.
    public var shrink = 0.0
    /// Points left free at the text and at the tip.
    public var shrinkA = 2.0
    public var shrinkB = 2.0
    /// The length of a thin arrow's head, as a multiple of four points.
    public var scale = 1.0
    /// How far the arrow bows to one side, as a part of its length.
    public var bow = 0.0
    public init() {}

    /// Styles that there are.
    public static let styles = [
      "-", "->", "<-", "<->", "-|>", "<|-", "<|-|>", "|-|", "fancy", "simple", "wedge",
    ]
  }

  /// The point that the text belongs to.
  public var target: Point
  public var targetCoordinates: Coordinates
  public var arrow: Arrow?
  /// The text is drawn even where its point is outside the frame; nil where its point is in data units.
  public var clipsTarget: Bool?
  private let firstColor: Color

  init(
    _ text: String, target: Point, targetCoordinates: Coordinates, place: Point?,
    placeCoordinates: Coordinates, arrow: Arrow?, options: TextOptions, rc: RcParams
  ) {
    self.target = target
    self.targetCoordinates = targetCoordinates
    self.arrow = arrow
    firstColor = rc.cycle[0]
    let place = place ?? target
    super.init(text, x: place.x, y: place.y, coordinates: placeCoordinates, options: options, rc: rc)
  }

  override func anchor(in view: View) -> Point {
    let from = Self.place(target.x, target.y, targetCoordinates, in: view)
    switch coordinates {
    case .offsetPoints: return Point(from.x + x * view.pointSize, from.y - y * view.pointSize)
    case .offsetPixels: return Point(from.x + x, from.y - y)
    default: return super.anchor(in: view)
    }
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let tip = Self.place(target.x, target.y, targetCoordinates, in: view)
    // As matplotlib: nothing where the point is outside the frame.
    if clipsTarget ?? (targetCoordinates == .data), !view.frame.insetBy(-1).contains(tip) { return }
    if let arrow, tip.isFinite { draw(arrow, to: tip, on: canvas, in: view) }
    super.draw(on: canvas, in: view)
  }

  private func draw(_ arrow: Arrow, to tip: Point, on canvas: any Canvas, in view: View) {
    let textBox = text.isEmpty ? Rect.around([anchor(in: view)]) : box(in: view).insetBy(-2 * view.pointSize)
    guard let textBox else { return }
    let start = Self.leave(textBox, towards: tip)
    guard let direction = (tip - start).unit else { return }
    let span = tip - start
    let length = (span.x * span.x + span.y * span.y).squareRoot()
    let isThick = arrow.style == nil
    let gapA = isThick ? arrow.shrink * length : arrow.shrinkA * view.pointSize
    let gapB = isThick ? arrow.shrink * length : arrow.shrinkB * view.pointSize
    guard length > gapA + gapB + 1 else { return }
    let from = start + direction * gapA
    let to = tip - direction * gapB
    let face = arrow.color ?? (isThick || Self.isFilled(arrow.style) ? firstColor : .black)
    let fill = face.withAlpha(arrow.alpha ?? face.alpha)
    let line = arrow.edgeColor ?? arrow.color ?? .black
    let width = (arrow.lineWidth ?? 1) * view.pointSize
    let pen = Pen(
      line.withAlpha(arrow.alpha ?? line.alpha), width: width,
      dash: (arrow.lineStyle ?? .solid).dash(width: width), join: .miter)
    if isThick || Self.isFilled(arrow.style) {
      let path = Self.thick(arrow, from, to, view.pointSize)
      canvas.fill(path, fill)
      canvas.stroke(path, pen)
    } else {
      drawThin(arrow, from, to, pen, on: canvas, view.pointSize)
    }
  }

  private static func isFilled(_ style: String?) -> Bool { ["fancy", "simple", "wedge"].contains(style) }

  /// The outline of a thick arrow.
  private static func thick(_ arrow: Arrow, _ from: Point, _ to: Point, _ pointSize: Double) -> Path {
    guard let direction = (to - from).unit else { return Path() }
    let side = Point(-direction.y, direction.x)
    let span = to - from
    let length = (span.x * span.x + span.y * span.y).squareRoot()
    if arrow.style == "wedge" {
      let half = side * (3 * arrow.scale * pointSize)
      return Path([from + half, to, from - half], closed: true)
    }
    let (width, head) = (arrow.width * pointSize / 2, arrow.headWidth * pointSize / 2)
    let neck = to - direction * min(arrow.headLength * pointSize, length)
    return Path(
      [
        from + side * width, neck + side * width, neck + side * head, to, neck - side * head,
        neck - side * width, from - side * width,
      ], closed: true)
  }

  private func drawThin(
    _ arrow: Arrow, _ from: Point, _ to: Point, _ pen: Pen, on canvas: any Canvas, _ pointSize: Double
  ) {
    let style = arrow.style ?? "-"
    let span = to - from
    // A quadratic curve through a point beside the middle, as matplotlib's arc3.
    let control = Point.mix(from, to, 0.5) + Point(-span.y, span.x) * arrow.bow
    var line = Path()
    line.move(from)
    if arrow.bow == 0 {
      line.line(to)
    } else {
      line.curve(Point.mix(from, control, 2 / 3.0), Point.mix(to, control, 2 / 3.0), to)
    }
    canvas.stroke(line, pen)
    let size = 4 * arrow.scale * pointSize
    var solid = pen
    solid.dash = []
    func head(_ at: Point, from behind: Point, filled: Bool, bar: Bool) {
      guard let ahead = (at - behind).unit else { return }
      let side = Point(-ahead.y, ahead.x)
      if bar {
        canvas.stroke(Path([at - side * size, at + side * size]), solid)
        return
      }
      let corners = [at - ahead * size + side * (size * 0.5), at, at - ahead * size - side * (size * 0.5)]
      if filled { canvas.fill(Path(corners, closed: true), pen.color) }
      canvas.stroke(Path(corners, closed: filled), solid)
    }
    if style.hasSuffix(">") { head(to, from: control, filled: style.hasSuffix("|>"), bar: false) }
    if style.hasPrefix("<") { head(from, from: control, filled: style.hasPrefix("<|"), bar: false) }
    if style == "|-|" {
      head(to, from: control, filled: false, bar: true)
      head(from, from: control, filled: false, bar: true)
    }
  }

  /// Where a line from the middle of a box to a point leaves the box.
  private static func leave(_ box: Rect, towards point: Point) -> Point {
    let middle = box.center
    let d = point - middle
    var t = 1.0
    if d.x != 0 { t = min(t, abs(box.width / 2 / d.x)) }
    if d.y != 0 { t = min(t, abs(box.height / 2 / d.y)) }
    return .mix(middle, point, t)
  }
}

extension Axes {
  /// Writes a text beside a point.
  ///
  /// - Parameter place: where the text stands; nil at the point itself.
  @discardableResult
  public func annotate(
    _ text: String, at target: Point, coordinates: TextArtist.Coordinates = .data, textAt place: Point? = nil,
    textCoordinates: TextArtist.Coordinates? = nil, arrow: Annotation.Arrow? = nil,
    _ options: TextOptions = TextOptions()
  ) -> Annotation {
    let artist = Annotation(
      text, target: target, targetCoordinates: coordinates, place: place,
      placeCoordinates: place == nil ? coordinates : textCoordinates ?? coordinates, arrow: arrow,
      options: options, rc: rc)
    add(artist)
    return artist
  }
}
