/// One axis of a drawn axes: data values to pixels.
struct AxisMap {
  let scale: Scale
  let low: Double
  let high: Double
  /// Pixels of `low` and `high`.
  let from: Double
  let to: Double
  private let start: Double
  private let factor: Double

  init(scale: Scale, low: Double, high: Double, from: Double, to: Double) {
    self.scale = scale
    self.low = low
    self.high = high
    self.from = from
    self.to = to
    start = scale.forward(low)
    let span = scale.forward(high) - start
    let ratio = (to - from) / span
    factor = ratio.isFinite ? ratio : 0
  }

  /// The pixel of a value. Far outside the picture it is pulled to a distance that keeps arithmetic sound; what is
  /// not finite becomes nan.
  @inline(__always)
  func pixel(_ value: Double) -> Double {
    let position = scale == .linear ? value : scale.forward(value)
    guard position.isFinite else { return .nan }
    let pixel = from + (position - start) * factor
    return pixel < -1e6 ? -1e6 : pixel > 1e6 ? 1e6 : pixel
  }

  /// Like `pixel`, but what a logarithmic axis cannot show lies far below its start: for the feet of bars.
  func clampedPixel(_ value: Double) -> Double {
    if scale == .log, !(value > 0) { return value.isNaN ? .nan : from + (from < to ? -1e6 : 1e6) }
    return pixel(value)
  }

  func value(at pixel: Double) -> Double {
    factor == 0 ? low : scale.backward(start + (pixel - from) / factor)
  }

  func contains(_ value: Double) -> Bool {
    let (a, b) = (min(low, high), max(low, high))
    let slack = (b - a) * 1e-10
    return value >= a - slack && value <= b + slack
  }
}

/// Everything an artist needs to know about where it is drawn.
struct View {
  let frame: Rect
  let x: AxisMap
  let y: AxisMap
  /// Pixels a point (1/72 inch).
  let pointSize: Double
  /// The picture.
  let canvasSize: Point

  @inline(__always)
  func place(_ x: Double, _ y: Double) -> Point { Point(self.x.pixel(x), self.y.pixel(y)) }

  /// A line's centre moved so that its edges fall on pixels.
  static func snap(_ position: Double, width: Double) -> Double {
    let odd = Elementary.whole(max(width, 1)) % 2 == 1
    return odd ? position.rounded(.down) + 0.5 : position.rounded()
  }

  /// A line width that is a whole number of pixels, as frames, ticks and grids are drawn.
  func crisp(_ points: Double) -> Double { max(1, (points * pointSize).rounded()) }
}
