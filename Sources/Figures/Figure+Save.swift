import Arrays

/// What a call may say about how a figure is written.
public struct SaveOptions: Sendable {
  /// nil is the figure's own resolution.
  public var dpi: Double?
  /// Cut to what is drawn, with `pad` inches of paper around it.
  public var tight = false
  public var pad = 0.1
  /// No paper and no ground behind the axes.
  public var transparent = false
  /// Paper of another colour.
  public var faceColor: Color?
  public init() {}

  /// What settings say.
  public init(_ rc: RcParams) {
    if case .number(let dpi)? = rc.get("savefig.dpi") { self.dpi = dpi }
    tight = rc.text("savefig.bbox") == "tight"
    pad = rc.number("savefig.pad_inches")
    transparent = rc.flag("savefig.transparent")
    faceColor = rc.color("savefig.facecolor")
  }
}

extension Figure {
  /// The figure as a PNG file.
  ///
  /// - Throws: `FigureError` of kind value for a resolution at which the picture would be too large.
  public func png(_ options: SaveOptions) throws -> [UInt8] {
    let grounds = (paper: faceColor, axes: axes.map(\.faceColor))
    if let paper = options.faceColor { faceColor = paper }
    if options.transparent {
      faceColor = .none
      for each in axes { each.faceColor = .none }
    }
    defer {
      faceColor = grounds.paper
      for (each, color) in zip(axes, grounds.axes) { each.faceColor = color }
    }
    let dpi = options.dpi ?? self.dpi
    var picture = try render(dpi: dpi)
    if options.tight {
      picture = picture.cut(margin: min(max(Elementary.whole(options.pad * dpi), 0), 10_000))
      try Interruption.check()
    }
    return try PNG.encode(picture.withoutOpaqueAlpha(), dotsPerInch: dpi)
  }
}

extension ImageData {
  /// The part that differs from the upper left pixel, with some pixels of that colour around it.
  func cut(margin: Int) -> ImageData {
    let bytes = rgba8()
    guard width > 0, height > 0 else { return self }
    let paper = Array(bytes[0..<4])
    var (left, top, right, bottom) = (width, height, -1, -1)
    for y in 0..<height where !Interruption.isPending {
      for x in 0..<width {
        let at = (y * width + x) * 4
        if bytes[at] != paper[0] || bytes[at + 1] != paper[1] || bytes[at + 2] != paper[2]
          || bytes[at + 3] != paper[3]
        {
          left = min(left, x)
          right = max(right, x)
          top = min(top, y)
          bottom = max(bottom, y)
        }
      }
    }
    guard left <= right else { return self }
    let (newWidth, newHeight) = (right - left + 1 + 2 * margin, bottom - top + 1 + 2 * margin)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(newWidth * newHeight * 4)
    for y in (top - margin)...(bottom + margin) {
      if Interruption.isPending { return self }
      for x in (left - margin)...(right + margin) {
        if (left...right).contains(x), (top...bottom).contains(y) {
          let at = (y * width + x) * 4
          pixels += bytes[at..<at + 4]
        } else {
          pixels += paper
        }
      }
    }
    return ImageData(width: newWidth, height: newHeight, rgba: pixels)
  }
}

extension Axes {
  /// Where ticks stand now, and what is written at them.
  public func ticks(_ direction: Axis.Direction) -> (positions: [Double], labels: [String]) {
    guard let figure, let index = figure.axes.firstIndex(where: { $0 === self }) else { return ([], []) }
    let pixels = figure.pixelSize()
    let size = Point(Double(pixels.width), Double(pixels.height))
    let pointSize = figure.dpi / 72
    let places = FigureLayout(figure, size: size, pointSize: pointSize).places()
    let decorations = decorations(
      view(frame: frame(in: places[index]), pointSize: pointSize, canvasSize: size))
    xAxis.view = nil
    yAxis.view = nil
    let marks = direction == .x ? decorations.x.marks : decorations.y.marks
    return (marks.major, marks.labels)
  }
}

extension Axes {
  /// The place of the frame in fractions of the figure, as it is drawn.
  public func placeInFigure() -> (left: Double, bottom: Double, width: Double, height: Double) {
    guard let figure, let index = figure.axes.firstIndex(where: { $0 === self }) else { return (0, 0, 1, 1) }
    let pixels = figure.pixelSize()
    let size = Point(Double(pixels.width), Double(pixels.height))
    let place = FigureLayout(figure, size: size, pointSize: figure.dpi / 72).places()[index]
    let frame = frame(in: place)
    xAxis.view = nil
    yAxis.view = nil
    return (
      frame.x0 / size.x, 1 - frame.y1 / size.y, frame.width / size.x, frame.height / size.y
    )
  }

  /// The place that settings give the axes, before labels move it: left, bottom, width, height in fractions of the figure.
  public func nominalPlace() -> (left: Double, bottom: Double, width: Double, height: Double) {
    guard let figure, figure.axes.contains(where: { $0 === self }) else { return (0.125, 0.11, 0.775, 0.77) }
    let place = FigureLayout.nominal(self, in: figure)
    return (place.x0, 1 - place.y1, place.width, place.height)
  }

  /// Puts the axes elsewhere, out of any grid.
  public func move(left: Double, bottom: Double, width: Double, height: Double) {
    cell = nil
    attachedBar = nil
    position = (left, bottom, width, height)
  }
}
