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
    /// A corner of the box in fractions of the frame, in place of the frame itself.
    public var anchor: (x: Double, y: Double)?
    public var columns = 1
    /// In points.
    public var fontSize: Double?
    public var title: String?
    public var frame: Bool?
    public var frameAlpha: Double?
    public init() {}
  }

  public var options: Options
  /// What is named, and its names; nil takes the artists that have labels.
  public var entries: [(artist: Artist, label: String)]?

  init(options: Options, entries: [(artist: Artist, label: String)]?) {
    self.options = options
    self.entries = entries
  }

  private func items(_ axes: Axes) -> [(artist: Artist, label: String)] {
    entries ?? axes.artists.filter(\.hasLegendEntry).map { ($0, $0.label ?? "") }
  }

  private struct Layout {
    var size: Point
    var cells: [(artist: Artist, text: TextBlock, key: Rect, textPlace: Point)]
    var title: (TextBlock, Point)?
  }

  /// Sizes in units of the font's size, as matplotlib has them.
  private func layout(_ axes: Axes, _ pointSize: Double) -> Layout? {
    let items = items(axes)
    guard !items.isEmpty else { return nil }
    let em = (options.fontSize ?? axes.rc.fontSize("legend.fontsize")) * pointSize
    let style = TextStyle(size: em)
    let texts = items.map { TextBlock($0.label, style) }
    let columns = min(max(options.columns, 1), items.count)
    let pad = 0.4 * em
    let keyWidth = 2.0 * em
    let keyHeight = 0.7 * em
    let gap = 0.8 * em
    var x = pad
    var top = pad
    var title: (TextBlock, Point)?
    var titleWidth = 0.0
    if let text = options.title, !text.isEmpty {
      let block = TextBlock(text, style)
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
    for column in 0..<columns {
      var y = top
      var width = 0.0
      for _ in 0..<(base + (column < extra ? 1 : 0)) {
        let text = texts[index]
        let height = max(text.height, keyHeight)
        let middle = y + height / 2
        cells.append(
          (
            items[index].artist, text, Rect(x, middle - keyHeight / 2, x + keyWidth, middle + keyHeight / 2),
            Point(x + keyWidth + gap, y + (height - text.height) / 2)
          ))
        width = max(width, keyWidth + gap + text.width)
        y += height + 0.5 * em
        index += 1
      }
      bottom = max(bottom, y - 0.5 * em)
      x += width + 2.0 * em
    }
    let width = max(x - 2.0 * em + pad, titleWidth + 2 * pad)
    if let block = title?.0 { title = (block, Point((width - block.width) / 2, pad)) }
    return Layout(size: Point(width.rounded(), (bottom + pad).rounded()), cells: cells, title: title)
  }

  private func place(_ layout: Layout, in view: View, axes: Axes) -> Rect {
    let em = (options.fontSize ?? axes.rc.fontSize("legend.fontsize")) * view.pointSize
    let frame = view.frame
    func box(_ location: Location) -> Rect {
      let (fx, fy) = location.fractions
      var room = frame
      if let anchor = options.anchor {
        let p = Point(frame.x0 + frame.width * anchor.x, frame.y1 - frame.height * anchor.y)
        room = Rect(p.x, p.y, p.x, p.y)
        let x = p.x - layout.size.x * fx + (fx == 0 ? 1 : fx == 1 ? -1 : 0) * 0.5 * em
        let y = p.y - layout.size.y * fy + (fy == 0 ? 1 : fy == 1 ? -1 : 0) * 0.5 * em
        return Rect(x.rounded(), y.rounded(), x.rounded() + layout.size.x, y.rounded() + layout.size.y)
      }
      room = room.insetBy(0.5 * em)
      let x = (room.x0 + (room.width - layout.size.x) * fx).rounded()
      let y = (room.y0 + (room.height - layout.size.y) * fy).rounded()
      return Rect(x, y, x + layout.size.x, y + layout.size.y)
    }
    let location = options.location ?? (try? Location(parsing: axes.rc.text("legend.loc"))) ?? .best
    guard location == .best, options.anchor == nil else { return box(location) }
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
    guard options.anchor != nil, let layout = layout(axes, view.pointSize) else { return nil }
    return place(layout, in: view, axes: axes)
  }

  func draw(on canvas: any Canvas, in view: View, axes: Axes) {
    guard let layout = layout(axes, view.pointSize) else { return }
    let box = place(layout, in: view, axes: axes)
    if options.frame ?? axes.rc.flag("legend.frameon") {
      let em = (options.fontSize ?? axes.rc.fontSize("legend.fontsize")) * view.pointSize
      let width = view.crisp(1)
      let shift = Elementary.whole(width) % 2 == 1 ? 0.5 : 0
      let outline = Path.rounded(box.moved(shift, shift), radius: 0.2 * em)
      let alpha = options.frameAlpha ?? 0.8
      canvas.fill(outline, Color.white.withAlpha(alpha))
      canvas.stroke(outline, Pen(Color(0.8, 0.8, 0.8).withAlpha(alpha), width: width, join: .miter))
    }
    if let (text, at) = layout.title {
      text.draw(on: canvas, at: Point(box.x0 + at.x, box.y0 + at.y), .left, .top)
    }
    for cell in layout.cells {
      cell.artist.drawLegendKey(on: canvas, in: cell.key.moved(box.x0, box.y0), pointSize: view.pointSize)
      cell.text.draw(
        on: canvas, at: Point(box.x0 + cell.textPlace.x, box.y0 + cell.textPlace.y), .left, .top)
    }
  }
}

extension Axes {
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
    let legend = Legend(options: options, entries: entries)
    self.legend = legend
    return legend
  }
}
