/// Finds a place for every axes of a figure, so that no label leaves the picture or runs into a neighbour.
///
/// Margins and gaps start from the figure's settings. Where the labels of a row or column need more room, the margins or gaps grow;
/// with `tight`, they also shrink to what is needed.
struct FigureLayout {
  private let figure: Figure
  private let size: Point
  private let pointSize: Double
  /// Room kept around labels, in pixels.
  private let pad: Double

  init(_ figure: Figure, size: Point, pointSize: Double) {
    self.figure = figure
    self.size = size
    self.pointSize = pointSize
    pad =
      (figure.layout.tight ? figure.layout.tightPad * figure.rc.number("font.size") : 3) * pointSize
  }

  /// Margins and gaps in pixels.
  private struct Margins: Equatable {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
    /// Between two columns, between two rows.
    var across = 0.0
    var down = 0.0
  }

  /// The margins of each grid.
  private typealias Plan = [ObjectIdentifier: Margins]

  /// What labels reach out of the rows and columns of a grid.
  ///
  /// Writing that is longer than its frame, such as an axis' label beside low axes, is kept apart from the rest: it runs past the
  /// neighbour's ticks and titles and must only keep clear of the neighbour's own long writing.
  private struct Reaches {
    var labels: Reach
    var overhang: Reach
  }

  private struct Reach {
    var left: [Double]
    var right: [Double]
    var above: [Double]
    var below: [Double]

    init(_ grid: GridSpec) {
      left = [Double](repeating: 0, count: grid.columns)
      right = left
      above = [Double](repeating: 0, count: grid.rows)
      below = above
    }

    mutating func join(rowsOf other: Reach) {
      for row in above.indices {
        above[row] = max(above[row], other.above[row])
        below[row] = max(below[row], other.below[row])
      }
    }

    mutating func join(columnsOf other: Reach) {
      for column in left.indices {
        left[column] = max(left[column], other.left[column])
        right[column] = max(right[column], other.right[column])
      }
    }
  }

  /// The place that settings alone give an axes, in fractions of the figure: where matplotlib puts it.
  static func nominal(_ axes: Axes, in figure: Figure) -> Rect {
    let layout = FigureLayout(figure, size: Point(1, 1), pointSize: 0)
    var plan: Plan = [:]
    for grid in layout.usedGrids() { plan[ObjectIdentifier(grid)] = layout.standard(grid) }
    return axes.part(of: layout.whole(axes, plan)) { layout.whole($0, plan) }
  }

  func places() -> [Rect] {
    for axes in figure.axes { axes.colorbar?.refresh() }
    let grids = usedGrids()
    var plan: Plan = [:]
    for grid in grids { plan[ObjectIdentifier(grid)] = standard(grid) }
    if !grids.isEmpty {
      // Labels depend on the frame (fewer ticks fit into a smaller one), so look again once the frames have moved.
      for _ in 0..<3 {
        let next = adjusted(plan, grids)
        if next == plan { break }
        plan = next
      }
    }
    return figure.axes.map { place($0, plan) }
  }

  /// The grids that axes are in, and those around them, the outer ones first.
  private func usedGrids() -> [GridSpec] {
    var found: [GridSpec] = []
    func add(_ grid: GridSpec) {
      if let parent = grid.parent { add(parent.grid) }
      if !found.contains(where: { $0 === grid }) { found.append(grid) }
    }
    for axes in figure.axes { if let cell = axes.cell { add(cell.grid) } }
    return found
  }

  private func place(_ axes: Axes, _ plan: Plan) -> Rect {
    rounded(axes.part(of: whole(axes, plan)) { whole($0, plan) })
  }

  /// The place of an axes before colour bars take their part of it.
  private func whole(_ axes: Axes, _ plan: Plan) -> Rect {
    if let cell = axes.cell { return cellPlace(cell, plan) }
    let p = axes.position ?? (0.125, 0.11, 0.775, 0.77)
    if let parent = axes.parent {
      let frame = parent.frame(in: place(parent, plan))
      return Rect(
        frame.x0 + p.left * frame.width, frame.y1 - (p.bottom + p.height) * frame.height,
        frame.x0 + (p.left + p.width) * frame.width, frame.y1 - p.bottom * frame.height)
    }
    return Rect(
      p.left * size.x, size.y * (1 - p.bottom - p.height), (p.left + p.width) * size.x,
      size.y * (1 - p.bottom))
  }

  /// What a grid fills, its margins included.
  private func region(_ grid: GridSpec, _ plan: Plan) -> Rect {
    grid.parent.map { cellPlace($0, plan) } ?? Rect(0, 0, size.x, size.y)
  }

  private func cellPlace(_ cell: Axes.GridCell, _ plan: Plan) -> Rect {
    let grid = cell.grid
    let m = plan[ObjectIdentifier(grid)] ?? Margins()
    let region = region(grid, plan)
    let width = region.width - m.left - m.right - m.across * Double(grid.columns - 1)
    let height = region.height - m.top - m.bottom - m.down * Double(grid.rows - 1)
    func span(_ sizes: [Double], _ total: Double, _ first: Int, _ last: Int, _ gap: Double) -> (
      Double, Double
    ) {
      let unit = total / sizes.reduce(0, +)
      let before = sizes[..<first].reduce(0, +) * unit + gap * Double(first)
      return (before, before + sizes[first...last].reduce(0, +) * unit + gap * Double(last - first))
    }
    let (x0, x1) = span(grid.widths, width, cell.firstColumn, cell.lastColumn, m.across)
    let (y0, y1) = span(grid.heights, height, cell.firstRow, cell.lastRow, m.down)
    let (left, top) = (region.x0 + m.left, region.y0 + m.top)
    // At least a pixel.
    let least = pointSize > 0 ? 1.0 : 0
    return Rect(left + x0, top + y0, left + max(x1, x0 + least), top + max(y1, y0 + least))
  }

  private func rounded(_ rect: Rect) -> Rect {
    Rect(rect.x0.rounded(), rect.y0.rounded(), rect.x1.rounded(), rect.y1.rounded())
  }

  private func standard(_ grid: GridSpec) -> Margins {
    let layout = figure.layout
    var m = Margins()
    var size = size
    if let parent = grid.parent {
      // A first guess; only the gaps matter.
      size = Point(size.x / Double(parent.grid.columns), size.y / Double(parent.grid.rows))
    } else {
      m.left = (grid.left ?? layout.left) * size.x
      m.right = (1 - (grid.right ?? layout.right)) * size.x
      m.bottom = (grid.bottom ?? layout.bottom) * size.y
      m.top = (1 - (grid.top ?? layout.top)) * size.y
    }
    let (columns, rows) = (Double(grid.columns), Double(grid.rows))
    // A gap is a fraction of the average width of an axes.
    let acrossPart = grid.widthSpace ?? layout.widthSpace
    let downPart = grid.heightSpace ?? layout.heightSpace
    m.across = acrossPart * (size.x - m.left - m.right) / (columns + acrossPart * (columns - 1))
    m.down = downPart * (size.y - m.top - m.bottom) / (rows + downPart * (rows - 1))
    return m
  }

  /// How far labels reach beyond the cells of a grid, those in grids inside its cells included.
  private func reach(_ grid: GridSpec, _ plan: Plan) -> Reaches {
    var reach = Reaches(labels: Reach(grid), overhang: Reach(grid))
    for axes in figure.axes where axes.visible {
      guard let cell = axes.cell?.within(grid) else { continue }
      let whole = cellPlace(cell, plan)
      let part = place(axes, plan)
      let drawn = axes.decorations(
        axes.view(frame: axes.frame(in: part), pointSize: pointSize, canvasSize: size))
      // A colour bar beside several axes makes their grid smaller, and the gaps in it.
      let bar = axes.attachedBar
      let scale = bar.map { $0.gapScale } ?? (x: 1, y: 1)
      let isFirst = cell.firstColumn == 0
      let isLast = cell.lastColumn == grid.columns - 1
      let isTop = cell.firstRow == 0
      let isBottom = cell.lastRow == grid.rows - 1
      // Towards a neighbour that the same bar explains, room is counted from where the axes have moved to.
      let moved = bar.map { $0.parents.count > 1 } ?? false
      func widen(_ reach: inout Reach, _ box: Rect) {
        func widen(_ list: inout [Double], _ index: Int, _ amount: Double, _ isOuter: Bool, _ scale: Double) {
          list[index] = max(list[index], amount / (isOuter ? 1 : scale))
        }
        let x0 = moved && !isFirst ? part.x0 : whole.x0
        let x1 = moved && !isLast ? part.x1 : whole.x1
        let y0 = moved && !isTop ? part.y0 : whole.y0
        let y1 = moved && !isBottom ? part.y1 : whole.y1
        widen(&reach.left, cell.firstColumn, x0 - box.x0, isFirst, scale.x)
        widen(&reach.right, cell.lastColumn, box.x1 - x1, isLast, scale.x)
        widen(&reach.above, cell.firstRow, y0 - box.y0, isTop, scale.y)
        widen(&reach.below, cell.lastRow, box.y1 - y1, isBottom, scale.y)
      }
      widen(&reach.labels, drawn.box)
      widen(&reach.overhang, drawn.overhang)
    }
    return reach
  }

  private func needs(_ reaches: Reaches) -> Margins {
    let (reach, over) = (reaches.labels, reaches.overhang)
    var need = Margins()
    let rect = figure.layout.tight ? figure.layout.tightRect : (left: 0, bottom: 0, right: 1, top: 1)
    let em = figure.rc.number("font.size") * pointSize
    let padAcross = figure.layout.tight ? figure.layout.tightAcross.map { $0 * em } ?? pad : pad
    let padDown = figure.layout.tight ? figure.layout.tightDown.map { $0 * em } ?? pad : pad
    let hair = min(pad, 3 * pointSize)
    func outer(_ reach: Double?, _ over: Double?) -> Double { max((reach ?? 0) + pad, (over ?? 0) + hair) }
    need.left = outer(reach.left.first, over.left.first) + rect.left * size.x
    need.right = outer(reach.right.last, over.right.last) + (1 - rect.right) * size.x
    need.top = outer(reach.above.first, over.above.first) + (1 - rect.top) * size.y
    need.bottom = outer(reach.below.last, over.below.last) + rect.bottom * size.y
    let whole = figure.wholeView(size, pointSize)
    for text in figure.texts where text.visible {
      let box = text.box(in: whole)
      switch text.edge {
      case .bottom: need.bottom += size.y - box.y0
      case .left: need.left += box.x1
      default: break
      }
    }
    if let titleRoom = figure.titleRoom(size, pointSize) { need.top += titleRoom }
    func gap(_ ends: [Double], _ starts: [Double], _ pad: Double) -> Double {
      zip(ends, starts.dropFirst()).map { $0 + $1 }.filter { $0 > 0 }.map { $0 + pad }.max() ?? 0
    }
    need.across = max(gap(reach.right, reach.left, padAcross), gap(over.right, over.left, hair))
    need.down = max(gap(reach.below, reach.above, padDown), gap(over.below, over.above, hair))
    return need
  }

  private func adjusted(_ plan: Plan, _ grids: [GridSpec]) -> Plan {
    let reaches = grids.map { reach($0, plan) }
    // Grids without margins of their own lie over each other: `subplot(2, 1, 1)` and `subplot(2, 2, 3)`.
    func isPlain(_ grid: GridSpec) -> Bool {
      grid.parent == nil && grid.left == nil && grid.right == nil && grid.top == nil && grid.bottom == nil
    }
    var needed = grids.indices.map { index -> Margins in
      var reach = reaches[index]
      let grid = grids[index]
      if isPlain(grid) {
        for other in grids.indices where other != index && isPlain(grids[other]) {
          if grids[other].heights == grid.heights {
            reach.labels.join(rowsOf: reaches[other].labels)
            reach.overhang.join(rowsOf: reaches[other].overhang)
          }
          if grids[other].widths == grid.widths {
            reach.labels.join(columnsOf: reaches[other].labels)
            reach.overhang.join(columnsOf: reaches[other].overhang)
          }
        }
      }
      return needs(reach)
    }
    let plain = grids.indices.filter { isPlain(grids[$0]) }
    for path in [\Margins.left, \.right, \.top, \.bottom] {
      let most = plain.map { needed[$0][keyPath: path] }.max() ?? 0
      for index in plain { needed[index][keyPath: path] = most }
    }
    var result = plan
    for (grid, need) in zip(grids, needed) {
      result[ObjectIdentifier(grid)] = grown(plan[ObjectIdentifier(grid)] ?? Margins(), need, grid, plan)
    }
    return result
  }

  private func grown(_ old: Margins, _ need: Margins, _ grid: GridSpec, _ plan: Plan) -> Margins {
    var m = old
    let tight = figure.layout.tight
    func grow(_ path: WritableKeyPath<Margins, Double>) {
      m[keyPath: path] = tight ? need[keyPath: path] : max(old[keyPath: path], need[keyPath: path])
    }
    if grid.parent == nil {
      grow(\.left)
      grow(\.right)
      grow(\.top)
      grow(\.bottom)
    }
    grow(\.across)
    grow(\.down)
    // Frames keep at least a tenth of the picture, whatever the labels ask for.
    let region = region(grid, plan)
    let width = region.width - m.left - m.right - m.across * Double(grid.columns - 1)
    if width < region.width * 0.1 {
      (m.left, m.right, m.across) = (old.left, old.right, old.across)
    }
    let height = region.height - m.top - m.bottom - m.down * Double(grid.rows - 1)
    if height < region.height * 0.1 {
      (m.top, m.bottom, m.down) = (old.top, old.bottom, old.down)
    }
    return m
  }
}

extension Axes {
  /// The part of a place in the grid that these axes take: all of it, or less beside a colour bar.
  ///
  /// - Parameter whole: the places of other axes before colour bars take their part.
  func part(of place: Rect, _ whole: (Axes) -> Rect) -> Rect {
    if let colorbar { return colorbar.part(of: place, whole) }
    if let attachedBar { return attachedBar.parentPart(of: place, whole) }
    return place
  }
}
