import Arrays

/// Draws into RGBA pixels with exact anti-aliasing and integer blending: the same bytes on every machine.
public final class RasterCanvas: Canvas {
  public let width: Int
  public let height: Int
  private var pixels: [UInt8]
  private let raster: Rasteriser
  private var window: (left: Int, top: Int, right: Int, bottom: Int)

  public init(width: Int, height: Int, background: Color = .white) {
    self.width = max(width, 1)
    self.height = max(height, 1)
    let (r, g, b, a) = background.bytes
    pixels = [UInt8](unsafeUninitializedCapacity: self.width * self.height * 4) { out, count in
      count = out.count
      for index in Swift.stride(from: 0, to: count, by: 4) {
        if Interruption.isPending(at: index) { break }
        out[index] = r
        out[index + 1] = g
        out[index + 2] = b
        out[index + 3] = a
      }
    }
    raster = Rasteriser(width: self.width, height: self.height)
    window = (0, 0, self.width, self.height)
  }

  /// What has been drawn so far.
  public var picture: ImageData { ImageData(width: width, height: height, rgba: pixels) }

  public func clip(_ rect: Rect?) {
    guard let rect else {
      window = (0, 0, width, height)
      return
    }
    window = (
      min(max(Elementary.whole(rect.x0), 0), width), min(max(Elementary.whole(rect.y0), 0), height),
      min(max(Elementary.whole(rect.x1), 0), width), min(max(Elementary.whole(rect.y1), 0), height)
    )
  }

  public func fill(_ path: Path, _ color: Color) {
    guard color.alpha > 0, !Interruption.isPending else { return }
    for line in path.polylines() { line.points.withUnsafeBufferPointer { raster.add($0) } }
    paint(color)
  }

  public func stroke(_ path: Path, _ pen: Pen) {
    guard pen.color.alpha > 0, pen.width > 0, pen.width.isFinite, !Interruption.isPending else { return }
    outline(path.polylines(), pen, on: raster)
    paint(pen.color)
  }

  public func text(_ text: String, at origin: Point, _ style: TextStyle) {
    guard style.color.alpha > 0, !Interruption.isPending else { return }
    let drawing = TextLayout(text, style).drawing(at: origin)
    for (turn, stroke) in drawing.strokes.enumerated() {
      if Interruption.isPending(at: turn << 8) { return }
      let stroker = Stroker(raster, width: stroke.width, cap: stroke.cap, join: .round)
      for line in stroke.path.polylines() { stroker.stroke(line) }
    }
    for line in drawing.fills.polylines() { line.points.withUnsafeBufferPointer { raster.add($0) } }
    paint(style.color)
  }

  public func image(_ image: ImageData, x: Int, y: Int) {
    let left = max(x, window.left)
    let right = min(x + image.width, window.right)
    let top = max(y, window.top)
    let bottom = min(y + image.height, window.bottom)
    guard left < right, top < bottom, !Interruption.isPending else { return }
    let source = image.rgba8()
    source.withUnsafeBufferPointer { source in
      pixels.withUnsafeMutableBufferPointer { pixels in
        guard let base = pixels.baseAddress else { return }
        for row in top..<bottom where !Interruption.isPending {
          for column in left..<right {
            let from = ((row - y) * image.width + (column - x)) * 4
            let to = (row * width + column) * 4
            Self.blend(
              base + to, source[from], source[from + 1], source[from + 2],
              UInt32(source[from + 3]))
          }
        }
      }
    }
  }

  func outline(_ lines: [Path.Polyline], _ pen: Pen, on raster: Rasteriser) {
    let stroker = Stroker(raster, width: pen.width, cap: pen.cap, join: pen.join)
    for (turn, line) in lines.enumerated() {
      if Interruption.isPending(at: turn << 6) { return }
      if pen.dash.isEmpty {
        stroker.stroke(line)
      } else {
        for dash in Dash.cut(line, pattern: pen.dash, offset: pen.dashOffset) { stroker.stroke(dash) }
      }
    }
  }

  /// Blends a colour through a stamp whose place is at a pixel.
  func draw(_ stamp: Stamp, _ column: Int, _ row: Int, _ color: Color) {
    let x0 = column + stamp.left
    let y0 = row + stamp.top
    let (left, right) = (max(x0, window.left), min(x0 + stamp.width, window.right))
    let (top, bottom) = (max(y0, window.top), min(y0 + stamp.height, window.bottom))
    guard left < right, top < bottom else { return }
    let (r, g, b, a) = color.bytes
    let alpha = UInt32(a)
    pixels.withUnsafeMutableBufferPointer { pixels in
      stamp.coverage.withUnsafeBufferPointer { coverage in
        guard let base = pixels.baseAddress else { return }
        for y in top..<bottom {
          for x in left..<right {
            let cover = UInt32(coverage[(y - y0) * stamp.width + x - x0])
            if cover != 0 {
              Self.blend(base + (y * width + x) * 4, r, g, b, cover == 255 ? alpha : Self.times(cover, alpha))
            }
          }
        }
      }
    }
  }

  /// Blends a colour wherever the rasteriser has coverage.
  private func paint(_ color: Color) {
    let (r, g, b, a) = color.bytes
    let alpha = UInt32(a)
    let stride = width * 4
    pixels.withUnsafeMutableBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      raster.sweep(left: window.left, top: window.top, right: window.right, bottom: window.bottom) {
        row, column, coverage, count in
        var target = base + row * stride + column * 4
        for index in 0..<count {
          let cover = UInt32(coverage[index])
          if cover != 0 {
            Self.blend(target, r, g, b, cover == 255 ? alpha : Self.times(cover, alpha))
          }
          target += 4
        }
      }
    }
  }

  /// a·b/255, rounded.
  @inline(__always)
  private static func times(_ a: UInt32, _ b: UInt32) -> UInt32 {
    let t = a &* b &+ 128
    return (t &+ (t >> 8)) >> 8
  }

  /// Porter and Duff's "over" on one pixel with straight alpha.
  @inline(__always)
  private static func blend(
    _ target: UnsafeMutablePointer<UInt8>, _ r: UInt8, _ g: UInt8, _ b: UInt8, _ alpha: UInt32
  ) {
    if alpha == 0 { return }
    if alpha == 255 {
      target[0] = r
      target[1] = g
      target[2] = b
      target[3] = 255
      return
    }
    let rest = 255 &- alpha
    if target[3] == 255 {
      target[0] = UInt8(truncatingIfNeeded: divide255(UInt32(r) &* alpha &+ UInt32(target[0]) &* rest))
      target[1] = UInt8(truncatingIfNeeded: divide255(UInt32(g) &* alpha &+ UInt32(target[1]) &* rest))
      target[2] = UInt8(truncatingIfNeeded: divide255(UInt32(b) &* alpha &+ UInt32(target[2]) &* rest))
      return
    }
    let under = times(UInt32(target[3]), rest)
    let total = alpha &+ under
    target[0] = UInt8(
      truncatingIfNeeded: (UInt32(r) &* alpha &+ UInt32(target[0]) &* under &+ total / 2) / total)
    target[1] = UInt8(
      truncatingIfNeeded: (UInt32(g) &* alpha &+ UInt32(target[1]) &* under &+ total / 2) / total)
    target[2] = UInt8(
      truncatingIfNeeded: (UInt32(b) &* alpha &+ UInt32(target[2]) &* under &+ total / 2) / total)
    target[3] = UInt8(truncatingIfNeeded: total)
  }

  @inline(__always)
  private static func divide255(_ value: UInt32) -> UInt32 {
    let t = value &+ 128
    return (t &+ (t >> 8)) >> 8
  }
}
