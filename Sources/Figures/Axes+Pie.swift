/// What a call may say about a pie.
public struct PieOptions: Sendable {
  public var labels: [String]?
  public var colors: [Color]?
  /// How far each wedge is moved out, in radii.
  public var explode: [Double]?
  public var shadow = false
  public var startAngle = 0.0
  public var radius = 1.0
  public var center = Point(0, 0)
  public var counterClockwise = true
  public var labelDistance: Double? = 1.1
  public var textDistance = 0.6
  public var normalizes = true
  public var rotatesLabels = false
  public var frame = false
  public var wedge = PatchOptions()
  /// Width of a ring, from the outside; nil is a whole wedge.
  public var ringWidth: Double?
  public var text = TextOptions()
  public var hatches: [Hatch?]?
  public init() {}
}

extension Axes {
  /// Parts of a whole as wedges.
  ///
  /// - Parameter write: the text inside a wedge of some part in percent; nil for none.
  /// - Throws: `FigureError` of kind value for negative parts, or a sum above 1 where parts are not normalised.
  public func pie(
    _ parts: [Double], _ options: PieOptions = PieOptions(), write: ((Double) throws -> String)? = nil
  )
    throws -> (wedges: [Patch], labels: [TextArtist], texts: [TextArtist])
  {
    guard parts.allSatisfy({ $0 >= 0 }) else {
      throw FigureError(.value, "Wedge sizes 'x' must be non negative values")
    }
    let total = parts.reduce(0, +)
    if options.normalizes, total == 0 { throw FigureError(.value, "All wedge sizes are zero") }
    if !options.normalizes, total > 1 {
      throw FigureError(.value, "Cannot plot an unnormalized pie with sum(x) > 1")
    }
    if let labels = options.labels, labels.count != parts.count {
      throw FigureError(.value, "'labels' must be of length 'x', not \(labels.count)")
    }
    if let explode = options.explode, explode.count != parts.count {
      throw FigureError(.value, "'explode' must be of length 'x', not \(explode.count)")
    }
    var wedges: [Patch] = []
    var labels: [TextArtist] = []
    var texts: [TextArtist] = []
    var angle = options.startAngle
    for (index, part) in parts.enumerated() {
      let share = options.normalizes ? part / total : part
      let next = angle + (options.counterClockwise ? 360 : -360) * share
      let (sin, cos) = Elementary.sinCos(degrees: (angle + next) / 2)
      let out = options.explode?[index] ?? 0
      let center = Point(options.center.x + out * cos, options.center.y + out * sin)
      let inner = options.ringWidth.map { max(options.radius - $0, 0) } ?? 0
      let color = options.colors.map { $0[index % max($0.count, 1)] } ?? nextPatchColor()
      let wedge = Patch(
        .wedge(
          center: center, radius: options.radius, from: min(angle, next), to: max(angle, next), inner: inner),
        PatchLook(face: color))
      wedge.look.apply(options.wedge)
      if options.wedge.faceColor == nil, options.wedge.color == nil { wedge.look.face = color }
      if let hatches = options.hatches, !hatches.isEmpty { wedge.look.hatch = hatches[index % hatches.count] }
      wedge.alpha = options.wedge.alpha
      wedge.clips = options.frame
      wedge.label = options.labels?[index]
      if options.shadow {
        let shade = Patch(wedge.path.mapped { Point($0.x - 0.02, $0.y - 0.02) }, PatchLook(face: color))
        shade.look.face = Color(color.red * 0.3, color.green * 0.3, color.blue * 0.3, 0.5)
        shade.widensLimits = false
        shade.zorder = 0.9
        add(shade)
      }
      add(wedge)
      wedges.append(wedge)
      func put(_ text: String, at distance: Double, centred: Bool) -> TextArtist {
        var look = options.text
        look.horizontal = look.horizontal ?? (centred ? .center : cos >= 0 ? .left : .right)
        look.vertical = look.vertical ?? .center
        if !centred, options.rotatesLabels {
          let turn = (angle + next) / 2
          look.rotation = cos >= 0 ? turn : turn + 180
        }
        return self.text(
          center.x + distance * options.radius * cos, center.y + distance * options.radius * sin, text, look)
      }
      if let distance = options.labelDistance {
        labels.append(put(options.labels?[index] ?? "", at: distance, centred: false))
      }
      if let text = try write.map({ try $0(100 * share) }) {
        texts.append(put(text, at: options.textDistance, centred: true))
      }
      angle = next
    }
    if !options.frame {
      xAxis.ticks = []
      yAxis.ticks = []
      showsFrame = false
      let reach = 1.25
      try xAxis.setLimits(options.center.x - reach, options.center.x + reach)
      try yAxis.setLimits(options.center.y - reach, options.center.y + reach)
    }
    aspect = 1
    adjustsLimits = false
    return (wedges, labels, texts)
  }
}
