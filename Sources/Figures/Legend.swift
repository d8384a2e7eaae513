/// The box that names the artists of an axes.
public final class Legend {
  public enum Location: String, Sendable, CaseIterable {
    case best
    case upperRight = "upper right"
    case upperLeft = "upper left"
    case lowerLeft = "lower left"
    case lowerRight = "lower right"
    case right
    case centerLeft = "center left"
    case centerRight = "center right"
    case lowerCenter = "lower center"
    case upperCenter = "upper center"
    case center

    /// - Throws: `FigureError` of kind value that lists the places there are.
    public init(parsing name: String) throws {
      guard let value = Location(rawValue: name.lowercased()) else {
        throw FigureError.unsupported(name, for: "loc", supported: Self.allCases.map(\.rawValue))
      }
      self = value
    }

    /// matplotlib's codes 0 … 10.
    public init(code: Int) throws {
      guard Self.allCases.indices.contains(code) else {
        throw FigureError(.value, "loc must be string, coordinate tuple, or an integer 0-10, not \(code)")
      }
      self = Self.allCases[code]
    }

    /// Fractions from the left and from the top.
    var fractions: (Double, Double) {
      switch self {
      case .upperRight, .best: (1, 0)
      case .upperLeft: (0, 0)
      case .lowerLeft: (0, 1)
      case .lowerRight: (1, 1)
      case .right, .centerRight: (1, 0.5)
      case .centerLeft: (0, 0.5)
      case .lowerCenter: (0.5, 1)
      case .upperCenter: (0.5, 0)
      case .center: (0.5, 0.5)
      }
    }
  }

  public struct Options: Sendable {
    public var location: Location?
    /// A corner of the box in fractions of the frame, in place of the frame itself; with sizes, the box to stand in.
    public var anchor: (x: Double, y: Double)?
    public var anchorSize: (width: Double, height: Double) = (0, 0)
    /// The anchor counts fractions of the figure.
    public var anchorInFigure = false
    public var columns = 1
    /// In points.
    public var fontSize: Double?
    public var title: String?
    public var titleSize: Double?
    public var frame: Bool?
    public var frameAlpha: Double?
    public var face: Color?
    public var edge: Color?
    public var shadow: Bool?
    public var rounded: Bool?
    public var markerScale: Double?
    public var numberOfPoints: Int?
    public var scatterPoints: Int?
    /// As wide as the frame or the anchor.
    public var expands = false
    /// Names before their signs.
    public var markerFirst = true
    /// The last one first.
    public var reversed = false
    /// The names' colour; nil takes the text's.
    public var labelColor: Color?
    public var labelColors: [Color] = []
    /// Names take the colours of what they name.
    public var labelsTakeColors = false
    public var titleAlign = HorizontalAlignment.center
    // Distances in text sizes.
    public var borderPad: Double?
    public var labelSpacing: Double?
    public var handleLength: Double?
    public var handleHeight: Double?
    public var handleTextPad: Double?
    public var borderAxesPad: Double?
    public var columnSpacing: Double?
    public var zorder: Double?
    public var visible = true
    public init() {}
  }

  public var options: Options
  /// What is named, and its names; nil takes the artists that have labels.
  public var entries: [(artist: Artist, label: String)]?
  let rc: RcParams

  init(options: Options, entries: [(artist: Artist, label: String)]?, rc: RcParams) {
    self.options = options
    self.entries = entries
    self.rc = rc
  }

  private func items(_ axes: Axes?) -> [(artist: Artist, label: String)] {
    let all = entries ?? axes?.labelled ?? []
    return options.reversed ? all.reversed() : all
  }

  /// The names, in order.
  public func labels(of axes: Axes?) -> [String] { items(axes).map(\.label) }

  private struct Layout {
    var size: Point
    var cells: [(artist: Artist, text: TextBlock, key: Rect, textPlace: Point)]
    var title: (TextBlock, Point)?
  }

  private func em(_ pointSize: Double) -> Double {
    (options.fontSize ?? rc.fontSize("legend.fontsize")) * pointSize
  }

  private func measure(_ given: Double?, _ name: String) -> Double { given ?? rc.number(name) }

  private func color(of item: Artist, _ index: Int) -> Color {
    if options.labelsTakeColors { return item.legendColor ?? .black }
    if !options.labelColors.isEmpty { return options.labelColors[index % options.labelColors.count] }
    return options.labelColor ?? rc.color("legend.labelcolor") ?? rc.color("text.color") ?? .black
  }

  /// Sizes in units of the font's size, as matplotlib has them.
  private func layout(_ axes: Axes?, _ view: View) -> Layout? {
    let pointSize = view.pointSize
    let items = items(axes)
    guard !items.isEmpty, options.visible else { return nil }
    let em = em(pointSize)
    let texts = items.enumerated().map {
      TextBlock($0.element.label, TextStyle(size: em, color: color(of: $0.element.artist, $0.offset)))
    }
    let columns = min(max(options.columns, 1), items.count)
    let pad = measure(options.borderPad, "legend.borderpad") * em
    let keyWidth = measure(options.handleLength, "legend.handlelength") * em
    let keyHeight = measure(options.handleHeight, "legend.handleheight") * em
    let gap = measure(options.handleTextPad, "legend.handletextpad") * em
    let lineGap = measure(options.labelSpacing, "legend.labelspacing") * em
    let columnGap = measure(options.columnSpacing, "legend.columnspacing") * em
    var x = pad
    var top = pad
    var title: (TextBlock, Point)?
    var titleWidth = 0.0
    if let text = options.title, !text.isEmpty {
      var size = em
      if case .number(let points)? = rc.get("legend.title_fontsize") { size = points * pointSize }
      if let given = options.titleSize { size = given * pointSize }
      let block = TextBlock(text, TextStyle(size: size, color: rc.color("text.color") ?? .black))
      title = (block, Point(0, top))
      titleWidth = block.width
      top += block.height + 0.5 * em
    }
    // As matplotlib fills columns: the first ones take one more where they do not come out even.
    let base = items.count / columns
    let extra = items.count % columns
    var cells: [(artist: Artist, text: TextBlock, key: Rect, textPlace: Point)] = []
    var index = 0
    var bottom = 0.0
    var starts: [Int] = []
    for column in 0..<columns {
      var y = top
      let count = base + (column < extra ? 1 : 0)
      starts.append(index)
      let widest = texts[index..<index + count].map(\.width).max() ?? 0
      for _ in 0..<count {
        let text = texts[index]
        let height = max(text.height, keyHeight)
        let middle = y + height / 2
        let keyAt = options.markerFirst ? x : x + widest + gap
        let textAt = options.markerFirst ? x + keyWidth + gap : x + widest - text.width
        cells.append(
          (
            items[index].artist, text,
            Rect(keyAt, middle - keyHeight / 2, keyAt + keyWidth, middle + keyHeight / 2),
            Point(textAt, y + (height - text.height) / 2)
          ))
        y += height + lineGap
        index += 1
      }
      bottom = max(bottom, y - lineGap)
      x += keyWidth + gap + widest + columnGap
    }
    var width = max(x - columnGap + pad, titleWidth + 2 * pad)
    if options.expands {
      let room = options.anchorSize.width > 0 ? view.frame.width * options.anchorSize.width : view.frame.width
      let whole = room - 2 * measure(options.borderAxesPad, "legend.borderaxespad") * em
      if whole > width {
        if columns > 1 {
          let more = (whole - width) / Double(columns - 1)
          for column in 1..<columns {
            let end = column + 1 < columns ? starts[column + 1] : cells.count
            for place in starts[column]..<end {
              cells[place].key = cells[place].key.moved(more * Double(column), 0)
              cells[place].textPlace.x += more * Double(column)
            }
          }
        }
        width = whole
      }
    }
    if let block = title?.0 {
      let at: Double =
        switch options.titleAlign {
        case .left: pad
        case .center: (width - block.width) / 2
        case .right: width - pad - block.width
        }
      title = (block, Point(at, pad))
    }
    return Layout(size: Point(width.rounded(), (bottom + pad).rounded()), cells: cells, title: title)
  }

  private func place(_ layout: Layout, in view: View, axes: Axes?) -> Rect {
    let pad = measure(options.borderAxesPad, "legend.borderaxespad") * em(view.pointSize)
    let frame =
      options.anchorInFigure ? Rect(0, 0, view.canvasSize.x, view.canvasSize.y) : view.frame
    func box(_ location: Location) -> Rect {
      let (fx, fy) = location.fractions
      var room = frame
      if let anchor = options.anchor {
        let p = Point(frame.x0 + frame.width * anchor.x, frame.y1 - frame.height * anchor.y)
        room = Rect(
          p.x, p.y - frame.height * options.anchorSize.height, p.x + frame.width * options.anchorSize.width,
          p.y)
      }
      room = room.insetBy(pad)
      let x = (room.x0 + (room.width - layout.size.x) * fx).rounded()
      let y = (room.y0 + (room.height - layout.size.y) * fy).rounded()
      return Rect(x, y, x + layout.size.x, y + layout.size.y)
    }
    let location = options.location ?? (try? Location(parsing: rc.text("legend.loc"))) ?? .best
    guard location == .best, options.anchor == nil, let axes else { return box(location) }
    let obstacles = axes.artists.filter(\.visible).flatMap { $0.obstacles(in: view) }
    var best = box(.upperRight)
    var fewest = Int.max
    for candidate in Location.allCases.dropFirst() {
      let candidateBox = box(candidate)
      let hits = obstacles.reduce(0) { $0 + (candidateBox.contains($1) ? 1 : 0) }
      if hits < fewest {
        fewest = hits
        best = candidateBox
      }
      if hits == 0 { break }
    }
    return best
  }

  /// The legend's box where it reaches beyond the frame.
  func outerBox(in view: View, axes: Axes) -> Rect? {
    guard options.anchor != nil, let layout = layout(axes, view) else { return nil }
    return place(layout, in: view, axes: axes)
  }

  func draw(on canvas: any Canvas, in view: View, axes: Axes?) {
    guard let layout = layout(axes, view) else { return }
    let box = place(layout, in: view, axes: axes)
    if options.frame ?? rc.flag("legend.frameon") { drawFrame(on: canvas, box, in: view) }
    if let (text, at) = layout.title {
      text.draw(on: canvas, at: Point(box.x0 + at.x, box.y0 + at.y), .left, .top)
    }
    let key = LegendKey(
      pointSize: view.pointSize, markerScale: options.markerScale ?? rc.number("legend.markerscale"),
      points: min(max(options.numberOfPoints ?? Elementary.whole(rc.number("legend.numpoints")), 1), 20),
      scatterPoints: min(
        max(options.scatterPoints ?? Elementary.whole(rc.number("legend.scatterpoints")), 1), 20))
    for cell in layout.cells {
      cell.artist.drawLegendKey(on: canvas, in: cell.key.moved(box.x0, box.y0), key)
      cell.text.draw(
        on: canvas, at: Point(box.x0 + cell.textPlace.x, box.y0 + cell.textPlace.y), .left, .top)
    }
  }

  private func drawFrame(on canvas: any Canvas, _ box: Rect, in view: View) {
    let em = em(view.pointSize)
    let width = view.crisp(rc.number("patch.linewidth"))
    let shift = Elementary.whole(width) % 2 == 1 ? 0.5 : 0
    let radius = options.rounded ?? rc.flag("legend.fancybox") ? 0.2 * em : 0
    let outline = Path.rounded(box.moved(shift, shift), radius: radius)
    let isShaded = options.shadow ?? rc.flag("legend.shadow")
    let alpha = options.frameAlpha ?? (isShaded ? 1 : rc.number("legend.framealpha"))
    let face =
      options.face ?? rc.color("legend.facecolor") ?? rc.color("axes.facecolor") ?? .white
    let edge = options.edge ?? rc.color("legend.edgecolor") ?? rc.color("axes.edgecolor") ?? .black
    if isShaded {
      let away = 2 * view.pointSize
      let dark = Color(face.red * 0.3, face.green * 0.3, face.blue * 0.3, 0.5)
      canvas.fill(Path.rounded(box.moved(shift + away, shift + away), radius: radius), dark)
    }
    if face.alpha > 0 { canvas.fill(outline, face.withAlpha(alpha)) }
    if edge.alpha > 0 {
      canvas.stroke(outline, Pen(edge.withAlpha(alpha), width: width, join: .miter))
    }
  }
}

/// How signs in a legend are drawn.
struct LegendKey {
  let pointSize: Double
  var markerScale = 1.0
  /// Markers on a line's sign.
  var points = 1
  /// Points of a scatter plot's sign.
  var scatterPoints = 1

  /// Where so many markers stand in a box.
  func places(_ count: Int, in box: Rect) -> [Double] {
    if count <= 1 { return [box.center.x] }
    let margin = box.width * 0.15
    return (0..<count).map { box.x0 + margin + (box.width - 2 * margin) * Double($0) / Double(count - 1) }
  }
}

extension Axes {
  /// The artists with labels, in the order in which a legend names them.
  var labelled: [(artist: Artist, label: String)] {
    let all = artists.filter(\.hasLegendEntry)
    return (all.filter { !$0.isContainer } + all.filter(\.isContainer)).map { ($0, $0.label ?? "") }
  }

  /// Shows a legend for the artists that have labels, or for the artists given.
  ///
  /// - Parameter labels: names for the first artists in turn, as `legend(['train', 'val'])` gives them.
  @discardableResult
  public func addLegend(
    labels: [String]? = nil, artists: [Artist]? = nil, _ options: Legend.Options = Legend.Options()
  )
    -> Legend
  {
    var entries: [(artist: Artist, label: String)]?
    if let artists {
      let names = labels ?? artists.map { $0.label ?? "" }
      entries = zip(artists, names).map { ($0, $1) }
    } else if let labels {
      entries = zip(self.artists.filter(\.canHaveLegendEntry), labels).map { ($0, $1) }
    }
    let legend = Legend(options: options, entries: entries, rc: rc)
    self.legend = legend
    return legend
  }
}

extension Figure {
  /// A legend for the whole figure: for the artists given, or all that have labels.
  @discardableResult
  public func addLegend(
    labels: [String]? = nil, artists: [Artist]? = nil, _ options: Legend.Options = Legend.Options()
  ) -> Legend {
    let all = axes.flatMap(\.labelled)
    let named =
      artists ?? (labels == nil ? all.map(\.artist) : axes.flatMap(\.artists).filter(\.canHaveLegendEntry))
    let names = labels ?? (artists == nil ? all.map(\.label) : named.map { $0.label ?? "" })
    var options = options
    if options.location == nil || options.location == .best { options.location = .upperRight }
    let legend = Legend(options: options, entries: zip(named, names).map { ($0, $1) }, rc: rc)
    self.legend = legend
    return legend
  }
}
