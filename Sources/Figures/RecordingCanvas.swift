/// Writes down every call as a line of text: what figure tests compare first, because a changed line says what changed.
public final class RecordingCanvas: Canvas {
  public let width: Int
  public let height: Int
  public private(set) var lines: [String] = []

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  public var log: String { lines.joined(separator: "\n") }

  public func clip(_ rect: Rect?) {
    lines.append(
      rect.map { "clip \(text($0.x0)),\(text($0.y0)) \(text($0.x1)),\(text($0.y1))" } ?? "clip off")
  }

  public func fill(_ path: Path, _ color: Color) { lines.append("fill \(color.hex) \(text(path))") }

  public func stroke(_ path: Path, _ pen: Pen) { lines.append("stroke \(text(pen)) \(text(path))") }

  public func markers(_ path: Path, at places: [Point], fill: Color, pen: Pen) {
    lines.append(
      "markers fill \(fill.hex) \(text(pen)) shape \(text(path)) at \(places.map(text).joined(separator: " "))"
    )
  }

  public func text(_ text: String, at origin: Point, _ style: TextStyle) {
    var line = "text \"\(text)\" at \(self.text(origin)) size \(self.text(style.size)) \(style.color.hex)"
    if style.rotation != 0 { line += " turned \(self.text(style.rotation))" }
    if style.bold { line += " bold" }
    if style.italic { line += " italic" }
    lines.append(line)
  }

  public func image(_ image: ImageData, x: Int, y: Int) {
    lines.append("image \(image.width)x\(image.height) at \(x),\(y) checksum \(Self.checksum(image.rgba8()))")
  }

  private func text(_ pen: Pen) -> String {
    var line = "\(pen.color.hex) \(text(pen.width)) \(pen.cap.rawValue) \(pen.join.rawValue)"
    if !pen.dash.isEmpty { line += " dash " + pen.dash.map(text).joined(separator: ",") }
    return line
  }

  private func text(_ path: Path) -> String {
    var next = 0
    return path.verbs.map { verb in
      switch verb {
      case .move, .line:
        next += 1
        return (verb == .move ? "M" : "L") + text(path.points[next - 1])
      case .curve:
        next += 3
        return "C" + path.points[next - 3..<next].map(text).joined(separator: " ")
      case .close: return "Z"
      }
    }.joined(separator: " ")
  }

  private func text(_ point: Point) -> String { "\(text(point.x)),\(text(point.y))" }

  /// Two digits after the point, trailing zeros left out.
  private func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let hundredths = Elementary.whole(value * 100)
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Fowler, Noll and Vo's hash (FNV-1a, 32 bits) in hexadecimal.
  private static func checksum(_ bytes: [UInt8]) -> String {
    String(bytes.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }, radix: 16)
  }
}

extension Figure {
  /// The drawing calls that make the figure, one a line.
  public func drawLog(dpi: Double? = nil) -> [String] {
    let pixels = pixelSize(dpi: dpi)
    let canvas = RecordingCanvas(width: pixels.width, height: pixels.height)
    draw(on: canvas, dpi: dpi)
    return canvas.lines
  }
}
