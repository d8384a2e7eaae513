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
    pad = (figure.layout.tight ? 1.08 * figure.rc.number("font.size") : 3) * pointSize
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

  func places() -> [Rect] {
    for axes in figure.axes { axes.colorbar?.refresh() }
    var grids: [[Int]: Margins] = [:]
    var order: [[Int]] = []
    for axes in figure.axes {
      guard let cell = axes.cell, grids[[cell.rows, cell.columns]] == nil else { continue }
      grids[[cell.rows, cell.columns]] = standard(cell)
      order.append([cell.rows, cell.columns])
    }
    for key in order {
      // Labels depend on the frame (fewer ticks fit into a smaller one), so look again once the frames have moved.
      for _ in 0..<3 {
        guard let now = grids[key] else { continue }
        let next = adjusted(now, key)
        grids[key] = next
        if next == now { break }
      }
    }
    return figure.axes.map { place($0, grids) }
  }

  private func place(_ axes: Axes, _ grids: [[Int]: Margins]) -> Rect {
    if let cell = axes.cell, let margins = grids[[cell.rows, cell.columns]] {
      return place(cell, margins, axes)
    }
    let p = axes.position ?? (0.125, 0.11, 0.775, 0.77)
    let whole = Rect(
      p.left * size.x, size.y * (1 - p.bottom - p.height), (p.left + p.width) * size.x,
      size.y * (1 - p.bottom))
    return rounded(axes.part(of: whole))
  }

  private func place(_ cell: Axes.GridCell, _ m: Margins, _ axes: Axes) -> Rect {
    rounded(axes.part(of: cellPlace(cell, m)))
  }

  private func cellPlace(_ cell: Axes.GridCell, _ m: Margins) -> Rect {
    let width = (size.x - m.left - m.right - m.across * Double(cell.columns - 1)) / Double(cell.columns)
    let height = (size.y - m.top - m.bottom - m.down * Double(cell.rows - 1)) / Double(cell.rows)
    let x0 = m.left + (width + m.across) * Double(cell.firstColumn)
    let y0 = m.top + (height + m.down) * Double(cell.firstRow)
    let x1 = m.left + (width + m.across) * Double(cell.lastColumn) + width
    let y1 = m.top + (height + m.down) * Double(cell.lastRow) + height
    return Rect(x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))
  }

  private func rounded(_ rect: Rect) -> Rect {
    Rect(rect.x0.rounded(), rect.y0.rounded(), rect.x1.rounded(), rect.y1.rounded())
  }

  private func standard(_ cell: Axes.GridCell) -> Margins {
    let layout = figure.layout
    var m = Margins()
    m.left = layout.left * size.x
    m.right = (1 - layout.right) * size.x
    m.bottom = (1 - (1 - layout.bottom)) * size.y
    m.top = (1 - layout.top) * size.y
    let (columns, rows) = (Double(cell.columns), Double(cell.rows))
    // A gap is a fraction of the average width of an axes.
    let width = (size.x - m.left - m.right) / (columns + layout.widthSpace * (columns - 1))
    let height = (size.y - m.top - m.bottom) / (rows + layout.heightSpace * (rows - 1))
    m.across = layout.widthSpace * width
    m.down = layout.heightSpace * height
    return m
  }

  /// How far the labels of each side reach beyond the place of their axes, and from that the margins.
  private func adjusted(_ old: Margins, _ key: [Int]) -> Margins {
    var need = Margins()
    let (rows, columns) = (key[0], key[1])
    // What reaches out to the right of each column, to the left of each, and so on.
    var rightOf = [Double](repeating: 0, count: columns)
    var leftOf = rightOf
    var below = [Double](repeating: 0, count: rows)
    var above = below
    for axes in figure.axes where axes.visible {
      guard let cell = axes.cell, cell.rows == rows, cell.columns == columns else { continue }
      let whole = cellPlace(cell, old)
      let frame = axes.frame(in: place(cell, old, axes))
      let box = axes.decorations(axes.view(frame: frame, pointSize: pointSize, canvasSize: size)).box
      leftOf[cell.firstColumn] = max(leftOf[cell.firstColumn], whole.x0 - box.x0)
      rightOf[cell.lastColumn] = max(rightOf[cell.lastColumn], box.x1 - whole.x1)
      above[cell.firstRow] = max(above[cell.firstRow], whole.y0 - box.y0)
      below[cell.lastRow] = max(below[cell.lastRow], box.y1 - whole.y1)
    }
    need.left = (leftOf.first ?? 0) + pad
    need.right = (rightOf.last ?? 0) + pad
    need.top = (above.first ?? 0) + pad
    need.bottom = (below.last ?? 0) + pad
    if !figure.title.isEmpty { need.top += figure.titleBlock(pointSize).height + size.y * 0.02 }
    for column in 1..<max(columns, 1) where leftOf[column] + rightOf[column - 1] > 0 {
      need.across = max(need.across, rightOf[column - 1] + leftOf[column] + pad)
    }
    for row in 1..<max(rows, 1) where above[row] + below[row - 1] > 0 {
      need.down = max(need.down, below[row - 1] + above[row] + pad)
    }
    var m = old
    let tight = figure.layout.tight
    func grow(_ path: WritableKeyPath<Margins, Double>) {
      m[keyPath: path] = tight ? need[keyPath: path] : max(old[keyPath: path], need[keyPath: path])
    }
    grow(\.left)
    grow(\.right)
    grow(\.top)
    grow(\.bottom)
    grow(\.across)
    grow(\.down)
    // Frames keep at least a tenth of the picture, whatever the labels ask for.
    let width = size.x - m.left - m.right - m.across * Double(columns - 1)
    if width < size.x * 0.1 {
      (m.left, m.right, m.across) = (old.left, old.right, old.across)
    }
    let height = size.y - m.top - m.bottom - m.down * Double(rows - 1)
    if height < size.y * 0.1 {
      (m.top, m.bottom, m.down) = (old.top, old.bottom, old.down)
    }
    return m
  }
}

extension Axes {
  /// The part of a place in the grid that these axes take: all of it, or less beside a colour bar.
  func part(of place: Rect) -> Rect {
    if let colorbar { return colorbar.part(of: place) }
    if let attachedBar { return attachedBar.parentPart(of: place) }
    return place
  }
}
