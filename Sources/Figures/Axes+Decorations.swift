extension Axes {
  /// Between ticks' labels and what else is written, in points.
  enum Measure {
    static let offsetGap = 3.0
  }

  /// The ticks of both axes and the boxes of everything outside the frame, for one frame.
  struct Decorations {
    var x = AxisDecorations()
    var y = AxisDecorations()
    /// The union of tick labels, axis labels and title with the frame; what these reach past the frame's length is in `overhang`.
    var box: Rect
    /// The frame, made longer by the axis labels and titles that are longer than it.
    var overhang: Rect
    var titleBottom = 0.0
  }

  /// What one axis draws around the frame.
  struct AxisDecorations {
    var marks = Axis.Marks()
    /// The edges that ticks start from: left or lower, right or upper.
    var near = 0.0
    var far = 0.0
    /// Where tick labels end: the axis' label begins a pad further out.
    var nearEnd = 0.0
    var farEnd = 0.0
    /// The number taken out of the labels, and where it stands.
    var offset: (block: TextBlock, at: Point, horizontal: HorizontalAlignment, vertical: VerticalAlignment)?
    /// Where the axis' label is anchored.
    var labelAt = Point(0, 0)
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
    let ratio = aspectIsOfFrame ? aspect : aspect * spanY / spanX
    guard ratio.isFinite, ratio > 0, place.width > 0, place.height > 0 else { return place }
    let width = min(place.width, place.height / ratio)
    let height = min(place.height, place.width * ratio)
    // On whole pixels, so that an image fills its frame.
    let x0 = (place.center.x - width / 2).rounded()
    let y0 = (place.center.y - height / 2).rounded()
    return Rect(x0, y0, x0 + max(1, width.rounded()), y0 + max(1, height.rounded()))
  }

  func tickText(_ text: String, _ axis: Axis, _ pointSize: Double) -> TextBlock {
    var style = axis.tickLabelStyle
    style.rotation = axis.tickLabelRotation
    return TextBlock(
      text, style.style(size: axis.tickLabelSize, pointSize: pointSize), align: .center,
      turnsAboutAnchor: style.turnsAboutAnchor)
  }

  /// The pixel of one side of the frame, wherever it was moved to.
  func edge(_ side: Spines.Side, _ view: View) -> Double {
    let frame = view.frame
    switch (side, spines[side].position) {
    case (.left, .outward(let d)): return frame.x0 - d * view.pointSize
    case (.right, .outward(let d)): return frame.x1 + d * view.pointSize
    case (.bottom, .outward(let d)): return frame.y1 + d * view.pointSize
    case (.top, .outward(let d)): return frame.y0 - d * view.pointSize
    case (.left, .data(let x)), (.right, .data(let x)): return view.x.clampedPixel(x)
    case (.bottom, .data(let y)), (.top, .data(let y)): return view.y.clampedPixel(y)
    case (.left, .axes(let part)), (.right, .axes(let part)): return frame.x0 + frame.width * part
    case (.bottom, .axes(let part)), (.top, .axes(let part)): return frame.y1 - frame.height * part
    }
  }

  /// Where a tick label is anchored, and how.
  func anchor(_ axis: Axis, _ position: Double, _ parts: AxisDecorations, far: Bool, _ pointSize: Double)
    -> (Point, HorizontalAlignment, VerticalAlignment)
  {
    let gap = ((axis.tickSides.isEmpty ? 0 : axis.major.outside) + axis.tickPad) * pointSize
    let style = axis.tickLabelStyle
    if axis.direction == .x {
      let leaning: HorizontalAlignment = axis.turn == 45 ? (far ? .left : .right) : .center
      return (
        Point(position, far ? parts.far - gap : parts.near + gap), style.horizontal ?? leaning,
        style.vertical ?? (far ? .bottom : .top)
      )
    }
    return (
      Point(far ? parts.far + gap : parts.near - gap, position), style.horizontal ?? (far ? .left : .right),
      style.vertical ?? (axis.tickLabelRotation == 0 ? .centerBaseline : .center)
    )
  }

  /// Works out ticks and the room that labels take.
  func decorations(_ view: View) -> Decorations {
    let frame = view.frame
    let point = view.pointSize
    var result = Decorations(box: frame, overhang: frame)
    result.titleBottom = frame.y0
    guard visible else { return result }
    var box = frame
    if showsAxis {
      result.x = decorations(xAxis, view, &box)
      result.y = decorations(yAxis, view, &box)
      result.titleBottom = min(frame.y0, result.x.farEnd)
      if let offset = result.y.offset, offset.vertical == .bottom {
        result.titleBottom = min(
          result.titleBottom, offset.block.box(at: offset.at, offset.horizontal, offset.vertical).y0)
      }
      for (axis, parts) in [(xAxis, result.x), (yAxis, result.y)] where !axis.label.isEmpty && !axis.hidden {
        let (block, horizontal, vertical) = labelBlock(axis, view)
        let labelBox = block.box(at: parts.labelAt, horizontal, vertical)
        let isX = axis.direction == .x
        box = box.union(isX ? labelBox.within(x: frame) : labelBox.within(y: frame))
        result.overhang = result.overhang.union(
          isX ? labelBox.within(y: frame) : labelBox.within(x: frame))
        if isX, axis.labelOnFarSide {
          result.titleBottom = min(result.titleBottom, labelBox.y0)
        }
      }
    }
    for (text, style) in titles where !text.isEmpty {
      let titleBox = titleBlock(text, style, view).box(
        at: titlePlace(style, frame, result, point), style.horizontal ?? .center, .baseline)
      result.overhang = result.overhang.union(titleBox.within(y: frame))
      box = box.union(titleBox.within(x: frame))
    }
    for artist in artists where artist.visible { box = box.union(artist.outerBox(in: view)) }
    if let legend, let outside = legend.outerBox(in: view, axes: self) { box = box.union(outside) }
    result.box = box
    return result
  }

  private func decorations(_ axis: Axis, _ view: View, _ box: inout Rect) -> AxisDecorations {
    let (frame, point) = (view.frame, view.pointSize)
    var parts = AxisDecorations()
    let isX = axis.direction == .x
    parts.near = edge(isX ? .bottom : .left, view)
    parts.far = edge(isX ? .top : .right, view)
    (parts.nearEnd, parts.farEnd) = (parts.near, parts.far)
    if axis.hidden { return parts }
    parts.marks = marks(axis, view)
    let map = isX ? view.x : view.y
    let outside = axis.major.outside * point
    if axis.tickSides.near { parts.nearEnd += isX ? outside : -outside }
    if axis.tickSides.far { parts.farEnd -= isX ? outside : -outside }
    for far in [false, true] where far ? axis.labelSides.far : axis.labelSides.near {
      for (tick, label) in zip(
        parts.marks.major + parts.marks.minor, parts.marks.labels + parts.marks.minorLabels)
      where !label.isEmpty {
        let (at, horizontal, vertical) = anchor(axis, map.pixel(tick), parts, far: far, point)
        guard at.isFinite else { continue }
        let labelBox = tickText(label, axis, point).box(at: at, horizontal, vertical)
        box = box.union(labelBox)
        if far {
          parts.farEnd = isX ? min(parts.farEnd, labelBox.y0) : max(parts.farEnd, labelBox.x1)
        } else {
          parts.nearEnd = isX ? max(parts.nearEnd, labelBox.y1) : min(parts.nearEnd, labelBox.x0)
        }
      }
    }
    placeOffset(axis, &parts, view, &box)
    let pad = (axis.labelStyle.pad ?? rc.number("axes.labelpad")) * point
    let along = axis.labelStyle.horizontal
    let far = axis.labelOnFarSide
    if isX {
      let x = along == .left ? frame.x0 : along == .right ? frame.x1 : frame.center.x
      parts.labelAt = Point(x, far ? parts.farEnd - pad : parts.nearEnd + pad)
    } else {
      let y = along == .left ? frame.y1 : along == .right ? frame.y0 : frame.center.y
      parts.labelAt = Point(far ? parts.farEnd + pad : parts.nearEnd - pad, y)
    }
    return parts
  }

  private func placeOffset(_ axis: Axis, _ parts: inout AxisDecorations, _ view: View, _ box: inout Rect) {
    guard !parts.marks.offsetText.isEmpty, !axis.labelSides.isEmpty else { return }
    let (frame, gap) = (view.frame, Measure.offsetGap * view.pointSize)
    var style = axis.tickLabelStyle
    style.rotation = 0
    let block = TextBlock(
      parts.marks.offsetText, style.style(size: axis.tickLabelSize, pointSize: view.pointSize))
    let far = !axis.labelSides.near
    if axis.direction == .x {
      parts.offset =
        far
        ? (block, Point(frame.x1, parts.farEnd - gap), .right, .bottom)
        : (block, Point(frame.x1, parts.nearEnd + gap), .right, .top)
    } else {
      parts.offset = (block, Point(far ? frame.x1 : frame.x0, frame.y0 - gap), .left, .bottom)
    }
    if let offset = parts.offset {
      box = box.union(offset.block.box(at: offset.at, offset.horizontal, offset.vertical))
    }
  }

  private func marks(_ axis: Axis, _ view: View) -> Axis.Marks {
    let length = (axis.direction == .x ? view.frame.width : view.frame.height) / view.pointSize
    let size = axis.tickLabelSize
    axis.turn = nil
    var marks = axis.marks(length: length, labelSize: size)
    guard !axis.labelSides.isEmpty else { return marks }
    leaveOutMinorLabels(&marks, axis, view)
    if axis.ticks != nil || axis.places != nil || axis.tickText != nil || axis.direction == .y
      || axis.tickLabelRotation != 0
    {
      keepApart(&marks, axis, view)
      return marks
    }
    // Labels that would touch: fewer ticks. matplotlib lets them run into each other.
    var intervals = max(marks.major.count, 1)
    while intervals > 1, collide(marks, axis, view) {
      intervals -= 1
      marks = axis.marks(length: Double(intervals) * 3 * size + 0.5, labelSize: size)
    }
    leaveOutLabels(&marks, axis, view)
    return marks
  }

  /// Where even the fewest ticks are too near each other, some stay without a label.
  private func leaveOutLabels(_ marks: inout Axis.Marks, _ axis: Axis, _ view: View) {
    var every = 2
    let all = marks.labels
    while every <= all.count, collide(marks, axis, view) {
      // The labels that stay stand about the middle.
      let first = (all.count - 1) % every / 2
      marks.labels = all.indices.map { ($0 - first) % every == 0 ? all[$0] : "" }
      every += 1
    }
  }

  /// Labels that were set are turned where they would touch, and thinned out where that does not help.
  private func keepApart(_ marks: inout Axis.Marks, _ axis: Axis, _ view: View) {
    let points = axis.tickLabelSize * view.pointSize
    let isX = axis.direction == .x
    let map = isX ? view.x : view.y
    let rotation = axis.tickLabelStyle.rotation ?? 0
    if isX, rotation == 0, collide(marks, axis, view, gap: 0.1) { axis.turn = 45 }
    let (sin, cos) = Elementary.sinCos(degrees: axis.tickLabelRotation)
    if isX, axis.tickLabelRotation == 0 { return }
    // Parallel lines of writing: the distance of two ticks across them.
    let across = isX ? abs(sin) : abs(cos)
    let places = zip(marks.major, marks.labels).filter { !$0.1.isEmpty }.map { map.pixel($0.0) }
      .filter(\.isFinite).sorted()
    func isTight(_ every: Int, _ across: Double) -> Bool {
      guard places.count > every else { return false }
      return (every..<places.count).contains { (places[$0] - places[$0 - every]) * across < points * 0.95 }
    }
    if axis.turn != nil, isTight(1, across) { axis.turn = 90 }
    guard across > 0.3 else { return }
    // The smallest distance that is not tight: wider ones are not tight either.
    let distance = axis.turn == 90 ? 1 : across
    var (every, enough) = (1, max(places.count, 1))
    while every < enough {
      let middle = (every + enough) / 2
      if isTight(middle, distance) { every = middle + 1 } else { enough = middle }
    }
    guard every > 1 else { return }
    var shown = 0
    for index in marks.labels.indices where !marks.labels[index].isEmpty {
      if shown % every != 0 { marks.labels[index] = "" }
      shown += 1
    }
  }

  /// Labels of small ticks stand only where there is room beside the others.
  private func leaveOutMinorLabels(_ marks: inout Axis.Marks, _ axis: Axis, _ view: View) {
    guard marks.minorLabels.contains(where: { !$0.isEmpty }) else { return }
    let isX = axis.direction == .x
    let map = isX ? view.x : view.y
    func span(_ tick: Double, _ label: String) -> (Double, Double) {
      let block = tickText(label, axis, view.pointSize)
      let half = (isX ? block.width : block.height * 0.8) / 2
      return (map.pixel(tick) - half, map.pixel(tick) + half)
    }
    let gap = (isX ? 0.25 : 0) * axis.tickLabelSize * view.pointSize
    var taken = zip(marks.major, marks.labels).filter { !$0.1.isEmpty }.map(span)
    for index in marks.minor.indices where !marks.minorLabels[index].isEmpty {
      let own = span(marks.minor[index], marks.minorLabels[index])
      if taken.contains(where: { own.0 < $0.1 + gap && $0.0 < own.1 + gap }) {
        marks.minorLabels[index] = ""
      } else {
        taken.append(own)
      }
    }
  }

  private func collide(_ marks: Axis.Marks, _ axis: Axis, _ view: View, gap part: Double = 0.25) -> Bool {
    let boxes = zip(marks.major, marks.labels).filter { !$0.1.isEmpty }.map {
      tick, label -> (Double, Double) in
      let width = tickText(label, axis, view.pointSize).width
      let middle = view.x.pixel(tick)
      return (middle - width / 2, middle + width / 2)
    }.sorted { $0.0 < $1.0 }
    let gap = part * axis.tickLabelSize * view.pointSize
    for index in boxes.indices.dropFirst() where boxes[index].0 < boxes[index - 1].1 + gap { return true }
    return false
  }

  /// The axis' label and how it is aligned to its anchor.
  func labelBlock(_ axis: Axis, _ view: View) -> (TextBlock, HorizontalAlignment, VerticalAlignment) {
    var style = axis.labelStyle
    if style.bold == nil { style.bold = rc.isBold("axes.labelweight") }
    let isX = axis.direction == .x
    let block = TextBlock(
      axis.label,
      style.style(
        size: rc.fontSize("axes.labelsize"), pointSize: view.pointSize, rotation: isX ? 0 : 90,
        color: rc.color("axes.labelcolor") ?? .black), align: .center, spacing: style.lineSpacing ?? 1,
      room: style.rotation == nil ? room(axis.direction, style.horizontal ?? .center, view) : .infinity)
    let along = style.horizontal ?? .center
    if isX { return (block, along, axis.labelOnFarSide ? .bottom : .top) }
    return (
      block, axis.labelOnFarSide ? .left : .right,
      along == .left ? .bottom : along == .right ? .top : .center
    )
  }

  func titleBlock(_ text: String, _ style: TextOptions, _ view: View) -> TextBlock {
    var style = style
    if style.bold == nil { style.bold = rc.isBold("axes.titleweight") }
    return TextBlock(
      text,
      style.style(
        size: rc.fontSize("axes.titlesize"), pointSize: view.pointSize,
        color: rc.color("axes.titlecolor") ?? rc.color("text.color") ?? .black), align: .center,
      spacing: style.lineSpacing ?? 1,
      room: (style.rotation ?? 0) == 0 ? room(.x, style.horizontal ?? .center, view) : .infinity)
  }

  /// How long writing along the frame may be before it leaves the picture, or the part of it that belongs to the axes.
  private func room(_ direction: Axis.Direction, _ along: HorizontalAlignment, _ view: View) -> Double {
    let (frame, isX) = (view.frame, direction == .x)
    let whole = isX ? view.canvasSize.x : view.canvasSize.y
    // Upwards is to the right where writing is turned.
    let (start, end) = isX ? (frame.x0, frame.x1) : (whole - frame.y1, whole - frame.y0)
    let middle = (start + end) / 2
    let inPicture: Double =
      switch along {
      case .left: whole - start
      case .center: 2 * min(middle, whole - middle)
      case .right: end
      }
    var part = 1.0
    var next = cell
    while let cell = next {
      part *=
        isX
        ? Double(cell.lastColumn - cell.firstColumn + 1) / Double(cell.grid.columns)
        : Double(cell.lastRow - cell.firstRow + 1) / Double(cell.grid.rows)
      next = cell.grid.parent
    }
    let hair = 6 * view.pointSize
    return max(min(inPicture, part < 1 ? max(part * whole, end - start) : inPicture) - hair, hair)
  }

  func titlePlace(_ style: TextOptions, _ frame: Rect, _ decorations: Decorations, _ pointSize: Double)
    -> Point
  {
    let x: Double =
      switch style.horizontal ?? .center {
      case .left: frame.x0
      case .center: frame.center.x
      case .right: frame.x1
      }
    let pad = (style.pad ?? rc.number("axes.titlepad")) * pointSize
    if let height = titleHeight { return Point(x, frame.y1 - frame.height * height - pad) }
    return Point(x, decorations.titleBottom - pad)
  }
}
