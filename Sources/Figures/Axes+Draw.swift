extension Axes {
  /// Draws everything into a place of the picture.
  func draw(on canvas: any Canvas, in place: Rect, pointSize: Double, canvasSize: Point) {
    guard visible else { return }
    let frame = frame(in: place)
    guard frame.width >= 1, frame.height >= 1 else { return }
    let view = view(frame: frame, pointSize: pointSize, canvasSize: canvasSize)
    let decorations = decorations(view)
    if showsAxis, showsFrame, faceColor.alpha > 0 { canvas.fill(Path(frame), faceColor) }
    let sorted = artists.enumerated().filter { $0.element.visible }
      .sorted { ($0.element.zorder, $0.offset) < ($1.element.zorder, $1.offset) }
    var framed = false
    func drawFrame() {
      guard showsAxis, !framed else { return }
      framed = true
      canvas.clip(nil)
      drawAxes(on: canvas, view, decorations)
    }
    // matplotlib's order: images, patches, grid, lines (2), frame (2.5), texts (3).
    var gridded = false
    for (_, artist) in sorted {
      if !gridded, artist.zorder >= gridLevel {
        gridded = true
        if showsAxis { drawGrid(on: canvas, view, decorations) }
      }
      if artist.zorder > 2.5 { drawFrame() }
      canvas.clip(artist.clips ? frame : nil)
      artist.draw(on: canvas, in: view)
    }
    if !gridded, showsAxis { drawGrid(on: canvas, view, decorations) }
    drawFrame()
    canvas.clip(nil)
    for (text, style) in titles where !text.isEmpty {
      style.draw(
        titleBlock(text, style, view), on: canvas,
        at: titlePlace(style, frame, decorations, pointSize),
        style.horizontal ?? .center, .baseline, size: rc.fontSize("axes.titlesize"), pointSize)
    }
    legend?.draw(on: canvas, in: view, axes: self)
    xAxis.view = nil
    yAxis.view = nil
  }

  private func drawGrid(on canvas: any Canvas, _ view: View, _ decorations: Decorations) {
    canvas.clip(view.frame)
    let usual = (try? LineStyle(parsing: rc.text("grid.linestyle"))) ?? .solid
    for (axis, marks) in [(xAxis, decorations.x.marks), (yAxis, decorations.y.marks)] {
      for (style, ticks) in [(axis.minorGrid, marks.minor), (axis.grid, marks.major)] {
        guard let style else { continue }
        let width = view.crisp(style.lineWidth ?? rc.number("grid.linewidth"))
        let color = (style.color ?? rc.color("grid.color") ?? .black).withAlpha(
          style.alpha ?? rc.number("grid.alpha"))
        let pen = Pen(color, width: width, dash: (style.lineStyle ?? usual).dash(width: width))
        for tick in ticks {
          if axis.direction == .x {
            let x = View.snap(view.x.pixel(tick), width: width)
            canvas.stroke(Path([Point(x, view.frame.y1), Point(x, view.frame.y0)]), pen)
          } else {
            let y = View.snap(view.y.pixel(tick), width: width)
            canvas.stroke(Path([Point(view.frame.x0, y), Point(view.frame.x1, y)]), pen)
          }
        }
      }
    }
  }

  private func drawAxes(on canvas: any Canvas, _ view: View, _ decorations: Decorations) {
    for (axis, parts) in [(xAxis, decorations.x), (yAxis, decorations.y)] where !axis.hidden {
      for (look, ticks) in [(axis.minor, parts.marks.minor), (axis.major, parts.marks.major)]
      where look.length > 0 && look.width > 0 {
        for tick in ticks { drawTick(on: canvas, axis, tick, look, parts, view) }
      }
    }
    if showsFrame { drawSpines(on: canvas, view) }
    for (axis, parts) in [(xAxis, decorations.x), (yAxis, decorations.y)] where !axis.hidden {
      drawLabels(on: canvas, axis, parts, view)
    }
    for (axis, parts) in [(xAxis, decorations.x), (yAxis, decorations.y)] where !axis.hidden {
      if let offset = parts.offset {
        offset.block.draw(on: canvas, at: offset.at, offset.horizontal, offset.vertical)
      }
    }
    for (axis, parts) in [(xAxis, decorations.x), (yAxis, decorations.y)]
    where !axis.hidden && !axis.label.isEmpty {
      let (block, horizontal, vertical) = labelBlock(axis, view)
      axis.labelStyle.draw(
        block, on: canvas, at: parts.labelAt, horizontal, vertical, size: rc.fontSize("axes.labelsize"),
        view.pointSize)
    }
  }

  private func drawLabels(on canvas: any Canvas, _ axis: Axis, _ parts: AxisDecorations, _ view: View) {
    let map = axis.direction == .x ? view.x : view.y
    for far in [false, true] where far ? axis.labelSides.far : axis.labelSides.near {
      for (tick, label) in zip(
        parts.marks.major + parts.marks.minor, parts.marks.labels + parts.marks.minorLabels)
      where !label.isEmpty {
        let (at, horizontal, vertical) = anchor(axis, map.pixel(tick), parts, far: far, view.pointSize)
        tickText(label, axis, view.pointSize).draw(on: canvas, at: at, horizontal, vertical)
      }
    }
  }

  private func drawSpines(on canvas: any Canvas, _ view: View) {
    let (left, right) = (edge(.left, view), edge(.right, view))
    let (top, bottom) = (edge(.top, view), edge(.bottom, view))
    if spines.isPlain {
      let spine = spines[.left]
      guard spine.width > 0, spine.color.alpha > 0 else { return }
      let width = view.crisp(spine.width)
      let frame = Rect(
        View.snap(left, width: width), View.snap(top, width: width), View.snap(right, width: width),
        View.snap(bottom, width: width))
      canvas.stroke(
        Path(frame), Pen(spine.color, width: width, dash: spine.lineStyle.dash(width: width), join: .miter))
      return
    }
    for side in [Spines.Side.left, .right, .top, .bottom] {
      let spine = spines[side]
      guard spine.visible, spine.width > 0, spine.color.alpha > 0 else { continue }
      let width = view.crisp(spine.width)
      let pen = Pen(
        spine.color, width: width, dash: spine.lineStyle.dash(width: width), cap: .projecting)
      let place = View.snap(edge(side, view), width: width)
      guard place.isFinite else { continue }
      let isUpright = side == .left || side == .right
      let map = isUpright ? view.y : view.x
      var (from, to) = isUpright ? (view.frame.y0, view.frame.y1) : (view.frame.x0, view.frame.x1)
      if let bounds = spine.bounds {
        (from, to) = (map.clampedPixel(bounds.low), map.clampedPixel(bounds.high))
      }
      (from, to) = (View.snap(from, width: width), View.snap(to, width: width))
      canvas.stroke(
        isUpright
          ? Path([Point(place, from), Point(place, to)]) : Path([Point(from, place), Point(to, place)]), pen)
    }
  }

  private func drawTick(
    on canvas: any Canvas, _ axis: Axis, _ tick: Double, _ look: TickLook, _ parts: AxisDecorations,
    _ view: View
  ) {
    let pen = Pen(look.color, width: view.crisp(look.width), cap: .butt)
    let (outside, inside) = (look.outside * view.pointSize, look.inside * view.pointSize)
    for far in [false, true] where far ? axis.tickSides.far : axis.tickSides.near {
      // Outwards is down and left at the near side.
      if axis.direction == .x {
        let x = View.snap(view.x.pixel(tick), width: pen.width)
        let y = far ? parts.far : parts.near
        let sign = far ? -1.0 : 1
        canvas.stroke(Path([Point(x, y - inside * sign), Point(x, y + outside * sign)]), pen)
      } else {
        let y = View.snap(view.y.pixel(tick), width: pen.width)
        let x = far ? parts.far : parts.near
        let sign = far ? 1.0 : -1
        canvas.stroke(Path([Point(x - inside * sign, y), Point(x + outside * sign, y)]), pen)
      }
    }
  }
}
