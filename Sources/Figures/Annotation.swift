/// A text that belongs to a point, with or without an arrow to it.
public final class Annotation: TextArtist {
  public struct Arrow: Sendable {
    /// `->`, `-|>`, `-`, `<-`, `<->`; nil for the thick arrow that matplotlib draws by default.
    public var style: String?
    public var color: Color?
    public var lineWidth: Double?
    /// In points, of the thick arrow.
    public var width = 4.0
    public var headWidth = 12.0
    public var headLength = 12.0
    /// A part of the arrow's length left free at both ends.
    public var shrink = 0.0
    public init() {}
  }

  /// The point that the text belongs to.
  public var target: Point
  public var targetCoordinates: Coordinates
  public var arrow: Arrow?

  init(
    _ text: String, target: Point, targetCoordinates: Coordinates, place: Point?,
    placeCoordinates: Coordinates,
    arrow: Arrow?, options: TextOptions, defaultSize: Double
  ) {
    self.target = target
    self.targetCoordinates = targetCoordinates
    self.arrow = arrow
    let place = place ?? target
    super.init(
      text, x: place.x, y: place.y, coordinates: placeCoordinates, options: options, defaultSize: defaultSize)
  }

  override func anchor(in view: View) -> Point {
    guard coordinates == .offsetPoints else { return super.anchor(in: view) }
    let from = Self.place(target.x, target.y, targetCoordinates, in: view)
    return Point(from.x + x * view.pointSize, from.y - y * view.pointSize)
  }

  override func draw(on canvas: any Canvas, in view: View) {
    let tip = Self.place(target.x, target.y, targetCoordinates, in: view)
    // As matplotlib: nothing where the point is outside the frame.
    if targetCoordinates == .data, !view.frame.insetBy(-1).contains(tip) { return }
    if let arrow, tip.isFinite { draw(arrow, to: tip, on: canvas, in: view) }
    super.draw(on: canvas, in: view)
  }

  private func draw(_ arrow: Arrow, to tip: Point, on canvas: any Canvas, in view: View) {
    let textBox = box(in: view).insetBy(-4 * view.pointSize / 2)
    let start = Self.leave(textBox, towards: tip)
    guard let direction = (tip - start).unit else { return }
    let span = tip - start
    let length = (span.x * span.x + span.y * span.y).squareRoot()
    let gap = arrow.style == nil ? arrow.shrink * length : 2 * view.pointSize
    guard length > 2 * gap + 1 else { return }
    let from = start + direction * gap
    let to = tip - direction * gap
    let side = Point(-direction.y, direction.x)
    let color = arrow.color ?? (arrow.style == nil ? Color.cycle[0] : .black)
    guard let style = arrow.style else {
      let (width, head) = (arrow.width * view.pointSize / 2, arrow.headWidth * view.pointSize / 2)
      let neck = to - direction * min(arrow.headLength * view.pointSize, length - 2 * gap)
      let path = Path(
        [
          from + side * width, neck + side * width, neck + side * head, to, neck - side * head,
          neck - side * width,
          from - side * width,
        ], closed: true)
      canvas.fill(path, color)
      canvas.stroke(
        path, Pen(arrow.color ?? .black, width: (arrow.lineWidth ?? 1) * view.pointSize, join: .miter))
      return
    }
    let pen = Pen(color, width: (arrow.lineWidth ?? 1) * view.pointSize, join: .miter)
    let size = 4 * view.pointSize
    func head(_ at: Point, _ ahead: Point) {
      let corners = [at - ahead * size + side * (size * 0.5), at, at - ahead * size - side * (size * 0.5)]
      if style.contains("|>") || style.contains("<|") {
        canvas.fill(Path(corners, closed: true), color)
        canvas.stroke(Path(corners, closed: true), pen)
      } else {
        canvas.stroke(Path(corners), pen)
      }
    }
    canvas.stroke(Path([from, to]), pen)
    if style.hasSuffix(">") { head(to, direction) }
    if style.hasPrefix("<") { head(from, direction * -1) }
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
      options: options,
      defaultSize: fontSize)
    add(artist)
    return artist
  }
}
