extension Axes {
  /// Sizes of an axes' parts in points, as matplotlib has them.
  enum Measure {
    static let tick = 3.5
    static let tickPad = 3.5
    static let minorTick = 2.0
    static let minorTickWidth = 0.6
    static let labelPad = 4.0
    static let titlePad = 6.0
  }

  /// The ticks of both axes and the boxes of everything outside the frame, for one frame.
  struct Decorations {
    var xMarks = Axis.Marks()
    var yMarks = Axis.Marks()
    /// The union of tick labels, axis labels and title with the frame.
    var box: Rect
    var xLabelTop = 0.0
    var yLabelRight = 0.0
    var titleBottom = 0.0
  }

  func view(frame: Rect, pointSize: Double, canvasSize: Point) -> View {
    let (x, y) = (xAxis.limits, yAxis.limits)
    return View(
      frame: frame, x: AxisMap(scale: xAxis.scale, low: x.low, high: x.high, from: frame.x0, to: frame.x1),
      y: AxisMap(scale: yAxis.scale, low: y.low, high: y.high, from: frame.y1, to: frame.y0),
      pointSize: pointSize,
      canvasSize: canvasSize)
  }

  /// The frame after the aspect has been asked for: smaller than the place it was given, in its middle.
  func frame(in place: Rect) -> Rect {
    xAxis.view = nil
    yAxis.view = nil
    guard let aspect, aspect > 0 else { return place }
    if adjustsLimits {
      equalised(place)
      return place
    }
    let (x, y) = (xAxis.limits, yAxis.limits)
    let spanX = abs(xAxis.scale.forward(x.high) - xAxis.scale.forward(x.low))
    let spanY = abs(yAxis.scale.forward(y.high) - yAxis.scale.forward(y.low))
    let ratio = aspect * spanY / spanX
    guard ratio.isFinite, ratio > 0, place.width > 0, place.height > 0 else { return place }
    let width = min(place.width, place.height / ratio)
    let height = min(place.height, place.width * ratio)
    // On whole pixels, so that an image fills its frame.
    let x0 = (place.center.x - width / 2).rounded()
    let y0 = (place.center.y - height / 2).rounded()
    return Rect(x0, y0, x0 + max(1, width.rounded()), y0 + max(1, height.rounded()))
  }

  private func labelSize(_ axis: Axis) -> Double {
    axis.tickLabelSize ?? rc.fontSize(axis.direction == .x ? "xtick.labelsize" : "ytick.labelsize")
  }

  private func tickText(_ text: String, _ axis: Axis, _ pointSize: Double) -> TextBlock {
    TextBlock(
      text, TextStyle(size: labelSize(axis) * pointSize, rotation: axis.tickLabelRotation), align: .center)
  }

  /// Where a tick label is anchored, and how.
  private func anchor(_ axis: Axis, _ position: Double, _ frame: Rect, _ pointSize: Double)
    -> (Point, HorizontalAlignment, VerticalAlignment)
  {
    let gap = (axis.showsTicks ? Measure.tick + Measure.tickPad : Measure.tickPad) * pointSize
    switch (axis.direction, axis.onFarSide) {
    case (.x, false): return (Point(position, frame.y1 + gap), .center, .top)
    case (.x, true): return (Point(position, frame.y0 - gap), .center, .bottom)
    case (.y, false):
      return (
        Point(frame.x0 - gap, position), .right, axis.tickLabelRotation == 0 ? .centerBaseline : .center
      )
    case (.y, true):
      return (Point(frame.x1 + gap, position), .left, axis.tickLabelRotation == 0 ? .centerBaseline : .center)
    }
  }

  /// Works out ticks and the room that labels take.
  func decorations(_ view: View) -> Decorations {
    let frame = view.frame
    let point = view.pointSize
    var result = Decorations(box: frame)
    result.xLabelTop = frame.y1
    result.yLabelRight = frame.x0
    result.titleBottom = frame.y0
    guard visible else { return result }
    var box = frame
    if showsAxis {
      result.xMarks = marks(xAxis, view)
      result.yMarks = marks(yAxis, view)
      for (axis, marks) in [(xAxis, result.xMarks), (yAxis, result.yMarks)] where axis.showsTickLabels {
        let map = axis.direction == .x ? view.x : view.y
        for (tick, label) in zip(marks.major + marks.minor, marks.labels + marks.minorLabels)
        where !label.isEmpty {
          let (at, horizontal, vertical) = anchor(axis, map.pixel(tick), frame, point)
          guard at.isFinite else { continue }
          box = box.union(tickText(label, axis, point).box(at: at, horizontal, vertical))
        }
      }
      let labelBelow = max(box.y1, frame.y1 + (xAxis.showsTicks ? Measure.tick * point : 0))
      result.xLabelTop = labelBelow + Measure.labelPad * point
      result.yLabelRight =
        yAxis.onFarSide
        ? max(box.x1, frame.x1) + Measure.labelPad * point
        : min(box.x0, frame.x0 - (yAxis.showsTicks ? Measure.tick * point : 0)) - Measure.labelPad * point
      if xAxis.onFarSide { result.titleBottom = min(box.y0, frame.y0) }
      if !result.xMarks.offsetText.isEmpty {
        let text = offsetBlock(xAxis, result.xMarks.offsetText, point)
        box = box.union(text.box(at: Point(frame.x1, labelBelow + 3 * point), .right, .top))
        result.xLabelTop = labelBelow + Measure.labelPad * point
      }
      if !result.yMarks.offsetText.isEmpty {
        let text = offsetBlock(yAxis, result.yMarks.offsetText, point)
        let offsetBox = text.box(at: offsetPlace(view), .left, .bottom)
        box = box.union(offsetBox)
        result.titleBottom = min(result.titleBottom, offsetBox.y0)
      }
      if !xAxis.label.isEmpty {
        box = box.union(
          labelBlock(xAxis, point).box(at: Point(frame.center.x, result.xLabelTop), .center, .top))
      }
      if !yAxis.label.isEmpty {
        let block = labelBlock(yAxis, point)
        let place = Point(result.yLabelRight, frame.center.y)
        box = box.union(block.box(at: place, yAxis.onFarSide ? .left : .right, .center))
      }
    }
    if !title.isEmpty {
      box = box.union(
        titleBlock(point).box(
          at: titlePlace(frame, result, point), titleStyle.horizontal ?? .center, .baseline)
      )
    }
    for artist in artists where artist.visible { box = box.union(artist.outerBox(in: view)) }
    if let legend, let outside = legend.outerBox(in: view, axes: self) { box = box.union(outside) }
    result.box = box
    return result
  }

  private func marks(_ axis: Axis, _ view: View) -> Axis.Marks {
    let length = (axis.direction == .x ? view.frame.width : view.frame.height) / view.pointSize
    var marks = axis.marks(length: length, labelSize: labelSize(axis))
    guard axis.ticks == nil, axis.direction == .x, axis.tickLabelRotation == 0 else { return marks }
    // Labels that would touch: fewer ticks. matplotlib lets them run into each other.
    var intervals = max(marks.major.count, 1)
    while intervals > 1, collide(marks, axis, view) {
      intervals -= 1
      marks = axis.marks(length: Double(intervals) * 3 * labelSize(axis) + 0.5, labelSize: labelSize(axis))
    }
    return marks
  }

  private func collide(_ marks: Axis.Marks, _ axis: Axis, _ view: View) -> Bool {
    let boxes = zip(marks.major, marks.labels).map { tick, label -> (Double, Double) in
      let width = tickText(label, axis, view.pointSize).width
      let middle = view.x.pixel(tick)
      return (middle - width / 2, middle + width / 2)
    }.sorted { $0.0 < $1.0 }
    let gap = 0.25 * labelSize(axis) * view.pointSize
    for index in boxes.indices.dropFirst() where boxes[index].0 < boxes[index - 1].1 + gap { return true }
    return false
  }

  private func offsetBlock(_ axis: Axis, _ text: String, _ pointSize: Double) -> TextBlock {
    TextBlock(text, TextStyle(size: labelSize(axis) * pointSize))
  }

  private func offsetPlace(_ view: View) -> Point {
    Point(yAxis.onFarSide ? view.frame.x1 : view.frame.x0, view.frame.y0 - 3 * view.pointSize)
  }

  private func labelBlock(_ axis: Axis, _ pointSize: Double) -> TextBlock {
    TextBlock(
      axis.label,
      axis.labelStyle.style(
        size: rc.fontSize("axes.labelsize"), pointSize: pointSize, rotation: axis.direction == .x ? 0 : 90),
      align: .center)
  }

  private func titleBlock(_ pointSize: Double) -> TextBlock {
    TextBlock(
      title, titleStyle.style(size: rc.fontSize("axes.titlesize"), pointSize: pointSize), align: .center)
  }

  private func titlePlace(_ frame: Rect, _ decorations: Decorations, _ pointSize: Double) -> Point {
    let x: Double =
      switch titleStyle.horizontal ?? .center {
      case .left: frame.x0
      case .center: frame.center.x
      case .right: frame.x1
      }
    return Point(x, decorations.titleBottom - (titleStyle.pad ?? Measure.titlePad) * pointSize)
  }

  /// Draws everything into a place of the picture.
  func draw(on canvas: any Canvas, in place: Rect, pointSize: Double, canvasSize: Point) {
    guard visible else { return }
    let frame = frame(in: place)
    guard frame.width >= 1, frame.height >= 1 else { return }
    let view = view(frame: frame, pointSize: pointSize, canvasSize: canvasSize)
    let decorations = decorations(view)
    if showsAxis, faceColor.alpha > 0 { canvas.fill(Path(frame), faceColor) }
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
      if !gridded, artist.zorder >= 1.5 {
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
    if !title.isEmpty {
      titleBlock(pointSize).draw(
        on: canvas, at: titlePlace(frame, decorations, pointSize), titleStyle.horizontal ?? .center, .baseline
      )
    }
    legend?.draw(on: canvas, in: view, axes: self)
    xAxis.view = nil
    yAxis.view = nil
  }

  private func drawGrid(on canvas: any Canvas, _ view: View, _ decorations: Decorations) {
    canvas.clip(view.frame)
    for (axis, marks) in [(xAxis, decorations.xMarks), (yAxis, decorations.yMarks)] {
      for (style, ticks) in [(axis.minorGrid, marks.minor), (axis.grid, marks.major)] {
        guard let style else { continue }
        let width = view.crisp(style.lineWidth ?? rc.number("grid.linewidth"))
        let color = (style.color ?? Color(hex: 0xb0b0b0)).withAlpha(style.alpha ?? rc.number("grid.alpha"))
        let pen = Pen(color, width: width, dash: (style.lineStyle ?? .solid).dash(width: width))
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
    let frame = view.frame
    let point = view.pointSize
    let width = view.crisp(rc.number("axes.linewidth"))
    let pen = Pen(.black, width: width, cap: .butt)
    for (axis, marks) in [(xAxis, decorations.xMarks), (yAxis, decorations.yMarks)] {
      guard axis.showsTicks else { continue }
      let minorPen = Pen(.black, width: view.crisp(Measure.minorTickWidth))
      for tick in marks.minor { drawTick(on: canvas, axis, tick, Measure.minorTick * point, minorPen, view) }
      for tick in marks.major { drawTick(on: canvas, axis, tick, Measure.tick * point, pen, view) }
    }
    if showsFrame {
      let (x0, x1) = (View.snap(frame.x0, width: width), View.snap(frame.x1, width: width))
      let (y0, y1) = (View.snap(frame.y0, width: width), View.snap(frame.y1, width: width))
      let sides: [(String, Point, Point)] = [
        ("left", Point(x0, y0), Point(x0, y1)), ("right", Point(x1, y0), Point(x1, y1)),
        ("top", Point(x0, y0), Point(x1, y0)), ("bottom", Point(x0, y1), Point(x1, y1)),
      ]
      if hiddenSpines.isEmpty {
        canvas.stroke(Path(Rect(x0, y0, x1, y1)), Pen(.black, width: width, join: .miter))
      } else {
        for (name, a, b) in sides where !hiddenSpines.contains(name) {
          canvas.stroke(Path([a, b]), Pen(.black, width: width, cap: .projecting))
        }
      }
    }
    for (axis, marks) in [(xAxis, decorations.xMarks), (yAxis, decorations.yMarks)] where axis.showsTickLabels
    {
      let map = axis.direction == .x ? view.x : view.y
      for (tick, label) in zip(marks.major + marks.minor, marks.labels + marks.minorLabels)
      where !label.isEmpty {
        let (at, horizontal, vertical) = anchor(axis, map.pixel(tick), frame, point)
        tickText(label, axis, point).draw(on: canvas, at: at, horizontal, vertical)
      }
    }
    if !decorations.xMarks.offsetText.isEmpty, xAxis.showsTickLabels {
      let y = decorations.xLabelTop - Measure.labelPad * point + 3 * point
      offsetBlock(xAxis, decorations.xMarks.offsetText, point).draw(
        on: canvas, at: Point(frame.x1, y), .right, .top)
    }
    if !decorations.yMarks.offsetText.isEmpty, yAxis.showsTickLabels {
      offsetBlock(yAxis, decorations.yMarks.offsetText, point).draw(
        on: canvas, at: offsetPlace(view), .left, .bottom)
    }
    if !xAxis.label.isEmpty {
      labelBlock(xAxis, point).draw(
        on: canvas, at: Point(frame.center.x, decorations.xLabelTop), .center, .top)
    }
    if !yAxis.label.isEmpty {
      labelBlock(yAxis, point).draw(
        on: canvas, at: Point(decorations.yLabelRight, frame.center.y), yAxis.onFarSide ? .left : .right,
        .center)
    }
  }

  private func drawTick(
    on canvas: any Canvas, _ axis: Axis, _ tick: Double, _ length: Double, _ pen: Pen, _ view: View
  ) {
    let frame = view.frame
    if axis.direction == .x {
      let x = View.snap(view.x.pixel(tick), width: pen.width)
      let from = axis.onFarSide ? frame.y0 : frame.y1
      canvas.stroke(Path([Point(x, from), Point(x, from + (axis.onFarSide ? -length : length))]), pen)
    } else {
      let y = View.snap(view.y.pixel(tick), width: pen.width)
      let from = axis.onFarSide ? frame.x1 : frame.x0
      canvas.stroke(Path([Point(from, y), Point(from + (axis.onFarSide ? length : -length), y)]), pen)
    }
  }
}
