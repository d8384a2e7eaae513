import Arrays

/// A field of arrows.
public final class Quiver: Artist, ColorMapped {
  public var x: [Double]
  public var y: [Double]
  public var u: [Double]
  public var v: [Double]
  public var color: Color
  public var values: [Double]?
  public var colormap: Colormap
  public var norm = Norm.linear
  public var vmin: Double?
  public var vmax: Double?
  public var look = Look()

  /// Lengths as matplotlib has them: multiples of the shaft's width.
  public struct Look: Sendable {
    /// Data units a unit of length; nil finds one that suits the number of arrows.
    public var scale: Double?
    /// Lengths count in data units along x or y or in the plane, not in frame widths.
    public var inDataUnits = false
    /// Directions follow the axes' units, not the picture's.
    public var followsAxes = false
    /// Of the shaft, as a part of the frame's width.
    public var width: Double?
    public var headWidth = 3.0
    public var headLength = 5.0
    public var headAxisLength = 4.5
    public var shortest = 1.0
    /// The part of the arrow that stands at its place: 0 the tail, 0.5 the middle, 1 the tip.
    public var pivot = 0.0
    public init() {}
  }

  init(x: [Double], y: [Double], u: [Double], v: [Double], color: Color, colormap: Colormap) {
    self.x = x
    self.y = y
    self.u = u
    self.v = v
    self.color = color
    self.colormap = colormap
    super.init(zorder: 1)
  }

  public func dataRange() -> (Double, Double)? { range(of: values ?? []) }
  override var canHaveLegendEntry: Bool { true }
  override var extent: Extent { Extent(x: x, y: y) }
  override var legendColor: Color? { color }

  override func draw(on canvas: any Canvas, in view: View) {
    let count = x.count
    guard count > 0 else { return }
    let root = Double(count).squareRoot()
    let across = view.frame.width
    let shaft = look.width.map { $0 * across } ?? 0.06 * across / min(max(root, 8), 25)
    let sizes = (0..<count).map { (u[$0] * u[$0] + v[$0] * v[$0]).squareRoot() }.filter(\.isFinite)
    let mean = sizes.isEmpty ? 0 : sizes.reduce(0, +) / Double(sizes.count)
    let span = across / shaft
    // Lengths in shaft widths a unit, matplotlib's rule of thumb.
    let perUnit: Double
    if let scale = look.scale {
      perUnit = look.inDataUnits ? 1 / scale : across / scale
    } else {
      let scale = 1.8 * mean * max(10, root) / span
      perUnit = scale > 0 ? shaft / scale : 0
    }
    let limits = colorLimits
    for index in 0..<count where !Interruption.isPending {
      let place = view.place(x[index], y[index])
      guard place.isFinite, u[index].isFinite, v[index].isFinite else { continue }
      var d = Point(u[index] * perUnit, -v[index] * perUnit)
      if look.inDataUnits || look.followsAxes {
        let tip = view.place(x[index] + u[index] / (look.scale ?? 1), y[index] + v[index] / (look.scale ?? 1))
        guard tip.isFinite else { continue }
        let along = tip - place
        if look.inDataUnits {
          d = along
        } else if let unit = along.unit {
          d = unit * (d.x * d.x + d.y * d.y).squareRoot()
        }
      }
      var tint = color
      if let values, index < values.count {
        tint = colormap.color(norm.place(values[index], limits.low, limits.high, colors: colormap.count))
      }
      canvas.fill(arrow(at: place, d, shaft), tint.withAlpha(alpha ?? tint.alpha))
    }
  }

  private func arrow(at place: Point, _ d: Point, _ shaft: Double) -> Path {
    let length = (d.x * d.x + d.y * d.y).squareRoot()
    guard let along = d.unit, length >= look.shortest * shaft * 0.5 else {
      let r = look.shortest * shaft / 2
      return Path.ellipse(in: Rect(place.x - r, place.y - r, place.x + r, place.y + r))
    }
    let side = Point(-along.y, along.x)
    // Short arrows are drawn smaller as a whole.
    let shrink = min(1, length / (look.headLength * shaft))
    let (head, barb) = (look.headLength * shaft * shrink, look.headAxisLength * shaft * shrink)
    let (half, wide) = (shaft / 2 * shrink, look.headWidth * shaft / 2 * shrink)
    let tail = place - along * (length * look.pivot)
    let tip = tail + along * length
    return Path(
      [
        tail + side * half, tip - along * barb + side * half, tip - along * head + side * wide, tip,
        tip - along * head - side * wide, tip - along * barb - side * half, tail - side * half,
      ], closed: true)
  }
}

extension Axes {
  /// Draws an arrow at each place.
  ///
  /// - Parameter values: for the colour map; nil draws all in one colour.
  @discardableResult
  public func quiver(
    x: [Double], y: [Double], u: [Double], v: [Double], values: [Double]? = nil, color: Color? = nil,
    colormap: Colormap? = nil, _ look: Quiver.Look = Quiver.Look()
  ) throws -> Quiver {
    for (name, list) in [("U", u), ("V", v)] where list.count != x.count {
      throw FigureError(
        .value,
        "Argument \(name) has a size \(list.count) which does not match \(x.count), the number of arrow positions"
      )
    }
    guard y.count == x.count else { throw FigureError(.value, "X and Y must be the same size") }
    let artist = Quiver(
      x: x, y: y, u: u, v: v, color: color ?? rc.color("patch.facecolor") ?? .black,
      colormap: try colormap ?? Colormap.named(rc.text("image.cmap")))
    if color == nil { artist.color = .black }
    artist.values = values
    artist.look = look
    add(artist)
    return artist
  }
}
